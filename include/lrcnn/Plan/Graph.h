//===- Graph.h - A network as the planner sees it ---------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_PLAN_GRAPH_H
#define LRCNN_PLAN_GRAPH_H

#include "lrcnn/Plan/Geometry.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/JSON.h"
#include <optional>
#include <string>
#include <vector>

namespace lrcnn::plan {

/// What an input of a network is to it.
enum class Role { activation, parameter, state };

/// A feature map.
struct Tensor {
  std::string name;
  int64_t images = 1, rows = 0, width = 0, channels = 0, elementBytes = 4;
  /// The layer that makes it, -1 for an input of the graph.
  int producer = -1;
  /// Whether the backward pass makes its gradient.
  bool hasGradient = true;
  /// Of an input: a map can be a parameter.
  Role role = Role::activation;
  /// Of an input: the order of the dimensions in which its caller has it and
  /// gets its gradient, such as `nchw`. It has strides of its own. Empty: not
  /// known.
  std::string layout = {};

  /// Bytes of one row of one image.
  int64_t rowBytes() const { return width * channels * elementBytes; }
};

/// A use of a tensor by a layer.
struct Operand {
  int tensor = -1;
  Window window;
  /// Whether a gradient of the layer reads the operand's values (a
  /// convolution's input, what a max pool chose from).
  bool gradientReads = true;
};

/// An input without rows: a filter, a vector, a state.
struct Argument {
  std::string name;
  Role role = Role::parameter;
  /// Whether the backward pass makes its gradient.
  bool hasGradient = false;
  int64_t bytes = 0;
  /// As `Tensor::layout`.
  std::string layout = {};
};

/// The orders of dimensions in which the caller gets an output and gives its
/// gradient, as `Tensor::layout`.
struct OutputLayouts {
  std::string result, gradient;
};

/// A value that a kernel reads.
struct Read {
  enum class Kind {
    tensor,
    argument,
    /// The gradient of a tensor.
    gradient,
    /// The sums of a partial, a gradient layer of the same layer.
    partial
  };
  Kind kind = Kind::tensor;
  /// The tensor, the argument, or the partial's place among the gradient
  /// layers.
  int index = -1;
  /// Whether the kernel takes it, a filter, in a layout of its own.
  bool packed = false;

  bool operator==(const Read &) const = default;
};
using Reads = llvm::SmallVector<Read, 4>;

/// A gradient that leaves a layer.
struct Gradient {
  /// The operation that gives it, such as `conv_filter_grad`.
  std::string kind;
  /// The operand whose gradient it is, a tensor or an argument; both are -1 for
  /// a partial.
  int tensor = -1, argument = -1;
  /// Multiply-adds of one row of one image of the layer's result.
  int64_t macsPerRow = 0;
  /// All values that it reads.
  Reads reads;
  /// Of a partial: the shape of its sums, which other gradient layers of the
  /// layer read once all rows are folded.
  std::optional<Tensor> sums;
  /// Whether it folds rows into an accumulator in a layout of the kernel's.
  bool accumulates = false;

  bool isPartial() const { return sums.has_value(); }
  /// Whether it is made of a partial's sums, once for all rows.
  bool readsPartial() const {
    return llvm::any_of(reads, [](const Read &read) {
      return read.kind == Read::Kind::partial;
    });
  }
};

/// A layer that gives the next value of a state, in the state's place, once in
/// each forward call of a step.
struct State {
  /// Its operation, such as `running_mean`.
  std::string kind;
  /// The state.
  int argument = -1;
  /// The fold behind which it runs; -1: before all layers.
  int layer = -1;
  Reads reads;
};

/// Layers that run as one kernel: a group, named after one of them.
struct Layer {
  std::string name;
  /// Its operation, such as `conv`.
  std::string kind;
  /// The names of the other ones, pointwise layers, in their order.
  llvm::SmallVector<std::string, 1> fused;
  /// The tensors that it reads.
  llvm::SmallVector<Operand> operands;
  int result = -1;
  /// All values that it reads, each once.
  Reads reads;
  /// What its mask reads besides the incoming gradient: the gradient of the
  /// activation that the group ends with, which terms of the result's gradient
  /// go through. Empty if there is none.
  Reads maskReads;
  /// Whether it draws numbers; in inference it passes its first operand on.
  bool isRandom = false;
  /// Whether it folds rows into an accumulator in a layout of the kernel's.
  bool accumulates = false;
  /// Multiply-adds of one output row of one image; padded positions count.
  int64_t macsPerRow = 0;
  /// Bytes of the filter, which each pass has in an order of its own.
  int64_t filterBytes = 0;
  /// Whether a gradient of the layer reads its result (the sign of a rectified
  /// sum). What no gradient reads is not made again.
  bool gradientReadsResult = true;
  /// The gradients that leave the group, each a kernel; the mask runs in
  /// kernels of others.
  llvm::SmallVector<Gradient, 2> gradients;

  /// Whether terms of its result's gradient go through a mask.
  bool isMasked() const { return !maskReads.empty(); }
  /// Whether the layer folds all rows of its operand into one: a barrier (G5).
  bool isFold() const {
    return llvm::any_of(
        operands, [](const Operand &operand) { return operand.window.all; });
  }
  /// The tensor whose rows a fold takes.
  int getFolded() const {
    return llvm::find_if(
               operands,
               [](const Operand &operand) { return operand.window.all; })
        ->tensor;
  }
};

/// A DAG of layers in one fixed topological order.
struct Graph {
  std::vector<Tensor> tensors;
  std::vector<Argument> arguments;
  std::vector<Layer> layers;
  std::vector<State> states;
  /// Tensors that the graph gives.
  llvm::SmallVector<int> outputs;
  /// By output; empty if not known.
  std::vector<OutputLayouts> outputLayouts;

  /// Checks what the rest of this library takes for granted: numbers in their
  /// ranges, layers in topological order, each tensor made once, sizes whose
  /// products fit, reads of what there is. The error says what is wrong.
  llvm::Error check() const;

  /// All of it as data (docs/ABI has the schema).
  llvm::json::Object toJson() const;

  /// The number of the network's layers up to and with `layer`, each of a group
  /// counted on its own: what `end` in a plan counts.
  int64_t countThrough(int layer) const;
  /// Of `end` of those the layer that ends there, -1 if none does.
  int getLayerThatEndsAt(int64_t end) const;
};

/// The graph that `file`, as `Graph::toJson` gives it, says, checked. A key
/// `kernels` is left to others.
llvm::Expected<Graph> parseGraph(const llvm::json::Value &file);

/// Bytes that a kernel reads and writes.
struct MovedBytes {
  /// For each row of one image. Of a fold, and of its gradient, a row that it
  /// takes; of another gradient layer, a row of the incoming gradient; else a
  /// row of the result.
  int64_t perRow = 0;
  /// In each call, whatever its rows: arguments, and tensors of one row that
  /// are spread.
  int64_t perCall = 0;
};

/// Bytes that the layer's kernel moves: each value that it reads, and its
/// result, once. A row of an operand counts for as many rows as read it, halos
/// do not; a part of a byte counts as one.
MovedBytes getMovedBytes(const Graph &graph, const Layer &layer);

/// The same of a gradient layer of `layer`, with what the mask of its operand's
/// maker reads. What is there of a gradient and added to does not
/// count.
MovedBytes getMovedBytes(const Graph &graph, const Layer &layer,
                         const Gradient &gradient);

} // namespace lrcnn::plan

#endif // LRCNN_PLAN_GRAPH_H

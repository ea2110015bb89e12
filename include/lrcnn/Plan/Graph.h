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
#include <string>
#include <vector>

namespace lrcnn::plan {

/// A feature map.
struct Tensor {
  std::string name;
  int64_t images = 1, rows = 0, width = 0, channels = 0, elementBytes = 4;
  /// The layer that makes it, -1 for an input of the graph.
  int producer = -1;
  /// Whether the backward pass makes its gradient.
  bool hasGradient = true;

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

/// A gradient layer of a layer.
struct Gradient {
  /// Its operation, such as `conv_filter_grad`.
  std::string kind;
  /// The operand whose gradient it is, -1 for a parameter.
  int tensor = -1;
  /// Multiply-adds of one row of one image of the layer's result.
  int64_t macsPerRow = 0;
};

/// Layers that run as one kernel: one that makes rows, and its epilogues.
struct Layer {
  std::string name;
  /// Its operation, such as `conv`.
  std::string kind;
  /// The names of its epilogues, in their order.
  llvm::SmallVector<std::string, 1> epilogues;
  llvm::SmallVector<Operand> operands;
  int result = -1;
  /// Multiply-adds of one output row of one image; padded positions count.
  int64_t macsPerRow = 0;
  /// Bytes of the filter, which each pass has in an order of its own.
  int64_t filterBytes = 0;
  /// Whether a gradient of the layer reads its result (the sign of a rectified
  /// sum). What no gradient reads is not made again.
  bool gradientReadsResult = true;
  /// Its gradient layers; those of its epilogues run in kernels of others.
  llvm::SmallVector<Gradient, 2> gradients;

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
  std::vector<Layer> layers;
  /// Tensors that the graph gives.
  llvm::SmallVector<int> outputs;

  /// Checks what the rest of this library takes for granted: numbers in their
  /// ranges, layers in topological order, each tensor made once, sizes whose
  /// products fit. The error says what is wrong.
  llvm::Error check() const;

  /// All of it as data (docs/ABI has the schema).
  llvm::json::Object toJson() const;

  /// The number of the network's layers up to and with `layer`, each epilogue
  /// counted on its own: what `end` in a plan counts.
  int64_t countThrough(int layer) const;
  /// Of `end` of those the layer that ends there, -1 if none does.
  int getLayerThatEndsAt(int64_t end) const;
};

} // namespace lrcnn::plan

#endif // LRCNN_PLAN_GRAPH_H

//===- Schedule.h - Every call and every buffer of a program ----*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A schedule is the program before it is written down: what graph, plan and
// target make of a network, as data. `lrcnn-tile` writes an operation for each
// of its calls; memory and arithmetic of a plan are known without doing so.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_PLAN_SCHEDULE_H
#define LRCNN_PLAN_SCHEDULE_H

#include "lrcnn/Plan/Packer.h"
#include "lrcnn/Plan/Plan.h"
#include "lrcnn/Plan/Tiling.h"

namespace lrcnn::plan {

//===----------------------------------------------------------------------===//
// What a target says of its kernels
//===----------------------------------------------------------------------===//

/// What memory planning has to know of a layer's kernel.
struct KernelTraits {
  /// Bytes, in a layout of its own, of the filter that it reads.
  int64_t filter = 0;
  /// The same of what a fold has so far.
  int64_t accumulator = 0;
  /// Of a tensor's gradient: whether it can write over its mask, of which it
  /// reads each element before it writes that place, and not again.
  bool overwritesMask = false;
};

struct LayerKernels {
  KernelTraits layer;
  /// By gradient layer.
  llvm::SmallVector<KernelTraits, 2> gradients;
};

/// A target's kernels for the layers of a graph.
struct Kernels {
  /// Every buffer, and every copy of a slab, begins at a multiple of this.
  int64_t alignment = 1;
  /// Whether it can bring what is offloaded, and store tensors of f32 as bf16.
  bool hasOffload = false, hasNarrowStorage = false;
  std::vector<LayerKernels> layers;
};

/// Checks that a target with `kernels` can do what `plan`, which is sound, asks
/// for: offload, storage types, gradients over masks.
llvm::Error checkKernels(const Graph &graph, const Plan &plan,
                         const Kernels &kernels);

//===----------------------------------------------------------------------===//
// Storage
//===----------------------------------------------------------------------===//

/// The first and the last position of calls that use a buffer; positions of the
/// forward and the backward pass are on one time line.
struct Lifetime {
  int64_t first = -1, last = -1;

  void extend(int64_t begin, int64_t end) {
    first = first < 0 ? begin : std::min(first, begin);
    last = std::max(last, end);
  }
  bool operator==(const Lifetime &) const = default;
};

/// What calls read and write: an argument of the program, or a buffer.
struct Storage {
  enum class Kind {
    /// Arguments of the program, by the number of the tensor, of the argument
    /// or of the output in the graph: what the network is given, what it gives,
    /// the incoming gradients of that, the gradients of what it is given.
    tensor,
    argument,
    output,
    seed,
    tensorGradient,
    argumentGradient,
    /// Buffers: rows of a tensor; a filter for, or what is accumulated by, the
    /// kernel of a layer.
    slab,
    filter,
    accumulator
  };
  Kind kind = Kind::slab;
  int index = -1;

  /// The rest is of buffers only.
  std::string name;
  bool inStash = false;
  /// Whether it is one iteration's. Then `window` are the rows that it holds in
  /// each tile.
  bool inLoop = false;
  std::vector<Rows> window;
  /// Of a slab: its images and rows. There is one copy for each border between
  /// tiles, or one.
  int64_t images = 1, rows = 1, copies = 1;
  /// The gradient layer that it is of: of an accumulator or a filter, and of a
  /// slab that has the sums of a partial; -1: none. `index` is then a layer.
  int gradient = -1;
  int64_t bytes = 0;
  Lifetime live;

  bool isBuffer() const { return kind >= Kind::slab; }
  bool operator==(const Storage &) const = default;
};

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

/// One call of a kernel, or of what moves rows and filters from one storage to
/// another.
struct Call {
  enum class Kind {
    /// A layer, all of its group.
    layer,
    /// What follows a layer that draws numbers, in inference.
    passOn,
    /// The result of a layer, for the caller.
    output,
    /// Layer `state` of the graph's states.
    state,
    /// Gradient layer `gradient`. A term of a tensor's gradient goes through
    /// the mask of the tensor's maker.
    gradient,
    /// The incoming gradient of the layer's result, through its mask.
    seed,
    /// What other segments gave of the gradient of the layer's result.
    outside,
    /// A filter into the layout of its kernel, or what a kernel accumulated out
    /// of it.
    pack,
    unpack,
    /// Boundary rows out of a slab, or into it.
    keep,
    restore
  };
  Kind kind = Kind::layer;
  int layer = -1, gradient = -1, state = -1;
  /// Numbers of storages; what is moved is the one that is read.
  llvm::SmallVector<int, 4> reads;
  int write = -1;
  /// By tile: rows as `row.kernel` has them. No limits: all rows; no addFrom:
  /// all rows are overwritten.
  std::vector<Rows> rows, limit;
  std::vector<int64_t> addFrom;
  /// Whether an unpacked gradient is added to what is there.
  bool add = false;

  bool isKernel() const { return kind < Kind::pack; }
  bool operator==(const Call &) const = default;
};

/// Calls that follow each other, or that each tile makes.
struct Block {
  bool isLoop = false;
  /// Of a loop: from the last tile to the first.
  bool reverse = false;
  int64_t batchTiles = 1, tiles = 1, images = 1;
  std::vector<Call> calls;

  /// Images of the largest group.
  int64_t getGroupCapacity() const {
    return (images + batchTiles - 1) / batchTiles;
  }
  bool operator==(const Block &) const = default;
};

/// What one call of the program does.
using Entry = std::vector<Block>;

struct Schedule {
  std::vector<Storage> storages;
  Entry forward, inference, backward;
  /// Buffers of a step, in the order of their first uses.
  std::vector<int> step;
  /// The position of the first call of the backward pass.
  int64_t backwardBegin = 0;
  int64_t alignment = 1;

  bool operator==(const Schedule &) const = default;
};

/// The schedule of `plan`. Both are taken as sound, and `kernels` has as many
/// layers as the graph, or none: then nothing is known of a target, and the
/// bytes of filters and accumulators are 0. What is offloaded lies in the
/// stash: no target brings it yet (`checkKernels`).
Schedule makeSchedule(const Graph &graph, const Plan &plan,
                      const Kernels &kernels);

/// The same with the tables of the plan's segments.
Schedule makeSchedule(const Graph &graph, const Plan &plan,
                      const Kernels &kernels,
                      std::vector<SegmentTiling> tilings);

//===----------------------------------------------------------------------===//
// What a schedule costs
//===----------------------------------------------------------------------===//

/// Bytes of the buffers of a step: the stash, and the workspaces of its calls.
struct StepMemory {
  int64_t stash = 0, forward = 0, backward = 0;
};

/// That of `buffers` at these places; the backward pass begins at position
/// `backwardBegin`.
StepMemory getStepMemory(llvm::ArrayRef<Buffer> buffers,
                         const Placement &placement, int64_t backwardBegin);

/// The buffers of a step as the packer sees them: all that its peak follows
/// from.
struct StepBuffers {
  std::vector<Buffer> buffers;
  int64_t backwardBegin = 0, alignment = 1;
};
StepBuffers getStepBuffers(const Schedule &schedule);

/// Bytes of the feature maps that a step's caller holds in the forward and in
/// the backward call.
struct CallerBytes {
  int64_t forward = 0, backward = 0;
};
CallerBytes getCallerBytes(const Graph &graph);

/// The most that a step has, to the byte: stash and workspace, and the feature
/// maps among the arguments. What the caller holds between the calls counts in
/// both.
int64_t getPeakBytes(const Graph &graph, const StepBuffers &step);
int64_t getPeakBytes(const Graph &graph, const Schedule &schedule);

/// Multiply-adds of one training step.
struct Work {
  int64_t executed = 0;
  /// Of a step that computes nothing twice and gives the same gradients.
  int64_t least = 0;

  /// 1.0: nothing is computed twice.
  double getRatio() const {
    return least == 0 ? 1.0 : static_cast<double>(executed) / least;
  }
};

/// The halo of overlapped tiles counts in the forward pass, in the
/// recomputation and in both gradients.
Work getWork(const Graph &graph, const Schedule &schedule);

} // namespace lrcnn::plan

#endif // LRCNN_PLAN_SCHEDULE_H

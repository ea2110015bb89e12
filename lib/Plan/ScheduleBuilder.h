//===- ScheduleBuilder.h - From a plan to its calls -------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// State shared by the forward and the backward half of `makeSchedule`.
//
// "Whole" storage holds all rows of a tensor, for all images: an argument, a
// checkpoint in the stash, or a border in the workspace. A tensor inside a
// tiled segment has a slab in the loop instead.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_PLAN_SCHEDULEBUILDER_H
#define LRCNN_LIB_PLAN_SCHEDULEBUILDER_H

#include "lrcnn/Plan/Residency.h"
#include "lrcnn/Plan/Schedule.h"
#include "lrcnn/Plan/Tiling.h"
#include <map>

namespace lrcnn::plan {

/// One segment of the plan with its tables.
struct TiledSegment {
  Segment segment;
  SegmentTiling tiling;

  bool isStored() const { return segment.strategy == Strategy::store; }
  bool sharesBoundaries() const {
    return segment.strategy == Strategy::two_phase;
  }
  bool makes(int layer) const {
    return layer >= segment.firstLayer && layer < segment.endLayer;
  }
  int64_t numTiles() const { return segment.cuts.size(); }
};

/// Which forward loop of a segment is built. In the backward pass the segments
/// of a region run again and make what its sweeps start from.
enum class ForwardRun { step, inference, again };

class ScheduleBuilder {
public:
  ScheduleBuilder(const Graph &graph, const Plan &plan, const Kernels &kernels,
                  std::vector<SegmentTiling> tilings);

  Schedule build();

private:
  //===--------------------------------------------------------------------===//
  // ScheduleBuilder.cpp: what both halves use
  //===--------------------------------------------------------------------===//
  bool isOutput(int tensor) const { return outputOf[tensor] >= 0; }
  bool isInput(int tensor) const { return graph.tensors[tensor].producer < 0; }
  bool isFold(int tensor) const {
    return !isInput(tensor) &&
           graph.layers[graph.tensors[tensor].producer].isFold();
  }
  /// Whether the segment makes the tensor and something outside reads it.
  bool isBorderOutput(const TiledSegment &tiled, int tensor) const;
  bool isConsumedIn(const Segment &segment, int tensor) const;
  bool isConsumedOutside(const TiledSegment &tiled, int tensor) const;
  /// All rows of a tensor, as a table of one tile.
  std::vector<Rows> getAllRows(int tensor) const {
    return {{0, graph.tensors[tensor].rows}};
  }
  /// The rows of a layer that each tile computes, or all.
  std::vector<Rows> getComputed(const TiledSegment &tiled, int layer) const;

  int addStorage(Storage storage);
  /// The storage of an argument of the program, made at its first use.
  int getArgument(Storage::Kind kind, int index);
  /// Bytes of a row of a tensor or of its gradient, as the plan stores it.
  int64_t getRowBytes(int tensor) const;
  /// A buffer for all rows of all images.
  int addWhole(int tensor, std::string name, bool inStash = false);
  /// A buffer in the current loop with a window for each tile.
  int addSlab(int tensor, std::string name, std::vector<Rows> window);
  /// A buffer for what tiles of the current loop leave of a tensor for the next
  /// one, -1 if they leave nothing.
  int addBoundary(const TiledSegment &tiled, int tensor, std::string name);
  /// A copy, in the loop, of the rows of `tensor` that `rows` says.
  void addCopy(Call::Kind kind, int tensor, int from, int to,
               std::vector<Rows> rows);
  /// By tile: the boundary rows of `tensor` that the tile before left.
  static std::vector<Rows> getLeftBefore(const TiledSegment &tiled, int tensor);
  /// The filter argument in the layout of the kernel of `layer`, or of its
  /// gradient layer; made before the loop.
  int addPacked(int argument, int layer, int gradient);
  /// Where tiles keep what a fold has so far: an accumulator if the fold has
  /// one, else `target` itself.
  int addAccumulator(bool accumulates, int layer, int gradient, int target);
  const KernelTraits *getTraits(int layer, int gradient) const;
  /// The storage of a value that a kernel reads.
  int getStorage(const Read &read, int layer, int gradient);

  /// Begins the calls of a segment: before, in and behind its loop. Calls of
  /// stored layers follow each other instead.
  void beginSegment(const TiledSegment &tiled, bool reverse);
  void endSegment(Entry &entry);
  void beginCalls();
  std::vector<Call> &before() { return blocks.front().calls; }
  std::vector<Call> &body() { return blocks[blocks.size() / 2].calls; }
  std::vector<Call> &after() { return blocks.back().calls; }
  bool inLoop() const { return blocks.size() > 1; }
  Block &loop() { return blocks[1]; }

  //===--------------------------------------------------------------------===//
  // ScheduleForward.cpp
  //===--------------------------------------------------------------------===//
  void addStash();
  void buildForward(Entry &entry, ForwardRun run);
  void buildForwardSegment(const TiledSegment &tiled, Entry &entry,
                           ForwardRun run);
  void buildLayer(const TiledSegment &tiled, int layer, int out,
                  ForwardRun run);
  void buildFold(const TiledSegment &tiled, int layer, int out, ForwardRun run);
  void buildState(int state, std::vector<Call> &at);
  void buildCallerCopy(const TiledSegment &tiled, int layer, int storage);
  /// The slab of an inner tensor, its head restored from `boundary` if there is
  /// one.
  int buildInnerSlab(const TiledSegment &tiled, int tensor, int boundary);
  /// Storage of the output `tensor` of a layer, -1 if it is a slab.
  int getWholeStorage(const TiledSegment &tiled, int tensor, ForwardRun run);
  /// Where tiles leave rows of `tensor` for the next one: for the backward
  /// sweep too if that makes the tensor again, else for this loop only. -1 if
  /// they leave none.
  int getBoundary(const TiledSegment &tiled, int tensor, ForwardRun run);

  //===--------------------------------------------------------------------===//
  // ScheduleBackward.cpp
  //===--------------------------------------------------------------------===//
  void buildBackward(Entry &entry);
  /// The segments [begin, end), which lie between two checkpoints.
  void buildBackwardRegion(size_t begin, size_t end, Entry &entry);
  /// Brings the gradients of outputs that `maker` makes to where its sweep
  /// reads them.
  void buildSeeds(const TiledSegment &maker, Entry &entry);
  void buildBackwardSegment(const TiledSegment &tiled, Entry &entry);
  void buildRecomputation(const TiledSegment &tiled);
  void buildGradients(const TiledSegment &tiled, int layer);
  void buildPartial(const TiledSegment &tiled, int layer, int gradient);
  void buildFromPartial(int layer, int gradient);
  void buildParameterGradient(const TiledSegment &tiled, int layer,
                              int gradient);
  /// One term of the gradient of a tensor, from gradient layer `gradient` of
  /// `layer`.
  void buildTerm(const TiledSegment &tiled, int layer, int gradient);
  /// The incoming gradient of an output as a term of its own gradient.
  void buildSeed(const TiledSegment &tiled, int tensor);
  /// Adds a term of the gradient of `tensor`; `limit` are the rows of the
  /// incoming gradient that take part.
  void addTerm(const TiledSegment &tiled, Call call, int tensor,
               std::vector<Rows> limit);
  void addReads(Call &call, llvm::ArrayRef<Read> reads);
  /// Adds what the mask of the tensor's layer reads besides `others`.
  void addMaskReads(Call &call, llvm::ArrayRef<Read> others, int tensor);
  static Call makeGradient(int layer, int gradient);
  /// The rows of a layer's result whose gradient each tile takes, or all.
  std::vector<Rows> getResultRows(const TiledSegment &tiled, int layer) const;
  /// Rows of an output of the segment whose gradient each tile gives.
  std::vector<Rows> getOwnRows(const TiledSegment &tiled, int tensor) const;
  /// Where kernels write the gradient of `tensor`, made at its first use.
  int getGradientStorage(const TiledSegment &tiled, int tensor);
  int beginGradientSlab(const TiledSegment &tiled, int tensor);
  void keepGradientBoundary(const TiledSegment &tiled, int tensor);
  /// Whether the tensor's gradient lives in a slab, not whole.
  bool hasGradientSlab(const TiledSegment &tiled, int tensor) const;

  const Graph &graph;
  const Plan &plan;
  const Kernels &kernels;
  Residency residency;
  /// By tensor: what its gradient takes over.
  std::vector<std::optional<Takeover>> takeovers;
  std::vector<TiledSegment> segments;
  /// By tensor: the output that it is, -1 if none; the layers that read it.
  std::vector<int> outputOf;
  std::vector<std::vector<int>> readers;
  Schedule result;

  /// Storages of arguments, by kind and number.
  std::map<std::pair<Storage::Kind, int>, int> arguments;
  /// What is before, in and behind the loop that is built, or calls that follow
  /// each other.
  std::vector<Block> blocks;

  /// By tensor. Checkpoints in the stash, and boundaries that the backward
  /// sweep restores.
  std::vector<int> stashed, boundaries;
  /// Whole storage in the entry, and what there is in the loop, too.
  std::vector<int> whole, slabs;
  /// Whole gradients in the backward entry, and whether anything was written to
  /// a gradient; gradient slabs and carried rows in the loop.
  std::vector<int> wholeGradients, gradientSlabs, carried;
  std::vector<char> started;
  /// Whether a tiled segment reads the incoming gradient of the output by
  /// itself.
  std::vector<char> hasOwnSeed;
  /// By argument: whether some layer has written its gradient.
  std::vector<char> startedArguments;
  /// By gradient layer of the layer that is built: where its sums lie.
  std::vector<int> sums;
};

} // namespace lrcnn::plan

#endif // LRCNN_LIB_PLAN_SCHEDULEBUILDER_H

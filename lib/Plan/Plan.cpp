//===- Plan.cpp - Segments, strategies, cuts ------------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Plan/Plan.h"
#include "Fail.h"
#include "lrcnn/Plan/Residency.h"
#include "lrcnn/Plan/Takeovers.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace lrcnn::plan;

llvm::StringRef lrcnn::plan::toString(Strategy strategy) {
  switch (strategy) {
  case Strategy::store:
    return "store";
  case Strategy::recompute:
    return "recompute";
  case Strategy::overlap:
    return "overlap";
  case Strategy::two_phase:
    return "two_phase";
  }
  llvm_unreachable("unknown strategy");
}

std::optional<Strategy> lrcnn::plan::parseStrategy(llvm::StringRef name) {
  return llvm::StringSwitch<std::optional<Strategy>>(name)
      .Case("store", Strategy::store)
      .Case("recompute", Strategy::recompute)
      .Case("overlap", Strategy::overlap)
      .Case("two_phase", Strategy::two_phase)
      .Default(std::nullopt);
}

int lrcnn::plan::getPrimary(const Graph &graph, const Segment &segment) {
  for (int layer = segment.endLayer - 1; layer >= segment.firstLayer; --layer)
    if (!graph.layers[layer].isFold())
      return graph.layers[layer].result;
  return graph.layers[segment.endLayer - 1].getFolded();
}

/// What folds all rows is complete after the last tile: tiles cannot read it.
llvm::Expected<Segment>
lrcnn::plan::makeSegment(const Graph &graph, int firstLayer, int endLayer,
                         Strategy strategy, int64_t tiles, int64_t batchTiles,
                         bool checkpoint) {
  Segment segment;
  segment.firstLayer = firstLayer;
  segment.endLayer = endLayer;
  segment.strategy = strategy;
  segment.batchTiles = batchTiles;
  segment.checkpoint = checkpoint;
  int64_t rows = graph.tensors[getPrimary(graph, segment)].rows;
  if (tiles < 1 || tiles > rows)
    return fail("expected 1 to {0} rows (tiles) for the segment that ends at "
                "layer {1}, got {2}",
                rows, graph.countThrough(endLayer - 1), tiles);
  bool isTiled =
      strategy == Strategy::overlap || strategy == Strategy::two_phase;
  if (!isTiled && tiles != 1)
    return fail("expected one row (tile) under strategy {0}, got {1}",
                toString(strategy), tiles);
  segment.cuts = tiles == 1 ? std::vector<int64_t>{rows}
                            : balancedCuts(graph, segment, tiles);
  return segment;
}

static llvm::Error checkFolds(const Graph &graph, const Segment &segment) {
  if (segment.strategy == Strategy::store)
    return llvm::Error::success();
  for (int layer = segment.firstLayer; layer < segment.endLayer; ++layer)
    for (const Operand &operand : graph.layers[layer].operands) {
      int producer = graph.tensors[operand.tensor].producer;
      if (producer >= segment.firstLayer && graph.layers[producer].isFold())
        return fail("G5: expected the result of '{0}', which needs all rows, "
                    "to be read in a later segment than the {1} segment that "
                    "ends at '{2}', got '{3}'",
                    graph.layers[producer].name, toString(segment.strategy),
                    graph.layers[segment.endLayer - 1].name,
                    graph.layers[layer].name);
    }
  return llvm::Error::success();
}

/// Loops run over the images of the primary output.
static llvm::Error checkImages(const Graph &graph, const Segment &segment) {
  if (segment.strategy == Strategy::store)
    return llvm::Error::success();
  const Tensor &primary = graph.tensors[getPrimary(graph, segment)];
  for (int number = segment.firstLayer; number < segment.endLayer; ++number) {
    const Layer &layer = graph.layers[number];
    const Tensor &made =
        graph.tensors[layer.isFold() ? layer.getFolded() : layer.result];
    if (made.images != primary.images)
      return fail("G6: expected the layers of the {0} segment that ends at "
                  "'{1}' to go through {2} images as its primary output has, "
                  "got {3} of '{4}'; end a segment there or store it",
                  toString(segment.strategy),
                  graph.layers[segment.endLayer - 1].name, primary.images,
                  made.images, layer.name);
  }
  return llvm::Error::success();
}

static llvm::Error checkSegment(const Graph &graph, const Segment &segment) {
  const Layer &last = graph.layers[segment.endLayer - 1];
  const Tensor &primary = graph.tensors[getPrimary(graph, segment)];
  bool tiled = segment.strategy == Strategy::overlap ||
               segment.strategy == Strategy::two_phase;
  int64_t tiles = segment.cuts.size();
  if (!tiled && tiles != 1)
    return fail("G6: expected one tile for the {0} segment that ends at "
                "'{1}', got {2}",
                toString(segment.strategy), last.name, tiles);
  if (tiles < 1)
    return fail("G6: expected 1 to {0} tiles for the {1} segment that ends at "
                "'{2}', got {3}",
                primary.rows, toString(segment.strategy), last.name, tiles);
  int64_t before = 0;
  for (int64_t cut : segment.cuts) {
    if (cut <= before)
      return fail("G6: expected increasing cuts for the segment that ends at "
                  "'{0}', got {1} after {2}",
                  last.name, cut, before);
    before = cut;
  }
  if (before != primary.rows)
    return fail("G6: expected the cuts of the segment that ends at '{0}' to "
                "end at its {1} rows, got {2}",
                last.name, primary.rows, before);
  if (segment.batchTiles < 1 || segment.batchTiles > primary.images)
    return fail("G6: expected 1 to {0} batch tiles for the segment that ends "
                "at '{1}', got {2}",
                primary.images, last.name, segment.batchTiles);
  if (segment.strategy == Strategy::store && segment.batchTiles != 1)
    return fail("G6: expected one batch tile for the store segment that ends "
                "at '{0}', got {1}",
                last.name, segment.batchTiles);
  if (llvm::Error error = checkImages(graph, segment))
    return error;
  return checkFolds(graph, segment);
}

/// Checks that what the caller has, and what rows are folded into, is native.
static llvm::Error checkStorage(const Graph &graph, const Plan &plan) {
  if (plan.storage.empty())
    return llvm::Error::success();
  if (plan.storage.size() != graph.tensors.size())
    return fail("expected a storage type for each of {0} tensors, got {1}",
                graph.tensors.size(), plan.storage.size());
  for (auto [number, tensor] : llvm::enumerate(graph.tensors)) {
    if (plan.storage[number] == StorageType::native)
      continue;
    bool isCallers =
        tensor.producer < 0 || llvm::is_contained(graph.outputs, number);
    if (isCallers || graph.layers[tensor.producer].isFold() ||
        tensor.elementBytes != 4)
      return fail("expected tensors of f32 that are neither the caller's nor "
                  "folds to be stored as bf16, got '{0}'",
                  tensor.name);
  }
  return llvm::Error::success();
}

llvm::Error lrcnn::plan::check(const Graph &graph, const Plan &plan) {
  int next = 0;
  for (const Segment &segment : plan.segments) {
    if (segment.firstLayer != next || segment.endLayer <= segment.firstLayer ||
        segment.endLayer > static_cast<int>(graph.layers.size()))
      return fail("G6: expected segments to follow each other without gaps, "
                  "got layers {0} to {1} of {2} after {3}",
                  segment.firstLayer, segment.endLayer, graph.layers.size(),
                  next);
    next = segment.endLayer;
    if (llvm::Error error = checkSegment(graph, segment))
      return error;
  }
  if (!plan.segments.empty() && !plan.segments.back().checkpoint)
    return fail("G6: expected the last segment to end with a checkpoint");
  if (next != static_cast<int>(graph.layers.size()))
    return fail("G6: expected the plan to cover {0} layers, got {1}",
                graph.layers.size(), next);
  if (!plan.fates.empty())
    if (llvm::Error error = checkFates(graph, plan))
      return error;
  if (llvm::Error error = checkStorage(graph, plan))
    return error;
  return plan.takeovers ? checkTakeovers(graph, plan) : llvm::Error::success();
}

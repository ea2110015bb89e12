//===- UniformPlan.cpp - One strategy for the whole network ---------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Fail.h"
#include "lrcnn/Plan/Borders.h"
#include "lrcnn/Plan/Plan.h"

using namespace lrcnn::plan;

static llvm::Expected<std::vector<Border>>
chooseBorders(const Graph &graph, const UniformPlan &uniform) {
  if (uniform.liveBytes == 0)
    return getSweepBorders(graph);
  BorderChooser chooser(graph, std::max<int64_t>(uniform.tiles, 1));
  std::vector<Border> borders = chooser.choose(uniform.liveBytes);
  if (borders.empty())
    return fail("expected live-bytes of at least {0}, got {1}",
                chooser.getLeastLiveBytes(), uniform.liveBytes);
  return borders;
}

/// Rows of the primary output of layers [firstLayer, endLayer).
static int64_t getHeight(const Graph &graph, int firstLayer, int endLayer) {
  Segment segment;
  segment.firstLayer = firstLayer;
  segment.endLayer = endLayer;
  return graph.tensors[getPrimary(graph, segment)].rows;
}

llvm::Expected<Plan> lrcnn::plan::makePlan(const Graph &graph,
                                           const UniformPlan &uniform) {
  llvm::Expected<std::vector<Border>> borders = chooseBorders(graph, uniform);
  if (!borders)
    return borders.takeError();
  return makePlan(graph, uniform, *borders);
}

llvm::Expected<Plan> lrcnn::plan::makePlan(const Graph &graph,
                                           llvm::StringRef strategy,
                                           UniformPlan uniform) {
  std::optional<Strategy> parsed = parseStrategy(strategy);
  if (!parsed)
    return fail("expected strategy store, recompute, overlap or two_phase, got "
                "'{0}'",
                strategy);
  uniform.strategy = *parsed;
  return makePlan(graph, uniform);
}

llvm::Expected<Plan> lrcnn::plan::makePlan(const Graph &graph,
                                           const UniformPlan &uniform,
                                           llvm::ArrayRef<Border> borders) {
  int64_t highest = 0;
  int begin = 0;
  for (Border border : borders) {
    highest = std::max(highest, getHeight(graph, begin, border.endLayer));
    begin = border.endLayer;
  }
  Plan plan;
  begin = 0;
  for (Border border : borders) {
    // A lower segment has as many tiles as rows.
    int64_t tiles = uniform.tiles;
    if (tiles <= highest)
      tiles = std::min(tiles, getHeight(graph, begin, border.endLayer));
    llvm::Expected<Segment> segment =
        makeSegment(graph, begin, border.endLayer, uniform.strategy, tiles,
                    uniform.batchTiles, border.checkpoint);
    if (!segment)
      return segment.takeError();
    plan.segments.push_back(std::move(*segment));
    begin = border.endLayer;
  }
  return plan;
}

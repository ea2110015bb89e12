//===- Tiling.cpp - The rows of every tile of a segment -------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Plan/Tiling.h"
#include "llvm/ADT/STLExtras.h"

using namespace lrcnn::plan;

namespace {
/// One use of a tensor by a layer of the segment.
struct Use {
  int layer;
  const Window *window;
};

/// The segment's tensors and what reads them.
class SegmentView {
public:
  SegmentView(const Graph &graph, const Segment &segment)
      : graph(graph), segment(segment), uses(graph.tensors.size()),
        output(graph.tensors.size()) {
    for (int layer = segment.firstLayer; layer < segment.endLayer; ++layer)
      for (const Operand &operand : graph.layers[layer].operands)
        uses[operand.tensor].push_back({layer, &operand.window});
    for (int tensor : graph.outputs)
      output[tensor] = isInner(tensor);
    for (size_t layer = 0; layer < graph.layers.size(); ++layer)
      if (!contains(layer))
        for (const Operand &operand : graph.layers[layer].operands)
          output[operand.tensor] = isInner(operand.tensor);
  }

  bool contains(int layer) const {
    return layer >= segment.firstLayer && layer < segment.endLayer;
  }
  bool isInner(int tensor) const {
    return contains(graph.tensors[tensor].producer);
  }
  bool isOutput(int tensor) const { return output[tensor]; }
  bool isFolded(int tensor) const {
    return llvm::any_of(uses[tensor],
                        [](const Use &use) { return use.window->all; });
  }
  int64_t height(int tensor) const { return graph.tensors[tensor].rows; }
  int64_t resultHeight(int layer) const {
    return height(graph.layers[layer].result);
  }

  const Graph &graph;
  const Segment &segment;
  std::vector<std::vector<Use>> uses;

private:
  std::vector<bool> output;
};
} // namespace

Rows lrcnn::plan::getOwnRows(const Graph &graph, const Segment &segment,
                             int tensor, int64_t tile) {
  int64_t primary = graph.tensors[getPrimary(graph, segment)].rows;
  auto scaled = [&](int64_t cut) {
    return cut * graph.tensors[tensor].rows / primary;
  };
  return {tile == 0 ? 0 : scaled(segment.cuts[tile - 1]),
          scaled(segment.cuts[tile])};
}

/// The hull of what the tile's layers read of `tensor`.
static Rows readOf(const SegmentView &view, const SegmentTiling &tiling,
                   int tensor, int64_t tile) {
  Rows rows;
  for (const Use &use : view.uses[tensor]) {
    Rows computed = tiling.computed[use.layer][tile];
    // A fold's table has the rows that it reads.
    rows = rows.hull(use.window->all
                         ? computed
                         : read(*use.window, computed, view.height(tensor)));
  }
  return rows;
}

/// OverL (G3): from outputs to inputs, hulls over all consumers (G5).
static void computeHulls(const SegmentView &view, SegmentTiling &tiling) {
  int64_t tiles = view.segment.cuts.size();
  for (int layer = view.segment.endLayer - 1; layer >= view.segment.firstLayer;
       --layer) {
    int tensor = view.graph.layers[layer].result;
    if (view.graph.layers[layer].isFold()) {
      for (int64_t tile = 0; tile < tiles; ++tile)
        tiling.computed[layer].push_back(
            getOwnRows(view.graph, view.segment,
                       view.graph.layers[layer].getFolded(), tile));
      continue;
    }
    for (int64_t tile = 0; tile < tiles; ++tile) {
      Rows rows = readOf(view, tiling, tensor, tile);
      if (view.isOutput(tensor))
        rows = rows.hull(getOwnRows(view.graph, view.segment, tensor, tile));
      tiling.computed[layer].push_back(rows);
      tiling.slab[tensor].push_back(rows);
      tiling.gradient[tensor].push_back(rows);
      tiling.addFrom[tensor].push_back(rows.end);
    }
    tiling.boundary[tensor].assign(tiles, Rows{});
  }
}

/// 2PS (G4): frontiers, the least that give the rows wanted of the outputs.
static std::vector<std::vector<int64_t>>
computeFrontiers(const SegmentView &view) {
  int64_t tiles = view.segment.cuts.size();
  std::vector<std::vector<int64_t>> frontiers(view.graph.tensors.size(),
                                              std::vector<int64_t>(tiles, 0));
  auto need = [&](int tensor, int64_t tile) {
    if (tile == tiles - 1)
      return view.height(tensor);
    int64_t end = 0;
    if (view.isOutput(tensor) || view.isFolded(tensor))
      end = getOwnRows(view.graph, view.segment, tensor, tile).end;
    for (const Use &use : view.uses[tensor]) {
      if (use.window->all)
        continue;
      int64_t made = frontiers[view.graph.layers[use.layer].result][tile];
      end =
          std::max(end, read(*use.window, {0, made}, view.height(tensor)).end);
    }
    return end;
  };
  for (int64_t tile = 0; tile < tiles; ++tile) {
    for (int layer = view.segment.endLayer - 1;
         layer >= view.segment.firstLayer; --layer) {
      int tensor = view.graph.layers[layer].result;
      frontiers[tensor][tile] = need(tensor, tile);
    }
    for (size_t tensor = 0; tensor < view.uses.size(); ++tensor)
      if (!view.isInner(tensor) && !view.uses[tensor].empty())
        frontiers[tensor][tile] = need(tensor, tile);
  }
  return frontiers;
}

/// The least row of `tensor` that tiles after `tile` read, at most its frontier
/// (G4).
static int64_t getLow(const SegmentView &view,
                      const std::vector<std::vector<int64_t>> &frontiers,
                      int tensor, int64_t tile) {
  int64_t low = frontiers[tensor][tile];
  for (const Use &use : view.uses[tensor]) {
    // A fold takes each row when it is made.
    if (use.window->all)
      continue;
    int64_t made = frontiers[view.graph.layers[use.layer].result][tile];
    Rows later = read(*use.window, {made, view.resultHeight(use.layer)},
                      view.height(tensor));
    if (!later.empty())
      low = std::min(low, later.begin);
  }
  return low;
}

static void computeShared(const SegmentView &view, SegmentTiling &tiling) {
  int64_t tiles = view.segment.cuts.size();
  std::vector<std::vector<int64_t>> frontiers = computeFrontiers(view);
  for (int layer = view.segment.firstLayer; layer < view.segment.endLayer;
       ++layer) {
    bool isFold = view.graph.layers[layer].isFold();
    int tensor = isFold ? view.graph.layers[layer].getFolded()
                        : view.graph.layers[layer].result;
    int64_t made = 0, kept = 0;
    for (int64_t tile = 0; tile < tiles; ++tile) {
      int64_t end = frontiers[tensor][tile];
      int64_t low =
          tile == tiles - 1 ? end : getLow(view, frontiers, tensor, tile);
      tiling.computed[layer].push_back({made, end});
      made = end;
      if (isFold)
        continue;
      tiling.slab[tensor].push_back({kept, end});
      tiling.gradient[tensor].push_back({kept, end});
      tiling.addFrom[tensor].push_back(low);
      tiling.boundary[tensor].push_back({low, end});
      kept = low;
    }
    if (!isFold)
      tiling.boundary[tensor].back() = Rows{};
  }
}

/// Tables of a tensor that the segment reads but does not make.
static void computeInput(const SegmentView &view, SegmentTiling &tiling,
                         int tensor) {
  int64_t tiles = view.segment.cuts.size();
  for (int64_t tile = 0; tile < tiles; ++tile)
    tiling.slab[tensor].push_back(readOf(view, tiling, tensor, tile));
  // Gradients, from the last tile to the first: each begins where it reads, and
  // ends where the tiles after it begin or where it reads.
  std::vector<Rows> &gradient = tiling.gradient[tensor];
  gradient.assign(tiles, Rows{});
  tiling.addFrom[tensor].assign(tiles, 0);
  int64_t written = view.height(tensor);
  for (int64_t tile = tiles - 1; tile >= 0; --tile) {
    Rows rows = tiling.slab[tensor][tile];
    int64_t begin = tile == 0 ? 0 : rows.empty() ? written : rows.begin;
    begin = std::min(begin, written);
    gradient[tile] = {begin, std::max(rows.end, written)};
    tiling.addFrom[tensor][tile] = written;
    written = begin;
  }
}

/// Where the incoming gradient of an output enters: each row once, and in a
/// tile that makes it.
static void computeSeeds(const SegmentView &view, SegmentTiling &tiling) {
  for (int tensor : tiling.outputs) {
    if (view.graph.layers[view.graph.tensors[tensor].producer].isFold())
      continue;
    if (view.segment.strategy == Strategy::two_phase) {
      tiling.seed[tensor] =
          tiling.computed[view.graph.tensors[tensor].producer];
      continue;
    }
    for (size_t tile = 0; tile < view.segment.cuts.size(); ++tile)
      tiling.seed[tensor].push_back(
          getOwnRows(view.graph, view.segment, tensor, tile));
  }
}

SegmentTiling lrcnn::plan::computeTiling(const Graph &graph,
                                         const Segment &segment) {
  SegmentView view(graph, segment);
  SegmentTiling tiling;
  for (size_t tensor = 0; tensor < graph.tensors.size(); ++tensor)
    if (view.isOutput(tensor))
      tiling.outputs.push_back(tensor);
    else if (!view.isInner(tensor) && !view.uses[tensor].empty())
      tiling.inputs.push_back(tensor);
  tiling.computed.resize(graph.layers.size());
  for (auto *table :
       {&tiling.slab, &tiling.boundary, &tiling.seed, &tiling.gradient})
    table->resize(graph.tensors.size());
  tiling.addFrom.resize(graph.tensors.size());
  if (segment.strategy == Strategy::two_phase)
    computeShared(view, tiling);
  else
    computeHulls(view, tiling);
  for (int tensor : tiling.inputs)
    computeInput(view, tiling, tensor);
  computeSeeds(view, tiling);
  return tiling;
}

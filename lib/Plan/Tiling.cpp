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
      : graph(graph), segment(segment),
        primaryHeight(graph.tensors[getPrimary(graph, segment)].rows),
        uses(graph.tensors.size()), output(graph.tensors.size()) {
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
  /// The share of `tensor` that a tile has whose rows of the primary output are
  /// `own`.
  Rows getOwnRows(int tensor, Rows own) const {
    int64_t rows = height(tensor);
    return {own.begin * rows / primaryHeight, own.end * rows / primaryHeight};
  }

  const Graph &graph;
  const Segment &segment;
  int64_t primaryHeight;
  std::vector<std::vector<Use>> uses;

private:
  std::vector<bool> output;
};
} // namespace

/// The rows of the primary output between two cuts.
static Rows getCut(const Segment &segment, int64_t tile) {
  return {tile == 0 ? 0 : segment.cuts[tile - 1], segment.cuts[tile]};
}

Rows lrcnn::plan::getOwnRows(const Graph &graph, const Segment &segment,
                             int tensor, int64_t tile) {
  int64_t primary = graph.tensors[getPrimary(graph, segment)].rows;
  int64_t rows = graph.tensors[tensor].rows;
  Rows cut = getCut(segment, tile);
  return {cut.begin * rows / primary, cut.end * rows / primary};
}

/// The hull of what a tile's layers read of `tensor`. `computed` are the rows
/// that each layer of the graph computes, of a fold those that it takes.
static Rows readOf(const SegmentView &view, llvm::ArrayRef<Rows> computed,
                   int tensor) {
  Rows rows;
  for (const Use &use : view.uses[tensor])
    rows = rows.hull(use.window->all ? computed[use.layer]
                                     : read(*use.window, computed[use.layer],
                                            view.height(tensor)));
  return rows;
}

/// OverL (G3): from outputs to inputs, hulls over all consumers (G5), for the
/// tile that has the rows `own` of the primary output.
static void computeHulls(const SegmentView &view, Rows own,
                         std::vector<Rows> &computed) {
  computed.resize(view.graph.layers.size());
  for (int layer = view.segment.endLayer - 1; layer >= view.segment.firstLayer;
       --layer) {
    int tensor = view.graph.layers[layer].result;
    if (view.graph.layers[layer].isFold()) {
      computed[layer] =
          view.getOwnRows(view.graph.layers[layer].getFolded(), own);
      continue;
    }
    computed[layer] = readOf(view, computed, tensor);
    if (view.isOutput(tensor))
      computed[layer] = computed[layer].hull(view.getOwnRows(tensor, own));
  }
}

static void computeOverlapped(const SegmentView &view, SegmentTiling &tiling) {
  int64_t tiles = view.segment.cuts.size();
  std::vector<Rows> computed;
  for (int64_t tile = 0; tile < tiles; ++tile) {
    computeHulls(view, getCut(view.segment, tile), computed);
    for (int layer = view.segment.firstLayer; layer < view.segment.endLayer;
         ++layer) {
      Rows rows = computed[layer];
      tiling.computed[layer].push_back(rows);
      if (view.graph.layers[layer].isFold())
        continue;
      int tensor = view.graph.layers[layer].result;
      tiling.slab[tensor].push_back(rows);
      tiling.gradient[tensor].push_back(rows);
      tiling.addFrom[tensor].push_back(rows.end);
      tiling.boundary[tensor].push_back(Rows{});
    }
  }
}

/// 2PS (G4): frontiers after a tile that ends at row `cut` of the primary
/// output, the least that give the rows wanted of the outputs.
static void computeFrontiers(const SegmentView &view, int64_t cut,
                             std::vector<int64_t> &frontiers) {
  frontiers.assign(view.graph.tensors.size(), 0);
  auto need = [&](int tensor) {
    if (cut == view.primaryHeight)
      return view.height(tensor);
    int64_t end = 0;
    if (view.isOutput(tensor) || view.isFolded(tensor))
      end = view.getOwnRows(tensor, {0, cut}).end;
    for (const Use &use : view.uses[tensor]) {
      if (use.window->all)
        continue;
      int64_t made = frontiers[view.graph.layers[use.layer].result];
      end =
          std::max(end, read(*use.window, {0, made}, view.height(tensor)).end);
    }
    return end;
  };
  for (int layer = view.segment.endLayer - 1; layer >= view.segment.firstLayer;
       --layer) {
    int tensor = view.graph.layers[layer].result;
    frontiers[tensor] = need(tensor);
  }
  for (size_t tensor = 0; tensor < view.uses.size(); ++tensor)
    if (!view.isInner(tensor) && !view.uses[tensor].empty())
      frontiers[tensor] = need(tensor);
}

/// The least row of `tensor` that is read behind these frontiers, at most its
/// own (G4).
static int64_t getLow(const SegmentView &view,
                      llvm::ArrayRef<int64_t> frontiers, int tensor) {
  int64_t low = frontiers[tensor];
  for (const Use &use : view.uses[tensor]) {
    // A fold takes each row when it is made.
    if (use.window->all)
      continue;
    int64_t made = frontiers[view.graph.layers[use.layer].result];
    Rows later = read(*use.window, {made, view.resultHeight(use.layer)},
                      view.height(tensor));
    if (!later.empty())
      low = std::min(low, later.begin);
  }
  return low;
}

static void computeShared(const SegmentView &view, SegmentTiling &tiling) {
  int64_t tiles = view.segment.cuts.size();
  std::vector<std::vector<int64_t>> frontiers(tiles);
  for (int64_t tile = 0; tile < tiles; ++tile)
    computeFrontiers(view, view.segment.cuts[tile], frontiers[tile]);
  for (int layer = view.segment.firstLayer; layer < view.segment.endLayer;
       ++layer) {
    bool isFold = view.graph.layers[layer].isFold();
    int tensor = isFold ? view.graph.layers[layer].getFolded()
                        : view.graph.layers[layer].result;
    int64_t made = 0, kept = 0;
    for (int64_t tile = 0; tile < tiles; ++tile) {
      int64_t end = frontiers[tile][tensor];
      int64_t low =
          tile == tiles - 1 ? end : getLow(view, frontiers[tile], tensor);
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
  std::vector<Rows> computed(view.graph.layers.size());
  for (int64_t tile = 0; tile < tiles; ++tile) {
    for (const Use &use : view.uses[tensor])
      computed[use.layer] = tiling.computed[use.layer][tile];
    tiling.slab[tensor].push_back(readOf(view, computed, tensor));
  }
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
    computeOverlapped(view, tiling);
  for (int tensor : tiling.inputs)
    computeInput(view, tiling, tensor);
  computeSeeds(view, tiling);
  return tiling;
}

std::vector<SegmentTiling> lrcnn::plan::computeTilings(const Graph &graph,
                                                       const Plan &plan) {
  std::vector<SegmentTiling> tilings;
  tilings.reserve(plan.segments.size());
  for (const Segment &segment : plan.segments)
    tilings.push_back(computeTiling(graph, segment));
  return tilings;
}

//===----------------------------------------------------------------------===//
// Bytes of a tile
//===----------------------------------------------------------------------===//

/// The segment's view and what tiles of it are measured in.
struct TileMeter::Impl {
  Impl(const Graph &graph, const Segment &segment)
      : segment(segment), view(graph, this->segment) {}

  Rows getSlab(int layer, Rows own) const {
    if (segment.strategy != Strategy::two_phase)
      return computed[layer];
    int tensor = view.graph.layers[layer].result;
    return {own.begin == 0 ? 0 : getLow(view, before, tensor), after[tensor]};
  }

  Segment segment;
  SegmentView view;
  std::vector<Rows> computed;
  std::vector<int64_t> before, after;
};

TileMeter::TileMeter(const Graph &graph, const Segment &segment)
    : impl(std::make_unique<Impl>(graph, segment)) {}
TileMeter::~TileMeter() = default;

int64_t TileMeter::getBytes(Rows own) {
  const SegmentView &view = impl->view;
  if (impl->segment.strategy == Strategy::two_phase) {
    computeFrontiers(view, own.begin, impl->before);
    computeFrontiers(view, own.end, impl->after);
  } else {
    computeHulls(view, own, impl->computed);
  }
  int64_t bytes = 0;
  for (int layer = impl->segment.firstLayer; layer < impl->segment.endLayer;
       ++layer) {
    int tensor = view.graph.layers[layer].result;
    if (!view.isOutput(tensor) && !view.graph.layers[layer].isFold())
      bytes += impl->getSlab(layer, own).size() *
               view.graph.tensors[tensor].rowBytes();
  }
  return bytes;
}

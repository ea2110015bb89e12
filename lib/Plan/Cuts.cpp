//===- Cuts.cpp - Where the tiles of a segment end (G6) -------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A tile's slabs depend on where it begins and ends and on nothing else, they
// grow when it ends later, and shrink when it begins later. So whether `tiles`
// tiles get by with a limit is settled by making each as large as fits, and the
// least limit is found by bisection. The result is optimal.
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Plan/Tiling.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"

using namespace lrcnn::plan;

std::vector<int64_t> lrcnn::plan::evenCuts(int64_t rows, int64_t tiles) {
  std::vector<int64_t> cuts;
  for (int64_t tile = 1; tile <= tiles; ++tile)
    cuts.push_back(rows * tile / tiles);
  return cuts;
}

/// The layers of `segment` on their own: what other layers read of them are
/// outputs, what they read of others inputs.
static Graph extract(const Graph &graph, const Segment &segment) {
  Graph result;
  llvm::DenseMap<int, int> numbers;
  auto getNumber = [&](int tensor) {
    auto [it, inserted] = numbers.try_emplace(tensor, result.tensors.size());
    if (inserted) {
      result.tensors.push_back(graph.tensors[tensor]);
      int &producer = result.tensors.back().producer;
      producer = std::max(producer - segment.firstLayer, -1);
    }
    return it->second;
  };
  for (int layer = segment.firstLayer; layer < segment.endLayer; ++layer) {
    result.layers.push_back(graph.layers[layer]);
    for (Operand &operand : result.layers.back().operands)
      operand.tensor = getNumber(operand.tensor);
    result.layers.back().result = getNumber(graph.layers[layer].result);
  }
  llvm::SmallVector<int> outputs(graph.outputs);
  for (int layer = segment.endLayer, end = graph.layers.size(); layer < end;
       ++layer)
    for (const Operand &operand : graph.layers[layer].operands)
      outputs.push_back(operand.tensor);
  for (int tensor : outputs)
    if (auto it = numbers.find(tensor);
        it != numbers.end() &&
        !llvm::is_contained(result.outputs, it->second) &&
        result.tensors[it->second].producer >= 0)
      result.outputs.push_back(it->second);
  return result;
}

namespace {
/// Fills tiles up to a limit.
class Filler {
public:
  Filler(const Graph &graph, const Segment &segment, int64_t rows,
         int64_t tiles)
      : meter(graph, segment), rows(rows), tiles(tiles) {}

  int64_t getBytes(int64_t begin, int64_t end) {
    return meter.getBytes({begin, end});
  }

  int64_t getLargest(const std::vector<int64_t> &cuts) {
    int64_t largest = 0, begin = 0;
    for (int64_t end : cuts) {
      largest = std::max(largest, getBytes(begin, end));
      begin = end;
    }
    return largest;
  }

  /// Cuts whose tiles are each as large as fit in `limit` bytes; none if the
  /// rows do not go into the tiles.
  std::vector<int64_t> fill(int64_t limit) {
    std::vector<int64_t> cuts;
    int64_t begin = 0, guess = 1;
    for (int64_t left = tiles - 1; left >= 0; --left) {
      // Each tile that is still to come needs a row.
      int64_t end = findEnd(begin, rows - left, guess, limit);
      if (end == begin)
        return {};
      guess = end - begin;
      cuts.push_back(begin = end);
    }
    return begin == rows ? cuts : std::vector<int64_t>();
  }

private:
  /// The latest end up to `last` of a tile that begins at `begin` and fits;
  /// `begin` if none does. Neighbours have about as many rows, so the search
  /// starts at `guess` rows.
  int64_t findEnd(int64_t begin, int64_t last, int64_t guess, int64_t limit) {
    auto fits = [&](int64_t end) { return getBytes(begin, end) <= limit; };
    // What fits ends at `low`; what does not, at `high`.
    int64_t low = begin, high = last + 1;
    int64_t probe = std::min(begin + guess, last);
    for (int64_t step = 1; low < probe && probe < high; step *= 2) {
      bool larger = fits(probe);
      (larger ? low : high) = probe;
      probe += larger ? step : -step;
    }
    while (high - low > 1) {
      int64_t middle = low + (high - low) / 2;
      (fits(middle) ? low : high) = middle;
    }
    return low;
  }

  TileMeter meter;
  int64_t rows, tiles;
};
} // namespace

std::vector<int64_t> lrcnn::plan::balancedCuts(const Graph &whole,
                                               const Segment &whereabouts,
                                               int64_t tiles) {
  Graph graph = extract(whole, whereabouts);
  Segment segment = whereabouts;
  segment.endLayer -= segment.firstLayer;
  segment.firstLayer = 0;
  int64_t rows = graph.tensors[getPrimary(graph, segment)].rows;
  std::vector<int64_t> best = evenCuts(rows, tiles);
  Filler filler(graph, segment, rows, tiles);
  int64_t least = 0, most = filler.getLargest(best);
  // `best` needs `most`; nothing gets by with less than `least`.
  while (least < most) {
    int64_t limit = least + (most - least) / 2;
    std::vector<int64_t> cuts = filler.fill(limit);
    if (cuts.empty()) {
      least = limit + 1;
      continue;
    }
    best = std::move(cuts);
    most = filler.getLargest(best);
  }
  return best;
}

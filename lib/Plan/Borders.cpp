//===- Borders.cpp - Where segments end -----------------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Plan/Borders.h"
#include "Readers.h"
#include "llvm/ADT/ArrayRef.h"
#include <map>

using namespace lrcnn::plan;

/// The number of the sweep of each layer from `begin` on, if a sweep begins
/// there.
static std::vector<int> numberSweeps(const Graph &graph, int begin) {
  std::vector<int> numbers(graph.layers.size());
  int sweep = 0, first = begin;
  for (int number = begin, end = graph.layers.size(); number < end; ++number) {
    for (const Operand &operand : graph.layers[number].operands) {
      int producer = graph.tensors[operand.tensor].producer;
      if (producer < first || !graph.layers[producer].isFold())
        continue;
      ++sweep;
      first = number;
      break;
    }
    numbers[number] = sweep;
  }
  return numbers;
}

std::vector<Border> lrcnn::plan::getSweepBorders(const Graph &graph) {
  std::vector<Border> borders;
  std::vector<int> sweeps = numberSweeps(graph, 0);
  for (int number = 1, end = sweeps.size(); number < end; ++number)
    if (sweeps[number] != sweeps[number - 1])
      borders.push_back({number});
  borders.push_back({static_cast<int>(sweeps.size())});
  return borders;
}

BorderChooser::BorderChooser(const Graph &graph, int64_t tiles)
    : graph(graph), tiles(tiles), firstReader(graph.layers.size(), -1),
      lastReader(graph.layers.size(), -1), boundaryBytes(graph.layers.size()) {
  int layers = graph.layers.size();
  std::vector<Readers> readers = getReaders(graph);
  std::map<int64_t, int> numbers;
  for (int number = 0; number < layers; ++number) {
    firstReader[number] = readers[graph.layers[number].result].first;
    lastReader[number] = readers[graph.layers[number].result].last;
    boundaryBytes[number] = getBoundaryBytes(number);
    const Tensor &tensor = graph.tensors[graph.layers[number].result];
    bytes.push_back(tensor.images * tensor.rows * tensor.rowBytes());
    sizeOf.push_back(
        numbers.try_emplace(bytes.back(), numbers.size()).first->second);
  }
  sizes = numbers.size();
  for (int begin = 0; begin < layers; ++begin) {
    std::vector<int> sweeps = numberSweeps(graph, begin);
    for (int end = begin + 1; end <= layers; ++end)
      regions.push_back(measure(begin, end, sweeps));
  }
}

int64_t BorderChooser::getBoundaryBytes(int number) const {
  const Tensor &tensor = graph.tensors[graph.layers[number].result];
  int64_t rows = 0;
  for (int reader = number + 1; reader <= lastReader[number]; ++reader)
    for (const Operand &operand : graph.layers[reader].operands) {
      const Window &window = operand.window;
      if (operand.tensor == graph.layers[number].result && !window.all)
        rows = std::max(rows, window.endOffset - window.beginOffset + 1 -
                                  window.num / window.den);
    }
  return (tiles - 1) * tensor.images * rows * tensor.rowBytes();
}

BorderChooser::Region BorderChooser::measure(int begin, int end,
                                             llvm::ArrayRef<int> sweeps) const {
  Region region = {begin, end, 0, 0, 0};
  int last = sweeps[end - 1];
  // By how much more is alive in a sweep than in the one before.
  std::vector<int64_t> more(last + 2);
  auto addAlive = [&](int first, int through, int64_t added) {
    if (first > through)
      return;
    more[first] += added;
    more[through + 1] -= added;
  };
  // Storage that the tiles of a sweep leave row by row, by sweep and size.
  std::vector<int> left((last + 1) * sizes);
  auto leftOf = [&](int sweep, int number) -> int & {
    return left[sweep * sizes + sizeOf[number]];
  };
  auto isWhole = [&](int number) {
    int reader = lastReader[number];
    return reader >= end || (reader >= 0 && sweeps[reader] != sweeps[number]);
  };
  for (int number = begin; number < end; ++number)
    if (isWhole(number) && firstReader[number] < end &&
        sweeps[firstReader[number]] == sweeps[number])
      leftOf(sweeps[number], number) += 2;
  // The gradient of what is made before the sweep of its last reader.
  auto addGradient = [&](int first, int number) {
    int reader = lastReader[number];
    if (reader >= end)
      return addAlive(first, last, bytes[number]);
    bool isTaken = leftOf(sweeps[reader], number)-- > 0;
    addAlive(first, sweeps[reader] - isTaken, bytes[number]);
  };
  for (int number = 0; number < begin; ++number)
    if (lastReader[number] >= begin)
      addGradient(0, number);
  for (int number = begin; number < end; ++number) {
    const Layer &layer = graph.layers[number];
    const Tensor &tensor = graph.tensors[layer.result];
    int sweep = sweeps[number], reader = lastReader[number];
    bool isKept = reader >= end, isInner = reader >= 0 && !isWhole(number);
    region.keptBytes += isKept ? bytes[number] : 0;
    if (isWhole(number)) {
      addGradient(sweep, number);
      addAlive(sweep, last, bytes[number]);
    } else {
      addAlive(sweep, sweep, 2 * bytes[number] / tiles);
      int64_t boundary = boundaryBytes[number];
      addAlive(0, sweep < last ? last : sweep, boundary);
      region.keptBytes += sweep < last ? 0 : boundary;
    }
    addAlive(sweep, sweep, 3 * layer.filterBytes);
    int64_t macs = layer.macsPerRow * tensor.rows * tensor.images;
    region.macs += ((sweep < last && !isKept) + isInner) * macs;
  }
  int64_t alive = 0;
  for (int64_t change : more) {
    alive += change;
    region.liveBytes = std::max(region.liveBytes, alive);
  }
  return region;
}

namespace {
/// One way to cut the layers up to some layer into regions.
struct Prefix {
  int64_t keptBytes, macs;
  /// Its last region, and the prefix before that: the index in the front of
  /// the layer where the region begins.
  int begin, previous;
};
} // namespace

/// Adds a prefix to those of which none is better in both, in the order of
/// their bytes: each has more bytes and fewer multiply-adds than the one
/// before.
static void insert(std::vector<Prefix> &front, const Prefix &added) {
  auto next =
      llvm::upper_bound(front, added, [](const Prefix &lhs, const Prefix &rhs) {
        return lhs.keptBytes < rhs.keptBytes;
      });
  if (next != front.begin() && std::prev(next)->macs <= added.macs)
    return;
  if (next != front.begin() && std::prev(next)->keptBytes == added.keptBytes)
    --next;
  auto end = next;
  while (end != front.end() && end->macs >= added.macs)
    ++end;
  if (next == end) {
    front.insert(next, added);
    return;
  }
  *next = added;
  front.erase(std::next(next), end);
}

std::vector<Border> BorderChooser::choose(int64_t liveBytes) const {
  int layers = graph.layers.size();
  std::vector<std::vector<Prefix>> fronts(layers + 1);
  fronts[0].push_back({0, 0, 0, 0});
  // Regions are sorted by their begin: whatever ends there is known.
  for (const Region &region : regions)
    for (auto [index, prefix] : llvm::enumerate(fronts[region.begin])) {
      if (prefix.keptBytes + region.liveBytes > liveBytes)
        break;
      insert(fronts[region.end],
             {prefix.keptBytes + region.keptBytes, prefix.macs + region.macs,
              region.begin, static_cast<int>(index)});
    }

  std::vector<Border> borders;
  if (fronts[layers].empty())
    return borders;
  const Prefix *prefix = &*llvm::min_element(
      fronts[layers],
      [](const Prefix &lhs, const Prefix &rhs) { return lhs.macs < rhs.macs; });
  for (int end = layers; end > 0;) {
    borders.push_back({end, true});
    std::vector<int> sweeps = numberSweeps(graph, prefix->begin);
    for (int number = end - 1; number > prefix->begin; --number)
      if (sweeps[number] != sweeps[number - 1])
        borders.push_back({number, false});
    end = prefix->begin;
    prefix = &fronts[end][prefix->previous];
  }
  std::reverse(borders.begin(), borders.end());
  return borders;
}

bool BorderChooser::hasBorders(int64_t liveBytes) const {
  // Of the ways to come to a layer the one that keeps the least goes furthest.
  constexpr int64_t none = std::numeric_limits<int64_t>::max();
  std::vector<int64_t> kept(graph.layers.size() + 1, none);
  kept[0] = 0;
  for (const Region &region : regions)
    if (kept[region.begin] != none &&
        kept[region.begin] + region.liveBytes <= liveBytes)
      kept[region.end] =
          std::min(kept[region.end], kept[region.begin] + region.keptBytes);
  return kept.back() != none;
}

int64_t BorderChooser::getLeastLiveBytes() const {
  int64_t low = 0, high = 0;
  for (int64_t of : bytes)
    high += 3 * of;
  while (high - low > high / 256 + 1) {
    int64_t middle = low + (high - low) / 2;
    (hasBorders(middle) ? high : low) = middle;
  }
  return high;
}

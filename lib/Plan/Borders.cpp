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
      lastReader(graph.layers.size(), -1) {
  int layers = graph.layers.size();
  std::vector<Readers> readers = getReaders(graph);
  for (int number = 0; number < layers; ++number) {
    firstReader[number] = readers[graph.layers[number].result].first;
    lastReader[number] = readers[graph.layers[number].result].last;
  }
  for (int begin = 0; begin < layers; ++begin) {
    std::vector<int> sweeps = numberSweeps(graph, begin);
    for (int end = begin + 1; end <= layers; ++end)
      regions.push_back(measure(begin, end, sweeps));
  }
}

int64_t BorderChooser::getBytes(int number) const {
  const Tensor &tensor = graph.tensors[graph.layers[number].result];
  return tensor.images * tensor.rows * tensor.rowBytes();
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
  auto addAlive = [&](int first, int through, int64_t bytes) {
    if (first > through)
      return;
    more[first] += bytes;
    more[through + 1] -= bytes;
  };
  // Storage that the tiles of a sweep leave row by row, by sweep and size.
  std::map<std::pair<int, int64_t>, int> left;
  auto isWhole = [&](int number) {
    int reader = lastReader[number];
    return reader >= end || (reader >= 0 && sweeps[reader] != sweeps[number]);
  };
  for (int number = begin; number < end; ++number)
    if (isWhole(number) && firstReader[number] < end &&
        sweeps[firstReader[number]] == sweeps[number])
      left[{sweeps[number], getBytes(number)}] += 2;
  // The gradient of what is made before the sweep of its last reader.
  auto addGradient = [&](int first, int number) {
    int reader = lastReader[number];
    if (reader >= end)
      return addAlive(first, last, getBytes(number));
    auto storage = left.find({sweeps[reader], getBytes(number)});
    bool isTaken = storage != left.end() && storage->second-- > 0;
    addAlive(first, sweeps[reader] - isTaken, getBytes(number));
  };
  for (int number = 0; number < begin; ++number)
    if (lastReader[number] >= begin)
      addGradient(0, number);
  for (int number = begin; number < end; ++number) {
    const Layer &layer = graph.layers[number];
    const Tensor &tensor = graph.tensors[layer.result];
    int sweep = sweeps[number], reader = lastReader[number];
    bool isKept = reader >= end, isInner = reader >= 0 && !isWhole(number);
    region.keptBytes += isKept ? getBytes(number) : 0;
    if (isWhole(number)) {
      addGradient(sweep, number);
      addAlive(sweep, last, getBytes(number));
    } else {
      addAlive(sweep, sweep, 2 * getBytes(number) / tiles);
      int64_t boundary = getBoundaryBytes(number);
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

/// Adds a prefix to those of which none is better in both.
static void insert(std::vector<Prefix> &front, const Prefix &added) {
  auto isNoBetter = [](const Prefix &lhs, const Prefix &rhs) {
    return lhs.keptBytes >= rhs.keptBytes && lhs.macs >= rhs.macs;
  };
  if (llvm::any_of(front, [&](const Prefix &prefix) {
        return isNoBetter(added, prefix);
      }))
    return;
  llvm::erase_if(
      front, [&](const Prefix &prefix) { return isNoBetter(prefix, added); });
  front.push_back(added);
}

std::vector<Border> BorderChooser::choose(int64_t liveBytes) const {
  int layers = graph.layers.size();
  std::vector<std::vector<Prefix>> fronts(layers + 1);
  fronts[0].push_back({0, 0, 0, 0});
  // Regions are sorted by their begin: whatever ends there is known.
  for (const Region &region : regions)
    for (auto [index, prefix] : llvm::enumerate(fronts[region.begin]))
      if (prefix.keptBytes + region.liveBytes <= liveBytes)
        insert(fronts[region.end],
               {prefix.keptBytes + region.keptBytes, prefix.macs + region.macs,
                region.begin, static_cast<int>(index)});

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

int64_t BorderChooser::getLeastLiveBytes() const {
  int64_t low = 0, high = 0;
  for (const Layer &layer : graph.layers) {
    const Tensor &tensor = graph.tensors[layer.result];
    high += 3 * tensor.images * tensor.rows * tensor.rowBytes();
  }
  while (high - low > high / 256 + 1) {
    int64_t middle = low + (high - low) / 2;
    (choose(middle).empty() ? low : high) = middle;
  }
  return high;
}

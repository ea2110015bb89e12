//===- TilingVerifier.cpp - Prove tables by running them ------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Numbers are taken modulo 2^64, so sums are exact in any order and a missing,
// doubled or stale term changes them. Storage starts out as rubbish: a row that
// is read before it is written, or added to before it is overwritten, shows.
//
//===----------------------------------------------------------------------===//

#include "Fail.h"
#include "lrcnn/Plan/Tiling.h"
#include "llvm/ADT/STLExtras.h"

using namespace lrcnn::plan;

/// A number that nothing else is likely to have (the finalizer of splitmix64).
static uint64_t mix(uint64_t seed, uint64_t value) {
  uint64_t z = seed * 0x9e3779b97f4a7c15 + value + 0x632be59bd9b4e019;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

namespace {
using Column = std::vector<uint64_t>;
using Columns = std::vector<Column>;

/// Runs a segment on numbers, whole and by tiles.
class Replay {
public:
  Replay(const Graph &graph, const Segment &segment,
         const SegmentTiling &tiling);

  llvm::Error checkShape() const;
  void runWhole();
  llvm::Error runForward();
  llvm::Error runBackward();

private:
  /// The rows that row `row` of a layer reads of one operand, by definition.
  Rows readRow(const Operand &operand, int64_t row) const;
  uint64_t weight(int layer, int operand, int64_t out, int64_t in) const {
    return mix(mix(layer * 64 + operand, out), in) | 1;
  }
  uint64_t rubbish() { return mix(0xdead, ++rubbishCount); }
  Column rubbishRows(int tensor);

  llvm::Error makeTile(int64_t tile, Columns &slabs,
                       std::vector<std::vector<bool>> &present);
  llvm::Error makeRow(int layer, int64_t tile, int64_t row, Columns &slabs,
                      const std::vector<std::vector<bool>> &present);
  llvm::Error foldRows(int layer, int64_t tile, const Columns &slabs,
                       const std::vector<std::vector<bool>> &present);
  llvm::Error checkTile(int layer, int64_t tile, const Columns &slabs,
                        const std::vector<std::vector<bool>> &present,
                        std::vector<std::vector<int>> &made);
  llvm::Error checkCounts(const std::vector<std::vector<int>> &made) const;
  llvm::Error addGradient(int layer, int operand, int64_t tile,
                          Columns &gradients, std::vector<bool> &started);
  llvm::Error sendUp(int tensor, int64_t tile, const Columns &gradients);
  llvm::Error beginGradient(int layer, int64_t tile,
                            const std::vector<bool> &present, Column &sums);
  llvm::Error differentiateLayer(int layer, int64_t tile, Columns &sums,
                                 std::vector<bool> &started);
  llvm::Error differentiateTile(int64_t tile);

  bool isInner(int tensor) const {
    int producer = graph.tensors[tensor].producer;
    return producer >= segment.firstLayer && producer < segment.endLayer;
  }
  bool isFold(int tensor) const {
    return isInner(tensor) &&
           graph.layers[graph.tensors[tensor].producer].isFold();
  }
  /// Whether the tile has row `row` of what a layer reads.
  bool isThere(int tensor, int64_t tile, int64_t row,
               const std::vector<std::vector<bool>> &present) const {
    return isInner(tensor)
               ? present[tensor][row]
               : tiling.slab[tensor][tile].contains(Rows{row, row + 1});
  }
  int64_t height(int tensor) const { return graph.tensors[tensor].rows; }
  const char *name(int tensor) const {
    return graph.tensors[tensor].name.c_str();
  }

  const Graph &graph;
  const Segment &segment;
  const SegmentTiling &tiling;
  int64_t tiles;
  std::vector<bool> input, output;
  uint64_t rubbishCount = 0;

  /// What is true: values and gradients of whole tensors.
  Columns values, gradients;
  /// What tiles hand on: boundaries by tile and tensor, gradient rows by
  /// tensor.
  std::vector<Columns> kept;
  Columns sent;
  /// What the tiles give: gradients of the inputs, and for each layer the
  /// gradient that its rows saw in all.
  Columns inputGradients, seen;
  /// What each fold has summed, and the rows that it took.
  std::vector<uint64_t> folded;
  std::vector<std::vector<int>> taken;
};
} // namespace

Replay::Replay(const Graph &graph, const Segment &segment,
               const SegmentTiling &tiling)
    : graph(graph), segment(segment), tiling(tiling),
      tiles(segment.cuts.size()), input(graph.tensors.size()),
      output(graph.tensors.size()) {
  for (int tensor : graph.outputs)
    output[tensor] = isInner(tensor);
  for (int layer = 0, end = graph.layers.size(); layer < end; ++layer) {
    bool inside = layer >= segment.firstLayer && layer < segment.endLayer;
    for (const Operand &operand : graph.layers[layer].operands) {
      if (inside && !isInner(operand.tensor))
        input[operand.tensor] = true;
      if (!inside && isInner(operand.tensor))
        output[operand.tensor] = true;
    }
  }
}

Rows Replay::readRow(const Operand &operand, int64_t row) const {
  const Window &window = operand.window;
  int64_t rows = height(operand.tensor);
  if (window.all)
    return {0, rows};
  Rows result = {0, 0};
  // The first and last row of the window, found by counting rather than by the
  // division that the tables were made with.
  int64_t begin = row * window.num + window.beginOffset;
  int64_t end = row * window.num + window.endOffset;
  int64_t first = begin / window.den, last = end / window.den;
  while (first * window.den > begin)
    --first;
  while (last * window.den > end)
    --last;
  result.begin = std::max<int64_t>(std::min(first, window.greatestBegin), 0);
  result.end = std::min(std::max(last + 1, window.leastEnd), rows);
  return result;
}

Column Replay::rubbishRows(int tensor) {
  Column column(height(tensor));
  for (uint64_t &value : column)
    value = rubbish();
  return column;
}

//===----------------------------------------------------------------------===//
// The whole segment
//===----------------------------------------------------------------------===//

void Replay::runWhole() {
  size_t count = graph.tensors.size();
  values.resize(count);
  gradients.resize(count);
  for (size_t tensor = 0; tensor < count; ++tensor)
    if (input[tensor] || isInner(tensor)) {
      values[tensor].assign(height(tensor), 0);
      gradients[tensor].assign(height(tensor), 0);
    }
  for (size_t tensor = 0; tensor < count; ++tensor)
    for (int64_t row = 0; row < height(tensor); ++row) {
      if (input[tensor])
        values[tensor][row] = mix(1000 + tensor, row);
      if (output[tensor])
        gradients[tensor][row] = mix(2000 + tensor, row);
    }
  auto forEachTap = [&](int layer, auto visit) {
    const Layer &at = graph.layers[layer];
    for (auto [number, operand] : llvm::enumerate(at.operands))
      for (int64_t out = 0; out < height(at.result); ++out) {
        Rows rows = readRow(operand, out);
        for (int64_t in = rows.begin; in < rows.end; ++in)
          visit(operand.tensor, in, at.result, out,
                weight(layer, number, out, in));
      }
  };
  for (int layer = segment.firstLayer; layer < segment.endLayer; ++layer) {
    int result = graph.layers[layer].result;
    for (int64_t row = 0; row < height(result); ++row)
      values[result][row] = mix(3000 + layer, row);
    forEachTap(layer,
               [&](int in, int64_t row, int out, int64_t at, uint64_t by) {
                 values[out][at] += by * values[in][row];
               });
  }
  for (int layer = segment.endLayer - 1; layer >= segment.firstLayer; --layer)
    forEachTap(layer,
               [&](int in, int64_t row, int out, int64_t at, uint64_t by) {
                 gradients[in][row] += by * gradients[out][at];
               });
}

//===----------------------------------------------------------------------===//
// Forward by tiles
//===----------------------------------------------------------------------===//

/// The tables of the segment have an entry for each tile, in range.
llvm::Error Replay::checkShape() const {
  auto inRange = [&](const std::vector<Rows> &rows, int64_t height) {
    return static_cast<int64_t>(rows.size()) == tiles &&
           llvm::all_of(rows, [&](Rows range) {
             return range.empty() || (range.begin >= 0 && range.end <= height);
           });
  };
  auto getCounted = [&](const Layer &layer) {
    return layer.isFold() ? layer.getFolded() : layer.result;
  };
  for (int layer = segment.firstLayer; layer < segment.endLayer; ++layer)
    if (!inRange(tiling.computed[layer],
                 height(getCounted(graph.layers[layer]))))
      return fail("expected rows of '{0}' that it has for each of {1} tiles",
                  graph.layers[layer].name, tiles);
  for (int tensor = 0, end = graph.tensors.size(); tensor < end; ++tensor) {
    bool inner = isInner(tensor);
    if (llvm::is_contained(tiling.inputs, tensor) != input[tensor] ||
        llvm::is_contained(tiling.outputs, tensor) != output[tensor])
      return fail("G5: expected '{0}' to be {1} input and {2} output of the "
                  "segment",
                  name(tensor), input[tensor] ? "an" : "no",
                  output[tensor] ? "an" : "no");
    if ((!inner && !input[tensor]) || isFold(tensor))
      continue;
    if (!inRange(tiling.slab[tensor], height(tensor)) ||
        !inRange(tiling.gradient[tensor], height(tensor)) ||
        static_cast<int64_t>(tiling.addFrom[tensor].size()) != tiles ||
        (inner && !inRange(tiling.boundary[tensor], height(tensor))) ||
        (output[tensor] && !inRange(tiling.seed[tensor], height(tensor))))
      return fail("expected rows of '{0}' that it has for each of {1} tiles",
                  name(tensor), tiles);
  }
  return llvm::Error::success();
}

llvm::Error Replay::makeRow(int layer, int64_t tile, int64_t row,
                            Columns &slabs,
                            const std::vector<std::vector<bool>> &present) {
  const Layer &at = graph.layers[layer];
  uint64_t sum = mix(3000 + layer, row);
  for (auto [number, operand] : llvm::enumerate(at.operands)) {
    Rows rows = readRow(operand, row);
    for (int64_t in = rows.begin; in < rows.end; ++in) {
      if (!isThere(operand.tensor, tile, in, present))
        return fail("G1: expected row {0} of '{1}' in tile {2}, where '{3}' "
                    "reads it",
                    in, name(operand.tensor), tile, at.name);
      sum += weight(layer, number, row, in) * slabs[operand.tensor][in];
    }
  }
  slabs[at.result][row] = sum;
  return llvm::Error::success();
}

llvm::Error Replay::foldRows(int layer, int64_t tile, const Columns &slabs,
                             const std::vector<std::vector<bool>> &present) {
  const Layer &at = graph.layers[layer];
  Rows rows = tiling.computed[layer][tile];
  for (auto [number, operand] : llvm::enumerate(at.operands))
    for (int64_t in = rows.begin; in < rows.end; ++in) {
      if (!isThere(operand.tensor, tile, in, present))
        return fail("G5: expected row {0} of '{1}' in tile {2}, where '{3}' "
                    "folds it",
                    in, name(operand.tensor), tile, at.name);
      folded[layer] += weight(layer, number, 0, in) * slabs[operand.tensor][in];
      ++taken[layer][in];
    }
  return llvm::Error::success();
}

llvm::Error Replay::makeTile(int64_t tile, Columns &slabs,
                             std::vector<std::vector<bool>> &present) {
  slabs.assign(graph.tensors.size(), {});
  present.assign(graph.tensors.size(), {});
  for (size_t tensor = 0; tensor < slabs.size(); ++tensor)
    if (input[tensor])
      slabs[tensor] = values[tensor];
  for (int layer = segment.firstLayer; layer < segment.endLayer; ++layer) {
    int tensor = graph.layers[layer].result;
    if (isFold(tensor)) {
      // Only store reads it again, and has one tile.
      slabs[tensor] = values[tensor];
      present[tensor].assign(1, true);
      continue;
    }
    Rows slab = tiling.slab[tensor][tile];
    Rows computed = tiling.computed[layer][tile];
    Rows restored = tile == 0 ? Rows{} : tiling.boundary[tensor][tile - 1];
    if (!slab.contains(computed) || !slab.contains(restored))
      return fail("G4: expected the slab of '{0}' in tile {1} to hold the rows "
                  "that it computes and is handed",
                  name(tensor), tile);
    slabs[tensor] = rubbishRows(tensor);
    present[tensor].assign(height(tensor), false);
    for (int64_t row = restored.begin; row < restored.end; ++row) {
      slabs[tensor][row] = kept[tile - 1][tensor][row - restored.begin];
      present[tensor][row] = true;
    }
    for (int64_t row = computed.begin; row < computed.end; ++row) {
      if (llvm::Error error = makeRow(layer, tile, row, slabs, present))
        return error;
      present[tensor][row] = true;
    }
  }
  return llvm::Error::success();
}

/// Checks what a tile has of `layer`'s result, and keeps what it hands on.
llvm::Error Replay::checkTile(int layer, int64_t tile, const Columns &slabs,
                              const std::vector<std::vector<bool>> &present,
                              std::vector<std::vector<int>> &made) {
  int tensor = graph.layers[layer].result;
  if (isFold(tensor))
    return foldRows(layer, tile, slabs, present);
  made[tensor].resize(height(tensor), 0);
  Rows computed = tiling.computed[layer][tile];
  for (int64_t row = computed.begin; row < computed.end; ++row) {
    ++made[tensor][row];
    if (slabs[tensor][row] != values[tensor][row])
      return fail("G1: expected row {0} of '{1}' in tile {2} to be what "
                  "the whole layer gives",
                  row, name(tensor), tile);
  }
  Rows boundary = tiling.boundary[tensor][tile];
  for (int64_t row = boundary.begin; row < boundary.end; ++row) {
    if (!present[tensor][row])
      return fail("G4: expected row {0} of '{1}' in tile {2}, which hands "
                  "it on",
                  row, name(tensor), tile);
    kept[tile][tensor].push_back(slabs[tensor][row]);
  }
  return llvm::Error::success();
}

/// Checks how often rows were made and folded in all tiles.
llvm::Error
Replay::checkCounts(const std::vector<std::vector<int>> &made) const {
  for (int layer = segment.firstLayer; layer < segment.endLayer; ++layer) {
    int tensor = graph.layers[layer].result;
    if (isFold(tensor)) {
      for (auto [row, times] : llvm::enumerate(taken[layer]))
        if (times != static_cast<int>(graph.layers[layer].operands.size()))
          return fail("G5: expected '{0}' to take row {1} once, got {2} times",
                      graph.layers[layer].name, row, times);
      if (folded[layer] != values[tensor].front())
        return fail("G5: expected '{0}' to give what the whole layer gives",
                    graph.layers[layer].name);
      continue;
    }
    bool shared = segment.strategy == Strategy::two_phase;
    for (auto [row, times] : llvm::enumerate(made[tensor]))
      if ((shared && times != 1) || (output[tensor] && times == 0))
        return fail("{0}: expected row {1} of '{2}' to be made once, got {3} "
                    "times",
                    shared ? "G4" : "G3", row, name(tensor), times);
  }
  return llvm::Error::success();
}

llvm::Error Replay::runForward() {
  Columns slabs;
  std::vector<std::vector<bool>> present;
  std::vector<std::vector<int>> made(graph.tensors.size());
  folded.assign(graph.layers.size(), 0);
  taken.resize(graph.layers.size());
  for (int layer = segment.firstLayer; layer < segment.endLayer; ++layer)
    if (graph.layers[layer].isFold()) {
      folded[layer] = mix(3000 + layer, 0);
      taken[layer].assign(height(graph.layers[layer].getFolded()), 0);
    }
  for (int64_t tile = 0; tile < tiles; ++tile) {
    if (llvm::Error error = makeTile(tile, slabs, present))
      return error;
    kept.push_back(Columns(graph.tensors.size()));
    for (int layer = segment.firstLayer; layer < segment.endLayer; ++layer)
      if (llvm::Error error = checkTile(layer, tile, slabs, present, made))
        return error;
  }
  return checkCounts(made);
}

//===----------------------------------------------------------------------===//
// Backward by tiles
//===----------------------------------------------------------------------===//

/// Adds one term to the gradient of a layer's operand, as a kernel does: all
/// rows that the tile writes, from the result's rows that take part.
llvm::Error Replay::addGradient(int layer, int operand, int64_t tile,
                                Columns &gradients,
                                std::vector<bool> &started) {
  const Layer &at = graph.layers[layer];
  const Operand &use = at.operands[operand];
  Rows written =
      isFold(use.tensor) ? Rows{0, 1} : tiling.gradient[use.tensor][tile];
  Column sums(height(use.tensor), 0);
  Rows limit = tiling.computed[layer][tile];
  if (use.window.all) {
    if (!limit.empty() && !written.contains(limit))
      return fail("G5: expected tile {0} to write the gradient of rows [{1}, "
                  "{2}) of '{3}', which '{4}' folds",
                  tile, limit.begin, limit.end, name(use.tensor), at.name);
    for (int64_t in = limit.begin; in < limit.end; ++in)
      sums[in] += weight(layer, operand, 0, in) * gradients[at.result][0];
    limit = {};
  }
  for (int64_t out = limit.begin; out < limit.end; ++out) {
    Rows rows = readRow(use, out);
    if (!rows.empty() && !written.contains(rows))
      return fail("G4: expected tile {0} to write the gradient of rows [{1}, "
                  "{2}) of '{3}', which '{4}' reads",
                  tile, rows.begin, rows.end, name(use.tensor), at.name);
    for (int64_t in = rows.begin; in < rows.end; ++in)
      sums[in] += weight(layer, operand, out, in) * gradients[at.result][out];
  }
  int64_t addFrom = started[use.tensor] ? 0 : tiling.addFrom[use.tensor][tile];
  started[use.tensor] = true;
  for (int64_t row = written.begin; row < written.end; ++row) {
    uint64_t &sum = gradients[use.tensor][row];
    sum = sums[row] + (row >= addFrom ? sum : 0);
  }
  return llvm::Error::success();
}

/// Tile `tile` hands the tile before it the rows that they share.
llvm::Error Replay::sendUp(int tensor, int64_t tile, const Columns &gradients) {
  Rows shared = tile == 0 ? Rows{} : tiling.boundary[tensor][tile - 1];
  if (!tiling.gradient[tensor][tile].contains(shared))
    return fail("G4: expected the gradient of '{0}' in tile {1} to hold the "
                "rows that it hands up",
                name(tensor), tile);
  sent[tensor] = rubbishRows(tensor);
  for (int64_t row = shared.begin; row < shared.end; ++row)
    sent[tensor][row] = gradients[tensor][row];
  return llvm::Error::success();
}

/// The rows of the gradient of `layer`'s result that are there when the tile
/// begins: what the tile behind it has handed up, and what enters.
llvm::Error Replay::beginGradient(int layer, int64_t tile,
                                  const std::vector<bool> &present,
                                  Column &sums) {
  int tensor = graph.layers[layer].result;
  Rows written = tiling.gradient[tensor][tile];
  // A gradient goes through the layer's mask, and the mask needs the value.
  for (int64_t row = written.begin; row < written.end; ++row)
    if (!present[row])
      return fail("G4: expected row {0} of '{1}' in tile {2}, which writes "
                  "its gradient",
                  row, name(tensor), tile);
  Rows restored = tiling.boundary[tensor][tile];
  if (!written.contains(tiling.computed[layer][tile]) ||
      !written.contains(restored))
    return fail("G4: expected the gradient of '{0}' in tile {1} to hold the "
                "rows that the tile computes and hands on",
                name(tensor), tile);
  sums = rubbishRows(tensor);
  for (int64_t row = restored.begin; row < restored.end; ++row)
    sums[row] = sent[tensor][row];
  if (!output[tensor])
    return llvm::Error::success();
  Rows seed = tiling.seed[tensor][tile];
  if (!written.contains(seed))
    return fail("G3: expected the gradient of '{0}' in tile {1} to hold the "
                "rows that enter there",
                name(tensor), tile);
  for (int64_t row = written.begin; row < written.end; ++row) {
    uint64_t incoming =
        seed.contains({row, row + 1}) ? mix(2000 + tensor, row) : 0;
    sums[row] =
        incoming + (row >= tiling.addFrom[tensor][tile] ? sums[row] : 0);
  }
  return llvm::Error::success();
}

/// Takes the gradient of `layer`'s result through the layer.
llvm::Error Replay::differentiateLayer(int layer, int64_t tile, Columns &sums,
                                       std::vector<bool> &started) {
  int tensor = graph.layers[layer].result;
  // No output depends on it: nothing goes through.
  if (!started[tensor])
    sums[tensor].assign(height(tensor), 0);
  if (isFold(tensor)) {
    seen[layer][0] = sums[tensor][0];
  } else {
    if (llvm::Error error = sendUp(tensor, tile, sums))
      return error;
    Rows limit = tiling.computed[layer][tile];
    for (int64_t row = limit.begin; row < limit.end; ++row)
      seen[layer][row] += sums[tensor][row];
  }
  for (int operand = graph.layers[layer].operands.size() - 1; operand >= 0;
       --operand)
    if (llvm::Error error = addGradient(layer, operand, tile, sums, started))
      return error;
  return llvm::Error::success();
}

llvm::Error Replay::differentiateTile(int64_t tile) {
  Columns slabs;
  std::vector<std::vector<bool>> present;
  if (llvm::Error error = makeTile(tile, slabs, present))
    return error;
  Columns sums(graph.tensors.size());
  std::vector<bool> started(graph.tensors.size());
  for (size_t tensor = 0; tensor < sums.size(); ++tensor)
    if (input[tensor])
      sums[tensor] = std::move(inputGradients[tensor]);
  for (int layer = segment.firstLayer; layer < segment.endLayer; ++layer) {
    int tensor = graph.layers[layer].result;
    started[tensor] = isFold(tensor) || output[tensor];
    // A fold's has come in whole before the first tile.
    if (isFold(tensor))
      sums[tensor].assign(1, output[tensor] ? mix(2000 + tensor, 0) : 0);
    else if (llvm::Error error =
                 beginGradient(layer, tile, present[tensor], sums[tensor]))
      return error;
  }
  for (int layer = segment.endLayer - 1; layer >= segment.firstLayer; --layer)
    if (llvm::Error error = differentiateLayer(layer, tile, sums, started))
      return error;
  for (size_t tensor = 0; tensor < sums.size(); ++tensor)
    if (input[tensor])
      inputGradients[tensor] = std::move(sums[tensor]);
  return llvm::Error::success();
}

llvm::Error Replay::runBackward() {
  sent.resize(graph.tensors.size());
  inputGradients.resize(graph.tensors.size());
  seen.resize(graph.layers.size());
  for (size_t tensor = 0; tensor < graph.tensors.size(); ++tensor) {
    if (input[tensor])
      inputGradients[tensor] = rubbishRows(tensor);
    if (isInner(tensor)) {
      sent[tensor] = rubbishRows(tensor);
      seen[graph.tensors[tensor].producer].assign(height(tensor), 0);
    }
  }
  for (int64_t tile = tiles - 1; tile >= 0; --tile)
    if (llvm::Error error = differentiateTile(tile))
      return error;
  for (int layer = segment.firstLayer; layer < segment.endLayer; ++layer) {
    int tensor = graph.layers[layer].result;
    for (int64_t row = 0; row < height(tensor); ++row)
      if (seen[layer][row] != gradients[tensor][row])
        return fail("G4: expected the gradient of row {0} of '{1}' to go "
                    "through '{2}' once",
                    row, name(tensor), graph.layers[layer].name);
  }
  for (size_t tensor = 0; tensor < graph.tensors.size(); ++tensor)
    for (int64_t row = 0; input[tensor] && row < height(tensor); ++row)
      if (inputGradients[tensor][row] != gradients[tensor][row])
        return fail("G4: expected the gradient of row {0} of '{1}' to be the "
                    "sum of its parts, each once",
                    row, name(tensor));
  return llvm::Error::success();
}

llvm::Error lrcnn::plan::verify(const Graph &graph, const Segment &segment,
                                const SegmentTiling &tiling) {
  Replay replay(graph, segment, tiling);
  if (llvm::Error error = replay.checkShape())
    return error;
  replay.runWhole();
  if (llvm::Error error = replay.runForward())
    return error;
  return replay.runBackward();
}

//===- RowConv.cpp - Rows of a convolution, lanes over channels -----------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RowConv.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

#include <numeric>

using namespace mlir;
using namespace lrcnn::cpu;

//===----------------------------------------------------------------------===//
// Taps
//===----------------------------------------------------------------------===//

AxisTaps AxisTaps::forward(int64_t kernel, int64_t stride, int64_t dilation,
                           int64_t pad) {
  return {kernel, /*first=*/0, /*step=*/1, stride, -pad, dilation};
}

AxisTaps AxisTaps::gradient(int64_t kernel, int64_t stride, int64_t dilation,
                            int64_t pad, int64_t phase) {
  // Tap k takes row phase + i * stride to output row
  // i + (phase + pad - k * dilation) / stride, where that is a whole number.
  // The offsets ascend as k descends.
  int64_t common = std::gcd(stride, dilation);
  AxisTaps taps = {/*count=*/0,
                   /*first=*/0,  stride / common,
                   /*stride=*/1,
                   /*offset=*/0, dilation / common};
  for (int64_t k = kernel - 1; k >= 0; --k) {
    int64_t distance = phase + pad - k * dilation;
    if (distance % stride != 0)
      continue;
    if (taps.count++ > 0)
      continue;
    taps.first = kernel - 1 - k;
    taps.offset = distance / stride;
  }
  return taps;
}

//===----------------------------------------------------------------------===//
// Blocks of channels
//===----------------------------------------------------------------------===//

static ChannelBlock getBlock(KernelBuilder &b, const FilterLayout &layout,
                             bool depthwise, Index group, Index number,
                             Value filter, bool tail) {
  const LaneBlocks &blocks = layout.blocks;
  ChannelBlock block;
  block.channel =
      b.add(b.mul(group, blocks.channels), b.mul(number, blocks.width()));
  block.inChannel = depthwise ? block.channel : b.mul(group, layout.reduced);
  block.vectors = tail ? blocks.tailVectors() : blocks.vectors;
  int64_t channels = tail ? blocks.tailChannels() : blocks.width();
  for (int64_t v = 0; v < block.vectors; ++v)
    block.masks.push_back(b.maskOf(channels - v * blocks.lanes));
  block.filter = b.pointer(filter, b.add(b.mul(group, layout.groupSize()),
                                         b.mul(number, layout.blockSize())));
  return block;
}

void lrcnn::cpu::forBlock(KernelBuilder &b, const FilterLayout &layout,
                          bool depthwise, Index number, Value filter,
                          llvm::function_ref<void(const ChannelBlock &)> body) {
  const LaneBlocks &blocks = layout.blocks;
  Index group = b.divUnsigned(number, blocks.numBlocks());
  Index inGroup = b.remUnsigned(number, blocks.numBlocks());
  auto emit = [&](bool tail) {
    body(getBlock(b, layout, depthwise, group, inGroup, filter, tail));
  };
  if (blocks.numFull() == 0 || blocks.tailChannels() == 0)
    return emit(/*tail=*/blocks.numFull() == 0);
  b.ifElse(
      b.less(inGroup, blocks.numFull()), [&] { emit(/*tail=*/false); },
      [&] { emit(/*tail=*/true); });
}

void RowConvEmitter::forEachBlock(
    Index rows, Value filter,
    llvm::function_ref<void(Index, const ChannelBlock &)> body) {
  int64_t numBlocks = layout.groups * layout.blocks.numBlocks();
  // A filter that stays in the second-level cache is the inner loop; of a
  // larger one, each block is read once and each task reads its own.
  bool filterOutermost =
      layout.size() * b.getElementBytes() > target.l2Bytes / 2;

  auto [begin, end] = b.share(b.mul(rows, numBlocks));
  b.loop(begin, end, 1, [&](Index item) {
    Index row = filterOutermost ? b.remUnsigned(item, rows)
                                : b.divUnsigned(item, numBlocks);
    Index number = filterOutermost ? b.divUnsigned(item, rows)
                                   : b.remUnsigned(item, numBlocks);
    forBlock(b, layout, depthwise, number, filter,
             [&](const ChannelBlock &block) { body(row, block); });
  });
}

//===----------------------------------------------------------------------===//
// Tiles
//===----------------------------------------------------------------------===//

/// Consecutive pixels of one row, for one block of channels.
struct RowConvEmitter::Tile {
  const RowConv &conv;
  const OperandRef &in;
  const ChannelBlock &block;
  int64_t width;
  /// Where the first pixel's first tap lies in the input.
  Value input;
  /// The filter's rows that lie in valid rows of the input.
  Index tapBegin, tapEnd;
  /// The first column, if some tap may lie outside the image.
  std::optional<int64_t> edge;

  bool isInside(int64_t pixel, int64_t tap) const {
    if (!edge)
      return true;
    const AxisTaps &columns = conv.columns;
    int64_t column = (*edge + pixel) * columns.stride + columns.offset +
                     tap * columns.spacing;
    return column >= 0 && column < conv.inWidth;
  }
  int64_t numSums() const { return width * block.vectors; }
};

void RowConvEmitter::emitRow(const RowConv &conv, Index i,
                             std::pair<Index, Index> valid,
                             const OperandRef &in, const ChannelBlock &block,
                             Store store) {
  const AxisTaps &rows = conv.rows, &columns = conv.columns;
  Index row = b.add(b.mul(i, rows.stride), rows.offset);
  Index tapBegin = b.max(b.ceilDiv(b.sub(valid.first, row), rows.spacing), 0);
  Index tapEnd =
      b.min(b.ceilDiv(b.sub(valid.second, row), rows.spacing), rows.count);
  Value inputRow =
      b.pointer(in.data, b.add(b.mul(row, in.rowStride),
                               b.mul(block.inChannel, in.channelStride)));

  auto emitTile = [&](int64_t width, Index column,
                      std::optional<int64_t> edge) {
    Index first = b.add(b.mul(column, columns.stride), columns.offset);
    Tile tile = {conv,
                 in,
                 block,
                 width,
                 b.pointer(inputRow, b.mul(first, in.pixelStride)),
                 tapBegin,
                 tapEnd,
                 edge};
    store(sumTile(tile), column);
  };
  auto isEdge = [&](int64_t column, int64_t width) {
    int64_t first = column * columns.stride + columns.offset;
    int64_t last = first + (width - 1) * columns.stride +
                   (columns.count - 1) * columns.spacing;
    return first < 0 || last >= conv.inWidth;
  };

  auto widths =
      splitEvenly(conv.outWidth, getTilePixels(target, block.vectors));
  int64_t column = 0;
  for (size_t k = 0; k < widths.size();) {
    int64_t width = widths[k];
    if (isEdge(column, width)) {
      emitTile(width, column, column);
      column += width;
      ++k;
      continue;
    }
    // Equal tiles inside the image share one loop.
    int64_t end = column;
    for (; k < widths.size() && widths[k] == width && !isEdge(end, width); ++k)
      end += width;
    b.loop(column, end, width,
           [&](Index j) { emitTile(width, j, std::nullopt); });
    column = end;
  }
}

//===----------------------------------------------------------------------===//
// Sums
//===----------------------------------------------------------------------===//

/// sums + the products of one tap over channels [begin, end).
RowConvEmitter::Values RowConvEmitter::sumTap(const Tile &tile, Value input,
                                              Value filter,
                                              ArrayRef<int64_t> pixels,
                                              Index begin, Index end,
                                              ValueRange sums) {
  int64_t vectors = tile.block.vectors, lanes = b.getLanes();
  const OperandRef &in = tile.in;
  SmallVector<Index> offsets;
  for (int64_t pixel : pixels)
    offsets.push_back(b.mul(pixel * tile.conv.columns.stride, in.pixelStride));

  return b.loop(begin, end, 1, sums, [&](Index c, ValueRange carried) {
    Values next(carried), weights;
    Index filterOffset = b.mul(c, vectors * lanes);
    Index inputOffset = b.mul(c, in.channelStride);
    for (int64_t v = 0; v < vectors; ++v)
      weights.push_back(b.load(filter, b.add(filterOffset, v * lanes)));
    for (auto [pixel, offset] : llvm::zip_equal(pixels, offsets)) {
      Index at = b.add(inputOffset, offset);
      Value x = depthwise ? Value() : b.broadcast(b.loadScalar(input, at));
      for (int64_t v = 0; v < vectors; ++v) {
        if (depthwise)
          x = b.load(input, b.add(at, b.mul(v * lanes, in.channelStride)),
                     in.channelStride, tile.block.masks[v]);
        Value &sum = next[pixel * vectors + v];
        sum = b.fma(x, weights[v], sum);
      }
    }
    return next;
  });
}

RowConvEmitter::Values RowConvEmitter::forEachFilterRow(const Tile &tile,
                                                        ValueRange sums,
                                                        TapBody body) {
  const RowConv &conv = tile.conv;
  int64_t filterRow =
      conv.kernelWidth * layout.reduced * tile.block.vectors * b.getLanes();
  auto pixels = llvm::to_vector(llvm::seq<int64_t>(0, tile.width));
  return b.loop(
      tile.tapBegin, tile.tapEnd, 1, sums, [&](Index t, ValueRange carried) {
        Value input = b.pointer(
            tile.input, b.mul(b.mul(t, conv.rows.spacing), tile.in.rowStride));
        Value filter = b.pointer(
            tile.block.filter,
            b.mul(b.add(b.mul(t, conv.rows.step), conv.rows.first), filterRow));
        return body(input, filter, pixels, carried);
      });
}

RowConvEmitter::Values RowConvEmitter::forEachTap(const Tile &tile, Value input,
                                                  Value filter, ValueRange sums,
                                                  TapBody body) {
  const AxisTaps &columns = tile.conv.columns;
  int64_t tapSize = layout.reduced * tile.block.vectors * b.getLanes();
  auto visit = [&](Index u, ValueRange carried) {
    SmallVector<int64_t> pixels;
    for (int64_t pixel = 0; pixel < tile.width; ++pixel)
      if (!u.isConstant() || tile.isInside(pixel, u.getConstant()))
        pixels.push_back(pixel);
    if (pixels.empty())
      return Values(carried);
    Index first = b.mul(b.mul(u, columns.spacing), tile.in.pixelStride);
    Index tap = b.add(b.mul(u, columns.step), columns.first);
    return body(b.pointer(input, first), b.pointer(filter, b.mul(tap, tapSize)),
                pixels, carried);
  };
  if (!tile.edge && !depthwise)
    return b.loop(0, columns.count, 1, sums, visit);
  Values current(sums);
  for (int64_t u = 0; u < columns.count; ++u)
    current = visit(u, current);
  return current;
}

RowConvEmitter::Values RowConvEmitter::sumTile(const Tile &tile) {
  const RowConv &conv = tile.conv;
  Values zeros(tile.numSums(), b.zeroVector());
  int64_t numSummands = conv.rows.count * conv.columns.count * layout.reduced;
  if (numSummands == 0)
    return zeros;
  if (numSummands > maxSummands)
    return sumInParts(tile);
  return forEachFilterRow(
      tile, zeros,
      [&](Value input, Value filter, ArrayRef<int64_t>, ValueRange sums) {
        return forEachTap(tile, input, filter, sums,
                          [&](Value input, Value filter,
                              ArrayRef<int64_t> pixels, ValueRange sums) {
                            return sumTap(tile, input, filter, pixels, 0,
                                          layout.reduced, sums);
                          });
      });
}

void RowConvEmitter::addToPartial(ValueRange sums) {
  for (auto [k, sum] : llvm::enumerate(sums)) {
    int64_t at = k * b.getLanes();
    b.store(b.addFloat(b.load(partial, at), sum), partial, at);
  }
}

/// A part is a row of the filter, a tap, or some channels of a tap.
RowConvEmitter::Values RowConvEmitter::sumInParts(const Tile &tile) {
  if (!partial)
    partial = b.scratch(target.registers * b.getLanes());
  Values zeros(tile.numSums(), b.zeroVector());
  for (int64_t k = 0; k < tile.numSums(); ++k)
    b.store(zeros[k], partial, k * b.getLanes());

  int64_t reduced = layout.reduced;
  bool wholeRows = tile.conv.columns.count * reduced <= maxSummands;
  int64_t part =
      llvm::divideCeil(reduced, llvm::divideCeil(reduced, maxSummands));
  auto sumParts = [&](Value input, Value filter, ArrayRef<int64_t> pixels,
                      ValueRange) {
    b.loop(0, reduced, part, [&](Index begin) {
      Index end = b.min(b.add(begin, part), reduced);
      addToPartial(sumTap(tile, input, filter, pixels, begin, end, zeros));
    });
    return Values();
  };
  auto sumWhole = [&](Value input, Value filter, ArrayRef<int64_t> pixels,
                      ValueRange sums) {
    return sumTap(tile, input, filter, pixels, 0, reduced, sums);
  };
  forEachFilterRow(
      tile, {}, [&](Value input, Value filter, ArrayRef<int64_t>, ValueRange) {
        if (wholeRows)
          addToPartial(forEachTap(tile, input, filter, zeros, sumWhole));
        else
          forEachTap(tile, input, filter, {}, sumParts);
        return Values();
      });

  Values sums;
  for (int64_t k = 0; k < tile.numSums(); ++k)
    sums.push_back(b.load(partial, k * b.getLanes()));
  return sums;
}

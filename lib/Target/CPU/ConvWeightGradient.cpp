//===- ConvWeightGradient.cpp - The weight gradient of a convolution ------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//   dw[t][u][c][f] = sum over i, j of
//                    x[i * rs + ro + t * rd][j * cs + co + u * cd][c]
//                    * dy[i][j][f]
//
// Lanes run over f. A unit is a set of pairs (u, c) whose sums stay in
// registers, for one t, while a block of pixels goes by; then they are added to
// the accumulator. A block is some rows, or a part of one; its dy, for one
// block of f, is first copied to a panel that stays in the nearest cache. Tasks
// share the units, so that no sum depends on how many tasks there are.
//
//===----------------------------------------------------------------------===//

#include "ConvEmitters.h"
#include "ConvEpilogue.h"
#include "ConvTiling.h"
#include "RowConv.h"

#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace lrcnn::cpu;

namespace {
enum Operands { Input, OutputGradient, Accumulator };

/// Smaller pixels are left to the hardware to prefetch.
constexpr int64_t prefetchedPixelBytes = 1024;

/// Pairs (tap of a filter row, channel): `count` sets of them, of which the
/// k-th has its channels moved on by k * channelStep.
struct Unit {
  SmallVector<std::pair<int64_t, int64_t>> pairs;
  int64_t firstChannel, channelStep, count;
};

/// The pixels of dy that are summed in registers.
struct PixelBlock {
  Index rowBegin, rowEnd, columnBegin, columnEnd;
};

struct WeightGradient {
  KernelBuilder &b;
  const ConvSpec &spec;
  const FilterLayout &layout;
  AxisTaps rows, columns;
  OperandRef x, dy;
  /// The rows of x that take part.
  std::pair<Index, Index> valid;
  Value accumulator;
  SmallVector<Unit> units;
  /// The greatest size of a block of pixels.
  int64_t blockRows, blockColumns;
  Value panel;

  bool isDepthwise() const { return spec.isDepthwise(); }
  int64_t numUnits() const;
  bool isInside(int64_t column, int64_t tap) const;

  void emitImage(Value adds, Index rowBegin, Index rowEnd);
  void emitPixels(const PixelBlock &pixels, Value adds);
  void prefetchInput(const PixelBlock &pixels);
  void fillPanel(const PixelBlock &pixels, const ChannelBlock &block);
  void emitUnit(const Unit &unit, Index number, const ChannelBlock &block,
                const PixelBlock &pixels, Value adds);
  SmallVector<Value> sumRow(const Unit &unit, Value xRow, Value dyRow,
                            const ChannelBlock &block, const PixelBlock &pixels,
                            ValueRange sums);
  SmallVector<Value> sumPixel(const Unit &unit, Value xPixel, Value dyPixel,
                              ArrayRef<bool> inside, const ChannelBlock &block,
                              ValueRange sums);
};
} // namespace

//===----------------------------------------------------------------------===//
// Units
//===----------------------------------------------------------------------===//

static SmallVector<Unit> getUnits(const ConvSpec &spec,
                                  const FilterLayout &layout,
                                  const VectorTarget &target) {
  int64_t most = getTilePixels(target, layout.blocks.vectors);
  int64_t channels = layout.reduced;
  SmallVector<Unit> units;
  int64_t firstTap = 0;
  // Few channels: several taps, or all, share a unit.
  int64_t tapsPerUnit = std::clamp<int64_t>(most / channels, 1, spec.kernel[1]);
  for (int64_t numTaps : splitEvenly(spec.kernel[1], tapsPerUnit)) {
    int64_t first = 0;
    auto addUnit = [&](int64_t width, int64_t count) {
      Unit unit = {{}, first, width, count};
      for (int64_t tap = firstTap; tap < firstTap + numTaps; ++tap)
        for (int64_t c = 0; c < width; ++c)
          unit.pairs.push_back({tap, c});
      units.push_back(unit);
      first += width * count;
    };
    auto widths = splitEvenly(channels, most / numTaps);
    int64_t numWide = llvm::count(widths, widths.front());
    addUnit(widths.front(), numWide);
    if (numWide < int64_t(widths.size()))
      addUnit(widths.back(), widths.size() - numWide);
    firstTap += numTaps;
  }
  return units;
}

int64_t WeightGradient::numUnits() const {
  int64_t count = 0;
  for (const Unit &unit : units)
    count += unit.count;
  return count;
}

bool WeightGradient::isInside(int64_t column, int64_t tap) const {
  int64_t at = column * columns.stride + columns.offset + tap * columns.spacing;
  return at >= 0 && at < spec.inWidth;
}

//===----------------------------------------------------------------------===//
// Sums
//===----------------------------------------------------------------------===//

/// sums + the products of one pixel of dy; taps that are not `inside` are left
/// out. `xPixel` is where tap 0 of channel 0 meets the pixel.
SmallVector<Value> WeightGradient::sumPixel(const Unit &unit, Value xPixel,
                                            Value dyPixel,
                                            ArrayRef<bool> inside,
                                            const ChannelBlock &block,
                                            ValueRange sums) {
  int64_t lanes = b.getLanes();
  SmallVector<Value> next(sums), gradients;
  for (int64_t v = 0; v < block.vectors; ++v)
    gradients.push_back(b.load(dyPixel, v * lanes));
  for (auto [k, pair] : llvm::enumerate(unit.pairs)) {
    auto [tap, channel] = pair;
    if (!inside[tap])
      continue;
    Index at = b.add(b.mul(tap * columns.spacing, x.pixelStride),
                     b.mul(channel, x.channelStride));
    Value factor =
        isDepthwise() ? Value() : b.broadcast(b.loadScalar(xPixel, at));
    for (int64_t v = 0; v < block.vectors; ++v) {
      if (isDepthwise())
        factor = b.load(xPixel, b.add(at, b.mul(v * lanes, x.channelStride)),
                        x.channelStride, block.masks[v]);
      Value &sum = next[k * block.vectors + v];
      sum = b.fma(factor, gradients[v], sum);
    }
  }
  return next;
}

/// sums + the products of one row; `dyRow` is the panel's.
SmallVector<Value> WeightGradient::sumRow(const Unit &unit, Value xRow,
                                          Value dyRow,
                                          const ChannelBlock &block,
                                          const PixelBlock &pixels,
                                          ValueRange sums) {
  auto insideAt = [&](int64_t column) {
    SmallVector<bool> inside(spec.kernel[1]);
    for (auto [tap, channel] : unit.pairs)
      inside[tap] = isInside(column, tap);
    return inside;
  };
  int64_t width = block.vectors * b.getLanes();
  SmallVector<Value> current(sums);
  for (int64_t begin = 0, end; begin < spec.outWidth; begin = end) {
    SmallVector<bool> inside = insideAt(begin);
    for (end = begin + 1; end < spec.outWidth; ++end)
      if (insideAt(end) != inside)
        break;
    if (!llvm::is_contained(inside, true))
      continue;
    current = b.loop(
        b.max(begin, pixels.columnBegin), b.min(end, pixels.columnEnd), 1,
        current, [&](Index column, ValueRange carried) {
          Index xColumn = b.add(b.mul(column, columns.stride), columns.offset);
          Index dyColumn = b.sub(column, pixels.columnBegin);
          return sumPixel(unit, b.pointer(xRow, b.mul(xColumn, x.pixelStride)),
                          b.pointer(dyRow, b.mul(dyColumn, width)), inside,
                          block, carried);
        });
  }
  return current;
}

//===----------------------------------------------------------------------===//
// Blocks
//===----------------------------------------------------------------------===//

/// Copies dy of one block of pixels and channels: [row][column][lane].
void WeightGradient::fillPanel(const PixelBlock &pixels,
                               const ChannelBlock &block) {
  int64_t lanes = b.getLanes(), width = block.vectors * lanes;
  b.specialize(dy.channelStride, 1, [&](Index channelStride) {
    Value first = b.pointer(dy.data, b.mul(block.channel, channelStride));
    b.loop(pixels.rowBegin, pixels.rowEnd, 1, [&](Index row) {
      Value source = b.pointer(first, b.mul(row, dy.rowStride));
      Value target = b.pointer(
          panel, b.mul(b.sub(row, pixels.rowBegin), blockColumns * width));
      b.loop(pixels.columnBegin, pixels.columnEnd, 1, [&](Index column) {
        Index from = b.mul(column, dy.pixelStride);
        Index to = b.mul(b.sub(column, pixels.columnBegin), width);
        for (int64_t v = 0; v < block.vectors; ++v)
          b.store(b.load(source, b.add(from, b.mul(v * lanes, channelStride)),
                         channelStride, block.masks[v]),
                  target, b.add(to, v * lanes));
      });
    });
  });
}

/// Set `number` of pairs of `unit` for one block of f, all t, some pixels.
void WeightGradient::emitUnit(const Unit &unit, Index number,
                              const ChannelBlock &block,
                              const PixelBlock &pixels, Value adds) {
  int64_t lanes = b.getLanes(), width = block.vectors * lanes;
  Index channel = b.add(unit.firstChannel, b.mul(number, unit.channelStep));
  Value xBegin = b.pointer(
      x.data, b.mul(b.add(block.inChannel, channel), x.channelStride));

  b.loop(0, spec.kernel[0], 1, [&](Index t) {
    // Row i of dy meets row i * stride + first of x.
    Index first = b.add(b.mul(t, rows.spacing), rows.offset);
    Index begin = b.max(b.ceilDiv(b.sub(valid.first, first), rows.stride),
                        pixels.rowBegin);
    Index end = b.min(b.ceilDiv(b.sub(valid.second, first), rows.stride),
                      pixels.rowEnd);

    Value target = b.pointer(
        block.filter,
        b.mul(b.add(b.mul(t, spec.kernel[1] * layout.reduced), channel),
              width));
    SmallVector<int64_t> offsets;
    for (auto [tap, c] : unit.pairs)
      for (int64_t v = 0; v < block.vectors; ++v)
        offsets.push_back((tap * layout.reduced + c) * width + v * lanes);
    for (int64_t offset : offsets)
      b.prefetch(target, offset, /*write=*/true);

    SmallVector<Value> zeros(offsets.size(), b.zeroVector());
    auto sums = b.loop(begin, end, 1, zeros, [&](Index i, ValueRange carried) {
      Index xRow = b.add(b.mul(i, rows.stride), first);
      Index dyRow = b.mul(b.sub(i, pixels.rowBegin), blockColumns * width);
      return sumRow(unit, b.pointer(xBegin, b.mul(xRow, x.rowStride)),
                    b.pointer(panel, dyRow), block, pixels, carried);
    });
    for (auto [offset, sum] : llvm::zip_equal(offsets, sums))
      b.store(b.addFloat(b.load(target, offset, adds), sum), target, offset);
  });
}

/// Units read x a few channels at a time, from pixel to pixel. If those are far
/// apart, the hardware does not see it coming; if they are near, it does, and
/// these would only be in its way.
void WeightGradient::prefetchInput(const PixelBlock &pixels) {
  if (spec.stridedInput ||
      spec.inChannels * b.getElementBytes() < prefetchedPixelBytes)
    return;
  Index begin = b.max(b.add(b.mul(pixels.rowBegin, rows.stride), rows.offset),
                      valid.first);
  Index end =
      b.min(b.add(b.mul(b.sub(pixels.rowEnd, 1), rows.stride),
                  rows.offset + (spec.kernel[0] - 1) * rows.spacing + 1),
            valid.second);
  Index left = b.max(
      b.add(b.mul(pixels.columnBegin, columns.stride), columns.offset), 0);
  Index right =
      b.min(b.add(b.mul(b.sub(pixels.columnEnd, 1), columns.stride),
                  columns.offset + (spec.kernel[1] - 1) * columns.spacing + 1),
            spec.inWidth);
  b.loop(begin, end, 1, [&](Index row) {
    Value first = b.pointer(x.data, b.mul(row, x.rowStride));
    b.loop(b.mul(left, spec.inChannels), b.mul(right, spec.inChannels),
           64 / b.getElementBytes(),
           [&](Index at) { b.prefetch(first, at, /*write=*/false); });
  });
}

/// This task's units for a block of pixels: the end of one block of f, some
/// whole ones, the beginning of one.
void WeightGradient::emitPixels(const PixelBlock &pixels, Value adds) {
  prefetchInput(pixels);
  int64_t count = numUnits();
  auto [begin, end] =
      b.share(layout.groups * layout.blocks.numBlocks() * count);
  Index blockBegin = b.divUnsigned(begin, count);
  Index blockEnd = b.divUnsigned(b.add(end, count - 1), count);
  b.loop(blockBegin, blockEnd, 1, [&](Index number) {
    Index unitBegin = b.sub(begin, b.mul(number, count));
    Index unitEnd = b.sub(end, b.mul(number, count));
    forBlock(b, layout, isDepthwise(), number, accumulator,
             [&](const ChannelBlock &block) {
               fillPanel(pixels, block);
               int64_t first = 0;
               for (const Unit &unit : units) {
                 b.loop(b.max(b.sub(unitBegin, first), 0),
                        b.min(b.sub(unitEnd, first), unit.count), 1,
                        [&](Index number) {
                          emitUnit(unit, number, block, pixels, adds);
                        });
                 first += unit.count;
               }
             });
  });
}

/// Rows [rowBegin, rowEnd) of the image that x and dy are at.
void WeightGradient::emitImage(Value adds, Index rowBegin, Index rowEnd) {
  int64_t chunks = llvm::divideCeil(spec.outWidth, blockColumns);
  // Without rows the sums are still stored.
  Index rowBlocks = b.max(b.ceilDiv(b.sub(rowEnd, rowBegin), blockRows), 1);
  b.loop(0, b.mul(rowBlocks, chunks), 1, [&](Index number) {
    PixelBlock pixels;
    pixels.rowBegin =
        b.add(rowBegin, b.mul(b.divUnsigned(number, chunks), blockRows));
    pixels.rowEnd = b.min(b.add(pixels.rowBegin, blockRows), rowEnd);
    pixels.columnBegin = b.mul(b.remUnsigned(number, chunks), blockColumns);
    pixels.columnEnd =
        b.min(b.add(pixels.columnBegin, blockColumns), spec.outWidth);
    emitPixels(pixels, b.maskAll(b.anyOf(adds, b.less(0, number))));
  });
}

void lrcnn::cpu::emitConvWeightGradient(KernelBuilder &b, const ConvSpec &spec,
                                        const VectorTarget &target) {
  FilterLayout layout = getFilterLayout(spec, ConvPass::WeightGradient, target);
  OperandRef x = spec.stridedInput ? b.operand(Input)
                                   : b.slabOperand(Input, spec.inChannels);
  OperandRef dy = spec.stridedOutput
                      ? b.operand(OutputGradient)
                      : b.slabOperand(OutputGradient, spec.outChannels);
  int64_t blockRows =
      std::max<int64_t>(1, weightGradientPixels / spec.outWidth);
  int64_t blockColumns = splitEvenly(spec.outWidth, weightGradientPixels)[0];
  AxisTaps rows = AxisTaps::forward(spec.kernel[0], spec.stride[0],
                                    spec.dilation[0], spec.padTop);
  // The rows of the incoming gradient that take part are rows of dy, or of a
  // transposed convolution rows of x; those of the other are what they meet.
  std::pair<Index, Index> valid = {0, spec.inHeight}, limits;
  if (spec.transposed) {
    valid = getLimits(b, spec.inHeight);
    int64_t last = rows.offset + (rows.count - 1) * rows.spacing;
    Index end = b.min(b.ceilDiv(b.sub(valid.second, rows.offset), rows.stride),
                      spec.outHeight);
    // No rows meet none.
    limits = {b.max(b.ceilDiv(b.sub(valid.first, last), rows.stride), 0),
              b.select(b.less(valid.first, valid.second), end, 0)};
  } else {
    limits = getLimits(b, spec.outHeight);
  }
  WeightGradient kernel = {
      b,
      spec,
      layout,
      rows,
      AxisTaps::forward(spec.kernel[1], spec.stride[1], spec.dilation[1],
                        spec.padLeft),
      x,
      dy,
      valid,
      b.operand(Accumulator).data,
      getUnits(spec, layout, target),
      blockRows,
      blockColumns,
      b.scratch(blockRows * blockColumns * layout.blocks.width())};

  Value flagged = b.isFlagged(AddToResult);
  // The planes of an NCHW image have pixel stride 1.
  b.specialize(x.pixelStride, 1, [&](Index pixelStride) {
    kernel.x.pixelStride = pixelStride;
    b.loop(0, b.field(&Call::images), 1, [&](Index image) {
      kernel.x.data = b.pointer(x.data, b.mul(image, x.imageStride));
      kernel.dy.data = b.pointer(dy.data, b.mul(image, dy.imageStride));
      kernel.emitImage(b.anyOf(flagged, b.less(0, image)), limits.first,
                       limits.second);
    });
  });
}

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
// registers, for one t, while a block of rows goes by; then they are added to
// the accumulator. Tasks share the units, so that no sum depends on how many
// tasks there are.
//
//===----------------------------------------------------------------------===//

#include "ConvEmitters.h"
#include "ConvTiling.h"
#include "RowConv.h"

#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace lrcnn::cpu;

namespace {
enum Operands { Input, OutputGradient, Accumulator };

/// Pairs (tap of a filter row, channel): `count` sets of them, of which the
/// k-th has its channels moved on by k * channelStep.
struct Unit {
  SmallVector<std::pair<int64_t, int64_t>> pairs;
  int64_t firstChannel, channelStep, count;
};

struct WeightGradient {
  KernelBuilder &b;
  const ConvSpec &spec;
  const FilterLayout &layout;
  AxisTaps rows, columns;
  OperandRef x, dy;
  Value accumulator;
  SmallVector<Unit> units;

  bool isDepthwise() const { return spec.isDepthwise(); }
  int64_t numUnits() const;
  bool isInside(int64_t column, int64_t tap) const;

  void emitBlockOfRows(Index rowBegin, Index rowEnd, Value adds);
  void emitItem(const Unit &unit, Index number, const ChannelBlock &block,
                Index rowBegin, Index rowEnd, Value adds);
  SmallVector<Value> sumRow(const Unit &unit, Value xRow, Value dyRow,
                            const ChannelBlock &block, ValueRange sums);
  SmallVector<Value> sumPixel(const Unit &unit, Index column,
                              ArrayRef<bool> inside, Value xRow, Value dyRow,
                              const ChannelBlock &block, ValueRange sums);
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
/// out.
SmallVector<Value> WeightGradient::sumPixel(const Unit &unit, Index column,
                                            ArrayRef<bool> inside, Value xRow,
                                            Value dyRow,
                                            const ChannelBlock &block,
                                            ValueRange sums) {
  int64_t lanes = b.getLanes();
  SmallVector<Value> next(sums), gradients;
  Index dyAt = b.mul(column, dy.pixelStride);
  for (int64_t v = 0; v < block.vectors; ++v)
    gradients.push_back(b.load(dyRow,
                               b.add(dyAt, b.mul(v * lanes, dy.channelStride)),
                               dy.channelStride, block.masks[v]));
  Index first = b.mul(b.mul(column, columns.stride), x.pixelStride);
  for (auto [k, pair] : llvm::enumerate(unit.pairs)) {
    auto [tap, channel] = pair;
    if (!inside[tap])
      continue;
    int64_t tapColumn = columns.offset + tap * columns.spacing;
    Index offset =
        b.add(b.mul(tapColumn, x.pixelStride), b.mul(channel, x.channelStride));
    Index at = b.add(first, offset);
    Value factor =
        isDepthwise() ? Value() : b.broadcast(b.loadScalar(xRow, at));
    for (int64_t v = 0; v < block.vectors; ++v) {
      if (isDepthwise())
        factor = b.load(xRow, b.add(at, b.mul(v * lanes, x.channelStride)),
                        x.channelStride, block.masks[v]);
      Value &sum = next[k * block.vectors + v];
      sum = b.fma(factor, gradients[v], sum);
    }
  }
  return next;
}

SmallVector<Value> WeightGradient::sumRow(const Unit &unit, Value xRow,
                                          Value dyRow,
                                          const ChannelBlock &block,
                                          ValueRange sums) {
  auto insideAt = [&](int64_t column) {
    SmallVector<bool> inside(spec.kernel[1]);
    for (auto [tap, channel] : unit.pairs)
      inside[tap] = isInside(column, tap);
    return inside;
  };
  SmallVector<Value> current(sums);
  for (int64_t begin = 0, end; begin < spec.outWidth; begin = end) {
    SmallVector<bool> inside = insideAt(begin);
    for (end = begin + 1; end < spec.outWidth; ++end)
      if (insideAt(end) != inside)
        break;
    if (!llvm::is_contained(inside, true))
      continue;
    current =
        b.loop(begin, end, 1, current, [&](Index column, ValueRange carried) {
          return sumPixel(unit, column, inside, xRow, dyRow, block, carried);
        });
  }
  return current;
}

//===----------------------------------------------------------------------===//
// Blocks
//===----------------------------------------------------------------------===//

/// One set of pairs of `unit` for one block of f, all t, some rows of dy.
void WeightGradient::emitItem(const Unit &unit, Index number,
                              const ChannelBlock &block, Index rowBegin,
                              Index rowEnd, Value adds) {
  int64_t lanes = b.getLanes(), width = block.vectors * lanes;
  Index channel = b.add(unit.firstChannel, b.mul(number, unit.channelStep));
  Value xBegin = b.pointer(
      x.data, b.mul(b.add(block.inChannel, channel), x.channelStride));
  Value dyBegin = b.pointer(dy.data, b.mul(block.channel, dy.channelStride));

  b.loop(0, spec.kernel[0], 1, [&](Index t) {
    // x row of dy row i: i * stride + first, in [0, inHeight).
    Index first = b.add(b.mul(t, rows.spacing), rows.offset);
    Index begin = b.max(b.ceilDiv(b.sub(0, first), rows.stride), rowBegin);
    Index end =
        b.min(b.ceilDiv(b.sub(spec.inHeight, first), rows.stride), rowEnd);

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
      return sumRow(unit, b.pointer(xBegin, b.mul(xRow, x.rowStride)),
                    b.pointer(dyBegin, b.mul(i, dy.rowStride)), block, carried);
    });
    for (auto [offset, sum] : llvm::zip_equal(offsets, sums))
      b.store(b.addFloat(b.load(target, offset, adds), sum), target, offset);
  });
}

/// This task's units for rows [rowBegin, rowEnd) of dy.
void WeightGradient::emitBlockOfRows(Index rowBegin, Index rowEnd, Value adds) {
  auto [begin, end] =
      b.share(layout.groups * layout.blocks.numBlocks() * numUnits());
  b.loop(begin, end, 1, [&](Index item) {
    Index number = b.remUnsigned(item, numUnits());
    Index block = b.divUnsigned(item, numUnits());
    forBlock(b, layout, isDepthwise(), block, accumulator,
             [&](const ChannelBlock &block) {
               auto dispatch = [&](auto &self, ArrayRef<Unit> rest,
                                   int64_t first) -> void {
                 const Unit &unit = rest.front();
                 auto emit = [&] {
                   emitItem(unit, b.sub(number, first), block, rowBegin, rowEnd,
                            adds);
                 };
                 if (rest.size() == 1)
                   return emit();
                 int64_t next = first + unit.count;
                 b.ifElse(b.less(number, next), emit,
                          [&] { self(self, rest.drop_front(), next); });
               };
               dispatch(dispatch, units, 0);
             });
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
  WeightGradient kernel = {b,
                           spec,
                           layout,
                           AxisTaps::forward(spec.kernel[0], spec.stride[0],
                                             spec.dilation[0], spec.padTop),
                           AxisTaps::forward(spec.kernel[1], spec.stride[1],
                                             spec.dilation[1], spec.padLeft),
                           x,
                           dy,
                           b.operand(Accumulator).data,
                           getUnits(spec, layout, target)};

  Index limitBegin = b.max(b.field(&Call::limitBegin), 0);
  Index limitEnd = b.min(b.field(&Call::limitEnd), spec.outHeight);
  Value flagged = b.isFlagged(AddToResult);
  int64_t step = std::max<int64_t>(1, weightGradientPixels / spec.outWidth);
  // Without rows the sums are still stored.
  Index numBlocks = b.max(b.ceilDiv(b.sub(limitEnd, limitBegin), step), 1);

  // The planes of an NCHW image have pixel stride 1.
  b.specialize(x.pixelStride, 1, [&](Index pixelStride) {
    kernel.x.pixelStride = pixelStride;
    b.loop(0, b.field(&Call::images), 1, [&](Index image) {
      kernel.x.data = b.pointer(x.data, b.mul(image, x.imageStride));
      kernel.dy.data = b.pointer(dy.data, b.mul(image, dy.imageStride));
      b.loop(0, numBlocks, 1, [&](Index block) {
        Index begin = b.add(limitBegin, b.mul(block, step));
        Index end = b.min(b.add(begin, step), limitEnd);
        Value later = b.less(0, b.add(image, block));
        Value adds = b.maskAll(b.anyOf(later, flagged));
        kernel.emitBlockOfRows(begin, end, adds);
      });
    });
  });
}

//===- BiasGradient.cpp - The bias gradient of a convolution --------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Sums dy over pixels: in registers over one row, then over rows, then over
// images. Tasks share vectors of channels.
//
//===----------------------------------------------------------------------===//

#include "ConvEmitters.h"

#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace lrcnn::cpu;

namespace {
enum Operands { OutputGradient, BiasGradient };
/// Pixels are summed in so many interleaved sums, to hide an addition's time.
constexpr int64_t numSums = 4;
} // namespace

/// The sum of one row's vectors at `row`.
static Value sumRow(KernelBuilder &b, const ConvSpec &spec, Value row,
                    const OperandRef &dy, Value mask) {
  auto sumPixels = [&](int64_t begin, int64_t end, int64_t count,
                       ValueRange sums) {
    return b.loop(begin, end, count, sums, [&](Index column, ValueRange sums) {
      SmallVector<Value> next(sums);
      for (int64_t k = 0; k < count; ++k)
        next[k] = b.addFloat(
            next[k], b.load(row, b.mul(b.add(column, k), dy.pixelStride),
                            dy.channelStride, mask));
      return next;
    });
  };
  SmallVector<Value> sums(numSums, b.zeroVector());
  int64_t whole = spec.outWidth / numSums * numSums;
  sums = sumPixels(0, whole, numSums, sums);
  sums = sumPixels(whole, spec.outWidth, 1, sums);
  return b.addFloat(b.addFloat(sums[0], sums[1]), b.addFloat(sums[2], sums[3]));
}

void lrcnn::cpu::emitBiasGradient(KernelBuilder &b, const ConvSpec &spec) {
  OperandRef dy = spec.stridedOutput
                      ? b.operand(OutputGradient)
                      : b.slabOperand(OutputGradient, spec.outChannels);
  OperandRef result = b.operand(BiasGradient);
  Index images = b.field(&Call::images);
  Index limitBegin = b.max(b.field(&Call::limitBegin), 0);
  Index limitEnd = b.min(b.field(&Call::limitEnd), spec.outHeight);
  Value adds = b.maskAll(b.isFlagged(AddToResult));
  Value zero = b.zeroVector();
  int64_t lanes = b.getLanes();

  b.specialize(dy.channelStride, 1, [&](Index channelStride) {
    OperandRef source = dy;
    source.channelStride = channelStride;
    auto [begin, end] =
        b.share(int64_t(llvm::divideCeil(spec.outChannels, lanes)));
    b.loop(begin, end, 1, [&](Index vector) {
      Index channel = b.mul(vector, lanes);
      Value mask = spec.outChannels % lanes
                       ? b.maskOf(b.sub(spec.outChannels, channel))
                       : Value();
      Value data = b.pointer(dy.data, b.mul(channel, channelStride));
      auto sumOver = [&](Index begin, Index end, auto body) {
        return b
            .loop(begin, end, 1, zero,
                  [&](Index index, ValueRange sum) -> SmallVector<Value> {
                    return {b.addFloat(sum[0], body(index))};
                  })
            .front();
      };
      Value total = sumOver(0, images, [&](Index image) {
        Value first = b.pointer(data, b.mul(image, dy.imageStride));
        return sumOver(limitBegin, limitEnd, [&](Index row) {
          return sumRow(b, spec, b.pointer(first, b.mul(row, dy.rowStride)),
                        source, mask);
        });
      });
      Index at = b.mul(channel, result.channelStride);
      Value old =
          b.load(result.data, at, result.channelStride, b.andMasks(adds, mask));
      b.store(b.addFloat(old, total), result.data, at, result.channelStride,
              mask);
    });
  });
}

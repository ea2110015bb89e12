//===- FeatureAccess.cpp - Feature operands of layer kernels --------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FeatureAccess.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace lrcnn::cpu;

Feature::Feature(KernelBuilder &builder, unsigned position,
                 const FeatureLayout &layout, int64_t channels)
    : builder(&builder) {
  if (layout.strided) {
    ref = builder.operand(position);
  } else {
    ref = builder.slabOperand(
        position, layout.slabChannels ? layout.slabChannels : channels);
    ref.data = builder.pointer(ref.data, layout.channelOffset);
  }
  columnStride = ref.pixelStride;
  if (layout.isSpread())
    ref.rowStride = ref.pixelStride = 0;
  if (layout.spread == FeatureLayout::Spread::all ||
      layout.spread == FeatureLayout::Spread::element)
    ref.imageStride = 0;
  isElement = layout.spread == FeatureLayout::Spread::element;
  if (isElement)
    ref.channelStride = 0;
}

Index Feature::at(Index image, Index row, Index column) const {
  Index offset = builder->add(builder->mul(image, ref.imageStride),
                              builder->mul(row, ref.rowStride));
  return builder->add(offset, builder->mul(column, ref.pixelStride));
}

Index Feature::atColumn(Index image, int64_t column) const {
  return builder->add(builder->mul(image, ref.imageStride),
                      builder->mul(column, columnStride));
}

Value Feature::load(Index pixel, Index channel, Value mask) const {
  Index offset = builder->add(pixel, builder->mul(channel, ref.channelStride));
  return builder->load(ref.data, offset, ref.channelStride, mask);
}

void Feature::store(Value vector, Index pixel, Index channel,
                    Value mask) const {
  Index offset = builder->add(pixel, builder->mul(channel, ref.channelStride));
  builder->store(vector, ref.data, offset, ref.channelStride, mask);
}

Value Feature::hasUnitChannelStride() const {
  if (isElement || ref.channelStride.isConstant(1))
    return {};
  return builder->equal(ref.channelStride, 1);
}

void lrcnn::cpu::emitForChannelStrides(
    KernelBuilder &builder, ArrayRef<Feature> features,
    llvm::function_ref<void(ArrayRef<Feature>)> body) {
  Value contiguous;
  SmallVector<Feature> unitStrides(features);
  for (Feature &feature : unitStrides) {
    contiguous = bothOf(builder, contiguous, feature.hasUnitChannelStride());
    feature.assumeUnitChannelStride();
  }
  if (!contiguous)
    return body(features);
  builder.ifElse(
      contiguous, [&] { body(unitStrides); }, [&] { body(features); });
}

Value lrcnn::cpu::bothOf(KernelBuilder &builder, Value lhs, Value rhs) {
  if (!lhs || !rhs)
    return lhs ? lhs : rhs;
  return arith::AndIOp::create(builder.getBuilder(), builder.getLoc(), lhs,
                               rhs);
}

Value lrcnn::cpu::isWithin(KernelBuilder &builder, Index index, Index begin,
                           Index end) {
  return bothOf(builder, builder.less(begin, builder.add(index, 1)),
                builder.less(index, end));
}

void lrcnn::cpu::forEachSpan(KernelBuilder &builder, int64_t units,
                             SpanBody body) {
  Index rowBegin = builder.field(&Call::rowBegin);
  Index rows = builder.sub(builder.field(&Call::rowEnd), rowBegin);
  Index lines = builder.mul(builder.field(&Call::images), rows);
  auto [begin, end] = builder.share(builder.mul(lines, units));
  Index first = builder.divUnsigned(begin, units);
  Index last = builder.floorDiv(builder.add(end, units - 1), units);
  builder.loop(first, last, 1, [&](Index line) {
    Index image = builder.divUnsigned(line, rows);
    Index row = builder.add(rowBegin, builder.remUnsigned(line, rows));
    Index before = builder.mul(line, units);
    body(image, row, builder.max(builder.sub(begin, before), 0),
         builder.min(builder.sub(end, before), units));
  });
}

void lrcnn::cpu::forGradientRow(KernelBuilder &builder, Index row,
                                llvm::function_ref<void(RowAction)> body) {
  Value isUsed = isWithin(builder, row, builder.field(&Call::limitBegin),
                          builder.field(&Call::limitEnd));
  Value isNew = builder.less(row, builder.field(&Call::addFrom));
  builder.ifElse(
      isNew,
      [&] {
        builder.ifElse(
            isUsed, [&] { body({true, false}); },
            [&] { body({false, false}); });
      },
      [&] { builder.ifElse(isUsed, [&] { body({true, true}); }); });
}

void lrcnn::cpu::forEachChannelVector(KernelBuilder &builder, int64_t channels,
                                      ChannelBody body) {
  int64_t lanes = builder.getLanes();
  int64_t full = channels / lanes * lanes;
  builder.loop(0, full, lanes, [&](Index channel) { body(channel, {}); });
  if (full < channels)
    body(full, builder.maskOf(channels - full));
}

void lrcnn::cpu::forEachChannelVector(KernelBuilder &builder, int64_t channels,
                                      Index begin, Index end,
                                      ChannelBody body) {
  int64_t lanes = builder.getLanes();
  int64_t full = channels / lanes;
  builder.loop(begin, builder.min(end, full), 1,
               [&](Index vector) { body(builder.mul(vector, lanes), {}); });
  if (full * lanes == channels)
    return;
  builder.ifElse(builder.less(full, end), [&] {
    body(full * lanes, builder.maskOf(channels - full * lanes));
  });
}

void lrcnn::cpu::forAddedRow(KernelBuilder &builder, Index row,
                             llvm::function_ref<void(bool)> body) {
  builder.ifElse(
      builder.less(row, builder.field(&Call::addFrom)), [&] { body(false); },
      [&] { body(true); });
}

void lrcnn::cpu::emitGradientPixel(KernelBuilder &builder,
                                   ArrayRef<Feature> features, int64_t channels,
                                   Index image, Index row, Index column,
                                   bool accumulate, TermsBody addTerms) {
  const Feature &result = features.back();
  Index pixel = result.at(image, row, column);
  forEachChannelVector(builder, channels, [&](Index channel, Value lanes) {
    Value sum =
        accumulate ? result.load(pixel, channel, lanes) : builder.zeroVector();
    Value activation;
    if (features.size() == 3)
      activation =
          features[1].load(features[1].at(image, row, column), channel, lanes);
    result.store(addTerms(channel, lanes, activation, sum), pixel, channel,
                 lanes);
  });
}

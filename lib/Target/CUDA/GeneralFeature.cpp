//===- GeneralFeature.cpp - Feature operands of general kernels -----------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "GeneralFeature.h"

using namespace mlir;
using namespace lrcnn::cuda;
using lrcnn::kernel::Call;
using lrcnn::kernel::FeatureLayout;

Feature::Feature(GeneralBuilder &builder, unsigned position,
                 const FeatureLayout &layout, int64_t channels)
    : b(&builder) {
  if (layout.strided) {
    ref = builder.operand(position);
  } else {
    ref = builder.slabOperand(
        position, layout.slabChannels ? layout.slabChannels : channels);
    ref.data = builder.pointer(ref.data, layout.channelOffset);
  }
  columnStride = ref.pixelStride;
  using Spread = FeatureLayout::Spread;
  if (layout.isSpread())
    ref.rowStride = ref.pixelStride = 0;
  if (layout.spread == Spread::all || layout.spread == Spread::element)
    ref.imageStride = 0;
  if (layout.spread == Spread::element)
    ref.channelStride = 0;
}

Index Feature::at(const Place &place) const {
  Index pixel = b->add(b->mul(place.image, ref.imageStride),
                       b->add(b->mul(place.row, ref.rowStride),
                              b->mul(place.column, ref.pixelStride)));
  return b->add(pixel, b->mul(place.channel, ref.channelStride));
}

Value Feature::load(const Place &place) const {
  return b->loadScalar(ref.data, at(place));
}

void Feature::store(Value value, const Place &place) const {
  b->storeScalar(value, ref.data, at(place));
}

Value Feature::loadColumn(Index image, int64_t column, Index channel) const {
  Index offset = b->add(
      b->mul(image, ref.imageStride),
      b->add(b->mul(column, columnStride), b->mul(channel, ref.channelStride)));
  return b->loadScalar(ref.data, offset);
}

Value Feature::loadIf(Value condition, const Place &place) const {
  return b->loadIf(condition, ref.data, at(place));
}

void Feature::add(Value value, const Place &place, Value isOld) const {
  store(b->addFloat(loadIf(isOld, place), value), place);
}

Place lrcnn::cuda::getPlace(GeneralBuilder &b, const Unit &unit,
                            int64_t channels) {
  return {unit.image, unit.row, b.divUnsigned(unit.number, channels),
          b.remUnsigned(unit.number, channels)};
}

TapRange lrcnn::cuda::clipTaps(GeneralBuilder &b, Index first, int64_t spacing,
                               int64_t count, Index begin, Index end) {
  return {b.max(b.ceilDiv(b.sub(begin, first), spacing), 0),
          b.min(b.ceilDiv(b.sub(end, first), spacing), count)};
}

TapRange lrcnn::cuda::getLimits(GeneralBuilder &b, int64_t height) {
  return {b.max(b.field(&Call::limitBegin), 0),
          b.min(b.field(&Call::limitEnd), height)};
}

Value lrcnn::cuda::isOldRow(GeneralBuilder &b, Index row) {
  return b.less(b.sub(b.field(&Call::addFrom), 1), row);
}

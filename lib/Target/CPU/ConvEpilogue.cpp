//===- ConvEpilogue.cpp - From a convolution's sums to memory -------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConvEpilogue.h"

#include "llvm/ADT/STLExtras.h"

using namespace mlir;
using namespace lrcnn::cpu;

std::pair<Index, Index> lrcnn::cpu::getLimits(KernelBuilder &builder,
                                              int64_t height) {
  return {builder.max(builder.field(&Call::limitBegin), 0),
          builder.min(builder.field(&Call::limitEnd), height)};
}

ConvEpilogue::ConvEpilogue(KernelBuilder &builder, const ConvSpec &spec,
                           bool isGradient, unsigned extra, OperandRef result)
    : b(builder), spec(spec), isGradient(isGradient), result(result) {
  if (!isGradient && spec.bias)
    bias = b.operand(extra);
  if (isGradient && spec.epilogue)
    activation = b.operand(extra);
  if (isGradient)
    addFrom = b.field(&Call::addFrom);
}

OperandRef ConvEpilogue::rowOf(const OperandRef &operand, Index image,
                               Index row) const {
  OperandRef moved = operand;
  moved.data = b.pointer(operand.data, b.mul(image, operand.imageStride));
  moved.data = b.pointer(moved.data,
                         b.add(b.mul(row, operand.rowStride),
                               b.mul(block->channel, operand.channelStride)));
  return moved;
}

void ConvEpilogue::begin(Index image, Index row, const ChannelBlock &block) {
  this->block = &block;
  out = rowOf(result, image, row);
  biases.clear();
  if (isGradient) {
    active = spec.epilogue ? rowOf(activation, image, row) : OperandRef();
    adds = b.maskAll(b.less(b.sub(addFrom, 1), row));
    return;
  }
  for (int64_t v = 0; spec.bias && v < block.vectors; ++v)
    biases.push_back(b.load(
        bias.data,
        b.mul(b.add(block.channel, v * b.getLanes()), bias.channelStride),
        bias.channelStride, block.masks[v]));
}

/// Vector `v` of the pixel at `column`; `at` is its place in the result.
Value ConvEpilogue::finish(Value sum, int64_t v, Index column, Index at,
                           Index resultStride, Index activationStride) {
  Value used = block->masks[v];
  if (!isGradient) {
    if (spec.bias)
      sum = b.addFloat(sum, biases[v]);
    return spec.epilogue ? spec.epilogue.emit(b.getBuilder(), b.getLoc(), sum)
                         : sum;
  }
  Value old = b.load(out.data, at, resultStride, b.andMasks(adds, used));
  if (spec.epilogue) {
    Index activeAt = b.add(b.mul(column, active.pixelStride),
                           b.mul(v * b.getLanes(), activationStride));
    sum = spec.epilogue.emit(
        b.getBuilder(), b.getLoc(),
        {b.load(active.data, activeAt, activationStride, used), sum});
  }
  return b.addFloat(sum, old);
}

void ConvEpilogue::store(ArrayRef<Value> sums, Index column,
                         ColumnStep columns) {
  auto storeAll = [&](Index resultStride, Index activationStride) {
    for (auto [k, sum] : llvm::enumerate(sums)) {
      int64_t pixel = k / block->vectors, v = k % block->vectors;
      Index x = b.add(b.mul(b.add(column, pixel), columns.step), columns.begin);
      Index at = b.add(b.mul(x, out.pixelStride),
                       b.mul(v * b.getLanes(), resultStride));
      Value value = finish(sum, v, x, at, resultStride, activationStride);
      b.store(value, out.data, at, resultStride, block->masks[v]);
    }
  };
  b.specialize(out.channelStride, 1, [&](Index resultStride) {
    b.specialize(active.channelStride, 1, [&](Index activationStride) {
      storeAll(resultStride, activationStride);
    });
  });
}

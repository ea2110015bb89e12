//===- ConvDataGradient.cpp - The data gradient of a convolution ----------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// With strides s and t, the pixels of dx fall into s * t phases; each is a
// convolution of dy with stride 1 and some of the taps. A row has one phase of
// the rows and all phases of the columns. Pixels that no tap reaches are zero.
//
//===----------------------------------------------------------------------===//

#include "ConvEmitters.h"
#include "RowConv.h"

#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace lrcnn::cpu;

namespace {
enum Operands { OutputGradient, Filter, Activation, InputGradient };

/// The operands and row numbers of one kernel, and what they become for a row.
struct DataGradient {
  KernelBuilder &b;
  const ConvSpec &spec;
  RowConvEmitter &emitter;
  OperandRef gradient, activation, result;
  Index addFrom;
  std::pair<Index, Index> limits;

  OperandRef imageOf(OperandRef operand, Index image) {
    operand.data = b.pointer(operand.data, b.mul(image, operand.imageStride));
    return operand;
  }
  void emitRow(Index image, Index row, const ChannelBlock &block);
  void storeTile(ArrayRef<Value> sums, int64_t phase, Index column, Value adds,
                 const OperandRef &out, const OperandRef &active,
                 const ChannelBlock &block);
  void emitPhases(int64_t rowPhase, Index i, const OperandRef &in, Index row,
                  const OperandRef &out, const OperandRef &active,
                  const ChannelBlock &block);
};
} // namespace

void DataGradient::emitRow(Index image, Index row, const ChannelBlock &block) {
  auto rowOf = [&](const OperandRef &operand) {
    OperandRef moved = imageOf(operand, image);
    moved.data = b.pointer(moved.data,
                           b.add(b.mul(row, operand.rowStride),
                                 b.mul(block.channel, operand.channelStride)));
    return moved;
  };
  OperandRef out = rowOf(result);
  OperandRef active = spec.epilogue ? rowOf(activation) : OperandRef();
  OperandRef in = imageOf(gradient, image);
  int64_t stride = spec.stride[0];
  Index i = b.floorDiv(row, stride);
  Index phase = b.sub(row, b.mul(i, stride));

  // if phase == 0, else if phase == 1, ...
  auto dispatch = [&](auto &self, int64_t rowPhase) -> void {
    auto emit = [&] { emitPhases(rowPhase, i, in, row, out, active, block); };
    if (rowPhase == stride - 1)
      return emit();
    b.ifElse(b.equal(phase, rowPhase), emit, [&] { self(self, rowPhase + 1); });
  };
  dispatch(dispatch, 0);
}

void DataGradient::emitPhases(int64_t rowPhase, Index i, const OperandRef &in,
                              Index row, const OperandRef &out,
                              const OperandRef &active,
                              const ChannelBlock &block) {
  RowConv conv;
  conv.rows = AxisTaps::gradient(spec.kernel[0], spec.stride[0],
                                 spec.dilation[0], spec.padTop, rowPhase);
  conv.kernelWidth = spec.kernel[1];
  conv.inWidth = spec.outWidth;
  Value adds = b.maskAll(b.less(b.sub(addFrom, 1), row));
  for (int64_t phase = 0; phase < std::min(spec.stride[1], spec.inWidth);
       ++phase) {
    conv.columns = AxisTaps::gradient(spec.kernel[1], spec.stride[1],
                                      spec.dilation[1], spec.padLeft, phase);
    conv.outWidth = llvm::divideCeil(spec.inWidth - phase, spec.stride[1]);
    auto store = [&](ArrayRef<Value> sums, Index column) {
      storeTile(sums, phase, column, adds, out, active, block);
    };
    emitter.emitRow(conv, i, limits, in, block, store);
  }
}

/// Applies the epilogue to the sums of columns phase + k * stride, k from
/// `column` on, adds what is there and stores them.
void DataGradient::storeTile(ArrayRef<Value> sums, int64_t phase, Index column,
                             Value adds, const OperandRef &out,
                             const OperandRef &active,
                             const ChannelBlock &block) {
  int64_t lanes = b.getLanes();
  auto storeAll = [&](Index outStride, Index activeStride) {
    for (auto [k, term] : llvm::enumerate(sums)) {
      Value sum = term;
      int64_t pixel = k / block.vectors, v = k % block.vectors;
      Value used = block.masks[v];
      Index x = b.add(b.mul(b.add(column, pixel), spec.stride[1]), phase);
      Index at = b.add(b.mul(x, out.pixelStride), b.mul(v * lanes, outStride));
      Value old = b.load(out.data, at, outStride, b.andMasks(adds, used));
      if (spec.epilogue) {
        Index activeAt =
            b.add(b.mul(x, active.pixelStride), b.mul(v * lanes, activeStride));
        sum = spec.epilogue.emit(
            b, {b.load(active.data, activeAt, activeStride, used), sum});
      }
      b.store(b.addFloat(sum, old), out.data, at, outStride, used);
    }
  };
  b.specialize(out.channelStride, 1, [&](Index outStride) {
    b.specialize(active.channelStride, 1, [&](Index activeStride) {
      storeAll(outStride, activeStride);
    });
  });
}

void lrcnn::cpu::emitConvDataGradient(KernelBuilder &b, const ConvSpec &spec,
                                      const VectorTarget &target) {
  FilterLayout layout = getFilterLayout(spec, ConvPass::DataGradient, target);
  RowConvEmitter emitter(b, layout, target, spec.isDepthwise());
  auto operand = [&](unsigned position, bool strided, int64_t channels) {
    return strided ? b.operand(position) : b.slabOperand(position, channels);
  };
  DataGradient kernel = {
      b,
      spec,
      emitter,
      operand(OutputGradient, spec.stridedOutput, spec.outChannels),
      spec.epilogue ? b.operand(Activation) : OperandRef(),
      operand(InputGradient, spec.stridedInput, spec.inChannels),
      b.field(&Call::addFrom),
      {b.max(b.field(&Call::limitBegin), 0),
       b.min(b.field(&Call::limitEnd), spec.outHeight)}};
  Value filter = b.operand(Filter).data;
  Index rowBegin = b.field(&Call::rowBegin);
  Index rows = b.sub(b.field(&Call::rowEnd), rowBegin);
  emitter.forEachBlock(b.mul(b.field(&Call::images), rows), filter,
                       [&](Index item, const ChannelBlock &block) {
                         kernel.emitRow(
                             b.divUnsigned(item, rows),
                             b.add(rowBegin, b.remUnsigned(item, rows)), block);
                       });
}

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
#include "ConvEpilogue.h"

#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace lrcnn::cpu;

namespace {
enum Operands { OutputGradient, Filter, Extra, InputGradient };

/// The operands and row numbers of one kernel, and what they become for a row.
struct DataGradient {
  KernelBuilder &b;
  const ConvSpec &spec;
  RowConvEmitter &emitter;
  ConvEpilogue &epilogue;
  OperandRef gradient;
  std::pair<Index, Index> limits;

  void emitRow(Index image, Index row, const ChannelBlock &block);
  void emitPhases(int64_t rowPhase, Index i, const OperandRef &in,
                  const ChannelBlock &block);
};
} // namespace

void DataGradient::emitRow(Index image, Index row, const ChannelBlock &block) {
  epilogue.begin(image, row, block);
  OperandRef in = gradient;
  in.data = b.pointer(in.data, b.mul(image, in.imageStride));
  int64_t stride = spec.stride[0];
  Index i = b.floorDiv(row, stride);
  Index phase = b.sub(row, b.mul(i, stride));

  // if phase == 0, else if phase == 1, ...
  auto dispatch = [&](auto &self, int64_t rowPhase) -> void {
    auto emit = [&] { emitPhases(rowPhase, i, in, block); };
    if (rowPhase == stride - 1)
      return emit();
    b.ifElse(b.equal(phase, rowPhase), emit, [&] { self(self, rowPhase + 1); });
  };
  dispatch(dispatch, 0);
}

void DataGradient::emitPhases(int64_t rowPhase, Index i, const OperandRef &in,
                              const ChannelBlock &block) {
  RowConv conv;
  conv.rows = AxisTaps::gradient(spec.kernel[0], spec.stride[0],
                                 spec.dilation[0], spec.padTop, rowPhase);
  conv.kernelWidth = spec.kernel[1];
  conv.inWidth = spec.outWidth;
  for (int64_t phase = 0; phase < std::min(spec.stride[1], spec.inWidth);
       ++phase) {
    conv.columns = AxisTaps::gradient(spec.kernel[1], spec.stride[1],
                                      spec.dilation[1], spec.padLeft, phase);
    conv.outWidth = llvm::divideCeil(spec.inWidth - phase, spec.stride[1]);
    emitter.emitRow(conv, i, limits, in, block,
                    [&](ArrayRef<Value> sums, Index column) {
                      epilogue.store(sums, column, {phase, spec.stride[1]});
                    });
  }
}

void lrcnn::cpu::emitConvDataGradient(KernelBuilder &b, const ConvSpec &spec,
                                      const VectorTarget &target) {
  FilterLayout layout = getFilterLayout(spec, ConvPass::DataGradient, target);
  RowConvEmitter emitter(b, layout, target, spec.isDepthwise());
  auto operand = [&](unsigned position, bool strided, int64_t channels) {
    return strided ? b.operand(position) : b.slabOperand(position, channels);
  };
  ConvEpilogue epilogue(
      b, spec, /*isGradient=*/!spec.transposed, Extra,
      operand(InputGradient, spec.stridedInput, spec.inChannels));
  std::pair<Index, Index> limits = {0, spec.outHeight};
  if (!spec.transposed)
    limits = getLimits(b, spec.outHeight);
  DataGradient kernel = {
      b,
      spec,
      emitter,
      epilogue,
      operand(OutputGradient, spec.stridedOutput, spec.outChannels),
      limits};
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

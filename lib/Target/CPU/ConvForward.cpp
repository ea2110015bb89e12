//===- ConvForward.cpp - The forward kernel of a convolution --------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConvEmitters.h"
#include "ConvEpilogue.h"

using namespace mlir;
using namespace lrcnn::cpu;

namespace {
enum Operands { Input, Filter, Extra, Output };
} // namespace

void lrcnn::cpu::emitConvForward(KernelBuilder &b, const ConvSpec &spec,
                                 const VectorTarget &target) {
  FilterLayout layout = getFilterLayout(spec, ConvPass::Forward, target);
  RowConvEmitter emitter(b, layout, target, spec.isDepthwise());
  RowConv conv;
  conv.rows = AxisTaps::forward(spec.kernel[0], spec.stride[0],
                                spec.dilation[0], spec.padTop);
  conv.columns = AxisTaps::forward(spec.kernel[1], spec.stride[1],
                                   spec.dilation[1], spec.padLeft);
  conv.kernelWidth = spec.kernel[1];
  conv.inWidth = spec.inWidth;
  conv.outWidth = spec.outWidth;

  OperandRef in = spec.stridedInput ? b.operand(Input)
                                    : b.slabOperand(Input, spec.inChannels);
  OperandRef out = spec.stridedOutput ? b.operand(Output)
                                      : b.slabOperand(Output, spec.outChannels);
  ConvEpilogue epilogue(b, spec, /*isGradient=*/spec.transposed, Extra, out);
  Value filter = b.operand(Filter).data;
  Index images = b.field(&Call::images);
  Index rowBegin = b.field(&Call::rowBegin);
  Index rows = b.sub(b.field(&Call::rowEnd), rowBegin);
  std::pair<Index, Index> valid = {0, spec.inHeight};
  if (spec.transposed)
    valid = getLimits(b, spec.inHeight);

  auto emitBlock = [&](Index item, const ChannelBlock &block, OperandRef in) {
    Index image = b.divUnsigned(item, rows);
    Index row = b.add(rowBegin, b.remUnsigned(item, rows));
    in.data = b.pointer(in.data, b.mul(image, in.imageStride));
    epilogue.begin(image, row, block);
    emitter.emitRow(conv, row, valid, in, block,
                    [&](ArrayRef<Value> sums, Index column) {
                      epilogue.store(sums, column);
                    });
  };

  // The planes of an NCHW image have pixel stride 1.
  b.specialize(in.pixelStride, 1, [&](Index pixelStride) {
    OperandRef source = in;
    source.pixelStride = pixelStride;
    emitter.forEachBlock(b.mul(images, rows), filter,
                         [&](Index item, const ChannelBlock &block) {
                           emitBlock(item, block, source);
                         });
  });
}

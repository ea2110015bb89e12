//===- ConvForward.cpp - The forward kernel of a convolution --------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConvEmitters.h"
#include "RowConv.h"

using namespace mlir;
using namespace lrcnn::cpu;

namespace {
enum Operands { Input, Filter, Bias, Output };
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
  OperandRef bias = b.operand(Bias);
  Value filter = b.operand(Filter).data;
  Index images = b.field(&Call::images);
  Index rowBegin = b.field(&Call::rowBegin);
  Index rows = b.sub(b.field(&Call::rowEnd), rowBegin);

  auto emitBlock = [&](Index item, const ChannelBlock &block,
                       const OperandRef &in) {
    Index image = b.divUnsigned(item, rows);
    Index row = b.add(rowBegin, b.remUnsigned(item, rows));
    OperandRef source = in;
    source.data = b.pointer(in.data, b.mul(image, in.imageStride));
    Value target = b.pointer(
        out.data,
        b.add(b.add(b.mul(image, out.imageStride), b.mul(row, out.rowStride)),
              b.mul(block.channel, out.channelStride)));
    SmallVector<Value> biases;
    for (int64_t v = 0; spec.bias && v < block.vectors; ++v)
      biases.push_back(b.load(
          bias.data,
          b.mul(b.add(block.channel, v * b.getLanes()), bias.channelStride),
          bias.channelStride, block.masks[v]));

    auto store = [&](ArrayRef<Value> sums, Index column) {
      SmallVector<Value> results(sums);
      for (auto [k, result] : llvm::enumerate(results)) {
        if (spec.bias)
          result = b.addFloat(result, biases[k % block.vectors]);
        if (spec.epilogue)
          result = spec.epilogue.emit(b, result);
      }
      b.specialize(out.channelStride, 1, [&](Index channelStride) {
        for (auto [k, result] : llvm::enumerate(results)) {
          int64_t pixel = k / block.vectors, v = k % block.vectors;
          Index at = b.add(b.mul(b.add(column, pixel), out.pixelStride),
                           b.mul(v * b.getLanes(), channelStride));
          b.store(result, target, at, channelStride, block.masks[v]);
        }
      });
    };
    emitter.emitRow(conv, row, {0, spec.inHeight}, source, block, store);
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

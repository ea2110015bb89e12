//===- ConvKernels.cpp - Convolution kernels for the CPU ------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/CPU/ConvKernels.h"

#include "ConvEmitters.h"

using namespace mlir;
using namespace lrcnn::cpu;

/// A kernel whose body `fill` writes.
template <typename FillFn>
static KernelEmitter makeEmitter(FillFn fill) {
  return {[fill](ModuleOp module, StringRef name, const KernelSpec &spec,
                 const VectorTarget &target) {
    const auto &conv = spec.get<ConvSpec>();
    KernelBuilder builder(module, name, conv.type, target);
    fill(builder, conv, target);
    builder.finish();
  }};
}

/// A kernel that packs the filter for `pass`.
static KernelEmitter makePacking(ConvPass pass) {
  KernelEmitter emitter =
      makeEmitter([pass](KernelBuilder &builder, const ConvSpec &spec,
                         const VectorTarget &target) {
        emitFilterPacking(builder, spec, pass, target);
      });
  emitter.packedBytes = [pass](const KernelSpec &spec,
                               const VectorTarget &target) {
    return packedFilterBytes(spec.get<ConvSpec>(), pass, target);
  };
  return emitter;
}

void lrcnn::cpu::addConvKernels(KernelEmitters &emitters) {
  emitters.add(ConvSpec::forward, makeEmitter(emitConvForward));
  emitters.add(ConvSpec::dataGradient, makeEmitter(emitConvDataGradient));
  emitters.add(ConvSpec::weightGradient, makeEmitter(emitConvWeightGradient));
  emitters.add(ConvSpec::packForward, makePacking(ConvPass::Forward));
  emitters.add(ConvSpec::packDataGradient, makePacking(ConvPass::DataGradient));
  emitters.add(ConvSpec::unpackWeightGradient, makeEmitter(emitFilterUnpacking))
      .packedBytes = [](const KernelSpec &spec, const VectorTarget &target) {
    return accumulatorBytes(spec.get<ConvSpec>(), target);
  };
}

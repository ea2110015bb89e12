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

void lrcnn::cpu::emitConvKernel(KernelKind kernel, ModuleOp module,
                                StringRef name, const ConvSpec &spec,
                                const VectorTarget &target) {
  KernelBuilder builder(module, name, spec.type, target);
  switch (kernel) {
  case KernelKind::ConvForward:
    emitConvForward(builder, spec, target);
    break;
  case KernelKind::ConvDataGradient:
    emitConvDataGradient(builder, spec, target);
    break;
  case KernelKind::ConvWeightGradient:
    emitConvWeightGradient(builder, spec, target);
    break;
  case KernelKind::PackForward:
    emitFilterPacking(builder, spec, ConvPass::Forward, target);
    break;
  case KernelKind::PackDataGradient:
    emitFilterPacking(builder, spec, ConvPass::DataGradient, target);
    break;
  case KernelKind::UnpackWeightGradient:
    emitFilterUnpacking(builder, spec, target);
    break;
  default:
    llvm_unreachable("expected a kernel of a convolution");
  }
  builder.finish();
}

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

StringRef lrcnn::cpu::stringify(ConvKernel kernel) {
  switch (kernel) {
  case ConvKernel::Forward:
    return "forward";
  case ConvKernel::DataGradient:
    return "data_gradient";
  case ConvKernel::WeightGradient:
    return "weight_gradient";
  case ConvKernel::PackForward:
    return "pack_forward";
  case ConvKernel::PackDataGradient:
    return "pack_data_gradient";
  case ConvKernel::UnpackWeightGradient:
    return "unpack_weight_gradient";
  }
  llvm_unreachable("unknown kernel");
}

void lrcnn::cpu::emitConvKernel(ConvKernel kernel, ModuleOp module,
                                StringRef name, const ConvSpec &spec,
                                const VectorTarget &target) {
  KernelBuilder builder(module, name, spec.type, target);
  switch (kernel) {
  case ConvKernel::Forward:
    emitConvForward(builder, spec, target);
    break;
  case ConvKernel::DataGradient:
    emitConvDataGradient(builder, spec, target);
    break;
  case ConvKernel::WeightGradient:
    emitConvWeightGradient(builder, spec, target);
    break;
  case ConvKernel::PackForward:
    emitFilterPacking(builder, spec, ConvPass::Forward, target);
    break;
  case ConvKernel::PackDataGradient:
    emitFilterPacking(builder, spec, ConvPass::DataGradient, target);
    break;
  case ConvKernel::UnpackWeightGradient:
    emitFilterUnpacking(builder, spec, target);
    break;
  }
  builder.finish();
}

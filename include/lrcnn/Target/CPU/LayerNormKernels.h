//===- LayerNormKernels.h - Normalization over channels ---------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Each pixel's mean is summed first, then the squared distances from it, so a
// mean that is large beside the deviation does no harm. Gradients make both
// again.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TARGET_CPU_LAYERNORMKERNELS_H
#define LRCNN_TARGET_CPU_LAYERNORMKERNELS_H

#include "lrcnn/Kernel/LayerNormSpec.h"
#include "lrcnn/Target/CPU/KernelBuilder.h"
#include "lrcnn/Target/CPU/KernelEmitters.h"

namespace lrcnn::cpu {

/// Operands: input, scale, shift, result; of the vectors those that there are.
mlir::func::FuncOp emitLayerNorm(mlir::ModuleOp module, llvm::StringRef name,
                                 const LayerNormSpec &spec,
                                 const VectorTarget &target);

/// Operands: input, dy, the scale and the activation if there are such, dx.
/// Rows of dy outside the call's limits are left out, and rows of dx from
/// Call::addFrom on are added to.
mlir::func::FuncOp emitLayerNormGradient(mlir::ModuleOp module,
                                         llvm::StringRef name,
                                         const LayerNormSpec &spec,
                                         const VectorTarget &target);

/// Operands: input, dy, the gradient of the scale, a vector that is overwritten
/// or (CallFlags) added to. The call's rows are summed.
mlir::func::FuncOp emitLayerNormScaleGradient(mlir::ModuleOp module,
                                              llvm::StringRef name,
                                              const LayerNormSpec &spec,
                                              const VectorTarget &target);

void addLayerNormKernels(KernelEmitters &emitters);

} // namespace lrcnn::cpu

#endif // LRCNN_TARGET_CPU_LAYERNORMKERNELS_H

//===- ResamplingKernels.h - Kernels of resizing and padding ----*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One kernel for every layer that only moves and mixes positions
// (Resampling.h), one for their gradients. What a position is made of stands in
// constant tables beside the kernel; a table that a formula gives is left out,
// so that resizing by whole factors and cropping have none.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TARGET_CPU_RESAMPLINGKERNELS_H
#define LRCNN_TARGET_CPU_RESAMPLINGKERNELS_H

#include "lrcnn/Kernel/ResamplingSpec.h"
#include "lrcnn/Target/CPU/KernelEmitters.h"
#include "lrcnn/Target/CPU/VectorTarget.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"

namespace lrcnn::cpu {

mlir::func::FuncOp emitResampling(mlir::ModuleOp module, llvm::StringRef name,
                                  const ResamplingSpec &spec,
                                  const VectorTarget &target);

mlir::func::FuncOp emitResamplingGradient(mlir::ModuleOp module,
                                          llvm::StringRef name,
                                          const ResamplingGradientSpec &spec,
                                          const VectorTarget &target);

void addResamplingKernels(KernelEmitters &emitters);

} // namespace lrcnn::cpu

#endif // LRCNN_TARGET_CPU_RESAMPLINGKERNELS_H

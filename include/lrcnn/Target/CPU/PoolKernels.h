//===- PoolKernels.h - Kernels of pooling layers ----------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Gradients add the windows of one element from the last row of windows to the
// first, on top of what is there. Tiles processed from the bottom of the image
// to its top therefore give the same bits as one call for the whole image.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TARGET_CPU_POOLKERNELS_H
#define LRCNN_TARGET_CPU_POOLKERNELS_H

#include "lrcnn/Kernel/PoolSpec.h"
#include "lrcnn/Target/CPU/KernelEmitters.h"
#include "lrcnn/Target/CPU/VectorTarget.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"

namespace lrcnn::cpu {

mlir::func::FuncOp emitMaxPool(mlir::ModuleOp module, llvm::StringRef name,
                               const MaxPoolSpec &spec,
                               const VectorTarget &target);

mlir::func::FuncOp emitMaxPoolGradient(mlir::ModuleOp module,
                                       llvm::StringRef name,
                                       const MaxPoolGradientSpec &spec,
                                       const VectorTarget &target);

mlir::func::FuncOp emitAvgPool(mlir::ModuleOp module, llvm::StringRef name,
                               const AvgPoolSpec &spec,
                               const VectorTarget &target);

mlir::func::FuncOp emitAvgPoolGradient(mlir::ModuleOp module,
                                       llvm::StringRef name,
                                       const AvgPoolGradientSpec &spec,
                                       const VectorTarget &target);

void addPoolKernels(KernelEmitters &emitters);

} // namespace lrcnn::cpu

#endif // LRCNN_TARGET_CPU_POOLKERNELS_H

//===- WeightGradientKernel.h - The weight gradient's kernels ---*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TARGET_CUDA_WEIGHTGRADIENTKERNEL_H
#define LRCNN_TARGET_CUDA_WEIGHTGRADIENTKERNEL_H

#include "lrcnn/Target/CUDA/WeightGradient.h"

#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"

namespace lrcnn::cuda {

/// Adds the kernel of partial sums, named getGradientName(forward, tile), to
/// `module` (docs/GPUKernels.md). Its parameters are those of `GradientLaunch`.
mlir::FailureOr<mlir::LLVM::LLVMFuncOp>
emitWeightGradient(mlir::gpu::GPUModuleOp module, const ConvSpec &forward,
                   const GradientTile &tile);

/// Adds the kernel that adds the parts of any weight gradient.
mlir::LLVM::LLVMFuncOp emitSum(mlir::gpu::GPUModuleOp module);

} // namespace lrcnn::cuda

#endif // LRCNN_TARGET_CUDA_WEIGHTGRADIENTKERNEL_H

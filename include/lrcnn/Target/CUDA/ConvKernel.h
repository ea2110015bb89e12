//===- ConvKernel.h - A convolution on tensor cores -------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TARGET_CUDA_CONVKERNEL_H
#define LRCNN_TARGET_CUDA_CONVKERNEL_H

#include "lrcnn/Target/CUDA/ConvSpec.h"

#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"

namespace lrcnn::cuda {

/// Adds the kernel of `spec`, named spec.str(), to `module`: an implicit matrix
/// product that pipelines tiles of `tile` (docs/GPUKernels.md). Its parameters
/// are those of `ConvLaunch`.
mlir::FailureOr<mlir::LLVM::LLVMFuncOp> emitConv(mlir::gpu::GPUModuleOp module,
                                                 const ConvSpec &spec,
                                                 const ConvTile &tile);

} // namespace lrcnn::cuda

#endif // LRCNN_TARGET_CUDA_CONVKERNEL_H

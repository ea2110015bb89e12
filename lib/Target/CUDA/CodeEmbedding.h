//===- CodeEmbedding.h - Kernels as constants of a program ------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_TARGET_CUDA_CODEEMBEDDING_H
#define LRCNN_LIB_TARGET_CUDA_CODEEMBEDDING_H

#include "lrcnn/Target/CUDA/GeneralBuilder.h"
#include "mlir/IR/BuiltinOps.h"

namespace lrcnn::cuda {

/// Writes down at a kernel what the runtime must know of it.
void describeKernel(mlir::Operation *kernel, llvm::StringRef key,
                    const LaunchShape &shape);

/// Replaces the gpu.module in `module`, whose kernels are in LLVM's dialect, by
/// what lrcnn/Runtime/CUDA/code.h says: PTX for every device from compute
/// capability 8.0 on and, if ptxas is found, machine code for 9.0.
mlir::LogicalResult embedCode(mlir::ModuleOp module);

} // namespace lrcnn::cuda

#endif // LRCNN_LIB_TARGET_CUDA_CODEEMBEDDING_H

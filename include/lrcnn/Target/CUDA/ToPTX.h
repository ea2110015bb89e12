//===- ToPTX.h - From a kernel module to PTX --------------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TARGET_CUDA_TOPTX_H
#define LRCNN_TARGET_CUDA_TOPTX_H

#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/IR/BuiltinOps.h"

#include <string>

namespace mlir {
class DialectRegistry;
} // namespace mlir

namespace lrcnn::cuda {

/// Registers what kernels are written in, and their translation to LLVM IR.
void registerKernelDialects(mlir::DialectRegistry &registry);

/// What PTX is for, in LLVM's spelling.
struct Chip {
  llvm::StringRef name, features;
};

/// The text of kernels that are in LLVM's dialect. Needs neither a GPU nor the
/// CUDA toolkit.
mlir::FailureOr<std::string> translateToPTX(mlir::gpu::GPUModuleOp kernels,
                                            Chip chip);

/// The text, in PTX for sm_90a, of the kernels in `module`'s one gpu.module.
/// Lowers the module in place.
mlir::FailureOr<std::string> emitPTX(mlir::ModuleOp module);

} // namespace lrcnn::cuda

#endif // LRCNN_TARGET_CUDA_TOPTX_H

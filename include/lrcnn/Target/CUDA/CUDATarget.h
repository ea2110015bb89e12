//===- CUDATarget.h - NVIDIA's GPUs as a target -----------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TARGET_CUDA_CUDATARGET_H
#define LRCNN_TARGET_CUDA_CUDATARGET_H

namespace mlir {
class DialectRegistry;
} // namespace mlir

namespace lrcnn::cuda {

/// Adds the target "cuda" to those of the contexts of `registry`.
void registerTarget(mlir::DialectRegistry &registry);

} // namespace lrcnn::cuda

#endif // LRCNN_TARGET_CUDA_CUDATARGET_H

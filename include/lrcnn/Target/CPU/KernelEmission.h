//===- KernelEmission.h - The CPU's kernels by their kind -------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TARGET_CPU_KERNELEMISSION_H
#define LRCNN_TARGET_CPU_KERNELEMISSION_H

#include "lrcnn/Kernel/Match.h"
#include "lrcnn/Target/CPU/VectorTarget.h"

namespace lrcnn::cpu {

/// Adds the kernel that `call` calls to `module` as function `name`.
void emitKernel(const KernelCall &call, mlir::ModuleOp module,
                llvm::StringRef name, const VectorTarget &target);

/// Bytes that the last operand of `call` has for each image, where it is an
/// accumulator of all images; 0 otherwise.
int64_t getResultImageBytes(const KernelCall &call, const VectorTarget &target);

/// Bytes of the filter that `kernel`, a convolution or its data gradient,
/// reads.
int64_t getFilterBytes(mlir::Operation *layer, const VectorTarget &target);

/// Bytes of the accumulator that `kernel`, a filter gradient or statistics,
/// adds to.
int64_t getAccumulatorBytes(mlir::Operation *fold, const VectorTarget &target);

} // namespace lrcnn::cpu

#endif // LRCNN_TARGET_CPU_KERNELEMISSION_H

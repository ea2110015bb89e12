//===- FoldKernels.h - Kernels of layers that fold rows ---------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The rows of a call are those of the operand that is folded. Tasks share the
// channels and images, so no sum depends on how many tasks there are.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TARGET_CPU_FOLDKERNELS_H
#define LRCNN_TARGET_CPU_FOLDKERNELS_H

#include "lrcnn/Kernel/FoldSpec.h"
#include "lrcnn/Target/CPU/KernelBuilder.h"
#include "lrcnn/Target/CPU/KernelEmitters.h"

namespace lrcnn::cpu {

mlir::func::FuncOp emitFold(mlir::ModuleOp module, llvm::StringRef name,
                            const FoldSpec &spec, const VectorTarget &target);

/// Bytes of what is accumulated for one image.
int64_t getImageBytes(const StatisticsSpec &spec, const VectorTarget &target);

/// Operands: the input, the accumulator. Rows come in ascending order.
mlir::func::FuncOp emitStatistics(mlir::ModuleOp module, llvm::StringRef name,
                                  const StatisticsSpec &spec,
                                  const VectorTarget &target);

/// Operands: the accumulator, the result slab. Runs once, for all images.
mlir::func::FuncOp emitUnpackStatistics(mlir::ModuleOp module,
                                        llvm::StringRef name,
                                        const StatisticsSpec &spec,
                                        const VectorTarget &target);

/// Operands: the sums, the statistics, the scale (looked at if there is one),
/// the result, which is added to if Call::addFrom is 0.
mlir::func::FuncOp
emitNormalizeStatisticsGradient(mlir::ModuleOp module, llvm::StringRef name,
                                const NormalizeGradientSpec &spec,
                                const VectorTarget &target);

/// Operands: the sums, the result, a vector. Column `column` of the sums,
/// summed over the images.
mlir::func::FuncOp
emitNormalizeVectorGradient(mlir::ModuleOp module, llvm::StringRef name,
                            const NormalizeGradientSpec &spec, int64_t column,
                            const VectorTarget &target);

void addFoldKernels(KernelEmitters &emitters);
void addStatisticsKernels(KernelEmitters &emitters);

} // namespace lrcnn::cpu

#endif // LRCNN_TARGET_CPU_FOLDKERNELS_H

//===- PointwiseKernels.h - Kernels of elementwise layers -------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TARGET_CPU_POINTWISEKERNELS_H
#define LRCNN_TARGET_CPU_POINTWISEKERNELS_H

#include "lrcnn/Kernel/PointwiseSpec.h"
#include "lrcnn/Target/CPU/KernelBuilder.h"
#include "lrcnn/Target/CPU/KernelEmitters.h"

namespace lrcnn::cpu {

mlir::func::FuncOp emitPointwise(mlir::ModuleOp module, llvm::StringRef name,
                                 const PointwiseSpec &spec,
                                 const VectorTarget &target);

void addPointwiseKernels(KernelEmitters &emitters);

} // namespace lrcnn::cpu

#endif // LRCNN_TARGET_CPU_POINTWISEKERNELS_H

//===- GeneralKernels.h - The files of general kernels ----------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_TARGET_CUDA_GENERALKERNELS_H
#define LRCNN_LIB_TARGET_CUDA_GENERALKERNELS_H

#include "lrcnn/Target/CUDA/KernelEmitters.h"

namespace lrcnn::cuda {

/// Each adds the kernels of its file.
void addGeneralConvolutions(KernelEmitters &emitters);
void addGeneralFolds(KernelEmitters &emitters);
void addGeneralLayerNorm(KernelEmitters &emitters);
void addGeneralPointwise(KernelEmitters &emitters);
void addGeneralPools(KernelEmitters &emitters);
void addGeneralResampling(KernelEmitters &emitters);
void addGeneralStatistics(KernelEmitters &emitters);
void addGeneralWeightGradients(KernelEmitters &emitters);

} // namespace lrcnn::cuda

#endif // LRCNN_LIB_TARGET_CUDA_GENERALKERNELS_H

//===- KernelEmitters.cpp - The GPU's kernels by their kind ---------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/CUDA/KernelEmitters.h"
#include "GeneralKernels.h"

using namespace lrcnn::cuda;

const KernelEmitters &lrcnn::cuda::getKernelEmitters() {
  static const KernelEmitters emitters = [] {
    KernelEmitters result;
    addGeneralConvolutions(result);
    addGeneralFolds(result);
    addGeneralLayerNorm(result);
    addGeneralPointwise(result);
    addGeneralPools(result);
    addGeneralResampling(result);
    addGeneralStatistics(result);
    addGeneralWeightGradients(result);
    return result;
  }();
  return emitters;
}

int64_t KernelEmitters::getPackedBytes(const KernelCall &call) const {
  const KernelEmitter *emitter = lookup(call.kind);
  return emitter && emitter->packedBytes ? emitter->packedBytes(call.spec) : 0;
}

int64_t KernelEmitters::getImageBytes(const KernelCall &call) const {
  const KernelEmitter *emitter = lookup(call.kind);
  return emitter && emitter->imageBytes ? emitter->imageBytes(call.spec) : 0;
}

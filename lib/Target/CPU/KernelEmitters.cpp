//===- KernelEmitters.cpp - The CPU's kernels by their kind ---------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/CPU/KernelEmitters.h"
#include "lrcnn/Target/CPU/ConvKernels.h"
#include "lrcnn/Target/CPU/FoldKernels.h"
#include "lrcnn/Target/CPU/LayerNormKernels.h"
#include "lrcnn/Target/CPU/PointwiseKernels.h"
#include "lrcnn/Target/CPU/PoolKernels.h"
#include "lrcnn/Target/CPU/ResamplingKernels.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::cpu;

const KernelEmitters &lrcnn::cpu::getKernelEmitters() {
  static const KernelEmitters emitters = [] {
    KernelEmitters result;
    addConvKernels(result);
    addFoldKernels(result);
    addLayerNormKernels(result);
    addPointwiseKernels(result);
    addPoolKernels(result);
    addResamplingKernels(result);
    addStatisticsKernels(result);
    return result;
  }();
  return emitters;
}

int64_t KernelEmitters::getPackedBytes(KernelKind kind, const KernelSpec &spec,
                                       const VectorTarget &target) const {
  const KernelEmitter *emitter = lookup(kind);
  return emitter && emitter->packedBytes ? emitter->packedBytes(spec, target)
                                         : 0;
}

int64_t KernelEmitters::getImageBytes(KernelKind kind, const KernelSpec &spec,
                                      const VectorTarget &target) const {
  const KernelEmitter *emitter = lookup(kind);
  return emitter && emitter->imageBytes ? emitter->imageBytes(spec, target) : 0;
}

//===- ConvEmitters.h - The bodies of convolution kernels -------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_TARGET_CPU_CONVEMITTERS_H
#define LRCNN_LIB_TARGET_CPU_CONVEMITTERS_H

#include "lrcnn/Kernel/ConvSpec.h"
#include "lrcnn/Target/CPU/KernelBuilder.h"

namespace lrcnn::cpu {

void emitConvForward(KernelBuilder &b, const ConvSpec &spec,
                     const VectorTarget &target);
void emitConvDataGradient(KernelBuilder &b, const ConvSpec &spec,
                          const VectorTarget &target);
void emitConvWeightGradient(KernelBuilder &b, const ConvSpec &spec,
                            const VectorTarget &target);
/// Packs for Forward or DataGradient.
void emitFilterPacking(KernelBuilder &b, const ConvSpec &spec, ConvPass pass,
                       const VectorTarget &target);
void emitFilterUnpacking(KernelBuilder &b, const ConvSpec &spec,
                         const VectorTarget &target);

} // namespace lrcnn::cpu

#endif // LRCNN_LIB_TARGET_CPU_CONVEMITTERS_H

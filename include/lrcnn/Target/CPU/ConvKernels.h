//===- ConvKernels.h - Convolution kernels for the CPU ----------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Emission of the kernels of one convolution layer. All have the signature of
// KernelFunction; KernelBuilder.h says what may be done to the code on its way
// to the machine. Their operands, in order:
//
//   ConvForward               x, packed filter, bias, y
//   ConvDataGradient          dy, packed filter, activation, dx
//   ConvWeightGradient        x, dy, accumulator
//   PackForward           filter, packed filter
//   PackDataGradient      filter, packed filter
//   UnpackWeightGradient  accumulator, gradient of the filter
//
// For a transposed convolution (ConvSpec::transposed), whose result is the
// convolution's x:
//
//   ConvDataGradient          input, packed filter, bias, result
//   ConvForward               dy, packed filter, activation, dx
//   ConvWeightGradient        dy, input, accumulator
//
// A bias that the spec does not ask for is not looked at, nor is an activation
// without an epilogue;
// an activation's strides are always taken from the call. Of a packed filter,
// an accumulator, and a bias only `data` (for a bias also `channelStride`) is
// used; filters have run-time strides f, kh, kw, c.
//
// Order of summation of one element, for every tile, vector tail and number of
// tasks: forward and data gradient sum c in kw in kh, in parts of at most
// `maxSummands` (ConvTiling.h) when there are more; a weight gradient sums
// blocks of rows.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TARGET_CPU_CONVKERNELS_H
#define LRCNN_TARGET_CPU_CONVKERNELS_H

#include "lrcnn/Kernel/ConvSpec.h"
#include "lrcnn/Target/CPU/KernelEmitters.h"
#include "lrcnn/Target/CPU/VectorTarget.h"

#include "mlir/IR/BuiltinOps.h"

namespace lrcnn::cpu {

/// The bytes of the filter as a forward or data-gradient kernel reads it.
int64_t packedFilterBytes(const ConvSpec &spec, ConvPass pass,
                          const VectorTarget &target);

/// The bytes that a weight-gradient kernel accumulates into.
int64_t accumulatorBytes(const ConvSpec &spec, const VectorTarget &target);

void addConvKernels(KernelEmitters &emitters);

} // namespace lrcnn::cpu

#endif // LRCNN_TARGET_CPU_CONVKERNELS_H

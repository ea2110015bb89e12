//===- KernelKind.h - What a kernel computes --------------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_KERNEL_KERNELKIND_H
#define LRCNN_KERNEL_KERNELKIND_H

#include "llvm/ADT/StringRef.h"

namespace lrcnn::kernel {

/// One kind for each function that a target emits.
enum class KernelKind {
  ConvForward,
  ConvDataGradient,
  ConvWeightGradient,
  PackForward,
  PackDataGradient,
  UnpackWeightGradient,
  Pointwise,
  State,
  Fold,
  Statistics,
  UnpackStatistics,
  StatisticsGradient,
  NormalizeShiftGradient,
  NormalizeScaleGradient,
  MaxPool,
  MaxPoolGradient,
  AvgPool,
  AvgPoolGradient,
  Resampling,
  ResamplingGradient,
  LayerNorm,
  LayerNormGradient,
  LayerNormScaleGradient,
};

/// A word for use in symbol names: "forward", "pack_forward", ...
llvm::StringRef stringify(KernelKind kind);

} // namespace lrcnn::kernel

#endif // LRCNN_KERNEL_KERNELKIND_H

//===- ResamplingSpec.h - What resizing and padding is made for -*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_KERNEL_RESAMPLINGSPEC_H
#define LRCNN_KERNEL_RESAMPLINGSPEC_H

#include "lrcnn/Kernel/ElementType.h"
#include "lrcnn/Kernel/FeatureLayout.h"
#include "lrcnn/Kernel/KernelSpec.h"
#include "lrcnn/Kernel/PointwiseBody.h"
#include "lrcnn/Plan/Resampling.h"

namespace lrcnn::kernel {

/// Operands: input, result.
struct ResamplingSpec {
  static constexpr KernelKind kind{"resampling"};

  ElementType type = ElementType::f32;
  int64_t channels = 1;
  plan::Resampling rows, columns;
  FeatureLayout input, result;

  /// Equal keys mean equal kernels.
  std::string getKey() const;
};

/// Operands: dy, the activation if there is an epilogue, dx. A pixel of dx adds
/// up its terms from the last row of dy to the first, on top of what is there:
/// tiles from the bottom to the top give the bits of one call.
struct ResamplingGradientSpec {
  static constexpr KernelKind kind{"resampling_gradient"};

  ElementType type = ElementType::f32;
  int64_t channels = 1;
  plan::Resampling rows, columns;
  PointwiseBody epilogue;
  FeatureLayout gradient, activation, result;

  std::string getKey() const;
};

} // namespace lrcnn::kernel

#endif // LRCNN_KERNEL_RESAMPLINGSPEC_H

//===- LayerNormSpec.h - Normalization over channels ------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_KERNEL_LAYERNORMSPEC_H
#define LRCNN_KERNEL_LAYERNORMSPEC_H

#include "lrcnn/Kernel/ElementType.h"
#include "lrcnn/Kernel/FeatureLayout.h"
#include "lrcnn/Kernel/KernelSpec.h"
#include "lrcnn/Kernel/PointwiseBody.h"

namespace lrcnn::kernel {

struct LayerNormSpec {
  static constexpr KernelKind forward{"layer_norm"},
      dataGradient{"layer_norm_gradient"},
      scaleGradient{"layer_norm_scale_gradient"};

  ElementType type = ElementType::f32;
  int64_t width = 1, channels = 1;
  double eps = 0.0;
  /// Whether there are vectors that the normalized pixels are multiplied by and
  /// that are added to them.
  bool scale = false, shift = false;
  FeatureLayout input, result;
  /// The gradients' incoming one.
  FeatureLayout gradient;
  PointwiseBody epilogue;
  /// Of the gradient, read if there is an epilogue.
  FeatureLayout activation;

  /// Equal keys mean equal kernels of one kind.
  std::string getKey() const;
};

} // namespace lrcnn::kernel

#endif // LRCNN_KERNEL_LAYERNORMSPEC_H

//===- PoolSpec.h - What a pooling kernel is made for -----------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_KERNEL_POOLSPEC_H
#define LRCNN_KERNEL_POOLSPEC_H

#include "lrcnn/Kernel/ElementType.h"
#include "lrcnn/Kernel/FeatureLayout.h"
#include "lrcnn/Kernel/KernelSpec.h"
#include "lrcnn/Kernel/PointwiseBody.h"

#include <array>

namespace lrcnn::kernel {

/// A pooling layer: the size of its input (height is that of the whole tensor)
/// and its windows. Pairs are {rows, columns}. Every window meets the input.
struct PoolShape {
  ElementType type = ElementType::f32;
  int64_t height = 1, width = 1, channels = 1;
  std::array<int64_t, 2> kernel{1, 1}, stride{1, 1}, dilation{1, 1};
  int64_t top = 0, bottom = 0, left = 0, right = 0;

  /// The rows and columns that a window spans.
  int64_t rowExtent() const { return (kernel[0] - 1) * dilation[0] + 1; }
  int64_t columnExtent() const { return (kernel[1] - 1) * dilation[1] + 1; }
  int64_t outputHeight() const {
    return (height + top + bottom - rowExtent()) / stride[0] + 1;
  }
  int64_t outputWidth() const {
    return (width + left + right - columnExtent()) / stride[1] + 1;
  }
  /// True if windows neither overlap nor leave gaps.
  bool isTiling() const {
    return kernel == stride && rowExtent() == kernel[0] &&
           columnExtent() == kernel[1];
  }
  std::string getKey() const;
};

/// Operands: input, result. Padding never wins, NaN does.
struct MaxPoolSpec {
  static constexpr KernelKind kind{"max_pool"};

  PoolShape shape;
  PointwiseBody epilogue;
  FeatureLayout input, result;

  /// Equal keys mean equal kernels.
  std::string getKey() const;
};

/// Operands: the pool's input, dy, dx. The gradient of a window goes to the
/// last NaN in it, else to the first of its greatest, in scan order. Windows
/// that meet the rows of dx read the input's rows beyond them, too.
struct MaxPoolGradientSpec {
  static constexpr KernelKind kind{"max_pool_gradient"};

  PoolShape shape;
  /// Its activation is the pool's input.
  PointwiseBody epilogue;
  FeatureLayout input, gradient, result;

  std::string getKey() const;
};

/// Operands: input, result.
struct AvgPoolSpec {
  static constexpr KernelKind kind{"avg_pool"};

  PoolShape shape;
  /// The divisor counts a window's positions inside the input only.
  bool excludePad = false;
  PointwiseBody epilogue;
  FeatureLayout input, result;

  std::string getKey() const;
};

/// Operands: dy, the activation if there is an epilogue, dx.
struct AvgPoolGradientSpec {
  static constexpr KernelKind kind{"avg_pool_gradient"};

  PoolShape shape;
  bool excludePad = false;
  PointwiseBody epilogue;
  FeatureLayout gradient, activation, result;

  std::string getKey() const;
};

} // namespace lrcnn::kernel

#endif // LRCNN_KERNEL_POOLSPEC_H

//===- ConvSpec.h - What a convolution kernel is made for -------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The static part of a convolution and the sizes of what its kernels pass to
// each other. No IR: whoever plans memory can ask.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_KERNEL_CONVSPEC_H
#define LRCNN_KERNEL_CONVSPEC_H

#include "lrcnn/Kernel/ElementType.h"
#include "lrcnn/Kernel/KernelSpec.h"
#include "lrcnn/Kernel/PointwiseBody.h"

#include "llvm/ADT/Hashing.h"

#include <array>

namespace lrcnn::kernel {

/// Everything about a convolution layer that its kernels are specialised on.
/// Bottom and right padding follow from the output's size.
struct ConvSpec {
  static constexpr KernelKind forward{"forward"}, dataGradient{"data_gradient"},
      weightGradient{"weight_gradient"}, packForward{"pack_forward"},
      packDataGradient{"pack_data_gradient"},
      unpackWeightGradient{"unpack_weight_gradient"};

  ElementType type = ElementType::f32;
  int64_t inChannels = 0, outChannels = 0, groups = 1;
  int64_t inHeight = 0, outHeight = 0, inWidth = 0, outWidth = 0;
  std::array<int64_t, 2> kernel = {1, 1}, stride = {1, 1}, dilation = {1, 1};
  int64_t padTop = 0, padLeft = 0;
  /// The kernels serve the transposed convolution from y to x: what is called
  /// a data gradient is its forward pass, `Forward` its data gradient.
  bool transposed = false;
  bool bias = false;
  /// Of the forward pass, or of the data gradient.
  PointwiseBody epilogue;
  /// x and dx, respectively y and dy, are not slabs: pixel and channel strides
  /// are taken from the call.
  bool stridedInput = false, stridedOutput = false;

  bool operator==(const ConvSpec &) const = default;
  /// One input channel and one output channel in every group.
  bool isDepthwise() const;
  int64_t taps() const { return kernel[0] * kernel[1]; }
  /// An identifier that is unique for the specification.
  std::string getKey() const;
};

llvm::hash_code hash_value(const ConvSpec &spec);

enum class ConvPass { Forward, DataGradient, WeightGradient };

} // namespace lrcnn::kernel

#endif // LRCNN_KERNEL_CONVSPEC_H

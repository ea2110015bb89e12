//===- PointwiseSpec.h - What an elementwise kernel is made for -*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_KERNEL_POINTWISESPEC_H
#define LRCNN_KERNEL_POINTWISESPEC_H

#include "lrcnn/Kernel/ElementType.h"
#include "lrcnn/Kernel/FeatureLayout.h"
#include "lrcnn/Kernel/KernelSpec.h"
#include "lrcnn/Kernel/PointwiseBody.h"

#include "llvm/ADT/SmallVector.h"

namespace lrcnn::kernel {

/// Numbers that a layer draws: one for each element, or for each image.
struct Draw {
  int64_t layer = 0;
  bool ofImage = false;
};

/// An elementwise kernel. Operands of the call: the inputs, each of the
/// result's size or spread over it, the seed of each of `draws`, and the
/// result. The body gets the inputs' elements, then what was drawn.
struct PointwiseSpec {
  static constexpr KernelKind kind{"pointwise"};

  ElementType type = ElementType::f32;
  int64_t width = 1, channels = 1;
  llvm::SmallVector<FeatureLayout> inputs;
  llvm::SmallVector<Draw> draws;
  FeatureLayout result;
  PointwiseBody body;
  /// Gradients leave out the input rows that lie outside the call's limits,
  /// and add to the result's rows from Call::addFrom on. Other kernels
  /// overwrite all their rows.
  bool gradient = false;

  /// Equal keys mean equal kernels.
  std::string getKey() const;
};

} // namespace lrcnn::kernel

#endif // LRCNN_KERNEL_POINTWISESPEC_H

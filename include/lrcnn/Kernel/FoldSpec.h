//===- FoldSpec.h - What kernels of folds are made for ----------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_KERNEL_FOLDSPEC_H
#define LRCNN_KERNEL_FOLDSPEC_H

#include "lrcnn/Kernel/ElementType.h"
#include "lrcnn/Kernel/FeatureLayout.h"
#include "lrcnn/Kernel/KernelSpec.h"
#include "lrcnn/Kernel/PointwiseBody.h"

#include "llvm/ADT/SmallVector.h"

namespace lrcnn::kernel {

/// Sums over rows and columns, for each image or over all. Operands: the
/// inputs, each of the same size or spread over it, an activation if there is
/// an epilogue, and the result, overwritten or added to: one row with a column
/// for each sum, or for sums over all images a vector.
struct FoldSpec {
  static constexpr KernelKind kind{"fold"};

  ElementType type = ElementType::f32;
  int64_t width = 1, channels = 1;
  llvm::SmallVector<FeatureLayout> inputs;
  FeatureLayout result;
  /// The summands of each pixel, one for each column of the result; equal keys
  /// mean equal bodies.
  std::string key;
  std::function<llvm::SmallVector<mlir::Value>(
      mlir::OpBuilder &, mlir::Location, llvm::ArrayRef<mlir::Value>)>
      body;
  int64_t sums = 1;
  bool overImages = false;
  /// The result is row 0 of a gradient: the rows that are summed are the call's
  /// limits, and Call::addFrom says whether they are added to what is there.
  /// Else they are the call's rows, and its flags say so.
  bool gradient = false;
  /// Of a gradient: applied to activation and sum before the sum is added.
  PointwiseBody epilogue;
  FeatureLayout activation;

  /// Equal keys mean equal kernels.
  std::string getKey() const;
};

/// The statistics of a tensor of all images. Its rows are merged one by one in
/// f64 (Chan, Golub and LeVeque 1983), for each image on its own, so the result
/// does not depend on how tiles cut them.
struct StatisticsSpec {
  static constexpr KernelKind kind{"statistics"}, unpack{"unpack_statistics"};

  ElementType type = ElementType::f32;
  int64_t images = 1, height = 1, width = 1, channels = 1;
  /// Groups of channels, with statistics of each image; 0: of the batch, for
  /// each channel.
  int64_t groups = 0;
  FeatureLayout input;

  std::string getKey() const;
};

/// Gradients that are made of the sums of a normalization, once for all images.
struct NormalizeGradientSpec {
  static constexpr KernelKind ofStatistics{"statistics_gradient"},
      ofScale{"normalize_scale_gradient"}, ofShift{"normalize_shift_gradient"};

  ElementType type = ElementType::f32;
  int64_t images = 1, channels = 1;
  /// As in StatisticsSpec.
  int64_t groups = 0;
  /// Whether statistics are those of the batch.
  bool ofBatch = true, scale = false;
  double eps = 0.0;

  std::string getKey() const;
};

} // namespace lrcnn::kernel

#endif // LRCNN_KERNEL_FOLDSPEC_H

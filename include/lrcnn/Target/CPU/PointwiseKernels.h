//===- PointwiseKernels.h - Kernels of elementwise layers -------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TARGET_CPU_POINTWISEKERNELS_H
#define LRCNN_TARGET_CPU_POINTWISEKERNELS_H

#include "lrcnn/Target/CPU/FeatureLayout.h"
#include "lrcnn/Target/CPU/KernelBuilder.h"
#include "lrcnn/Target/CPU/PointwiseBody.h"

namespace lrcnn::cpu {

/// Numbers that a layer draws: one for each element, or for each image.
struct Draw {
  int64_t layer = 0;
  bool ofImage = false;
};

/// An elementwise kernel. Operands of the call: the inputs, each of the
/// result's size or spread over it, the seed of each of `draws`, and the
/// result. The body gets the inputs' elements, then what was drawn.
struct PointwiseSpec {
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

mlir::func::FuncOp emitPointwise(mlir::ModuleOp module, llvm::StringRef name,
                                 const PointwiseSpec &spec,
                                 const VectorTarget &target);

} // namespace lrcnn::cpu

#endif // LRCNN_TARGET_CPU_POINTWISEKERNELS_H

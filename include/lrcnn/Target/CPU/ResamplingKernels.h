//===- ResamplingKernels.h - Kernels of resizing and padding ----*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One kernel for every layer that only moves and mixes positions
// (Resampling.h), one for their gradients. What a position is made of stands in
// constant tables beside the kernel; a table that a formula gives is left out,
// so that resizing by whole factors and cropping have none.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TARGET_CPU_RESAMPLINGKERNELS_H
#define LRCNN_TARGET_CPU_RESAMPLINGKERNELS_H

#include "lrcnn/Plan/Resampling.h"
#include "lrcnn/Target/CPU/FeatureLayout.h"
#include "lrcnn/Target/CPU/PointwiseBody.h"
#include "lrcnn/Target/CPU/VectorTarget.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"

namespace lrcnn::cpu {

/// Operands: input, result.
struct ResamplingSpec {
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
  ElementType type = ElementType::f32;
  int64_t channels = 1;
  plan::Resampling rows, columns;
  PointwiseBody epilogue;
  FeatureLayout gradient, activation, result;

  std::string getKey() const;
};

mlir::func::FuncOp emitResampling(mlir::ModuleOp module, llvm::StringRef name,
                                  const ResamplingSpec &spec,
                                  const VectorTarget &target);
mlir::func::FuncOp emitResamplingGradient(mlir::ModuleOp module,
                                          llvm::StringRef name,
                                          const ResamplingGradientSpec &spec,
                                          const VectorTarget &target);

} // namespace lrcnn::cpu

#endif // LRCNN_TARGET_CPU_RESAMPLINGKERNELS_H

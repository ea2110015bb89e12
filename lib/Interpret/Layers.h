//===- Layers.h - Computing layers ------------------------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_INTERPRET_LAYERS_H
#define LRCNN_LIB_INTERPRET_LAYERS_H

#include "Operand.h"
#include "lrcnn/Dialect/Row/IR/Row.h"

namespace lrcnn::interpret {

/// One evaluation of a layer.
struct LayerCall {
  llvm::ArrayRef<Operand *> operands;
  int64_t images;
  /// The rows of the result to compute; for a fold, the rows to fold.
  plan::Rows rows;
  ComputedRows &result;

  /// Calls `fn(image, row)` for every row to compute, or to sum.
  template <typename Fn>
  void forEachRow(Fn fn) const {
    for (int64_t image = 0; image < images; ++image)
      for (int64_t row = rows.begin; row < rows.end; ++row)
        fn(image, row);
  }
};

/// Computes `call.rows` of a layer that is not pointwise. An error if the
/// interpreter does not know the layer.
llvm::LogicalResult evaluateLayer(mlir::Operation *layer,
                                  const LayerCall &call);

/// Computes `call.rows` if `layer` is a convolution, a transposed one or one of
/// their gradients but the bias's; else returns false.
bool evaluateConvolution(mlir::Operation *layer, const LayerCall &call);

/// Computes `call.rows` of a gradient layer that is not pointwise.
llvm::LogicalResult evaluateGradientLayer(mlir::Operation *layer,
                                          const LayerCall &call);
llvm::LogicalResult evaluateNormalizationLayer(mlir::Operation *layer,
                                               const LayerCall &call);

} // namespace lrcnn::interpret

#endif // LRCNN_LIB_INTERPRET_LAYERS_H

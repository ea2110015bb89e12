//===- LinearForm.h - Elements as sums of elements --------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_CONVERSION_LINALGTOROW_LINEARFORM_H
#define LRCNN_LIB_CONVERSION_LINALGTOROW_LINEARFORM_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"

#include <map>

namespace lrcnn {

/// A constant plus a sum of weighted elements of one tensor.
struct LinearForm {
  double constant = 0;
  std::map<llvm::SmallVector<int64_t>, double> weights;

  bool isConstant() const { return weights.empty(); }
};

/// Says what single elements of a tensor are made from. Where indices are
/// computed, they are computed; conversions between types of floating point do
/// not round.
class LinearFormEvaluator {
public:
  /// The element of `tensor` at `place`; nothing if it is no linear form of the
  /// elements of one tensor.
  std::optional<LinearForm> evaluate(mlir::Value tensor,
                                     llvm::ArrayRef<int64_t> place);

  /// The tensor that the elements so far were made from, or null.
  mlir::Value getInput() const { return input; }

private:
  std::optional<LinearForm> evaluate(mlir::Value scalar,
                                     mlir::linalg::LinalgOp scope,
                                     llvm::ArrayRef<int64_t> loops);
  std::optional<LinearForm> combine(mlir::Operation *op,
                                    llvm::ArrayRef<LinearForm> operands);

  mlir::Value input;
};

} // namespace lrcnn

#endif // LRCNN_LIB_CONVERSION_LINALGTOROW_LINEARFORM_H

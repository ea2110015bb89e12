//===- SeparableForm.h - Elements as sums of elements -----------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Resizing treats rows and columns each on their own. Where a sum says so by
// itself, it is known for all elements of a tensor from tables of as many
// entries as there are rows and columns.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_CONVERSION_LINALGTOROW_SEPARABLEFORM_H
#define LRCNN_LIB_CONVERSION_LINALGTOROW_SEPARABLEFORM_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace lrcnn {

/// A number for each position along one dimension of a tensor, or one for all
/// elements.
struct Function {
  std::optional<unsigned> dim;
  llvm::SmallVector<double> values;

  static Function constant(double value) { return {std::nullopt, {value}}; }
  double operator[](int64_t position) const {
    return values[dim ? position : 0];
  }
  bool operator==(const Function &) const = default;
};

/// A product of numbers that depend on one dimension each, at most one of them
/// on the same, times the element of `tensor` at `place`, or without one if
/// that is null.
struct Term {
  double factor = 1;
  llvm::SmallVector<Function> weights;
  mlir::Value tensor;
  llvm::SmallVector<Function> place;
};

/// What each element of `tensor`, of a static shape, is the sum of; nothing if
/// that is not known, if elements are rounded, or if more than a few dozen
/// terms are. Indices and weights are computed in double precision, whatever
/// types they have. Elements are looked for in the tensor that is read nearest,
/// or with `isDeep` as far away as they are such sums.
std::optional<llvm::SmallVector<Term>> getSeparableForm(mlir::Value tensor,
                                                        bool isDeep);

} // namespace lrcnn

#endif // LRCNN_LIB_CONVERSION_LINALGTOROW_SEPARABLEFORM_H

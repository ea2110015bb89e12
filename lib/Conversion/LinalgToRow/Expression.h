//===- Expression.h - Numbers that elementwise ops compute ------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An exporter spreads what a network has as one layer over many elementwise
// ops, and where it cuts them is chance. Layers are therefore not looked for in
// ops but in expressions: what is computed for one element, whatever tensors
// lie in between.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_CONVERSION_LINALGTOROW_EXPRESSION_H
#define LRCNN_LIB_CONVERSION_LINALGTOROW_EXPRESSION_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace lrcnn {

/// A number as a function of a place [i, j, ...] in a tensor.
class Expression {
public:
  /// The element of `tensor` at the place itself.
  static Expression getElement(mlir::Value tensor);

  /// `scalar`, in the body of `op`, at a place of its loops.
  static Expression getScalar(mlir::linalg::LinalgOp op, mlir::Value scalar);

  /// The scalar op that computes the number; null if it is a constant or an
  /// element of a tensor that no elementwise op makes. Conversions between
  /// types of floating point are not seen, unless they round to fewer bits than
  /// the number has that was asked for, or to less than single precision.
  mlir::Operation *getOp() const;

  /// Whether `OpTy` computes the number.
  template <typename OpTy>
  bool is() const {
    return llvm::isa_and_present<OpTy>(getOp());
  }

  /// What the `i`-th operand of `getOp` is.
  Expression getOperand(unsigned i) const;

  std::optional<llvm::APFloat> getConstant() const;

  /// The nearest tensor that this is the element of at the place itself, or
  /// null.
  mlir::Value getTensor() const;

  /// All such tensors, the nearest first.
  llvm::SmallVector<mlir::Value> getTensors() const;

  /// Where in `tensor` the element lies that this is, if it is one.
  std::optional<mlir::AffineMap> findPlace(mlir::Value tensor) const;

  /// The tensor of `size` elements of which this is the element whose number is
  /// coordinate `dim` of the place; a 1-D one if there is one, null if there is
  /// none.
  mlir::Value getVector(unsigned dim, int64_t size) const;

  /// The tensor that no elementwise op makes of which this is an element, and
  /// where in it; null if an op computes the number.
  std::pair<mlir::Value, mlir::AffineMap> getLeaf() const;

  /// The sizes of the dimensions that a place has.
  llvm::ArrayRef<int64_t> getDomain() const { return domain; }

  /// Whether both are computed by the same op for the same place of it.
  bool isSameAs(const Expression &other) const;

  /// The number, if `element` stands for each element of `tensor` at the place
  /// itself. Nothing if it depends on something else, or on an op that is not
  /// known. Adds the constants that it depends on to `constants`.
  std::optional<double>
  evaluate(mlir::Value tensor, double element,
           llvm::SmallVectorImpl<double> *constants = nullptr) const;

private:
  Expression(mlir::Value value, mlir::linalg::LinalgOp scope,
             mlir::AffineMap map, llvm::ArrayRef<int64_t> domain,
             unsigned precision)
      : value(value), scope(scope), map(map), domain(domain),
        precision(precision) {}

  /// The same number, one step nearer to what computes it.
  std::optional<Expression> advance() const;
  std::optional<Expression> advanceTensor() const;
  Expression resolve() const;

  class Evaluator;

  /// A tensor, or a scalar in the body of `scope`.
  mlir::Value value;
  mlir::linalg::LinalgOp scope;
  /// From the place to the indices of the tensor or to the loops of `scope`.
  mlir::AffineMap map;
  llvm::SmallVector<int64_t, 4> domain;
  /// Bits of the number that was asked for: a conversion to fewer rounds.
  unsigned precision;
};

/// `map` from places, whose dimensions have the sizes `domain`, into a tensor
/// of `type`, as simple as the sizes allow.
mlir::AffineMap simplifyIndices(mlir::AffineMap map, mlir::Type type,
                                llvm::ArrayRef<int64_t> domain);

/// What `op`, a scalar op without other effects, makes of `operands`; truth is
/// 1 and 0. Nothing if the op is not known.
std::optional<double> computeScalar(mlir::Operation *op,
                                    llvm::ArrayRef<double> operands);

} // namespace lrcnn

#endif // LRCNN_LIB_CONVERSION_LINALGTOROW_EXPRESSION_H

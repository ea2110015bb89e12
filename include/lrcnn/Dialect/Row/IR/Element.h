//===- Element.h - Writing the bodies of pointwise layers -------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_DIALECT_ROW_IR_ELEMENT_H
#define LRCNN_DIALECT_ROW_IR_ELEMENT_H

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/TypeUtilities.h"

namespace lrcnn::row {

/// A scalar, or a vector of them, that operators build arithmetic on. Plain
/// numbers stand for constants of its type. Comparisons with NaN are false.
class Element {
public:
  Element(mlir::OpBuilder &builder, mlir::Location loc, mlir::Value value)
      : builder(&builder), loc(loc), value(value) {}
  operator mlir::Value() const { return value; }

  Element number(double constant) const {
    mlir::Type type = value.getType();
    mlir::Type scalar = mlir::getElementTypeOrSelf(type);
    mlir::TypedAttr attr = builder->getFloatAttr(scalar, constant);
    if (auto vector = mlir::dyn_cast<mlir::VectorType>(type))
      attr = mlir::DenseElementsAttr::get(vector, mlir::Attribute(attr));
    return with(mlir::arith::ConstantOp::create(*builder, loc, attr));
  }

  Element operator-() const { return unary<mlir::arith::NegFOp>(); }
  friend Element exp(Element x) { return x.unary<mlir::math::ExpOp>(); }
  friend Element sqrt(Element x) { return x.unary<mlir::math::SqrtOp>(); }
  friend Element tanh(Element x) { return x.unary<mlir::math::TanhOp>(); }
  friend Element erf(Element x) { return x.unary<mlir::math::ErfOp>(); }

#define LRCNN_ELEMENT_OPERATOR(symbol, Op)                                     \
  friend Element operator symbol(Element lhs, Element rhs) {                   \
    return lhs.with(                                                           \
        mlir::arith::Op::create(*lhs.builder, lhs.loc, lhs.value, rhs.value)); \
  }                                                                            \
  friend Element operator symbol(Element lhs, double rhs) {                    \
    return lhs symbol lhs.number(rhs);                                         \
  }                                                                            \
  friend Element operator symbol(double lhs, Element rhs) {                    \
    return rhs.number(lhs) symbol rhs;                                         \
  }
  LRCNN_ELEMENT_OPERATOR(+, AddFOp)
  LRCNN_ELEMENT_OPERATOR(-, SubFOp)
  LRCNN_ELEMENT_OPERATOR(*, MulFOp)
  LRCNN_ELEMENT_OPERATOR(/, DivFOp)
#undef LRCNN_ELEMENT_OPERATOR

#define LRCNN_ELEMENT_COMPARISON(symbol, predicate)                            \
  friend Element operator symbol(Element lhs, double rhs) {                    \
    return lhs.with(mlir::arith::CmpFOp::create(                               \
        *lhs.builder, lhs.loc, mlir::arith::CmpFPredicate::predicate,          \
        lhs.value, lhs.number(rhs)));                                          \
  }
  LRCNN_ELEMENT_COMPARISON(<, OLT)
  LRCNN_ELEMENT_COMPARISON(<=, OLE)
  LRCNN_ELEMENT_COMPARISON(>, OGT)
#undef LRCNN_ELEMENT_COMPARISON

  friend Element select(Element condition, Element then, Element otherwise) {
    return then.with(mlir::arith::SelectOp::create(
        *then.builder, then.loc, condition.value, then.value, otherwise.value));
  }
  /// NaN stays NaN.
  friend Element atLeast(Element x, double least) {
    return select(x < least, x.number(least), x);
  }
  friend Element atMost(Element x, double most) {
    return select(x > most, x.number(most), x);
  }

private:
  Element with(mlir::Value other) const { return {*builder, loc, other}; }
  template <typename OpT>
  Element unary() const {
    return with(OpT::create(*builder, loc, value));
  }

  mlir::OpBuilder *builder;
  mlir::Location loc;
  mlir::Value value;
};

} // namespace lrcnn::row

#endif // LRCNN_DIALECT_ROW_IR_ELEMENT_H

//===- IndexBuilder.cpp - Numbers and loops of kernels --------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Kernel/IndexBuilder.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace lrcnn::kernel;

void IndexBuilder::beginConstants() {
  TypedAttr zero = builder.getI64IntegerAttr(0);
  head = arith::ConstantOp::create(builder, loc, zero);
  constants[zero] = head->getResult(0);
}

//===----------------------------------------------------------------------===//
// Indices
//===----------------------------------------------------------------------===//

Value IndexBuilder::constant(TypedAttr attribute) {
  Value &value = constants[attribute];
  if (!value) {
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPoint(head);
    value = arith::ConstantOp::create(builder, loc, attribute);
  }
  return value;
}

Value IndexBuilder::value(Index index) {
  if (index.isConstant())
    return constant(builder.getI64IntegerAttr(index.getConstant()));
  return index.getValue();
}

Index IndexBuilder::add(Index lhs, Index rhs) {
  if (lhs.isConstant() && rhs.isConstant())
    return lhs.getConstant() + rhs.getConstant();
  if (lhs.isConstant(0))
    return rhs;
  if (rhs.isConstant(0))
    return lhs;
  return Value(arith::AddIOp::create(builder, loc, value(lhs), value(rhs)));
}

Index IndexBuilder::sub(Index lhs, Index rhs) {
  if (rhs.isConstant())
    return add(lhs, -rhs.getConstant());
  return Value(arith::SubIOp::create(builder, loc, value(lhs), value(rhs)));
}

Index IndexBuilder::mul(Index lhs, Index rhs) {
  if (lhs.isConstant() && rhs.isConstant())
    return lhs.getConstant() * rhs.getConstant();
  if (lhs.isConstant(0) || rhs.isConstant(1))
    return lhs;
  if (rhs.isConstant(0) || lhs.isConstant(1))
    return rhs;
  return Value(arith::MulIOp::create(builder, loc, value(lhs), value(rhs)));
}

Index IndexBuilder::min(Index lhs, Index rhs) {
  if (lhs.isConstant() && rhs.isConstant())
    return std::min(lhs.getConstant(), rhs.getConstant());
  return Value(arith::MinSIOp::create(builder, loc, value(lhs), value(rhs)));
}

Index IndexBuilder::max(Index lhs, Index rhs) {
  if (lhs.isConstant() && rhs.isConstant())
    return std::max(lhs.getConstant(), rhs.getConstant());
  return Value(arith::MaxSIOp::create(builder, loc, value(lhs), value(rhs)));
}

Index IndexBuilder::floorDiv(Index lhs, int64_t rhs) {
  if (lhs.isConstant())
    return llvm::divideFloorSigned(lhs.getConstant(), rhs);
  if (rhs == 1)
    return lhs;
  return Value(
      arith::FloorDivSIOp::create(builder, loc, value(lhs), value(rhs)));
}

Index IndexBuilder::ceilDiv(Index lhs, int64_t rhs) {
  return floorDiv(add(lhs, rhs - 1), rhs);
}

Index IndexBuilder::divUnsigned(Index lhs, Index rhs) {
  if (lhs.isConstant() && rhs.isConstant())
    return lhs.getConstant() / rhs.getConstant();
  if (rhs.isConstant(1))
    return lhs;
  return Value(arith::DivUIOp::create(builder, loc, value(lhs), value(rhs)));
}

Index IndexBuilder::remUnsigned(Index lhs, Index rhs) {
  if (lhs.isConstant() && rhs.isConstant())
    return lhs.getConstant() % rhs.getConstant();
  if (rhs.isConstant(1))
    return 0;
  return Value(arith::RemUIOp::create(builder, loc, value(lhs), value(rhs)));
}

Value IndexBuilder::equal(Index lhs, Index rhs) {
  return arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::eq,
                               value(lhs), value(rhs));
}

Value IndexBuilder::less(Index lhs, Index rhs) {
  return arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::slt,
                               value(lhs), value(rhs));
}

Value IndexBuilder::anyOf(Value lhs, Value rhs) {
  return arith::OrIOp::create(builder, loc, lhs, rhs);
}

Value IndexBuilder::allOf(Value lhs, Value rhs) {
  return arith::AndIOp::create(builder, loc, lhs, rhs);
}

Index IndexBuilder::select(Value condition, Index then, Index otherwise) {
  return Value(arith::SelectOp::create(builder, loc, condition, value(then),
                                       value(otherwise)));
}

//===----------------------------------------------------------------------===//
// Control
//===----------------------------------------------------------------------===//

void IndexBuilder::loop(Index begin, Index end, Index step, Body body) {
  loop(begin, end, step, ValueRange(), [&](Index index, ValueRange) {
    body(index);
    return SmallVector<Value>();
  });
}

SmallVector<Value> IndexBuilder::loop(Index begin, Index end, Index step,
                                      ValueRange init, FoldBody body) {
  if (begin.isConstant() && end.isConstant() && step.isConstant()) {
    if (begin.getConstant() >= end.getConstant())
      return SmallVector<Value>(init);
    if (begin.getConstant() + step.getConstant() >= end.getConstant())
      return body(begin, init);
  }
  auto loopOp = scf::ForOp::create(builder, loc, value(begin), value(end),
                                   value(step), init);
  OpBuilder::InsertionGuard guard(builder);
  if (init.empty())
    builder.setInsertionPoint(loopOp.getBody()->getTerminator());
  else
    builder.setInsertionPointToEnd(loopOp.getBody());
  SmallVector<Value> next =
      body(loopOp.getInductionVar(), loopOp.getRegionIterArgs());
  if (!init.empty())
    scf::YieldOp::create(builder, loc, next);
  return SmallVector<Value>(loopOp.getResults());
}

void IndexBuilder::ifElse(Value condition, llvm::function_ref<void()> then,
                          llvm::function_ref<void()> otherwise) {
  auto ifOp = scf::IfOp::create(builder, loc, condition,
                                /*withElseRegion=*/!!otherwise);
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPoint(ifOp.thenBlock()->getTerminator());
  then();
  if (!otherwise)
    return;
  builder.setInsertionPoint(ifOp.elseBlock()->getTerminator());
  otherwise();
}

void IndexBuilder::specialize(Index index, int64_t known, Body body) {
  if (index.isConstant())
    return body(index);
  ifElse(equal(index, known), [&] { body(known); }, [&] { body(index); });
}

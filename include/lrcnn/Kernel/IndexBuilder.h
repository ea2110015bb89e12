//===- IndexBuilder.h - Numbers and loops of kernels ------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the kernels of all targets are written in where they compute places: i64
// numbers, of which those that are known while emitting are not emitted, and
// loops and conditions on them.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_KERNEL_INDEXBUILDER_H
#define LRCNN_KERNEL_INDEXBUILDER_H

#include "mlir/IR/Builders.h"

namespace lrcnn::kernel {

/// An i64 of a kernel: a constant known while emitting, or a value.
class Index {
public:
  Index(int64_t constant = 0) : constant(constant) {}
  Index(int constant) : constant(constant) {}
  Index(mlir::Value value) : value(value) {}

  bool isConstant() const { return !value; }
  bool isConstant(int64_t other) const { return !value && constant == other; }
  int64_t getConstant() const { return constant; }
  mlir::Value getValue() const { return value; }

private:
  mlir::Value value;
  int64_t constant = 0;
};

class IndexBuilder {
public:
  using Body = llvm::function_ref<void(Index)>;
  using FoldBody = llvm::function_ref<llvm::SmallVector<mlir::Value>(
      Index, mlir::ValueRange)>;

  mlir::OpBuilder &getBuilder() { return builder; }
  mlir::Location getLoc() const { return loc; }

  //===--------------------------------------------------------------------===//
  // Indices (divisions round down; divisors and dividends may be negative
  // except where said)
  //===--------------------------------------------------------------------===//

  mlir::Value value(Index index);
  Index add(Index lhs, Index rhs);
  Index sub(Index lhs, Index rhs);
  Index mul(Index lhs, Index rhs);
  Index min(Index lhs, Index rhs);
  Index max(Index lhs, Index rhs);
  /// Division by a positive constant.
  Index floorDiv(Index lhs, int64_t rhs);
  Index ceilDiv(Index lhs, int64_t rhs);
  /// Division of a number that is not negative by a positive one.
  Index divUnsigned(Index lhs, Index rhs);
  Index remUnsigned(Index lhs, Index rhs);
  mlir::Value equal(Index lhs, Index rhs);
  mlir::Value less(Index lhs, Index rhs);
  mlir::Value anyOf(mlir::Value lhs, mlir::Value rhs);
  mlir::Value allOf(mlir::Value lhs, mlir::Value rhs);
  Index select(mlir::Value condition, Index then, Index otherwise);

  //===--------------------------------------------------------------------===//
  // Control
  //===--------------------------------------------------------------------===//

  /// for (i = begin; i < end; i += step); straight code for one known trip.
  void loop(Index begin, Index end, Index step, Body body);
  /// The same, carrying vectors (or scalars) from one trip to the next.
  llvm::SmallVector<mlir::Value> loop(Index begin, Index end, Index step,
                                      mlir::ValueRange init, FoldBody body);
  void ifElse(mlir::Value condition, llvm::function_ref<void()> then,
              llvm::function_ref<void()> otherwise = nullptr);
  /// Emits `body` for the known value where `index` has it, else for any value.
  void specialize(Index index, int64_t known, Body body);

protected:
  IndexBuilder(mlir::MLIRContext *context, mlir::Location loc)
      : builder(context), loc(loc) {}

  /// Emits the first constant, where the builder is: all others will stand
  /// before it, and what needs them behind it.
  void beginConstants();
  mlir::Value constant(mlir::TypedAttr attribute);

  mlir::OpBuilder builder;
  mlir::Location loc;
  /// Constants stand at the function's head, before `head`, as does what a
  /// kernel has once (scratch memory).
  mlir::Operation *head = nullptr;

private:
  llvm::DenseMap<mlir::Attribute, mlir::Value> constants;
};

} // namespace lrcnn::kernel

#endif // LRCNN_KERNEL_INDEXBUILDER_H

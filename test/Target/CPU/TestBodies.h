//===- TestBodies.h - Bodies to test kernels with ---------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TEST_TARGET_CPU_TESTBODIES_H
#define LRCNN_TEST_TARGET_CPU_TESTBODIES_H

#include "lrcnn/Dialect/Row/IR/Element.h"
#include "lrcnn/Kernel/PointwiseBody.h"

namespace lrcnn::cpu::testing {

using kernel::PointwiseBody;
using row::Element;

/// max(x, 0); NaN stays NaN.
inline PointwiseBody makeRelu() {
  return {"relu",
          [](mlir::OpBuilder &builder, mlir::Location loc,
             llvm::ArrayRef<mlir::Value> operands) -> mlir::Value {
            return atLeast(Element(builder, loc, operands[0]), 0.0);
          }};
}

/// Operands activation, dy: dy where the activation is positive, else 0.
inline PointwiseBody makeReluGradient() {
  return {"relu_grad",
          [](mlir::OpBuilder &builder, mlir::Location loc,
             llvm::ArrayRef<mlir::Value> operands) -> mlir::Value {
            Element activation(builder, loc, operands[0]);
            Element gradient(builder, loc, operands[1]);
            return select(activation > 0.0, gradient, gradient.number(0.0));
          }};
}

/// The sum of all operands, from the first to the last.
inline PointwiseBody makeAdd() {
  return {"add",
          [](mlir::OpBuilder &builder, mlir::Location loc,
             llvm::ArrayRef<mlir::Value> operands) -> mlir::Value {
            Element sum(builder, loc, operands[0]);
            for (mlir::Value operand : operands.drop_front())
              sum = sum + Element(builder, loc, operand);
            return sum;
          }};
}

} // namespace lrcnn::cpu::testing

#endif // LRCNN_TEST_TARGET_CPU_TESTBODIES_H

//===- TestBodies.h - Bodies to test kernels with ---------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TEST_TARGET_CPU_TESTBODIES_H
#define LRCNN_TEST_TARGET_CPU_TESTBODIES_H

#include "lrcnn/Target/CPU/KernelBuilder.h"
#include "lrcnn/Target/CPU/PointwiseBody.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

namespace lrcnn::cpu::testing {

/// `vector` where `condition`, compared with 0, holds, else `otherwise`.
inline mlir::Value selectBySign(KernelBuilder &b,
                                mlir::arith::CmpFPredicate predicate,
                                mlir::Value condition, mlir::Value vector,
                                mlir::Value otherwise) {
  mlir::Value holds = mlir::arith::CmpFOp::create(
      b.getBuilder(), b.getLoc(), predicate, condition, b.zeroVector());
  return mlir::arith::SelectOp::create(b.getBuilder(), b.getLoc(), holds,
                                       vector, otherwise);
}

/// `vector` where `activation` > 0, else 0.
inline mlir::Value maskByRelu(KernelBuilder &b, mlir::Value activation,
                              mlir::Value vector) {
  return selectBySign(b, mlir::arith::CmpFPredicate::OGT, activation, vector,
                      b.zeroVector());
}

/// max(x, 0); NaN stays NaN.
inline PointwiseBody makeRelu() {
  return {"relu", [](KernelBuilder &b, llvm::ArrayRef<mlir::Value> operands) {
            return selectBySign(b, mlir::arith::CmpFPredicate::OLT, operands[0],
                                b.zeroVector(), operands[0]);
          }};
}

/// Operands activation, dy: dy where the activation is positive, else 0.
inline PointwiseBody makeReluGradient() {
  return {"relu_grad",
          [](KernelBuilder &b, llvm::ArrayRef<mlir::Value> operands) {
            return maskByRelu(b, operands[0], operands[1]);
          }};
}

/// The sum of all operands, from the first to the last.
inline PointwiseBody makeAdd() {
  return {"add", [](KernelBuilder &b, llvm::ArrayRef<mlir::Value> operands) {
            mlir::Value sum = operands[0];
            for (mlir::Value operand : operands.drop_front())
              sum = b.addFloat(sum, operand);
            return sum;
          }};
}

} // namespace lrcnn::cpu::testing

#endif // LRCNN_TEST_TARGET_CPU_TESTBODIES_H

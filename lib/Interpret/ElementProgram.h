//===- ElementProgram.h - Computing pointwise layers ------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_INTERPRET_ELEMENTPROGRAM_H
#define LRCNN_LIB_INTERPRET_ELEMENTPROGRAM_H

#include "lrcnn/Dialect/Row/IR/Row.h"
#include <functional>

namespace lrcnn::interpret {

/// The scalar body of a pointwise layer, as steps on arrays of elements.
class ElementProgram {
public:
  /// Lets `layer` build its body on doubles. An error if the body has an
  /// operation that is not elementwise.
  static llvm::FailureOr<ElementProgram>
  build(lrcnn::row::PointwiseOpInterface layer);

  /// Computes `count` elements of the result from those of the operands.
  void run(llvm::ArrayRef<const double *> operands, int64_t count,
           double *result) const;

private:
  /// Gives an element from the elements of its operands. A boolean is 0 or 1.
  using Step = std::function<double(const double *)>;
  struct Instruction {
    Step step;
    /// Numbers of the values that it reads: the operands, then the results of
    /// the instructions before.
    llvm::SmallVector<unsigned> operands;
  };

  static Step getStep(mlir::Operation *op);

  llvm::SmallVector<Instruction> instructions;
  /// The number of the value that is the body's result.
  unsigned resultNumber = 0;
};

} // namespace lrcnn::interpret

#endif // LRCNN_LIB_INTERPRET_ELEMENTPROGRAM_H

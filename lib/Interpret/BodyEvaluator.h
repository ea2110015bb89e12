//===- BodyEvaluator.h - Computing the layers of a block --------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_INTERPRET_BODYEVALUATOR_H
#define LRCNN_LIB_INTERPRET_BODYEVALUATOR_H

#include "ElementProgram.h"
#include "lrcnn/Dialect/Row/IR/Row.h"
#include "lrcnn/Interpret/EvaluateOpInterface.h"
#include "llvm/ADT/DenseMap.h"
#include <memory>

namespace lrcnn::interpret {

/// Where the arguments of a block are read.
using Bindings = llvm::DenseMap<mlir::Value, Operand *>;

using ComputedValues =
    llvm::DenseMap<mlir::Value, std::unique_ptr<ComputedRows>>;

/// Computes the layers in the body of a chain or of a kernel.
class BodyEvaluator {
public:
  /// Layers that draw numbers pass their operand on unless it is `training`.
  explicit BodyEvaluator(bool training = true) : training(training) {}

  /// Computes what `wanted` asks for, and no more rows of the layers before
  /// than their windows ask for (G1). Folds take the rows `folded`, or all.
  /// `firstImage` is the number in the batch of the first of `images` images.
  llvm::FailureOr<ComputedValues>
  evaluate(mlir::Block &body, int64_t images, row::WantedRows wanted,
           const Bindings &bindings,
           std::optional<plan::Rows> folded = std::nullopt,
           int64_t firstImage = 0);

  int64_t getMultiplyAdds() const { return multiplyAdds; }

private:
  llvm::LogicalResult evaluateLayer(mlir::Operation *layer, int64_t firstImage,
                                    int64_t images, plan::Rows rows,
                                    llvm::ArrayRef<Operand *> operands,
                                    ComputedRows &result);
  llvm::LogicalResult evaluatePointwise(row::PointwiseOpInterface layer,
                                        int64_t firstImage,
                                        const LayerCall &call);

  bool training;
  /// The bodies of pointwise layers seen before.
  llvm::DenseMap<mlir::Operation *, ElementProgram> programs;
  int64_t multiplyAdds = 0;
};

} // namespace lrcnn::interpret

#endif // LRCNN_LIB_INTERPRET_BODYEVALUATOR_H

//===- EvaluateOpInterface.h - How a layer is computed ----------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_INTERPRET_EVALUATEOPINTERFACE_H
#define LRCNN_INTERPRET_EVALUATEOPINTERFACE_H

#include "lrcnn/Interpret/Operand.h"
#include "mlir/IR/OpDefinition.h"

namespace lrcnn::interpret {

/// One evaluation of a layer.
struct LayerCall {
  llvm::ArrayRef<Operand *> operands;
  int64_t images;
  /// The rows of the result to compute; for a fold, the rows to fold.
  plan::Rows rows;
  ComputedRows &result;

  /// Calls `fn(image, row)` for every row to compute, or to sum.
  template <typename Fn>
  void forEachRow(Fn fn) const {
    for (int64_t image = 0; image < images; ++image)
      for (int64_t row = rows.begin; row < rows.end; ++row)
        fn(image, row);
  }
};

} // namespace lrcnn::interpret

#include "lrcnn/Interpret/EvaluateOpInterface.h.inc"

namespace lrcnn::interpret {

/// The model of a layer that the function `fn` computes.
template <typename OpT, void (*fn)(OpT, const LayerCall &)>
struct EvaluateModel
    : EvaluateOpInterface::ExternalModel<EvaluateModel<OpT, fn>, OpT> {
  void evaluate(mlir::Operation *op, const LayerCall &call) const {
    fn(llvm::cast<OpT>(op), call);
  }
};

/// Lets `fn` compute the layers of kind OpT.
template <typename OpT, void (*fn)(OpT, const LayerCall &)>
void attachEvaluation(mlir::MLIRContext &context) {
  OpT::template attachInterface<EvaluateModel<OpT, fn>>(context);
}

} // namespace lrcnn::interpret

#endif // LRCNN_INTERPRET_EVALUATEOPINTERFACE_H

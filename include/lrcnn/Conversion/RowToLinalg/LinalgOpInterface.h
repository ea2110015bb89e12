//===- LinalgOpInterface.h - The form of a layer in linalg ------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_CONVERSION_ROWTOLINALG_LINALGOPINTERFACE_H
#define LRCNN_CONVERSION_ROWTOLINALG_LINALGOPINTERFACE_H

#include "lrcnn/Conversion/RowToLinalg/LinalgLayers.h"
#include "mlir/IR/OpDefinition.h"

#include "lrcnn/Conversion/RowToLinalg/LinalgOpInterface.h.inc"

namespace lrcnn {

/// The model of a layer that the function `fn` lowers.
template <typename OpT,
          mlir::Value (*fn)(LinalgLayers &, OpT, mlir::ValueRange)>
struct LinalgModel
    : LinalgOpInterface::ExternalModel<LinalgModel<OpT, fn>, OpT> {
  mlir::Value lowerToLinalg(mlir::Operation *op, LinalgLayers &layers,
                            mlir::ValueRange operands) const {
    return fn(layers, llvm::cast<OpT>(op), operands);
  }
};

/// Lets `fn` lower the layers of kind OpT.
template <typename OpT,
          mlir::Value (*fn)(LinalgLayers &, OpT, mlir::ValueRange)>
void attachLinalg(mlir::MLIRContext &context) {
  OpT::template attachInterface<LinalgModel<OpT, fn>>(context);
}

} // namespace lrcnn

#endif // LRCNN_CONVERSION_ROWTOLINALG_LINALGOPINTERFACE_H

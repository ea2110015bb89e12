//===- Models.h - Layers that have a form in linalg -------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_CONVERSION_ROWTOLINALG_MODELS_H
#define LRCNN_LIB_CONVERSION_ROWTOLINALG_MODELS_H

#include "lrcnn/Conversion/RowToLinalg/LinalgOpInterface.h"

namespace lrcnn {

void attachLinalgConvolutions(mlir::MLIRContext &context);
void attachLinalgLayerNorm(mlir::MLIRContext &context);
void attachLinalgNormalization(mlir::MLIRContext &context);
void attachLinalgPools(mlir::MLIRContext &context);
void attachLinalgShapes(mlir::MLIRContext &context);

} // namespace lrcnn

#endif // LRCNN_LIB_CONVERSION_ROWTOLINALG_MODELS_H

//===- Models.h - How the layers of the dialect are computed ----*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_INTERPRET_MODELS_H
#define LRCNN_LIB_INTERPRET_MODELS_H

#include "lrcnn/Dialect/Row/IR/Row.h"
#include "lrcnn/Interpret/EvaluateOpInterface.h"

namespace lrcnn::interpret {

/// Each attaches the models of the layers that its file computes.
void attachConvolutions(mlir::MLIRContext &context);
void attachForwardLayers(mlir::MLIRContext &context);
void attachGradientLayers(mlir::MLIRContext &context);
void attachNormalizationLayers(mlir::MLIRContext &context);

} // namespace lrcnn::interpret

#endif // LRCNN_LIB_INTERPRET_MODELS_H

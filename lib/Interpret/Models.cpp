//===- Models.cpp - How the layers of the dialect are computed ------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Models.h"
#include "lrcnn/Interpret/Interpret.h"

using namespace mlir;

#include "lrcnn/Interpret/EvaluateOpInterface.cpp.inc"

void lrcnn::interpret::registerInterpreterModels(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, row::RowDialect *) {
    attachConvolutions(*context);
    attachForwardLayers(*context);
    attachGradientLayers(*context);
    attachNormalizationLayers(*context);
  });
}

//===- LayerModels.h - Tests of interfaces attached to layers ---*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TEST_LAYERMODELS_H
#define LRCNN_TEST_LAYERMODELS_H

#include "lrcnn/Dialect/Row/IR/Row.h"
#include <gtest/gtest.h>

namespace lrcnn::test {

/// Expects that every layer of the dialect is pointwise, or generated from
/// another of `Bodies`, or has a model of `Interface`, and not both, once
/// `registerModels` has attached them.
template <typename Interface, typename... Bodies>
void expectModels(void (*registerModels)(mlir::DialectRegistry &)) {
  mlir::DialectRegistry registry;
  registry.insert<row::RowDialect>();
  registerModels(registry);
  mlir::MLIRContext context(registry, mlir::MLIRContext::Threading::DISABLED);
  context.loadDialect<row::RowDialect>();
  int layers = 0;
  for (mlir::RegisteredOperationName name : context.getRegisteredOperations()) {
    if (!name.hasInterface<row::GeometryOpInterface>())
      continue;
    ++layers;
    EXPECT_NE(name.hasInterface<Interface>(),
              (name.hasInterface<row::PointwiseOpInterface>() || ... ||
               name.hasInterface<Bodies>()))
        << name.getStringRef().str();
  }
  EXPECT_GT(layers, 0);
}

} // namespace lrcnn::test

#endif // LRCNN_TEST_LAYERMODELS_H

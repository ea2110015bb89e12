//===- ModelsTest.cpp - Tests of which kernels run a layer ----------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Kernel/MatchOpInterface.h"
#include <gtest/gtest.h>

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::kernel;

TEST(MatchModels, EveryLayerIsPointwiseOrHasOne) {
  DialectRegistry registry;
  registry.insert<row::RowDialect>();
  registerMatchModels(registry);
  MLIRContext context(registry, MLIRContext::Threading::DISABLED);
  context.loadDialect<row::RowDialect>();
  int layers = 0;
  for (RegisteredOperationName name : context.getRegisteredOperations()) {
    if (!name.hasInterface<row::GeometryOpInterface>())
      continue;
    ++layers;
    EXPECT_NE(name.hasInterface<MatchOpInterface>(),
              name.hasInterface<row::PointwiseOpInterface>())
        << name.getStringRef().str();
  }
  EXPECT_GT(layers, 0);
}

//===- ModelsTest.cpp - Tests of how layers are computed ------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Dialect/Row/IR/Row.h"
#include "lrcnn/Interpret/EvaluateOpInterface.h"
#include "lrcnn/Interpret/Interpret.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Parser/Parser.h"
#include <gtest/gtest.h>

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::interpret;

TEST(InterpreterModels, EveryLayerIsPointwiseOrHasOne) {
  DialectRegistry registry;
  registry.insert<row::RowDialect>();
  registerInterpreterModels(registry);
  MLIRContext context(registry, MLIRContext::Threading::DISABLED);
  context.loadDialect<row::RowDialect>();
  int layers = 0;
  for (RegisteredOperationName name : context.getRegisteredOperations()) {
    if (!name.hasInterface<row::GeometryOpInterface>())
      continue;
    ++layers;
    EXPECT_NE(name.hasInterface<EvaluateOpInterface>(),
              name.hasInterface<row::PointwiseOpInterface>())
        << name.getStringRef().str();
  }
  EXPECT_GT(layers, 0);
}

TEST(InterpreterModels, ALayerWithoutOneIsRefused) {
  DialectRegistry registry;
  registry.insert<func::FuncDialect, row::RowDialect>();
  MLIRContext context(registry, MLIRContext::Threading::DISABLED);
  auto module = parseSourceString<ModuleOp>(
      R"(func.func @f(%x: tensor<1x1x4x4xf32>) -> tensor<1x1x2x2xf32> {
        %y = row.chain (%a = %x nchw : tensor<1x1x4x4xf32>)
            -> (nchw tensor<1x1x2x2xf32>) {
          %1 = row.max_pool %a kernel [2, 2] stride [2, 2]
              : (tensor<1x4x4x1xf32>) -> tensor<1x2x2x1xf32>
          row.yield %1 : tensor<1x2x2x1xf32>
        }
        return %y : tensor<1x1x2x2xf32>
      })",
      ParserConfig(&context));
  ASSERT_TRUE(module);
  std::string errors;
  ScopedDiagnosticHandler handler(&context, [&](Diagnostic &diagnostic) {
    errors += diagnostic.str();
    return success();
  });
  Array x{{1, 1, 4, 4}, std::vector<double>(16, 1.0)};
  EXPECT_TRUE(failed(
      interpret::interpret(*module, {{"arg0", x}}, {Entry::forward, ""})));
  EXPECT_EQ(errors,
            "'row.max_pool' op expected a pointwise layer, or one that "
            "EvaluateOpInterface is attached to (registerInterpreterModels)");
}

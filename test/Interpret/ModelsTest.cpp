//===- ModelsTest.cpp - Tests of how layers are computed ------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "../LayerModels.h"
#include "lrcnn/Interpret/EvaluateOpInterface.h"
#include "lrcnn/Interpret/Interpret.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Parser/Parser.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::interpret;

TEST(InterpreterModels, EveryLayerIsPointwiseOrHasOne) {
  test::expectModels<EvaluateOpInterface>(registerInterpreterModels);
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

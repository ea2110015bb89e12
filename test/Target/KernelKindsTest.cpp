//===- KernelKindsTest.cpp - A kind of kernel that no target has ----------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Kernel/MatchOpInterface.h"
#include "lrcnn/Pipelines/Compile.h"
#include "lrcnn/Pipelines/Pipelines.h"

#include "mlir/Parser/Parser.h"

#include "gtest/gtest.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::kernel;

static constexpr const char *network = R"mlir(
func.func @main(%x: tensor<1x4x8x8xf32>) -> tensor<1x4x4x4xf32> {
  %y = row.chain (%0 = %x nchw : tensor<1x4x8x8xf32>)
      -> (nchw tensor<1x4x4x4xf32>) {
    %1 = row.max_pool %0 kernel [2, 2] stride [2, 2]
        : (tensor<1x8x8x4xf32>) -> tensor<1x4x4x4xf32>
    row.yield %1 : tensor<1x4x4x4xf32>
  }
  return %y : tensor<1x4x4x4xf32>
}
)mlir";

namespace {
struct RareSpec {
  static constexpr KernelKind kind{"rare"};
  std::string getKey() const { return "rare"; }
};

/// Stands in for the model of a layer from elsewhere.
struct RareModel : MatchOpInterface::ExternalModel<RareModel, row::MaxPoolOp> {
  std::vector<KernelCall> match(Operation *, row::KernelOp kernel) const {
    return {{RareSpec::kind, RareSpec(), {kernel.getOut()}}};
  }
};
} // namespace

TEST(KernelKinds, OneWithoutAnEmitterIsAnError) {
  DialectRegistry registry;
  registry.addExtension(+[](MLIRContext *context, row::RowDialect *) {
    row::MaxPoolOp::attachInterface<RareModel>(*context);
  });
  registerDialects(registry);
  MLIRContext context(registry, MLIRContext::Threading::DISABLED);
  std::string errors;
  ScopedDiagnosticHandler handler(&context, [&](Diagnostic &diagnostic) {
    if (diagnostic.getSeverity() == DiagnosticSeverity::Error)
      errors += diagnostic.str();
    return success();
  });
  auto module = parseSourceString<ModuleOp>(network, ParserConfig(&context));
  ASSERT_TRUE(module);
  EXPECT_TRUE(failed(compileModule(*module, CompileOptions(), "unused")));
  EXPECT_EQ(errors, "expected a kernel that the CPU target has, got one of "
                    "kind 'rare'");
}

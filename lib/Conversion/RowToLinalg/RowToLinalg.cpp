//===- RowToLinalg.cpp - Chains as linalg on tensors ----------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Conversion/RowToLinalg/RowToLinalg.h"
#include "lrcnn/Conversion/RowToLinalg/LinalgLayers.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/IRMapping.h"

namespace lrcnn {
#define GEN_PASS_DEF_ROWTOLINALGPASS
#include "lrcnn/Conversion/Passes.h.inc"
} // namespace lrcnn

using namespace mlir;
using namespace lrcnn;
using lrcnn::row::ChainOp;
using lrcnn::row::Layout;

namespace {

struct RowToLinalgPass : lrcnn::impl::RowToLinalgPassBase<RowToLinalgPass> {
  void runOnOperation() override {
    auto chains = llvm::to_vector(getOperation().getOps<ChainOp>());
    for (ChainOp chain : chains)
      if (failed(lower(chain)))
        return signalPassFailure();
  }

private:
  LogicalResult lower(ChainOp chain);
};

} // namespace

/// The order of the chain's feature maps in linalg: that of the first one that
/// goes in or out.
static Layout chooseLayout(ChainOp chain) {
  for (int32_t number : chain.getInputLayouts()) {
    auto layout = Layout(number);
    if (layout == Layout::nchw || layout == Layout::nhwc)
      return layout;
  }
  return Layout::nchw;
}

LogicalResult RowToLinalgPass::lower(ChainOp chain) {
  if (chain.isDifferentiated())
    return chain.emitOpError("expected no gradients, got a differentiated "
                             "chain");
  OpBuilder builder(chain);
  LinalgLayers layers(builder, chooseLayout(chain));
  IRMapping values;
  for (auto [index, input] : llvm::enumerate(chain.getInputs())) {
    Layout layout = chain.getInputLayout(index);
    Value argument = chain.getInputArgument(index);
    auto type = cast<RankedTensorType>(argument.getType());
    values.map(
        argument,
        layers.reorder(chain.getLoc(), input, layout,
                       layers.getLayout(type, row::isFilterLayout(layout))));
  }
  for (Operation &layer : chain.getBodyBlock()->without_terminator()) {
    auto operands =
        llvm::map_to_vector(layer.getOperands(), [&](Value operand) {
          return values.lookup<Value>(operand);
        });
    Value result = layers.lower(&layer, operands);
    if (!result)
      return layer.emitOpError("expected a layer that has a form in linalg");
    values.map(layer.getResult(0), result);
  }
  Operation *yield = chain.getBodyBlock()->getTerminator();
  for (auto [index, output] : llvm::enumerate(yield->getOperands())) {
    // Elsewhere than in front of a normalization they have no form.
    if (auto statistics = output.getDefiningOp<row::StatisticsOp>())
      return statistics.emitOpError(
          "expected a layer that has a form in linalg");
    auto type = cast<RankedTensorType>(output.getType());
    Value result = layers.reorder(chain.getLoc(), values.lookup(output),
                                  layers.getLayout(type, /*isFilter=*/false),
                                  chain.getResultLayout(index));
    chain.getResult(index).replaceAllUsesWith(result);
  }
  chain.erase();
  return success();
}

//===- Plan.cpp - Attach a plan to each chain -----------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Dialect/Row/IR/ChainGraph.h"
#include "lrcnn/Dialect/Row/Transforms/Passes.h"

namespace lrcnn::row {
#define GEN_PASS_DEF_PLANPASS
#include "lrcnn/Dialect/Row/Transforms/Passes.h.inc"
} // namespace lrcnn::row

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::row;

namespace {
struct PlanPass : public lrcnn::row::impl::PlanPassBase<PlanPass> {
  using PlanPassBase::PlanPassBase;
  void runOnOperation() override;

private:
  LogicalResult attachPlan(ChainOp chain);
};
} // namespace

void PlanPass::runOnOperation() {
  for (auto chain : getOperation().getOps<ChainOp>())
    if (!chain.getPlanAttr() && failed(attachPlan(chain)))
      return signalPassFailure();
}

LogicalResult PlanPass::attachPlan(ChainOp chain) {
  if (!chain.isDifferentiated())
    return chain.emitOpError() << "expected a differentiated chain, as a plan "
                                  "is made of what gradients read; run "
                                  "lrcnn-differentiate first";
  plan::Graph graph = buildChainGraph(chain).graph;
  if (llvm::Error error = graph.check())
    return chain.emitOpError() << llvm::toString(std::move(error));
  llvm::Expected<plan::Plan> plan =
      planFile.empty() && planText.empty()
          ? plan::makePlan(graph, strategy.getValue(),
                           {{}, rows, batchTiles, liveBytes})
          : plan::readPlan(graph, planFile, planText);
  if (!plan)
    return chain.emitOpError() << llvm::toString(plan.takeError());
  return setPlan(chain, graph, *plan);
}

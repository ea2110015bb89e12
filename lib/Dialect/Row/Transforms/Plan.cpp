//===- Plan.cpp - Attach a plan to each chain -----------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Dialect/Row/IR/ChainGraph.h"
#include "lrcnn/Dialect/Row/Transforms/Passes.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"

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
  llvm::Expected<plan::Plan> makePlan(const plan::Graph &graph);
  llvm::Expected<plan::Plan> readPlan(const plan::Graph &graph);
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
      planFile.empty() && planText.empty() ? makePlan(graph) : readPlan(graph);
  if (!plan)
    return chain.emitOpError() << llvm::toString(plan.takeError());
  return setPlan(chain, graph, *plan);
}

template <typename... Args>
static llvm::Error fail(const char *format, Args &&...args) {
  return llvm::createStringError(
      llvm::formatv(format, std::forward<Args>(args)...).str());
}

llvm::Expected<plan::Plan> PlanPass::makePlan(const plan::Graph &graph) {
  std::optional<plan::Strategy> parsed = plan::parseStrategy(strategy);
  if (!parsed)
    return fail("expected strategy store, recompute, overlap or two_phase, got "
                "'{0}'",
                strategy.getValue());
  return plan::makePlan(graph, {*parsed, rows, batchTiles, liveBytes});
}

llvm::Expected<plan::Plan> PlanPass::readPlan(const plan::Graph &graph) {
  if (!planFile.empty() && !planText.empty())
    return fail("expected a plan's file or its text, got both");
  auto buffer = planFile.empty()
                    ? llvm::MemoryBuffer::getMemBuffer(planText.getValue())
                    : llvm::MemoryBuffer::getFile(planFile);
  if (!buffer)
    return fail("cannot read plan file '{0}': {1}", planFile.getValue(),
                buffer.getError().message());
  llvm::Expected<llvm::json::Value> json =
      llvm::json::parse((*buffer)->getBuffer());
  if (!json)
    return fail("cannot parse {0}: {1}",
                planFile.empty() ? "the plan"
                                 : "plan file '" + planFile.getValue() + "'",
                llvm::toString(json.takeError()));
  return plan::parsePlan(graph, *json);
}

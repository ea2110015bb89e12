//===- Plan.cpp - Attach a plan to each chain -----------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Dialect/Row/IR/ChainGraph.h"
#include "lrcnn/Dialect/Row/Transforms/Passes.h"
#include "lrcnn/Plan/Borders.h"
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
  llvm::Expected<std::vector<plan::Border>>
  chooseBorders(const plan::Graph &graph);
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
  llvm::Expected<plan::Plan> plan =
      planFile.empty() ? makePlan(graph) : readPlan(graph);
  if (!plan)
    return chain.emitOpError() << llvm::toString(plan.takeError());
  chain.setPlanAttr(getPlanAttr(&getContext(), graph, *plan));
  if (failed(verifyPlan(chain)))
    return failure();
  emitRemark(chain.getLoc()) << "planned as " << chain.getPlanAttr();
  return success();
}

template <typename... Args>
static llvm::Error fail(const char *format, Args &&...args) {
  return llvm::createStringError(
      llvm::formatv(format, std::forward<Args>(args)...).str());
}

llvm::Expected<std::vector<plan::Border>>
PlanPass::chooseBorders(const plan::Graph &graph) {
  if (liveBytes == 0)
    return plan::getSweepBorders(graph);
  plan::BorderChooser chooser(graph, std::max<int64_t>(rows, 1));
  std::vector<plan::Border> borders = chooser.choose(liveBytes);
  if (borders.empty())
    return fail("expected live-bytes of at least {0}, got {1}",
                chooser.getLeastLiveBytes(), liveBytes.getValue());
  return borders;
}

/// Rows of the primary output of layers [firstLayer, endLayer).
static int64_t getHeight(const plan::Graph &graph, int firstLayer,
                         int endLayer) {
  plan::Segment segment;
  segment.firstLayer = firstLayer;
  segment.endLayer = endLayer;
  return graph.tensors[plan::getPrimary(graph, segment)].rows;
}

llvm::Expected<plan::Plan> PlanPass::makePlan(const plan::Graph &graph) {
  std::optional<plan::Strategy> parsed = plan::parseStrategy(strategy);
  if (!parsed)
    return fail("expected strategy store, recompute, overlap or two_phase, got "
                "'{0}'",
                strategy.getValue());
  llvm::Expected<std::vector<plan::Border>> borders = chooseBorders(graph);
  if (!borders)
    return borders.takeError();
  int64_t highest = 0;
  int begin = 0;
  for (plan::Border border : *borders) {
    highest = std::max(highest, getHeight(graph, begin, border.endLayer));
    begin = border.endLayer;
  }
  plan::Plan plan;
  begin = 0;
  for (plan::Border border : *borders) {
    // A lower segment has as many tiles as rows.
    int64_t tiles = rows;
    if (rows <= highest)
      tiles = std::min(tiles, getHeight(graph, begin, border.endLayer));
    llvm::Expected<plan::Segment> segment =
        plan::makeSegment(graph, begin, border.endLayer, *parsed, tiles,
                          batchTiles, border.checkpoint);
    if (!segment)
      return segment.takeError();
    plan.segments.push_back(std::move(*segment));
    begin = border.endLayer;
  }
  return plan;
}

llvm::Expected<plan::Plan> PlanPass::readPlan(const plan::Graph &graph) {
  auto buffer = llvm::MemoryBuffer::getFile(planFile);
  if (!buffer)
    return fail("cannot read plan file '{0}': {1}", planFile.getValue(),
                buffer.getError().message());
  llvm::Expected<llvm::json::Value> json =
      llvm::json::parse((*buffer)->getBuffer());
  if (!json)
    return fail("cannot parse plan file '{0}': {1}", planFile.getValue(),
                llvm::toString(json.takeError()));
  return plan::parsePlan(graph, *json);
}

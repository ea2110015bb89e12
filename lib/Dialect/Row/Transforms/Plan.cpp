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
  FailureOr<PlanAttr> makePlan(ChainOp chain);
  FailureOr<std::vector<plan::Border>> chooseBorders(ChainOp chain,
                                                     const plan::Graph &graph);
  FailureOr<PlanAttr> readPlan(ChainOp chain);
};
} // namespace

void PlanPass::runOnOperation() {
  for (auto chain : getOperation().getOps<ChainOp>()) {
    if (chain.getPlanAttr())
      continue;
    sinkReadersOfFolds(chain);
    FailureOr<PlanAttr> plan =
        planFile.empty() ? makePlan(chain) : readPlan(chain);
    if (failed(plan))
      return signalPassFailure();
    chain.setPlanAttr(*plan);
    if (failed(verifyPlan(chain)))
      return signalPassFailure();
    emitRemark(chain.getLoc()) << "planned as " << *plan;
  }
}

/// Rows of the primary output of the segment of layers [begin, end).
static int64_t getHeight(ChainOp chain, int64_t begin, int64_t end) {
  SmallVector<Operation *> layers = chain.getForwardLayers();
  Value primary = getFoldedOperand(layers[end - 1]);
  for (int64_t layer = end - 1; layer >= begin; --layer)
    if (!isFold(layers[layer])) {
      primary = layers[layer]->getResult(0);
      break;
    }
  return cast<RankedTensorType>(primary.getType()).getDimSize(1);
}

void lrcnn::row::sinkReadersOfFolds(ChainOp chain) {
  SmallVector<Operation *> layers = chain.getForwardLayers();
  for (Operation *layer : llvm::reverse(layers)) {
    bool reads = llvm::any_of(layer->getOperands(), [](Value operand) {
      return isFold(operand.getDefiningOp());
    });
    if (!reads)
      continue;
    Operation *first = chain.getBodyBlock()->getTerminator();
    for (Operation *user : layer->getUsers())
      if (user->isBeforeInBlock(first))
        first = user;
    layer->moveBefore(first);
  }
}

/// One segment, its cuts balanced (G6).
static FailureOr<SegmentAttr> makeSegment(ChainOp chain, int64_t begin,
                                          int64_t end, plan::Strategy strategy,
                                          int64_t rows, int64_t batchTiles,
                                          bool checkpoint = true) {
  int64_t height = getHeight(chain, begin, end);
  if (rows < 1 || rows > height)
    return chain.emitOpError()
           << "expected 1 to " << height
           << " rows (tiles) for the segment that ends at layer " << end
           << ", got " << rows;
  bool tiled = strategy == plan::Strategy::overlap ||
               strategy == plan::Strategy::two_phase;
  if (!tiled && rows != 1)
    return chain.emitOpError() << "expected one row (tile) under strategy "
                               << plan::toString(strategy) << ", got " << rows;
  MLIRContext *context = chain.getContext();
  auto make = [&](ArrayRef<int64_t> cuts) {
    return SegmentAttr::get(context, end, plan::toString(strategy), batchTiles,
                            cuts, checkpoint);
  };
  if (rows == 1)
    return make({height});
  // The graph whose only borders are this segment's.
  SmallVector<SegmentAttr> borders;
  if (begin > 0)
    borders.push_back(SegmentAttr::get(context, begin, "store", 1, {1}, true));
  borders.push_back(make({height}));
  PlanAttr shape = PlanAttr::get(context, borders);
  ChainGraph graph = buildChainGraph(chain, shape);
  plan::Segment segment = getGroupPlan(graph, shape).segments.back();
  return make(plan::balancedCuts(graph.graph, segment, rows));
}

FailureOr<std::vector<plan::Border>>
PlanPass::chooseBorders(ChainOp chain, const plan::Graph &graph) {
  if (liveBytes == 0)
    return plan::getSweepBorders(graph);
  plan::BorderChooser chooser(graph, std::max<int64_t>(rows, 1));
  std::vector<plan::Border> borders = chooser.choose(liveBytes);
  if (borders.empty())
    return chain.emitOpError()
           << "expected live-bytes of at least " << chooser.getLeastLiveBytes()
           << ", got " << liveBytes.getValue();
  return borders;
}

FailureOr<PlanAttr> PlanPass::makePlan(ChainOp chain) {
  std::optional<plan::Strategy> parsed = plan::parseStrategy(strategy);
  if (!parsed)
    return chain.emitOpError()
           << "expected strategy store, recompute, overlap or two_phase, got '"
           << strategy << "'";
  ChainGraph graph = buildChainGraph(chain, nullptr);
  FailureOr<std::vector<plan::Border>> borders =
      chooseBorders(chain, graph.graph);
  if (failed(borders))
    return failure();
  struct Span {
    int64_t begin, end, height;
    bool checkpoint;
  };
  SmallVector<Span> spans;
  int64_t begin = 0, highest = 0;
  for (plan::Border border : *borders) {
    int64_t end = graph.layersThrough[border.endLayer - 1];
    int64_t height = getHeight(chain, begin, end);
    spans.push_back({begin, end, height, border.checkpoint});
    highest = std::max(highest, height);
    begin = end;
  }
  SmallVector<SegmentAttr> segments;
  for (const Span &span : spans) {
    // A lower segment has as many tiles as rows.
    int64_t tiles =
        rows <= highest ? std::min<int64_t>(rows, span.height) : rows;
    FailureOr<SegmentAttr> segment =
        makeSegment(chain, span.begin, span.end, *parsed, tiles, batchTiles,
                    span.checkpoint);
    if (failed(segment))
      return failure();
    segments.push_back(*segment);
  }
  return PlanAttr::get(&getContext(), segments);
}

/// One segment of a plan file. `end` is a number of layers or the name of the
/// segment's last layer.
static FailureOr<SegmentAttr>
readSegment(ChainOp chain, const llvm::json::Object &json, int64_t begin) {
  SmallVector<Operation *> layers = chain.getForwardLayers();
  int64_t end = json.getInteger("end").value_or(0);
  if (std::optional<StringRef> name = json.getString("end"))
    for (auto [index, layer] : llvm::enumerate(layers))
      if (getLayerName(layer, index) == *name)
        end = index + 1;
  if (end <= begin || end > static_cast<int64_t>(layers.size()))
    return chain.emitOpError()
           << "expected 'end' of a plan file's segment to be a layer after "
           << begin << " and up to " << layers.size()
           << ", as a number or a layer's name";
  std::optional<StringRef> name = json.getString("strategy");
  std::optional<plan::Strategy> strategy =
      plan::parseStrategy(name.value_or(""));
  if (!strategy)
    return chain.emitOpError()
           << "expected 'strategy' of a plan file's segment to be store, "
              "recompute, overlap or two_phase, got '"
           << name.value_or("") << "'";
  for (const auto &[key, value] : json)
    if (!llvm::is_contained(
            {"end", "strategy", "rows", "batch_tiles", "cuts", "checkpoint"},
            StringRef(key)))
      return chain.emitOpError()
             << "expected end, strategy, rows, batch_tiles, cuts or checkpoint "
                "in a plan file's segment, got '"
             << StringRef(key) << "'";
  for (StringRef key : {"rows", "batch_tiles"})
    if (json.get(key) && !json.getInteger(key))
      return chain.emitOpError() << "expected '" << key
                                 << "' of a plan file's segment to be a whole "
                                    "number";
  int64_t batchTiles = json.getInteger("batch_tiles").value_or(1);
  if (json.get("checkpoint") && !json.getBoolean("checkpoint"))
    return chain.emitOpError() << "expected 'checkpoint' of a plan file's "
                                  "segment to be true or false";
  bool checkpoint = json.getBoolean("checkpoint").value_or(true);
  if (!json.get("cuts"))
    return makeSegment(chain, begin, end, *strategy,
                       json.getInteger("rows").value_or(1), batchTiles,
                       checkpoint);
  const llvm::json::Array *cuts = json.getArray("cuts");
  if (!cuts)
    return chain.emitOpError()
           << "expected 'cuts' of a plan file's segment to be an array";
  // NAME.json gives both, so that a plan can be read back from it.
  int64_t count = cuts->size();
  if (int64_t tiles = json.getInteger("rows").value_or(count); tiles != count)
    return chain.emitOpError() << "expected 'rows' of a plan file's segment to "
                                  "be the number of its "
                                  "'cuts', "
                               << count << ", got " << tiles;
  SmallVector<int64_t> values;
  for (const llvm::json::Value &cut : *cuts) {
    if (!cut.getAsInteger())
      return chain.emitOpError()
             << "expected 'cuts' of a plan file's segment to be whole numbers";
    values.push_back(*cut.getAsInteger());
  }
  if (values.empty())
    return chain.emitOpError()
           << "expected at least one cut in a plan file's segment";
  return SegmentAttr::get(chain.getContext(), end, plan::toString(*strategy),
                          batchTiles, values, checkpoint);
}

FailureOr<PlanAttr> PlanPass::readPlan(ChainOp chain) {
  auto buffer = llvm::MemoryBuffer::getFile(planFile);
  if (!buffer)
    return chain.emitOpError() << "cannot read plan file '" << planFile
                               << "': " << buffer.getError().message();
  llvm::Expected<llvm::json::Value> json =
      llvm::json::parse((*buffer)->getBuffer());
  if (!json)
    return chain.emitOpError() << "cannot parse plan file '" << planFile
                               << "': " << llvm::toString(json.takeError());
  const llvm::json::Object *root = json->getAsObject();
  const llvm::json::Array *list = root ? root->getArray("segments") : nullptr;
  if (!list || list->empty())
    return chain.emitOpError() << "expected plan file '" << planFile
                               << "' to be an object with 'segments'";
  SmallVector<SegmentAttr> segments;
  for (const llvm::json::Value &item : *list) {
    const llvm::json::Object *object = item.getAsObject();
    if (!object)
      return chain.emitOpError() << "expected each segment of plan file '"
                                 << planFile << "' to be an object";
    FailureOr<SegmentAttr> segment = readSegment(
        chain, *object, segments.empty() ? 0 : segments.back().getEnd());
    if (failed(segment))
      return failure();
    segments.push_back(*segment);
  }
  return PlanAttr::get(&getContext(), segments);
}

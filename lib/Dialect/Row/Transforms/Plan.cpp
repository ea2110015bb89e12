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
  void sinkReadersOfFolds(ChainOp chain);
  FailureOr<PlanAttr> makePlan(ChainOp chain);
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

/// What reads a fold moves down to its first reader, so that the folds of side
/// branches share a sweep and nothing normalized crosses a border.
void PlanPass::sinkReadersOfFolds(ChainOp chain) {
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

/// The ends of the maximal parts in which no layer reads what a layer of the
/// same part folded.
static SmallVector<int64_t> getSweepEnds(ChainOp chain) {
  SmallVector<Operation *> layers = chain.getForwardLayers();
  SmallVector<int64_t> ends;
  DenseSet<Operation *> folds;
  for (auto [index, layer] : llvm::enumerate(layers)) {
    if (llvm::any_of(layer->getOperands(), [&](Value operand) {
          return folds.contains(operand.getDefiningOp());
        })) {
      ends.push_back(index);
      folds.clear();
    }
    if (isFold(layer))
      folds.insert(layer);
  }
  ends.push_back(layers.size());
  return ends;
}

/// Where parts that end at `ends` begin.
static SmallVector<int64_t> getBegins(ArrayRef<int64_t> ends) {
  SmallVector<int64_t> begins{0};
  llvm::append_range(begins, ends.drop_back());
  return begins;
}

/// One segment, its cuts balanced (G6).
static FailureOr<SegmentAttr> makeSegment(ChainOp chain, int64_t begin,
                                          int64_t end, plan::Strategy strategy,
                                          int64_t rows, int64_t batchTiles) {
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
                            cuts);
  };
  if (rows == 1)
    return make({height});
  // The graph whose only borders are this segment's.
  SmallVector<SegmentAttr> borders;
  if (begin > 0)
    borders.push_back(SegmentAttr::get(context, begin, "store", 1, {1}));
  borders.push_back(make({height}));
  PlanAttr shape = PlanAttr::get(context, borders);
  ChainGraph graph = buildChainGraph(chain, shape);
  plan::Segment segment = getGroupPlan(graph, shape).segments.back();
  return make(plan::balancedCuts(graph.graph, segment, rows));
}

FailureOr<PlanAttr> PlanPass::makePlan(ChainOp chain) {
  std::optional<plan::Strategy> parsed = plan::parseStrategy(strategy);
  if (!parsed)
    return chain.emitOpError()
           << "expected strategy store, recompute, overlap or two_phase, got '"
           << strategy << "'";
  SmallVector<int64_t> ends = getSweepEnds(chain);
  auto heights = llvm::map_to_vector(
      llvm::zip_equal(getBegins(ends), ends), [&](auto span) {
        return getHeight(chain, std::get<0>(span), std::get<1>(span));
      });
  int64_t highest = *llvm::max_element(heights);
  SmallVector<SegmentAttr> segments;
  for (auto [begin, end, height] :
       llvm::zip_equal(getBegins(ends), ends, heights)) {
    // A lower segment has as many tiles as rows.
    int64_t tiles = rows <= highest ? std::min<int64_t>(rows, height) : rows;
    FailureOr<SegmentAttr> segment =
        makeSegment(chain, begin, end, *parsed, tiles, batchTiles);
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
    if (!llvm::is_contained({"end", "strategy", "rows", "batch_tiles", "cuts"},
                            StringRef(key)))
      return chain.emitOpError() << "expected end, strategy, rows, batch_tiles "
                                    "or cuts in a plan file's segment, got '"
                                 << StringRef(key) << "'";
  for (StringRef key : {"rows", "batch_tiles"})
    if (json.get(key) && !json.getInteger(key))
      return chain.emitOpError() << "expected '" << key
                                 << "' of a plan file's segment to be a whole "
                                    "number";
  int64_t batchTiles = json.getInteger("batch_tiles").value_or(1);
  if (!json.get("cuts"))
    return makeSegment(chain, begin, end, *strategy,
                       json.getInteger("rows").value_or(1), batchTiles);
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
                          batchTiles, values);
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

//===- ChainGraph.cpp - A chain as the planner sees it --------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Dialect/Row/IR/ChainGraph.h"
#include "llvm/ADT/SmallSet.h"
#include "llvm/Support/Error.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::row;

/// Whether `op` can be an epilogue of the layer that makes its operand: nothing
/// else reads what that layer makes, not even its own gradient.
static bool isEpilogue(Operation *op, Operation *producer) {
  return isa<PointwiseOpInterface>(op) && op->getNumOperands() == 1 &&
         !cast<AdjointOpInterface>(op).needsOperands() && !isFold(producer) &&
         op->getOperand(0).getDefiningOp() == producer &&
         op->getOperand(0).hasOneUse();
}

static plan::Tensor makeTensor(Value value, std::string name, int producer) {
  auto type = cast<RankedTensorType>(value.getType());
  plan::Tensor tensor;
  tensor.name = std::move(name);
  tensor.images = type.getDimSize(0);
  tensor.rows = type.getDimSize(1);
  tensor.width = type.getDimSize(2);
  tensor.channels = type.getDimSize(3);
  tensor.elementBytes = type.getElementTypeBitWidth() / 8;
  tensor.producer = producer;
  return tensor;
}

static bool hasRows(Operation *op, unsigned operand) {
  return cast<GeometryOpInterface>(op).hasRows(operand);
}

ChainGraph lrcnn::row::buildChainGraph(ChainOp chain, PlanAttr plan) {
  ChainGraph result;
  llvm::SmallSet<int64_t, 8> borders;
  if (plan)
    for (SegmentAttr segment : plan.getSegments())
      borders.insert(segment.getEnd());

  auto addTensor = [&](Value value, std::string name, int producer) {
    result.tensorOf[value] = result.tensors.size();
    result.tensors.push_back(value);
    result.graph.tensors.push_back(
        makeTensor(value, std::move(name), producer));
  };
  for (unsigned i = 0; i < chain.getInputs().size(); ++i)
    if (!chain.isParameter(i) && !chain.isState(i))
      addTensor(chain.getInputArgument(i), "input" + std::to_string(i), -1);

  SmallVector<Operation *> layers = chain.getForwardLayers();
  for (size_t i = 0; i < layers.size();) {
    LayerGroup group{layers[i], {}, getLayerName(layers[i], i)};
    for (++i; i < layers.size() && !borders.contains(i); ++i) {
      // One epilogue: what it reads is nowhere, so its gradient may use its
      // result only.
      if (!group.epilogue.empty() || !isEpilogue(layers[i], group.anchor))
        break;
      group.epilogue.push_back(layers[i]);
    }
    auto geometry = cast<GeometryOpInterface>(group.anchor);
    plan::Layer layer;
    layer.name = group.name;
    layer.macsPerRow = geometry.getMacsPerRow();
    for (OpOperand &operand : group.anchor->getOpOperands()) {
      auto type = cast<RankedTensorType>(operand.get().getType());
      if (hasRows(group.anchor, operand.getOperandNumber()))
        layer.operands.push_back(
            {result.tensorOf.lookup(operand.get()),
             geometry.getWindow(operand.getOperandNumber())});
      else if (geometry.isPacked(operand.getOperandNumber()))
        layer.filterBytes +=
            type.getNumElements() * type.getElementTypeBitWidth() / 8;
    }
    layer.result = result.tensors.size();
    result.graph.layers.push_back(std::move(layer));
    addTensor(group.getResult(), group.name, result.groups.size());
    result.groups.push_back(std::move(group));
    result.layersThrough.push_back(i);
  }
  auto yield = cast<YieldOp>(chain.getBodyBlock()->getTerminator());
  for (Value output : yield.getValues().take_front(chain.getNumOutputs()))
    result.graph.outputs.push_back(result.tensorOf.lookup(output));
  return result;
}

plan::Plan lrcnn::row::getGroupPlan(const ChainGraph &graph, PlanAttr plan) {
  plan::Plan result;
  int first = 0;
  for (SegmentAttr attr : plan.getSegments()) {
    plan::Segment segment;
    segment.firstLayer = first;
    segment.endLayer = llvm::lower_bound(graph.layersThrough, attr.getEnd()) -
                       graph.layersThrough.begin() + 1;
    segment.endLayer =
        std::min<int>(segment.endLayer, graph.layersThrough.size());
    segment.strategy = *plan::parseStrategy(attr.getStrategy());
    segment.batchTiles = attr.getBatch();
    segment.cuts.assign(attr.getCuts().begin(), attr.getCuts().end());
    segment.checkpoint = attr.getCheckpoint();
    first = segment.endLayer;
    result.segments.push_back(std::move(segment));
  }
  return result;
}

LogicalResult lrcnn::row::verifyPlan(ChainOp chain) {
  PlanAttr plan = chain.getPlanAttr();
  int64_t layers = chain.getForwardLayers().size();
  int64_t begin = 0;
  for (SegmentAttr segment : plan.getSegments()) {
    if (segment.getEnd() <= begin || segment.getEnd() > layers)
      return chain.emitOpError()
             << "expected segments to end at increasing layers up to " << layers
             << ", got " << segment.getEnd() << " after " << begin;
    begin = segment.getEnd();
  }
  if (begin != layers)
    return chain.emitOpError() << "expected the plan to cover " << layers
                               << " layers, got " << begin;
  ChainGraph graph = buildChainGraph(chain, plan);
  if (llvm::Error error = plan::check(graph.graph, getGroupPlan(graph, plan)))
    return chain.emitOpError() << llvm::toString(std::move(error));
  return success();
}

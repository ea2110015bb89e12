//===- ChainGraph.cpp - A chain as the planner sees it --------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Dialect/Row/IR/ChainGraph.h"
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

Value lrcnn::row::getIncoming(Operation *gradient) {
  return gradient->getOperand(
      cast<GradientOpInterface>(gradient).getResultGradientOperand());
}

static bool hasRows(Operation *op, unsigned operand) {
  return cast<GeometryOpInterface>(op).hasRows(operand);
}

//===----------------------------------------------------------------------===//
// Gradients
//===----------------------------------------------------------------------===//

GradientLayers lrcnn::row::getGradientLayers(ChainOp chain) {
  GradientLayers result;
  if (!chain.isDifferentiated())
    return result;
  // The value of the forward chain whose gradient each gradient is.
  DenseMap<Value, Value> primal;
  auto yield = cast<YieldOp>(chain.getBodyBlock()->getTerminator());
  for (unsigned i = 0; i < chain.getNumOutputs(); ++i)
    primal[chain.getSeedArgument(i)] = yield.getValues()[i];
  for (Operation &op : chain.getBodyBlock()->without_terminator()) {
    if (isGradientSum(&op)) {
      primal[op.getResult(0)] = primal.lookup(op.getOperand(0));
      continue;
    }
    auto gradient = dyn_cast<GradientOpInterface>(op);
    if (!gradient)
      continue;
    Value seen = primal.lookup(getIncoming(&op));
    Operation *layer = seen ? seen.getDefiningOp() : nullptr;
    if (layer && gradient.isPartial()) {
      result.partials[layer].push_back(&op);
      primal[op.getResult(0)] = layer->getResult(0);
      continue;
    }
    unsigned operand = gradient.getDifferentiatedOperand();
    if (!layer || operand >= layer->getNumOperands()) {
      result.orphan = &op;
      return result;
    }
    result.ofOperand[{layer, operand}] = &op;
    primal[op.getResult(0)] = layer->getOperand(operand);
  }
  return result;
}

/// Tells the graph which tensors have a gradient: those that a gradient layer
/// reads or the chain gives.
static void markGradients(ChainGraph &result, ChainOp chain) {
  for (plan::Tensor &tensor : result.graph.tensors)
    tensor.hasGradient = false;
  auto mark = [&](Value value) {
    if (auto it = result.tensorOf.find(value); it != result.tensorOf.end())
      result.graph.tensors[it->second].hasGradient = true;
  };
  for (auto [key, gradient] : result.gradients.ofOperand)
    mark(key.first->getResult(0));
  for (int64_t input : chain.getDifferentiated())
    mark(chain.getInputArgument(input));
}

/// What the gradient layers of a group read.
static DenseSet<Value> getGradientReads(const GradientLayers &gradients,
                                        const LayerGroup &group) {
  DenseSet<Value> read;
  SmallVector<Operation *> members{group.anchor};
  llvm::append_range(members, group.epilogue);
  for (Operation *member : members) {
    for (Operation *partial : gradients.partials.lookup(member))
      read.insert(partial->operand_begin(), partial->operand_end());
    for (unsigned i = 0; i < member->getNumOperands(); ++i)
      if (Operation *gradient = gradients.ofOperand.lookup({member, i}))
        read.insert(gradient->operand_begin(), gradient->operand_end());
  }
  return read;
}

/// The gradient layers of a group's anchor.
static void listGradients(const ChainGraph &result, const LayerGroup &group,
                          plan::Layer &layer) {
  auto add = [&](Operation *gradient, int tensor) {
    auto geometry = cast<GeometryOpInterface>(gradient);
    layer.gradients.push_back({gradient->getName().stripDialect().str(), tensor,
                               geometry.getMacsPerRow()});
  };
  for (Operation *partial : result.gradients.partials.lookup(group.anchor))
    add(partial, -1);
  for (OpOperand &operand : group.anchor->getOpOperands())
    if (Operation *gradient = result.gradients.ofOperand.lookup(
            {group.anchor, operand.getOperandNumber()})) {
      auto it = result.tensorOf.find(operand.get());
      add(gradient, it == result.tensorOf.end() ? -1 : it->second);
    }
}

/// Tells the graph's layers which values their gradients read.
static void markGradientReads(ChainGraph &result) {
  auto &tensors = result.graph.tensors;
  for (auto [group, layer] :
       llvm::zip_equal(result.groups, result.graph.layers)) {
    DenseSet<Value> read = getGradientReads(result.gradients, group);
    listGradients(result, group, layer);
    layer.gradientReadsResult = read.contains(group.getResult());
    for (plan::Operand &operand : layer.operands) {
      // What gives a tensor a gradient sends it through its epilogue, too.
      int producer = tensors[operand.tensor].producer;
      bool isMasked = producer >= 0 &&
                      !result.graph.layers[producer].epilogues.empty() &&
                      result.graph.layers[producer].gradientReadsResult;
      operand.gradientReads = read.contains(result.tensors[operand.tensor]) ||
                              (isMasked && tensors[layer.result].hasGradient);
    }
  }
}

//===----------------------------------------------------------------------===//
// The graph
//===----------------------------------------------------------------------===//

/// The group that begins with layer `first`.
static LayerGroup makeGroup(ArrayRef<Operation *> layers, size_t first) {
  LayerGroup group{layers[first], {}, getLayerName(layers[first], first)};
  // One epilogue: what it reads is nowhere, so its gradient may use its result
  // only.
  if (first + 1 < layers.size() && isEpilogue(layers[first + 1], layers[first]))
    group.epilogue.push_back(layers[first + 1]);
  return group;
}

ChainGraph lrcnn::row::buildChainGraph(ChainOp chain) {
  ChainGraph result;
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
    LayerGroup group = makeGroup(layers, i++);
    auto geometry = cast<GeometryOpInterface>(group.anchor);
    plan::Layer layer;
    layer.name = group.name;
    layer.kind = group.anchor->getName().stripDialect();
    for (Operation *epilogue : group.epilogue)
      layer.epilogues.push_back(getLayerName(epilogue, i++));
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
  }
  auto yield = cast<YieldOp>(chain.getBodyBlock()->getTerminator());
  for (Value output : yield.getValues().take_front(chain.getNumOutputs()))
    result.graph.outputs.push_back(result.tensorOf.lookup(output));
  if (chain.isDifferentiated()) {
    result.gradients = getGradientLayers(chain);
    markGradients(result, chain);
    markGradientReads(result);
  }
  return result;
}

//===----------------------------------------------------------------------===//
// Plans
//===----------------------------------------------------------------------===//

plan::Plan lrcnn::row::getPlan(const plan::Graph &graph, PlanAttr plan) {
  plan::Plan result;
  int first = 0;
  for (SegmentAttr attr : plan.getSegments()) {
    plan::Segment segment;
    segment.firstLayer = first;
    segment.endLayer = graph.getLayerThatEndsAt(attr.getEnd()) + 1;
    segment.strategy = *plan::parseStrategy(attr.getStrategy());
    segment.batchTiles = attr.getBatch();
    segment.cuts.assign(attr.getCuts().begin(), attr.getCuts().end());
    segment.checkpoint = attr.getCheckpoint();
    first = segment.endLayer;
    result.segments.push_back(std::move(segment));
  }
  return result;
}

PlanAttr lrcnn::row::getPlanAttr(MLIRContext *context, const plan::Graph &graph,
                                 const plan::Plan &plan) {
  SmallVector<SegmentAttr> segments;
  for (const plan::Segment &segment : plan.segments)
    segments.push_back(
        SegmentAttr::get(context, graph.countThrough(segment.endLayer - 1),
                         plan::toString(segment.strategy), segment.batchTiles,
                         segment.cuts, segment.checkpoint));
  return PlanAttr::get(context, segments);
}

/// Checks that the segments cover the layers in order.
static LogicalResult verifyEnds(ChainOp chain, const plan::Graph &graph) {
  int64_t layers = graph.countThrough(graph.layers.size() - 1);
  int64_t begin = 0;
  for (SegmentAttr segment : chain.getPlanAttr().getSegments()) {
    if (segment.getEnd() <= begin || segment.getEnd() > layers)
      return chain.emitOpError()
             << "expected segments to end at increasing layers up to " << layers
             << ", got " << segment.getEnd() << " after " << begin;
    begin = segment.getEnd();
  }
  if (begin != layers)
    return chain.emitOpError() << "expected the plan to cover " << layers
                               << " layers, got " << begin;
  return success();
}

/// The first end of a segment that lies inside a kernel; 0 if none does.
static int64_t getEndInKernel(PlanAttr plan, const plan::Graph &graph) {
  for (SegmentAttr segment : plan.getSegments())
    if (graph.getLayerThatEndsAt(segment.getEnd()) < 0)
      return segment.getEnd();
  return 0;
}

LogicalResult lrcnn::row::verifyPlan(ChainOp chain) {
  plan::Graph graph = buildChainGraph(chain).graph;
  if (failed(verifyEnds(chain, graph)))
    return failure();
  if (int64_t end = getEndInKernel(chain.getPlanAttr(), graph)) {
    // A gradient that reads what a layer gives still can keep the next one out
    // of its kernel.
    if (!chain.isDifferentiated())
      return success();
    return chain.emitOpError()
           << "expected segments to end between kernels, got an end at layer "
           << end << ", which runs in one kernel with layer " << end + 1;
  }
  if (llvm::Error error =
          plan::check(graph, getPlan(graph, chain.getPlanAttr())))
    return chain.emitOpError() << llvm::toString(std::move(error));
  return success();
}

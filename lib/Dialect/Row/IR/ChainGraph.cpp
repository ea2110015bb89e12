//===- ChainGraph.cpp - A chain as the planner sees it --------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Dialect/Row/IR/ChainGraph.h"
#include "lrcnn/Plan/Residency.h"
#include "lrcnn/Plan/Takeovers.h"
#include "mlir/IR/Remarks.h"
#include "llvm/Support/Error.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::row;

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

static int64_t getBytes(Value value) {
  auto type = cast<RankedTensorType>(value.getType());
  return type.getNumElements() * type.getElementTypeBitWidth() / 8;
}

static bool hasRows(Operation *op, unsigned operand) {
  return cast<GeometryOpInterface>(op).hasRows(operand);
}

//===----------------------------------------------------------------------===//
// Gradients
//===----------------------------------------------------------------------===//

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
  for (int64_t input : chain.getDifferentiated()) {
    Value argument = chain.getInputArgument(input);
    mark(argument);
    if (auto it = result.argumentOf.find(argument);
        it != result.argumentOf.end())
      result.graph.arguments[it->second].hasGradient = true;
  }
}

/// Whether a layer of `body` reads `value` packed.
static bool isPacked(const KernelBody &body, Value value) {
  return llvm::any_of(body.layers, [&](Operation *layer) {
    return llvm::any_of(layer->getOpOperands(), [&](OpOperand &operand) {
      return operand.get() == value &&
             cast<GeometryOpInterface>(layer).isPacked(
                 operand.getOperandNumber());
    });
  });
}

/// What `body`, a kernel of `group`, reads.
static plan::Reads getReads(const ChainGraph &result, const LayerGroup &group,
                            const KernelBody &body) {
  using Kind = plan::Read::Kind;
  plan::Reads reads;
  for (Value value : body.reads) {
    const auto *partial =
        llvm::find_if(group.gradients, [&](const GroupGradient &gradient) {
          return !gradient.operand &&
                 gradient.getLayer() == value.getDefiningOp();
        });
    if (partial != group.gradients.end())
      reads.push_back(
          {Kind::partial, static_cast<int>(partial - group.gradients.begin())});
    else if (value == group.incoming)
      reads.push_back(
          {Kind::gradient, result.tensorOf.lookup(group.getResult())});
    else if (auto it = result.tensorOf.find(value); it != result.tensorOf.end())
      reads.push_back({Kind::tensor, it->second, isPacked(body, value)});
    else
      reads.push_back({Kind::argument, result.argumentOf.lookup(value),
                       isPacked(body, value)});
  }
  return reads;
}

/// Lists the gradients that leave a group.
static void listGradients(const ChainGraph &result, const LayerGroup &group,
                          plan::Layer &layer) {
  for (const GroupGradient &of : group.gradients) {
    Operation *op = of.getLayer();
    auto geometry = cast<GeometryOpInterface>(op);
    plan::Gradient &gradient = layer.gradients.emplace_back();
    gradient.kind = op->getName().stripDialect();
    gradient.macsPerRow = geometry.getMacsPerRow();
    gradient.reads = getReads(result, group, of.body);
    gradient.accumulates = geometry.hasAccumulator();
    auto it = result.tensorOf.find(of.operand);
    if (!of.operand)
      gradient.sums = makeTensor(op->getResult(0), group.name + ".sums", -1);
    else if (it != result.tensorOf.end())
      gradient.tensor = it->second;
    else
      gradient.argument = result.argumentOf.lookup(of.operand);
  }
}

/// What the gradient of a group's mask reads besides the incoming one.
static plan::Reads getMaskReads(const ChainGraph &result,
                                const LayerGroup &group) {
  plan::Reads reads;
  Operation *mask = result.gradients.ofOperand.lookup({group.mask, 0});
  if (!mask)
    return reads;
  for (Value value : getReadValues(mask))
    if (value != getIncoming(mask))
      reads.push_back(
          {plan::Read::Kind::tensor, result.tensorOf.lookup(value)});
  return reads;
}

/// Whether a gradient of the layer or of its mask reads `tensor`.
static bool doGradientsRead(const plan::Layer &layer, int tensor) {
  plan::Read read = {plan::Read::Kind::tensor, tensor};
  return llvm::is_contained(layer.maskReads, read) ||
         llvm::any_of(layer.gradients, [&](const plan::Gradient &gradient) {
           return llvm::is_contained(gradient.reads, read);
         });
}

/// Tells the graph's layers which values their gradients read.
static void markGradientReads(ChainGraph &result) {
  auto &tensors = result.graph.tensors;
  for (auto [group, layer] :
       llvm::zip_equal(result.groups, result.graph.layers)) {
    listGradients(result, group, layer);
    layer.maskReads = getMaskReads(result, group);
    layer.gradientReadsResult = doGradientsRead(layer, layer.result);
    for (plan::Operand &operand : layer.operands) {
      // What gives a tensor a gradient sends it through its mask, too.
      int producer = tensors[operand.tensor].producer;
      bool isMasked =
          producer >= 0 && !result.graph.layers[producer].maskReads.empty();
      operand.gradientReads = doGradientsRead(layer, operand.tensor) ||
                              (isMasked && tensors[layer.result].hasGradient);
    }
  }
}

//===----------------------------------------------------------------------===//
// The graph
//===----------------------------------------------------------------------===//

SmallVector<Value> lrcnn::row::getReadValues(Operation *op) {
  SmallVector<Value> values;
  for (Value operand : op->getOperands())
    if (!llvm::is_contained(values, operand))
      values.push_back(operand);
  return values;
}

static plan::Role toPlan(Role role) {
  return role == Role::parameter ? plan::Role::parameter
         : role == Role::state   ? plan::Role::state
                                 : plan::Role::activation;
}

Role lrcnn::row::getInputRole(ChainOp chain, unsigned input) {
  auto function = chain->getParentOfType<FunctionOpInterface>();
  auto argument = dyn_cast<BlockArgument>(chain.getInputs()[input]);
  if (function && argument)
    if (std::optional<Role> role =
            getStatedRole(function, argument.getArgNumber()))
      return *role;
  return chain.isParameter(input) ? Role::parameter
         : chain.isState(input)   ? Role::state
                                  : Role::activation;
}

/// Lists what the chain is given: tensors with rows, and arguments without.
static void addInputs(ChainGraph &result, ChainOp chain) {
  for (unsigned i = 0; i < chain.getInputs().size(); ++i) {
    Value input = chain.getInputArgument(i);
    std::string name = "input" + std::to_string(i);
    plan::Role role = toPlan(getInputRole(chain, i));
    std::string layout = stringifyLayout(chain.getInputLayout(i)).str();
    if (chain.isParameter(i) || chain.isState(i)) {
      result.argumentOf[input] = result.arguments.size();
      result.arguments.push_back(input);
      plan::Argument argument = {std::move(name), role};
      argument.bytes = getBytes(input);
      argument.layout = std::move(layout);
      result.graph.arguments.push_back(std::move(argument));
      continue;
    }
    result.tensorOf[input] = result.tensors.size();
    result.tensors.push_back(input);
    plan::Tensor tensor = makeTensor(input, std::move(name), -1);
    tensor.role = role;
    tensor.layout = std::move(layout);
    result.graph.tensors.push_back(std::move(tensor));
  }
  // What a layer gives of a state lies where the state did.
  for (auto state : chain.getBodyBlock()->getOps<StateOpInterface>())
    result.argumentOf[state->getResult(0)] =
        result.argumentOf.lookup(state->getOperand(0));
}

/// Lists the layers that renew states: those made of states alone, then those
/// behind each fold.
static void addStates(ChainGraph &result, ChainOp chain) {
  auto add = [&](Operation *op, int layer) {
    plan::State state;
    state.kind = op->getName().stripDialect();
    state.layer = layer;
    for (Value value : getReadValues(op)) {
      auto it = result.tensorOf.find(value);
      bool isTensor = it != result.tensorOf.end();
      state.reads.push_back(
          {isTensor ? plan::Read::Kind::tensor : plan::Read::Kind::argument,
           isTensor ? it->second : result.argumentOf.lookup(value)});
    }
    state.argument = result.argumentOf.lookup(op->getOperand(0));
    result.graph.states.push_back(std::move(state));
    result.states.push_back(op);
  };
  auto isMadeByFold = [](Value value) { return isFold(value.getDefiningOp()); };
  for (auto state : chain.getBodyBlock()->getOps<StateOpInterface>())
    if (llvm::none_of(state->getOperands(), isMadeByFold))
      add(state, -1);
  for (auto [number, group] : llvm::enumerate(result.groups))
    if (isFold(group.anchor))
      for (Operation *user : group.anchor->getUsers())
        if (isa<StateOpInterface>(user))
          add(user, number);
}

/// Lists the tensors that a member of `group` reads of other groups.
static void addOperands(const ChainGraph &result, const LayerGroup &group,
                        Operation *member, plan::Layer &layer) {
  auto geometry = cast<GeometryOpInterface>(member);
  for (OpOperand &operand : member->getOpOperands()) {
    if (!hasRows(member, operand.getOperandNumber()) ||
        !llvm::is_contained(group.body.reads, operand.get()))
      continue;
    layer.operands.push_back({result.tensorOf.lookup(operand.get()),
                              geometry.getWindow(operand.getOperandNumber())});
  }
}

/// The layer of the graph that runs as `group`.
static plan::Layer makeLayer(const ChainGraph &result,
                             const LayerGroup &group) {
  auto geometry = cast<GeometryOpInterface>(group.anchor);
  plan::Layer layer;
  layer.name = group.name;
  layer.kind = group.anchor->getName().stripDialect();
  layer.macsPerRow = geometry.getMacsPerRow();
  layer.reads = getReads(result, group, group.body);
  layer.isRandom = isa<RandomOpInterface>(group.anchor);
  layer.accumulates = geometry.hasAccumulator();
  for (Operation *member : group.members)
    addOperands(result, group, member, layer);
  for (OpOperand &operand : group.anchor->getOpOperands()) {
    if (geometry.isPacked(operand.getOperandNumber()))
      layer.filterBytes += getBytes(operand.get());
  }
  return layer;
}

/// Lists the groups as layers and what they give as tensors.
static void addGroups(ChainGraph &result, ChainOp chain) {
  int64_t index = 0;
  for (LayerGroup &group : getLayerGroups(chain, result.gradients)) {
    plan::Layer layer = makeLayer(result, group);
    for (Operation *member : group.members) {
      if (member != group.anchor)
        layer.fused.push_back(getLayerName(member, index));
      ++index;
    }
    layer.result = result.tensors.size();
    result.graph.layers.push_back(std::move(layer));
    Value value = group.getResult();
    result.tensorOf[value] = result.tensors.size();
    result.tensors.push_back(value);
    result.graph.tensors.push_back(
        makeTensor(value, group.name, result.groups.size()));
    result.groups.push_back(std::move(group));
  }
}

ChainGraph lrcnn::row::buildChainGraph(ChainOp chain) {
  ChainGraph result;
  result.gradients = getGradientLayers(chain);
  addInputs(result, chain);
  addGroups(result, chain);
  addStates(result, chain);
  auto yield = cast<YieldOp>(chain.getBodyBlock()->getTerminator());
  for (unsigned i = 0; i < chain.getNumOutputs(); ++i) {
    result.graph.outputs.push_back(
        result.tensorOf.lookup(yield.getValues()[i]));
    plan::OutputLayouts &layouts = result.graph.outputLayouts.emplace_back();
    layouts.result = stringifyLayout(chain.getResultLayout(i));
    if (i < chain.getSeeds().size())
      layouts.gradient = stringifyLayout(chain.getSeedLayout(i));
  }
  if (chain.isDifferentiated()) {
    markGradients(result, chain);
    markGradientReads(result);
  }
  return result;
}

//===----------------------------------------------------------------------===//
// Plans
//===----------------------------------------------------------------------===//

/// The plan's segments alone.
static plan::Plan getSegments(const plan::Graph &graph, PlanAttr plan) {
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

/// The fates that a plan lists layers of.
static constexpr std::pair<plan::Fate, ArrayRef<int64_t> (PlanAttr::*)() const>
    kFates[] = {{plan::Fate::kept, &PlanAttr::getKept},
                {plan::Fate::offloaded, &PlanAttr::getOffloaded},
                {plan::Fate::again, &PlanAttr::getAgain},
                {plan::Fate::remade, &PlanAttr::getRemade}};

plan::Plan lrcnn::row::getPlan(const plan::Graph &graph, PlanAttr plan) {
  plan::Plan result = getSegments(graph, plan);
  auto getTensor = [&](int64_t layer) {
    return graph.layers[graph.getLayerThatEndsAt(layer + 1)].result;
  };
  for (auto [fate, getLayers] : kFates)
    for (int64_t layer : (plan.*getLayers)()) {
      result.fates.resize(graph.tensors.size());
      result.fates[getTensor(layer)] = fate;
    }
  for (int64_t layer : plan.getBf16()) {
    result.storage.resize(graph.tensors.size());
    result.storage[getTensor(layer)] = plan::StorageType::bf16;
  }
  if (ArrayAttr takeovers = plan.getTakeovers()) {
    result.takeovers.emplace();
    for (auto attr : takeovers.getAsRange<TakeoverAttr>())
      result.takeovers->push_back({getTensor(attr.getLayer()),
                                   attr.getTaken() == Taken::value
                                       ? plan::Takeover::Of::value
                                       : plan::Takeover::Of::gradient,
                                   getTensor(attr.getOf())});
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
  auto getLayer = [&](int tensor) {
    return graph.countThrough(graph.tensors[tensor].producer) - 1;
  };
  auto list = [&](const auto &values, auto value) {
    SmallVector<int64_t> layers;
    for (auto [tensor, of] : llvm::enumerate(values))
      if (of == value)
        layers.push_back(getLayer(tensor));
    return layers;
  };
  ArrayAttr takeovers;
  if (plan.takeovers) {
    SmallVector<Attribute> attrs;
    for (const plan::Takeover &takeover : *plan.takeovers)
      attrs.push_back(TakeoverAttr::get(context, getLayer(takeover.tensor),
                                        takeover.of == plan::Takeover::Of::value
                                            ? Taken::value
                                            : Taken::gradient,
                                        getLayer(takeover.from)));
    takeovers = ArrayAttr::get(context, attrs);
  }
  return PlanAttr::get(context, segments, list(plan.fates, plan::Fate::kept),
                       list(plan.fates, plan::Fate::offloaded),
                       list(plan.fates, plan::Fate::again),
                       list(plan.fates, plan::Fate::remade),
                       list(plan.storage, plan::StorageType::bf16), takeovers);
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

/// Checks that `plan` names layers that end kernels, each with one fate and one
/// storage type at most.
static LogicalResult verifyLayers(ChainOp chain, const plan::Graph &graph) {
  PlanAttr plan = chain.getPlanAttr();
  auto verify = [&](int64_t layer, DenseSet<int64_t> *seen) -> LogicalResult {
    if (layer < 0 || graph.getLayerThatEndsAt(layer + 1) < 0)
      return chain.emitOpError()
             << "expected kept, offloaded, again, remade, bf16 and takes to "
                "name layers that a kernel ends with, got "
             << layer;
    if (seen && !seen->insert(layer).second)
      return chain.emitOpError() << "expected each layer once in kept, "
                                    "offloaded, again and remade, and once in "
                                    "bf16, got "
                                 << layer << " again";
    return success();
  };
  DenseSet<int64_t> withFate, narrow;
  for (auto [fate, getLayers] : kFates)
    for (int64_t layer : (plan.*getLayers)())
      if (failed(verify(layer, &withFate)))
        return failure();
  for (int64_t layer : plan.getBf16())
    if (failed(verify(layer, &narrow)))
      return failure();
  if (ArrayAttr takeovers = plan.getTakeovers())
    for (auto takeover : takeovers.getAsRange<TakeoverAttr>())
      if (failed(verify(takeover.getLayer(), nullptr)) ||
          failed(verify(takeover.getOf(), nullptr)))
        return failure();
  return success();
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
  // What gradients read is not known before there are any.
  bool hasGradients = chain.isDifferentiated();
  if (hasGradients && failed(verifyLayers(chain, graph)))
    return failure();
  if (llvm::Error error = plan::check(
          graph, hasGradients ? getPlan(graph, chain.getPlanAttr())
                              : getSegments(graph, chain.getPlanAttr())))
    return chain.emitOpError() << llvm::toString(std::move(error));
  return success();
}

/// Tells MLIR's remark engine, where it is on, what the plan comes to.
static void reportPlan(ChainOp chain, const plan::Graph &graph,
                       plan::Plan plan) {
  plan::complete(graph, plan, plan::computeTilings(graph, plan));
  int64_t keptBytes = 0;
  for (auto [tensor, fate] : llvm::zip_equal(graph.tensors, plan.fates))
    if (plan::isKept(fate))
      keptBytes += tensor.images * tensor.rows * tensor.rowBytes();
  auto function = chain->getParentOfType<FunctionOpInterface>();
  remark::analysis(chain.getLoc(),
                   remark::RemarkOpts::name("plan")
                       .category("lrcnn-plan")
                       .function(function ? function.getName() : StringRef()))
      << remark::metric("segments", plan.segments.size())
      << remark::metric("kernels", graph.layers.size())
      << remark::metric("kept_bytes", keptBytes)
      << remark::metric("remade", llvm::count(plan.fates, plan::Fate::remade))
      << remark::metric("takeovers", plan.takeovers->size());
}

LogicalResult lrcnn::row::setPlan(ChainOp chain, const plan::Graph &graph,
                                  const plan::Plan &plan) {
  chain.setPlanAttr(getPlanAttr(chain.getContext(), graph, plan));
  if (failed(verifyPlan(chain)))
    return failure();
  // The attribute has no way to say that nothing is kept or made again.
  if (!plan.fates.empty())
    if (llvm::Error error = plan::checkFates(graph, plan))
      return chain.emitOpError() << llvm::toString(std::move(error));
  emitRemark(chain.getLoc()) << "planned as " << chain.getPlanAttr();
  reportPlan(chain, graph, plan);
  return success();
}

//===- ProgramBuilder.cpp - From a schedule to a program ------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ProgramBuilder.h"
#include "lrcnn/Dialect/Row/Transforms/ProgramTarget.h"
#include "lrcnn/Plan/Takeovers.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::row;

ProgramBuilder::ProgramBuilder(func::FuncOp function, ChainOp chain)
    : function(function), chain(chain), graph(buildChainGraph(chain)) {}

FailureOr<ProgramOp> ProgramBuilder::build() {
  if (failed(verifyArguments()))
    return failure();
  if (Operation *orphan = graph.gradients.orphan)
    return orphan->emitOpError()
           << "expected a gradient layer as lrcnn-differentiate builds it";
  plan::Plan plan = getPlan(graph.graph, chain.getPlanAttr());
  std::vector<plan::SegmentTiling> tilings =
      plan::computeTilings(graph.graph, plan);
  for (auto [segment, tiling] : llvm::zip_equal(plan.segments, tilings))
    if (llvm::Error error = plan::verify(graph.graph, segment, tiling))
      return chain.emitOpError()
             << "tiling failed: " << llvm::toString(std::move(error));
  FailureOr<std::unique_ptr<const ProgramTarget>> target =
      getFunctionTarget(function);
  if (failed(target))
    return failure();
  plan::Kernels kernels;
  if (*target)
    kernels = getKernels(**target, graph);
  plan::complete(graph.graph, plan, tilings);
  if (llvm::Error error = plan::checkKernels(graph.graph, plan, kernels))
    return chain.emitOpError() << llvm::toString(std::move(error));
  schedule = plan::makeSchedule(graph.graph, plan, kernels, std::move(tilings));
  values.assign(schedule.storages.size(), Value());

  OpBuilder builder(function);
  program = ProgramOp::create(builder, function.getLoc(), function.getName());
  program.setPlanAttr(getPlanAttr(builder.getContext(), graph.graph, plan));
  program.setWorkAttr(
      builder.getF64FloatAttr(plan::getWork(graph.graph, schedule).getRatio()));
  if (*target) {
    program.setTargetAttr(
        function->getAttrOfType<TargetAttr>(RowDialect::kTargetAttr));
    program.setPeakBytes(plan::getPeakBytes(graph.graph, schedule));
  }
  createArguments();
  builder.setInsertionPointToEnd(program.getBodyBlock());
  for (auto [number, storage] : llvm::enumerate(schedule.storages))
    if (storage.inStash)
      values[number] = createBuffer(builder, storage);
  createEntry(EntryKind::forward, schedule.forward);
  createEntry(EntryKind::inference, schedule.inference);
  createEntry(EntryKind::backward, schedule.backward);
  return program;
}

void ProgramBuilder::createEntry(EntryKind kind, const plan::Entry &entry) {
  OpBuilder builder = OpBuilder::atBlockEnd(program.getBodyBlock());
  auto op = EntryOp::create(builder, program.getLoc(), kind);
  op.getBody().emplaceBlock();
  builder.setInsertionPointToEnd(op.getBodyBlock());
  for (const plan::Block &block : entry)
    createBlock(builder, block);
}

void ProgramBuilder::createBlock(OpBuilder &builder, const plan::Block &block) {
  TilesOp loop;
  OpBuilder at = builder;
  if (block.isLoop) {
    loop = TilesOp::create(builder, chain.getLoc(), block.batchTiles,
                           block.tiles, block.images, block.reverse);
    at.setInsertionPointToEnd(loop.getBodyBlock());
  }
  for (const plan::Call &call : block.calls)
    createCall(at, loop, call);
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

void ProgramBuilder::createCall(OpBuilder &at, TilesOp loop,
                                const plan::Call &call) {
  using Kind = plan::Call::Kind;
  if (call.isKernel())
    return createKernel(at, loop, call);
  Value source = getValue(at, loop, call.reads.front());
  Value target = getValue(at, loop, call.write);
  if (call.kind == Kind::pack)
    PackOp::create(at, source.getLoc(),
                   call.gradient < 0 ? ConvPass::forward
                                     : ConvPass::data_gradient,
                   source, target);
  else if (call.kind == Kind::unpack)
    UnpackOp::create(at, source.getLoc(), source, target, call.add);
  else if (call.kind == Kind::keep)
    KeepOp::create(at, getLoc(call), loop.getTile(), getRows(call.rows), source,
                   target);
  else
    RestoreOp::create(at, getLoc(call), loop.getTile(), getRows(call.rows),
                      source, target);
}

void ProgramBuilder::createKernel(OpBuilder &at, TilesOp loop,
                                  const plan::Call &call) {
  Location loc = getLoc(call);
  SmallVector<Value> ins;
  for (int storage : call.reads)
    ins.push_back(getValue(at, loop, storage));
  RowsAttr limit = call.limit.empty() ? RowsAttr() : getRows(call.limit);
  DenseI64ArrayAttr addFrom = call.addFrom.empty()
                                  ? DenseI64ArrayAttr()
                                  : at.getDenseI64ArrayAttr(call.addFrom);
  auto kernel = KernelOp::create(at, loc, loop ? loop.getTile() : Value(),
                                 getRows(call.rows), limit, addFrom, ins,
                                 getValue(at, loop, call.write));
  OpBuilder::InsertionGuard guard(at);
  Block *body = at.createBlock(&kernel.getBody());
  IRMapping mapping;
  for (Value value : getReadValues(call))
    mapping.map(value, body->addArgument(value.getType(), value.getLoc()));
  YieldOp::create(at, loc, createLayers(at, call, mapping));
}

Location ProgramBuilder::getLoc(const plan::Call &call) const {
  if (call.kind == plan::Call::Kind::state)
    return graph.states[call.state]->getLoc();
  return getOwner(call.layer, call.gradient)->getLoc();
}

Operation *ProgramBuilder::getOwner(int layer, int gradient) const {
  const LayerGroup &group = graph.groups[layer];
  return gradient < 0 ? group.anchor : group.gradients[gradient].getLayer();
}

int ProgramBuilder::getMaskedTensor(const plan::Call &call) const {
  const plan::Layer &layer = graph.graph.layers[call.layer];
  if (call.kind == plan::Call::Kind::seed)
    return layer.result;
  if (call.kind != plan::Call::Kind::gradient ||
      layer.gradients[call.gradient].readsPartial())
    return -1;
  return layer.gradients[call.gradient].tensor;
}

Operation *ProgramBuilder::getMask(const plan::Call &call) const {
  int tensor = getMaskedTensor(call);
  int producer = tensor < 0 ? -1 : graph.graph.tensors[tensor].producer;
  if (producer < 0)
    return nullptr;
  return graph.gradients.ofOperand.lookup({graph.groups[producer].mask, 0});
}

const KernelBody &ProgramBuilder::getBody(const plan::Call &call) const {
  const LayerGroup &group = graph.groups[call.layer];
  return call.gradient < 0 ? group.body : group.gradients[call.gradient].body;
}

SmallVector<Value> ProgramBuilder::getReadValues(const plan::Call &call) {
  using Kind = plan::Call::Kind;
  if (call.kind == Kind::state)
    return row::getReadValues(graph.states[call.state]);
  SmallVector<Value> values;
  int tensor = graph.graph.layers[call.layer].result;
  if (call.kind == Kind::output || call.kind == Kind::outside)
    values.push_back(graph.tensors[tensor]);
  else if (call.kind == Kind::seed)
    values.push_back(chain.getSeedArgument(
        llvm::find(graph.graph.outputs, tensor) - graph.graph.outputs.begin()));
  else
    values = getBody(call).reads;
  if (call.kind == Kind::passOn)
    values.truncate(1);
  if (Operation *mask = getMask(call))
    for (Value value : row::getReadValues(mask))
      if (value != getIncoming(mask) && !llvm::is_contained(values, value))
        values.push_back(value);
  return values;
}

/// Whether a layer gives its incoming gradient to gradient layers in the same
/// kernel: they can take that instead.
static bool isForwarded(const KernelBody &body, Operation *layer) {
  return isa<AddGradOp>(layer) &&
         !llvm::is_contained(body.terms, layer->getResult(0)) &&
         llvm::none_of(layer->getUsers(), isGradientSum);
}

/// Builds the layers of `body`; `mapping` has what they read. Returns what they
/// give.
static Value createBody(OpBuilder &builder, const KernelBody &body,
                        IRMapping &mapping) {
  for (Operation *layer : body.layers) {
    if (isForwarded(body, layer))
      mapping.map(layer->getResult(0), mapping.lookup(getIncoming(layer)));
    else
      builder.clone(*layer, mapping);
  }
  Value sum;
  for (Value term : body.terms) {
    Value value = mapping.lookup(term);
    sum =
        sum ? AddOp::create(builder, term.getLoc(), term.getType(), sum, value)
            : value;
  }
  return sum;
}

Value ProgramBuilder::createLayers(OpBuilder &builder, const plan::Call &call,
                                   IRMapping &mapping) {
  using Kind = plan::Call::Kind;
  if (call.kind == Kind::state)
    return builder.clone(*graph.states[call.state], mapping)->getResult(0);
  const LayerGroup &group = graph.groups[call.layer];
  Value first = mapping.lookup(getReadValues(call).front());
  if (call.kind == Kind::output)
    return first;
  if (call.kind == Kind::passOn) {
    mapping.map(group.anchor->getResult(0), first);
    for (Operation *layer : ArrayRef(group.body.layers).drop_front())
      builder.clone(*layer, mapping);
    return mapping.lookup(group.getResult());
  }
  Value result = call.kind == Kind::seed || call.kind == Kind::outside
                     ? AddGradOp::create(builder, getLoc(call), first.getType(),
                                         first, builder.getI64IntegerAttr(0))
                     : createBody(builder, getBody(call), mapping);
  Operation *mask = getMask(call);
  if (!mask)
    return result;
  mapping.map(getIncoming(mask), result);
  return builder.clone(*mask, mapping)->getResult(0);
}

//===----------------------------------------------------------------------===//
// Storage
//===----------------------------------------------------------------------===//

Value ProgramBuilder::getValue(OpBuilder &at, TilesOp loop, int number) {
  const plan::Storage &storage = schedule.storages[number];
  using Kind = plan::Storage::Kind;
  switch (storage.kind) {
  case Kind::tensor:
    return arguments.lookup(graph.tensors[storage.index]);
  case Kind::argument:
    return arguments.lookup(graph.arguments[storage.index]);
  case Kind::output:
    return outputArguments[storage.index];
  case Kind::seed:
    return arguments.lookup(chain.getSeedArgument(storage.index));
  case Kind::tensorGradient:
    return gradientArguments.lookup(graph.tensors[storage.index]);
  case Kind::argumentGradient:
    return gradientArguments.lookup(graph.arguments[storage.index]);
  case Kind::slab:
  case Kind::filter:
  case Kind::accumulator:
    break;
  }
  Value &value = values[number];
  if (value)
    return value;
  if (!loop || storage.inLoop)
    return value = createBuffer(at, storage);
  OpBuilder beforeLoop(loop);
  return value = createBuffer(beforeLoop, storage);
}

Type ProgramBuilder::getBufferType(const plan::Storage &storage) {
  using Kind = plan::Storage::Kind;
  MLIRContext *context = function.getContext();
  Value value;
  if (storage.kind == Kind::slab && storage.gradient < 0) {
    value = graph.tensors[storage.index];
  } else {
    Operation *owner = getOwner(storage.index, storage.gradient);
    value = owner->getResult(0);
    if (storage.kind == Kind::filter)
      for (OpOperand &operand : owner->getOpOperands())
        if (cast<GeometryOpInterface>(owner).isPacked(
                operand.getOperandNumber()))
          value = operand.get();
  }
  auto type = cast<RankedTensorType>(value.getType());
  auto element = cast<FloatType>(type.getElementType());
  if (storage.kind != Kind::slab)
    return PackedType::get(context, type.getShape(), element);
  return SlabType::get(context, storage.images, storage.rows,
                       type.getDimSize(2), type.getDimSize(3), element);
}

Value ProgramBuilder::createBuffer(OpBuilder &at,
                                   const plan::Storage &storage) {
  Location loc =
      storage.kind == plan::Storage::Kind::slab && storage.gradient < 0
          ? graph.tensors[storage.index].getLoc()
          : getOwner(storage.index, storage.gradient)->getLoc();
  auto space = storage.inStash ? Space::stash : Space::workspace;
  auto live = at.getDenseI64ArrayAttr({storage.live.first, storage.live.last});
  return BufferOp::create(
      at, loc, getBufferType(storage), at.getStringAttr(storage.name),
      SpaceAttr::get(at.getContext(), space),
      at.getI64IntegerAttr(storage.copies),
      storage.window.empty() ? RowsAttr() : getRows(storage.window),
      /*bytes=*/IntegerAttr(), /*arena=*/SpaceAttr(), /*offset=*/IntegerAttr(),
      live);
}

RowsAttr ProgramBuilder::getRows(ArrayRef<plan::Rows> rows) {
  SmallVector<int64_t> bounds;
  for (plan::Rows range : rows) {
    bounds.push_back(range.begin);
    bounds.push_back(std::max(range.begin, range.end));
  }
  return RowsAttr::get(function.getContext(), bounds);
}

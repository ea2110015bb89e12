//===- Tile.cpp - Turn planned chains into slab programs ------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ProgramBuilder.h"
#include "lrcnn/Dialect/Row/Transforms/Passes.h"
#include "mlir/IR/IRMapping.h"

namespace lrcnn::row {
#define GEN_PASS_DEF_TILEPASS
#include "lrcnn/Dialect/Row/Transforms/Passes.h.inc"
} // namespace lrcnn::row

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::row;

namespace {
struct TilePass : public lrcnn::row::impl::TilePassBase<TilePass> {
  void runOnOperation() override;
};
} // namespace

/// The only operation of `function`'s body besides its return, if it is a chain
/// whose operands are arguments and whose results are returned.
static ChainOp getOnlyChain(func::FuncOp function) {
  if (function.isExternal() || !llvm::hasNItems(function.getBody().front(), 2))
    return nullptr;
  return dyn_cast<ChainOp>(function.getBody().front().front());
}

/// Whether `type` is that of an argument that programs have: static, of
/// numbers.
static bool isProgramArgument(Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  return tensor && tensor.hasStaticShape() &&
         (tensor.getElementType().isF32() || tensor.getElementType().isF64());
}

/// Checks that bytes of the function's arguments can be counted.
static LogicalResult verifyArguments(func::FuncOp function) {
  for (Type type : function.getArgumentTypes())
    if (isProgramArgument(type) &&
        !areSizesSound(cast<RankedTensorType>(type).getShape()))
      return function.emitOpError()
             << "expected arguments of sizes from 1 to 2^20, in all at most "
                "2^48, got "
             << type;
  return success();
}

/// An operation of `function` beside its chains, if possible one that computes
/// something of the arguments. Null if there is none.
static Operation *getLeftover(func::FuncOp function) {
  Operation *found = nullptr;
  for (Operation &op : function.getOps()) {
    if (isa<ChainOp, func::ReturnOp>(op))
      continue;
    if (llvm::any_of(op.getOperands(), llvm::IsaPred<BlockArgument>))
      return &op;
    found = found ? found : &op;
  }
  return found;
}

void TilePass::runOnOperation() {
  for (auto function :
       llvm::make_early_inc_range(getOperation().getOps<func::FuncOp>())) {
    ChainOp chain = getOnlyChain(function);
    if (!chain) {
      InFlightDiagnostic error = function.emitOpError();
      error << "expected a function of one row.chain to tile";
      if (Operation *op = getLeftover(function))
        error.attachNote(op->getLoc())
            << "this stands beside it and could not be raised (see the remarks "
               "of lrcnn-raise)";
      return signalPassFailure();
    }
    if (!chain.getPlanAttr() || !chain.isDifferentiated()) {
      chain.emitOpError() << "expected a differentiated and planned chain; run "
                             "lrcnn-differentiate and lrcnn-plan first";
      return signalPassFailure();
    }
    if (failed(verifyArguments(function)) ||
        failed(ProgramBuilder(function, chain).build()))
      return signalPassFailure();
    function.erase();
  }
}

//===----------------------------------------------------------------------===//
// Set-up
//===----------------------------------------------------------------------===//

ProgramBuilder::ProgramBuilder(func::FuncOp function, ChainOp chain)
    : function(function), chain(chain), graph(buildChainGraph(chain)) {
  firstResult = graph.tensors.size() - graph.groups.size();
  plan::Plan plan = getPlan(graph.graph, chain.getPlanAttr());
  for (plan::Segment &segment : plan.segments) {
    plan::SegmentTiling tiling = plan::computeTiling(graph.graph, segment);
    segments.push_back({std::move(segment), std::move(tiling), nullptr});
  }
}

FailureOr<ProgramOp> ProgramBuilder::build() {
  if (Operation *orphan = graph.gradients.orphan)
    return orphan->emitOpError()
           << "expected a gradient layer as lrcnn-differentiate builds it";
  for (const TiledSegment &tiled : segments)
    if (llvm::Error error =
            plan::verify(graph.graph, tiled.segment, tiled.tiling))
      return chain.emitOpError()
             << "tiling failed: " << llvm::toString(std::move(error));
  OpBuilder builder(function);
  program = ProgramOp::create(builder, function.getLoc(), function.getName());
  program.setPlanAttr(chain.getPlanAttr());
  residency = plan::computeResidency(graph.graph,
                                     getPlan(graph.graph, chain.getPlanAttr()));
  createArguments();
  createStash();
  buildForward(EntryKind::forward);
  buildForward(EntryKind::inference);
  buildBackward();
  return program;
}

/// An argument of the function that the chain does not read. It keeps its place
/// among those of the program, if programs have such arguments: numbers. Where
/// no layout has as many dimensions it is a vector of its elements.
static void createUnread(OpBuilder &builder, BlockArgument argument,
                         StringRef name) {
  if (!isProgramArgument(argument.getType()))
    return;
  auto type = cast<RankedTensorType>(argument.getType());
  SmallVector<int64_t> shape{type.getNumElements()};
  Layout layout = Layout::vector;
  if (type.getRank() == 4 || type.getRank() == 2) {
    layout = type.getRank() == 4 ? Layout::fchw : Layout::fc;
    shape = toRowOrder(type.getShape(), layout);
  }
  ArgumentOp::create(builder, argument.getLoc(),
                     MemRefType::get(shape, type.getElementType()), name,
                     Role::activation, Direction::in, layout);
}

void ProgramBuilder::createArguments() {
  OpBuilder builder = OpBuilder::atBlockEnd(program.getBodyBlock());
  auto getName = [](DictionaryAttr attrs, const std::string &fallback) {
    auto name =
        attrs ? attrs.getAs<StringAttr>(RowDialect::kNameAttr) : StringAttr();
    return name ? name.getValue().str() : fallback;
  };
  // `isWhole`: without rows, as filters are.
  auto create = [&](Value value, const std::string &name, Role role,
                    Direction direction, Layout layout,
                    bool isWhole = false) -> Value {
    auto type = cast<RankedTensorType>(value.getType());
    Type storage = MemRefType::get(type.getShape(), type.getElementType());
    if (type.getRank() == 4 && !isWhole)
      storage = SlabType::get(type.getContext(), type.getDimSize(0),
                              type.getDimSize(1), type.getDimSize(2),
                              type.getDimSize(3),
                              cast<FloatType>(type.getElementType()));
    return ArgumentOp::create(builder, value.getLoc(), storage, name, role,
                              direction, layout);
  };
  auto argumentName = [&](Value operand) {
    unsigned number = cast<BlockArgument>(operand).getArgNumber();
    return getName(function.getArgAttrDict(number),
                   "arg" + std::to_string(number));
  };
  SmallVector<std::string> inputNames;
  for (Value operand : chain.getInputs())
    inputNames.push_back(argumentName(operand));
  // In the order of the function, whatever the chain reads first.
  for (BlockArgument operand : function.getArguments()) {
    if (llvm::is_contained(chain.getSeeds(), operand))
      continue;
    unsigned i =
        llvm::find(chain.getInputs(), operand) - chain.getInputs().begin();
    if (i == chain.getInputs().size()) {
      createUnread(builder, operand, argumentName(operand));
      continue;
    }
    BlockArgument argument = chain.getInputArgument(i);
    Role role = chain.isParameter(i) ? Role::parameter
                : chain.isState(i)   ? Role::state
                                     : Role::activation;
    auto number = cast<BlockArgument>(operand).getArgNumber();
    role = getStatedRole(function, number).value_or(role);
    bool isUpdated =
        llvm::any_of(argument.getUsers(), llvm::IsaPred<StateOpInterface>);
    arguments[argument] = create(argument, inputNames[i], role,
                                 isUpdated ? Direction::inout : Direction::in,
                                 chain.getInputLayout(i), chain.isParameter(i));
  }
  auto yield = cast<YieldOp>(chain.getBodyBlock()->getTerminator());
  for (unsigned i = 0; i < chain.getNumOutputs(); ++i)
    outputArguments.push_back(
        create(yield.getValues()[i],
               getName(function.getResultAttrDict(i), "y" + std::to_string(i)),
               Role::activation, Direction::out, chain.getResultLayout(i)));
  for (auto [i, operand] : llvm::enumerate(chain.getSeeds()))
    arguments[chain.getSeedArgument(i)] =
        create(chain.getSeedArgument(i), argumentName(operand), Role::gradient,
               Direction::in, chain.getSeedLayout(i));
  for (auto [i, input] : llvm::enumerate(chain.getDifferentiated())) {
    BlockArgument argument = chain.getInputArgument(input);
    Value storage = create(argument, "d" + inputNames[input], Role::gradient,
                           Direction::out, chain.getInputLayout(input));
    if (chain.isParameter(input))
      storage.setType(arguments[argument].getType());
    gradientArguments[argument] = storage;
  }
}

//===----------------------------------------------------------------------===//
// Questions about tensors
//===----------------------------------------------------------------------===//

bool ProgramBuilder::isChainOutput(int tensor) const {
  return llvm::is_contained(graph.graph.outputs, tensor);
}

Value ProgramBuilder::getOutputArgument(int tensor) const {
  return outputArguments[llvm::find(graph.graph.outputs, tensor) -
                         graph.graph.outputs.begin()];
}

bool ProgramBuilder::isConsumedIn(const plan::Segment &segment,
                                  int tensor) const {
  for (int layer = segment.firstLayer; layer < segment.endLayer; ++layer)
    for (const plan::Operand &operand : graph.graph.layers[layer].operands)
      if (operand.tensor == tensor)
        return true;
  return false;
}

bool ProgramBuilder::isBorderOutput(const TiledSegment &tiled,
                                    int tensor) const {
  if (isChainOutput(tensor))
    return true;
  for (auto [index, layer] : llvm::enumerate(graph.graph.layers)) {
    int number = index;
    if (number >= tiled.segment.firstLayer && number < tiled.segment.endLayer)
      continue;
    for (const plan::Operand &operand : layer.operands)
      if (operand.tensor == tensor)
        return true;
  }
  return false;
}

//===----------------------------------------------------------------------===//
// Storage and tables
//===----------------------------------------------------------------------===//

SlabType ProgramBuilder::getSlabType(int tensor, int64_t images,
                                     int64_t rows) const {
  const plan::Tensor &shape = graph.graph.tensors[tensor];
  auto type = cast<RankedTensorType>(graph.tensors[tensor].getType());
  return SlabType::get(type.getContext(), images, rows, shape.width,
                       shape.channels, cast<FloatType>(type.getElementType()));
}

BufferOp ProgramBuilder::createBuffer(OpBuilder &at, Location loc, Type type,
                                      const Twine &name, Space space,
                                      int64_t copies, RowsAttr window) {
  return BufferOp::create(at, loc, type, at.getStringAttr(name),
                          SpaceAttr::get(at.getContext(), space),
                          at.getI64IntegerAttr(copies), window, IntegerAttr(),
                          SpaceAttr(), IntegerAttr(), DenseI64ArrayAttr());
}

Value ProgramBuilder::createWhole(OpBuilder &at, int tensor, const Twine &name,
                                  Space space) {
  const plan::Tensor &shape = graph.graph.tensors[tensor];
  return createBuffer(at, graph.tensors[tensor].getLoc(),
                      getSlabType(tensor, shape.images, shape.rows), name,
                      space);
}

RowsAttr ProgramBuilder::getRows(ArrayRef<plan::Rows> rows) {
  SmallVector<int64_t> bounds;
  for (plan::Rows range : rows) {
    bounds.push_back(range.begin);
    bounds.push_back(std::max(range.begin, range.end));
  }
  return RowsAttr::get(function.getContext(), bounds);
}

RowsAttr ProgramBuilder::getAllRows(int tensor) {
  return getRows(plan::Rows{0, graph.graph.tensors[tensor].rows});
}

Value ProgramBuilder::createSlab(OpBuilder &at, const TiledSegment &segment,
                                 int tensor, const Twine &name,
                                 ArrayRef<plan::Rows> window) {
  RowsAttr rows = getRows(window);
  TilesOp loop = segment.loop;
  return createBuffer(
      at, graph.tensors[tensor].getLoc(),
      getSlabType(tensor, loop.getGroupCapacity(), rows.capacity()), name,
      Space::workspace, /*copies=*/1, rows);
}

TilesOp ProgramBuilder::createLoop(OpBuilder &at, const TiledSegment &segment,
                                   bool reverse) {
  int primary = plan::getPrimary(graph.graph, segment.segment);
  return TilesOp::create(at, chain.getLoc(), segment.segment.batchTiles,
                         segment.numTiles(),
                         graph.graph.tensors[primary].images, reverse);
}

KernelOp ProgramBuilder::createKernel(
    OpBuilder &at, Location loc, const TiledSegment &segment, RowsAttr rows,
    RowsAttr limit, DenseI64ArrayAttr addFrom, const Operands &operands,
    Value out, function_ref<Value(OpBuilder &, IRMapping &)> fill) {
  TilesOp loop = segment.loop;
  SmallVector<Value> ins;
  for (auto &[value, storage] : operands)
    ins.push_back(storage);
  auto kernel = KernelOp::create(at, loc, loop ? loop.getTile() : Value(), rows,
                                 limit, addFrom, ins, out);
  OpBuilder::InsertionGuard guard(at);
  Block *body = at.createBlock(&kernel.getBody());
  IRMapping mapping;
  for (auto &[value, storage] : operands)
    mapping.map(value, body->addArgument(value.getType(), value.getLoc()));
  YieldOp::create(at, loc, fill(at, mapping));
  return kernel;
}

Value ProgramBuilder::createPacked(OpBuilder &at, Value filter,
                                   const Twine &name, ConvPass pass) {
  auto type = cast<RankedTensorType>(filter.getType());
  auto packed = PackedType::get(type.getContext(), type.getShape(),
                                cast<FloatType>(type.getElementType()));
  Value buffer =
      createBuffer(at, filter.getLoc(), packed, name, Space::workspace);
  PackOp::create(at, filter.getLoc(), pass, arguments.lookup(filter), buffer);
  return buffer;
}

Value ProgramBuilder::createAccumulator(Operation *fold, const Twine &name,
                                        Value target, OpBuilder &beforeLoop) {
  if (!cast<GeometryOpInterface>(fold).hasAccumulator())
    return target;
  auto type = cast<RankedTensorType>(fold->getResult(0).getType());
  auto packed = PackedType::get(type.getContext(), type.getShape(),
                                cast<FloatType>(type.getElementType()));
  return createBuffer(beforeLoop, fold->getLoc(), packed, name,
                      Space::workspace);
}

//===- RowChain.cpp - Chains ----------------------------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Dialect/Row/IR/ChainGraph.h"
#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace lrcnn::row;

//===----------------------------------------------------------------------===//
// Building, parsing, printing
//===----------------------------------------------------------------------===//

static SmallVector<int32_t> toNumbers(ArrayRef<Layout> layouts) {
  return llvm::map_to_vector(
      layouts, [](Layout layout) { return static_cast<int32_t>(layout); });
}

/// `type`, whose dimensions are in `layout`'s order, in the dialect's order.
static RankedTensorType toBodyType(Type type, Layout layout) {
  auto tensor = cast<RankedTensorType>(type);
  return tensor.clone(toRowOrder(tensor.getShape(), layout));
}

static void setLayouts(ChainOp::Properties &properties, Builder &builder,
                       ArrayRef<Layout> inputs, ArrayRef<Layout> seeds,
                       ArrayRef<Layout> results) {
  properties.operandSegmentSizes = {static_cast<int32_t>(inputs.size()),
                                    static_cast<int32_t>(seeds.size())};
  properties.input_layouts = builder.getDenseI32ArrayAttr(toNumbers(inputs));
  properties.seed_layouts = builder.getDenseI32ArrayAttr(toNumbers(seeds));
  properties.result_layouts = builder.getDenseI32ArrayAttr(toNumbers(results));
}

void ChainOp::build(OpBuilder &builder, OperationState &state,
                    TypeRange resultTypes, ValueRange inputs,
                    ArrayRef<Layout> inputLayouts, ValueRange seeds,
                    ArrayRef<Layout> seedLayouts,
                    ArrayRef<Layout> resultLayouts,
                    ArrayRef<int64_t> differentiated, PlanAttr plan) {
  OpBuilder::InsertionGuard guard(builder);
  state.addTypes(resultTypes);
  state.addOperands(inputs);
  state.addOperands(seeds);
  Properties &properties = state.getOrAddProperties<Properties>();
  setLayouts(properties, builder, inputLayouts, seedLayouts, resultLayouts);
  properties.differentiated = builder.getDenseI64ArrayAttr(differentiated);
  properties.plan = plan;
  Block *body = builder.createBlock(state.addRegion());
  for (auto [value, layout] : llvm::zip_equal(inputs, inputLayouts))
    body->addArgument(toBodyType(value.getType(), layout), value.getLoc());
  for (auto [value, layout] : llvm::zip_equal(seeds, seedLayouts))
    body->addArgument(toBodyType(value.getType(), layout), value.getLoc());
}

static ParseResult parseLayout(OpAsmParser &parser, Layout &layout,
                               SMLoc &loc) {
  StringRef keyword;
  loc = parser.getCurrentLocation();
  if (parser.parseKeyword(&keyword))
    return failure();
  std::optional<Layout> parsed = symbolizeLayout(keyword);
  if (!parsed)
    return parser.emitError(loc) << "expected a layout (nhwc, nchw, fhwc, "
                                    "fchw, hwcf, fc, vector, c11 or nc), got '"
                                 << keyword << "'";
  layout = *parsed;
  return success();
}

static ParseResult checkRank(OpAsmParser &parser, SMLoc loc, Type type,
                             Layout layout) {
  int64_t rank = getLayoutRank(layout);
  auto tensor = dyn_cast<RankedTensorType>(type);
  if (!tensor || tensor.getRank() != rank)
    return parser.emitError(loc)
           << "expected a tensor of rank " << rank << " for layout '"
           << stringifyLayout(layout) << "', got " << type;
  return success();
}

/// One parenthesised list of `%argument = %operand layout : type`.
static ParseResult
parseBindings(OpAsmParser &parser, OperationState &result,
              SmallVectorImpl<OpAsmParser::Argument> &arguments,
              SmallVectorImpl<Layout> &layouts) {
  return parser.parseCommaSeparatedList(
      OpAsmParser::Delimiter::Paren, [&]() -> ParseResult {
        OpAsmParser::UnresolvedOperand operand;
        Type type;
        SMLoc loc;
        OpAsmParser::Argument &argument = arguments.emplace_back();
        if (parser.parseArgument(argument) || parser.parseEqual() ||
            parser.parseOperand(operand) ||
            parseLayout(parser, layouts.emplace_back(), loc) ||
            parser.parseColonType(type) ||
            checkRank(parser, loc, type, layouts.back()) ||
            parser.resolveOperand(operand, type, result.operands))
          return failure();
        argument.type = toBodyType(type, layouts.back());
        return success();
      });
}

ParseResult ChainOp::parse(OpAsmParser &parser, OperationState &result) {
  SmallVector<OpAsmParser::Argument> arguments;
  SmallVector<Layout> inputLayouts, seedLayouts, resultLayouts;
  if (parseBindings(parser, result, arguments, inputLayouts))
    return failure();
  if (succeeded(parser.parseOptionalKeyword("seeds")) &&
      parseBindings(parser, result, arguments, seedLayouts))
    return failure();
  auto parseResult = [&]() -> ParseResult {
    SMLoc loc;
    return failure(
        parseLayout(parser, resultLayouts.emplace_back(), loc) ||
        parser.parseType(result.types.emplace_back()) ||
        checkRank(parser, loc, result.types.back(), resultLayouts.back()));
  };
  if (parser.parseArrow() || parser.parseCommaSeparatedList(
                                 OpAsmParser::Delimiter::Paren, parseResult))
    return failure();

  Builder &builder = parser.getBuilder();
  Properties &properties = result.getOrAddProperties<Properties>();
  SmallVector<int64_t> differentiated;
  if (succeeded(parser.parseOptionalKeyword("differentiated")) &&
      parser.parseCommaSeparatedList(OpAsmParser::Delimiter::Square, [&]() {
        return parser.parseInteger(differentiated.emplace_back());
      }))
    return failure();
  if (succeeded(parser.parseOptionalKeyword("plan")) &&
      parser.parseAttribute(properties.plan))
    return failure();
  setLayouts(properties, builder, inputLayouts, seedLayouts, resultLayouts);
  properties.differentiated = builder.getDenseI64ArrayAttr(differentiated);
  if (parser.parseOptionalAttrDictWithKeyword(result.attributes) ||
      parser.parseRegion(*result.addRegion(), arguments))
    return failure();
  return success();
}

void ChainOp::print(OpAsmPrinter &printer) {
  auto printBindings = [&](OperandRange operands, ArrayRef<int32_t> layouts,
                           unsigned firstArgument) {
    printer << " (";
    llvm::interleaveComma(llvm::enumerate(operands), printer, [&](auto item) {
      printer << getBodyBlock()->getArgument(firstArgument + item.index())
              << " = " << item.value() << " "
              << stringifyLayout(Layout(layouts[item.index()])) << " : "
              << item.value().getType();
    });
    printer << ")";
  };
  printBindings(getInputs(), getInputLayouts(), 0);
  if (isDifferentiated()) {
    printer.printNewline();
    printer << "    seeds";
    printBindings(getSeeds(), getSeedLayouts(), getInputs().size());
  }
  printer.printNewline();
  printer << "    -> (";
  llvm::interleaveComma(
      llvm::enumerate(getResultTypes()), printer, [&](auto item) {
        printer << stringifyLayout(getResultLayout(item.index())) << " "
                << item.value();
      });
  printer << ")";
  if (!getDifferentiated().empty()) {
    printer << " differentiated [";
    llvm::interleaveComma(getDifferentiated(), printer);
    printer << "]";
  }
  if (PlanAttr plan = getPlanAttr()) {
    printer.printNewline();
    printer << "    plan " << plan;
  }
  printer.printOptionalAttrDictWithKeyword(
      (*this)->getDiscardableAttrDictionary().getValue());
  printer << " ";
  printer.printRegion(getBody(), /*printEntryBlockArgs=*/false,
                      /*printBlockTerminators=*/true);
}

//===----------------------------------------------------------------------===//
// Queries
//===----------------------------------------------------------------------===//

bool ChainOp::isParameter(unsigned i) {
  return llvm::all_of(getInputArgument(i).getUses(), [](OpOperand &use) {
    auto layer = dyn_cast<GeometryOpInterface>(use.getOwner());
    return layer && !layer.hasRows(use.getOperandNumber()) &&
           !layer.isState(use.getOperandNumber());
  });
}

bool ChainOp::isState(unsigned i) {
  return !getInputArgument(i).use_empty() &&
         llvm::all_of(getInputArgument(i).getUses(), [](OpOperand &use) {
           // Gradient layers read what the layer does.
           auto layer = dyn_cast<GeometryOpInterface>(use.getOwner());
           return layer && (isa<GradientOpInterface>(use.getOwner()) ||
                            layer.isState(use.getOperandNumber()));
         });
}

unsigned ChainOp::getNumStates() {
  auto yield = cast<YieldOp>(getBodyBlock()->getTerminator());
  return llvm::count_if(yield.getValues(), [](Value value) {
    return isa_and_present<StateOpInterface>(value.getDefiningOp());
  });
}

SmallVector<Operation *> ChainOp::getForwardLayers() {
  SmallVector<Operation *> layers;
  for (Operation &op : getBodyBlock()->without_terminator())
    if (isa<AdjointOpInterface>(op) && !isGradientSum(&op))
      layers.push_back(&op);
  return layers;
}

/// Whether `value` is a seed or made by a gradient layer. The operands of a sum
/// are all gradients or none is, so the first one tells.
static bool isGradient(Value value) {
  while (auto sum = value.getDefiningOp<AddOp>()) {
    value = sum.getLhs();
    // Verifiers run before dominance is known.
    Operation *producer = value.getDefiningOp();
    if (producer && (producer->getBlock() != sum->getBlock() ||
                     !producer->isBeforeInBlock(sum)))
      return false;
  }
  if (Operation *producer = value.getDefiningOp())
    return isa<GradientOpInterface>(producer);
  auto argument = cast<BlockArgument>(value);
  auto chain = dyn_cast<ChainOp>(argument.getOwner()->getParentOp());
  return chain && argument.getArgNumber() >= chain.getInputs().size();
}

bool lrcnn::row::isGradientSum(Operation *op) {
  return isa<AddOp>(op) && isGradient(op->getResult(0));
}

//===----------------------------------------------------------------------===//
// Verification
//===----------------------------------------------------------------------===//

/// Checks operands or results against the body's values in the dialect's order.
static LogicalResult verifyBorder(ChainOp chain, StringRef what,
                                  TypeRange outside, TypeRange inside,
                                  ArrayRef<int32_t> layouts) {
  if (layouts.size() != outside.size())
    return chain.emitOpError()
           << "expected a layout for each of the " << outside.size() << " "
           << what << "s, got " << layouts.size();
  if (inside.size() != outside.size())
    return chain.emitOpError() << "expected " << outside.size() << " " << what
                               << "s in the body, got " << inside.size();
  for (auto [index, type] : llvm::enumerate(outside)) {
    auto tensor = cast<RankedTensorType>(type);
    if (!symbolizeLayout(layouts[index]))
      return chain.emitOpError() << "expected a layout for " << what << " "
                                 << index << ", got " << layouts[index];
    Layout layout = Layout(layouts[index]);
    if (!tensor.hasStaticShape() || tensor.getRank() != getLayoutRank(layout) ||
        toBodyType(tensor, layout) != inside[index] ||
        tensor.getNumElements() !=
            cast<RankedTensorType>(inside[index]).getNumElements())
      return chain.emitOpError()
             << "expected " << what << " " << index << " of " << type << " in "
             << stringifyLayout(layout) << " to be the body's "
             << inside[index];
  }
  return success();
}

/// Checks that each output is the result of another forward layer and each
/// gradient that of a gradient layer.
static LogicalResult verifyOutputs(ChainOp chain, YieldOp yield) {
  unsigned numOutputs = chain.getNumOutputs();
  unsigned numStates = chain.getNumStates();
  SmallPtrSet<Operation *, 4> makers;
  for (auto [index, value] : llvm::enumerate(yield.getValues())) {
    bool isState = isa_and_present<StateOpInterface>(value.getDefiningOp());
    if (isState != (index >= numOutputs && index < numOutputs + numStates))
      return chain.emitOpError()
             << "expected outputs, then states, then gradients, got "
             << (isState ? "a state" : "none") << " in result " << index;
    if (isState)
      continue;
    if (index >= numOutputs) {
      if (!isGradient(value))
        return chain.emitOpError() << "expected result " << index
                                   << " to be a gradient, as 'differentiated' "
                                      "says";
      continue;
    }
    Operation *maker = value.getDefiningOp();
    if (!maker || isGradient(value))
      return chain.emitOpError()
             << "expected every output to be made by a forward layer";
    if (auto statistics = dyn_cast<StatisticsOp>(maker);
        statistics && statistics.getGroups())
      return chain.emitOpError()
             << "expected no output of statistics in groups, whose channels "
                "have one gradient, got output "
             << index;
    if (!makers.insert(maker).second)
      return chain.emitOpError()
             << "expected different outputs, got output " << index << " twice";
  }
  return success();
}

/// Checks that states are renewed where nobody else reads them, and that other
/// states only are made of renewed ones.
static LogicalResult verifyStates(ChainOp chain) {
  for (auto state : chain.getBodyBlock()->getOps<StateOpInterface>()) {
    Value renewed = state->getOperand(0);
    if (!isa<BlockArgument>(renewed))
      return state->emitOpError()
             << "expected to renew an input of the chain, got what '"
             << renewed.getDefiningOp()->getName() << "' makes";
    unsigned uses = llvm::range_size(renewed.getUses());
    if (uses != 1)
      return state->emitOpError()
             << "expected no other use of the state that it renews, got "
             << uses << " uses";
    for (Operation *user : state->getUsers())
      if (!isa<StateOpInterface, YieldOp>(user))
        return user->emitOpError() << "expected renewed states only in layers "
                                      "that renew a state, got that of '"
                                   << state->getName() << "'";
    if (llvm::none_of(state->getUsers(), llvm::IsaPred<YieldOp>))
      return state->emitOpError()
             << "expected a renewed state to be a result of the chain";
  }
  return success();
}

/// Checks that what layers read as filters, biases or states are inputs of the
/// chain, and not feature maps as well: these are made row by row.
static LogicalResult verifyParameters(ChainOp chain) {
  llvm::SmallDenseMap<Value, bool> hasRows;
  for (Operation *layer : chain.getForwardLayers()) {
    auto geometry = cast<GeometryOpInterface>(layer);
    for (OpOperand &operand : layer->getOpOperands()) {
      unsigned number = operand.getOperandNumber();
      if (Operation *maker = operand.get().getDefiningOp()) {
        if (!geometry.hasRows(number))
          return layer->emitOpError() << "expected operand " << number
                                      << ", which has no rows, to be an input "
                                         "of the chain, got what '"
                                      << maker->getName() << "' makes";
        continue;
      }
      auto [it, isNew] =
          hasRows.try_emplace(operand.get(), geometry.hasRows(number));
      if (it->second != geometry.hasRows(number))
        return layer->emitOpError()
               << "expected operand " << number
               << " to be read as a feature map or as a filter, got an input "
                  "that layers read as both";
    }
  }
  return success();
}

/// Checks that gradients and the values of forward layers are not mixed up.
static LogicalResult verifyGradients(ChainOp chain) {
  for (Operation &op : chain.getBodyBlock()->without_terminator()) {
    auto layer = dyn_cast<GradientOpInterface>(op);
    if (layer && !chain.isDifferentiated())
      return op.emitOpError()
             << "expected a gradient layer only in a chain with seeds";
    bool isSum = isGradientSum(&op);
    if (auto sum = dyn_cast<AddOp>(op);
        sum && !isSum && sum.getType().getRank() != 4)
      return op.emitOpError() << "expected vectors only where gradients are "
                                 "summed, got "
                              << sum.getType();
    for (OpOperand &operand : op.getOpOperands()) {
      unsigned number = operand.getOperandNumber();
      bool expected =
          isSum || (layer && layer.getResultGradientOperand() == number);
      if (isGradient(operand.get()) != expected)
        return op.emitOpError()
               << "expected operand " << number
               << (expected ? " to be a gradient" : " not to be a gradient");
    }
  }
  return success();
}

/// Checks that there are as many seeds and gradients as outputs and inputs ask
/// for.
static LogicalResult verifyNumbers(ChainOp chain) {
  ArrayRef<int64_t> differentiated = chain.getDifferentiated();
  if (differentiated.size() + chain.getNumStates() >= chain.getNumResults())
    return chain.emitOpError()
           << "expected at least one output, got " << chain.getNumResults()
           << " results and " << differentiated.size() << " gradients";
  if (chain.isDifferentiated() &&
      chain.getSeeds().size() != chain.getNumOutputs())
    return chain.emitOpError()
           << "expected a seed for each of the " << chain.getNumOutputs()
           << " outputs, got " << chain.getSeeds().size();
  for (int64_t input : differentiated)
    if (input < 0 || input >= static_cast<int64_t>(chain.getInputs().size()))
      return chain.emitOpError()
             << "expected 'differentiated' to number inputs, got " << input
             << " of " << chain.getInputs().size();
  return success();
}

LogicalResult ChainOp::verifyRegions() {
  TypeRange arguments = TypeRange(getBodyBlock()->getArgumentTypes());
  size_t numInputs = getInputs().size();
  if (arguments.size() != numInputs + getSeeds().size())
    return emitOpError() << "expected a body of "
                         << numInputs + getSeeds().size() << " arguments, got "
                         << arguments.size();
  auto yield = dyn_cast<YieldOp>(getBodyBlock()->getTerminator());
  if (!yield)
    return emitOpError() << "expected a body that ends with row.yield";
  if (failed(verifyNumbers(*this)) ||
      failed(verifyBorder(*this, "input", getInputs().getTypes(),
                          arguments.take_front(numInputs),
                          getInputLayouts())) ||
      failed(verifyBorder(*this, "seed", getSeeds().getTypes(),
                          arguments.drop_front(numInputs), getSeedLayouts())) ||
      failed(verifyBorder(*this, "result", getResultTypes(),
                          yield.getOperandTypes(), getResultLayouts())))
    return failure();
  for (Operation &op : getBodyBlock()->without_terminator())
    if (!isa<GeometryOpInterface>(op))
      return op.emitOpError() << "expected a layer in a row.chain";
  if (failed(verifyOutputs(*this, yield)) || failed(verifyStates(*this)) ||
      failed(verifyGradients(*this)) || failed(verifyParameters(*this)))
    return failure();
  if (!getPlanAttr())
    return success();
  return verifyPlan(*this);
}

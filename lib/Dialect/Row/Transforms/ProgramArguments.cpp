//===- ProgramArguments.cpp - What a program takes and gives --------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ProgramBuilder.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::row;

/// Whether `type` is that of an argument that programs have: static, of
/// numbers.
static bool isProgramArgument(Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  return tensor && tensor.hasStaticShape() &&
         (tensor.getElementType().isF32() || tensor.getElementType().isF64());
}

LogicalResult ProgramBuilder::verifyArguments() {
  for (Type type : function.getArgumentTypes())
    if (isProgramArgument(type) &&
        !areSizesSound(cast<RankedTensorType>(type).getShape()))
      return function.emitOpError()
             << "expected arguments of sizes from 1 to 2^20, in all at most "
                "2^48, got "
             << type;
  return success();
}

/// An argument of the function that the chain does not read. It keeps its place
/// among those of the program, if programs have such arguments: numbers. Where
/// no layout has as many dimensions it is a vector of its elements.
static void createUnread(OpBuilder &builder, BlockArgument argument,
                         StringRef name, Role role) {
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
                     MemRefType::get(shape, type.getElementType()), name, role,
                     Direction::in, layout);
}

Value ProgramBuilder::createArgument(OpBuilder &builder, Value value,
                                     const std::string &name, Role role,
                                     Direction direction, Layout layout,
                                     bool isWhole) {
  auto type = cast<RankedTensorType>(value.getType());
  Type storage = MemRefType::get(type.getShape(), type.getElementType());
  // Filters and states have four dimensions at times, but no rows.
  if (type.getRank() == 4 && !isWhole)
    storage =
        SlabType::get(type.getContext(), type.getDimSize(0), type.getDimSize(1),
                      type.getDimSize(2), type.getDimSize(3),
                      cast<FloatType>(type.getElementType()));
  return ArgumentOp::create(builder, value.getLoc(), storage, name, role,
                            direction, layout);
}

static std::string getName(DictionaryAttr attrs, const std::string &fallback) {
  auto name =
      attrs ? attrs.getAs<StringAttr>(RowDialect::kNameAttr) : StringAttr();
  return name ? name.getValue().str() : fallback;
}

std::string ProgramBuilder::getArgumentName(Value operand) {
  unsigned number = cast<BlockArgument>(operand).getArgNumber();
  return getName(function.getArgAttrDict(number),
                 "arg" + std::to_string(number));
}

/// In the order of the function, whatever the chain reads first.
void ProgramBuilder::createInputs(OpBuilder &builder) {
  for (BlockArgument operand : function.getArguments()) {
    if (llvm::is_contained(chain.getSeeds(), operand))
      continue;
    unsigned i =
        llvm::find(chain.getInputs(), operand) - chain.getInputs().begin();
    if (i == chain.getInputs().size()) {
      createUnread(builder, operand, getArgumentName(operand),
                   getStatedRole(function, operand.getArgNumber())
                       .value_or(Role::activation));
      continue;
    }
    BlockArgument argument = chain.getInputArgument(i);
    bool isUpdated =
        llvm::any_of(argument.getUsers(), llvm::IsaPred<StateOpInterface>);
    arguments[argument] = createArgument(
        builder, argument, getArgumentName(operand), getInputRole(chain, i),
        isUpdated ? Direction::inout : Direction::in, chain.getInputLayout(i),
        chain.isParameter(i));
  }
}

void ProgramBuilder::createArguments() {
  OpBuilder builder = OpBuilder::atBlockEnd(program.getBodyBlock());
  createInputs(builder);
  auto yield = cast<YieldOp>(chain.getBodyBlock()->getTerminator());
  for (unsigned i = 0; i < chain.getNumOutputs(); ++i)
    outputArguments.push_back(createArgument(
        builder, yield.getValues()[i],
        getName(function.getResultAttrDict(i), "y" + std::to_string(i)),
        Role::activation, Direction::out, chain.getResultLayout(i)));
  for (auto [i, operand] : llvm::enumerate(chain.getSeeds()))
    arguments[chain.getSeedArgument(i)] = createArgument(
        builder, chain.getSeedArgument(i), getArgumentName(operand),
        Role::gradient, Direction::in, chain.getSeedLayout(i));
  for (auto [i, input] : llvm::enumerate(chain.getDifferentiated())) {
    BlockArgument argument = chain.getInputArgument(input);
    gradientArguments[argument] = createArgument(
        builder, argument, "d" + getArgumentName(chain.getInputs()[input]),
        Role::gradient, Direction::out, chain.getInputLayout(input),
        chain.isParameter(input));
  }
}

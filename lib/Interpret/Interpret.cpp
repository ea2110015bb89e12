//===- Interpret.cpp - Reference interpreter ------------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Interpret/Interpret.h"
#include "Border.h"
#include "ProgramInterpreter.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::interpret;
using namespace lrcnn::row;

//===----------------------------------------------------------------------===//
// Names
//===----------------------------------------------------------------------===//

static std::string getArgumentName(func::FuncOp function, unsigned number) {
  if (auto name =
          function.getArgAttrOfType<StringAttr>(number, RowDialect::kNameAttr))
    return name.str();
  if (auto loc = dyn_cast<NameLoc>(function.getArgument(number).getLoc()))
    return loc.getName().str();
  return "arg" + std::to_string(number);
}

static std::string getResultName(func::FuncOp function, unsigned number) {
  if (auto name = function.getResultAttrOfType<StringAttr>(
          number, RowDialect::kNameAttr))
    return name.str();
  return number == 0 ? "y" : "y" + std::to_string(number);
}

//===----------------------------------------------------------------------===//
// Chains
//===----------------------------------------------------------------------===//

static Array toArray(ComputedRows &rows, RankedTensorType type, Layout layout) {
  return fromRowOrder({SmallVector<int64_t>(type.getShape()), rows.getValues()},
                      layout);
}

namespace {
/// Values of a function, as the caller lays them out.
using FunctionValues = DenseMap<Value, Array>;
} // namespace

/// Computes the chain's outputs, and its gradients if `withGradients`.
static LogicalResult interpretChain(ChainOp chain, bool withGradients,
                                    BodyEvaluator &evaluator,
                                    FunctionValues &values) {
  Block *body = chain.getBodyBlock();
  SmallVector<int32_t> layouts(chain.getInputLayouts());
  llvm::append_range(layouts, chain.getSeedLayouts());
  std::vector<std::unique_ptr<ComputedRows>> operands;
  Bindings bindings;
  int64_t images = 0;
  for (auto [value, argument, number] :
       llvm::zip_equal(chain.getOperands(), body->getArguments(), layouts)) {
    auto it = values.find(value);
    if (it == values.end())
      continue;
    Layout layout = Layout(number);
    auto type = cast<RankedTensorType>(argument.getType());
    bool hasRows = isFeatureLayout(layout);
    operands.push_back(std::make_unique<ComputedRows>(
        plan::Rows{0, hasRows ? type.getDimSize(1) : 1},
        hasRows ? type.getDimSize(0) : 1, getRowSize(type, hasRows)));
    if (hasRows)
      images = std::max(images, type.getDimSize(0));
    operands.back()->getValues() = toRowOrder(it->second, layout).values;
    bindings[argument] = operands.back().get();
  }

  auto yield = cast<YieldOp>(body->getTerminator());
  unsigned count = chain.getNumResults() -
                   (withGradients ? 0 : chain.getDifferentiated().size());
  WantedRows wanted;
  unsigned index = 0;
  for (Value value : yield.getValues().take_front(count)) {
    auto type = cast<RankedTensorType>(value.getType());
    wanted[value] = {0, isFeatureLayout(chain.getResultLayout(index++))
                            ? type.getDimSize(1)
                            : 1};
  }
  FailureOr<ComputedValues> computed =
      evaluator.evaluate(*body, images, wanted, bindings);
  if (failed(computed))
    return failure();
  for (unsigned i = 0; i < count; ++i) {
    Value value = yield.getValues()[i];
    values[chain.getResult(i)] =
        toArray(*computed->at(value), cast<RankedTensorType>(value.getType()),
                chain.getResultLayout(i));
  }
  return success();
}

static FailureOr<Result>
interpretFunction(func::FuncOp function, const Arrays &arguments, Entry entry) {
  bool withGradients = entry == Entry::step;
  // Without gradients their seeds are not needed.
  auto isSeed = [](Value value) {
    return llvm::all_of(value.getUses(), [](OpOperand &use) {
      auto chain = dyn_cast<ChainOp>(use.getOwner());
      return chain && use.getOperandNumber() >= chain.getInputs().size();
    });
  };
  FunctionValues values;
  std::vector<std::string> names;
  for (BlockArgument argument : function.getArguments()) {
    names.push_back(getArgumentName(function, argument.getArgNumber()));
    auto type = dyn_cast<RankedTensorType>(argument.getType());
    if (!type || !type.hasStaticShape())
      return function.emitOpError()
             << "expected arguments that are tensors of static shape, got "
             << argument.getType();
    if (isSeed(argument) && !withGradients)
      continue;
    FailureOr<const Array *> array = findArgument(
        arguments, names.back(), type.getShape(), function.getLoc());
    if (failed(array))
      return failure();
    values[argument] = **array;
  }
  if (failed(checkNames(arguments, names, function.getLoc())))
    return failure();

  BodyEvaluator evaluator(/*training=*/entry != Entry::inference);
  Result result;
  for (Operation &op : function.getBody().front()) {
    if (auto chain = dyn_cast<ChainOp>(op)) {
      if (failed(interpretChain(chain, withGradients, evaluator, values)))
        return failure();
    } else if (auto terminator = dyn_cast<func::ReturnOp>(op)) {
      for (auto [number, value] : llvm::enumerate(terminator.getOperands()))
        if (auto it = values.find(value); it != values.end())
          result.arrays[getResultName(function, number)] = it->second;
    } else {
      return op.emitOpError() << "expected chains only in a function to "
                                 "interpret";
    }
  }
  result.multiplyAdds = evaluator.getMultiplyAdds();
  return result;
}

//===----------------------------------------------------------------------===//
// Modules
//===----------------------------------------------------------------------===//

static FailureOr<Operation *> findSymbol(ModuleOp module, StringRef name) {
  SmallVector<Operation *> found;
  for (Operation &op : *module.getBody()) {
    auto function = dyn_cast<func::FuncOp>(op);
    if (!isa<ProgramOp>(op) && !(function && !function.isExternal()))
      continue;
    if (name.empty() || SymbolTable::getSymbolName(&op) == name)
      found.push_back(&op);
  }
  if (found.size() == 1)
    return found.front();
  if (name.empty())
    return module.emitError() << "expected one function or program, got "
                              << found.size() << "; name one of them";
  return module.emitError()
         << "expected a function or a program '" << name << "'";
}

FailureOr<Result> lrcnn::interpret::interpret(ModuleOp module,
                                              const Arrays &arguments,
                                              const Options &options) {
  module.getContext()->loadDialect<arith::ArithDialect, math::MathDialect>();
  FailureOr<Operation *> symbol = findSymbol(module, options.symbol);
  if (failed(symbol))
    return failure();
  if (auto program = dyn_cast<ProgramOp>(*symbol))
    return ProgramInterpreter(program).run(arguments, options.entry);
  return interpretFunction(cast<func::FuncOp>(*symbol), arguments,
                           options.entry);
}

//===- Differentiate.cpp - Let gradient layers join a chain ---------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Dialect/Row/IR/ChainGraph.h"
#include "lrcnn/Dialect/Row/Transforms/Passes.h"
#include "mlir/IR/Remarks.h"
#include "llvm/ADT/StringSet.h"

namespace lrcnn::row {
#define GEN_PASS_DEF_DIFFERENTIATEPASS
#include "lrcnn/Dialect/Row/Transforms/Passes.h.inc"
} // namespace lrcnn::row

using namespace mlir;
using namespace lrcnn::row;

namespace {
struct DifferentiatePass
    : public lrcnn::row::impl::DifferentiatePassBase<DifferentiatePass> {
  using DifferentiatePassBase::DifferentiatePassBase;
  void runOnOperation() override;

private:
  LogicalResult differentiate(func::FuncOp function, ChainOp chain);
  LogicalResult checkInputs(ChainOp chain);
  FailureOr<SmallVector<unsigned>> getOutputs(func::ReturnOp terminator,
                                              ChainOp chain);
  FailureOr<SmallVector<int64_t>> getWanted(func::FuncOp function,
                                            ChainOp chain);
};
} // namespace

/// The name of the argument that `value` is, empty if it is none.
static StringRef getOperandName(func::FuncOp function, Value value) {
  auto argument = dyn_cast<BlockArgument>(value);
  if (!argument || argument.getOwner() != &function.getBody().front())
    return {};
  auto name = function.getArgAttrOfType<StringAttr>(argument.getArgNumber(),
                                                    RowDialect::kNameAttr);
  return name ? name.getValue() : StringRef();
}

/// Gives every argument without a `lrcnn.name` one: its location's name, else
/// its number.
static void nameArguments(func::FuncOp function) {
  for (BlockArgument argument : function.getArguments()) {
    unsigned number = argument.getArgNumber();
    if (function.getArgAttr(number, RowDialect::kNameAttr))
      continue;
    std::string name = "arg" + std::to_string(number);
    if (auto loc = dyn_cast<NameLoc>(argument.getLoc()))
      name = loc.getName().str();
    function.setArgAttr(number, RowDialect::kNameAttr,
                        StringAttr::get(function.getContext(), name));
  }
}

/// Erases the layers that nothing depends on: they would be tiled for no
/// output.
static void eraseDeadLayers(ChainOp chain) {
  SmallVector<Operation *> layers = chain.getForwardLayers();
  for (Operation *layer : llvm::reverse(layers))
    if (layer->use_empty())
      layer->erase();
}

/// What reads a fold moves down to its first reader, so that the folds of side
/// branches share a sweep and nothing normalized crosses a border. Plans count
/// layers in the order that this leaves.
static void sinkReadersOfFolds(ChainOp chain) {
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

/// Moves the layers of each group down to its last one: groups are counted and
/// run in the order that this leaves.
static void gatherGroups(ChainOp chain) {
  for (ArrayRef<Operation *> members :
       formGroups(chain, getGradientLayers(chain)))
    for (size_t member = members.size() - 1; member > 0; --member)
      members[member - 1]->moveBefore(members[member]);
}

/// The argument of `function` that `value` is, if it is one.
static std::optional<unsigned> getNumber(func::FuncOp function, Value value) {
  auto argument = dyn_cast<BlockArgument>(value);
  if (!argument || argument.getOwner() != &function.getBody().front())
    return std::nullopt;
  return argument.getArgNumber();
}

/// Checks what the attributes of `function` say that its arguments are.
static LogicalResult checkArguments(func::FuncOp function) {
  for (unsigned number : llvm::seq(function.getNumArguments())) {
    Attribute role = function.getArgAttr(number, RowDialect::kRoleAttr);
    if (role && !getStatedRole(function, number))
      return function.emitError()
             << "expected '" << RowDialect::kRoleAttr
             << "' to be \"parameter\", \"activation\" or \"state\", got "
             << role;
    Attribute grad = function.getArgAttr(number, RowDialect::kRequiresGradAttr);
    if (grad && !isa<BoolAttr>(grad))
      return function.emitError()
             << "expected '" << RowDialect::kRequiresGradAttr
             << "' to be true or false, got " << grad;
  }
  return success();
}

/// Whether an attribute says that `value` has no gradient.
static bool isFrozen(func::FuncOp function, Value value) {
  std::optional<unsigned> number = getNumber(function, value);
  auto grad = number ? function.getArgAttrOfType<BoolAttr>(
                           *number, RowDialect::kRequiresGradAttr)
                     : BoolAttr();
  return grad && !grad.getValue();
}

/// Whether input `index` is a parameter whose gradient its attributes do not
/// take out, or an error if they say what it cannot be.
static FailureOr<bool> isTrained(func::FuncOp function, ChainOp chain,
                                 unsigned index) {
  std::optional<unsigned> number =
      getNumber(function, chain.getInputs()[index]);
  if (!number)
    return chain.isParameter(index);
  std::optional<Role> role = getStatedRole(function, *number);
  if (role && (role == Role::state) != chain.isState(index))
    return function.emitError()
           << "expected an argument of role " << stringifyRole(*role)
           << ", got '" << getOperandName(function, chain.getInputs()[index])
           << "', which layers " << (chain.isState(index) ? "" : "do not ")
           << "read as a state";
  if (isFrozen(function, chain.getInputs()[index]))
    return false;
  return role ? role == Role::parameter : chain.isParameter(index);
}

/// Tells MLIR's remark engine, where it is on, how many layers there are.
static void reportGradients(func::FuncOp function) {
  ChainOp chain = *function.getOps<ChainOp>().begin();
  int64_t gradients =
      llvm::count_if(*chain.getBodyBlock(), llvm::IsaPred<GradientOpInterface>);
  remark::analysis(function.getLoc(), remark::RemarkOpts::name("gradients")
                                          .category("lrcnn-differentiate")
                                          .function(function.getSymName()))
      << remark::metric("layers", chain.getForwardLayers().size())
      << remark::metric("gradient_layers", gradients)
      << remark::metric("differentiated_inputs",
                        chain.getDifferentiated().size());
}

void DifferentiatePass::runOnOperation() {
  func::FuncOp function = getOperation();
  auto chains = llvm::to_vector(function.getOps<ChainOp>());
  if (chains.empty())
    return;
  if (chains.size() != 1) {
    InFlightDiagnostic error = chains[1].emitOpError();
    error << "expected one chain in a function to differentiate, got "
          << chains.size();
    for (Operation *op = chains[1]->getPrevNode(); op != chains[0];
         op = op->getPrevNode())
      if (llvm::is_contained(op->getUsers(), chains[1]))
        error.attachNote(op->getLoc())
            << "this stands between them and could not be raised (see the "
               "remarks of lrcnn-raise)";
    return signalPassFailure();
  }
  if (chains.front().isDifferentiated()) {
    chains.front().emitOpError() << "expected a chain without gradient layers";
    return signalPassFailure();
  }
  if (failed(checkArguments(function)))
    return signalPassFailure();
  nameArguments(function);
  // A plan that is there counts the layers as they are.
  if (!chains.front().getPlanAttr()) {
    eraseDeadLayers(chains.front());
    sinkReadersOfFolds(chains.front());
  }
  if (failed(differentiate(function, chains.front())))
    return signalPassFailure();
  reportGradients(function);
}

/// The inputs whose gradients are wanted: parameters, and activations named by
/// the option.
FailureOr<SmallVector<int64_t>>
DifferentiatePass::getWanted(func::FuncOp function, ChainOp chain) {
  SmallVector<int64_t> wanted;
  SmallVector<StringRef> found, activations;
  for (auto [index, input] : llvm::enumerate(chain.getInputs())) {
    StringRef name = getOperandName(function, input);
    bool named = llvm::is_contained(grad, name.str());
    if (named && chain.isState(index)) {
      function.emitError() << "expected arguments with gradients, got '" << name
                           << "', which is a state";
      return failure();
    }
    if (named && isFrozen(function, input)) {
      function.emitError() << "expected arguments with gradients, got '" << name
                           << "', whose '" << RowDialect::kRequiresGradAttr
                           << "' is false";
      return failure();
    }
    FailureOr<bool> trained = isTrained(function, chain, index);
    if (failed(trained))
      return failure();
    if (named)
      found.push_back(name);
    if (!chain.isParameter(index) && !chain.isState(index))
      activations.push_back(name);
    if (named || *trained)
      wanted.push_back(index);
  }
  for (const std::string &name : grad)
    if (!llvm::is_contained(found, name)) {
      function.emitError()
          << "expected arguments of the chain to differentiate, such as '"
          << llvm::join(activations, "', '") << "', got '" << name << "'";
      return failure();
    }
  return wanted;
}

/// The chain's gradient layers, built at the end of its body. Returns the
/// gradients of the inputs `wanted`.
static FailureOr<SmallVector<Value>> buildGradients(ChainOp chain,
                                                    ArrayRef<int64_t> wanted) {
  Block *body = chain.getBodyBlock();
  OpBuilder builder(body->getTerminator());
  SmallVector<Operation *> layers = chain.getForwardLayers();

  // A layer has gradients to build if a wanted input reaches it.
  DenseSet<Value> active;
  for (int64_t input : wanted)
    active.insert(chain.getInputArgument(input));
  for (Operation *layer : layers)
    if (llvm::any_of(layer->getOperands(),
                     [&](Value value) { return active.contains(value); }))
      active.insert(layer->getResult(0));

  DenseMap<Value, Value> gradients;
  auto add = [&](Value value, Value gradient) {
    Value &sum = gradients[value];
    sum = sum ? AddOp::create(builder, value.getLoc(), value.getType(), sum,
                              gradient)
                    .getResult()
              : gradient;
  };
  auto yield = cast<YieldOp>(body->getTerminator());
  for (auto [index, output] :
       llvm::enumerate(yield.getValues().take_front(chain.getSeeds().size())))
    add(output, chain.getSeedArgument(index));
  for (Operation *layer : llvm::reverse(layers)) {
    Value gradient = gradients.lookup(layer->getResult(0));
    if (!gradient)
      continue;
    // Parameters first: their gradients are summed before the data gradient
    // overwrites what they read.
    auto adjoint = cast<AdjointOpInterface>(layer);
    for (OpOperand &operand : llvm::reverse(layer->getOpOperands()))
      if (active.contains(operand.get()))
        add(operand.get(), adjoint.buildOperandGradient(
                               builder, operand.getOperandNumber(), gradient));
  }

  SmallVector<Value> results;
  for (int64_t input : wanted) {
    Value gradient = gradients.lookup(chain.getInputArgument(input));
    if (!gradient) {
      chain.emitOpError() << "expected input " << input
                          << " to reach an output of the chain";
      return failure();
    }
    results.push_back(gradient);
  }
  return results;
}

/// One argument is one input of a program and has one gradient.
LogicalResult DifferentiatePass::checkInputs(ChainOp chain) {
  for (auto [index, input] : llvm::enumerate(chain.getInputs()))
    for (size_t other = 0; other < index; ++other)
      if (chain.getInputs()[other] == input)
        return chain.emitOpError()
               << "expected to be given each value once, got inputs " << other
               << " and " << index
               << " of one value; the body can use one of them in both places";
  return success();
}

/// The chain's results in the order in which the function returns them.
FailureOr<SmallVector<unsigned>>
DifferentiatePass::getOutputs(func::ReturnOp terminator, ChainOp chain) {
  SmallVector<unsigned> outputs;
  for (Value value : terminator.getOperands()) {
    Operation *maker = value.getDefiningOp();
    if (maker != chain) {
      InFlightDiagnostic error = terminator.emitOpError();
      error
          << "expected the function to return results of its chain only, got ";
      if (!maker)
        return error << "an argument";
      error << "one of '" << maker->getName() << "'";
      return error.attachNote(maker->getLoc())
             << "this follows the chain and could not be raised (see the "
                "remarks of lrcnn-raise)";
    }
    unsigned number = cast<OpResult>(value).getResultNumber();
    if (llvm::is_contained(outputs, number))
      return terminator.emitOpError()
             << "expected each result of the chain once, got result " << number
             << " twice";
    outputs.push_back(number);
  }
  if (outputs.size() != chain.getNumResults())
    return terminator.emitOpError()
           << "expected all " << chain.getNumResults()
           << " results of the chain, got " << outputs.size();
  return outputs;
}

namespace {
/// The names of the program's arguments: those of the function's arguments and,
/// with a `d` in front, of their gradients. Outputs get names beside them.
class Names {
public:
  LogicalResult insert(func::FuncOp function, const std::string &name) {
    if (taken.insert(name).second)
      return success();
    return function.emitError()
           << "expected arguments and gradients of different names, got two '"
           << name << "'; rename an argument by its attribute '"
           << RowDialect::kNameAttr << "'";
  }
  std::string makeOutput(unsigned index) {
    std::string name = "y" + (index == 0 ? "" : std::to_string(index));
    while (taken.contains(name) || taken.contains("d" + name))
      name += "_";
    taken.insert(name);
    taken.insert("d" + name);
    return name;
  }

private:
  llvm::StringSet<> taken;
};
} // namespace

/// The names that the function's arguments have and those of the gradients of
/// inputs `wanted`; fails if two are the same.
static FailureOr<Names> getNames(func::FuncOp function, ChainOp chain,
                                 ArrayRef<int64_t> wanted) {
  Names names;
  for (Value argument : function.getArguments())
    if (failed(
            names.insert(function, getOperandName(function, argument).str())))
      return failure();
  for (int64_t input : wanted) {
    StringRef name = getOperandName(function, chain.getInputs()[input]);
    if (!name.empty() && failed(names.insert(function, ("d" + name).str())))
      return failure();
  }
  return names;
}

/// The input of `chain` that its result `number` is the next value of, or null
/// if that is no state.
static Value getRenewed(ChainOp chain, unsigned number) {
  auto yield = cast<YieldOp>(chain.getBodyBlock()->getTerminator());
  Operation *maker = yield.getValues()[number].getDefiningOp();
  if (!isa_and_present<StateOpInterface>(maker))
    return nullptr;
  auto state = cast<BlockArgument>(maker->getOperand(0));
  return chain.getInputs()[state.getArgNumber()];
}

static DictionaryAttr makeName(MLIRContext *context, const Twine &name) {
  return DictionaryAttr::get(
      context,
      NamedAttribute(RowDialect::kNameAttr, StringAttr::get(context, name)));
}

/// Adds an argument to the function for each output of the chain.
static FailureOr<SmallVector<Value>> insertSeeds(func::FuncOp function,
                                                 ChainOp chain,
                                                 ArrayRef<unsigned> outputs,
                                                 ArrayRef<std::string> names) {
  SmallVector<Value> seeds;
  for (auto [number, name] : llvm::zip_equal(outputs, names)) {
    OpResult output = chain->getResult(number);
    if (failed(function.insertArgument(
            function.getNumArguments(), output.getType(),
            makeName(function.getContext(), "d" + name), output.getLoc())))
      return failure();
    seeds.push_back(function.getArguments().back());
  }
  return seeds;
}

/// A chain with the body of `chain` and the seeds, whose results are those of
/// `chain` in the order `given` and the gradients of inputs `wanted`, which its
/// body does not make yet.
static ChainOp createDifferentiated(ChainOp chain, ValueRange seeds,
                                    ArrayRef<unsigned> given,
                                    ArrayRef<int64_t> wanted) {
  SmallVector<Layout> inputLayouts, resultLayouts;
  SmallVector<Type> resultTypes;
  for (unsigned i = 0; i < chain.getInputs().size(); ++i)
    inputLayouts.push_back(chain.getInputLayout(i));
  for (unsigned number : given) {
    resultTypes.push_back(chain->getResult(number).getType());
    resultLayouts.push_back(chain.getResultLayout(number));
  }
  // The outputs come first.
  SmallVector<Layout> seedLayouts(
      ArrayRef<Layout>(resultLayouts).take_front(seeds.size()));
  for (int64_t input : wanted) {
    resultTypes.push_back(chain.getInputs()[input].getType());
    resultLayouts.push_back(inputLayouts[input]);
  }
  OpBuilder builder(chain);
  auto result = ChainOp::create(
      builder, chain.getLoc(), resultTypes, chain.getInputs(), inputLayouts,
      seeds, seedLayouts, resultLayouts, wanted, chain.getPlanAttr());
  Block *from = chain.getBodyBlock(), *to = result.getBodyBlock();
  to->getOperations().splice(to->end(), from->getOperations());
  for (auto [before, after] :
       llvm::zip(from->getArguments(), to->getArguments()))
    before.replaceAllUsesWith(after);
  auto yield = cast<YieldOp>(to->getTerminator());
  yield.getValuesMutable().assign(
      llvm::map_to_vector(given, [&](unsigned number) -> Value {
        return yield.getValues()[number];
      }));
  return result;
}

/// Lets the function return what `result` gives, and that stand for `chain`.
static void replaceChain(func::FuncOp function, ChainOp chain, ChainOp result,
                         ArrayRef<unsigned> given,
                         ArrayRef<std::string> names) {
  Operation *terminator = chain->getBlock()->getTerminator();
  OpBuilder builder(terminator);
  func::ReturnOp::create(builder, terminator->getLoc(), result.getResults());
  terminator->erase();
  for (auto [index, number] : llvm::enumerate(given))
    chain->getResult(number).replaceAllUsesWith(result.getResult(index));
  chain.erase();

  MLIRContext *context = function.getContext();
  SmallVector<Attribute> attributes;
  for (const std::string &name : names)
    attributes.push_back(makeName(context, name));
  function.setType(FunctionType::get(context, function.getArgumentTypes(),
                                     result.getResultTypes()));
  function.setResAttrsAttr(ArrayAttr::get(context, attributes));
}

LogicalResult DifferentiatePass::differentiate(func::FuncOp function,
                                               ChainOp chain) {
  FailureOr<SmallVector<int64_t>> wanted = getWanted(function, chain);
  if (failed(wanted))
    return failure();
  auto terminator =
      dyn_cast<func::ReturnOp>(chain->getBlock()->getTerminator());
  if (!terminator || !function.getBody().hasOneBlock())
    return function.emitOpError()
           << "expected one block that ends with func.return";
  FailureOr<SmallVector<unsigned>> outputs = getOutputs(terminator, chain);
  if (failed(outputs) || failed(checkInputs(chain)))
    return failure();
  FailureOr<Names> names = getNames(function, chain, *wanted);
  if (failed(names))
    return failure();

  // The function's results: outputs, states, which have no gradients, and the
  // gradients in the inputs' order.
  SmallVector<std::string> resultNames;
  SmallVector<unsigned> states, given;
  for (unsigned number : *outputs) {
    bool isState = getRenewed(chain, number) != nullptr;
    (isState ? states : given).push_back(number);
  }
  for (unsigned index = 0; index < given.size(); ++index)
    resultNames.push_back(names->makeOutput(index));
  FailureOr<SmallVector<Value>> seeds =
      insertSeeds(function, chain, given, resultNames);
  if (failed(seeds))
    return failure();
  for (unsigned number : states)
    resultNames.push_back(
        getOperandName(function, getRenewed(chain, number)).str());
  for (int64_t input : *wanted)
    resultNames.push_back(
        ("d" + getOperandName(function, chain.getInputs()[input])).str());
  given.append(states);

  ChainOp result = createDifferentiated(chain, *seeds, given, *wanted);
  FailureOr<SmallVector<Value>> gradients = buildGradients(result, *wanted);
  if (failed(gradients))
    return failure();
  cast<YieldOp>(result.getBodyBlock()->getTerminator())
      .getValuesMutable()
      .append(*gradients);
  if (!result.getPlanAttr())
    gatherGroups(result);
  replaceChain(function, chain, result, given, resultNames);
  return success();
}

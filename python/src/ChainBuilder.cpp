//===- ChainBuilder.cpp - Chains from calls -------------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ChainBuilder.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/Verifier.h"
#include "llvm/ADT/StringExtras.h"

#include <atomic>

using namespace mlir;
using namespace lrcnn::row;

namespace lrcnn::python {

static uint64_t makeIdentity() {
  static std::atomic<uint64_t> count;
  return ++count;
}

ChainBuilder::ChainBuilder()
    : session(std::make_shared<Session>()), identity(makeIdentity()),
      body(std::make_unique<Block>()) {
  session->run([](MLIRContext &context) {
    context.loadDialect<RowDialect, func::FuncDialect>();
  });
}

static Location getLocation(MLIRContext *context, const Place &place) {
  Location location = UnknownLoc::get(context);
  if (!place.file.empty())
    location = FileLineColLoc::get(context, place.file, place.line, 0);
  return NameLoc::get(StringAttr::get(context, place.name), location);
}

mlir::Value ChainBuilder::resolve(const Value &value) const {
  return value.builder == identity ? values[value.number] : mlir::Value();
}

Added ChainBuilder::add(
    llvm::function_ref<FailureOr<mlir::Value>(MLIRContext *)> create) {
  Added added;
  added.diagnostics = session->run([&](MLIRContext &context) {
    FailureOr<mlir::Value> value = create(&context);
    if (failed(value))
      return;
    auto type = cast<RankedTensorType>(value->getType());
    added.value = Value{identity, values.size(), type.getShape().vec(),
                        type.getElementType().isF64() ? "float64" : "float32"};
    values.push_back(*value);
  });
  return added;
}

//===----------------------------------------------------------------------===//
// Inputs and outputs
//===----------------------------------------------------------------------===//

/// The layout that `name` is, for tensors of `rank` dimensions.
static FailureOr<Layout> parseLayout(Location location, StringRef name,
                                     int64_t rank) {
  std::optional<Layout> layout = symbolizeLayout(name);
  if (!layout)
    return emitError(location)
           << "expected a layout (nhwc, nchw, fhwc, fchw, hwcf, fc, vector, "
              "c11 or nc), got '"
           << name << "'";
  if (getLayoutRank(*layout) != rank)
    return emitError(location)
           << "expected " << getLayoutRank(*layout)
           << " dimensions for layout '" << name << "', got " << rank;
  return *layout;
}

static FailureOr<RankedTensorType> getType(Location location,
                                           const Input &input, Layout layout) {
  Builder builder(location.getContext());
  if (input.dtype != "float32" && input.dtype != "float64")
    return emitError(location)
           << "expected float32 or float64, got '" << input.dtype << "'";
  if (!areSizesSound(toRowOrder(input.shape, layout)))
    return emitError(location)
           << "expected positive sizes, of feature maps and filters up to "
              "2^20, "
              "and at most 2^48 elements, got ["
           << llvm::join(llvm::map_range(
                             input.shape,
                             [](int64_t size) { return std::to_string(size); }),
                         ", ")
           << "]";
  return RankedTensorType::get(input.shape, input.dtype == "float64"
                                                ? builder.getF64Type()
                                                : builder.getF32Type());
}

FailureOr<mlir::Value> ChainBuilder::createInput(MLIRContext *context,
                                                 const Input &input) {
  Location location = getLocation(context, {input.name, "", 0});
  if (input.name.empty())
    return emitError(location) << "expected a name for an input, got none";
  if (llvm::is_contained(
          llvm::map_range(inputs, [](const Input &one) { return one.name; }),
          input.name))
    return emitError(location) << "expected a name that no other input has";
  std::optional<Role> role = symbolizeRole(input.role);
  if (!input.role.empty() && (!role || role == Role::gradient))
    return emitError(location) << "expected parameter, activation or state as "
                                  "role, got '"
                               << input.role << "'";
  FailureOr<Layout> layout =
      parseLayout(location, input.layout, input.shape.size());
  if (failed(layout))
    return failure();
  FailureOr<RankedTensorType> type = getType(location, input, *layout);
  if (failed(type))
    return failure();
  inputs.push_back(input);
  return body->addArgument(type->clone(toRowOrder(type->getShape(), *layout)),
                           location);
}

std::vector<Diagnostic> ChainBuilder::addOutput(const Value &value,
                                                const std::string &layout) {
  return session->run([&](MLIRContext &context) {
    Location location = getLocation(&context, {"output", "", 0});
    mlir::Value output = resolve(value);
    if (!output) {
      emitError(location) << "expected a value of this builder, got one of "
                             "another builder";
      return;
    }
    std::optional<Layout> parsed = symbolizeLayout(layout);
    if (!parsed || !isFeatureLayout(*parsed)) {
      emitError(location) << "expected layout nchw, nhwc or nc, got '" << layout
                          << "'";
      return;
    }
    if (!output.getDefiningOp()) {
      emitError(location) << "expected an output that a layer makes, got an "
                             "input";
      return;
    }
    auto shape = cast<RankedTensorType>(output.getType()).getShape();
    if (shape.size() != 4 ||
        (*parsed == Layout::nc && (shape[1] != 1 || shape[2] != 1))) {
      emitError(location) << "expected a feature map, of one row and one "
                             "column for layout 'nc', got "
                          << output.getType();
      return;
    }
    outputs.emplace_back(output, *parsed);
  });
}

//===----------------------------------------------------------------------===//
// Layers
//===----------------------------------------------------------------------===//

/// Gives `op` the type that its layer infers. Where it infers none and does not
/// say why, the verifier does.
static LogicalResult inferType(Operation *op) {
  bool isExplained = false;
  ScopedDiagnosticHandler listener(op->getContext(), [&](mlir::Diagnostic &) {
    isExplained = true;
    return failure(); // Others hear it as well.
  });
  SmallVector<Type> types;
  if (succeeded(cast<InferTypeOpInterface>(op).inferReturnTypes(
          op->getContext(), op->getLoc(), op->getOperands(),
          op->getDiscardableAttrDictionary(), op->getPropertiesStorage(),
          op->getRegions(), types))) {
    op->getResult(0).setType(types.front());
    return success();
  }
  if (!isExplained && succeeded(verify(op)))
    op->emitOpError() << "expected operands and attributes that fit together";
  return failure();
}

FailureOr<mlir::Value> ChainBuilder::createLayer(MLIRContext *context,
                                                 const std::string &name,
                                                 const Arguments &arguments,
                                                 const Place &place) {
  Location location = getLocation(context, place);
  const Layer *layer = findLayer(name);
  if (!layer)
    return emitError(location)
           << "expected a layer (" << llvm::join(getLayerNames(), ", ")
           << "), got '" << name << "'";
  OperationState state(location, layer->operation);
  if (failed(bindArguments(
          *layer, arguments, [&](const Value &value) { return resolve(value); },
          state)))
    return failure();
  // Some type, until one is inferred.
  Type element = state.operands.empty()
                     ? Float32Type::get(context)
                     : getElementTypeOrSelf(state.operands.front().getType());
  state.addTypes(RankedTensorType::get({1, 1, 1, 1}, element));
  OpBuilder builder(context); // The block has no parent to ask for it.
  builder.setInsertionPointToEnd(body.get());
  Operation *op = builder.create(state);
  if (failed(inferType(op)) || failed(verify(op))) {
    op->erase();
    return failure();
  }
  return op->getResult(0);
}

Added ChainBuilder::addInput(const Input &input) {
  return add([&](MLIRContext *context) { return createInput(context, input); });
}

Added ChainBuilder::addLayer(const std::string &layer,
                             const Arguments &arguments, const Place &place) {
  return add([&](MLIRContext *context) {
    return createLayer(context, layer, arguments, place);
  });
}

//===----------------------------------------------------------------------===//
// Modules
//===----------------------------------------------------------------------===//

/// What attributes say of an argument.
static DictionaryAttr describe(Builder &builder, const Input &input) {
  NamedAttrList attributes;
  attributes.set(RowDialect::kNameAttr, builder.getStringAttr(input.name));
  if (!input.role.empty())
    attributes.set(RowDialect::kRoleAttr, builder.getStringAttr(input.role));
  if (input.requiresGrad)
    attributes.set(RowDialect::kRequiresGradAttr,
                   builder.getBoolAttr(*input.requiresGrad));
  return attributes.getDictionary(builder.getContext());
}

namespace {
/// Values with the layout that each has outside of the chain.
struct Border {
  SmallVector<mlir::Value> values;
  SmallVector<Layout> layouts;

  void add(mlir::Value value, Layout layout) {
    values.push_back(value);
    layouts.push_back(layout);
  }
  SmallVector<Type> getTypes() const {
    return llvm::map_to_vector(
        llvm::zip(values, layouts), [](auto pair) -> Type {
          auto [value, layout] = pair;
          auto type = cast<RankedTensorType>(value.getType());
          return type.clone(fromRowOrder(type.getShape(), layout));
        });
  }
};
} // namespace

llvm::DenseSet<Operation *> ChainBuilder::findLiveLayers() const {
  llvm::DenseSet<Operation *> live;
  for (auto [output, layout] : outputs)
    live.insert(output.getDefiningOp());
  auto isLive = [&](Operation *user) { return live.contains(user); };
  for (Operation &op : llvm::reverse(*body))
    if (isa<StateOpInterface>(op) || llvm::any_of(op.getUsers(), isLive))
      live.insert(&op);
  return live;
}

OwningOpRef<ModuleOp> ChainBuilder::createModule(MLIRContext *context) const {
  llvm::DenseSet<Operation *> live = findLiveLayers();
  auto isLive = [&](Operation *op) { return live.contains(op); };
  auto getLayout = [&](BlockArgument argument) {
    return *symbolizeLayout(inputs[argument.getArgNumber()].layout);
  };
  Border all, read, results;
  for (BlockArgument argument : body->getArguments()) {
    all.add(argument, getLayout(argument));
    if (llvm::any_of(argument.getUsers(), isLive))
      read.add(argument, getLayout(argument));
  }
  for (auto [output, layout] : outputs)
    results.add(output, layout);
  for (auto state : body->getOps<StateOpInterface>())
    if (auto renewed = dyn_cast<BlockArgument>(state->getOperand(0)))
      results.add(state->getResult(0), getLayout(renewed));

  Location location = UnknownLoc::get(context);
  OwningOpRef<ModuleOp> module = ModuleOp::create(location);
  OpBuilder builder = OpBuilder::atBlockEnd(module->getBody());
  auto function = func::FuncOp::create(
      builder, location, "main",
      builder.getFunctionType(all.getTypes(), results.getTypes()));
  function.setAllArgAttrs(llvm::map_to_vector(
      inputs, [&](const Input &input) { return describe(builder, input); }));
  builder.setInsertionPointToEnd(function.addEntryBlock());
  auto operands = llvm::map_to_vector(read.values, [&](mlir::Value value) {
    unsigned number = cast<BlockArgument>(value).getArgNumber();
    return mlir::Value(function.getArgument(number));
  });
  auto chain =
      ChainOp::create(builder, location, results.getTypes(), operands,
                      read.layouts, ValueRange(), {}, results.layouts, {});
  func::ReturnOp::create(builder, location, chain.getResults());

  IRMapping mapping;
  mapping.map(read.values, chain.getBodyBlock()->getArguments());
  builder.setInsertionPointToEnd(chain.getBodyBlock());
  for (Operation &op : *body)
    if (isLive(&op))
      builder.clone(op, mapping);
  YieldOp::create(builder, location,
                  llvm::map_to_vector(results.values, [&](mlir::Value value) {
                    return mapping.lookupOrDefault(value);
                  }));
  return module;
}

Module ChainBuilder::build() const {
  OwningOpRef<ModuleOp> module;
  session->run([&](MLIRContext &context) { module = createModule(&context); });
  return Module(session, std::move(module));
}

} // namespace lrcnn::python

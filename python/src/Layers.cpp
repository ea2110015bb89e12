//===- Layers.cpp - What the dialect's layers take ------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Layers.h"

#include "lrcnn/Dialect/Row/IR/Row.h"
#include "mlir/AsmParser/AsmParser.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/Diagnostics.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"

using namespace mlir;

namespace lrcnn::python {

#include "Layers.inc"

const Layer *findLayer(StringRef name) {
  const Layer *layer = llvm::find_if(
      kLayers, [&](const Layer &layer) { return layer.name == name; });
  return layer == std::end(kLayers) ? nullptr : layer;
}

std::vector<std::string> getLayerNames() {
  std::vector<std::string> names;
  for (const Layer &layer : kLayers)
    names.push_back(layer.name.str());
  llvm::sort(names);
  return names;
}

/// What was given, in words.
static std::string describe(const Argument &argument) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  auto shape = [&](const Value &value) {
    stream << "a value of " << value.dtype << " [";
    llvm::interleaveComma(value.shape, stream);
    stream << "]";
  };
  if (auto *flag = std::get_if<bool>(&argument)) {
    stream << (*flag ? "True" : "False");
  } else if (auto *integer = std::get_if<int64_t>(&argument)) {
    stream << *integer;
  } else if (auto *number = std::get_if<double>(&argument)) {
    stream << llvm::format("%g", *number);
  } else if (auto *word = std::get_if<std::string>(&argument)) {
    stream << "'" << *word << "'";
  } else if (auto *integers = std::get_if<std::vector<int64_t>>(&argument)) {
    stream << "[";
    llvm::interleaveComma(*integers, stream);
    stream << "]";
  } else if (auto *value = std::get_if<Value>(&argument)) {
    shape(*value);
  } else if (std::holds_alternative<std::vector<Value>>(argument)) {
    stream << "a list of values";
  } else {
    stream << "None";
  }
  return text;
}

namespace {
/// Binds the arguments of one operation.
class Binder {
public:
  Binder(const Layer &layer,
         llvm::function_ref<mlir::Value(const Value &)> resolve,
         OperationState &state)
      : layer(layer), resolve(resolve), state(state),
        builder(state.getContext()) {}

  LogicalResult bind(const Arguments &arguments);

private:
  InFlightDiagnostic emitError() {
    return mlir::emitError(state.location) << "'" << layer.operation << "' ";
  }
  std::string listParameters();
  /// The argument of each parameter, null where there is none.
  FailureOr<SmallVector<const Argument *>> match(const Arguments &arguments);
  LogicalResult bindOperands(const Parameter &parameter,
                             const Argument *argument);
  LogicalResult addOperand(const Parameter &parameter, const Value &value);
  LogicalResult bindAttribute(const Parameter &parameter,
                              const Argument &argument);
  /// The attribute that `argument` is for `parameter`; null if it is none.
  Attribute makeAttribute(const Parameter &parameter, const Argument &argument);

  const Layer &layer;
  llvm::function_ref<mlir::Value(const Value &)> resolve;
  OperationState &state;
  Builder builder;
  NamedAttrList attributes;
  SmallVector<int32_t> segments;
};
} // namespace

std::string Binder::listParameters() {
  auto names =
      llvm::map_range(layer.parameters, [](const Parameter &parameter) {
        return parameter.name.str();
      });
  return llvm::join(names, ", ");
}

FailureOr<SmallVector<const Argument *>>
Binder::match(const Arguments &arguments) {
  SmallVector<const Argument *> matched(layer.parameters.size());
  if (arguments.positional.size() > matched.size())
    return emitError() << "expected at most " << matched.size()
                       << " argument(s) (" << listParameters() << "), got "
                       << arguments.positional.size();
  for (auto [index, argument] : llvm::enumerate(arguments.positional))
    matched[index] = &argument;
  for (const auto &[name, argument] : arguments.named) {
    auto *parameter = llvm::find_if(
        layer.parameters, [&, key = StringRef(name)](const Parameter &one) {
          return one.name == key;
        });
    if (parameter == layer.parameters.end())
      return emitError() << "expected one of " << listParameters() << ", got '"
                         << name << "'";
    const Argument *&slot = matched[parameter - layer.parameters.begin()];
    if (slot)
      return emitError() << "expected '" << name << "' once, got it twice";
    slot = &argument;
  }
  for (const Argument *&argument : matched)
    if (argument && std::holds_alternative<std::monostate>(*argument))
      argument = nullptr;
  for (auto [argument, parameter] : llvm::zip(matched, layer.parameters))
    if (!argument && parameter.isRequired)
      return emitError() << "expected '" << parameter.name << "', "
                         << parameter.summary << ", got none";
  return matched;
}

LogicalResult Binder::addOperand(const Parameter &parameter,
                                 const Value &value) {
  mlir::Value operand = resolve(value);
  if (!operand)
    return emitError() << "expected values of this builder, got one of another "
                          "builder for '"
                       << parameter.name << "'";
  if (!parameter.holds(operand.getType()))
    return emitError() << "expected '" << parameter.name << "' to be a "
                       << parameter.summary << ", got " << operand.getType();
  state.addOperands(operand);
  return success();
}

LogicalResult Binder::bindOperands(const Parameter &parameter,
                                   const Argument *argument) {
  size_t before = state.operands.size();
  // Python does not know of what an empty list is one.
  auto *integers =
      argument ? std::get_if<std::vector<int64_t>>(argument) : nullptr;
  if (parameter.kind == Parameter::Values && integers && integers->empty())
    argument = nullptr;
  auto *value = argument ? std::get_if<Value>(argument) : nullptr;
  auto *values = argument && parameter.kind == Parameter::Values
                     ? std::get_if<std::vector<Value>>(argument)
                     : nullptr;
  if (argument && !value && !values)
    return emitError() << "expected a value for '" << parameter.name
                       << "', got " << describe(*argument);
  if (value && failed(addOperand(parameter, *value)))
    return failure();
  if (values)
    for (const Value &one : *values)
      if (failed(addOperand(parameter, one)))
        return failure();
  segments.push_back(state.operands.size() - before);
  return success();
}

Attribute Binder::makeAttribute(const Parameter &parameter,
                                const Argument &argument) {
  auto *integer = std::get_if<int64_t>(&argument);
  auto *number = std::get_if<double>(&argument);
  auto *word = std::get_if<std::string>(&argument);
  switch (parameter.kind) {
  case Parameter::Integer:
    return integer ? builder.getI64IntegerAttr(*integer) : Attribute();
  case Parameter::Number:
    if (!integer && !number)
      return {};
    return builder.getF64FloatAttr(number ? *number : double(*integer));
  case Parameter::Integers:
    if (auto *integers = std::get_if<std::vector<int64_t>>(&argument))
      return builder.getDenseI64ArrayAttr(*integers);
    return {};
  case Parameter::Keyword:
    return word ? parameter.parse(state.getContext(), *word) : Attribute();
  case Parameter::Text:
    return word ? parseAttribute(*word, state.getContext()) : Attribute();
  default:
    llvm_unreachable("expected an attribute with a value");
  }
}

LogicalResult Binder::bindAttribute(const Parameter &parameter,
                                    const Argument &argument) {
  auto *flag = std::get_if<bool>(&argument);
  Attribute attribute;
  if (parameter.kind != Parameter::Flag)
    attribute = makeAttribute(parameter, argument);
  else if (flag && !*flag)
    return success();
  else if (flag)
    attribute = builder.getUnitAttr();
  if (!attribute)
    return emitError() << "expected " << parameter.summary << " for '"
                       << parameter.name << "', got " << describe(argument);
  attributes.append(parameter.name, attribute);
  return success();
}

LogicalResult Binder::bind(const Arguments &arguments) {
  FailureOr<SmallVector<const Argument *>> matched = match(arguments);
  if (failed(matched))
    return failure();
  for (auto [parameter, argument] : llvm::zip(layer.parameters, *matched)) {
    if (parameter.holds) {
      if (failed(bindOperands(parameter, argument)))
        return failure();
    } else if (argument && failed(bindAttribute(parameter, *argument))) {
      return failure();
    }
  }
  if (layer.hasSegments)
    attributes.append("operandSegmentSizes",
                      builder.getDenseI32ArrayAttr(segments));
  state.addAttributes(attributes);
  return success();
}

LogicalResult
bindArguments(const Layer &layer, const Arguments &arguments,
              llvm::function_ref<mlir::Value(const Value &)> resolve,
              OperationState &state) {
  return Binder(layer, resolve, state).bind(arguments);
}

} // namespace lrcnn::python

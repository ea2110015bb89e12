//===- Layers.h - What the dialect's layers take ----------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_PYTHON_LAYERS_H
#define LRCNN_PYTHON_LAYERS_H

#include "mlir/IR/OperationSupport.h"

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace lrcnn::python {

/// A tensor of a chain that is being built.
struct Value {
  /// The builder, and which of its values this is.
  uint64_t builder;
  size_t number;
  /// In the dialect's order: N, H, W, C or F, KH, KW, C/groups.
  std::vector<int64_t> shape;
  /// "float32" or "float64".
  std::string dtype;
};

/// What Python gives for a parameter of a layer. The first is None.
using Argument =
    std::variant<std::monostate, bool, int64_t, double, std::string,
                 std::vector<int64_t>, Value, std::vector<Value>>;

/// An operand or attribute of a layer.
struct Parameter {
  enum Kind {
    Value,
    OptionalValue,
    Values,
    Integer,
    Number,
    Integers,
    Flag,
    Keyword,
    Text,
  };
  llvm::StringLiteral name;
  Kind kind;
  bool isRequired;
  /// What is expected, in words.
  llvm::StringLiteral summary;
  /// Of an operand: whether it may have that type.
  bool (*holds)(mlir::Type);
  /// Of a keyword: the attribute, null for a word that is none of its cases.
  mlir::Attribute (*parse)(mlir::MLIRContext *, llvm::StringRef);
};

/// An operation that a chain may have and whose result's type is inferred.
struct Layer {
  /// Without and with the dialect.
  llvm::StringLiteral name, operation;
  /// Operands and attributes in the order of the definition.
  llvm::ArrayRef<Parameter> parameters;
  /// Whether the operation says how many operands each parameter has.
  bool hasSegments;
};

/// The layer `name`, or null.
const Layer *findLayer(llvm::StringRef name);

/// The names of all layers, in the order of the alphabet.
std::vector<std::string> getLayerNames();

/// Arguments by position, then by name.
struct Arguments {
  std::vector<Argument> positional;
  std::vector<std::pair<std::string, Argument>> named;
};

/// Gives `state`, an operation of `layer`, its operands and attributes.
/// `resolve` finds a builder's value, null for that of another builder.
/// Arguments that are missing, unknown, given twice or of another kind than
/// expected are errors at the place of `state`.
llvm::LogicalResult
bindArguments(const Layer &layer, const Arguments &arguments,
              llvm::function_ref<mlir::Value(const Value &)> resolve,
              mlir::OperationState &state);

} // namespace lrcnn::python

#endif // LRCNN_PYTHON_LAYERS_H

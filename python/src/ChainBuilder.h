//===- ChainBuilder.h - Chains from calls -----------------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_PYTHON_CHAINBUILDER_H
#define LRCNN_PYTHON_CHAINBUILDER_H

#include "Compiler.h"
#include "Layers.h"
#include "lrcnn/Dialect/Row/IR/Row.h"
#include "mlir/IR/Block.h"
#include "llvm/ADT/DenseSet.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lrcnn::python {

/// An argument of the function that a builder makes. `dtype` is "float32" or
/// "float64"; `shape` is in the order that `layout` says. An empty `role` is
/// none: then the argument's use decides.
struct Input {
  std::string name;
  std::vector<int64_t> shape;
  std::string dtype, layout, role;
  std::optional<bool> requiresGrad;
};

/// Where in the user's model something is: its name there, and perhaps a file
/// and a line of it.
struct Place {
  std::string name, file;
  int64_t line = 0;
};

/// A value, or none if an error came up; and what was said.
struct Added {
  std::optional<Value> value;
  std::vector<Diagnostic> diagnostics;
};

/// Makes a function with one `row.chain`, layer by layer. Every layer is
/// verified as it is added; one that is refused leaves the builder as it was.
class ChainBuilder {
public:
  ChainBuilder();

  Added addInput(const Input &input);
  Added addLayer(const std::string &layer, const Arguments &arguments,
                 const Place &place);

  /// Makes `value`, of a layer, an output with its dimensions in the order that
  /// `layout` says.
  std::vector<Diagnostic> addOutput(const Value &value,
                                    const std::string &layout);

  /// The module as it is now; it is verified where it is used. Its function
  /// returns the outputs, then the states that layers renew; layers that none
  /// of these depends on are left out.
  Module build() const;

private:
  mlir::FailureOr<mlir::Value> createInput(mlir::MLIRContext *context,
                                           const Input &input);
  mlir::FailureOr<mlir::Value> createLayer(mlir::MLIRContext *context,
                                           const std::string &layer,
                                           const Arguments &arguments,
                                           const Place &place);
  /// The layers that outputs and renewed states depend on.
  llvm::DenseSet<mlir::Operation *> findLiveLayers() const;
  mlir::OwningOpRef<mlir::ModuleOp>
  createModule(mlir::MLIRContext *context) const;
  /// The value that Python holds, null for that of another builder.
  mlir::Value resolve(const Value &value) const;
  Added
  add(llvm::function_ref<mlir::FailureOr<mlir::Value>(mlir::MLIRContext *)>
          create);

  std::shared_ptr<Session> session;
  uint64_t identity;
  /// The chain's body without its end; its arguments are the inputs.
  std::unique_ptr<mlir::Block> body;
  std::vector<Input> inputs;
  std::vector<mlir::Value> values;
  std::vector<std::pair<mlir::Value, row::Layout>> outputs;
};

} // namespace lrcnn::python

#endif // LRCNN_PYTHON_CHAINBUILDER_H

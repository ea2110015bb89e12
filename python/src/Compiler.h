//===- Compiler.h - The compiler as Python calls it -------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_PYTHON_COMPILER_H
#define LRCNN_PYTHON_COMPILER_H

#include "lrcnn/Pipelines/Compile.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/OwningOpRef.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace lrcnn::python {

/// What the compiler said about one place in the module.
struct Diagnostic {
  /// "error", "warning", "remark" or "note".
  std::string severity;
  std::string message;
  /// The file and the position in it; empty and 0 where there is none.
  std::string file;
  int64_t line = 0;
  int64_t column = 0;
  /// The name that a builder's layer or input has in the user's model, or
  /// empty.
  std::string layer;
  std::vector<Diagnostic> notes;
};

/// What was asked for, or nothing if an error came up; and what was said on the
/// way.
struct Outcome {
  std::optional<std::string> text;
  std::vector<Diagnostic> diagnostics;
};

/// A context with every dialect, for one thread at a time.
class Session {
public:
  Session();

  /// Calls `body` and gives what was said meanwhile. Other threads wait.
  std::vector<Diagnostic>
  run(llvm::function_ref<void(mlir::MLIRContext &)> body);

private:
  mlir::MLIRContext context;
  std::mutex mutex;
};

/// A module to work on: a text, or what a ChainBuilder has made.
class Module {
public:
  /// Diagnostics name `fileName`.
  Module(std::string text, std::string fileName);
  /// `session` has the module's context.
  Module(std::shared_ptr<Session> session,
         mlir::OwningOpRef<mlir::ModuleOp> module);

  /// Calls `body` with a verified copy of the module; not after an error.
  std::vector<Diagnostic>
  run(llvm::function_ref<void(mlir::ModuleOp)> body) const;

private:
  /// A module and what keeps its context alive.
  struct Built {
    std::shared_ptr<Session> session;
    mlir::OwningOpRef<mlir::ModuleOp> module;
  };
  std::string text, fileName;
  /// Null for a text.
  std::shared_ptr<Built> built;
};

/// Registers the dialects and passes that a pipeline may name.
void registerAll();

/// A pass or registered pipeline, and its options: "rows=4 strategy=overlap".
using Step = std::pair<std::string, std::string>;

/// Prints a pipeline on modules as --pass-pipeline takes it.
Outcome printPipeline(const std::vector<Step> &steps);

/// Runs a pipeline on a module and prints it.
Outcome runPipeline(const Module &module, const std::vector<Step> &steps);

/// What NAME.json would say of the module's program; compiles nothing.
Outcome planModule(const Module &module, const CompileOptions &options);

/// Compiles the module to `path`.so and `path`.json, and returns the latter.
Outcome compileModule(const Module &module, const CompileOptions &options,
                      const std::string &path);

} // namespace lrcnn::python

#endif // LRCNN_PYTHON_COMPILER_H

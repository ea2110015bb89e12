//===- Compile.h - From a module to NAME.so and NAME.json -*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_PIPELINES_COMPILE_H
#define LRCNN_PIPELINES_COMPILE_H

#include "mlir/IR/BuiltinOps.h"
#include "llvm/Support/JSON.h"
#include <string>
#include <vector>

namespace lrcnn {

/// How a module is compiled; the command line's and Python's options.
struct CompileOptions {
  /// store, recompute, overlap or two_phase.
  std::string strategy = "store";
  /// Tiles over rows and over the batch.
  int64_t rows = 1, batchTiles = 1;
  /// Bytes of feature maps that may be alive in a backward sweep; 0: every
  /// border is a checkpoint.
  int64_t liveBytes = 0;
  /// The most that a step may need, in bytes or as P% of what storing
  /// everything takes, in place of strategy, rows and live bytes; empty:
  /// none.
  std::string budget;
  /// A JSON file of segments in place of all above; empty: none.
  std::string planFile;
  /// The contents of such a file; empty: none.
  std::string planText;
  /// Where to write what a plan is made for, as JSON; empty: nowhere.
  std::string problemFile;
  /// A profile of another machine than the target's own, as JSON; empty: none.
  /// It says how long a step takes, and changes no plan.
  std::string profileFile;
  /// Activations whose gradients are wanted.
  std::vector<std::string> grad;
  /// The name of the target, and its parameters as NAME=INTEGER. What is left
  /// out is as this machine has it.
  std::string target = "cpu";
  std::vector<std::string> targetParameters;
};

/// Runs the stages down to a program with places and describes it: what
/// NAME.json would say. Errors are diagnostics of the module's context.
mlir::FailureOr<llvm::json::Object> planModule(mlir::ModuleOp module,
                                               const CompileOptions &options);

/// Plans what the problem file `path` says (`CompileOptions::problemFile`),
/// without IR, and says the plan's peak_bytes and work; with a profile its
/// predicted_seconds, too.
llvm::Expected<llvm::json::Object> planProblem(llvm::StringRef path,
                                               const CompileOptions &options);

/// Compiles the module's function to `path`.so and `path`.json, and writes the
/// elements of constants that have become arguments to `path`.safetensors. The
/// last part of `path` is the program's name and must be a C identifier. No
/// file is there half written; on an error none is left. `module` is consumed.
mlir::FailureOr<llvm::json::Object> compileModule(mlir::ModuleOp module,
                                                  const CompileOptions &options,
                                                  llvm::StringRef path);

} // namespace lrcnn

#endif // LRCNN_PIPELINES_COMPILE_H

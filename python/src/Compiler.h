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

#include <cstdint>
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
  std::vector<Diagnostic> notes;
};

/// What was asked for, or nothing if an error came up; and what was said on the
/// way.
struct Outcome {
  std::optional<std::string> text;
  std::vector<Diagnostic> diagnostics;
};

/// Registers the dialects and passes that a pipeline may name.
void registerAll();

/// A pass or registered pipeline, and its options: "rows=4 strategy=overlap".
using Step = std::pair<std::string, std::string>;

/// Prints a pipeline on modules as --pass-pipeline takes it.
Outcome printPipeline(const std::vector<Step> &steps);

/// Parses the module in `source`, runs a pipeline on it and prints it. The
/// diagnostics name `fileName`.
Outcome runPipeline(const std::string &source, const std::string &fileName,
                    const std::vector<Step> &steps);

/// What NAME.json would say of the module's program; compiles nothing.
Outcome planModule(const std::string &source, const std::string &fileName,
                   const CompileOptions &options);

/// Compiles the module to `path`.so and `path`.json, and returns the latter.
Outcome compileModule(const std::string &source, const std::string &fileName,
                      const CompileOptions &options, const std::string &path);

} // namespace lrcnn::python

#endif // LRCNN_PYTHON_COMPILER_H

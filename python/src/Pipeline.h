//===- Pipeline.h - Pass pipelines for Python -------------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_PYTHON_PIPELINE_H
#define LRCNN_PYTHON_PIPELINE_H

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mlir {
class MLIRContext;
class Diagnostic;
} // namespace mlir

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

/// The module after a pipeline, or none if a pass failed; and what was said on
/// the way.
struct Outcome {
  std::optional<std::string> text;
  std::vector<Diagnostic> diagnostics;
};

/// Registers the dialects and passes that a pipeline may name.
void registerAll();

/// Returns what is wrong with the textual `pipeline`, or an empty string.
std::string checkPipeline(const std::string &pipeline);

/// Parses the module in `source`, runs `pipeline` on it and prints it. The
/// diagnostics name `fileName`.
Outcome runPipeline(const std::string &source, const std::string &fileName,
                    const std::string &pipeline);

} // namespace lrcnn::python

#endif // LRCNN_PYTHON_PIPELINE_H

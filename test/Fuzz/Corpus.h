//===- Corpus.h - What is mutated, and the passes that get it ---*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TEST_FUZZ_CORPUS_H
#define LRCNN_TEST_FUZZ_CORPUS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/LogicalResult.h"
#include <string>
#include <vector>

namespace mlir {
class PassManager;
} // namespace mlir

namespace lrcnn::fuzz {

/// The passes of one call of lrcnn-opt, as its arguments say them.
struct Passes {
  /// All arguments in one line.
  std::string text;
  /// Name and options of each `-name=options`, where `pass-pipeline` has the
  /// text of a pipeline.
  std::vector<std::pair<std::string, std::string>> flags;
  bool allowUnregistered = false;

  /// Adds the passes to `manager`; fails where lrcnn-opt would.
  llvm::LogicalResult addTo(mlir::PassManager &manager) const;
};

/// A module of a test: what stands between two lines `// -----` or `//---
/// name`; or data, a JSON file.
struct Input {
  std::string name;
  std::string text;
  bool isData = false;
  /// Indices of the passes that the test's RUN lines have.
  std::vector<unsigned> passes = {};
};

struct Corpus {
  std::vector<Input> inputs;
  std::vector<Passes> passes;
  /// Indices of inputs that can be read. A test of errors often cannot, and no
  /// pass sees what comes of it.
  std::vector<unsigned> readable;
  /// Those of data.
  std::vector<unsigned> data;
};

/// All .mlir and .json files below `directories`, in the order of their paths;
/// an error if there is no .mlir file, or no RUN line.
llvm::Expected<Corpus> readCorpus(llvm::ArrayRef<std::string> directories);

} // namespace lrcnn::fuzz

#endif // LRCNN_TEST_FUZZ_CORPUS_H

//===- Mutator.h - Changes in the text of a module --------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TEST_FUZZ_MUTATOR_H
#define LRCNN_TEST_FUZZ_MUTATOR_H

#include "Corpus.h"
#include <random>

namespace lrcnn::fuzz {

/// One mutated module and the passes that get it. A case's number is all that
/// it depends on, besides the corpus.
struct Case {
  const Input *input;
  const Passes *passes;
  std::string text;
};

Case makeCase(const Corpus &corpus, uint64_t number);

/// Parts of a module's text, without blanks and comments.
struct Token {
  enum Kind { Word, Number, String, Mark } kind;
  size_t begin, size;
};

/// In `1x3xf32` the numbers and `f32` are tokens of their own.
std::vector<Token> tokenize(llvm::StringRef text);

} // namespace lrcnn::fuzz

#endif // LRCNN_TEST_FUZZ_MUTATOR_H

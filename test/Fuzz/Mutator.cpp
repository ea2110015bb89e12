//===- Mutator.cpp - Changes in the text of a module ----------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Mutator.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

using namespace lrcnn::fuzz;
using llvm::StringRef;

//===----------------------------------------------------------------------===//
// Tokens
//===----------------------------------------------------------------------===//

static bool isWordCharacter(char c) {
  return llvm::isAlnum(c) || c == '_' || c == '.' || c == '$';
}

/// The end of the token that begins with `text[begin]`, and its kind.
static Token readToken(StringRef text, size_t begin, bool isBehindNumber) {
  auto upTo = [&](Token::Kind kind, size_t end) {
    return Token{kind, begin, std::min(end, text.size()) - begin};
  };
  auto skip = [&](size_t from, auto isInside) {
    while (from < text.size() && isInside(text[from]))
      ++from;
    return from;
  };
  char c = text[begin];
  if (c == '"') {
    size_t end = text.find('"', begin + 1);
    return upTo(Token::String, end == StringRef::npos ? text.size() : end + 1);
  }
  if (isBehindNumber && c == 'x')
    return upTo(Token::Mark, begin + 1);
  bool isNegative = c == '-' && begin + 1 < text.size();
  if (llvm::isDigit(isNegative ? text[begin + 1] : c)) {
    size_t end = skip(begin + 1, llvm::isDigit);
    if (end < text.size() && text[end] == '.')
      end = skip(end + 1, [](char d) {
        return llvm::isDigit(d) || d == 'e' || d == '+' || d == '-';
      });
    return upTo(Token::Number, end);
  }
  if (llvm::isAlpha(c) || StringRef("_%@#!^").contains(c))
    return upTo(Token::Word, skip(begin + 1, isWordCharacter));
  return upTo(Token::Mark, begin + 1);
}

std::vector<Token> lrcnn::fuzz::tokenize(StringRef text) {
  std::vector<Token> tokens;
  for (size_t at = 0; at < text.size();) {
    if (llvm::isSpace(text[at])) {
      ++at;
    } else if (text.substr(at).starts_with("//")) {
      at = text.find('\n', at);
    } else {
      bool isBehindNumber = !tokens.empty() &&
                            tokens.back().begin + tokens.back().size == at &&
                            (tokens.back().kind == Token::Number ||
                             StringRef("?]*").contains(text[at - 1]));
      tokens.push_back(readToken(text, at, isBehindNumber));
      at += tokens.back().size;
    }
  }
  return tokens;
}

//===----------------------------------------------------------------------===//
// Mutations
//===----------------------------------------------------------------------===//

namespace {
/// Draws changes from one generator and makes them in `text`.
class Mutator {
public:
  Mutator(const Corpus &corpus, std::mt19937_64 &generator, std::string text)
      : corpus(corpus), generator(generator), text(std::move(text)) {}

  void mutate();
  std::string take() { return std::move(text); }

private:
  size_t draw(size_t count) { return generator() % count; }
  template <typename T>
  const T &choose(llvm::ArrayRef<T> values) {
    return values[draw(values.size())];
  }
  std::string drawNumber(StringRef old);
  std::string drawType(StringRef other);
  /// The text of some other input, or of this one.
  StringRef drawText() {
    return draw(2) ? StringRef(text)
                   : StringRef(corpus.inputs[draw(corpus.inputs.size())].text);
  }
  StringRef getText(Token token) const {
    return StringRef(text).substr(token.begin, token.size);
  }
  void replace(size_t begin, size_t size, StringRef by) {
    text.replace(begin, size, by.data(), by.size());
  }

  void changeBytes();
  void changeNumber();
  void changeNumberEverywhere();
  void exchangeToken();
  void changeTokens();
  void changeLines();
  void changeType();

  const Corpus &corpus;
  std::mt19937_64 &generator;
  std::string text;
};
} // namespace

/// A number that is like `old`, or one at which arithmetic changes.
std::string Mutator::drawNumber(StringRef old) {
  static constexpr int64_t extremes[] = {0,
                                         1,
                                         2,
                                         3,
                                         7,
                                         -1,
                                         -2,
                                         64,
                                         1 << 16,
                                         INT32_MAX,
                                         int64_t(INT32_MAX) + 1,
                                         int64_t(INT32_MIN),
                                         int64_t(UINT32_MAX) + 1,
                                         int64_t(1) << 48,
                                         int64_t(1) << 62,
                                         INT64_MAX,
                                         INT64_MIN};
  int64_t value;
  if (!old.getAsInteger(10, value) && draw(2)) {
    // Wraps around rather than overflows.
    auto near = static_cast<uint64_t>(value) + draw(5) - 2;
    return std::to_string(
        static_cast<int64_t>(draw(4) ? near : near * (draw(5) + 1)));
  }
  if (old.contains('.') && draw(2)) {
    static constexpr StringRef floats[] = {
        "0.0",    "-1.0",       "1.0e-300",           "1.0e+300",
        "1.0e-5", "0x7FC00000", "0x7FF0000000000000", "0xFFF8000000000000"};
    return choose<StringRef>(floats).str();
  }
  return draw(40) ? std::to_string(choose<int64_t>(extremes))
                  : "18446744073709551616";
}

void Mutator::changeBytes() {
  for (size_t count = draw(4) + 1; count > 0 && !text.empty(); --count) {
    size_t at = draw(text.size());
    char byte = draw(4) ? text[draw(text.size())] : char(draw(256));
    switch (draw(3)) {
    case 0:
      text[at] = byte;
      break;
    case 1:
      text.insert(at, 1, byte);
      break;
    default:
      text.erase(at, draw(8) + 1);
    }
  }
}

/// The tokens of `kind`.
static std::vector<Token> getTokens(StringRef text, Token::Kind kind) {
  std::vector<Token> tokens = tokenize(text);
  llvm::erase_if(tokens, [&](Token token) { return token.kind != kind; });
  return tokens;
}

void Mutator::changeNumber() {
  std::vector<Token> numbers = getTokens(text, Token::Number);
  if (numbers.empty())
    return;
  Token token = choose<Token>(numbers);
  replace(token.begin, token.size, drawNumber(getText(token)));
}

/// Shapes that were equal remain so: what this makes is often valid.
void Mutator::changeNumberEverywhere() {
  std::vector<Token> numbers = getTokens(text, Token::Number);
  if (numbers.empty())
    return;
  std::string old = getText(choose<Token>(numbers)).str();
  std::string by = drawNumber(old);
  for (Token token : llvm::reverse(numbers))
    if (getText(token) == old)
      replace(token.begin, token.size, by);
}

/// Puts a token of the same kind from somewhere else in the place of one.
void Mutator::exchangeToken() {
  std::vector<Token> tokens = tokenize(text);
  if (tokens.empty())
    return;
  Token token = choose<Token>(tokens);
  std::string other = drawText().str();
  std::vector<Token> others = getTokens(other, token.kind);
  if (others.empty())
    return;
  Token by = choose<Token>(others);
  replace(token.begin, token.size, StringRef(other).substr(by.begin, by.size));
}

/// Deletes, repeats or moves up to eight tokens in a row.
void Mutator::changeTokens() {
  std::vector<Token> tokens = tokenize(text);
  if (tokens.empty())
    return;
  size_t first = draw(tokens.size());
  size_t last = std::min(first + draw(draw(2) ? 1 : 8), tokens.size() - 1);
  size_t begin = tokens[first].begin;
  size_t size = tokens[last].begin + tokens[last].size - begin;
  std::string part = text.substr(begin, size);
  size_t to = tokens[draw(tokens.size())].begin;
  switch (draw(3)) {
  case 0:
    return replace(begin, size, "");
  case 1:
    return replace(begin, 0, part + " ");
  default:
    replace(begin, size, "");
    return replace(std::min(to, text.size()), 0, part + " ");
  }
}

void Mutator::changeLines() {
  llvm::SmallVector<StringRef> lines, others;
  std::string old = text, other = drawText().str();
  StringRef(old).split(lines, '\n');
  StringRef(other).split(others, '\n');
  size_t at = draw(lines.size());
  switch (draw(4)) {
  case 0:
    lines.erase(lines.begin() + at);
    break;
  case 1:
    lines.insert(lines.begin() + at, lines[draw(lines.size())]);
    break;
  case 2:
    std::swap(lines[at], lines[draw(lines.size())]);
    break;
  default:
    lines.insert(lines.begin() + at, others[draw(others.size())]);
  }
  text = llvm::join(lines, "\n");
}

/// The first and last position of the type or attribute `<...>` behind a word.
static std::vector<std::pair<size_t, size_t>> findTypes(StringRef text) {
  std::vector<Token> tokens = tokenize(text);
  std::vector<std::pair<size_t, size_t>> types;
  for (size_t i = 1; i < tokens.size(); ++i) {
    if (text[tokens[i].begin] != '<' || tokens[i - 1].kind != Token::Word)
      continue;
    int depth = 0;
    for (size_t j = i; j < tokens.size(); ++j) {
      depth += text[tokens[j].begin] == '<';
      depth -= text[tokens[j].begin] == '>' && text[tokens[j].begin - 1] != '-';
      if (depth == 0) {
        types.emplace_back(tokens[i - 1].begin, tokens[j].begin + 1);
        break;
      }
    }
  }
  return types;
}

std::string Mutator::drawType(StringRef other) {
  static constexpr StringRef unusual[] = {
      "tensor<*xf32>",
      "tensor<?x?x?x?xf32>",
      "tensor<1x8x8x?xf32>",
      "tensor<f32>",
      "tensor<0x1x1x1xf32>",
      "tensor<1x1x1x1xf16>",
      "tensor<1x4x4x1xbf16>",
      "tensor<2147483647x2147483647x2147483647x2147483647xf64>",
      "tensor<1x4x4x1xcomplex<f32>>",
      "tensor<4xindex>",
      "tensor<1x4x4x1x1xf32>",
      "memref<4x3x3x3xf32>",
      "memref<?xf32>",
      "memref<2147483647x2147483647x2147483647x3xf32>",
      "memref<4xf32, strided<[2], offset: 1>>",
      "vector<4xf32>",
      "!row.slab<1x[0]x1x1xf32>",
      "!row.slab<1x[2147483647]x1x65536xf64>",
      "!row.packed<1x1x1x1xf64>",
      "#row.rows<[]>",
      "#row.plan<>",
      "#row.target<\"cpu\">",
      "#row.target<\"cpu\", {vector_bits = 0, l2_bytes = -1}>",
      "dense<[]>",
      "dense<0x7FC00000>",
      "affine_map<() -> ()>",
      "i1",
      "index",
      "f32",
      "none"};
  auto types = findTypes(other);
  if (types.empty() || draw(3) == 0)
    return choose<StringRef>(unusual).str();
  auto [begin, end] = types[draw(types.size())];
  return other.slice(begin, end).str();
}

void Mutator::changeType() {
  auto types = findTypes(text);
  if (types.empty())
    return;
  auto [begin, end] = types[draw(types.size())];
  replace(begin, end - begin, drawType(drawText().str()));
}

void Mutator::mutate() {
  switch (draw(10)) {
  case 0:
    return changeBytes();
  case 1:
  case 2:
    return changeNumber();
  case 3:
  case 4:
    return changeNumberEverywhere();
  case 5:
    return exchangeToken();
  case 6:
    return changeTokens();
  case 7:
  case 8:
    return changeLines();
  default:
    return changeType();
  }
}

Case lrcnn::fuzz::makeCase(const Corpus &corpus, uint64_t number) {
  std::mt19937_64 generator(number);
  unsigned chosen = generator() % corpus.inputs.size();
  if (generator() % 8 != 0)
    chosen = corpus.readable[generator() % corpus.readable.size()];
  // There are few files of data, and they are small.
  if (!corpus.data.empty() && generator() % 16 == 0)
    chosen = corpus.data[generator() % corpus.data.size()];
  const Input &input = corpus.inputs[chosen];
  // Now and then passes of another test, which expect another level.
  bool isForeign = input.passes.empty() || generator() % 8 == 0;
  unsigned passes = isForeign ? generator() % corpus.passes.size()
                              : input.passes[generator() % input.passes.size()];
  Mutator mutator(corpus, generator, input.text);
  do
    mutator.mutate();
  while (generator() % 4 == 0);
  return {&input, &corpus.passes[passes], mutator.take()};
}

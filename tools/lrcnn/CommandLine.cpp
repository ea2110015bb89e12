//===- CommandLine.cpp - Arguments of lrcnn's commands --------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CommandLine.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"

using namespace llvm;
using namespace lrcnn;

template <typename... Args>
static Error fail(const char *format, Args &&...args) {
  return createStringError(formatv(format, std::forward<Args>(args)...).str());
}

Expected<CommandLine> CommandLine::parse(ArrayRef<StringRef> arguments,
                                         ArrayRef<StringRef> values,
                                         ArrayRef<StringRef> flags) {
  CommandLine result;
  for (size_t i = 0; i < arguments.size(); ++i) {
    StringRef argument = arguments[i];
    if (!argument.starts_with("-") || argument == "-") {
      result.positional.push_back(argument.str());
      continue;
    }
    auto [name, value] = argument.ltrim('-').split('=');
    bool hasValue = argument.contains('=');
    if (is_contained(flags, name)) {
      if (hasValue)
        return fail("expected no value for '{0}', got '{1}'", argument, value);
      result.options[name.str()].push_back("");
      continue;
    }
    if (!is_contained(values, name))
      return fail("unknown option '{0}'", argument);
    if (!hasValue) {
      if (++i == arguments.size())
        return fail("expected a value after '{0}'", argument);
      value = arguments[i];
    }
    result.options[name.str()].push_back(value.str());
  }
  return result;
}

std::string CommandLine::get(StringRef name, StringRef fallback) const {
  auto it = options.find(name.str());
  return it == options.end() ? fallback.str() : it->second.back();
}

Expected<int64_t> CommandLine::getInteger(StringRef name,
                                          int64_t fallback) const {
  if (!has(name))
    return fallback;
  int64_t number = 0;
  std::string text = get(name);
  if (StringRef(text).getAsInteger(10, number))
    return fail("expected a whole number for '--{0}', got '{1}'", name, text);
  return number;
}

std::vector<std::string> CommandLine::getAll(StringRef name) const {
  auto it = options.find(name.str());
  return it == options.end() ? std::vector<std::string>() : it->second;
}

bool CommandLine::has(StringRef name) const {
  return options.count(name.str()) != 0;
}

Expected<std::string> CommandLine::getOnly(StringRef what) const {
  if (positional.size() != 1)
    return fail("expected one {0}, got {1}", what, positional.size());
  return positional.front();
}

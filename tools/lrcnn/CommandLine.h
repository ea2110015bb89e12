//===- CommandLine.h - Arguments of lrcnn's commands -*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TOOLS_LRCNN_COMMANDLINE_H
#define LRCNN_TOOLS_LRCNN_COMMANDLINE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace lrcnn {

/// The arguments of one command: `--name=value`, `--name value`, `--flag`, `-o
/// value`, and what is left, in order.
class CommandLine {
public:
  /// `values` and `flags` are the options there are, without dashes.
  static llvm::Expected<CommandLine>
  parse(llvm::ArrayRef<llvm::StringRef> arguments,
        llvm::ArrayRef<llvm::StringRef> values,
        llvm::ArrayRef<llvm::StringRef> flags);

  /// The last value given, or `fallback`.
  std::string get(llvm::StringRef name, llvm::StringRef fallback = "") const;
  /// The last value as a number.
  llvm::Expected<int64_t> getInteger(llvm::StringRef name,
                                     int64_t fallback) const;
  /// All values given, in order.
  std::vector<std::string> getAll(llvm::StringRef name) const;
  bool has(llvm::StringRef name) const;
  /// What is no option; an error if it is not one thing, called `what`.
  llvm::Expected<std::string> getOnly(llvm::StringRef what) const;

private:
  std::map<std::string, std::vector<std::string>> options;
  std::vector<std::string> positional;
};

/// The commands. Each returns the process's exit code.
int runCompile(llvm::ArrayRef<llvm::StringRef> arguments);
int runPlan(llvm::ArrayRef<llvm::StringRef> arguments);
int runInterpret(llvm::ArrayRef<llvm::StringRef> arguments);

} // namespace lrcnn

#endif // LRCNN_TOOLS_LRCNN_COMMANDLINE_H

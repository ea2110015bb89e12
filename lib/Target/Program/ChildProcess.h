//===- ChildProcess.h - Work in a forked process ----------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_TARGET_PROGRAM_CHILDPROCESS_H
#define LRCNN_LIB_TARGET_PROGRAM_CHILDPROCESS_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/raw_ostream.h"

#include <string>

namespace lrcnn {

struct ChildResult {
  bool succeeded;
  /// What the work wrote, or why there was none.
  std::string messages;
};

/// Does `work`, which says whether it succeeded, in a child of this process.
/// The child has no thread but this one, and a lock that another one held when
/// it was forked is held for ever: so it ends after `seconds` at the latest.
ChildResult runInChild(llvm::function_ref<bool(llvm::raw_ostream &)> work,
                       unsigned seconds);

} // namespace lrcnn

#endif // LRCNN_LIB_TARGET_PROGRAM_CHILDPROCESS_H

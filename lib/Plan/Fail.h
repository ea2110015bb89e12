//===- Fail.h - Errors with places to fill in -------------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_PLAN_FAIL_H
#define LRCNN_LIB_PLAN_FAIL_H

#include "llvm/Support/Error.h"
#include "llvm/Support/FormatVariadic.h"

namespace lrcnn::plan {

/// An error whose text is `format`, as of `llvm::formatv`, filled in.
template <typename... Args>
llvm::Error fail(const char *format, Args &&...args) {
  return llvm::createStringError(
      llvm::formatv(format, std::forward<Args>(args)...).str());
}

} // namespace lrcnn::plan

#endif // LRCNN_LIB_PLAN_FAIL_H

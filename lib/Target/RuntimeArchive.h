//===- RuntimeArchive.h - The runtime inside the compiler -------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TARGET_RUNTIMEARCHIVE_H
#define LRCNN_TARGET_RUNTIMEARCHIVE_H

#include "llvm/ADT/StringRef.h"

namespace lrcnn {

/// The bytes of the static library that lib/Runtime is built to.
llvm::StringRef getRuntimeArchive();

} // namespace lrcnn

#endif // LRCNN_TARGET_RUNTIMEARCHIVE_H

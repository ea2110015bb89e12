//===- Linking.h - From object code to a shared library  ---*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Inside this process: no linker of the user's is called.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TARGET_PROGRAM_LINKING_H
#define LRCNN_TARGET_PROGRAM_LINKING_H

#include "lrcnn/Target/Target.h"

namespace lrcnn {

/// How to run the linker. In a process of its own it takes a fork; that is done
/// anyway when it has failed in a way that does not let it run again.
enum class LinkIn { ThisProcess, ChildProcess };

/// Links objects and a target's runtime to a shared library that exports
/// `symbols` and binds everything else inside itself. The library appears under
/// `path` when it is complete, or not at all.
mlir::LogicalResult linkSharedLibrary(llvm::ArrayRef<ObjectCode> objects,
                                      llvm::StringRef runtimeArchive,
                                      llvm::ArrayRef<std::string> symbols,
                                      llvm::StringRef path, EmitError emitError,
                                      LinkIn where = LinkIn::ThisProcess);

} // namespace lrcnn

#endif // LRCNN_TARGET_PROGRAM_LINKING_H

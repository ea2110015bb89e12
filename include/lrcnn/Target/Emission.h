//===- Emission.h - From the LLVM dialect to a shared library ---*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The last two steps, both inside this process: no compiler, assembler or
// linker of the user's is called.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TARGET_EMISSION_H
#define LRCNN_TARGET_EMISSION_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/Diagnostics.h"

#include <vector>

namespace lrcnn {

/// Reports an error that has no place in the IR.
using EmitError = llvm::function_ref<mlir::InFlightDiagnostic()>;

/// An object file in memory.
using ObjectCode = llvm::SmallVector<char, 0>;

/// How to run the linker. In a process of its own it takes a fork; that is done
/// anyway when it has failed in a way that does not let it run again.
enum class LinkIn { ThisProcess, ChildProcess };

/// Links objects and the runtime to a shared library that exports `symbols` and
/// binds everything else inside itself. The library appears under `path` when
/// it is complete, or not at all.
mlir::LogicalResult linkSharedLibrary(llvm::ArrayRef<ObjectCode> objects,
                                      llvm::ArrayRef<std::string> symbols,
                                      llvm::StringRef path, EmitError emitError,
                                      LinkIn where = LinkIn::ThisProcess);

} // namespace lrcnn

#endif // LRCNN_TARGET_EMISSION_H

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

#include "lrcnn/Target/CPU/VectorTarget.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/Diagnostics.h"

#include <vector>

namespace lrcnn {

/// Reports an error that has no place in the IR.
using EmitError = llvm::function_ref<mlir::InFlightDiagnostic()>;

/// An object file in memory.
using ObjectCode = llvm::SmallVector<char, 0>;

/// The target of that name: `native`, `x86-64-v3` or `x86-64-v4`.
mlir::FailureOr<cpu::VectorTarget> getVectorTarget(llvm::StringRef name,
                                                   EmitError emitError);

/// The instruction sets that code for `target` may use, as the runtime checks
/// them; see lrcnn/Runtime/CpuFeatures.def.
mlir::FailureOr<std::string>
getRequiredFeatures(const cpu::VectorTarget &target, EmitError emitError);

/// Compiles a module of the LLVM dialect, in several parts side by side where
/// it is large. The objects depend on nothing but the module and the target.
mlir::LogicalResult emitObjects(mlir::ModuleOp module,
                                const cpu::VectorTarget &target,
                                std::vector<ObjectCode> &objects);

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

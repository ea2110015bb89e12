//===- LowerProgram.h - From a program to functions -------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TARGET_PROGRAM_LOWERPROGRAM_H
#define LRCNN_TARGET_PROGRAM_LOWERPROGRAM_H

#include "lrcnn/Target/Target.h"

namespace lrcnn {

/// Emits an entry as the function of a name.
using BuildEntry =
    llvm::function_ref<llvm::LogicalResult(row::EntryOp, llvm::StringRef)>;

/// What `lower` of every target does: replaces `program`, which has places, by
/// functions of the LLVM dialect, those that `buildEntry` emits and those of
/// the C contract. `features` are what the code needs of the device.
mlir::LogicalResult lowerProgram(row::ProgramOp program, const Target &target,
                                 llvm::StringRef features,
                                 BuildEntry buildEntry,
                                 RunPipeline runPipeline);

} // namespace lrcnn

#endif // LRCNN_TARGET_PROGRAM_LOWERPROGRAM_H

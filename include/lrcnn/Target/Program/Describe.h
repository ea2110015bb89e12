//===- Describe.h - What NAME.json says of a program -*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TARGET_PROGRAM_DESCRIBE_H
#define LRCNN_TARGET_PROGRAM_DESCRIBE_H

#include "lrcnn/Dialect/Row/IR/Row.h"
#include "lrcnn/Target/Program/ProgramInterface.h"
#include "llvm/Support/JSON.h"

namespace lrcnn {
class Target;

/// Bytes of the stash: at least one, as without a stash forward is inference.
int64_t getStashBytes(row::ProgramOp program);

/// The most bytes that a step needs at once, parameters apart.
int64_t getPeakBytes(row::ProgramOp program);

/// Tells bufferized programs apart, by everything that their code follows from.
uint64_t getFingerprint(row::ProgramOp program);

/// What the runtime is told of the bufferized `program`, but for its entries.
/// `features` are what its code needs of the device.
ProgramInterface getProgramInterface(row::ProgramOp program,
                                     const Target &target,
                                     llvm::StringRef features);

/// Everything that a caller of the bufferized `program` may want to know; the
/// schema is in docs/ABI.md.
llvm::json::Object describeProgram(row::ProgramOp program,
                                   const Target &target);

} // namespace lrcnn

#endif // LRCNN_TARGET_PROGRAM_DESCRIBE_H

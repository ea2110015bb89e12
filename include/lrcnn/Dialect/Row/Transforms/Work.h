//===- Work.h - Arithmetic that a program does ------------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_DIALECT_ROW_TRANSFORMS_WORK_H
#define LRCNN_DIALECT_ROW_TRANSFORMS_WORK_H

#include "lrcnn/Dialect/Row/IR/Row.h"

namespace lrcnn::row {

/// Multiply-adds that `kernel` does in all tiles and image groups; those of the
/// whole layers if `whole`. Padded positions count.
int64_t getMultiplyAdds(KernelOp kernel, bool whole = false);

/// Multiply-adds of a training step over those of a step that computes nothing
/// twice; 1 if there are none.
double getWork(ProgramOp program);

} // namespace lrcnn::row

#endif // LRCNN_DIALECT_ROW_TRANSFORMS_WORK_H

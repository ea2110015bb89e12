//===- RowsVerifier.h - Checks of a program's row tables --------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_DIALECT_ROW_IR_ROWSVERIFIER_H
#define LRCNN_LIB_DIALECT_ROW_IR_ROWSVERIFIER_H

#include "lrcnn/Dialect/Row/IR/Row.h"

namespace lrcnn::row {

/// Checks for each tile that the rows which `kernel` writes and reads are rows
/// of the tensors and lie in the windows of the buffers. What a gradient layer
/// reads besides the incoming gradient depends on `limit` and is not checked.
llvm::LogicalResult verifyRows(KernelOp kernel);

/// Checks for each tile that the rows which a copy moves between `slab` and
/// `boundary` lie in the former's window and that the latter has room for them.
/// Tile r uses copy r + `firstCopy` of the boundary.
llvm::LogicalResult verifyRows(mlir::Operation *copy, RowsAttr rows,
                               mlir::Value slab, mlir::Value boundary,
                               int64_t firstCopy);

} // namespace lrcnn::row

#endif // LRCNN_LIB_DIALECT_ROW_IR_ROWSVERIFIER_H

//===- Budget.h - The least work that fits into a budget --------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_PIPELINES_BUDGET_H
#define LRCNN_PIPELINES_BUDGET_H

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace lrcnn {

/// Gives the chain of `function`, which is differentiated and says its target,
/// the plan for a budget: of the uniform plans whose peak fits the one with the
/// least work, then with the fewest tiles. A plan's peak is that of its
/// schedule, to the byte that of its program. `text` is a number of bytes, or a
/// share of what storing everything takes, such as 30%. Fails with the least
/// peak that fits if none does.
mlir::LogicalResult fitBudget(mlir::ModuleOp module,
                              mlir::func::FuncOp function, llvm::StringRef text,
                              int64_t batchTiles);

} // namespace lrcnn

#endif // LRCNN_PIPELINES_BUDGET_H

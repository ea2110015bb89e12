//===- Budget.h - The least work that fits into a budget --------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_PIPELINES_BUDGET_H
#define LRCNN_PIPELINES_BUDGET_H

#include "lrcnn/Pipelines/Compile.h"

namespace lrcnn {

/// Chooses strategy, rows and live bytes of `options` for its budget: of the
/// uniform plans whose peak fits the one with the least work, then with the
/// fewest tiles. Every plan on the way is tiled and packed, so the peak is the
/// program's. The chain in `module` is differentiated. Fails with the least
/// peak that fits if none does.
mlir::LogicalResult fitBudget(mlir::ModuleOp module, CompileOptions &options);

} // namespace lrcnn

#endif // LRCNN_PIPELINES_BUDGET_H

//===- Budget.h - The least work that fits into a budget --------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_PLAN_BUDGET_H
#define LRCNN_PLAN_BUDGET_H

#include "lrcnn/Plan/Problem.h"

namespace lrcnn::plan {

/// The most that a peak may be.
struct Budget {
  int64_t bytes = 0;
  /// A part of what storing everything takes; 0: `bytes` counts.
  double share = 0;
};

/// A number of bytes, or a share of what storing everything takes, such as 30%.
llvm::Expected<Budget> parseBudget(llvm::StringRef text);

/// Of the uniform plans of `batchTiles` image groups whose peak fits the one
/// with the least work, then with the fewest tiles. The error says the least
/// peak that there is if none fits.
llvm::Expected<Plan> makePlan(const Problem &problem, const Budget &budget,
                              int64_t batchTiles);

} // namespace lrcnn::plan

#endif // LRCNN_PLAN_BUDGET_H

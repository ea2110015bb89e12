//===- CostModel.h - What a plan costs in arithmetic ------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_PLAN_COSTMODEL_H
#define LRCNN_PLAN_COSTMODEL_H

#include "lrcnn/Plan/Plan.h"

namespace lrcnn::plan {

/// Multiply-adds of one training step: forward, forward again where a plan
/// makes rows twice, data gradient, weight gradient.
struct Work {
  int64_t executed = 0;
  /// Of a step that computes nothing twice and gives the same gradients.
  int64_t least = 0;

  /// 1.0: nothing is computed twice.
  double getRatio() const {
    return least == 0 ? 1.0 : static_cast<double>(executed) / least;
  }
};

/// The work of `plan`, that of the program that is made of it. The halo of
/// overlapped tiles counts in the forward pass, in the recomputation and in
/// both gradients.
Work computeWork(const Graph &graph, const Plan &plan);

} // namespace lrcnn::plan

#endif // LRCNN_PLAN_COSTMODEL_H

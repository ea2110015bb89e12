//===- Problem.h - All that a plan is made for ------------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_PLAN_PROBLEM_H
#define LRCNN_PLAN_PROBLEM_H

#include "lrcnn/Plan/Schedule.h"

namespace lrcnn::plan {

/// A network and what a target says of its kernels: without IR, peak and work
/// of any plan follow.
struct Problem {
  Graph graph;
  Kernels kernels;

  /// Peak bytes of `plan`, which is taken as sound.
  int64_t getPeak(const Plan &plan) const {
    return getPeakBytes(graph, makeSchedule(graph, plan, kernels));
  }

  /// All of it as data (docs/ABI has the schema).
  llvm::json::Object toJson() const;
};

/// The problem that `file` says, checked.
llvm::Expected<Problem> parseProblem(const llvm::json::Value &file);

} // namespace lrcnn::plan

#endif // LRCNN_PLAN_PROBLEM_H

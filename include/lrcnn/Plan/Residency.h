//===- Residency.h - What lives until the backward pass ---------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_PLAN_RESIDENCY_H
#define LRCNN_PLAN_RESIDENCY_H

#include "lrcnn/Plan/Plan.h"
#include "llvm/ADT/BitVector.h"

namespace lrcnn::plan {

/// Where the backward pass finds the values that it reads.
///
/// A *region* is a run of segments up to the next checkpoint. Before the
/// backward sweeps of its segments, the forward loops of all but the last run
/// again and make what those sweeps start from; what was folded is kept and not
/// folded again. A region of one segment, the usual case, runs nothing again
/// but in its sweep.
struct Residency {
  /// By tensor: it stays whole, in the stash or offloaded, or is made again
  /// whole for its region. Of the others a sweep makes the rows that a tile
  /// needs.
  llvm::BitVector kept, madeAgain;
  /// By layer: it runs again in its region's forward loop, in the tiles of its
  /// segment's backward sweep.
  llvm::BitVector runsAgain, isRemade;
};

/// What follows from the plan's fates.
Residency computeResidency(const Graph &graph, const Plan &plan);

/// The fates of tensors with which no more is kept than the borders of the
/// plan's segments ask for: kept is what crosses a checkpoint, what a fold
/// gave, and what a stored segment's gradients read.
std::vector<Fate> chooseFates(const Graph &graph,
                              llvm::ArrayRef<Segment> segments);

/// Checks that the backward pass finds all values that it reads by the plan's
/// fates; the error names the layer. The segments are taken as sound.
llvm::Error checkFates(const Graph &graph, const Plan &plan);

} // namespace lrcnn::plan

#endif // LRCNN_PLAN_RESIDENCY_H

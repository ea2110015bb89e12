//===- Takeovers.h - Gradients where something else has been ----*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Two buffers whose lifetimes do not meet may share a place anyway. A takeover
// says that two do which are alive in the same loop, or in the same call:
//
// - The whole gradient of what a tiled segment reads goes, row by row, where a
//   tensor of the same size, which the segment makes, leaves its value or its
//   gradient: tiles run upwards and take those rows into slabs first.
// - The gradient of a tensor goes over its value, where the kernel that writes
//   it reads the same elements of the value last, as a mask, or not at all.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_PLAN_TAKEOVERS_H
#define LRCNN_PLAN_TAKEOVERS_H

#include "lrcnn/Plan/Tiling.h"

namespace lrcnn::plan {

/// The takeovers of the first kind that there are with the plan's fates;
/// `tilings` are those of its segments.
std::vector<Takeover> chooseTakeovers(const Graph &graph, const Plan &plan,
                                      llvm::ArrayRef<SegmentTiling> tilings);

/// Fills in what `plan` leaves open: fates, takeovers and storage types.
void complete(const Graph &graph, Plan &plan,
              llvm::ArrayRef<SegmentTiling> tilings);

/// Checks, on its own terms, that nothing reads what the plan's takeovers have
/// overwritten; the error names the layer. Segments and fates are taken as
/// sound.
llvm::Error checkTakeovers(const Graph &graph, const Plan &plan);

} // namespace lrcnn::plan

#endif // LRCNN_PLAN_TAKEOVERS_H

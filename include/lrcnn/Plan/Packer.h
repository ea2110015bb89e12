//===- Packer.h - Static places for buffers -*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_PLAN_PACKER_H
#define LRCNN_PLAN_PACKER_H

#include "llvm/Support/Error.h"
#include <cstdint>
#include <string>
#include <vector>

namespace lrcnn::plan {

/// Memory that the caller of a program owns: the stash lives from forward to
/// backward, the workspace dies with each call.
enum class Arena { stash, workspace, either };

/// Something to place. Positions are on one time line, forward then backward;
/// both ends are included.
struct Buffer {
  std::string name;
  int64_t bytes = 0;
  int64_t firstUse = 0, lastUse = 0;
  Arena allowed = Arena::workspace;
};

struct Place {
  Arena arena = Arena::workspace;
  int64_t offset = 0;
};

struct Placement {
  std::vector<Place> places;
  int64_t stashBytes = 0, workspaceBytes = 0;
};

/// Gives every buffer a place so that those alive at one time do not overlap.
/// Stash buffers are all alive between forward and backward, so the stash is
/// their sum; they lie in the order of their deaths, the first to die last, so
/// that the space they leave is in one piece. Buffers allowed in either arena
/// fill it before they use workspace. Several orders are tried and the least
/// workspace kept. Deterministic.
Placement pack(const std::vector<Buffer> &buffers, int64_t alignment);

/// Checks a placement on its own terms.
llvm::Error verify(const std::vector<Buffer> &buffers,
                   const Placement &placement, int64_t alignment);

/// Most bytes alive at one time: no placement needs less in all.
int64_t getLiveBytes(const std::vector<Buffer> &buffers, int64_t alignment);

} // namespace lrcnn::plan

#endif // LRCNN_PLAN_PACKER_H

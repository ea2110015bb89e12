//===- Packer.h - Static places for buffers ---------------------*- C++ -*-===//
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

  int64_t getBytes() const { return stashBytes + workspaceBytes; }
};

/// Gives every buffer a place so that those alive at one time do not overlap,
/// with the least 2 * stash + workspace that it finds. Deterministic.
///
/// Stash buffers come first, in the order of their deaths: the last to die at
/// the bottom, so that the space they leave is in one piece that grows down
/// from the top. Then the rest, in groups that no lifetime connects, as are the
/// phases of a program, the largest first. A buffer allowed in either arena
/// goes into stash that is not yet or no longer alive, else where that costs
/// less. So the stash grows beyond its own buffers only to join such space, by
/// less than it has. Each group is tried in several orders, by first and by
/// tightest fit, and what makes an arena grow is moved to the front until that
/// no longer helps.
///
/// Finding the least is NP-hard. Of 3,000 small random problems in the tests,
/// compared with the best of all orders and arenas, 2,992 come out optimal and
/// the worst is 1.16 times the optimum; 100 problems of 20 to 59 buffers are on
/// average within 0.25 % of `getLowerBound`. VGG-16's stored chain reaches it.
Placement pack(const std::vector<Buffer> &buffers, int64_t alignment = 64);

/// Checks a placement on its own terms.
llvm::Error verify(const std::vector<Buffer> &buffers,
                   const Placement &placement, int64_t alignment = 64);

/// No placement needs less stash + workspace: what is alive at one time, and
/// what must be in the one arena besides what must be in the other.
int64_t getLowerBound(const std::vector<Buffer> &buffers,
                      int64_t alignment = 64);

} // namespace lrcnn::plan

#endif // LRCNN_PLAN_PACKER_H

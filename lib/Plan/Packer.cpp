//===- Packer.cpp - Static places for buffers -----------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Plan/Packer.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MathExtras.h"
#include <limits>
#include <numeric>

using namespace lrcnn::plan;

/// How often what makes an arena grow is moved to the front: at most so many
/// times, and until so many buffers were placed.
static constexpr size_t kMostRounds = 32, kMostPlaced = 4096;

/// Sorts by `key`. Ties go to the earlier buffer, so that the result is the
/// same everywhere.
static void sortBy(std::vector<size_t> &order,
                   llvm::function_ref<int64_t(size_t)> key) {
  llvm::sort(order, [&](size_t lhs, size_t rhs) {
    return std::pair(key(lhs), lhs) < std::pair(key(rhs), rhs);
  });
}

static bool aliveTogether(const Buffer &lhs, const Buffer &rhs) {
  return lhs.firstUse <= rhs.lastUse && rhs.firstUse <= lhs.lastUse;
}

namespace {
using Order = std::vector<size_t>;

/// Which gap a buffer goes to.
enum class Fit { first, tightest };

/// Where the arenas end.
struct Ends {
  int64_t stash, workspace;

  /// A byte more of the stash is one in the forward pass and in the backward
  /// pass, and is held between them.
  int64_t getCost() const { return 2 * stash + workspace; }
};

/// Places, and a search for better ones.
class Packer {
public:
  Packer(const std::vector<Buffer> &buffers, int64_t alignment)
      : buffers(buffers), alignment(alignment),
        lowerBound(getLowerBound(buffers, alignment)) {
    placement.places.resize(buffers.size());
  }

  Placement run();

private:
  void placeStash();
  std::vector<Order> splitByTime() const;
  void placeGroup(const Order &group);
  Order improve(Order order, Fit fit);
  Ends placeInOrder(llvm::ArrayRef<size_t> order, Fit fit);
  int64_t findGap(size_t index, Arena arena, Fit fit) const;

  int64_t size(size_t index) const {
    return llvm::alignTo(buffers[index].bytes, alignment);
  }
  void place(size_t index, Arena arena, int64_t offset);

  const std::vector<Buffer> &buffers;
  int64_t alignment;
  int64_t lowerBound;
  Placement placement;
  /// What has a place in the stash and in the workspace, by offset: what must
  /// be in the stash, and of one group at a time what has been placed so far.
  Order inStash, inWorkspace;
};
} // namespace

Placement Packer::run() {
  placeStash();
  // The largest group first, and before all others those that must be in the
  // workspace: where one has made room, the next need not grow an arena.
  std::vector<std::pair<int64_t, Order>> groups;
  for (Order &group : splitByTime()) {
    std::vector<Buffer> members;
    for (size_t index : group)
      members.push_back(buffers[index]);
    bool fixed = llvm::all_of(members, [](const Buffer &buffer) {
      return buffer.allowed == Arena::workspace;
    });
    int64_t key = fixed ? std::numeric_limits<int64_t>::min()
                        : -getLowerBound(members, alignment);
    groups.emplace_back(key, std::move(group));
  }
  llvm::sort(groups);
  for (const auto &[key, group] : groups)
    placeGroup(group);
  return std::move(placement);
}

void Packer::placeStash() {
  Order stash;
  for (auto [index, buffer] : llvm::enumerate(buffers))
    if (buffer.allowed == Arena::stash)
      stash.push_back(index);
  sortBy(stash, [&](size_t i) { return -buffers[i].lastUse; });
  for (size_t index : stash) {
    int64_t offset = findGap(index, Arena::stash, Fit::first);
    place(index, Arena::stash, offset);
    placement.stashBytes = std::max(placement.stashBytes, offset + size(index));
  }
}

/// The buffers outside of the stash, in groups that no lifetime connects.
std::vector<Order> Packer::splitByTime() const {
  Order rest;
  for (auto [index, buffer] : llvm::enumerate(buffers))
    if (buffer.allowed != Arena::stash)
      rest.push_back(index);
  sortBy(rest, [&](size_t i) { return buffers[i].firstUse; });
  std::vector<Order> groups;
  int64_t end = std::numeric_limits<int64_t>::min();
  for (size_t index : rest) {
    if (groups.empty() || buffers[index].firstUse > end)
      groups.emplace_back();
    groups.back().push_back(index);
    end = std::max(end, buffers[index].lastUse);
  }
  return groups;
}

void Packer::place(size_t index, Arena arena, int64_t offset) {
  placement.places[index] = {arena, offset};
  Order &placed = arena == Arena::stash ? inStash : inWorkspace;
  auto after = llvm::upper_bound(placed, offset, [&](int64_t at, size_t other) {
    return at < placement.places[other].offset;
  });
  placed.insert(after, index);
}

/// The offset at which a buffer goes into `arena` beside what is placed and
/// alive with it. The space behind everything else is the last resort of either
/// fit.
int64_t Packer::findGap(size_t index, Arena arena, Fit fit) const {
  int64_t need = size(index), end = 0, best = -1;
  int64_t tightest = std::numeric_limits<int64_t>::max();
  for (size_t other : arena == Arena::stash ? inStash : inWorkspace) {
    if (!aliveTogether(buffers[index], buffers[other]))
      continue;
    int64_t offset = placement.places[other].offset, gap = offset - end;
    if (gap >= need && gap < tightest) {
      if (fit == Fit::first)
        return end;
      tightest = gap;
      best = end;
    }
    end = std::max(end, offset + size(other));
  }
  return best < 0 ? end : best;
}

/// Places the buffers of one group one after the other. A buffer allowed in
/// either arena goes where that costs less.
Ends Packer::placeInOrder(llvm::ArrayRef<size_t> order, Fit fit) {
  Order stash = inStash;
  Ends ends = {placement.stashBytes, placement.workspaceBytes};
  for (size_t index : order) {
    Arena arena = Arena::workspace;
    int64_t offset = findGap(index, arena, fit);
    Ends grown = ends;
    grown.workspace = std::max(ends.workspace, offset + size(index));
    if (buffers[index].allowed == Arena::either) {
      int64_t stashOffset = findGap(index, Arena::stash, fit);
      Ends other = ends;
      other.stash = std::max(ends.stash, stashOffset + size(index));
      if (other.stash == ends.stash || other.getCost() < grown.getCost()) {
        arena = Arena::stash;
        offset = stashOffset;
        grown = other;
      }
    }
    place(index, arena, offset);
    ends = grown;
  }
  inStash = std::move(stash);
  inWorkspace.clear();
  return ends;
}

/// Moves what makes an arena grow to the front, again and again; returns the
/// best order on the way.
Order Packer::improve(Order order, Fit fit) {
  Order best = order;
  int64_t least = std::numeric_limits<int64_t>::max();
  size_t rounds = std::min(kMostRounds, kMostPlaced / order.size() + 1);
  for (size_t round = 0; round < rounds; ++round) {
    Ends ends = placeInOrder(order, fit);
    if (ends.getCost() < least) {
      least = ends.getCost();
      best = order;
    }
    auto highest = llvm::find_if(order, [&](size_t index) {
      const Place &at = placement.places[index];
      int64_t top = at.offset + size(index);
      return at.arena == Arena::stash
                 ? top > placement.stashBytes && top == ends.stash
                 : top > placement.workspaceBytes && top == ends.workspace;
    });
    if (highest == order.end() || highest == order.begin())
      break;
    std::rotate(order.begin(), highest, std::next(highest));
  }
  return best;
}

void Packer::placeGroup(const Order &group) {
  auto bytes = [&](size_t i) { return buffers[i].bytes; };
  auto lifetime = [&](size_t i) {
    return buffers[i].lastUse - buffers[i].firstUse + 1;
  };
  using Key = llvm::function_ref<int64_t(size_t)>;
  auto bySize = [&](size_t i) { return -bytes(i); };
  auto byFirstUse = [&](size_t i) { return buffers[i].firstUse; };
  auto byLastUse = [&](size_t i) { return -buffers[i].lastUse; };
  auto byArea = [&](size_t i) { return -bytes(i) * lifetime(i); };
  auto byLifetime = [&](size_t i) { return -lifetime(i); };

  Ends before = {placement.stashBytes, placement.workspaceBytes};
  int64_t bound = std::max(before.getCost(), before.stash + lowerBound);
  int64_t least = std::numeric_limits<int64_t>::max();
  Order best;
  Fit bestFit = Fit::first;
  for (Fit fit : {Fit::first, Fit::tightest})
    for (Key key : {Key(bySize), Key(byFirstUse), Key(byLastUse), Key(byArea),
                    Key(byLifetime)}) {
      if (least == bound)
        break;
      Order order = group;
      sortBy(order, key);
      order = improve(std::move(order), fit);
      int64_t cost = placeInOrder(order, fit).getCost();
      if (cost >= least)
        continue;
      least = cost;
      best = std::move(order);
      bestFit = fit;
    }
  Ends ends = placeInOrder(best, bestFit);
  placement.stashBytes = ends.stash;
  placement.workspaceBytes = ends.workspace;
}

Placement lrcnn::plan::pack(const std::vector<Buffer> &buffers,
                            int64_t alignment) {
  return Packer(buffers, alignment).run();
}

//===----------------------------------------------------------------------===//
// Checks
//===----------------------------------------------------------------------===//

static const char *toString(Arena arena) {
  switch (arena) {
  case Arena::stash:
    return "the stash";
  case Arena::workspace:
    return "the workspace";
  case Arena::either:
    return "either arena";
  }
  llvm_unreachable("unknown arena");
}

llvm::Error lrcnn::plan::verify(const std::vector<Buffer> &buffers,
                                const Placement &placement, int64_t alignment) {
  auto fail = [](auto &&...parts) {
    return llvm::createStringError(llvm::formatv(parts...).str());
  };
  if (placement.places.size() != buffers.size())
    return fail("expected a place for each of {0} buffers, got {1}",
                buffers.size(), placement.places.size());
  for (auto [index, buffer] : llvm::enumerate(buffers)) {
    const Place &place = placement.places[index];
    if (place.offset < 0 || place.offset % alignment != 0)
      return fail("expected '{0}' at a multiple of {1}, got {2}", buffer.name,
                  alignment, place.offset);
    if (place.arena == Arena::either)
      return fail("expected '{0}' in one arena, got either", buffer.name);
    if (buffer.allowed != Arena::either && buffer.allowed != place.arena)
      return fail("expected '{0}' in {1}, got {2}", buffer.name,
                  toString(buffer.allowed), toString(place.arena));
    int64_t limit = place.arena == Arena::stash ? placement.stashBytes
                                                : placement.workspaceBytes;
    if (place.offset + buffer.bytes > limit)
      return fail("expected '{0}' to end within {1}'s {2} bytes, got {3}",
                  buffer.name, toString(place.arena), limit,
                  place.offset + buffer.bytes);
    for (size_t other = 0; other < index; ++other) {
      const Place &second = placement.places[other];
      if (second.arena == place.arena &&
          aliveTogether(buffer, buffers[other]) &&
          place.offset < second.offset + buffers[other].bytes &&
          second.offset < place.offset + buffer.bytes)
        return fail("expected '{0}' and '{1}', alive together, not to overlap",
                    buffers[other].name, buffer.name);
    }
  }
  return llvm::Error::success();
}

int64_t lrcnn::plan::getLowerBound(const std::vector<Buffer> &buffers,
                                   int64_t alignment) {
  int64_t all = 0, stash = 0, workspace = 0;
  for (const Buffer &at : buffers) {
    int64_t alive[3] = {0, 0, 0};
    for (const Buffer &buffer : buffers)
      if (buffer.firstUse <= at.firstUse && at.firstUse <= buffer.lastUse)
        alive[static_cast<int>(buffer.allowed)] +=
            llvm::alignTo(buffer.bytes, alignment);
    all = std::max(all, std::accumulate(alive, alive + 3, int64_t(0)));
    stash = std::max(stash, alive[static_cast<int>(Arena::stash)]);
    workspace = std::max(workspace, alive[static_cast<int>(Arena::workspace)]);
  }
  return std::max(all, stash + workspace);
}

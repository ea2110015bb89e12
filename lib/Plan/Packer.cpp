//===- Packer.cpp - Static places for buffers ---------------------------------- ===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Plan/Packer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MathExtras.h"
#include <functional>
#include <limits>

using namespace lrcnn::plan;

static bool aliveTogether(const Buffer &lhs, const Buffer &rhs) {
  return lhs.firstUse <= rhs.lastUse && rhs.firstUse <= lhs.lastUse;
}

namespace {
/// A partial placement.
class Packing {
public:
  Packing(const std::vector<Buffer> &buffers, int64_t alignment)
      : buffers(buffers), alignment(alignment), places(buffers.size()),
        placed(buffers.size(), false) {}

  int64_t size(size_t index) const {
    return llvm::alignTo(buffers[index].bytes, alignment);
  }

  /// Puts a buffer at the end of the stash.
  void appendToStash(size_t index) {
    set(index, {Arena::stash, stashBytes});
    stashBytes += size(index);
  }

  /// Puts a buffer into the tightest gap of dead stash, if there is one.
  bool tryStash(size_t index) {
    int64_t offset = findGap(index, Arena::stash, stashBytes);
    if (offset < 0)
      return false;
    set(index, {Arena::stash, offset});
    return true;
  }

  void putInWorkspace(size_t index) {
    int64_t offset = findGap(index, Arena::workspace,
                             std::numeric_limits<int64_t>::max());
    set(index, {Arena::workspace, offset});
    workspaceBytes = std::max(workspaceBytes, offset + size(index));
  }

  Placement take() { return {std::move(places), stashBytes, workspaceBytes}; }
  int64_t getWorkspaceBytes() const { return workspaceBytes; }

private:
  void set(size_t index, Place place) {
    places[index] = place;
    placed[index] = true;
  }

  /// The start of the smallest gap below `limit` that takes the buffer, -1 if
  /// there is none. The space behind the last buffer is the last resort.
  int64_t findGap(size_t index, Arena arena, int64_t limit) const {
    std::vector<std::pair<int64_t, int64_t>> taken;
    for (size_t other = 0; other < buffers.size(); ++other)
      if (placed[other] && places[other].arena == arena &&
          aliveTogether(buffers[index], buffers[other]))
        taken.emplace_back(places[other].offset,
                           places[other].offset + size(other));
    llvm::sort(taken);
    int64_t need = size(index), best = -1;
    int64_t tightest = std::numeric_limits<int64_t>::max();
    int64_t end = 0;
    for (auto [begin, next] : taken) {
      if (begin - end >= need && begin - end < tightest) {
        tightest = begin - end;
        best = end;
      }
      end = std::max(end, next);
    }
    if (best < 0 && limit - end >= need)
      best = end;
    return best;
  }

  const std::vector<Buffer> &buffers;
  int64_t alignment;
  std::vector<Place> places;
  std::vector<bool> placed;
  int64_t stashBytes = 0, workspaceBytes = 0;
};
} // namespace

Placement lrcnn::plan::pack(const std::vector<Buffer> &buffers,
                            int64_t alignment) {
  std::vector<size_t> stash, rest;
  for (size_t index = 0; index < buffers.size(); ++index)
    (buffers[index].allowed == Arena::stash ? stash : rest).push_back(index);
  // Ties go to the earlier buffer, so that the result is the same everywhere.
  llvm::sort(stash, [&](size_t lhs, size_t rhs) {
    return std::pair(-buffers[lhs].lastUse, lhs) <
           std::pair(-buffers[rhs].lastUse, rhs);
  });

  auto bytes = [&](size_t i) { return buffers[i].bytes; };
  auto lifetime = [&](size_t i) {
    return buffers[i].lastUse - buffers[i].firstUse + 1;
  };
  using Key = std::function<int64_t(size_t)>;
  const Key orders[] = {
      [&](size_t i) { return -bytes(i); },
      [&](size_t i) { return buffers[i].firstUse; },
      [&](size_t i) { return -bytes(i) * lifetime(i); },
      [&](size_t i) { return -lifetime(i); },
  };
  Placement best;
  for (const Key &key : orders) {
    std::vector<size_t> sequence = rest;
    llvm::sort(sequence, [&](size_t lhs, size_t rhs) {
      return std::pair(key(lhs), lhs) < std::pair(key(rhs), rhs);
    });
    Packing packing(buffers, alignment);
    for (size_t index : stash)
      packing.appendToStash(index);
    for (size_t index : sequence)
      if (buffers[index].allowed != Arena::either || !packing.tryStash(index))
        packing.putInWorkspace(index);
    if (best.places.empty() ||
        packing.getWorkspaceBytes() < best.workspaceBytes)
      best = packing.take();
  }
  return best;
}

llvm::Error lrcnn::plan::verify(const std::vector<Buffer> &buffers,
                                const Placement &placement,
                                int64_t alignment) {
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
    if (place.arena == Arena::either ||
        (buffer.allowed != Arena::either && buffer.allowed != place.arena))
      return fail("'{0}' is in an arena where it must not be", buffer.name);
    int64_t limit = place.arena == Arena::stash ? placement.stashBytes
                                                : placement.workspaceBytes;
    if (place.offset + buffer.bytes > limit)
      return fail("'{0}' reaches beyond its arena", buffer.name);
    for (size_t other = 0; other < index; ++other) {
      const Place &second = placement.places[other];
      if (second.arena == place.arena &&
          aliveTogether(buffer, buffers[other]) &&
          place.offset < second.offset + buffers[other].bytes &&
          second.offset < place.offset + buffer.bytes)
        return fail("'{0}' and '{1}' overlap while both are alive",
                    buffers[other].name, buffer.name);
    }
  }
  return llvm::Error::success();
}

int64_t lrcnn::plan::getLiveBytes(const std::vector<Buffer> &buffers,
                                  int64_t alignment) {
  int64_t most = 0;
  for (const Buffer &at : buffers) {
    int64_t bytes = 0;
    for (const Buffer &buffer : buffers)
      if (buffer.firstUse <= at.firstUse && at.firstUse <= buffer.lastUse)
        bytes += llvm::alignTo(buffer.bytes, alignment);
    most = std::max(most, bytes);
  }
  return most;
}

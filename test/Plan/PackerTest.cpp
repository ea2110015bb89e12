//===- PackerTest.cpp - Places for buffers --------------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Plan/Packer.h"
#include "llvm/ADT/STLExtras.h"
#include "gtest/gtest.h"
#include <numeric>
#include <random>

using namespace lrcnn::plan;

static std::string verifyError(const std::vector<Buffer> &buffers,
                               const Placement &placement,
                               int64_t alignment = 64) {
  return llvm::toString(verify(buffers, placement, alignment));
}

//===----------------------------------------------------------------------===//
// Small problems against the optimum
//===----------------------------------------------------------------------===//

/// A step of `count` buffers: forward before time 0, backward from then on.
static std::vector<Buffer> makeRandomBuffers(std::mt19937_64 &random, int count,
                                             int64_t time, int64_t size) {
  auto pick = [&](int64_t low, int64_t high) {
    return low + static_cast<int64_t>(random() % (high - low + 1));
  };
  std::vector<Buffer> buffers;
  for (int index = 0; index < count; ++index) {
    Buffer buffer;
    buffer.name = "b" + std::to_string(index);
    buffer.bytes = pick(1, size);
    int64_t first = pick(-time, time - 1);
    int64_t last = pick(first, std::min(first + time / 2, time - 1));
    if (pick(0, 2) == 0) {
      buffer.allowed = Arena::stash;
      first = pick(-time, -1);
      last = pick(0, time - 1);
    } else {
      buffer.allowed = first >= 0 ? Arena::either : Arena::workspace;
    }
    buffer.firstUse = first;
    buffer.lastUse = last;
    buffers.push_back(std::move(buffer));
  }
  return buffers;
}

/// What the packer minimises.
static int64_t getCost(int64_t stash, int64_t workspace) {
  return 2 * stash + workspace;
}

/// The least cost over all orders and arenas, each buffer put as low as it
/// goes: some order gives the optimum.
static int64_t getOptimum(const std::vector<Buffer> &buffers) {
  size_t count = buffers.size();
  std::vector<size_t> order(count);
  std::iota(order.begin(), order.end(), 0);
  int64_t least = std::numeric_limits<int64_t>::max();
  do {
    for (unsigned choice = 0; choice < (1u << count); ++choice) {
      bool legal = true;
      for (size_t index = 0; index < count; ++index) {
        Arena arena = choice >> index & 1 ? Arena::stash : Arena::workspace;
        legal &= buffers[index].allowed == Arena::either ||
                 buffers[index].allowed == arena;
      }
      if (!legal)
        continue;
      std::vector<int64_t> offsets(count, -1);
      int64_t ends[2] = {0, 0};
      for (size_t index : order) {
        int64_t offset = 0;
        for (bool moved = true; moved;) {
          moved = false;
          for (size_t other = 0; other < count; ++other)
            if (offsets[other] >= 0 &&
                (choice >> other & 1) == (choice >> index & 1) &&
                buffers[other].firstUse <= buffers[index].lastUse &&
                buffers[index].firstUse <= buffers[other].lastUse &&
                offset < offsets[other] + buffers[other].bytes &&
                offsets[other] < offset + buffers[index].bytes) {
              offset = offsets[other] + buffers[other].bytes;
              moved = true;
            }
        }
        offsets[index] = offset;
        int64_t &end = ends[choice >> index & 1];
        end = std::max(end, offset + buffers[index].bytes);
      }
      least = std::min(least, getCost(ends[1], ends[0]));
    }
  } while (std::next_permutation(order.begin(), order.end()));
  return least;
}

TEST(Packer, SmallProblemsAgainstTheOptimum) {
  int optimal = 0;
  double worst = 1;
  for (uint64_t seed = 0; seed < 3000; ++seed) {
    std::mt19937_64 random(seed);
    int count = seed % 30 == 0 ? 6 : 2 + seed % 4;
    std::vector<Buffer> buffers = makeRandomBuffers(random, count, 6, 9);
    Placement placement = pack(buffers, 1);
    ASSERT_EQ(verifyError(buffers, placement, 1), "") << "seed " << seed;
    int64_t optimum = getOptimum(buffers);
    int64_t got = getCost(placement.stashBytes, placement.workspaceBytes);
    ASSERT_GE(got, optimum) << "seed " << seed;
    ASSERT_GE(placement.getBytes(), getLowerBound(buffers, 1));
    optimal += got == optimum;
    worst = std::max(worst, static_cast<double>(got) / optimum);
  }
  RecordProperty("optimal", optimal);
  RecordProperty("worst", std::to_string(worst));
  EXPECT_GE(optimal, 2992);
  EXPECT_LE(worst, 1.16);
}

TEST(Packer, LargerProblemsAgainstTheBound) {
  double sum = 0;
  int problems = 0;
  for (uint64_t seed = 0; seed < 100; ++seed) {
    std::mt19937_64 random(seed);
    std::vector<Buffer> buffers =
        makeRandomBuffers(random, 20 + seed % 40, 40, 1 << 20);
    Placement placement = pack(buffers);
    ASSERT_EQ(verifyError(buffers, placement), "") << "seed " << seed;
    double ratio =
        static_cast<double>(placement.getBytes()) / getLowerBound(buffers);
    ASSERT_GE(ratio, 1.0);
    sum += ratio;
    ++problems;
  }
  RecordProperty("mean", std::to_string(sum / problems));
  EXPECT_LE(sum / problems, 1.0025);
}

TEST(Packer, SameEveryTime) {
  for (uint64_t seed = 0; seed < 10; ++seed) {
    std::mt19937_64 random(seed);
    std::vector<Buffer> buffers = makeRandomBuffers(random, 40, 30, 1000);
    Placement first = pack(buffers), second = pack(buffers);
    for (size_t index = 0; index < buffers.size(); ++index) {
      EXPECT_EQ(first.places[index].arena, second.places[index].arena);
      EXPECT_EQ(first.places[index].offset, second.places[index].offset);
    }
  }
}

/// The stash grows only for the sake of what is dead in it: here 64 bytes more
/// at its end save 192 in the workspace.
TEST(Packer, StashGrowsToJoinDeadSpace) {
  std::vector<Buffer> buffers = {{"low", 64, 0, 9, Arena::stash},
                                 {"high", 128, 1, 4, Arena::stash},
                                 {"gradient", 192, 5, 6, Arena::either}};
  Placement placement = pack(buffers);
  EXPECT_EQ(verifyError(buffers, placement), "");
  EXPECT_EQ(placement.places[2].arena, Arena::stash);
  EXPECT_EQ(placement.places[2].offset, 64);
  EXPECT_EQ(placement.stashBytes, 256);
  EXPECT_EQ(placement.workspaceBytes, 0);
}

/// What the forward pass needs for a while may lie where the stash is written
/// later.
TEST(Packer, StashIsUsedBeforeItIsWritten) {
  std::vector<Buffer> buffers = {{"early", 64, 0, 9, Arena::stash},
                                 {"late", 128, 4, 5, Arena::stash},
                                 {"forward", 128, 1, 3, Arena::either}};
  Placement placement = pack(buffers);
  EXPECT_EQ(verifyError(buffers, placement), "");
  EXPECT_EQ(placement.places[2].arena, Arena::stash);
  EXPECT_EQ(placement.stashBytes, 192);
  EXPECT_EQ(placement.workspaceBytes, 0);
}

/// Where nothing in the stash dies, it does not grow.
TEST(Packer, StashDoesNotGrowForNothing) {
  std::vector<Buffer> buffers = {{"kept", 64, 0, 9, Arena::stash},
                                 {"forward", 64, 1, 2},
                                 {"gradient1", 192, 5, 6, Arena::either},
                                 {"gradient2", 128, 6, 7, Arena::either}};
  Placement placement = pack(buffers);
  EXPECT_EQ(verifyError(buffers, placement), "");
  EXPECT_EQ(placement.stashBytes, 64);
  EXPECT_EQ(placement.workspaceBytes, 320);
}

/// As many buffers as a deep network has, alive side by side: well under a
/// second.
TEST(Packer, ManyBuffers) {
  for (uint64_t seed = 0; seed < 2; ++seed) {
    std::mt19937_64 random(seed);
    std::vector<Buffer> buffers = makeRandomBuffers(random, 600, 60, 1 << 20);
    Placement placement = pack(buffers);
    EXPECT_EQ(verifyError(buffers, placement), "");
  }
}

//===----------------------------------------------------------------------===//
// Known problems
//===----------------------------------------------------------------------===//

TEST(Packer, Nothing) {
  Placement placement = pack({});
  EXPECT_EQ(placement.getBytes(), 0);
  EXPECT_EQ(getLowerBound({}), 0);
}

/// 64 + 64 bytes alive together and 128 afterwards share 128 bytes.
TEST(Packer, DeadSpaceIsShared) {
  std::vector<Buffer> buffers = {
      {"a", 60, 0, 1}, {"b", 64, 1, 2}, {"c", 128, 3, 4}, {"none", 0, 0, 4}};
  Placement placement = pack(buffers);
  EXPECT_EQ(verifyError(buffers, placement), "");
  EXPECT_EQ(placement.stashBytes, 0);
  EXPECT_EQ(placement.workspaceBytes, 128);
}

/// Forward and backward are packed apart: each needs its own optimum.
TEST(Packer, PhasesArePackedApart) {
  std::vector<Buffer> buffers = {{"kept", 640, 0, 9, Arena::stash},
                                 {"forward", 256, 1, 2},
                                 {"backward", 192, 5, 6, Arena::either},
                                 {"late", 64, 6, 7, Arena::either}};
  Placement placement = pack(buffers);
  EXPECT_EQ(verifyError(buffers, placement), "");
  EXPECT_EQ(placement.places[1].offset, 0);
  EXPECT_EQ(placement.workspaceBytes, 256);
}

/// VGG-16 at 1x3x1024x1024, everything stored, no image gradient: nearly
/// every gradient finds room where the stash of later layers died. When
/// conv1_2's gradient of 256 MiB is made, 626 MiB have.
TEST(Packer, GradientsOfAStoredChainFitIntoItsStash) {
  const int64_t MiB = 1 << 20;
  // What each layer makes; the last, pool5, is the caller's.
  const int64_t layers[] = {256, 256, 64, 128, 128, 32, 64, 64, 64,
                            16,  32,  32, 32,  8,   8,  8,  8};
  int count = std::size(layers);
  std::vector<Buffer> buffers;
  buffers.reserve(2 * count);
  for (int layer = 0; layer < count; ++layer)
    buffers.push_back({"layer" + std::to_string(layer), layers[layer] * MiB,
                       layer, 2 * count + 1 - layer, Arena::stash});
  // Layer i's gradient is made at 2 * count - i, from the gradient of layer
  // i + 1, and read at 2 * count + 1 - i, the last use of the layer's values.
  for (int layer = count - 1; layer >= 0; --layer)
    buffers.push_back({"gradient" + std::to_string(layer), layers[layer] * MiB,
                       2 * count - layer, 2 * count + 1 - layer,
                       Arena::either});
  Placement placement = pack(buffers);
  EXPECT_EQ(verifyError(buffers, placement), "");
  EXPECT_EQ(placement.stashBytes, 1200 * MiB);
  // The first to die lie at the top.
  for (int layer = 1; layer < count; ++layer)
    EXPECT_GT(placement.places[layer].offset,
              placement.places[layer - 1].offset);
  const Place &gradient = placement.places[2 * count - 2];
  EXPECT_EQ(gradient.arena, Arena::stash);
  EXPECT_GE(gradient.offset, (1200 - 626) * MiB);
  // Only the first gradients, made before much is dead, need workspace.
  EXPECT_EQ(placement.workspaceBytes, 32 * MiB);
  EXPECT_EQ(placement.getBytes(), getLowerBound(buffers));
}

//===----------------------------------------------------------------------===//
// The check
//===----------------------------------------------------------------------===//

namespace {
class PackerVerify : public testing::Test {
protected:
  std::string error() const { return verifyError(buffers, placement); }

  std::vector<Buffer> buffers = {{"a", 100, 0, 2, Arena::stash},
                                 {"b", 64, 1, 3, Arena::workspace},
                                 {"c", 64, 2, 3, Arena::either}};
  Placement placement = {
      {{Arena::stash, 0}, {Arena::workspace, 0}, {Arena::workspace, 64}},
      128,
      128};
};
} // namespace

TEST_F(PackerVerify, AcceptsAPlacement) { EXPECT_EQ(error(), ""); }

TEST_F(PackerVerify, MissingPlace) {
  placement.places.pop_back();
  EXPECT_EQ(error(), "expected a place for each of 3 buffers, got 2");
}

TEST_F(PackerVerify, Alignment) {
  placement.places[2].offset = 65;
  EXPECT_EQ(error(), "expected 'c' at a multiple of 64, got 65");
  placement.places[2].offset = -64;
  EXPECT_EQ(error(), "expected 'c' at a multiple of 64, got -64");
}

TEST_F(PackerVerify, WrongArena) {
  placement.places[0] = {Arena::workspace, 128};
  EXPECT_EQ(error(), "expected 'a' in the stash, got the workspace");
  placement.places[0] = {Arena::stash, 0};
  placement.places[2].arena = Arena::either;
  EXPECT_EQ(error(), "expected 'c' in one arena, got either");
}

TEST_F(PackerVerify, BeyondTheArena) {
  placement.workspaceBytes = 127;
  EXPECT_EQ(error(), "expected 'c' to end within the workspace's 127 bytes, "
                     "got 128");
}

TEST_F(PackerVerify, Overlap) {
  placement.places[2].offset = 0;
  EXPECT_EQ(error(), "expected 'b' and 'c', alive together, not to overlap");
  buffers[2].firstUse = buffers[2].lastUse = 4;
  EXPECT_EQ(error(), "");
}

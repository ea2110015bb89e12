//===- CutsTest.cpp - Where tiles end (G6) --------------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestGraphs.h"
#include "lrcnn/Plan/Tiling.h"
#include "gtest/gtest.h"

using namespace lrcnn::plan;

/// The largest tile's bytes, from the tables of the cuts themselves.
static int64_t getLargest(const Graph &graph, Segment segment,
                          std::vector<int64_t> cuts) {
  segment.cuts = std::move(cuts);
  SegmentTiling tiling = computeTiling(graph, segment);
  int64_t largest = 0;
  for (size_t tile = 0; tile < segment.cuts.size(); ++tile) {
    int64_t bytes = 0;
    for (int layer = segment.firstLayer; layer < segment.endLayer; ++layer) {
      int tensor = graph.layers[layer].result;
      if (!llvm::is_contained(tiling.outputs, tensor))
        bytes +=
            tiling.slab[tensor][tile].size() * graph.tensors[tensor].rowBytes();
    }
    largest = std::max(largest, bytes);
  }
  return largest;
}

/// The least that any cuts of rows [cuts.back(), rows) into `tiles` tiles give.
static int64_t getOptimum(const Graph &graph, const Segment &segment,
                          int64_t rows, int64_t tiles,
                          std::vector<int64_t> &cuts) {
  int64_t begin = cuts.empty() ? 0 : cuts.back();
  if (tiles == 1) {
    cuts.push_back(rows);
    int64_t largest = getLargest(graph, segment, cuts);
    cuts.pop_back();
    return largest;
  }
  int64_t least = std::numeric_limits<int64_t>::max();
  for (int64_t cut = begin + 1; cut <= rows - tiles + 1; ++cut) {
    cuts.push_back(cut);
    least = std::min(least, getOptimum(graph, segment, rows, tiles - 1, cuts));
    cuts.pop_back();
  }
  return least;
}

TEST(Cuts, G6_EvenCutsDifferByOneRow) {
  for (int64_t rows = 1; rows <= 20; ++rows)
    for (int64_t tiles = 1; tiles <= rows; ++tiles) {
      std::vector<int64_t> cuts = evenCuts(rows, tiles);
      ASSERT_EQ(static_cast<int64_t>(cuts.size()), tiles);
      ASSERT_EQ(cuts.back(), rows);
      int64_t begin = 0;
      for (int64_t cut : cuts) {
        ASSERT_GE(cut - begin, rows / tiles);
        ASSERT_LE(cut - begin, (rows + tiles - 1) / tiles);
        begin = cut;
      }
    }
}

/// A tile's bytes do not depend on the other tiles' cuts.
TEST(Cuts, G6_TileBytesAreThoseOfTheTables) {
  for (Strategy strategy : {Strategy::overlap, Strategy::two_phase}) {
    Graph graph = makeVgg16(160, 32);
    Segment segment = makeSegment(graph, strategy, 5);
    int64_t largest = 0, begin = 0;
    for (int64_t cut : segment.cuts) {
      largest =
          std::max(largest, TileMeter(graph, segment).getBytes({begin, cut}));
      begin = cut;
    }
    EXPECT_EQ(largest, getLargest(graph, segment, segment.cuts));
  }
}

TEST(Cuts, G6_BalancedIsOptimal) {
  int64_t better = 0;
  for (uint64_t seed = 0; seed < 300; ++seed) {
    std::mt19937_64 random(seed);
    Graph graph = makeRandomGraph(random);
    int64_t rows = graph.tensors[graph.layers.back().result].rows;
    if (rows > 12)
      continue;
    for (Strategy strategy : {Strategy::overlap, Strategy::two_phase})
      for (int64_t tiles = 1; tiles <= std::min<int64_t>(rows, 4); ++tiles) {
        Segment segment = makeSegment(graph, strategy, tiles);
        std::vector<int64_t> none;
        std::vector<int64_t> cuts = balancedCuts(graph, segment, tiles);
        ASSERT_EQ(static_cast<int64_t>(cuts.size()), tiles);
        int64_t even = getLargest(graph, segment, segment.cuts);
        segment.cuts = cuts;
        ASSERT_EQ(llvm::toString(check(graph, {{segment}})), "");
        int64_t balanced = getLargest(graph, segment, cuts);
        ASSERT_EQ(balanced, getOptimum(graph, segment, rows, tiles, none))
            << "seed " << seed << ", " << tiles << " tiles";
        ASSERT_LE(balanced, even);
        better += balanced < even;
      }
  }
  EXPECT_GT(better, 50);
}

/// Under 2PS the first tile grows with depth, so it gets fewer rows.
TEST(Cuts, G6_FirstTileIsSmaller) {
  Graph graph = makeVgg16(1024, 1024);
  Segment segment = makeSegment(graph, Strategy::two_phase, 8);
  std::vector<int64_t> cuts = balancedCuts(graph, segment, 8);
  EXPECT_EQ(segment.cuts, (std::vector<int64_t>{4, 8, 12, 16, 20, 24, 28, 32}));
  EXPECT_EQ(cuts, (std::vector<int64_t>{2, 6, 10, 14, 18, 22, 26, 32}));
  EXPECT_EQ(getLargest(graph, segment, segment.cuts) >> 20, 245);
  EXPECT_EQ(getLargest(graph, segment, cuts) >> 20, 170);
}

/// A hundred tiles of thousands of rows take well under a second.
TEST(Cuts, G6_ManyTiles) {
  Graph graph = makeVgg16(8192, 8192);
  int end = layersThrough(graph, "pool2");
  for (Strategy strategy : {Strategy::overlap, Strategy::two_phase}) {
    Segment segment = makeSegment(graph, 0, end, strategy, 100);
    int64_t even = getLargest(graph, segment, segment.cuts);
    segment.cuts = balancedCuts(graph, segment, 100);
    EXPECT_EQ(segment.cuts.size(), 100u);
    EXPECT_EQ(segment.cuts.back(), 2048);
    EXPECT_LE(getLargest(graph, segment, segment.cuts), even);
  }
}

//===- PlanTest.cpp - What a plan may be (G5, G6) -------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Plan/Plan.h"
#include "TestGraphs.h"
#include "gtest/gtest.h"

using namespace lrcnn::plan;

TEST(Strategy, NamesGoBothWays) {
  for (Strategy strategy : {Strategy::store, Strategy::recompute,
                            Strategy::overlap, Strategy::two_phase})
    EXPECT_EQ(parseStrategy(toString(strategy)), strategy);
  EXPECT_EQ(parseStrategy("auto"), std::nullopt);
  EXPECT_EQ(toString(Strategy::two_phase), "two_phase");
}

namespace {
/// Three layers of 12, 12 and 6 rows, for 4 images.
class Check : public testing::Test {
protected:
  void SetUp() override {
    GraphBuilder builder;
    int x = builder.input(12, 4, 2, /*images=*/4);
    x = builder.conv("conv1", x, {3, 1, 1, 1, 1}, 2);
    x = builder.conv("conv2", x, {3, 1, 1, 1, 1}, 2);
    builder.output(builder.pool("pool", x, {2, 2}));
    graph = std::move(builder.graph);
  }

  std::string error(std::vector<Segment> segments) const {
    return llvm::toString(check(graph, {std::move(segments)}));
  }

  Graph graph;
};
} // namespace

TEST_F(Check, G6_AcceptsPlans) {
  EXPECT_EQ(error({{0, 3, Strategy::store, 1, {6}}}), "");
  EXPECT_EQ(error({{0, 3, Strategy::recompute, 4, {6}}}), "");
  EXPECT_EQ(error({{0, 2, Strategy::overlap, 2, {3, 8, 12}},
                   {2, 3, Strategy::two_phase, 1, {1, 2, 3, 4, 5, 6}}}),
            "");
}

TEST_F(Check, G6_SegmentsFollowEachOther) {
  EXPECT_EQ(error({{0, 1, Strategy::store, 1, {12}},
                   {2, 3, Strategy::store, 1, {6}}}),
            "G6: expected segments to follow each other without gaps, got "
            "layers 2 to 3 of 3 after 1");
  EXPECT_EQ(error({{0, 4, Strategy::store, 1, {6}}}),
            "G6: expected segments to follow each other without gaps, got "
            "layers 0 to 4 of 3 after 0");
  EXPECT_EQ(error({{0, 0, Strategy::store, 1, {6}}}),
            "G6: expected segments to follow each other without gaps, got "
            "layers 0 to 0 of 3 after 0");
}

TEST_F(Check, G6_PlanCoversTheGraph) {
  EXPECT_EQ(error({{0, 2, Strategy::store, 1, {12}}}),
            "G6: expected the plan to cover 3 layers, got 2");
  EXPECT_EQ(error({}), "G6: expected the plan to cover 3 layers, got 0");
}

TEST_F(Check, G6_OneTileWithoutRowStrategy) {
  EXPECT_EQ(error({{0, 3, Strategy::store, 1, {3, 6}}}),
            "G6: expected one tile for the store segment that ends at 'pool', "
            "got 2");
  EXPECT_EQ(error({{0, 3, Strategy::recompute, 1, {}}}),
            "G6: expected one tile for the recompute segment that ends at "
            "'pool', got 0");
}

TEST_F(Check, G6_AtLeastOneTile) {
  EXPECT_EQ(error({{0, 3, Strategy::overlap, 1, {}}}),
            "G6: expected 1 to 6 tiles for the overlap segment that ends at "
            "'pool', got 0");
}

TEST_F(Check, G6_CutsIncrease) {
  EXPECT_EQ(error({{0, 3, Strategy::overlap, 1, {3, 3, 6}}}),
            "G6: expected increasing cuts for the segment that ends at 'pool', "
            "got 3 after 3");
  EXPECT_EQ(error({{0, 3, Strategy::overlap, 1, {0, 6}}}),
            "G6: expected increasing cuts for the segment that ends at 'pool', "
            "got 0 after 0");
}

TEST_F(Check, G6_CutsEndAtTheRows) {
  EXPECT_EQ(error({{0, 3, Strategy::overlap, 1, {3, 5}}}),
            "G6: expected the cuts of the segment that ends at 'pool' to end "
            "at its 6 rows, got 5");
}

TEST_F(Check, G6_BatchTiles) {
  for (int64_t tiles : {0, 5})
    EXPECT_EQ(error({{0, 3, Strategy::recompute, tiles, {6}}}),
              "G6: expected 1 to 4 batch tiles for the segment that ends at "
              "'pool', got " +
                  std::to_string(tiles));
  EXPECT_EQ(error({{0, 3, Strategy::store, 2, {6}}}),
            "G6: expected one batch tile for the store segment that ends at "
            "'pool', got 2");
}

/// A map of other images beside it, that both join.
TEST_F(Check, G6_OneNumberOfImages) {
  GraphBuilder builder;
  int one = builder.conv("one", builder.input(12, 4, 2), {1}, 2);
  int four = builder.conv("four", builder.input(12, 4, 2, 4), {1}, 2);
  builder.output(builder.add("sum", {four, one}));
  graph = std::move(builder.graph);
  for (Strategy strategy :
       {Strategy::recompute, Strategy::overlap, Strategy::two_phase})
    EXPECT_EQ(error({{0, 3, strategy, 1, {12}}}),
              "G6: expected the layers of the " + toString(strategy).str() +
                  " segment that ends at 'sum' to go through 4 images as its "
                  "primary output has, got 1 of 'one'; end a segment there or "
                  "store it");
  EXPECT_EQ(error({{0, 3, Strategy::store, 1, {12}}}), "");
  EXPECT_EQ(error({{0, 1, Strategy::two_phase, 1, {4, 12}},
                   {1, 3, Strategy::two_phase, 2, {4, 12}}}),
            "");
}

TEST_F(Check, G5_FoldsAreReadInLaterSegments) {
  GraphBuilder builder;
  int x = builder.conv("conv", builder.input(8, 4, 2), {3, 1, 1, 1, 1}, 2);
  int mean = builder.fold("mean", x);
  builder.output(builder.conv("squeeze", mean, {1}, 2));
  graph = std::move(builder.graph);
  for (Strategy strategy : {Strategy::overlap, Strategy::two_phase}) {
    EXPECT_EQ(error({{0, 3, strategy, 1, {1}}}),
              "G5: expected the result of 'mean', which needs all rows, to be "
              "read in a later segment than the " +
                  toString(strategy).str() +
                  " segment that ends at 'squeeze', got 'squeeze'");
    // The cuts count the convolution's rows.
    EXPECT_EQ(
        error({{0, 2, strategy, 1, {4, 8}}, {2, 3, Strategy::store, 1, {1}}}),
        "");
  }
  EXPECT_EQ(error({{0, 3, Strategy::store, 1, {1}}}), "");
}

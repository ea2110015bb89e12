//===- TilingVerifierTest.cpp - Wrong tables are refused ------------------===//
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

namespace {
/// A residual block between two convolutions: every row matters.
class TilingVerifier : public testing::TestWithParam<Strategy> {
protected:
  void SetUp() override {
    GraphBuilder builder;
    const Kernel same = {3, 1, 1, 1, 1};
    input = builder.input(24, 4, 2);
    int stem = builder.conv("stem", input, {3, 2, 1, 1, 0}, 2);
    inner = builder.conv("inner", stem, same, 2);
    int sum = builder.add("sum", {inner, stem});
    output = builder.conv("last", sum, same, 2);
    builder.output(output);
    graph = std::move(builder.graph);
    segment = makeSegment(graph, GetParam(), 3);
    tiling = computeTiling(graph, segment);
  }

  std::string error() const {
    return llvm::toString(verify(graph, segment, tiling));
  }
  bool isShared() const { return GetParam() == Strategy::two_phase; }

  /// Each range of `table` that is not empty, one row shorter at either end, is
  /// refused.
  void expectShorterRefused(SegmentTiling::Table &table) {
    for (std::vector<Rows> &ranges : table)
      for (Rows &rows : ranges) {
        if (rows.empty())
          continue;
        ++rows.begin;
        EXPECT_NE(error(), "");
        --rows.begin;
        --rows.end;
        EXPECT_NE(error(), "");
        ++rows.end;
      }
    EXPECT_EQ(error(), "");
  }

  Graph graph;
  Segment segment;
  SegmentTiling tiling;
  int input = -1, inner = -1, output = -1;
};
} // namespace

TEST_P(TilingVerifier, AcceptsTheTables) { EXPECT_EQ(error(), ""); }

TEST_P(TilingVerifier, G1_RefusesShorterComputedRows) {
  expectShorterRefused(tiling.computed);
}

TEST_P(TilingVerifier, G1_RefusesShorterSlabs) {
  expectShorterRefused(tiling.slab);
}

TEST_P(TilingVerifier, G4_RefusesShorterBoundaries) {
  expectShorterRefused(tiling.boundary);
}

TEST_P(TilingVerifier, G3_RefusesShorterSeeds) {
  expectShorterRefused(tiling.seed);
}

TEST_P(TilingVerifier, G4_RefusesShorterGradients) {
  expectShorterRefused(tiling.gradient);
}

TEST_P(TilingVerifier, G3_RefusesGradientsThatEnterTwice) {
  --tiling.seed[output][1].begin;
  EXPECT_NE(error(), "");
}

/// A row that is overwritten loses what a later tile gave; one that is added to
/// too early has rubbish in it.
TEST_P(TilingVerifier, G4_RefusesOtherAddFrom) {
  for (size_t tensor = 0; tensor < tiling.addFrom.size(); ++tensor)
    for (size_t tile = 0; tile < 3; ++tile) {
      int64_t &from = tiling.addFrom[tensor][tile];
      Rows rows = tiling.gradient[tensor][tile];
      if (from < rows.end) {
        ++from;
        EXPECT_NE(error(), "") << "tensor " << tensor << ", tile " << tile;
        --from;
      }
      if (from > rows.begin) {
        --from;
        EXPECT_NE(error(), "") << "tensor " << tensor << ", tile " << tile;
        ++from;
      }
    }
  EXPECT_EQ(error(), "");
}

TEST_P(TilingVerifier, G4_RefusesRowsMadeTwice) {
  --tiling.computed[graph.tensors[inner].producer][1].begin;
  EXPECT_NE(error(), "");
}

TEST_P(TilingVerifier, G5_RefusesOtherBorders) {
  tiling.outputs.clear();
  EXPECT_EQ(error(), "G5: expected 'last' to be no input and an output of the "
                     "segment");
}

TEST_P(TilingVerifier, RefusesMissingTiles) {
  tiling.slab[inner].pop_back();
  EXPECT_EQ(error(),
            "expected rows of 'inner' that it has for each of 3 tiles");
}

TEST_P(TilingVerifier, RefusesRowsOutsideOfTheTensor) {
  tiling.computed[0].back().end = 13;
  EXPECT_EQ(error(), "expected rows of 'stem' that it has for each of 3 tiles");
}

INSTANTIATE_TEST_SUITE_P(
    , TilingVerifier, testing::Values(Strategy::overlap, Strategy::two_phase),
    [](const auto &info) { return toString(info.param).str(); });

//===----------------------------------------------------------------------===//
// Messages
//===----------------------------------------------------------------------===//

/// Two convolutions of 3 rows over 12 rows, in two tiles.
static std::string getError(Strategy strategy,
                            llvm::function_ref<void(SegmentTiling &)> change) {
  const Kernel same = {3, 1, 1, 1, 1};
  GraphBuilder builder;
  int x = builder.conv("a", builder.input(12, 4, 1), same, 2);
  builder.output(builder.conv("b", x, same, 2));
  Segment segment = makeSegment(builder.graph, strategy, 2);
  SegmentTiling tiling = computeTiling(builder.graph, segment);
  change(tiling);
  return llvm::toString(verify(builder.graph, segment, tiling));
}

TEST(TilingVerifierMessages, G1_RowNotThere) {
  EXPECT_EQ(getError(Strategy::overlap,
                     [](SegmentTiling &t) { t.slab[0][1].begin = 5; }),
            "G1: expected row 4 of 'input0' in tile 1, where 'a' reads it");
}

TEST(TilingVerifierMessages, G3_OutputRowNotMade) {
  EXPECT_EQ(getError(Strategy::overlap,
                     [](SegmentTiling &t) { t.computed[1][1].begin = 7; }),
            "G3: expected row 6 of 'b' to be made once, got 0 times");
}

TEST(TilingVerifierMessages, G3_SeedOutsideOfTheGradient) {
  EXPECT_EQ(getError(Strategy::overlap,
                     [](SegmentTiling &t) { t.seed[2][1].begin = 5; }),
            "G3: expected the gradient of 'b' in tile 1 to hold the rows that "
            "enter there");
}

TEST(TilingVerifierMessages, G3_SeedMissing) {
  EXPECT_EQ(getError(Strategy::overlap,
                     [](SegmentTiling &t) { t.seed[2][1].begin = 7; }),
            "G4: expected the gradient of row 5 of 'a' to go through 'a' once");
}

TEST(TilingVerifierMessages, G4_SlabTooSmall) {
  EXPECT_EQ(getError(Strategy::two_phase,
                     [](SegmentTiling &t) { t.slab[1][1].begin = 6; }),
            "G4: expected the slab of 'a' in tile 1 to hold the rows that it "
            "computes and is handed");
}

TEST(TilingVerifierMessages, G4_BoundaryNotThere) {
  EXPECT_EQ(getError(Strategy::two_phase,
                     [](SegmentTiling &t) { t.boundary[1][0].end = 8; }),
            "G4: expected row 7 of 'a' in tile 0, which hands it on");
}

TEST(TilingVerifierMessages, G4_MadeTwice) {
  EXPECT_EQ(getError(Strategy::two_phase,
                     [](SegmentTiling &t) {
                       t.computed[0][1].begin = 6;
                       t.slab[0][1].begin = 5;
                     }),
            "G4: expected row 6 of 'a' to be made once, got 2 times");
}

TEST(TilingVerifierMessages, G4_GradientWithoutValue) {
  EXPECT_EQ(getError(Strategy::two_phase,
                     [](SegmentTiling &t) { t.gradient[1][1].begin = 4; }),
            "G4: expected row 4 of 'a' in tile 1, which writes its gradient");
}

TEST(TilingVerifierMessages, G4_GradientTooSmall) {
  EXPECT_EQ(getError(Strategy::two_phase,
                     [](SegmentTiling &t) { t.gradient[2][1].begin = 7; }),
            "G4: expected the gradient of 'b' in tile 1 to hold the rows that "
            "the tile computes and hands on");
}

TEST(TilingVerifierMessages, G4_SentRowsOutsideOfTheGradient) {
  EXPECT_EQ(getError(Strategy::two_phase,
                     [](SegmentTiling &t) {
                       t.boundary[1][0].begin = 4;
                       t.slab[1][1].begin = 4;
                     }),
            "G4: expected the gradient of 'a' in tile 1 to hold the rows that "
            "it hands up");
}

TEST(TilingVerifierMessages, G4_ReadRowsWithoutGradient) {
  EXPECT_EQ(getError(Strategy::overlap,
                     [](SegmentTiling &t) { t.gradient[0][1].begin = 5; }),
            "G4: expected tile 1 to write the gradient of rows [4, 7) of "
            "'input0', which 'a' reads");
}

TEST(TilingVerifierMessages, G4_InputGradientLost) {
  EXPECT_EQ(getError(Strategy::overlap,
                     [](SegmentTiling &t) { t.addFrom[0][0] = 5; }),
            "G4: expected the gradient of row 4 of 'input0' to be the sum of "
            "its parts, each once");
}

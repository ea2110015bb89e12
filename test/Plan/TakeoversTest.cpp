//===- TakeoversTest.cpp - Gradients where something else has been --------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Plan/Takeovers.h"
#include "TestGraphs.h"
#include "lrcnn/Plan/Residency.h"
#include "lrcnn/Plan/Schedule.h"
#include "llvm/Support/FormatVariadic.h"
#include "gtest/gtest.h"

using namespace lrcnn::plan;
using Of = Takeover::Of;

static const Kernel kSame = {3, 1, 1, 1, 1};

/// What is chosen where a plan says nothing.
static std::vector<Takeover> choose(const Graph &graph, const Plan &plan) {
  return chooseTakeovers(graph, plan, computeTilings(graph, plan));
}

//===----------------------------------------------------------------------===//
// Row by row
//===----------------------------------------------------------------------===//

namespace {
/// A residual block between convolutions, each half a segment: the block's sum
/// leaves rows for the gradient of what it reads.
class RowByRow : public testing::Test {
protected:
  void SetUp() override {
    GraphBuilder builder;
    first = builder.conv("first", builder.input(12, 4, 2), kSame, 2);
    inner = builder.conv("inner", first, {1}, 2);
    sum = builder.add("sum", {inner, first});
    last = builder.conv("last", sum, {1}, 2);
    builder.output(builder.conv("end", last, kSame, 2));
    graph = std::move(builder.graph);
    graph.layers[2].gradientReadsResult = false;
    plan = {{makeSegment(graph, 0, 1, Strategy::two_phase, 3),
             makeSegment(graph, 1, 4, Strategy::two_phase, 3),
             makeSegment(graph, 4, 5, Strategy::two_phase, 3)}};
  }

  std::string error(std::vector<Takeover> takeovers) {
    plan.takeovers = std::move(takeovers);
    return llvm::toString(check(graph, plan));
  }

  Graph graph;
  Plan plan;
  int first, inner, sum, last;
};
} // namespace

/// Nothing of this block is whole but its border.
TEST_F(RowByRow, OfWhatIsWhole) {
  EXPECT_EQ(choose(graph, plan), std::vector<Takeover>());
  std::string expected =
      "expected the {0} of 'sum', whose storage the gradient of 'first' takes "
      "over, to lie whole in a buffer";
  EXPECT_EQ(error({{first, Of::value, sum}}),
            llvm::formatv(expected.c_str(), "value").str());
  EXPECT_EQ(error({{first, Of::gradient, sum}}),
            llvm::formatv(expected.c_str(), "gradient").str());
  plan.fates = chooseFates(graph, plan.segments);
  plan.fates[sum] = Fate::kept;
  EXPECT_EQ(choose(graph, plan),
            (std::vector<Takeover>{{first, Of::value, sum}}));
  EXPECT_EQ(error({{first, Of::value, sum}}), "");
}

TEST_F(RowByRow, EachOnce) {
  plan.fates = chooseFates(graph, plan.segments);
  plan.fates[sum] = plan.fates[inner] = Fate::kept;
  EXPECT_EQ(error({{first, Of::value, sum}, {first, Of::value, sum}}),
            "expected the gradient of 'first' to take over one storage");
}

TEST_F(RowByRow, OfTheSegmentThatWrites) {
  EXPECT_EQ(error({{first, Of::value, last + 1}}),
            "expected the gradient of 'first' to take over storage of what the "
            "tiled segment makes whose sweep writes it first, got that of "
            "'end'");
  plan.segments[1] = makeSegment(graph, 1, 4, Strategy::store, 1);
  EXPECT_EQ(error({{first, Of::value, sum}}),
            "expected the gradient of 'first' to take over storage of what the "
            "tiled segment makes whose sweep writes it first, got that of "
            "'sum'");
}

TEST_F(RowByRow, OfWhatIsReadThere) {
  std::string expected =
      "expected '{0}', whose storage the gradient of 'first' takes over, to be "
      "made by the last layer of its segment that reads 'first', or behind it, "
      "and to be read there";
  EXPECT_EQ(error({{first, Of::value, inner}}),
            llvm::formatv(expected.c_str(), "inner").str());
  EXPECT_EQ(error({{first, Of::value, last}}),
            llvm::formatv(expected.c_str(), "last").str());
}

TEST_F(RowByRow, OfOneSize) {
  graph.tensors[sum].width = 3;
  EXPECT_EQ(error({{first, Of::value, sum}}),
            "expected the gradient of 'first' to take over storage of its own "
            "size and type, got that of 'sum'");
  graph.tensors[sum].width = 4;
  plan.storage.resize(graph.tensors.size());
  plan.storage[sum] = StorageType::bf16;
  EXPECT_EQ(error({{first, Of::value, sum}}),
            "expected the gradient of 'first' to take over storage of its own "
            "size and type, got that of 'sum'");
}

TEST_F(RowByRow, OfResults) {
  EXPECT_EQ(error({{0, Of::value, sum}}),
            "expected takeovers between results of layers that have gradients, "
            "got tensor 0");
  EXPECT_EQ(error({{first, Of::gradient, first}}),
            "expected a gradient to take over other storage than its own, got "
            "'first'");
}

/// A halo: the tile above reads rows that the one below has written.
TEST(RowByRowHalo, BehindWhatTilesRead) {
  GraphBuilder builder;
  int first = builder.conv("first", builder.input(12, 4, 2), kSame, 2);
  int made = builder.conv("made", first, {1}, 2);
  int wide = builder.conv("wide", made, {5, 1, 1, 2, 2}, 2);
  builder.output(builder.conv("last", wide, kSame, 2));
  Graph &graph = builder.graph;
  Plan plan = {{makeSegment(graph, 0, 1, Strategy::overlap, 3),
                makeSegment(graph, 1, 3, Strategy::overlap, 3),
                makeSegment(graph, 3, 4, Strategy::overlap, 3)}};
  plan.fates = chooseFates(graph, plan.segments);
  plan.fates[made] = Fate::kept;
  plan.takeovers = {{{first, Of::value, made}}};
  EXPECT_EQ(llvm::toString(check(graph, plan)),
            "expected tiles to write no rows of the gradient of 'first' that "
            "tiles behind them read of 'made', whose storage it takes over");
  EXPECT_EQ(choose(graph, plan), std::vector<Takeover>());
}

//===----------------------------------------------------------------------===//
// Over the value
//===----------------------------------------------------------------------===//

namespace {
/// Three convolutions; the first two are rectified.
class OverValue : public testing::Test {
protected:
  void SetUp() override {
    GraphBuilder builder;
    a = builder.conv("a", builder.input(12, 4, 2), kSame, 2);
    b = builder.conv("b", a, kSame, 2);
    builder.output(builder.conv("c", b, kSame, 2));
    graph = std::move(builder.graph);
    for (int layer : {0, 1}) {
      graph.layers[layer].fused = {"relu"};
      graph.layers[layer].maskReads = {
          {Read::Kind::tensor, graph.layers[layer].result}};
    }
    graph.layers[2].gradientReadsResult = false;
    plan = {{makeSegment(graph, Strategy::store, 1)}};
    plan.takeovers = {{{b, Of::value, b}}};
  }

  std::string error() const { return llvm::toString(check(graph, plan)); }
  int64_t peak() const {
    return getPeakBytes(graph, makeSchedule(graph, plan, Kernels()));
  }

  Graph graph;
  Plan plan;
  int a, b;
};
} // namespace

/// Gradients need no memory of their own: 12 x 4 x 2 floats less.
TEST_F(OverValue, SavesBytes) {
  plan.takeovers->push_back({a, Of::value, a});
  EXPECT_EQ(error(), "");
  int64_t less = peak();
  plan.takeovers->clear();
  EXPECT_EQ(peak() - less, 12 * 4 * 2 * 4);
}

TEST_F(OverValue, OfWhatIsWhole) {
  plan.fates = chooseFates(graph, plan.segments);
  EXPECT_EQ(error(), "");
  plan.fates[b] = Fate::offloaded;
  EXPECT_EQ(error(), "expected 'b', over which its gradient is written, to lie "
                     "whole in a buffer");
}

TEST_F(OverValue, OfOneTerm) {
  graph.outputs.push_back(b);
  EXPECT_EQ(error(), "expected one layer to give the gradient of 'b', which is "
                     "written over it, got 1 and the caller");
  graph.outputs.pop_back();
  graph.layers[2].gradients.erase(graph.layers[2].gradients.begin());
  EXPECT_EQ(error(), "expected one layer to give the gradient of 'b', which is "
                     "written over it, got 0");
}

TEST_F(OverValue, OfMasks) {
  graph.layers[2].gradients[0].reads.push_back({Read::Kind::tensor, b});
  EXPECT_EQ(error(), "expected the gradient layer of 'c' to read 'b', over "
                     "which it writes, as a mask only");
}

/// Filters' gradients run before data gradients, which stand in front of them.
TEST_F(OverValue, BehindItsReaders) {
  std::string expected =
      "expected nothing to read 'b' once its gradient is written over it, got "
      "'{0}'";
  std::swap(graph.layers[2].gradients[0], graph.layers[2].gradients[1]);
  EXPECT_EQ(error(), llvm::formatv(expected.c_str(), "c").str());
  std::swap(graph.layers[2].gradients[0], graph.layers[2].gradients[1]);
  EXPECT_EQ(error(), "");
  graph.layers[1].gradients[0].reads.push_back({Read::Kind::tensor, b});
  EXPECT_EQ(error(), llvm::formatv(expected.c_str(), "b").str());
}

/// Another layer reads it in front of the one that gives its gradient.
TEST(OverValueReaders, TheFirstReaderWrites) {
  GraphBuilder builder;
  int a = builder.conv("a", builder.input(12, 4, 2), kSame, 2);
  int side = builder.pool("side", a, {2, 2});
  builder.output(builder.conv("b", a, kSame, 2));
  builder.output(side);
  Graph &graph = builder.graph;
  graph.layers[1].gradients.clear();
  Plan plan = {{makeSegment(graph, Strategy::store, 1)}};
  plan.takeovers = {{{a, Of::value, a}}};
  EXPECT_EQ(llvm::toString(check(graph, plan)),
            "expected nothing to read 'a' once its gradient is written over "
            "it, got 'side'");
}

/// In a loop, the rows that tiles share are still needed.
TEST_F(OverValue, OfSlabsWithoutBoundaries) {
  plan.segments = {makeSegment(graph, Strategy::two_phase, 3)};
  EXPECT_EQ(error(), "expected 'b', over which its gradient is written slab by "
                     "slab, to be remade and to leave no rows for other tiles");
  plan.segments = {makeSegment(graph, Strategy::overlap, 3)};
  EXPECT_EQ(error(), "");
}

TEST_F(OverValue, OfRowsThatOneTileReads) {
  plan.segments = {makeSegment(graph, 0, 2, Strategy::store, 1),
                   makeSegment(graph, 2, 3, Strategy::two_phase, 3)};
  EXPECT_EQ(error(), "expected each row of 'b', over which its gradient is "
                     "written, to be read in one tile");
  graph.layers[2].operands[0].window = Window::pointwise();
  EXPECT_EQ(error(), "");
}

//===----------------------------------------------------------------------===//
// Random networks
//===----------------------------------------------------------------------===//

static Plan makeRandomPlan(const Graph &graph, std::mt19937_64 &random) {
  static constexpr Strategy strategies[] = {
      Strategy::store, Strategy::recompute, Strategy::overlap,
      Strategy::two_phase};
  Plan plan;
  int begin = 0, layers = graph.layers.size();
  while (begin < layers) {
    int end = begin + 1 + random() % (layers - begin);
    Strategy strategy = strategies[random() % 4];
    Segment segment = makeSegment(graph, begin, end, strategy, 1);
    int64_t rows = segment.cuts[0];
    if (strategy == Strategy::overlap || strategy == Strategy::two_phase)
      segment.cuts = evenCuts(rows, 1 + random() % std::min<int64_t>(rows, 4));
    segment.checkpoint = random() % 2 || end == layers;
    plan.segments.push_back(segment);
    begin = end;
  }
  return plan;
}

/// What is chosen is accepted.
TEST(Takeovers, ChosenOnesAreSound) {
  int64_t count = 0;
  for (uint64_t seed = 0; seed < 1000; ++seed) {
    std::mt19937_64 random(seed);
    Graph graph = makeRandomGraph(random);
    Plan plan = makeRandomPlan(graph, random);
    if (llvm::Error error = check(graph, plan)) {
      llvm::consumeError(std::move(error));
      continue;
    }
    // What is kept can be taken over.
    plan.fates = chooseFates(graph, plan.segments);
    for (Fate &fate : plan.fates)
      if (fate != Fate::none && random() % 2)
        fate = Fate::kept;
    complete(graph, plan, computeTilings(graph, plan));
    EXPECT_EQ(llvm::toString(checkTakeovers(graph, plan)), "")
        << "seed " << seed;
    count += plan.takeovers->size();
  }
  EXPECT_GT(count, 20);
}

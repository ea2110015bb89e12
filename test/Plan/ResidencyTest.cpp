//===- ResidencyTest.cpp - What lives until the backward pass -------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Plan/Residency.h"
#include "TestGraphs.h"
#include "lrcnn/Plan/Borders.h"
#include "gtest/gtest.h"

using namespace lrcnn::plan;
using Numbers = std::vector<int>;

static Numbers indices(const llvm::BitVector &bits) {
  return {bits.set_bits_begin(), bits.set_bits_end()};
}

/// A chain of `layers` convolutions whose gradients read their inputs: layer i
/// reads tensor i and makes tensor i + 1.
static Graph makeConvolutions(int layers) {
  GraphBuilder builder;
  int tensor = builder.input(12, 1, 1);
  for (int layer = 0; layer < layers; ++layer)
    tensor =
        builder.conv("c" + std::to_string(layer), tensor, {3, 1, 1, 1, 1}, 1);
  builder.output(tensor);
  for (Layer &layer : builder.graph.layers)
    layer.gradientReadsResult = false;
  return std::move(builder.graph);
}

/// One segment for each layer; `checkpoints` are the layers whose ends are.
static Plan makePlan(const Graph &graph, Strategy strategy,
                     std::vector<int> checkpoints) {
  Plan plan;
  for (int layer = 0, end = graph.layers.size(); layer < end; ++layer) {
    plan.segments.push_back(
        makeSegment(graph, layer, layer + 1, strategy,
                    strategy == Strategy::two_phase ? 3 : 1));
    plan.segments.back().checkpoint =
        layer + 1 == end || llvm::is_contained(checkpoints, layer);
  }
  return plan;
}

TEST(Residency, CheckpointsAreKept) {
  Graph graph = makeConvolutions(4);
  Residency residency =
      computeResidency(graph, makePlan(graph, Strategy::two_phase, {0, 1, 2}));
  EXPECT_EQ(indices(residency.kept), (Numbers{1, 2, 3}));
  EXPECT_EQ(indices(residency.runsAgain), Numbers{});
  EXPECT_EQ(indices(residency.isRemade), Numbers{});
}

/// A region starts from the checkpoint before it: what lies between is made
/// again, what its last segment makes is the next checkpoint.
TEST(Residency, RegionsRunAgain) {
  Graph graph = makeConvolutions(5);
  for (Strategy strategy : {Strategy::two_phase, Strategy::store}) {
    Residency residency =
        computeResidency(graph, makePlan(graph, strategy, {1}));
    EXPECT_EQ(indices(residency.kept), (Numbers{2}));
    EXPECT_EQ(indices(residency.madeAgain), (Numbers{1, 3, 4}));
    EXPECT_EQ(indices(residency.runsAgain), (Numbers{0, 2, 3}));
    EXPECT_EQ(indices(residency.isRemade), Numbers{});
  }
}

/// What is read behind the next checkpoint is kept, wherever it is made.
TEST(Residency, SkipsCrossRegions) {
  GraphBuilder builder;
  int skip = builder.conv("a", builder.input(12, 1, 1), {1}, 1);
  int x = builder.conv("b", skip, {1}, 1);
  x = builder.conv("c", x, {1}, 1);
  x = builder.concat("join", {x, skip});
  builder.output(builder.conv("d", x, {1}, 1));
  for (Layer &layer : builder.graph.layers)
    layer.gradientReadsResult = false;
  for (Operand &operand : builder.graph.layers[3].operands)
    operand.gradientReads = false;
  // Regions: a and b; c, join and d.
  Residency residency = computeResidency(
      builder.graph, makePlan(builder.graph, Strategy::recompute, {1}));
  EXPECT_EQ(indices(residency.kept), (Numbers{1, 2}));
  EXPECT_EQ(indices(residency.madeAgain), (Numbers{3, 4}));
  EXPECT_EQ(indices(residency.runsAgain), (Numbers{2, 3}));
}

/// Statistics are known after the forward pass and not folded again.
TEST(Residency, FoldsAreKept) {
  GraphBuilder builder;
  int a = builder.conv("a", builder.input(12, 1, 1), {1}, 1);
  int mean = builder.fold("mean", a);
  int b = builder.spread("b", a, mean);
  builder.output(builder.conv("c", b, {1}, 1));
  builder.graph.layers[0].gradientReadsResult = false;
  builder.graph.layers[3].gradientReadsResult = false;
  Graph &graph = builder.graph;
  Plan plan = {{makeSegment(graph, 0, 2, Strategy::two_phase, 3),
                makeSegment(graph, 2, 4, Strategy::two_phase, 3)}};
  plan.segments[0].checkpoint = false;
  ASSERT_FALSE(check(graph, plan));
  Residency residency = computeResidency(graph, plan);
  EXPECT_EQ(indices(residency.kept), (Numbers{mean}));
  EXPECT_EQ(indices(residency.madeAgain), (Numbers{a}));
  EXPECT_EQ(indices(residency.runsAgain), (Numbers{0}));
  EXPECT_EQ(indices(residency.isRemade), (Numbers{2}));
}

//===----------------------------------------------------------------------===//
// Fates
//===----------------------------------------------------------------------===//

/// A plan of random segments, strategies and checkpoints.
static Plan makeRandomPlan(const Graph &graph, std::mt19937_64 &random) {
  static constexpr Strategy strategies[] = {
      Strategy::store, Strategy::recompute, Strategy::overlap,
      Strategy::two_phase};
  Plan plan;
  std::vector<Border> borders = getSweepBorders(graph);
  int begin = 0;
  for (Border border : borders) {
    Strategy strategy = strategies[random() % 4];
    Segment segment = makeSegment(graph, begin, border.endLayer, strategy, 1);
    segment.checkpoint = random() % 2 || border == borders.back();
    plan.segments.push_back(segment);
    begin = border.endLayer;
  }
  return plan;
}

/// What is chosen is enough, and nothing of it is too much.
TEST(Fates, AreWhatTheBackwardPassReads) {
  int64_t refused = 0;
  for (uint64_t seed = 0; seed < 300; ++seed) {
    std::mt19937_64 random(seed);
    Graph graph = makeRandomGraph(random);
    Plan plan = makeRandomPlan(graph, random);
    plan.fates = chooseFates(graph, plan.segments);
    ASSERT_FALSE(checkFates(graph, plan)) << "seed " << seed;
    for (size_t tensor = 0; tensor < plan.fates.size(); ++tensor) {
      if (plan.fates[tensor] == Fate::none)
        continue;
      Plan less = plan;
      less.fates[tensor] = Fate::none;
      llvm::Error error = checkFates(graph, less);
      EXPECT_TRUE(static_cast<bool>(error))
          << "seed " << seed << ", tensor " << tensor;
      llvm::consumeError(std::move(error));
      ++refused;
    }
  }
  EXPECT_GT(refused, 1000);
}

/// Whatever is made again may be kept instead; then it is not made again.
TEST(Fates, KeepingIsAlwaysRight) {
  for (uint64_t seed = 0; seed < 300; ++seed) {
    std::mt19937_64 random(seed);
    Graph graph = makeRandomGraph(random);
    Plan plan = makeRandomPlan(graph, random);
    plan.fates = chooseFates(graph, plan.segments);
    for (Fate &fate : plan.fates)
      if (fate != Fate::none && random() % 2)
        fate = Fate::kept;
    ASSERT_FALSE(checkFates(graph, plan)) << "seed " << seed;
    Residency residency = computeResidency(graph, plan);
    for (int layer : residency.isRemade.set_bits())
      EXPECT_EQ(plan.fates[graph.layers[layer].result], Fate::remade);
  }
}

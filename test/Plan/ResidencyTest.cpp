//===- ResidencyTest.cpp - What lives until the backward pass -------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Plan/Residency.h"
#include "TestGraphs.h"
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

//===- GraphTest.cpp - Tests of graphs ------------------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestGraphs.h"
#include "llvm/Support/FormatVariadic.h"
#include "gtest/gtest.h"

using namespace lrcnn::plan;

namespace {
class GraphCheck : public testing::Test {
protected:
  void SetUp() override {
    GraphBuilder builder;
    int x = builder.input(12, 4, 2, /*images=*/4);
    x = builder.conv("a", x, {3, 1, 1, 1, 1}, 2);
    builder.output(builder.conv("b", x, {3, 1, 1, 1, 1}, 2));
    graph = std::move(builder.graph);
  }

  std::string error() const { return llvm::toString(graph.check()); }

  Graph graph;
};
} // namespace

/// `end` in a plan counts fused layers on their own.
TEST_F(GraphCheck, EndsLieBetweenKernels) {
  graph.layers[0].fused = {"relu"};
  EXPECT_EQ(graph.countThrough(-1), 0);
  EXPECT_EQ(graph.countThrough(0), 2);
  EXPECT_EQ(graph.countThrough(1), 3);
  EXPECT_EQ(graph.getLayerThatEndsAt(1), -1);
  EXPECT_EQ(graph.getLayerThatEndsAt(2), 0);
  EXPECT_EQ(graph.getLayerThatEndsAt(3), 1);
  EXPECT_EQ(graph.getLayerThatEndsAt(4), -1);
}

TEST_F(GraphCheck, AcceptsGraphs) { EXPECT_EQ(error(), ""); }

TEST_F(GraphCheck, SizesArePositive) {
  graph.tensors[1].width = 0;
  EXPECT_EQ(error(), "expected sizes of tensor 'a' to be positive, got 0");
}

TEST_F(GraphCheck, RowsFitIntoTables) {
  graph.tensors[1].rows = int64_t(1) << 31;
  EXPECT_EQ(error(),
            "expected tensor 'a' to have fewer than 2^31 rows, as tables of "
            "programs have 32 bits, got 2147483648");
}

TEST_F(GraphCheck, BytesFit) {
  graph.tensors[1].width = graph.tensors[1].channels = int64_t(1) << 31;
  EXPECT_EQ(error(), "expected tensor 'a' to have fewer than 2^63 bytes");
}

TEST_F(GraphCheck, ArithmeticFits) {
  graph.layers[1].macsPerRow = int64_t(1) << 60;
  EXPECT_EQ(error(), "expected the arithmetic and the bytes of layer 'b' to be "
                     "positive and to fit into 60 bits");
}

TEST_F(GraphCheck, LayersAreInOrder) {
  graph.layers[0].operands[0].tensor = 2;
  EXPECT_EQ(error(), "expected layer 'a' to read inputs of the graph and "
                     "results of layers before it, got tensor 2");
}

TEST_F(GraphCheck, TensorsAreMadeOnce) {
  graph.layers[1].result = 1;
  EXPECT_EQ(error(),
            "expected tensor 'b' to be the result of its producer, got layer "
            "1");
}

TEST_F(GraphCheck, WindowsGoForward) {
  graph.layers[0].operands[0].window.den = 0;
  EXPECT_EQ(error(),
            "G1: expected windows of 'a' to go forward, got a step of 1/0");
}

TEST_F(GraphCheck, GradientsAreThoseOfOperands) {
  graph.layers[1].gradients[1].tensor = 0;
  EXPECT_EQ(error(), "expected gradients of layer 'b' to be those of its "
                     "operands, got tensor 0");
}

TEST_F(GraphCheck, GivesSomething) {
  graph.outputs.clear();
  EXPECT_EQ(error(), "expected a graph with outputs");
  graph.layers.clear();
  EXPECT_EQ(error(), "expected a graph with layers");
}

//===----------------------------------------------------------------------===//
// Reads
//===----------------------------------------------------------------------===//

TEST_F(GraphCheck, LayersReadWhatThereIs) {
  std::string expected = "expected layer 'b' to read its operands, arguments "
                         "of the graph, got number {0} of something else";
  graph.layers[1].reads[0].index = 0;
  EXPECT_EQ(error(), llvm::formatv(expected.c_str(), 0).str());
  graph.layers[1].reads[0] = {Read::Kind::argument, 2};
  EXPECT_EQ(error(), llvm::formatv(expected.c_str(), 2).str());
  graph.layers[1].reads[0] = {Read::Kind::gradient, 2};
  EXPECT_EQ(error(), llvm::formatv(expected.c_str(), 2).str());
}

TEST_F(GraphCheck, GradientsReadWhatThereIs) {
  std::string expected =
      "expected layer 'a' and its gradients to read its operands, arguments of "
      "the graph, its result, the gradient of that or sums of its partials, "
      "got number {0} of something else";
  graph.layers[0].gradients[0].reads.push_back({Read::Kind::gradient, 2});
  EXPECT_EQ(error(), llvm::formatv(expected.c_str(), 2).str());
  graph.layers[0].gradients[0].reads.back() = {Read::Kind::partial, 1};
  EXPECT_EQ(error(), llvm::formatv(expected.c_str(), 1).str());
  graph.layers[0].gradients[0].reads.pop_back();
  graph.layers[0].maskReads = {{Read::Kind::tensor, 2}};
  EXPECT_EQ(error(), llvm::formatv(expected.c_str(), 2).str());
}

TEST_F(GraphCheck, ReadsOfGradientsAreMarked) {
  graph.layers[1].operands[0].gradientReads = false;
  EXPECT_EQ(error(), "expected layer 'b' to say that gradients read tensor 1");
  graph.layers[1].operands[0].gradientReads = true;
  graph.layers[1].maskReads = {{Read::Kind::tensor, 2}};
  graph.layers[1].gradientReadsResult = false;
  EXPECT_EQ(error(), "expected layer 'b' to say that gradients read tensor 2");
}

TEST_F(GraphCheck, GradientsAreOfOneThing) {
  std::string expected =
      "expected each gradient layer of 'a' to give the gradient of a tensor or "
      "of an argument, or sums";
  graph.layers[0].gradients[0].argument = 0;
  EXPECT_EQ(error(), expected);
  graph.layers[0].gradients[0].argument = -1;
  graph.layers[0].gradients[0].tensor = -1;
  EXPECT_EQ(error(), expected);
}

TEST_F(GraphCheck, SumsAreOfRows) {
  Gradient sums;
  sums.sums = graph.tensors[0];
  graph.layers[0].gradients.push_back(sums);
  EXPECT_EQ(error(), "");
  graph.layers[0].gradients[2].reads = {{Read::Kind::partial, 2}};
  EXPECT_EQ(error(), "expected sums of layer 'a' to be made of no other sums");
  graph.layers[0].gradients[2].sums->width = 0;
  EXPECT_EQ(error(), "expected sizes of tensor 'input0' to be positive, got 0");
}

TEST_F(GraphCheck, OffsetsOfWindowsCanBeMultiplied) {
  graph.layers[0].operands[0].window.num = int64_t(1) << 32;
  EXPECT_EQ(error(), "G1: expected windows of 'a' with steps up to 2^31 and "
                     "offsets up to 2^39");
}

TEST_F(GraphCheck, StatesAreRenewedBehindFolds) {
  graph.states = {{"count", 0, -1, {}}};
  EXPECT_EQ(error(), "expected 'count' to renew a state, got argument 0");
  graph.arguments[0].role = Role::state;
  EXPECT_EQ(error(), "");
  graph.states[0].layer = 1;
  EXPECT_EQ(error(), "expected 'count' to run behind a layer that folds rows, "
                     "or before all, got layer 1");
  graph.states[0].layer = -1;
  graph.states[0].reads = {{Read::Kind::tensor, 1}};
  EXPECT_EQ(error(), "expected 'count' to read arguments of the graph and the "
                     "fold behind which it runs, got number 1 of something "
                     "else");
}

TEST_F(GraphCheck, ArgumentsHaveBytes) {
  graph.arguments[1].bytes = -1;
  EXPECT_EQ(error(), "expected the bytes of argument 'b.weight' to be "
                     "positive, got -1");
}

TEST_F(GraphCheck, LayoutsAreThoseOfOutputs) {
  graph.outputLayouts.resize(2);
  EXPECT_EQ(error(), "expected layouts of 1 outputs, got 2");
}

//===----------------------------------------------------------------------===//
// Bytes
//===----------------------------------------------------------------------===//

/// By hand: 4 bytes an element; a stride of 2 reads two rows for each.
TEST(MovedBytes, AreReadsAndWrites) {
  GraphBuilder builder;
  int x = builder.input(12, 4, 2);
  int y = builder.conv("a", x, {3, 2, 1, 1, 1}, 5);
  builder.output(y);
  Graph &graph = builder.graph;
  graph.arguments[0].bytes = 360;
  const Layer &layer = graph.layers[0];
  MovedBytes moved = getMovedBytes(graph, layer);
  EXPECT_EQ(moved.perRow, 2 * (4 * 2 * 4) + 4 * 5 * 4);
  EXPECT_EQ(moved.perCall, 360);
  // The filter's gradient reads both maps and writes what the filter has.
  moved = getMovedBytes(graph, layer, layer.gradients[1]);
  EXPECT_EQ(moved.perRow, 2 * (4 * 2 * 4) + 4 * 5 * 4);
  EXPECT_EQ(moved.perCall, 360);
}

/// Folds take rows and give one; a pixel that is spread is read in each call.
TEST(MovedBytes, OfFoldsAndPixels) {
  GraphBuilder builder;
  int x = builder.input(12, 4, 2, /*images=*/3);
  int mean = builder.fold("mean", x);
  builder.output(builder.spread("scaled", x, mean));
  const Graph &graph = builder.graph;
  MovedBytes fold = getMovedBytes(graph, graph.layers[0]);
  EXPECT_EQ(fold.perRow, 4 * 2 * 4);
  EXPECT_EQ(fold.perCall, 3 * 2 * 4);
  MovedBytes scaled = getMovedBytes(graph, graph.layers[1]);
  EXPECT_EQ(scaled.perRow, 2 * (4 * 2 * 4));
  EXPECT_EQ(scaled.perCall, 3 * 2 * 4);
}

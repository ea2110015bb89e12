//===- GraphTest.cpp - Tests of graphs ------------------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestGraphs.h"
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

/// `end` in a plan counts epilogues on their own.
TEST_F(GraphCheck, EndsLieBetweenKernels) {
  graph.layers[0].epilogues = {"relu"};
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

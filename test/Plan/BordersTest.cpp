//===- BordersTest.cpp - Where segments end -------------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Plan/Borders.h"
#include "TestGraphs.h"
#include "lrcnn/Plan/Schedule.h"
#include "gtest/gtest.h"

using namespace lrcnn::plan;

/// Convolutions with a BatchNorm each: conv, fold, spread, conv, ...
static Graph makeNormalized(int layers) {
  GraphBuilder builder;
  int tensor = builder.input(16, 8, 4);
  for (int layer = 0; layer < layers; ++layer) {
    std::string name = std::to_string(layer);
    tensor = builder.conv("conv" + name, tensor, {3, 1, 1, 1, 1}, 4);
    int sums = builder.fold("fold" + name, tensor);
    tensor = builder.spread("norm" + name, tensor, sums);
  }
  builder.output(tensor);
  return std::move(builder.graph);
}

static Plan makePlan(const Graph &graph, llvm::ArrayRef<Border> borders,
                     int64_t tiles) {
  Plan plan;
  int begin = 0;
  for (const Border &border : borders) {
    Segment segment =
        makeSegment(graph, begin, border.endLayer, Strategy::two_phase, 1);
    int64_t rows = segment.cuts.back();
    segment.cuts = evenCuts(rows, std::min(tiles, rows));
    segment.checkpoint = border.checkpoint;
    plan.segments.push_back(segment);
    begin = border.endLayer;
  }
  return plan;
}

TEST(Borders, SweepsEndWhereAFoldIsRead) {
  Graph graph = makeNormalized(3);
  std::vector<Border> borders = getSweepBorders(graph);
  ASSERT_EQ(borders.size(), 4u);
  const int ends[] = {2, 5, 8, 9};
  for (auto [border, end] : llvm::zip(borders, ends)) {
    EXPECT_EQ(border.endLayer, end);
    EXPECT_TRUE(border.checkpoint);
  }
}

/// With enough room everything is kept: no multiply-add is done again.
TEST(Borders, KeepsWhatFits) {
  for (const Graph &graph : {makeNormalized(6), makeVgg16(64, 64)}) {
    std::vector<Border> borders =
        BorderChooser(graph, 4).choose(int64_t(1) << 40);
    Plan plan = makePlan(graph, borders, 4);
    EXPECT_FALSE(check(graph, plan));
    EXPECT_EQ(getWork(graph, makeSchedule(graph, plan, Kernels())).getRatio(),
              1.0);
  }
}

/// With less room more is made again, up to one forward pass.
TEST(Borders, MakesMoreAgainInLessRoom) {
  Graph graph = makeNormalized(12);
  BorderChooser chooser(graph, 4);
  int64_t least = chooser.getLeastLiveBytes();
  double before = 4.0 / 3 + 0.01;
  for (double part : {1.0, 1.2, 1.5, 2.0, 3.0}) {
    std::vector<Border> borders = chooser.choose(part * least);
    ASSERT_FALSE(borders.empty());
    Plan plan = makePlan(graph, borders, 4);
    EXPECT_FALSE(check(graph, plan));
    double work =
        getWork(graph, makeSchedule(graph, plan, Kernels())).getRatio();
    EXPECT_LE(work, before);
    EXPECT_TRUE(part > 1.0 || work > 1.0);
    before = work;
  }
  EXPECT_EQ(before, 1.0);
}

TEST(Borders, LeastIsLeast) {
  Graph graph = makeNormalized(8);
  BorderChooser chooser(graph, 4);
  int64_t least = chooser.getLeastLiveBytes();
  EXPECT_FALSE(chooser.choose(least).empty());
  EXPECT_TRUE(chooser.choose(least - least / 64).empty());
}

TEST(Borders, RandomGraphsHaveSoundPlans) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 300; ++i) {
    Graph graph = makeRandomGraph(random);
    for (int64_t tiles : {1, 3}) {
      BorderChooser chooser(graph, tiles);
      int64_t least = chooser.getLeastLiveBytes();
      for (int64_t bytes : {least, 2 * least}) {
        Plan plan = makePlan(graph, chooser.choose(bytes), tiles);
        llvm::Error error = check(graph, plan);
        EXPECT_FALSE(error) << llvm::toString(std::move(error));
      }
    }
  }
}

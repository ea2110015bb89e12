//===- ScheduleTest.cpp - Calls, buffers and costs of a plan
//------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Plan/Schedule.h"
#include "TestGraphs.h"
#include "gtest/gtest.h"

using namespace lrcnn::plan;

static Plan makePlan(const Graph &graph, Strategy strategy, int64_t tiles) {
  return {{makeSegment(graph, strategy, tiles)}};
}

static Work computeWork(const Graph &graph, const Plan &plan) {
  return getWork(graph, makeSchedule(graph, plan, Kernels()));
}

/// VGG-16's multiply-adds in one pass over 224x224, counted by hand.
static constexpr int64_t kVgg16 = 15'346'630'656, kVgg16First = 86'704'128;

TEST(Work, StoreComputesNothingTwice) {
  Graph graph = makeVgg16(224, 224);
  Work work = computeWork(graph, makePlan(graph, Strategy::store, 1));
  EXPECT_EQ(work.executed, 3 * kVgg16);
  EXPECT_EQ(work.least, 3 * kVgg16);
  EXPECT_EQ(work.getRatio(), 1.0);
}

/// Without a gradient of the image the first layer has no data gradient.
TEST(Work, InputWithoutGradient) {
  Graph graph = makeVgg16(224, 224);
  dropInputGradients(graph);
  Work work = computeWork(graph, makePlan(graph, Strategy::store, 1));
  EXPECT_EQ(work.least, 3 * kVgg16 - kVgg16First);
}

/// Recomputation is the forward pass again; 2PS makes no row twice in a pass.
TEST(Work, RecomputeAndTwoPhaseAddOneForward) {
  Graph graph = makeVgg16(224, 224);
  for (const Plan &plan : {makePlan(graph, Strategy::recompute, 1),
                           makePlan(graph, Strategy::two_phase, 5)}) {
    Work work = computeWork(graph, plan);
    EXPECT_EQ(work.executed, 4 * kVgg16);
    EXPECT_EQ(work.least, 3 * kVgg16);
  }
}

/// The halo counts in all four passes.
TEST(Work, OverlapCountsTheHaloFourTimes) {
  GraphBuilder builder;
  const Kernel same = {3, 1, 1, 1, 1};
  int x = builder.conv("a", builder.input(12, 1, 1), same, 1);
  x = builder.conv("b", x, same, 1);
  builder.output(x);
  Work work =
      computeWork(builder.graph, makePlan(builder.graph, Strategy::overlap, 3));
  // Of 'a' each inner border costs two rows more, 9 multiply-adds each.
  EXPECT_EQ(work.least, 3 * 9 * 24);
  EXPECT_EQ(work.executed, 4 * 9 * (24 + 4));
}

TEST(Work, ImagesMultiply) {
  GraphBuilder builder;
  builder.output(builder.conv("a", builder.input(4, 1, 1, 5), {1}, 1));
  dropInputGradients(builder.graph);
  EXPECT_EQ(
      computeWork(builder.graph, makePlan(builder.graph, Strategy::store, 1))
          .executed,
      2 * 4 * 5);
}

/// What no gradient reads is not made again, nor what was kept whole.
TEST(Work, RemakesOnlyWhatIsRead) {
  GraphBuilder builder;
  int x = builder.conv("a", builder.input(10, 1, 1), {1}, 1);
  x = builder.conv("b", x, {1}, 1);
  builder.output(x);
  Graph &graph = builder.graph;
  auto executed = [&](std::vector<Segment> segments) {
    return computeWork(graph, {std::move(segments)}).executed;
  };
  Segment whole = makeSegment(graph, Strategy::recompute, 1);
  EXPECT_EQ(executed({whole}), 10 * (3 + 3 + 2));
  // A convolution without a rectifier: its gradients read its input only.
  graph.layers[1].gradientReadsResult = false;
  EXPECT_EQ(executed({whole}), 10 * (3 + 3 + 1));
  // The border is the checkpoint from which the next segment starts.
  EXPECT_EQ(executed({makeSegment(graph, 0, 1, Strategy::recompute, 1),
                      makeSegment(graph, 1, 2, Strategy::recompute, 1)}),
            10 * (3 + 3));
  // A border that a stored layer reads is kept too.
  EXPECT_EQ(executed({makeSegment(graph, 0, 1, Strategy::recompute, 1),
                      makeSegment(graph, 1, 2, Strategy::store, 1)}),
            10 * (3 + 3));
}

/// An output of the graph is kept where its own segment starts again from it.
TEST(Work, OutputReadInsideIsKept) {
  GraphBuilder builder;
  int x = builder.conv("a", builder.input(10, 1, 1), {1}, 1);
  builder.output(x);
  builder.output(builder.conv("b", x, {1}, 1));
  EXPECT_EQ(computeWork(builder.graph,
                        makePlan(builder.graph, Strategy::recompute, 1))
                .executed,
            10 * (3 + 3 + 1));
}

/// A sum that no gradient reads is made again for the layer that does need it.
TEST(Work, RemakesWhatIsReadOnTheWay) {
  GraphBuilder builder;
  int in = builder.input(10, 1, 1);
  int a = builder.conv("a", in, {1}, 1), b = builder.conv("b", a, {1}, 1);
  int sum = builder.add("sum", {a, b});
  builder.output(builder.conv("last", sum, {1}, 1));
  for (Layer &layer : builder.graph.layers)
    layer.gradientReadsResult = false;
  for (Operand &operand : builder.graph.layers[2].operands)
    operand.gradientReads = false;
  Plan plan = makePlan(builder.graph, Strategy::recompute, 1);
  // Again: a and b; not last.
  EXPECT_EQ(computeWork(builder.graph, plan).executed, 10 * (3 * 3 + 2));
}

/// The hybrid that carries the project's memory target.
TEST(Work, Vgg16Hybrid) {
  Graph graph = makeVgg16(1024, 1024);
  int pool2 = layersThrough(graph, "pool2");
  int pool3 = layersThrough(graph, "pool3");
  int end = graph.layers.size();
  Plan plan = {{makeSegment(graph, 0, pool2, Strategy::overlap, 16),
                makeSegment(graph, pool2, pool3, Strategy::overlap, 4),
                makeSegment(graph, pool3, end, Strategy::store, 1)}};
  for (Segment &segment : plan.segments)
    segment.cuts = balancedCuts(graph, segment, segment.cuts.size());
  dropInputGradients(graph);
  double ratio = computeWork(graph, plan).getRatio();
  EXPECT_GT(ratio, 1.15);
  EXPECT_LE(ratio, 1.24);
  RecordProperty("work", std::to_string(ratio));
}

//===----------------------------------------------------------------------===//
// Calls and buffers
//===----------------------------------------------------------------------===//

/// Kinds and layers of the calls of an entry; loops in brackets.
static std::string print(const Graph &graph, const Entry &entry) {
  static constexpr const char *names[] = {
      "",     "pass ", "output ", "state ", "",        "seed ",
      "add ", "pack ", "unpack ", "keep ",  "restore "};
  std::string text;
  for (const Block &block : entry) {
    text += block.isLoop ? "[" : "";
    for (const Call &call : block.calls)
      text +=
          names[static_cast<int>(call.kind)] + graph.layers[call.layer].name +
          (call.gradient < 0 || !call.isKernel()
               ? ""
               : "." + graph.layers[call.layer].gradients[call.gradient].kind) +
          "; ";
    text += block.isLoop ? "] " : "";
  }
  return text;
}

static Graph makeTwoConvolutions() {
  GraphBuilder builder;
  const Kernel same = {3, 1, 1, 1, 1};
  int x = builder.conv("a", builder.input(8, 1, 1), same, 1);
  builder.output(builder.conv("b", x, same, 1));
  dropInputGradients(builder.graph);
  for (Layer &layer : builder.graph.layers)
    layer.gradientReadsResult = false;
  return std::move(builder.graph);
}

TEST(Schedule, TwoPhaseKeepsAndRestores) {
  Graph graph = makeTwoConvolutions();
  Schedule schedule =
      makeSchedule(graph, makePlan(graph, Strategy::two_phase, 2), Kernels());
  EXPECT_EQ(print(graph, schedule.forward),
            "pack a; pack b; [restore a; a; keep a; b; ] ");
  EXPECT_EQ(print(graph, schedule.backward),
            "pack a; pack b; [restore a; a; b.filter; restore a; b.data; "
            "keep a; a.filter; ] unpack b; unpack a; ");
}

TEST(Schedule, StoredLayersFollowEachOther) {
  Graph graph = makeTwoConvolutions();
  Schedule schedule =
      makeSchedule(graph, makePlan(graph, Strategy::store, 1), Kernels());
  EXPECT_EQ(print(graph, schedule.forward), "pack a; a; pack b; b; ");
  EXPECT_EQ(print(graph, schedule.backward),
            "b.filter; unpack b; pack b; b.data; a.filter; unpack a; ");
}

/// Bytes counted by hand: 8 rows of one element of 4 bytes.
TEST(Schedule, PeakOfStoredLayers) {
  Graph graph = makeTwoConvolutions();
  Kernels kernels;
  kernels.layers.resize(2);
  for (LayerKernels &layer : kernels.layers) {
    layer.layer.filter = 100;
    layer.gradients.resize(2);
  }
  Schedule schedule =
      makeSchedule(graph, makePlan(graph, Strategy::store, 1), kernels);
  // In the stash the result of 'a'; beside it a packed filter in the forward
  // pass; input and output are the caller's.
  EXPECT_EQ(getPeakBytes(graph, schedule), 32 + 100 + 32 + 32);
  // Aligned, each has a multiple of 64.
  kernels.alignment = 64;
  schedule = makeSchedule(graph, makePlan(graph, Strategy::store, 1), kernels);
  EXPECT_EQ(getPeakBytes(graph, schedule), 64 + 100 + 32 + 32);
}

/// A slab lives between its uses in the loop, a boundary in the whole loop.
TEST(Schedule, LifetimesInLoops) {
  Graph graph = makeTwoConvolutions();
  Schedule schedule =
      makeSchedule(graph, makePlan(graph, Strategy::two_phase, 2), Kernels());
  // Forward: pack a 0, pack b 1, restore a 2, a 3, keep a 4, b 5.
  EXPECT_EQ(schedule.backwardBegin, 6);
  for (int number : schedule.step) {
    const Storage &storage = schedule.storages[number];
    if (storage.live.first >= schedule.backwardBegin)
      continue;
    if (storage.name == "a.filter")
      EXPECT_EQ(storage.live, (Lifetime{0, 5}));
    if (storage.name == "b.filter")
      EXPECT_EQ(storage.live, (Lifetime{1, 5}));
    if (storage.name == "a" && storage.inLoop)
      EXPECT_EQ(storage.live, (Lifetime{2, 5}));
    // In the stash, until the backward loop ends.
    if (storage.name == "a.boundary")
      EXPECT_EQ(storage.live, (Lifetime{2, 14}));
  }
}

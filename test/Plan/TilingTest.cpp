//===- TilingTest.cpp - The rows of every tile (G3, G4, G5) ---------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Plan/Tiling.h"
#include "TestGraphs.h"
#include "gtest/gtest.h"

using namespace lrcnn::plan;

static const Strategy kStrategies[] = {Strategy::store, Strategy::recompute,
                                       Strategy::overlap, Strategy::two_phase};

static bool isTiled(Strategy strategy) {
  return strategy == Strategy::overlap || strategy == Strategy::two_phase;
}

static std::string verifyError(const Graph &graph, const Segment &segment) {
  return llvm::toString(verify(graph, segment, computeTiling(graph, segment)));
}

/// VGG-16 up to `last`, of `rows` rows, in `tiles` tiles.
static std::pair<Graph, Segment> makeVggPart(int64_t rows, const char *last,
                                             Strategy strategy, int64_t tiles) {
  Graph graph = makeVgg16(rows, rows);
  int end = layersThrough(graph, last);
  return {graph, makeSegment(graph, 0, end, strategy, tiles)};
}

//===----------------------------------------------------------------------===//
// OverL (G3)
//===----------------------------------------------------------------------===//

TEST(Tiling, G3_Vgg16OverlapAtTheInput) {
  auto overlap = [](const char *last, int64_t tiles) {
    auto [graph, segment] = makeVggPart(1024, last, Strategy::overlap, tiles);
    SegmentTiling tiling = computeTiling(graph, segment);
    return tiling.slab[0][0].end - tiling.slab[0][1].begin;
  };
  EXPECT_EQ(overlap("pool2", 4), 12);
  EXPECT_EQ(overlap("pool5", 4), 180);
}

TEST(Tiling, G3_TilesAreOnTheirOwn) {
  auto [graph, segment] = makeVggPart(64, "pool3", Strategy::overlap, 3);
  SegmentTiling tiling = computeTiling(graph, segment);
  for (int layer = 0; layer < segment.endLayer; ++layer) {
    int tensor = graph.layers[layer].result;
    EXPECT_EQ(tiling.slab[tensor], tiling.computed[layer]);
    EXPECT_EQ(tiling.gradient[tensor], tiling.computed[layer]);
    for (int64_t tile = 0; tile < 3; ++tile) {
      EXPECT_TRUE(tiling.boundary[tensor][tile].empty());
      EXPECT_EQ(tiling.addFrom[tensor][tile], tiling.slab[tensor][tile].end);
    }
  }
}

/// The hull of all consumers: a tile's rows and a convolution's halo of the
/// same tensor.
TEST(Tiling, G3_SkipReadsAHull) {
  GraphBuilder builder;
  int x = builder.conv("stem", builder.input(12, 4, 1), {1}, 2);
  int y = builder.conv("branch", x, {5, 1, 1, 2, 2}, 2);
  builder.output(builder.add("sum", {y, x}));
  Segment segment = makeSegment(builder.graph, Strategy::overlap, 3);
  SegmentTiling tiling = computeTiling(builder.graph, segment);
  EXPECT_EQ(tiling.computed[0], (std::vector<Rows>{{0, 6}, {2, 10}, {6, 12}}));
  EXPECT_EQ(tiling.computed[1], (std::vector<Rows>{{0, 4}, {4, 8}, {8, 12}}));
}

//===----------------------------------------------------------------------===//
// 2PS (G4)
//===----------------------------------------------------------------------===//

TEST(Tiling, G4_Vgg16SmallestFirstTile) {
  auto firstTile = [](const char *last) {
    auto [graph, segment] = makeVggPart(224, last, Strategy::two_phase, 2);
    segment.cuts.front() = 1;
    return computeTiling(graph, segment).slab[0][0];
  };
  EXPECT_EQ(firstTile("pool2"), (Rows{0, 10}));
  EXPECT_EQ(firstTile("pool3"), (Rows{0, 26}));
  EXPECT_EQ(firstTile("pool4"), (Rows{0, 58}));
  EXPECT_EQ(firstTile("pool5"), (Rows{0, 122}));
}

TEST(Tiling, G4_BoundaryOfAPlainChain) {
  for (int64_t size = 1; size <= 5; ++size)
    for (int64_t stride = 1; stride <= 3; ++stride) {
      GraphBuilder builder;
      int x = builder.conv("first", builder.input(60, 4, 1), {1}, 1);
      builder.output(builder.conv("second", x, {size, stride}, 1));
      Segment segment = makeSegment(builder.graph, Strategy::two_phase, 4);
      SegmentTiling tiling = computeTiling(builder.graph, segment);
      for (int64_t tile = 0; tile < 3; ++tile)
        EXPECT_EQ(tiling.boundary[x][tile].size(),
                  std::max<int64_t>(0, size - stride));
      EXPECT_TRUE(tiling.boundary[x][3].empty());
    }
}

TEST(Tiling, G4_NoRowIsMadeTwice) {
  auto [graph, segment] = makeVggPart(100, "pool4", Strategy::two_phase, 5);
  SegmentTiling tiling = computeTiling(graph, segment);
  for (int layer = 0; layer < segment.endLayer; ++layer) {
    int64_t end = 0;
    for (Rows rows : tiling.computed[layer]) {
      EXPECT_EQ(rows.begin, end);
      end = rows.end;
    }
    EXPECT_EQ(end, graph.tensors[graph.layers[layer].result].rows);
  }
}

/// The example of docs/Geometry.md: two convolutions of 3 rows over 12 rows.
TEST(Tiling, G4_TheExampleOfTheDocumentation) {
  const Kernel same = {3, 1, 1, 1, 1};
  GraphBuilder builder;
  int in = builder.input(12, 4, 1);
  int x = builder.conv("conv1", in, same, 2);
  builder.output(builder.conv("conv2", x, same, 2));
  using Table = std::vector<Rows>;

  Segment segment = makeSegment(builder.graph, Strategy::overlap, 3);
  SegmentTiling tiling = computeTiling(builder.graph, segment);
  EXPECT_EQ(tiling.slab[in], (Table{{0, 6}, {2, 10}, {6, 12}}));
  EXPECT_EQ(tiling.computed[0], (Table{{0, 5}, {3, 9}, {7, 12}}));
  EXPECT_EQ(tiling.gradient[in], (Table{{0, 6}, {2, 10}, {6, 12}}));
  EXPECT_EQ(tiling.addFrom[in], (std::vector<int64_t>{2, 6, 12}));

  segment.strategy = Strategy::two_phase;
  tiling = computeTiling(builder.graph, segment);
  EXPECT_EQ(tiling.slab[in], (Table{{0, 6}, {4, 10}, {8, 12}}));
  EXPECT_EQ(tiling.computed[0], (Table{{0, 5}, {5, 9}, {9, 12}}));
  EXPECT_EQ(tiling.slab[x], (Table{{0, 5}, {3, 9}, {7, 12}}));
  EXPECT_EQ(tiling.boundary[x], (Table{{3, 5}, {7, 9}, {0, 0}}));
  EXPECT_EQ(tiling.gradient[x], (Table{{0, 5}, {3, 9}, {7, 12}}));
  EXPECT_EQ(tiling.addFrom[x], (std::vector<int64_t>{3, 7, 12}));
  EXPECT_EQ(tiling.gradient[in], (Table{{0, 6}, {4, 10}, {8, 12}}));
  EXPECT_EQ(tiling.addFrom[in], (std::vector<int64_t>{4, 8, 12}));
}

//===----------------------------------------------------------------------===//
// Borders and odd shapes (G5)
//===----------------------------------------------------------------------===//

TEST(Tiling, G5_BordersOfASegment) {
  GraphBuilder builder;
  int in = builder.input(16, 4, 1);
  int a = builder.conv("a", in, {3, 1, 1, 1, 1}, 2);
  int b = builder.conv("b", a, {3, 1, 1, 1, 1}, 2);
  int c = builder.conv("c", b, {3, 1, 1, 1, 1}, 2);
  builder.output(builder.add("sum", {c, a}));
  Segment middle = makeSegment(builder.graph, 1, 3, Strategy::overlap, 2);
  SegmentTiling tiling = computeTiling(builder.graph, middle);
  EXPECT_EQ(tiling.inputs, llvm::SmallVector<int>{a});
  EXPECT_EQ(tiling.outputs, llvm::SmallVector<int>{c});
  Segment first = makeSegment(builder.graph, 0, 1, Strategy::overlap, 2);
  EXPECT_EQ(computeTiling(builder.graph, first).outputs,
            llvm::SmallVector<int>{a});
}

/// The skip of a U-Net waits for the lower path (docs/Geometry.md).
TEST(Tiling, G5_SkipOfAUNet) {
  GraphBuilder builder;
  int x = builder.conv("x", builder.input(16, 4, 1), {1}, 1);
  int low = builder.pool("pool", x, {2, 2});
  low = builder.conv("conv", low, {3, 1, 1, 1, 1}, 1);
  low = builder.upsample("up", low, 2);
  builder.output(builder.concat("concat", {low, x}));
  Segment segment{0, 5, Strategy::two_phase, 1, {1, 5, 16}};
  SegmentTiling tiling = computeTiling(builder.graph, segment);
  EXPECT_EQ(tiling.computed[0], (std::vector<Rows>{{0, 4}, {4, 8}, {8, 16}}));
  EXPECT_EQ(tiling.boundary[x], (std::vector<Rows>{{1, 4}, {5, 8}, {0, 0}}));
  EXPECT_EQ(verifyError(builder.graph, segment), "");
}

/// An output that the segment reads itself: under overlap, tiles make its halo
/// too, but its incoming gradient enters once.
TEST(Tiling, G5_OutputReadInside) {
  GraphBuilder builder;
  int a = builder.conv("a", builder.input(12, 4, 1), {1}, 2);
  builder.output(a);
  builder.output(builder.conv("b", a, {3, 1, 1, 1, 1}, 2));
  Segment segment = makeSegment(builder.graph, Strategy::overlap, 2);
  SegmentTiling tiling = computeTiling(builder.graph, segment);
  EXPECT_EQ(tiling.computed[0], (std::vector<Rows>{{0, 7}, {5, 12}}));
  EXPECT_EQ(tiling.seed[a], (std::vector<Rows>{{0, 6}, {6, 12}}));
  segment.strategy = Strategy::two_phase;
  tiling = computeTiling(builder.graph, segment);
  EXPECT_EQ(tiling.seed[a], (std::vector<Rows>{{0, 7}, {7, 12}}));
}

/// Another output is cut in proportion; a low one has tiles without rows.
TEST(Tiling, G5_LowSecondOutput) {
  GraphBuilder builder;
  int in = builder.input(12, 4, 1);
  int low = builder.pool("low", in, {6, 6});
  builder.output(low);
  builder.output(builder.conv("last", in, {1}, 2));
  Segment segment = makeSegment(builder.graph, Strategy::overlap, 4);
  SegmentTiling tiling = computeTiling(builder.graph, segment);
  EXPECT_EQ(tiling.seed[low],
            (std::vector<Rows>{{0, 0}, {0, 1}, {1, 1}, {1, 2}}));
  for (Strategy strategy : {Strategy::overlap, Strategy::two_phase}) {
    segment.strategy = strategy;
    EXPECT_EQ(verifyError(builder.graph, segment), "");
  }
}

/// Rows of an input that no window reaches get a gradient of zero.
TEST(Tiling, G5_UnreadInputRowsAreWritten) {
  GraphBuilder builder;
  int in = builder.input(14, 4, 1);
  builder.output(builder.conv("a", in, {1, 3}, 2));
  Segment segment = makeSegment(builder.graph, Strategy::overlap, 3);
  SegmentTiling tiling = computeTiling(builder.graph, segment);
  EXPECT_EQ(tiling.slab[in], (std::vector<Rows>{{0, 1}, {3, 7}, {9, 13}}));
  EXPECT_EQ(tiling.gradient[in], (std::vector<Rows>{{0, 3}, {3, 9}, {9, 14}}));
  EXPECT_EQ(tiling.addFrom[in], (std::vector<int64_t>{3, 9, 14}));
}

TEST(Tiling, G5_TensorThatNothingReads) {
  GraphBuilder builder;
  int in = builder.input(8, 4, 1);
  builder.conv("dead", in, {3, 1, 1, 1, 1}, 2);
  builder.output(builder.conv("live", in, {3, 1, 1, 1, 1}, 2));
  for (Strategy strategy : kStrategies) {
    Segment segment =
        makeSegment(builder.graph, strategy, isTiled(strategy) ? 3 : 1);
    EXPECT_EQ(verifyError(builder.graph, segment), "");
    SegmentTiling tiling = computeTiling(builder.graph, segment);
    EXPECT_EQ(tiling.computed[0].back().size(),
              strategy == Strategy::two_phase ? 8 : 0);
  }
}

/// 9 rows in 3 tiles: each row is folded once, where it is owned or made.
TEST(Tiling, G5_FoldTakesEachRowOnce) {
  GraphBuilder builder;
  int x = builder.conv("a", builder.input(9, 4, 1), {3, 1, 1, 1, 1}, 2);
  int y = builder.conv("b", x, {3, 1, 1, 1, 1}, 2);
  builder.output(builder.fold("mean", x));
  builder.output(y);
  auto folded = [&](Strategy strategy) {
    Segment segment = makeSegment(builder.graph, strategy, 3);
    EXPECT_EQ(verifyError(builder.graph, segment), "");
    return computeTiling(builder.graph, segment).computed[2];
  };
  EXPECT_EQ(folded(Strategy::overlap),
            (std::vector<Rows>{{0, 3}, {3, 6}, {6, 9}}));
  EXPECT_EQ(folded(Strategy::two_phase),
            (std::vector<Rows>{{0, 4}, {4, 7}, {7, 9}}));
}

//===----------------------------------------------------------------------===//
// No more than needed
//===----------------------------------------------------------------------===//

static Rows getHull(const std::vector<bool> &marks) {
  Rows hull;
  for (int64_t row = 0, end = marks.size(); row < end; ++row)
    if (marks[row])
      hull = hull.hull({row, row + 1});
  return hull;
}

/// Marks the rows of each tensor that `wanted` rows of the outputs need, row by
/// row.
static std::vector<std::vector<bool>>
markNeeded(const Graph &graph, llvm::function_ref<Rows(int)> wanted) {
  std::vector<std::vector<bool>> needed;
  needed.reserve(graph.tensors.size());
  for (const Tensor &tensor : graph.tensors)
    needed.emplace_back(tensor.rows);
  for (int tensor : graph.outputs)
    for (int64_t row = wanted(tensor).begin; row < wanted(tensor).end; ++row)
      needed[tensor][row] = true;
  for (const Layer &layer : llvm::reverse(graph.layers)) {
    // A tile makes its rows in one run: those between what two consumers need,
    // too.
    Rows made = getHull(needed[layer.result]);
    for (const Operand &operand : layer.operands)
      for (int64_t row = made.begin; row < made.end; ++row) {
        Rows rows = read(operand.window, {row, row + 1},
                         graph.tensors[operand.tensor].rows);
        for (int64_t in = rows.begin; in < rows.end; ++in)
          needed[operand.tensor][in] = true;
      }
  }
  return needed;
}

static bool isSame(Rows lhs, Rows rhs) {
  return lhs == rhs || (lhs.empty() && rhs.empty());
}

/// Whether windows of neighbouring rows touch: no row of an input lies between
/// two windows.
static bool hasNoGaps(const Graph &graph) {
  return llvm::all_of(graph.layers, [](const Layer &layer) {
    return llvm::all_of(layer.operands, [](const Operand &operand) {
      const Window &window = operand.window;
      return window.endOffset - window.beginOffset + window.den >= window.num;
    });
  });
}

/// Calls `visit(graph, segment, tiling)` for random graphs without gaps.
static void forEachGraph(Strategy strategy,
                         llvm::function_ref<void(const Graph &, const Segment &,
                                                 const SegmentTiling &)>
                             visit) {
  int graphs = 0;
  for (uint64_t seed = 0; seed < 1000; ++seed) {
    std::mt19937_64 random(seed);
    Graph graph = makeRandomGraph(random);
    if (!hasNoGaps(graph))
      continue;
    ++graphs;
    int64_t rows = graph.tensors[graph.layers.back().result].rows;
    Segment segment =
        makeSegment(graph, strategy, 1 + static_cast<int64_t>(random() % rows));
    visit(graph, segment, computeTiling(graph, segment));
  }
  EXPECT_GT(graphs, 300);
}

/// Between what is needed and what is available (G2), any frontier is legal.
TEST(Tiling, G4_FrontiersAreLegal) {
  forEachGraph(Strategy::two_phase, [](const Graph &graph,
                                       const Segment &segment,
                                       const SegmentTiling &tiling) {
    for (auto [number, layer] : llvm::enumerate(graph.layers))
      for (const Operand &operand : layer.operands) {
        const Tensor &in = graph.tensors[operand.tensor];
        const Tensor &out = graph.tensors[layer.result];
        for (size_t tile = 0; in.producer >= 0 && tile < segment.cuts.size();
             ++tile)
          ASSERT_LE(tiling.computed[number][tile].end,
                    available(operand.window,
                              tiling.computed[in.producer][tile].end, in.rows,
                              out.rows));
      }
  });
}

TEST(Tiling, G3_HullsAreLeast) {
  forEachGraph(Strategy::overlap, [](const Graph &graph, const Segment &segment,
                                     const SegmentTiling &tiling) {
    for (size_t tile = 0; tile < segment.cuts.size(); ++tile) {
      auto needed = markNeeded(graph, [&](int tensor) {
        return getOwnRows(graph, segment, tensor, tile);
      });
      for (auto [number, layer] : llvm::enumerate(graph.layers))
        ASSERT_TRUE(isSame(tiling.computed[number][tile],
                           getHull(needed[layer.result])));
      for (int tensor : tiling.inputs)
        ASSERT_TRUE(isSame(tiling.slab[tensor][tile], getHull(needed[tensor])));
    }
  });
}

TEST(Tiling, G4_FrontiersAreLeast) {
  forEachGraph(Strategy::two_phase, [](const Graph &graph,
                                       const Segment &segment,
                                       const SegmentTiling &tiling) {
    for (size_t tile = 0; tile + 1 < segment.cuts.size(); ++tile) {
      auto needed = markNeeded(graph, [&](int tensor) {
        return Rows{0, getOwnRows(graph, segment, tensor, tile).end};
      });
      for (auto [number, layer] : llvm::enumerate(graph.layers))
        ASSERT_EQ(tiling.computed[number][tile].end,
                  getHull(needed[layer.result]).end);
    }
  });
}

/// The rows that go to the next tile are the least: some later row reads the
/// first of them.
TEST(Tiling, G4_BoundariesAreLeast) {
  forEachGraph(Strategy::two_phase, [](const Graph &graph,
                                       const Segment &segment,
                                       const SegmentTiling &tiling) {
    for (const Layer &maker : graph.layers)
      for (size_t tile = 0; tile + 1 < segment.cuts.size(); ++tile) {
        Rows boundary = tiling.boundary[maker.result][tile];
        int64_t least = boundary.end;
        for (auto [number, layer] : llvm::enumerate(graph.layers))
          for (const Operand &operand : layer.operands)
            for (int64_t row = tiling.computed[number][tile].end,
                         end = graph.tensors[layer.result].rows;
                 operand.tensor == maker.result && row < end; ++row) {
              Rows rows = read(operand.window, {row, row + 1},
                               graph.tensors[maker.result].rows);
              if (!rows.empty())
                least = std::min(least, rows.begin);
            }
        ASSERT_EQ(boundary.begin, least);
      }
  });
}

//===----------------------------------------------------------------------===//
// Everything through the verifier
//===----------------------------------------------------------------------===//

/// Every small layer behind a pointwise one, in every number of tiles.
TEST(Tiling, G4_EverySmallLayer) {
  for (int64_t size = 1; size <= 5; ++size)
    for (int64_t stride = 1; stride <= 3; ++stride)
      for (int64_t dilation = 1; dilation <= (size == 1 ? 1 : 2); ++dilation)
        for (int64_t top : {0, 1, 2, 6})
          for (int64_t bottom : {0, 1, 7})
            for (int64_t rows : {1, 2, 5, 8, 11}) {
              Kernel kernel{size, stride, dilation, top, bottom};
              int64_t outputs = kernel.outputRows(rows);
              if (outputs < 1)
                continue;
              GraphBuilder builder;
              int x = builder.conv("a", builder.input(rows, 3, 1), {1}, 1);
              builder.output(builder.conv("b", x, kernel, 1));
              for (int64_t tiles = 1; tiles <= outputs; ++tiles)
                for (Strategy strategy :
                     {Strategy::overlap, Strategy::two_phase})
                  ASSERT_EQ(
                      verifyError(builder.graph,
                                  makeSegment(builder.graph, strategy, tiles)),
                      "");
            }
}

TEST(Tiling, G5_RandomGraphs) {
  for (uint64_t seed = 0; seed < 4000; ++seed) {
    std::mt19937_64 random(seed);
    Graph graph = makeRandomGraph(random);
    int layers = graph.layers.size();
    int first = random() % layers,
        end = first + 1 + random() % (layers - first);
    if (seed % 2 == 0) {
      first = 0;
      end = layers;
    }
    int64_t rows = graph.tensors[graph.layers[end - 1].result].rows;
    int64_t tiles = 1 + static_cast<int64_t>(random() % rows);
    for (Strategy strategy : kStrategies) {
      Segment segment = makeSegment(graph, first, end, strategy,
                                    isTiled(strategy) ? tiles : 1);
      ASSERT_EQ(verifyError(graph, segment), "")
          << "seed " << seed << ", " << toString(strategy).str() << ", "
          << segment.cuts.size() << " tiles";
    }
  }
}

/// Folds of any tensors of a random graph, its inputs among them.
TEST(Tiling, G5_FoldsOfRandomGraphs) {
  for (uint64_t seed = 0; seed < 1000; ++seed) {
    std::mt19937_64 random(seed);
    GraphBuilder builder;
    builder.graph = makeRandomGraph(random);
    int64_t rows = builder.rows(builder.graph.layers.back().result);
    int tensors = builder.size();
    for (int fold = 0; fold < 2; ++fold)
      builder.output(
          builder.fold("fold" + std::to_string(fold), random() % tensors));
    int64_t tiles = 1 + static_cast<int64_t>(random() % rows);
    for (Strategy strategy : kStrategies)
      ASSERT_EQ(verifyError(builder.graph,
                            makeSegment(builder.graph, strategy,
                                        isTiled(strategy) ? tiles : 1)),
                "")
          << "seed " << seed << ", " << toString(strategy).str();
  }
}

TEST(Tiling, G4_Vgg16Verifies) {
  for (int64_t rows : {224, 333})
    for (Strategy strategy : {Strategy::overlap, Strategy::two_phase})
      for (int64_t tiles : {1, 3, 7}) {
        auto [graph, segment] = makeVggPart(rows, "pool5", strategy, tiles);
        EXPECT_EQ(verifyError(graph, segment), "");
      }
}

//===- ProblemTest.cpp - Problems as data ---------------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Plan/Problem.h"
#include "TestGraphs.h"
#include "llvm/Support/FormatVariadic.h"
#include "gtest/gtest.h"

using namespace lrcnn::plan;
namespace json = llvm::json;

static std::string print(const Problem &problem) {
  return llvm::formatv("{0:2}", json::Value(problem.toJson()));
}

/// Kernels whose sizes all differ.
static Kernels makeKernels(const Graph &graph) {
  Kernels kernels;
  kernels.alignment = 64;
  int64_t bytes = 100;
  for (const Layer &layer : graph.layers) {
    LayerKernels &of = kernels.layers.emplace_back();
    of.layer = {++bytes, ++bytes};
    for (size_t i = 0; i < layer.gradients.size(); ++i)
      of.gradients.push_back({++bytes, ++bytes});
  }
  return kernels;
}

/// A graph with all that there can be in one.
static Graph makeFullGraph() {
  GraphBuilder builder;
  int x = builder.input(12, 4, 2, /*images=*/2);
  x = builder.resample("pad", x, {Sampling::reflect, 0, 16, 2});
  int mean = builder.fold("mean", x);
  builder.output(builder.spread("scaled", x, mean));
  Graph &graph = builder.graph;
  graph.tensors[0].layout = "nchw";
  graph.outputLayouts = {{"nchw", "nhwc"}};
  graph.arguments.push_back({"count", Role::state, false, 8, "vector"});
  graph.states.push_back(
      {"running_mean",
       0,
       1,
       {{Read::Kind::tensor, mean}, {Read::Kind::argument, 0}}});
  Layer &scaled = graph.layers[2];
  scaled.fused = {"relu"};
  scaled.maskReads = {{Read::Kind::tensor, scaled.result}};
  scaled.isRandom = scaled.accumulates = true;
  Gradient sums;
  sums.kind = "sums";
  sums.sums = Tensor{"scaled.sums", 1, 1, 2, 2};
  scaled.gradients.push_back(sums);
  scaled.gradients[0].reads.push_back({Read::Kind::partial, 2});
  return std::move(graph);
}

/// Reads what `problem` writes; it must say the same and be scheduled alike.
static void expectSame(const Problem &problem, uint64_t seed) {
  ASSERT_EQ(llvm::toString(problem.graph.check()), "") << "seed " << seed;
  llvm::Expected<Problem> read = parseProblem(problem.toJson());
  ASSERT_TRUE(static_cast<bool>(read)) << llvm::toString(read.takeError());
  EXPECT_EQ(print(*read), print(problem)) << "seed " << seed;
  for (Strategy strategy : {Strategy::store, Strategy::two_phase}) {
    Plan plan = llvm::cantFail(makePlan(problem.graph, {strategy}));
    EXPECT_EQ(makeSchedule(read->graph, plan, read->kernels),
              makeSchedule(problem.graph, plan, problem.kernels))
        << "seed " << seed;
  }
}

TEST(Problem, IsReadAsItIsWritten) {
  for (uint64_t seed = 0; seed < 300; ++seed) {
    std::mt19937_64 random(seed);
    Problem problem;
    problem.graph = makeRandomGraph(random);
    problem.kernels = makeKernels(problem.graph);
    expectSame(problem, seed);
  }
  Problem full;
  full.graph = makeFullGraph();
  full.kernels = makeKernels(full.graph);
  expectSame(full, 0);
}

//===----------------------------------------------------------------------===//
// Errors
//===----------------------------------------------------------------------===//

namespace {
/// What is said of the full problem after `change`.
class ProblemErrors : public testing::Test {
protected:
  std::string error(llvm::function_ref<void(json::Object &)> change) {
    Problem problem;
    problem.graph = makeFullGraph();
    problem.kernels = makeKernels(problem.graph);
    json::Object object = problem.toJson();
    change(object);
    llvm::Expected<Problem> read = parseProblem(std::move(object));
    return read ? "" : llvm::toString(read.takeError());
  }
  static json::Object &at(json::Object &root, llvm::StringRef list, int index) {
    return *(*root.getArray(list))[index].getAsObject();
  }
};
} // namespace

TEST_F(ProblemErrors, NameWhatIsMissing) {
  EXPECT_EQ(error([](json::Object &root) {}), "");
  EXPECT_EQ(error([](json::Object &root) { root.erase("layers"); }),
            "expected array at problem.layers");
  EXPECT_EQ(
      error([](json::Object &root) { at(root, "tensors", 1).erase("rows"); }),
      "missing value at problem.tensors[1].rows");
  EXPECT_EQ(llvm::toString(parseProblem(json::Value(3)).takeError()),
            "expected object when parsing problem");
}

TEST_F(ProblemErrors, NameWhatIsOfAnotherKind) {
  EXPECT_EQ(
      error([](json::Object &root) { at(root, "tensors", 0)["rows"] = "a"; }),
      "expected integer at problem.tensors[0].rows");
  EXPECT_EQ(
      error([](json::Object &root) { at(root, "tensors", 0)["role"] = "a"; }),
      "expected activation, parameter or state at problem.tensors[0].role");
  EXPECT_EQ(error([](json::Object &root) {
              at(root, "layers", 0)["result"] = int64_t(1) << 40;
            }),
            "expected a number of 32 bits at problem.layers[0].result");
  EXPECT_EQ(error([](json::Object &root) {
              at(root, "layers", 0)["reads"] = json::Array{json::Object()};
            }),
            "expected tensor, argument, gradient or partial at "
            "problem.layers[0].reads[0]");
}

TEST_F(ProblemErrors, NameWhatIsUnknown) {
  EXPECT_EQ(error([](json::Object &root) { root["layer"] = 1; }),
            "unknown key at problem.layer");
  EXPECT_EQ(
      error([](json::Object &root) { at(root, "states", 0)["rows"] = 1; }),
      "unknown key at problem.states[0].rows");
}

TEST_F(ProblemErrors, AreThoseOfTheGraph) {
  EXPECT_EQ(
      error([](json::Object &root) { at(root, "tensors", 0)["rows"] = 0; }),
      "expected sizes of tensor 'input0' to be positive, got 0");
}

TEST_F(ProblemErrors, SizesCanBeAdded) {
  EXPECT_EQ(error([](json::Object &root) {
              at(root, "tensors", 0)["width"] = 1 << 21;
              at(root, "layers", 0)["bytes_per_row"] = (4 + (1 << 21)) * 8;
              (*at(root, "layers", 0).getArray("gradients"))[0]
                  .getAsObject()
                  ->find("bytes_per_row")
                  ->second = 2 * (2 << 21) * 4 + 32;
            }),
            "expected maps of sizes from 1 to 2^20, in all at most 2^48, of "
            "elements of up to 8 bytes, got 'input0'");
  EXPECT_EQ(error([](json::Object &root) {
              at(root, "layers", 0)["multiply_adds_per_row"] = int64_t(1) << 54;
            }),
            "expected at most 2^58 multiply-adds in a step, got "
            "576460752303423488.00");
}

TEST_F(ProblemErrors, BytesAreWhatReadsSay) {
  EXPECT_EQ(error([](json::Object &root) {
              at(root, "layers", 0)["bytes_per_row"] = 1;
            }),
            "expected 'bytes_per_row' of layer 'pad', or of its gradient "
            "layer, to be 64, as what it reads says, got 1");
}

TEST_F(ProblemErrors, KernelsAreThoseOfTheLayers) {
  auto kernels = [](json::Object &root) -> json::Object & {
    return *root.getObject("kernels");
  };
  EXPECT_EQ(error([&](json::Object &root) { kernels(root)["alignment"] = 48; }),
            "expected the alignment of kernels to be a power of two up to 2 "
            "MiB, got 48");
  EXPECT_EQ(error([&](json::Object &root) {
              kernels(root).getArray("layers")->pop_back();
            }),
            "expected the kernels of 3 layers, got 2");
  EXPECT_EQ(error([&](json::Object &root) {
              at(kernels(root), "layers", 0)["gradients"] = json::Array();
            }),
            "expected the kernels of 1 gradient layers of 'pad', got 0");
  EXPECT_EQ(error([&](json::Object &root) {
              at(kernels(root), "layers", 0)["filter_bytes"] = -1;
            }),
            "expected filters and accumulators of 'pad' of 0 to 2^48 bytes");
  EXPECT_EQ(error([&](json::Object &root) { kernels(root).erase("layers"); }),
            "expected array at problem.kernels.layers");
}

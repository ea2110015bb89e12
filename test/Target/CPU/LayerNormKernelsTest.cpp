//===- LayerNormKernelsTest.cpp - Normalization over channels -------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/CPU/LayerNormKernels.h"

#include "KernelTest.h"

#include <set>

using namespace lrcnn::cpu;
using namespace lrcnn::cpu::testing;
using reference::Tensor;

namespace {

class LayerNormKernelTest : public LayerKernelTest {};
LRCNN_INSTANTIATE_KERNEL_TESTS(LayerNormKernelTest);

using Emit = mlir::func::FuncOp (*)(mlir::ModuleOp, llvm::StringRef,
                                    const LayerNormSpec &,
                                    const VectorTarget &);

LayerNormSpec randomSpec(Random &random, ElementType type, bool isGradient) {
  LayerNormSpec spec;
  spec.type = type;
  spec.width = random.in(1, 40);
  spec.channels = randomChannels(random);
  spec.eps = 0.25;
  spec.scale = random.coin();
  spec.shift = !isGradient && random.coin();
  spec.input = randomLayout(random, spec.channels);
  spec.result = randomLayout(random, spec.channels);
  spec.gradient = randomLayout(random, spec.channels);
  if (random.coin()) {
    spec.epilogue = isGradient ? halfGradient() : makeRelu();
    spec.activation = randomLayout(random, spec.channels);
  }
  return spec;
}

/// A pixel's normalized channels, and one over their deviation.
struct Normalized {
  Normalized(const LayerNormSpec &spec, const Tensor &x, int64_t n, int64_t y,
             int64_t column) {
    double mean = 0, variance = 0;
    for (int64_t c = 0; c < spec.channels; ++c)
      mean += x.at(n, y, column, c) / spec.channels;
    for (int64_t c = 0; c < spec.channels; ++c)
      variance += std::pow(x.at(n, y, column, c) - mean, 2) / spec.channels;
    factor = 1 / std::sqrt(variance + spec.eps);
    for (int64_t c = 0; c < spec.channels; ++c)
      values.push_back((x.at(n, y, column, c) - mean) * factor);
  }

  double factor;
  std::vector<double> values;
};

/// One call of each kernel with tensors of its own.
template <typename T>
class LayerNormCase {
public:
  LayerNormCase(const LayerNormSpec &spec, KernelFunction kernel,
                Random &random)
      : spec(spec), kernel(kernel), random(random), images(random.in(1, 3)),
        height(random.in(1, 6)), x(draw(images, height, spec.width)),
        dy(draw(images, height, spec.width)),
        activation(draw(images, height, spec.width)),
        old(draw(images, height, spec.width)), scale(draw(1, 1, 1)),
        shift(draw(1, 1, 1)) {
    // A mean that is large beside the deviation.
    for (double &value : x.values)
      value += 100;
    call.images = images;
    call.rowBegin = random.in(0, height);
    call.rowEnd = random.in(call.rowBegin, height);
    call.limitBegin = random.in(0, height);
    call.limitEnd = random.in(call.limitBegin, height);
    call.addFrom = random.in(-1, height + 1);
  }

  void checkForward() {
    SCOPED_TRACE(spec.getKey());
    add(spec.input, x, call.rowBegin, call.rowEnd);
    addVectors();
    Tensor expected = old;
    forEachPixel(call.rowBegin, call.rowEnd,
                 [&](int64_t n, int64_t y, int64_t column) {
                   Normalized pixel(spec, x, n, y, column);
                   for (int64_t c = 0; c < spec.channels; ++c) {
                     double value =
                         pixel.values[c] * (spec.scale ? scale.values[c] : 1) +
                         (spec.shift ? shift.values[c] : 0);
                     expected.at(n, y, column, c) =
                         spec.epilogue ? std::max(value, 0.0) : value;
                   }
                 });
    expectRows(expected);
  }

  void checkGradient() {
    SCOPED_TRACE(spec.getKey());
    int64_t begin = std::max(call.rowBegin, call.limitBegin);
    int64_t end = std::min(call.rowEnd, call.limitEnd);
    add(spec.input, x, begin, end);
    add(spec.gradient, dy, begin, end);
    addVectors();
    if (spec.epilogue)
      add(spec.activation, activation, begin, end);
    Tensor expected = old;
    forEachPixel(call.rowBegin, call.rowEnd,
                 [&](int64_t n, int64_t y, int64_t column) {
                   for (int64_t c = 0; c < spec.channels; ++c)
                     if (y < call.addFrom)
                       expected.at(n, y, column, c) = 0;
                 });
    forEachPixel(begin, end, [&](int64_t n, int64_t y, int64_t column) {
      Normalized pixel(spec, x, n, y, column);
      std::vector<double> g;
      double mean = 0, along = 0;
      for (int64_t c = 0; c < spec.channels; ++c) {
        g.push_back(dy.at(n, y, column, c) *
                    (spec.scale ? scale.values[c] : 1));
        mean += g[c] / spec.channels;
        along += g[c] * pixel.values[c] / spec.channels;
      }
      for (int64_t c = 0; c < spec.channels; ++c) {
        double value = (g[c] - mean - pixel.values[c] * along) * pixel.factor;
        if (spec.epilogue)
          value = halve(activation.at(n, y, column, c), value);
        expected.at(n, y, column, c) += value;
      }
    });
    expectRows(expected);
  }

  void checkScaleGradient() {
    SCOPED_TRACE(spec.getKey());
    auto result = makeVector();
    Tensor expected(1, 1, 1, spec.channels);
    forEachPixel(0, height, [&](int64_t n, int64_t y, int64_t column) {
      Normalized pixel(spec, x, n, y, column);
      for (int64_t c = 0; c < spec.channels; ++c)
        expected.values[c] += dy.at(n, y, column, c) * pixel.values[c];
    });
    // One tile overwrites, the next adds.
    int64_t cut = random.in(0, height);
    for (bool adds : {false, true}) {
      slabs.clear();
      call.rowBegin = adds ? cut : 0;
      call.rowEnd = adds ? height : cut;
      call.flags = adds ? AddToResult : 0;
      add(spec.input, x, call.rowBegin, call.rowEnd);
      add(spec.gradient, dy, call.rowBegin, call.rowEnd);
      runInShares(kernel, call, operands(*result), *result, random);
    }
    result->expectRows(expected, 0, 1, 10 * tolerance());
  }

private:
  Tensor draw(int64_t images, int64_t height, int64_t width) {
    return randomTensor(random, images, height, width, spec.channels);
  }
  static double tolerance() { return sizeof(T) == 4 ? 1e-4 : 1e-12; }

  template <typename Visit>
  void forEachPixel(int64_t begin, int64_t end, Visit visit) {
    for (int64_t n = 0; n < images; ++n)
      for (int64_t y = begin; y < end; ++y)
        for (int64_t column = 0; column < spec.width; ++column)
          visit(n, y, column);
  }

  /// Rows that must not be read stay NaN.
  void add(const FeatureLayout &layout, const Tensor &tensor, int64_t begin,
           int64_t end) {
    slabs.push_back(makeSlab<T>(random, layout, tensor.images, 0, tensor.height,
                                tensor.width, spec.channels));
    slabs.back()->write(tensor, begin, end);
  }
  std::unique_ptr<GuardedSlab<T>> makeVector() {
    return makeSlab<T>(random, FeatureLayout::border(), 1, 0, 1, 1,
                       spec.channels);
  }
  void addVectors() {
    if (spec.scale)
      add(FeatureLayout::border(), scale, 0, 1);
    if (spec.shift)
      add(FeatureLayout::border(), shift, 0, 1);
  }
  std::vector<Operand> operands(const GuardedSlab<T> &result) {
    std::vector<Operand> all;
    for (auto &slab : slabs)
      all.push_back(slab->operand());
    all.push_back(result.operand());
    return all;
  }

  void expectRows(const Tensor &expected) {
    auto result = makeSlab<T>(random, spec.result, images, 0, height,
                              spec.width, spec.channels);
    result->write(old, call.addFrom, height);
    std::vector<T> before = result->snapshot();
    runInShares(kernel, call, operands(*result), *result, random);
    result->expectRows(expected, call.rowBegin, call.rowEnd, tolerance());
    result->expectUntouchedOutside(before, call.rowBegin, call.rowEnd);
  }

  const LayerNormSpec &spec;
  KernelFunction kernel;
  Random &random;
  int64_t images, height;
  Tensor x, dy, activation, old, scale, shift;
  Call call = {};
  std::vector<std::unique_ptr<GuardedSlab<T>>> slabs;
};

/// Emits `emit`'s kernels for random specifications and checks each.
template <typename Check>
void checkRandomSpecs(const VectorTarget &target, Random random,
                      ElementType type, Emit emit, bool isGradient,
                      Check check) {
  KernelJIT jit(target);
  std::vector<LayerNormSpec> specs;
  for (int64_t i = 0; i < 20; ++i) {
    specs.push_back(randomSpec(random, type, isGradient));
    emit(jit.getModule(), "k" + std::to_string(i), specs.back(), target);
  }
  ASSERT_TRUE(jit.compile());
  for (size_t i = 0; i < specs.size(); ++i)
    for (int64_t repetition = 0; repetition < 4; ++repetition)
      check(specs[i], jit.lookup("k" + std::to_string(i)), random);
}

TEST_P(LayerNormKernelTest, Forward) {
  checkRandomSpecs(
      target, makeRandom(7), type, emitLayerNorm, false,
      [&](const LayerNormSpec &spec, KernelFunction kernel, Random &random) {
        withElement([&](auto element) {
          LayerNormCase<decltype(element)>(spec, kernel, random).checkForward();
        });
      });
}

TEST_P(LayerNormKernelTest, Gradient) {
  checkRandomSpecs(
      target, makeRandom(8), type, emitLayerNormGradient, true,
      [&](const LayerNormSpec &spec, KernelFunction kernel, Random &random) {
        withElement([&](auto element) {
          LayerNormCase<decltype(element)>(spec, kernel, random)
              .checkGradient();
        });
      });
}

TEST_P(LayerNormKernelTest, ScaleGradient) {
  checkRandomSpecs(
      target, makeRandom(9), type, emitLayerNormScaleGradient, true,
      [&](const LayerNormSpec &spec, KernelFunction kernel, Random &random) {
        withElement([&](auto element) {
          LayerNormCase<decltype(element)>(spec, kernel, random)
              .checkScaleGradient();
        });
      });
}

/// Kernels are shared by key: whatever changes the code changes the key.
TEST(LayerNormSpec, KeyTellsSpecsApart) {
  std::vector<LayerNormSpec> specs(11);
  specs[1].type = ElementType::f64;
  specs[2].width = 2;
  specs[3].channels = 2;
  specs[4].eps = 1;
  specs[5].scale = true;
  specs[6].shift = true;
  specs[7].input = FeatureLayout::border();
  specs[8].gradient = FeatureLayout::border();
  specs[9].result = FeatureLayout::border();
  specs[10].epilogue = makeReluGradient();
  std::set<std::string> keys;
  for (const LayerNormSpec &each : specs)
    keys.insert(each.getKey());
  EXPECT_EQ(keys.size(), specs.size());
}

} // namespace

//===- PointwiseKernelsTest.cpp - Elementwise kernels against loops -------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/CPU/PointwiseKernels.h"

#include "KernelTest.h"

#include <array>
#include <set>

using namespace lrcnn::cpu;
using namespace lrcnn::cpu::testing;
using reference::Tensor;

namespace {

using Spread = FeatureLayout::Spread;

class PointwiseKernelTest : public LayerKernelTest {};
LRCNN_INSTANTIATE_KERNEL_TESTS(PointwiseKernelTest);

PointwiseSpec randomSpec(Random &random, ElementType type) {
  PointwiseSpec spec;
  spec.type = type;
  spec.width = random.in(1, 9);
  spec.channels = randomChannels(random);
  int64_t inputs = 1;
  switch (random.in(0, 3)) {
  case 0:
    spec.body = PointwiseBody::copy();
    break;
  case 1:
    spec.body = makeRelu();
    break;
  case 2:
    spec.body = makeReluGradient();
    inputs = 2;
    break;
  default:
    spec.body = makeAdd();
    inputs = random.in(2, 4);
  }
  bool dense = random.coin();
  auto layout = [&] {
    return dense ? FeatureLayout() : randomLayout(random, spec.channels);
  };
  for (int64_t i = 0; i < inputs; ++i)
    spec.inputs.push_back(layout());
  // Any input but one may be spread over the result.
  for (int64_t i = 1; i < inputs; ++i)
    if (random.coin())
      spec.inputs[i].spread = std::array{Spread::image, Spread::all,
                                         Spread::element}[random.in(0, 2)];
  spec.result = layout();
  spec.gradient = random.coin();
  return spec;
}

double evaluate(const std::string &body, const std::vector<double> &operands) {
  if (body == "copy")
    return operands[0];
  if (body == "relu")
    return std::max(operands[0], 0.0);
  if (body == "relu_grad")
    return operands[0] > 0 ? operands[1] : 0;
  double sum = 0;
  for (double operand : operands)
    sum += operand;
  return sum;
}

template <typename T>
void checkCase(const PointwiseSpec &spec, KernelFunction kernel,
               Random &random) {
  SCOPED_TRACE(spec.getKey());
  int64_t images = random.in(1, 3), height = random.in(1, 8);
  Call call = {};
  call.images = images;
  call.rowBegin = random.in(0, height);
  call.rowEnd = random.in(call.rowBegin, height);
  call.limitBegin = random.in(0, height);
  call.limitEnd = random.in(call.limitBegin, height);
  call.addFrom = random.in(-2, height + 2);

  // Rows that must not be read stay NaN.
  int64_t readBegin = call.rowBegin, readEnd = call.rowEnd;
  if (spec.gradient) {
    readBegin = std::max(readBegin, call.limitBegin);
    readEnd = std::min(readEnd, call.limitEnd);
  }
  auto tensor = [&] {
    return randomTensor(random, images, height, spec.width, spec.channels);
  };
  auto slab = [&](const FeatureLayout &layout) {
    return makeSlab<T>(random, layout, images, call.rowBegin, call.rowEnd,
                       spec.width, spec.channels);
  };
  std::vector<Tensor> inputs;
  std::vector<std::unique_ptr<GuardedSlab<T>>> slabs;
  std::vector<Operand> operands;
  for (const FeatureLayout &layout : spec.inputs) {
    if (layout.spread == Spread::none) {
      inputs.push_back(tensor());
      slabs.push_back(slab(layout));
      slabs.back()->write(inputs.back(), readBegin, readEnd);
      continue;
    }
    int64_t count = layout.spread == Spread::image ? images : 1;
    int64_t channels = layout.spread == Spread::element ? 1 : spec.channels;
    inputs.push_back(randomTensor(random, count, 1, 1, channels));
    slabs.push_back(makeSlab<T>(random, layout, count, 0, 1, 1, channels));
    slabs.back()->write(inputs.back(), 0, 1);
  }
  Tensor old = tensor();
  slabs.push_back(slab(spec.result));
  GuardedSlab<T> &result = *slabs.back();
  if (spec.gradient)
    result.write(old, call.addFrom, height);
  for (auto &operand : slabs)
    operands.push_back(operand->operand());

  std::vector<T> before = result.snapshot();
  runInShares(kernel, call, operands, result, random);

  Tensor expected = old;
  for (int64_t n = 0; n < images; ++n)
    for (int64_t y = call.rowBegin; y < call.rowEnd; ++y)
      for (int64_t x = 0; x < spec.width; ++x)
        for (int64_t c = 0; c < spec.channels; ++c) {
          double value = 0;
          if (y >= readBegin && y < readEnd) {
            std::vector<double> values;
            for (const Tensor &input : inputs)
              values.push_back(input.at(n % input.images, y % input.height,
                                        x % input.width, c % input.channels));
            value = evaluate(spec.body.key, values);
          }
          if (spec.gradient && y >= call.addFrom)
            value += old.at(n, y, x, c);
          expected.at(n, y, x, c) = value;
        }
  result.expectRows(expected, call.rowBegin, call.rowEnd, 0);
  result.expectUntouchedOutside(before, call.rowBegin, call.rowEnd);
}

TEST_P(PointwiseKernelTest, RandomSpecs) {
  Random random = makeRandom(1);
  KernelJIT jit(target);
  std::vector<PointwiseSpec> specs;
  for (int64_t i = 0; i < 40; ++i) {
    specs.push_back(randomSpec(random, type));
    emitPointwise(jit.getModule(), "k" + std::to_string(i), specs.back(),
                  target);
  }
  ASSERT_TRUE(jit.compile());
  for (size_t i = 0; i < specs.size(); ++i)
    for (int64_t repetition = 0; repetition < 6; ++repetition)
      withElement([&](auto element) {
        checkCase<decltype(element)>(
            specs[i], jit.lookup("k" + std::to_string(i)), random);
      });
}

TEST_P(PointwiseKernelTest, ReluKeepsNaN) {
  PointwiseSpec spec;
  spec.type = type;
  spec.channels = 3;
  spec.inputs = {FeatureLayout()};
  spec.body = makeRelu();
  KernelJIT jit(target);
  emitPointwise(jit.getModule(), "relu", spec, target);
  ASSERT_TRUE(jit.compile());
  withElement([&](auto element) {
    using T = decltype(element);
    T values[] = {std::numeric_limits<T>::quiet_NaN(),
                  -std::numeric_limits<T>::infinity(), 2};
    T results[] = {7, 7, 7};
    Call call = {1, 0, 1, 0, 1, 1, 0, 0};
    runKernel(jit.lookup("relu"), call,
              {{values, 3, 3, 3, 1}, {results, 3, 3, 3, 1}}, 1);
    EXPECT_TRUE(std::isnan(results[0]));
    EXPECT_EQ(results[1], 0);
    EXPECT_EQ(results[2], 2);
  });
}

/// Two tensors become the channels of a third, and come out of it again, the
/// second time on top of what is there.
TEST_P(PointwiseKernelTest, ConcatAndItsGradient) {
  constexpr int64_t width = 5, channels[] = {7, 18}, offsets[] = {0, 7};
  KernelJIT jit(target);
  for (int i : {0, 1}) {
    PointwiseSpec spec;
    spec.type = type;
    spec.width = width;
    spec.channels = channels[i];
    spec.inputs = {FeatureLayout()};
    spec.result = FeatureLayout::channelsOf(25, offsets[i]);
    spec.body = PointwiseBody::copy();
    emitPointwise(jit.getModule(), "in" + std::to_string(i), spec, target);
    std::swap(spec.inputs[0], spec.result);
    spec.gradient = true;
    emitPointwise(jit.getModule(), "out" + std::to_string(i), spec, target);
  }
  ASSERT_TRUE(jit.compile());
  withElement([&](auto element) {
    using T = decltype(element);
    Random random = makeRandom(6);
    constexpr int64_t images = 2, height = 6, begin = 1, end = 5;
    GuardedSlab<T> both({images, begin, end, width, 25}, random);
    Call call = {images, begin, end, 2, 4, 3, 0, 0};
    std::vector<Tensor> inputs;
    for (int i : {0, 1}) {
      inputs.push_back(
          randomTensor(random, images, height, width, channels[i]));
      GuardedSlab<T> input({images, begin, end, width, channels[i]}, random);
      input.write(inputs[i], begin, end);
      runInShares(jit.lookup("in" + std::to_string(i)), call,
                  {input.operand(), both.operand()}, both, random);
    }
    for (int i : {0, 1}) {
      Tensor old = randomTensor(random, images, height, width, channels[i]);
      GuardedSlab<T> gradient({images, begin, end, width, channels[i]}, random);
      gradient.write(old, call.addFrom, end);
      runInShares(jit.lookup("out" + std::to_string(i)), call,
                  {both.operand(), gradient.operand()}, gradient, random);
      Tensor expected(images, height, width, channels[i]);
      for (int64_t n = 0; n < images; ++n)
        for (int64_t y = begin; y < end; ++y)
          for (int64_t x = 0; x < width; ++x)
            for (int64_t c = 0; c < channels[i]; ++c)
              expected.at(n, y, x, c) =
                  (y >= 2 && y < 4 ? inputs[i].at(n, y, x, c) : 0) +
                  (y >= 3 ? old.at(n, y, x, c) : 0);
      gradient.expectRows(expected, begin, end, 0);
    }
  });
}

/// Kernels are shared by key: whatever changes the code changes the key.
TEST(PointwiseSpec, KeyTellsSpecsApart) {
  PointwiseSpec spec;
  spec.inputs = {FeatureLayout(), FeatureLayout()};
  spec.body = makeAdd();
  std::vector<PointwiseSpec> specs(14, spec);
  specs[1].type = ElementType::f64;
  specs[2].width = 2;
  specs[3].channels = 2;
  specs[4].inputs[0] = FeatureLayout::border();
  specs[5].result = FeatureLayout::channelsOf(4, 1);
  specs[6].body = makeReluGradient();
  specs[7].gradient = true;
  specs[8].inputs[1].spread = Spread::image;
  specs[9].inputs[1].spread = Spread::all;
  specs[10].draws = {{/*layer=*/0, /*ofImage=*/false}};
  specs[11].draws = {{1, false}};
  specs[12].draws = {{0, true}};
  specs[13].inputs[1].spread = Spread::element;
  std::set<std::string> keys;
  for (const PointwiseSpec &each : specs)
    keys.insert(each.getKey());
  EXPECT_EQ(keys.size(), specs.size());
  EXPECT_EQ(PointwiseSpec(spec).getKey(), spec.getKey());
}

} // namespace

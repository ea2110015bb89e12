//===- ResamplingKernelsTest.cpp - Resizing and padding against loops -----===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/CPU/ResamplingKernels.h"

#include "KernelTest.h"

#include <set>

using namespace lrcnn::cpu;
using namespace lrcnn::cpu::testing;
using lrcnn::plan::Resampling;
using lrcnn::plan::Rows;
using lrcnn::plan::Sampling;
using reference::Tensor;

namespace {

class ResamplingKernelTest : public LayerKernelTest {};
LRCNN_INSTANTIATE_KERNEL_TESTS(ResamplingKernelTest);

/// One axis of resizing (by a whole factor every other time), or of padding and
/// cropping.
Resampling randomAxis(Random &random, bool resizes) {
  Resampling axis;
  axis.inputs = random.in(1, 7);
  if (resizes) {
    axis.sampling = static_cast<Sampling>(random.in(0, 2));
    axis.outputs =
        random.coin() ? axis.inputs * random.in(1, 4) : random.in(1, 14);
    return axis;
  }
  axis.sampling = static_cast<Sampling>(random.in(3, 5));
  int64_t most = axis.sampling == Sampling::reflect ? axis.inputs - 1 : 4;
  int64_t least = -(axis.inputs - 1) / 2;
  axis.before = random.in(least, most);
  axis.outputs = axis.inputs + axis.before + random.in(least, most);
  return axis;
}

/// Sums of a few products of rounded weights.
template <typename T>
constexpr double tolerance = sizeof(T) == 4 ? 1e-5 : 1e-13;

TEST_P(ResamplingKernelTest, RandomShapes) {
  Random random = makeRandom(7);
  KernelJIT jit(target);
  std::vector<ResamplingSpec> specs(40);
  for (ResamplingSpec &spec : specs) {
    spec.type = type;
    spec.channels = randomChannels(random);
    bool resizes = random.coin();
    spec.rows = randomAxis(random, resizes);
    spec.columns = randomAxis(random, resizes);
    spec.input = randomLayout(random, spec.channels);
    spec.result = randomLayout(random, spec.channels);
    emitResampling(jit.getModule(), "k" + std::to_string(&spec - specs.data()),
                   spec, target);
  }
  ASSERT_TRUE(jit.compile());
  withElement([&](auto element) {
    using T = decltype(element);
    for (const ResamplingSpec &spec : specs) {
      SCOPED_TRACE(spec.getKey());
      int64_t images = random.in(1, 3);
      int64_t width = spec.columns.inputs, height = spec.rows.inputs;
      Tensor input = randomTensor(random, images, height, width, spec.channels);
      Call call = {};
      call.images = images;
      call.rowBegin = random.in(0, spec.rows.outputs);
      call.rowEnd = random.in(call.rowBegin, spec.rows.outputs);
      // No more of the input is in memory than the geometry says.
      Rows read = lrcnn::plan::read(spec.rows.getWindow(),
                                    {call.rowBegin, call.rowEnd}, height);
      auto from = makeSlab<T>(random, spec.input, images, read.begin, read.end,
                              width, spec.channels);
      auto to = makeSlab<T>(random, spec.result, images, call.rowBegin,
                            call.rowEnd, spec.columns.outputs, spec.channels);
      from->write(input, read.begin, read.end);
      std::vector<T> before = to->snapshot();
      runInShares(jit.lookup("k" + std::to_string(&spec - specs.data())), call,
                  {from->operand(), to->operand()}, *to, random);
      to->expectRows(reference::resample(input, spec.rows, spec.columns),
                     call.rowBegin, call.rowEnd, tolerance<T>);
      to->expectUntouchedOutside(before, call.rowBegin, call.rowEnd);
    }
  });
}

/// One call with random limits and addFrom, then tiles from the bottom to the
/// top against one call.
template <typename T>
void checkGradient(const ResamplingGradientSpec &spec, KernelFunction kernel,
                   Random &random) {
  SCOPED_TRACE(spec.getKey());
  int64_t images = random.in(1, 2);
  int64_t width = spec.columns.inputs, height = spec.rows.inputs;
  int64_t outputs = spec.rows.outputs;
  Tensor activation =
      randomTensor(random, images, height, width, spec.channels);
  Tensor old = randomTensor(random, images, height, width, spec.channels);
  Tensor dy = randomTensor(random, images, outputs, spec.columns.outputs,
                           spec.channels);
  Call call = {};
  call.images = images;
  call.rowBegin = random.in(0, height);
  call.rowEnd = random.in(call.rowBegin, height);
  call.limitBegin = random.in(0, outputs);
  call.limitEnd = random.in(call.limitBegin, outputs);
  call.addFrom = random.in(-2, height + 2);
  Rows read = lrcnn::plan::read(spec.rows.getTransposedWindow(),
                                {call.rowBegin, call.rowEnd}, outputs);
  int64_t used = std::max(read.begin, call.limitBegin);
  int64_t usedEnd = std::max(std::min(read.end, call.limitEnd), used);

  auto gradient = makeSlab<T>(random, spec.gradient, images, used, usedEnd,
                              spec.columns.outputs, spec.channels);
  auto act = makeSlab<T>(random, spec.activation, images, 0, height, width,
                         spec.channels);
  auto dx =
      makeSlab<T>(random, spec.result, images, 0, height, width, spec.channels);
  auto operandsWith = [&](const Operand &dyOperand) {
    std::vector<Operand> operands = {dyOperand};
    if (spec.epilogue)
      operands.push_back(act->operand());
    operands.push_back(dx->operand());
    return operands;
  };
  gradient->write(dy, used, usedEnd);
  act->write(activation, 0, height);
  dx->write(old, call.addFrom, height);
  std::vector<T> before = dx->snapshot();
  runInShares(kernel, call, operandsWith(gradient->operand()), *dx, random);
  Tensor expected = reference::resamplingGradient(
      dy, spec.rows, spec.columns, call.limitBegin, call.limitEnd);
  for (int64_t n = 0; n < images; ++n)
    for (int64_t y = 0; y < height; ++y)
      for (int64_t x = 0; x < width; ++x)
        for (int64_t c = 0; c < spec.channels; ++c) {
          double &value = expected.at(n, y, x, c);
          if (spec.epilogue)
            value = halve(activation.at(n, y, x, c), value);
          if (y >= call.addFrom)
            value += old.at(n, y, x, c);
        }
  dx->expectRows(expected, call.rowBegin, call.rowEnd, tolerance<T>);
  dx->expectUntouchedOutside(before, call.rowBegin, call.rowEnd);

  for (double &value : dy.values)
    value = static_cast<double>(random.in(-1000000, 1000000)) * 1e-3;
  auto all = makeSlab<T>(random, spec.gradient, images, 0, outputs,
                         spec.columns.outputs, spec.channels);
  all->write(dy, 0, outputs);
  std::vector<Operand> operands = operandsWith(all->operand());
  before = dx->snapshot();
  call = {images, 0, height, 0, outputs, height, 0, 0};
  runKernel(kernel, call, operands, 1);
  std::vector<T> whole = dx->snapshot();
  // Without any terms a row may keep its rubbish otherwise:
  // each tile writes all rows up to those that later tiles wrote.
  dx->restore(before);
  call.rowEnd = height;
  while (call.limitEnd > 0) {
    call.limitBegin = random.in(0, call.limitEnd - 1);
    Rows rows = lrcnn::plan::read(spec.rows.getWindow(),
                                  {call.limitBegin, call.limitEnd}, height);
    call.rowBegin = call.limitBegin == 0 ? 0
                    : rows.empty()       ? call.addFrom
                                         : std::min(rows.begin, call.addFrom);
    call.rowEnd = std::max(rows.end, call.addFrom);
    runKernel(kernel, call, operands, random.in(1, 9));
    call.addFrom = call.rowBegin;
    call.limitEnd = call.limitBegin;
  }
  EXPECT_TRUE(dx->bitEqual(whole));
}

TEST_P(ResamplingKernelTest, GradientsOfRandomShapes) {
  Random random = makeRandom(8);
  KernelJIT jit(target);
  std::vector<ResamplingGradientSpec> specs(40);
  for (ResamplingGradientSpec &spec : specs) {
    spec.type = type;
    spec.channels = randomChannels(random);
    bool resizes = random.coin();
    spec.rows = randomAxis(random, resizes);
    spec.columns = randomAxis(random, resizes);
    if (random.coin())
      spec.epilogue = halfGradient();
    spec.gradient = randomLayout(random, spec.channels);
    spec.activation = randomLayout(random, spec.channels);
    spec.result = randomLayout(random, spec.channels);
    emitResamplingGradient(jit.getModule(),
                           "k" + std::to_string(&spec - specs.data()), spec,
                           target);
  }
  ASSERT_TRUE(jit.compile());
  for (const ResamplingGradientSpec &spec : specs)
    for (int64_t repetition = 0; repetition < 5; ++repetition)
      withElement([&](auto element) {
        checkGradient<decltype(element)>(
            spec, jit.lookup("k" + std::to_string(&spec - specs.data())),
            random);
      });
}

/// Kernels are shared by key: whatever changes the code changes the key.
TEST(ResamplingSpec, KeysTellSpecsApart) {
  FeatureLayout border = FeatureLayout::border();
  ElementType f32 = ElementType::f32, f64 = ElementType::f64;
  Resampling one, two = {Sampling::linear, 1, 2, 0};
  std::vector<std::string> keys = {
      ResamplingSpec{}.getKey(),
      ResamplingSpec{f64, 1, one, one, {}, {}}.getKey(),
      ResamplingSpec{f32, 2, one, one, {}, {}}.getKey(),
      ResamplingSpec{f32, 1, two, one, {}, {}}.getKey(),
      ResamplingSpec{f32, 1, one, two, {}, {}}.getKey(),
      ResamplingSpec{f32, 1, one, one, border, {}}.getKey(),
      ResamplingSpec{f32, 1, one, one, {}, border}.getKey(),
      ResamplingGradientSpec{}.getKey(),
      ResamplingGradientSpec{f32, 1, one, one, halfGradient(), {}, {}, {}}
          .getKey(),
      ResamplingGradientSpec{f32, 1, one, one, halfGradient(), {}, border, {}}
          .getKey(),
      ResamplingGradientSpec{f32, 1, one, one, {}, border, {}, {}}.getKey(),
  };
  EXPECT_EQ(std::set<std::string>(keys.begin(), keys.end()).size(),
            keys.size());
}

} // namespace

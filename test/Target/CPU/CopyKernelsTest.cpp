//===- CopyKernelsTest.cpp - Copies and upsampling against loops ----------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/CPU/CopyKernels.h"

#include "KernelTest.h"

#include <set>

using namespace lrcnn::cpu;
using namespace lrcnn::cpu::testing;
using reference::Tensor;

namespace {

class CopyKernelTest : public LayerKernelTest {};
LRCNN_INSTANTIATE_KERNEL_TESTS(CopyKernelTest);

/// Two tensors become the channels of a third, and come out of it again, the
/// second time on top of what is there.
TEST_P(CopyKernelTest, ConcatAndItsGradient) {
  constexpr int64_t width = 5, channels[] = {7, 18}, offsets[] = {0, 7};
  KernelJIT jit(target);
  for (int i : {0, 1}) {
    CopySpec spec;
    spec.type = type;
    spec.width = width;
    spec.channels = channels[i];
    spec.target = FeatureLayout::channelsOf(25, offsets[i]);
    emitCopy(jit.getModule(), "in" + std::to_string(i), spec, target);
    std::swap(spec.source, spec.target);
    spec.gradient = true;
    emitCopy(jit.getModule(), "out" + std::to_string(i), spec, target);
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

TEST_P(CopyKernelTest, UpsampleOfRandomShapes) {
  Random random = makeRandom(7);
  KernelJIT jit(target);
  std::vector<UpsampleSpec> specs(20);
  for (UpsampleSpec &spec : specs) {
    spec.type = type;
    spec.width = random.in(1, 6);
    spec.channels = randomChannels(random);
    spec.factor = {random.in(1, 4), random.in(1, 4)};
    spec.input = randomLayout(random, spec.channels);
    spec.result = randomLayout(random, spec.channels);
    emitUpsample(jit.getModule(), "k" + std::to_string(&spec - specs.data()),
                 spec, target);
  }
  ASSERT_TRUE(jit.compile());
  withElement([&](auto element) {
    using T = decltype(element);
    for (const UpsampleSpec &spec : specs) {
      SCOPED_TRACE(spec.getKey());
      int64_t images = random.in(1, 3), height = random.in(1, 5);
      auto [rows, columns] = spec.factor;
      Tensor input =
          randomTensor(random, images, height, spec.width, spec.channels);
      Call call = {};
      call.images = images;
      call.rowBegin = random.in(0, height * rows);
      call.rowEnd = random.in(call.rowBegin, height * rows);
      int64_t top = call.rowBegin / rows;
      int64_t bottom = (call.rowEnd + rows - 1) / rows;
      auto from = makeSlab<T>(random, spec.input, images, top, bottom,
                              spec.width, spec.channels);
      auto to = makeSlab<T>(random, spec.result, images, call.rowBegin,
                            call.rowEnd, spec.width * columns, spec.channels);
      from->write(input, top, bottom);
      std::vector<T> before = to->snapshot();
      runInShares(jit.lookup("k" + std::to_string(&spec - specs.data())), call,
                  {from->operand(), to->operand()}, *to, random);
      to->expectRows(reference::upsample(input, spec.factor), call.rowBegin,
                     call.rowEnd, 0);
      to->expectUntouchedOutside(before, call.rowBegin, call.rowEnd);
    }
  });
}

/// One call with random limits and addFrom, then tiles from the bottom to the
/// top against one call.
template <typename T>
void checkUpsampleGradient(const UpsampleGradientSpec &spec,
                           KernelFunction kernel, Random &random) {
  SCOPED_TRACE(spec.getKey());
  auto [rows, columns] = spec.factor;
  int64_t images = random.in(1, 2), height = random.in(1, 5);
  Tensor activation =
      randomTensor(random, images, height, spec.width, spec.channels);
  Tensor old = randomTensor(random, images, height, spec.width, spec.channels);
  Tensor dy = randomTensor(random, images, height * rows, spec.width * columns,
                           spec.channels);
  Call call = {};
  call.images = images;
  call.rowBegin = random.in(0, height);
  call.rowEnd = random.in(call.rowBegin, height);
  call.limitBegin = random.in(0, height * rows);
  call.limitEnd = random.in(call.limitBegin, height * rows);
  call.addFrom = random.in(-2, height + 2);
  int64_t used = std::max(call.rowBegin * rows, call.limitBegin);
  int64_t usedEnd = std::max(std::min(call.rowEnd * rows, call.limitEnd), used);

  auto gradient = makeSlab<T>(random, spec.gradient, images, used, usedEnd,
                              spec.width * columns, spec.channels);
  auto act = makeSlab<T>(random, spec.activation, images, 0, height, spec.width,
                         spec.channels);
  auto dx = makeSlab<T>(random, spec.result, images, 0, height, spec.width,
                        spec.channels);
  auto operandsWith = [&](const Operand &dyOperand) {
    std::vector<Operand> operands = {dyOperand};
    if (spec.mask)
      operands.push_back(act->operand());
    operands.push_back(dx->operand());
    return operands;
  };
  gradient->write(dy, used, usedEnd);
  act->write(activation, 0, height);
  dx->write(old, call.addFrom, height);
  std::vector<T> before = dx->snapshot();
  runInShares(kernel, call, operandsWith(gradient->operand()), *dx, random);
  Tensor expected = reference::upsampleGradient(dy, spec.factor,
                                                call.limitBegin, call.limitEnd);
  for (int64_t n = 0; n < images; ++n)
    for (int64_t y = 0; y < height; ++y)
      for (int64_t x = 0; x < spec.width; ++x)
        for (int64_t c = 0; c < spec.channels; ++c) {
          if (y >= call.addFrom)
            expected.at(n, y, x, c) += old.at(n, y, x, c);
          if (spec.mask && !(activation.at(n, y, x, c) > 0))
            expected.at(n, y, x, c) = 0;
        }
  dx->expectRows(expected, call.rowBegin, call.rowEnd, 0);
  dx->expectUntouchedOutside(before, call.rowBegin, call.rowEnd);

  for (double &value : dy.values)
    value = static_cast<double>(random.in(-1000000, 1000000)) * 1e-3;
  auto all = makeSlab<T>(random, spec.gradient, images, 0, height * rows,
                         spec.width * columns, spec.channels);
  all->write(dy, 0, height * rows);
  std::vector<Operand> operands = operandsWith(all->operand());
  before = dx->snapshot();
  call = {images, 0, height, 0, height * rows, height, 0, 0};
  runKernel(kernel, call, operands, 1);
  std::vector<T> whole = dx->snapshot();
  dx->restore(before);
  while (call.limitEnd > 0) {
    call.limitBegin = random.in(0, call.limitEnd - 1);
    call.rowBegin = call.limitBegin / rows;
    call.rowEnd = (call.limitEnd + rows - 1) / rows;
    runKernel(kernel, call, operands, random.in(1, 9));
    call.addFrom = call.rowBegin;
    call.limitEnd = call.limitBegin;
  }
  EXPECT_TRUE(dx->bitEqual(whole));
}

TEST_P(CopyKernelTest, UpsampleGradientOfRandomShapes) {
  Random random = makeRandom(8);
  KernelJIT jit(target);
  std::vector<UpsampleGradientSpec> specs(20);
  for (UpsampleGradientSpec &spec : specs) {
    spec.type = type;
    spec.width = random.in(1, 6);
    spec.channels = randomChannels(random);
    spec.factor = {random.in(1, 4), random.in(1, 4)};
    spec.mask = random.coin();
    spec.gradient = randomLayout(random, spec.channels);
    spec.activation = randomLayout(random, spec.channels);
    spec.result = randomLayout(random, spec.channels);
    emitUpsampleGradient(jit.getModule(),
                         "k" + std::to_string(&spec - specs.data()), spec,
                         target);
  }
  ASSERT_TRUE(jit.compile());
  for (const UpsampleGradientSpec &spec : specs)
    for (int64_t repetition = 0; repetition < 5; ++repetition)
      withElement([&](auto element) {
        checkUpsampleGradient<decltype(element)>(
            spec, jit.lookup("k" + std::to_string(&spec - specs.data())),
            random);
      });
}

/// Kernels are shared by key: whatever changes the code changes the key.
TEST(CopySpec, KeysTellSpecsApart) {
  FeatureLayout border = FeatureLayout::border();
  ElementType f64 = ElementType::f64;
  std::vector<std::string> keys = {
      CopySpec{}.getKey(),
      CopySpec{f64, 1, 1, {}, {}, false}.getKey(),
      CopySpec{{}, 2, 1, {}, {}, false}.getKey(),
      CopySpec{{}, 1, 2, {}, {}, false}.getKey(),
      CopySpec{{}, 1, 1, border, {}, false}.getKey(),
      CopySpec{{}, 1, 1, {}, border, false}.getKey(),
      CopySpec{{}, 1, 1, {}, {}, true}.getKey(),
      UpsampleSpec{}.getKey(),
      UpsampleSpec{f64, 1, 1, {1, 1}, {}, {}}.getKey(),
      UpsampleSpec{{}, 2, 1, {1, 1}, {}, {}}.getKey(),
      UpsampleSpec{{}, 1, 2, {1, 1}, {}, {}}.getKey(),
      UpsampleSpec{{}, 1, 1, {2, 1}, {}, {}}.getKey(),
      UpsampleSpec{{}, 1, 1, {1, 2}, {}, {}}.getKey(),
      UpsampleSpec{{}, 1, 1, {1, 1}, border, {}}.getKey(),
      UpsampleSpec{{}, 1, 1, {1, 1}, {}, border}.getKey(),
      UpsampleGradientSpec{}.getKey(),
      UpsampleGradientSpec{{}, 1, 1, {1, 1}, true, {}, {}, {}}.getKey(),
      UpsampleGradientSpec{{}, 1, 1, {1, 1}, true, {}, border, {}}.getKey(),
      UpsampleGradientSpec{{}, 1, 1, {1, 1}, false, border, {}, {}}.getKey(),
  };
  EXPECT_EQ(std::set<std::string>(keys.begin(), keys.end()).size(),
            keys.size());
}

} // namespace

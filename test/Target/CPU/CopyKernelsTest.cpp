//===- CopyKernelsTest.cpp - Copies against loops -------------------------===//
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
  };
  EXPECT_EQ(std::set<std::string>(keys.begin(), keys.end()).size(),
            keys.size());
}

} // namespace

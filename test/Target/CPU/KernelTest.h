//===- KernelTest.h - Fixture of the layer kernel tests ---------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TEST_TARGET_CPU_KERNELTEST_H
#define LRCNN_TEST_TARGET_CPU_KERNELTEST_H

#include "GuardedSlab.h"
#include "KernelJIT.h"
#include "TestBodies.h"
#include "lrcnn/Dialect/Row/IR/Element.h"
#include "lrcnn/Kernel/FeatureLayout.h"
#include "lrcnn/Kernel/PointwiseBody.h"
#include "lrcnn/Target/CPU/KernelBuilder.h"

#include "gtest/gtest.h"

#include <memory>
#include <string>
#include <vector>

namespace lrcnn::cpu::testing {

/// Runs each test for both element types on both vector units.
class LayerKernelTest
    : public ::testing::TestWithParam<std::tuple<ElementType, int>> {
public:
  static std::string
  describe(const ::testing::TestParamInfo<ParamType> &parameter) {
    auto [type, bits] = parameter.param;
    return "f" + std::to_string(8 * byteWidth(type)) + "x" +
           std::to_string(bits);
  }

protected:
  LayerKernelTest()
      : type(std::get<0>(GetParam())),
        target(std::get<1>(GetParam()) == 512 ? VectorTarget::avx512()
                                              : VectorTarget::avx2()) {}

  void SetUp() override {
    if (!KernelJIT::canRun(target))
      GTEST_SKIP() << "this machine lacks the vector unit";
  }

  /// Numbers of this test, for this type and vector unit.
  Random makeRandom(uint32_t test) const {
    return Random(1000 * test + target.vectorBits + byteWidth(type));
  }

  /// Calls `body` with a value of the element type.
  template <typename Body>
  void withElement(Body body) {
    type == ElementType::f32 ? body(float()) : body(double());
  }

  ElementType type;
  VectorTarget target;
};

#define LRCNN_INSTANTIATE_KERNEL_TESTS(suite)                                  \
  INSTANTIATE_TEST_SUITE_P(                                                    \
      Vectors, suite,                                                          \
      ::testing::Combine(::testing::Values(lrcnn::cpu::ElementType::f32,       \
                                           lrcnn::cpu::ElementType::f64),      \
                         ::testing::Values(256, 512)),                         \
      suite::describe)

/// The gradient of an activation that halves what is not positive. Unlike a
/// mask, it shows when it is applied twice.
inline PointwiseBody halfGradient() {
  return {"half",
          [](mlir::OpBuilder &builder, mlir::Location loc,
             llvm::ArrayRef<mlir::Value> operands) -> mlir::Value {
            row::Element activation(builder, loc, operands[0]);
            row::Element half = row::Element(builder, loc, operands[1]) * 0.5;
            return half + select(activation > 0.0, half, half.number(0.0));
          }};
}
inline double halve(double activation, double gradient) {
  return activation > 0 ? gradient : gradient / 2;
}

/// A layout for an operand of `channels` channels: mostly a dense slab, else
/// some of a slab's channels, or a caller's tensor.
inline FeatureLayout randomLayout(Random &random, int64_t channels) {
  switch (random.in(0, 5)) {
  case 0: {
    int64_t offset = random.in(0, 5);
    return FeatureLayout::channelsOf(offset + channels + random.in(0, 3),
                                     offset);
  }
  case 1:
    return FeatureLayout::border();
  default:
    return {};
  }
}

/// Memory for an operand of that layout; a border tensor may be channels last
/// or first.
template <typename T>
std::unique_ptr<GuardedSlab<T>>
makeSlab(Random &random, FeatureLayout layout, int64_t images, int64_t begin,
         int64_t end, int64_t width, int64_t channels) {
  SlabShape shape{images, begin, end, width, channels};
  if (layout.strided && random.coin())
    shape.order = Order::ChannelsFirst;
  if (!layout.strided) {
    shape.pixelStride = layout.slabChannels;
    shape.channelOffset = layout.channelOffset;
  }
  return std::make_unique<GuardedSlab<T>>(shape, random);
}

/// Small whole numbers, so that sums are exact and maxima tie.
inline reference::Tensor randomTensor(Random &random, int64_t images,
                                      int64_t height, int64_t width,
                                      int64_t channels, int64_t range = 3) {
  reference::Tensor tensor(images, height, width, channels);
  for (double &value : tensor.values)
    value = static_cast<double>(random.in(-range, range));
  return tensor;
}

/// A channel count around the number of lanes and its multiples.
inline int64_t randomChannels(Random &random) {
  static constexpr int64_t counts[] = {1,  2,  3,  5,  7,  8,  9,  15,
                                       16, 17, 24, 31, 32, 33, 40, 64};
  return counts[random.in(0, std::size(counts) - 1)];
}

/// Runs the call in one share and again in many; expects the same bits of
/// `result`, which each run finds as it was.
template <typename T>
void runInShares(KernelFunction kernel, const Call &call,
                 const std::vector<Operand> &operands, GuardedSlab<T> &result,
                 Random &random) {
  std::vector<T> before = result.snapshot();
  runKernel(kernel, call, operands, 1);
  std::vector<T> whole = result.snapshot();
  for (int64_t tasks : {random.in(2, 5), random.in(6, 80)}) {
    result.restore(before);
    runKernel(kernel, call, operands, tasks);
    EXPECT_TRUE(result.bitEqual(whole)) << tasks << " shares";
  }
}

} // namespace lrcnn::cpu::testing

#endif // LRCNN_TEST_TARGET_CPU_KERNELTEST_H

//===- WeightGradientTest.cpp - Tests the emission of weight gradients ----===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What can be said without a GPU; GradientDeviceTest.cpp runs the kernels.
//
//===----------------------------------------------------------------------===//

#include "KernelTest.h"

using namespace lrcnn::cuda;
using namespace lrcnn::cuda::testing;

namespace {

using WeightGradientTest = KernelTest;

ConvSpec makeSpec(MultiplyType type = MultiplyType::bf16) {
  return makeLayer(type, 128, 128, {3, 3}, 1);
}

GradientKernel withTile(GradientTile tile) { return {makeSpec(), tile}; }

constexpr GradientTile strip = {1, 3, 3, 3, true}, chunks = {2, 1, 3, 2, false};

} // namespace

//===----------------------------------------------------------------------===//
// Instructions
//===----------------------------------------------------------------------===//

/// 64 filters by the chunks of a warpgroup, 16 pixels; both operands
/// transposed, which the last two numbers of an instruction say.
TEST_F(WeightGradientTest, multipliesOnTensorCores) {
  std::string bf16 = emit(withTile(strip));
  // Four steps of K in the first block, four in the loop over the others.
  EXPECT_EQ(
      count(bf16, "wgmma.mma_async.sync.aligned.m64n192k16.f32.bf16.bf16"), 8);
  EXPECT_EQ(count(bf16, "wgmma.mma_async"), 8);
  EXPECT_EQ(count(bf16, "p, 1,  1, 1,  1;"), 8);
  GradientKernel f16 = {makeSpec(MultiplyType::f16), {2, 1, 4, 3, false}};
  EXPECT_EQ(count(emit(f16), "wgmma.mma_async.sync.aligned.m64n256k16.f32.f16"),
            8);
}

/// An f32 product is three of bf16.
TEST_F(WeightGradientTest, splitsFloats) {
  for (GradientTile tile : {strip, chunks}) {
    std::string ptx = emit(GradientKernel{makeSpec(MultiplyType::tf32), tile});
    EXPECT_EQ(count(ptx, "wgmma.mma_async.sync.aligned.m64n192k16.f32.bf16"),
              24);
    // 32 numbers a thread, in pairs, and what is left of them.
    EXPECT_EQ(count(ptx, "cvt.rn.bf16x2.f32"), 32);
    EXPECT_EQ(count(emit(withTile(tile)), "cvt.rn.bf16x2.f32"), 0);
  }
}

/// A strip is one box of x for all taps; else every chunk is one of im2col.
TEST_F(WeightGradientTest, bringsOperandsByTheCopyEngine) {
  const char *im2col =
      "cp.async.bulk.tensor.4d.shared::cluster.global.im2col.mbarrier";
  const char *rows =
      "cp.async.bulk.tensor.4d.shared::cluster.global.tile.mbarrier";
  const char *matrix =
      "cp.async.bulk.tensor.2d.shared::cluster.global.tile.mbarrier";
  std::string inStrips = emit(withTile(strip));
  EXPECT_EQ(count(inStrips, rows), 2);
  EXPECT_EQ(count(inStrips, im2col), 0);
  std::string inChunks = emit(withTile(chunks));
  EXPECT_EQ(count(inChunks, im2col), 3);
  EXPECT_EQ(count(inChunks, matrix), 2);
}

TEST_F(WeightGradientTest, assemblesWithoutSpills) {
  for (const GradientKernel &kernel : getGradientKernels()) {
    // f16 is the same code as bf16 but for the types.
    if (kernel.forward.type == MultiplyType::f16)
      continue;
    std::string ptx = emit(kernel);
    EXPECT_EQ(count(ptx, ".local"), 0) << kernel.name();
    expectNoSpills(kernel.name(), ptx);
  }
  expectNoSpills(sumName, *maker.makeSum());
}

//===----------------------------------------------------------------------===//
// What is not taken
//===----------------------------------------------------------------------===//

TEST_F(WeightGradientTest, rejectsSpecifications) {
  ConvSpec spec = makeSpec();
  spec.dilation = {2, 1};
  EXPECT_EQ(getError(GradientKernel{spec, chunks}),
            "expected dilation 1x1, got 2x1");
  spec = makeSpec();
  spec.stride = {1, 2};
  EXPECT_EQ(getError(GradientKernel{spec, strip}),
            "expected stride 1x1 for strips, got 1x2");
}

TEST_F(WeightGradientTest, rejectsTiles) {
  EXPECT_EQ(getError(withTile({3, 2, 1, 2, false})),
            "expected a tile of 1 to 4 warpgroups, got 6");
  EXPECT_EQ(getError(withTile({3, 1, 4, 2, false})),
            "expected a tile of 1 to 3 chunks, got 4");
  EXPECT_EQ(getError(withTile({2, 1, 3, 2, false, 48})),
            "expected a tile of 32 or 64 pixels, got 48");
  EXPECT_EQ(getError(withTile({2, 1, 3, 1, false})),
            "expected a tile of at least 2 stages, got 1");
  EXPECT_EQ(getError(withTile({1, 2, 3, 2, true})),
            "expected a tile of 3 rows of taps, got 2");
  EXPECT_EQ(getError(withTile({1, 3, 2, 2, true})),
            "expected a tile of 3 taps a row, got 2");
  EXPECT_EQ(getError(withTile({2, 1, 3, 6, false})),
            "expected a tile of at most 232448 bytes of shared memory, got "
            "245856");
}

//===----------------------------------------------------------------------===//
// Tiles and launches
//===----------------------------------------------------------------------===//

/// Strips only where they are full, and 64-channel chunks that waste little.
TEST(GradientTileTest, dependsOnTheLayer) {
  ConvSpec spec = makeSpec();
  EXPECT_TRUE(chooseGradientTile(spec, 1024).strip);
  EXPECT_FALSE(chooseGradientTile(spec, 14).strip);
  // Of 18 chunks, three at a time.
  EXPECT_EQ(chooseGradientTile(spec, 14), (GradientTile{2, 1, 3, 5, false}));
  spec.stride = {2, 2};
  EXPECT_FALSE(chooseGradientTile(spec, 1024).strip);
  spec = makeLayer(MultiplyType::bf16, 64, 256, {1, 1}, 1);
  EXPECT_EQ(chooseGradientTile(spec, 1024), (GradientTile{4, 1, 1, 5, false}));
}

TEST(GradientTileTest, fitsSharedMemory) {
  for (const GradientKernel &kernel : getGradientKernels())
    EXPECT_LE(layOutSharedMemory(kernel.forward, kernel.tile).total,
              maxSharedBytes)
        << kernel.name();
}

TEST(GradientLaunchTest, describesStrips) {
  ConvSpec spec = makeLayer(MultiplyType::bf16, 64, 128, {3, 3}, 1);
  // Rows: one padded above, none below; columns: one on both sides.
  ConvShape shape = {2, 9, 130, 8, 130, 1, 1};
  GradientLaunch launch = planGradient(spec, strip, shape, false);
  using Sizes = std::vector<uint64_t>;
  using Small = std::vector<uint32_t>;
  ASSERT_EQ(launch.products.maps.size(), 2u);
  const TensorMap &dy = launch.products.maps[0];
  EXPECT_EQ(dy.tensor, MapTensor::outputGradient);
  EXPECT_EQ(dy.sizes, Sizes({128, 130, 8, 2}));
  EXPECT_EQ(dy.byteStrides, Sizes({256, 130 * 256, 8 * 130 * 256}));
  EXPECT_EQ(dy.box, Small({64, 64, 1, 1}));
  const TensorMap &x = launch.products.maps[1];
  EXPECT_EQ(x.tensor, MapTensor::input);
  EXPECT_EQ(x.sizes, Sizes({64, 130, 9, 2}));
  EXPECT_EQ(x.box, Small({64, 66, 3, 1}));
  // Two tiles of filters; 16 rows of three strips, three strips a part.
  EXPECT_EQ(launch.parts, 16);
  EXPECT_EQ(launch.products.numbers,
            std::vector<int32_t>({2, 3, 0, 3, 24, -1, -1}));
  EXPECT_EQ(launch.products.blocks, 32);
  EXPECT_EQ(launch.products.threads, 512);
  EXPECT_EQ(launch.workspaceBytes, 16 * 128 * 9 * 64 * 4);
  // Eight threads share the parts of four sums.
  EXPECT_EQ(launch.sums.numbers,
            std::vector<int32_t>({128 * 9 * 16, 16, 8, 0}));
  EXPECT_EQ(launch.sums.blocks, 128 * 9 * 16 / 32);
  EXPECT_EQ(planGradient(spec, strip, shape, true).sums.numbers[3], 1);
}

TEST(GradientLaunchTest, describesChunks) {
  ConvSpec spec = makeLayer(MultiplyType::tf32, 64, 128, {3, 3}, 2);
  ConvShape shape = {3, 14, 14, 7, 7, 1, 1};
  GradientLaunch launch = planGradient(spec, chunks, shape, false);
  using Sizes = std::vector<uint64_t>;
  using Small = std::vector<uint32_t>;
  const TensorMap &dy = launch.products.maps[0];
  EXPECT_EQ(dy.sizes, Sizes({128, 147}));
  EXPECT_EQ(dy.box, Small({32, 64}));
  // Nothing is rounded before it is split.
  EXPECT_EQ(dy.type, MapType::f32);
  const TensorMap &x = launch.products.maps[1];
  EXPECT_EQ(x.type, MapType::f32);
  EXPECT_EQ(x.elementStrides, Small({1, 2, 2, 1}));
  EXPECT_EQ(x.pixels, 64u);
  // Three tiles of columns; three blocks of pixels, one a part.
  EXPECT_EQ(launch.parts, 3);
  EXPECT_EQ(launch.products.numbers,
            std::vector<int32_t>({3, 1, 0, 7, 49, -1, -1}));
  // One thread adds all parts of four sums.
  EXPECT_EQ(launch.sums.numbers, std::vector<int32_t>({128 * 9 * 16, 3, 1, 0}));
}

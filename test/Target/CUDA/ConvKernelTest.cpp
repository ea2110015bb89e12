//===- ConvKernelTest.cpp - Tests the emission of convolutions ------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What can be said without a GPU: the instructions of the kernels, what is not
// taken, and how a launch is described. DeviceTest.cpp runs them.
//
//===----------------------------------------------------------------------===//

#include "KernelTest.h"

using namespace lrcnn::cuda;
using namespace lrcnn::cuda::testing;

namespace {

using ConvKernelTest = KernelTest;

ConvSpec makeSpec(MultiplyType type = MultiplyType::bf16) {
  ConvSpec spec;
  spec.type = type;
  spec.channels = 128;
  spec.filters = 128;
  spec.kernel = {3, 3};
  return spec;
}

Kernel withTile(ConvTile tile) { return {makeSpec(), tile}; }

} // namespace

//===----------------------------------------------------------------------===//
// Instructions
//===----------------------------------------------------------------------===//

/// The shape of a product: 64 pixels, the tile's filters, 32 bytes of K.
TEST_F(ConvKernelTest, multipliesOnTensorCores) {
  std::string bf16 = emit(withTile({128, 128, 5, 2}));
  // Four steps of K in the first block, four in the loop over the others.
  EXPECT_EQ(
      count(bf16, "wgmma.mma_async.sync.aligned.m64n128k16.f32.bf16.bf16"), 8);
  EXPECT_EQ(count(bf16, "wgmma.mma_async"), 8);
  std::string f16 =
      emit({makeSpec(MultiplyType::f16), ConvTile{256, 64, 4, 2}});
  EXPECT_EQ(count(f16, "wgmma.mma_async.sync.aligned.m64n64k16.f32.f16.f16"),
            16);
  std::string tf32 =
      emit({makeSpec(MultiplyType::tf32), ConvTile{128, 128, 5, 4}});
  EXPECT_EQ(count(tf32, "wgmma.mma_async.sync.aligned.m64n128k8.f32.tf32.tf32"),
            8);
}

/// The input comes in im2col boxes, the filter and the mask in tiled ones.
TEST_F(ConvKernelTest, bringsOperandsByTheCopyEngine) {
  ConvSpec spec = makeSpec();
  const char *im2col =
      "cp.async.bulk.tensor.4d.shared::cluster.global.im2col.mbarrier";
  const char *filter =
      "cp.async.bulk.tensor.3d.shared::cluster.global.tile.mbarrier";
  const char *mask =
      "cp.async.bulk.tensor.2d.shared::cluster.global.tile.mbarrier";
  const char *store = "cp.async.bulk.tensor.2d.global.shared::cta.tile";
  std::string plain = emit({spec, chooseTile(spec)});
  EXPECT_GT(count(plain, im2col), 0);
  EXPECT_EQ(count(plain, filter), count(plain, im2col));
  EXPECT_EQ(count(plain, mask), 0);
  EXPECT_GT(count(plain, store), 0);
  spec.mask = true;
  EXPECT_GT(count(emit({spec, chooseTile(spec)}), mask), 0);
}

/// In phases, results leave and masks come in im2col boxes of every other row
/// and column.
TEST_F(ConvKernelTest, computesPhases) {
  ConvSpec spec = makeSpec();
  spec.stride = {2, 2};
  ConvSpec gradient = *makeDataGradient(spec, /*mask=*/true);
  std::string ptx = emit({gradient, chooseTile(gradient)});
  EXPECT_GT(count(ptx, "cp.async.bulk.tensor.4d.global.shared::cta.im2col"), 0);
  EXPECT_EQ(count(ptx, "cp.async.bulk.tensor.2d"), 0);
}

/// Sums stay in registers, and no kernel loads or stores memory by itself but
/// for the bias.
TEST_F(ConvKernelTest, keepsToRegistersAndSharedMemory) {
  for (const Kernel &kernel : getKernels()) {
    std::string ptx = emit(kernel);
    std::string name = kernel.spec.str();
    EXPECT_NE(ptx.find(".visible .entry " + name + "("), std::string::npos);
    EXPECT_NE(ptx.find(".target sm_90a"), std::string::npos);
    EXPECT_NE(ptx.find(".reqntid 384"), std::string::npos) << name;
    EXPECT_EQ(count(ptx, "setmaxnreg"), 2) << name;
    EXPECT_EQ(count(ptx, ".local"), 0) << name;
    EXPECT_EQ(count(ptx, "st.global"), 0) << name;
    EXPECT_EQ(count(ptx, "ld.global") > 0, kernel.spec.bias) << name;
  }
}

TEST_F(ConvKernelTest, finishesResults) {
  ConvSpec spec = makeSpec();
  EXPECT_EQ(count(emit({spec, chooseTile(spec)}), ".relu."), 0);
  spec.relu = true;
  EXPECT_GT(count(emit({spec, chooseTile(spec)}), "cvt.rn.relu.bf16x2.f32"), 0);
  spec.type = MultiplyType::f16;
  EXPECT_GT(count(emit({spec, chooseTile(spec)}), "cvt.rn.relu.f16x2.f32"), 0);
  // The ReLU of f32 lets NaN through, as the others do.
  spec.type = MultiplyType::tf32;
  EXPECT_GT(count(emit({spec, chooseTile(spec)}), "max.NaN.f32"), 0);
}

TEST_F(ConvKernelTest, assemblesWithoutSpills) {
  for (const Kernel &kernel : getKernels())
    // f16 is the same code as bf16 but for the types.
    if (kernel.spec.type != MultiplyType::f16)
      expectNoSpills(kernel.spec.str(), emit(kernel));
}

//===----------------------------------------------------------------------===//
// What is not taken
//===----------------------------------------------------------------------===//

TEST_F(ConvKernelTest, rejectsSpecifications) {
  auto errorOf = [&](auto change) {
    ConvSpec spec = makeSpec();
    change(spec);
    return getError({spec, {128, 128, 5, 2}});
  };
  EXPECT_EQ(errorOf([](ConvSpec &spec) { spec.groups = 2; }),
            "expected one group, got 2");
  EXPECT_EQ(errorOf([](ConvSpec &spec) { spec.dilation = {1, 2}; }),
            "expected dilation 1x1, got 1x2");
  EXPECT_EQ(errorOf([](ConvSpec &spec) { spec.channels = 3; }),
            "expected a multiple of 8 channels in bf16, got 3");
  EXPECT_EQ(errorOf([](ConvSpec &spec) {
              spec.type = MultiplyType::tf32;
              spec.filters = 10;
            }),
            "expected a multiple of 4 filters in tf32, got 10");
  EXPECT_EQ(errorOf([](ConvSpec &spec) { spec.channels = 0; }),
            "expected a multiple of 8 channels in bf16, got 0");
  EXPECT_EQ(errorOf([](ConvSpec &spec) { spec.kernel = {129, 1}; }),
            "expected a kernel of 1 to 128, got 129x1");
  EXPECT_EQ(errorOf([](ConvSpec &spec) { spec.stride = {1, 9}; }),
            "expected a stride of 1 to 8, got 1x9");
  EXPECT_EQ(errorOf([](ConvSpec &spec) { spec.spread = {2, 3}; }),
            "expected a data gradient of stride 1 to 2, got 2x3");
  EXPECT_EQ(errorOf([](ConvSpec &spec) { spec.spread = spec.stride = {2, 1}; }),
            "expected stride 1x1 in a data gradient, got 2x1");
  EXPECT_EQ(errorOf([](ConvSpec &spec) { spec.mask = spec.bias = true; }),
            "expected a mask or bias and ReLU, got both");
}

TEST_F(ConvKernelTest, rejectsTiles) {
  EXPECT_EQ(getError(withTile({64, 128, 5, 2})),
            "expected a tile of 128 or 256 pixels, got 64");
  EXPECT_EQ(getError(withTile({128, 96, 5, 1})),
            "expected a tile of at most 256 filters, a multiple of 64, got 96");
  EXPECT_EQ(getError(withTile({128, 320, 5, 1})),
            "expected a tile of at most 256 filters, a multiple of 64, got "
            "320");
  EXPECT_EQ(getError(withTile({256, 192, 2, 1})),
            "expected a tile of at most 128 sums a thread, got 192");
  EXPECT_EQ(getError(withTile({128, 128, 1, 2})),
            "expected a tile of at least 2 stages, got 1");
  EXPECT_EQ(getError(withTile({128, 128, 5, 3})),
            "expected a tile of slots that divide its 2 chunks, got 3");
  EXPECT_EQ(getError(withTile({128, 128, 8, 2})),
            "expected a tile of at most 232448 bytes of shared memory, got "
            "295104");
}

TEST_F(ConvKernelTest, rejectsModulesWithoutKernels) {
  mlir::OwningOpRef<mlir::ModuleOp> module =
      mlir::ModuleOp::create(mlir::UnknownLoc::get(&maker.getContext()));
  std::string error;
  mlir::ScopedDiagnosticHandler handler(
      &maker.getContext(),
      [&](mlir::Diagnostic &diagnostic) { error = diagnostic.str(); });
  EXPECT_TRUE(failed(emitPTX(*module)));
  EXPECT_EQ(error, "expected one gpu.module to emit, got 0");
}

TEST(ConvSpecTest, hasDataGradientsOfStridesToTwo) {
  ConvSpec spec = makeSpec();
  spec.channels = 64;
  spec.bias = spec.relu = true;
  std::optional<ConvSpec> gradient = makeDataGradient(spec, /*mask=*/true);
  ASSERT_TRUE(gradient);
  EXPECT_EQ(gradient->str(), "conv_bf16_c128_f64_k3x3_s1x1_m");
  spec.stride = {2, 1};
  gradient = makeDataGradient(spec, /*mask=*/false);
  ASSERT_TRUE(gradient);
  EXPECT_EQ(gradient->str(), "conv_bf16_c128_f64_k3x3_s1x1_d2x1");
  spec.stride = {3, 1};
  EXPECT_FALSE(makeDataGradient(spec, /*mask=*/true));
}

/// All tiles that are chosen are taken: getKernels has one of each kind.
TEST(ConvSpecTest, choosesTilesThatFit) {
  for (const Kernel &kernel : getKernels())
    EXPECT_LE(layOutSharedMemory(kernel.tile).total, maxSharedBytes)
        << kernel.spec.str();
}

//===----------------------------------------------------------------------===//
// Launches
//===----------------------------------------------------------------------===//

TEST(ConvLaunchTest, rejectsShapes) {
  ConvSpec spec = makeSpec();
  ConvShape shape = {1, 16, 16, 16, 16, 1, 1};
  EXPECT_EQ(findUnsupported(spec, shape), std::nullopt);
  auto errorOf = [&](int64_t ConvShape::*member, int64_t value) {
    ConvShape changed = shape;
    changed.*member = value;
    return findUnsupported(spec, changed).value_or("");
  };
  EXPECT_EQ(errorOf(&ConvShape::outRows, 0),
            "expected sizes of at least 1, got 0");
  EXPECT_EQ(errorOf(&ConvShape::padLeft, 129),
            "expected an area of taps that begins and ends within -128 to 127 "
            "of the input's corners, got -129");
  EXPECT_EQ(errorOf(&ConvShape::inRows, 200),
            "expected an area of taps that begins and ends within -128 to 127 "
            "of the input's corners, got -185");
  EXPECT_EQ(errorOf(&ConvShape::images, int64_t(1) << 24),
            "expected at most 2147482624 output pixels, got 4294967296");
}

TEST(ConvLaunchTest, describesTensorMaps) {
  ConvSpec spec = makeSpec();
  spec.filters = 256;
  spec.stride = {2, 1};
  spec.bias = true;
  // Rows: one padded above, none below; columns: one on both sides.
  ConvShape shape = {2, 9, 30, 4, 30, 1, 1};
  ConvLaunch launch = planLaunch(spec, {128, 128, 5, 2}, shape, 132);
  ASSERT_EQ(launch.maps.size(), 3u);
  using Sizes = std::vector<uint64_t>;
  using Small = std::vector<uint32_t>;
  const TensorMap &x = launch.maps[1];
  EXPECT_EQ(x.tensor, MapTensor::input);
  EXPECT_EQ(x.sizes, Sizes({128, 30, 9, 2}));
  EXPECT_EQ(x.byteStrides, Sizes({256, 30 * 256, 9 * 30 * 256}));
  EXPECT_EQ(x.elementStrides, Small({1, 1, 2, 1}));
  EXPECT_EQ(x.channels, 64u);
  EXPECT_EQ(x.pixels, 128u);
  EXPECT_EQ(x.lowerCorner, (std::array<int, 2>{-1, -1}));
  EXPECT_EQ(x.upperCorner, (std::array<int, 2>{-1, -3}));
  const TensorMap &filter = launch.maps[0];
  EXPECT_EQ(filter.tensor, MapTensor::filter);
  EXPECT_EQ(filter.sizes, Sizes({128, 9, 256}));
  EXPECT_EQ(filter.byteStrides, Sizes({256, 9 * 256}));
  EXPECT_EQ(filter.box, Small({64, 1, 128}));
  const TensorMap &y = launch.maps[2];
  EXPECT_EQ(y.tensor, MapTensor::output);
  EXPECT_EQ(y.sizes, Sizes({256, 240}));
  EXPECT_EQ(y.byteStrides, Sizes({512}));
  EXPECT_EQ(y.box, Small({64, 64}));
  EXPECT_TRUE(launch.bias);
  // Two tiles of pixels times two of filters.
  EXPECT_EQ(launch.numbers, std::vector<int32_t>({4, 30, 120, -1, -1}));
  EXPECT_EQ(launch.blocks, 4);
  EXPECT_EQ(launch.threads, 384);
  EXPECT_EQ(launch.sharedBytes, 196752);
  EXPECT_EQ(planLaunch(spec, {128, 128, 5, 2}, shape, 3).blocks, 3);
}

/// Rows have stride 2 and three taps, padded by one: the rest 0 meets the
/// middle tap (a row of x that is its own), the rest 1 the outer two. Five rows
/// of output: three and two.
TEST(ConvLaunchTest, describesPhases) {
  ConvSpec forward = makeSpec();
  forward.stride = {2, 1};
  ConvSpec spec = *makeDataGradient(forward, /*mask=*/true);
  ConvShape shape = {2, 3, 30, 5, 30, 1, 1};
  ASSERT_EQ(findUnsupported(spec, shape), std::nullopt);
  ConvLaunch launch = planLaunch(spec, {128, 128, 5, 2}, shape, 132);
  // The filter, then x, y and the mask of the heavy phase and of the light one.
  ASSERT_EQ(launch.maps.size(), 7u);
  using Sizes = std::vector<uint64_t>;
  const TensorMap &heavy = launch.maps[2], &light = launch.maps[5];
  EXPECT_EQ(heavy.tensor, MapTensor::output);
  EXPECT_EQ(heavy.byteOffset, 30 * 256);
  EXPECT_EQ(heavy.sizes, Sizes({128, 30, 2, 2}));
  EXPECT_EQ(heavy.byteStrides, Sizes({256, 2 * 30 * 256, 5 * 30 * 256}));
  EXPECT_EQ(heavy.pixels, 64u);
  EXPECT_EQ(launch.maps[3].tensor, MapTensor::mask);
  EXPECT_EQ(light.byteOffset, 0);
  EXPECT_EQ(light.sizes, Sizes({128, 30, 3, 2}));
  // All tiles; then of each phase the first tile, columns, pixels of an image,
  // the first column and row, rows and columns of taps, the first of them, and
  // the first channel.
  EXPECT_EQ(launch.numbers,
            std::vector<int32_t>({3, 0,  30, 60, -1, 0, 2, 3, 0, 0, 0, //
                                  1, 30, 90, -1, 0,  1, 3, 1, 0, 0}));
}

/// One tap meets one phase. The others read channels behind the last: zeros.
TEST(ConvLaunchTest, writesPhasesWithoutTaps) {
  ConvSpec forward = makeSpec();
  forward.kernel = {1, 1};
  forward.stride = {1, 2};
  ConvSpec spec = *makeDataGradient(forward, /*mask=*/false);
  ConvLaunch launch =
      planLaunch(spec, {128, 128, 5, 2}, {1, 8, 8, 8, 16, 0, 0}, 132);
  EXPECT_EQ(launch.numbers,
            std::vector<int32_t>({2, 0, 8,  64, 0, 0, 1, 1, 0, 0,  0, //
                                  1, 8, 64, 1,  0, 1, 1, 0, 1, 128}));
}

/// tf32 is rounded when x and the filter are loaded; y and the mask are f32.
TEST(ConvLaunchTest, roundsOperandsOnly) {
  ConvSpec spec = makeSpec(MultiplyType::tf32);
  spec.mask = true;
  ConvLaunch launch =
      planLaunch(spec, chooseTile(spec), {1, 8, 8, 8, 8, 1, 1}, 132);
  ASSERT_EQ(launch.maps.size(), 4u);
  EXPECT_EQ(launch.maps[0].type, MapType::tf32);
  EXPECT_EQ(launch.maps[1].type, MapType::tf32);
  EXPECT_EQ(launch.maps[2].type, MapType::f32);
  EXPECT_EQ(launch.maps[3].type, MapType::f32);
  EXPECT_EQ(launch.maps[3].tensor, MapTensor::mask);
  EXPECT_FALSE(launch.bias);
}

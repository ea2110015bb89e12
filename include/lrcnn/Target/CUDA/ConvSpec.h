//===- ConvSpec.h - What a CUDA convolution is made for ---------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The static part of a convolution on tensor cores (sm_90a), the tile that its
// kernel computes, and what its launch needs once the sizes are known. Plain
// data and no IR: planners, launchers and tests of the device share it.
//
// The kernel serves the forward pass, with bias and ReLU, and the data gradient
// of a convolution with stride 1 or 2, with the mask of the ReLU before it. The
// second is the first with channels and filters exchanged, the filter turned
// about both axes, and kernel - 1 - padding for the padding; stride 2 spreads
// the pixels of its x, so that an output meets only some of the taps.
//
// All tensors are slabs: x is [image][row][column][channel], y and the mask
// [image][row][column][filter], the filter [filter][tap][channel], and nothing
// lies between their rows. The numbers of images, rows and columns and the
// padding belong to the call: one kernel serves every tile of a layer.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TARGET_CUDA_CONVSPEC_H
#define LRCNN_TARGET_CUDA_CONVSPEC_H

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lrcnn::cuda {

/// What tensor cores multiply. Sums are f32; y has the type of x, which for
/// tf32 is f32: it is rounded on its way to shared memory.
enum class MultiplyType { bf16, f16, tf32 };

const char *getName(MultiplyType type);
int64_t getBytes(MultiplyType type);

struct ConvSpec {
  MultiplyType type = MultiplyType::bf16;
  int64_t channels = 0, filters = 0, groups = 1;
  std::array<int64_t, 2> kernel = {1, 1}, stride = {1, 1}, dilation = {1, 1};
  /// y = max(x * w + bias, 0), each part if asked for.
  bool bias = false, relu = false;
  /// y = x * w where the mask is positive, else 0.
  bool mask = false;
  /// Rows and columns of x are so many rows and columns of y apart, with zeros
  /// between them: the stride of the convolution whose data gradient this is.
  std::array<int64_t, 2> spread = {1, 1};

  int64_t taps() const { return kernel[0] * kernel[1]; }
  /// Outputs that meet the same taps are a phase.
  int64_t phases() const { return spread[0] * spread[1]; }
  /// An identifier that is unique for the specification: the kernel's name.
  std::string str() const;
};

/// Why there is no kernel for `spec`.
std::optional<std::string> findUnsupported(const ConvSpec &spec);

/// The convolution that computes the data gradient of `forward`, with or
/// without the mask of a ReLU; none where the stride is above 2.
std::optional<ConvSpec> makeDataGradient(const ConvSpec &forward, bool mask);

//===----------------------------------------------------------------------===//
// The tile
//===----------------------------------------------------------------------===//

/// A thread block computes `pixels` x `filters` sums at a time, in blocks of
/// 128 bytes of the channels of one tap.
struct ConvTile {
  int64_t pixels = 0, filters = 0;
  /// How many blocks of operands are on their way or in use.
  int64_t stages = 0;
  /// How many chunks of 64 pixels x 128 bytes of results each of the two
  /// warpgroups has in shared memory.
  int64_t slots = 0;

  bool operator==(const ConvTile &) const = default;
};

/// Threads of a block: two warpgroups multiply, one moves data.
constexpr int64_t convThreads = 384;
/// The most shared memory that a block may have.
constexpr int64_t maxSharedBytes = 232448;

/// The tile that was measured to be best, or near it, for such filters.
ConvTile chooseTile(const ConvSpec &spec);

/// Where things lie in a block's shared memory, in bytes.
struct ConvSharedMemory {
  int64_t pixelBytes, filterBytes;
  int64_t filters, slots, barriers, ringBarriers, total;
};
ConvSharedMemory layOutSharedMemory(const ConvTile &tile);

//===----------------------------------------------------------------------===//
// The launch
//===----------------------------------------------------------------------===//

/// The sizes of one call. Padding below and to the right follows from them, and
/// is that of the spread x where there is one.
struct ConvShape {
  int64_t images = 0, inRows = 0, inColumns = 0, outRows = 0, outColumns = 0;
  int64_t padTop = 0, padLeft = 0;

  int64_t outPixels() const { return images * outRows * outColumns; }
};

/// Why the kernel cannot run on `shape`.
std::optional<std::string> findUnsupported(const ConvSpec &spec,
                                           const ConvShape &shape);

/// The type of a tensor in its map; tf32 rounds f32 when it is loaded.
enum class MapType { bf16, f16, f32, tf32 };
/// Tensors that have maps.
enum class MapTensor { input, filter, output, mask, outputGradient };

/// A tensor map without its address: what cuTensorMapEncodeTiled takes, or,
/// if `pixels` is not 0, cuTensorMapEncodeIm2col. All maps swizzle by 128
/// bytes and read zeros out of bounds.
struct TensorMap {
  MapTensor tensor;
  MapType type;
  /// Where the map begins in the tensor.
  int64_t byteOffset = 0;
  /// From the innermost dimension, whose stride is not given, to the outermost.
  std::vector<uint64_t> sizes, byteStrides;
  std::vector<uint32_t> elementStrides;
  /// Tiled: the sizes of a box.
  std::vector<uint32_t> box;
  /// im2col: channels and pixels of a box, and the corners of the area that its
  /// first tap runs over, columns before rows.
  uint32_t channels = 0, pixels = 0;
  std::array<int, 2> lowerCorner = {0, 0}, upperCorner = {0, 0};
};

/// What a launcher passes: first the maps by value (that of the filter, then
/// for each phase those of x, y and the mask), then the address of the bias if
/// there is one, then the numbers as 32-bit integers.
struct ConvLaunch {
  std::vector<TensorMap> maps;
  bool bias = false;
  std::vector<int32_t> numbers;
  int64_t blocks = 0, threads = 0, sharedBytes = 0;
};

/// How to run the kernel of `spec` and `tile` on a shape that it supports.
ConvLaunch planLaunch(const ConvSpec &spec, const ConvTile &tile,
                      const ConvShape &shape, int64_t multiprocessors);

} // namespace lrcnn::cuda

#endif // LRCNN_TARGET_CUDA_CONVSPEC_H

//===- WeightGradient.h - The weight gradient on CUDA -----------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The weight gradient of a convolution: how a thread block's part of it is cut,
// and its two launches. The first multiplies, and leaves one partial sum for
// each part of the pixels in a workspace; the second adds the parts in their
// order. Neither the cut nor the order depends on the device, so that all
// devices give the same bits.
//
// x is [image][row][column][channel] and dy [image][row][column][filter], of
// the convolution's type; dw is [filter][tap][channel] in f32. Plain data and
// no IR, as in ConvSpec.h, whose ConvSpec and ConvShape are those of the
// forward convolution here.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TARGET_CUDA_WEIGHTGRADIENT_H
#define LRCNN_TARGET_CUDA_WEIGHTGRADIENT_H

#include "lrcnn/Target/CUDA/ConvSpec.h"

namespace lrcnn::cuda {

/// A thread block has filterGroups x columnGroups warpgroups that multiply. One
/// has 64 filters and `chunks` chunks, each of 64 channels of one tap. K runs
/// over blocks of `pixels`.
struct GradientTile {
  int64_t filterGroups = 0, columnGroups = 0, chunks = 0;
  /// How many blocks of operands are on their way or in use.
  int64_t stages = 0;
  /// A block is pixels of one row, and x comes as one box that all taps read:
  /// columnGroups are the rows of taps, chunks those of a row. Else a block is
  /// any pixels that follow each other, and every chunk comes by itself.
  bool strip = false;
  /// 32, or 64.
  int64_t pixels = 64;

  int64_t warpgroups() const { return filterGroups * columnGroups; }
  int64_t threads() const { return 128 * (warpgroups() + 1); }

  bool operator==(const GradientTile &) const = default;
};

/// The tile that was measured to be best, or near it, for such layers and so
/// many columns of y.
GradientTile chooseGradientTile(const ConvSpec &forward, int64_t outColumns);

/// An identifier that is unique for both: the kernel's name.
std::string getGradientName(const ConvSpec &forward, const GradientTile &tile);

/// Where things lie in a block's shared memory, in bytes. f32 operands come in
/// two planes, of 32 channels each, and become two of 64: what bf16 holds of
/// them, and what it holds of the rest.
struct GradientSharedMemory {
  int64_t planes, chunkBytes, filterBytes, columnBytes, planeBytes, stageBytes;
  /// Bytes of both operands of a stage that the copy engine brings.
  int64_t loadedBytes;
  int64_t barriers, total;
};
GradientSharedMemory layOutSharedMemory(const ConvSpec &forward,
                                        const GradientTile &tile);

/// Threads of a block that adds parts, and its shared memory.
constexpr int64_t sumThreads = 256, sumSharedBytes = 16 * sumThreads;
/// The name of the kernel that adds parts: one for all layers.
constexpr const char *sumName = "sum_parts";

/// The two launches. Parameters of the first are the maps of dy and x, the
/// address of the workspace, then the numbers; of the second the addresses of
/// the workspace and of dw, then the numbers.
struct GradientLaunch {
  ConvLaunch products, sums;
  int64_t parts = 0, workspaceBytes = 0;
};

/// How to run the kernels of `forward` and `tile` on a shape that `forward`
/// supports, adding to what dw holds or overwriting it.
GradientLaunch planGradient(const ConvSpec &forward, const GradientTile &tile,
                            const ConvShape &shape, bool accumulate);

} // namespace lrcnn::cuda

#endif // LRCNN_TARGET_CUDA_WEIGHTGRADIENT_H

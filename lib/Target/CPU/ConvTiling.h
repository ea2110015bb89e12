//===- ConvTiling.h - Register tiles and filter layouts ---------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// How a convolution is cut into pieces that fit the registers and the caches,
// and the layouts that follow from it. The numbers to tune are the constants
// and the tables at the top of ConvTiling.cpp.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_TARGET_CPU_CONVTILING_H
#define LRCNN_LIB_TARGET_CPU_CONVTILING_H

#include "lrcnn/Target/CPU/ConvKernels.h"

#include "llvm/ADT/SmallVector.h"

namespace lrcnn::cpu {

/// One element is a sum of parts of at most so many products. The rounding
/// error of n products in parts of p goes with the root of p + n / p: with 160
/// it is PyTorch's for the depths of usual networks, and a first layer's
/// 7 * 7 * 3 products are one part.
constexpr int64_t maxSummands = 160;

/// Channels that run along the lanes, cut into blocks of `vectors` vectors and
/// at most one narrower block at the end.
struct LaneBlocks {
  int64_t channels, lanes, vectors;

  int64_t width() const { return vectors * lanes; }
  int64_t numFull() const { return channels / width(); }
  int64_t tailChannels() const { return channels % width(); }
  int64_t tailVectors() const { return (tailChannels() + lanes - 1) / lanes; }
  int64_t numBlocks() const { return numFull() + (tailVectors() ? 1 : 0); }
  /// The channels with those that fill up the last vector.
  int64_t padded() const { return (channels + lanes - 1) / lanes * lanes; }
};

/// [group][block][kh][kw][reduced channel][lane], blocks as wide as they are.
/// A depthwise filter is one group that reduces over one channel.
struct FilterLayout {
  int64_t groups, taps, reduced;
  LaneBlocks blocks;

  int64_t groupSize() const { return taps * reduced * blocks.padded(); }
  int64_t blockSize() const { return taps * reduced * blocks.width(); }
  int64_t size() const { return groups * groupSize(); }
};

/// The filter as the pass reads it, or the accumulator of WeightGradient.
FilterLayout getFilterLayout(const ConvSpec &spec, ConvPass pass,
                             const VectorTarget &target);

/// The most pixels whose sums fit the registers beside `vectors` vectors.
int64_t getTilePixels(const VectorTarget &target, int64_t vectors);

/// Pieces of one row, of nearly equal widths of at most `width`.
llvm::SmallVector<int64_t> splitEvenly(int64_t total, int64_t width);

/// The number of output pixels over which a weight gradient is summed in
/// registers before it is added to the accumulator.
constexpr int64_t weightGradientPixels = 128;

} // namespace lrcnn::cpu

#endif // LRCNN_LIB_TARGET_CPU_CONVTILING_H

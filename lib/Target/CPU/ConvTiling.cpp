//===- ConvTiling.cpp - Register tiles and filter layouts -----------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConvTiling.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/MathExtras.h"

#include <algorithm>

using namespace llvm;
using namespace lrcnn::cpu;

//===----------------------------------------------------------------------===//
// What to tune
//===----------------------------------------------------------------------===//

namespace {
/// Pixels beside `vectors` vectors: pixels * vectors sums, the vectors of the
/// filter and one broadcast pixel share the registers. The preferred first.
struct RegisterTile {
  int64_t vectors, pixels;
};
constexpr RegisterTile tiles32[] = {{4, 6}, {3, 9}, {2, 14}, {1, 28}};
constexpr RegisterTile tiles16[] = {{2, 6}, {3, 4}, {1, 12}};

/// A tile is good enough if rows fill its pixels to this part.
constexpr double goodFill = 0.65;
} // namespace

static ArrayRef<RegisterTile> getTiles(const VectorTarget &target) {
  return target.registers >= 32 ? ArrayRef(tiles32) : ArrayRef(tiles16);
}

/// Vectors in a block of the forward pass and the data gradient, for rows of
/// `width` pixels.
static int64_t getRowVectors(const VectorTarget &target, int64_t width) {
  double bestFill = 0;
  int64_t vectors = 1;
  for (RegisterTile tile : getTiles(target)) {
    double fill = double(width) / double(llvm::alignTo(width, tile.pixels));
    if (fill > bestFill) {
      bestFill = fill;
      vectors = tile.vectors;
    }
    if (fill >= goodFill)
      break;
  }
  return vectors;
}

/// Vectors in a block of the weight gradient.
constexpr int64_t weightGradientVectors = 2;

//===----------------------------------------------------------------------===//
// Layouts
//===----------------------------------------------------------------------===//

int64_t lrcnn::cpu::getTilePixels(const VectorTarget &target, int64_t vectors) {
  for (RegisterTile tile : getTiles(target))
    if (tile.vectors == vectors)
      return tile.pixels;
  return 1;
}

SmallVector<int64_t> lrcnn::cpu::splitEvenly(int64_t total, int64_t width) {
  int64_t count = divideCeil(total, width);
  SmallVector<int64_t> widths(count, count ? total / count : 0);
  for (int64_t i = 0; count && i < total % count; ++i)
    ++widths[i];
  return widths;
}

FilterLayout lrcnn::cpu::getFilterLayout(const ConvSpec &spec, ConvPass pass,
                                         const VectorTarget &target) {
  int64_t in = spec.inChannels / spec.groups;
  int64_t out = spec.outChannels / spec.groups;
  int64_t lanes = target.lanes(spec.type);
  int64_t width = pass == ConvPass::DataGradient
                      ? divideCeil(spec.inWidth, spec.stride[1])
                      : spec.outWidth;
  int64_t vectors = pass == ConvPass::WeightGradient
                        ? weightGradientVectors
                        : getRowVectors(target, width);
  if (spec.isDepthwise())
    return {1, spec.taps(), 1, {spec.inChannels, lanes, vectors}};
  if (pass == ConvPass::DataGradient)
    return {spec.groups, spec.taps(), out, {in, lanes, vectors}};
  return {spec.groups, spec.taps(), in, {out, lanes, vectors}};
}

int64_t lrcnn::cpu::packedFilterBytes(const ConvSpec &spec, ConvPass pass,
                                      const VectorTarget &target) {
  return getFilterLayout(spec, pass, target).size() * byteWidth(spec.type);
}

int64_t lrcnn::cpu::accumulatorBytes(const ConvSpec &spec,
                                     const VectorTarget &target) {
  return packedFilterBytes(spec, ConvPass::WeightGradient, target);
}

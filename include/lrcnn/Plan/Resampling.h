//===- Resampling.h - Layers that only move and mix positions ---*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Resizing, padding and cropping are linear, the same for every channel, and
// separable: an element is the sum over some rows and some columns of
//
//   weight of the row * weight of the column * element there.
//
// So two small static tables say all, and the transposed tables are the
// gradient. Source positions are exact fractions; only weights are rounded.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_PLAN_RESAMPLING_H
#define LRCNN_PLAN_RESAMPLING_H

#include "lrcnn/Plan/Geometry.h"
#include "llvm/ADT/SmallVector.h"
#include <string>
#include <vector>

namespace lrcnn::plan {

/// One term of a sum.
struct Tap {
  int64_t position;
  double weight;
  bool operator==(const Tap &) const = default;
};

/// For each position its taps, in ascending order.
using TapTable = std::vector<llvm::SmallVector<Tap, 2>>;

/// Where position i of the output is taken from, H input and h output positions
/// being given.
enum class Sampling {
  /// floor(i * H / h).
  nearest,
  /// Between the two positions next to (i + 1/2) * H / h - 1/2.
  linear,
  /// Between the two positions next to i * (H - 1) / (h - 1): the outermost
  /// positions of both coincide.
  linear_corners,
  /// i - before; zero where the input has no such position.
  zero,
  /// The same; the input is reflected about its outermost positions.
  reflect,
  /// The same; the input's outermost positions go on.
  replicate
};

/// One axis of such a layer.
struct Resampling {
  Sampling sampling = Sampling::nearest;
  int64_t inputs = 1, outputs = 1;
  /// Padded positions in front of the input; cropped ones if negative. Padding
  /// only.
  int64_t before = 0;

  /// Equal keys mean equal tables.
  std::string getKey() const;

  llvm::SmallVector<Tap, 2> getTaps(int64_t output) const;
  /// The taps of every output position.
  TapTable getTable() const;
  /// For every input position the output positions that it goes to.
  TapTable getTransposedTable() const;

  /// The input positions that output positions read, exactly; where a layer
  /// turns back at the edges, as many more as that takes (G5).
  Window getWindow() const;
  /// The output positions that input positions go to. Exact for resizing and
  /// zero padding; else as many more as the image is padded.
  Window getTransposedWindow() const;
};

} // namespace lrcnn::plan

#endif // LRCNN_PLAN_RESAMPLING_H

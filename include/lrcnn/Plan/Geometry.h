//===- Geometry.h - Which rows a layer reads (rules G1, G2) -*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_PLAN_GEOMETRY_H
#define LRCNN_PLAN_GEOMETRY_H

#include <algorithm>
#include <cstdint>

namespace lrcnn::plan {

/// Rows [begin, end) of a tensor; empty if end <= begin.
struct Rows {
  int64_t begin = 0, end = 0;

  bool empty() const { return end <= begin; }
  int64_t size() const { return empty() ? 0 : end - begin; }
  bool contains(Rows other) const {
    return other.empty() || (begin <= other.begin && other.end <= end);
  }
  /// The least range that holds both.
  Rows hull(Rows other) const {
    if (empty() || other.empty())
      return empty() ? other : *this;
    return {std::min(begin, other.begin), std::max(end, other.end)};
  }
  bool operator==(const Rows &) const = default;
};

/// Quotients rounded down, also for negative numbers. `divisor` is positive.
inline int64_t floorDiv(int64_t number, int64_t divisor) {
  int64_t quotient = number / divisor;
  return number % divisor < 0 ? quotient - 1 : quotient;
}

/// What a layer reads along the rows. Output rows [a, b) read input rows
/// [floor((a * num + beginOffset) / den),
///  floor(((b - 1) * num + endOffset) / den) + 1), clamped to the input (G1).
/// A convolution has num = stride, den = 1, offsets -pt and K - 1 - pt; nearest
/// upsampling by u has num = 1, den = u (G5).
struct Window {
  int64_t num = 1, den = 1;
  int64_t beginOffset = 0, endOffset = 0;
  /// Every output row reads every input row: a barrier (G5).
  bool all = false;

  static Window pointwise() { return {}; }
  static Window conv(int64_t kernel, int64_t stride, int64_t dilation,
                     int64_t padTop) {
    return {stride, 1, -padTop, (kernel - 1) * dilation - padTop, false};
  }
  static Window upsample(int64_t factor) { return {1, factor, 0, 0, false}; }
  bool operator==(const Window &) const = default;
};

/// The rows that output rows `out` read, before clamping (G1).
Rows readUnclamped(const Window &window, Rows out);

/// The rows that output rows `out` read of an input of `height` rows; empty if
/// they lie wholly in the padding (G1).
Rows read(const Window &window, Rows out, int64_t height);

/// The output rows, of `outHeight`, that input rows [0, end) of `height` can
/// give: rows [0, result) (G2). With all input rows, all.
int64_t available(const Window &window, int64_t end, int64_t height,
                  int64_t outHeight);

} // namespace lrcnn::plan

#endif // LRCNN_PLAN_GEOMETRY_H

//===- Geometry.h - Which rows a layer reads (G1, G2) -----------*- C++ -*-===//
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
#include <limits>

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
  Rows intersect(Rows other) const {
    Rows both = {std::max(begin, other.begin), std::min(end, other.end)};
    return both.empty() ? Rows{begin, begin} : both;
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
/// `num` is not negative and `den` positive, so later output rows never read
/// from earlier input rows. With `num` 0 all output rows read the same ones.
struct Window {
  int64_t num = 1, den = 1;
  int64_t beginOffset = 0, endOffset = 0;
  /// Every output row reads every input row: a barrier (G5).
  bool all = false;
  /// Where the layer turns back at the image's edges, every row reads on to
  /// `leastEnd` at least, and from `greatestBegin` at the latest. So begin and
  /// end still never go back from one row to the next (G5).
  int64_t leastEnd = std::numeric_limits<int64_t>::min();
  int64_t greatestBegin = std::numeric_limits<int64_t>::max();

  /// Output row i reads input row i.
  static Window pointwise() { return {}; }
  /// A convolution or a pool. `padBottom` shows in the output's height only.
  static Window conv(int64_t kernel, int64_t stride, int64_t dilation,
                     int64_t padTop) {
    return {stride, 1, -padTop, (kernel - 1) * dilation - padTop, false};
  }
  /// Every output row reads the input's only row: a pixel spread over an image
  /// (G5).
  static Window spread() { return {0, 1, 0, 0, false}; }
  /// A layer that needs all rows of its operand (G5).
  static Window barrier() { return {1, 1, 0, 0, true}; }
  bool operator==(const Window &) const = default;
};

/// The rows that output rows `out`, not empty, read before clamping (G1).
Rows readUnclamped(const Window &window, Rows out);

/// The rows that output rows `out` read of an input of `height` rows; empty if
/// they lie wholly in the padding (G1).
Rows read(const Window &window, Rows out, int64_t height);

/// Padded rows above and below what output rows `out` read of an input of
/// `height` rows. Together with the rows read they make up the whole window, so
/// only rows at the input's edge have any (G1).
int64_t paddingAbove(const Window &window, Rows out);
int64_t paddingBelow(const Window &window, Rows out, int64_t height);

/// The output rows, of `outHeight`, that input rows [0, end) of `height` can
/// give: rows [0, result). With all input rows, all (G2).
int64_t available(const Window &window, int64_t end, int64_t height,
                  int64_t outHeight);

} // namespace lrcnn::plan

#endif // LRCNN_PLAN_GEOMETRY_H

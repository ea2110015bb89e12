//===- Geometry.cpp - Which rows a layer reads (G1, G2) -------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Plan/Geometry.h"

using namespace lrcnn::plan;

Rows lrcnn::plan::readUnclamped(const Window &window, Rows out) {
  int64_t begin =
      floorDiv(out.begin * window.num + window.beginOffset, window.den);
  int64_t end =
      floorDiv((out.end - 1) * window.num + window.endOffset, window.den) + 1;
  return {std::min(begin, window.greatestBegin),
          std::max(end, window.leastEnd)};
}

Rows lrcnn::plan::read(const Window &window, Rows out, int64_t height) {
  if (out.empty())
    return {};
  if (window.all)
    return {0, height};
  Rows rows = readUnclamped(window, out);
  rows = {std::max<int64_t>(0, rows.begin), std::min(height, rows.end)};
  return rows.empty() ? Rows{} : rows;
}

int64_t lrcnn::plan::paddingAbove(const Window &window, Rows out) {
  if (out.empty() || window.all)
    return 0;
  Rows rows = readUnclamped(window, out);
  return std::min(std::max<int64_t>(0, -rows.begin), rows.size());
}

int64_t lrcnn::plan::paddingBelow(const Window &window, Rows out,
                                  int64_t height) {
  if (out.empty() || window.all)
    return 0;
  Rows rows = readUnclamped(window, out);
  return std::min(std::max<int64_t>(0, rows.end - height), rows.size());
}

int64_t lrcnn::plan::available(const Window &window, int64_t end,
                               int64_t height, int64_t outHeight) {
  if (end >= height)
    return outHeight;
  if (window.all || end < window.leastEnd)
    return 0;
  // One output row reads what all of them do.
  if (window.num == 0)
    return readUnclamped(window, {0, 1}).end <= end ? outHeight : 0;
  // The most b with floor(((b - 1) * num + endOffset) / den) < end.
  int64_t rows =
      floorDiv(end * window.den - 1 - window.endOffset, window.num) + 1;
  return std::clamp<int64_t>(rows, 0, outHeight);
}

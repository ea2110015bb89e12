//===- PoolWindows.cpp - Walks pooling windows ----------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PoolWindows.h"

#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace lrcnn::cpu;

/// Windows of more positions than this are loops.
static constexpr int64_t maxStraightTaps = 16;
/// Rows of a window of more positions than this are loops.
static constexpr int64_t maxStraightColumns = 4;

Index PoolWindows::firstRow(Index outputRow) {
  return builder.sub(builder.mul(outputRow, shape.stride[0]), shape.top);
}

TapRange PoolWindows::clip(Index first, int64_t axis, int64_t size) {
  int64_t dilation = shape.dilation[axis];
  Index begin = builder.ceilDiv(builder.sub(0, first), dilation);
  Index end = builder.ceilDiv(builder.sub(size, first), dilation);
  return {builder.max(begin, 0), builder.min(end, shape.kernel[axis])};
}

void PoolWindows::forEachWindow(Index outputRow, Index begin, Index end,
                                bool oneForm, WindowBody body) {
  Index top = firstRow(outputRow);
  auto walk = [&](Index from, Index to, TapRange rows, bool isInside) {
    builder.loop(from, to, 1, [&](Index column) {
      Index left =
          builder.sub(builder.mul(column, shape.stride[1]), shape.left);
      TapRange columns = isInside ? all(1) : clip(left, 1, shape.width);
      body(column, {top, left, rows, columns});
    });
  };
  // The windows that lie between the left and the right padding.
  int64_t insideBegin = std::min(llvm::divideCeil(shape.left, shape.stride[1]),
                                 static_cast<uint64_t>(shape.outputWidth()));
  int64_t lastInside = shape.width - shape.columnExtent() + shape.left;
  int64_t insideEnd = std::max(
      insideBegin,
      std::min(llvm::divideFloorSigned(lastInside, shape.stride[1]) + 1,
               shape.outputWidth()));
  auto walkInside = [&] {
    if (insideBegin > 0)
      walk(begin, builder.min(end, insideBegin), all(0), false);
    walk(builder.max(begin, insideBegin), builder.min(end, insideEnd), all(0),
         true);
    if (insideEnd < shape.outputWidth())
      walk(builder.max(begin, insideEnd), end, all(0), false);
  };

  TapRange rows = clip(top, 0, shape.height);
  if (oneForm)
    return walk(begin, end, rows, false);
  int64_t lastRow = (shape.outputHeight() - 1) * shape.stride[0] - shape.top;
  if (shape.top == 0 && lastRow + shape.rowExtent() <= shape.height)
    return walkInside();
  Value isInside = bothOf(builder, builder.equal(rows.begin, 0),
                          builder.equal(rows.end, shape.kernel[0]));
  builder.ifElse(isInside, walkInside, [&] { walk(begin, end, rows, false); });
}

SmallVector<Value> PoolWindows::fold(const PoolWindow &window, ValueRange init,
                                     TapBody body) {
  auto tapAt = [&](Index windowRow, Index windowColumn) -> PoolTap {
    Index row =
        builder.add(window.firstRow, builder.mul(windowRow, shape.dilation[0]));
    Index column = builder.add(window.firstColumn,
                               builder.mul(windowColumn, shape.dilation[1]));
    return {windowRow, windowColumn, row, column};
  };
  auto foldAxis = [&](const TapRange &range, bool straight, ValueRange carried,
                      KernelBuilder::FoldBody step) {
    if (!straight || !range.isKnown())
      return builder.loop(range.begin, range.end, 1, carried, step);
    SmallVector<Value> current(carried);
    for (int64_t position = range.begin.getConstant();
         position < range.end.getConstant(); ++position)
      current = step(position, current);
    return current;
  };
  bool isFew = shape.kernel[0] * shape.kernel[1] <= maxStraightTaps;
  bool isNarrow = shape.kernel[1] <= maxStraightColumns;
  return foldAxis(window.rows, isFew && window.columns.isKnown(), init,
                  [&](Index row, ValueRange outer) {
                    return foldAxis(window.columns, isFew || isNarrow, outer,
                                    [&](Index column, ValueRange inner) {
                                      return body(tapAt(row, column), inner);
                                    });
                  });
}

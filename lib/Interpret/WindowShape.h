//===- WindowShape.h - Loops over windows -----------------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_INTERPRET_WINDOWSHAPE_H
#define LRCNN_LIB_INTERPRET_WINDOWSHAPE_H

#include "mlir/IR/BuiltinTypes.h"

namespace lrcnn::interpret {

/// A windowed layer: its input, its output, and where a tap of the window lies
/// (rule G1). All pairs are [rows, columns].
struct WindowShape {
  WindowShape(mlir::Type inputType, mlir::Type outputType,
              llvm::ArrayRef<int64_t> kernel, llvm::ArrayRef<int64_t> stride,
              llvm::ArrayRef<int64_t> dilation, llvm::ArrayRef<int64_t> pad)
      : input(mlir::cast<mlir::RankedTensorType>(inputType).getShape()),
        output(mlir::cast<mlir::RankedTensorType>(outputType).getShape()),
        kernel(kernel), stride(stride), dilation(dilation), pad(pad) {}

  int64_t getChannels() const { return input[3]; }

  /// Calls `fn(tap, row)` for the rows of the input that row `y` of the output
  /// reads, first to last.
  template <typename Fn>
  void forEachRow(int64_t y, Fn fn) const {
    for (int64_t tap = 0; tap < kernel[0]; ++tap) {
      int64_t row = y * stride[0] - pad[0] + tap * dilation[0];
      if (row >= 0 && row < input[1])
        fn(tap, row);
    }
  }

  /// Calls `fn(tap, y)` for the rows of the output that read row `row` of the
  /// input.
  template <typename Fn>
  void forEachReader(int64_t row, Fn fn) const {
    for (int64_t tap = 0; tap < kernel[0]; ++tap) {
      int64_t first = row + pad[0] - tap * dilation[0];
      if (first >= 0 && first % stride[0] == 0 && first / stride[0] < output[1])
        fn(tap, first / stride[0]);
    }
  }

  /// Calls `fn(tap, column)` for the columns of the input that column `x` of
  /// the output reads, first to last.
  template <typename Fn>
  void forEachColumn(int64_t x, Fn fn) const {
    for (int64_t tap = 0; tap < kernel[1]; ++tap) {
      int64_t column = x * stride[1] - pad[2] + tap * dilation[1];
      if (column >= 0 && column < input[2])
        fn(tap, column);
    }
  }

  /// The divisor of a mean over the window of column `x` that has `rowsInside`
  /// of its rows inside the input.
  int64_t getDivisor(int64_t rowsInside, int64_t x, bool excludePad) const {
    if (!excludePad)
      return kernel[0] * kernel[1];
    int64_t columnsInside = 0;
    forEachColumn(x, [&](int64_t, int64_t) { ++columnsInside; });
    return rowsInside * columnsInside;
  }

  llvm::ArrayRef<int64_t> input, output, kernel, stride, dilation, pad;
};

/// The channels of a convolution and its groups.
struct ConvChannels {
  ConvChannels(mlir::RankedTensorType filter, int64_t groups)
      : filters(filter.getDimSize(0)), channels(filter.getDimSize(3)),
        filtersOfGroup(filters / groups) {}

  /// The first input channel that filter `f` reads.
  int64_t getFirst(int64_t f) const { return f / filtersOfGroup * channels; }

  int64_t filters, channels, filtersOfGroup;
};

} // namespace lrcnn::interpret

#endif // LRCNN_LIB_INTERPRET_WINDOWSHAPE_H

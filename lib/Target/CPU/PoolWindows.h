//===- PoolWindows.h - Walks pooling windows --------------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_TARGET_CPU_POOLWINDOWS_H
#define LRCNN_LIB_TARGET_CPU_POOLWINDOWS_H

#include "FeatureAccess.h"
#include "lrcnn/Target/CPU/PoolKernels.h"

namespace lrcnn::cpu {

/// Positions [begin, end) of a window along one axis.
struct TapRange {
  Index begin, end;

  bool isKnown() const { return begin.isConstant() && end.isConstant(); }
};

/// A window: where its position (0, 0) lies in the input, and which of its
/// positions lie inside the input.
struct PoolWindow {
  Index firstRow, firstColumn;
  TapRange rows, columns;
};

/// A position of a window: where it lies in the window, and in the input.
struct PoolTap {
  Index windowRow, windowColumn, row, column;
};

class PoolWindows {
public:
  PoolWindows(KernelBuilder &builder, const PoolShape &shape)
      : builder(builder), shape(shape) {}

  /// The input row of the first position of the windows of an output row.
  Index firstRow(Index outputRow);

  /// Visits the windows [begin, end) of an output row. Windows inside the
  /// input get code of their own, for which all their positions are known;
  /// `oneForm` asks for the form that fits any window only.
  using WindowBody =
      llvm::function_ref<void(Index column, const PoolWindow &window)>;
  void forEachWindow(Index outputRow, Index begin, Index end, bool oneForm,
                     WindowBody body);

  /// Carries values over the positions of a window that are inside the input,
  /// in scan order; straight code where they are known and few.
  using TapBody = llvm::function_ref<llvm::SmallVector<mlir::Value>(
      const PoolTap &tap, mlir::ValueRange carried)>;
  llvm::SmallVector<mlir::Value> fold(const PoolWindow &window,
                                      mlir::ValueRange init, TapBody body);

private:
  /// The positions of a window at `first` that lie in [0, size).
  TapRange clip(Index first, int64_t axis, int64_t size);
  TapRange all(int64_t axis) const { return {0, shape.kernel[axis]}; }

  KernelBuilder &builder;
  const PoolShape &shape;
};

} // namespace lrcnn::cpu

#endif // LRCNN_LIB_TARGET_CPU_POOLWINDOWS_H

//===- Layers.h - What forward and gradient layers share --------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_DIALECT_ROW_IR_LAYERS_H
#define LRCNN_LIB_DIALECT_ROW_IR_LAYERS_H

#include "lrcnn/Dialect/Row/IR/Row.h"

namespace lrcnn::row {

/// The attributes that a windowed layer has. All but `pad` are [rows, columns];
/// `pad` is [top, bottom, left, right].
struct WindowAttrs {
  llvm::ArrayRef<int64_t> kernel, stride, dilation, pad;
};

/// K = (kernel - 1) * dilation + 1.
int64_t getKernelExtent(int64_t kernel, int64_t dilation);

/// Windows that fit in `size` positions padded by `padding` in all (G1).
int64_t getWindowedSize(int64_t size, int64_t kernel, int64_t stride,
                        int64_t dilation, int64_t padding);

/// The window along the rows (G1).
plan::Window getRowWindow(const WindowAttrs &attrs);

/// Rows of the result of a windowed layer that read rows of its input: of the
/// incoming gradient, or of a transposed convolution's input (G5).
plan::Window getGradientWindow(const WindowAttrs &attrs);

/// Checks that each value is at least `least` and small enough to calculate
/// with.
llvm::LogicalResult verifyRange(mlir::Operation *op, llvm::StringRef name,
                                llvm::ArrayRef<int64_t> values, int64_t least);

/// The same of [rows, columns].
llvm::LogicalResult verifyPair(mlir::Operation *op, llvm::StringRef name,
                               llvm::ArrayRef<int64_t> values, int64_t least);

/// Checks that there are four values [top, bottom, left, right], each at least
/// `least`.
llvm::LogicalResult verifyPad(mlir::Operation *op, llvm::ArrayRef<int64_t> pad,
                              int64_t least);

/// Checks number and range of the values.
llvm::LogicalResult verifyWindow(mlir::Operation *op, const WindowAttrs &attrs);

/// `verifyWindow`, and that every window has a position in the input.
llvm::LogicalResult verifyPool(mlir::Operation *op, const WindowAttrs &attrs,
                               mlir::RankedTensorType input);

/// Checks that `vector`, unless it is null, has an element for each channel of
/// `feature`. `name` is what it is.
llvm::LogicalResult verifyVector(mlir::Operation *op, llvm::StringRef name,
                                 mlir::Value vector,
                                 mlir::RankedTensorType feature);

/// Checks that what is added to a variance is finite and not negative.
llvm::LogicalResult verifyEps(mlir::Operation *op, const llvm::APFloat &eps);

/// Checks a convolution's channels, groups and element types.
llvm::LogicalResult verifyConvChannels(mlir::Operation *op,
                                       mlir::RankedTensorType input,
                                       mlir::RankedTensorType filter,
                                       mlir::RankedTensorType output,
                                       int64_t groups);

/// Checks that the multiply-adds of a filter at every position of `feature` can
/// be counted.
llvm::LogicalResult verifyWork(mlir::Operation *op,
                               mlir::RankedTensorType feature,
                               mlir::RankedTensorType filter);

} // namespace lrcnn::row

#endif // LRCNN_LIB_DIALECT_ROW_IR_LAYERS_H

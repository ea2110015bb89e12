//===- Layer.h - What the raising patterns share ----------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_CONVERSION_LINALGTOROW_LAYER_H
#define LRCNN_LIB_CONVERSION_LINALGTOROW_LAYER_H

#include "lrcnn/Conversion/LinalgToRow/LinalgToRow.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace lrcnn {

//===----------------------------------------------------------------------===//
// Building
//===----------------------------------------------------------------------===//

/// An operand of a layer, with the order that its dimensions have in linalg.
struct LayerOperand {
  mlir::Value value;
  row::Layout layout;

  bool operator==(const LayerOperand &) const = default;
};

/// Builds a chain of the one layer that `build` makes from the operands brought
/// into the dialect's order. `layout` is the order of the result's dimensions.
mlir::Value buildLayer(
    mlir::OpBuilder &builder, mlir::Location loc,
    llvm::ArrayRef<LayerOperand> operands, mlir::Type resultType,
    row::Layout layout,
    llvm::function_ref<mlir::Value(mlir::OpBuilder &, mlir::ValueRange)> build);

//===----------------------------------------------------------------------===//
// Matching
//===----------------------------------------------------------------------===//

/// The form of a convolution or of a pooling: what linalg calls nchw_fchw.
struct WindowForm {
  row::Layout layout;
  /// Of a filter; nothing for a pooling.
  std::optional<row::Layout> filterLayout;
  enum Groups { None, Dimension, Depthwise } groups = None;
  enum Kind { Conv, Sum, Max } kind = Conv;
  llvm::SmallVector<int64_t> stride = {}, dilation = {};
};

/// Whether all `steps`, strides or dilations, are ones that layers have.
bool areStepsSound(llvm::ArrayRef<int64_t> steps);

/// The form of `op`, named or generic, if it is a convolution or a pooling that
/// has a layer.
std::optional<WindowForm> matchWindowForm(mlir::linalg::LinalgOp op);

/// Whether `reshape`, a collapse_shape or an expand_shape, makes of an NHWC
/// tensor a matrix with a row for each pixel, or a batch of such matrices, or
/// the reverse.
bool isReshapeOfPixels(mlir::Operation *reshape);

/// Whether `tensor` is static and has from 1 to 2^48 elements, so that places
/// in it can be counted through.
bool isCountable(mlir::Value tensor);

/// Whether `values` are static tensors of sizes and of one element type that
/// layers have.
bool hasLayerTypes(mlir::ValueRange values);

/// Fails with a reason unless `hasLayerTypes`.
llvm::LogicalResult checkTensors(mlir::RewriterBase &rewriter,
                                 mlir::Operation *op, mlir::ValueRange values);

/// `vector`, a tensor with one dimension that is not 1, as a 1-D one.
mlir::Value flatten(mlir::OpBuilder &builder, mlir::Value vector);

/// Fails with a reason unless `features` are 4-D tensors, or matrices, that
/// layers have.
llvm::LogicalResult checkFeatures(mlir::RewriterBase &rewriter,
                                  mlir::Operation *op,
                                  mlir::ValueRange features);

/// The order, NCHW or NHWC, that `transpose` changes into the other; nothing if
/// it permutes dimensions in another way.
std::optional<row::Layout>
getLayoutInFront(mlir::linalg::TransposeOp transpose);

/// The order of the dimensions of the feature map that `op` makes, which is not
/// itself a convolution or a pooling: that which the nearest one, the nearest
/// chain or the nearest transpose gives it. NCHW if there is none.
row::Layout inferLayout(mlir::Operation *op);

/// The order of the dimensions of the feature map that `op` makes: that of
/// `inferLayout`, or NC for a matrix.
row::Layout inferResultLayout(mlir::Operation *op);

/// The orders that a layer may give to the feature map that `op` makes, if what
/// it computes tells them apart: first that of `inferResultLayout`.
llvm::SmallVector<row::Layout> getPossibleLayouts(mlir::Operation *op);

/// A floating-point constant that all elements of `value` have; `value` is a
/// scalar or a tensor.
std::optional<llvm::APFloat> getSplat(mlir::Value value);

/// The shortest decimal number that rounds to `number`: what was written before
/// it became single precision.
double getWritten(const llvm::APFloat &number);

/// The vector that `value` repeats along all dimensions but `channels`, or
/// null.
mlir::Value getChannelVector(mlir::Value value, int64_t channels);

/// The scalar that `op` yields if it computes each element of its one result
/// from elements at the same place; else null.
mlir::Value getElementResult(mlir::linalg::LinalgOp op);

/// The tensor of which `element`, in the body of `op`, is the element at the
/// same place; null if there is none.
mlir::Value getElementSource(mlir::linalg::LinalgOp op, mlir::Value element);

/// The vector, repeated along all dimensions but `channels`, of which
/// `element`, in the body of `op`, is an element; null if there is none. It may
/// have other dimensions of size 1.
mlir::Value getElementVector(mlir::linalg::LinalgOp op, mlir::Value element,
                             int64_t channels);

/// The tensor of one row and one column of which `element`, in the body of
/// `op`, is the element of the same image and channel; null if there is none.
/// `layout` is the order of the dimensions of what `op` makes.
mlir::Value getElementPixel(mlir::linalg::LinalgOp op, mlir::Value element,
                            row::Layout layout);

/// The constant that `element`, in the body of `op`, always is.
std::optional<llvm::APFloat> getElementSplat(mlir::linalg::LinalgOp op,
                                             mlir::Value element);

/// A windowed layer's input with the padding in front of it taken in.
struct PaddedInput {
  mlir::Value value;
  /// [top, bottom, left, right].
  llvm::SmallVector<int64_t> pad;
};

/// Takes in each tensor.pad in front of `value` that pads rows and columns with
/// a constant that `isPadding` accepts.
PaddedInput
takeInPadding(mlir::Value value, row::Layout layout,
              llvm::function_ref<bool(const llvm::APFloat &)> isPadding);

/// Reduces the padding at the bottom and on the right to what windows of
/// `kernel` reach, where it must be so that the layer's result has
/// `resultShape`. Fails if no padding gives that.
llvm::LogicalResult fitPadding(PaddedInput &input, const WindowForm &form,
                               llvm::ArrayRef<int64_t> kernel,
                               llvm::ArrayRef<int64_t> resultShape);

/// The number of taps of window `index` that lie inside [0, size).
int64_t countTapsInside(int64_t index, int64_t size, int64_t kernel,
                        int64_t stride, int64_t dilation, int64_t low);

} // namespace lrcnn

#endif // LRCNN_LIB_CONVERSION_LINALGTOROW_LAYER_H

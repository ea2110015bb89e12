//===- LinalgLayers.h - Layers as linalg on tensors -------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_CONVERSION_ROWTOLINALG_LINALGLAYERS_H
#define LRCNN_CONVERSION_ROWTOLINALG_LINALGLAYERS_H

#include "lrcnn/Dialect/Row/IR/Row.h"
#include "llvm/ADT/DenseMap.h"

namespace lrcnn {

/// Writes layers in linalg. Feature maps have the order `layout`, NCHW or NHWC,
/// filters FCHW or FHWC.
class LinalgLayers {
public:
  LinalgLayers(mlir::OpBuilder &builder, row::Layout layout)
      : builder(builder), layout(layout) {}

  /// The order that a body's value of `type` has.
  row::Layout getLayout(mlir::RankedTensorType type, bool isFilter) const;

  /// Brings `value` from one order into another.
  mlir::Value reorder(mlir::Location loc, mlir::Value value, row::Layout from,
                      row::Layout to);

  /// What `layer` computes from `operands`; null if it has no form in linalg.
  mlir::Value lower(mlir::Operation *layer, mlir::ValueRange operands);

  /// What `layer`, whose body is scalar code, computes from `operands`.
  mlir::Value lowerPointwise(row::PointwiseOpInterface layer,
                             mlir::ValueRange operands);

  /// The place of rows (0) or columns (1).
  int64_t getAxis(unsigned axis) const {
    return row::getLayoutDims(layout)[1 + axis];
  }
  bool isNchw() const { return layout == row::Layout::nchw; }
  int64_t getChannels() const { return row::getLayoutDims(layout)[3]; }
  /// From the loops over a feature map to what has no channels.
  mlir::AffineMap getPixelMap() const {
    return builder.getMultiDimIdentityMap(4).dropResult(getChannels());
  }
  mlir::RankedTensorType getResultType(mlir::Operation *layer) const;
  mlir::Value createNumber(mlir::Location loc, mlir::Type type, double value);
  mlir::Value createEmpty(mlir::Location loc, mlir::RankedTensorType type);
  mlir::Value createFilled(mlir::Location loc, mlir::RankedTensorType type,
                           double value);
  /// Pads by [top, bottom, left, right].
  mlir::Value createPadded(mlir::Location loc, mlir::Value input,
                           llvm::ArrayRef<int64_t> pad, double value);
  /// A convolution of `input`, which is padded, that adds to `bias` or to
  /// zeros. With groups, the filter has a dimension of them in front.
  mlir::Value createConv(mlir::Location loc, mlir::RankedTensorType type,
                         mlir::Value input, mlir::Value filter,
                         mlir::Value bias, llvm::ArrayRef<int64_t> stride,
                         llvm::ArrayRef<int64_t> dilation, int64_t groups);
  /// `filter`, perhaps in groups, with rows and columns turned around and input
  /// and output channels exchanged.
  mlir::Value createTurned(mlir::Location loc, mlir::Value filter);
  /// The mean over all dimensions of `input` but those `kept`, as a tensor of
  /// `type`.
  mlir::Value createMean(mlir::Location loc, mlir::RankedTensorType type,
                         mlir::Value input, llvm::ArrayRef<int64_t> kept);
  /// For each image the mean over rows, columns and each group of channels, in
  /// all channels of the group of a feature map of one row and one column.
  mlir::Value createGroupMean(mlir::Location loc, mlir::Value input,
                              int64_t groups);
  /// The mean of each channel over images, rows and columns, as a vector.
  mlir::Value createBatchMean(mlir::Location loc, mlir::Value input);
  /// From the place in a feature map to that in a vector of its channels.
  mlir::AffineMap getChannelMap() const;
  /// From the place in a feature map of `type` to that in `operand`: a vector,
  /// or a feature map whose one row, column or image is spread over all.
  mlir::AffineMap getSpreadMap(mlir::Value operand,
                               mlir::RankedTensorType type) const;
  /// A linalg.generic of parallel loops over `type`.
  mlir::Value createGeneric(
      mlir::Location loc, mlir::RankedTensorType type, mlir::ValueRange inputs,
      llvm::ArrayRef<mlir::AffineMap> maps,
      llvm::function_ref<mlir::Value(mlir::OpBuilder &, mlir::ValueRange)>
          build);
  /// For each pixel the mean over its channels of what `build` makes.
  mlir::Value createChannelMean(
      mlir::Location loc, mlir::ValueRange inputs,
      llvm::ArrayRef<mlir::AffineMap> maps,
      llvm::function_ref<mlir::Value(mlir::OpBuilder &, mlir::ValueRange)>
          build);
  mlir::OpBuilder &getBuilder() { return builder; }

  /// Mean and variance of what `layer`, a row.statistics, is over: in linalg
  /// they are two values. Empty before it was lowered, and of other values.
  llvm::SmallVector<mlir::Value> getStatistics(mlir::Value layer) const {
    return statistics.lookup(layer);
  }
  void setStatistics(mlir::Value layer, llvm::ArrayRef<mlir::Value> values) {
    statistics[layer].assign(values.begin(), values.end());
  }

private:
  mlir::OpBuilder &builder;
  row::Layout layout;
  llvm::DenseMap<mlir::Value, llvm::SmallVector<mlir::Value>> statistics;
};

/// A convolution or a pooling, which adds to `initial`.
template <typename OpTy>
mlir::Value createWindowOp(mlir::OpBuilder &builder, mlir::Location loc,
                           mlir::Value input, mlir::Value window,
                           mlir::Value initial, llvm::ArrayRef<int64_t> stride,
                           llvm::ArrayRef<int64_t> dilation) {
  return OpTy::create(builder, loc, mlir::TypeRange(initial.getType()),
                      mlir::ValueRange{input, window},
                      mlir::ValueRange(initial),
                      builder.getI64VectorAttr(stride),
                      builder.getI64VectorAttr(dilation))
      ->getResult(0);
}

} // namespace lrcnn

#endif // LRCNN_CONVERSION_ROWTOLINALG_LINALGLAYERS_H

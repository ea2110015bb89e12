//===- LinalgLayers.h - Layers as linalg on tensors -------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_CONVERSION_ROWTOLINALG_LINALGLAYERS_H
#define LRCNN_LIB_CONVERSION_ROWTOLINALG_LINALGLAYERS_H

#include "lrcnn/Dialect/Row/IR/Row.h"

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

private:
  mlir::Value lowerConv(row::ConvOp conv, mlir::ValueRange operands);
  mlir::Value lowerMaxPool(row::MaxPoolOp pool, mlir::Value input);
  mlir::Value lowerAvgPool(row::AvgPoolOp pool, mlir::Value input);
  mlir::Value lowerConcat(row::ConcatOp concat, mlir::ValueRange operands);
  mlir::Value lowerZeroPad(row::PadOp pad, mlir::Value input);
  mlir::Value lowerResampling(row::ResamplingOpInterface layer,
                              mlir::Value input);
  mlir::Value lowerLayerNorm(row::LayerNormOp norm, mlir::ValueRange operands);
  mlir::Value lowerPointwise(row::PointwiseOpInterface layer,
                             mlir::ValueRange operands);

  /// The place of rows (0) or columns (1).
  int64_t getAxis(unsigned axis) const {
    return row::getLayoutDims(layout)[1 + axis];
  }
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
  /// A sum over windows, or a maximum.
  template <typename NchwOp, typename NhwcOp>
  mlir::Value createPool(mlir::Location loc, mlir::RankedTensorType type,
                         mlir::Value input, llvm::ArrayRef<int64_t> kernel,
                         llvm::ArrayRef<int64_t> stride,
                         llvm::ArrayRef<int64_t> dilation, double initial);

  mlir::OpBuilder &builder;
  row::Layout layout;
};

} // namespace lrcnn

#endif // LRCNN_LIB_CONVERSION_ROWTOLINALG_LINALGLAYERS_H

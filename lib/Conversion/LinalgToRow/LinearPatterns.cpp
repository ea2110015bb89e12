//===- LinearPatterns.cpp - Linear layers of channels ---------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A linear layer of the channels of each pixel is a convolution of one row and
// one column. Exporters write it as a product of matrices: one has a row for
// each pixel of a feature map in the order NHWC, the other is the layer's,
// transposed; or as such a product for each of the feature map's rows. Behind a
// mean over all pixels the matrix has a row for each image.
//
//===----------------------------------------------------------------------===//

#include "Expression.h"
#include "Layer.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace lrcnn;
using lrcnn::row::Layout;

/// Whether `op` multiplies MxK matrices by KxN ones.
static bool isMatmul(linalg::LinalgOp op) {
  if (!linalg::isaContractionOpInterface(op) || op.getNumLoops() < 3 ||
      op.getNumLoops() > 4)
    return false;
  unsigned batch = op.getNumLoops() - 3;
  auto isProduct = [&](AffineMap map, unsigned row, unsigned column) {
    SmallVector<unsigned> dims{batch + row, batch + column};
    if (batch != 0)
      dims.insert(dims.begin(), 0);
    return map == AffineMap::getMultiDimMapWithTargets(op.getNumLoops(), dims,
                                                       op.getContext());
  };
  SmallVector<AffineMap> maps = op.getIndexingMapsArray();
  return isProduct(maps[0], 0, 2) && isProduct(maps[1], 2, 1) &&
         isProduct(maps[2], 0, 1);
}

/// Whether `reshape` makes a matrix of the pixels of each image, as exporters
/// do where there is one row. Groups of channels are made by such a reshape as
/// well, so that alone it says nothing of layouts.
static bool hasMatrixOfEachImage(tensor::CollapseShapeOp reshape) {
  SmallVector<ReassociationIndices> images{{0}, {1, 2}, {3}};
  return reshape.getReassociationIndices() == images;
}

/// The matrix that each matrix in `value` is the transpose of, or null.
static Value getTransposed(Value value) {
  if (auto collapse = value.getDefiningOp<tensor::CollapseShapeOp>())
    value = collapse.getSrc();
  auto [matrix, map] = Expression::getElement(value).getLeaf();
  // An elementwise op may compute the matrix: there is no such tensor then.
  auto type = matrix ? dyn_cast<RankedTensorType>(matrix.getType())
                     : RankedTensorType();
  if (!type || type.getRank() != 2)
    return nullptr;
  for (unsigned dim : {0, 1})
    if (type.getDimSize(dim) != 1 &&
        map.getResult(dim) !=
            getAffineDimExpr(map.getNumDims() - 1 - dim, map.getContext()))
      return nullptr;
  return matrix;
}

namespace {

struct RaiseLinear : OpInterfaceRewritePattern<linalg::LinalgOp> {
  using OpInterfaceRewritePattern::OpInterfaceRewritePattern;

  LogicalResult matchAndRewrite(linalg::LinalgOp op,
                                PatternRewriter &rewriter) const override {
    if (!isMatmul(op) || failed(checkTensors(rewriter, op, op->getOperands())))
      return failure();
    Value features = op->getOperand(0);
    auto pixels = features.getDefiningOp<tensor::CollapseShapeOp>();
    if (pixels && !isReshapeOfPixels(pixels) && !hasMatrixOfEachImage(pixels))
      pixels = nullptr;
    bool isMatrix = cast<RankedTensorType>(features.getType()).getRank() == 2;
    Value matrix = getTransposed(op->getOperand(1));
    if ((!pixels && !isMatrix) || !matrix)
      return rewriter.notifyMatchFailure(
          op, "expected a linear layer of the channels of an NHWC feature map "
              "or of a matrix, with the layer's matrix transposed in front");
    Value initial = op->getOperand(2);
    std::optional<APFloat> splat = getSplat(initial);
    if (!splat || !splat->isZero())
      return rewriter.notifyMatchFailure(op,
                                         "expected the sum to begin with zero");
    if (!pixels) {
      rewriter.replaceOp(op,
                         build(op, {features, Layout::nc}, matrix, rewriter));
      return success();
    }
    Value conv = build(op, {pixels.getSrc(), Layout::nhwc}, matrix, rewriter);
    rewriter.replaceOpWithNewOp<tensor::CollapseShapeOp>(
        op, conv, pixels.getReassociationIndices());
    return success();
  }

private:
  static Value build(linalg::LinalgOp op, LayerOperand features, Value matrix,
                     PatternRewriter &rewriter) {
    Location loc = op.getLoc();
    auto type = cast<RankedTensorType>(matrix.getType());
    int64_t outputs = type.getDimSize(0), channels = type.getDimSize(1);
    Value filter = tensor::ExpandShapeOp::create(
        rewriter, loc, type.clone({outputs, 1, 1, channels}), matrix,
        SmallVector<ReassociationIndices>{{0}, {1, 2, 3}});
    SmallVector<int64_t> shape(
        cast<RankedTensorType>(features.value.getType()).getShape());
    shape.back() = outputs;
    SmallVector<int64_t> ones{1, 1}, zeros{0, 0, 0, 0};
    return buildLayer(
        rewriter, loc, {features, {filter, Layout::fhwc}}, type.clone(shape),
        features.layout, [&](OpBuilder &builder, ValueRange values) {
          return row::ConvOp::create(builder, loc, values[0], values[1],
                                     Value(), ones, ones, zeros, 1);
        });
  }
};

} // namespace

void lrcnn::populateLinearPatterns(RewritePatternSet &patterns) {
  patterns.add<RaiseLinear>(patterns.getContext());
}

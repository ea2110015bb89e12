//===- PointwisePatterns.cpp - Additions, biases and products -------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Layer.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace lrcnn;
using lrcnn::row::Layout;

//===----------------------------------------------------------------------===//
// Addition
//===----------------------------------------------------------------------===//

/// The convolution without bias that alone makes `value`, which is used once.
static row::ConvOp getBareConv(Value value) {
  auto chain = value.getDefiningOp<row::ChainOp>();
  if (!chain || !value.hasOneUse() ||
      !llvm::hasNItems(*chain.getBodyBlock(), 2))
    return nullptr;
  auto conv = dyn_cast<row::ConvOp>(chain.getBodyBlock()->front());
  return conv && !conv.getBias() ? conv : nullptr;
}

namespace {

struct RaiseAdd : OpInterfaceRewritePattern<linalg::LinalgOp> {
  using OpInterfaceRewritePattern::OpInterfaceRewritePattern;

  LogicalResult matchAndRewrite(linalg::LinalgOp op,
                                PatternRewriter &rewriter) const override {
    Value result = getElementResult(op);
    auto add = result ? result.getDefiningOp<arith::AddFOp>() : nullptr;
    if (!add)
      return failure();
    Layout layout = inferResultLayout(op);
    int64_t channels = row::getLayoutDims(layout)[3];
    Value lhs = add.getLhs(), rhs = add.getRhs();
    if (getElementVector(op, lhs, channels))
      std::swap(lhs, rhs);
    Value feature = getElementSource(op, lhs);
    if (Value bias = getElementVector(op, rhs, channels); bias && feature)
      return addBias(op, feature, bias, rewriter);
    Value other = getElementSource(op, rhs);
    if (!feature || !other ||
        failed(checkFeatures(rewriter, op, {feature, other})))
      return failure();
    rewriter.replaceOp(
        op, buildLayer(rewriter, op.getLoc(),
                       {{feature, layout}, {other, layout}}, feature.getType(),
                       layout, [&](OpBuilder &builder, ValueRange values) {
                         return row::AddOp::create(builder, op.getLoc(),
                                                   values[0], values[1]);
                       }));
    return success();
  }

private:
  /// Gives `bias` to the convolution in front of `op`.
  LogicalResult addBias(linalg::LinalgOp op, Value feature, Value bias,
                        PatternRewriter &rewriter) const {
    auto pixels = feature.getDefiningOp<tensor::CollapseShapeOp>();
    if (pixels && pixels->hasOneUse())
      feature = pixels.getSrc();
    row::ConvOp conv = getBareConv(feature);
    if (!conv || failed(checkTensors(rewriter, op, {feature, bias})))
      return rewriter.notifyMatchFailure(
          op, "expected a bias to follow a convolution that has none and is "
              "used here only");
    auto chain = feature.getDefiningOp<row::ChainOp>();
    Layout layout = chain.getResultLayout(0);
    Location loc = rewriter.getFusedLoc({conv.getLoc(), op.getLoc()});
    Value result = buildLayer(
        rewriter, loc,
        {{chain.getInputs()[0], chain.getInputLayout(0)},
         {chain.getInputs()[1], chain.getInputLayout(1)},
         {flatten(rewriter, bias), Layout::vector}},
        feature.getType(), layout, [&](OpBuilder &builder, ValueRange values) {
          return row::ConvOp::create(builder, loc, values[0], values[1],
                                     values[2], conv.getStrideAttr(),
                                     conv.getDilationAttr(), conv.getPadAttr(),
                                     conv.getGroupsAttr());
        });
    if (pixels)
      result = tensor::CollapseShapeOp::create(
          rewriter, loc, result, pixels.getReassociationIndices());
    rewriter.replaceOp(op, result);
    if (pixels)
      rewriter.eraseOp(pixels);
    rewriter.eraseOp(chain);
    return success();
  }
};

} // namespace

//===----------------------------------------------------------------------===//
// Product
//===----------------------------------------------------------------------===//

namespace {

/// A product of two feature maps, or of one and of what is spread over it.
struct RaiseMul : OpInterfaceRewritePattern<linalg::LinalgOp> {
  using OpInterfaceRewritePattern::OpInterfaceRewritePattern;

  LogicalResult matchAndRewrite(linalg::LinalgOp op,
                                PatternRewriter &rewriter) const override {
    Value result = getElementResult(op);
    auto mul = result ? result.getDefiningOp<arith::MulFOp>() : nullptr;
    if (!mul || op.getNumLoops() != 4 || op.hasDynamicShape())
      return failure();
    Layout layout = inferLayout(op);
    int64_t channels = row::getLayoutDims(layout)[3];
    Value lhs = mul.getLhs(), rhs = mul.getRhs();
    auto isSpread = [&](Value value) {
      return getElementVector(op, value, channels) ||
             getElementPixel(op, value, layout);
    };
    // Of two maps of one row and column either could be.
    if (isSpread(lhs) && !isSpread(rhs))
      std::swap(lhs, rhs);
    Value feature = getElementSource(op, lhs);
    Value vector = getElementVector(op, rhs, channels);
    Value factor = vector;
    if (!factor)
      factor = getElementSource(op, rhs);
    if (!factor)
      factor = getElementPixel(op, rhs, layout);
    if (!feature || !factor)
      return rewriter.notifyMatchFailure(
          op, "expected two feature maps as factors, or beside one a pixel for "
              "each image or a number for each channel");
    if (failed(checkFeatures(rewriter, op, feature)) ||
        failed(checkTensors(rewriter, op, {feature, factor})))
      return failure();
    LayerOperand other{factor, layout};
    if (vector)
      other = {flatten(rewriter, vector), Layout::vector};
    rewriter.replaceOp(
        op, buildLayer(rewriter, op.getLoc(), {{feature, layout}, other},
                       feature.getType(), layout,
                       [&](OpBuilder &builder, ValueRange values) {
                         return build(builder, op.getLoc(), values);
                       }));
    return success();
  }

private:
  static Value build(OpBuilder &builder, Location loc, ValueRange values) {
    Type type = values[0].getType();
    if (cast<RankedTensorType>(values[1].getType()).getRank() == 1)
      return row::ScaleOp::create(builder, loc, type, values[0], values[1]);
    return row::MulOp::create(builder, loc, type, values[0], values[1]);
  }
};

} // namespace

void lrcnn::populatePointwisePatterns(RewritePatternSet &patterns) {
  patterns.add<RaiseAdd, RaiseMul>(patterns.getContext());
}

//===- PointwisePatterns.cpp - ReLU, additions and biases -----------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Layer.h"
#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace lrcnn;
using lrcnn::row::Layout;

/// Checks that `op` works on 4-D tensors that a chain can have.
static LogicalResult checkFeatures(RewriterBase &rewriter, linalg::LinalgOp op,
                                   ValueRange features) {
  if (failed(checkTensors(rewriter, op, features)))
    return failure();
  for (Value feature : features)
    if (cast<RankedTensorType>(feature.getType()).getRank() != 4)
      return rewriter.notifyMatchFailure(op, [&](Diagnostic &diagnostic) {
        diagnostic << "expected a 4-D feature map, got " << feature.getType();
      });
  return success();
}

//===----------------------------------------------------------------------===//
// ReLU
//===----------------------------------------------------------------------===//

namespace {

/// The maximum of an element and zero.
struct Relu {
  Value element;
  bool keepsNaN;
};

} // namespace

/// The ReLU that `result`, in the body of `op`, is: a maximum or a selection.
static std::optional<Relu> matchRelu(linalg::LinalgOp op, Value result) {
  auto isZero = [&](Value value) {
    std::optional<APFloat> splat = getElementSplat(op, value);
    return splat && splat->isZero();
  };
  Operation *maximum = result.getDefiningOp();
  if (isa_and_present<arith::MaximumFOp, arith::MaxNumFOp>(maximum)) {
    Value lhs = maximum->getOperand(0), rhs = maximum->getOperand(1);
    if (isZero(lhs))
      std::swap(lhs, rhs);
    if (!isZero(rhs))
      return std::nullopt;
    return Relu{lhs, isa<arith::MaximumFOp>(maximum)};
  }

  auto select = result.getDefiningOp<arith::SelectOp>();
  auto compare = select ? select.getCondition().getDefiningOp<arith::CmpFOp>()
                        : arith::CmpFOp();
  if (!compare)
    return std::nullopt;
  using arith::CmpFPredicate;
  CmpFPredicate predicate = compare.getPredicate();
  bool isUnordered =
      llvm::is_contained({CmpFPredicate::UGT, CmpFPredicate::UGE,
                          CmpFPredicate::ULT, CmpFPredicate::ULE},
                         predicate);
  bool isGreater = llvm::is_contained({CmpFPredicate::OGT, CmpFPredicate::OGE,
                                       CmpFPredicate::UGT, CmpFPredicate::UGE},
                                      predicate);
  bool isLess = llvm::is_contained({CmpFPredicate::OLT, CmpFPredicate::OLE,
                                    CmpFPredicate::ULT, CmpFPredicate::ULE},
                                   predicate);
  Value lhs = compare.getLhs(), rhs = compare.getRhs();
  if (isZero(lhs)) {
    std::swap(lhs, rhs);
    std::swap(isGreater, isLess);
  }
  Value kept = isGreater ? select.getTrueValue() : select.getFalseValue();
  Value other = isGreater ? select.getFalseValue() : select.getTrueValue();
  if (isGreater == isLess || !isZero(rhs) || kept != lhs || !isZero(other))
    return std::nullopt;
  // The comparison of a NaN holds if it is unordered.
  return Relu{lhs, isUnordered == isGreater};
}

namespace {

struct RaiseRelu : OpInterfaceRewritePattern<linalg::LinalgOp> {
  using OpInterfaceRewritePattern::OpInterfaceRewritePattern;

  LogicalResult matchAndRewrite(linalg::LinalgOp op,
                                PatternRewriter &rewriter) const override {
    Value result = getElementResult(op);
    std::optional<Relu> relu;
    if (result)
      relu = matchRelu(op, result);
    Value input = relu ? getElementSource(op, relu->element) : Value();
    if (!input)
      return failure();
    if (!relu->keepsNaN)
      return rewriter.notifyMatchFailure(op,
                                         "expected a ReLU to keep NaN as NaN");
    if (failed(checkFeatures(rewriter, op, input)))
      return failure();
    Layout layout = inferLayout(op);
    rewriter.replaceOp(
        op, buildLayer(
                rewriter, op.getLoc(), {{input, layout}}, input.getType(),
                layout, [&](OpBuilder &builder, ValueRange values) {
                  return row::ReluOp::create(builder, op.getLoc(), values[0]);
                }));
    return success();
  }
};

} // namespace

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
    Layout layout = inferLayout(op);
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
         {bias, Layout::vector}},
        feature.getType(), layout, [&](OpBuilder &builder, ValueRange values) {
          return row::ConvOp::create(builder, loc, values[0], values[1],
                                     values[2], conv.getStrideAttr(),
                                     conv.getDilationAttr(), conv.getPadAttr(),
                                     conv.getGroupsAttr());
        });
    rewriter.replaceOp(op, result);
    rewriter.eraseOp(chain);
    return success();
  }
};

} // namespace

void lrcnn::populatePointwisePatterns(RewritePatternSet &patterns) {
  patterns.add<RaiseRelu, RaiseAdd>(patterns.getContext());
}

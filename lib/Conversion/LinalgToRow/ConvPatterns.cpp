//===- ConvPatterns.cpp - Convolutions ------------------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Layer.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace lrcnn;
using lrcnn::row::Layout;

namespace {

/// What a convolution is on 4-D tensors.
struct Conv {
  PaddedInput input;
  Value bias;
  RankedTensorType resultType;
  int64_t groups = 1;
  /// How the result's channels are split into groups in linalg.
  SmallVector<ReassociationIndices> split;
};

struct RaiseConv : OpInterfaceRewritePattern<linalg::LinalgOp> {
  using OpInterfaceRewritePattern::OpInterfaceRewritePattern;

  LogicalResult matchAndRewrite(linalg::LinalgOp op,
                                PatternRewriter &rewriter) const override {
    std::optional<WindowForm> form = matchWindowForm(op);
    if (!form || form->kind != WindowForm::Conv)
      return failure();
    FailureOr<Conv> conv = match(op, *form, rewriter);
    if (failed(conv))
      return failure();
    Value filter = buildFilter(op, *form, rewriter);
    Value result = buildConv(op.getLoc(), *form, *conv, filter, rewriter);
    if (form->groups == WindowForm::Dimension)
      result = tensor::ExpandShapeOp::create(rewriter, op.getLoc(),
                                             op->getResultTypes().front(),
                                             result, conv->split);
    rewriter.replaceOp(op, result);
    return success();
  }

private:
  FailureOr<Conv> match(linalg::LinalgOp op, const WindowForm &form,
                        PatternRewriter &rewriter) const;
  Value buildFilter(linalg::LinalgOp op, const WindowForm &form,
                    PatternRewriter &rewriter) const;
  Value buildConv(Location loc, const WindowForm &form, const Conv &conv,
                  Value filter, PatternRewriter &rewriter) const;
};

} // namespace

/// The tensor of `type` that `value` is an expansion of, or null. Both have the
/// same elements in the same order.
static Value getUnsplit(Value value, RankedTensorType type) {
  auto expand = value.getDefiningOp<tensor::ExpandShapeOp>();
  return expand && expand.getSrcType() == type ? expand.getSrc() : Value();
}

/// The kernel's rows and columns.
static SmallVector<int64_t> getKernel(Value filter, const WindowForm &form) {
  ArrayRef<int64_t> shape = cast<RankedTensorType>(filter.getType()).getShape();
  if (form.filterLayout == Layout::hwcf)
    return SmallVector<int64_t>(shape.take_front(2));
  if (form.layout == Layout::nchw)
    return SmallVector<int64_t>(shape.take_back(2));
  return SmallVector<int64_t>(shape.drop_back().take_back(2));
}

FailureOr<Conv> RaiseConv::match(linalg::LinalgOp op, const WindowForm &form,
                                 PatternRewriter &rewriter) const {
  if (failed(checkTensors(rewriter, op, op->getOperands())))
    return failure();
  Value input = op->getOperand(0), filter = op->getOperand(1);
  Value initial = op->getOperand(2);
  int64_t channels = row::getLayoutDims(form.layout)[3];
  Conv conv;
  conv.resultType = cast<RankedTensorType>(initial.getType());
  if (form.groups != WindowForm::None)
    conv.groups = conv.resultType.getDimSize(channels);
  if (form.groups == WindowForm::Dimension) {
    for (int64_t dim = 0, place = 0; dim < 4; ++dim) {
      conv.split.emplace_back().push_back(place++);
      if (dim == channels)
        conv.split.back().push_back(place++);
    }
    using Collapse = tensor::CollapseShapeOp;
    conv.resultType = Collapse::inferCollapsedType(conv.resultType, conv.split);
    input = getUnsplit(
        input, Collapse::inferCollapsedType(
                   cast<RankedTensorType>(input.getType()), conv.split));
    if (!input)
      return rewriter.notifyMatchFailure(
          op, "expected an input whose groups are expanded from its channels");
    if (Value unsplit = getUnsplit(initial, conv.resultType))
      initial = unsplit;
  }

  if (initial.getType() == conv.resultType)
    conv.bias = getChannelVector(initial, channels);
  std::optional<APFloat> splat = getSplat(initial);
  if (!conv.bias && !(splat && splat->isZero()))
    return rewriter.notifyMatchFailure(
        op, "expected the sum to begin with zero or with a bias for each "
            "channel");
  conv.input = takeInPadding(input, form.layout, [](const APFloat &padding) {
    return padding.isZero();
  });
  if (failed(fitPadding(conv.input, form, getKernel(filter, form),
                        conv.resultType.getShape())))
    return rewriter.notifyMatchFailure(
        op, "expected a result as large as its windows allow");
  return conv;
}

Value RaiseConv::buildFilter(linalg::LinalgOp op, const WindowForm &form,
                             PatternRewriter &rewriter) const {
  Value filter = op->getOperand(1);
  auto type = cast<RankedTensorType>(filter.getType());
  if (form.groups == WindowForm::None)
    return filter;
  if (form.groups == WindowForm::Dimension) {
    SmallVector<ReassociationIndices> joined{{0, 1}, {2}, {3}, {4}};
    return rewriter.createOrFold<tensor::CollapseShapeOp>(
        op.getLoc(), tensor::CollapseShapeOp::inferCollapsedType(type, joined),
        filter, joined);
  }
  // A depthwise filter lacks the dimension of its single input channel.
  SmallVector<int64_t> shape(type.getShape());
  SmallVector<ReassociationIndices> split{{0, 1}, {2}, {3}};
  if (form.filterLayout == Layout::hwcf)
    split = {{0}, {1}, {2, 3}};
  shape.insert(shape.begin() + (form.filterLayout == Layout::hwcf ? 2 : 1), 1);
  return rewriter.createOrFold<tensor::ExpandShapeOp>(
      op.getLoc(), type.clone(shape), filter, split);
}

Value RaiseConv::buildConv(Location loc, const WindowForm &form,
                           const Conv &conv, Value filter,
                           PatternRewriter &rewriter) const {
  SmallVector<LayerOperand> operands{{conv.input.value, form.layout},
                                     {filter, *form.filterLayout}};
  if (conv.bias)
    operands.push_back({conv.bias, Layout::vector});
  return buildLayer(rewriter, loc, operands, conv.resultType, form.layout,
                    [&](OpBuilder &builder, ValueRange values) {
                      return row::ConvOp::create(
                          builder, loc, values[0], values[1],
                          conv.bias ? values[2] : Value(), form.stride,
                          form.dilation, conv.input.pad, conv.groups);
                    });
}

void lrcnn::populateConvPatterns(RewritePatternSet &patterns) {
  patterns.add<RaiseConv>(patterns.getContext());
}

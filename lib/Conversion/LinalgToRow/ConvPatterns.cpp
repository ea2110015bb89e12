//===- ConvPatterns.cpp - Convolutions, also transposed -------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Exporters write a transposed convolution as a convolution of its input, whose
// rows and columns are set apart by zeros, with its filter turned around.
//
//===----------------------------------------------------------------------===//

#include "IndexTable.h"
#include "Layer.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace lrcnn;
using lrcnn::row::Layout;

static bool isZero(const APFloat &padding) { return padding.isZero(); }

//===----------------------------------------------------------------------===//
// Transposed convolutions
//===----------------------------------------------------------------------===//

/// The filter that `filter` is with rows and columns turned around and input
/// and output channels exchanged, or null. Groups stay in front.
static Value getTurned(Value filter, const WindowForm &form) {
  auto op = filter.getDefiningOp<linalg::GenericOp>();
  if (!op || op.hasDynamicShape() || form.groups == WindowForm::Depthwise)
    return nullptr;
  Value element = getElementResult(op);
  auto extract = element ? element.getDefiningOp<tensor::ExtractOp>()
                         : tensor::ExtractOp();
  if (!extract || extract.getTensor().getParentRegion() == &op.getRegion())
    return nullptr;
  // The loop that each index follows, and whether it runs backwards.
  unsigned first = form.groups == WindowForm::Dimension ? 1 : 0;
  SmallVector<std::pair<unsigned, bool>> loops(first + 4, {0, false});
  ArrayRef<int64_t> dims = row::getLayoutDims(*form.filterLayout);
  for (auto [place, loop] : {std::pair(0, 3), {1, 1}, {2, 2}, {3, 0}})
    loops[first + dims[place]] = {first + dims[loop], place == loop};
  SmallVector<int64_t> sizes = op.getStaticLoopRanges();
  if (sizes.size() != loops.size() ||
      extract.getIndices().size() != loops.size())
    return nullptr;
  for (auto [index, follows] : llvm::zip_equal(extract.getIndices(), loops)) {
    auto [loop, isBackwards] = follows;
    auto table = tabulate(index, loop, sizes[loop]);
    auto expected = llvm::to_vector(llvm::seq(sizes[loop]));
    if (isBackwards)
      std::reverse(expected.begin(), expected.end());
    if (!table || *table != expected)
      return nullptr;
  }
  return extract.getTensor();
}

namespace {

/// A feature map whose rows and columns are set apart, with zeros in between.
struct SpreadInput {
  Value value;
  /// Of rows and of columns: where the first one lies, and how far apart they
  /// are.
  SmallVector<int64_t> offset{0, 0}, stride{1, 1};
};

} // namespace

/// Takes in the insertion into zeros in front of `value`, and the crop or the
/// padding by zeros behind that. What is cropped no window reaches.
static SpreadInput takeInSpread(Value value, Layout layout) {
  ArrayRef<int64_t> dims = row::getLayoutDims(layout);
  SmallVector<int64_t, 2> axes{dims[1], dims[2]};
  PaddedInput padded = takeInPadding(value, layout, isZero);
  SpreadInput input{padded.value};
  input.offset = {padded.pad[0], padded.pad[2]};
  // Offsets and strides of a slice, if images and channels are whole.
  auto getSlice = [&](auto slice, RankedTensorType whole,
                      ArrayRef<int64_t> size, SmallVectorImpl<int64_t> &offset,
                      SmallVectorImpl<int64_t> &stride) {
    auto offsets = slice.getStaticOffsets(), strides = slice.getStaticStrides();
    if (llvm::any_of(offsets, ShapedType::isDynamic) ||
        llvm::any_of(strides, ShapedType::isDynamic) || size.size() != 4)
      return false;
    for (int64_t dim : {dims[0], dims[3]})
      if (offsets[dim] != 0 || size[dim] != whole.getDimSize(dim))
        return false;
    for (int64_t dim : axes) {
      offset.push_back(offsets[dim]);
      stride.push_back(strides[dim]);
    }
    return true;
  };
  if (auto crop = value.getDefiningOp<tensor::ExtractSliceOp>()) {
    SmallVector<int64_t> offset, stride;
    if (!getSlice(crop, crop.getSourceType(), crop.getType().getShape(), offset,
                  stride) ||
        stride != ArrayRef<int64_t>{1, 1})
      return input;
    input.value = crop.getSource();
    for (unsigned axis : {0, 1})
      input.offset[axis] -= offset[axis];
  }
  auto insertion = input.value.getDefiningOp<tensor::InsertSliceOp>();
  SmallVector<int64_t> offset, stride;
  std::optional<APFloat> zero;
  if (insertion)
    zero = getSplat(insertion.getDest());
  if (!zero || !zero->isZero() ||
      !getSlice(insertion, insertion.getDestType(),
                insertion.getSourceType().getShape(), offset, stride) ||
      !areStepsSound(stride) || !hasLayerTypes(insertion.getSource()))
    return input;
  input.value = insertion.getSource();
  input.stride = stride;
  for (unsigned axis : {0, 1})
    input.offset[axis] += offset[axis];
  return input;
}

//===----------------------------------------------------------------------===//
// Raising
//===----------------------------------------------------------------------===//

namespace {

/// What a convolution is on 4-D tensors.
struct Conv {
  Value input;
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
    FailureOr<Value> built = getTurned(op->getOperand(1), *form)
                                 ? buildTransposed(op, *form, *conv, rewriter)
                                 : buildConv(op, *form, *conv, rewriter);
    if (failed(built))
      return failure();
    Value result = *built;
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
  FailureOr<Value> buildConv(linalg::LinalgOp op, const WindowForm &form,
                             const Conv &conv, PatternRewriter &rewriter) const;
  FailureOr<Value> buildTransposed(linalg::LinalgOp op, const WindowForm &form,
                                   const Conv &conv,
                                   PatternRewriter &rewriter) const;
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

/// A filter of which each group is a slice, as a whole.
static Value joinGroups(Value filter, PatternRewriter &rewriter) {
  SmallVector<ReassociationIndices> joined{{0, 1}, {2}, {3}, {4}};
  auto type = tensor::CollapseShapeOp::inferCollapsedType(
      cast<RankedTensorType>(filter.getType()), joined);
  return rewriter.createOrFold<tensor::CollapseShapeOp>(filter.getLoc(), type,
                                                        filter, joined);
}

FailureOr<Conv> RaiseConv::match(linalg::LinalgOp op, const WindowForm &form,
                                 PatternRewriter &rewriter) const {
  if (failed(checkTensors(rewriter, op, op->getOperands())))
    return failure();
  Value input = op->getOperand(0);
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
  conv.input = input;
  return conv;
}

Value RaiseConv::buildFilter(linalg::LinalgOp op, const WindowForm &form,
                             PatternRewriter &rewriter) const {
  Value filter = op->getOperand(1);
  auto type = cast<RankedTensorType>(filter.getType());
  if (form.groups == WindowForm::None)
    return filter;
  if (form.groups == WindowForm::Dimension)
    return joinGroups(filter, rewriter);
  // A depthwise filter lacks the dimension of its single input channel.
  SmallVector<int64_t> shape(type.getShape());
  SmallVector<ReassociationIndices> split{{0, 1}, {2}, {3}};
  if (form.filterLayout == Layout::hwcf)
    split = {{0}, {1}, {2, 3}};
  shape.insert(shape.begin() + (form.filterLayout == Layout::hwcf ? 2 : 1), 1);
  return rewriter.createOrFold<tensor::ExpandShapeOp>(
      op.getLoc(), type.clone(shape), filter, split);
}

/// The operands of the layer that `conv` is.
static SmallVector<LayerOperand> getOperands(const Conv &conv,
                                             const WindowForm &form,
                                             Value input, Value filter) {
  SmallVector<LayerOperand> operands{{input, form.layout},
                                     {filter, *form.filterLayout}};
  if (conv.bias)
    operands.push_back({conv.bias, Layout::vector});
  return operands;
}

FailureOr<Value> RaiseConv::buildConv(linalg::LinalgOp op,
                                      const WindowForm &form, const Conv &conv,
                                      PatternRewriter &rewriter) const {
  PaddedInput input = takeInPadding(conv.input, form.layout, isZero);
  if (failed(fitPadding(input, form, getKernel(op->getOperand(1), form),
                        conv.resultType.getShape())))
    return rewriter.notifyMatchFailure(
        op, "expected a result as large as its windows allow");
  return buildLayer(
      rewriter, op.getLoc(),
      getOperands(conv, form, input.value, buildFilter(op, form, rewriter)),
      conv.resultType, form.layout, [&](OpBuilder &builder, ValueRange values) {
        return row::ConvOp::create(builder, op.getLoc(), values[0], values[1],
                                   conv.bias ? values[2] : Value(), form.stride,
                                   form.dilation, input.pad, conv.groups);
      });
}

FailureOr<Value> RaiseConv::buildTransposed(linalg::LinalgOp op,
                                            const WindowForm &form,
                                            const Conv &conv,
                                            PatternRewriter &rewriter) const {
  SmallVector<int64_t> kernel = getKernel(op->getOperand(1), form);
  SpreadInput input = takeInSpread(conv.input, form.layout);
  auto type = cast<RankedTensorType>(input.value.getType());
  SmallVector<int64_t> pad, outputPad;
  for (unsigned axis : {0, 1}) {
    int64_t dim = row::getLayoutDims(form.layout)[1 + axis];
    int64_t stride = input.stride[axis], dilation = form.dilation[axis];
    int64_t reach = (kernel[axis] - 1) * dilation;
    int64_t low = reach - input.offset[axis];
    // Rows behind the padding at the top; more than there are were padded.
    int64_t rows = (type.getDimSize(dim) - 1) * stride + reach + 1 - low;
    int64_t rest = conv.resultType.getDimSize(dim) - rows;
    // As in PyTorch, where the padding at the bottom is that at the top.
    bool isSymmetric =
        rest + low >= 0 && rest + low < std::max(stride, dilation);
    int64_t high = isSymmetric ? low : std::max<int64_t>(0, -rest);
    pad.append({low, high});
    outputPad.push_back(rest + high);
    if (form.stride[axis] != 1 || low < 0 ||
        std::max(low, high) > row::kMaxSize ||
        rest + high >= std::max(stride, dilation))
      return rewriter.notifyMatchFailure(
          op, "expected a transposed convolution without rows and columns that "
              "its windows do not reach");
  }
  Value filter = getTurned(op->getOperand(1), form);
  if (form.groups == WindowForm::Dimension)
    filter = joinGroups(filter, rewriter);
  return buildLayer(
      rewriter, op.getLoc(), getOperands(conv, form, input.value, filter),
      conv.resultType, form.layout, [&](OpBuilder &builder, ValueRange values) {
        return row::ConvTransposeOp::create(
            builder, op.getLoc(), values[0], values[1],
            conv.bias ? values[2] : Value(), input.stride, form.dilation, pad,
            outputPad, conv.groups);
      });
}

void lrcnn::populateConvPatterns(RewritePatternSet &patterns) {
  patterns.add<RaiseConv>(patterns.getContext());
}

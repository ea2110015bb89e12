//===- Layer.cpp - What the raising patterns share ------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Layer.h"
#include "mlir/Dialect/Linalg/Utils/Utils.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/SetVector.h"

#include <array>
#include <charconv>

using namespace mlir;
using namespace lrcnn;
using lrcnn::row::Layout;

//===----------------------------------------------------------------------===//
// Building
//===----------------------------------------------------------------------===//

/// `operand` as it is in front of a reshape that a layout stands for.
static LayerOperand takeInReshape(LayerOperand operand) {
  Operation *op = operand.value.getDefiningOp();
  if (!isa_and_present<tensor::ExpandShapeOp, tensor::CollapseShapeOp>(op))
    return operand;
  Value source = op->getOperand(0);
  auto type = cast<RankedTensorType>(source.getType());
  auto reshaped = cast<RankedTensorType>(operand.value.getType());
  SmallVector<int64_t> shape =
      row::toRowOrder(reshaped.getShape(), operand.layout);
  auto isOfSameKind = [&](Layout layout) {
    return row::isFilterLayout(layout) == row::isFilterLayout(operand.layout) &&
           row::isFeatureLayout(layout) == row::isFeatureLayout(operand.layout);
  };
  for (Layout layout : {Layout::fc, Layout::c11, Layout::nc})
    if (type.getRank() == row::getLayoutRank(layout) && isOfSameKind(layout) &&
        type.getNumElements() == reshaped.getNumElements() &&
        row::toRowOrder(type.getShape(), layout) == shape)
      return {source, layout};
  return operand;
}

Value lrcnn::buildLayer(OpBuilder &builder, Location loc,
                        ArrayRef<LayerOperand> operands, Type resultType,
                        Layout layout,
                        function_ref<Value(OpBuilder &, ValueRange)> build) {
  // An operand that is read twice is one input of the chain.
  SmallVector<LayerOperand> inputs;
  SmallVector<unsigned> places;
  for (const LayerOperand &reshaped : operands) {
    LayerOperand operand = takeInReshape(reshaped);
    const auto *known = llvm::find(inputs, operand);
    places.push_back(known - inputs.begin());
    if (known == inputs.end())
      inputs.push_back(operand);
  }
  auto values = llvm::map_to_vector(
      inputs, [](const LayerOperand &input) { return input.value; });
  auto layouts = llvm::map_to_vector(
      inputs, [](const LayerOperand &input) { return input.layout; });
  auto chain = row::ChainOp::create(builder, loc, TypeRange(resultType), values,
                                    layouts, ValueRange(), ArrayRef<Layout>(),
                                    ArrayRef(layout), ArrayRef<int64_t>());
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(chain.getBodyBlock());
  auto arguments = llvm::map_to_vector(places, [&](unsigned place) -> Value {
    return chain.getInputArgument(place);
  });
  row::YieldOp::create(builder, loc, build(builder, arguments));
  return chain.getResult(0);
}

//===----------------------------------------------------------------------===//
// Windows
//===----------------------------------------------------------------------===//

/// Whether `op` is the named op `OpTy` or a generic spelling of it; fills in
/// stride and dilation.
template <typename OpTy>
static bool isForm(linalg::LinalgOp op, WindowForm &form) {
  if (auto named = dyn_cast<OpTy>(op.getOperation())) {
    form.stride =
        llvm::to_vector(named.getStrides().template getValues<int64_t>());
    form.dilation =
        llvm::to_vector(named.getDilations().template getValues<int64_t>());
    return true;
  }
  return linalg::isaConvolutionOpOfType<OpTy>(op, &form.dilation, &form.stride);
}

bool lrcnn::areStepsSound(ArrayRef<int64_t> steps) {
  return llvm::all_of(
      steps, [](int64_t step) { return step >= 1 && step <= row::kMaxSize; });
}

std::optional<WindowForm> lrcnn::matchWindowForm(linalg::LinalgOp op) {
  struct Candidate {
    bool (*matches)(linalg::LinalgOp, WindowForm &);
    WindowForm form;
  };
  static const Candidate candidates[] = {
      {isForm<linalg::Conv2DNchwFchwOp>, {Layout::nchw, Layout::fchw}},
      {isForm<linalg::Conv2DNhwcHwcfOp>, {Layout::nhwc, Layout::hwcf}},
      {isForm<linalg::Conv2DNhwcFhwcOp>, {Layout::nhwc, Layout::fhwc}},
      {isForm<linalg::Conv2DNgchwGfchwOp>,
       {Layout::nchw, Layout::fchw, WindowForm::Dimension}},
      {isForm<linalg::Conv2DNhwgcGfhwcOp>,
       {Layout::nhwc, Layout::fhwc, WindowForm::Dimension}},
      {isForm<linalg::DepthwiseConv2DNchwChwOp>,
       {Layout::nchw, Layout::fchw, WindowForm::Depthwise}},
      {isForm<linalg::DepthwiseConv2DNhwcHwcOp>,
       {Layout::nhwc, Layout::hwcf, WindowForm::Depthwise}},
      {isForm<linalg::PoolingNchwMaxOp>,
       {Layout::nchw, std::nullopt, WindowForm::None, WindowForm::Max}},
      {isForm<linalg::PoolingNhwcMaxOp>,
       {Layout::nhwc, std::nullopt, WindowForm::None, WindowForm::Max}},
      {isForm<linalg::PoolingNchwSumOp>,
       {Layout::nchw, std::nullopt, WindowForm::None, WindowForm::Sum}},
      {isForm<linalg::PoolingNhwcSumOp>,
       {Layout::nhwc, std::nullopt, WindowForm::None, WindowForm::Sum}},
  };
  for (const Candidate &candidate : candidates) {
    WindowForm form = candidate.form;
    if (candidate.matches(op, form))
      return areStepsSound(form.stride) && areStepsSound(form.dilation)
                 ? std::optional(form)
                 : std::nullopt;
  }
  return std::nullopt;
}

/// The padding at the end, at most `high`, that gives `result` windows.
static std::optional<int64_t> fitEnd(int64_t size, int64_t low, int64_t high,
                                     int64_t extent, int64_t stride,
                                     int64_t result) {
  auto count = [&](int64_t end) {
    int64_t room = size + low + end - extent;
    return room < 0 ? 0 : room / stride + 1;
  };
  if (high < extent && count(high) == result)
    return high;
  int64_t reached = (result - 1) * stride + extent - low - size;
  int64_t end = std::max<int64_t>(reached, 0);
  if (end > high || count(end) != result)
    return std::nullopt;
  return end;
}

LogicalResult lrcnn::fitPadding(PaddedInput &input, const WindowForm &form,
                                ArrayRef<int64_t> kernel,
                                ArrayRef<int64_t> resultShape) {
  auto shape = cast<RankedTensorType>(input.value.getType()).getShape();
  for (unsigned axis : {0, 1}) {
    int64_t dim = row::getLayoutDims(form.layout)[1 + axis];
    int64_t extent = (kernel[axis] - 1) * form.dilation[axis] + 1;
    std::optional<int64_t> end =
        fitEnd(shape[dim], input.pad[2 * axis], input.pad[2 * axis + 1], extent,
               form.stride[axis], resultShape[dim]);
    if (!end)
      return failure();
    input.pad[2 * axis + 1] = *end;
  }
  return success();
}

int64_t lrcnn::countTapsInside(int64_t index, int64_t size, int64_t kernel,
                               int64_t stride, int64_t dilation, int64_t low) {
  return llvm::count_if(llvm::seq<int64_t>(kernel), [&](int64_t tap) {
    int64_t position = index * stride - low + tap * dilation;
    return position >= 0 && position < size;
  });
}

//===----------------------------------------------------------------------===//
// Padding
//===----------------------------------------------------------------------===//

/// The padding of `pad` as [top, bottom, left, right] if it is static and pads
/// rows and columns only.
static std::optional<SmallVector<int64_t>> getStaticPadding(tensor::PadOp pad,
                                                            Layout layout) {
  // MLIR's verifier does not count the operands.
  if (llvm::count_if(pad.getStaticLow(), ShapedType::isDynamic) !=
          std::ssize(pad.getLow()) ||
      llvm::count_if(pad.getStaticHigh(), ShapedType::isDynamic) !=
          std::ssize(pad.getHigh()))
    return std::nullopt;
  auto low = getConstantIntValues(pad.getMixedLowPad());
  auto high = getConstantIntValues(pad.getMixedHighPad());
  if (!low || !high)
    return std::nullopt;
  auto isNegative = [](int64_t size) { return size < 0; };
  if (llvm::any_of(*low, isNegative) || llvm::any_of(*high, isNegative))
    return std::nullopt;
  ArrayRef<int64_t> dims = row::getLayoutDims(layout);
  for (int64_t dim : {dims[0], dims[3]})
    if ((*low)[dim] != 0 || (*high)[dim] != 0)
      return std::nullopt;
  int64_t rows = dims[1], columns = dims[2];
  return SmallVector<int64_t>{(*low)[rows], (*high)[rows], (*low)[columns],
                              (*high)[columns]};
}

PaddedInput
lrcnn::takeInPadding(Value value, Layout layout,
                     function_ref<bool(const APFloat &)> isPadding) {
  PaddedInput input{value, {0, 0, 0, 0}};
  while (auto pad = input.value.getDefiningOp<tensor::PadOp>()) {
    Value constant = pad.getConstantPaddingValue();
    std::optional<APFloat> padding;
    if (constant)
      padding = getSplat(constant);
    auto sizes = getStaticPadding(pad, layout);
    if (!padding || !isPadding(*padding) || !sizes ||
        !hasLayerTypes(pad.getSource()))
      break;
    input.value = pad.getSource();
    for (auto [total, size] : llvm::zip_equal(input.pad, *sizes))
      total += size;
  }
  return input;
}

//===----------------------------------------------------------------------===//
// Operands
//===----------------------------------------------------------------------===//

bool lrcnn::isCountable(Value tensor) {
  auto type = dyn_cast<RankedTensorType>(tensor.getType());
  if (!type || !type.hasStaticShape())
    return false;
  int64_t elements = 1;
  return llvm::all_of(type.getShape(), [&](int64_t size) {
    bool fits = size >= 1 && size <= row::kMaxElements / elements;
    elements *= fits ? size : 1;
    return fits;
  });
}

bool lrcnn::hasLayerTypes(ValueRange values) {
  Type elementType = getElementTypeOrSelf(values.front());
  return llvm::all_of(values, [&](Value value) {
    auto type = dyn_cast<RankedTensorType>(value.getType());
    return type && type.hasStaticShape() && !type.getEncoding() &&
           type.getElementType() == elementType &&
           (elementType.isF32() || elementType.isF64()) &&
           row::areSizesSound(type.getShape());
  });
}

LogicalResult lrcnn::checkTensors(RewriterBase &rewriter, Operation *op,
                                  ValueRange values) {
  if (hasLayerTypes(values))
    return success();
  bool isUnsound = llvm::any_of(values.getTypes(), [](Type type) {
    auto tensor = dyn_cast<RankedTensorType>(type);
    return tensor && tensor.hasStaticShape() &&
           !row::areSizesSound(tensor.getShape());
  });
  return rewriter.notifyMatchFailure(op, [&](Diagnostic &diagnostic) {
    diagnostic << (isUnsound ? "expected sizes from 1 to 2^20, in all at most "
                               "2^48, got "
                             : "expected static tensors of f32 or of f64, got ")
               << values.getTypes();
  });
}

LogicalResult lrcnn::checkFeatures(RewriterBase &rewriter, Operation *op,
                                   ValueRange features) {
  if (failed(checkTensors(rewriter, op, features)))
    return failure();
  for (Value feature : features)
    if (!llvm::is_contained(
            {2, 4}, cast<RankedTensorType>(feature.getType()).getRank()))
      return rewriter.notifyMatchFailure(op, [&](Diagnostic &diagnostic) {
        diagnostic << "expected a 4-D feature map, or a matrix that has the "
                      "features of an image in each row, got "
                   << feature.getType();
      });
  return success();
}

std::optional<APFloat> lrcnn::getSplat(Value value) {
  FloatAttr scalar;
  if (matchPattern(value, m_Constant(&scalar)))
    return scalar.getValue();
  DenseElementsAttr elements;
  if (matchPattern(value, m_Constant(&elements)) && elements.isSplat() &&
      isa<FloatType>(elements.getElementType()))
    return elements.getSplatValue<APFloat>();
  if (auto fill = value.getDefiningOp<linalg::FillOp>())
    return getSplat(fill.value());
  if (auto generic = value.getDefiningOp<linalg::GenericOp>())
    if (std::optional<Value> filled = linalg::isaFillOpInterface(generic))
      return getSplat(*filled);
  return std::nullopt;
}

double lrcnn::getWritten(const APFloat &number) {
  if (&number.getSemantics() != &APFloat::IEEEsingle())
    return number.convertToDouble();
  std::array<char, 32> text;
  char *begin = text.data(), *end = begin + text.size();
  double written = 0;
  std::from_chars(begin, std::to_chars(begin, end, number.convertToFloat()).ptr,
                  written);
  return written;
}

Value lrcnn::getChannelVector(Value value, int64_t channels) {
  std::optional<SmallVector<int64_t>> dims;
  Operation *op = value.getDefiningOp();
  if (auto broadcast = dyn_cast_if_present<linalg::BroadcastOp>(op))
    dims.emplace(broadcast.getDimensions());
  else if (auto generic = dyn_cast_if_present<linalg::GenericOp>(op))
    dims = linalg::isaBroadcastOpInterface(generic);
  if (!dims)
    return nullptr;
  Value vector = op->getOperand(0);
  if (!hasLayerTypes(vector) || llvm::is_contained(*dims, channels) ||
      cast<RankedTensorType>(vector.getType()).getRank() != 1)
    return nullptr;
  return vector;
}

Value lrcnn::flatten(OpBuilder &builder, Value vector) {
  auto type = cast<RankedTensorType>(vector.getType());
  if (type.getRank() == 1)
    return vector;
  auto all = llvm::to_vector<2>(llvm::seq<int64_t>(type.getRank()));
  return tensor::CollapseShapeOp::create(builder, vector.getLoc(), vector, all);
}

//===----------------------------------------------------------------------===//
// Elements
//===----------------------------------------------------------------------===//

Value lrcnn::getElementResult(linalg::LinalgOp op) {
  if (!op.hasPureTensorSemantics() || op->getNumResults() != 1 ||
      op.getNumParallelLoops() != op.getNumLoops() ||
      !op.getIndexingMapMatchingResult(op->getResult(0)).isIdentity())
    return nullptr;
  return op.getBlock()->getTerminator()->getOperand(0);
}

/// The operand of `op` that `element` is an element of, or null.
static OpOperand *getElementOperand(linalg::LinalgOp op, Value element) {
  auto argument = dyn_cast<BlockArgument>(element);
  if (!argument || argument.getOwner() != op.getBlock())
    return nullptr;
  return op.getMatchingOpOperand(argument);
}

Value lrcnn::getElementSource(linalg::LinalgOp op, Value element) {
  OpOperand *operand = getElementOperand(op, element);
  if (!operand || !op.getMatchingIndexingMap(operand).isIdentity())
    return nullptr;
  return operand->get();
}

Value lrcnn::getElementVector(linalg::LinalgOp op, Value element,
                              int64_t channels) {
  if (Value source = getElementSource(op, element))
    return getChannelVector(source, channels);
  OpOperand *operand = getElementOperand(op, element);
  if (!operand)
    return nullptr;
  auto type = dyn_cast<RankedTensorType>(operand->get().getType());
  if (!type || type.getRank() >= op.getNumLoops())
    return nullptr;
  AffineMap map = op.getMatchingIndexingMap(operand);
  unsigned vectors = 0;
  for (auto [result, size] : llvm::zip_equal(map.getResults(), type.getShape()))
    if (result == getAffineDimExpr(channels, op.getContext()))
      ++vectors;
    else if (size != 1)
      return nullptr;
  return vectors == 1 ? operand->get() : Value();
}

Value lrcnn::getElementPixel(linalg::LinalgOp op, Value element,
                             Layout layout) {
  OpOperand *operand = getElementOperand(op, element);
  auto type = operand ? dyn_cast<RankedTensorType>(operand->get().getType())
                      : RankedTensorType();
  if (!type || type.getRank() != 4)
    return nullptr;
  SmallVector<int64_t> shape = op.getStaticLoopRanges();
  ArrayRef<int64_t> dims = row::getLayoutDims(layout);
  shape[dims[1]] = shape[dims[2]] = 1;
  if (type.getShape() != ArrayRef(shape))
    return nullptr;
  AffineMap map = op.getMatchingIndexingMap(operand);
  for (auto [dim, result] : llvm::enumerate(map.getResults()))
    if (shape[dim] != 1 && result != getAffineDimExpr(dim, op.getContext()))
      return nullptr;
  return operand->get();
}

std::optional<APFloat> lrcnn::getElementSplat(linalg::LinalgOp op,
                                              Value element) {
  OpOperand *operand = getElementOperand(op, element);
  return getSplat(operand ? operand->get() : element);
}

//===----------------------------------------------------------------------===//
// Layouts
//===----------------------------------------------------------------------===//

std::optional<Layout> lrcnn::getLayoutInFront(linalg::TransposeOp transpose) {
  if (transpose.getPermutation() == ArrayRef<int64_t>{0, 2, 3, 1})
    return Layout::nchw;
  if (transpose.getPermutation() == ArrayRef<int64_t>{0, 3, 1, 2})
    return Layout::nhwc;
  return std::nullopt;
}

bool lrcnn::isReshapeOfPixels(Operation *reshape) {
  SmallVector<ReassociationIndices> indices;
  RankedTensorType map;
  if (auto collapse = dyn_cast<tensor::CollapseShapeOp>(reshape)) {
    indices = collapse.getReassociationIndices();
    map = collapse.getSrcType();
  } else if (auto expand = dyn_cast<tensor::ExpandShapeOp>(reshape)) {
    indices = expand.getReassociationIndices();
    map = expand.getResultType();
  }
  SmallVector<ReassociationIndices> matrix{{0, 1, 2}, {3}};
  SmallVector<ReassociationIndices> batch{{0, 1}, {2}, {3}};
  SmallVector<ReassociationIndices> oneColumn{{0, 1}, {2, 3}};
  return indices == matrix || indices == batch ||
         (indices == oneColumn && map.getDimSize(2) == 1);
}

/// The order that `value` has where `op` makes it or reads it, if `op` says so.
static std::optional<Layout> getLayoutAt(Operation *op, Value value) {
  bool isResult = value.getDefiningOp() == op;
  if (auto chain = dyn_cast<row::ChainOp>(op)) {
    Layout layout =
        isResult
            ? chain.getResultLayout(cast<OpResult>(value).getResultNumber())
            : chain.getInputLayout(llvm::find(chain.getInputs(), value) -
                                   chain.getInputs().begin());
    if (layout == Layout::nchw || layout == Layout::nhwc)
      return layout;
    return std::nullopt;
  }
  if (auto transpose = dyn_cast<linalg::TransposeOp>(op)) {
    std::optional<Layout> front = getLayoutInFront(transpose);
    if (!front || !isResult)
      return front;
    return front == Layout::nchw ? Layout::nhwc : Layout::nchw;
  }
  if (auto linalgOp = dyn_cast<linalg::LinalgOp>(op))
    if (auto form = matchWindowForm(linalgOp))
      return form->layout;
  if (isReshapeOfPixels(op))
    return Layout::nhwc;
  return std::nullopt;
}

Layout lrcnn::inferLayout(Operation *op) {
  Block *block = op->getBlock();
  SetVector<Operation *> reached;
  reached.insert(op);
  std::optional<Layout> layout;
  // Both ways may lead through the body of a linalg op.
  auto reach = [&](Operation *next, Value value) {
    Operation *ancestor = next ? block->findAncestorOpInBlock(*next) : nullptr;
    if (!ancestor || layout)
      return;
    if (reached.insert(ancestor))
      layout = getLayoutAt(ancestor, value);
  };
  for (size_t i = 0; i < reached.size() && !layout; ++i) {
    Operation *next = reached[i];
    next->walk([&](Operation *nested) {
      for (Value operand : nested->getOperands())
        if (isa<RankedTensorType>(operand.getType()))
          reach(operand.getDefiningOp(), operand);
    });
    for (Value result : next->getResults())
      for (Operation *user : result.getUsers())
        reach(user, result);
  }
  return layout.value_or(Layout::nchw);
}

Layout lrcnn::inferResultLayout(Operation *op) {
  auto type = cast<RankedTensorType>(op->getResult(0).getType());
  return type.getRank() == 2 ? Layout::nc : inferLayout(op);
}

SmallVector<Layout> lrcnn::getPossibleLayouts(Operation *op) {
  Layout layout = inferResultLayout(op);
  if (layout == Layout::nc)
    return {layout};
  return {layout, layout == Layout::nhwc ? Layout::nchw : Layout::nhwc};
}

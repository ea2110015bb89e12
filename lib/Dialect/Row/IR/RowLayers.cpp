//===- RowLayers.cpp - Forward layers -------------------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Layers.h"
#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace lrcnn::row;
using lrcnn::plan::Window;

//===----------------------------------------------------------------------===//
// Shapes and attributes of windows
//===----------------------------------------------------------------------===//

int64_t lrcnn::row::getKernelExtent(int64_t kernel, int64_t dilation) {
  return (kernel - 1) * dilation + 1;
}

int64_t lrcnn::row::getWindowedSize(int64_t size, int64_t kernel,
                                    int64_t stride, int64_t dilation,
                                    int64_t padding) {
  int64_t room = size + padding - getKernelExtent(kernel, dilation);
  return room < 0 ? 0 : room / stride + 1;
}

LogicalResult lrcnn::row::verifyRange(Operation *op, StringRef name,
                                      ArrayRef<int64_t> values, int64_t least) {
  for (int64_t value : values)
    if (value < least || value > kMaxSize)
      return op->emitOpError() << "expected '" << name << "' from " << least
                               << " to " << kMaxSize << ", got " << value;
  return success();
}

LogicalResult lrcnn::row::verifyPair(Operation *op, StringRef name,
                                     ArrayRef<int64_t> values, int64_t least) {
  if (values.size() != 2)
    return op->emitOpError() << "expected 2 values (rows, columns) in '" << name
                             << "', got " << values.size();
  return verifyRange(op, name, values, least);
}

LogicalResult lrcnn::row::verifyPad(Operation *op, ArrayRef<int64_t> pad,
                                    int64_t least) {
  if (pad.size() != 4)
    return op->emitOpError()
           << "expected 4 values (top, bottom, left, right) in 'pad', got "
           << pad.size();
  return verifyRange(op, "pad", pad, least);
}

LogicalResult lrcnn::row::verifyWindow(Operation *op,
                                       const WindowAttrs &attrs) {
  // conv C1, max_pool C1, avg_pool C1, conv_transpose C1
  if (failed(verifyPair(op, "kernel", attrs.kernel, 1)) ||
      failed(verifyPair(op, "stride", attrs.stride, 1)) ||
      failed(verifyPair(op, "dilation", attrs.dilation, 1)))
    return failure();
  return verifyPad(op, attrs.pad, 0);
}

LogicalResult lrcnn::row::verifyVector(Operation *op, StringRef name,
                                       Value vector, RankedTensorType feature) {
  auto expected =
      RankedTensorType::get({feature.getDimSize(3)}, feature.getElementType());
  if (!vector || vector.getType() == expected)
    return success();
  return op->emitOpError() << "expected a " << name << " of " << expected
                           << ", got " << vector.getType();
}

LogicalResult lrcnn::row::verifyEps(Operation *op, const APFloat &eps) {
  if (eps.isFinite() && !eps.isNegative())
    return success();
  SmallString<16> text;
  eps.toString(text);
  return op->emitOpError() << "expected an 'eps' of at least 0, got " << text;
}

Window lrcnn::row::getRowWindow(const WindowAttrs &attrs) {
  return Window::conv(attrs.kernel[0], attrs.stride[0], attrs.dilation[0],
                      attrs.pad[0]);
}

/// The result's rows and columns, or an error if a window does not fit in the
/// padded input even once (G1).
static FailureOr<std::pair<int64_t, int64_t>>
inferWindowed(std::optional<Location> loc, ArrayRef<int64_t> input,
              const WindowAttrs &attrs) {
  if (attrs.kernel.size() != 2 || attrs.stride.size() != 2 ||
      attrs.dilation.size() != 2 || attrs.pad.size() != 4 ||
      llvm::any_of(attrs.stride, [](int64_t s) { return s < 1; }))
    return failure(); // The verifier says what is wrong.
  int64_t rows =
      getWindowedSize(input[1], attrs.kernel[0], attrs.stride[0],
                      attrs.dilation[0], attrs.pad[0] + attrs.pad[1]);
  int64_t columns =
      getWindowedSize(input[2], attrs.kernel[1], attrs.stride[1],
                      attrs.dilation[1], attrs.pad[2] + attrs.pad[3]);
  // conv C2, max_pool C2, avg_pool C2
  if (rows < 1 || columns < 1)
    return emitOptionalError(
        loc, "G1: expected the window to fit in the padded input of ", input[1],
        "x", input[2], " once, got extent ",
        getKernelExtent(attrs.kernel[0], attrs.dilation[0]), "x",
        getKernelExtent(attrs.kernel[1], attrs.dilation[1]));
  return std::make_pair(rows, columns);
}

/// The result of a layer that keeps the channels of its windowed input.
template <typename AdaptorT>
static LogicalResult inferPool(std::optional<Location> loc, AdaptorT adaptor,
                               const WindowAttrs &attrs,
                               SmallVectorImpl<Type> &types) {
  auto input = cast<RankedTensorType>(adaptor.getInput().getType());
  auto size = inferWindowed(loc, input.getShape(), attrs);
  if (failed(size))
    return failure();
  types.push_back(RankedTensorType::get(
      {input.getDimSize(0), size->first, size->second, input.getDimSize(3)},
      input.getElementType()));
  return success();
}

//===----------------------------------------------------------------------===//
// ConvOp
//===----------------------------------------------------------------------===//

LogicalResult
ConvOp::inferReturnTypes(MLIRContext *context, std::optional<Location> loc,
                         ValueRange operands, DictionaryAttr attributes,
                         OpaqueProperties properties, RegionRange regions,
                         SmallVectorImpl<Type> &types) {
  Adaptor adaptor(operands, attributes, properties, regions);
  auto input = cast<RankedTensorType>(adaptor.getInput().getType());
  auto filter = cast<RankedTensorType>(adaptor.getFilter().getType());
  auto size = inferWindowed(loc, input.getShape(),
                            {filter.getShape().slice(1, 2), adaptor.getStride(),
                             adaptor.getDilation(), adaptor.getPad()});
  if (failed(size))
    return failure();
  types.push_back(RankedTensorType::get(
      {input.getDimSize(0), size->first, size->second, filter.getDimSize(0)},
      input.getElementType()));
  return success();
}

LogicalResult lrcnn::row::verifyWork(Operation *op, RankedTensorType feature,
                                     RankedTensorType filter) {
  int64_t positions = feature.getNumElements() / feature.getDimSize(3);
  if (positions <= kMaxMacs / filter.getNumElements())
    return success();
  return op->emitOpError() << "expected at most 2^59 multiply-adds, got a "
                              "filter of "
                           << filter << " at " << positions << " positions";
}

LogicalResult lrcnn::row::verifyConvChannels(Operation *op,
                                             RankedTensorType input,
                                             RankedTensorType filter,
                                             RankedTensorType output,
                                             int64_t groups) {
  // conv C3
  if (groups < 1 || filter.getDimSize(0) % groups != 0)
    return op->emitOpError()
           << "expected 'groups' to divide the filter's "
           << filter.getDimSize(0) << " output channels, got " << groups;
  // conv C4
  if (filter.getDimSize(3) * groups != input.getDimSize(3))
    return op->emitOpError()
           << "expected input channels = filter channels * groups = "
           << filter.getDimSize(3) * groups << ", got " << input.getDimSize(3);
  if (output.getDimSize(3) != filter.getDimSize(0))
    return op->emitOpError()
           << "expected " << filter.getDimSize(0)
           << " channels of the result, got " << output.getDimSize(3);
  // conv C5
  if (filter.getElementType() != input.getElementType() ||
      output.getElementType() != input.getElementType())
    return op->emitOpError()
           << "expected one element type, got " << input.getElementType()
           << ", " << filter.getElementType() << " and "
           << output.getElementType();
  // conv C6
  return verifyWork(op, output, filter);
}

LogicalResult ConvOp::verify() {
  auto filter = getFilter().getType();
  if (failed(verifyWindow(*this, {filter.getShape().slice(1, 2), getStride(),
                                  getDilation(), getPad()})) ||
      failed(verifyConvChannels(*this, getInput().getType(), filter, getType(),
                                getGroups())))
    return failure();
  // conv C7
  return verifyVector(*this, "bias", getBias(), getType());
}

Window ConvOp::getWindow(unsigned) {
  return getRowWindow({getFilter().getType().getShape().slice(1, 2),
                       getStride(), getDilation(), getPad()});
}

bool ConvOp::hasRows(unsigned operand) { return operand == 0; }
bool ConvOp::isPacked(unsigned operand) { return operand == 1; }

int64_t ConvOp::getMacsPerRow() {
  return getType().getDimSize(2) * getFilter().getType().getNumElements();
}

Value ConvOp::buildOperandGradient(OpBuilder &builder, unsigned operand,
                                   Value gradient) {
  if (operand == 0)
    return ConvDataGradOp::create(
        builder, getLoc(), getInput().getType(), gradient, getFilter(),
        getStrideAttr(), getDilationAttr(), getPadAttr(), getGroupsAttr());
  if (operand == 1)
    return ConvFilterGradOp::create(
        builder, getLoc(), getFilter().getType(), getInput(), gradient,
        getStrideAttr(), getDilationAttr(), getPadAttr(), getGroupsAttr());
  return BiasGradOp::create(builder, getLoc(), getBias().getType(), gradient);
}

//===----------------------------------------------------------------------===//
// MaxPoolOp and AvgPoolOp
//===----------------------------------------------------------------------===//

LogicalResult
MaxPoolOp::inferReturnTypes(MLIRContext *, std::optional<Location> loc,
                            ValueRange operands, DictionaryAttr attributes,
                            OpaqueProperties properties, RegionRange regions,
                            SmallVectorImpl<Type> &types) {
  Adaptor adaptor(operands, attributes, properties, regions);
  return inferPool(loc, adaptor,
                   {adaptor.getKernel(), adaptor.getStride(),
                    adaptor.getDilation(), adaptor.getPad()},
                   types);
}

/// The first position of a window along `axis` that starts in front of `size`
/// positions and steps over all of them, if there is one.
static std::optional<int64_t> findMissing(const WindowAttrs &attrs,
                                          unsigned axis, int64_t size) {
  int64_t dilation = attrs.dilation[axis], kernel = attrs.kernel[axis];
  int64_t last =
      size + attrs.pad[2 * axis + 1] - getKernelExtent(kernel, dilation);
  for (int64_t start = -attrs.pad[2 * axis]; start < 0 && start <= last;
       start += attrs.stride[axis]) {
    int64_t tap = llvm::divideCeil(-start, dilation);
    if (tap >= kernel || start + tap * dilation >= size)
      return start;
  }
  return std::nullopt;
}

LogicalResult lrcnn::row::verifyPool(Operation *op, const WindowAttrs &attrs,
                                     RankedTensorType input) {
  if (failed(verifyWindow(op, attrs)))
    return failure();
  // max_pool C3, avg_pool C3
  for (unsigned side = 0; side < 4; ++side) {
    int64_t extent =
        getKernelExtent(attrs.kernel[side / 2], attrs.dilation[side / 2]);
    if (attrs.pad[side] >= extent)
      return op->emitOpError()
             << "G1: expected every window to meet the input, got padding "
             << attrs.pad[side] << " for a window of extent " << extent;
  }
  for (unsigned axis = 0; axis < 2; ++axis) {
    int64_t size = input.getDimSize(axis + 1);
    if (std::optional<int64_t> start = findMissing(attrs, axis, size))
      return op->emitOpError()
             << "G1: expected every window to meet the input's " << size
             << (axis == 0 ? " rows" : " columns") << ", got one from "
             << *start << " on that steps over them";
  }
  return success();
}

LogicalResult MaxPoolOp::verify() {
  return verifyPool(*this, {getKernel(), getStride(), getDilation(), getPad()},
                    getInput().getType());
}

Window MaxPoolOp::getWindow(unsigned) {
  return getRowWindow({getKernel(), getStride(), getDilation(), getPad()});
}

Value MaxPoolOp::buildOperandGradient(OpBuilder &builder, unsigned,
                                      Value gradient) {
  return MaxPoolGradOp::create(
      builder, getLoc(), getInput().getType(), getInput(), gradient,
      getKernelAttr(), getStrideAttr(), getDilationAttr(), getPadAttr());
}

static constexpr int64_t kNoDilation[] = {1, 1};

LogicalResult
AvgPoolOp::inferReturnTypes(MLIRContext *, std::optional<Location> loc,
                            ValueRange operands, DictionaryAttr attributes,
                            OpaqueProperties properties, RegionRange regions,
                            SmallVectorImpl<Type> &types) {
  Adaptor adaptor(operands, attributes, properties, regions);
  return inferPool(
      loc, adaptor,
      {adaptor.getKernel(), adaptor.getStride(), kNoDilation, adaptor.getPad()},
      types);
}

LogicalResult AvgPoolOp::verify() {
  return verifyPool(*this, {getKernel(), getStride(), kNoDilation, getPad()},
                    getInput().getType());
}

Window AvgPoolOp::getWindow(unsigned) {
  return getRowWindow({getKernel(), getStride(), kNoDilation, getPad()});
}

Value AvgPoolOp::buildOperandGradient(OpBuilder &builder, unsigned,
                                      Value gradient) {
  return AvgPoolGradOp::create(builder, getLoc(), getInput().getType(),
                               gradient, getKernelAttr(), getStrideAttr(),
                               getPadAttr(), getExcludePadAttr());
}

//===----------------------------------------------------------------------===//
// ConcatOp
//===----------------------------------------------------------------------===//

LogicalResult ConcatOp::inferReturnTypes(MLIRContext *,
                                         std::optional<Location> loc,
                                         ValueRange operands, DictionaryAttr,
                                         OpaqueProperties, RegionRange,
                                         SmallVectorImpl<Type> &types) {
  // concat C1
  if (operands.empty())
    return emitOptionalError(loc, "expected at least one operand");
  auto first = cast<RankedTensorType>(operands.front().getType());
  int64_t channels = 0;
  for (Value operand : operands) {
    auto type = cast<RankedTensorType>(operand.getType());
    // concat C2
    if (type.getShape().drop_back() != first.getShape().drop_back() ||
        type.getElementType() != first.getElementType())
      return emitOptionalError(
          loc, "expected operands that differ in channels only, got ", first,
          " and ", type);
    channels += type.getDimSize(3);
  }
  SmallVector<int64_t> shape(first.getShape());
  shape[3] = channels;
  types.push_back(first.clone(shape));
  return success();
}

Window ConcatOp::getWindow(unsigned) { return Window::pointwise(); }

Value ConcatOp::buildOperandGradient(OpBuilder &builder, unsigned operand,
                                     Value gradient) {
  int64_t offset = 0;
  for (Value before : getInputs().take_front(operand))
    offset += cast<RankedTensorType>(before.getType()).getDimSize(3);
  return ConcatGradOp::create(builder, getLoc(), getInputs()[operand].getType(),
                              gradient, builder.getI64IntegerAttr(operand),
                              builder.getI64IntegerAttr(offset));
}

//===- RowConvTranspose.cpp - Transposed convolution ----------------------===//
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

/// Rows (axis 0) or columns of the result, without output padding.
static int64_t getResultSize(int64_t size, const WindowAttrs &attrs,
                             unsigned axis) {
  return (size - 1) * attrs.stride[axis] - attrs.pad[2 * axis] -
         attrs.pad[2 * axis + 1] +
         getKernelExtent(attrs.kernel[axis], attrs.dilation[axis]);
}

/// Checks channels, groups and element types; `input` and `output` are those of
/// the transposed convolution.
static LogicalResult verifyChannels(Operation *op, RankedTensorType input,
                                    RankedTensorType filter,
                                    RankedTensorType output, int64_t groups) {
  // conv_transpose C3
  if (groups < 1 || filter.getDimSize(0) % groups != 0)
    return op->emitOpError()
           << "expected 'groups' to divide the filter's "
           << filter.getDimSize(0) << " input channels, got " << groups;
  // conv_transpose C4
  if (input.getDimSize(3) != filter.getDimSize(0))
    return op->emitOpError()
           << "expected " << filter.getDimSize(0)
           << " channels of the input, got " << input.getDimSize(3);
  if (output.getDimSize(3) != filter.getDimSize(3) * groups)
    return op->emitOpError()
           << "expected output channels = filter channels * groups = "
           << filter.getDimSize(3) * groups << ", got " << output.getDimSize(3);
  // conv_transpose C5
  if (filter.getElementType() != input.getElementType() ||
      output.getElementType() != input.getElementType())
    return op->emitOpError()
           << "expected one element type, got " << input.getElementType()
           << ", " << filter.getElementType() << " and "
           << output.getElementType();
  // conv_transpose C6
  return verifyWork(op, input, filter);
}

/// How much output padding an axis may have: less than its stride or dilation.
static int64_t getMostOutputPad(const WindowAttrs &attrs, unsigned axis) {
  return std::max(attrs.stride[axis], attrs.dilation[axis]) - 1;
}

/// Checks a gradient layer: `output` is a result for `input`, with some output
/// padding.
static LogicalResult verifyGradient(Operation *op, RankedTensorType input,
                                    RankedTensorType filter,
                                    RankedTensorType output,
                                    const WindowAttrs &attrs, int64_t groups) {
  if (failed(verifyWindow(op, attrs)) ||
      failed(verifyChannels(op, input, filter, output, groups)))
    return failure();
  // conv_transpose_data_grad C1, conv_transpose_filter_grad C1
  if (input.getDimSize(0) != output.getDimSize(0))
    return op->emitOpError()
           << "expected as many images in both tensors, got "
           << input.getDimSize(0) << " and " << output.getDimSize(0);
  for (unsigned axis = 0; axis < 2; ++axis) {
    int64_t least = getResultSize(input.getDimSize(axis + 1), attrs, axis);
    int64_t most = least + getMostOutputPad(attrs, axis);
    int64_t size = output.getDimSize(axis + 1);
    if (size < least || size > most)
      return op->emitOpError()
             << "expected a gradient of " << least << " to " << most
             << (axis == 0 ? " rows" : " columns") << ", got " << size;
  }
  return success();
}

//===----------------------------------------------------------------------===//
// ConvTransposeOp
//===----------------------------------------------------------------------===//

LogicalResult ConvTransposeOp::inferReturnTypes(
    MLIRContext *, std::optional<Location> loc, ValueRange operands,
    DictionaryAttr attributes, OpaqueProperties properties, RegionRange regions,
    SmallVectorImpl<Type> &types) {
  Adaptor adaptor(operands, attributes, properties, regions);
  auto input = cast<RankedTensorType>(adaptor.getInput().getType());
  auto filter = cast<RankedTensorType>(adaptor.getFilter().getType());
  WindowAttrs attrs{filter.getShape().slice(1, 2), adaptor.getStride(),
                    adaptor.getDilation(), adaptor.getPad()};
  auto isHuge = [](int64_t value) { return value < 0 || value > kMaxSize; };
  ArrayRef<int64_t> outputPad = adaptor.getOutputPad();
  auto groups = static_cast<int64_t>(adaptor.getGroups());
  if (attrs.stride.size() != 2 || attrs.dilation.size() != 2 ||
      attrs.pad.size() != 4 || outputPad.size() != 2 || groups < 1 ||
      isHuge(groups))
    return failure(); // The verifier says what is wrong.
  for (ArrayRef<int64_t> values :
       {attrs.stride, attrs.dilation, attrs.pad, outputPad})
    if (llvm::any_of(values, isHuge))
      return failure();
  int64_t rows = getResultSize(input.getDimSize(1), attrs, 0) + outputPad[0];
  int64_t columns = getResultSize(input.getDimSize(2), attrs, 1) + outputPad[1];
  // conv_transpose C2
  if (rows < 1 || columns < 1)
    return emitOptionalError(
        loc, "G5: expected a result of at least one row and column, got ", rows,
        "x", columns);
  types.push_back(input.clone(
      {input.getDimSize(0), rows, columns, filter.getDimSize(3) * groups}));
  return success();
}

static WindowAttrs getAttrs(ConvTransposeOp op) {
  return {op.getFilter().getType().getShape().slice(1, 2), op.getStride(),
          op.getDilation(), op.getPad()};
}

LogicalResult ConvTransposeOp::verify() {
  WindowAttrs attrs = getAttrs(*this);
  if (failed(verifyWindow(*this, attrs)) ||
      failed(verifyPair(*this, "output_pad", getOutputPad(), 0)) ||
      failed(verifyChannels(*this, getInput().getType(), getFilter().getType(),
                            getType(), getGroups())))
    return failure();
  // conv_transpose C7
  for (unsigned axis = 0; axis < 2; ++axis)
    if (getOutputPad()[axis] > getMostOutputPad(attrs, axis))
      return emitOpError() << "expected 'output_pad' to be less than the "
                              "stride or the dilation, got "
                           << getOutputPad()[axis];
  // conv_transpose C8
  return verifyVector(*this, "bias", getBias(), getType());
}

Window ConvTransposeOp::getWindow(unsigned) {
  return getGradientWindow(getAttrs(*this));
}

bool ConvTransposeOp::hasRows(unsigned operand) { return operand == 0; }
bool ConvTransposeOp::isPacked(unsigned operand) { return operand == 1; }

/// An input row has the multiply-adds of as many rows of the result as the
/// stride.
static int64_t getMacs(RankedTensorType input, RankedTensorType filter,
                       int64_t stride) {
  return llvm::divideCeil(input.getDimSize(2) * filter.getNumElements(),
                          stride);
}

int64_t ConvTransposeOp::getMacsPerRow() {
  return getMacs(getInput().getType(), getFilter().getType(), getStride()[0]);
}

Value ConvTransposeOp::buildOperandGradient(OpBuilder &builder,
                                            unsigned operand, Value gradient) {
  if (operand == 0)
    return ConvTransposeDataGradOp::create(
        builder, getLoc(), getInput().getType(), gradient, getFilter(),
        getStrideAttr(), getDilationAttr(), getPadAttr(), getGroupsAttr());
  if (operand == 1)
    return ConvTransposeFilterGradOp::create(
        builder, getLoc(), getFilter().getType(), getInput(), gradient,
        getStrideAttr(), getDilationAttr(), getPadAttr(), getGroupsAttr());
  return BiasGradOp::create(builder, getLoc(), getBias().getType(), gradient);
}

//===----------------------------------------------------------------------===//
// Gradients
//===----------------------------------------------------------------------===//

LogicalResult ConvTransposeDataGradOp::verify() {
  auto filter = getFilter().getType();
  return verifyGradient(
      *this, getType(), filter, getResultGradient().getType(),
      {filter.getShape().slice(1, 2), getStride(), getDilation(), getPad()},
      getGroups());
}

Window ConvTransposeDataGradOp::getWindow(unsigned) {
  return getRowWindow({getFilter().getType().getShape().slice(1, 2),
                       getStride(), getDilation(), getPad()});
}

bool ConvTransposeDataGradOp::hasRows(unsigned operand) { return operand == 0; }
bool ConvTransposeDataGradOp::isPacked(unsigned operand) {
  return operand == 1;
}

int64_t ConvTransposeDataGradOp::getMacsPerRow() {
  return getMacs(getType(), getFilter().getType(), getStride()[0]);
}

unsigned ConvTransposeDataGradOp::getResultGradientOperand() { return 0; }
unsigned ConvTransposeDataGradOp::getDifferentiatedOperand() { return 0; }

LogicalResult ConvTransposeFilterGradOp::verify() {
  return verifyGradient(
      *this, getInput().getType(), getType(), getResultGradient().getType(),
      {getType().getShape().slice(1, 2), getStride(), getDilation(), getPad()},
      getGroups());
}

Window ConvTransposeFilterGradOp::getWindow(unsigned) {
  return Window::barrier();
}
bool ConvTransposeFilterGradOp::isFold() { return true; }
bool ConvTransposeFilterGradOp::hasAccumulator() { return true; }

int64_t ConvTransposeFilterGradOp::getMacsPerRow() {
  return getMacs(getInput().getType(), getType(), getStride()[0]);
}

unsigned ConvTransposeFilterGradOp::getResultGradientOperand() { return 1; }
unsigned ConvTransposeFilterGradOp::getDifferentiatedOperand() { return 1; }

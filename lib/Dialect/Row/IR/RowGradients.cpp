//===- RowGradients.cpp - Gradient layers ---------------------------------===//
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

/// Checks that a windowed layer with `attrs` gives `output`'s size from
/// `input`'s.
static LogicalResult verifySizes(Operation *op, RankedTensorType input,
                                 RankedTensorType output,
                                 const WindowAttrs &attrs) {
  if (input.getDimSize(0) != output.getDimSize(0))
    return op->emitOpError()
           << "expected as many images in both tensors, got "
           << input.getDimSize(0) << " and " << output.getDimSize(0);
  for (unsigned dim = 0; dim < 2; ++dim) {
    int64_t size = getWindowedSize(input.getDimSize(dim + 1), attrs.kernel[dim],
                                   attrs.stride[dim], attrs.dilation[dim],
                                   attrs.pad[2 * dim] + attrs.pad[2 * dim + 1]);
    if (size != output.getDimSize(dim + 1))
      return op->emitOpError() << "G1: expected a gradient of " << size
                               << (dim == 0 ? " rows" : " columns") << ", got "
                               << output.getDimSize(dim + 1);
  }
  return success();
}

static LogicalResult verifySameChannels(Operation *op, RankedTensorType input,
                                        RankedTensorType output) {
  // max_pool_grad C1, avg_pool_grad C1
  if (input.getDimSize(3) == output.getDimSize(3) &&
      input.getElementType() == output.getElementType())
    return success();
  return op->emitOpError()
         << "expected channels and element type to agree, got " << input
         << " and " << output;
}

Window lrcnn::row::getGradientWindow(const WindowAttrs &attrs) {
  // Row i is read by rows ceil((i + pt - K + 1) / s) to floor((i + pt) / s).
  int64_t extent = getKernelExtent(attrs.kernel[0], attrs.dilation[0]);
  Window window;
  window.num = 1;
  window.den = attrs.stride[0];
  window.beginOffset = attrs.pad[0] - extent + attrs.stride[0];
  window.endOffset = attrs.pad[0];
  return window;
}

//===----------------------------------------------------------------------===//
// Convolution
//===----------------------------------------------------------------------===//

LogicalResult ConvDataGradOp::verify() {
  auto filter = getFilter().getType();
  auto output = getResultGradient().getType();
  WindowAttrs attrs{filter.getShape().slice(1, 2), getStride(), getDilation(),
                    getPad()};
  if (failed(verifyWindow(*this, attrs)) ||
      failed(verifyConvChannels(*this, getType(), filter, output, getGroups())))
    return failure();
  // conv_data_grad C1
  return verifySizes(*this, getType(), output, attrs);
}

Window ConvDataGradOp::getWindow(unsigned) {
  return getGradientWindow({getFilter().getType().getShape().slice(1, 2),
                            getStride(), getDilation(), getPad()});
}

bool ConvDataGradOp::hasRows(unsigned operand) { return operand == 0; }
bool ConvDataGradOp::isPacked(unsigned operand) { return operand == 1; }

int64_t ConvDataGradOp::getMacsPerRow() {
  return getResultGradient().getType().getDimSize(2) *
         getFilter().getType().getNumElements();
}

unsigned ConvDataGradOp::getResultGradientOperand() { return 0; }
unsigned ConvDataGradOp::getDifferentiatedOperand() { return 0; }

LogicalResult ConvFilterGradOp::verify() {
  auto input = getInput().getType();
  auto output = getResultGradient().getType();
  WindowAttrs attrs{getType().getShape().slice(1, 2), getStride(),
                    getDilation(), getPad()};
  if (failed(verifyWindow(*this, attrs)) ||
      failed(verifyConvChannels(*this, input, getType(), output, getGroups())))
    return failure();
  // conv_filter_grad C1
  return verifySizes(*this, input, output, attrs);
}

Window ConvFilterGradOp::getWindow(unsigned) { return Window::barrier(); }
bool ConvFilterGradOp::isFold() { return true; }
bool ConvFilterGradOp::hasAccumulator() { return true; }

int64_t ConvFilterGradOp::getMacsPerRow() {
  return getResultGradient().getType().getDimSize(2) *
         getType().getNumElements();
}

unsigned ConvFilterGradOp::getResultGradientOperand() { return 1; }
unsigned ConvFilterGradOp::getDifferentiatedOperand() { return 1; }

LogicalResult BiasGradOp::verify() {
  // bias_grad C1
  return verifyVector(*this, "result", getResult(),
                      getResultGradient().getType());
}

Window BiasGradOp::getWindow(unsigned) { return Window::barrier(); }
bool BiasGradOp::isFold() { return true; }

SmallVector<Value> BiasGradOp::buildSummands(OpBuilder &, Location,
                                             ValueRange elements) {
  return SmallVector<Value>(elements);
}

unsigned BiasGradOp::getResultGradientOperand() { return 0; }
unsigned BiasGradOp::getDifferentiatedOperand() { return getOperand(); }

//===----------------------------------------------------------------------===//
// Pools
//===----------------------------------------------------------------------===//

LogicalResult MaxPoolGradOp::verify() {
  WindowAttrs attrs{getKernel(), getStride(), getDilation(), getPad()};
  auto output = getResultGradient().getType();
  if (failed(verifyPool(*this, attrs, getType())) ||
      failed(verifySameChannels(*this, getType(), output)))
    return failure();
  // max_pool_grad C2
  if (getInput().getType() != getType())
    return emitOpError() << "expected a result of the input's type "
                         << getInput().getType() << ", got " << getType();
  // max_pool_grad C3
  return verifySizes(*this, getType(), output, attrs);
}

Window MaxPoolGradOp::getWindow(unsigned operand) {
  if (operand == 1)
    return getGradientWindow(
        {getKernel(), getStride(), getDilation(), getPad()});
  // The windows that a row is in reach K - 1 rows up and down.
  int64_t reach = getKernelExtent(getKernel()[0], getDilation()[0]) - 1;
  Window window;
  window.beginOffset = -reach;
  window.endOffset = reach;
  return window;
}

unsigned MaxPoolGradOp::getResultGradientOperand() { return 1; }
unsigned MaxPoolGradOp::getDifferentiatedOperand() { return 0; }

static constexpr int64_t kNoDilation[] = {1, 1};

LogicalResult AvgPoolGradOp::verify() {
  WindowAttrs attrs{getKernel(), getStride(), kNoDilation, getPad()};
  auto output = getResultGradient().getType();
  if (failed(verifyPool(*this, attrs, getType())) ||
      failed(verifySameChannels(*this, getType(), output)))
    return failure();
  // avg_pool_grad C2
  return verifySizes(*this, getType(), output, attrs);
}

Window AvgPoolGradOp::getWindow(unsigned) {
  return getGradientWindow({getKernel(), getStride(), kNoDilation, getPad()});
}

unsigned AvgPoolGradOp::getResultGradientOperand() { return 0; }
unsigned AvgPoolGradOp::getDifferentiatedOperand() { return 0; }

//===----------------------------------------------------------------------===//
// Concatenation
//===----------------------------------------------------------------------===//

LogicalResult ConcatGradOp::verify() {
  auto gradient = getResultGradient().getType();
  // concat_grad C1
  if (getType().getShape().drop_back() != gradient.getShape().drop_back() ||
      getType().getElementType() != gradient.getElementType())
    return emitOpError() << "expected a result that differs in channels only "
                            "from "
                         << gradient << ", got " << getType();
  int64_t offset = getOffset(), channels = getType().getDimSize(3);
  // concat_grad C2
  if (offset < 0 || offset > gradient.getDimSize(3) - channels)
    return emitOpError() << "expected " << channels << " channels from "
                         << offset << " on to lie in the gradient's "
                         << gradient.getDimSize(3);
  return success();
}

Window ConcatGradOp::getWindow(unsigned) { return Window::pointwise(); }
unsigned ConcatGradOp::getResultGradientOperand() { return 0; }
unsigned ConcatGradOp::getDifferentiatedOperand() { return getOperand(); }

//===----------------------------------------------------------------------===//
// Spread operands and folds
//===----------------------------------------------------------------------===//

int64_t lrcnn::row::getNumElements(PointwiseOpInterface layer,
                                   unsigned operand) {
  auto random = dyn_cast<RandomOpInterface>(layer.getOperation());
  if (random && layer->getOperand(operand) == random.getSeed())
    return 0;
  auto type = cast<RankedTensorType>(layer->getOperand(operand).getType());
  return layer.isSpread(operand) && type.getRank() == 4 ? type.getDimSize(2)
                                                        : 1;
}

bool lrcnn::row::isSpreadGradient(Operation *layer) {
  auto pointwise = dyn_cast<PointwiseOpInterface>(layer);
  auto gradient = dyn_cast<GradientOpInterface>(layer);
  return pointwise && gradient &&
         pointwise.isSpread(gradient.getResultGradientOperand());
}

bool lrcnn::row::isFold(Operation *layer) {
  auto geometry = dyn_cast_or_null<GeometryOpInterface>(layer);
  return geometry && geometry.isFold();
}

Value lrcnn::row::getFoldedOperand(Operation *layer) {
  auto gradient = dyn_cast<GradientOpInterface>(layer);
  return layer->getOperand(gradient ? gradient.getResultGradientOperand() : 0);
}

bool lrcnn::row::isParameterGradient(Operation *layer) {
  if (!isFold(layer) || !isa<GradientOpInterface>(layer) ||
      cast<GradientOpInterface>(layer).isPartial())
    return false;
  // A filter's gradient has an accumulator, that of a pixel spread over an
  // image has not.
  return cast<RankedTensorType>(layer->getResult(0).getType()).getRank() == 1 ||
         cast<GeometryOpInterface>(layer).hasAccumulator();
}

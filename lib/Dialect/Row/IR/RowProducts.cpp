//===- RowProducts.cpp - Products of feature maps -------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Layers.h"
#include "lrcnn/Dialect/Row/IR/Element.h"

using namespace mlir;
using namespace lrcnn::row;
using lrcnn::plan::Window;

/// One row and one column for each image of `feature`.
static RankedTensorType getPixelOf(RankedTensorType feature) {
  return feature.clone({feature.getDimSize(0), 1, 1, feature.getDimSize(3)});
}

static Value multiply(OpBuilder &builder, Location loc, ValueRange elements) {
  Element lhs(builder, loc, elements[0]), rhs(builder, loc, elements[1]);
  return lhs * rhs;
}

//===----------------------------------------------------------------------===//
// MulOp
//===----------------------------------------------------------------------===//

LogicalResult MulOp::inferReturnTypes(MLIRContext *,
                                      std::optional<Location> loc,
                                      ValueRange operands, DictionaryAttr,
                                      OpaqueProperties, RegionRange,
                                      SmallVectorImpl<Type> &types) {
  auto lhs = cast<RankedTensorType>(operands[0].getType());
  // mul C1
  if (operands[1].getType() != lhs && operands[1].getType() != getPixelOf(lhs))
    return emitOptionalError(loc, "expected a right-hand side of ", lhs,
                             " or of ", getPixelOf(lhs), ", got ",
                             operands[1].getType());
  types.push_back(lhs);
  return success();
}

Value MulOp::buildOperandGradient(OpBuilder &builder, unsigned operand,
                                  Value gradient) {
  auto type = cast<RankedTensorType>((*this)->getOperand(operand).getType());
  if (type != getType())
    return MulPixelGradOp::create(builder, getLoc(), type, getLhs(), gradient);
  return MulGradOp::create(builder, getLoc(), type, gradient,
                           (*this)->getOperand(1 - operand), operand);
}

Value MulOp::buildElement(OpBuilder &builder, Location loc,
                          ValueRange elements) {
  return multiply(builder, loc, elements);
}

//===----------------------------------------------------------------------===//
// ScaleOp
//===----------------------------------------------------------------------===//

LogicalResult ScaleOp::inferReturnTypes(MLIRContext *,
                                        std::optional<Location> loc,
                                        ValueRange operands, DictionaryAttr,
                                        OpaqueProperties, RegionRange,
                                        SmallVectorImpl<Type> &types) {
  auto input = cast<RankedTensorType>(operands[0].getType());
  auto expected =
      RankedTensorType::get({input.getDimSize(3)}, input.getElementType());
  // scale C1
  if (operands[1].getType() != expected)
    return emitOptionalError(loc, "expected a scale of ", expected, ", got ",
                             operands[1].getType());
  types.push_back(input);
  return success();
}

Value ScaleOp::buildOperandGradient(OpBuilder &builder, unsigned operand,
                                    Value gradient) {
  if (operand == 0)
    return MulGradOp::create(builder, getLoc(), getType(), gradient, getScale(),
                             operand);
  return ScaleGradOp::create(builder, getLoc(), getScale().getType(),
                             getInput(), gradient);
}

Value ScaleOp::buildElement(OpBuilder &builder, Location loc,
                            ValueRange elements) {
  return multiply(builder, loc, elements);
}

//===----------------------------------------------------------------------===//
// Gradients
//===----------------------------------------------------------------------===//

LogicalResult MulGradOp::verify() {
  auto factor = cast<RankedTensorType>(getFactor().getType());
  // mul_grad C1
  if (factor.getRank() == 1)
    return verifyVector(*this, "factor", getFactor(), getType());
  if (factor == getType() || factor == getPixelOf(getType()))
    return success();
  return emitOpError() << "expected a factor of " << getType() << " or of "
                       << getPixelOf(getType()) << ", got " << factor;
}

unsigned MulGradOp::getResultGradientOperand() { return 0; }
unsigned MulGradOp::getDifferentiatedOperand() { return getOperand(); }

Value MulGradOp::buildElement(OpBuilder &builder, Location loc,
                              ValueRange elements) {
  return multiply(builder, loc, elements);
}

LogicalResult MulPixelGradOp::verify() {
  RankedTensorType input = getInput().getType();
  // mul_pixel_grad C1
  if (getResultGradient().getType() != input)
    return emitOpError() << "expected a gradient of the input's type " << input
                         << ", got " << getResultGradient().getType();
  // mul_pixel_grad C2
  if (getType() != getPixelOf(input))
    return emitOpError() << "expected a result of " << getPixelOf(input)
                         << ", got " << getType();
  return success();
}

Window MulPixelGradOp::getWindow(unsigned) { return Window::barrier(); }
unsigned MulPixelGradOp::getResultGradientOperand() { return 1; }
unsigned MulPixelGradOp::getDifferentiatedOperand() { return 1; }

SmallVector<Value> MulPixelGradOp::buildSummands(OpBuilder &builder,
                                                 Location loc,
                                                 ValueRange elements) {
  return {multiply(builder, loc, elements)};
}

LogicalResult ScaleGradOp::verify() {
  // scale_grad C1
  return verifyVector(*this, "result", getResult(), getInput().getType());
}

Window ScaleGradOp::getWindow(unsigned) { return Window::barrier(); }
bool ScaleGradOp::isFold() { return true; }
unsigned ScaleGradOp::getResultGradientOperand() { return 1; }
unsigned ScaleGradOp::getDifferentiatedOperand() { return 1; }

SmallVector<Value> ScaleGradOp::buildSummands(OpBuilder &builder, Location loc,
                                              ValueRange elements) {
  return {multiply(builder, loc, elements)};
}

//===- RowPointwise.cpp - Layers that work element by element -------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Dialect/Row/IR/Element.h"
#include "lrcnn/Dialect/Row/IR/Row.h"

using namespace mlir;
using namespace lrcnn::row;
using lrcnn::plan::Window;

Window lrcnn::row::getPointwiseWindow(Operation *pointwise, unsigned operand) {
  return pointwise->getOperand(operand).getType() ==
                 pointwise->getResult(0).getType()
             ? Window::pointwise()
             : Window::spread();
}

//===----------------------------------------------------------------------===//
// Activations
//===----------------------------------------------------------------------===//

Value ReluOp::buildElement(OpBuilder &builder, Location loc,
                           ValueRange elements) {
  Element x(builder, loc, elements[0]);
  return atLeast(x, 0.0);
}

Value ReluGradOp::buildElement(OpBuilder &builder, Location loc,
                               ValueRange elements) {
  Element y(builder, loc, elements[0]), dy(builder, loc, elements[1]);
  return select(y <= 0.0, y.number(0.0), dy);
}

Value Relu6Op::buildElement(OpBuilder &builder, Location loc,
                            ValueRange elements) {
  Element x(builder, loc, elements[0]);
  return atMost(atLeast(x, 0.0), 6.0);
}

Value Relu6GradOp::buildElement(OpBuilder &builder, Location loc,
                                ValueRange elements) {
  Element y(builder, loc, elements[0]), dy(builder, loc, elements[1]);
  Element zero = y.number(0.0);
  return select(y > 0.0, select(y < 6.0, dy, zero), zero);
}

static LogicalResult verifySlope(Operation *op, const APFloat &slope) {
  // leaky_relu C1
  if (slope.isFinite())
    return success();
  SmallString<16> text;
  slope.toString(text);
  return op->emitOpError() << "expected a finite 'slope', got " << text;
}

LogicalResult LeakyReluOp::verify() { return verifySlope(*this, getSlope()); }
LogicalResult LeakyReluGradOp::verify() {
  return verifySlope(*this, getSlope());
}

Value LeakyReluOp::buildElement(OpBuilder &builder, Location loc,
                                ValueRange elements) {
  Element x(builder, loc, elements[0]);
  return select(x > 0.0, x, x * getSlope().convertToDouble());
}

Value LeakyReluGradOp::buildElement(OpBuilder &builder, Location loc,
                                    ValueRange elements) {
  Element y(builder, loc, elements[0]), dy(builder, loc, elements[1]);
  return select(y > 0.0, dy, dy * getSlope().convertToDouble());
}

static Element sigmoid(Element x) { return 1.0 / (1.0 + exp(-x)); }

Value SigmoidOp::buildElement(OpBuilder &builder, Location loc,
                              ValueRange elements) {
  return sigmoid(Element(builder, loc, elements[0]));
}

Value SigmoidGradOp::buildElement(OpBuilder &builder, Location loc,
                                  ValueRange elements) {
  Element y(builder, loc, elements[0]), dy(builder, loc, elements[1]);
  return dy * ((1.0 - y) * y);
}

Value TanhOp::buildElement(OpBuilder &builder, Location loc,
                           ValueRange elements) {
  return tanh(Element(builder, loc, elements[0]));
}

Value TanhGradOp::buildElement(OpBuilder &builder, Location loc,
                               ValueRange elements) {
  Element y(builder, loc, elements[0]), dy(builder, loc, elements[1]);
  return dy * (1.0 - y * y);
}

/// min(max(x + 3, 0), 6)
static Element ramp(Element x) { return atMost(atLeast(x + 3.0, 0.0), 6.0); }

Value HardsigmoidOp::buildElement(OpBuilder &builder, Location loc,
                                  ValueRange elements) {
  return ramp(Element(builder, loc, elements[0])) / 6.0;
}

Value HardsigmoidGradOp::buildElement(OpBuilder &builder, Location loc,
                                      ValueRange elements) {
  Element y(builder, loc, elements[0]), dy(builder, loc, elements[1]);
  Element zero = y.number(0.0);
  return select(y > 0.0, select(y < 1.0, dy / 6.0, zero), zero);
}

Value HardswishOp::buildElement(OpBuilder &builder, Location loc,
                                ValueRange elements) {
  Element x(builder, loc, elements[0]);
  return x * ramp(x) / 6.0;
}

Value HardswishGradOp::buildElement(OpBuilder &builder, Location loc,
                                    ValueRange elements) {
  Element x(builder, loc, elements[0]), dy(builder, loc, elements[1]);
  Element inner = dy * (x / 3.0 + 0.5);
  return select(x <= -3.0, x.number(0.0), select(x < 3.0, inner, dy));
}

Value SiluOp::buildElement(OpBuilder &builder, Location loc,
                           ValueRange elements) {
  Element x(builder, loc, elements[0]);
  return x / (1.0 + exp(-x));
}

Value SiluGradOp::buildElement(OpBuilder &builder, Location loc,
                               ValueRange elements) {
  Element x(builder, loc, elements[0]), dy(builder, loc, elements[1]);
  Element s = sigmoid(x);
  return dy * (s * (1.0 + x * (1.0 - s)));
}

static constexpr double kHalfRoot = 0.70710678118654752;  // sqrt(1 / 2)
static constexpr double kDensity = 0.39894228040143268;   // 1 / sqrt(2 pi)
static constexpr double kTanhScale = 0.79788456080286536; // sqrt(2 / pi)
static constexpr double kTanhCube = 0.044715;

/// (1 + tanh(u)) / 2 for the approximation's u: as a sigmoid it does not cancel
/// where tanh is close to -1.
static Element getTanhShare(Element x) {
  return sigmoid(2.0 * kTanhScale * (x + kTanhCube * (x * x * x)));
}

Value GeluOp::buildElement(OpBuilder &builder, Location loc,
                           ValueRange elements) {
  Element x(builder, loc, elements[0]);
  if (getTanh())
    return x * getTanhShare(x);
  return 0.5 * x * (1.0 + erf(x * kHalfRoot));
}

Value GeluGradOp::buildElement(OpBuilder &builder, Location loc,
                               ValueRange elements) {
  Element x(builder, loc, elements[0]), dy(builder, loc, elements[1]);
  if (!getTanh()) {
    Element below = 0.5 * (1.0 + erf(x * kHalfRoot));
    Element density = kDensity * exp(-0.5 * (x * x));
    return dy * (below + x * density);
  }
  Element share = getTanhShare(x);
  Element slope = 2.0 * kTanhScale * (1.0 + 3.0 * kTanhCube * (x * x));
  return dy * (share * (1.0 + x * ((1.0 - share) * slope)));
}

//===----------------------------------------------------------------------===//
// Sums
//===----------------------------------------------------------------------===//

LogicalResult AddOp::inferReturnTypes(MLIRContext *,
                                      std::optional<Location> loc,
                                      ValueRange operands, DictionaryAttr,
                                      OpaqueProperties, RegionRange,
                                      SmallVectorImpl<Type> &types) {
  // add C1
  if (operands[0].getType() != operands[1].getType())
    return emitOptionalError(loc, "expected operands of one type, got ",
                             operands[0].getType(), " and ",
                             operands[1].getType());
  types.push_back(operands.front().getType());
  return success();
}

Value AddOp::buildOperandGradient(OpBuilder &builder, unsigned operand,
                                  Value gradient) {
  return AddGradOp::create(builder, getLoc(), getType(), gradient,
                           builder.getI64IntegerAttr(operand));
}

Value AddOp::buildElement(OpBuilder &builder, Location loc,
                          ValueRange elements) {
  Element lhs(builder, loc, elements[0]), rhs(builder, loc, elements[1]);
  return lhs + rhs;
}

unsigned AddGradOp::getResultGradientOperand() { return 0; }
unsigned AddGradOp::getDifferentiatedOperand() { return getOperand(); }

Value AddGradOp::buildElement(OpBuilder &, Location, ValueRange elements) {
  return elements[0];
}

//===- RowLayerNorm.cpp - Normalization over channels ---------------------===//
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

LogicalResult LayerNormOp::verify() {
  // layer_norm C1, layer_norm C2
  if (failed(verifyEps(*this, getEps())) ||
      failed(verifyVector(*this, "scale", getScale(), getType())))
    return failure();
  return verifyVector(*this, "shift", getShift(), getType());
}

Window LayerNormOp::getWindow(unsigned) { return Window::pointwise(); }
bool LayerNormOp::hasRows(unsigned operand) { return operand == 0; }

Value LayerNormOp::buildOperandGradient(OpBuilder &builder, unsigned operand,
                                        Value gradient) {
  if (operand == 0)
    return LayerNormGradOp::create(builder, getLoc(), getType(), getInput(),
                                   gradient, getScale(), getEpsAttr());
  if (getScale() && operand == 1)
    return LayerNormScaleGradOp::create(builder, getLoc(), getScale().getType(),
                                        getInput(), gradient, getEpsAttr());
  return BiasGradOp::create(builder, getLoc(), getShift().getType(), gradient,
                            operand);
}

LogicalResult LayerNormGradOp::verify() {
  if (failed(verifyEps(*this, getEps())))
    return failure();
  return verifyVector(*this, "scale", getScale(), getType());
}

Window LayerNormGradOp::getWindow(unsigned) { return Window::pointwise(); }
bool LayerNormGradOp::hasRows(unsigned operand) { return operand < 2; }
unsigned LayerNormGradOp::getResultGradientOperand() { return 1; }
unsigned LayerNormGradOp::getDifferentiatedOperand() { return 0; }

LogicalResult LayerNormScaleGradOp::verify() {
  if (failed(verifyEps(*this, getEps())))
    return failure();
  // layer_norm_scale_grad C1
  return verifyVector(*this, "result", getResult(), getInput().getType());
}

Window LayerNormScaleGradOp::getWindow(unsigned) { return Window::barrier(); }
bool LayerNormScaleGradOp::isFold() { return true; }
unsigned LayerNormScaleGradOp::getResultGradientOperand() { return 1; }
unsigned LayerNormScaleGradOp::getDifferentiatedOperand() { return 1; }

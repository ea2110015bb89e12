//===- RowsRead.cpp - Which rows the layers of a body read ----------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Dialect/Row/IR/Row.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::row;

bool lrcnn::row::isParameterGradient(Operation *layer) {
  return isa_and_present<ConvFilterGradOp, BiasGradOp>(layer);
}

bool lrcnn::row::isIncomingGradient(BlockArgument argument) {
  return llvm::any_of(argument.getUses(), [](OpOperand &use) {
    auto gradient = dyn_cast<GradientOpInterface>(use.getOwner());
    return gradient &&
           gradient.getResultGradientOperand() == use.getOperandNumber();
  });
}

Value lrcnn::row::getCountedValue(Value result) {
  Operation *layer = result.getDefiningOp();
  if (!isParameterGradient(layer))
    return result;
  return layer->getOperand(
      cast<GradientOpInterface>(layer).getResultGradientOperand());
}

/// The rows of operand `number` that `layer` reads for rows `rows` of its
/// result.
static plan::Rows getRowsRead(Operation *layer, unsigned number,
                              plan::Rows rows) {
  auto type = cast<RankedTensorType>(layer->getOperand(number).getType());
  if (isParameterGradient(layer)) {
    auto gradient = cast<GradientOpInterface>(layer);
    return number == gradient.getResultGradientOperand()
               ? rows
               : plan::Rows{0, type.getDimSize(1)};
  }
  auto geometry = cast<GeometryOpInterface>(layer);
  if (!geometry.hasRows(number))
    return {0, 1};
  return plan::read(geometry.getWindow(number), rows, type.getDimSize(1));
}

void lrcnn::row::addRowsRead(Block &body, WantedRows &wanted) {
  for (Operation &layer : llvm::reverse(body.without_terminator())) {
    auto it = wanted.find(layer.getResult(0));
    if (it == wanted.end())
      continue;
    plan::Rows rows = it->second;
    for (OpOperand &operand : layer.getOpOperands()) {
      plan::Rows &all =
          wanted.try_emplace(operand.get(), plan::Rows{}).first->second;
      all = all.hull(getRowsRead(&layer, operand.getOperandNumber(), rows));
    }
  }
}

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

bool lrcnn::row::isIncomingGradient(BlockArgument argument) {
  return llvm::any_of(argument.getUses(), [](OpOperand &use) {
    auto gradient = dyn_cast<GradientOpInterface>(use.getOwner());
    return gradient &&
           gradient.getResultGradientOperand() == use.getOperandNumber();
  });
}

Value lrcnn::row::getCountedValue(Value result) {
  Operation *layer = result.getDefiningOp();
  return isFold(layer) ? getFoldedOperand(layer) : result;
}

bool lrcnn::row::hasNoRows(Value value) {
  while (auto sum = value.getDefiningOp<AddOp>())
    value = sum.getLhs();
  return isa_and_present<StateOpInterface>(value.getDefiningOp()) ||
         isParameterGradient(value.getDefiningOp());
}

/// The rows of operand `number` that `layer` reads for rows `rows` of its
/// result, or to fold `rows`.
static plan::Rows getRowsRead(Operation *layer, unsigned number,
                              plan::Rows rows) {
  Value operand = layer->getOperand(number);
  auto geometry = cast<GeometryOpInterface>(layer);
  if (!geometry.hasRows(number) || hasNoRows(operand))
    return {0, 1};
  int64_t height = cast<RankedTensorType>(operand.getType()).getDimSize(1);
  plan::Window window = geometry.getWindow(number);
  if (geometry.isFold() && window.all)
    return operand == getFoldedOperand(layer) ? rows : plan::Rows{0, height};
  return plan::read(window, rows, height);
}

void lrcnn::row::addRowsRead(Block &body, WantedRows &wanted,
                             std::optional<plan::Rows> folded) {
  for (Operation &layer : llvm::reverse(body.without_terminator())) {
    auto it = wanted.find(layer.getResult(0));
    if (it == wanted.end())
      continue;
    if (isFold(&layer)) {
      auto type = cast<RankedTensorType>(getFoldedOperand(&layer).getType());
      it->second = folded.value_or(plan::Rows{0, type.getDimSize(1)});
    }
    plan::Rows rows = it->second;
    for (OpOperand &operand : layer.getOpOperands()) {
      plan::Rows &all =
          wanted.try_emplace(operand.get(), plan::Rows{}).first->second;
      all = all.hull(getRowsRead(&layer, operand.getOperandNumber(), rows));
    }
  }
}

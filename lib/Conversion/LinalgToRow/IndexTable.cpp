//===- IndexTable.cpp - Values of index arithmetic ------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "IndexTable.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/DenseMap.h"

using namespace mlir;

namespace {

/// Evaluates scalars by folding their ops at one position of one loop.
class Evaluator {
public:
  Evaluator(unsigned dim, int64_t position) : dim(dim), position(position) {}

  /// The value as an attribute, or null.
  Attribute evaluate(Value value) {
    auto [known, isNew] = values.try_emplace(value);
    if (!isNew)
      return known->second;
    Attribute result = compute(value);
    values[value] = result;
    return result;
  }

private:
  Attribute compute(Value value);

  unsigned dim;
  int64_t position;
  DenseMap<Value, Attribute> values;
};

} // namespace

Attribute Evaluator::compute(Value value) {
  Attribute constant;
  if (matchPattern(value, m_Constant(&constant)))
    return constant;
  auto result = dyn_cast<OpResult>(value);
  if (!result)
    return nullptr;
  Operation *op = result.getOwner();
  if (auto index = dyn_cast<linalg::IndexOp>(op)) {
    if (index.getDim() != dim)
      return nullptr;
    return IntegerAttr::get(value.getType(), position);
  }
  // Only what is computed from constants alone: with all operands known,
  // folding leaves the op itself as it is.
  if (op->getNumOperands() == 0)
    return nullptr;
  SmallVector<Attribute> operands;
  for (Value operand : op->getOperands())
    if (!operands.emplace_back(evaluate(operand)))
      return nullptr;
  SmallVector<OpFoldResult> folded;
  if (failed(op->fold(operands, folded)) || folded.empty())
    return nullptr;
  OpFoldResult element = folded[result.getResultNumber()];
  if (auto other = dyn_cast<Value>(element))
    return evaluate(other);
  return cast<Attribute>(element);
}

std::optional<SmallVector<int64_t>> lrcnn::tabulate(Value value, unsigned dim,
                                                    int64_t size) {
  SmallVector<int64_t> table;
  for (int64_t position : llvm::seq(size)) {
    auto entry = dyn_cast_if_present<IntegerAttr>(
        Evaluator(dim, position).evaluate(value));
    if (!entry)
      return std::nullopt;
    table.push_back(entry.getValue().getSExtValue());
  }
  return table;
}

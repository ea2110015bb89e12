//===- IndexTable.cpp - Values of index arithmetic ------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "IndexTable.h"
#include "Layer.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Utils/IndexingUtils.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/DenseMap.h"

using namespace mlir;
using namespace lrcnn;

namespace {

/// Evaluates scalars in the body of a linalg op by folding what computes them
/// at one position of its loops.
class Evaluator {
public:
  explicit Evaluator(ArrayRef<std::optional<int64_t>> positions)
      : positions(positions) {}

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
  std::optional<int64_t> getPosition(unsigned loop) const {
    return loop < positions.size() ? positions[loop] : std::nullopt;
  }
  Attribute compute(Value value);
  Attribute computeArgument(BlockArgument argument);
  Attribute computeExtract(tensor::ExtractOp op);
  Attribute fold(OpResult value);

  SmallVector<std::optional<int64_t>> positions;
  DenseMap<Value, Attribute> values;
};

} // namespace

/// The element of a constant at `index` of its elements in order, or null.
static Attribute getConstantElement(Attribute constant, int64_t index) {
  if (auto resource = dyn_cast<DenseI64ResourceElementsAttr>(constant)) {
    std::optional<ArrayRef<int64_t>> elements = resource.tryGetAsArrayRef();
    if (!elements)
      return nullptr;
    return IntegerAttr::get(resource.getElementType(), (*elements)[index]);
  }
  auto elements = dyn_cast<DenseElementsAttr>(constant);
  return elements ? elements.getValues<Attribute>()[index] : Attribute();
}

/// The element at `indices` of `tensor`, or null if it is not computed from
/// constants and places.
static Attribute evaluateElement(Value tensor, ArrayRef<int64_t> indices) {
  auto type = cast<RankedTensorType>(tensor.getType());
  if (!isCountable(tensor))
    return nullptr;
  int64_t index = linearize(indices, computeStrides(type.getShape()));
  if (index < 0 || index >= type.getNumElements())
    return nullptr;
  Attribute constant;
  if (matchPattern(tensor, m_Constant(&constant)))
    return getConstantElement(constant, index);
  Operation *op = tensor.getDefiningOp();
  if (isa_and_present<tensor::ExpandShapeOp, tensor::CollapseShapeOp>(op)) {
    Value source = op->getOperand(0);
    auto shape = cast<RankedTensorType>(source.getType()).getShape();
    return evaluateElement(source, delinearize(index, computeStrides(shape)));
  }
  auto linalgOp = dyn_cast_if_present<linalg::LinalgOp>(op);
  Value result = linalgOp ? getElementResult(linalgOp) : Value();
  if (!result)
    return nullptr;
  return Evaluator(llvm::to_vector_of<std::optional<int64_t>>(indices))
      .evaluate(result);
}

/// What `argument`, of the body of a linalg op, is at the positions.
Attribute Evaluator::computeArgument(BlockArgument argument) {
  auto op = dyn_cast<linalg::LinalgOp>(argument.getOwner()->getParentOp());
  if (!op || argument.getOwner() != op.getBlock())
    return nullptr;
  OpOperand *operand = op.getMatchingOpOperand(argument);
  auto type = dyn_cast<RankedTensorType>(operand->get().getType());
  if (!type || !op.isDpsInput(operand))
    return nullptr;
  MLIRContext *context = op.getContext();
  SmallVector<AffineExpr> known;
  for (auto [dim, position] : llvm::enumerate(positions))
    known.push_back(position ? getAffineConstantExpr(*position, context)
                             : getAffineDimExpr(dim, context));
  SmallVector<int64_t> indices;
  AffineMap map = op.getMatchingIndexingMap(operand);
  for (auto [result, size] :
       llvm::zip_equal(map.getResults(), type.getShape())) {
    auto index = dyn_cast<AffineConstantExpr>(
        size == 1 ? getAffineConstantExpr(0, context)
                  : result.replaceDims(known));
    if (!index)
      return nullptr;
    indices.push_back(index.getValue());
  }
  return evaluateElement(operand->get(), indices);
}

Attribute Evaluator::computeExtract(tensor::ExtractOp op) {
  SmallVector<int64_t> indices;
  for (Value index : op.getIndices()) {
    auto number = dyn_cast_if_present<IntegerAttr>(evaluate(index));
    if (!number)
      return nullptr;
    indices.push_back(number.getInt());
  }
  return evaluateElement(op.getTensor(), indices);
}

/// Only what is computed from constants alone: with all operands known, folding
/// leaves the op itself as it is.
Attribute Evaluator::fold(OpResult value) {
  Operation *op = value.getOwner();
  if (op->getNumOperands() == 0)
    return nullptr;
  SmallVector<Attribute> operands;
  for (Value operand : op->getOperands())
    if (!operands.emplace_back(evaluate(operand)))
      return nullptr;
  SmallVector<OpFoldResult> folded;
  if (failed(op->fold(operands, folded)) || folded.empty())
    return nullptr;
  OpFoldResult element = folded[value.getResultNumber()];
  if (auto other = dyn_cast<Value>(element))
    return evaluate(other);
  return cast<Attribute>(element);
}

Attribute Evaluator::compute(Value value) {
  Attribute constant;
  if (matchPattern(value, m_Constant(&constant)))
    return constant;
  if (auto argument = dyn_cast<BlockArgument>(value))
    return computeArgument(argument);
  Operation *op = value.getDefiningOp();
  if (auto extract = dyn_cast<tensor::ExtractOp>(op))
    return computeExtract(extract);
  if (auto index = dyn_cast<linalg::IndexOp>(op)) {
    std::optional<int64_t> position = getPosition(index.getDim());
    return position ? IntegerAttr::get(value.getType(), *position)
                    : IntegerAttr();
  }
  return fold(cast<OpResult>(value));
}

std::optional<int64_t>
lrcnn::evaluateIndex(Value value, ArrayRef<std::optional<int64_t>> positions) {
  auto number =
      dyn_cast_if_present<IntegerAttr>(Evaluator(positions).evaluate(value));
  if (!number)
    return std::nullopt;
  return number.getValue().getSExtValue();
}

std::optional<SmallVector<int64_t>> lrcnn::tabulate(Value value, unsigned dim,
                                                    int64_t size) {
  SmallVector<std::optional<int64_t>> positions(dim + 1);
  SmallVector<int64_t> table;
  for (int64_t position : llvm::seq(size)) {
    positions[dim] = position;
    std::optional<int64_t> entry = evaluateIndex(value, positions);
    if (!entry)
      return std::nullopt;
    table.push_back(*entry);
  }
  return table;
}

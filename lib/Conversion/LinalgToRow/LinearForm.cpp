//===- LinearForm.cpp - Elements as sums of elements ----------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LinearForm.h"
#include "Expression.h"
#include "Layer.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace lrcnn;

/// The number at `place` of a constant.
static std::optional<double> getNumber(Attribute constant,
                                       ArrayRef<int64_t> place) {
  if (auto elements = dyn_cast<DenseElementsAttr>(constant)) {
    SmallVector<uint64_t> index(place.begin(), place.end());
    if (!elements.isSplat() &&
        !cast<ElementsAttr>(constant).isValidIndex(index))
      return std::nullopt;
    constant = elements.isSplat() ? elements.getSplatValue<Attribute>()
                                  : elements.getValues<Attribute>()[index];
  }
  if (auto number = dyn_cast<FloatAttr>(constant))
    return number.getValueAsDouble();
  if (auto number = dyn_cast<IntegerAttr>(constant))
    return number.getValue().getSExtValue();
  return std::nullopt;
}

/// The place in the other side of a reshape, which has the same elements in the
/// same order.
static SmallVector<int64_t>
reshape(ArrayRef<int64_t> place, RankedTensorType from, RankedTensorType to) {
  int64_t number = 0;
  for (auto [index, size] : llvm::zip_equal(place, from.getShape()))
    number = number * size + index;
  SmallVector<int64_t> result(to.getRank());
  for (int64_t dim : llvm::reverse(llvm::seq(to.getRank()))) {
    result[dim] = number % to.getDimSize(dim);
    number /= to.getDimSize(dim);
  }
  return result;
}

std::optional<LinearForm>
LinearFormEvaluator::evaluate(Value tensor, ArrayRef<int64_t> place) {
  Attribute constant;
  if (matchPattern(tensor, m_Constant(&constant))) {
    auto number = getNumber(constant, place);
    return number ? std::optional(LinearForm{*number, {}}) : std::nullopt;
  }
  Operation *op = tensor.getDefiningOp();
  if (auto linalgOp = dyn_cast_if_present<linalg::LinalgOp>(op))
    if (Value result = getElementResult(linalgOp))
      return evaluate(result, linalgOp, place);
  auto type = dyn_cast<RankedTensorType>(tensor.getType());
  if (!type || !type.hasStaticShape())
    return std::nullopt;
  if (isa_and_present<tensor::ExpandShapeOp, tensor::CollapseShapeOp>(op)) {
    Value source = op->getOperand(0);
    return evaluate(
        source, reshape(place, type, cast<RankedTensorType>(source.getType())));
  }
  if (!isa<FloatType>(type.getElementType()) || (input && input != tensor))
    return std::nullopt;
  for (auto [index, size] : llvm::zip_equal(place, type.getShape()))
    if (index < 0 || index >= size)
      return std::nullopt;
  input = tensor;
  LinearForm form;
  form.weights[SmallVector<int64_t>(place)] = 1;
  return form;
}

std::optional<LinearForm>
LinearFormEvaluator::evaluate(Value scalar, linalg::LinalgOp scope,
                              ArrayRef<int64_t> loops) {
  auto argument = dyn_cast<BlockArgument>(scalar);
  if (argument && argument.getOwner() == scope.getBlock()) {
    OpOperand *operand = scope.getMatchingOpOperand(argument);
    if (!isa<RankedTensorType>(operand->get().getType()))
      return evaluate(operand->get(), scope, loops);
    return evaluate(operand->get(),
                    scope.getMatchingIndexingMap(operand).compose(loops));
  }
  Attribute constant;
  if (matchPattern(scalar, m_Constant(&constant))) {
    auto number = getNumber(constant, {});
    return number ? std::optional(LinearForm{*number, {}}) : std::nullopt;
  }
  Operation *op = scalar.getDefiningOp();
  if (!op)
    return std::nullopt;
  if (auto index = dyn_cast<linalg::IndexOp>(op))
    return LinearForm{double(loops[index.getDim()]), {}};
  SmallVector<LinearForm> operands;
  auto extract = dyn_cast<tensor::ExtractOp>(op);
  for (Value operand : extract ? ValueRange(extract.getIndices())
                               : ValueRange(op->getOperands())) {
    auto form = evaluate(operand, scope, loops);
    if (!form)
      return std::nullopt;
    operands.push_back(*form);
  }
  if (!extract)
    return combine(op, operands);
  SmallVector<int64_t> place;
  for (const LinearForm &index : operands) {
    if (!index.isConstant())
      return std::nullopt;
    place.push_back(index.constant);
  }
  return evaluate(extract.getTensor(), place);
}

/// `form` times `factor`, added to `sum`.
static void addTo(LinearForm &sum, const LinearForm &form, double factor) {
  sum.constant += factor * form.constant;
  for (const auto &[place, weight] : form.weights)
    sum.weights[place] += factor * weight;
}

std::optional<LinearForm>
LinearFormEvaluator::combine(Operation *op, ArrayRef<LinearForm> operands) {
  auto areConstant = [](ArrayRef<LinearForm> forms) {
    return llvm::all_of(forms, [](auto &form) { return form.isConstant(); });
  };
  LinearForm result;
  if (isa<arith::ExtFOp, arith::TruncFOp>(op))
    return operands[0];
  if (isa<arith::SelectOp>(op) && operands[0].isConstant())
    return operands[operands[0].constant != 0 ? 1 : 2];
  if (isa<arith::AddFOp, arith::SubFOp>(op)) {
    addTo(result, operands[0], 1);
    addTo(result, operands[1], isa<arith::AddFOp>(op) ? 1 : -1);
    return result;
  }
  if (isa<arith::MulFOp>(op) && !areConstant(operands)) {
    bool isFirst = operands[0].isConstant();
    if (!isFirst && !operands[1].isConstant())
      return std::nullopt;
    addTo(result, operands[isFirst], operands[!isFirst].constant);
    return result;
  }
  if (!areConstant(operands))
    return std::nullopt;
  auto number = computeScalar(
      op, llvm::map_to_vector(operands, [](const LinearForm &operand) {
        return operand.constant;
      }));
  if (!number)
    return std::nullopt;
  result.constant = *number;
  return result;
}

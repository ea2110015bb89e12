//===- Expression.cpp - Numbers that elementwise ops compute --------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Expression.h"
#include "Layer.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/TypeSwitch.h"

#include <cmath>

using namespace mlir;
using namespace lrcnn;

//===----------------------------------------------------------------------===//
// Looking through tensors
//===----------------------------------------------------------------------===//

/// The quotient of `expr` and `divisor` and what remains, if the sizes of the
/// dimensions, `domain`, tell them apart.
static std::optional<std::pair<AffineExpr, AffineExpr>>
divide(AffineExpr expr, int64_t divisor, ArrayRef<int64_t> domain) {
  AffineExpr quotient = getAffineConstantExpr(0, expr.getContext());
  AffineExpr rest = quotient;
  SmallVector<AffineExpr> terms{expr};
  while (!terms.empty()) {
    AffineExpr term = terms.pop_back_val();
    auto sum = dyn_cast<AffineBinaryOpExpr>(term);
    if (sum && sum.getKind() == AffineExprKind::Add)
      terms.append({sum.getLHS(), sum.getRHS()});
    else if (term.isMultipleOf(divisor))
      quotient = quotient + term.floorDiv(divisor);
    else
      rest = rest + term;
  }
  SmallVector<std::optional<int64_t>> low(domain.size(), 0), high;
  for (int64_t size : domain)
    high.push_back(size - 1);
  auto getBound = [&](bool isUpper) {
    return getBoundForAffineExpr(rest, domain.size(), 0, low, high, isUpper);
  };
  std::optional<int64_t> least = getBound(false), most = getBound(true);
  if (!least || !most || *least < 0 || *most >= divisor)
    return std::nullopt;
  return std::pair(quotient, rest);
}

static AffineExpr simplifyIn(ArrayRef<int64_t> domain, AffineExpr expr) {
  if (auto dim = dyn_cast<AffineDimExpr>(expr))
    return domain[dim.getPosition()] == 1
               ? getAffineConstantExpr(0, expr.getContext())
               : expr;
  auto binary = dyn_cast<AffineBinaryOpExpr>(expr);
  if (!binary)
    return expr;
  AffineExpr lhs = simplifyIn(domain, binary.getLHS());
  AffineExpr rhs = simplifyIn(domain, binary.getRHS());
  auto divisor = dyn_cast<AffineConstantExpr>(rhs);
  bool isQuotient = expr.getKind() == AffineExprKind::FloorDiv;
  if ((isQuotient || expr.getKind() == AffineExprKind::Mod) && divisor &&
      divisor.getValue() > 0)
    if (auto parts = divide(lhs, divisor.getValue(), domain))
      return isQuotient ? parts->first : parts->second;
  return getAffineBinaryOpExpr(expr.getKind(), lhs, rhs);
}

AffineMap lrcnn::simplifyIndices(AffineMap map, Type type,
                                 ArrayRef<int64_t> domain) {
  auto shaped = dyn_cast<RankedTensorType>(type);
  if (!shaped)
    return map;
  SmallVector<AffineExpr> results;
  for (auto [result, size] :
       llvm::zip_equal(simplifyAffineMap(map).getResults(), shaped.getShape()))
    results.push_back(size == 1 ? getAffineConstantExpr(0, map.getContext())
                                : simplifyAffineExpr(simplifyIn(domain, result),
                                                     map.getNumDims(), 0));
  return AffineMap::get(map.getNumDims(), 0, results, map.getContext());
}

/// The map from the indices of what `reshape` makes to those of its source.
static AffineMap getReshapeMap(Operation *reshape) {
  MLIRContext *context = reshape->getContext();
  auto collapse = dyn_cast<tensor::CollapseShapeOp>(reshape);
  auto expand = dyn_cast<tensor::ExpandShapeOp>(reshape);
  SmallVector<ReassociationIndices> groups =
      collapse ? collapse.getReassociationIndices()
               : expand.getReassociationIndices();
  ArrayRef<int64_t> shape = collapse ? collapse.getSrcType().getShape()
                                     : expand.getResultType().getShape();
  SmallVector<AffineExpr> results;
  for (auto [dim, group] : llvm::enumerate(groups)) {
    // The strides of the group's dimensions in the one that stands for them.
    int64_t stride = 1;
    AffineExpr whole = getAffineConstantExpr(0, context);
    SmallVector<AffineExpr> parts;
    for (int64_t place : llvm::reverse(group)) {
      parts.push_back(getAffineDimExpr(dim, context).floorDiv(stride) %
                      shape[place]);
      whole = whole + getAffineDimExpr(place, context) * stride;
      stride *= shape[place];
    }
    if (collapse)
      llvm::append_range(results, llvm::reverse(parts));
    else
      results.push_back(whole);
  }
  auto type = cast<RankedTensorType>(reshape->getResult(0).getType());
  return AffineMap::get(type.getRank(), 0, results, context);
}

/// Whether `cast` rounds to fewer than `precision` bits, which no layer does.
static bool isRounding(Operation *cast, unsigned precision) {
  return isa<arith::TruncFOp>(cast) &&
         cast->getResult(0).getType().getIntOrFloatBitWidth() < precision;
}

/// Bits of a number that is asked for as `value`, but single precision at
/// least.
static unsigned getPrecision(Value value) {
  auto type = dyn_cast<FloatType>(getElementTypeOrSelf(value));
  return type ? std::max(type.getWidth(), 32u) : 32u;
}

Expression Expression::getElement(Value tensor) {
  auto type = cast<RankedTensorType>(tensor.getType());
  auto identity =
      AffineMap::getMultiDimIdentityMap(type.getRank(), type.getContext());
  return {tensor, nullptr, simplifyIndices(identity, type, type.getShape()),
          type.getShape(), getPrecision(tensor)};
}

Expression Expression::getScalar(linalg::LinalgOp op, Value scalar) {
  return {scalar, op,
          AffineMap::getMultiDimIdentityMap(op.getNumLoops(), op.getContext()),
          op.getStaticLoopRanges(), getPrecision(scalar)};
}

std::optional<Expression> Expression::advanceTensor() const {
  Operation *op = value.getDefiningOp();
  if (auto linalgOp = dyn_cast_if_present<linalg::LinalgOp>(op)) {
    Value result = getElementResult(linalgOp);
    if (!result)
      return std::nullopt;
    return Expression(result, linalgOp, map, domain, precision);
  }
  if (!isa_and_present<tensor::ExpandShapeOp, tensor::CollapseShapeOp>(op))
    return std::nullopt;
  Value source = op->getOperand(0);
  if (!isCountable(source) || !isCountable(value))
    return std::nullopt;
  return Expression(
      source, nullptr,
      simplifyIndices(getReshapeMap(op).compose(map), source.getType(), domain),
      domain, precision);
}

std::optional<Expression> Expression::advance() const {
  if (!scope)
    return advanceTensor();
  linalg::LinalgOp op = scope;
  auto argument = dyn_cast<BlockArgument>(value);
  if (argument && argument.getOwner() == op.getBlock()) {
    OpOperand *operand = op.getMatchingOpOperand(argument);
    Type type = operand->get().getType();
    if (!isa<RankedTensorType>(type))
      return Expression(operand->get(), op, map, domain, precision);
    AffineMap toOperand = op.getMatchingIndexingMap(operand);
    return Expression(operand->get(), nullptr,
                      simplifyIndices(toOperand.compose(map), type, domain),
                      domain, precision);
  }
  if (Operation *cast = value.getDefiningOp();
      isa_and_present<arith::ExtFOp, arith::TruncFOp>(cast) &&
      !isRounding(cast, precision))
    return Expression(cast->getOperand(0), op, map, domain, precision);
  return std::nullopt;
}

Expression Expression::resolve() const {
  Expression last = *this;
  while (auto next = last.advance())
    last = *next;
  return last;
}

Operation *Expression::getOp() const {
  Expression last = resolve();
  Operation *op = last.scope ? last.value.getDefiningOp() : nullptr;
  return op && !op->hasTrait<OpTrait::ConstantLike>() ? op : nullptr;
}

Expression Expression::getOperand(unsigned i) const {
  Expression last = resolve();
  return {last.value.getDefiningOp()->getOperand(i), last.scope, last.map,
          domain, precision};
}

std::optional<APFloat> Expression::getConstant() const {
  return getSplat(resolve().value);
}

SmallVector<Value> Expression::getTensors() const {
  SmallVector<Value> tensors;
  for (std::optional<Expression> step = *this; step; step = step->advance()) {
    auto type = dyn_cast<RankedTensorType>(step->value.getType());
    if (step->scope || !type || type.getRank() != step->map.getNumDims())
      continue;
    if (Expression element = getElement(step->value); element.map == step->map)
      tensors.push_back(step->value);
  }
  return tensors;
}

std::optional<AffineMap> Expression::findPlace(Value tensor) const {
  for (std::optional<Expression> step = *this; step; step = step->advance())
    if (!step->scope && step->value == tensor)
      return step->map;
  return std::nullopt;
}

bool Expression::isSameAs(const Expression &other) const {
  Expression last = resolve(), otherLast = other.resolve();
  return last.value == otherLast.value && last.scope == otherLast.scope &&
         last.map == otherLast.map;
}

Value Expression::getTensor() const {
  SmallVector<Value> tensors = getTensors();
  return tensors.empty() ? Value() : tensors.front();
}

Value Expression::getVector(unsigned dim, int64_t size) const {
  Value vector;
  for (std::optional<Expression> step = *this; step; step = step->advance()) {
    auto type = dyn_cast<RankedTensorType>(step->value.getType());
    if (step->scope || !isCountable(step->value) ||
        type.getNumElements() != size)
      continue;
    auto isCoordinate = [&](AffineExpr result) {
      return result == getAffineDimExpr(dim, result.getContext());
    };
    if (size != 1 && llvm::count_if(step->map.getResults(), isCoordinate) != 1)
      continue;
    vector = step->value;
    if (type.getRank() == 1)
      break;
  }
  return vector;
}

std::pair<Value, AffineMap> Expression::getLeaf() const {
  Expression last = resolve();
  return last.scope ? std::pair<Value, AffineMap>()
                    : std::pair(last.value, last.map);
}

//===----------------------------------------------------------------------===//
// Evaluation
//===----------------------------------------------------------------------===//

/// Evaluates expressions; each number once.
class Expression::Evaluator {
public:
  Evaluator(Value tensor, double element, SmallVectorImpl<double> *constants)
      : tensor(tensor), element(element), constants(constants) {}

  std::optional<double> evaluate(const Expression &expression) {
    auto key = std::pair(expression.value, expression.map);
    if (auto known = numbers.find(key); known != numbers.end())
      return known->second;
    std::optional<double> number = compute(expression);
    numbers[key] = number;
    return number;
  }

private:
  std::optional<double> compute(const Expression &expression);
  double note(double constant) {
    if (constants && !llvm::is_contained(*constants, constant))
      constants->push_back(constant);
    return constant;
  }

  Value tensor;
  double element;
  SmallVectorImpl<double> *constants;
  DenseMap<std::pair<Value, AffineMap>, std::optional<double>> numbers;
};

/// Whether `predicate` holds.
static bool compare(arith::CmpFPredicate predicate, double a, double b) {
  return arith::applyCmpPredicate(predicate, APFloat(a), APFloat(b));
}

std::optional<double> lrcnn::computeScalar(Operation *op, ArrayRef<double> in) {
  using Result = std::optional<double>;
  bool hasNaN = llvm::any_of(in, [](double x) { return std::isnan(x); });
  return llvm::TypeSwitch<Operation *, Result>(op)
      .Case([&](arith::AddFOp) { return in[0] + in[1]; })
      .Case([&](arith::SubFOp) { return in[0] - in[1]; })
      .Case([&](arith::MulFOp) { return in[0] * in[1]; })
      .Case([&](arith::DivFOp) { return in[0] / in[1]; })
      .Case([&](arith::NegFOp) { return -in[0]; })
      .Case([&](arith::MaximumFOp) {
        return hasNaN ? in[0] + in[1] : std::fmax(in[0], in[1]);
      })
      .Case([&](arith::MinimumFOp) {
        return hasNaN ? in[0] + in[1] : std::fmin(in[0], in[1]);
      })
      .Case([&](arith::MaxNumFOp) { return std::fmax(in[0], in[1]); })
      .Case([&](arith::MinNumFOp) { return std::fmin(in[0], in[1]); })
      .Case([&](arith::CmpFOp compareOp) {
        return double(compare(compareOp.getPredicate(), in[0], in[1]));
      })
      .Case([&](arith::SelectOp) { return in[0] != 0 ? in[1] : in[2]; })
      .Case([&](math::ExpOp) { return std::exp(in[0]); })
      .Case([&](math::TanhOp) { return std::tanh(in[0]); })
      .Case([&](math::ErfOp) { return std::erf(in[0]); })
      .Case([&](math::SqrtOp) { return std::sqrt(in[0]); })
      .Case([&](math::RsqrtOp) { return 1 / std::sqrt(in[0]); })
      .Case([&](math::FPowIOp) { return std::pow(in[0], in[1]); })
      .Case([&](math::PowFOp) { return std::pow(in[0], in[1]); })
      .Case([&](math::FloorOp) { return std::floor(in[0]); })
      .Case([&](math::CeilOp) { return std::ceil(in[0]); })
      .Case<arith::SIToFPOp, arith::UIToFPOp, arith::IndexCastOp,
            arith::IndexCastUIOp, arith::ExtSIOp, arith::TruncIOp>(
          [&](Operation *) { return in[0]; })
      .Case([&](arith::FPToSIOp) { return std::trunc(in[0]); })
      .Case([&](arith::AddIOp) { return in[0] + in[1]; })
      .Case([&](arith::SubIOp) { return in[0] - in[1]; })
      .Case([&](arith::MulIOp) { return in[0] * in[1]; })
      .Case([&](arith::MinSIOp) { return std::min(in[0], in[1]); })
      .Case([&](arith::MaxSIOp) { return std::max(in[0], in[1]); })
      .Case([&](arith::CmpIOp compareOp) -> Result {
        if (compareOp.getPredicate() == arith::CmpIPredicate::slt)
          return in[0] < in[1];
        if (compareOp.getPredicate() == arith::CmpIPredicate::sgt)
          return in[0] > in[1];
        return std::nullopt;
      })
      .Default([](Operation *) { return std::nullopt; });
}

std::optional<double>
Expression::Evaluator::compute(const Expression &expression) {
  if (llvm::is_contained(expression.getTensors(), tensor))
    return element;
  if (std::optional<APFloat> constant = expression.getConstant())
    return note(constant->convertToDouble());
  APInt integer;
  if (expression.scope &&
      matchPattern(expression.value, m_ConstantInt(&integer)))
    return note(static_cast<double>(integer.getSExtValue()));
  Operation *op = expression.getOp();
  if (!op)
    return std::nullopt;
  SmallVector<double> operands;
  for (unsigned i : llvm::seq(op->getNumOperands())) {
    std::optional<double> operand = evaluate(expression.getOperand(i));
    if (!operand)
      return std::nullopt;
    operands.push_back(*operand);
  }
  return computeScalar(op, operands);
}

std::optional<double>
Expression::evaluate(Value tensor, double element,
                     SmallVectorImpl<double> *constants) const {
  return Evaluator(tensor, element, constants).evaluate(*this);
}

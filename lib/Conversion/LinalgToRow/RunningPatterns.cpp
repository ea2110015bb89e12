//===- RunningPatterns.cpp - Running statistics of a BatchNorm ------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Statistics.h"
#include "mlir/Dialect/Arith/IR/Arith.h"

#include <cmath>
#include <functional>
#include <numeric>

using namespace mlir;
using namespace lrcnn;
using lrcnn::row::Layout;

namespace {

/// Constants, perhaps over a number that is none.
struct Weight {
  double getFactor() const {
    return std::accumulate(factors.begin(), factors.end(), 1.0,
                           std::multiplies<>());
  }

  SmallVector<double> factors;
  std::optional<Expression> divisor;
};

/// A part of a sum.
struct Term {
  Expression number;
  Weight weight;
};

} // namespace

/// The parts of which `element` is the sum, each of them times `weight`.
static void collectTerms(const Expression &element, const Weight &weight,
                         SmallVectorImpl<Term> &terms) {
  auto collect = [&](unsigned operand, std::optional<double> factor) {
    Weight inner = weight;
    if (factor)
      inner.factors.push_back(*factor);
    collectTerms(element.getOperand(operand), inner, terms);
  };
  if (element.is<arith::AddFOp>() || element.is<arith::SubFOp>()) {
    collect(0, std::nullopt);
    collect(1,
            element.is<arith::SubFOp>() ? std::optional(-1.0) : std::nullopt);
    return;
  }
  if (element.is<arith::MulFOp>())
    for (unsigned i : {0, 1})
      if (auto factor = element.getOperand(i).getConstant())
        return collect(1 - i, getWritten(*factor));
  if (element.is<arith::DivFOp>() && !weight.divisor &&
      !element.getOperand(1).getConstant())
    return collectTerms(element.getOperand(0),
                        {weight.factors, element.getOperand(1)}, terms);
  std::optional<APFloat> constant = element.getConstant();
  if (!constant || !constant->isZero())
    terms.push_back({element, weight});
}

namespace {

/// running * (1 - weight) + statistic * weight, however it is written; the
/// statistic is the mean or the unbiased variance of a feature map, the weight
/// a momentum or 1 over the number of steps.
struct RaiseRunningStatistic : OpInterfaceRewritePattern<linalg::LinalgOp> {
  using OpInterfaceRewritePattern::OpInterfaceRewritePattern;

  LogicalResult matchAndRewrite(linalg::LinalgOp op,
                                PatternRewriter &rewriter) const override {
    auto type = op->getNumResults() == 1
                    ? dyn_cast<RankedTensorType>(op->getResult(0).getType())
                    : RankedTensorType();
    if (!type || type.getRank() != 1 || !getElementResult(op))
      return failure();
    std::optional<Update> update =
        matchUpdate(Expression::getElement(op->getResult(0)), type);
    if (!update)
      return failure();
    return raise(op, *update, rewriter);
  }

private:
  /// What is updated by: the mean or the variance of `input`.
  struct Statistic {
    Value input;
    Layout layout;
    int64_t count;
    bool isVariance;
  };

  /// running * (kept + keptOverSteps / steps) + statistic * added. `steps` is a
  /// tensor of one element; null if there is none.
  struct Update {
    Value running, steps;
    double kept = 0, keptOverSteps = 0;
    Weight added;
    Statistic statistic;
  };

  static std::optional<Statistic> matchStatistic(const Expression &element,
                                                 Type elementType);
  static std::optional<Update> matchUpdate(const Expression &element,
                                           RankedTensorType type);
  static FailureOr<double> matchMomentum(linalg::LinalgOp op,
                                         const Update &update,
                                         PatternRewriter &rewriter);
  static LogicalResult raise(linalg::LinalgOp op, const Update &update,
                             PatternRewriter &rewriter);
};

} // namespace

/// The feature map that `element` is an element of, whatever conversions lie in
/// between.
static Value getFeature(const Expression &element, Type elementType) {
  SmallVector<Value> tensors = element.getTensors();
  for (Value tensor : llvm::reverse(tensors)) {
    auto type = cast<RankedTensorType>(tensor.getType());
    if (type.getRank() == 4 && type.getElementType() == elementType)
      return tensor;
  }
  return nullptr;
}

std::optional<RaiseRunningStatistic::Statistic>
RaiseRunningStatistic::matchStatistic(const Expression &element,
                                      Type elementType) {
  std::optional<Sum> sum = matchMean(element);
  if (!sum)
    return std::nullopt;
  bool isSquare = sum->term.is<arith::MulFOp>();
  Expression term = isSquare ? sum->term.getOperand(0) : sum->term;
  if (isSquare && !term.is<arith::SubFOp>())
    return std::nullopt;
  Value input = getFeature(isSquare ? term.getOperand(0) : term, elementType);
  if (!input || !hasLayerTypes(input) ||
      (isSquare && !isVariance(element, input, sum->dims)))
    return std::nullopt;
  for (Layout layout : {Layout::nchw, Layout::nhwc})
    if (sum->dims == getSummedDims(layout))
      return Statistic{input, layout, sum->count, isSquare};
  return std::nullopt;
}

std::optional<RaiseRunningStatistic::Update>
RaiseRunningStatistic::matchUpdate(const Expression &element,
                                   RankedTensorType type) {
  SmallVector<Term> terms;
  collectTerms(element, {}, terms);
  auto stepsType = RankedTensorType::get({1}, type.getElementType());
  Update update;
  bool hasStatistic = false;
  for (const Term &term : terms) {
    const std::optional<Expression> &divisor = term.weight.divisor;
    Value steps = divisor ? divisor->getVector(0, 1) : Value();
    if (divisor && (!steps || steps.getType() != stepsType ||
                    (update.steps && update.steps != steps)))
      return std::nullopt;
    update.steps = update.steps ? update.steps : steps;
    if (auto found = matchStatistic(term.number, type.getElementType())) {
      if (hasStatistic)
        return std::nullopt;
      hasStatistic = true;
      update.statistic = *found;
      update.added = term.weight;
      continue;
    }
    Value vector = term.number.getVector(0, type.getDimSize(0));
    if (!vector || (update.running && update.running != vector))
      return std::nullopt;
    update.running = vector;
    (steps ? update.keptOverSteps : update.kept) += term.weight.getFactor();
  }
  if (!update.running || !hasStatistic)
    return std::nullopt;
  return update;
}

/// Whether two factors are the same but for a few roundings to `type`, and of 1
/// less a number in double precision.
static bool isNear(double lhs, double rhs, Type type) {
  double rounding = std::ldexp(1.0, type.isF32() ? -22 : -50);
  return std::abs(lhs - rhs) <=
         std::ldexp(1.0, -51) +
             rounding * std::max(std::abs(lhs), std::abs(rhs));
}

/// The factor of the statistic, which is unbiased beside that; over the steps,
/// where there are any.
FailureOr<double>
RaiseRunningStatistic::matchMomentum(linalg::LinalgOp op, const Update &update,
                                     PatternRewriter &rewriter) {
  const Statistic &statistic = update.statistic;
  Type type = getElementTypeOrSelf(op->getResult(0));
  if (update.steps &&
      (!update.added.divisor || update.kept != 1 || update.keptOverSteps != -1))
    return rewriter.notifyMatchFailure(
        op, "expected a running statistic to be renewed by its distance from "
            "that of the batch over the number of steps");
  // As it is written, if it is.
  double momentum = update.steps ? 1 : 1 - update.kept;
  for (double factor : update.added.factors)
    if (isNear(factor, momentum, type))
      momentum = factor;
  double unbiased = double(statistic.count) / (statistic.count - 1);
  double expected = momentum * (statistic.isVariance ? unbiased : 1);
  if (!isNear(update.added.getFactor(), expected, type))
    return rewriter.notifyMatchFailure(op, [&](Diagnostic &diagnostic) {
      diagnostic << "expected a running "
                 << (statistic.isVariance ? "variance" : "mean")
                 << " to be renewed by " << expected
                 << (statistic.isVariance ? " (unbiased)" : "");
      if (update.steps)
        diagnostic << " over the number of steps";
      else
        diagnostic << " where " << update.kept << " is kept";
      diagnostic << ", got " << update.added.getFactor();
    });
  return momentum;
}

/// Whether an op returns `value` from the function.
static bool isReturned(Value value) {
  return llvm::any_of(value.getUsers(), [](Operation *user) {
    return user->hasTrait<OpTrait::IsTerminator>();
  });
}

/// The argument of which `steps` is the next value: one more, where nothing
/// else reads the argument and the function returns the sum.
static Value matchCount(Value steps) {
  Expression sum = Expression::getElement(steps);
  if (!sum.is<arith::AddFOp>() || !isReturned(steps))
    return nullptr;
  for (unsigned i : {0, 1}) {
    std::optional<APFloat> one = sum.getOperand(i).getConstant();
    Value counter = sum.getOperand(1 - i).getLeaf().first;
    if (one && one->isExactlyValue(1.0) &&
        isa_and_present<BlockArgument>(counter) &&
        counter.getType() == steps.getType() && counter.hasOneUse())
      return counter;
  }
  return nullptr;
}

/// Whether `steps` is the result of row.count_steps already, or an argument
/// that the caller counts.
static bool isCounted(Value steps) {
  auto chain = steps.getDefiningOp<row::ChainOp>();
  return isa<BlockArgument>(steps) ||
         (chain && isa<row::CountStepsOp>(chain.getBodyBlock()->front()));
}

/// row.count_steps of `counter`, for all readers of `steps`. What computed that
/// is left, dead, for the pass to find.
static Value buildCount(Value steps, Value counter, PatternRewriter &rewriter) {
  OpBuilder::InsertionGuard guard(rewriter);
  rewriter.setInsertionPointAfterValue(steps);
  Location loc = steps.getLoc();
  Value count = buildLayer(rewriter, loc, {{counter, Layout::vector}},
                           steps.getType(), Layout::vector,
                           [&](OpBuilder &builder, ValueRange values) -> Value {
                             return row::CountStepsOp::create(
                                 builder, loc, values[0].getType(), values[0]);
                           });
  rewriter.replaceAllUsesWith(steps, count);
  return count;
}

LogicalResult RaiseRunningStatistic::raise(linalg::LinalgOp op,
                                           const Update &update,
                                           PatternRewriter &rewriter) {
  const Statistic &statistic = update.statistic;
  FailureOr<double> momentum = matchMomentum(op, update, rewriter);
  if (failed(momentum))
    return failure();
  Value counter;
  if (update.steps && !isCounted(update.steps)) {
    counter = matchCount(update.steps);
    if (!counter)
      return rewriter.notifyMatchFailure(
          op, "expected a number of steps that is an argument, or that is "
              "returned and one more than an argument of no other use");
  }
  Value statistics = getStatistics(statistic.input);
  if (!statistics || !isa<BlockArgument>(update.running) ||
      update.running.getType() != op->getResult(0).getType())
    return rewriter.notifyMatchFailure(
        op, "expected an argument that is renewed by the statistics of a "
            "normalization");
  if (llvm::any_of(update.running.getUsers(), llvm::IsaPred<row::ChainOp>) ||
      !llvm::all_of(op->getUsers(), [](Operation *user) {
        return user->hasTrait<OpTrait::IsTerminator>();
      }))
    return rewriter.notifyMatchFailure(
        op, "expected a running statistic that no other layer reads");
  SmallVector<LayerOperand> operands{{update.running, Layout::vector},
                                     {statistics, statistic.layout}};
  if (Value steps = update.steps)
    operands.push_back({counter ? buildCount(steps, counter, rewriter) : steps,
                        Layout::vector});
  Location loc = op.getLoc();
  auto build = [&](OpBuilder &builder, ValueRange values) -> Value {
    Value steps = update.steps ? values[2] : Value();
    auto momentumAttr =
        update.steps ? FloatAttr() : builder.getF64FloatAttr(*momentum);
    Type type = values[0].getType();
    if (!statistic.isVariance)
      return row::RunningMeanOp::create(builder, loc, type, values[0],
                                        values[1], steps, momentumAttr);
    return row::RunningVarianceOp::create(
        builder, loc, type, values[0], values[1], steps, momentumAttr,
        builder.getI64IntegerAttr(statistic.count));
  };
  rewriter.replaceOp(op, buildLayer(rewriter, loc, operands,
                                    op->getResultTypes().front(),
                                    Layout::vector, build));
  return success();
}

void lrcnn::populateRunningPatterns(RewritePatternSet &patterns) {
  patterns.add<RaiseRunningStatistic>(patterns.getContext());
}

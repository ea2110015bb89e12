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

/// A number times constants: a part of a sum.
struct Term {
  double getFactor() const {
    return std::accumulate(factors.begin(), factors.end(), 1.0,
                           std::multiplies<>());
  }

  Expression number;
  SmallVector<double> factors;
};

} // namespace

/// The parts of which `element` is the sum, each of them times `factors`.
static void collectTerms(const Expression &element, ArrayRef<double> factors,
                         SmallVectorImpl<Term> &terms) {
  auto collect = [&](unsigned operand, std::optional<double> factor) {
    SmallVector<double> all(factors);
    if (factor)
      all.push_back(*factor);
    collectTerms(element.getOperand(operand), all, terms);
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
  terms.push_back({element, SmallVector<double>(factors)});
}

namespace {

/// running * (1 - momentum) + statistic * momentum, however it is written; the
/// statistic is the mean or the unbiased variance of a feature map.
struct RaiseRunningStatistic : OpInterfaceRewritePattern<linalg::LinalgOp> {
  using OpInterfaceRewritePattern::OpInterfaceRewritePattern;

  LogicalResult matchAndRewrite(linalg::LinalgOp op,
                                PatternRewriter &rewriter) const override {
    auto type = op->getNumResults() == 1
                    ? dyn_cast<RankedTensorType>(op->getResult(0).getType())
                    : RankedTensorType();
    if (!type || type.getRank() != 1 || !getElementResult(op))
      return failure();
    SmallVector<Term> terms;
    collectTerms(Expression::getElement(op->getResult(0)), {}, terms);
    Value running;
    double kept = 0;
    const Term *added = nullptr;
    std::optional<Statistic> statistic;
    for (const Term &term : terms) {
      if (auto found = matchStatistic(term.number, type.getElementType())) {
        if (statistic)
          return failure();
        statistic = found;
        added = &term;
        continue;
      }
      Value vector = term.number.getVector(0, type.getDimSize(0));
      if (!vector || (running && running != vector))
        return failure();
      running = vector;
      kept += term.getFactor();
    }
    if (!running || !statistic)
      return failure();
    return raise(op, running, kept, *added, *statistic, rewriter);
  }

private:
  /// What is updated by: the mean or the variance of `input`.
  struct Statistic {
    Value input;
    Layout layout;
    int64_t count;
    bool isVariance;
  };

  static std::optional<Statistic> matchStatistic(const Expression &element,
                                                 Type elementType);
  static LogicalResult raise(linalg::LinalgOp op, Value running, double kept,
                             const Term &added, const Statistic &statistic,
                             PatternRewriter &rewriter);
};

} // namespace

/// The feature map that `element` is an element of, whatever conversions lie in
/// between.
static Value getFeature(const Expression &element, Type elementType) {
  for (Value tensor : llvm::reverse(element.getTensors())) {
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

/// Whether two factors are the same but for rounding to single precision.
static bool isNear(double lhs, double rhs) {
  return std::abs(lhs - rhs) <= 1e-6;
}

LogicalResult RaiseRunningStatistic::raise(linalg::LinalgOp op, Value running,
                                           double kept, const Term &added,
                                           const Statistic &statistic,
                                           PatternRewriter &rewriter) {
  // The momentum as it is written, if it is.
  double momentum = 1 - kept;
  for (double factor : added.factors)
    if (isNear(factor, momentum))
      momentum = factor;
  double unbiased = double(statistic.count) / (statistic.count - 1);
  double expected = momentum * (statistic.isVariance ? unbiased : 1);
  if (!isNear(added.getFactor(), expected))
    return rewriter.notifyMatchFailure(op, [&](Diagnostic &diagnostic) {
      diagnostic << "expected a running "
                 << (statistic.isVariance ? "variance" : "mean")
                 << " to be renewed by " << expected
                 << (statistic.isVariance ? " (unbiased)" : "") << " where "
                 << kept << " is kept, got " << added.getFactor();
    });
  Value statistics = getStatistics(statistic.input);
  if (!statistics || !isa<BlockArgument>(running) ||
      running.getType() != op->getResult(0).getType())
    return rewriter.notifyMatchFailure(
        op, "expected an argument that is renewed by the statistics of a "
            "normalization");
  if (llvm::any_of(running.getUsers(), llvm::IsaPred<row::ChainOp>) ||
      !llvm::all_of(op->getUsers(), [](Operation *user) {
        return user->hasTrait<OpTrait::IsTerminator>();
      }))
    return rewriter.notifyMatchFailure(
        op, "expected a running statistic that no other layer reads");
  Location loc = op.getLoc();
  auto build = [&](OpBuilder &builder, ValueRange values) -> Value {
    FloatAttr momentumAttr = builder.getF64FloatAttr(momentum);
    if (!statistic.isVariance)
      return row::RunningMeanOp::create(builder, loc, values[0], values[1],
                                        momentumAttr);
    return row::RunningVarianceOp::create(
        builder, loc, values[0], values[1], momentumAttr,
        builder.getI64IntegerAttr(statistic.count));
  };
  rewriter.replaceOp(
      op,
      buildLayer(rewriter, loc,
                 {{running, Layout::vector}, {statistics, statistic.layout}},
                 op->getResultTypes().front(), Layout::vector, build));
  return success();
}

void lrcnn::populateRunningPatterns(RewritePatternSet &patterns) {
  patterns.add<RaiseRunningStatistic>(patterns.getContext());
}

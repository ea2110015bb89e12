//===- ActivationPatterns.cpp - Functions of one element ------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An activation can be written in many ways and spread over many ops, but it
// has the same values in all of them: it is recognised by these.
//
//===----------------------------------------------------------------------===//

#include "Expression.h"
#include "Layer.h"
#include "llvm/ADT/SetVector.h"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace mlir;
using namespace lrcnn;
using lrcnn::row::Layout;

//===----------------------------------------------------------------------===//
// Functions
//===----------------------------------------------------------------------===//

namespace {

/// What a layer computes, and the layer. `slope` is that of a linear unit where
/// its input is negative.
struct Activation {
  double (*compute)(double x, double slope);
  Value (*build)(OpBuilder &builder, Location loc, Value input, double slope);
  /// Whether exporters write it with 0 for NaN, where PyTorch has NaN.
  bool isWrittenWithoutNaN = false;
};

} // namespace

template <typename OpTy>
static Value build(OpBuilder &builder, Location loc, Value input, double) {
  return OpTy::create(builder, loc, input.getType(), input);
}

static Value buildLeakyRelu(OpBuilder &builder, Location loc, Value input,
                            double slope) {
  return row::LeakyReluOp::create(builder, loc, input.getType(), input,
                                  builder.getF64FloatAttr(slope));
}

template <bool isTanh>
static Value buildGelu(OpBuilder &builder, Location loc, Value input, double) {
  return row::GeluOp::create(builder, loc, input.getType(), input, isTanh);
}

static double computeHardsigmoid(double x) {
  return std::clamp(x + 3, 0.0, 6.0) / 6;
}

/// GELU by tanh; `factor` stands for sqrt(2 / pi).
static double computeGelu(double x, double factor) {
  return x / 2 * (1 + std::tanh(factor * (x + 0.044715 * x * x * x)));
}

// Earlier ones are preferred: a ReLU is a leaky one with slope 0.
static const Activation activations[] = {
    {[](double x, double) { return std::max(x, 0.0); }, build<row::ReluOp>},
    {[](double x, double) { return std::clamp(x, 0.0, 6.0); },
     build<row::Relu6Op>, /*isWrittenWithoutNaN=*/true},
    {[](double x, double) { return 1 / (1 + std::exp(-x)); },
     build<row::SigmoidOp>},
    {[](double x, double) { return std::tanh(x); }, build<row::TanhOp>},
    {[](double x, double) { return computeHardsigmoid(x); },
     build<row::HardsigmoidOp>, /*isWrittenWithoutNaN=*/true},
    {[](double x, double) { return x * computeHardsigmoid(x); },
     build<row::HardswishOp>},
    {[](double x, double) { return x / (1 + std::exp(-x)); },
     build<row::SiluOp>},
    {[](double x, double) {
       return x / 2 * (1 + std::erf(x / std::sqrt(2.0)));
     },
     buildGelu<false>},
    {[](double x, double) {
       return computeGelu(x, std::sqrt(2 / 3.14159265358979323846));
     },
     buildGelu<true>},
    // torch-mlir rounds sqrt(2 / pi) = 0.797885 to this. The layer is exact, as
    // PyTorch is.
    {[](double x, double) { return computeGelu(x, 0.7977240352174656); },
     buildGelu<true>},
    // With slope 1 nothing is computed.
    {[](double x, double slope) {
       return slope == 1 ? std::numeric_limits<double>::quiet_NaN()
              : x > 0    ? x
                         : slope * x;
     },
     buildLeakyRelu},
};

/// Where functions are compared: more densely where activations bend.
static const double samples[] = {
    -50, -20,  -9,  -7,    -6,  -5,   -4, -3.5, -3,  -2.5, -2,  -1.5,
    -1,  -0.7, -.3, -1e-3, 0.0, 1e-3, .3, 0.51, 0.7, 1,    1.5, 2,
    2.5, 3,    3.5, 4,     5,   5.9,  6,  6.1,  7,   9,    20,  50};

/// Whether `value` is what `expected` is when constants are rounded to `type`.
static bool isClose(double value, double expected, Type type) {
  double tolerance = type.isF32() ? 1e-6 : 1e-12;
  return std::abs(value - expected) <= tolerance * (1 + std::abs(expected));
}

/// Whether `expression` is `activation` of the elements of `input`.
static bool matches(const Expression &expression, Value input, double slope,
                    const Activation &activation) {
  Type type = getElementTypeOrSelf(input);
  return llvm::all_of(samples, [&](double sample) {
    std::optional<double> value = expression.evaluate(input, sample);
    return value && isClose(*value, activation.compute(sample, slope), type);
  });
}

//===----------------------------------------------------------------------===//
// Matching
//===----------------------------------------------------------------------===//

/// How many ops at most are looked through for an activation's input.
static constexpr size_t kMaxOps = 32;

/// The tensors of `type` that `expression` is computed from element by element,
/// the earliest of the block first: of nested activations the largest is taken.
static SmallVector<Value> findInputs(const Expression &expression, Type type) {
  SetVector<Value> inputs;
  SmallVector<Expression> open{expression};
  for (size_t i = 0; i < std::min(open.size(), kMaxOps); ++i) {
    Operation *op = open[i].getOp();
    if (!op)
      continue;
    for (unsigned number : llvm::seq(op->getNumOperands())) {
      Expression operand = open[i].getOperand(number);
      for (Value tensor : operand.getTensors())
        if (tensor.getType() == type)
          inputs.insert(tensor);
      open.push_back(operand);
    }
  }
  SmallVector<Value> sorted = inputs.takeVector();
  llvm::sort(sorted, [](Value lhs, Value rhs) {
    Operation *left = lhs.getDefiningOp(), *right = rhs.getDefiningOp();
    return right && (!left || left->isBeforeInBlock(right));
  });
  return sorted;
}

namespace {

struct RaiseActivation : OpInterfaceRewritePattern<linalg::LinalgOp> {
  using OpInterfaceRewritePattern::OpInterfaceRewritePattern;

  LogicalResult matchAndRewrite(linalg::LinalgOp op,
                                PatternRewriter &rewriter) const override {
    if (!getElementResult(op))
      return failure();
    Value result = op->getResult(0);
    Expression expression = Expression::getElement(result);
    for (Value input : findInputs(expression, result.getType())) {
      std::optional<double> atMinusOne = expression.evaluate(input, -1);
      if (!atMinusOne)
        continue;
      for (const Activation &activation : activations)
        if (matches(expression, input, -*atMinusOne, activation))
          return raise(op, expression, input, -*atMinusOne, activation,
                       rewriter);
    }
    return failure();
  }

private:
  LogicalResult raise(linalg::LinalgOp op, const Expression &expression,
                      Value input, double slope, const Activation &activation,
                      PatternRewriter &rewriter) const {
    double nan = std::numeric_limits<double>::quiet_NaN();
    if (!activation.isWrittenWithoutNaN &&
        !std::isnan(*expression.evaluate(input, nan)))
      return rewriter.notifyMatchFailure(
          op, "expected an activation to keep NaN as NaN");
    if (failed(checkFeatures(rewriter, op, input)))
      return failure();
    Layout layout = inferResultLayout(op);
    Value result = buildLayer(
        rewriter, op.getLoc(), {{input, layout}}, input.getType(), layout,
        [&](OpBuilder &builder, ValueRange values) {
          return activation.build(builder, op.getLoc(), values[0], slope);
        });
    rewriter.replaceOp(op, result);
    return success();
  }
};

} // namespace

void lrcnn::populateActivationPatterns(RewritePatternSet &patterns) {
  patterns.add<RaiseActivation>(patterns.getContext());
}

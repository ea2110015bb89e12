//===- ActivationPatterns.cpp - Functions of one element ------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An activation can be written in many ways and spread over many ops, but it
// has the same values in all of them: it is recognised by these. They are
// compared at fixed places, at every power of two, at the infinities, and where
// the constants of the expression say that it may bend.
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
  /// Whether no value is rounded but by a factor: then zero is zero.
  bool isExact = false;
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
    {[](double x, double) { return std::max(x, 0.0); }, build<row::ReluOp>,
     /*isWrittenWithoutNaN=*/false, /*isExact=*/true},
    {[](double x, double) { return std::clamp(x, 0.0, 6.0); },
     build<row::Relu6Op>, /*isWrittenWithoutNaN=*/true, /*isExact=*/true},
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
     buildLeakyRelu, /*isWrittenWithoutNaN=*/false, /*isExact=*/true},
};

/// Where functions are compared first: more densely where activations bend.
static const double samples[] = {
    -50, -20,  -9,  -7,    -6,  -5,   -4, -3.5, -3,  -2.5, -2,  -1.5,
    -1,  -0.7, -.3, -1e-3, 0.0, 1e-3, .3, 0.51, 0.7, 1,    1.5, 2,
    2.5, 3,    3.5, 4,     5,   5.9,  6,  6.1,  7,   9,    20,  50};

/// Every power of two that a type of floating point has, the least one above
/// zero included: a function that leaves an activation for good, at whatever
/// threshold, is elsewhere at one of them.
/// Products of the largest are left out: they overflow in one way of writing an
/// activation and not in another.
static void addPowers(SmallVectorImpl<double> &places, Type type) {
  int least = type.isF32() ? -149 : -1074, most = type.isF32() ? 127 : 1000;
  for (int exponent = least; exponent <= most; ++exponent)
    places.push_back(std::ldexp(1.0, exponent));
}

/// Where an expression with these constants may bend or jump: at a constant,
/// and where a constant is reached by way of another one.
static void addBends(SmallVectorImpl<double> &places,
                     ArrayRef<double> constants) {
  for (double a : constants) {
    SmallVector<double> bends{a};
    for (double b : constants)
      bends.append({a + b, a - b, a * b, a / b});
    for (double bend : bends)
      places.append({bend, bend * (1 - 1e-4), bend * (1 + 1e-4)});
  }
}

/// Where an expression with these constants is compared with an activation
/// after the first samples; of each place also the negative.
static SmallVector<double> getPlaces(ArrayRef<double> constants, Type type) {
  SmallVector<double> places{1e4, 1e30,
                             std::numeric_limits<double>::infinity()};
  addPowers(places, type);
  addBends(places, constants);
  double most =
      type.isF32() ? std::numeric_limits<float>::max() : std::ldexp(1.0, 1000);
  llvm::erase_if(places, [&](double place) {
    return std::isnan(place) ||
           (std::isfinite(place) && std::abs(place) > most);
  });
  for (double place : SmallVector<double>(places))
    places.push_back(-place);
  return places;
}

/// Whether `value` is what `expected` is when constants are rounded to `type`;
/// with `isExact`, when only factors are.
static bool isClose(double value, double expected, Type type, bool isExact) {
  if (!std::isfinite(value) || !std::isfinite(expected))
    return value == expected || (std::isnan(value) && std::isnan(expected));
  double tolerance = type.isF32() ? 1e-6 : 1e-12;
  double scale = (isExact ? 0 : 1) + std::abs(expected);
  return std::abs(value - expected) <= tolerance * scale;
}

/// Whether `expression` is `activation` of the elements of `input` at `places`.
static bool matches(const Expression &expression, Value input, double slope,
                    const Activation &activation, ArrayRef<double> places) {
  Type type = getElementTypeOrSelf(input);
  return llvm::all_of(places, [&](double place) {
    std::optional<double> value = expression.evaluate(input, place);
    return value && isClose(*value, activation.compute(place, slope), type,
                            activation.isExact);
  });
}

//===----------------------------------------------------------------------===//
// Matching
//===----------------------------------------------------------------------===//

/// How many ops at most are looked through for an activation's input.
static constexpr size_t kMaxOps = 32;

/// How many different constants an activation has at most.
static constexpr size_t kMaxConstants = 12;

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
      SmallVector<double> constants;
      std::optional<double> atMinusOne =
          expression.evaluate(input, -1, &constants);
      if (!atMinusOne || constants.size() > kMaxConstants)
        continue;
      double slope = -*atMinusOne;
      const auto *activation = llvm::find_if(activations, [&](const auto &it) {
        return matches(expression, input, slope, it, samples);
      });
      if (activation == std::end(activations))
        continue;
      Type type = getElementTypeOrSelf(input);
      if (!matches(expression, input, slope, *activation,
                   getPlaces(constants, type)))
        return rewriter.notifyMatchFailure(
            op,
            "expected an activation of all numbers, got what is one of some "
            "numbers only");
      return raise(op, expression, input, slope, *activation, rewriter);
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

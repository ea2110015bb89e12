//===- NormalizationPatterns.cpp - BatchNorm and its like -----------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Exporters write a BatchNorm in training mode as two dozen ops: the mean, the
// variance in double precision, the normalized tensor, scale and shift. What
// makes it one is the expression for an element, with a mean and a variance in
// it that are those of the very tensor that is normalized.
//
//===----------------------------------------------------------------------===//

#include "Expression.h"
#include "Layer.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;
using namespace lrcnn;
using lrcnn::row::Layout;

//===----------------------------------------------------------------------===//
// Means and variances
//===----------------------------------------------------------------------===//

namespace {

/// The sum over some dimensions of a number in each place of them.
struct Sum {
  Expression term;
  /// Dimensions that are summed over.
  SmallVector<int64_t> dims;
  /// How many numbers are summed.
  int64_t count;
};

} // namespace

/// The sum that `value` is.
static std::optional<Sum> matchSum(Value value) {
  auto op = value ? value.getDefiningOp<linalg::LinalgOp>() : nullptr;
  if (!op || op.getNumDpsInputs() != 1 || op.getNumDpsInits() != 1 ||
      op.hasDynamicShape())
    return std::nullopt;
  OpOperand *input = op.getDpsInputOperand(0), *init = op.getDpsInitOperand(0);
  std::optional<APFloat> initial = getSplat(init->get());
  Block *body = op.getBlock();
  auto add =
      body->getTerminator()->getOperand(0).getDefiningOp<arith::AddFOp>();
  if (!initial || !initial->isZero() || !add ||
      !op.getMatchingIndexingMap(input).isIdentity())
    return std::nullopt;
  Value element = body->getArgument(0), sum = body->getArgument(1);
  if (!(add.getLhs() == element && add.getRhs() == sum) &&
      !(add.getLhs() == sum && add.getRhs() == element))
    return std::nullopt;
  Sum result{Expression::getOperand(op, *input), {}, 1};
  AffineMap map = op.getMatchingIndexingMap(init);
  SmallVector<int64_t> loops = op.getStaticLoopRanges();
  for (auto [dim, size] : llvm::enumerate(loops))
    if (!map.isFunctionOfDim(dim)) {
      result.dims.push_back(dim);
      result.count *= size;
    }
  return result;
}

/// The sum over all that `element` stands for, divided by its number: the mean
/// of what the result says.
static std::optional<Sum> matchMean(const Expression &element) {
  if (!element.is<arith::DivFOp>())
    return std::nullopt;
  std::optional<APFloat> divisor = element.getOperand(1).getConstant();
  std::optional<Sum> sum = matchSum(element.getOperand(0).getLeaf().first);
  if (!divisor || !sum || divisor->convertToDouble() != sum->count)
    return std::nullopt;
  return sum;
}

/// Whether `element` is the mean of `input` over `dims`.
static bool isMean(const Expression &element, Value input,
                   ArrayRef<int64_t> dims) {
  std::optional<Sum> sum = matchMean(element);
  return sum && sum->dims == dims &&
         llvm::is_contained(sum->term.getTensors(), input);
}

/// Whether `element` is the variance of `input` over `dims`, divided by the
/// number of elements.
static bool isVariance(const Expression &element, Value input,
                       ArrayRef<int64_t> dims) {
  std::optional<Sum> sum = matchMean(element);
  if (!sum || sum->dims != dims || !sum->term.is<arith::MulFOp>())
    return false;
  return llvm::all_of(llvm::seq(2u), [&](unsigned i) {
    Expression factor = sum->term.getOperand(i);
    return factor.is<arith::SubFOp>() &&
           llvm::is_contained(factor.getOperand(0).getTensors(), input) &&
           isMean(factor.getOperand(1), input, dims);
  });
}

//===----------------------------------------------------------------------===//
// Normalized elements
//===----------------------------------------------------------------------===//

namespace {

/// (input - mean) / sqrt(variance + eps) * scale + shift.
struct Normalization {
  Value input;
  std::optional<Expression> mean, variance;
  double eps = 0;
  /// Vectors, or null.
  Value scale, shift;
};

/// Recognises normalized elements. `channels` is the place of the channels.
class Matcher {
public:
  Matcher(unsigned channels, int64_t size) : channels(channels), size(size) {}

  std::optional<Normalization> match(const Expression &element) {
    if (matchScaled(element))
      return found;
    if (element.is<arith::AddFOp>())
      for (unsigned i : {0, 1}) {
        found.shift = element.getOperand(i).getVector(channels, size);
        if (found.shift && matchScaled(element.getOperand(1 - i)))
          return found;
      }
    return std::nullopt;
  }

private:
  bool matchScaled(const Expression &element) {
    found.scale = nullptr;
    if (matchCentered(element))
      return true;
    if (!element.is<arith::MulFOp>())
      return false;
    return llvm::any_of(llvm::seq(2u), [&](unsigned i) {
      found.scale = element.getOperand(i).getVector(channels, size);
      return found.scale && matchCentered(element.getOperand(1 - i));
    });
  }

  /// Matches (input - mean) * (1 / deviation).
  bool matchCentered(const Expression &element) {
    if (!element.is<arith::MulFOp>())
      return false;
    return llvm::any_of(llvm::seq(2u), [&](unsigned i) {
      Expression distance = element.getOperand(i);
      if (!distance.is<arith::SubFOp>() ||
          !matchInverseDeviation(element.getOperand(1 - i)))
        return false;
      found.input = distance.getOperand(0).getTensor();
      found.mean = distance.getOperand(1);
      return bool(found.input);
    });
  }

  bool matchInverseDeviation(const Expression &element) {
    std::optional<Expression> sum;
    if (element.is<math::RsqrtOp>()) {
      sum = element.getOperand(0);
    } else if (element.is<arith::DivFOp>()) {
      std::optional<APFloat> one = element.getOperand(0).getConstant();
      Expression root = element.getOperand(1);
      if (one && one->isExactlyValue(1) && root.is<math::SqrtOp>())
        sum = root.getOperand(0);
    }
    if (!sum || !sum->is<arith::AddFOp>())
      return false;
    return llvm::any_of(llvm::seq(2u), [&](unsigned i) {
      std::optional<APFloat> eps = sum->getOperand(i).getConstant();
      if (eps)
        found.eps = eps->convertToDouble();
      found.variance = sum->getOperand(1 - i);
      return eps.has_value();
    });
  }

  unsigned channels;
  int64_t size;
  Normalization found;
};

} // namespace

//===----------------------------------------------------------------------===//
// Raising
//===----------------------------------------------------------------------===//

/// The statistics of `input`, in the order of `layout`; made behind `input`,
/// for several layers may read them.
static Value getStatistics(Value input, Layout layout,
                           PatternRewriter &rewriter) {
  for (Operation *user : input.getUsers()) {
    auto chain = dyn_cast<row::ChainOp>(user);
    if (chain && isa<row::StatisticsOp>(chain.getBodyBlock()->front()))
      return chain.getResult(0);
  }
  auto type = cast<RankedTensorType>(input.getType());
  int64_t channels = type.getDimSize(row::getLayoutDims(layout)[3]);
  OpBuilder::InsertionGuard guard(rewriter);
  rewriter.setInsertionPointAfterValue(input);
  return buildLayer(rewriter, input.getLoc(), {{input, layout}},
                    type.clone(row::fromRowOrder({1, 1, 2, channels}, layout)),
                    layout,
                    [&](OpBuilder &builder, ValueRange values) -> Value {
                      return row::StatisticsOp::create(
                          builder, input.getLoc(), values[0], IntegerAttr());
                    });
}

namespace {

struct RaiseBatchNorm : OpInterfaceRewritePattern<linalg::LinalgOp> {
  using OpInterfaceRewritePattern::OpInterfaceRewritePattern;

  LogicalResult matchAndRewrite(linalg::LinalgOp op,
                                PatternRewriter &rewriter) const override {
    auto type = op->getNumResults() == 1
                    ? dyn_cast<RankedTensorType>(op->getResult(0).getType())
                    : RankedTensorType();
    if (!type || type.getRank() != 4 || !getElementResult(op))
      return failure();
    Layout layout = inferLayout(op);
    ArrayRef<int64_t> dims = row::getLayoutDims(layout);
    int64_t size = type.getDimSize(dims[3]);
    auto found =
        Matcher(dims[3], size).match(Expression::getElement(op->getResult(0)));
    if (!found || failed(checkFeatures(rewriter, op, found->input)))
      return failure();
    SmallVector<int64_t> summed{dims[0], dims[1], dims[2]};
    llvm::sort(summed);
    if (!isMean(*found->mean, found->input, summed) ||
        !isVariance(*found->variance, found->input, summed))
      return rewriter.notifyMatchFailure(
          op, "expected a normalization by the mean and variance of the tensor "
              "itself over images, rows and columns");
    raise(op, *found, layout, rewriter);
    return success();
  }

private:
  static void raise(linalg::LinalgOp op, const Normalization &found,
                    Layout layout, PatternRewriter &rewriter) {
    SmallVector<LayerOperand> operands{
        {found.input, layout},
        {getStatistics(found.input, layout, rewriter), layout}};
    for (Value vector : {found.scale, found.shift})
      if (vector)
        operands.push_back({flatten(rewriter, vector), Layout::vector});
    Location loc = op.getLoc();
    rewriter.replaceOp(
        op, buildLayer(rewriter, loc, operands, found.input.getType(), layout,
                       [&](OpBuilder &builder, ValueRange values) -> Value {
                         Value scale = found.scale ? values[2] : Value();
                         Value shift = found.shift ? values.back() : Value();
                         return row::NormalizeOp::create(
                             builder, loc, values[0], values[1], scale, shift,
                             builder.getF64FloatAttr(found.eps), IntegerAttr());
                       }));
  }
};

} // namespace

void lrcnn::populateNormalizationPatterns(RewritePatternSet &patterns) {
  patterns.add<RaiseBatchNorm>(patterns.getContext());
}

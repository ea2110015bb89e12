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
// it that are those of the very tensor that is normalized. With vectors in
// their place it is a BatchNorm in evaluation mode, with those of the pixel's
// channels a LayerNorm, with those of an image's groups of channels a
// GroupNorm.
//
//===----------------------------------------------------------------------===//

#include "Expression.h"
#include "Layer.h"
#include "Statistics.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace lrcnn;
using lrcnn::row::Layout;

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
        if (matchAffine(element.getOperand(i), element.getOperand(1 - i)))
          return found;
      }
    return std::nullopt;
  }

private:
  /// Matches what `matchRest` does, alone or in an OpTy with a vector, which
  /// `vector` becomes.
  template <typename OpTy>
  bool matchWithVector(const Expression &element, Value &vector,
                       function_ref<bool(const Expression &)> matchRest) {
    vector = nullptr;
    if (matchRest(element))
      return true;
    if (!element.is<OpTy>())
      return false;
    return llvm::any_of(llvm::seq(2u), [&](unsigned i) {
      vector = element.getOperand(i).getVector(channels, size);
      return vector && matchRest(element.getOperand(1 - i));
    });
  }

  bool matchScaled(const Expression &element) {
    return matchWithVector<arith::MulFOp>(
        element, found.scale,
        [&](const Expression &rest) { return matchCentered(rest); });
  }

  /// Matches input * factor and (-mean) * factor + shift, where the factor is
  /// scale / deviation.
  bool matchAffine(const Expression &product, const Expression &offset) {
    if (!product.is<arith::MulFOp>())
      return false;
    return llvm::any_of(llvm::seq(2u), [&](unsigned i) {
      Expression factor = product.getOperand(1 - i);
      found.input = product.getOperand(i).getTensor();
      return found.input && matchFactor(factor) && matchOffset(offset, factor);
    });
  }

  /// Matches scale / deviation.
  bool matchFactor(const Expression &factor) {
    return matchWithVector<arith::MulFOp>(
        factor, found.scale,
        [&](const Expression &rest) { return matchInverseDeviation(rest); });
  }

  /// Matches (-mean) * factor + shift, or without a shift.
  bool matchOffset(const Expression &offset, const Expression &factor) {
    return matchWithVector<arith::AddFOp>(
        offset, found.shift,
        [&](const Expression &rest) { return matchCenter(rest, factor); });
  }

  /// Matches (-mean) * factor.
  bool matchCenter(const Expression &center, const Expression &factor) {
    if (!center.is<arith::MulFOp>())
      return false;
    return llvm::any_of(llvm::seq(2u), [&](unsigned i) {
      Expression negated = center.getOperand(i);
      if (!negated.is<arith::NegFOp>() ||
          !center.getOperand(1 - i).isSameAs(factor))
        return false;
      found.mean = negated.getOperand(0);
      return true;
    });
  }

  /// Matches (input - mean) / deviation, (input - mean) * (1 / deviation), or
  /// with a scale in place of 1.
  bool matchCentered(const Expression &element) {
    if (element.is<arith::DivFOp>())
      return matchDistance(element.getOperand(0)) &&
             matchDeviation(element.getOperand(1));
    if (!element.is<arith::MulFOp>())
      return false;
    return llvm::any_of(llvm::seq(2u), [&](unsigned i) {
      return matchDistance(element.getOperand(i)) &&
             matchInverseDeviation(element.getOperand(1 - i));
    });
  }

  /// Matches input - mean.
  bool matchDistance(const Expression &element) {
    if (!element.is<arith::SubFOp>())
      return false;
    found.input = element.getOperand(0).getTensor();
    found.mean = element.getOperand(1);
    return bool(found.input);
  }

  bool matchDeviation(const Expression &element) {
    return element.is<math::SqrtOp>() && matchVariance(element.getOperand(0));
  }

  bool matchInverseDeviation(const Expression &element) {
    if (element.is<math::RsqrtOp>())
      return matchVariance(element.getOperand(0));
    if (!element.is<arith::DivFOp>() || !matchDeviation(element.getOperand(1)))
      return false;
    Expression numerator = element.getOperand(0);
    std::optional<APFloat> one = numerator.getConstant();
    if (one && one->isExactlyValue(1))
      return true;
    if (found.scale)
      return false;
    found.scale = numerator.getVector(channels, size);
    return bool(found.scale);
  }

  /// Matches variance + eps.
  bool matchVariance(const Expression &sum) {
    if (!sum.is<arith::AddFOp>())
      return false;
    return llvm::any_of(llvm::seq(2u), [&](unsigned i) {
      std::optional<APFloat> eps = sum.getOperand(i).getConstant();
      if (eps)
        found.eps = getWritten(*eps);
      found.variance = sum.getOperand(1 - i);
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

namespace {

/// What a normalization is by: nothing if it is over the channels of each
/// pixel, the statistics of the input, in groups or not, or two vectors.
struct NormalizedBy {
  SmallVector<Value> operands;
  std::optional<int64_t> groups;
};

} // namespace

static std::optional<NormalizedBy> findStatistics(const Normalization &found,
                                                  Layout layout,
                                                  PatternRewriter &rewriter) {
  int64_t channels = row::getLayoutDims(layout)[3];
  if (isMean(*found.mean, found.input, channels) &&
      isVariance(*found.variance, found.input, channels))
    return NormalizedBy();
  if (layout != Layout::nc) {
    SmallVector<int64_t> summed = getSummedDims(layout);
    if (isMean(*found.mean, found.input, summed) &&
        isVariance(*found.variance, found.input, summed))
      return NormalizedBy{
          {getOrBuildStatistics(found.input, layout, std::nullopt, rewriter)},
          std::nullopt};
  }
  int64_t size =
      cast<RankedTensorType>(found.input.getType()).getDimSize(channels);
  Value mean = found.mean->getVector(channels, size);
  Value variance = found.variance->getVector(channels, size);
  if (!mean || !variance)
    return std::nullopt;
  return NormalizedBy{{mean, variance}, std::nullopt};
}

static std::optional<NormalizedBy>
findGroupStatistics(const Normalization &found, Layout layout,
                    PatternRewriter &rewriter) {
  if (layout == Layout::nc)
    return std::nullopt;
  std::optional<int64_t> groups =
      matchGroupMean(*found.mean, found.input, layout);
  if (!groups ||
      !isGroupVariance(*found.variance, found.input, layout, *groups))
    return std::nullopt;
  return NormalizedBy{
      {getOrBuildStatistics(found.input, layout, groups, rewriter)}, groups};
}

/// Replaces `op` by the normalization `found`.
static void replaceWithNormalization(Operation *op, const Normalization &found,
                                     const NormalizedBy &by, Layout layout,
                                     PatternRewriter &rewriter) {
  SmallVector<LayerOperand> operands{{found.input, layout}};
  auto addVector = [&](Value vector) {
    operands.push_back({flatten(rewriter, vector), Layout::vector});
  };
  if (by.operands.size() == 1)
    operands.push_back({by.operands.front(), layout});
  else
    llvm::for_each(by.operands, addVector);
  for (Value vector : {found.scale, found.shift})
    if (vector)
      addVector(vector);
  Location loc = op->getLoc();
  size_t count = by.operands.size();
  auto build = [&](OpBuilder &builder, ValueRange values) -> Value {
    Value scale = found.scale ? values[1 + count] : Value();
    Value shift = found.shift ? values.back() : Value();
    FloatAttr eps = builder.getF64FloatAttr(found.eps);
    if (count == 0)
      return row::LayerNormOp::create(builder, loc, values[0].getType(),
                                      values[0], scale, shift, eps);
    IntegerAttr groups =
        by.groups ? builder.getI64IntegerAttr(*by.groups) : IntegerAttr();
    return row::NormalizeOp::create(builder, loc, values[0],
                                    values.slice(1, count), scale, shift, eps,
                                    groups);
  };
  rewriter.replaceOp(op, buildLayer(rewriter, loc, operands,
                                    found.input.getType(), layout, build));
}

/// Raises the normalization that the one result of `op` is.
static LogicalResult raiseNormalization(Operation *op,
                                        PatternRewriter &rewriter) {
  auto type = cast<RankedTensorType>(op->getResult(0).getType());
  SmallVector<Layout> layouts = getPossibleLayouts(op);
  bool isNormalization = false;
  for (Layout candidate : layouts) {
    int64_t channels = row::getLayoutDims(candidate)[3];
    auto found = Matcher(channels, type.getDimSize(channels))
                     .match(Expression::getElement(op->getResult(0)));
    if (!found || found->input.getType() != type ||
        failed(checkFeatures(rewriter, op, found->input)))
      continue;
    isNormalization = true;
    std::optional<NormalizedBy> by;
    if (candidate == layouts.front())
      by = findStatistics(*found, candidate, rewriter);
    // Groups say themselves where the channels are.
    if (!by)
      by = findGroupStatistics(*found, candidate, rewriter);
    if (!by)
      continue;
    replaceWithNormalization(op, *found, *by, candidate, rewriter);
    return success();
  }
  if (!isNormalization)
    return failure();
  return rewriter.notifyMatchFailure(
      op, "expected a normalization by the mean and variance of the tensor "
          "itself, over channels, over images, rows and columns, or over rows, "
          "columns and groups of channels, or by a vector of each");
}

namespace {

struct RaiseNormalization : OpInterfaceRewritePattern<linalg::LinalgOp> {
  using OpInterfaceRewritePattern::OpInterfaceRewritePattern;

  LogicalResult matchAndRewrite(linalg::LinalgOp op,
                                PatternRewriter &rewriter) const override {
    auto type = op->getNumResults() == 1
                    ? dyn_cast<RankedTensorType>(op->getResult(0).getType())
                    : RankedTensorType();
    if (!type || !llvm::is_contained({2, 4}, type.getRank()) ||
        !getElementResult(op))
      return failure();
    return raiseNormalization(op, rewriter);
  }
};

/// A normalization in groups may be written for a tensor that has them as a
/// dimension.
struct RaiseReshapedNormalization : OpRewritePattern<tensor::ExpandShapeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tensor::ExpandShapeOp op,
                                PatternRewriter &rewriter) const override {
    if (op.getResultType().getRank() != 4)
      return failure();
    return raiseNormalization(op, rewriter);
  }
};

} // namespace

void lrcnn::populateNormalizationPatterns(RewritePatternSet &patterns) {
  patterns.add<RaiseNormalization, RaiseReshapedNormalization>(
      patterns.getContext());
}

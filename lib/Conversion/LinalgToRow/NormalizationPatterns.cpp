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
// channels a LayerNorm.
//
//===----------------------------------------------------------------------===//

#include "Expression.h"
#include "Layer.h"
#include "Statistics.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"

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

struct RaiseNormalization : OpInterfaceRewritePattern<linalg::LinalgOp> {
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
    bool isLayerNorm = isMean(*found->mean, found->input, dims[3]) &&
                       isVariance(*found->variance, found->input, dims[3]);
    SmallVector<Value> statistics;
    if (!isLayerNorm)
      statistics = getStatistics(*found, layout, rewriter);
    if (!isLayerNorm && statistics.empty())
      return rewriter.notifyMatchFailure(
          op, "expected a normalization by the mean and variance of the tensor "
              "itself, over channels or over images, rows and columns, or by a "
              "vector of each");
    raise(op, *found, statistics, layout, rewriter);
    return success();
  }

private:
  /// The operand that the layer takes statistics from, or the two; nothing if
  /// they are of another kind.
  static SmallVector<Value> getStatistics(const Normalization &found,
                                          Layout layout,
                                          PatternRewriter &rewriter) {
    SmallVector<int64_t> summed = getSummedDims(layout);
    if (isMean(*found.mean, found.input, summed) &&
        isVariance(*found.variance, found.input, summed))
      return {getOrBuildStatistics(found.input, layout, rewriter)};
    int64_t channels = row::getLayoutDims(layout)[3];
    int64_t size =
        cast<RankedTensorType>(found.input.getType()).getDimSize(channels);
    Value mean = found.mean->getVector(channels, size);
    Value variance = found.variance->getVector(channels, size);
    if (!mean || !variance)
      return {};
    return {mean, variance};
  }

  /// Replaces `op` by a normalization by `statistics`, or over channels if
  /// there are none.
  static void raise(linalg::LinalgOp op, const Normalization &found,
                    ValueRange statistics, Layout layout,
                    PatternRewriter &rewriter) {
    SmallVector<LayerOperand> operands{{found.input, layout}};
    auto addVector = [&](Value vector) {
      operands.push_back({flatten(rewriter, vector), Layout::vector});
    };
    if (statistics.size() == 1)
      operands.push_back({statistics.front(), layout});
    else
      llvm::for_each(statistics, addVector);
    for (Value vector : {found.scale, found.shift})
      if (vector)
        addVector(vector);
    Location loc = op.getLoc();
    size_t count = statistics.size();
    auto build = [&](OpBuilder &builder, ValueRange values) -> Value {
      Value scale = found.scale ? values[1 + count] : Value();
      Value shift = found.shift ? values.back() : Value();
      FloatAttr eps = builder.getF64FloatAttr(found.eps);
      if (count == 0)
        return row::LayerNormOp::create(builder, loc, values[0].getType(),
                                        values[0], scale, shift, eps);
      return row::NormalizeOp::create(builder, loc, values[0],
                                      values.slice(1, count), scale, shift, eps,
                                      IntegerAttr());
    };
    rewriter.replaceOp(op, buildLayer(rewriter, loc, operands,
                                      found.input.getType(), layout, build));
  }
};

} // namespace

void lrcnn::populateNormalizationPatterns(RewritePatternSet &patterns) {
  patterns.add<RaiseNormalization>(patterns.getContext());
}

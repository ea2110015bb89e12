//===- Statistics.cpp - Means and variances in linalg ---------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Statistics.h"
#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace lrcnn;
using lrcnn::row::Layout;

/// The sum that `value` is.
static std::optional<Sum> matchSum(Value value) {
  auto op = value ? value.getDefiningOp<linalg::LinalgOp>() : nullptr;
  if (!op || op.getNumDpsInits() != 1 || op.hasDynamicShape())
    return std::nullopt;
  OpOperand *init = op.getDpsInitOperand(0);
  std::optional<APFloat> initial = getSplat(init->get());
  Block *body = op.getBlock();
  auto add =
      body->getTerminator()->getOperand(0).getDefiningOp<arith::AddFOp>();
  Value sum = body->getArguments().back();
  if (!initial || !initial->isZero() || !add || !sum.hasOneUse())
    return std::nullopt;
  Value term = add.getLhs() == sum ? add.getRhs() : add.getLhs();
  if (add.getLhs() != sum && add.getRhs() != sum)
    return std::nullopt;
  Sum result{Expression::getScalar(op, term), {}, 1};
  AffineMap map = op.getMatchingIndexingMap(init);
  SmallVector<int64_t> loops = op.getStaticLoopRanges();
  for (auto [dim, size] : llvm::enumerate(loops))
    if (!map.isFunctionOfDim(dim)) {
      result.dims.push_back(dim);
      result.count *= size;
    }
  return result;
}

std::optional<Sum> lrcnn::matchMean(const Expression &element) {
  if (!element.is<arith::DivFOp>())
    return std::nullopt;
  std::optional<APFloat> divisor = element.getOperand(1).getConstant();
  std::optional<Sum> sum = matchSum(element.getOperand(0).getLeaf().first);
  if (!divisor || !sum || divisor->convertToDouble() != sum->count)
    return std::nullopt;
  return sum;
}

/// Whether `element`, a mean over `dims`, is that of the place in `input` where
/// it is read, if it is read there.
static bool isReadInPlace(const Expression &element, Value input,
                          ArrayRef<int64_t> dims) {
  auto shape = cast<RankedTensorType>(input.getType()).getShape();
  AffineMap map = element.getOperand(0).getLeaf().second;
  if (map.getNumDims() != shape.size())
    return true;
  SmallVector<AffineExpr> kept, read;
  for (auto [dim, size] : llvm::enumerate(shape))
    if (size != 1 && !llvm::is_contained(dims, dim))
      kept.push_back(getAffineDimExpr(dim, map.getContext()));
  llvm::copy_if(map.getResults(), std::back_inserter(read),
                llvm::IsaPred<AffineDimExpr>);
  return read == kept;
}

bool lrcnn::isMean(const Expression &element, Value input,
                   ArrayRef<int64_t> dims) {
  std::optional<Sum> sum = matchMean(element);
  return sum && sum->dims == dims && isReadInPlace(element, input, dims) &&
         llvm::is_contained(sum->term.getTensors(), input);
}

bool lrcnn::isVariance(const Expression &element, Value input,
                       ArrayRef<int64_t> dims) {
  std::optional<Sum> sum = matchMean(element);
  if (!sum || sum->dims != dims || !isReadInPlace(element, input, dims) ||
      !sum->term.is<arith::MulFOp>())
    return false;
  return llvm::all_of(llvm::seq(2u), [&](unsigned i) {
    Expression factor = sum->term.getOperand(i);
    return factor.is<arith::SubFOp>() &&
           llvm::is_contained(factor.getOperand(0).getTensors(), input) &&
           isMean(factor.getOperand(1), input, dims);
  });
}

SmallVector<int64_t> lrcnn::getSummedDims(Layout layout) {
  ArrayRef<int64_t> dims = row::getLayoutDims(layout);
  SmallVector<int64_t> summed{dims[0], dims[1], dims[2]};
  llvm::sort(summed);
  return summed;
}

Value lrcnn::getStatistics(Value input) {
  for (Operation *user : input.getUsers()) {
    auto chain = dyn_cast<row::ChainOp>(user);
    if (chain && isa<row::StatisticsOp>(chain.getBodyBlock()->front()))
      return chain.getResult(0);
  }
  return nullptr;
}

Value lrcnn::getOrBuildStatistics(Value input, Layout layout,
                                  PatternRewriter &rewriter) {
  if (Value statistics = getStatistics(input))
    return statistics;
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

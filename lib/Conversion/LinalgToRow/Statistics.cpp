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
      if (size < 1 || llvm::MulOverflow(result.count, size, result.count))
        return std::nullopt;
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

//===----------------------------------------------------------------------===//
// Groups of channels
//===----------------------------------------------------------------------===//

namespace {
/// A mean that may be over groups of channels.
struct GroupMean {
  GroupMean(const Expression &element, const Sum &sum, Value input,
            Layout layout, int64_t groups);

  /// Whether it is over the group of the place `where` in the input, a function
  /// of the place where the mean is read. What is summed is the element of the
  /// input at `term`, a function of the loops that sum.
  bool isAround(AffineMap where, AffineMap term) const;

private:
  /// The places of what is summed, first in the group and then in the image,
  /// or null if not all of a group is summed in order.
  std::optional<std::array<AffineExpr, 3>> getSummedPlace() const;

  RankedTensorType type;
  Layout layout;
  int64_t groupSize;
  /// The loops that sum, in terms of the place and of how far they are.
  AffineMap loops;
  /// The sizes of the place's dimensions and of the loops that go on.
  SmallVector<int64_t> domain;
  unsigned placeRank;
};
} // namespace

GroupMean::GroupMean(const Expression &element, const Sum &sum, Value input,
                     Layout layout, int64_t groups)
    : type(cast<RankedTensorType>(input.getType())), layout(layout),
      groupSize(type.getDimSize(row::getLayoutDims(layout)[3]) / groups),
      domain(element.getDomain()), placeRank(domain.size()) {
  auto [tensor, read] = element.getOperand(0).getLeaf();
  auto op = tensor.getDefiningOp<linalg::LinalgOp>();
  AffineMap written = op.getMatchingIndexingMap(op.getDpsInitOperand(0));
  MLIRContext *context = type.getContext();
  SmallVector<AffineExpr> results;
  for (auto [loop, size] : llvm::enumerate(op.getStaticLoopRanges())) {
    std::optional<unsigned> place =
        written.getResultPosition(getAffineDimExpr(loop, context));
    if (place) {
      results.push_back(read.getResult(*place));
      continue;
    }
    results.push_back(getAffineDimExpr(domain.size(), context));
    domain.push_back(size);
  }
  loops = AffineMap::get(domain.size(), 0, results, context);
}

std::optional<std::array<AffineExpr, 3>> GroupMean::getSummedPlace() const {
  MLIRContext *context = type.getContext();
  ArrayRef<int64_t> dims = row::getLayoutDims(layout);
  int64_t rows = type.getDimSize(dims[1]), columns = type.getDimSize(dims[2]);
  SmallVector<unsigned> left;
  for (unsigned dim = placeRank; dim < domain.size(); ++dim)
    if (domain[dim] != 1)
      left.push_back(dim);
  bool isComplete = true;
  auto take = [&](int64_t size) -> AffineExpr {
    if (size == 1)
      return getAffineConstantExpr(0, context);
    isComplete &= !left.empty() && domain[left.front()] == size;
    if (!isComplete)
      return nullptr;
    AffineExpr dim = getAffineDimExpr(left.front(), context);
    left.erase(left.begin());
    return dim;
  };
  AffineExpr channel, row, column;
  if (layout == Layout::nchw)
    channel = take(groupSize);
  if (!left.empty() && rows != 1 && columns != 1 &&
      domain[left.front()] == rows * columns) {
    AffineExpr pixel = take(rows * columns);
    row = pixel.floorDiv(columns);
    column = pixel % columns;
  } else {
    row = take(rows);
    column = take(columns);
  }
  if (layout == Layout::nhwc)
    channel = take(groupSize);
  if (!isComplete || !left.empty())
    return std::nullopt;
  return std::array{channel, row, column};
}

bool GroupMean::isAround(AffineMap where, AffineMap term) const {
  auto summed = getSummedPlace();
  if (!summed)
    return false;
  ArrayRef<int64_t> dims = row::getLayoutDims(layout);
  auto [channel, row, column] = *summed;
  SmallVector<AffineExpr> place(4);
  place[dims[0]] = where.getResult(dims[0]);
  place[dims[1]] = row;
  place[dims[2]] = column;
  place[dims[3]] =
      where.getResult(dims[3]).floorDiv(groupSize) * groupSize + channel;
  auto expected = AffineMap::get(domain.size(), 0, place, type.getContext());
  return simplifyIndices(expected, type, domain) ==
         simplifyIndices(term.compose(loops), type, domain);
}

std::optional<int64_t> lrcnn::matchGroupMean(const Expression &element,
                                             Value input, Layout layout) {
  std::optional<Sum> sum = matchMean(element);
  std::optional<AffineMap> term;
  if (sum)
    term = sum->term.findPlace(input);
  if (!term)
    return std::nullopt;
  auto type = cast<RankedTensorType>(input.getType());
  ArrayRef<int64_t> dims = row::getLayoutDims(layout);
  int64_t channels = type.getDimSize(dims[3]);
  int64_t pixels = type.getDimSize(dims[1]) * type.getDimSize(dims[2]);
  int64_t size = sum->count / pixels;
  if (size * pixels != sum->count || size == 0 || channels % size != 0)
    return std::nullopt;
  int64_t groups = channels / size;
  auto identity = AffineMap::getMultiDimIdentityMap(4, type.getContext());
  if (!GroupMean(element, *sum, input, layout, groups)
           .isAround(identity, *term))
    return std::nullopt;
  return groups;
}

bool lrcnn::isGroupVariance(const Expression &element, Value input,
                            Layout layout, int64_t groups) {
  std::optional<Sum> sum = matchMean(element);
  if (!sum || !sum->term.is<arith::MulFOp>())
    return false;
  auto identity = AffineMap::getMultiDimIdentityMap(4, input.getContext());
  GroupMean variance(element, *sum, input, layout, groups);
  return llvm::all_of(llvm::seq(2u), [&](unsigned i) {
    Expression factor = sum->term.getOperand(i);
    if (!factor.is<arith::SubFOp>())
      return false;
    Expression mean = factor.getOperand(1);
    std::optional<AffineMap> place = factor.getOperand(0).findPlace(input);
    std::optional<Sum> meanSum = matchMean(mean);
    if (!place || !meanSum || !variance.isAround(identity, *place))
      return false;
    std::optional<AffineMap> term = meanSum->term.findPlace(input);
    return term && GroupMean(mean, *meanSum, input, layout, groups)
                       .isAround(*place, *term);
  });
}

//===----------------------------------------------------------------------===//
// Layers
//===----------------------------------------------------------------------===//

SmallVector<int64_t> lrcnn::getSummedDims(Layout layout) {
  ArrayRef<int64_t> dims = row::getLayoutDims(layout);
  SmallVector<int64_t> summed{dims[0], dims[1], dims[2]};
  llvm::sort(summed);
  return summed;
}

Value lrcnn::getStatistics(Value input, std::optional<int64_t> groups) {
  for (Operation *user : input.getUsers()) {
    auto chain = dyn_cast<row::ChainOp>(user);
    if (!chain)
      continue;
    auto statistics =
        dyn_cast<row::StatisticsOp>(chain.getBodyBlock()->front());
    if (statistics && statistics.getGroups() == groups)
      return chain.getResult(0);
  }
  return nullptr;
}

Value lrcnn::getOrBuildStatistics(Value input, Layout layout,
                                  std::optional<int64_t> groups,
                                  PatternRewriter &rewriter) {
  if (Value statistics = getStatistics(input, groups))
    return statistics;
  auto type = cast<RankedTensorType>(input.getType());
  ArrayRef<int64_t> dims = row::getLayoutDims(layout);
  int64_t images = groups ? type.getDimSize(dims[0]) : 1;
  int64_t channels = type.getDimSize(dims[3]);
  OpBuilder::InsertionGuard guard(rewriter);
  rewriter.setInsertionPointAfterValue(input);
  return buildLayer(
      rewriter, input.getLoc(), {{input, layout}},
      type.clone(row::fromRowOrder({images, 1, 2, channels}, layout)), layout,
      [&](OpBuilder &builder, ValueRange values) -> Value {
        return row::StatisticsOp::create(
            builder, input.getLoc(), values[0],
            groups ? builder.getI64IntegerAttr(*groups) : IntegerAttr());
      });
}

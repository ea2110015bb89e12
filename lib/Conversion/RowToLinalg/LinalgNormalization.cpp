//===- LinalgNormalization.cpp - Statistics and their readers as linalg ---===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Models.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace lrcnn;

AffineMap LinalgLayers::getChannelMap() const {
  return AffineMap::get(4, 0,
                        getAffineDimExpr(getChannels(), builder.getContext()));
}

Value LinalgLayers::createMean(Location loc, RankedTensorType type, Value input,
                               ArrayRef<int64_t> kept) {
  auto inputType = cast<RankedTensorType>(input.getType());
  int64_t rank = inputType.getRank();
  SmallVector<utils::IteratorType> loops(rank, utils::IteratorType::reduction);
  SmallVector<AffineExpr> places;
  for (int64_t dim : kept) {
    loops[dim] = utils::IteratorType::parallel;
    places.push_back(builder.getAffineDimExpr(dim));
  }
  auto written = AffineMap::get(rank, 0, places, builder.getContext());
  Value sum = linalg::GenericOp::create(
                  builder, loc, type, input, createFilled(loc, type, 0),
                  {builder.getMultiDimIdentityMap(rank), written}, loops,
                  [](OpBuilder &body, Location loc, ValueRange elements) {
                    Value add = arith::AddFOp::create(body, loc, elements[0],
                                                      elements[1]);
                    linalg::YieldOp::create(body, loc, add);
                  })
                  ->getResult(0);
  Value count =
      createNumber(loc, type.getElementType(),
                   inputType.getNumElements() / type.getNumElements());
  return createGeneric(
      loc, type, sum, builder.getMultiDimIdentityMap(type.getRank()),
      [&](OpBuilder &body, ValueRange elements) -> Value {
        return arith::DivFOp::create(body, loc, elements[0], count);
      });
}

Value LinalgLayers::createBatchMean(Location loc, Value input) {
  auto type = cast<RankedTensorType>(input.getType());
  return createMean(loc, type.clone(ArrayRef(type.getDimSize(getChannels()))),
                    input, getChannels());
}

Value LinalgLayers::createGroupMean(Location loc, Value input, int64_t groups) {
  auto type = cast<RankedTensorType>(input.getType());
  int64_t images = type.getDimSize(0),
          channels = type.getDimSize(getChannels());
  int64_t size = channels / groups;
  // Channels as two dimensions.
  SmallVector<int64_t> shape(type.getShape());
  shape[getChannels()] = groups;
  shape.insert(shape.begin() + getChannels() + 1, size);
  SmallVector<ReassociationIndices> split;
  for (int64_t dim = 0, place = 0; dim < 4; ++dim) {
    split.push_back({place++});
    if (dim == getChannels())
      split.back().push_back(place++);
  }
  Value grouped = tensor::ExpandShapeOp::create(builder, loc, type.clone(shape),
                                                input, split);
  Value mean = createMean(loc, type.clone({images, groups}), grouped,
                          {0, getChannels()});
  Value spread = createGeneric(
      loc, type.clone({images, groups, size}), mean,
      builder.getMultiDimIdentityMap(3).dropResult(2),
      [](OpBuilder &, ValueRange elements) { return elements.front(); });
  Value matrix = tensor::CollapseShapeOp::create(
      builder, loc, spread, SmallVector<ReassociationIndices>{{0}, {1, 2}});
  return reorder(loc, matrix, row::Layout::nc, layout);
}

/// Mean and variance are two vectors, or with groups two feature maps of one
/// row and one column; gives the mean.
static Value lower(LinalgLayers &layers, row::StatisticsOp layer,
                   ValueRange operands) {
  OpBuilder &builder = layers.getBuilder();
  Value input = operands.front();
  Location loc = layer.getLoc();
  auto createStatistic = [&](Value elements) {
    return layer.getGroups()
               ? layers.createGroupMean(loc, elements, *layer.getGroups())
               : layers.createBatchMean(loc, elements);
  };
  auto type = cast<RankedTensorType>(input.getType());
  Value mean = createStatistic(input);
  Value squares = layers.createGeneric(
      loc, type, {input, mean},
      {builder.getMultiDimIdentityMap(4), layers.getSpreadMap(mean, type)},
      [&](OpBuilder &body, ValueRange elements) -> Value {
        Value distance =
            arith::SubFOp::create(body, loc, elements[0], elements[1]);
        return arith::MulFOp::create(body, loc, distance, distance);
      });
  layers.setStatistics(layer.getResult(), {mean, createStatistic(squares)});
  return mean;
}

static Value lower(LinalgLayers &layers, row::NormalizeOp layer,
                   ValueRange operands) {
  if (layer.getStatistics().size() == 2)
    return layers.lowerPointwise(layer, operands);
  SmallVector<Value> vectors =
      layers.getStatistics(layer.getStatistics().front());
  if (vectors.empty())
    return nullptr;
  SmallVector<Value> all{operands.front()};
  llvm::append_range(all, vectors);
  llvm::append_range(all, operands.drop_front(2));
  return layers.lowerPointwise(layer, all);
}

template <typename OpT>
static Value lowerState(LinalgLayers &layers, OpT layer, ValueRange operands) {
  OpBuilder &builder = layers.getBuilder();
  AffineMap identity = builder.getMultiDimIdentityMap(1);
  AffineMap first = AffineMap::get(1, 0, builder.getAffineConstantExpr(0));
  SmallVector<Value> vectors{operands.front()};
  SmallVector<AffineMap> maps{identity};
  for (auto [made, operand] :
       llvm::drop_begin(llvm::zip_equal(layer->getOperands(), operands))) {
    bool isFold = row::isFold(made.getDefiningOp());
    SmallVector<Value> columns = layers.getStatistics(made);
    if (isFold && columns.empty())
      return nullptr;
    if (!isFold)
      columns.push_back(operand);
    vectors.append(columns);
    maps.append(columns.size(), isFold ? identity : first);
  }
  return layers.createGeneric(
      layer.getLoc(), cast<RankedTensorType>(vectors.front().getType()),
      vectors, maps, [&](OpBuilder &body, ValueRange elements) {
        return layer.buildNext(body, layer.getLoc(), elements);
      });
}

void lrcnn::attachLinalgNormalization(MLIRContext &context) {
  attachLinalg<row::StatisticsOp, lower>(context);
  attachLinalg<row::NormalizeOp, lower>(context);
  attachLinalg<row::CountStepsOp, lowerState<row::CountStepsOp>>(context);
  attachLinalg<row::RunningMeanOp, lowerState<row::RunningMeanOp>>(context);
  attachLinalg<row::RunningVarianceOp, lowerState<row::RunningVarianceOp>>(
      context);
}

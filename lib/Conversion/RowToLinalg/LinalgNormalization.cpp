//===- LinalgNormalization.cpp - Statistics and their readers as linalg ---===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LinalgLayers.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"

using namespace mlir;
using namespace lrcnn;

AffineMap LinalgLayers::getChannelMap() const {
  return AffineMap::get(4, 0,
                        getAffineDimExpr(getChannels(), builder.getContext()));
}

Value LinalgLayers::createBatchMean(Location loc, Value input) {
  auto type = cast<RankedTensorType>(input.getType());
  int64_t channels = type.getDimSize(getChannels());
  RankedTensorType vector = type.clone(ArrayRef(channels));
  SmallVector<utils::IteratorType> loops(4, utils::IteratorType::reduction);
  loops[getChannels()] = utils::IteratorType::parallel;
  Value sum = linalg::GenericOp::create(
                  builder, loc, vector, input, createFilled(loc, vector, 0),
                  {builder.getMultiDimIdentityMap(4), getChannelMap()}, loops,
                  [](OpBuilder &body, Location loc, ValueRange elements) {
                    Value add = arith::AddFOp::create(body, loc, elements[0],
                                                      elements[1]);
                    linalg::YieldOp::create(body, loc, add);
                  })
                  ->getResult(0);
  Value count = createNumber(loc, type.getElementType(),
                             type.getNumElements() / channels);
  return createGeneric(loc, vector, sum, builder.getMultiDimIdentityMap(1),
                       [&](OpBuilder &body, ValueRange elements) -> Value {
                         return arith::DivFOp::create(body, loc, elements[0],
                                                      count);
                       });
}

/// Mean and variance are two vectors; gives the mean.
Value LinalgLayers::lowerStatistics(row::StatisticsOp layer, Value input) {
  if (layer.getGroups())
    return nullptr;
  Location loc = layer.getLoc();
  Value mean = createBatchMean(loc, input);
  Value squares = createGeneric(
      loc, cast<RankedTensorType>(input.getType()), {input, mean},
      {builder.getMultiDimIdentityMap(4), getChannelMap()},
      [&](OpBuilder &body, ValueRange elements) -> Value {
        Value distance =
            arith::SubFOp::create(body, loc, elements[0], elements[1]);
        return arith::MulFOp::create(body, loc, distance, distance);
      });
  statistics[layer.getResult()] = {mean, createBatchMean(loc, squares)};
  return mean;
}

Value LinalgLayers::lowerNormalize(row::NormalizeOp layer,
                                   ValueRange operands) {
  if (layer.getStatistics().size() == 2)
    return lowerPointwise(layer, operands);
  SmallVector<Value> vectors = statistics.lookup(layer.getStatistics().front());
  if (vectors.empty())
    return nullptr;
  SmallVector<Value> all{operands.front()};
  llvm::append_range(all, vectors);
  llvm::append_range(all, operands.drop_front(2));
  return lowerPointwise(layer, all);
}

Value LinalgLayers::lowerState(row::StateOpInterface layer,
                               ValueRange operands) {
  AffineMap identity = builder.getMultiDimIdentityMap(1);
  AffineMap first = AffineMap::get(1, 0, builder.getAffineConstantExpr(0));
  SmallVector<Value> vectors{operands.front()};
  SmallVector<AffineMap> maps{identity};
  for (auto [made, operand] :
       llvm::drop_begin(llvm::zip_equal(layer->getOperands(), operands))) {
    bool isFold = row::isFold(made.getDefiningOp());
    SmallVector<Value> columns = statistics.lookup(made);
    if (isFold && columns.empty())
      return nullptr;
    if (!isFold)
      columns.push_back(operand);
    vectors.append(columns);
    maps.append(columns.size(), isFold ? identity : first);
  }
  return createGeneric(
      layer.getLoc(), cast<RankedTensorType>(vectors.front().getType()),
      vectors, maps, [&](OpBuilder &body, ValueRange elements) {
        return layer.buildNext(body, layer.getLoc(), elements);
      });
}

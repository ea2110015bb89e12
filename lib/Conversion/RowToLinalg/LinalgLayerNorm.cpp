//===- LinalgLayerNorm.cpp - Normalization over channels as linalg --------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Models.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;
using namespace lrcnn;

Value LinalgLayers::createChannelMean(
    Location loc, ValueRange inputs, ArrayRef<AffineMap> maps,
    function_ref<Value(OpBuilder &, ValueRange)> build) {
  auto type = cast<RankedTensorType>(inputs.front().getType());
  int64_t channels = getChannels();
  SmallVector<int64_t> shape(type.getShape());
  shape.erase(shape.begin() + channels);
  RankedTensorType pixels = type.clone(shape);
  SmallVector<AffineMap> allMaps(maps);
  allMaps.push_back(getPixelMap());
  SmallVector<utils::IteratorType> loops(4, utils::IteratorType::parallel);
  loops[channels] = utils::IteratorType::reduction;
  auto sum = linalg::GenericOp::create(
      builder, loc, pixels, inputs, createFilled(loc, pixels, 0), allMaps,
      loops, [&](OpBuilder &body, Location bodyLoc, ValueRange elements) {
        Value term = build(body, elements.drop_back());
        linalg::YieldOp::create(
            body, bodyLoc,
            arith::AddFOp::create(body, bodyLoc, elements.back(), term)
                .getResult());
      });
  Value count =
      createNumber(loc, type.getElementType(), type.getDimSize(channels));
  return createGeneric(
      loc, pixels, sum->getResult(0), builder.getMultiDimIdentityMap(3),
      [&](OpBuilder &body, ValueRange elements) -> Value {
        return arith::DivFOp::create(body, loc, elements[0], count);
      });
}

static Value lower(LinalgLayers &layers, row::LayerNormOp norm,
                   ValueRange operands) {
  OpBuilder &builder = layers.getBuilder();
  Location loc = norm.getLoc();
  AffineMap identity = builder.getMultiDimIdentityMap(4);
  AffineMap pixel = layers.getPixelMap();
  AffineMap vector = AffineMap::get(
      4, 0, getAffineDimExpr(layers.getChannels(), builder.getContext()));
  auto subtract = [&](OpBuilder &body, ValueRange elements) -> Value {
    return arith::SubFOp::create(body, loc, elements[0], elements[1]);
  };
  Value mean = layers.createChannelMean(
      loc, operands[0], identity,
      [](OpBuilder &, ValueRange elements) -> Value { return elements[0]; });
  Value variance = layers.createChannelMean(
      loc, {operands[0], mean}, {identity, pixel},
      [&](OpBuilder &body, ValueRange elements) -> Value {
        Value distance = subtract(body, elements);
        return arith::MulFOp::create(body, loc, distance, distance);
      });
  RankedTensorType type = layers.getResultType(norm);
  Value eps = layers.createNumber(loc, type.getElementType(),
                                  norm.getEps().convertToDouble());
  SmallVector<Value> inputs{operands[0], mean, variance};
  llvm::append_range(inputs, operands.drop_front());
  SmallVector<AffineMap> maps{identity, pixel, pixel};
  maps.append(operands.size() - 1, vector);
  return layers.createGeneric(
      loc, type, inputs, maps,
      [&](OpBuilder &body, ValueRange elements) -> Value {
        Value deviation = math::SqrtOp::create(
            body, loc, arith::AddFOp::create(body, loc, elements[2], eps));
        Value value = arith::DivFOp::create(body, loc, subtract(body, elements),
                                            deviation);
        elements = elements.drop_front(3);
        if (norm.getScale()) {
          value = arith::MulFOp::create(body, loc, value, elements.front());
          elements = elements.drop_front();
        }
        return norm.getShift()
                   ? arith::AddFOp::create(body, loc, value, elements.front())
                         .getResult()
                   : value;
      });
}

void lrcnn::attachLinalgLayerNorm(MLIRContext &context) {
  attachLinalg<row::LayerNormOp, lower>(context);
}

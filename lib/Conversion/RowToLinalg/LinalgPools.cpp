//===- LinalgPools.cpp - Pooling layers in linalg -------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Models.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"

#include <limits>

using namespace mlir;
using namespace lrcnn;

/// A sum over windows, or a maximum.
template <typename NchwOp, typename NhwcOp>
static Value createPool(LinalgLayers &layers, Location loc,
                        RankedTensorType type, Value input,
                        ArrayRef<int64_t> kernel, ArrayRef<int64_t> stride,
                        ArrayRef<int64_t> dilation, double initial) {
  auto create =
      layers.isNchw() ? createWindowOp<NchwOp> : createWindowOp<NhwcOp>;
  return create(layers.getBuilder(), loc, input,
                layers.createEmpty(loc, type.clone(kernel)),
                layers.createFilled(loc, type, initial), stride, dilation);
}

static Value lower(LinalgLayers &layers, row::MaxPoolOp pool,
                   ValueRange operands) {
  Value input = operands.front();
  double lowest = -std::numeric_limits<double>::infinity();
  return createPool<linalg::PoolingNchwMaxOp, linalg::PoolingNhwcMaxOp>(
      layers, pool.getLoc(), layers.getResultType(pool),
      layers.createPadded(pool.getLoc(), input, pool.getPad(), lowest),
      pool.getKernel(), pool.getStride(), pool.getDilation(), lowest);
}

/// How many rows (or columns) of a window lie inside the input, for the window
/// of a loop's index.
static Value countInside(OpBuilder &builder, Location loc, int64_t dim,
                         int64_t stride, int64_t low, int64_t kernel,
                         int64_t size) {
  auto number = [&](int64_t value) {
    return arith::ConstantIndexOp::create(builder, loc, value);
  };
  Value index = linalg::IndexOp::create(builder, loc, dim);
  Value begin = arith::SubIOp::create(
      builder, loc, arith::MulIOp::create(builder, loc, index, number(stride)),
      number(low));
  Value end = arith::AddIOp::create(builder, loc, begin, number(kernel));
  return arith::SubIOp::create(
      builder, loc, arith::MinSIOp::create(builder, loc, end, number(size)),
      arith::MaxSIOp::create(builder, loc, begin, number(0)));
}

static Value lower(LinalgLayers &layers, row::AvgPoolOp pool,
                   ValueRange operands) {
  OpBuilder &builder = layers.getBuilder();
  Value input = operands.front();
  Location loc = pool.getLoc();
  RankedTensorType type = layers.getResultType(pool);
  ArrayRef<int64_t> kernel = pool.getKernel();
  auto inputType = cast<RankedTensorType>(input.getType());
  Value sum = createPool<linalg::PoolingNchwSumOp, linalg::PoolingNhwcSumOp>(
      layers, loc, type, layers.createPadded(loc, input, pool.getPad(), 0),
      kernel, pool.getStride(), {1, 1}, 0);
  Value size;
  if (!pool.getExcludePad())
    size =
        layers.createNumber(loc, type.getElementType(), kernel[0] * kernel[1]);
  return layers.createGeneric(
      loc, type, sum, builder.getMultiDimIdentityMap(4),
      [&](OpBuilder &body, ValueRange elements) -> Value {
        Value divisor = size;
        if (!divisor) {
          SmallVector<Value> counts;
          for (unsigned axis : {0, 1})
            counts.push_back(countInside(
                body, loc, layers.getAxis(axis), pool.getStride()[axis],
                pool.getPad()[2 * axis], kernel[axis],
                inputType.getDimSize(layers.getAxis(axis))));
          Value count = arith::MulIOp::create(body, loc, counts[0], counts[1]);
          count =
              arith::IndexCastOp::create(body, loc, body.getI64Type(), count);
          divisor =
              arith::SIToFPOp::create(body, loc, type.getElementType(), count);
        }
        return arith::DivFOp::create(body, loc, elements[0], divisor);
      });
}

static Value lower(LinalgLayers &layers, row::GlobalAvgPoolOp pool,
                   ValueRange operands) {
  OpBuilder &builder = layers.getBuilder();
  Value input = operands.front();
  Location loc = pool.getLoc();
  RankedTensorType type = layers.getResultType(pool);
  ArrayRef<int64_t> kernel = pool.getInput().getType().getShape().slice(1, 2);
  Value sum = createPool<linalg::PoolingNchwSumOp, linalg::PoolingNhwcSumOp>(
      layers, loc, type, input, kernel, {1, 1}, {1, 1}, 0);
  Value size =
      layers.createNumber(loc, type.getElementType(), kernel[0] * kernel[1]);
  return layers.createGeneric(
      loc, type, sum, builder.getMultiDimIdentityMap(4),
      [&](OpBuilder &body, ValueRange elements) -> Value {
        return arith::DivFOp::create(body, loc, elements[0], size);
      });
}

void lrcnn::attachLinalgPools(MLIRContext &context) {
  attachLinalg<row::MaxPoolOp, lower>(context);
  attachLinalg<row::AvgPoolOp, lower>(context);
  attachLinalg<row::GlobalAvgPoolOp, lower>(context);
}

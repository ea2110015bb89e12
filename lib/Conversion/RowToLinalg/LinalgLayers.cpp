//===- LinalgLayers.cpp - Layers as linalg on tensors ---------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LinalgLayers.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "llvm/ADT/TypeSwitch.h"

#include <limits>

using namespace mlir;
using namespace lrcnn;
using lrcnn::row::Layout;

//===----------------------------------------------------------------------===//
// Building
//===----------------------------------------------------------------------===//

Layout LinalgLayers::getLayout(RankedTensorType type, bool isFilter) const {
  if (type.getRank() == 1)
    return Layout::vector;
  if (isFilter)
    return layout == Layout::nchw ? Layout::fchw : Layout::fhwc;
  return layout;
}

Value LinalgLayers::reorder(Location loc, Value value, Layout from, Layout to) {
  if (from == Layout::c11)
    return tensor::CollapseShapeOp::create(
        builder, loc, value, SmallVector<ReassociationIndices>{{0, 1, 2}});
  if (from == to)
    return value;
  auto type = cast<RankedTensorType>(value.getType());
  if (row::getLayoutRank(from) != row::getLayoutRank(to)) {
    auto shape = row::toRowOrder(type.getShape(), from);
    auto reshaped = type.clone(row::fromRowOrder(shape, to));
    SmallVector<ReassociationIndices> ones{{0}, {1, 2, 3}};
    if (from == Layout::fc || from == Layout::nc)
      return tensor::ExpandShapeOp::create(builder, loc, reshaped, value, ones);
    return tensor::CollapseShapeOp::create(builder, loc, reshaped, value, ones);
  }
  ArrayRef<int64_t> source = row::getLayoutDims(from);
  ArrayRef<int64_t> target = row::getLayoutDims(to);
  SmallVector<int64_t> permutation(type.getRank()), shape(type.getRank());
  for (auto [place, origin] : llvm::zip_equal(target, source)) {
    permutation[place] = origin;
    shape[place] = type.getDimSize(origin);
  }
  Value empty = createEmpty(loc, type.clone(shape));
  return linalg::TransposeOp::create(builder, loc, value, empty, permutation)
      ->getResult(0);
}

RankedTensorType LinalgLayers::getResultType(Operation *layer) const {
  auto type = cast<RankedTensorType>(layer->getResult(0).getType());
  return type.clone(row::fromRowOrder(type.getShape(), layout));
}

Value LinalgLayers::createNumber(Location loc, Type type, double value) {
  return arith::ConstantOp::create(builder, loc,
                                   builder.getFloatAttr(type, value));
}

Value LinalgLayers::createEmpty(Location loc, RankedTensorType type) {
  return tensor::EmptyOp::create(builder, loc, type, ValueRange());
}

Value LinalgLayers::createFilled(Location loc, RankedTensorType type,
                                 double value) {
  Value number = createNumber(loc, type.getElementType(), value);
  return linalg::FillOp::create(builder, loc, number, createEmpty(loc, type))
      ->getResult(0);
}

Value LinalgLayers::createPadded(Location loc, Value input,
                                 ArrayRef<int64_t> pad, double value) {
  if (llvm::all_of(pad, [](int64_t size) { return size == 0; }))
    return input;
  auto type = cast<RankedTensorType>(input.getType());
  SmallVector<int64_t> shape(type.getShape());
  SmallVector<OpFoldResult> low(4, builder.getIndexAttr(0)), high = low;
  for (unsigned axis : {0, 1}) {
    int64_t dim = getAxis(axis);
    low[dim] = builder.getIndexAttr(pad[2 * axis]);
    high[dim] = builder.getIndexAttr(pad[2 * axis + 1]);
    shape[dim] += pad[2 * axis] + pad[2 * axis + 1];
  }
  return tensor::PadOp::create(builder, loc, type.clone(shape), input, low,
                               high,
                               createNumber(loc, type.getElementType(), value));
}

Value LinalgLayers::createGeneric(
    Location loc, RankedTensorType type, ValueRange inputs,
    ArrayRef<AffineMap> maps,
    function_ref<Value(OpBuilder &, ValueRange)> build) {
  SmallVector<AffineMap> allMaps(maps);
  allMaps.push_back(builder.getMultiDimIdentityMap(type.getRank()));
  SmallVector<utils::IteratorType> loops(type.getRank(),
                                         utils::IteratorType::parallel);
  auto op = linalg::GenericOp::create(
      builder, loc, type, inputs, createEmpty(loc, type), allMaps, loops,
      [&](OpBuilder &body, Location bodyLoc, ValueRange elements) {
        linalg::YieldOp::create(body, bodyLoc,
                                build(body, elements.drop_back()));
      });
  return op->getResult(0);
}

//===----------------------------------------------------------------------===//
// Windows
//===----------------------------------------------------------------------===//

template <typename NchwOp, typename NhwcOp>
Value LinalgLayers::createPool(Location loc, RankedTensorType type, Value input,
                               ArrayRef<int64_t> kernel,
                               ArrayRef<int64_t> stride,
                               ArrayRef<int64_t> dilation, double initial) {
  auto create =
      layout == Layout::nchw ? createWindowOp<NchwOp> : createWindowOp<NhwcOp>;
  return create(builder, loc, input, createEmpty(loc, type.clone(kernel)),
                createFilled(loc, type, initial), stride, dilation);
}

Value LinalgLayers::lowerMaxPool(row::MaxPoolOp pool, Value input) {
  double lowest = -std::numeric_limits<double>::infinity();
  return createPool<linalg::PoolingNchwMaxOp, linalg::PoolingNhwcMaxOp>(
      pool.getLoc(), getResultType(pool),
      createPadded(pool.getLoc(), input, pool.getPad(), lowest),
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

Value LinalgLayers::lowerAvgPool(row::AvgPoolOp pool, Value input) {
  Location loc = pool.getLoc();
  RankedTensorType type = getResultType(pool);
  ArrayRef<int64_t> kernel = pool.getKernel();
  auto inputType = cast<RankedTensorType>(input.getType());
  Value sum = createPool<linalg::PoolingNchwSumOp, linalg::PoolingNhwcSumOp>(
      loc, type, createPadded(loc, input, pool.getPad(), 0), kernel,
      pool.getStride(), {1, 1}, 0);
  Value size;
  if (!pool.getExcludePad())
    size = createNumber(loc, type.getElementType(), kernel[0] * kernel[1]);
  return createGeneric(
      loc, type, sum, builder.getMultiDimIdentityMap(4),
      [&](OpBuilder &body, ValueRange elements) -> Value {
        Value divisor = size;
        if (!divisor) {
          SmallVector<Value> counts;
          for (unsigned axis : {0, 1})
            counts.push_back(countInside(body, loc, getAxis(axis),
                                         pool.getStride()[axis],
                                         pool.getPad()[2 * axis], kernel[axis],
                                         inputType.getDimSize(getAxis(axis))));
          Value count = arith::MulIOp::create(body, loc, counts[0], counts[1]);
          count =
              arith::IndexCastOp::create(body, loc, body.getI64Type(), count);
          divisor =
              arith::SIToFPOp::create(body, loc, type.getElementType(), count);
        }
        return arith::DivFOp::create(body, loc, elements[0], divisor);
      });
}

Value LinalgLayers::lowerGlobalAvgPool(row::GlobalAvgPoolOp pool, Value input) {
  Location loc = pool.getLoc();
  RankedTensorType type = getResultType(pool);
  ArrayRef<int64_t> kernel = pool.getInput().getType().getShape().slice(1, 2);
  Value sum = createPool<linalg::PoolingNchwSumOp, linalg::PoolingNhwcSumOp>(
      loc, type, input, kernel, {1, 1}, {1, 1}, 0);
  Value size = createNumber(loc, type.getElementType(), kernel[0] * kernel[1]);
  return createGeneric(loc, type, sum, builder.getMultiDimIdentityMap(4),
                       [&](OpBuilder &body, ValueRange elements) -> Value {
                         return arith::DivFOp::create(body, loc, elements[0],
                                                      size);
                       });
}

//===----------------------------------------------------------------------===//
// Shapes
//===----------------------------------------------------------------------===//

Value LinalgLayers::lowerConcat(row::ConcatOp concat, ValueRange operands) {
  return tensor::ConcatOp::create(builder, concat.getLoc(), getChannels(),
                                  operands);
}

/// Crops, then pads: no side has both.
Value LinalgLayers::lowerZeroPad(row::PadOp pad, Value input) {
  auto type = cast<RankedTensorType>(input.getType());
  SmallVector<int64_t> offsets(4, 0), sizes(type.getShape());
  SmallVector<int64_t> strides(4, 1), padding(pad.getPad());
  for (auto [side, size] : llvm::enumerate(padding)) {
    int64_t dim = getAxis(side / 2), cropped = std::max<int64_t>(0, -size);
    sizes[dim] -= cropped;
    if (side % 2 == 0)
      offsets[dim] = cropped;
    size = std::max<int64_t>(0, size);
  }
  if (sizes != type.getShape())
    input = tensor::ExtractSliceOp::create(
        builder, pad.getLoc(), type.clone(sizes), input, ValueRange(),
        ValueRange(), ValueRange(), offsets, sizes, strides);
  return createPadded(pad.getLoc(), input, padding, 0);
}

/// The number in row `position`, column `tap` of `table`, a constant.
template <typename T>
static Value lookUp(OpBuilder &builder, Location loc, Value position,
                    int64_t tap, ArrayRef<SmallVector<T>> table, Type type) {
  SmallVector<T> column;
  for (const SmallVector<T> &row : table)
    column.push_back(row[tap]);
  int64_t size = table.size();
  auto tableType = RankedTensorType::get(size, type);
  DenseElementsAttr numbers;
  if constexpr (std::is_floating_point_v<T>)
    numbers = DenseFPElementsAttr::get(
        tableType, llvm::map_to_vector(column, [&](T number) {
          APFloat value(number);
          bool isInexact;
          value.convert(cast<FloatType>(type).getFloatSemantics(),
                        APFloat::rmNearestTiesToEven, &isInexact);
          return value;
        }));
  else
    numbers = DenseIntElementsAttr::get(tableType, ArrayRef<T>(column));
  Value constant = arith::ConstantOp::create(builder, loc, numbers);
  return tensor::ExtractOp::create(builder, loc, constant, position);
}

/// By the layer's tables: the sum over the taps of the row and of the column.
Value LinalgLayers::lowerResampling(row::ResamplingOpInterface layer,
                                    Value input) {
  Location loc = layer.getLoc();
  RankedTensorType type = getResultType(layer);
  using Positions = SmallVector<SmallVector<int64_t>>;
  using Weights = SmallVector<SmallVector<double>>;
  std::array<Positions, 2> positions;
  std::array<Weights, 2> weights;
  for (unsigned axis : {0, 1}) {
    plan::TapTable table = layer.getResampling(axis).getTable();
    size_t taps = 0;
    for (const auto &row : table)
      taps = std::max<size_t>(taps, row.size());
    for (const auto &row : table) {
      // A tap more than there are has no weight.
      auto &rowPositions = positions[axis].emplace_back(taps, 0);
      auto &rowWeights = weights[axis].emplace_back(taps, 0.0);
      for (auto [place, tap] : llvm::enumerate(row)) {
        rowPositions[place] = tap.position;
        rowWeights[place] = tap.weight;
      }
    }
  }
  bool isSelection = llvm::all_of(weights, [](const Weights &table) {
    return llvm::all_of(table, [](ArrayRef<double> row) {
      return row.size() == 1 && row[0] == 1;
    });
  });
  Type elementType = type.getElementType();
  return createGeneric(loc, type, {}, {}, [&](OpBuilder &body, ValueRange) {
    SmallVector<Value> loops;
    for (int64_t dim : llvm::seq<int64_t>(4))
      loops.push_back(linalg::IndexOp::create(body, loc, dim));
    Value row = loops[getAxis(0)], column = loops[getAxis(1)], sum;
    for (size_t i : llvm::seq(positions[0].front().size()))
      for (size_t j : llvm::seq(positions[1].front().size())) {
        SmallVector<Value> place(loops);
        place[getAxis(0)] = lookUp<int64_t>(body, loc, row, i, positions[0],
                                            body.getIndexType());
        place[getAxis(1)] = lookUp<int64_t>(body, loc, column, j, positions[1],
                                            body.getIndexType());
        Value element = tensor::ExtractOp::create(body, loc, input, place);
        if (isSelection)
          return element;
        Value weight = arith::MulFOp::create(
            body, loc,
            lookUp<double>(body, loc, row, i, weights[0], elementType),
            lookUp<double>(body, loc, column, j, weights[1], elementType));
        Value term = arith::MulFOp::create(body, loc, element, weight);
        sum = sum ? arith::AddFOp::create(body, loc, sum, term) : term;
      }
    return sum;
  });
}

//===----------------------------------------------------------------------===//
// Pointwise layers
//===----------------------------------------------------------------------===//

AffineMap LinalgLayers::getSpreadMap(Value operand,
                                     RankedTensorType type) const {
  auto operandType = cast<RankedTensorType>(operand.getType());
  if (operandType.getRank() == 1)
    return getChannelMap();
  MLIRContext *context = builder.getContext();
  SmallVector<AffineExpr> places;
  for (auto [dim, size] : llvm::enumerate(operandType.getShape()))
    places.push_back(size == 1 && type.getDimSize(dim) != 1
                         ? getAffineConstantExpr(0, context)
                         : getAffineDimExpr(dim, context));
  return AffineMap::get(4, 0, places, context);
}

Value LinalgLayers::lowerPointwise(row::PointwiseOpInterface layer,
                                   ValueRange operands) {
  RankedTensorType type = getResultType(layer);
  auto maps = llvm::map_to_vector(
      operands, [&](Value operand) { return getSpreadMap(operand, type); });
  return createGeneric(layer.getLoc(), type, operands, maps,
                       [&](OpBuilder &body, ValueRange elements) {
                         return layer.buildElement(body, layer.getLoc(),
                                                   elements);
                       });
}

Value LinalgLayers::lower(Operation *layer, ValueRange operands) {
  return llvm::TypeSwitch<Operation *, Value>(layer)
      .Case([&](row::ConvOp op) { return lowerConv(op, operands); })
      .Case([&](row::ConvTransposeOp op) {
        return lowerConvTranspose(op, operands);
      })
      .Case([&](row::MaxPoolOp op) { return lowerMaxPool(op, operands[0]); })
      .Case([&](row::AvgPoolOp op) { return lowerAvgPool(op, operands[0]); })
      .Case([&](row::GlobalAvgPoolOp op) {
        return lowerGlobalAvgPool(op, operands[0]);
      })
      .Case([&](row::StatisticsOp op) {
        return lowerStatistics(op, operands[0]);
      })
      .Case([&](row::NormalizeOp op) { return lowerNormalize(op, operands); })
      .Case([&](row::StateOpInterface op) { return lowerState(op, operands); })
      .Case([&](row::ConcatOp op) { return lowerConcat(op, operands); })
      .Case([&](row::PadOp op) {
        return op.getMode() == row::PadMode::zero
                   ? lowerZeroPad(op, operands[0])
                   : lowerResampling(op, operands[0]);
      })
      .Case([&](row::ResizeOp op) { return lowerResampling(op, operands[0]); })
      .Case([&](row::LayerNormOp op) { return lowerLayerNorm(op, operands); })
      .Case([](row::RandomOpInterface) { return Value(); })
      .Case([&](row::PointwiseOpInterface op) {
        return lowerPointwise(op, operands);
      })
      .Default([](Operation *) { return Value(); });
}

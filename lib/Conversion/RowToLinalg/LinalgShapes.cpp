//===- LinalgShapes.cpp - Resizing, padding, channels in linalg -----------===//
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

static Value lower(LinalgLayers &layers, row::ConcatOp concat,
                   ValueRange operands) {
  OpBuilder &builder = layers.getBuilder();
  return tensor::ConcatOp::create(builder, concat.getLoc(),
                                  layers.getChannels(), operands);
}

/// Crops, then pads: no side has both.
static Value lowerZeroPad(LinalgLayers &layers, row::PadOp pad,
                          ValueRange operands) {
  OpBuilder &builder = layers.getBuilder();
  Value input = operands.front();
  auto type = cast<RankedTensorType>(input.getType());
  SmallVector<int64_t> offsets(4, 0), sizes(type.getShape());
  SmallVector<int64_t> strides(4, 1), padding(pad.getPad());
  for (auto [side, size] : llvm::enumerate(padding)) {
    int64_t dim = layers.getAxis(side / 2),
            cropped = std::max<int64_t>(0, -size);
    sizes[dim] -= cropped;
    if (side % 2 == 0)
      offsets[dim] = cropped;
    size = std::max<int64_t>(0, size);
  }
  if (sizes != type.getShape())
    input = tensor::ExtractSliceOp::create(
        builder, pad.getLoc(), type.clone(sizes), input, ValueRange(),
        ValueRange(), ValueRange(), offsets, sizes, strides);
  return layers.createPadded(pad.getLoc(), input, padding, 0);
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
static Value lowerResampling(LinalgLayers &layers,
                             row::ResamplingOpInterface layer,
                             ValueRange operands) {
  Value input = operands.front();
  Location loc = layer.getLoc();
  RankedTensorType type = layers.getResultType(layer);
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
  return layers.createGeneric(
      loc, type, {}, {}, [&](OpBuilder &body, ValueRange) {
        SmallVector<Value> loops;
        for (int64_t dim : llvm::seq<int64_t>(4))
          loops.push_back(linalg::IndexOp::create(body, loc, dim));
        Value row = loops[layers.getAxis(0)], column = loops[layers.getAxis(1)],
              sum;
        for (size_t i : llvm::seq(positions[0].front().size()))
          for (size_t j : llvm::seq(positions[1].front().size())) {
            SmallVector<Value> place(loops);
            place[layers.getAxis(0)] = lookUp<int64_t>(
                body, loc, row, i, positions[0], body.getIndexType());
            place[layers.getAxis(1)] = lookUp<int64_t>(
                body, loc, column, j, positions[1], body.getIndexType());
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

static Value lower(LinalgLayers &layers, row::ResizeOp resize,
                   ValueRange operands) {
  return lowerResampling(layers, resize, operands);
}

static Value lower(LinalgLayers &layers, row::PadOp pad, ValueRange operands) {
  return pad.getMode() == row::PadMode::zero
             ? lowerZeroPad(layers, pad, operands)
             : lowerResampling(layers, pad, operands);
}

void lrcnn::attachLinalgShapes(MLIRContext &context) {
  attachLinalg<row::ConcatOp, lower>(context);
  attachLinalg<row::PadOp, lower>(context);
  attachLinalg<row::ResizeOp, lower>(context);
}

//===- LinalgConvolutions.cpp - Convolutions as linalg --------------------===//
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
using lrcnn::row::Layout;

/// `value` with dimension `dim` as two, of which the first is `groups` long.
/// `reassociation` says which dimensions are one in `value`.
static Value split(OpBuilder &builder, Location loc, Value value, int64_t dim,
                   int64_t groups,
                   SmallVectorImpl<ReassociationIndices> &reassociation) {
  auto type = cast<RankedTensorType>(value.getType());
  SmallVector<int64_t> shape(type.getShape());
  shape[dim] /= groups;
  shape.insert(shape.begin() + dim, groups);
  reassociation.clear();
  for (int64_t i = 0, place = 0; i < type.getRank(); ++i) {
    reassociation.emplace_back().push_back(place++);
    if (i == dim)
      reassociation.back().push_back(place++);
  }
  return tensor::ExpandShapeOp::create(builder, loc, type.clone(shape), value,
                                       reassociation);
}

Value LinalgLayers::createConv(Location loc, RankedTensorType type, Value input,
                               Value filter, Value bias,
                               ArrayRef<int64_t> stride,
                               ArrayRef<int64_t> dilation, int64_t groups) {
  Value initial;
  if (bias) {
    SmallVector<int64_t> dims;
    for (int64_t dim : llvm::seq<int64_t>(4))
      if (dim != getChannels())
        dims.push_back(dim);
    initial = linalg::BroadcastOp::create(builder, loc, bias,
                                          createEmpty(loc, type), dims)
                  ->getResult(0);
  } else {
    initial = createFilled(loc, type, 0);
  }
  auto create = [&]<typename OpTy>() {
    return createWindowOp<OpTy>(builder, loc, input, filter, initial, stride,
                                dilation);
  };
  bool isNchw = layout == Layout::nchw;
  if (groups == 1)
    return isNchw ? create.operator()<linalg::Conv2DNchwFchwOp>()
                  : create.operator()<linalg::Conv2DNhwcFhwcOp>();
  SmallVector<ReassociationIndices> dims;
  input = split(builder, loc, input, getChannels(), groups, dims);
  initial = split(builder, loc, initial, getChannels(), groups, dims);
  Value result = isNchw ? create.operator()<linalg::Conv2DNgchwGfchwOp>()
                        : create.operator()<linalg::Conv2DNhwgcGfhwcOp>();
  return tensor::CollapseShapeOp::create(builder, loc, type, result, dims);
}

/// A filter with a dimension of groups in front if there are several.
static Value splitFilter(OpBuilder &builder, Location loc, Value filter,
                         int64_t groups) {
  SmallVector<ReassociationIndices> dims;
  return groups == 1 ? filter : split(builder, loc, filter, 0, groups, dims);
}

static Value lower(LinalgLayers &layers, row::ConvOp conv,
                   ValueRange operands) {
  OpBuilder &builder = layers.getBuilder();
  Location loc = conv.getLoc();
  int64_t groups = conv.getGroups();
  return layers.createConv(
      loc, layers.getResultType(conv),
      layers.createPadded(loc, operands[0], conv.getPad(), 0),
      splitFilter(builder, loc, operands[1], groups),
      conv.getBias() ? operands[2] : Value(), conv.getStride(),
      conv.getDilation(), groups);
}

Value LinalgLayers::createTurned(Location loc, Value filter) {
  auto type = cast<RankedTensorType>(filter.getType());
  ArrayRef<int64_t> dims =
      row::getLayoutDims(layout == Layout::nchw ? Layout::fchw : Layout::fhwc);
  int64_t groups = type.getRank() - 4;
  int64_t inputs = groups + dims[0], outputs = groups + dims[3];
  SmallVector<int64_t> shape(type.getShape());
  std::swap(shape[inputs], shape[outputs]);
  return createGeneric(
      loc, type.clone(shape), {}, {},
      [&](OpBuilder &body, ValueRange) -> Value {
        SmallVector<Value> place;
        for (int64_t dim : llvm::seq(type.getRank()))
          place.push_back(linalg::IndexOp::create(body, loc, dim));
        std::swap(place[inputs], place[outputs]);
        for (int64_t dim : {groups + dims[1], groups + dims[2]}) {
          Value last =
              arith::ConstantIndexOp::create(body, loc, shape[dim] - 1);
          place[dim] = arith::SubIOp::create(body, loc, last, place[dim]);
        }
        return tensor::ExtractOp::create(body, loc, filter, place);
      });
}

/// As a convolution of the input whose rows and columns are set apart by zeros.
static Value lower(LinalgLayers &layers, row::ConvTransposeOp conv,
                   ValueRange operands) {
  OpBuilder &builder = layers.getBuilder();
  Location loc = conv.getLoc();
  RankedTensorType type = layers.getResultType(conv);
  auto input = cast<RankedTensorType>(operands[0].getType());
  ArrayRef<int64_t> kernel = conv.getFilter().getType().getShape();
  SmallVector<int64_t> offsets(4, 0), strides(4, 1), cropped(4, 0);
  SmallVector<int64_t> shape(input.getShape()), spread(shape);
  for (unsigned axis : {0, 1}) {
    int64_t dim = layers.getAxis(axis);
    int64_t reach = (kernel[1 + axis] - 1) * conv.getDilation()[axis];
    int64_t offset = reach - conv.getPad()[2 * axis];
    offsets[dim] = std::max<int64_t>(0, offset);
    cropped[dim] = offsets[dim] - offset;
    strides[dim] = conv.getStride()[axis];
    int64_t last = offsets[dim] + (input.getDimSize(dim) - 1) * strides[dim];
    shape[dim] = type.getDimSize(dim) + reach;
    spread[dim] = std::max(cropped[dim] + shape[dim], last + 1);
  }
  Value value = tensor::InsertSliceOp::create(
      builder, loc, operands[0],
      layers.createFilled(loc, type.clone(spread), 0), ValueRange(),
      ValueRange(), ValueRange(), offsets, input.getShape(), strides);
  if (spread != shape)
    value = tensor::ExtractSliceOp::create(
        builder, loc, type.clone(shape), value, ValueRange(), ValueRange(),
        ValueRange(), cropped, shape, SmallVector<int64_t>(4, 1));
  int64_t groups = conv.getGroups();
  Value filter =
      layers.createTurned(loc, splitFilter(builder, loc, operands[1], groups));
  return layers.createConv(loc, type, value, filter,
                           conv.getBias() ? operands[2] : Value(), {1, 1},
                           conv.getDilation(), groups);
}

void lrcnn::attachLinalgConvolutions(MLIRContext &context) {
  attachLinalg<row::ConvOp, lower>(context);
  attachLinalg<row::ConvTransposeOp, lower>(context);
}

//===- LinalgLayers.cpp - Layers as linalg on tensors ---------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Models.h"
#include "lrcnn/Conversion/RowToLinalg/RowToLinalg.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace lrcnn;
using lrcnn::row::Layout;

#include "lrcnn/Conversion/RowToLinalg/LinalgOpInterface.cpp.inc"

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
  if (auto model = dyn_cast<LinalgOpInterface>(layer))
    return model.lowerToLinalg(*this, operands);
  // What draws numbers has no form there.
  auto pointwise = dyn_cast<row::PointwiseOpInterface>(layer);
  if (!pointwise || isa<row::RandomOpInterface>(layer))
    return nullptr;
  return lowerPointwise(pointwise, operands);
}

void lrcnn::registerLinalgModels(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, row::RowDialect *) {
    attachLinalgConvolutions(*context);
    attachLinalgLayerNorm(*context);
    attachLinalgNormalization(*context);
    attachLinalgPools(*context);
    attachLinalgShapes(*context);
  });
}

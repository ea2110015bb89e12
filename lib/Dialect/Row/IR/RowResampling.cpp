//===- RowResampling.cpp - Layers that move and mix positions -------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Layers.h"
#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace lrcnn::row;
using lrcnn::plan::Resampling;
using lrcnn::plan::Sampling;
using lrcnn::plan::Window;

/// One axis of a layer that makes `output` of `input`.
static Resampling makeResampling(Sampling sampling, RankedTensorType input,
                                 RankedTensorType output, unsigned axis) {
  Resampling result;
  result.sampling = sampling;
  result.inputs = input.getDimSize(axis + 1);
  result.outputs = output.getDimSize(axis + 1);
  return result;
}

/// `type` with other rows and columns.
static RankedTensorType resize(RankedTensorType type, int64_t rows,
                               int64_t columns) {
  return type.clone({type.getDimSize(0), rows, columns, type.getDimSize(3)});
}

/// Checks that a gradient layer keeps images, channels and element type.
static LogicalResult verifyGradient(Operation *op, RankedTensorType gradient,
                                    RankedTensorType result) {
  // resize_grad C1, pad_grad C1
  if (result != resize(gradient, result.getDimSize(1), result.getDimSize(2)))
    return op->emitOpError()
           << "expected a result that differs in rows and columns only from "
           << gradient << ", got " << result;
  return success();
}

//===----------------------------------------------------------------------===//
// ResizeOp and ResizeGradOp
//===----------------------------------------------------------------------===//

LogicalResult ResizeOp::inferReturnTypes(MLIRContext *, std::optional<Location>,
                                         ValueRange operands,
                                         DictionaryAttr attributes,
                                         OpaqueProperties properties,
                                         RegionRange regions,
                                         SmallVectorImpl<Type> &types) {
  Adaptor adaptor(operands, attributes, properties, regions);
  auto input = cast<RankedTensorType>(adaptor.getInput().getType());
  ArrayRef<int64_t> size = adaptor.getSize();
  if (size.size() != 2 || size[0] < 1 || size[1] < 1)
    return failure(); // The verifier says what is wrong.
  types.push_back(resize(input, size[0], size[1]));
  return success();
}

static LogicalResult verifyMode(Operation *op, ResizeMode mode,
                                bool alignCorners) {
  // resize C2
  if (alignCorners && mode != ResizeMode::bilinear)
    return op->emitOpError()
           << "expected 'align_corners' with bilinear only, got "
           << stringifyResizeMode(mode);
  return success();
}

LogicalResult ResizeOp::verify() {
  // resize C1
  if (failed(verifyPair(*this, "size", getSize(), 1)))
    return failure();
  return verifyMode(*this, getMode(), getAlignCorners());
}

static Resampling makeResize(ResizeMode mode, bool alignCorners,
                             RankedTensorType input, RankedTensorType output,
                             unsigned axis) {
  Sampling sampling = mode == ResizeMode::nearest ? Sampling::nearest
                      : alignCorners              ? Sampling::linear_corners
                                                  : Sampling::linear;
  return makeResampling(sampling, input, output, axis);
}

Resampling ResizeOp::getResampling(unsigned axis) {
  return makeResize(getMode(), getAlignCorners(), getInput().getType(),
                    getType(), axis);
}

Window ResizeOp::getWindow(unsigned) { return getResampling(0).getWindow(); }

Value ResizeOp::buildOperandGradient(OpBuilder &builder, unsigned,
                                     Value gradient) {
  return ResizeGradOp::create(builder, getLoc(), getInput().getType(), gradient,
                              getModeAttr(), getAlignCornersAttr());
}

LogicalResult ResizeGradOp::verify() {
  if (failed(verifyMode(*this, getMode(), getAlignCorners())))
    return failure();
  return verifyGradient(*this, getResultGradient().getType(), getType());
}

Resampling ResizeGradOp::getResampling(unsigned axis) {
  return makeResize(getMode(), getAlignCorners(), getType(),
                    getResultGradient().getType(), axis);
}

Window ResizeGradOp::getWindow(unsigned) {
  return getResampling(0).getTransposedWindow();
}

unsigned ResizeGradOp::getResultGradientOperand() { return 0; }
unsigned ResizeGradOp::getDifferentiatedOperand() { return 0; }

//===----------------------------------------------------------------------===//
// PadOp and PadGradOp
//===----------------------------------------------------------------------===//

/// `size` rows or columns of an input with the padding of one axis.
static int64_t getPaddedSize(int64_t size, ArrayRef<int64_t> pad,
                             unsigned axis) {
  return size + pad[2 * axis] + pad[2 * axis + 1];
}

/// Checks a padding of an input of `type`, and that something is left.
static LogicalResult verifyPadding(Operation *op, PadMode mode,
                                   ArrayRef<int64_t> pad,
                                   RankedTensorType type) {
  // pad C1
  if (failed(verifyPad(op, pad, -kMaxSize)))
    return failure();
  for (unsigned axis = 0; axis < 2; ++axis) {
    StringRef what = axis == 0 ? "rows" : "columns";
    int64_t size = type.getDimSize(axis + 1);
    int64_t before = pad[2 * axis], after = pad[2 * axis + 1];
    int64_t cropped =
        std::max<int64_t>(-before, 0) + std::max<int64_t>(-after, 0);
    // pad C2
    if (cropped >= size)
      return op->emitOpError() << "expected to crop less than the input's "
                               << size << " " << what << ", got " << cropped;
    // pad C3
    if (mode == PadMode::reflect && std::max(before, after) >= size)
      return op->emitOpError()
             << "expected to reflect less than the input's " << size << " "
             << what << ", got " << std::max(before, after);
  }
  return success();
}

LogicalResult PadOp::inferReturnTypes(MLIRContext *, std::optional<Location>,
                                      ValueRange operands,
                                      DictionaryAttr attributes,
                                      OpaqueProperties properties,
                                      RegionRange regions,
                                      SmallVectorImpl<Type> &types) {
  Adaptor adaptor(operands, attributes, properties, regions);
  auto input = cast<RankedTensorType>(adaptor.getInput().getType());
  ArrayRef<int64_t> pad = adaptor.getPad();
  auto isHuge = [](int64_t value) { return std::abs(value) > kMaxSize; };
  if (pad.size() != 4 || llvm::any_of(pad, isHuge))
    return failure(); // The verifier says what is wrong.
  int64_t rows = getPaddedSize(input.getDimSize(1), pad, 0);
  int64_t columns = getPaddedSize(input.getDimSize(2), pad, 1);
  if (rows < 1 || columns < 1)
    return failure();
  types.push_back(resize(input, rows, columns));
  return success();
}

LogicalResult PadOp::verify() {
  return verifyPadding(*this, getMode(), getPad(), getInput().getType());
}

static Resampling makePad(PadMode mode, ArrayRef<int64_t> pad,
                          RankedTensorType input, RankedTensorType output,
                          unsigned axis) {
  Sampling sampling = mode == PadMode::zero      ? Sampling::zero
                      : mode == PadMode::reflect ? Sampling::reflect
                                                 : Sampling::replicate;
  Resampling result = makeResampling(sampling, input, output, axis);
  result.before = pad[2 * axis];
  return result;
}

Resampling PadOp::getResampling(unsigned axis) {
  return makePad(getMode(), getPad(), getInput().getType(), getType(), axis);
}

Window PadOp::getWindow(unsigned) { return getResampling(0).getWindow(); }

Value PadOp::buildOperandGradient(OpBuilder &builder, unsigned,
                                  Value gradient) {
  return PadGradOp::create(builder, getLoc(), getInput().getType(), gradient,
                           getModeAttr(), getPadAttr());
}

LogicalResult PadGradOp::verify() {
  RankedTensorType gradient = getResultGradient().getType();
  if (failed(verifyPadding(*this, getMode(), getPad(), getType())) ||
      failed(verifyGradient(*this, gradient, getType())))
    return failure();
  for (unsigned axis = 0; axis < 2; ++axis) {
    int64_t size =
        getPaddedSize(getType().getDimSize(axis + 1), getPad(), axis);
    // pad_grad C2
    if (size != gradient.getDimSize(axis + 1))
      return emitOpError() << "expected a gradient of " << size
                           << (axis == 0 ? " rows" : " columns") << ", got "
                           << gradient.getDimSize(axis + 1);
  }
  return success();
}

Resampling PadGradOp::getResampling(unsigned axis) {
  return makePad(getMode(), getPad(), getType(), getResultGradient().getType(),
                 axis);
}

Window PadGradOp::getWindow(unsigned) {
  return getResampling(0).getTransposedWindow();
}

unsigned PadGradOp::getResultGradientOperand() { return 0; }
unsigned PadGradOp::getDifferentiatedOperand() { return 0; }

//===- RowRandom.cpp - Layers that draw numbers ---------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Dialect/Row/IR/Element.h"
#include "lrcnn/Dialect/Row/IR/Row.h"
#include <cmath>

using namespace mlir;
using namespace lrcnn::row;

LogicalResult lrcnn::row::verifyRandom(Operation *op) {
  auto random = cast<RandomOpInterface>(op);
  auto type = cast<RankedTensorType>(op->getResult(0).getType());
  auto expected = RankedTensorType::get({2}, type.getElementType());
  // dropout C1, stochastic_depth C1
  if (random.getSeed().getType() != expected)
    return op->emitOpError() << "expected a seed of " << expected << ", got "
                             << random.getSeed().getType();
  constexpr int64_t kMaxCounter = std::numeric_limits<int32_t>::max();
  // dropout C2, stochastic_depth C2
  if (random.getLayer() > static_cast<uint64_t>(kMaxCounter))
    return op->emitOpError()
           << "expected a 'layer' in [0, " << kMaxCounter << "], got "
           << static_cast<int64_t>(random.getLayer());
  int64_t row = type.getDimSize(2) * type.getDimSize(3);
  // dropout C3, stochastic_depth C3
  if (row > kMaxCounter)
    return op->emitOpError() << "expected rows of at most " << kMaxCounter
                             << " elements, got " << row;
  return success();
}

LogicalResult lrcnn::row::verifyProbability(Operation *op, const APFloat &p) {
  double probability = p.convertToDouble();
  // dropout C4, stochastic_depth C4
  if (probability >= 0.0 && probability < 1.0)
    return success();
  SmallString<16> text;
  p.toString(text);
  return op->emitOpError() << "expected 'p' in [0, 1), got " << text;
}

Value lrcnn::row::buildRandomFactor(OpBuilder &builder, Location loc,
                                    ValueRange elements, const APFloat &p) {
  Element x(builder, loc, elements[0]), draw(builder, loc, elements[1]);
  double probability = p.convertToDouble();
  // Draws are multiples of 2^-24: this bound is exact in f32 and means the
  // same.
  double bound = std::ldexp(std::ceil(std::ldexp(probability, 24)), -24);
  return x * select(draw < bound, x.number(0.0),
                    x.number(1.0 / (1.0 - probability)));
}

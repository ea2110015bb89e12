//===- Draws.cpp - The numbers that layers draw ---------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Kernel/Draws.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/TypeUtilities.h"

using namespace mlir;
using namespace lrcnn::kernel;

/// The number in each lane of what has the type of `like`.
static Value makeConstant(OpBuilder &builder, Location loc, Type type,
                          TypedAttr scalar) {
  if (auto vector = dyn_cast<VectorType>(type))
    scalar = DenseElementsAttr::get(vector, Attribute(scalar));
  return arith::ConstantOp::create(builder, loc, scalar);
}

Value DrawBuilder::getKeyWord(Value seed) {
  if (seed.getType().isF64())
    seed = arith::TruncFOp::create(builder, loc, builder.getF32Type(), seed);
  return arith::BitcastOp::create(builder, loc, builder.getI32Type(), seed);
}

Value DrawBuilder::philox(std::array<Value, 4> counter,
                          std::array<Value, 2> key) {
  auto constant = [&](uint32_t word) {
    return makeConstant(builder, loc, counter[0].getType(),
                        builder.getI32IntegerAttr(static_cast<int32_t>(word)));
  };
  auto exclusiveOr = [&](Value lhs, Value rhs) -> Value {
    return arith::XOrIOp::create(builder, loc, lhs, rhs);
  };
  Value firstFactor = constant(0xD2511F53), secondFactor = constant(0xCD9E8D57);
  Value firstStep = constant(0x9E3779B9), secondStep = constant(0xBB67AE85);
  for (int round = 0; round < 10; ++round) {
    auto first =
        arith::MulUIExtendedOp::create(builder, loc, counter[0], firstFactor);
    auto second =
        arith::MulUIExtendedOp::create(builder, loc, counter[2], secondFactor);
    counter = {exclusiveOr(exclusiveOr(second.getHigh(), counter[1]), key[0]),
               second.getLow(),
               exclusiveOr(exclusiveOr(first.getHigh(), counter[3]), key[1]),
               first.getLow()};
    key = {arith::AddIOp::create(builder, loc, key[0], firstStep),
           arith::AddIOp::create(builder, loc, key[1], secondStep)};
  }
  return counter[0];
}

Value DrawBuilder::draw(std::array<Value, 4> counter, std::array<Value, 2> key,
                        Type element) {
  Value word = philox(counter, key);
  Type words = word.getType();
  Value eight = makeConstant(builder, loc, words, builder.getI32IntegerAttr(8));
  Value bits = arith::ShRUIOp::create(builder, loc, word, eight);
  Type type = element;
  if (auto vector = dyn_cast<VectorType>(words))
    type = vector.clone(element);
  Value number = arith::SIToFPOp::create(builder, loc, type, bits);
  return arith::MulFOp::create(
      builder, loc, number,
      makeConstant(builder, loc, type, builder.getFloatAttr(element, 0x1p-24)));
}

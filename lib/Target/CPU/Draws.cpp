//===- Draws.cpp - The numbers that layers draw ---------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Draws.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

#include <array>

using namespace mlir;
using namespace lrcnn::cpu;

namespace {
/// Words of the generator: scalars, or vectors of one lane for each element.
class WordBuilder {
public:
  WordBuilder(KernelBuilder &kernel, bool isVector)
      : kernel(kernel), builder(kernel.getBuilder()), loc(kernel.getLoc()),
        word(builder.getI32Type()) {
    type = isVector ? Type(VectorType::get(kernel.getLanes(), word)) : word;
  }

  Value constant(uint32_t number) {
    return arith::ConstantOp::create(
        builder, loc, builder.getI32IntegerAttr(static_cast<int32_t>(number)));
  }
  Value truncate(Index index) {
    return arith::TruncIOp::create(builder, loc, word, kernel.value(index));
  }
  Value spread(Value scalar) {
    if (type == word)
      return scalar;
    return vector::BroadcastOp::create(builder, loc, type, scalar);
  }
  Value add(Value lhs, Value rhs) {
    return arith::AddIOp::create(builder, loc, lhs, rhs);
  }
  Value exclusiveOr(Value lhs, Value rhs) {
    return arith::XOrIOp::create(builder, loc, lhs, rhs);
  }
  Value laneNumbers() {
    auto numbers = llvm::to_vector(llvm::seq<int32_t>(0, kernel.getLanes()));
    return arith::ConstantOp::create(builder, loc,
                                     builder.getI32VectorAttr(numbers));
  }

  /// The first word of Philox 4x32-10.
  Value philox(std::array<Value, 4> counter, DrawKey key) {
    Value firstFactor = spread(constant(0xD2511F53));
    Value secondFactor = spread(constant(0xCD9E8D57));
    auto [key0, key1] = key.words;
    for (int round = 0; round < 10; ++round) {
      auto first =
          arith::MulUIExtendedOp::create(builder, loc, counter[0], firstFactor);
      auto second = arith::MulUIExtendedOp::create(builder, loc, counter[2],
                                                   secondFactor);
      counter = {
          exclusiveOr(exclusiveOr(second.getHigh(), counter[1]), spread(key0)),
          second.getLow(),
          exclusiveOr(exclusiveOr(first.getHigh(), counter[3]), spread(key1)),
          first.getLow()};
      key0 = add(key0, constant(0x9E3779B9));
      key1 = add(key1, constant(0xBB67AE85));
    }
    return counter[0];
  }

  /// The upper 24 bits of `random` as a multiple of 2^-24.
  Value toElement(Value random) {
    Value bits =
        arith::ShRUIOp::create(builder, loc, random, spread(constant(8)));
    Type element =
        type == word ? kernel.getElementType() : Type(kernel.getVectorType());
    Value number = arith::SIToFPOp::create(builder, loc, element, bits);
    if (type == word)
      number = kernel.broadcast(number);
    return kernel.mulFloat(number, kernel.splat(0x1p-24));
  }

private:
  KernelBuilder &kernel;
  OpBuilder &builder;
  Location loc;
  Type word, type;
};
} // namespace

DrawKey lrcnn::cpu::loadKey(KernelBuilder &builder, unsigned position) {
  OpBuilder &b = builder.getBuilder();
  Location loc = builder.getLoc();
  OperandRef seed = builder.operand(position);
  DrawKey key;
  for (int64_t i = 0; i < 2; ++i) {
    Value element =
        builder.loadScalar(seed.data, builder.mul(i, seed.channelStride));
    if (element.getType().isF64())
      element = arith::TruncFOp::create(b, loc, b.getF32Type(), element);
    key.words[i] = arith::BitcastOp::create(b, loc, b.getI32Type(), element);
  }
  return key;
}

Value lrcnn::cpu::emitDraws(KernelBuilder &builder, DrawKey key, int64_t layer,
                            Index image, Index row, Index element) {
  WordBuilder words(builder, /*isVector=*/true);
  Value elements =
      words.add(words.spread(words.truncate(element)), words.laneNumbers());
  return words.toElement(
      words.philox({elements, words.spread(words.truncate(row)),
                    words.spread(words.truncate(image)),
                    words.spread(words.constant(layer))},
                   key));
}

Value lrcnn::cpu::emitImageDraw(KernelBuilder &builder, DrawKey key,
                                int64_t layer, Index image) {
  WordBuilder words(builder, /*isVector=*/false);
  Value zero = words.constant(0);
  return words.toElement(words.philox(
      {zero, zero, words.truncate(image), words.constant(layer)}, key));
}

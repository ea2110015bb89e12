//===- Draws.cpp - The numbers that layers draw ---------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Draws.h"

#include "lrcnn/Kernel/Draws.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace lrcnn::cpu;

/// The lowest bits of `index`.
static Value truncate(KernelBuilder &builder, Index index) {
  OpBuilder &b = builder.getBuilder();
  return arith::TruncIOp::create(b, builder.getLoc(), b.getI32Type(),
                                 builder.value(index));
}

DrawKey lrcnn::cpu::loadKey(KernelBuilder &builder, unsigned position) {
  OperandRef seed = builder.operand(position);
  DrawBuilder draws(builder.getBuilder(), builder.getLoc());
  DrawKey key;
  for (int64_t i = 0; i < 2; ++i)
    key.words[i] = draws.getKeyWord(
        builder.loadScalar(seed.data, builder.mul(i, seed.channelStride)));
  return key;
}

Value lrcnn::cpu::emitDraws(KernelBuilder &builder, DrawKey key, int64_t layer,
                            Index image, Index row, Index element) {
  OpBuilder &b = builder.getBuilder();
  Location loc = builder.getLoc();
  auto type = VectorType::get(builder.getLanes(), b.getI32Type());
  auto spread = [&](Value word) -> Value {
    return vector::BroadcastOp::create(b, loc, type, word);
  };
  auto numbers = llvm::to_vector(llvm::seq<int32_t>(0, builder.getLanes()));
  Value lanes = arith::ConstantOp::create(b, loc, b.getI32VectorAttr(numbers));
  Value elements =
      arith::AddIOp::create(b, loc, spread(truncate(builder, element)), lanes);
  return DrawBuilder(b, loc).draw(
      {elements, spread(truncate(builder, row)),
       spread(truncate(builder, image)), spread(truncate(builder, layer))},
      {spread(key.words[0]), spread(key.words[1])}, builder.getElementType());
}

Value lrcnn::cpu::emitImageDraw(KernelBuilder &builder, DrawKey key,
                                int64_t layer, Index image) {
  Value zero = truncate(builder, 0);
  return builder.broadcast(DrawBuilder(builder.getBuilder(), builder.getLoc())
                               .draw({zero, zero, truncate(builder, image),
                                      truncate(builder, layer)},
                                     {key.words[0], key.words[1]},
                                     builder.getElementType()));
}

//===- EpilogueRing.cpp - Results on their way to memory ------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "EpilogueRing.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace lrcnn::cuda;

static constexpr int64_t chunkPixels = 64, chunkBytes = 64 * 128;
static constexpr int64_t barrierBytes = 8;
/// Columns that four neighbouring lanes hold together, two each.
static constexpr int64_t groupColumns = 8;

static Type getElementType(Builder &builder, MultiplyType type) {
  return type == MultiplyType::bf16  ? Type(builder.getBF16Type())
         : type == MultiplyType::f16 ? Type(builder.getF16Type())
                                     : Type(builder.getF32Type());
}

EpilogueRing::EpilogueRing(KernelBuilder &kernel, const ConvSpec &spec,
                           const ConvTile &tile, Value bias, Number warpgroup)
    : kernel(kernel), spec(spec), tile(tile), bias(bias), warpgroup(warpgroup) {
  ConvSharedMemory memory = layOutSharedMemory(tile);
  auto after = [&](int64_t bytes, int64_t perWarpgroup) {
    return kernel.add(kernel.add(kernel.sharedBase(), bytes),
                      kernel.mul(warpgroup, perWarpgroup));
  };
  slots = after(memory.slots, tile.slots * chunkBytes);
  barriers = after(memory.ringBarriers, 2 * tile.slots * barrierBytes);
  chunksPerRow = tile.filters * getBytes(spec.type) / 128;
  numChunks = tile.pixels / (2 * chunkPixels) * chunksPerRow;
  pairType = VectorType::get(2, getElementType(kernel.getBuilder(), spec.type));
}

//===----------------------------------------------------------------------===//
// Slots and their barriers
//===----------------------------------------------------------------------===//

void EpilogueRing::initBarriers(KernelBuilder &kernel, const ConvTile &tile) {
  Number barriers =
      kernel.add(kernel.sharedBase(), layOutSharedMemory(tile).ringBarriers);
  for (int64_t i = 0; i < 4 * tile.slots; ++i) {
    // Half of a warpgroup's barriers say that a slot is ready, which one thread
    // does, half that it is written, which all threads do.
    bool written = i / tile.slots % 2 == 1;
    kernel.initBarrier(kernel.add(barriers, i * barrierBytes),
                       written ? 128 : 1);
  }
}

Number EpilogueRing::slot(int64_t chunk) {
  return kernel.add(slots, chunk % tile.slots * chunkBytes);
}

Number EpilogueRing::ready(int64_t chunk) {
  return kernel.add(barriers, chunk % tile.slots * barrierBytes);
}

Number EpilogueRing::written(int64_t chunk) {
  return kernel.add(barriers, (tile.slots + chunk % tile.slots) * barrierBytes);
}

Number EpilogueRing::parityOf(int64_t chunk, Number parity) {
  return kernel.bitXor(parity, chunk / tile.slots % 2);
}

Number EpilogueRing::flip(Number parity) {
  return kernel.bitXor(parity, numChunks / tile.slots % 2);
}

//===----------------------------------------------------------------------===//
// The data warpgroup's side
//===----------------------------------------------------------------------===//

/// A chunk's first filter and pixel; in phases, the pixel's column, row and
/// image.
SmallVector<Number> EpilogueRing::place(const TilePlace &at, int64_t chunk) {
  int64_t columns = 128 / getBytes(spec.type);
  Number pixel =
      kernel.add(kernel.mul(warpgroup, tile.pixels / 2),
                 kernel.add(at.pixel, chunk / chunksPerRow * chunkPixels));
  Number filter = kernel.add(at.filter, chunk % chunksPerRow * columns);
  if (spec.phases() == 1)
    return {filter, pixel};
  Number image = kernel.div(pixel, at.outRowsColumns);
  Number inImage = kernel.sub(pixel, kernel.mul(image, at.outRowsColumns));
  Number row = kernel.div(inImage, at.outColumns);
  return {filter, kernel.sub(inImage, kernel.mul(row, at.outColumns)), row,
          image};
}

void EpilogueRing::prepare(const TilePlace &at, int64_t chunk) {
  if (!spec.mask)
    return kernel.arrive(ready(chunk));
  kernel.arriveExpecting(ready(chunk), chunkBytes);
  SmallVector<Number> firstTap;
  if (spec.phases() != 1)
    firstTap = {0, 0};
  kernel.loadBox(slot(chunk), at.mask, ready(chunk), place(at, chunk),
                 firstTap);
}

void EpilogueRing::serve(Number first, Number step, Number tiles,
                         PlaceOf placeOf) {
  kernel.ifThen(kernel.less(first, tiles), [&] {
    TilePlace at = placeOf(first);
    for (int64_t chunk = 0; chunk < tile.slots; ++chunk)
      prepare(at, chunk);
  });
  kernel.loop(first, tiles, step, kernel.value(0),
              [&](Number number, ValueRange carried) -> KernelBuilder::Values {
                TilePlace at = placeOf(number);
                Number next = kernel.add(number, step);
                for (int64_t chunk = 0; chunk < numChunks; ++chunk) {
                  kernel.wait(written(chunk), parityOf(chunk, carried[0]));
                  kernel.storeBox(at.output, slot(chunk), place(at, chunk),
                                  /*im2col=*/spec.phases() != 1);
                  kernel.waitStores(/*readOnly=*/true);
                  int64_t later = chunk + tile.slots;
                  if (later < numChunks)
                    prepare(at, later);
                  else
                    kernel.ifThen(kernel.less(next, tiles), [&] {
                      prepare(placeOf(next), later - numChunks);
                    });
                }
                return {kernel.value(flip(carried[0]))};
              });
  kernel.waitStores(/*readOnly=*/false);
}

//===----------------------------------------------------------------------===//
// The multiplying warpgroup's side
//===----------------------------------------------------------------------===//

/// Two neighbouring floats for each group of columns in a chunk. Columns beyond
/// the last filter are not stored and read any.
KernelBuilder::Values EpilogueRing::loadBias(Number column, int64_t chunk) {
  KernelBuilder::Values pairs;
  if (!spec.bias)
    return pairs;
  ImplicitLocOpBuilder &builder = kernel.getBuilder();
  int64_t groups = 128 / getBytes(spec.type) / groupColumns;
  Type pair = VectorType::get(2, builder.getF32Type());
  for (int64_t group = 0; group < groups; ++group) {
    Number at = kernel.add(column, (chunk % chunksPerRow * groups + group) *
                                       groupColumns);
    if (spec.filters % tile.filters != 0)
      at = kernel.select(kernel.less(at, spec.filters), at, 0);
    Value address =
        LLVM::GEPOp::create(builder, bias.getType(), builder.getF32Type(), bias,
                            ValueRange(kernel.wide(at)));
    auto load = LLVM::LoadOp::create(builder, pair, address, /*alignment=*/8);
    load.setInvariant(true);
    pairs.push_back(load);
  }
  return pairs;
}

/// Two neighbouring sums as results: bias, ReLU or mask, and the type.
Value EpilogueRing::finish(std::array<Value, 2> sums, Value bias,
                           Value pointer) {
  ImplicitLocOpBuilder &builder = kernel.getBuilder();
  bool wide = spec.type == MultiplyType::tf32;
  Value old;
  if (spec.mask)
    old = LLVM::LoadOp::create(builder, pairType, pointer,
                               2 * getBytes(spec.type));
  for (int64_t i = 0; i < 2; ++i) {
    if (bias)
      sums[i] = arith::AddFOp::create(
          builder, sums[i], vector::ExtractOp::create(builder, bias, i));
    if (old) {
      Value sign = vector::ExtractOp::create(builder, old, i);
      if (!wide)
        sign = arith::ExtFOp::create(builder, builder.getF32Type(), sign);
      Value passes = arith::CmpFOp::create(builder, arith::CmpFPredicate::OGT,
                                           sign, kernel.zeroFloat());
      sums[i] =
          arith::SelectOp::create(builder, passes, sums[i], kernel.zeroFloat());
    }
    if (spec.relu && wide)
      sums[i] = arith::MaximumFOp::create(builder, sums[i], kernel.zeroFloat());
  }
  auto narrow = [&]<typename Op>() -> Value {
    return Op::create(builder, pairType, /*src_hi=*/sums[1],
                      /*src_lo=*/sums[0], /*random_bits=*/Value(),
                      NVVM::FPRoundingMode::RN, NVVM::SaturationMode::NONE,
                      spec.relu);
  };
  if (spec.type == MultiplyType::bf16)
    return narrow.operator()<NVVM::ConvertF32x2ToBF16x2Op>();
  if (spec.type == MultiplyType::f16)
    return narrow.operator()<NVVM::ConvertF32x2ToF16x2Op>();
  return vector::FromElementsOp::create(builder, pairType, ValueRange(sums));
}

/// Sums of one chunk to shared memory at `at`, this thread's place in the slot.
void EpilogueRing::put(ArrayRef<Value> sums, Number at, ArrayRef<Value> bias) {
  ImplicitLocOpBuilder &builder = kernel.getBuilder();
  int64_t groupBytes = groupColumns * getBytes(spec.type);
  int64_t groups = 128 / groupBytes;
  for (int64_t group = 0; group < groups; ++group)
    // A thread has two rows, 8 pixels apart.
    for (int64_t row = 0; row < 2; ++row) {
      Number address =
          kernel.add(kernel.bitXor(at, group * groupBytes), row * 8 * 128);
      Value pointer = kernel.sharedPointer(address);
      const Value *pair = &sums[group * 4 + row * 2];
      Value result = finish({pair[0], pair[1]},
                            bias.empty() ? Value() : bias[group], pointer);
      LLVM::StoreOp::create(builder, result, pointer, 2 * getBytes(spec.type));
    }
  kernel.fenceStores();
}

void EpilogueRing::consume(ArrayRef<KernelBuilder::Values> sums, Number lane,
                           Number firstFilter, Number parity) {
  // The thread's sums: rows of its warp's 16 and pairs of every 8 columns. The
  // 128-byte swizzle exchanges units of 16 bytes by the row's last three bits.
  Number inWarp = kernel.rem(lane, 32);
  Number row = kernel.div(inWarp, 4), quad = kernel.rem(inWarp, 4);
  Number at =
      kernel.mul(kernel.add(kernel.mul(kernel.div(lane, 32), 16), row), 128);
  if (spec.type == MultiplyType::tf32)
    at = kernel.add(
        kernel.add(at, kernel.mul(kernel.bitXor(kernel.div(quad, 2), row), 16)),
        kernel.mul(kernel.rem(quad, 2), 8));
  else
    at = kernel.add(kernel.add(at, kernel.mul(row, 16)), kernel.mul(quad, 4));
  Number column = kernel.add(firstFilter, kernel.mul(quad, 2));

  int64_t sumsPerChunk = 128 / getBytes(spec.type) / 2;
  KernelBuilder::Values pairs = loadBias(column, 0);
  for (int64_t chunk = 0; chunk < numChunks; ++chunk) {
    KernelBuilder::Values nextPairs;
    if (chunk + 1 < numChunks)
      nextPairs = loadBias(column, chunk + 1);
    kernel.wait(ready(chunk), parityOf(chunk, parity));
    put(ArrayRef(sums[chunk / chunksPerRow])
            .slice(chunk % chunksPerRow * sumsPerChunk, sumsPerChunk),
        kernel.add(slot(chunk), at), pairs);
    kernel.arrive(written(chunk));
    pairs = nextPairs;
  }
}

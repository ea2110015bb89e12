//===- StageSplitter.cpp - f32 operands as pairs of bf16 ------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "StageSplitter.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace lrcnn::cuda;

static constexpr int64_t unitBytes = 16, rowBytes = 128;
static constexpr int64_t groupBytes = 8 * rowBytes, groupsAtOnce = 2;

/// The swizzle exchanges units by the row's last three bits. Rows r and r ^ 5
/// side by side keep the lanes of a warp on different banks.
StageSplitter::Places StageSplitter::placesOf(Number lane) {
  Number unit = kernel.rem(lane, 4);
  Number pair = kernel.rem(kernel.div(lane, 4), 2);
  Number plane = kernel.rem(kernel.div(lane, 8), 2);
  Number upper = kernel.div(lane, 16);
  Places places;
  for (auto [i, place] : llvm::enumerate(places)) {
    Number row =
        kernel.bitXor(kernel.add(upper, int64_t(2 * i)), kernel.mul(pair, 5));
    Number inRow = kernel.mul(row, rowBytes);
    auto swizzled = [&](Number number) {
      return kernel.add(inRow,
                        kernel.mul(kernel.bitXor(number, row), unitBytes));
    };
    place.source = kernel.add(swizzled(kernel.mul(unit, 2)),
                              kernel.mul(plane, memory.planeBytes));
    place.target = swizzled(kernel.add(unit, kernel.mul(plane, 4)));
  }
  return places;
}

KernelBuilder::Values StageSplitter::load(Number at) {
  ImplicitLocOpBuilder &builder = kernel.getBuilder();
  KernelBuilder::Values numbers;
  for (int64_t unit = 0; unit < 2; ++unit) {
    Value pointer = kernel.sharedPointer(kernel.bitXor(at, unit * unitBytes));
    Value four = LLVM::LoadOp::create(
        builder, VectorType::get(4, builder.getF32Type()), pointer, unitBytes);
    for (int64_t i = 0; i < 4; ++i)
      numbers.push_back(vector::ExtractOp::create(builder, four, i));
  }
  return numbers;
}

Value StageSplitter::pack(Value first, Value second) {
  ImplicitLocOpBuilder &builder = kernel.getBuilder();
  Value pair = NVVM::ConvertF32x2ToBF16x2Op::create(
      builder, VectorType::get(2, builder.getBF16Type()), /*src_hi=*/second,
      /*src_lo=*/first, /*random_bits=*/Value(), NVVM::FPRoundingMode::RN,
      NVVM::SaturationMode::NONE, /*relu=*/false);
  return LLVM::BitcastOp::create(builder, builder.getI32Type(), pair);
}

/// number - what bf16 holds of it, which is one half of `pair`.
Value StageSplitter::subtractHalf(Value number, Value pair, bool second) {
  ImplicitLocOpBuilder &builder = kernel.getBuilder();
  constexpr int64_t upperHalf = int32_t(0xffff0000);
  Value bits =
      second
          ? Value(arith::AndIOp::create(builder, pair, kernel.value(upperHalf)))
          : Value(arith::ShLIOp::create(builder, pair, kernel.value(16)));
  Value held = LLVM::BitcastOp::create(builder, builder.getF32Type(), bits);
  return arith::SubFOp::create(builder, number, held);
}

void StageSplitter::store(ArrayRef<Value> pairs, Number at) {
  ImplicitLocOpBuilder &builder = kernel.getBuilder();
  Value unit = vector::FromElementsOp::create(
      builder, VectorType::get(4, builder.getI32Type()), pairs);
  LLVM::StoreOp::create(builder, unit, kernel.sharedPointer(at), unitBytes);
}

/// Two groups of rows at a time: the loads of one hide those of the other.
void StageSplitter::splitGroups(Number at, const Places &places) {
  SmallVector<std::pair<Number, KernelBuilder::Values>> units;
  for (int64_t group = 0; group < groupsAtOnce; ++group)
    for (const Place &place : places) {
      Number first = kernel.add(at, group * groupBytes);
      units.emplace_back(kernel.add(first, place.target),
                         load(kernel.add(first, place.source)));
    }
  // All lanes have read a row before one writes to it.
  kernel.syncWarp();
  for (auto &[target, values] : units) {
    KernelBuilder::Values held, rest;
    for (int64_t i = 0; i < 8; i += 2) {
      Value pair = pack(values[i], values[i + 1]);
      held.push_back(pair);
      rest.push_back(pack(subtractHalf(values[i], pair, /*second=*/false),
                          subtractHalf(values[i + 1], pair, /*second=*/true)));
    }
    store(held, target);
    store(rest, kernel.add(target, memory.planeBytes));
  }
}

void StageSplitter::splitBlocks(Number numBlocks, Number thread) {
  constexpr int64_t warps = threads / 32;
  constexpr int64_t bytesAtOnce = groupsAtOnce * groupBytes;
  Number warp = kernel.div(thread, 32);
  Places places = placesOf(kernel.rem(thread, 32));
  auto overBlocks = [&](Number, ValueRange carried) {
    StageRing::Stage stage = {carried[0], carried[1]};
    kernel.wait(stages.full(stage.number), stage.parity);
    Number at = kernel.add(kernel.sharedBase(),
                           kernel.mul(stage.number, memory.stageBytes));
    kernel.loop(warp, memory.planeBytes / bytesAtOnce, warps, {},
                [&](Number groups, ValueRange) -> KernelBuilder::Values {
                  splitGroups(kernel.add(at, kernel.mul(groups, bytesAtOnce)),
                              places);
                  return {};
                });
    kernel.fenceStores();
    kernel.arrive(stages.converted(stage.number));
    return stages.advance(stage).getValues(kernel);
  };
  kernel.loop(0, numBlocks, 1, StageRing::Stage().getValues(kernel),
              overBlocks);
}

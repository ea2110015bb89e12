//===- WeightGradientKernel.cpp - Partial sums of a weight gradient -------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/CUDA/WeightGradientKernel.h"

#include "StageRing.h"
#include "StageSplitter.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace lrcnn::cuda;

static constexpr int64_t chunkChannels = 64;

//===----------------------------------------------------------------------===//
// What is taken
//===----------------------------------------------------------------------===//

static LogicalResult verify(gpu::GPUModuleOp module, const ConvSpec &forward,
                            const GradientTile &tile) {
  if (std::optional<std::string> reason = findUnsupported(forward))
    return module.emitError() << *reason;
  auto expect = [&](bool holds, const Twine &what, int64_t got) {
    if (holds)
      return success();
    return LogicalResult(module.emitError()
                         << "expected a tile of " << what << ", got " << got);
  };
  // The sums of a thread that are certain to fit its registers.
  constexpr int64_t mostChunks[] = {4, 4, 3, 1};
  int64_t warpgroups = tile.warpgroups();
  if (failed(expect(warpgroups >= 1 && warpgroups <= 4, "1 to 4 warpgroups",
                    warpgroups)))
    return failure();
  int64_t most = mostChunks[warpgroups - 1];
  if (failed(expect(tile.chunks >= 1 && tile.chunks <= most,
                    "1 to " + Twine(most) + " chunks", tile.chunks)) ||
      failed(expect(tile.pixels == 32 || tile.pixels == 64, "32 or 64 pixels",
                    tile.pixels)) ||
      failed(expect(tile.stages >= 2, "at least 2 stages", tile.stages)))
    return failure();
  if (tile.strip) {
    if (forward.stride != std::array<int64_t, 2>{1, 1})
      return module.emitError()
             << "expected stride 1x1 for strips, got " << forward.stride[0]
             << "x" << forward.stride[1];
    if (failed(expect(tile.columnGroups == forward.kernel[0],
                      Twine(forward.kernel[0]) + " rows of taps",
                      tile.columnGroups)) ||
        failed(expect(tile.chunks == forward.kernel[1],
                      Twine(forward.kernel[1]) + " taps a row", tile.chunks)))
      return failure();
  }
  int64_t bytes = layOutSharedMemory(forward, tile).total;
  return expect(bytes <= maxSharedBytes,
                "at most " + Twine(maxSharedBytes) + " bytes of shared memory",
                bytes);
}

//===----------------------------------------------------------------------===//
// The kernel
//===----------------------------------------------------------------------===//

namespace {
/// Emits the roles of a block: a thread that brings operands, three warps that
/// split f32 where there is any, and warpgroups that multiply. Filters are rows
/// of A, taps and channels columns of B; K runs over the part's pixels, which
/// both operands have one after the other.
class WeightGradientEmitter {
public:
  WeightGradientEmitter(gpu::GPUModuleOp module, const ConvSpec &forward,
                        const GradientTile &tile);
  LLVM::LLVMFuncOp emit();

private:
  using Stage = StageRing::Stage;
  /// A chunk: 64 channels of a tap.
  struct Chunk {
    Number channel, tapRow, tapColumn;
  };

  void initBarriers();
  void setRegisters(bool moving);
  Chunk placeOf(Number chunk);
  /// Chunk `number` of those of column group `group`.
  Chunk placeOf(Number group, int64_t number);

  void bringOperands();
  void bringBlock(Stage stage, Number block, ArrayRef<Chunk> chunks);
  void bringPlane(Number at, Number full, int64_t plane,
                  ArrayRef<Number> position, ArrayRef<Chunk> chunks);
  void multiply();
  void multiplyBlock(Number stage, Number filterGroup, Number columnGroup,
                     KernelBuilder::Values &sums, bool fresh);
  void store(ArrayRef<Value> sums, Number filterGroup, Number columnGroup);
  void storeChunk(ArrayRef<Value> sums, Value base, Number filter,
                  const Chunk &chunk, Number quad);

  const ConvSpec &forward;
  const GradientTile &tile;
  GradientSharedMemory memory;
  KernelBuilder kernel;
  StageRing stages;
  Value outputGradient, input, workspace;
  Number row, image, firstColumn, firstRow;
  /// This thread, and its block's place: of filters, columns and pixels.
  Number warpgroup, lane, firstFilter, columnTile, part, firstBlock, numBlocks;
  Value leads;
  /// Blocks of 64 channels in a tap, chunks of all taps.
  int64_t channelBlocks, numChunks;
};
} // namespace

static bool splits(const ConvSpec &forward) {
  return forward.type == MultiplyType::tf32;
}

WeightGradientEmitter::WeightGradientEmitter(gpu::GPUModuleOp module,
                                             const ConvSpec &forward,
                                             const GradientTile &tile)
    : forward(forward), tile(tile), memory(layOutSharedMemory(forward, tile)),
      kernel(module, getGradientName(forward, tile),
             {Parameter::tensorMap, Parameter::tensorMap, Parameter::pointer,
              Parameter::number, Parameter::number, Parameter::number,
              Parameter::number, Parameter::number, Parameter::number,
              Parameter::number},
             tile.threads()),
      stages(kernel, kernel.add(kernel.sharedBase(), memory.barriers),
             tile.stages,
             {/*full=*/1, /*empty=*/tile.warpgroups(),
              /*converted=*/splits(forward) ? StageSplitter::threads : 0}) {
  unsigned position = 0;
  auto next = [&] { return kernel.getParameter(position++); };
  outputGradient = next();
  input = next();
  workspace = next();
  Number tiles, share, rest;
  for (Number *number :
       {&tiles, &share, &rest, &row, &image, &firstColumn, &firstRow})
    *number = next();

  channelBlocks = llvm::divideCeil(forward.channels, chunkChannels);
  numChunks = forward.taps() * channelBlocks;
  Number thread = kernel.threadNumber();
  warpgroup = kernel.div(thread, 128);
  lane = kernel.rem(thread, 128);
  leads = kernel.equal(lane, 0);
  int64_t filterTiles =
      llvm::divideCeil(forward.filters, tile.filterGroups * 64);
  Number block = kernel.blockNumber();
  part = kernel.div(block, tiles);
  Number inPart = kernel.rem(block, tiles);
  firstFilter =
      kernel.mul(kernel.rem(inPart, filterTiles), tile.filterGroups * 64);
  columnTile = kernel.div(inPart, filterTiles);
  // The first parts have one block more, as many as there are in the rest.
  Value more = kernel.less(part, rest);
  firstBlock =
      kernel.add(kernel.mul(part, share), kernel.select(more, part, rest));
  numBlocks = kernel.add(share, kernel.select(more, 1, 0));
}

LLVM::LLVMFuncOp WeightGradientEmitter::emit() {
  initBarriers();
  Value moves = kernel.equal(warpgroup, tile.warpgroups());
  kernel.ifThen(moves, [&] {
    setRegisters(/*moving=*/true);
    kernel.ifThen(leads, [&] { bringOperands(); });
    if (splits(forward))
      kernel.ifThen(kernel.compare(arith::CmpIPredicate::uge, lane, 32), [&] {
        StageSplitter(kernel, stages, memory)
            .splitBlocks(numBlocks, kernel.sub(lane, 32));
      });
  });
  kernel.ifThen(kernel.less(warpgroup, tile.warpgroups()), [&] {
    setRegisters(/*moving=*/false);
    multiply();
  });
  return kernel.finish();
}

void WeightGradientEmitter::initBarriers() {
  kernel.ifThen(kernel.equal(kernel.threadNumber(), 0), [&] {
    kernel.prefetchMap(outputGradient);
    kernel.prefetchMap(input);
    stages.initBarriers();
    kernel.fenceBarriers();
  });
  kernel.syncThreads();
}

/// Threads that multiply get the registers that those that move data do not
/// need. With one or four warpgroups the shares that all start with are right.
void WeightGradientEmitter::setRegisters(bool moving) {
  constexpr int64_t all = 65536, unit = 8;
  int64_t warpgroups = tile.warpgroups();
  if (warpgroups != 2 && warpgroups != 3)
    return;
  int64_t few = splits(forward) ? (warpgroups == 2 ? 88 : 80)
                                : (warpgroups == 2 ? 40 : 24);
  // No more than the block had at first: a thread waits for what is not there.
  int64_t atFirst = all / tile.threads() / unit * unit;
  int64_t many = (atFirst * (warpgroups + 1) - few) / warpgroups / unit * unit;
  kernel.setRegisters(moving ? few : many, /*more=*/!moving);
}

WeightGradientEmitter::Chunk WeightGradientEmitter::placeOf(Number chunk) {
  Number tap = kernel.div(chunk, channelBlocks);
  Number tapRow = kernel.div(tap, forward.kernel[1]);
  return {kernel.mul(kernel.rem(chunk, channelBlocks), chunkChannels), tapRow,
          kernel.sub(tap, kernel.mul(tapRow, forward.kernel[1]))};
}

WeightGradientEmitter::Chunk WeightGradientEmitter::placeOf(Number group,
                                                            int64_t number) {
  if (tile.strip)
    return {kernel.mul(columnTile, chunkChannels), group, number};
  Number first = kernel.mul(columnTile, tile.columnGroups * tile.chunks);
  Number inTile = kernel.add(kernel.mul(group, tile.chunks), number);
  return placeOf(kernel.add(first, inTile));
}

//===----------------------------------------------------------------------===//
// Data
//===----------------------------------------------------------------------===//

void WeightGradientEmitter::bringOperands() {
  SmallVector<Chunk> chunks;
  for (int64_t group = 0; group < tile.columnGroups; ++group)
    for (int64_t number = 0; number < tile.chunks; ++number)
      chunks.push_back(placeOf(group, number));
  Number end = kernel.add(firstBlock, numBlocks);
  kernel.loop(firstBlock, end, 1, Stage().getValues(kernel),
              [&](Number block, ValueRange carried) {
                Stage stage = {carried[0], carried[1]};
                bringBlock(stage, block, chunks);
                return stages.advance(stage).getValues(kernel);
              });
}

/// A block is a strip of a row, or pixels that follow each other.
void WeightGradientEmitter::bringBlock(Stage stage, Number block,
                                       ArrayRef<Chunk> chunks) {
  Number at = tile.strip ? block : kernel.mul(block, tile.pixels);
  Number imageNumber = kernel.div(at, image);
  Number inImage = kernel.sub(at, kernel.mul(imageNumber, image));
  Number outRow = kernel.div(inImage, row);
  Number inRow = kernel.sub(inImage, kernel.mul(outRow, row));
  Number column = tile.strip ? kernel.mul(inRow, tile.pixels) : inRow;
  stages.waitEmpty(stage);
  Number full = stages.full(stage.number);
  kernel.arriveExpecting(full, memory.loadedBytes);
  Number begin = kernel.add(kernel.sharedBase(),
                            kernel.mul(stage.number, memory.stageBytes));
  for (int64_t plane = 0; plane < memory.planes; ++plane)
    bringPlane(kernel.add(begin, plane * memory.planeBytes), full, plane,
               {at, column, outRow, imageNumber}, chunks);
}

/// `position` is that of the block's first pixel in all pixels, then its
/// column, row and image in y.
void WeightGradientEmitter::bringPlane(Number at, Number full, int64_t plane,
                                       ArrayRef<Number> position,
                                       ArrayRef<Chunk> chunks) {
  int64_t offset = plane * 128 / getBytes(forward.type);
  for (int64_t group = 0; group < tile.filterGroups; ++group) {
    Number filter = kernel.add(firstFilter, group * 64 + offset);
    SmallVector<Number> box = {filter, position[0]};
    if (tile.strip)
      box = {filter, position[1], position[2], position[3]};
    kernel.loadBox(kernel.add(at, group * memory.chunkBytes), outputGradient,
                   full, box);
  }
  at = kernel.add(at, memory.filterBytes);
  Number column =
      kernel.add(kernel.mul(position[1], forward.stride[1]), firstColumn);
  Number outRow =
      kernel.add(kernel.mul(position[2], forward.stride[0]), firstRow);
  auto boxOf = [&](const Chunk &chunk) {
    return SmallVector<Number>{kernel.add(chunk.channel, offset), column,
                               outRow, position[3]};
  };
  if (tile.strip)
    return kernel.loadBox(at, input, full, boxOf(chunks.front()));
  for (auto [i, chunk] : llvm::enumerate(chunks))
    kernel.loadBox(kernel.add(at, int64_t(i) * memory.chunkBytes), input, full,
                   boxOf(chunk), {chunk.tapColumn, chunk.tapRow});
}

//===----------------------------------------------------------------------===//
// Products
//===----------------------------------------------------------------------===//

/// Issues the products of one block, in steps of 16 pixels. Of operands that
/// are split, the product of the two rests is left out: it is below what f32
/// sums keep.
void WeightGradientEmitter::multiplyBlock(Number stage, Number filterGroup,
                                          Number columnGroup,
                                          KernelBuilder::Values &sums,
                                          bool fresh) {
  constexpr int64_t stepUnits = 16 * 128 / 16;
  ImplicitLocOpBuilder &builder = kernel.getBuilder();
  int64_t stripBytes = (tile.pixels + forward.kernel[1] - 1) * 128;
  Number base = kernel.sharedBase();
  Value offset = arith::MulIOp::create(
      builder, kernel.wide(stage), kernel.wideConstant(memory.stageBytes / 16));
  auto inStage = [&](Number first, int64_t nextColumns) -> Value {
    return arith::AddIOp::create(builder, kernel.describe(first, nextColumns),
                                 offset);
  };
  Value a =
      inStage(kernel.add(base, kernel.mul(filterGroup, memory.chunkBytes)),
              memory.chunkBytes);
  // In a strip, the next tap's channels are those of the next pixel.
  Value b = inStage(
      kernel.add(kernel.add(base, memory.filterBytes),
                 kernel.mul(columnGroup,
                            tile.strip ? stripBytes
                                       : tile.chunks * memory.chunkBytes)),
      tile.strip ? 128 : memory.chunkBytes);
  int64_t rest = memory.planeBytes / 16;
  SmallVector<std::pair<int64_t, int64_t>> planes = {{0, 0}};
  if (memory.planes == 2)
    planes.append({{0, rest}, {rest, 0}});
  MultiplyType type = splits(forward) ? MultiplyType::bf16 : forward.type;
  for (int64_t k = 0; k < tile.pixels / 16; ++k)
    for (auto [planeA, planeB] : planes) {
      sums[0] =
          kernel.multiply(sums[0], kernel.addWide(a, planeA + k * stepUnits),
                          kernel.addWide(b, planeB + k * stepUnits),
                          tile.chunks * 64, type, fresh, /*transposed=*/true);
      fresh = false;
    }
}

void WeightGradientEmitter::multiply() {
  Number filterGroup = kernel.rem(warpgroup, tile.filterGroups);
  Number columnGroup = kernel.div(warpgroup, tile.filterGroups);
  auto issue = [&](Number stage, KernelBuilder::Values &sums, bool fresh) {
    multiplyBlock(stage, filterGroup, columnGroup, sums, fresh);
  };
  StageRing::Sums sums;
  stages.multiply(Stage(), numBlocks, {tile.chunks * 64}, leads, issue, sums);
  store(sums[0], filterGroup, columnGroup);
}

//===----------------------------------------------------------------------===//
// Partial sums
//===----------------------------------------------------------------------===//

/// The thread has rows of its warp's 16, 8 apart, and two of every 8 columns:
/// four neighbours fill a sector of memory.
void WeightGradientEmitter::store(ArrayRef<Value> sums, Number filterGroup,
                                  Number columnGroup) {
  ImplicitLocOpBuilder &builder = kernel.getBuilder();
  Number inWarp = kernel.rem(lane, 32);
  Number quad = kernel.rem(inWarp, 4);
  Number inGroup =
      kernel.add(kernel.mul(kernel.div(lane, 32), 16), kernel.div(inWarp, 4));
  Number first =
      kernel.add(kernel.add(firstFilter, inGroup), kernel.mul(filterGroup, 64));
  Value offset = arith::MulIOp::create(
      builder, kernel.wide(part),
      kernel.wideConstant(forward.filters * forward.taps() * forward.channels));
  Value base =
      LLVM::GEPOp::create(builder, workspace.getType(), builder.getF32Type(),
                          workspace, ValueRange(offset));
  for (int64_t half = 0; half < 2; ++half) {
    Number filter = kernel.add(first, half * 8);
    kernel.ifThen(kernel.less(filter, forward.filters), [&] {
      for (int64_t number = 0; number < tile.chunks; ++number) {
        KernelBuilder::Values ofChunk;
        for (int64_t i = 0; i < 8; ++i)
          llvm::append_range(ofChunk,
                             sums.slice((number * 8 + i) * 4 + half * 2, 2));
        storeChunk(ofChunk, base, filter, placeOf(columnGroup, number), quad);
      }
    });
  }
}

void WeightGradientEmitter::storeChunk(ArrayRef<Value> sums, Value base,
                                       Number filter, const Chunk &chunk,
                                       Number quad) {
  ImplicitLocOpBuilder &builder = kernel.getBuilder();
  auto pair = VectorType::get(2, builder.getF32Type());
  Number tap =
      kernel.add(kernel.mul(chunk.tapRow, forward.kernel[1]), chunk.tapColumn);
  Number row = kernel.mul(kernel.add(kernel.mul(filter, forward.taps()), tap),
                          forward.channels);
  Number first = kernel.add(chunk.channel, kernel.mul(quad, 2));
  auto storePair = [&](int64_t i, Number channel) {
    Value pointer =
        LLVM::GEPOp::create(builder, base.getType(), builder.getF32Type(), base,
                            ValueRange(kernel.wide(kernel.add(row, channel))));
    Value values = vector::FromElementsOp::create(
        builder, pair, ValueRange{sums[2 * i], sums[2 * i + 1]});
    LLVM::StoreOp::create(builder, values, pointer, /*alignment=*/8);
  };
  auto storePairs = [&] {
    for (int64_t i = 0; i < 8; ++i) {
      Number channel = kernel.add(first, i * 8);
      if (forward.channels % chunkChannels == 0)
        storePair(i, channel);
      else
        kernel.ifThen(kernel.less(channel, forward.channels),
                      [&] { storePair(i, channel); });
    }
  };
  // The last tile may have chunks that no tap has.
  if (tile.strip || numChunks % (tile.columnGroups * tile.chunks) == 0)
    storePairs();
  else
    kernel.ifThen(kernel.less(tap, forward.taps()), storePairs);
}

FailureOr<LLVM::LLVMFuncOp>
lrcnn::cuda::emitWeightGradient(gpu::GPUModuleOp module,
                                const ConvSpec &forward,
                                const GradientTile &tile) {
  if (failed(verify(module, forward, tile)))
    return failure();
  return WeightGradientEmitter(module, forward, tile).emit();
}

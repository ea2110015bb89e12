//===- ConvKernel.cpp - A convolution on tensor cores ---------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/CUDA/ConvKernel.h"

#include "EpilogueRing.h"
#include "StageRing.h"
#include "lrcnn/Target/CUDA/KernelBuilder.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace lrcnn::cuda;

static constexpr int64_t warpgroupThreads = 128, multiplyingWarpgroups = 2;
static constexpr int64_t blockBytes = 128;
//===----------------------------------------------------------------------===//
// What is taken
//===----------------------------------------------------------------------===//

static LogicalResult verify(gpu::GPUModuleOp module, const ConvSpec &spec,
                            const ConvTile &tile) {
  if (std::optional<std::string> reason = findUnsupported(spec))
    return module.emitError() << *reason;
  auto expect = [&](bool holds, const Twine &what, int64_t got) {
    if (holds)
      return success();
    return LogicalResult(module.emitError()
                         << "expected a tile of " << what << ", got " << got);
  };
  // A thread keeps its sums in registers; chunks go through slots in turns.
  constexpr int64_t mostSums = 128;
  int64_t columns = 128 / getBytes(spec.type);
  int64_t chunks = tile.pixels / 128 * (tile.filters / columns);
  bool whole = tile.filters >= columns && tile.filters <= 256 &&
               tile.filters % columns == 0;
  return success(
      succeeded(expect(tile.pixels == 128 || tile.pixels == 256,
                       "128 or 256 pixels", tile.pixels)) &&
      succeeded(expect(whole,
                       "at most 256 filters, a multiple of " + Twine(columns),
                       tile.filters)) &&
      succeeded(expect(tile.pixels / 128 * tile.filters / 2 <= mostSums,
                       "at most " + Twine(mostSums) + " sums a thread",
                       tile.pixels / 128 * tile.filters / 2)) &&
      succeeded(expect(tile.stages >= 2, "at least 2 stages", tile.stages)) &&
      succeeded(expect(tile.slots >= 1 && chunks % tile.slots == 0,
                       "slots that divide its " + Twine(chunks) + " chunks",
                       tile.slots)) &&
      succeeded(
          expect(layOutSharedMemory(tile).total <= maxSharedBytes,
                 "at most " + Twine(maxSharedBytes) + " bytes of shared memory",
                 layOutSharedMemory(tile).total)));
}

//===----------------------------------------------------------------------===//
// The kernel
//===----------------------------------------------------------------------===//

namespace {
/// Outputs that meet the same taps: every spread-th from the first on.
struct Phase {
  Value input, output, mask;
  Number firstTile, outColumns, outRowsColumns, firstColumn, firstRow;
  Number tapRows, tapColumns, firstTapRow, firstTapColumn, firstChannel;
};

/// Emits the three roles of a block: a thread that brings operands, two that
/// serve the rings of results, and two warpgroups that multiply. A tile's
/// pixels are rows of A and its filters columns of B; K runs over the taps and,
/// in each, over blocks of 128 bytes of channels.
class ConvEmitter {
public:
  ConvEmitter(gpu::GPUModuleOp module, const ConvSpec &spec,
              const ConvTile &tile);
  LLVM::LLVMFuncOp emit();

private:
  using Stage = StageRing::Stage;

  void initBarriers();
  Phase phaseOf(Number tileNumber);
  TilePlace placeOf(Number tileNumber, const Phase &phase);

  void bringOperands();
  void bringBlock(Stage stage, const Phase &phase, Number tap, Number block,
                  ArrayRef<Number> pixel, Number firstFilter);
  void serveResults(Number warp);
  void multiplyTiles();
  void multiplyBlock(Number stage, KernelBuilder::Values &sums, bool fresh);

  EpilogueRing makeRing(Number warpgroup) {
    return EpilogueRing(kernel, spec, tile, bias, warpgroup);
  }

  const ConvSpec &spec;
  const ConvTile &tile;
  ConvSharedMemory memory;
  KernelBuilder kernel;
  StageRing stages;
  Value filter, bias;
  SmallVector<Phase> phases;
  Number tiles;
  Number warpgroup, lane, first, step;
  Value leads;
  /// Blocks of channels in a tap, rows of 64 pixels in a warpgroup.
  int64_t channelBlocks, rows;
};
} // namespace

static SmallVector<Parameter> getParameters(const ConvSpec &spec) {
  int64_t maps = 1 + spec.phases() * (spec.mask ? 3 : 2);
  SmallVector<Parameter> parameters(maps, Parameter::tensorMap);
  if (spec.bias)
    parameters.push_back(Parameter::pointer);
  parameters.append(1 + spec.phases() * (spec.phases() == 1 ? 4 : 10),
                    Parameter::number);
  return parameters;
}

ConvEmitter::ConvEmitter(gpu::GPUModuleOp module, const ConvSpec &spec,
                         const ConvTile &tile)
    : spec(spec), tile(tile), memory(layOutSharedMemory(tile)),
      kernel(module, spec.str(), getParameters(spec), convThreads),
      stages(kernel, kernel.add(kernel.sharedBase(), memory.barriers),
             tile.stages, {/*full=*/1, /*empty=*/multiplyingWarpgroups}) {
  unsigned position = 0;
  auto next = [&] { return kernel.getParameter(position++); };
  filter = next();
  phases.resize(spec.phases());
  for (Phase &phase : phases) {
    phase.input = next();
    phase.output = next();
    if (spec.mask)
      phase.mask = next();
  }
  if (spec.bias)
    bias = next();
  tiles = next();
  for (Phase &phase : phases) {
    phase.tapRows = spec.kernel[0];
    phase.tapColumns = spec.kernel[1];
    if (spec.phases() != 1)
      phase.firstTile = next();
    for (Number *number : {&phase.outColumns, &phase.outRowsColumns,
                           &phase.firstColumn, &phase.firstRow})
      *number = next();
    if (spec.phases() != 1)
      for (Number *number :
           {&phase.tapRows, &phase.tapColumns, &phase.firstTapRow,
            &phase.firstTapColumn, &phase.firstChannel})
        *number = next();
  }

  int64_t blockChannels = blockBytes / getBytes(spec.type);
  channelBlocks = llvm::divideCeil(spec.channels, blockChannels);
  rows = tile.pixels / 128;
  Number thread = kernel.threadNumber();
  warpgroup = kernel.div(thread, warpgroupThreads);
  lane = kernel.rem(thread, warpgroupThreads);
  leads = kernel.equal(lane, 0);
  first = kernel.blockNumber();
  step = kernel.numBlocks();
}

/// A thread that multiplies gets registers of one that moves data, which needs
/// some more where it looks for phases.
LLVM::LLVMFuncOp ConvEmitter::emit() {
  initBarriers();
  Value moves = kernel.equal(warpgroup, multiplyingWarpgroups);
  kernel.ifThen(moves, [&] {
    kernel.setRegisters(phases.size() == 1 ? 40 : 72, /*more=*/false);
    kernel.ifThen(leads, [&] { bringOperands(); });
    // The first threads of warps 1 and 2.
    Number warp = kernel.div(lane, 32);
    ImplicitLocOpBuilder &builder = kernel.getBuilder();
    Value serves = arith::AndIOp::create(
        builder,
        kernel.compare(arith::CmpIPredicate::ule, kernel.sub(warp, 1), 1),
        kernel.equal(kernel.rem(lane, 32), 0));
    kernel.ifThen(serves, [&] { serveResults(kernel.sub(warp, 1)); });
  });
  Value multiplies = kernel.compare(arith::CmpIPredicate::ne, warpgroup,
                                    multiplyingWarpgroups);
  kernel.ifThen(multiplies, [&] {
    kernel.setRegisters(phases.size() == 1 ? 232 : 216, /*more=*/true);
    multiplyTiles();
  });
  return kernel.finish();
}

//===----------------------------------------------------------------------===//
// Stages and tiles
//===----------------------------------------------------------------------===//

void ConvEmitter::initBarriers() {
  Value isFirst = kernel.equal(kernel.threadNumber(), 0);
  kernel.ifThen(isFirst, [&] {
    kernel.prefetchMap(filter);
    for (const Phase &phase : phases)
      for (Value map : {phase.input, phase.output, phase.mask})
        if (map)
          kernel.prefetchMap(map);
    EpilogueRing::initBarriers(kernel, tile);
    stages.initBarriers();
    kernel.fenceBarriers();
  });
  kernel.syncThreads();
}

Phase ConvEmitter::phaseOf(Number number) {
  Phase phase = phases.front();
  for (const Phase &later : ArrayRef(phases).drop_front()) {
    Value reached =
        kernel.compare(arith::CmpIPredicate::uge, number, later.firstTile);
    for (Value Phase::*map : {&Phase::input, &Phase::output, &Phase::mask})
      if (phase.*map)
        phase.*map = kernel.select(reached, later.*map, phase.*map);
    for (Number Phase::*member :
         {&Phase::firstTile, &Phase::outColumns, &Phase::outRowsColumns,
          &Phase::firstColumn, &Phase::firstRow, &Phase::tapRows,
          &Phase::tapColumns, &Phase::firstTapRow, &Phase::firstTapColumn,
          &Phase::firstChannel})
      phase.*member = kernel.select(reached, later.*member, phase.*member);
  }
  return phase;
}

/// Tiles that share pixels follow each other.
TilePlace ConvEmitter::placeOf(Number number, const Phase &phase) {
  int64_t filterTiles = llvm::divideCeil(spec.filters, tile.filters);
  Number inPhase = kernel.sub(number, phase.firstTile);
  return {kernel.mul(kernel.div(inPhase, filterTiles), tile.pixels),
          kernel.mul(kernel.rem(inPhase, filterTiles), tile.filters),
          phase.output,
          phase.mask,
          phase.outColumns,
          phase.outRowsColumns};
}

//===----------------------------------------------------------------------===//
// Data
//===----------------------------------------------------------------------===//

/// `tap` is one of the phase's; `pixel` is the tile's first output as a place
/// in x: column, row, image.
void ConvEmitter::bringBlock(Stage stage, const Phase &phase, Number tap,
                             Number block, ArrayRef<Number> pixel,
                             Number firstFilter) {
  stages.waitEmpty(stage);
  Number full = stages.full(stage.number);
  kernel.arriveExpecting(full, memory.pixelBytes + memory.filterBytes);
  Number channel = kernel.add(
      kernel.mul(block, blockBytes / getBytes(spec.type)), phase.firstChannel);
  Number tapRow = kernel.div(tap, phase.tapColumns);
  Number tapColumn = kernel.sub(tap, kernel.mul(tapRow, phase.tapColumns));
  Number base = kernel.sharedBase();
  kernel.loadBox(kernel.add(base, kernel.mul(stage.number, memory.pixelBytes)),
                 phase.input, full, {channel, pixel[0], pixel[1], pixel[2]},
                 {tapColumn, tapRow});
  // Its place among all taps of the filter.
  if (spec.phases() != 1) {
    Number row =
        kernel.add(kernel.mul(tapRow, spec.spread[0]), phase.firstTapRow);
    Number column =
        kernel.add(kernel.mul(tapColumn, spec.spread[1]), phase.firstTapColumn);
    tap = kernel.add(kernel.mul(row, spec.kernel[1]), column);
  }
  kernel.loadBox(kernel.add(kernel.add(base, memory.filters),
                            kernel.mul(stage.number, memory.filterBytes)),
                 filter, full, {channel, tap, firstFilter});
}

void ConvEmitter::bringOperands() {
  auto overTiles = [&](Number number, ValueRange carried) {
    Phase phase = phaseOf(number);
    TilePlace at = placeOf(number, phase);
    Number image = kernel.div(at.pixel, phase.outRowsColumns);
    Number inImage =
        kernel.sub(at.pixel, kernel.mul(image, phase.outRowsColumns));
    Number row = kernel.div(inImage, phase.outColumns);
    Number column = kernel.sub(inImage, kernel.mul(row, phase.outColumns));
    Number pixel[] = {
        kernel.add(kernel.mul(column, spec.stride[1]), phase.firstColumn),
        kernel.add(kernel.mul(row, spec.stride[0]), phase.firstRow), image};
    auto overTaps = [&](Number tap, ValueRange carried) {
      auto overBlocks = [&](Number block, ValueRange carried) {
        Stage stage = {carried[0], carried[1]};
        bringBlock(stage, phase, tap, block, pixel, at.filter);
        return stages.advance(stage).getValues(kernel);
      };
      return kernel.loop(0, channelBlocks, 1, carried, overBlocks);
    };
    return kernel.loop(0, kernel.mul(phase.tapRows, phase.tapColumns), 1,
                       carried, overTaps);
  };
  kernel.loop(first, tiles, step, Stage().getValues(kernel), overTiles);
}

void ConvEmitter::serveResults(Number ring) {
  makeRing(ring).serve(first, step, tiles, [&](Number number) {
    return placeOf(number, phaseOf(number));
  });
}

//===----------------------------------------------------------------------===//
// Products
//===----------------------------------------------------------------------===//

/// Issues the products of one block: four steps of 32 bytes of K.
void ConvEmitter::multiplyBlock(Number stage, KernelBuilder::Values &sums,
                                bool fresh) {
  constexpr int64_t steps = 4, stepUnits = 2, rowUnits = 64 * blockBytes / 16;
  ImplicitLocOpBuilder &builder = kernel.getBuilder();
  Number base = kernel.sharedBase();
  auto inStage = [&](Number first, int64_t bytes) -> Value {
    Value units = arith::MulIOp::create(builder, kernel.wide(stage),
                                        kernel.wideConstant(bytes / 16));
    return arith::AddIOp::create(builder, kernel.describe(first), units);
  };
  Value a =
      inStage(kernel.add(base, kernel.mul(warpgroup, rows * 64 * blockBytes)),
              memory.pixelBytes);
  Value b = inStage(kernel.add(base, memory.filters), memory.filterBytes);
  for (int64_t k = 0; k < steps; ++k)
    for (int64_t row = 0; row < rows; ++row)
      sums[row] = kernel.multiply(
          sums[row], kernel.addWide(a, row * rowUnits + k * stepUnits),
          kernel.addWide(b, k * stepUnits), tile.filters, spec.type,
          fresh && k == 0);
}

void ConvEmitter::multiplyTiles() {
  EpilogueRing ring = makeRing(warpgroup);
  SmallVector<int64_t> columns(rows, tile.filters);
  auto issue = [&](Number stage, KernelBuilder::Values &sums, bool fresh) {
    multiplyBlock(stage, sums, fresh);
  };
  auto overTiles = [&](Number number, ValueRange carried) {
    Phase phase = phaseOf(number);
    TilePlace at = placeOf(number, phase);
    Number taps = kernel.mul(phase.tapRows, phase.tapColumns);
    StageRing::Sums sums;
    Stage stage = stages.multiply({carried[0], carried[1]},
                                  kernel.mul(taps, channelBlocks), columns,
                                  leads, issue, sums);
    ring.consume(sums, lane, at.filter, carried[2]);
    KernelBuilder::Values values = stage.getValues(kernel);
    values.push_back(kernel.value(ring.flip(carried[2])));
    return values;
  };
  Value zero = kernel.value(0);
  kernel.loop(first, tiles, step, {zero, zero, zero}, overTiles);
}

FailureOr<LLVM::LLVMFuncOp> lrcnn::cuda::emitConv(gpu::GPUModuleOp module,
                                                  const ConvSpec &spec,
                                                  const ConvTile &tile) {
  if (failed(verify(module, spec, tile)))
    return failure();
  return ConvEmitter(module, spec, tile).emit();
}

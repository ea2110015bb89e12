//===- WeightGradient.cpp - The weight gradient on CUDA -------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/CUDA/WeightGradient.h"

#include "TensorMaps.h"

#include <algorithm>

using namespace lrcnn::cuda;

static constexpr int64_t chunkChannels = 64, mostStages = 6;

//===----------------------------------------------------------------------===//
// The tile
//===----------------------------------------------------------------------===//

/// As many stages as fit, up to six.
static GradientTile withStages(const ConvSpec &forward, GradientTile tile) {
  for (tile.stages = mostStages; tile.stages > 2; --tile.stages)
    if (layOutSharedMemory(forward, tile).total <= maxSharedBytes)
      break;
  return tile;
}

/// For any stride and width: as many filters and columns as registers allow.
static GradientTile chooseChunks(const ConvSpec &forward) {
  bool splits = forward.type == MultiplyType::tf32;
  int64_t filterChunks = ceilDiv(forward.filters, chunkChannels);
  int64_t chunks = forward.taps() * ceilDiv(forward.channels, chunkChannels);
  if (chunks == 1)
    return {std::min<int64_t>(filterChunks, splits ? 2 : 4), 1, 1};
  int64_t most = chunks % 4 == 0 ? 4 : std::min<int64_t>(chunks, 3);
  if (filterChunks == 1)
    return {1, 2, std::min(most, ceilDiv(chunks, 2))};
  return {2, 1, most};
}

GradientTile lrcnn::cuda::chooseGradientTile(const ConvSpec &forward,
                                             int64_t outColumns) {
  constexpr int64_t pixels = 64;
  auto [rows, columns] = forward.kernel;
  bool splits = forward.type == MultiplyType::tf32;
  // A strip that the image's width fills badly multiplies zeros.
  double full = double(outColumns) / (ceilDiv(outColumns, pixels) * pixels);
  if (forward.stride == std::array<int64_t, 2>{1, 1} && rows == 3 &&
      columns == 3 && full >= (splits ? 0.6 : 0.8))
    return withStages(forward, {1, rows, columns, 0, /*strip=*/true});
  GradientTile tile = withStages(forward, chooseChunks(forward));
  // To split operands takes time: that more stages are on their way is worth
  // more than large blocks.
  if (splits && tile.stages < mostStages) {
    tile.pixels = 32;
    tile = withStages(forward, tile);
  }
  return tile;
}

std::string lrcnn::cuda::getGradientName(const ConvSpec &forward,
                                         const GradientTile &tile) {
  ConvSpec plain = forward;
  plain.bias = plain.relu = plain.mask = false;
  return "weight_gradient_" + plain.str().substr(sizeof("conv_") - 1) + "_t" +
         std::to_string(tile.filterGroups) + "x" +
         std::to_string(tile.columnGroups) + "x" + std::to_string(tile.chunks) +
         "p" + std::to_string(tile.pixels) + (tile.strip ? "_strip" : "");
}

/// Pixels of a row that the taps of a block see.
static int64_t getStripPixels(const ConvSpec &forward,
                              const GradientTile &tile) {
  return tile.pixels + forward.kernel[1] - 1;
}

GradientSharedMemory lrcnn::cuda::layOutSharedMemory(const ConvSpec &forward,
                                                     const GradientTile &tile) {
  constexpr int64_t barrierBytes = 8;
  GradientSharedMemory memory;
  memory.planes = forward.type == MultiplyType::tf32 ? 2 : 1;
  // Swizzled boxes repeat every 1024 bytes; planes are split in pairs of that.
  int64_t alignment = 1024 * memory.planes;
  memory.chunkBytes = tile.pixels * 128;
  memory.filterBytes = tile.filterGroups * memory.chunkBytes;
  int64_t columnBytes =
      tile.strip ? forward.kernel[0] * getStripPixels(forward, tile) * 128
                 : tile.columnGroups * tile.chunks * memory.chunkBytes;
  memory.columnBytes = ceilDiv(columnBytes, alignment) * alignment;
  memory.planeBytes = memory.filterBytes + memory.columnBytes;
  memory.stageBytes = memory.planes * memory.planeBytes;
  memory.loadedBytes = memory.planes * (memory.filterBytes + columnBytes);
  memory.barriers = tile.stages * memory.stageBytes;
  int64_t barriersOfStage = memory.planes == 2 ? 3 : 2;
  memory.total = memory.barriers + tile.stages * barriersOfStage * barrierBytes;
  return memory;
}

//===----------------------------------------------------------------------===//
// The launches
//===----------------------------------------------------------------------===//

/// In how many parts the pixels are cut: few enough that adding them costs
/// little, enough to fill a device. A constant stands for the device's
/// multiprocessors, so that the sums do not depend on it.
static int64_t chooseParts(const ConvSpec &forward, const GradientTile &tile,
                           int64_t tiles, int64_t blocks) {
  constexpr int64_t multiprocessors = 132, mostParts = 2 * multiprocessors;
  // What a multiprocessor multiplies and reads in a clock, what all of them
  // read from memory; the clocks of beginning and ending a thread block; the
  // sums that all of them write and read again in a clock.
  constexpr double productsPerClock = 1600, bytesPerClock = 30;
  constexpr double memoryBytesPerClock = 2500, launchClocks = 4000;
  constexpr double sumsPerClock = 220;
  int64_t split = forward.type == MultiplyType::tf32 ? 3 : 1;
  double products =
      double(split) * tile.warpgroups() * 64 * tile.chunks * 64 * tile.pixels;
  double bytes = layOutSharedMemory(forward, tile).loadedBytes;
  double clocks = std::max(products / productsPerClock, bytes / bytesPerClock);
  double sums = double(forward.filters) * forward.taps() * forward.channels;
  double pixels = double(blocks) * tile.pixels;
  double memory = pixels * (forward.filters + forward.channels) *
                  getBytes(forward.type) / memoryBytesPerClock;
  auto cost = [&](int64_t parts) {
    int64_t waves = ceilDiv(tiles * parts, multiprocessors);
    return std::max(waves * ceilDiv(blocks, parts) * clocks, memory) +
           waves * launchClocks + parts * sums / sumsPerClock;
  };
  int64_t best = 1;
  for (int64_t parts = 2; parts <= std::min(blocks, mostParts); ++parts)
    if (cost(parts) < cost(best))
      best = parts;
  return best;
}

/// A tensor of rows as boxes of pixels that follow each other in one row.
static TensorMap mapRows(const ConvSpec &forward, MapTensor tensor,
                         const std::array<int64_t, 4> &sizes,
                         std::array<int64_t, 2> boxPixels) {
  TensorMap map;
  map.tensor = tensor;
  map.type = getExactMapType(forward.type);
  map.sizes = {sizes.begin(), sizes.end()};
  uint64_t stride = getBytes(forward.type);
  for (int i = 0; i < 3; ++i)
    map.byteStrides.push_back(stride *= sizes[i]);
  map.elementStrides = {1, 1, 1, 1};
  map.box = {uint32_t(128 / getBytes(forward.type)), uint32_t(boxPixels[0]),
             uint32_t(boxPixels[1]), 1};
  return map;
}

static ConvLaunch planSums(const ConvSpec &forward, int64_t parts,
                           bool accumulate) {
  // Where there are many parts, warps share them.
  constexpr int64_t fewParts = 8, shares = 8;
  int64_t ways = parts > fewParts ? shares : 1;
  int64_t quads = forward.filters * forward.taps() * forward.channels / 4;
  ConvLaunch launch;
  launch.numbers = {int32_t(quads), int32_t(parts), int32_t(ways),
                    int32_t(accumulate)};
  launch.blocks = ceilDiv(quads, sumThreads / ways);
  launch.threads = sumThreads;
  launch.sharedBytes = sumSharedBytes;
  return launch;
}

GradientLaunch lrcnn::cuda::planGradient(const ConvSpec &forward,
                                         const GradientTile &tile,
                                         const ConvShape &shape,
                                         bool accumulate) {
  int64_t rowStrips = ceilDiv(shape.outColumns, tile.pixels);
  int64_t blocks = tile.strip ? shape.images * shape.outRows * rowStrips
                              : ceilDiv(shape.outPixels(), tile.pixels);
  int64_t channelBlocks = ceilDiv(forward.channels, chunkChannels);
  int64_t columnTiles = tile.strip ? channelBlocks
                                   : ceilDiv(forward.taps() * channelBlocks,
                                             tile.columnGroups * tile.chunks);
  int64_t tiles =
      ceilDiv(forward.filters, tile.filterGroups * 64) * columnTiles;
  GradientLaunch launch;
  launch.parts = chooseParts(forward, tile, tiles, blocks);
  launch.workspaceBytes = launch.parts * forward.filters * forward.taps() *
                          forward.channels * sizeof(float);
  launch.sums = planSums(forward, launch.parts, accumulate);

  ConvLaunch &products = launch.products;
  if (tile.strip)
    products.maps = {
        mapRows(
            forward, MapTensor::outputGradient,
            {forward.filters, shape.outColumns, shape.outRows, shape.images},
            {tile.pixels, 1}),
        mapRows(forward, MapTensor::input,
                {forward.channels, shape.inColumns, shape.inRows, shape.images},
                {getStripPixels(forward, tile), forward.kernel[0]})};
  else
    products.maps = {
        mapResult(forward, shape, MapTensor::outputGradient, tile.pixels),
        mapInput(forward, shape, getExactMapType(forward.type), tile.pixels)};
  // A row, and an image, in the units that blocks are counted in.
  int64_t row = tile.strip ? rowStrips : shape.outColumns;
  products.numbers = {int32_t(tiles),
                      int32_t(blocks / launch.parts),
                      int32_t(blocks % launch.parts),
                      int32_t(row),
                      int32_t(shape.outRows * row),
                      int32_t(-shape.padLeft),
                      int32_t(-shape.padTop)};
  products.blocks = tiles * launch.parts;
  products.threads = tile.threads();
  products.sharedBytes = layOutSharedMemory(forward, tile).total;
  return launch;
}

//===- ConvLaunch.cpp - How a CUDA convolution is launched ----------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/CUDA/ConvSpec.h"

#include "TensorMaps.h"

#include <algorithm>

using namespace lrcnn::cuda;

/// Pixels of a chunk of results.
static constexpr int64_t chunkPixels = 64;

/// Where a tap's area ends, relative to the last element: the place of the last
/// output's first tap.
static int64_t upperCorner(int64_t outSize, int64_t stride, int64_t pad,
                           int64_t inSize) {
  return (outSize - 1) * stride - pad - (inSize - 1);
}

//===----------------------------------------------------------------------===//
// Phases
//===----------------------------------------------------------------------===//

namespace {
/// The outputs whose rows and columns leave the same rest when they are divided
/// by the spread: a convolution by every spread-th tap from the first on.
struct Phase {
  std::array<int64_t, 2> rest, firstTap, taps;
  ConvShape shape;

  int64_t numTaps() const { return taps[0] * taps[1]; }
};
} // namespace

/// One axis of a phase. The outputs r = spread * i + rest meet the taps k where
/// r + k - pad, a place in the spread x, is a multiple of the spread.
static void cutAxis(Phase &phase, const ConvSpec &spec, int axis,
                    int64_t &outSize, int64_t &pad) {
  int64_t spread = spec.spread[axis], rest = phase.rest[axis];
  int64_t first = ((pad - rest) % spread + spread) % spread;
  phase.firstTap[axis] = first;
  phase.taps[axis] =
      ceilDiv(std::max<int64_t>(spec.kernel[axis] - first, 0), spread);
  outSize = ceilDiv(std::max<int64_t>(outSize - rest, 0), spread);
  pad = -(rest + first - pad) / spread;
}

/// Those with most taps first: what is left at the end takes little time.
static std::vector<Phase> getPhases(const ConvSpec &spec,
                                    const ConvShape &shape) {
  std::vector<Phase> phases;
  for (int64_t row = 0; row < spec.spread[0]; ++row)
    for (int64_t column = 0; column < spec.spread[1]; ++column) {
      Phase phase;
      phase.rest = {row, column};
      phase.shape = shape;
      cutAxis(phase, spec, 0, phase.shape.outRows, phase.shape.padTop);
      cutAxis(phase, spec, 1, phase.shape.outColumns, phase.shape.padLeft);
      phases.push_back(phase);
    }
  std::sort(phases.begin(), phases.end(),
            [](const Phase &lhs, const Phase &rhs) {
              return std::pair(-lhs.numTaps(), lhs.rest) <
                     std::pair(-rhs.numTaps(), rhs.rest);
            });
  return phases;
}

/// Corners in a map of four dimensions are bytes.
static std::optional<int64_t> findFarCorner(const ConvSpec &spec,
                                            const ConvShape &shape) {
  for (int64_t corner :
       {-shape.padTop, -shape.padLeft,
        upperCorner(shape.outRows, spec.stride[0], shape.padTop, shape.inRows),
        upperCorner(shape.outColumns, spec.stride[1], shape.padLeft,
                    shape.inColumns)})
    if (corner < -128 || corner > 127)
      return corner;
  return std::nullopt;
}

std::optional<std::string>
lrcnn::cuda::findUnsupported(const ConvSpec &spec, const ConvShape &shape) {
  auto expected = [](const std::string &what, int64_t got) {
    return "expected " + what + ", got " + std::to_string(got);
  };
  for (int64_t size : {shape.images, shape.inRows, shape.inColumns,
                       shape.outRows, shape.outColumns})
    if (size < 1)
      return expected("sizes of at least 1", size);
  for (const Phase &phase : getPhases(spec, shape))
    if (std::optional<int64_t> corner = findFarCorner(spec, phase.shape))
      return expected("an area of taps that begins and ends within -128 to 127 "
                      "of the input's corners",
                      *corner);
  // Pixels are counted in 32 bits, a tile beyond the last one included.
  constexpr int64_t mostPixels = (int64_t(1) << 31) - 1024;
  if (shape.outPixels() > mostPixels)
    return expected("at most " + std::to_string(mostPixels) + " output pixels",
                    shape.outPixels());
  return std::nullopt;
}

//===----------------------------------------------------------------------===//
// Tensor maps
//===----------------------------------------------------------------------===//

MapType lrcnn::cuda::getExactMapType(MultiplyType type) {
  return type == MultiplyType::bf16  ? MapType::bf16
         : type == MultiplyType::f16 ? MapType::f16
                                     : MapType::f32;
}

/// Channels or filters in 128 bytes.
static uint32_t getBlock(const ConvSpec &spec) {
  return 128 / getBytes(spec.type);
}

TensorMap lrcnn::cuda::mapInput(const ConvSpec &spec, const ConvShape &shape,
                                MapType type, int64_t pixels) {
  uint64_t pixel = spec.channels * getBytes(spec.type);
  uint64_t row = shape.inColumns * pixel;
  TensorMap map;
  map.tensor = MapTensor::input;
  map.type = type;
  map.sizes = {uint64_t(spec.channels), uint64_t(shape.inColumns),
               uint64_t(shape.inRows), uint64_t(shape.images)};
  map.byteStrides = {pixel, row, shape.inRows * row};
  map.elementStrides = {1, uint32_t(spec.stride[1]), uint32_t(spec.stride[0]),
                        1};
  map.channels = getBlock(spec);
  map.pixels = pixels;
  map.lowerCorner = {int(-shape.padLeft), int(-shape.padTop)};
  map.upperCorner = {int(upperCorner(shape.outColumns, spec.stride[1],
                                     shape.padLeft, shape.inColumns)),
                     int(upperCorner(shape.outRows, spec.stride[0],
                                     shape.padTop, shape.inRows))};
  return map;
}

static TensorMap mapFilter(const ConvSpec &spec, const ConvTile &tile,
                           MapType type) {
  uint64_t tap = spec.channels * getBytes(spec.type);
  TensorMap map;
  map.tensor = MapTensor::filter;
  map.type = type;
  map.sizes = {uint64_t(spec.channels), uint64_t(spec.taps()),
               uint64_t(spec.filters)};
  map.byteStrides = {tap, spec.taps() * tap};
  map.elementStrides = {1, 1, 1};
  map.box = {getBlock(spec), 1, uint32_t(tile.filters)};
  return map;
}

TensorMap lrcnn::cuda::mapResult(const ConvSpec &spec, const ConvShape &shape,
                                 MapTensor tensor, int64_t pixels) {
  TensorMap map;
  map.tensor = tensor;
  map.type = getExactMapType(spec.type);
  map.sizes = {uint64_t(spec.filters), uint64_t(shape.outPixels())};
  map.byteStrides = {uint64_t(spec.filters * getBytes(spec.type))};
  map.elementStrides = {1, 1};
  map.box = {getBlock(spec), uint32_t(pixels)};
  return map;
}

/// What has y's shape, in a phase: every spread-th row and column of it, as
/// im2col boxes of 64 pixels that follow each other.
static TensorMap mapPhase(const ConvSpec &spec, const ConvShape &shape,
                          const Phase &phase, MapTensor tensor) {
  if (spec.phases() == 1)
    return mapResult(spec, shape, tensor, chunkPixels);
  uint64_t pixel = spec.filters * getBytes(spec.type);
  uint64_t row = shape.outColumns * pixel;
  TensorMap map;
  map.tensor = tensor;
  map.type = getExactMapType(spec.type);
  map.byteOffset = phase.rest[0] * row + phase.rest[1] * pixel;
  // A phase without outputs has a map, which nothing uses.
  map.sizes = {
      uint64_t(spec.filters), std::max<uint64_t>(phase.shape.outColumns, 1),
      std::max<uint64_t>(phase.shape.outRows, 1), uint64_t(shape.images)};
  map.byteStrides = {spec.spread[1] * pixel, spec.spread[0] * row,
                     shape.outRows * row};
  map.elementStrides = {1, 1, 1, 1};
  map.channels = getBlock(spec);
  map.pixels = chunkPixels;
  return map;
}

//===----------------------------------------------------------------------===//
// The launch
//===----------------------------------------------------------------------===//

/// A phase's numbers but for its first tile. One without taps has one whose
/// channels lie behind the last, where zeros are read.
static void addNumbers(ConvLaunch &launch, const ConvSpec &spec,
                       const Phase &phase) {
  const ConvShape &shape = phase.shape;
  for (int64_t number : {shape.outColumns, shape.outRows * shape.outColumns,
                         -shape.padLeft, -shape.padTop})
    launch.numbers.push_back(number);
  if (spec.phases() == 1)
    return;
  bool empty = phase.numTaps() == 0;
  int64_t behind = ceilDiv(spec.channels, getBlock(spec)) * getBlock(spec);
  for (int64_t number :
       {empty ? 1 : phase.taps[0], empty ? 1 : phase.taps[1], phase.firstTap[0],
        phase.firstTap[1], empty ? behind : 0})
    launch.numbers.push_back(number);
}

ConvLaunch lrcnn::cuda::planLaunch(const ConvSpec &spec, const ConvTile &tile,
                                   const ConvShape &shape,
                                   int64_t multiprocessors) {
  MapType type = getExactMapType(spec.type);
  if (type == MapType::f32)
    type = MapType::tf32;
  ConvLaunch launch;
  launch.maps = {mapFilter(spec, tile, type)};
  launch.numbers = {0};
  int64_t tiles = 0;
  for (const Phase &phase : getPhases(spec, shape)) {
    launch.maps.push_back(mapInput(spec, phase.shape, type, tile.pixels));
    launch.maps.push_back(mapPhase(spec, shape, phase, MapTensor::output));
    if (spec.mask)
      launch.maps.push_back(mapPhase(spec, shape, phase, MapTensor::mask));
    if (spec.phases() != 1)
      launch.numbers.push_back(tiles);
    addNumbers(launch, spec, phase);
    tiles += ceilDiv(phase.shape.outPixels(), tile.pixels) *
             ceilDiv(spec.filters, tile.filters);
  }
  launch.numbers.front() = tiles;
  launch.bias = spec.bias;
  launch.blocks = std::min(tiles, multiprocessors);
  launch.threads = convThreads;
  launch.sharedBytes = layOutSharedMemory(tile).total;
  return launch;
}

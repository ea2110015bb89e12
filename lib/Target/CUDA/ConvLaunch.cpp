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

/// Where a tap's area ends, relative to the last element: the place of the last
/// output's first tap.
static int64_t upperCorner(int64_t outSize, int64_t stride, int64_t pad,
                           int64_t inSize) {
  return (outSize - 1) * stride - pad - (inSize - 1);
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
  // Corners in a map of four dimensions are bytes.
  for (int64_t corner :
       {-shape.padTop, -shape.padLeft,
        upperCorner(shape.outRows, spec.stride[0], shape.padTop, shape.inRows),
        upperCorner(shape.outColumns, spec.stride[1], shape.padLeft,
                    shape.inColumns)})
    if (corner < -128 || corner > 127)
      return expected("an area of taps that begins and ends within -128 to 127 "
                      "of the input's corners",
                      corner);
  // Pixels are counted in 32 bits, a tile beyond the last one included.
  constexpr int64_t mostPixels = (int64_t(1) << 31) - 1024;
  if (shape.outPixels() > mostPixels)
    return expected("at most " + std::to_string(mostPixels) + " output pixels",
                    shape.outPixels());
  return std::nullopt;
}

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

ConvLaunch lrcnn::cuda::planLaunch(const ConvSpec &spec, const ConvTile &tile,
                                   const ConvShape &shape,
                                   int64_t multiprocessors) {
  constexpr int64_t chunkPixels = 64;
  MapType type = getExactMapType(spec.type);
  if (type == MapType::f32)
    type = MapType::tf32;
  int64_t tiles = ceilDiv(shape.outPixels(), tile.pixels) *
                  ceilDiv(spec.filters, tile.filters);

  ConvLaunch launch;
  launch.maps = {mapInput(spec, shape, type, tile.pixels),
                 mapFilter(spec, tile, type),
                 mapResult(spec, shape, MapTensor::output, chunkPixels)};
  if (spec.mask)
    launch.maps.push_back(mapResult(spec, shape, MapTensor::mask, chunkPixels));
  launch.bias = spec.bias;
  launch.numbers = {int32_t(tiles), int32_t(shape.outColumns),
                    int32_t(shape.outRows * shape.outColumns),
                    int32_t(-shape.padLeft), int32_t(-shape.padTop)};
  launch.blocks = std::min(tiles, multiprocessors);
  launch.threads = convThreads;
  launch.sharedBytes = layOutSharedMemory(tile).total;
  return launch;
}

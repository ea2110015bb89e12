//===- ConvSpec.cpp - What a CUDA convolution is made for -----------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/CUDA/ConvSpec.h"

using namespace lrcnn::cuda;

const char *lrcnn::cuda::getName(MultiplyType type) {
  return type == MultiplyType::bf16  ? "bf16"
         : type == MultiplyType::f16 ? "f16"
                                     : "tf32";
}

int64_t lrcnn::cuda::getBytes(MultiplyType type) {
  return type == MultiplyType::tf32 ? 4 : 2;
}

static std::string print(const std::array<int64_t, 2> &pair) {
  return std::to_string(pair[0]) + "x" + std::to_string(pair[1]);
}

std::string ConvSpec::str() const {
  std::string text = "conv_" + std::string(getName(type)) + "_c" +
                     std::to_string(channels) + "_f" + std::to_string(filters) +
                     "_k" + print(kernel) + "_s" + print(stride);
  if (phases() != 1)
    text += "_d" + print(spread);
  if (bias || relu || mask)
    text += "_";
  for (auto [flag, letter] :
       {std::pair(bias, 'b'), std::pair(relu, 'r'), std::pair(mask, 'm')})
    if (flag)
      text += letter;
  return text;
}

static std::string expected(const std::string &what, const std::string &got) {
  return "expected " + what + ", got " + got;
}

std::optional<std::string> lrcnn::cuda::findUnsupported(const ConvSpec &spec) {
  // Offsets of a tap are bytes; strides reach as far as a tensor map's.
  constexpr int64_t mostTaps = 128, mostStride = 8;
  // Every phase has tensor maps among the parameters.
  constexpr int64_t mostSpread = 2;
  // A tensor map's strides are multiples of 16 bytes.
  int64_t multiple = 16 / getBytes(spec.type);
  if (spec.groups != 1)
    return expected("one group", std::to_string(spec.groups));
  if (spec.dilation != std::array<int64_t, 2>{1, 1})
    return expected("dilation 1x1", print(spec.dilation));
  for (auto [count, what] : {std::pair(spec.channels, "channels"),
                             std::pair(spec.filters, "filters")})
    if (count <= 0 || count % multiple != 0)
      return expected("a multiple of " + std::to_string(multiple) + " " + what +
                          " in " + getName(spec.type),
                      std::to_string(count));
  for (int i = 0; i < 2; ++i)
    if (spec.kernel[i] < 1 || spec.kernel[i] > mostTaps)
      return expected("a kernel of 1 to " + std::to_string(mostTaps),
                      print(spec.kernel));
  for (int i = 0; i < 2; ++i)
    if (spec.stride[i] < 1 || spec.stride[i] > mostStride)
      return expected("a stride of 1 to " + std::to_string(mostStride),
                      print(spec.stride));
  for (int i = 0; i < 2; ++i)
    if (spec.spread[i] < 1 || spec.spread[i] > mostSpread)
      return expected("a data gradient of stride 1 to " +
                          std::to_string(mostSpread),
                      print(spec.spread));
  if (spec.phases() != 1 && spec.stride != std::array<int64_t, 2>{1, 1})
    return expected("stride 1x1 in a data gradient", print(spec.stride));
  if (spec.mask && (spec.bias || spec.relu))
    return expected("a mask or bias and ReLU", "both");
  return std::nullopt;
}

std::optional<ConvSpec> lrcnn::cuda::makeDataGradient(const ConvSpec &forward,
                                                      bool mask) {
  ConvSpec spec = forward;
  spec.spread = forward.stride;
  spec.stride = {1, 1};
  if (findUnsupported(spec))
    return std::nullopt;
  std::swap(spec.channels, spec.filters);
  spec.bias = spec.relu = false;
  spec.mask = mask;
  return spec;
}

//===----------------------------------------------------------------------===//
// The tile
//===----------------------------------------------------------------------===//

ConvTile lrcnn::cuda::chooseTile(const ConvSpec &spec) {
  bool wide = spec.type == MultiplyType::tf32;
  if (spec.filters <= 64)
    return {256, 64, 4, wide ? 4 : 2};
  if (spec.filters % 192 == 0)
    return {128, 192, 4, 3};
  return {128, 128, 5, wide ? 4 : 2};
}

ConvSharedMemory lrcnn::cuda::layOutSharedMemory(const ConvTile &tile) {
  constexpr int64_t chunkBytes = 64 * 128, barrierBytes = 8;
  ConvSharedMemory memory;
  memory.pixelBytes = tile.pixels * 128;
  memory.filterBytes = tile.filters * 128;
  memory.filters = tile.stages * memory.pixelBytes;
  memory.slots = memory.filters + tile.stages * memory.filterBytes;
  memory.barriers = memory.slots + 2 * tile.slots * chunkBytes;
  memory.ringBarriers = memory.barriers + 2 * tile.stages * barrierBytes;
  memory.total = memory.ringBarriers + 2 * 2 * tile.slots * barrierBytes;
  return memory;
}

//===- Floats.h - The types of tensors on the host --------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TEST_TARGET_CUDA_FLOATS_H
#define LRCNN_TEST_TARGET_CUDA_FLOATS_H

#include "lrcnn/Target/CUDA/ConvSpec.h"

#include <bit>
#include <cmath>
#include <cstring>

namespace lrcnn::cuda::testing {

/// Rounds to the nearest, ties to even.
inline uint16_t toBf16(float value) {
  uint32_t bits = std::bit_cast<uint32_t>(value);
  return uint16_t((bits + 0x7fff + (bits >> 16 & 1)) >> 16);
}

/// A tensor of one of the types, in the bytes that the device reads.
class HostTensor {
public:
  HostTensor(MultiplyType type, int64_t elements)
      : type(type), elements(elements), bytes(elements * getBytes(type)) {}

  int64_t size() const { return elements; }
  std::vector<unsigned char> &raw() { return bytes; }
  const std::vector<unsigned char> &raw() const { return bytes; }

  void set(int64_t at, float value) {
    if (type == MultiplyType::tf32)
      return put(at, value);
    if (type == MultiplyType::bf16)
      return put(at, toBf16(value));
    put(at, _Float16(value));
  }
  double get(int64_t at) const {
    if (type == MultiplyType::tf32)
      return take<float>(at);
    if (type == MultiplyType::bf16)
      return std::bit_cast<float>(uint32_t(take<uint16_t>(at)) << 16);
    return double(take<_Float16>(at));
  }

private:
  template <typename T>
  void put(int64_t at, T value) {
    std::memcpy(&bytes[at * sizeof(T)], &value, sizeof(T));
  }
  template <typename T>
  T take(int64_t at) const {
    T value;
    std::memcpy(&value, &bytes[at * sizeof(T)], sizeof(T));
    return value;
  }

  MultiplyType type;
  int64_t elements;
  std::vector<unsigned char> bytes;
};

} // namespace lrcnn::cuda::testing

#endif // LRCNN_TEST_TARGET_CUDA_FLOATS_H

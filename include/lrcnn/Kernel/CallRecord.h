//===- CallRecord.h - What a kernel is called with --------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The record that describes one call of a kernel, whatever the target: eight
// i64, then the operands, each a pointer and four i64. A program writes these
// records from its tables; the tests of the CPU's kernels write them by hand.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_KERNEL_CALLRECORD_H
#define LRCNN_KERNEL_CALLRECORD_H

#include <cstdint>

namespace lrcnn::kernel {

/// A tensor, or the window of it that lies in memory. Strides are in elements.
/// `data` addresses logical row 0 of the first image, channel 0, even when that
/// row is not in memory. For filters the strides are those of f, kh, kw and c.
struct Operand {
  void *data;
  int64_t imageStride;
  int64_t rowStride;
  int64_t pixelStride;
  int64_t channelStride;
};

/// The call record; the kernel's operands follow it. All row numbers are
/// absolute rows of the logical tensors.
struct Call {
  int64_t images;
  /// The rows to compute.
  int64_t rowBegin, rowEnd;
  /// The rows of the incoming gradient that take part.
  int64_t limitBegin, limitEnd;
  /// Rows of the result from here on are added to what is there.
  int64_t addFrom;
  /// A combination of CallFlags.
  int64_t flags;
  /// The number of the first image in the batch.
  int64_t firstImage;
};

enum CallFlags : int64_t {
  /// A parameter's gradient is added to what is there.
  AddToResult = 1,
};

static_assert(sizeof(Operand) == 40 && sizeof(Call) == 64,
              "generated kernels address these fields");

/// Where operand `position` stands in the record, and its size with as many.
constexpr int64_t getOperandOffset(int64_t position) {
  return sizeof(Call) + position * sizeof(Operand);
}

} // namespace lrcnn::kernel

#endif // LRCNN_KERNEL_CALLRECORD_H

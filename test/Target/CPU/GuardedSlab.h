//===- GuardedSlab.h - A window of a tensor between guard pages -*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The memory that kernel tests hand out: rows [begin, end) of a tensor in some
// layout, NaN until written, with gaps between rows and images, and a page
// that faults directly before or behind the storage.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TEST_TARGET_CPU_GUARDEDSLAB_H
#define LRCNN_TEST_TARGET_CPU_GUARDEDSLAB_H

#include "LayerReference.h"
#include "lrcnn/Target/CPU/KernelABI.h"

#include "gtest/gtest.h"

#include <cstring>
#include <limits>
#include <random>
#include <sys/mman.h>
#include <unistd.h>

namespace lrcnn::cpu::testing {

/// Uniform integers, the same on every run.
class Random {
public:
  explicit Random(uint32_t seed) : engine(seed) {}

  /// In [low, high].
  int64_t in(int64_t low, int64_t high) {
    return std::uniform_int_distribution<int64_t>(low, high)(engine);
  }
  bool coin() { return in(0, 1) == 1; }

private:
  std::mt19937 engine;
};

/// How a slab's elements lie in memory.
enum class Order {
  /// NHWC, channel stride 1, the pixel stride given.
  Slab,
  /// NCHW: as a caller's tensor may be.
  ChannelsFirst,
};

/// What is in memory of a tensor, and how.
struct SlabShape {
  int64_t images, rowBegin, rowEnd, width, channels;
  Order order = Order::Slab;
  /// Channels of the buffer, at least those of the tensor; and the first that
  /// the tensor lies in. Slab order only.
  int64_t pixelStride = 0, channelOffset = 0;
  /// No gaps between rows, pixels or images.
  bool dense = false;
};

template <typename T>
class GuardedSlab {
public:
  GuardedSlab(SlabShape shape, Random &random) : shape(shape) {
    int64_t widest = shape.dense ? 0 : 3;
    int64_t gap = random.in(0, widest);
    int64_t rows = shape.rowEnd - shape.rowBegin;
    if (shape.order == Order::Slab) {
      strides.channelStride = 1;
      strides.pixelStride = std::max(shape.pixelStride, shape.channels);
      strides.rowStride = strides.pixelStride * shape.width + gap;
      strides.imageStride = strides.rowStride * rows + random.in(0, widest);
      count = strides.imageStride * shape.images;
    } else {
      strides.pixelStride = 1 + random.in(0, widest ? 1 : 0);
      strides.rowStride = strides.pixelStride * shape.width + gap;
      strides.channelStride = strides.rowStride * rows + random.in(0, widest);
      strides.imageStride = strides.channelStride * shape.channels;
      count = strides.imageStride * shape.images;
    }
    map(random.coin());
    fill(std::numeric_limits<T>::quiet_NaN());
    strides.data = storage - shape.rowBegin * strides.rowStride;
  }
  GuardedSlab(const GuardedSlab &) = delete;
  GuardedSlab &operator=(const GuardedSlab &) = delete;
  ~GuardedSlab() { munmap(mapping, mappedBytes); }

  const Operand &operand() const { return strides; }

  T &at(int64_t n, int64_t y, int64_t x, int64_t c) {
    return storage[n * strides.imageStride +
                   (y - shape.rowBegin) * strides.rowStride +
                   x * strides.pixelStride +
                   (shape.channelOffset + c) * strides.channelStride];
  }

  void fill(T value) { std::fill_n(storage, count, value); }

  /// Writes rows [begin, end) of the tensor, as far as they are in memory.
  void write(const reference::Tensor &tensor, int64_t begin, int64_t end) {
    forEach(begin, end, [&](int64_t n, int64_t y, int64_t x, int64_t c) {
      at(n, y, x, c) = static_cast<T>(tensor.at(n, y, x, c));
    });
  }

  /// Every byte, gaps included.
  std::vector<T> snapshot() const { return {storage, storage + count}; }
  void restore(const std::vector<T> &bytes) {
    std::copy(bytes.begin(), bytes.end(), storage);
  }
  bool bitEqual(const std::vector<T> &bytes) const {
    return areBitsEqual(storage, bytes.data());
  }

  /// Checks rows [begin, end) against the reference, within `tolerance` of
  /// the value or of 1; NaN meets NaN.
  void expectRows(const reference::Tensor &expected, int64_t begin, int64_t end,
                  double tolerance) {
    int64_t failures = 0;
    forEach(begin, end, [&](int64_t n, int64_t y, int64_t x, int64_t c) {
      double want = expected.at(n, y, x, c), got = at(n, y, x, c);
      bool same = std::isnan(want) ? std::isnan(got)
                  : std::isinf(want) || std::isinf(got)
                      ? want == got
                      : std::abs(want - got) <=
                            tolerance * std::max(1.0, std::abs(want));
      if (!same && failures++ == 0)
        ADD_FAILURE() << "image " << n << " row " << y << " column " << x
                      << " channel " << c << ": expected " << want << ", got "
                      << got;
    });
    EXPECT_EQ(failures, 0);
  }

  /// Checks that nothing but rows [begin, end) differs from `before`.
  void expectUntouchedOutside(const std::vector<T> &before, int64_t begin,
                              int64_t end) {
    std::vector<T> after = snapshot();
    forEach(begin, end, [&](int64_t n, int64_t y, int64_t x, int64_t c) {
      int64_t index = &at(n, y, x, c) - storage;
      after[index] = before[index];
    });
    EXPECT_TRUE(areBitsEqual(after.data(), before.data()))
        << "the kernel wrote outside its rows";
  }

private:
  bool areBitsEqual(const T *lhs, const T *rhs) const {
    return count == 0 || std::memcmp(lhs, rhs, count * sizeof(T)) == 0;
  }
  template <typename Visit>
  void forEach(int64_t begin, int64_t end, Visit visit) {
    begin = std::max(begin, shape.rowBegin);
    end = std::min(end, shape.rowEnd);
    for (int64_t n = 0; n < shape.images; ++n)
      for (int64_t y = begin; y < end; ++y)
        for (int64_t x = 0; x < shape.width; ++x)
          for (int64_t c = 0; c < shape.channels; ++c)
            visit(n, y, x, c);
  }

  /// Maps the storage so that it ends, or begins, at a page that faults.
  void map(bool guardBehind) {
    int64_t page = sysconf(_SC_PAGESIZE);
    int64_t bytes = std::max<int64_t>(count * sizeof(T), 1);
    int64_t inner = (bytes + page - 1) / page * page;
    mappedBytes = inner + 2 * page;
    mapping =
        static_cast<char *>(mmap(nullptr, mappedBytes, PROT_READ | PROT_WRITE,
                                 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    ASSERT_NE(static_cast<void *>(mapping), MAP_FAILED);
    ASSERT_EQ(mprotect(mapping, page, PROT_NONE), 0);
    ASSERT_EQ(mprotect(mapping + page + inner, page, PROT_NONE), 0);
    char *begin = mapping + page;
    if (guardBehind)
      begin += inner - count * static_cast<int64_t>(sizeof(T));
    storage = reinterpret_cast<T *>(begin);
  }

  SlabShape shape;
  Operand strides;
  int64_t count = 0, mappedBytes = 0;
  char *mapping = nullptr;
  T *storage = nullptr;
};

/// Runs all shares of a call, last first: their order must not matter.
inline void runKernel(KernelFunction kernel, const Call &header,
                      const std::vector<Operand> &operands, int64_t tasks) {
  std::vector<int64_t> record(
      (sizeof(Call) + operands.size() * sizeof(Operand)) / sizeof(int64_t));
  std::memcpy(record.data(), &header, sizeof(Call));
  std::memcpy(record.data() + sizeof(Call) / sizeof(int64_t), operands.data(),
              operands.size() * sizeof(Operand));
  for (int64_t task = tasks - 1; task >= 0; --task)
    kernel(reinterpret_cast<const Call *>(record.data()), task, tasks);
}

} // namespace lrcnn::cpu::testing

#endif // LRCNN_TEST_TARGET_CPU_GUARDEDSLAB_H

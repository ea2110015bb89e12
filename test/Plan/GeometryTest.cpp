//===- GeometryTest.cpp - Windows against naive sets (G1, G2, G5) ---------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestGraphs.h"
#include "gtest/gtest.h"
#include <set>

using namespace lrcnn::plan;

/// Calls `visit(kernel, rows, outputRows)` for every small layer: kernels 1 to
/// 7, strides 1 to 3, dilations 1 and 2, paddings up to more than the kernel.
template <typename Visit>
static void forEachLayer(Visit visit) {
  for (int64_t size = 1; size <= 7; ++size)
    for (int64_t stride = 1; stride <= 3; ++stride)
      for (int64_t dilation = 1; dilation <= (size == 1 ? 1 : 2); ++dilation) {
        int64_t extent = (size - 1) * dilation + 1;
        for (int64_t top = 0; top <= extent + 1; ++top)
          for (int64_t bottom : {int64_t(0), int64_t(1), extent + 2})
            for (int64_t rows = 1; rows <= 20; ++rows) {
              Kernel kernel{size, stride, dilation, top, bottom};
              if (int64_t outputs = kernel.outputRows(rows))
                visit(kernel, rows, outputs);
            }
      }
}

/// The positions that output row `row` covers, padding and all.
static Rows cover(const Kernel &kernel, int64_t row) {
  int64_t begin = row * kernel.stride - kernel.padTop;
  return {begin, begin + kernel.extent()};
}

namespace {
/// The rows of the input that output rows [begin, end) cover, and the number of
/// positions above and below it.
struct Naive {
  Naive(const Kernel &kernel, Rows out, int64_t height) {
    int64_t last = cover(kernel, out.end - 1).end;
    for (int64_t at = cover(kernel, out.begin).begin; at < last; ++at) {
      if (at < 0)
        ++above;
      else if (at >= height)
        ++below;
      else
        rows.insert(at);
    }
  }
  std::set<int64_t> rows;
  int64_t above = 0, below = 0;
};
} // namespace

TEST(Geometry, G1_ReadIsWhatTheRowsCover) {
  forEachLayer([](const Kernel &kernel, int64_t height, int64_t outputs) {
    Window window = kernel.window();
    for (int64_t begin = 0; begin < outputs; ++begin)
      for (int64_t end : {begin + 1, begin + 2, begin + 5, outputs}) {
        if (end > outputs)
          continue;
        Rows out{begin, end}, rows = read(window, out, height);
        Naive naive(kernel, out, height);
        ASSERT_EQ(rows.size(), static_cast<int64_t>(naive.rows.size()));
        if (!rows.empty())
          ASSERT_EQ(rows.begin, *naive.rows.begin());
        ASSERT_EQ(paddingAbove(window, out), naive.above);
        ASSERT_EQ(paddingBelow(window, out, height), naive.below);
      }
  });
}

/// What a range of rows reads is what its rows read one by one.
TEST(Geometry, G1_ReadIsTheHullOfItsRows) {
  forEachLayer([](const Kernel &kernel, int64_t height, int64_t outputs) {
    Window window = kernel.window();
    for (int64_t begin = 0; begin < outputs; ++begin) {
      Rows hull;
      for (int64_t end = begin + 1; end <= std::min(outputs, begin + 6);
           ++end) {
        hull = hull.hull(read(window, {end - 1, end}, height));
        Rows rows = read(window, {begin, end}, height);
        ASSERT_TRUE(rows.contains(hull));
        // Rows between windows that do not touch count only with a window on
        // either side.
        if (kernel.extent() >= kernel.stride)
          ASSERT_EQ(rows, hull);
      }
    }
  });
}

/// Only rows at the edge of the image have padding, and the padding is the
/// layer's.
TEST(Geometry, G1_NoPaddingInside) {
  forEachLayer([](const Kernel &kernel, int64_t height, int64_t outputs) {
    Window window = kernel.window();
    Rows all{0, outputs};
    if (kernel.outputRows(height) == outputs)
      ASSERT_EQ(paddingAbove(window, all),
                std::min(kernel.padTop, readUnclamped(window, all).size()));
    for (int64_t row = 0; row < outputs; ++row) {
      Rows at = cover(kernel, row);
      if (at.begin >= 0)
        ASSERT_EQ(paddingAbove(window, {row, row + 1}), 0);
      if (at.end <= height)
        ASSERT_EQ(paddingBelow(window, {row, row + 1}, height), 0);
    }
  });
}

TEST(Geometry, G1_EmptyRowsReadNothing) {
  Window window = Window::conv(3, 1, 1, 1);
  EXPECT_TRUE(read(window, {4, 4}, 10).empty());
  EXPECT_TRUE(read(Window::barrier(), {4, 4}, 10).empty());
  EXPECT_EQ(paddingAbove(window, {0, 0}), 0);
  EXPECT_EQ(paddingBelow(window, {10, 10}, 10), 0);
}

TEST(Geometry, G1_WhollyInThePadding) {
  // A kernel of 2 with 5 padded rows above: the first four rows see none of the
  // input.
  Window window = Window::conv(2, 1, 1, 5);
  EXPECT_TRUE(read(window, {0, 4}, 3).empty());
  EXPECT_EQ(paddingAbove(window, {0, 4}), 5);
  EXPECT_EQ(read(window, {0, 5}, 3), (Rows{0, 1}));
}

TEST(Geometry, G2_AvailableIsTheLongestPrefix) {
  forEachLayer([](const Kernel &kernel, int64_t height, int64_t outputs) {
    Window window = kernel.window();
    for (int64_t end = 0; end < height; ++end) {
      int64_t prefix = 0;
      while (prefix < outputs && cover(kernel, prefix).end <= end)
        ++prefix;
      ASSERT_EQ(available(window, end, height, outputs), prefix);
    }
    ASSERT_EQ(available(window, height, height, outputs), outputs);
  });
}

TEST(Geometry, G2_AvailableRowsReadNothingMore) {
  forEachLayer([](const Kernel &kernel, int64_t height, int64_t outputs) {
    Window window = kernel.window();
    for (int64_t end = 0; end <= height; ++end) {
      int64_t rows = available(window, end, height, outputs);
      ASSERT_LE(read(window, {0, rows}, height).end, end);
    }
  });
}

/// A transposed convolution's windows are those of a rational stride.
TEST(Geometry, G5_TransposedConvolution) {
  for (int64_t size = 1; size <= 5; ++size)
    for (int64_t stride = 1; stride <= 3; ++stride)
      for (int64_t padding = 0; padding < size; ++padding)
        for (int64_t height = 1; height <= 8; ++height) {
          int64_t outputs = (height - 1) * stride + size - 2 * padding;
          if (outputs < 1)
            continue;
          Window window{1, stride, padding - size + stride, padding};
          for (int64_t row = 0; row < outputs; ++row) {
            Rows naive;
            for (int64_t in = 0; in < height; ++in) {
              int64_t tap = row + padding - in * stride;
              if (tap >= 0 && tap < size)
                naive = naive.hull({in, in + 1});
            }
            ASSERT_EQ(read(window, {row, row + 1}, height), naive);
          }
          for (int64_t end = 0; end < height; ++end)
            ASSERT_EQ(available(window, end, height, outputs),
                      std::clamp<int64_t>(end * stride - padding, 0, outputs));
        }
}

/// All output rows read the one row of a pixel, and can be made as soon as it
/// is there.
TEST(Geometry, G5_Spread) {
  Window window = Window::spread();
  for (int64_t begin = 0; begin < 6; ++begin)
    for (int64_t end = begin + 1; end <= 6; ++end) {
      EXPECT_EQ(read(window, {begin, end}, 1), (Rows{0, 1}));
      EXPECT_EQ(paddingAbove(window, {begin, end}), 0);
      EXPECT_EQ(paddingBelow(window, {begin, end}, 1), 0);
    }
  EXPECT_TRUE(read(window, {3, 3}, 1).empty());
  EXPECT_EQ(available(window, 0, 1, 6), 0);
  EXPECT_EQ(available(window, 1, 1, 6), 6);
}

TEST(Geometry, G5_BarrierNeedsAllRows) {
  Window window = Window::barrier();
  EXPECT_EQ(read(window, {3, 4}, 10), (Rows{0, 10}));
  EXPECT_EQ(available(window, 9, 10, 10), 0);
  EXPECT_EQ(available(window, 10, 10, 10), 10);
}

TEST(Geometry, FloorDivRoundsDown) {
  for (int64_t number = -20; number <= 20; ++number)
    for (int64_t divisor = 1; divisor <= 7; ++divisor) {
      int64_t quotient = floorDiv(number, divisor);
      EXPECT_LE(quotient * divisor, number);
      EXPECT_GT((quotient + 1) * divisor, number);
    }
}

TEST(Geometry, Hull) {
  EXPECT_EQ((Rows{2, 4}).hull({7, 9}), (Rows{2, 9}));
  EXPECT_EQ((Rows{2, 4}).hull({}), (Rows{2, 4}));
  EXPECT_EQ((Rows{5, 5}).hull({2, 4}), (Rows{2, 4}));
  EXPECT_TRUE((Rows{2, 4}).contains(Rows{9, 9}));
  EXPECT_FALSE((Rows{2, 4}).contains(Rows{3, 5}));
}

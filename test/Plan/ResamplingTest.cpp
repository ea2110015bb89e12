//===- ResamplingTest.cpp - Tables and windows of resampling (G5) ---------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Plan/Resampling.h"
#include "gtest/gtest.h"
#include <cmath>
#include <set>
#include <tuple>

using namespace lrcnn::plan;

/// Calls `visit(axis)` for resizing of every small size to every other, and for
/// every padding and cropping that leaves something.
template <typename Visit>
static void forEachAxis(Visit visit) {
  for (int64_t inputs = 1; inputs <= 9; ++inputs) {
    for (int64_t outputs = 1; outputs <= 20; ++outputs)
      for (Sampling sampling :
           {Sampling::nearest, Sampling::linear, Sampling::linear_corners})
        visit(Resampling{sampling, inputs, outputs});
    for (int64_t before = 1 - inputs; before <= inputs + 2; ++before)
      for (int64_t after = 1 - inputs; after <= inputs + 2; ++after)
        for (Sampling sampling :
             {Sampling::zero, Sampling::reflect, Sampling::replicate}) {
          int64_t cropped =
              -std::min<int64_t>(before, 0) - std::min<int64_t>(after, 0);
          bool tooFar = sampling == Sampling::reflect &&
                        std::max(before, after) >= inputs;
          if (cropped < inputs && !tooFar)
            visit(
                Resampling{sampling, inputs, inputs + before + after, before});
        }
  }
}

/// Whether the layer turns back at the edges, so that windows are rounded up.
static bool turnsBack(const Resampling &axis) {
  return axis.sampling == Sampling::reflect ||
         axis.sampling == Sampling::replicate;
}

/// The value of position i of an input that counts 0, 1, 2, ... is where it was
/// taken from.
static double sample(const Resampling &axis, int64_t output) {
  double sum = 0;
  for (Tap tap : axis.getTaps(output))
    sum += tap.weight * static_cast<double>(tap.position);
  return sum;
}

/// PyTorch's formulas in floating point.
TEST(Resampling, G5_SourcesAreThoseOfTheFormulas) {
  forEachAxis([](const Resampling &axis) {
    auto inputs = static_cast<double>(axis.inputs);
    auto outputs = static_cast<double>(axis.outputs);
    for (int64_t output = 0; output < axis.outputs; ++output) {
      auto i = static_cast<double>(output);
      double expected = 0;
      switch (axis.sampling) {
      case Sampling::nearest:
        expected = std::floor(i * inputs / outputs + 1e-9);
        break;
      case Sampling::linear:
        expected =
            std::clamp((i + 0.5) * inputs / outputs - 0.5, 0.0, inputs - 1);
        break;
      case Sampling::linear_corners:
        expected = outputs > 1 ? i * (inputs - 1) / (outputs - 1) : 0.0;
        break;
      default: {
        // Walks over the input, turning round or standing still at its ends.
        int64_t position = output - axis.before;
        bool outside = position < 0 || position >= axis.inputs;
        if (axis.sampling == Sampling::reflect && outside)
          position = position < 0
                         ? -position
                         : axis.inputs - 1 - (position - (axis.inputs - 1));
        if (axis.sampling == Sampling::replicate && outside)
          position = position < 0 ? 0 : axis.inputs - 1;
        if (axis.sampling == Sampling::zero && outside)
          position = 0;
        expected = static_cast<double>(position);
      }
      }
      ASSERT_NEAR(sample(axis, output), expected, 1e-12)
          << axis.getKey() << " at " << output;
    }
  });
}

TEST(Resampling, WeightsAddUpToOne) {
  forEachAxis([](const Resampling &axis) {
    for (const auto &taps : axis.getTable()) {
      double sum = 0;
      for (Tap tap : taps) {
        sum += tap.weight;
        ASSERT_GT(tap.weight, 0);
        ASSERT_TRUE(tap.position >= 0 && tap.position < axis.inputs);
      }
      if (axis.sampling != Sampling::zero)
        ASSERT_NEAR(sum, 1, 1e-15);
    }
  });
}

TEST(Resampling, TransposedTableHasTheSameWeights) {
  forEachAxis([](const Resampling &axis) {
    std::set<std::tuple<int64_t, int64_t, double>> forward, backward;
    TapTable table = axis.getTable(), transposed = axis.getTransposedTable();
    ASSERT_EQ(static_cast<int64_t>(table.size()), axis.outputs);
    ASSERT_EQ(static_cast<int64_t>(transposed.size()), axis.inputs);
    for (int64_t output = 0; output < axis.outputs; ++output)
      for (Tap tap : table[output])
        forward.insert({tap.position, output, tap.weight});
    for (int64_t input = 0; input < axis.inputs; ++input)
      for (Tap tap : transposed[input])
        backward.insert({input, tap.position, tap.weight});
    ASSERT_EQ(forward, backward);
  });
}

/// The hull of the positions in rows [begin, end) of a table.
static Rows hullOf(const TapTable &table, int64_t begin, int64_t end) {
  Rows rows;
  for (int64_t at = begin; at < end; ++at)
    for (Tap tap : table[at])
      rows = rows.hull({tap.position, tap.position + 1});
  return rows;
}

TEST(Resampling, G5_WindowIsWhatTheTableReads) {
  forEachAxis([](const Resampling &axis) {
    TapTable table = axis.getTable();
    Window window = axis.getWindow();
    for (int64_t begin = 0; begin < axis.outputs; ++begin)
      for (int64_t end = begin + 1; end <= axis.outputs; ++end) {
        Rows rows = read(window, {begin, end}, axis.inputs);
        Rows counted = hullOf(table, begin, end);
        ASSERT_TRUE(rows.contains(counted))
            << axis.getKey() << " rows " << begin << " to " << end;
        if (!turnsBack(axis))
          ASSERT_EQ(rows, counted)
              << axis.getKey() << " rows " << begin << " to " << end;
      }
  });
}

/// Away from the edges a padding reads one row for a row.
TEST(Resampling, G5_WindowsAreRoundedUpAtTheEdgesOnly) {
  forEachAxis([](const Resampling &axis) {
    if (!turnsBack(axis))
      return;
    Window window = axis.getWindow();
    int64_t after = axis.outputs - axis.inputs - axis.before;
    for (int64_t output = 0; output < axis.outputs; ++output) {
      Rows rows = read(window, {output, output + 1}, axis.inputs);
      int64_t reach = axis.sampling == Sampling::reflect ? 2 : 1;
      if (output >= reach * axis.before &&
          output < axis.outputs - reach * std::max<int64_t>(after, 0))
        ASSERT_EQ(rows, (Rows{output - axis.before, output - axis.before + 1}));
      else if (output < axis.before && after <= 0)
        ASSERT_LE(rows.end, axis.before + 1);
    }
  });
}

TEST(Resampling, G2_AvailableRowsReadNothingMore) {
  forEachAxis([](const Resampling &axis) {
    Window window = axis.getWindow();
    TapTable table = axis.getTable();
    for (int64_t end = 0; end < axis.inputs; ++end) {
      int64_t rows = available(window, end, axis.inputs, axis.outputs);
      ASSERT_LE(hullOf(table, 0, rows).end, end) << axis.getKey();
      // Where it does not turn back, no more can be made.
      if (!turnsBack(axis) && rows < axis.outputs)
        ASSERT_GT(readUnclamped(window, {0, rows + 1}).end, end);
    }
    ASSERT_EQ(available(window, axis.inputs, axis.inputs, axis.outputs),
              axis.outputs);
  });
}

/// What makes the rules work: later rows never read from earlier, nor to
/// earlier.
TEST(Resampling, G5_WindowsNeverGoBack) {
  forEachAxis([](const Resampling &axis) {
    for (Window window : {axis.getWindow(), axis.getTransposedWindow()})
      for (int64_t row = 0; row < 24; ++row) {
        Rows here = readUnclamped(window, {row, row + 1});
        Rows next = readUnclamped(window, {row + 1, row + 2});
        ASSERT_LE(here.begin, next.begin) << axis.getKey();
        ASSERT_LE(here.end, next.end) << axis.getKey();
      }
  });
}

TEST(Resampling, G5_TransposedWindowHoldsWhatTheTableReads) {
  forEachAxis([](const Resampling &axis) {
    TapTable table = axis.getTransposedTable();
    Window window = axis.getTransposedWindow();
    for (int64_t begin = 0; begin < axis.inputs; ++begin)
      for (int64_t end = begin + 1; end <= axis.inputs; ++end) {
        Rows rows = read(window, {begin, end}, axis.outputs);
        Rows counted = hullOf(table, begin, end);
        ASSERT_TRUE(rows.contains(counted)) << axis.getKey();
        bool exact = !turnsBack(axis) && !counted.empty();
        // A row that goes nowhere leaves the hull without an end.
        if (exact && axis.sampling != Sampling::nearest)
          ASSERT_EQ(rows, counted)
              << axis.getKey() << " rows " << begin << " to " << end;
      }
  });
}

TEST(Resampling, KeysTellAxesApart) {
  std::set<std::string> keys;
  int64_t count = 0;
  forEachAxis([&](const Resampling &axis) {
    keys.insert(axis.getKey());
    ++count;
  });
  EXPECT_EQ(static_cast<int64_t>(keys.size()), count);
}

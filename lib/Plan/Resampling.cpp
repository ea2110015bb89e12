//===- Resampling.cpp - Layers that only move and mix positions -----------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Plan/Resampling.h"
#include "llvm/Support/ErrorHandling.h"
#include <cstdlib>

using namespace lrcnn::plan;

namespace {
/// The number (i * num + offset) / den.
struct Line {
  int64_t num, den, offset;

  int64_t floor(int64_t i) const { return floorDiv(i * num + offset, den); }
  /// What is left above the floor, in [0, 1).
  double fraction(int64_t i) const {
    int64_t rest = i * num + offset - floor(i) * den;
    return static_cast<double>(rest) / static_cast<double>(den);
  }
};
} // namespace

/// Where linear sampling takes output positions from.
static Line getSource(const Resampling &axis) {
  int64_t inputs = axis.inputs, outputs = axis.outputs;
  if (axis.sampling == Sampling::linear)
    return {2 * inputs, 2 * outputs, inputs - outputs};
  // A single position on either side: everything comes from position 0.
  if (inputs == 1 || outputs == 1)
    return {1, outputs, 0};
  return {inputs - 1, outputs - 1, 0};
}

static int64_t clampTo(int64_t position, int64_t size) {
  return std::clamp<int64_t>(position, 0, size - 1);
}

std::string Resampling::getKey() const {
  static constexpr const char *names[] = {"nearest", "linear",  "corners",
                                          "zero",    "reflect", "replicate"};
  return std::string(names[static_cast<int>(sampling)]) + "." +
         std::to_string(inputs) + "." + std::to_string(outputs) + "." +
         std::to_string(before);
}

llvm::SmallVector<Tap, 2> Resampling::getTaps(int64_t output) const {
  int64_t position = output - before;
  switch (sampling) {
  case Sampling::nearest:
    return {{floorDiv(output * inputs, outputs), 1.0}};
  case Sampling::linear:
  case Sampling::linear_corners: {
    Line source = getSource(*this);
    int64_t first = source.floor(output);
    double fraction = source.fraction(output);
    int64_t low = clampTo(first, inputs), high = clampTo(first + 1, inputs);
    if (fraction == 0.0 || low == high)
      return {{low, 1.0}};
    return {{low, 1.0 - fraction}, {high, fraction}};
  }
  case Sampling::zero:
    if (position < 0 || position >= inputs)
      return {};
    return {{position, 1.0}};
  case Sampling::reflect:
    if (position < 0)
      position = -position;
    if (position >= inputs)
      position = 2 * (inputs - 1) - position;
    return {{position, 1.0}};
  case Sampling::replicate:
    return {{clampTo(position, inputs), 1.0}};
  }
  llvm_unreachable("unknown sampling");
}

TapTable Resampling::getTable() const {
  TapTable table;
  for (int64_t output = 0; output < outputs; ++output)
    table.push_back(getTaps(output));
  return table;
}

TapTable Resampling::getTransposedTable() const {
  TapTable table(inputs);
  for (int64_t output = 0; output < outputs; ++output)
    for (Tap tap : getTaps(output))
      table[tap.position].push_back({output, tap.weight});
  return table;
}

Window Resampling::getWindow() const {
  Window window;
  int64_t after = outputs - inputs - before;
  switch (sampling) {
  case Sampling::nearest:
    window.num = inputs;
    window.den = outputs;
    return window;
  case Sampling::linear:
  case Sampling::linear_corners: {
    // From floor(source) to ceil(source).
    Line source = getSource(*this);
    window.num = source.num;
    window.den = source.den;
    window.beginOffset = source.offset;
    window.endOffset = source.offset + source.den - 1;
    // Of a source that stays below 1, the input's only position is all.
    if (sampling == Sampling::linear_corners && (inputs == 1 || outputs == 1))
      window.endOffset = source.offset;
    return window;
  }
  case Sampling::zero:
  case Sampling::reflect:
  case Sampling::replicate:
    window.beginOffset = window.endOffset = -before;
    break;
  }
  bool reflects = sampling == Sampling::reflect;
  if (sampling != Sampling::zero && before > 0)
    window.leastEnd = reflects ? before + 1 : 1;
  if (sampling != Sampling::zero && after > 0)
    window.greatestBegin = reflects ? inputs - 1 - after : inputs - 1;
  return window;
}

Window Resampling::getTransposedWindow() const {
  Window window;
  int64_t after = outputs - inputs - before;
  switch (sampling) {
  case Sampling::nearest:
    // The outputs i with j * h <= i * H < (j + 1) * h.
    window.num = outputs;
    window.den = inputs;
    window.beginOffset = inputs - 1;
    window.endOffset = outputs - 1;
    return window;
  case Sampling::linear:
  case Sampling::linear_corners: {
    // The outputs i with j - 1 < source(i) < j + 1.
    Line source = getSource(*this);
    if (sampling == Sampling::linear_corners && (inputs == 1 || outputs == 1)) {
      window.num = outputs;
      window.endOffset = outputs - 1;
      return window;
    }
    window.num = source.den;
    window.den = source.num;
    window.beginOffset = source.num - source.den - source.offset;
    window.endOffset = source.den - source.offset - 1;
    return window;
  }
  case Sampling::zero:
    window.beginOffset = window.endOffset = before;
    return window;
  case Sampling::reflect:
    // Position `before` goes to output 0, position inputs - 1 - after to the
    // last.
    window.beginOffset = -std::abs(before);
    window.endOffset = before + 2 * std::max<int64_t>(after, 0);
    return window;
  case Sampling::replicate:
    window.beginOffset = std::min<int64_t>(before, 0);
    window.endOffset = before + std::max<int64_t>(after, 0);
    return window;
  }
  llvm_unreachable("unknown sampling");
}

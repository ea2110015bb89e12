//===- LayerReference.h - Layers in plain float64 loops ---------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the layer kernels are tested against: whole tensors, one obvious loop
// nest per layer, written without looking at how the kernels do it.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TEST_TARGET_CPU_LAYERREFERENCE_H
#define LRCNN_TEST_TARGET_CPU_LAYERREFERENCE_H

#include "lrcnn/Plan/Resampling.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace lrcnn::cpu::reference {

/// A whole NHWC tensor.
struct Tensor {
  Tensor(int64_t images, int64_t height, int64_t width, int64_t channels,
         double value = 0)
      : images(images), height(height), width(width), channels(channels),
        values(images * height * width * channels, value) {}

  double &at(int64_t n, int64_t y, int64_t x, int64_t c) {
    return values[((n * height + y) * width + x) * channels + c];
  }
  double at(int64_t n, int64_t y, int64_t x, int64_t c) const {
    return const_cast<Tensor *>(this)->at(n, y, x, c);
  }

  int64_t images, height, width, channels;
  std::vector<double> values;
};

/// A pooling window; arrays are {rows, columns}.
struct Window {
  std::array<int64_t, 2> kernel, stride, dilation;
  int64_t top, bottom, left, right;

  int64_t outputRows(int64_t height) const {
    return (height + top + bottom - (kernel[0] - 1) * dilation[0] - 1) /
               stride[0] +
           1;
  }
  int64_t outputColumns(int64_t width) const {
    return (width + left + right - (kernel[1] - 1) * dilation[1] - 1) /
               stride[1] +
           1;
  }
};

/// Calls `visit(n, oy, ox, c, taps)` for each output position of a window,
/// where taps are the (row, column) pairs inside the input, in scan order.
template <typename Visit>
void forEachWindow(const Tensor &input, const Window &window, Visit visit) {
  for (int64_t n = 0; n < input.images; ++n)
    for (int64_t oy = 0; oy < window.outputRows(input.height); ++oy)
      for (int64_t ox = 0; ox < window.outputColumns(input.width); ++ox) {
        std::vector<std::pair<int64_t, int64_t>> taps;
        for (int64_t ky = 0; ky < window.kernel[0]; ++ky)
          for (int64_t kx = 0; kx < window.kernel[1]; ++kx) {
            int64_t y =
                oy * window.stride[0] - window.top + ky * window.dilation[0];
            int64_t x =
                ox * window.stride[1] - window.left + kx * window.dilation[1];
            if (y >= 0 && y < input.height && x >= 0 && x < input.width)
              taps.push_back({y, x});
          }
        for (int64_t c = 0; c < input.channels; ++c)
          visit(n, oy, ox, c, taps);
      }
}

/// True if every window has a tap inside the input.
inline bool everyWindowMeetsInput(int64_t height, int64_t width,
                                  const Window &window) {
  Tensor input(1, height, width, 1);
  bool meets = window.outputRows(height) > 0 && window.outputColumns(width) > 0;
  forEachWindow(input, window,
                [&](int64_t, int64_t, int64_t, int64_t, const auto &taps) {
                  meets &= !taps.empty();
                });
  return meets;
}

/// The tap that PyTorch's max_pool2d names: the last NaN, else the first of
/// the greatest.
inline std::pair<int64_t, int64_t>
findMaximum(const Tensor &input, int64_t n, int64_t c,
            const std::vector<std::pair<int64_t, int64_t>> &taps) {
  std::pair<int64_t, int64_t> best = taps.front();
  double maximum = -std::numeric_limits<double>::infinity();
  for (auto [y, x] : taps) {
    double value = input.at(n, y, x, c);
    if (value > maximum || std::isnan(value)) {
      maximum = value;
      best = {y, x};
    }
  }
  return best;
}

inline Tensor maxPool(const Tensor &input, const Window &window) {
  Tensor result(input.images, window.outputRows(input.height),
                window.outputColumns(input.width), input.channels);
  forEachWindow(
      input, window,
      [&](int64_t n, int64_t oy, int64_t ox, int64_t c, const auto &taps) {
        auto [y, x] = findMaximum(input, n, c, taps);
        result.at(n, oy, ox, c) = input.at(n, y, x, c);
      });
  return result;
}

/// Uses the rows [limitBegin, limitEnd) of `dy` only, as all gradients below.
inline Tensor maxPoolGradient(const Tensor &input, const Tensor &dy,
                              const Window &window, int64_t limitBegin,
                              int64_t limitEnd) {
  Tensor dx(input.images, input.height, input.width, input.channels);
  forEachWindow(
      input, window,
      [&](int64_t n, int64_t oy, int64_t ox, int64_t c, const auto &taps) {
        if (oy < limitBegin || oy >= limitEnd)
          return;
        auto [y, x] = findMaximum(input, n, c, taps);
        dx.at(n, y, x, c) += dy.at(n, oy, ox, c);
      });
  return dx;
}

inline double avgPoolDivisor(const Window &window, bool excludePad,
                             size_t taps) {
  return excludePad ? static_cast<double>(taps)
                    : static_cast<double>(window.kernel[0] * window.kernel[1]);
}

inline Tensor avgPool(const Tensor &input, const Window &window,
                      bool excludePad) {
  Tensor result(input.images, window.outputRows(input.height),
                window.outputColumns(input.width), input.channels);
  forEachWindow(
      input, window,
      [&](int64_t n, int64_t oy, int64_t ox, int64_t c, const auto &taps) {
        double sum = 0;
        for (auto [y, x] : taps)
          sum += input.at(n, y, x, c);
        result.at(n, oy, ox, c) =
            sum / avgPoolDivisor(window, excludePad, taps.size());
      });
  return result;
}

/// `shape` gives the input's size; its values are not read.
inline Tensor avgPoolGradient(const Tensor &shape, const Tensor &dy,
                              const Window &window, bool excludePad,
                              int64_t limitBegin, int64_t limitEnd) {
  Tensor dx(shape.images, shape.height, shape.width, shape.channels);
  forEachWindow(
      shape, window,
      [&](int64_t n, int64_t oy, int64_t ox, int64_t c, const auto &taps) {
        if (oy < limitBegin || oy >= limitEnd)
          return;
        for (auto [y, x] : taps)
          dx.at(n, y, x, c) += dy.at(n, oy, ox, c) /
                               avgPoolDivisor(window, excludePad, taps.size());
      });
  return dx;
}

/// Calls `visit(y, x, row, column, weight)` for every term of an element (y, x)
/// of the result of a resampling.
template <typename Visit>
void forEachTerm(const plan::Resampling &rows, const plan::Resampling &columns,
                 Visit visit) {
  for (int64_t y = 0; y < rows.outputs; ++y)
    for (int64_t x = 0; x < columns.outputs; ++x)
      for (plan::Tap row : rows.getTaps(y))
        for (plan::Tap column : columns.getTaps(x))
          visit(y, x, row.position, column.position,
                row.weight * column.weight);
}

inline Tensor resample(const Tensor &input, const plan::Resampling &rows,
                       const plan::Resampling &columns) {
  Tensor result(input.images, rows.outputs, columns.outputs, input.channels);
  forEachTerm(
      rows, columns,
      [&](int64_t y, int64_t x, int64_t row, int64_t column, double weight) {
        for (int64_t n = 0; n < input.images; ++n)
          for (int64_t c = 0; c < input.channels; ++c)
            result.at(n, y, x, c) += weight * input.at(n, row, column, c);
      });
  return result;
}

inline Tensor resamplingGradient(const Tensor &dy, const plan::Resampling &rows,
                                 const plan::Resampling &columns,
                                 int64_t limitBegin, int64_t limitEnd) {
  Tensor dx(dy.images, rows.inputs, columns.inputs, dy.channels);
  forEachTerm(
      rows, columns,
      [&](int64_t y, int64_t x, int64_t row, int64_t column, double weight) {
        if (y < limitBegin || y >= limitEnd)
          return;
        for (int64_t n = 0; n < dy.images; ++n)
          for (int64_t c = 0; c < dy.channels; ++c)
            dx.at(n, row, column, c) += weight * dy.at(n, y, x, c);
      });
  return dx;
}

} // namespace lrcnn::cpu::reference

#endif // LRCNN_TEST_TARGET_CPU_LAYERREFERENCE_H

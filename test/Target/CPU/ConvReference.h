//===- ConvReference.h - Convolutions in plain float64 loops ----*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TEST_TARGET_CPU_CONVREFERENCE_H
#define LRCNN_TEST_TARGET_CPU_CONVREFERENCE_H

#include "LayerReference.h"
#include "lrcnn/Kernel/ConvSpec.h"

namespace lrcnn::cpu::reference {

/// Calls `visit(n, oy, ox, f, y, x, c, kh, kw)` for every product of a
/// convolution; c is the channel within the filter.
template <typename Visit>
void forEachProduct(const ConvSpec &spec, int64_t images, Visit visit) {
  int64_t channels = spec.inChannels / spec.groups;
  for (int64_t n = 0; n < images; ++n)
    for (int64_t oy = 0; oy < spec.outHeight; ++oy)
      for (int64_t ox = 0; ox < spec.outWidth; ++ox)
        for (int64_t kh = 0; kh < spec.kernel[0]; ++kh)
          for (int64_t kw = 0; kw < spec.kernel[1]; ++kw) {
            int64_t y =
                oy * spec.stride[0] - spec.padTop + kh * spec.dilation[0];
            int64_t x =
                ox * spec.stride[1] - spec.padLeft + kw * spec.dilation[1];
            if (y < 0 || y >= spec.inHeight || x < 0 || x >= spec.inWidth)
              continue;
            for (int64_t f = 0; f < spec.outChannels; ++f)
              for (int64_t c = 0; c < channels; ++c)
                visit(n, oy, ox, f, y, x, c, kh, kw);
          }
}

/// The channel of x that channel `c` of filter `f` meets.
inline int64_t inputChannel(const ConvSpec &spec, int64_t f, int64_t c) {
  int64_t group = f / (spec.outChannels / spec.groups);
  return group * (spec.inChannels / spec.groups) + c;
}

/// Filters are tensors of F images, KH rows, KW columns and C channels.
inline Tensor convForward(const ConvSpec &spec, const Tensor &x,
                          const Tensor &filter, const Tensor &bias) {
  Tensor y(x.images, spec.outHeight, spec.outWidth, spec.outChannels);
  forEachProduct(spec, x.images,
                 [&](int64_t n, int64_t oy, int64_t ox, int64_t f, int64_t iy,
                     int64_t ix, int64_t c, int64_t kh, int64_t kw) {
                   y.at(n, oy, ox, f) +=
                       x.at(n, iy, ix, inputChannel(spec, f, c)) *
                       filter.at(f, kh, kw, c);
                 });
  for (size_t k = 0; k < y.values.size(); ++k) {
    double &value = y.values[k];
    if (spec.bias)
      value += bias.values[k % spec.outChannels];
    if (spec.epilogue && value < 0)
      value = 0;
  }
  return y;
}

/// Uses rows [limitBegin, limitEnd) of dy, as all gradients here. No mask.
inline Tensor convDataGradient(const ConvSpec &spec, const Tensor &dy,
                               const Tensor &filter, int64_t limitBegin,
                               int64_t limitEnd) {
  Tensor dx(dy.images, spec.inHeight, spec.inWidth, spec.inChannels);
  forEachProduct(spec, dy.images,
                 [&](int64_t n, int64_t oy, int64_t ox, int64_t f, int64_t iy,
                     int64_t ix, int64_t c, int64_t kh, int64_t kw) {
                   if (oy >= limitBegin && oy < limitEnd)
                     dx.at(n, iy, ix, inputChannel(spec, f, c)) +=
                         dy.at(n, oy, ox, f) * filter.at(f, kh, kw, c);
                 });
  return dx;
}

inline Tensor convWeightGradient(const ConvSpec &spec, const Tensor &x,
                                 const Tensor &dy, int64_t limitBegin,
                                 int64_t limitEnd) {
  Tensor dw(spec.outChannels, spec.kernel[0], spec.kernel[1],
            spec.inChannels / spec.groups);
  forEachProduct(spec, x.images,
                 [&](int64_t n, int64_t oy, int64_t ox, int64_t f, int64_t iy,
                     int64_t ix, int64_t c, int64_t kh, int64_t kw) {
                   if (oy >= limitBegin && oy < limitEnd)
                     dw.at(f, kh, kw, c) +=
                         x.at(n, iy, ix, inputChannel(spec, f, c)) *
                         dy.at(n, oy, ox, f);
                 });
  return dw;
}

} // namespace lrcnn::cpu::reference

#endif // LRCNN_TEST_TARGET_CPU_CONVREFERENCE_H

//===- TensorMaps.h - Tensor maps that several launches need ----*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_TARGET_CUDA_TENSORMAPS_H
#define LRCNN_LIB_TARGET_CUDA_TENSORMAPS_H

#include "lrcnn/Target/CUDA/ConvSpec.h"

namespace lrcnn::cuda {

/// The type of tensors that are not to be rounded when they are loaded.
MapType getExactMapType(MultiplyType type);

/// x as im2col boxes: `pixels` consecutive output pixels, across rows and
/// images, of one tap and 128 bytes of channels.
TensorMap mapInput(const ConvSpec &spec, const ConvShape &shape, MapType type,
                   int64_t pixels);

/// y, or what has its shape, as a matrix of pixels and filters in boxes of
/// `pixels` and 128 bytes of filters.
TensorMap mapResult(const ConvSpec &spec, const ConvShape &shape,
                    MapTensor tensor, int64_t pixels);

inline int64_t ceilDiv(int64_t lhs, int64_t rhs) {
  return (lhs + rhs - 1) / rhs;
}

} // namespace lrcnn::cuda

#endif // LRCNN_LIB_TARGET_CUDA_TENSORMAPS_H

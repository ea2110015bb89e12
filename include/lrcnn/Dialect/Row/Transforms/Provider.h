//===- Provider.h - What a target says of its kernels -----------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_DIALECT_ROW_TRANSFORMS_PROVIDER_H
#define LRCNN_DIALECT_ROW_TRANSFORMS_PROVIDER_H

#include "lrcnn/Dialect/Row/IR/Row.h"

namespace lrcnn::row {

/// A provider of convolutions, as far as memory planning is concerned. Its
/// layouts of filters and of their gradients are its own; their sizes must be
/// known before code is made.
class ConvProvider {
public:
  virtual ~ConvProvider() = default;

  /// Bytes of the filter that `kernel`, a convolution or its data gradient,
  /// reads.
  virtual int64_t getFilterBytes(KernelOp kernel) const = 0;

  /// Bytes of the accumulator that `kernel`, a filter gradient, adds to.
  virtual int64_t getAccumulatorBytes(KernelOp kernel) const = 0;
};

} // namespace lrcnn::row

#endif // LRCNN_DIALECT_ROW_TRANSFORMS_PROVIDER_H

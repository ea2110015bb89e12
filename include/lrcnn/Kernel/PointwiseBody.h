//===- PointwiseBody.h - What a kernel does to each element -----*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_KERNEL_POINTWISEBODY_H
#define LRCNN_KERNEL_POINTWISEBODY_H

#include "mlir/IR/Builders.h"

#include <functional>
#include <string>

namespace lrcnn::kernel {

/// A scalar function applied to each element: emits it on vectors. Bodies with
/// equal keys emit the same code; the null body has no key.
///
/// As the epilogue of a layer's kernel it is applied in registers: in the
/// forward pass to what the layer gives; in the backward pass to an activation
/// and each term of its gradient, in this order, before the term is added to
/// what is there. A gradient is linear in the term.
struct PointwiseBody {
  std::string key;
  std::function<mlir::Value(mlir::OpBuilder &, mlir::Location,
                            llvm::ArrayRef<mlir::Value>)>
      emit;

  explicit operator bool() const { return !key.empty(); }
  bool operator==(const PointwiseBody &other) const { return key == other.key; }

  /// The operand itself.
  static PointwiseBody copy();
};

} // namespace lrcnn::kernel

#endif // LRCNN_KERNEL_POINTWISEBODY_H

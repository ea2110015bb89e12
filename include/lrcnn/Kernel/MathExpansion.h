//===- MathExpansion.h - exp, tanh and erf as arithmetic --------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_KERNEL_MATHEXPANSION_H
#define LRCNN_KERNEL_MATHEXPANSION_H

#include "mlir/IR/Builders.h"

namespace lrcnn::kernel {

/// The value of a `math` operation on f32 or f64, scalars or vectors, built
/// from arithmetic; null for one that is not known. `exp`, `tanh` and `erf` are
/// within 3 units in the last place, and keep NaN.
mlir::Value expandMath(mlir::OpBuilder &builder, mlir::Operation *op);

} // namespace lrcnn::kernel

#endif // LRCNN_KERNEL_MATHEXPANSION_H

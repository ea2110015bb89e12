//===- MathExpansion.h - exp, tanh and erf as arithmetic --------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_TARGET_CPU_MATHEXPANSION_H
#define LRCNN_LIB_TARGET_CPU_MATHEXPANSION_H

#include "lrcnn/Target/CPU/KernelBuilder.h"

namespace lrcnn::cpu {

/// The value of a `math` operation on the kernel's vectors, built from
/// arithmetic before it; null for one that is not known. `exp`, `tanh` and
/// `erf` are within 3 units in the last place, and keep NaN.
mlir::Value expandMath(KernelBuilder &builder, mlir::Operation *op);

} // namespace lrcnn::cpu

#endif // LRCNN_LIB_TARGET_CPU_MATHEXPANSION_H

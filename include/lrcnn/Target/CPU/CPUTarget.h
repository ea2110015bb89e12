//===- CPUTarget.h - The CPU as a target ------------------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TARGET_CPU_CPUTARGET_H
#define LRCNN_TARGET_CPU_CPUTARGET_H

#include "mlir/IR/DialectRegistry.h"

namespace lrcnn::cpu {

/// Registers `#row.target<"cpu">` with the row dialect. Its parameters are
/// `vector_bits`, 256 or 512, and `l2_bytes`, the second cache of a core.
/// Without `vector_bits`, or with 0, both are this machine's.
void registerTarget(mlir::DialectRegistry &registry);

} // namespace lrcnn::cpu

#endif // LRCNN_TARGET_CPU_CPUTARGET_H

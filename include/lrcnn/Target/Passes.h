//===- Passes.h - Passes of the targets -------------------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TARGET_PASSES_H
#define LRCNN_TARGET_PASSES_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/Pass.h"

namespace lrcnn {

#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "lrcnn/Target/Passes.h.inc"

} // namespace lrcnn

#endif // LRCNN_TARGET_PASSES_H

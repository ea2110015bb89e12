//===- Passes.h - Passes on chains and programs -----------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_DIALECT_ROW_TRANSFORMS_PASSES_H
#define LRCNN_DIALECT_ROW_TRANSFORMS_PASSES_H

#include "lrcnn/Dialect/Row/IR/Row.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Pass/Pass.h"

namespace lrcnn::row {

#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "lrcnn/Dialect/Row/Transforms/Passes.h.inc"

} // namespace lrcnn::row

#endif // LRCNN_DIALECT_ROW_TRANSFORMS_PASSES_H

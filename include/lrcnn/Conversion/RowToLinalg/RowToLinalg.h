//===- RowToLinalg.h - From chains to linalg on tensors ---------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_CONVERSION_ROWTOLINALG_ROWTOLINALG_H
#define LRCNN_CONVERSION_ROWTOLINALG_ROWTOLINALG_H

#include "lrcnn/Dialect/Row/IR/Row.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Pass/Pass.h"

namespace lrcnn {

#define GEN_PASS_DECL_ROWTOLINALGPASS
#include "lrcnn/Conversion/Passes.h.inc"

/// Attaches to the layers of the `row` dialect their forms in linalg
/// (`LinalgOpInterface`). Pointwise layers need nothing; `lrcnn-row-to-linalg`
/// refuses other layers without one.
void registerLinalgModels(mlir::DialectRegistry &registry);

} // namespace lrcnn

#endif // LRCNN_CONVERSION_ROWTOLINALG_ROWTOLINALG_H

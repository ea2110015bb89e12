//===- Row.h - The row dialect ----------------------------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_DIALECT_ROW_IR_ROW_H
#define LRCNN_DIALECT_ROW_IR_ROW_H

#include "lrcnn/Plan/Geometry.h"
#include "lrcnn/Plan/Resampling.h"
#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/ControlFlowInterfaces.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "lrcnn/Dialect/Row/IR/RowDialect.h.inc"
#include "lrcnn/Dialect/Row/IR/RowEnums.h.inc"

#define GET_ATTRDEF_CLASSES
#include "lrcnn/Dialect/Row/IR/RowAttrs.h.inc"

#define GET_TYPEDEF_CLASSES
#include "lrcnn/Dialect/Row/IR/RowTypes.h.inc"

#include "lrcnn/Dialect/Row/IR/RowInterfaces.h.inc"

namespace lrcnn::row {
class EntryOp;

/// The rows that a pointwise layer reads of an operand with rows, which has the
/// result's shape or is one pixel.
plan::Window getPointwiseWindow(mlir::Operation *pointwise, unsigned operand);

/// The largest size of a dimension, and the most elements of a tensor, with
/// which sizes in bytes are calculated without overflow.
inline constexpr int64_t kMaxSize = (int64_t(1) << 31) - 1;
inline constexpr int64_t kMaxElements = int64_t(1) << 48;

/// Whether all sizes are static, positive and within these limits.
bool areSizesSound(llvm::ArrayRef<int64_t> shape);
} // namespace lrcnn::row

#define GET_OP_CLASSES
#include "lrcnn/Dialect/Row/IR/RowOps.h.inc"

namespace lrcnn::row {

/// The place of each dialect-order dimension in `layout`'s order: dimension i
/// of the NHWC (or FHWC, or 1-D) tensor is dimension `result[i]` of the
/// caller's.
llvm::ArrayRef<int64_t> getLayoutDims(Layout layout);

/// `shape`, given in `layout`'s order, in the dialect's order.
llvm::SmallVector<int64_t> toRowOrder(llvm::ArrayRef<int64_t> shape,
                                      Layout layout);

/// `shape`, given in the dialect's order, in `layout`'s order.
llvm::SmallVector<int64_t> fromRowOrder(llvm::ArrayRef<int64_t> shape,
                                        Layout layout);

/// Whether the result of `layer` is a parameter's gradient, which has no rows.
/// `layer` may be null.
bool isParameterGradient(mlir::Operation *layer);

/// Whether `argument`, of a kernel's body, is the gradient of a layer's result.
bool isIncomingGradient(mlir::BlockArgument argument);

/// The feature map whose rows are counted for `result`, made in a chain or a
/// kernel: itself or, if it is a parameter's gradient, the incoming gradient.
mlir::Value getCountedValue(mlir::Value result);

/// The rows wanted of each value; for a parameter's gradient, the rows of the
/// incoming gradient that it sums.
using WantedRows = llvm::DenseMap<mlir::Value, plan::Rows>;

/// Adds the rows that the layers in `body`, the body of a chain or of a kernel,
/// read to give those that `wanted` asks for (G1).
void addRowsRead(mlir::Block &body, WantedRows &wanted);

/// A name for the result of a forward layer that is unique in its chain: the
/// layer's mnemonic and its index among the chain's forward layers.
std::string getLayerName(mlir::Operation *layer, unsigned index);

} // namespace lrcnn::row

#endif // LRCNN_DIALECT_ROW_IR_ROW_H

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
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "lrcnn/Dialect/Row/IR/RowDialect.h.inc"
#include "lrcnn/Dialect/Row/IR/RowEnums.h.inc"

#define GET_ATTRDEF_CLASSES
#include "lrcnn/Dialect/Row/IR/RowAttrs.h.inc"

#define GET_TYPEDEF_CLASSES
#include "lrcnn/Dialect/Row/IR/RowTypes.h.inc"

namespace lrcnn::row {
/// Checks the seed and the number of a RandomOpInterface, and that places fit
/// into the generator's counter.
llvm::LogicalResult verifyRandom(mlir::Operation *random);
} // namespace lrcnn::row

#include "lrcnn/Dialect/Row/IR/RowInterfaces.h.inc"

namespace lrcnn::row {
class EntryOp;

/// The rows that a pointwise layer reads of an operand with rows, which has the
/// result's shape or is one pixel.
plan::Window getPointwiseWindow(mlir::Operation *pointwise, unsigned operand);

/// Checks that `p` is the probability of something that may not happen.
llvm::LogicalResult verifyProbability(mlir::Operation *op,
                                      const llvm::APFloat &p);

/// `elements` are an element and a number that was drawn for it: the element
/// times 0 where that is less than `p`, else times 1 / (1 - p).
mlir::Value buildRandomFactor(mlir::OpBuilder &builder, mlir::Location loc,
                              mlir::ValueRange elements,
                              const llvm::APFloat &p);

/// Limits within which no arithmetic on sizes overflows, and tables and proofs
/// that have an entry for each row or column stay small: the largest size of a
/// feature map, a filter or a window along one dimension, the most elements of
/// any tensor, and the most multiply-adds of a layer.
inline constexpr int64_t kMaxSize = int64_t(1) << 20;
inline constexpr int64_t kMaxElements = int64_t(1) << 48;
inline constexpr int64_t kMaxMacs = int64_t(1) << 59;

/// Whether all sizes are static, positive and within these limits. Those of a
/// vector or a matrix are only bounded in all.
bool areSizesSound(llvm::ArrayRef<int64_t> shape);

/// What attributes say that argument `number` of `function` is; nothing where
/// they do not say it, or something else.
std::optional<Role> getStatedRole(mlir::FunctionOpInterface function,
                                  unsigned number);
} // namespace lrcnn::row

#define GET_OP_CLASSES
#include "lrcnn/Dialect/Row/IR/RowOps.h.inc"

namespace lrcnn::row {

/// The place of each dialect-order dimension in `layout`'s order: dimension i
/// of the NHWC (or FHWC, or 1-D) tensor is dimension `result[i]` of the
/// caller's. Dimensions of size 1 that the caller's tensor lacks are -1.
llvm::ArrayRef<int64_t> getLayoutDims(Layout layout);

/// Whether `layout` is the order of a feature map.
bool isFeatureLayout(Layout layout);

/// Whether `layout` is the order of a filter.
bool isFilterLayout(Layout layout);

/// How many dimensions a tensor in `layout`'s order has.
int64_t getLayoutRank(Layout layout);

/// `shape`, given in `layout`'s order, in the dialect's order.
llvm::SmallVector<int64_t> toRowOrder(llvm::ArrayRef<int64_t> shape,
                                      Layout layout);

/// `shape`, given in the dialect's order, in `layout`'s order.
llvm::SmallVector<int64_t> fromRowOrder(llvm::ArrayRef<int64_t> shape,
                                        Layout layout);

/// How many elements operand `operand` of a pointwise layer gives to its body:
/// a seed gives none.
int64_t getNumElements(PointwiseOpInterface layer, unsigned operand);

/// Whether the gradient layer `layer` spreads an incoming gradient of one row
/// over the rows of its result.
bool isSpreadGradient(mlir::Operation *layer);

/// Whether `layer`, which may be null, folds rows.
bool isFold(mlir::Operation *layer);

/// The operand whose rows the fold `layer` takes.
mlir::Value getFoldedOperand(mlir::Operation *layer);

/// Whether the result of `layer`, which may be null, is a parameter's gradient.
bool isParameterGradient(mlir::Operation *layer);

/// Whether `argument`, of a kernel's body, is the gradient of a layer's result.
bool isIncomingGradient(mlir::BlockArgument argument);

/// The feature map whose rows are counted for `result`, made in a chain or a
/// kernel: itself or, if it is a fold, what is folded.
mlir::Value getCountedValue(mlir::Value result);

/// Whether `value` is a state, a parameter's gradient or a sum of such: it has
/// no rows.
bool hasNoRows(mlir::Value value);

/// The rows wanted of each value; of a fold, those that it folds.
using WantedRows = llvm::DenseMap<mlir::Value, plan::Rows>;

/// Adds the rows that the layers in `body`, the body of a chain or of a kernel,
/// read to give those that `wanted` asks for (G1). A fold takes the rows
/// `folded`, or all.
void addRowsRead(mlir::Block &body, WantedRows &wanted,
                 std::optional<plan::Rows> folded = std::nullopt);

/// A name for the result of a forward layer that is unique in its chain: the
/// layer's mnemonic and its index among the chain's forward layers.
std::string getLayerName(mlir::Operation *layer, unsigned index);

} // namespace lrcnn::row

#endif // LRCNN_DIALECT_ROW_IR_ROW_H

//===- IndexTable.h - Values of index arithmetic ----------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_CONVERSION_LINALGTOROW_INDEXTABLE_H
#define LRCNN_LIB_CONVERSION_LINALGTOROW_INDEXTABLE_H

#include "mlir/IR/Value.h"

namespace lrcnn {

/// The integer `value`, computed in the body of a linalg op, for each position
/// [0, size) of loop `dim`. Nothing if it also depends on another loop, on
/// data, or on an op that does not fold. Tensors of constants and of what is
/// computed in this way are no data.
///
/// Spellings of index arithmetic differ (floating-point division and floor,
/// clamps that never bite). Its values do not, so layers are recognised by
/// them.
std::optional<llvm::SmallVector<int64_t>> tabulate(mlir::Value value,
                                                   unsigned dim, int64_t size);

/// The integer `value` where the loops are at `positions`; those that are not
/// known are nothing.
std::optional<int64_t>
evaluateIndex(mlir::Value value,
              llvm::ArrayRef<std::optional<int64_t>> positions);

} // namespace lrcnn

#endif // LRCNN_LIB_CONVERSION_LINALGTOROW_INDEXTABLE_H

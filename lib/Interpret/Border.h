//===- Border.h - Between the caller's arrays and rows ----------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_INTERPRET_BORDER_H
#define LRCNN_LIB_INTERPRET_BORDER_H

#include "lrcnn/Dialect/Row/IR/Row.h"
#include "lrcnn/Interpret/Interpret.h"

namespace lrcnn::interpret {

/// `array`, whose dimensions are in `layout`'s order, in the dialect's order.
Array toRowOrder(const Array &array, row::Layout layout);

/// `array`, whose dimensions are in the dialect's order, in `layout`'s order.
Array fromRowOrder(const Array &array, row::Layout layout);

/// Finds the argument `name` and checks that it has `shape`, with an error at
/// `loc` if not.
llvm::FailureOr<const Array *> findArgument(const Arrays &arguments,
                                            llvm::StringRef name,
                                            llvm::ArrayRef<int64_t> shape,
                                            mlir::Location loc);

/// An error if an argument is none of `names`.
llvm::LogicalResult checkNames(const Arrays &arguments,
                               llvm::ArrayRef<std::string> names,
                               mlir::Location loc);

} // namespace lrcnn::interpret

#endif // LRCNN_LIB_INTERPRET_BORDER_H

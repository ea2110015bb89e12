//===- Draws.h - The numbers that layers draw -------------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_INTERPRET_DRAWS_H
#define LRCNN_LIB_INTERPRET_DRAWS_H

#include "lrcnn/Dialect/Row/IR/Row.h"

namespace lrcnn::interpret {

/// The numbers that `layer` draws for a row of `draws.size()` elements; see
/// RandomOpInterface. `seed` has two elements.
void drawRow(row::RandomOpInterface layer, const double *seed, int64_t image,
             int64_t row, llvm::MutableArrayRef<double> draws);

} // namespace lrcnn::interpret

#endif // LRCNN_LIB_INTERPRET_DRAWS_H

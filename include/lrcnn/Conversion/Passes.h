//===- Passes.h - Conversions into and out of the row dialect ---*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_CONVERSION_PASSES_H
#define LRCNN_CONVERSION_PASSES_H

#include "lrcnn/Conversion/LinalgToRow/LinalgToRow.h"
#include "lrcnn/Conversion/RowToLinalg/RowToLinalg.h"

namespace lrcnn {

#define GEN_PASS_REGISTRATION
#include "lrcnn/Conversion/Passes.h.inc"

} // namespace lrcnn

#endif // LRCNN_CONVERSION_PASSES_H

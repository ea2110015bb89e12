//===- InterpretNpy.h - Arrays in NumPy's file format -----------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TOOLS_LRCNN_INTERPRETNPY_H
#define LRCNN_TOOLS_LRCNN_INTERPRETNPY_H

#include "lrcnn/Interpret/Interpret.h"
#include "llvm/Support/Error.h"

namespace lrcnn {

/// Reads an array of float32 or float64 in C order from a .npy file.
llvm::Expected<interpret::Array> readNpy(llvm::StringRef path);

/// Writes an array as float64.
llvm::Error writeNpy(llvm::StringRef path, const interpret::Array &array);

} // namespace lrcnn

#endif // LRCNN_TOOLS_LRCNN_INTERPRETNPY_H

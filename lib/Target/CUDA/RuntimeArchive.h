//===- RuntimeArchive.h - The runtime inside the compiler -------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_TARGET_CUDA_RUNTIMEARCHIVE_H
#define LRCNN_LIB_TARGET_CUDA_RUNTIMEARCHIVE_H

#include "llvm/ADT/StringRef.h"

namespace lrcnn::cuda {

/// The bytes of the static library of the runtime for CUDA.
llvm::StringRef getRuntimeArchive();

} // namespace lrcnn::cuda

#endif // LRCNN_LIB_TARGET_CUDA_RUNTIMEARCHIVE_H

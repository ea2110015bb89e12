//===- Assembler.h - From PTX to machine code -------------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_TARGET_CUDA_ASSEMBLER_H
#define LRCNN_LIB_TARGET_CUDA_ASSEMBLER_H

#include "lrcnn/Target/Target.h"

#include <string>

namespace lrcnn::cuda {

/// The compute capability that `assemble` is for, 10 times.
constexpr int64_t assembledCapability = 90;

/// The machine code that ptxas makes of PTX for compute capability 9.0a; empty
/// if there is no ptxas. That is the environment's LRCNN_PTXAS, of which an
/// empty one says that none is wanted, else the one on the PATH, else the CUDA
/// Toolkit's in its usual place. An error if ptxas refuses, or if LRCNN_PTXAS
/// cannot be run.
mlir::FailureOr<std::string> assemble(llvm::StringRef ptx, EmitError emitError);

} // namespace lrcnn::cuda

#endif // LRCNN_LIB_TARGET_CUDA_ASSEMBLER_H

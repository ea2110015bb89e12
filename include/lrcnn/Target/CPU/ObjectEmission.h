//===- ObjectEmission.h - Object code for the CPU ---------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TARGET_CPU_OBJECTEMISSION_H
#define LRCNN_TARGET_CPU_OBJECTEMISSION_H

#include "lrcnn/Target/CPU/VectorTarget.h"
#include "lrcnn/Target/Emission.h"

namespace lrcnn {

/// The instruction sets that code for `target` may use, as the runtime checks
/// them; see lrcnn/Runtime/CPU/CpuFeatures.def.
mlir::FailureOr<std::string>
getRequiredFeatures(const cpu::VectorTarget &target, EmitError emitError);

/// Compiles a module of the LLVM dialect, in several parts side by side where
/// it is large. The objects depend on nothing but the module and the target.
mlir::LogicalResult emitObjects(mlir::ModuleOp module,
                                const cpu::VectorTarget &target,
                                std::vector<ObjectCode> &objects);

} // namespace lrcnn

#endif // LRCNN_TARGET_CPU_OBJECTEMISSION_H

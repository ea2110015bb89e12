//===- HostCode.h - Code that runs on the host ------------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Every target has some: the entries of a program run on the host, whatever
// runs the kernels. On the CPU the kernels are host code, too.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TARGET_PROGRAM_HOSTCODE_H
#define LRCNN_TARGET_PROGRAM_HOSTCODE_H

#include "lrcnn/Target/Target.h"

#include "llvm/Support/Error.h"

#include <string>

namespace llvm {
class Module;
class TargetMachine;
} // namespace llvm

namespace lrcnn {

/// The processor that code is made for; `cpu` and `features` in LLVM's
/// spelling.
struct HostMachine {
  std::string cpu = "x86-64-v3";
  std::string features;
  /// The widest vectors that the code generator takes of its own accord.
  int64_t vectorBits = 256;
};

/// The instruction sets that code for `machine` may use, as the runtime checks
/// them; see lrcnn/Runtime/CpuFeatures.def.
mlir::FailureOr<std::string> getRequiredFeatures(const HostMachine &machine,
                                                 EmitError emitError);

/// Turns what entries and kernels are written in (arith, func, math, scf,
/// vector) into the LLVM dialect.
mlir::LogicalResult convertToLLVM(mlir::ModuleOp module,
                                  RunPipeline runPipeline);

/// What LLVM may do to host code. Kernels are shaped by their emitters
/// (KernelBuilder.h): this cleans up and neither unrolls nor vectorises.
llvm::Error cleanUp(llvm::Module &module, llvm::TargetMachine &machine);

/// Compiles a module of the LLVM dialect, in several parts side by side where
/// it is large. The objects depend on nothing but the module and the machine.
mlir::LogicalResult emitObjects(mlir::ModuleOp module,
                                const HostMachine &machine,
                                std::vector<ObjectCode> &objects);

} // namespace lrcnn

#endif // LRCNN_TARGET_PROGRAM_HOSTCODE_H

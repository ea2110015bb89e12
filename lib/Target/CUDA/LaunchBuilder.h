//===- LaunchBuilder.h - Entries that launch kernels ------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_TARGET_CUDA_LAUNCHBUILDER_H
#define LRCNN_LIB_TARGET_CUDA_LAUNCHBUILDER_H

#include "lrcnn/Target/CUDA/KernelEmitters.h"
#include "lrcnn/Target/Program/KernelCaller.h"
#include "llvm/ADT/StringMap.h"

namespace lrcnn::cuda {

/// What the entries of a program share: its kernels, besides the tables. They
/// are the functions of a gpu.module, in the order of their numbers.
class ProgramModule : public EntryModule {
public:
  explicit ProgramModule(mlir::ModuleOp module);

  /// A kernel of the program.
  struct Kernel {
    int64_t number;
    LaunchShape shape;
  };
  /// The kernel that `call` is a call of, emitted at its first use; an error at
  /// `loc` if there are none of its kind.
  mlir::FailureOr<Kernel> getKernel(const KernelCall &call, mlir::Location loc);

private:
  mlir::gpu::GPUModuleOp kernelModule;
  llvm::StringMap<Kernel> kernels;
};

/// Launches each call on the caller's stream.
class LaunchBuilder final : public KernelCaller {
public:
  LaunchBuilder(ProgramModule &program, row::EntryOp entry)
      : KernelCaller(program, entry), program(program) {}

private:
  llvm::LogicalResult buildRun(const KernelCall &kernel,
                               const CallValues &values) override;
  int64_t getResultImageBytes(const KernelCall &kernel) const override {
    return getKernelEmitters().getImageBytes(kernel);
  }
  void buildCopy(const CopyValues &copy) override;
  void callRuntime(llvm::StringRef name, mlir::ValueRange operands);

  ProgramModule &program;
};

} // namespace lrcnn::cuda

#endif // LRCNN_LIB_TARGET_CUDA_LAUNCHBUILDER_H

//===- EntryBuilder.h - Entries that call the CPU's kernels -----*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_TARGET_CPU_ENTRYBUILDER_H
#define LRCNN_LIB_TARGET_CPU_ENTRYBUILDER_H

#include "lrcnn/Target/CPU/KernelEmitters.h"
#include "lrcnn/Target/Program/KernelCaller.h"
#include "llvm/ADT/StringMap.h"

namespace lrcnn::cpu {

/// What the entries of a program share: its kernels, besides the tables.
class ProgramModule : public EntryModule {
public:
  ProgramModule(mlir::ModuleOp module, const VectorTarget &target)
      : EntryModule(module), target(target) {}

  /// The address of the function that `kernel` is, generated at its first use;
  /// an error at `loc` if the CPU has no such kernels.
  mlir::FailureOr<mlir::Value> getKernel(mlir::OpBuilder &builder,
                                         mlir::Location loc,
                                         const KernelCall &kernel);

  VectorTarget target;

private:
  llvm::StringMap<std::string> kernels;
};

/// Hands each call to the runtime, which spreads it over threads.
class EntryBuilder final : public KernelCaller {
public:
  EntryBuilder(ProgramModule &program, row::EntryOp entry)
      : KernelCaller(program, entry), program(program) {}

private:
  llvm::LogicalResult buildRun(const KernelCall &kernel,
                               const CallValues &values) override;
  int64_t getResultImageBytes(const KernelCall &kernel) const override {
    return getKernelEmitters().getImageBytes(kernel.kind, kernel.spec,
                                             program.target);
  }
  void buildCopy(const CopyValues &copy) override;

  ProgramModule &program;
};

} // namespace lrcnn::cpu

#endif // LRCNN_LIB_TARGET_CPU_ENTRYBUILDER_H

//===- KernelJIT.h - Runs generated kernels in the test's process -*- C++ -*-=//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Emit kernels into getModule(), call compile() once, then look them up. All
// kernel tests share this.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TEST_TARGET_CPU_KERNELJIT_H
#define LRCNN_TEST_TARGET_CPU_KERNELJIT_H

#include "lrcnn/Target/CPU/KernelABI.h"
#include "lrcnn/Target/CPU/KernelEmitters.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/OwningOpRef.h"

#include <memory>

namespace llvm::orc {
class LLJIT;
} // namespace llvm::orc

namespace lrcnn::cpu::testing {

class KernelJIT {
public:
  explicit KernelJIT(const VectorTarget &target);
  ~KernelJIT();

  mlir::ModuleOp getModule() { return *module; }
  const VectorTarget &getTarget() const { return target; }

  /// Adds a kernel to the module.
  void emit(KernelKind kind, llvm::StringRef name, const KernelSpec &spec) {
    getKernelEmitters().lookup(kind)->emit(*module, name, spec, target);
  }

  /// Lowers the module to machine code; false, with a test failure, if that
  /// does not work.
  bool compile();
  KernelFunction lookup(llvm::StringRef name);

  /// True if this machine can run code for `target`.
  static bool canRun(const VectorTarget &target);

private:
  VectorTarget target;
  mlir::MLIRContext context;
  mlir::OwningOpRef<mlir::ModuleOp> module;
  std::unique_ptr<llvm::orc::LLJIT> jit;
};

} // namespace lrcnn::cpu::testing

#endif // LRCNN_TEST_TARGET_CPU_KERNELJIT_H

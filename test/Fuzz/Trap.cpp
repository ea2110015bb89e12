//===- Trap.cpp - A pass that fails ---------------------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Trap.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/Pass.h"
#include <cstdlib>

namespace {
struct TrapPass
    : public mlir::PassWrapper<TrapPass, mlir::OperationPass<mlir::ModuleOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(TrapPass)
  TrapPass() = default;
  TrapPass(const TrapPass &other) : PassWrapper(other) {}

  llvm::StringRef getArgument() const override { return "fuzz-trap"; }

  void runOnOperation() override {
    if (kind == "crash")
      abort();
    while (kind == "hang")
      isSpinning = !isSpinning;
    // The printer writes what it would write of no name.
    if (kind == "invalid")
      getOperation().setSymName("");
  }

  volatile bool isSpinning = false;
  Option<std::string> kind{*this, "kind"};
};
} // namespace

void lrcnn::fuzz::registerTrapPass() { mlir::PassRegistration<TrapPass>(); }

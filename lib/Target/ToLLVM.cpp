//===- ToLLVM.cpp - From a program to LLVM's dialect ----------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/Passes.h"
#include "lrcnn/Target/Target.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

namespace lrcnn {
#define GEN_PASS_DEF_TOLLVMPASS
#include "lrcnn/Target/Passes.h.inc"
} // namespace lrcnn

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::row;

namespace {
struct ToLLVMPass : public lrcnn::impl::ToLLVMPassBase<ToLLVMPass> {
  using ToLLVMPassBase::ToLLVMPassBase;
  void runOnOperation() override;
};
} // namespace

/// Whether every buffer of `program` has a place.
static bool hasPlaces(ProgramOp program) {
  if (!program.getStashBytes())
    return false;
  WalkResult walk = program.walk([](BufferOp buffer) {
    return buffer.getArena() && buffer.getOffset() ? WalkResult::advance()
                                                   : WalkResult::interrupt();
  });
  return !walk.wasInterrupted();
}

void ToLLVMPass::runOnOperation() {
  ModuleOp module = getOperation();
  auto programs = llvm::to_vector(module.getOps<ProgramOp>());
  if (programs.size() != 1) {
    module.emitError() << "expected one row.program to lower, got "
                       << programs.size();
    return signalPassFailure();
  }
  if (!hasPlaces(programs.front())) {
    programs.front().emitOpError()
        << "expected a program with places; run lrcnn-bufferize first";
    return signalPassFailure();
  }
  FailureOr<std::unique_ptr<const Target>> target = getTarget(programs.front());
  auto run = [&](OpPassManager &passes, Operation *op) {
    return runPipeline(passes, op);
  };
  if (failed(target) || failed((*target)->lower(programs.front(), run)))
    return signalPassFailure();
}

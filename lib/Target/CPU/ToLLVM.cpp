//===- ToLLVM.cpp - From a program to LLVM's dialect ----------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "EntryBuilder.h"
#include "lrcnn/Target/Passes.h"
#include "mlir/Conversion/Passes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Transforms/Passes.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/Pass/PassManager.h"

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

private:
  LogicalResult lower(ProgramOp program);
};
} // namespace

void ToLLVMPass::runOnOperation() {
  ModuleOp module = getOperation();
  auto programs = llvm::to_vector(module.getOps<ProgramOp>());
  if (programs.size() != 1) {
    module.emitError() << "expected one row.program to lower, got "
                       << programs.size();
    return signalPassFailure();
  }
  if (failed(lower(programs.front())))
    return signalPassFailure();

  // No canonicalisation on the way: it would undo the kernels' order of
  // operations, which was chosen for the registers.
  OpPassManager conversion(ModuleOp::getOperationName());
  conversion.addPass(createSCFToControlFlowPass());
  conversion.addPass(createConvertVectorToLLVMPass());
  conversion.addPass(arith::createArithExpandOpsPass());
  conversion.addPass(createArithToLLVMConversionPass());
  conversion.addPass(createConvertControlFlowToLLVMPass());
  conversion.addPass(createConvertFuncToLLVMPass());
  conversion.addPass(createReconcileUnrealizedCastsPass());
  if (failed(runPipeline(conversion, module)))
    return signalPassFailure();
}

LogicalResult ToLLVMPass::lower(ProgramOp program) {
  if (!program.getStashBytes())
    return program.emitOpError()
           << "expected a program with places; run lrcnn-bufferize first";
  cpu::ProgramModule module(getOperation(), cpu::getVectorTarget(vectorBits));
  for (auto entry : program.getBodyBlock()->getOps<EntryOp>()) {
    std::string name = (program.getSymName() + "_" +
                        stringifyEntryKind(entry.getKind()) + "_entry")
                           .str();
    if (failed(cpu::EntryBuilder(module, entry, entry.getLoc()).build(name)))
      return failure();
  }
  program.erase();
  return success();
}

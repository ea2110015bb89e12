//===- ToLLVM.cpp - From a program to LLVM's dialect ----------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "EntryBuilder.h"
#include "lrcnn/Target/Describe.h"
#include "lrcnn/Target/Emission.h"
#include "lrcnn/Target/Passes.h"
#include "mlir/Conversion/Passes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Transforms/Passes.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/Dialect/Math/IR/Math.h"
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
  LogicalResult lower(ProgramOp program, const cpu::VectorTarget &target,
                      ProgramInterface &interface);
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
  // Sizes of packed filters, and so all places, depend on the registers.
  cpu::VectorTarget target = cpu::getVectorTarget(vectorBits);
  int64_t planned =
      programs.front().getVectorBits().value_or(target.vectorBits);
  if (planned != target.vectorBits) {
    programs.front().emitOpError()
        << "expected vector-bits of " << planned
        << " as in lrcnn-bufferize, got " << target.vectorBits;
    return signalPassFailure();
  }
  FailureOr<std::string> features =
      getRequiredFeatures(target, [&] { return module.emitError(); });
  if (failed(features))
    return signalPassFailure();
  ProgramInterface interface = getProgramInterface(programs.front(), *features);
  if (failed(lower(programs.front(), target, interface)))
    return signalPassFailure();

  // No canonicalisation on the way: it would undo the kernels' order of
  // operations, which was chosen for the registers.
  OpPassManager conversion(ModuleOp::getOperationName());
  conversion.addPass(createSCFToControlFlowPass());
  conversion.addPass(createConvertVectorToLLVMPass());
  conversion.addPass(createConvertMathToLLVMPass());
  conversion.addPass(arith::createArithExpandOpsPass());
  conversion.addPass(createArithToLLVMConversionPass());
  conversion.addPass(createConvertControlFlowToLLVMPass());
  conversion.addPass(createConvertFuncToLLVMPass());
  conversion.addPass(createReconcileUnrealizedCastsPass());
  if (failed(runPipeline(conversion, module)) ||
      failed(addProgramInterface(module, interface)))
    return signalPassFailure();
}

LogicalResult ToLLVMPass::lower(ProgramOp program,
                                const cpu::VectorTarget &target,
                                ProgramInterface &interface) {
  cpu::ProgramModule module(getOperation(), target);
  for (auto entry : program.getBodyBlock()->getOps<EntryOp>()) {
    std::string name = (program.getSymName() + "_" +
                        stringifyEntryKind(entry.getKind()) + "_entry")
                           .str();
    if (failed(cpu::EntryBuilder(module, entry, entry.getLoc()).build(name)))
      return failure();
    std::string &member =
        entry.getKind() == EntryKind::forward     ? interface.forward
        : entry.getKind() == EntryKind::inference ? interface.inference
                                                  : interface.backward;
    member = name;
  }
  program.erase();
  return success();
}

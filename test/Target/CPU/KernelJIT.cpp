//===- KernelJIT.cpp - Runs generated kernels in the test's process -------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "KernelJIT.h"
#include "lrcnn/Target/Program/HostCode.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Target/LLVMIR/Dialect/Builtin/BuiltinToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/LLVMIR/LLVMToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Export.h"
#include "llvm/ExecutionEngine/Orc/LLJIT.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/TargetParser/Host.h"

#include "gtest/gtest.h"

using namespace mlir;
using namespace lrcnn::cpu;
using namespace lrcnn::cpu::testing;

KernelJIT::KernelJIT(const VectorTarget &target) : target(target) {
  context
      .loadDialect<arith::ArithDialect, func::FuncDialect, math::MathDialect,
                   scf::SCFDialect, vector::VectorDialect, LLVM::LLVMDialect>();
  registerBuiltinDialectTranslation(context);
  registerLLVMDialectTranslation(context);
  module = ModuleOp::create(UnknownLoc::get(&context));
}

KernelJIT::~KernelJIT() = default;

static LogicalResult lower(ModuleOp module) {
  if (failed(verify(module)))
    return failure();
  return lrcnn::convertToLLVM(module, [](OpPassManager &passes, Operation *op) {
    PassManager manager(op->getContext());
    static_cast<OpPassManager &>(manager) = passes;
    return manager.run(op);
  });
}

static llvm::Expected<std::unique_ptr<llvm::orc::LLJIT>>
makeJIT(ModuleOp module, const VectorTarget &target) {
  llvm::InitializeNativeTarget();
  llvm::InitializeNativeTargetAsmPrinter();
  auto machineBuilder = llvm::orc::JITTargetMachineBuilder::detectHost();
  if (!machineBuilder)
    return machineBuilder.takeError();
  machineBuilder->setCPU(target.cpu);
  machineBuilder->getFeatures() = llvm::SubtargetFeatures(target.features);
  auto machine = machineBuilder->createTargetMachine();
  if (!machine)
    return machine.takeError();

  auto context = std::make_unique<llvm::LLVMContext>();
  std::unique_ptr<llvm::Module> translated =
      translateModuleToLLVMIR(module, *context);
  if (!translated)
    return llvm::createStringError("expected a module of the llvm dialect");
  translated->setDataLayout((*machine)->createDataLayout());
  translated->setTargetTriple((*machine)->getTargetTriple());
  for (llvm::Function &function : *translated) {
    function.addFnAttr("target-cpu", target.cpu);
    function.addFnAttr("prefer-vector-width",
                       std::to_string(target.vectorBits));
    if (!target.features.empty())
      function.addFnAttr("target-features", target.features);
  }
  if (llvm::Error error = lrcnn::cleanUp(*translated, **machine))
    return error;

  auto jit = llvm::orc::LLJITBuilder()
                 .setJITTargetMachineBuilder(std::move(*machineBuilder))
                 .create();
  if (!jit)
    return jit;
  if (llvm::Error error = (*jit)->addIRModule(llvm::orc::ThreadSafeModule(
          std::move(translated), std::move(context))))
    return error;
  return jit;
}

bool KernelJIT::compile() {
  if (failed(lower(*module))) {
    ADD_FAILURE() << "expected the kernels to lower to the llvm dialect";
    return false;
  }
  auto made = makeJIT(*module, target);
  if (!made) {
    ADD_FAILURE() << llvm::toString(made.takeError());
    return false;
  }
  jit = std::move(*made);
  return true;
}

KernelFunction KernelJIT::lookup(llvm::StringRef name) {
  auto address = jit->lookup(name);
  if (!address) {
    ADD_FAILURE() << llvm::toString(address.takeError());
    return nullptr;
  }
  return address->toPtr<KernelFunction>();
}

bool KernelJIT::canRun(const VectorTarget &target) {
  return VectorTarget::host().vectorBits >= target.vectorBits &&
         llvm::sys::getHostCPUFeatures().lookup("avx2");
}

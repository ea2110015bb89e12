//===- HostCode.cpp - Code that runs on the host --------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/Program/HostCode.h"

#include "mlir/Conversion/Passes.h"
#include "mlir/Dialect/Arith/Transforms/Passes.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Target/LLVMIR/Dialect/Builtin/BuiltinToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/LLVMIR/LLVMToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Export.h"
#include "llvm/Bitcode/BitcodeReader.h"
#include "llvm/Bitcode/BitcodeWriter.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/IR/Module.h"
#include "llvm/MC/MCSubtargetInfo.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/ThreadPool.h"
#include "llvm/Target/TargetMachine.h"
#include "llvm/Transforms/Utils/SplitModule.h"

using namespace mlir;
using namespace lrcnn;

//===----------------------------------------------------------------------===//
// Processors
//===----------------------------------------------------------------------===//

/// The code generator for a processor.
static llvm::Expected<std::unique_ptr<llvm::TargetMachine>>
createMachine(const HostMachine &host) {
  static const bool initialized = [] {
    LLVMInitializeX86TargetInfo();
    LLVMInitializeX86Target();
    LLVMInitializeX86TargetMC();
    LLVMInitializeX86AsmPrinter();
    return true;
  }();
  (void)initialized;
  llvm::Triple triple("x86_64-unknown-linux-gnu");
  std::string message;
  const llvm::Target *generator =
      llvm::TargetRegistry::lookupTarget(triple, message);
  if (!generator)
    return llvm::createStringError(message);
  std::unique_ptr<llvm::MCSubtargetInfo> subtarget(
      generator->createMCSubtargetInfo(triple, "", ""));
  if (!subtarget->isCPUStringValid(host.cpu))
    return llvm::createStringError("expected a CPU that LLVM knows, got '" +
                                   host.cpu + "'");
  return std::unique_ptr<llvm::TargetMachine>(
      generator->createTargetMachine(triple, host.cpu, host.features,
                                     llvm::TargetOptions(), llvm::Reloc::PIC_));
}

FailureOr<std::string> lrcnn::getRequiredFeatures(const HostMachine &host,
                                                  EmitError emitError) {
  auto machine = createMachine(host);
  if (!machine)
    return emitError() << llvm::toString(machine.takeError());
  static constexpr StringLiteral known[] = {
#define LRCNN_CPU_FEATURE(NAME, LEAF, SUBLEAF, REG, BIT, STATE) NAME,
#include "lrcnn/Runtime/CpuFeatures.def"
  };
  SmallVector<StringRef> required;
  for (StringRef feature : known)
    if ((*machine)->getMCSubtargetInfo()->checkFeatures(("+" + feature).str()))
      required.push_back(feature);
  return llvm::join(required, ",");
}

//===----------------------------------------------------------------------===//
// Conversion
//===----------------------------------------------------------------------===//

LogicalResult lrcnn::convertToLLVM(ModuleOp module, RunPipeline runPipeline) {
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
  return runPipeline(conversion, module);
}

//===----------------------------------------------------------------------===//
// Compilation
//===----------------------------------------------------------------------===//

static constexpr StringLiteral cleanUpPipeline =
    "function(sroa,early-cse<memssa>,instcombine<no-verify-fixpoint>,"
    "simplifycfg,loop-mssa(licm),gvn,instcombine<no-verify-fixpoint>,"
    "simplifycfg)";

llvm::Error lrcnn::cleanUp(llvm::Module &module, llvm::TargetMachine &machine) {
  llvm::PassBuilder passes(&machine);
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager components;
  llvm::ModuleAnalysisManager modules;
  passes.registerModuleAnalyses(modules);
  passes.registerCGSCCAnalyses(components);
  passes.registerFunctionAnalyses(functions);
  passes.registerLoopAnalyses(loops);
  passes.crossRegisterProxies(loops, functions, components, modules);
  llvm::ModulePassManager pipeline;
  if (llvm::Error error = passes.parsePassPipeline(pipeline, cleanUpPipeline))
    return error;
  pipeline.run(module, modules);
  return llvm::Error::success();
}

static llvm::Error compile(llvm::Module &module, const HostMachine &host,
                           ObjectCode &object) {
  auto machine = createMachine(host);
  if (!machine)
    return machine.takeError();
  if (llvm::Error error = cleanUp(module, **machine))
    return error;
  llvm::raw_svector_ostream os(object);
  llvm::legacy::PassManager passes;
  if ((*machine)->addPassesToEmitFile(passes, os, nullptr,
                                      llvm::CodeGenFileType::ObjectFile))
    return llvm::createStringError(
        "expected a target that emits objects, got '" + host.cpu + "'");
  passes.run(module);
  return llvm::Error::success();
}

static llvm::Error compileBitcode(StringRef bitcode, const HostMachine &host,
                                  ObjectCode &object) {
  llvm::LLVMContext context;
  auto module =
      llvm::parseBitcodeFile(llvm::MemoryBufferRef(bitcode, "part"), context);
  if (!module)
    return module.takeError();
  return compile(**module, host, object);
}

/// How many parts to compile a module in: enough for many cores, each with
/// enough functions to be worth it. The same on every machine.
static unsigned countParts(const llvm::Module &module) {
  constexpr unsigned mostParts = 16, functionsPerPart = 4;
  unsigned functions = llvm::count_if(
      module, [](const llvm::Function &f) { return !f.isDeclaration(); });
  return std::clamp(functions / functionsPerPart, 1u, mostParts);
}

static llvm::Error compileInParts(llvm::Module &module, unsigned parts,
                                  const HostMachine &host,
                                  std::vector<ObjectCode> &objects) {
  std::vector<SmallString<0>> bitcodes;
  llvm::SplitModule(
      module, parts,
      [&](std::unique_ptr<llvm::Module> part) {
        llvm::raw_svector_ostream os(bitcodes.emplace_back());
        llvm::WriteBitcodeToFile(*part, os);
      },
      /*PreserveLocals=*/false, /*RoundRobin=*/true);
  objects.resize(bitcodes.size());
  std::vector<std::string> errors(bitcodes.size());
  llvm::DefaultThreadPool pool;
  for (size_t i = 0; i < bitcodes.size(); ++i)
    pool.async([&, i] {
      errors[i] = llvm::toString(compileBitcode(bitcodes[i], host, objects[i]));
    });
  pool.wait();
  for (const std::string &error : errors)
    if (!error.empty())
      return llvm::createStringError(error);
  return llvm::Error::success();
}

LogicalResult lrcnn::emitObjects(ModuleOp module, const HostMachine &host,
                                 std::vector<ObjectCode> &objects) {
  auto machine = createMachine(host);
  if (!machine)
    return module.emitError(llvm::toString(machine.takeError()));
  registerBuiltinDialectTranslation(*module.getContext());
  registerLLVMDialectTranslation(*module.getContext());
  llvm::LLVMContext context;
  std::unique_ptr<llvm::Module> translated =
      translateModuleToLLVMIR(module, context);
  if (!translated)
    return module.emitError("expected a module of the LLVM dialect");

  translated->setDataLayout((*machine)->createDataLayout());
  translated->setTargetTriple((*machine)->getTargetTriple());
  translated->setPICLevel(llvm::PICLevel::BigPIC);
  for (llvm::Function &function : *translated) {
    function.addFnAttr("target-cpu", host.cpu);
    function.addFnAttr("prefer-vector-width", std::to_string(host.vectorBits));
    if (!host.features.empty())
      function.addFnAttr("target-features", host.features);
  }

  objects.clear();
  unsigned parts = countParts(*translated);
  llvm::Error error = parts > 1
                          ? compileInParts(*translated, parts, host, objects)
                          : compile(*translated, host, objects.emplace_back());
  if (error)
    return module.emitError(llvm::toString(std::move(error)));
  return success();
}

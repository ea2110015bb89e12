//===- LaunchBuilder.cpp - Entries that launch kernels --------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LaunchBuilder.h"
#include "CodeEmbedding.h"
#include "lrcnn/Runtime/CUDA/code.h"
#include "lrcnn/Target/Program/ProgramInterface.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::cuda;

//===----------------------------------------------------------------------===//
// Kernels
//===----------------------------------------------------------------------===//

ProgramModule::ProgramModule(ModuleOp module) : EntryModule(module) {
  OpBuilder builder = OpBuilder::atBlockEnd(module.getBody());
  kernelModule = gpu::GPUModuleOp::create(builder, module.getLoc(), "kernels");
  builder.setInsertionPointToStart(kernelModule.getBody());
  Type i64 = builder.getI64Type();
  constexpr unsigned globalSpace = 1;
  LLVM::GlobalOp::create(builder, module.getLoc(), i64, /*isConstant=*/true,
                         LLVM::Linkage::External, LRCNN_CUDA_ZERO,
                         builder.getIntegerAttr(i64, 0), /*alignment=*/8,
                         globalSpace);
}

FailureOr<ProgramModule::Kernel>
ProgramModule::getKernel(const KernelCall &call, Location loc) {
  const KernelEmitter *emitter = getKernelEmitters().lookup(call.kind);
  if (!emitter)
    return emitError(loc) << "expected a kernel that the CUDA target has, got "
                             "one of kind '"
                          << call.kind.getName() << "'";
  std::string key = call.getKey();
  auto [kernel, isNew] = kernels.try_emplace(key);
  if (!isNew)
    return kernel->second;
  int64_t number = kernels.size() - 1;
  std::string name = (call.kind.getName() + "_" + Twine(number)).str();
  LaunchShape shape = emitter->emit(kernelModule, name, call);
  describeKernel(kernelModule.lookupSymbol(name), key, shape);
  kernel->second = {number, shape};
  return kernel->second;
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

void LaunchBuilder::callRuntime(StringRef name, ValueRange operands) {
  auto type =
      LLVM::LLVMFunctionType::get(LLVM::LLVMVoidType::get(builder.getContext()),
                                  SmallVector<Type>(operands.getTypes()));
  LLVM::CallOp::create(
      builder, loc, getOrDeclareRuntime(program.module, name, type), operands);
}

LogicalResult LaunchBuilder::buildRun(const KernelCall &kernel,
                                      const CallValues &values) {
  FailureOr<ProgramModule::Kernel> launched = program.getKernel(kernel, loc);
  if (failed(launched))
    return failure();
  const LaunchShape &shape = launched->shape;
  Value units = constant(shape.count), images = constant(1);
  if (shape.per == Per::Row)
    units = mul(units, sub(values.rowEnd, values.rowBegin));
  if (shape.per != Per::Call)
    images = values.images;
  callRuntime("lrcnn_cuda_launch",
              {invocation, constant(launched->number), record, units, images});
  return success();
}

void LaunchBuilder::buildCopy(const CopyValues &copy) {
  callRuntime("lrcnn_cuda_copy",
              {invocation, copy.target, copy.targetStride, copy.source,
               copy.sourceStride, copy.bytes, copy.images});
}

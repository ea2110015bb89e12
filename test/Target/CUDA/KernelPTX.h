//===- KernelPTX.h - The PTX of one kernel ----------------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TEST_TARGET_CUDA_KERNELPTX_H
#define LRCNN_TEST_TARGET_CUDA_KERNELPTX_H

#include "KernelList.h"
#include "lrcnn/Target/CUDA/ConvKernel.h"
#include "lrcnn/Target/CUDA/ToPTX.h"
#include "lrcnn/Target/CUDA/WeightGradientKernel.h"

#include "mlir/IR/MLIRContext.h"

namespace lrcnn::cuda::testing {

/// Makes PTX; errors go to the context's diagnostics.
class PTXMaker {
public:
  PTXMaker() : context(makeRegistry()) { context.loadAllAvailableDialects(); }

  mlir::MLIRContext &getContext() { return context; }

  mlir::FailureOr<std::string> make(const Kernel &kernel) {
    return make([&](mlir::gpu::GPUModuleOp module) {
      return emitConv(module, kernel.spec, kernel.tile);
    });
  }
  mlir::FailureOr<std::string> make(const GradientKernel &kernel) {
    return make([&](mlir::gpu::GPUModuleOp module) {
      return emitWeightGradient(module, kernel.forward, kernel.tile);
    });
  }
  mlir::FailureOr<std::string> makeSum() {
    return make([](mlir::gpu::GPUModuleOp module)
                    -> mlir::FailureOr<mlir::LLVM::LLVMFuncOp> {
      return emitSum(module);
    });
  }

private:
  using Emit = llvm::function_ref<mlir::FailureOr<mlir::LLVM::LLVMFuncOp>(
      mlir::gpu::GPUModuleOp)>;

  mlir::FailureOr<std::string> make(Emit emit) {
    mlir::Location loc = mlir::UnknownLoc::get(&context);
    mlir::OwningOpRef<mlir::ModuleOp> module = mlir::ModuleOp::create(loc);
    auto builder = mlir::OpBuilder::atBlockEnd(module->getBody());
    auto kernels = mlir::gpu::GPUModuleOp::create(builder, loc, "kernels");
    if (failed(emit(kernels)))
      return mlir::failure();
    return emitPTX(*module);
  }

  static mlir::DialectRegistry makeRegistry() {
    mlir::DialectRegistry registry;
    registerKernelDialects(registry);
    return registry;
  }

  mlir::MLIRContext context;
};

} // namespace lrcnn::cuda::testing

#endif // LRCNN_TEST_TARGET_CUDA_KERNELPTX_H

//===- CUDATarget.cpp - NVIDIA's GPUs as a target -------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/CUDA/CUDATarget.h"
#include "CodeEmbedding.h"
#include "LaunchBuilder.h"
#include "RuntimeArchive.h"
#include "lrcnn/Target/CUDA/ToPTX.h"
#include "lrcnn/Target/Program/HostCode.h"
#include "lrcnn/Target/Program/LowerProgram.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::row;

namespace {
class CUDATarget final : public Target {
public:
  StringRef getName() const override { return "cuda"; }
  TargetAttr getAttr(MLIRContext *context) const override {
    return TargetAttr::get(context, getName(), DictionaryAttr::get(context));
  }

  int32_t getDeviceKind() const override { return LRCNN_CUDA; }
  bool hasElementType(FloatType type) const override {
    return type.isF32() || type.isF64();
  }
  StringRef getRuntimeArchive() const override {
    return cuda::getRuntimeArchive();
  }

  /// What the driver's own allocations have.
  int64_t getAlignment() const override { return 256; }
  int64_t getFilterBytes(Operation *layer) const override {
    return cuda::getKernelEmitters().getPackedBytes(
        kernel::matchFilterPacking(layer));
  }
  int64_t getAccumulatorBytes(Operation *fold) const override {
    return cuda::getKernelEmitters().getPackedBytes(
        kernel::matchUnpacking(fold));
  }

  LogicalResult lower(ProgramOp program,
                      RunPipeline runPipeline) const override {
    cuda::ProgramModule shared(program->getParentOfType<ModuleOp>());
    auto build = [&](EntryOp entry, StringRef name) {
      return cuda::LaunchBuilder(shared, entry).build(name);
    };
    return lowerProgram(program, *this, /*features=*/"compute_80", build,
                        runPipeline);
  }
  LogicalResult emit(ModuleOp module,
                     std::vector<ObjectCode> &objects) const override {
    if (failed(cuda::embedCode(module)))
      return failure();
    return emitObjects(module, HostMachine(), objects);
  }
};
} // namespace

static FailureOr<std::unique_ptr<const Target>> create(TargetAttr target,
                                                       EmitError emitError) {
  if (DictionaryAttr parameters = target.getParameters();
      parameters && !parameters.empty())
    return emitError() << "expected no parameters of target 'cuda', got '"
                       << parameters.begin()->getName().getValue() << "'";
  return std::unique_ptr<const Target>(std::make_unique<CUDATarget>());
}

void cuda::registerTarget(DialectRegistry &registry) {
  kernel::registerMatchModels(registry);
  registerKernelDialects(registry);
  registry.addExtension(+[](MLIRContext *context, RowDialect *dialect) {
    // What kernels are made of is loaded before passes run side by side.
    context->loadDialect<gpu::GPUDialect, NVVM::NVVMDialect>();
    getTargetRegistry(*dialect).add("cuda", create);
  });
}

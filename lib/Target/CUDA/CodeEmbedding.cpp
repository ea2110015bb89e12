//===- CodeEmbedding.cpp - Kernels as constants of a program --------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CodeEmbedding.h"
#include "Assembler.h"
#include "lrcnn/Runtime/CUDA/code.h"
#include "lrcnn/Target/CUDA/ToPTX.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

#include <cstddef>

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::cuda;

static constexpr StringLiteral kKeyAttr = "lrcnn.key",
                               kUnitsAttr = "lrcnn.units";

void lrcnn::cuda::describeKernel(Operation *kernel, StringRef key,
                                 const LaunchShape &shape) {
  Builder builder(kernel->getContext());
  kernel->setAttr(kKeyAttr, builder.getStringAttr(key));
  kernel->setAttr(kUnitsAttr, builder.getI32IntegerAttr(shape.units));
}

static_assert(sizeof(lrcnn_cuda_kernel) == 2 * 8 + 2 * 4 &&
              offsetof(lrcnn_cuda_kernel, units) == 2 * 8 + 4);
static_assert(sizeof(lrcnn_cuda_code) == 5 * 8 &&
              offsetof(lrcnn_cuda_code, cubin_capability) == 4 * 8);

namespace {
/// Builds the constants of lrcnn/Runtime/CUDA/code.h.
class CodeBuilder {
public:
  explicit CodeBuilder(ModuleOp module)
      : builder(module.getLoc(), OpBuilder::atBlockEnd(module.getBody())),
        pointer(LLVM::LLVMPointerType::get(module.getContext())),
        i32(builder.getI32Type()), i64(builder.getI64Type()) {}

  void build(ArrayRef<LLVM::LLVMFuncOp> kernels, StringRef ptx,
             StringRef cubin);

private:
  LLVM::GlobalOp addBytes(const Twine &name, StringRef bytes,
                          int64_t alignment = 1);
  LLVM::GlobalOp addStructure(const Twine &name, Type type,
                              LLVM::Linkage linkage,
                              llvm::function_ref<Value()> build);
  LLVM::GlobalOp addKernels(ArrayRef<LLVM::LLVMFuncOp> kernels);
  Value makeStructure(Type type, ValueRange members);
  Value addressOf(LLVM::GlobalOp global) {
    return LLVM::AddressOfOp::create(builder, global);
  }
  Value constant(Type type, int64_t number) {
    return LLVM::ConstantOp::create(builder, type, number);
  }

  ImplicitLocOpBuilder builder;
  Type pointer, i32, i64;
};
} // namespace

LLVM::GlobalOp CodeBuilder::addBytes(const Twine &name, StringRef bytes,
                                     int64_t alignment) {
  auto type = LLVM::LLVMArrayType::get(builder.getI8Type(), bytes.size());
  return LLVM::GlobalOp::create(builder, type, /*isConstant=*/true,
                                LLVM::Linkage::Internal, name.str(),
                                builder.getStringAttr(bytes), alignment);
}

LLVM::GlobalOp CodeBuilder::addStructure(const Twine &name, Type type,
                                         LLVM::Linkage linkage,
                                         llvm::function_ref<Value()> build) {
  auto global = LLVM::GlobalOp::create(builder, type, /*isConstant=*/true,
                                       linkage, name.str(), Attribute());
  OpBuilder::InsertionGuard guard(builder);
  builder.createBlock(&global.getInitializerRegion());
  LLVM::ReturnOp::create(builder, build());
  return global;
}

Value CodeBuilder::makeStructure(Type type, ValueRange members) {
  Value value = LLVM::PoisonOp::create(builder, type);
  for (auto [i, member] : llvm::enumerate(members))
    value = LLVM::InsertValueOp::create(builder, value, member, int64_t(i));
  return value;
}

LLVM::GlobalOp CodeBuilder::addKernels(ArrayRef<LLVM::LLVMFuncOp> kernels) {
  SmallVector<std::pair<LLVM::GlobalOp, LLVM::GlobalOp>> texts;
  for (size_t i = 0; i < kernels.size(); ++i) {
    LLVM::LLVMFuncOp kernel = kernels[i];
    std::string key =
        kernel->getAttrOfType<StringAttr>(kKeyAttr).getValue().str();
    texts.emplace_back(
        addBytes("lrcnn.kernel." + Twine(i) + ".name",
                 kernel.getSymName().str() + '\0'),
        addBytes("lrcnn.kernel." + Twine(i) + ".key", key + '\0'));
  }
  Type type = LLVM::LLVMStructType::getLiteral(builder.getContext(),
                                               {pointer, pointer, i32, i32});
  Type array = LLVM::LLVMArrayType::get(type, kernels.size());
  return addStructure("lrcnn.kernels", array, LLVM::Linkage::Internal, [&] {
    SmallVector<Value> descriptions;
    for (auto [text, function] : llvm::zip_equal(texts, kernels)) {
      LLVM::LLVMFuncOp kernel = function;
      auto threads = kernel->getAttrOfType<DenseI32ArrayAttr>(
          NVVM::NVVMDialect::getReqntidAttrName());
      auto units = kernel->getAttrOfType<IntegerAttr>(kUnitsAttr);
      descriptions.push_back(makeStructure(
          type, {addressOf(text.first), addressOf(text.second),
                 constant(i32, threads[0]), constant(i32, units.getInt())}));
    }
    return makeStructure(array, descriptions);
  });
}

void CodeBuilder::build(ArrayRef<LLVM::LLVMFuncOp> kernels, StringRef ptx,
                        StringRef cubin) {
  constexpr int64_t elfAlignment = 16;
  LLVM::GlobalOp text = addBytes("lrcnn.ptx", ptx.str() + '\0');
  LLVM::GlobalOp machineCode;
  if (!cubin.empty())
    machineCode = addBytes("lrcnn.cubin", cubin, elfAlignment);
  LLVM::GlobalOp table = addKernels(kernels);
  Type type = LLVM::LLVMStructType::getLiteral(
      builder.getContext(), {pointer, pointer, pointer, i64, i32, i32});
  addStructure("lrcnn_cuda_program_code", type, LLVM::Linkage::External, [&] {
    Value code = machineCode ? addressOf(machineCode)
                             : LLVM::ZeroOp::create(builder, pointer);
    return makeStructure(type, {addressOf(text), code, addressOf(table),
                                constant(i64, kernels.size()),
                                constant(i32, assembledCapability),
                                constant(i32, 0)});
  });
}

LogicalResult lrcnn::cuda::embedCode(ModuleOp module) {
  auto kernelModules = llvm::to_vector(module.getOps<gpu::GPUModuleOp>());
  if (kernelModules.size() != 1)
    return module.emitError()
           << "expected one gpu.module to embed, got " << kernelModules.size();
  gpu::GPUModuleOp kernelModule = kernelModules.front();
  FailureOr<std::string> ptx =
      translateToPTX(kernelModule, {"sm_80", "+ptx70"});
  if (failed(ptx))
    return failure();
  FailureOr<std::string> cubin =
      assemble(*ptx, [&] { return module.emitError(); });
  if (failed(cubin))
    return failure();
  SmallVector<LLVM::LLVMFuncOp> kernels;
  for (auto function : kernelModule.getOps<LLVM::LLVMFuncOp>())
    if (function->hasAttr(kKeyAttr))
      kernels.push_back(function);
  CodeBuilder(module).build(kernels, *ptx, *cubin);
  kernelModule.erase();
  return success();
}

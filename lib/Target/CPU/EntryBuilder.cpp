//===- EntryBuilder.cpp - Entries that call the CPU's kernels -------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "EntryBuilder.h"
#include "lrcnn/Target/Program/ProgramInterface.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include <limits>

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::cpu;
using namespace lrcnn::row;

/// A kernel that touches fewer elements runs on one thread.
static constexpr int64_t kParallelElements = 1 << 14;

FailureOr<Value> ProgramModule::getKernel(OpBuilder &builder, Location loc,
                                          const KernelCall &kernel) {
  std::string &name = kernels[kernel.getKey()];
  if (name.empty()) {
    const KernelEmitter *emitter = getKernelEmitters().lookup(kernel.kind);
    if (!emitter)
      return emitError(loc) << "expected a kernel that the CPU target has, got "
                               "one of kind '"
                            << kernel.kind.getName() << "'";
    name = "kernel" + std::to_string(kernels.size());
    emitter->emit(module, name, kernel.spec, target);
    module.lookupSymbol<func::FuncOp>(name).setPrivate();
  }
  auto function = module.lookupSymbol<func::FuncOp>(name);
  Value address =
      func::ConstantOp::create(builder, loc, function.getFunctionType(), name);
  return UnrealizedConversionCastOp::create(
             builder, loc, LLVM::LLVMPointerType::get(builder.getContext()),
             address)
      .getResult(0);
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

/// How many shares the work is worth.
static int64_t getShares(ArrayRef<Value> operands) {
  int64_t elements = 0;
  for (Value operand : operands) {
    if (!operand)
      continue;
    if (auto slab = dyn_cast<SlabType>(operand.getType()))
      elements = std::max(elements, slab.getBytes() * 8 /
                                        slab.getElementType().getWidth());
    else if (auto packed = dyn_cast<PackedType>(operand.getType()))
      elements =
          std::max(elements, ShapedType::getNumElements(packed.getShape()));
  }
  return elements < kParallelElements ? 1 : std::numeric_limits<int32_t>::max();
}

LogicalResult EntryBuilder::buildRun(const KernelCall &kernel,
                                     const CallValues &) {
  FailureOr<Value> address = program.getKernel(builder, loc, kernel);
  if (failed(address))
    return failure();
  auto type =
      LLVM::LLVMFunctionType::get(LLVM::LLVMVoidType::get(builder.getContext()),
                                  {pointer, pointer, pointer, i64});
  LLVM::CallOp::create(
      builder, loc, getOrDeclareRuntime(program.module, "lrcnn_parallel", type),
      ValueRange{invocation, *address, record,
                 constant(getShares(kernel.operands))});
  return success();
}

/// The copies run on one thread: a few rows.
void EntryBuilder::buildCopy(const CopyValues &copy) {
  OpBuilder::InsertionGuard guard(builder);
  auto loop =
      scf::ForOp::create(builder, loc, constant(0), copy.images, constant(1));
  builder.setInsertionPointToStart(loop.getBody());
  Value image = loop.getInductionVar();
  LLVM::MemcpyOp::create(builder, loc,
                         advance(copy.target, mul(image, copy.targetStride)),
                         advance(copy.source, mul(image, copy.sourceStride)),
                         copy.bytes, /*isVolatile=*/false);
}

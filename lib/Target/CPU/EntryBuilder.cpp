//===- EntryBuilder.cpp - Entries that call the CPU's kernels -------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "EntryBuilder.h"
#include "lrcnn/Target/CPU/KernelABI.h"
#include "lrcnn/Target/Program/ProgramInterface.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include <cstddef>
#include <limits>

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::cpu;
using namespace lrcnn::row;

/// A kernel that touches fewer elements runs on one thread.
static constexpr int64_t kParallelElements = 1 << 14;

Value ProgramModule::getKernel(OpBuilder &builder, Location loc,
                               const KernelCall &kernel) {
  std::string &name = kernels[kernel.getKey()];
  if (name.empty()) {
    name = "kernel" + std::to_string(kernels.size());
    emitKernel(kernel, module, name, target);
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

static int64_t getOperandOffset(int64_t operand) {
  return sizeof(Call) + operand * sizeof(Operand);
}

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

/// At least as many operands as a call of the entry's kernels has: convolutions
/// have four whether they look at them or not, other kernels the result and
/// what each layer of the group reads, which may be one storage in two places.
static int64_t getMostOperands(EntryOp entry) {
  size_t most = 4;
  entry.walk([&](KernelOp kernel) {
    size_t operands = 1;
    for (Operation &layer : *kernel.getBodyBlock())
      operands += layer.getNumOperands();
    most = std::max(most, operands);
  });
  return most;
}

void EntryBuilder::beginEntry() {
  record = LLVM::AllocaOp::create(
      builder, loc, pointer, builder.getI8Type(),
      constant(getOperandOffset(getMostOperands(entry))), /*alignment=*/64);
}

/// Stores where operand `index` of the call lies.
void EntryBuilder::storeOperand(const KernelCall &kernel, size_t index,
                                Value firstImage) {
  Value storage = kernel.operands[index];
  if (!storage)
    return;
  Address place = getAddress(storage);
  bool isLast = index + 1 == kernel.operands.size();
  int64_t imageBytes = getResultImageBytes(kernel, program.target);
  if (isLast && imageBytes != 0)
    place.data = advance(place.data, mul(firstImage, constant(imageBytes)));
  int64_t channel = isLast       ? kernel.resultChannel
                    : index == 0 ? kernel.inputChannel
                                 : 0;
  if (channel != 0)
    place.data =
        advance(place.data, mul(mul(constant(channel), place.strides[3]),
                                getElementBytes(storage)));
  int64_t offset = getOperandOffset(index);
  store(place.data, record, offset + offsetof(Operand, data));
  for (auto [number, stride] : llvm::enumerate(place.strides))
    store(stride, record,
          offset + offsetof(Operand, imageStride) + number * sizeof(int64_t));
}

void EntryBuilder::buildCall(const KernelCall &kernel,
                             const CallValues &values) {
  Value address = program.getKernel(builder, loc, kernel);
  std::pair<int64_t, Value> fields[] = {
      {offsetof(Call, images), values.images},
      {offsetof(Call, rowBegin), values.rowBegin},
      {offsetof(Call, rowEnd), values.rowEnd},
      {offsetof(Call, limitBegin), values.limitBegin},
      {offsetof(Call, limitEnd), values.limitEnd},
      {offsetof(Call, addFrom), values.addFrom},
      {offsetof(Call, flags), values.adds},
      {offsetof(Call, firstImage), values.firstImage}};
  static_assert(AddToResult == 1);
  for (auto [offset, value] : fields)
    store(value, record, offset);
  for (size_t index : llvm::seq(kernel.operands.size()))
    storeOperand(kernel, index, values.firstImage);
  auto type =
      LLVM::LLVMFunctionType::get(LLVM::LLVMVoidType::get(builder.getContext()),
                                  {pointer, pointer, pointer, i64});
  LLVM::CallOp::create(
      builder, loc, getOrDeclareRuntime(program.module, "lrcnn_parallel", type),
      ValueRange{invocation, address, record,
                 constant(getShares(kernel.operands))});
}

LogicalResult EntryBuilder::buildCall(KernelOp kernel,
                                      const CallValues &values) {
  auto matched = matchKernels(kernel);
  if (failed(matched))
    return failure();
  for (const KernelCall &call : *matched)
    buildCall(call, values);
  return success();
}

LogicalResult EntryBuilder::buildCall(PackOp pack, const CallValues &values) {
  buildCall(matchPack(pack), values);
  return success();
}

LogicalResult EntryBuilder::buildCall(UnpackOp unpack,
                                      const CallValues &values) {
  buildCall(matchUnpack(unpack), values);
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

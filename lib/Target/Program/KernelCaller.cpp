//===- KernelCaller.cpp - Entries that call kernels -----------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/Program/KernelCaller.h"
#include "lrcnn/Kernel/CallRecord.h"
#include <cstddef>

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::kernel;
using namespace lrcnn::row;

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

void KernelCaller::beginEntry() {
  record = LLVM::AllocaOp::create(
      builder, loc, pointer, builder.getI8Type(),
      constant(getOperandOffset(getMostOperands(entry))), /*alignment=*/64);
}

/// Stores where operand `index` of the call lies.
void KernelCaller::storeOperand(const KernelCall &kernel, size_t index,
                                Value firstImage) {
  Value storage = kernel.operands[index];
  if (!storage)
    return;
  Address place = getAddress(storage);
  bool isLast = index + 1 == kernel.operands.size();
  int64_t imageBytes = getResultImageBytes(kernel);
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

LogicalResult KernelCaller::buildCall(const KernelCall &kernel,
                                      const CallValues &values) {
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
  return buildRun(kernel, values);
}

LogicalResult KernelCaller::buildCall(KernelOp kernel,
                                      const CallValues &values) {
  auto matched = matchKernels(kernel);
  if (failed(matched))
    return failure();
  return failure(llvm::any_of(*matched, [&](const KernelCall &call) {
    return failed(buildCall(call, values));
  }));
}

LogicalResult KernelCaller::buildCall(PackOp pack, const CallValues &values) {
  return buildCall(matchPack(pack), values);
}

LogicalResult KernelCaller::buildCall(UnpackOp unpack,
                                      const CallValues &values) {
  return buildCall(matchUnpack(unpack), values);
}

//===- KernelBuilder.cpp - Emits one CPU kernel ---------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/CPU/KernelBuilder.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace lrcnn::cpu;

KernelBuilder::KernelBuilder(ModuleOp module, StringRef name, ElementType type,
                             const VectorTarget &target)
    : CallBuilder(module.getContext(), module.getLoc(), type,
                  LLVM::LLVMPointerType::get(module.getContext())),
      lanes(target.lanes(type)) {
  vectorType = VectorType::get(lanes, elementType);
  maskType = VectorType::get(lanes, builder.getI1Type());

  builder.setInsertionPointToEnd(module.getBody());
  Type i64 = builder.getI64Type();
  auto function = func::FuncOp::create(
      builder, loc, name, builder.getFunctionType({dataType, i64, i64}, {}));
  function.addEntryBlock();
  begin(function);
  taskValue = function.getArgument(1);
  tasksValue = function.getArgument(2);
}

func::FuncOp KernelBuilder::finish() {
  func::ReturnOp::create(builder, loc);
  expandMath();
  return cast<func::FuncOp>(function);
}

//===----------------------------------------------------------------------===//
// The call
//===----------------------------------------------------------------------===//

std::pair<Index, Index> KernelBuilder::share(Index total) {
  Index begin = divUnsigned(mul(total, task()), tasks());
  Index end = divUnsigned(mul(total, add(task(), 1)), tasks());
  return {begin, end};
}

//===----------------------------------------------------------------------===//
// Memory
//===----------------------------------------------------------------------===//

Value KernelBuilder::load(Value base, Index offset, Value mask) {
  Value address = pointer(base, offset);
  if (!mask)
    return LLVM::LoadOp::create(builder, loc, vectorType, address,
                                elementBytes);
  return LLVM::MaskedLoadOp::create(builder, loc, vectorType, address, mask,
                                    zeroVector(), elementBytes);
}

void KernelBuilder::store(Value vector, Value base, Index offset, Value mask) {
  Value address = pointer(base, offset);
  if (!mask) {
    LLVM::StoreOp::create(builder, loc, vector, address, elementBytes);
    return;
  }
  LLVM::MaskedStoreOp::create(builder, loc, vector, address, mask,
                              elementBytes);
}

Value KernelBuilder::laneNumbers() {
  auto numbers = llvm::to_vector(llvm::seq<int64_t>(0, lanes));
  return constant(builder.getI64VectorAttr(numbers));
}

/// The addresses of `lanes` elements, `stride` apart.
Value KernelBuilder::lanePointers(Value base, Index offset, Index stride) {
  Value lane = laneNumbers();
  auto type = cast<VectorType>(lane.getType());
  Value distance =
      vector::BroadcastOp::create(builder, loc, type, value(stride));
  Value offsets = arith::MulIOp::create(builder, loc, lane, distance);
  auto pointers = VectorType::get(lanes, base.getType());
  return LLVM::GEPOp::create(builder, loc, pointers, elementType,
                             pointer(base, offset), ValueRange(offsets));
}

Value KernelBuilder::allLanes() {
  return constant(DenseElementsAttr::get(maskType, true));
}

Value KernelBuilder::load(Value base, Index offset, Index stride, Value mask) {
  if (stride.isConstant(1))
    return load(base, offset, mask);
  return LLVM::masked_gather::create(
      builder, loc, vectorType, lanePointers(base, offset, stride),
      mask ? mask : allLanes(), ValueRange(zeroVector()), elementBytes);
}

void KernelBuilder::store(Value vector, Value base, Index offset, Index stride,
                          Value mask) {
  if (stride.isConstant(1))
    return store(vector, base, offset, mask);
  LLVM::masked_scatter::create(builder, loc, vector,
                               lanePointers(base, offset, stride),
                               mask ? mask : allLanes(), elementBytes);
}

void KernelBuilder::prefetch(Value base, Index offset, bool write) {
  LLVM::Prefetch::create(builder, loc, pointer(base, offset), /*rw=*/write,
                         /*hint=*/3, /*cache=*/1);
}

Value KernelBuilder::scratch(int64_t elements) {
  OpBuilder::InsertionGuard guard(builder);
  Value count = value(elements);
  builder.setInsertionPoint(head);
  if (Operation *op = count.getDefiningOp())
    builder.setInsertionPointAfter(op);
  return LLVM::AllocaOp::create(builder, loc, call.getType(), elementType,
                                count, lanes * elementBytes);
}

//===----------------------------------------------------------------------===//
// Vectors
//===----------------------------------------------------------------------===//

Value KernelBuilder::maskOf(Index count) {
  if (count.isConstant()) {
    if (count.getConstant() >= lanes)
      return {};
    SmallVector<bool> bits(lanes);
    std::fill_n(bits.begin(), std::max<int64_t>(count.getConstant(), 0), true);
    return constant(DenseElementsAttr::get(maskType, bits));
  }
  Value lane = laneNumbers();
  Value limit =
      vector::BroadcastOp::create(builder, loc, lane.getType(), value(count));
  return arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::slt, lane,
                               limit);
}

Value KernelBuilder::maskAll(Value condition) {
  return vector::BroadcastOp::create(builder, loc, maskType, condition);
}

Value KernelBuilder::andMasks(Value lhs, Value rhs) {
  if (!lhs || !rhs)
    return lhs ? lhs : rhs;
  return arith::AndIOp::create(builder, loc, lhs, rhs);
}

Value KernelBuilder::zeroVector() { return splat(0.0); }

Value KernelBuilder::splat(double number) {
  Attribute scalar = builder.getFloatAttr(elementType, number);
  return constant(DenseElementsAttr::get(vectorType, scalar));
}

Value KernelBuilder::broadcast(Value scalar) {
  return vector::BroadcastOp::create(builder, loc, vectorType, scalar);
}

Value KernelBuilder::fma(Value lhs, Value rhs, Value addend) {
  return vector::FMAOp::create(builder, loc, lhs, rhs, addend);
}

Value KernelBuilder::inverseDeviation(Value variance, double eps) {
  Value deviation =
      math::SqrtOp::create(builder, loc, addFloat(variance, splat(eps)));
  return arith::DivFOp::create(builder, loc, splat(1.0), deviation);
}

Value KernelBuilder::sumLanes(Value vector) {
  for (int64_t distance = lanes / 2; distance > 0; distance /= 2) {
    auto others =
        llvm::map_to_vector(llvm::seq<int64_t>(0, lanes), [&](int64_t lane) {
          return (lane + distance) % lanes;
        });
    vector = addFloat(vector, vector::ShuffleOp::create(builder, loc, vector,
                                                        vector, others));
  }
  return vector;
}

SmallVector<Value> KernelBuilder::transpose(ArrayRef<Value> rows) {
  // log2(lanes) rounds of interleaving row i with row i + lanes/2.
  SmallVector<int64_t> low, high;
  for (int64_t lane = 0; lane < lanes / 2; ++lane) {
    low.append({lane, lane + lanes});
    high.append({lane + lanes / 2, lane + lanes / 2 + lanes});
  }
  SmallVector<Value> current(rows), next;
  for (int64_t round = 1; round < lanes; round *= 2) {
    next.clear();
    for (int64_t row = 0; row < lanes / 2; ++row)
      for (ArrayRef<int64_t> half : {ArrayRef(low), ArrayRef(high)})
        next.push_back(vector::ShuffleOp::create(
            builder, loc, current[row], current[row + lanes / 2], half));
    std::swap(current, next);
  }
  return current;
}

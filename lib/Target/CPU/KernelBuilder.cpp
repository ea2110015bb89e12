//===- KernelBuilder.cpp - Emits one CPU kernel ---------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/CPU/KernelBuilder.h"

#include "MathExpansion.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "llvm/Support/MathExtras.h"

#include <cstddef>

using namespace mlir;
using namespace lrcnn::cpu;

KernelBuilder::KernelBuilder(ModuleOp module, StringRef name, ElementType type,
                             const VectorTarget &target)
    : builder(module.getContext()), loc(module.getLoc()),
      lanes(target.lanes(type)), elementBytes(byteWidth(type)) {
  elementType = type == ElementType::f32 ? Type(builder.getF32Type())
                                         : Type(builder.getF64Type());
  vectorType = VectorType::get(lanes, elementType);
  maskType = VectorType::get(lanes, builder.getI1Type());

  builder.setInsertionPointToEnd(module.getBody());
  Type pointerType = LLVM::LLVMPointerType::get(builder.getContext());
  Type i64 = builder.getI64Type();
  function = func::FuncOp::create(
      builder, loc, name, builder.getFunctionType({pointerType, i64, i64}, {}));
  Block *entry = function.addEntryBlock();
  call = entry->getArgument(0);
  taskValue = entry->getArgument(1);
  tasksValue = entry->getArgument(2);

  builder.setInsertionPointToEnd(entry);
  head = arith::ConstantOp::create(builder, loc, builder.getI64IntegerAttr(0));
  constants[builder.getI64IntegerAttr(0)] = head->getResult(0);
}

func::FuncOp KernelBuilder::finish() {
  func::ReturnOp::create(builder, loc);
  function.walk([&](Operation *op) {
    if (!isa_and_present<math::MathDialect>(op->getDialect()))
      return;
    builder.setInsertionPoint(op);
    if (Value value = expandMath(*this, op)) {
      op->getResult(0).replaceAllUsesWith(value);
      op->erase();
    }
  });
  return function;
}

//===----------------------------------------------------------------------===//
// The call
//===----------------------------------------------------------------------===//

Index KernelBuilder::callField(int64_t byteOffset) {
  Value address =
      LLVM::GEPOp::create(builder, loc, call.getType(), builder.getI8Type(),
                          call, {LLVM::GEPArg(byteOffset)});
  return Value(
      LLVM::LoadOp::create(builder, loc, builder.getI64Type(), address, 8));
}

Index KernelBuilder::field(int64_t Call::*member) {
  Call record = {};
  auto begin = reinterpret_cast<uintptr_t>(&record);
  return callField(reinterpret_cast<uintptr_t>(&(record.*member)) - begin);
}

Value KernelBuilder::isFlagged(CallFlags flag) {
  Value bit = arith::AndIOp::create(builder, loc, value(field(&Call::flags)),
                                    value(flag));
  return arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::ne, bit,
                               value(0));
}

OperandRef KernelBuilder::operand(unsigned position) {
  int64_t at = sizeof(Call) + position * sizeof(Operand);
  Value address =
      LLVM::GEPOp::create(builder, loc, call.getType(), builder.getI8Type(),
                          call, {LLVM::GEPArg(at)});
  OperandRef operand;
  operand.data = LLVM::LoadOp::create(builder, loc, call.getType(), address, 8);
  operand.imageStride = callField(at + offsetof(Operand, imageStride));
  operand.rowStride = callField(at + offsetof(Operand, rowStride));
  operand.pixelStride = callField(at + offsetof(Operand, pixelStride));
  operand.channelStride = callField(at + offsetof(Operand, channelStride));
  return operand;
}

OperandRef KernelBuilder::slabOperand(unsigned position, int64_t pixelStride) {
  OperandRef slab = operand(position);
  slab.pixelStride = pixelStride;
  slab.channelStride = 1;
  return slab;
}

std::pair<Index, Index> KernelBuilder::share(Index total) {
  Index begin = divUnsigned(mul(total, task()), tasks());
  Index end = divUnsigned(mul(total, add(task(), 1)), tasks());
  return {begin, end};
}

//===----------------------------------------------------------------------===//
// Indices
//===----------------------------------------------------------------------===//

Value KernelBuilder::constant(TypedAttr attribute) {
  Value &value = constants[attribute];
  if (!value) {
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPoint(head);
    value = arith::ConstantOp::create(builder, loc, attribute);
  }
  return value;
}

Value KernelBuilder::value(Index index) {
  if (index.isConstant())
    return constant(builder.getI64IntegerAttr(index.getConstant()));
  return index.getValue();
}

Index KernelBuilder::add(Index lhs, Index rhs) {
  if (lhs.isConstant() && rhs.isConstant())
    return lhs.getConstant() + rhs.getConstant();
  if (lhs.isConstant(0))
    return rhs;
  if (rhs.isConstant(0))
    return lhs;
  return Value(arith::AddIOp::create(builder, loc, value(lhs), value(rhs)));
}

Index KernelBuilder::sub(Index lhs, Index rhs) {
  if (rhs.isConstant())
    return add(lhs, -rhs.getConstant());
  return Value(arith::SubIOp::create(builder, loc, value(lhs), value(rhs)));
}

Index KernelBuilder::mul(Index lhs, Index rhs) {
  if (lhs.isConstant() && rhs.isConstant())
    return lhs.getConstant() * rhs.getConstant();
  if (lhs.isConstant(0) || rhs.isConstant(1))
    return lhs;
  if (rhs.isConstant(0) || lhs.isConstant(1))
    return rhs;
  return Value(arith::MulIOp::create(builder, loc, value(lhs), value(rhs)));
}

Index KernelBuilder::min(Index lhs, Index rhs) {
  if (lhs.isConstant() && rhs.isConstant())
    return std::min(lhs.getConstant(), rhs.getConstant());
  return Value(arith::MinSIOp::create(builder, loc, value(lhs), value(rhs)));
}

Index KernelBuilder::max(Index lhs, Index rhs) {
  if (lhs.isConstant() && rhs.isConstant())
    return std::max(lhs.getConstant(), rhs.getConstant());
  return Value(arith::MaxSIOp::create(builder, loc, value(lhs), value(rhs)));
}

Index KernelBuilder::floorDiv(Index lhs, int64_t rhs) {
  if (lhs.isConstant())
    return llvm::divideFloorSigned(lhs.getConstant(), rhs);
  if (rhs == 1)
    return lhs;
  return Value(
      arith::FloorDivSIOp::create(builder, loc, value(lhs), value(rhs)));
}

Index KernelBuilder::ceilDiv(Index lhs, int64_t rhs) {
  return floorDiv(add(lhs, rhs - 1), rhs);
}

Index KernelBuilder::divUnsigned(Index lhs, Index rhs) {
  if (lhs.isConstant() && rhs.isConstant())
    return lhs.getConstant() / rhs.getConstant();
  if (rhs.isConstant(1))
    return lhs;
  return Value(arith::DivUIOp::create(builder, loc, value(lhs), value(rhs)));
}

Index KernelBuilder::remUnsigned(Index lhs, Index rhs) {
  if (lhs.isConstant() && rhs.isConstant())
    return lhs.getConstant() % rhs.getConstant();
  if (rhs.isConstant(1))
    return 0;
  return Value(arith::RemUIOp::create(builder, loc, value(lhs), value(rhs)));
}

Value KernelBuilder::equal(Index lhs, Index rhs) {
  return arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::eq,
                               value(lhs), value(rhs));
}

Value KernelBuilder::less(Index lhs, Index rhs) {
  return arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::slt,
                               value(lhs), value(rhs));
}

Value KernelBuilder::anyOf(Value lhs, Value rhs) {
  return arith::OrIOp::create(builder, loc, lhs, rhs);
}

Value KernelBuilder::allOf(Value lhs, Value rhs) {
  return arith::AndIOp::create(builder, loc, lhs, rhs);
}

Index KernelBuilder::select(Value condition, Index then, Index otherwise) {
  return Value(arith::SelectOp::create(builder, loc, condition, value(then),
                                       value(otherwise)));
}

//===----------------------------------------------------------------------===//
// Control
//===----------------------------------------------------------------------===//

void KernelBuilder::loop(Index begin, Index end, Index step, Body body) {
  loop(begin, end, step, ValueRange(), [&](Index index, ValueRange) {
    body(index);
    return SmallVector<Value>();
  });
}

SmallVector<Value> KernelBuilder::loop(Index begin, Index end, Index step,
                                       ValueRange init, FoldBody body) {
  if (begin.isConstant() && end.isConstant() && step.isConstant()) {
    if (begin.getConstant() >= end.getConstant())
      return SmallVector<Value>(init);
    if (begin.getConstant() + step.getConstant() >= end.getConstant())
      return body(begin, init);
  }
  auto loopOp = scf::ForOp::create(builder, loc, value(begin), value(end),
                                   value(step), init);
  OpBuilder::InsertionGuard guard(builder);
  if (init.empty())
    builder.setInsertionPoint(loopOp.getBody()->getTerminator());
  else
    builder.setInsertionPointToEnd(loopOp.getBody());
  SmallVector<Value> next =
      body(loopOp.getInductionVar(), loopOp.getRegionIterArgs());
  if (!init.empty())
    scf::YieldOp::create(builder, loc, next);
  return SmallVector<Value>(loopOp.getResults());
}

void KernelBuilder::ifElse(Value condition, llvm::function_ref<void()> then,
                           llvm::function_ref<void()> otherwise) {
  auto ifOp = scf::IfOp::create(builder, loc, condition,
                                /*withElseRegion=*/!!otherwise);
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPoint(ifOp.thenBlock()->getTerminator());
  then();
  if (!otherwise)
    return;
  builder.setInsertionPoint(ifOp.elseBlock()->getTerminator());
  otherwise();
}

void KernelBuilder::specialize(Index index, int64_t known, Body body) {
  if (index.isConstant())
    return body(index);
  ifElse(equal(index, known), [&] { body(known); }, [&] { body(index); });
}

//===----------------------------------------------------------------------===//
// Memory
//===----------------------------------------------------------------------===//

Value KernelBuilder::pointer(Value base, Index offset) {
  if (offset.isConstant(0))
    return base;
  return LLVM::GEPOp::create(builder, loc, base.getType(), elementType, base,
                             ValueRange(value(offset)));
}

Value KernelBuilder::loadScalar(Value base, Index offset) {
  return LLVM::LoadOp::create(builder, loc, elementType, pointer(base, offset),
                              elementBytes);
}

void KernelBuilder::storeScalar(Value scalar, Value base, Index offset) {
  LLVM::StoreOp::create(builder, loc, scalar, pointer(base, offset),
                        elementBytes);
}

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

Value KernelBuilder::addTable(DenseElementsAttr values) {
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPoint(function);
  std::string name = (function.getName() + ".table" + Twine(numTables++)).str();
  auto type = LLVM::LLVMArrayType::get(values.getElementType(),
                                       values.getNumElements());
  auto global = LLVM::GlobalOp::create(builder, loc, type, /*isConstant=*/true,
                                       LLVM::Linkage::Private, name, values);
  builder.setInsertionPoint(head);
  return LLVM::AddressOfOp::create(builder, loc, global);
}

Value KernelBuilder::table(ArrayRef<int32_t> numbers) {
  auto type = RankedTensorType::get({static_cast<int64_t>(numbers.size())},
                                    builder.getI32Type());
  return addTable(DenseElementsAttr::get(type, numbers));
}

Value KernelBuilder::table(ArrayRef<double> elements) {
  auto type = RankedTensorType::get({static_cast<int64_t>(elements.size())},
                                    elementType);
  auto attributes = llvm::map_to_vector(elements, [&](double element) {
    return Attribute(builder.getFloatAttr(elementType, element));
  });
  return addTable(DenseElementsAttr::get(type, attributes));
}

Index KernelBuilder::loadIndex(Value table, Index at) {
  Type i32 = builder.getI32Type();
  Value address = LLVM::GEPOp::create(builder, loc, table.getType(), i32, table,
                                      {LLVM::GEPArg(value(at))});
  Value loaded = LLVM::LoadOp::create(builder, loc, i32, address, 4);
  return Value(
      arith::ExtSIOp::create(builder, loc, builder.getI64Type(), loaded));
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

Value KernelBuilder::addFloat(Value lhs, Value rhs) {
  return arith::AddFOp::create(builder, loc, lhs, rhs);
}

Value KernelBuilder::subFloat(Value lhs, Value rhs) {
  return arith::SubFOp::create(builder, loc, lhs, rhs);
}

Value KernelBuilder::mulFloat(Value lhs, Value rhs) {
  return arith::MulFOp::create(builder, loc, lhs, rhs);
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

//===- CallBuilder.cpp - Code of a kernel that reads its call -------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Kernel/CallBuilder.h"

#include "lrcnn/Kernel/MathExpansion.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"

#include <cstddef>

using namespace mlir;
using namespace lrcnn::kernel;

CallBuilder::CallBuilder(MLIRContext *context, Location loc, ElementType type,
                         Type dataType)
    : IndexBuilder(context, loc), dataType(dataType),
      elementBytes(byteWidth(type)) {
  elementType = type == ElementType::f32 ? Type(builder.getF32Type())
                                         : Type(builder.getF64Type());
}

void CallBuilder::begin(FunctionOpInterface newFunction) {
  function = newFunction;
  call = function.getArgument(0);
  builder.setInsertionPointToEnd(&function.getFunctionBody().front());
  beginConstants();
}

void CallBuilder::expandMath() {
  function->walk([&](Operation *op) {
    if (!isa_and_present<math::MathDialect>(op->getDialect()))
      return;
    builder.setInsertionPoint(op);
    if (Value value = kernel::expandMath(builder, op)) {
      op->getResult(0).replaceAllUsesWith(value);
      op->erase();
    }
  });
}

Index CallBuilder::callField(int64_t byteOffset) {
  Value address =
      LLVM::GEPOp::create(builder, loc, call.getType(), builder.getI8Type(),
                          call, {LLVM::GEPArg(byteOffset)});
  return Value(
      LLVM::LoadOp::create(builder, loc, builder.getI64Type(), address, 8));
}

Index CallBuilder::field(int64_t Call::*member) {
  Call record = {};
  auto begin = reinterpret_cast<uintptr_t>(&record);
  return callField(reinterpret_cast<uintptr_t>(&(record.*member)) - begin);
}

Value CallBuilder::isFlagged(CallFlags flag) {
  Value bit = arith::AndIOp::create(builder, loc, value(field(&Call::flags)),
                                    value(flag));
  return arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::ne, bit,
                               value(0));
}

OperandRef CallBuilder::operand(unsigned position) {
  int64_t at = getOperandOffset(position);
  Value address =
      LLVM::GEPOp::create(builder, loc, call.getType(), builder.getI8Type(),
                          call, {LLVM::GEPArg(at)});
  OperandRef operand;
  operand.data = LLVM::LoadOp::create(builder, loc, dataType, address, 8);
  operand.imageStride = callField(at + offsetof(Operand, imageStride));
  operand.rowStride = callField(at + offsetof(Operand, rowStride));
  operand.pixelStride = callField(at + offsetof(Operand, pixelStride));
  operand.channelStride = callField(at + offsetof(Operand, channelStride));
  return operand;
}

OperandRef CallBuilder::slabOperand(unsigned position, int64_t pixelStride) {
  OperandRef slab = operand(position);
  slab.pixelStride = pixelStride;
  slab.channelStride = 1;
  return slab;
}

Value CallBuilder::pointer(Value base, Index offset) {
  if (offset.isConstant(0))
    return base;
  return LLVM::GEPOp::create(builder, loc, base.getType(), elementType, base,
                             ValueRange(value(offset)));
}

Value CallBuilder::loadScalar(Value base, Index offset) {
  return LLVM::LoadOp::create(builder, loc, elementType, pointer(base, offset),
                              elementBytes);
}

void CallBuilder::storeScalar(Value scalar, Value base, Index offset) {
  LLVM::StoreOp::create(builder, loc, scalar, pointer(base, offset),
                        elementBytes);
}

Value CallBuilder::addTable(DenseElementsAttr values) {
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPoint(function);
  std::string name = (SymbolTable::getSymbolName(function).getValue() +
                      ".table" + Twine(numTables++))
                         .str();
  unsigned space = cast<LLVM::LLVMPointerType>(dataType).getAddressSpace();
  auto type = LLVM::LLVMArrayType::get(values.getElementType(),
                                       values.getNumElements());
  auto global = LLVM::GlobalOp::create(builder, loc, type, /*isConstant=*/true,
                                       LLVM::Linkage::Private, name, values,
                                       /*alignment=*/0, space);
  builder.setInsertionPoint(head);
  return LLVM::AddressOfOp::create(builder, loc, global);
}

Value CallBuilder::table(ArrayRef<int32_t> numbers) {
  auto type = RankedTensorType::get({static_cast<int64_t>(numbers.size())},
                                    builder.getI32Type());
  return addTable(DenseElementsAttr::get(type, numbers));
}

Value CallBuilder::table(ArrayRef<double> elements) {
  auto type = RankedTensorType::get({static_cast<int64_t>(elements.size())},
                                    elementType);
  auto attributes = llvm::map_to_vector(elements, [&](double element) {
    return Attribute(builder.getFloatAttr(elementType, element));
  });
  return addTable(DenseElementsAttr::get(type, attributes));
}

Index CallBuilder::loadIndex(Value table, Index at) {
  Type i32 = builder.getI32Type();
  Value address = LLVM::GEPOp::create(builder, loc, table.getType(), i32, table,
                                      {LLVM::GEPArg(value(at))});
  Value loaded = LLVM::LoadOp::create(builder, loc, i32, address, 4);
  return Value(
      arith::ExtSIOp::create(builder, loc, builder.getI64Type(), loaded));
}

Value CallBuilder::addFloat(Value lhs, Value rhs) {
  return arith::AddFOp::create(builder, loc, lhs, rhs);
}

Value CallBuilder::subFloat(Value lhs, Value rhs) {
  return arith::SubFOp::create(builder, loc, lhs, rhs);
}

Value CallBuilder::mulFloat(Value lhs, Value rhs) {
  return arith::MulFOp::create(builder, loc, lhs, rhs);
}

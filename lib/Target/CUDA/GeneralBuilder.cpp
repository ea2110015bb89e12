//===- GeneralBuilder.cpp - Emits one general kernel ----------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/CUDA/GeneralBuilder.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::cuda;

static constexpr unsigned globalSpace = 1, sharedSpace = 3;

/// The record of a call with so many operands, as a parameter by value.
static DictionaryAttr getRecordAttributes(OpBuilder &builder,
                                          int64_t operands) {
  Type bytes = LLVM::LLVMArrayType::get(builder.getI64Type(),
                                        kernel::getOperandOffset(operands) / 8);
  return builder.getDictionaryAttr(
      {builder.getNamedAttr(LLVM::LLVMDialect::getByValAttrName(),
                            TypeAttr::get(bytes)),
       builder.getNamedAttr(LLVM::LLVMDialect::getAlignAttrName(),
                            builder.getI64IntegerAttr(8)),
       builder.getNamedAttr(NVVM::NVVMDialect::getGridConstantAttrName(),
                            builder.getUnitAttr())});
}

GeneralBuilder::GeneralBuilder(gpu::GPUModuleOp module, StringRef name,
                               kernel::ElementType type, int64_t operands)
    : CallBuilder(
          module.getContext(), module.getLoc(), type,
          LLVM::LLVMPointerType::get(module.getContext(), globalSpace)) {
  MLIRContext *context = module.getContext();
  builder.setInsertionPointToEnd(module.getBody());
  auto signature = LLVM::LLVMFunctionType::get(
      LLVM::LLVMVoidType::get(context), {LLVM::LLVMPointerType::get(context)});
  auto kernel = LLVM::LLVMFuncOp::create(
      builder, loc, name, signature, LLVM::Linkage::External,
      /*dsoLocal=*/false, LLVM::CConv::C, /*comdat=*/{}, /*attrs=*/{},
      getRecordAttributes(builder, operands));
  kernel->setAttr(gpu::GPUDialect::getKernelFuncAttrName(),
                  builder.getUnitAttr());
  kernel->setAttr(NVVM::NVVMDialect::getKernelFuncAttrName(),
                  builder.getUnitAttr());
  kernel.addEntryBlock(builder);
  begin(cast<FunctionOpInterface>(kernel.getOperation()));
}

LaunchShape GeneralBuilder::finish() {
  LLVM::ReturnOp::create(builder, loc, ValueRange());
  function->setAttr(NVVM::NVVMDialect::getReqntidAttrName(),
                    builder.getDenseI32ArrayAttr({int32_t(shape.threads)}));
  expandMath();
  return shape;
}

//===----------------------------------------------------------------------===//
// Work
//===----------------------------------------------------------------------===//

Index GeneralBuilder::toIndex(Value number) {
  return Value(
      arith::ExtUIOp::create(builder, loc, builder.getI64Type(), number));
}

Index GeneralBuilder::getThread() {
  return toIndex(NVVM::ThreadIdXOp::create(builder, loc, builder.getI32Type()));
}

void GeneralBuilder::forEachImage(llvm::function_ref<void(Index)> body) {
  if (shape.per == Per::Call)
    return body(0);
  Type i32 = builder.getI32Type();
  loop(toIndex(NVVM::BlockIdYOp::create(builder, loc, i32)),
       field(&kernel::Call::images),
       toIndex(NVVM::GridDimYOp::create(builder, loc, i32)), body);
}

/// The unit at `position` of those of an image, or of the call.
Unit GeneralBuilder::makeUnit(Index image, Index position) {
  Unit unit;
  unit.image = image;
  unit.number = position;
  if (shape.per == Per::Row) {
    unit.row =
        add(field(&kernel::Call::rowBegin), divUnsigned(position, shape.count));
    unit.number = remUnsigned(position, shape.count);
  }
  return unit;
}

void GeneralBuilder::forEachUnit(Per per, int64_t count, UnitBody body) {
  forEachUnit(per, count, {/*lanes=*/1, /*lanesAdjacent=*/true}, body);
}

void GeneralBuilder::forEachUnit(Per per, int64_t count, Team newTeam,
                                 UnitBody body) {
  team = newTeam;
  shape.per = per;
  shape.count = count;
  shape.units = shape.threads / team.lanes;
  Index total = count;
  if (per == Per::Row)
    total = mul(count, sub(field(&kernel::Call::rowEnd),
                           field(&kernel::Call::rowBegin)));
  Type i32 = builder.getI32Type();
  Index block = toIndex(NVVM::BlockIdXOp::create(builder, loc, i32));
  Index blocks = toIndex(NVVM::GridDimXOp::create(builder, loc, i32));
  Index thread = getThread();
  int64_t inner = team.lanesAdjacent ? team.lanes : shape.units;
  Index outerNumber = divUnsigned(thread, inner);
  Index innerNumber = remUnsigned(thread, inner);
  Index ofBlock = team.lanesAdjacent ? outerNumber : innerNumber;
  Index lane = team.lanesAdjacent ? innerNumber : outerNumber;
  Index first = mul(block, shape.units), step = mul(blocks, shape.units);
  forEachImage([&](Index image) {
    if (team.lanes == 1)
      return loop(add(first, thread), total, step,
                  [&](Index position) { body(makeUnit(image, position)); });
    // All threads of a block make as many trips.
    loop(first, total, step, [&](Index base) {
      Index position = add(base, ofBlock);
      Unit unit = makeUnit(image, min(position, sub(total, 1)));
      unit.lane = lane;
      unit.isInside = less(position, total);
      body(unit);
    });
  });
}

void GeneralBuilder::ifFirst(const Unit &unit,
                             llvm::function_ref<void()> body) {
  ifElse(allOf(unit.isInside, equal(unit.lane, 0)), body);
}

/// An element of shared memory for each thread.
Value GeneralBuilder::getShared() {
  OpBuilder::InsertionGuard guard(builder);
  if (!shared) {
    builder.setInsertionPoint(function);
    std::string name =
        (cast<LLVM::LLVMFuncOp>(function.getOperation()).getName() + "_shared")
            .str();
    shared = LLVM::GlobalOp::create(
        builder, loc, LLVM::LLVMArrayType::get(elementType, shape.threads),
        /*isConstant=*/false, LLVM::Linkage::Internal, name, Attribute(),
        /*alignment=*/elementBytes, sharedSpace);
  }
  builder.setInsertionPoint(head);
  return LLVM::AddressOfOp::create(builder, loc, shared);
}

Value GeneralBuilder::sumTeam(Value value) {
  Value memory = getShared();
  Index thread = getThread();
  storeScalar(value, memory, thread);
  NVVM::Barrier0Op::create(builder, loc);
  int64_t distance = team.lanesAdjacent ? 1 : shape.units;
  Index first = team.lanesAdjacent
                    ? sub(thread, remUnsigned(thread, team.lanes))
                    : remUnsigned(thread, shape.units);
  Value init = loadScalar(memory, first);
  Value sum = fold(1, team.lanes, init, [&](Index lane, Value sum) {
    return addFloat(sum, loadScalar(memory, add(first, mul(lane, distance))));
  });
  // Until all have read.
  NVVM::Barrier0Op::create(builder, loc);
  return sum;
}

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

Value GeneralBuilder::number(double number) {
  return constant(builder.getFloatAttr(elementType, number));
}

Value GeneralBuilder::fma(Value lhs, Value rhs, Value addend) {
  return math::FmaOp::create(builder, loc, lhs, rhs, addend);
}

Value GeneralBuilder::isNot(Value condition) {
  return arith::XOrIOp::create(builder, loc, condition,
                               constant(builder.getBoolAttr(true)));
}

Value GeneralBuilder::isWithin(Index index, Index begin, Index end) {
  return allOf(less(sub(begin, 1), index), less(index, end));
}

/// if (condition) then, else otherwise: what they give, of types that are the
/// same.
static SmallVector<Value>
emitChoice(OpBuilder &builder, Location loc, TypeRange types, Value condition,
           llvm::function_ref<SmallVector<Value>()> then,
           llvm::function_ref<SmallVector<Value>()> otherwise) {
  auto op = scf::IfOp::create(builder, loc, types, condition,
                              /*addThenBlock=*/true, /*addElseBlock=*/true);
  auto fill = [&](Block *block, llvm::function_ref<SmallVector<Value>()> emit) {
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointToEnd(block);
    scf::YieldOp::create(builder, loc, emit());
  };
  fill(op.thenBlock(), then);
  fill(op.elseBlock(), otherwise);
  return SmallVector<Value>(op.getResults());
}

Value GeneralBuilder::choose(Value condition, llvm::function_ref<Value()> then,
                             llvm::function_ref<Value()> otherwise, Type type) {
  return emitChoice(
             builder, loc, type ? type : elementType, condition,
             [&] { return Values{then()}; },
             [&] { return Values{otherwise()}; })
      .front();
}

GeneralBuilder::Values
GeneralBuilder::chooseAll(Value condition, llvm::function_ref<Values()> then,
                          ValueRange otherwise) {
  return emitChoice(builder, loc, TypeRange(otherwise), condition, then,
                    [&] { return Values(otherwise); });
}

Value GeneralBuilder::select(Value condition, Value then, Value otherwise) {
  return arith::SelectOp::create(builder, loc, condition, then, otherwise);
}

Value GeneralBuilder::loadIf(Value condition, Value base, Index offset) {
  return choose(
      condition, [&] { return loadScalar(base, offset); },
      [&] { return zero(); });
}

Value GeneralBuilder::fold(Index begin, Index end, Value init,
                           llvm::function_ref<Value(Index, Value)> body) {
  return loop(begin, end, 1, init,
              [&](Index index, ValueRange carried) -> Values {
                return {body(index, carried[0])};
              })
      .front();
}

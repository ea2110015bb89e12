//===- KernelBuilder.cpp - Emits one CUDA kernel --------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/CUDA/KernelBuilder.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;
using namespace lrcnn::cuda;

static constexpr unsigned genericSpace = 0, globalSpace = 1, sharedSpace = 3,
                          clusterSpace = 7;
static constexpr StringLiteral sharedName = "shared_memory";

//===----------------------------------------------------------------------===//
// The function
//===----------------------------------------------------------------------===//

/// What a parameter needs beside its type.
static DictionaryAttr getAttributes(OpBuilder &builder, Parameter parameter) {
  if (parameter != Parameter::tensorMap)
    return builder.getDictionaryAttr({});
  constexpr int64_t mapBytes = 128, mapAlignment = 64;
  Type bytes = LLVM::LLVMArrayType::get(builder.getI8Type(), mapBytes);
  return builder.getDictionaryAttr(
      {builder.getNamedAttr(LLVM::LLVMDialect::getByValAttrName(),
                            TypeAttr::get(bytes)),
       builder.getNamedAttr(LLVM::LLVMDialect::getAlignAttrName(),
                            builder.getI64IntegerAttr(mapAlignment)),
       builder.getNamedAttr(NVVM::NVVMDialect::getGridConstantAttrName(),
                            builder.getUnitAttr())});
}

LLVM::GlobalOp KernelBuilder::getSharedMemory(gpu::GPUModuleOp module) {
  if (auto global = module.lookupSymbol<LLVM::GlobalOp>(sharedName))
    return global;
  // Swizzled boxes repeat every 1024 bytes.
  constexpr uint64_t alignment = 1024;
  return LLVM::GlobalOp::create(
      builder, LLVM::LLVMArrayType::get(builder.getI8Type(), 0),
      /*isConstant=*/false, LLVM::Linkage::External, sharedName, Attribute(),
      alignment, sharedSpace);
}

KernelBuilder::KernelBuilder(gpu::GPUModuleOp module, StringRef name,
                             ArrayRef<Parameter> parameters, int64_t threads,
                             int64_t blocks)
    : builder(module.getLoc(), module.getContext()) {
  MLIRContext *context = module.getContext();
  generic = LLVM::LLVMPointerType::get(context, genericSpace);
  shared = LLVM::LLVMPointerType::get(context, sharedSpace);
  builder.setInsertionPointToEnd(module.getBody());
  LLVM::GlobalOp memory = getSharedMemory(module);

  SmallVector<Type> types;
  SmallVector<DictionaryAttr> attributes;
  for (Parameter parameter : parameters) {
    types.push_back(parameter == Parameter::tensorMap ? Type(generic)
                    : parameter == Parameter::pointer
                        ? Type(LLVM::LLVMPointerType::get(context, globalSpace))
                        : Type(builder.getI32Type()));
    attributes.push_back(getAttributes(builder, parameter));
  }
  auto type =
      LLVM::LLVMFunctionType::get(LLVM::LLVMVoidType::get(context), types);
  function = LLVM::LLVMFuncOp::create(builder, builder.getLoc(), name, type,
                                      LLVM::Linkage::External,
                                      /*dsoLocal=*/false, LLVM::CConv::C,
                                      /*comdat=*/{}, /*attrs=*/{}, attributes);
  function->setAttr(gpu::GPUDialect::getKernelFuncAttrName(),
                    builder.getUnitAttr());
  function->setAttr(NVVM::NVVMDialect::getKernelFuncAttrName(),
                    builder.getUnitAttr());
  function->setAttr(NVVM::NVVMDialect::getReqntidAttrName(),
                    builder.getDenseI32ArrayAttr({int32_t(threads)}));
  function->setAttr(NVVM::NVVMDialect::getMinctasmAttrName(),
                    builder.getI32IntegerAttr(blocks));
  builder.setInsertionPointToStart(function.addEntryBlock(builder));
  Value address = LLVM::AddressOfOp::create(builder, memory);
  auto number =
      LLVM::PtrToIntOp::create(builder, builder.getI32Type(), address);
  base = number;
  head = address.getDefiningOp();
}

LLVM::LLVMFuncOp KernelBuilder::finish() {
  LLVM::ReturnOp::create(builder, ValueRange());
  return function;
}

Value KernelBuilder::getParameter(unsigned position) {
  return function.getArgument(position);
}

//===----------------------------------------------------------------------===//
// Numbers
//===----------------------------------------------------------------------===//

Value KernelBuilder::constant(TypedAttr attribute) {
  Value &value = constants[attribute];
  if (!value) {
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPoint(head);
    value = arith::ConstantOp::create(builder, attribute);
  }
  return value;
}

Value KernelBuilder::value(Number number) {
  return number.isConstant() ? constant(builder.getI32IntegerAttr(
                                   int32_t(number.getConstant())))
                             : number.getValue();
}

Value KernelBuilder::wideConstant(int64_t number) {
  return constant(builder.getI64IntegerAttr(number));
}

Value KernelBuilder::wide(Number number) {
  if (number.isConstant())
    return wideConstant(number.getConstant());
  return arith::ExtUIOp::create(builder, builder.getI64Type(),
                                number.getValue());
}

Number KernelBuilder::add(Number lhs, Number rhs) {
  if (lhs.isConstant() && rhs.isConstant())
    return lhs.getConstant() + rhs.getConstant();
  if (lhs.isConstant(0))
    return rhs;
  if (rhs.isConstant(0))
    return lhs;
  return Value(arith::AddIOp::create(builder, value(lhs), value(rhs)));
}

Number KernelBuilder::sub(Number lhs, Number rhs) {
  if (lhs.isConstant() && rhs.isConstant())
    return lhs.getConstant() - rhs.getConstant();
  if (rhs.isConstant(0))
    return lhs;
  return Value(arith::SubIOp::create(builder, value(lhs), value(rhs)));
}

Number KernelBuilder::mul(Number lhs, Number rhs) {
  if (lhs.isConstant() && rhs.isConstant())
    return lhs.getConstant() * rhs.getConstant();
  if (lhs.isConstant(0) || rhs.isConstant(0))
    return 0;
  if (lhs.isConstant(1))
    return rhs;
  if (rhs.isConstant(1))
    return lhs;
  return Value(arith::MulIOp::create(builder, value(lhs), value(rhs)));
}

Number KernelBuilder::div(Number lhs, Number rhs) {
  if (lhs.isConstant() && rhs.isConstant() && !rhs.isConstant(0))
    return lhs.getConstant() / rhs.getConstant();
  if (rhs.isConstant(1))
    return lhs;
  return Value(arith::DivUIOp::create(builder, value(lhs), value(rhs)));
}

Number KernelBuilder::rem(Number lhs, Number rhs) {
  if (lhs.isConstant() && rhs.isConstant() && !rhs.isConstant(0))
    return lhs.getConstant() % rhs.getConstant();
  if (rhs.isConstant(1))
    return 0;
  return Value(arith::RemUIOp::create(builder, value(lhs), value(rhs)));
}

Number KernelBuilder::bitXor(Number lhs, Number rhs) {
  if (lhs.isConstant() && rhs.isConstant())
    return lhs.getConstant() ^ rhs.getConstant();
  if (rhs.isConstant(0))
    return lhs;
  return Value(arith::XOrIOp::create(builder, value(lhs), value(rhs)));
}

Value KernelBuilder::addWide(Value lhs, int64_t rhs) {
  if (rhs == 0)
    return lhs;
  return arith::AddIOp::create(builder, lhs, wideConstant(rhs));
}

Value KernelBuilder::compare(arith::CmpIPredicate predicate, Number lhs,
                             Number rhs) {
  return arith::CmpIOp::create(builder, predicate, value(lhs), value(rhs));
}

Value KernelBuilder::equal(Number lhs, Number rhs) {
  return compare(arith::CmpIPredicate::eq, lhs, rhs);
}

Value KernelBuilder::less(Number lhs, Number rhs) {
  return compare(arith::CmpIPredicate::ult, lhs, rhs);
}

Number KernelBuilder::select(Value condition, Number then, Number otherwise) {
  return Value(arith::SelectOp::create(builder, condition, value(then),
                                       value(otherwise)));
}

Value KernelBuilder::select(Value condition, Value then, Value otherwise) {
  return arith::SelectOp::create(builder, condition, then, otherwise);
}

Value KernelBuilder::zeroFloat() {
  return constant(builder.getF32FloatAttr(0));
}

//===----------------------------------------------------------------------===//
// Control
//===----------------------------------------------------------------------===//

void KernelBuilder::ifThen(Value condition, Body body) {
  auto op = scf::IfOp::create(builder, condition, /*withElseRegion=*/false);
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(op.thenBlock());
  body();
}

KernelBuilder::Values KernelBuilder::loop(Number begin, Number end, Number step,
                                          ValueRange init, FoldBody body) {
  auto op =
      scf::ForOp::create(builder, value(begin), value(end), value(step), init);
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(op.getBody());
  Values next = body(op.getInductionVar(), op.getRegionIterArgs());
  // Without carried values the loop has its terminator already.
  if (!init.empty())
    scf::YieldOp::create(builder, next);
  return Values(op.getResults());
}

//===----------------------------------------------------------------------===//
// The grid, barriers
//===----------------------------------------------------------------------===//

Number KernelBuilder::threadNumber() {
  return Value(NVVM::ThreadIdXOp::create(builder, builder.getI32Type()));
}

Number KernelBuilder::blockNumber() {
  return Value(NVVM::BlockIdXOp::create(builder, builder.getI32Type()));
}

Number KernelBuilder::numBlocks() {
  return Value(NVVM::GridDimXOp::create(builder, builder.getI32Type()));
}

Number KernelBuilder::sharedBase() { return base; }

Value KernelBuilder::sharedPointer(Number address) {
  return LLVM::IntToPtrOp::create(builder, shared, value(address));
}

void KernelBuilder::setRegisters(unsigned count, bool more) {
  NVVM::SetMaxRegisterOp::create(builder, count,
                                 more ? NVVM::SetMaxRegisterAction::increase
                                      : NVVM::SetMaxRegisterAction::decrease);
}

void KernelBuilder::syncThreads() { NVVM::Barrier0Op::create(builder); }

void KernelBuilder::syncWarp() { NVVM::SyncWarpOp::create(builder, value(-1)); }

void KernelBuilder::initBarrier(Number barrier, int64_t arrivals) {
  NVVM::MBarrierInitOp::create(builder, sharedPointer(barrier), value(arrivals),
                               /*predicate=*/Value());
}

void KernelBuilder::fenceBarriers() {
  NVVM::FenceMbarrierInitOp::create(builder);
}

void KernelBuilder::wait(Number barrier, Number parity) {
  // Only a hint of how long to sleep before the next try.
  constexpr int64_t nanoseconds = 10000000;
  NVVM::MBarrierTryWaitParityOp::create(builder, sharedPointer(barrier),
                                        value(parity), value(nanoseconds));
}

void KernelBuilder::arrive(Number barrier) {
  NVVM::MBarrierArriveOp::create(builder, builder.getI64Type(),
                                 sharedPointer(barrier), /*count=*/Value());
}

void KernelBuilder::arriveExpecting(Number barrier, int64_t bytes) {
  NVVM::MBarrierArriveExpectTxOp::create(
      builder, /*res=*/Type(), sharedPointer(barrier), value(bytes),
      NVVM::MemScopeKind::CTA, /*relaxed=*/false, /*predicate=*/Value());
}

void KernelBuilder::fenceStores() {
  NVVM::FenceProxyOp::create(
      builder, NVVM::ProxyKind::async_shared,
      NVVM::SharedSpaceAttr::get(builder.getContext(),
                                 NVVM::SharedSpace::shared_cta));
}

//===----------------------------------------------------------------------===//
// The copy engine
//===----------------------------------------------------------------------===//

void KernelBuilder::prefetchMap(Value map) {
  NVVM::PrefetchOp::create(builder, /*cacheLevel=*/nullptr,
                           /*evictPriority=*/nullptr, map,
                           /*predicate=*/Value(), /*tensormap=*/true);
}

void KernelBuilder::loadBox(Number to, Value map, Number barrier,
                            ArrayRef<Number> at, ArrayRef<Number> offsets) {
  SmallVector<Value> coordinates, tapOffsets;
  for (Number number : at)
    coordinates.push_back(value(number));
  for (Number number : offsets)
    tapOffsets.push_back(
        arith::TruncIOp::create(builder, builder.getI16Type(), value(number)));
  Value cluster = LLVM::AddrSpaceCastOp::create(
      builder, LLVM::LLVMPointerType::get(builder.getContext(), clusterSpace),
      sharedPointer(to));
  NVVM::CpAsyncBulkTensorGlobalToSharedClusterOp::create(
      builder, cluster, map, coordinates, sharedPointer(barrier), tapOffsets,
      /*multicastMask=*/Value(), /*l2CacheHint=*/Value(),
      offsets.empty() ? NVVM::TMALoadMode::TILE : NVVM::TMALoadMode::IM2COL,
      /*isCTAOnly=*/false, /*group=*/nullptr, /*predicate=*/Value());
}

void KernelBuilder::storeBox(Value map, Number from, ArrayRef<Number> at,
                             bool im2col) {
  SmallVector<Value> coordinates;
  for (Number number : at)
    coordinates.push_back(value(number));
  NVVM::CpAsyncBulkTensorSharedCTAToGlobalOp::create(
      builder, map, sharedPointer(from), coordinates, /*l2CacheHint=*/Value(),
      im2col ? NVVM::TMAStoreMode::IM2COL : NVVM::TMAStoreMode::TILE,
      /*predicate=*/Value());
  NVVM::CpAsyncBulkCommitGroupOp::create(builder);
}

void KernelBuilder::waitStores(bool readOnly) {
  NVVM::CpAsyncBulkWaitGroupOp::create(
      builder, 0u, readOnly ? builder.getUnitAttr() : nullptr);
}

//===----------------------------------------------------------------------===//
// Tensor cores
//===----------------------------------------------------------------------===//

Value KernelBuilder::describe(Number address, int64_t nextColumns) {
  // In units of 16 bytes: the address, the distance of the next columns, that
  // of 8 rows, and the swizzle.
  constexpr int64_t swizzle128 = int64_t(1) << 62, rows = 1024;
  int64_t fields = swizzle128 | (rows >> 4) << 32 | (nextColumns >> 4) << 16;
  Value units = arith::ShRUIOp::create(builder, value(address), value(4));
  return addWide(wide(units), fields);
}

Type KernelBuilder::getSumType(int64_t columns) {
  SmallVector<Type> floats(columns / 2, builder.getF32Type());
  return LLVM::LLVMStructType::getLiteral(builder.getContext(), floats);
}

Value KernelBuilder::undefinedSums(int64_t columns) {
  return LLVM::UndefOp::create(builder, getSumType(columns));
}

Value KernelBuilder::multiply(Value sums, Value a, Value b, int64_t columns,
                              MultiplyType type, bool fresh, bool transposed) {
  NVVM::WGMMATypes element = type == MultiplyType::bf16 ? NVVM::WGMMATypes::bf16
                             : type == MultiplyType::f16
                                 ? NVVM::WGMMATypes::f16
                                 : NVVM::WGMMATypes::tf32;
  auto shape = NVVM::MMAShapeAttr::get(builder.getContext(), 64, columns,
                                       32 / getBytes(type));
  return NVVM::WgmmaMmaAsyncOp::create(
      builder, getSumType(columns), sums, a, b, shape, element, element,
      NVVM::WGMMATypes::f32,
      fresh ? NVVM::WGMMAScaleOut::zero : NVVM::WGMMAScaleOut::one,
      NVVM::WGMMAScaleIn::one, NVVM::WGMMAScaleIn::one,
      transposed ? NVVM::MMALayout::col : NVVM::MMALayout::row,
      transposed ? NVVM::MMALayout::row : NVVM::MMALayout::col,
      /*satfinite=*/nullptr);
}

void KernelBuilder::fenceMultiply() {
  NVVM::WgmmaFenceAlignedOp::create(builder);
}

void KernelBuilder::commitMultiply() {
  NVVM::WgmmaGroupSyncAlignedOp::create(builder);
}

void KernelBuilder::waitMultiply(unsigned groupsInFlight) {
  NVVM::WgmmaWaitGroupSyncOp::create(builder, uint64_t(groupsInFlight));
}

KernelBuilder::Values KernelBuilder::takeSums(Value sums, int64_t columns) {
  auto split = [&](Value whole) {
    Values parts;
    for (int64_t i = 0; i < columns / 2; ++i)
      parts.push_back(LLVM::ExtractValueOp::create(builder, whole, i));
    return parts;
  };
  // Every output is tied to the input of its number.
  std::string constraints;
  for (int64_t i = 0; i < columns / 2; ++i)
    constraints += "=f,";
  for (int64_t i = 0; i < columns / 2; ++i)
    constraints += std::to_string(i) + (i + 1 < columns / 2 ? "," : "");
  auto tied = LLVM::InlineAsmOp::create(
      builder, TypeRange(getSumType(columns)), split(sums), "", constraints,
      /*has_side_effects=*/true, /*is_align_stack=*/false,
      LLVM::tailcallkind::TailCallKind::None,
      LLVM::AsmDialectAttr::get(builder.getContext(), LLVM::AsmDialect::AD_ATT),
      /*operand_attrs=*/ArrayAttr());
  return split(tied.getRes());
}

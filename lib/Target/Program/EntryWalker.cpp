//===- EntryWalker.cpp - Code of a program's entries ----------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/Program/EntryWalker.h"
#include "lrcnn/Runtime/descriptor.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "llvm/ADT/TypeSwitch.h"
#include <cstddef>
#include <limits>

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::row;

//===----------------------------------------------------------------------===//
// What entries share
//===----------------------------------------------------------------------===//

Value EntryModule::getTable(OpBuilder &builder, Location loc,
                            ArrayRef<int64_t> numbers) {
  SmallVector<int32_t> entries(numbers);
  auto type = RankedTensorType::get({static_cast<int64_t>(entries.size())},
                                    builder.getI32Type());
  auto content = DenseElementsAttr::get(type, ArrayRef(entries));
  std::string &name = tables[content];
  if (name.empty()) {
    name = "table" + std::to_string(tables.size());
    OpBuilder atModule = OpBuilder::atBlockBegin(module.getBody());
    LLVM::GlobalOp::create(
        atModule, loc,
        LLVM::LLVMArrayType::get(builder.getI32Type(), entries.size()),
        /*isConstant=*/true, LLVM::Linkage::Private, name, content);
  }
  return LLVM::AddressOfOp::create(
      builder, loc, LLVM::LLVMPointerType::get(builder.getContext()), name);
}

//===----------------------------------------------------------------------===//
// Small pieces of code
//===----------------------------------------------------------------------===//

Value EntryWalker::constant(int64_t value) {
  return arith::ConstantOp::create(builder, loc,
                                   builder.getI64IntegerAttr(value));
}

Value EntryWalker::constantBool(bool value) {
  return arith::ConstantOp::create(builder, loc, builder.getBoolAttr(value));
}

/// An i64 of a condition.
Value EntryWalker::extend(Value condition) {
  return arith::ExtUIOp::create(builder, loc, i64, condition);
}

/// Goes on inside of `if (condition)`.
void EntryWalker::enterIf(Value condition) {
  auto branch = scf::IfOp::create(builder, loc, condition);
  builder.setInsertionPointToStart(branch.thenBlock());
}

Value EntryWalker::add(Value lhs, Value rhs) {
  return arith::AddIOp::create(builder, loc, lhs, rhs);
}

Value EntryWalker::sub(Value lhs, Value rhs) {
  return arith::SubIOp::create(builder, loc, lhs, rhs);
}

Value EntryWalker::mul(Value lhs, Value rhs) {
  return arith::MulIOp::create(builder, loc, lhs, rhs);
}

Value EntryWalker::advance(Value base, Value bytes) {
  return LLVM::GEPOp::create(builder, loc, pointer, builder.getI8Type(), base,
                             ArrayRef<LLVM::GEPArg>{bytes});
}

Value EntryWalker::load(Type type, Value base, int64_t byteOffset) {
  Value address = LLVM::GEPOp::create(
      builder, loc, pointer, builder.getI8Type(), base,
      ArrayRef<LLVM::GEPArg>{static_cast<int32_t>(byteOffset)});
  return LLVM::LoadOp::create(builder, loc, type, address);
}

void EntryWalker::store(Value value, Value base, int64_t byteOffset) {
  Value address = LLVM::GEPOp::create(
      builder, loc, pointer, builder.getI8Type(), base,
      ArrayRef<LLVM::GEPArg>{static_cast<int32_t>(byteOffset)});
  LLVM::StoreOp::create(builder, loc, value, address);
}

/// Entry `offset` of the tile's `stride` entries in a table.
Value EntryWalker::getNumber(ArrayRef<int64_t> numbers, int64_t stride,
                             int64_t offset) {
  if (!tile.loop)
    return constant(numbers[offset]);
  bool same = true;
  for (size_t i = offset; i < numbers.size(); i += stride)
    same &= numbers[i] == numbers[offset];
  if (same)
    return constant(numbers[offset]);
  Value table = shared.getTable(builder, loc, numbers);
  Value index = add(mul(tile.tile, constant(stride)), constant(offset));
  Value address =
      LLVM::GEPOp::create(builder, loc, pointer, builder.getI32Type(), table,
                          ArrayRef<LLVM::GEPArg>{index});
  Value number =
      LLVM::LoadOp::create(builder, loc, builder.getI32Type(), address);
  return arith::ExtSIOp::create(builder, loc, i64, number);
}

std::pair<Value, Value> EntryWalker::getRange(RowsAttr rows) {
  return {getNumber(rows.getBounds(), 2, 0), getNumber(rows.getBounds(), 2, 1)};
}

static Type getElementType(Value storage) {
  return llvm::TypeSwitch<Type, Type>(storage.getType())
      .Case<SlabType, PackedType, MemRefType>(
          [](auto type) -> Type { return type.getElementType(); });
}

Value EntryWalker::getElementBytes(Value storage) {
  return constant(getElementType(storage).getIntOrFloatBitWidth() / 8);
}

//===----------------------------------------------------------------------===//
// Addresses
//===----------------------------------------------------------------------===//

/// The number of an argument in the program's order.
static int64_t getNumberOf(ArgumentOp argument) {
  int64_t number = 0;
  for (auto other : argument->getBlock()->getOps<ArgumentOp>()) {
    if (other == argument)
      break;
    ++number;
  }
  return number;
}

/// Whether a slab of all rows has a part for each group of images: one image
/// that all groups read has not.
bool EntryWalker::isGrouped(SlabType whole) {
  return tile.loop &&
         whole.getImages() == static_cast<int64_t>(tile.loop.getImages());
}

EntryWalker::Address EntryWalker::getArgumentAddress(ArgumentOp argument) {
  int64_t offset = getNumberOf(argument) * sizeof(lrcnn_tensor);
  Address address;
  address.data =
      load(pointer, arguments, offset + offsetof(lrcnn_tensor, data));
  Value strides =
      load(pointer, arguments, offset + offsetof(lrcnn_tensor, strides));
  // Dimensions of size 1 that the caller's tensor lacks may have any stride.
  for (int64_t dim : getLayoutDims(argument.getLayout()))
    address.strides.push_back(dim < 0
                                  ? address.strides.back()
                                  : load(i64, strides, dim * sizeof(int64_t)));
  if (address.strides.size() == 1)
    address.strides.insert(address.strides.begin(), 3, constant(0));
  if (auto slab = dyn_cast<SlabType>(argument.getType());
      slab && isGrouped(slab))
    address.data =
        advance(address.data, mul(mul(tile.firstImage, address.strides[0]),
                                  getElementBytes(argument)));
  return address;
}

Value EntryWalker::getBufferStart(BufferOp buffer) {
  Value arena = *buffer.getArena() == Space::stash ? stash : workspace;
  return advance(arena, constant(*buffer.getOffset()));
}

EntryWalker::Address EntryWalker::getBufferAddress(BufferOp buffer) {
  Address address;
  address.data = getBufferStart(buffer);
  auto slab = dyn_cast<SlabType>(buffer.getType());
  if (!slab) {
    address.strides.assign(4, constant(0));
    return address;
  }
  Value bytes = getElementBytes(buffer);
  int64_t rowElements = slab.getWidth() * slab.getChannels();
  address.strides = {constant(slab.getCapacity() * rowElements),
                     constant(rowElements), constant(slab.getChannels()),
                     constant(1)};
  if (RowsAttr window = buffer.getWindowAttr()) {
    Value begin = getNumber(window.getBounds(), 2, 0);
    address.data = advance(address.data, mul(sub(constant(0), begin),
                                             mul(address.strides[1], bytes)));
  } else if (isGrouped(slab)) {
    address.data = advance(
        address.data, mul(mul(tile.firstImage, address.strides[0]), bytes));
  }
  return address;
}

EntryWalker::Address EntryWalker::getAddress(Value storage) {
  if (auto argument = storage.getDefiningOp<ArgumentOp>())
    return getArgumentAddress(argument);
  return getBufferAddress(storage.getDefiningOp<BufferOp>());
}

/// The argument that `out` is, or ends in; null if it is a buffer.
static ArgumentOp getTargetArgument(Value out) {
  if (auto argument = out.getDefiningOp<ArgumentOp>())
    return argument;
  for (Operation *user : out.getUsers())
    if (auto unpack = dyn_cast<UnpackOp>(user))
      return unpack.getTarget().getDefiningOp<ArgumentOp>();
  return nullptr;
}

/// Null-pointer test of the gradient argument that `out` ends in; null if it is
/// none.
Value EntryWalker::getWanted(Value out) {
  ArgumentOp argument = getTargetArgument(out);
  if (!argument || argument.getRole() != Role::gradient)
    return {};
  Value data = load(pointer, arguments,
                    getNumberOf(argument) * sizeof(lrcnn_tensor) +
                        offsetof(lrcnn_tensor, data));
  Value null = LLVM::ZeroOp::create(builder, loc, pointer);
  return LLVM::ICmpOp::create(builder, loc, LLVM::ICmpPredicate::ne, data,
                              null);
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

/// The tensor whose rows a gradient kernel's limits count.
static RankedTensorType getIncomingType(KernelOp kernel) {
  for (Operation &op : *kernel.getBodyBlock())
    if (auto gradient = dyn_cast<GradientOpInterface>(op))
      return cast<RankedTensorType>(
          op.getOperand(gradient.getResultGradientOperand()).getType());
  return nullptr;
}

/// Rows that a gradient kernel's limits are among: those of the incoming
/// gradient or, if that is spread over the result, the result's.
static int64_t getLimitedHeight(KernelOp kernel, RankedTensorType incoming) {
  bool isSpread = llvm::any_of(*kernel.getBodyBlock(), [](Operation &op) {
    return isSpreadGradient(&op);
  });
  return (isSpread ? kernel.getLogicalType() : incoming).getDimSize(1);
}

/// The fold that makes the kernel's result, null if it is none.
static Operation *getFold(KernelOp kernel) {
  auto yield = cast<YieldOp>(kernel.getBodyBlock()->getTerminator());
  Operation *layer = yield.getValues().front().getDefiningOp();
  return isFold(layer) ? layer : nullptr;
}

/// Whether a fold is added to what is there: in every tile but the first, or as
/// the kernel says; a gradient of the caller's also if it is `asked` to be.
Value EntryWalker::getFoldAdds(KernelOp kernel, bool asked) {
  Value adds = constantBool(kernel.getAddFrom().has_value());
  if (tile.loop && !kernel.getAddFrom()) {
    auto slab = dyn_cast<SlabType>(kernel.getOut().getType());
    Value isFirst =
        slab && isGrouped(slab) ? tile.isFirstOfGroup : tile.isFirst;
    adds = arith::XOrIOp::create(builder, loc, isFirst, constantBool(true));
  }
  if (asked)
    adds = arith::OrIOp::create(builder, loc, adds, accumulate);
  return extend(adds);
}

LogicalResult EntryWalker::walkKernel(KernelOp kernel) {
  OpBuilder::InsertionGuard guard(builder);
  Value out = kernel.getOut();
  if (Value wanted = getWanted(out))
    enterIf(wanted);
  CallValues values;
  values.images = tile.images;
  values.firstImage = tile.loop ? tile.firstImage : constant(0);
  std::tie(values.rowBegin, values.rowEnd) = getRange(kernel.getRows());
  Operation *fold = getFold(kernel);
  bool hasRows = isa<SlabType>(out.getType()) && !fold;
  // A tile without rows of its own.
  if (hasRows && tile.loop)
    enterIf(arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::slt,
                                  values.rowBegin, values.rowEnd));
  values.limitBegin = values.rowBegin;
  values.limitEnd = values.rowEnd;
  RankedTensorType incoming = getIncomingType(kernel);
  if (kernel.getLimitAttr()) {
    std::tie(values.limitBegin, values.limitEnd) =
        getRange(kernel.getLimitAttr());
  } else if (hasRows && incoming) {
    values.limitBegin = constant(0);
    values.limitEnd = constant(getLimitedHeight(kernel, incoming));
  }

  // Rows that are added to what is there, or for a parameter whether its
  // gradient is.
  auto argument = out.getDefiningOp<ArgumentOp>();
  bool asked = argument && argument.getRole() == Role::gradient;
  values.addFrom = kernel.getAddFrom()
                       ? getNumber(*kernel.getAddFrom(), 1, 0)
                       : constant(std::numeric_limits<int64_t>::max());
  if (hasRows && asked)
    values.addFrom = arith::SelectOp::create(builder, loc, accumulate,
                                             constant(0), values.addFrom);
  values.adds = fold ? getFoldAdds(kernel, asked) : constant(0);
  return buildCall(kernel, values);
}

/// What a call that has no rows is made with.
EntryWalker::CallValues EntryWalker::getNoRows() {
  Value zero = constant(0);
  return {zero, zero, zero, zero, zero, zero, zero, zero};
}

LogicalResult EntryWalker::walkPack(PackOp pack) {
  return buildCall(pack, getNoRows());
}

LogicalResult EntryWalker::walkUnpack(UnpackOp unpack) {
  OpBuilder::InsertionGuard guard(builder);
  if (Value wanted = getWanted(unpack.getTarget()))
    enterIf(wanted);
  CallValues values = getNoRows();
  values.adds = extend(unpack.getAdd() ? constantBool(true) : accumulate);
  return buildCall(unpack, values);
}

/// Where the tile's copy of the rows of a boundary begins.
Value EntryWalker::getCopyStart(BufferOp boundary, bool keep) {
  Value start = getBufferStart(boundary);
  if (boundary.getCopies() == 1)
    return start;
  int64_t tiles = tile.loop.getTiles();
  Value copy = add(mul(tile.group, constant(tiles - 1)), tile.tile);
  if (!keep)
    copy = sub(copy, constant(1));
  int64_t bytes = *boundary.getBytes() / boundary.getCopies();
  return advance(start, mul(copy, constant(bytes)));
}

void EntryWalker::walkCopy(Value source, Value target, RowsAttr rows,
                           bool keep) {
  OpBuilder::InsertionGuard guard(builder);
  auto [begin, end] = getRange(rows);
  enterIf(arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::slt, begin,
                                end));
  // One side is the slab; the other holds the rows from its start.
  auto boundary = (keep ? target : source).getDefiningOp<BufferOp>();
  auto type = cast<SlabType>(boundary.getType());
  Value start = getCopyStart(boundary, keep);
  Value startStride = constant(type.getCapacity() * type.getRowBytes());
  Address slab = getAddress(keep ? source : target);
  Value elementBytes = getElementBytes(boundary);
  Value first =
      advance(slab.data, mul(begin, mul(slab.strides[1], elementBytes)));
  Value firstStride = mul(slab.strides[0], elementBytes);
  Value bytes = mul(sub(end, begin), constant(type.getRowBytes()));
  if (keep)
    buildCopy({start, startStride, first, firstStride, bytes, tile.images});
  else
    buildCopy({first, firstStride, start, startStride, bytes, tile.images});
}

//===----------------------------------------------------------------------===//
// Blocks and loops
//===----------------------------------------------------------------------===//

EntryWalker::EntryWalker(EntryModule &shared, EntryOp entry)
    : entry(entry), loc(entry.getLoc()),
      builder(OpBuilder::atBlockEnd(shared.module.getBody())),
      i64(builder.getI64Type()),
      pointer(LLVM::LLVMPointerType::get(builder.getContext())),
      shared(shared) {}

LogicalResult EntryWalker::build(StringRef name) {
  auto function = func::FuncOp::create(builder, loc, name,
                                       builder.getFunctionType({pointer}, {}));
  function.setPrivate();
  builder.setInsertionPointToStart(function.addEntryBlock());
  invocation = function.getArgument(0);
  arguments = load(pointer, invocation, offsetof(lrcnn_invocation, arguments));
  stash = load(pointer, invocation, offsetof(lrcnn_invocation, stash));
  workspace = load(pointer, invocation, offsetof(lrcnn_invocation, workspace));
  Value flags = load(i64, invocation, offsetof(lrcnn_invocation, flags));
  Value bit = arith::AndIOp::create(builder, loc, flags,
                                    constant(LRCNN_ACCUMULATE_GRADIENTS));
  accumulate = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::ne,
                                     bit, constant(0));
  tile = {};
  beginEntry();
  if (failed(walkBlock(*entry.getBodyBlock())))
    return failure();
  func::ReturnOp::create(builder, loc);
  return success();
}

/// Images that kernels outside of loops run over: all.
static int64_t getImages(Operation *op) {
  int64_t images = 1;
  for (Value operand : op->getOperands())
    if (auto slab = dyn_cast<SlabType>(operand.getType()))
      images = std::max(images, slab.getImages());
  return images;
}

LogicalResult EntryWalker::walkBlock(Block &block) {
  for (Operation &op : block) {
    if (!tile.loop)
      tile.images = constant(getImages(&op));
    LogicalResult built =
        llvm::TypeSwitch<Operation *, LogicalResult>(&op)
            .Case([](BufferOp) { return success(); })
            .Case([&](TilesOp loop) { return walkLoop(loop); })
            .Case([&](KernelOp kernel) { return walkKernel(kernel); })
            .Case([&](KeepOp copy) {
              walkCopy(copy.getSource(), copy.getTarget(), copy.getRows(),
                       /*keep=*/true);
              return success();
            })
            .Case([&](RestoreOp copy) {
              walkCopy(copy.getSource(), copy.getTarget(), copy.getRows(),
                       /*keep=*/false);
              return success();
            })
            .Case([&](PackOp pack) { return walkPack(pack); })
            .Case([&](UnpackOp unpack) { return walkUnpack(unpack); })
            .Default([](Operation *other) {
              return other->emitOpError()
                     << "expected a buffer, loop, kernel or copy in an entry";
            });
    if (failed(built))
      return failure();
  }
  return success();
}

LogicalResult EntryWalker::walkLoop(TilesOp loop) {
  OpBuilder::InsertionGuard guard(builder);
  Value zero = constant(0), one = constant(1);
  int64_t groups = loop.getGroups(), tiles = loop.getTiles();
  auto outer = scf::ForOp::create(builder, loc, zero, constant(groups), one);
  builder.setInsertionPointToStart(outer.getBody());
  auto inner = scf::ForOp::create(builder, loc, zero, constant(tiles), one);
  builder.setInsertionPointToStart(inner.getBody());
  Value outerStep = outer.getInductionVar();
  Value innerStep = inner.getInductionVar();
  Tile saved = tile;
  tile.loop = loop;
  auto pick = [&](Value step, int64_t count) {
    return loop.getReverse() ? sub(constant(count - 1), step) : step;
  };
  tile.group = pick(outerStep, groups);
  tile.tile = pick(innerStep, tiles);
  auto firstOf = [&](Value group) -> Value {
    return arith::DivSIOp::create(
        builder, loc, mul(group, constant(loop.getImages())), constant(groups));
  };
  tile.firstImage = firstOf(tile.group);
  tile.images = sub(firstOf(add(tile.group, one)), tile.firstImage);
  tile.isFirst = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::eq,
                                       add(outerStep, innerStep), zero);
  tile.isFirstOfGroup = arith::CmpIOp::create(
      builder, loc, arith::CmpIPredicate::eq, innerStep, zero);
  LogicalResult built = walkBlock(*loop.getBodyBlock());
  tile = saved;
  return built;
}

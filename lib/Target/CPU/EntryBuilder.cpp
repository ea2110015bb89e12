//===- EntryBuilder.cpp - Code of a program's entries ---------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "EntryBuilder.h"
#include "lrcnn/Target/CPU/KernelABI.h"
#include "lrcnn/Target/ProgramInterface.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "llvm/ADT/TypeSwitch.h"
#include <cstddef>
#include <limits>

#include "lrcnn/Runtime/descriptor.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::cpu;
using namespace lrcnn::row;

/// A kernel that touches fewer elements runs on one thread.
static constexpr int64_t kParallelElements = 1 << 14;

//===----------------------------------------------------------------------===//
// What entries share
//===----------------------------------------------------------------------===//

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

Value ProgramModule::getTable(OpBuilder &builder, Location loc,
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

Value EntryBuilder::constant(int64_t value) {
  return arith::ConstantOp::create(builder, loc,
                                   builder.getI64IntegerAttr(value));
}

Value EntryBuilder::constantBool(bool value) {
  return arith::ConstantOp::create(builder, loc, builder.getBoolAttr(value));
}

Value EntryBuilder::add(Value lhs, Value rhs) {
  return arith::AddIOp::create(builder, loc, lhs, rhs);
}

Value EntryBuilder::sub(Value lhs, Value rhs) {
  return arith::SubIOp::create(builder, loc, lhs, rhs);
}

Value EntryBuilder::mul(Value lhs, Value rhs) {
  return arith::MulIOp::create(builder, loc, lhs, rhs);
}

Value EntryBuilder::advance(Value base, Value bytes) {
  return LLVM::GEPOp::create(builder, loc, pointer, builder.getI8Type(), base,
                             ArrayRef<LLVM::GEPArg>{bytes});
}

Value EntryBuilder::load(Type type, Value base, int64_t byteOffset) {
  Value address = LLVM::GEPOp::create(
      builder, loc, pointer, builder.getI8Type(), base,
      ArrayRef<LLVM::GEPArg>{static_cast<int32_t>(byteOffset)});
  return LLVM::LoadOp::create(builder, loc, type, address);
}

void EntryBuilder::store(Value value, Value base, int64_t byteOffset) {
  Value address = LLVM::GEPOp::create(
      builder, loc, pointer, builder.getI8Type(), base,
      ArrayRef<LLVM::GEPArg>{static_cast<int32_t>(byteOffset)});
  LLVM::StoreOp::create(builder, loc, value, address);
}

/// Entry `offset` of the tile's `stride` entries in a table.
Value EntryBuilder::getNumber(ArrayRef<int64_t> numbers, int64_t stride,
                              int64_t offset) {
  if (!tile.loop)
    return constant(numbers[offset]);
  bool same = true;
  for (size_t i = offset; i < numbers.size(); i += stride)
    same &= numbers[i] == numbers[offset];
  if (same)
    return constant(numbers[offset]);
  Value table = program.getTable(builder, loc, numbers);
  Value index = add(mul(tile.tile, constant(stride)), constant(offset));
  Value address =
      LLVM::GEPOp::create(builder, loc, pointer, builder.getI32Type(), table,
                          ArrayRef<LLVM::GEPArg>{index});
  Value number =
      LLVM::LoadOp::create(builder, loc, builder.getI32Type(), address);
  return arith::ExtSIOp::create(builder, loc, i64, number);
}

std::pair<Value, Value> EntryBuilder::getRange(RowsAttr rows) {
  return {getNumber(rows.getBounds(), 2, 0), getNumber(rows.getBounds(), 2, 1)};
}

static Type getElementType(Value storage) {
  return llvm::TypeSwitch<Type, Type>(storage.getType())
      .Case<SlabType, PackedType, MemRefType>(
          [](auto type) -> Type { return type.getElementType(); });
}

Value EntryBuilder::getElementBytes(Value storage) {
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
bool EntryBuilder::isGrouped(SlabType whole) {
  return tile.loop &&
         whole.getImages() == static_cast<int64_t>(tile.loop.getImages());
}

EntryBuilder::Address EntryBuilder::getArgumentAddress(ArgumentOp argument) {
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

Value EntryBuilder::getBufferStart(BufferOp buffer) {
  Value arena = *buffer.getArena() == Space::stash ? stash : workspace;
  return advance(arena, constant(*buffer.getOffset()));
}

EntryBuilder::Address EntryBuilder::getBufferAddress(BufferOp buffer) {
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

EntryBuilder::Address EntryBuilder::getAddress(Value storage) {
  if (auto argument = storage.getDefiningOp<ArgumentOp>())
    return getArgumentAddress(argument);
  return getBufferAddress(storage.getDefiningOp<BufferOp>());
}

ArgumentOp EntryBuilder::getTargetArgument(Value out) {
  if (auto argument = out.getDefiningOp<ArgumentOp>())
    return argument;
  for (Operation *user : out.getUsers())
    if (auto unpack = dyn_cast<UnpackOp>(user))
      return unpack.getTarget().getDefiningOp<ArgumentOp>();
  return nullptr;
}

Value EntryBuilder::getWanted(Value out) {
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

void EntryBuilder::buildCall(const KernelCall &kernel, ArrayRef<Value> fields,
                             Value flags) {
  Value address = program.getKernel(builder, loc, kernel);
  constexpr int64_t offsets[] = {
      offsetof(Call, images),   offsetof(Call, rowBegin),
      offsetof(Call, rowEnd),   offsetof(Call, limitBegin),
      offsetof(Call, limitEnd), offsetof(Call, addFrom)};
  for (auto [field, offset] : llvm::zip_equal(fields, offsets))
    store(field, record, offset);
  store(flags, record, offsetof(Call, flags));
  store(tile.loop ? tile.firstImage : constant(0), record,
        offsetof(Call, firstImage));
  size_t last = kernel.operands.size() - 1;
  int64_t imageBytes = getResultImageBytes(kernel, program.target);
  for (auto [index, storage] : llvm::enumerate(kernel.operands)) {
    if (!storage)
      continue;
    Address place = getAddress(storage);
    if (index == last && tile.loop && imageBytes != 0)
      place.data =
          advance(place.data, mul(tile.firstImage, constant(imageBytes)));
    int64_t channel = index == last ? kernel.resultChannel
                      : index == 0  ? kernel.inputChannel
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
  auto type =
      LLVM::LLVMFunctionType::get(LLVM::LLVMVoidType::get(builder.getContext()),
                                  {pointer, pointer, pointer, i64});
  LLVM::CallOp::create(
      builder, loc, getOrDeclareRuntime(program.module, "lrcnn_parallel", type),
      ValueRange{invocation, address, record,
                 constant(getShares(kernel.operands))});
}

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

LogicalResult EntryBuilder::buildKernel(KernelOp kernel) {
  auto matched = matchKernels(kernel);
  if (failed(matched))
    return failure();
  OpBuilder::InsertionGuard guard(builder);
  Value out = kernel.getOut();
  if (Value wanted = getWanted(out)) {
    auto branch = scf::IfOp::create(builder, loc, wanted);
    builder.setInsertionPointToStart(branch.thenBlock());
  }
  auto [begin, end] = getRange(kernel.getRows());
  Operation *fold = getFold(kernel);
  bool hasRows = isa<SlabType>(out.getType()) && !fold;
  if (hasRows && tile.loop) {
    // A tile without rows of its own.
    Value some = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::slt,
                                       begin, end);
    auto branch = scf::IfOp::create(builder, loc, some);
    builder.setInsertionPointToStart(branch.thenBlock());
  }
  Value limitBegin = begin, limitEnd = end;
  RankedTensorType incoming = getIncomingType(kernel);
  if (kernel.getLimitAttr()) {
    std::tie(limitBegin, limitEnd) = getRange(kernel.getLimitAttr());
  } else if (hasRows && incoming) {
    limitBegin = constant(0);
    limitEnd = constant(getLimitedHeight(kernel, incoming));
  }

  // Rows that are added to what is there, or for a parameter whether its
  // gradient is.
  Value addFrom = constant(std::numeric_limits<int64_t>::max());
  Value flags = constant(0);
  auto argument = out.getDefiningOp<ArgumentOp>();
  bool asked = argument && argument.getRole() == Role::gradient;
  if (kernel.getAddFrom())
    addFrom = getNumber(*kernel.getAddFrom(), 1, 0);
  if (hasRows && asked)
    addFrom =
        arith::SelectOp::create(builder, loc, accumulate, constant(0), addFrom);
  if (fold) {
    Value adds = constantBool(kernel.getAddFrom().has_value());
    if (tile.loop && !kernel.getAddFrom()) {
      auto slab = dyn_cast<SlabType>(out.getType());
      Value isFirst =
          slab && isGrouped(slab) ? tile.isFirstOfGroup : tile.isFirst;
      adds = arith::XOrIOp::create(builder, loc, isFirst, constantBool(true));
    }
    if (asked)
      adds = arith::OrIOp::create(builder, loc, adds, accumulate);
    flags = arith::ExtUIOp::create(builder, loc, i64, adds);
  }
  for (const KernelCall &call : *matched)
    buildCall(call, {tile.images, begin, end, limitBegin, limitEnd, addFrom},
              flags);
  return success();
}

void EntryBuilder::buildPacking(const KernelCall &kernel, Value flags,
                                Value wanted) {
  OpBuilder::InsertionGuard guard(builder);
  if (wanted) {
    auto branch = scf::IfOp::create(builder, loc, wanted);
    builder.setInsertionPointToStart(branch.thenBlock());
  }
  Value zero = constant(0);
  buildCall(kernel, {zero, zero, zero, zero, zero, zero}, flags);
}

/// The copies run on one thread: a few rows.
void EntryBuilder::buildCopy(Value source, Value target, RowsAttr rows,
                             bool keep) {
  OpBuilder::InsertionGuard guard(builder);
  auto [begin, end] = getRange(rows);
  Value some = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::slt,
                                     begin, end);
  auto branch = scf::IfOp::create(builder, loc, some);
  builder.setInsertionPointToStart(branch.thenBlock());

  // One side is the slab; the other holds the rows from its start.
  auto boundary = (keep ? target : source).getDefiningOp<BufferOp>();
  Address slab = getAddress(keep ? source : target);
  auto type = cast<SlabType>(boundary.getType());
  Value start = getBufferStart(boundary);
  if (boundary.getCopies() > 1) {
    int64_t tiles = tile.loop.getTiles();
    Value copy = add(mul(tile.group, constant(tiles - 1)), tile.tile);
    if (!keep)
      copy = sub(copy, constant(1));
    int64_t bytes = *boundary.getBytes() / boundary.getCopies();
    start = advance(start, mul(copy, constant(bytes)));
  }
  Value elementBytes = getElementBytes(boundary);
  Value rowBytes = constant(type.getRowBytes());
  Value bytes = mul(sub(end, begin), rowBytes);
  Value first =
      advance(slab.data, mul(begin, mul(slab.strides[1], elementBytes)));
  auto loop =
      scf::ForOp::create(builder, loc, constant(0), tile.images, constant(1));
  builder.setInsertionPointToStart(loop.getBody());
  Value image = loop.getInductionVar();
  Value inSlab = advance(first, mul(image, mul(slab.strides[0], elementBytes)));
  Value inBoundary = advance(
      start, mul(image, constant(type.getCapacity() * type.getRowBytes())));
  LLVM::MemcpyOp::create(builder, loc, keep ? inBoundary : inSlab,
                         keep ? inSlab : inBoundary, bytes,
                         /*isVolatile=*/false);
}

//===----------------------------------------------------------------------===//
// Blocks and loops
//===----------------------------------------------------------------------===//

EntryBuilder::EntryBuilder(ProgramModule &program, EntryOp entry, Location loc)
    : program(program), entry(entry), loc(loc),
      builder(OpBuilder::atBlockEnd(program.module.getBody())),
      i64(builder.getI64Type()),
      pointer(LLVM::LLVMPointerType::get(builder.getContext())) {}

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

LogicalResult EntryBuilder::build(StringRef name) {
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
  record = LLVM::AllocaOp::create(
      builder, loc, pointer, builder.getI8Type(),
      constant(getOperandOffset(getMostOperands(entry))), /*alignment=*/64);
  tile = {};
  tile.images = constant(1);
  if (failed(buildBlock(*entry.getBodyBlock())))
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

LogicalResult EntryBuilder::buildBlock(Block &block) {
  for (Operation &op : block) {
    if (!tile.loop)
      tile.images = constant(getImages(&op));
    LogicalResult built =
        llvm::TypeSwitch<Operation *, LogicalResult>(&op)
            .Case([](BufferOp) { return success(); })
            .Case([&](TilesOp loop) { return buildLoop(loop); })
            .Case([&](KernelOp kernel) { return buildKernel(kernel); })
            .Case([&](KeepOp copy) {
              buildCopy(copy.getSource(), copy.getTarget(), copy.getRows(),
                        /*keep=*/true);
              return success();
            })
            .Case([&](RestoreOp copy) {
              buildCopy(copy.getSource(), copy.getTarget(), copy.getRows(),
                        /*keep=*/false);
              return success();
            })
            .Case([&](PackOp pack) {
              buildPacking(matchPack(pack), constant(0), {});
              return success();
            })
            .Case([&](UnpackOp unpack) {
              Value adds = arith::ExtUIOp::create(
                  builder, loc, i64,
                  unpack.getAdd() ? constantBool(true) : accumulate);
              buildPacking(matchUnpack(unpack), adds,
                           getWanted(unpack.getTarget()));
              return success();
            })
            .Default([](Operation *other) {
              return other->emitOpError()
                     << "expected a buffer, loop, kernel or copy in an entry";
            });
    if (failed(built))
      return failure();
  }
  return success();
}

LogicalResult EntryBuilder::buildLoop(TilesOp loop) {
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
  LogicalResult built = buildBlock(*loop.getBodyBlock());
  tile = saved;
  return built;
}

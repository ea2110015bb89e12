//===- RowProgram.cpp - Slab programs -------------------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RowsVerifier.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"

using namespace mlir;
using namespace lrcnn::row;

/// An enum attribute of an operation as its bare keyword.
template <typename AttrT>
static ParseResult parseKeyword(OpAsmParser &parser, AttrT &attr) {
  auto value =
      FieldParser<decltype(std::declval<AttrT>().getValue())>::parse(parser);
  if (failed(value))
    return failure();
  attr = AttrT::get(parser.getContext(), *value);
  return success();
}

template <typename AttrT>
static void printKeyword(OpAsmPrinter &printer, Operation *, AttrT attr) {
  printer << attr.getValue();
}

#define GET_OP_CLASSES
#include "lrcnn/Dialect/Row/IR/RowOps.cpp.inc"

#include "lrcnn/Dialect/Row/IR/RowInterfaces.cpp.inc"

void RowDialect::registerOperations() {
  addOperations<
#define GET_OP_LIST
#include "lrcnn/Dialect/Row/IR/RowOps.cpp.inc"
      >();
}

//===----------------------------------------------------------------------===//
// ProgramOp
//===----------------------------------------------------------------------===//

EntryOp ProgramOp::getEntry(EntryKind kind) {
  for (auto entry : getBodyBlock()->getOps<EntryOp>())
    if (entry.getKind() == kind)
      return entry;
  return nullptr;
}

LogicalResult ProgramOp::verifyRegions() {
  llvm::SmallVector<StringRef> names;
  for (Operation &op : *getBodyBlock()) {
    if (!isa<ArgumentOp, BufferOp, EntryOp>(op))
      return op.emitOpError()
             << "expected an argument, a buffer or an entry in a row.program";
    if (auto argument = dyn_cast<ArgumentOp>(op)) {
      if (llvm::is_contained(names, argument.getName()))
        return argument.emitOpError()
               << "expected arguments of different names, got two '"
               << argument.getName() << "'";
      names.push_back(argument.getName());
    }
    if (auto entry = dyn_cast<EntryOp>(op))
      if (getEntry(entry.getKind()) != entry)
        return entry.emitOpError()
               << "expected one entry of each kind, got two '"
               << stringifyEntryKind(entry.getKind()) << "'";
  }
  return success();
}

//===----------------------------------------------------------------------===//
// ArgumentOp
//===----------------------------------------------------------------------===//

LogicalResult ArgumentOp::verify() {
  size_t rank = 4;
  if (auto memref = dyn_cast<MemRefType>(getType())) {
    rank = memref.getRank();
    if (!areSizesSound(memref.getShape()))
      return emitOpError() << "expected sizes from 1 to 2^20, in all at most "
                              "2^48, got "
                           << memref;
  } else if (!isa<SlabType>(getType()))
    return emitOpError() << "expected a slab or a memref, got " << getType();
  if (getLayoutDims(getLayout()).size() != rank)
    return emitOpError() << "expected a layout of " << rank
                         << " dimensions, got '" << stringifyLayout(getLayout())
                         << "'";
  return success();
}

//===----------------------------------------------------------------------===//
// BufferOp
//===----------------------------------------------------------------------===//

LogicalResult BufferOp::verify() {
  if (getCopies() < 1)
    return emitOpError() << "expected at least one copy, got " << getCopies();
  RowsAttr window = getWindowAttr();
  if (!window)
    return success();
  auto slab = dyn_cast<SlabType>(getType());
  if (!slab)
    return emitOpError() << "expected a window of a slab only, got "
                         << getType();
  if (window.capacity() > slab.getCapacity())
    return emitOpError() << "expected windows of at most " << slab.getCapacity()
                         << " rows, got " << window.capacity();
  auto loop = (*this)->getParentOfType<TilesOp>();
  int64_t tiles = loop ? loop.getTiles() : 1;
  if (window.size() != tiles)
    return emitOpError() << "expected a window for each of the " << tiles
                         << " tiles, got " << window.size();
  return success();
}

//===----------------------------------------------------------------------===//
// TilesOp
//===----------------------------------------------------------------------===//

void TilesOp::build(OpBuilder &builder, OperationState &state, int64_t groups,
                    int64_t tiles, int64_t images, bool reverse) {
  OpBuilder::InsertionGuard guard(builder);
  Properties &properties = state.getOrAddProperties<Properties>();
  properties.groups = builder.getI64IntegerAttr(groups);
  properties.tiles = builder.getI64IntegerAttr(tiles);
  properties.images = builder.getI64IntegerAttr(images);
  if (reverse)
    properties.reverse = builder.getUnitAttr();
  Block *body = builder.createBlock(state.addRegion());
  body->addArguments({builder.getIndexType(), builder.getIndexType()},
                     {state.location, state.location});
}

ParseResult TilesOp::parse(OpAsmParser &parser, OperationState &result) {
  SmallVector<OpAsmParser::Argument> arguments(2);
  Builder &builder = parser.getBuilder();
  int64_t groups = 0, tiles = 0, images = 0;
  if (parser.parseLParen() || parser.parseArgument(arguments[0]) ||
      parser.parseComma() || parser.parseArgument(arguments[1]) ||
      parser.parseRParen() || parser.parseKeyword("in") ||
      parser.parseLParen() || parser.parseInteger(groups) ||
      parser.parseComma() || parser.parseInteger(tiles) ||
      parser.parseRParen() || parser.parseKeyword("images") ||
      parser.parseInteger(images))
    return failure();
  Properties &properties = result.getOrAddProperties<Properties>();
  properties.groups = builder.getI64IntegerAttr(groups);
  properties.tiles = builder.getI64IntegerAttr(tiles);
  properties.images = builder.getI64IntegerAttr(images);
  if (succeeded(parser.parseOptionalKeyword("reverse")))
    properties.reverse = builder.getUnitAttr();
  for (OpAsmParser::Argument &argument : arguments)
    argument.type = builder.getIndexType();
  return failure(parser.parseOptionalAttrDictWithKeyword(result.attributes) ||
                 parser.parseRegion(*result.addRegion(), arguments));
}

void TilesOp::print(OpAsmPrinter &printer) {
  printer << " (" << getGroup() << ", " << getTile() << ") in (" << getGroups()
          << ", " << getTiles() << ") images " << getImages();
  if (getReverse())
    printer << " reverse";
  printer.printOptionalAttrDictWithKeyword(
      (*this)->getDiscardableAttrDictionary().getValue());
  printer << " ";
  printer.printRegion(getBody(), /*printEntryBlockArgs=*/false);
}

LogicalResult TilesOp::verify() {
  int64_t groups = getGroups(), tiles = getTiles(), images = getImages();
  if (groups < 1 || groups > images)
    return emitOpError() << "expected 1 to " << images << " image groups, got "
                         << groups;
  if (tiles < 1)
    return emitOpError() << "expected at least one tile, got " << tiles;
  return success();
}

LogicalResult TilesOp::verifyRegions() {
  if (getBodyBlock()->getNumArguments() != 2)
    return emitOpError() << "expected a body of 2 arguments (group, tile)";
  return success();
}

//===----------------------------------------------------------------------===//
// KernelOp
//===----------------------------------------------------------------------===//

RankedTensorType KernelOp::getLogicalType() {
  auto yield = cast<YieldOp>(getBodyBlock()->getTerminator());
  return cast<RankedTensorType>(yield.getValues().front().getType());
}

/// Checks that `storage` can hold rows, or the whole, of `logical`.
static bool holds(Type storage, Type logical) {
  auto tensor = dyn_cast<RankedTensorType>(logical);
  bool holds = false;
  if (tensor && isa<SlabType>(storage) && tensor.getRank() == 4) {
    auto slab = cast<SlabType>(storage);
    holds = slab.getImages() <= tensor.getDimSize(0) &&
            slab.getWidth() == tensor.getDimSize(2) &&
            slab.getChannels() == tensor.getDimSize(3) &&
            slab.getElementType() == tensor.getElementType();
  } else if (auto packed = dyn_cast<PackedType>(storage); tensor && packed) {
    holds = packed.getShape() == tensor.getShape() &&
            packed.getElementType() == tensor.getElementType();
  } else if (auto memref = dyn_cast<MemRefType>(storage); tensor && memref) {
    holds = memref.getShape() == tensor.getShape() &&
            memref.getElementType() == tensor.getElementType();
  }
  return holds;
}

static LogicalResult verifyHolds(Operation *op, Type storage, Type logical) {
  if (holds(storage, logical))
    return success();
  return op->emitOpError() << "expected storage for rows of " << logical
                           << ", got " << storage;
}

/// Checks that packed storage is that of a filter which a layer's kernel reads
/// packed, or of what a layer accumulates: how large it is, only these know.
static LogicalResult verifyPacked(KernelOp kernel) {
  Block *body = kernel.getBodyBlock();
  for (auto [storage, argument] :
       llvm::zip_equal(kernel.getIns(), body->getArguments())) {
    if (!isa<PackedType>(storage.getType()))
      continue;
    auto isPacked = [](OpOperand &use) {
      auto layer = dyn_cast<GeometryOpInterface>(use.getOwner());
      return layer && layer.isPacked(use.getOperandNumber());
    };
    if (argument.use_empty() || !llvm::all_of(argument.getUses(), isPacked))
      return kernel.emitOpError()
             << "expected a layer that reads operand "
             << argument.getArgNumber() << " packed, as a convolution does its "
             << "filter, or storage that is not packed, got "
             << storage.getType();
  }
  if (!isa<PackedType>(kernel.getOut().getType()))
    return success();
  auto yield = cast<YieldOp>(body->getTerminator());
  auto layer = yield.getValues().front().getDefiningOp<GeometryOpInterface>();
  if (layer && layer.hasAccumulator())
    return success();
  return kernel.emitOpError() << "expected a layer that accumulates, as a "
                                 "filter's gradient does, or "
                                 "a result that is not packed, got "
                              << kernel.getOut().getType();
}

LogicalResult KernelOp::verifyRegions() {
  Block *body = getBodyBlock();
  if (body->getNumArguments() != getIns().size())
    return emitOpError() << "expected a body of " << getIns().size()
                         << " arguments, got " << body->getNumArguments();
  for (auto [storage, argument] :
       llvm::zip_equal(getIns(), body->getArguments()))
    if (failed(verifyHolds(*this, storage.getType(), argument.getType())))
      return failure();
  auto yield = dyn_cast<YieldOp>(body->getTerminator());
  if (!yield)
    return emitOpError() << "expected a body that ends with row.yield";
  if (yield.getValues().size() != 1)
    return emitOpError() << "expected one result, got "
                         << yield.getValues().size();
  for (Operation &op : body->without_terminator())
    if (!isa<GeometryOpInterface>(op))
      return op.emitOpError() << "expected a layer in a row.kernel";
  // What a tile has of a fold is not what the layer behind it would read.
  for (Operation &op : body->without_terminator())
    if (isFold(&op) && op.getNextNode() != yield)
      return op.emitOpError() << "expected nothing behind a fold in a "
                                 "row.kernel, got '"
                              << op.getNextNode()->getName() << "'";
  if (failed(verifyHolds(*this, getOut().getType(), getLogicalType())))
    return failure();

  auto loop = (*this)->getParentOfType<TilesOp>();
  int64_t tiles = loop ? loop.getTiles() : 1;
  if (static_cast<bool>(loop) != static_cast<bool>(getTile()))
    return emitOpError() << "expected 'at' the tile inside of row.tiles and "
                            "only there";
  auto verifyTable = [&](StringRef name, int64_t size) -> LogicalResult {
    if (size == tiles)
      return success();
    return emitOpError() << "expected " << name << " for each of the " << tiles
                         << " tiles, got " << size;
  };
  if (failed(verifyTable("rows", getRows().size())))
    return failure();
  if (getLimitAttr() && failed(verifyTable("limits", getLimitAttr().size())))
    return failure();
  if (getAddFrom() &&
      failed(verifyTable("add_from rows", getAddFrom()->size())))
    return failure();
  return failure(failed(verifyRows(*this)) || failed(verifyPacked(*this)));
}

//===----------------------------------------------------------------------===//
// Copies and packing
//===----------------------------------------------------------------------===//

static LogicalResult verifyCopy(Operation *op, SlabType source, SlabType target,
                                RowsAttr rows) {
  auto tiles = op->getParentOfType<TilesOp>();
  if (!tiles)
    return op->emitOpError() << "expected to be inside of row.tiles";
  if (rows.size() != static_cast<int64_t>(tiles.getTiles()))
    return op->emitOpError()
           << "expected rows for each of the " << tiles.getTiles()
           << " tiles, got " << rows.size();
  if (source.getWidth() != target.getWidth() ||
      source.getChannels() != target.getChannels() ||
      source.getElementType() != target.getElementType())
    return op->emitOpError() << "expected slabs of the same tensor, got "
                             << source << " and " << target;
  return success();
}

LogicalResult KeepOp::verify() {
  if (failed(verifyCopy(*this, getSource().getType(), getTarget().getType(),
                        getRows())))
    return failure();
  return verifyRows(*this, getRows(), /*slab=*/getSource(),
                    /*boundary=*/getTarget(), /*firstCopy=*/0);
}

LogicalResult RestoreOp::verify() {
  if (failed(verifyCopy(*this, getSource().getType(), getTarget().getType(),
                        getRows())))
    return failure();
  return verifyRows(*this, getRows(), /*slab=*/getTarget(),
                    /*boundary=*/getSource(), /*firstCopy=*/-1);
}

static LogicalResult verifyFilters(Operation *op, Type plain,
                                   PackedType packed) {
  auto logical =
      RankedTensorType::get(packed.getShape(), packed.getElementType());
  if (holds(plain, logical))
    return success();
  return op->emitOpError() << "expected filters of one shape and type, got "
                           << plain << " and " << packed;
}

LogicalResult PackOp::verify() {
  return verifyFilters(*this, getSource().getType(), getTarget().getType());
}

LogicalResult UnpackOp::verify() {
  return verifyFilters(*this, getTarget().getType(), getSource().getType());
}

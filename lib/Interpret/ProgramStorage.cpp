//===- ProgramStorage.cpp - Arguments and buffers of programs -------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Border.h"
#include "ProgramInterpreter.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::interpret;
using namespace lrcnn::row;

//===----------------------------------------------------------------------===//
// Buffers
//===----------------------------------------------------------------------===//

/// The shape in the dialect's order of what `type` stores.
static SmallVector<int64_t> getLogicalShape(Type type) {
  return TypeSwitch<Type, SmallVector<int64_t>>(type)
      .Case([](SlabType slab) {
        return SmallVector<int64_t>{slab.getImages(), slab.getCapacity(),
                                    slab.getWidth(), slab.getChannels()};
      })
      .Case([](PackedType packed) {
        return SmallVector<int64_t>(packed.getShape());
      })
      .Default([](Type type) {
        return SmallVector<int64_t>(cast<MemRefType>(type).getShape());
      });
}

static int64_t getElementBytes(Type type) {
  Type element =
      TypeSwitch<Type, Type>(type).Case<SlabType, PackedType, MemRefType>(
          [](auto storage) { return storage.getElementType(); });
  return element.getIntOrFloatBitWidth() / 8;
}

static Storage::Shape getStorageShape(Type type, int64_t copies) {
  SmallVector<int64_t> shape = getLogicalShape(type);
  if (isa<SlabType>(type))
    return {copies, shape[0], shape[1], shape[2] * shape[3]};
  return {copies, 1, 1, llvm::product_of(shape)};
}

LogicalResult ProgramInterpreter::createStorages(Entry entry) {
  if (failed(checkPlaces()))
    return failure();
  // Inference has no stash.
  bool hasStash = entry != Entry::inference;
  if (hasStash && elementBytes != 0)
    stash.reset(program.getStashBytes().value_or(0) / elementBytes);
  for (Operation &op : *program.getBodyBlock()) {
    if (auto argument = dyn_cast<ArgumentOp>(op))
      storages[argument] = std::make_unique<Storage>(
          argument.getName().str(), getStorageShape(argument.getType(), 1));
    auto buffer = dyn_cast<BufferOp>(op);
    if (buffer && hasStash && failed(createBuffer(buffer)))
      return failure();
  }
  return success();
}

/// Checks that all buffers have places or none has, in one element type.
LogicalResult ProgramInterpreter::checkPlaces() {
  bool placed = program.getWorkspaceBytes().has_value();
  if (placed && program.getWorkspaceBytes()->size() != 3)
    return program.emitOpError()
           << "expected workspace sizes for 3 kinds of entries, got "
           << program.getWorkspaceBytes()->size();
  WalkResult walk = program.walk([&](BufferOp buffer) {
    if (placed != buffer.getOffset().has_value() ||
        placed != buffer.getBytes().has_value() ||
        placed != buffer.getArena().has_value()) {
      buffer.emitOpError() << "expected a place for every buffer and the size "
                              "of every workspace, or neither";
      return WalkResult::interrupt();
    }
    int64_t bytes = getElementBytes(buffer.getType());
    if (elementBytes != 0 && bytes != elementBytes) {
      buffer.emitOpError() << "expected elements of " << elementBytes
                           << " bytes as in other buffers, got " << bytes;
      return WalkResult::interrupt();
    }
    elementBytes = bytes;
    return WalkResult::advance();
  });
  return failure(walk.wasInterrupted());
}

LogicalResult ProgramInterpreter::createBuffer(BufferOp buffer) {
  std::string name = buffer.getName().str();
  Storage::Shape shape = getStorageShape(buffer.getType(), buffer.getCopies());
  if (!buffer.getOffset()) {
    storages[buffer] = std::make_unique<Storage>(std::move(name), shape);
    return success();
  }
  // A provider's layout of a filter may be larger than the filter.
  int64_t copySize = *buffer.getBytes() / elementBytes / shape.copies;
  int64_t size = shape.images * shape.capacity * shape.rowSize;
  if (copySize < size)
    return buffer.emitOpError()
           << "expected at least " << size * elementBytes * shape.copies
           << " bytes, got " << *buffer.getBytes();
  if (isa<PackedType>(buffer.getType()))
    shape.rowSize = copySize;
  Arena &arena = buffer.getArena() == Space::stash ? stash : workspace;
  int64_t begin = *buffer.getOffset() / elementBytes;
  if (begin < 0 || begin + copySize * shape.copies > arena.getSize())
    return buffer.emitOpError()
           << "expected a place within the " << arena.getSize() * elementBytes
           << " bytes of the " << stringifySpace(*buffer.getArena())
           << ", got bytes [" << *buffer.getOffset() << ", "
           << *buffer.getOffset() + *buffer.getBytes() << ")";
  storages[buffer] = std::make_unique<Storage>(std::move(name), shape, &arena,
                                               begin, copySize);
  return success();
}

LogicalResult ProgramInterpreter::beginEntry(EntryOp entry) {
  if (std::optional<ArrayRef<int64_t>> bytes = program.getWorkspaceBytes())
    if (elementBytes != 0)
      workspace.reset((*bytes)[static_cast<int64_t>(entry.getKind())] /
                      elementBytes);
  WalkResult walk = entry.walk(
      [&](BufferOp buffer) { return WalkResult(createBuffer(buffer)); });
  return failure(walk.wasInterrupted());
}

void ProgramInterpreter::beginBuffer(BufferOp buffer, int64_t tile) {
  auto slab = dyn_cast<SlabType>(buffer.getType());
  plan::Rows rows{0, slab ? slab.getCapacity() : 1};
  if (RowsAttr window = buffer.getWindowAttr())
    rows = {window.begin(tile), window.end(tile)};
  storages[buffer]->begin(rows);
}

//===----------------------------------------------------------------------===//
// Arguments
//===----------------------------------------------------------------------===//

static SmallVector<int64_t> getCallerShape(ArgumentOp argument) {
  return fromRowOrder(getLogicalShape(argument.getType()),
                      argument.getLayout());
}

LogicalResult ProgramInterpreter::loadArguments(const Arrays &arguments,
                                                Entry entry) {
  std::vector<std::string> names;
  for (auto argument : program.getBodyBlock()->getOps<ArgumentOp>()) {
    if (argument.getDirection() == Direction::out)
      continue;
    names.push_back(argument.getName().str());
    if (argument.getRole() == Role::gradient && entry != Entry::step)
      continue;
    FailureOr<const Array *> array =
        findArgument(arguments, argument.getName(), getCallerShape(argument),
                     argument.getLoc());
    if (failed(array))
      return failure();
    Array values = toRowOrder(**array, argument.getLayout());
    Storage &storage = getStorage(argument);
    const double *next = values.values.data();
    for (int64_t image = 0; image < storage.getShape().images; ++image)
      for (int64_t row = 0; row < storage.getShape().capacity; ++row) {
        std::copy_n(next, storage.getShape().rowSize,
                    storage.claim(0, image, row));
        next += storage.getShape().rowSize;
      }
  }
  return checkNames(arguments, names, program.getLoc());
}

FailureOr<Arrays> ProgramInterpreter::collectResults(Entry entry) {
  Arrays results;
  for (auto argument : program.getBodyBlock()->getOps<ArgumentOp>()) {
    if (argument.getDirection() == Direction::in ||
        (argument.getRole() == Role::gradient && entry != Entry::step))
      continue;
    Storage &storage = getStorage(argument);
    Array array;
    array.shape = getLogicalShape(argument.getType());
    for (int64_t image = 0; image < storage.getShape().images; ++image)
      for (int64_t row = 0; row < storage.getShape().capacity; ++row) {
        const double *values = storage.find(0, image, row);
        if (!values)
          return argument.emitOpError()
                 << "is incomplete: row " << row << " of image " << image << " "
                 << storage.describeMissing(0, image, row);
        array.values.insert(array.values.end(), values,
                            values + storage.getShape().rowSize);
      }
    results[argument.getName().str()] =
        fromRowOrder(array, argument.getLayout());
  }
  return results;
}

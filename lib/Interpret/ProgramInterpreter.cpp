//===- ProgramInterpreter.cpp - Running slab programs ---------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ProgramInterpreter.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::interpret;
using namespace lrcnn::row;

FailureOr<Result> ProgramInterpreter::run(const Arrays &arguments,
                                          Entry entry) {
  if (failed(createStorages(entry)) || failed(loadArguments(arguments, entry)))
    return failure();
  if (entry == Entry::inference) {
    if (failed(runEntry(EntryKind::inference)))
      return failure();
  } else if (failed(runEntry(EntryKind::forward)) ||
             (entry == Entry::step && failed(runEntry(EntryKind::backward)))) {
    return failure();
  }
  FailureOr<Arrays> results = collectResults(entry);
  if (failed(results))
    return failure();
  return Result{std::move(*results), evaluator.getMultiplyAdds()};
}

//===----------------------------------------------------------------------===//
// Entries and loops
//===----------------------------------------------------------------------===//

LogicalResult ProgramInterpreter::runEntry(EntryKind kind) {
  EntryOp entry = program.getEntry(kind);
  if (!entry)
    return program.emitOpError()
           << "expected a " << stringifyEntryKind(kind) << " entry";
  if (failed(beginEntry(entry)))
    return failure();
  return runBlock(*entry.getBodyBlock(), {});
}

LogicalResult ProgramInterpreter::runLoop(TilesOp loop) {
  int64_t groups = loop.getGroups(), tiles = loop.getTiles();
  int64_t images = loop.getImages();
  for (int64_t i = 0; i < groups * tiles; ++i) {
    int64_t step = loop.getReverse() ? groups * tiles - 1 - i : i;
    Position position;
    position.loop = loop;
    position.group = step / tiles;
    position.tile = step % tiles;
    position.firstImage = position.group * images / groups;
    position.images =
        (position.group + 1) * images / groups - position.firstImage;
    if (failed(runBlock(*loop.getBodyBlock(), position)))
      return failure();
  }
  return success();
}

LogicalResult ProgramInterpreter::runBlock(Block &block,
                                           const Position &position) {
  for (Operation &op : block) {
    for (Value operand : op.getOperands())
      if (auto buffer = operand.getDefiningOp<BufferOp>();
          buffer && !storages.contains(buffer))
        return op.emitOpError() << "expected no use of the stash in inference, "
                                   "got '"
                                << buffer.getName() << "'";
    LogicalResult result =
        TypeSwitch<Operation *, LogicalResult>(&op)
            .Case([&](BufferOp buffer) {
              beginBuffer(buffer, position.tile);
              return success();
            })
            .Case([&](KernelOp kernel) { return runKernel(kernel, position); })
            .Case([&](KeepOp keep) { return runKeep(keep, position); })
            .Case([&](RestoreOp restore) {
              return runRestore(restore, position);
            })
            .Case([&](PackOp pack) {
              return copyParameter(pack, pack.getSource(), pack.getTarget(),
                                   /*add=*/false);
            })
            .Case([&](UnpackOp unpack) {
              if (moments.contains(unpack.getSource()))
                return unpackStatistics(unpack);
              return copyParameter(unpack, unpack.getSource(),
                                   unpack.getTarget(), unpack.getAdd());
            })
            .Case([&](TilesOp loop) -> LogicalResult {
              if (position.loop)
                return loop.emitOpError()
                       << "expected to be outside of other loops over tiles";
              return runLoop(loop);
            })
            .Default([](Operation *op) {
              return op->emitOpError() << "expected a buffer, a kernel, a copy "
                                          "or a loop over tiles in an entry";
            });
    if (failed(result))
      return failure();
  }
  return success();
}

int64_t ProgramInterpreter::getFirstImage(const Storage &storage,
                                          const Position &position) {
  TilesOp loop = position.loop;
  bool whole = !loop || storage.getShape().images ==
                            static_cast<int64_t>(loop.getImages());
  return whole ? position.firstImage : 0;
}

//===----------------------------------------------------------------------===//
// Kernels
//===----------------------------------------------------------------------===//

static plan::Rows getRows(RowsAttr table, int64_t tile) {
  return {table.begin(tile), table.end(tile)};
}

/// The fold that makes `kernel`'s result, null if it is none.
static Operation *getFold(KernelOp kernel) {
  Value value =
      cast<YieldOp>(kernel.getBodyBlock()->getTerminator()).getValues().front();
  return isFold(value.getDefiningOp()) ? value.getDefiningOp() : nullptr;
}

/// The first row that a kernel adds to; it overwrites those before.
static int64_t getAddFrom(KernelOp kernel, int64_t tile) {
  return kernel.getAddFrom() ? (*kernel.getAddFrom())[tile]
                             : kernel.getRows().end(tile);
}

static void write(const double *values, int64_t count, bool add, double *out) {
  for (int64_t i = 0; i < count; ++i)
    out[i] = add ? out[i] + values[i] : values[i];
}

LogicalResult ProgramInterpreter::runKernel(KernelOp kernel,
                                            Position position) {
  plan::Rows rows = getRows(kernel.getRows(), position.tile);
  Operation *fold = getFold(kernel);
  if (rows.empty() && !fold)
    return success();
  Block *body = kernel.getBodyBlock();
  Value result = cast<YieldOp>(body->getTerminator()).getValues().front();
  if (!position.loop) {
    auto counted = cast<RankedTensorType>(getCountedValue(result).getType());
    position.images = counted.getRank() == 4 ? counted.getDimSize(0) : 1;
  }

  SmallVector<std::unique_ptr<StorageOperand>> operands;
  Bindings bindings;
  for (auto [value, argument] :
       llvm::zip_equal(kernel.getIns(), body->getArguments())) {
    Storage &storage = getStorage(value);
    bool hasRows = isa<SlabType>(value.getType());
    operands.push_back(std::make_unique<StorageOperand>(
        storage, hasRows ? getFirstImage(storage, position) : 0));
    if (kernel.getLimitAttr() && isIncomingGradient(argument))
      operands.back()->setLimit(getRows(kernel.getLimitAttr(), position.tile));
    bindings[argument] = operands.back().get();
  }
  // A kernel may write while it reads: its result must not lie on its operands.
  if (failed(fold ? claimFold(kernel, position) : claimRows(kernel, position)))
    return failure();
  WantedRows wanted;
  wanted[result] = rows;
  FailureOr<ComputedValues> values = evaluator.evaluate(
      *body, position.images, wanted, bindings, rows, position.firstImage);
  if (failed(values))
    return failure();
  Operand &computed = result.getDefiningOp()
                          ? static_cast<Operand &>(*values->at(result))
                          : *bindings.at(result);
  if (!fold)
    return writeRows(kernel, position, computed);
  writeFold(kernel, position, computed);
  return success();
}

LogicalResult ProgramInterpreter::claimRows(KernelOp kernel,
                                            const Position &position) {
  Storage &storage = getStorage(kernel.getOut());
  plan::Rows rows = getRows(kernel.getRows(), position.tile);
  int64_t addFrom = getAddFrom(kernel, position.tile);
  for (int64_t i = 0; i < position.images; ++i)
    for (int64_t row = rows.begin; row < rows.end; ++row) {
      int64_t image = getFirstImage(storage, position) + i;
      bool add = row >= addFrom;
      if ((!add || storage.find(0, image, row)) && storage.claim(0, image, row))
        continue;
      return kernel.emitOpError()
             << (add ? "adds to" : "writes") << " row " << row << " of image "
             << i << " of its result, which "
             << storage.describeMissing(0, image, row);
    }
  return success();
}

LogicalResult ProgramInterpreter::writeRows(KernelOp kernel,
                                            const Position &position,
                                            Operand &computed) {
  Storage &storage = getStorage(kernel.getOut());
  plan::Rows rows = getRows(kernel.getRows(), position.tile);
  int64_t addFrom = getAddFrom(kernel, position.tile);
  int64_t firstImage = getFirstImage(storage, position);
  for (int64_t image = 0; image < position.images; ++image)
    for (int64_t row = rows.begin; row < rows.end; ++row)
      write(computed.getRow(image, row), storage.getShape().rowSize,
            row >= addFrom, storage.find(0, firstImage + image, row));
  if (auto missing = computed.getMissing())
    return kernel.emitOpError()
           << "copies row " << missing->second << " of image " << missing->first
           << ", which " << computed.describeMissing();
  return success();
}

/// Whether a fold's result has a row for each image.
static bool isOfEachImage(KernelOp kernel) {
  RankedTensorType type = kernel.getLogicalType();
  return !isParameterGradient(getFold(kernel)) && type.getRank() == 4 &&
         type.getDimSize(0) > 1;
}

bool ProgramInterpreter::isBegun(KernelOp kernel, const Position &position) {
  if (kernel.getAddFrom())
    return (*kernel.getAddFrom())[position.tile] <= 0;
  return begun.contains(
      {kernel.getOperation(), isOfEachImage(kernel) ? position.group : 0});
}

LogicalResult ProgramInterpreter::claimFold(KernelOp kernel,
                                            const Position &position) {
  Storage &storage = getStorage(kernel.getOut());
  // An accumulator has one row of its own form.
  bool isSlab = isa<SlabType>(kernel.getOut().getType());
  int64_t images = isSlab && isOfEachImage(kernel) ? position.images : 1;
  int64_t first = isSlab ? getFirstImage(storage, position) : 0;
  for (int64_t image = first; image < first + images; ++image) {
    if (isBegun(kernel, position) && !storage.find(0, image, 0))
      return kernel.emitOpError() << "adds to its result, which "
                                  << storage.describeMissing(0, image, 0);
    storage.claim(0, image, 0);
  }
  return success();
}

void ProgramInterpreter::writeFold(KernelOp kernel, const Position &position,
                                   Operand &computed) {
  bool add = isBegun(kernel, position);
  int64_t images = isOfEachImage(kernel) ? position.images : 1;
  begun.insert(
      {kernel.getOperation(), isOfEachImage(kernel) ? position.group : 0});
  if (auto statistics = dyn_cast<StatisticsOp>(getFold(kernel)))
    return mergeStatistics(kernel, statistics, position, add, computed);
  Storage &storage = getStorage(kernel.getOut());
  int64_t first = isa<SlabType>(kernel.getOut().getType())
                      ? getFirstImage(storage, position)
                      : 0;
  for (int64_t image = 0; image < images; ++image)
    write(computed.getRow(image, 0),
          getRowSize(kernel.getLogicalType(),
                     isa<SlabType>(kernel.getOut().getType())),
          add, storage.find(0, first + image, 0));
}

/// Merges what a tile has (Chan, Golub and LeVeque 1983).
void Moments::merge(int64_t otherCount, double otherMean,
                    double otherVariance) {
  if (otherCount == 0)
    return;
  double total = count + otherCount, distance = otherMean - mean;
  squares += otherVariance * otherCount +
             distance * distance * count * otherCount / total;
  mean += distance * otherCount / total;
  count += otherCount;
}

void ProgramInterpreter::mergeStatistics(KernelOp kernel,
                                         StatisticsOp statistics,
                                         const Position &position, bool add,
                                         Operand &computed) {
  RankedTensorType input = statistics.getInput().getType();
  int64_t channels = input.getDimSize(3);
  std::vector<Moments> &all = moments[kernel.getOut()];
  int64_t images = statistics.getType().getDimSize(0);
  all.resize(images * channels);
  bool ofEachImage = images > 1;
  int64_t count =
      getRows(kernel.getRows(), position.tile).size() * input.getDimSize(2);
  count *= statistics.getGroups() ? channels / *statistics.getGroups()
                                  : position.images;
  for (int64_t image = 0; image < (ofEachImage ? position.images : 1);
       ++image) {
    const double *row = computed.getRow(image, 0);
    int64_t first = (ofEachImage ? position.firstImage + image : 0) * channels;
    for (int64_t c = 0; c < channels; ++c) {
      if (!add)
        all[first + c] = {};
      all[first + c].merge(count, row[c], row[channels + c]);
    }
  }
}

LogicalResult ProgramInterpreter::unpackStatistics(UnpackOp unpack) {
  Storage &from = getStorage(unpack.getSource());
  if (!from.find(0, 0, 0))
    return unpack.emitOpError()
           << "reads its source, which " << from.describeMissing(0, 0, 0);
  const std::vector<Moments> &all = moments[unpack.getSource()];
  Storage &to = getStorage(unpack.getTarget());
  int64_t channels =
      cast<PackedType>(unpack.getSource().getType()).getShape()[3];
  for (int64_t image = 0; image < to.getShape().images; ++image) {
    double *out = to.claim(0, image, 0);
    for (int64_t c = 0; c < channels; ++c) {
      const Moments &at = all[image * channels + c];
      out[c] = at.mean;
      out[channels + c] = at.squares / at.count;
    }
  }
  return success();
}

//===----------------------------------------------------------------------===//
// Copies
//===----------------------------------------------------------------------===//

/// The copy that tile `tile` of image group `group` writes or reads of a slab
/// with one copy for each boundary between tiles.
static int64_t getCopy(const Storage &storage, TilesOp loop, int64_t group,
                       int64_t boundary) {
  if (storage.getShape().copies == 1)
    return 0;
  return group * (static_cast<int64_t>(loop.getTiles()) - 1) + boundary;
}

LogicalResult ProgramInterpreter::runKeep(KeepOp keep,
                                          const Position &position) {
  plan::Rows rows = getRows(keep.getRows(), position.tile);
  if (rows.empty())
    return success();
  Storage &target = getStorage(keep.getTarget());
  int64_t copy = getCopy(target, position.loop, position.group, position.tile);
  target.beginCopy(copy, rows);
  return copyRows(keep, position, rows, keep.getSource(), 0, keep.getTarget(),
                  copy);
}

LogicalResult ProgramInterpreter::runRestore(RestoreOp restore,
                                             const Position &position) {
  int64_t copy = getCopy(getStorage(restore.getSource()), position.loop,
                         position.group, position.tile - 1);
  return copyRows(restore, position, getRows(restore.getRows(), position.tile),
                  restore.getSource(), copy, restore.getTarget(), 0);
}

LogicalResult ProgramInterpreter::copyRows(Operation *op,
                                           const Position &position,
                                           plan::Rows rows, Value source,
                                           int64_t sourceCopy, Value target,
                                           int64_t targetCopy) {
  Storage &from = getStorage(source), &to = getStorage(target);
  for (int64_t i = 0; i < position.images; ++i)
    for (int64_t row = rows.begin; row < rows.end; ++row) {
      int64_t image = getFirstImage(from, position) + i;
      const double *values = from.find(sourceCopy, image, row);
      if (!values)
        return op->emitOpError()
               << "reads row " << row << " of image " << image << ", which "
               << from.describeMissing(sourceCopy, image, row);
      image = getFirstImage(to, position) + i;
      double *out = to.claim(targetCopy, image, row);
      if (!out)
        return op->emitOpError()
               << "writes row " << row << " of image " << image << ", which "
               << to.describeMissing(targetCopy, image, row);
      std::copy_n(values, to.getShape().rowSize, out);
    }
  return success();
}

LogicalResult ProgramInterpreter::copyParameter(Operation *op, Value source,
                                                Value target, bool add) {
  Storage &from = getStorage(source), &to = getStorage(target);
  const double *values = from.find(0, 0, 0);
  if (!values)
    return op->emitOpError()
           << "reads its source, which " << from.describeMissing(0, 0, 0);
  // A packed filter may take more room than the filter.
  int64_t size = std::min(from.getShape().rowSize, to.getShape().rowSize);
  if (add && !to.find(0, 0, 0))
    return op->emitOpError()
           << "adds to its target, which " << to.describeMissing(0, 0, 0);
  write(values, size, add, to.claim(0, 0, 0));
  return success();
}

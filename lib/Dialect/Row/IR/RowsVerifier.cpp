//===- RowsVerifier.cpp - Checks of a program's row tables ----------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RowsVerifier.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::row;

static plan::Rows getRows(RowsAttr table, int64_t tile) {
  return {table.begin(tile), table.end(tile)};
}

static InFlightDiagnostic &operator<<(InFlightDiagnostic &diagnostic,
                                      plan::Rows rows) {
  return diagnostic << "[" << rows.begin << ", " << rows.end << ")";
}

static StringRef getName(Value storage) {
  if (auto buffer = storage.getDefiningOp<BufferOp>())
    return buffer.getName();
  return storage.getDefiningOp<ArgumentOp>().getName();
}

/// The rows that `storage` holds in `tile`; without a window those from 0 on.
static plan::Rows getHeldRows(Value storage, int64_t tile) {
  auto buffer = storage.getDefiningOp<BufferOp>();
  RowsAttr window = buffer ? buffer.getWindowAttr() : RowsAttr();
  if (!window)
    return {0, cast<SlabType>(storage.getType()).getCapacity()};
  // Verifiers run before dominance is known: the buffer's own may not have.
  tile = buffer->getParentOfType<TilesOp>() ? tile : 0;
  return tile < window.size() ? getRows(window, tile) : plan::Rows{};
}

/// Checks that `storage` holds the rows that `op` reads or writes ("to read").
static LogicalResult verifyHeld(Operation *op, StringRef what, Value storage,
                                int64_t tile, plan::Rows rows) {
  if (!isa_and_present<ArgumentOp, BufferOp>(storage.getDefiningOp()))
    return success();
  plan::Rows held = getHeldRows(storage, tile);
  if (held.contains(rows))
    return success();
  InFlightDiagnostic diagnostic = op->emitOpError();
  diagnostic << "expected " << what << " rows within " << held << ", which '"
             << getName(storage) << "' holds in tile " << tile << ", got "
             << rows;
  return diagnostic;
}

//===----------------------------------------------------------------------===//
// Kernels
//===----------------------------------------------------------------------===//

static LogicalResult verifyRead(KernelOp kernel, int64_t tile,
                                WantedRows wanted) {
  Block *body = kernel.getBodyBlock();
  addRowsRead(*body, wanted, getRows(kernel.getRows(), tile));
  bool isGradient = llvm::any_of(*body, llvm::IsaPred<GradientOpInterface>);
  for (auto [storage, argument] :
       llvm::zip_equal(kernel.getIns(), body->getArguments())) {
    plan::Rows rows = wanted.lookup(argument);
    if (!isa<SlabType>(storage.getType()) ||
        (isGradient && !isIncomingGradient(argument)))
      continue;
    // A gradient of one row that is spread has no rows to leave out.
    bool isSpread = llvm::any_of(argument.getUsers(), isSpreadGradient);
    if (RowsAttr limit = kernel.getLimitAttr();
        limit && isGradient && !isSpread)
      rows = {std::max(rows.begin, limit.begin(tile)),
              std::min(rows.end, limit.end(tile))};
    if (failed(verifyHeld(kernel, "to read", storage, tile, rows)))
      return failure();
  }
  return success();
}

LogicalResult lrcnn::row::verifyRows(KernelOp kernel) {
  Value result =
      cast<YieldOp>(kernel.getBodyBlock()->getTerminator()).getValues().front();
  bool hasRows = isa<SlabType>(kernel.getOut().getType());
  bool folds = isFold(result.getDefiningOp());
  if (hasRows ? hasNoRows(result) : !folds && !hasNoRows(result))
    return kernel.emitOpError()
           << "expected a slab for rows of a feature map and none for a "
              "parameter's gradient, got "
           << kernel.getOut().getType();
  auto counted = cast<RankedTensorType>(getCountedValue(result).getType());
  int64_t height = counted.getRank() == 4 ? counted.getDimSize(1) : 1;
  for (int64_t tile = 0; tile < kernel.getRows().size(); ++tile) {
    plan::Rows rows = getRows(kernel.getRows(), tile);
    if (rows.empty())
      continue;
    if (rows.end > height)
      return kernel.emitOpError()
             << "expected rows within [0, " << height << ") in tile " << tile
             << ", got [" << rows.begin << ", " << rows.end << ")";
    plan::Rows written =
        isFold(result.getDefiningOp()) ? plan::Rows{0, 1} : rows;
    if (hasRows &&
        failed(verifyHeld(kernel, "to write", kernel.getOut(), tile, written)))
      return failure();
    WantedRows wanted;
    wanted[result] = rows;
    if (failed(verifyRead(kernel, tile, std::move(wanted))))
      return failure();
  }
  return success();
}

//===----------------------------------------------------------------------===//
// Copies
//===----------------------------------------------------------------------===//

LogicalResult lrcnn::row::verifyRows(Operation *op, RowsAttr rows, Value slab,
                                     Value boundary, int64_t firstCopy) {
  auto loop = op->getParentOfType<TilesOp>();
  auto buffer = boundary.getDefiningOp<BufferOp>();
  int64_t boundaries = static_cast<int64_t>(loop.getTiles()) - 1;
  int64_t lastGroup = static_cast<int64_t>(loop.getGroups()) - 1;
  int64_t copies = buffer ? buffer.getCopies() : 1;
  for (int64_t tile = 0; tile < rows.size(); ++tile) {
    plan::Rows range = getRows(rows, tile);
    if (range.empty())
      continue;
    if (failed(verifyHeld(op, "to copy", slab, tile, range)))
      return failure();
    // Which rows a boundary holds is what was kept last; here only how many.
    int64_t capacity = cast<SlabType>(boundary.getType()).getCapacity();
    if (range.size() > capacity)
      return op->emitOpError()
             << "expected at most " << capacity << " rows in tile " << tile
             << ", got " << range.size();
    int64_t copy = tile + firstCopy;
    if (copies > 1 && (copy < 0 || copy >= boundaries ||
                       lastGroup * boundaries + copy >= copies))
      return op->emitOpError()
             << "expected '" << getName(boundary)
             << "' to have a copy for tile " << tile << ", got " << copies
             << " copies for " << (lastGroup + 1) * boundaries << " boundaries";
  }
  return success();
}

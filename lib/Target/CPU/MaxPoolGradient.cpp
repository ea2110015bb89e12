//===- MaxPoolGradient.cpp - The gradient of a max pool -------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Window by window: finds the maximum again, then adds dy to dx where it is.
// Windows go from the last row of windows to the first, and rows of dx are set
// to zero just before the windows that meet them, while they are in the cache.
// The epilogue of a window's term is applied once: the activation is the
// maximum. When windows tile the input, each has its pixels of dx
// to itself and writes them once.
//
//===----------------------------------------------------------------------===//

#include "PoolWindows.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

#include <limits>

using namespace mlir;
using namespace lrcnn::cpu;

namespace {

/// The part of dx that one task computes: rows of one image, and some of the
/// vectors of channels.
struct Share {
  Index image, rowBegin, rowEnd, vectorBegin, vectorEnd;
};

class MaxPoolGradientEmitter {
public:
  MaxPoolGradientEmitter(KernelBuilder &builder,
                         const MaxPoolGradientSpec &spec);
  void emit();

private:
  using ShareBody = llvm::function_ref<void(const Share &share)>;
  void forEachShare(ShareBody body);

  void emitShare(const Share &share);
  void emitTiles(const Share &share);
  void emitTileRow(const Share &share, Index windowRow, bool accumulate);
  void scatter(const Share &share, Index windowRow);

  void clearRows(const Share &share, Index begin, Index end);
  void clearPixel(const Share &share, Index row, Index column);

  void forEachVector(const Share &share, ChannelBody body) {
    forEachChannelVector(builder, shape.channels, share.vectorBegin,
                         share.vectorEnd, body);
  }
  /// Where the maximum of a window is, the number of its position per lane, and
  /// the term that its gradient adds there.
  struct Maximum {
    Value position, term;
  };
  Maximum findMaximum(const Share &share, Index windowRow, Index windowColumn,
                      const PoolWindow &window, Index channel, Value lanes);
  /// The term in the lanes whose maximum is at `tap`, else 0.
  Value routed(const Maximum &maximum, const PoolTap &tap);
  Value positionOf(Index windowRow, Index windowColumn);

  KernelBuilder &builder;
  OpBuilder &ops;
  Location loc;
  const MaxPoolGradientSpec &spec;
  const PoolShape &shape;
  PoolWindows windows;
  VectorType positionType;
  Index limitBegin, limitEnd, addFrom;
  SmallVector<Feature> features;
  /// The operands as the code being emitted knows them.
  const Feature *input = nullptr, *gradient = nullptr, *result = nullptr;
};

} // namespace

MaxPoolGradientEmitter::MaxPoolGradientEmitter(KernelBuilder &builder,
                                               const MaxPoolGradientSpec &spec)
    : builder(builder), ops(builder.getBuilder()), loc(builder.getLoc()),
      spec(spec), shape(spec.shape), windows(builder, shape) {
  positionType = VectorType::get(
      builder.getLanes(), ops.getIntegerType(8 * builder.getElementBytes()));
  limitBegin = builder.max(builder.field(&Call::limitBegin), 0);
  limitEnd = builder.min(builder.field(&Call::limitEnd), shape.outputHeight());
  addFrom = builder.field(&Call::addFrom);
  for (const FeatureLayout &layout : {spec.input, spec.gradient, spec.result})
    features.emplace_back(builder, features.size(), layout, shape.channels);
}

void MaxPoolGradientEmitter::emit() {
  emitForChannelStrides(builder, features, [&](ArrayRef<Feature> known) {
    input = &known[0];
    gradient = &known[1];
    result = &known[2];
    forEachShare([&](const Share &share) {
      if (shape.isTiling())
        emitTiles(share);
      else
        emitShare(share);
    });
  });
}

/// Shares consist of groups of rows as high as a step of the windows, so that
/// few windows lie in two shares. With few groups, each vector of channels is
/// a part of its own.
void MaxPoolGradientEmitter::forEachShare(ShareBody body) {
  int64_t stride = shape.stride[0];
  int64_t vectors = llvm::divideCeil(shape.channels, builder.getLanes());
  Index rowBegin = builder.field(&Call::rowBegin);
  Index rowEnd = builder.field(&Call::rowEnd);
  Index first = builder.floorDiv(builder.add(rowBegin, shape.top), stride);
  Index last = builder.ceilDiv(builder.add(rowEnd, shape.top), stride);
  // No rows touch one group, too; there are never more groups than rows.
  Index groups =
      builder.min(builder.sub(last, first), builder.sub(rowEnd, rowBegin));
  Index lines = builder.mul(builder.field(&Call::images), groups);

  Value isFew = builder.less(lines, builder.mul(builder.tasks(), 4));
  Index parts = vectors;
  if (vectors > 1)
    parts = Value(arith::SelectOp::create(
        ops, loc, isFew, builder.value(vectors), builder.value(1)));
  Index partVectors = builder.divUnsigned(vectors, parts);

  auto [begin, end] = builder.share(builder.mul(lines, parts));
  Index divisor = builder.max(groups, 1);
  Index columns = builder.divUnsigned(begin, divisor);
  Index columnsEnd =
      builder.divUnsigned(builder.add(end, builder.sub(divisor, 1)), divisor);
  builder.loop(columns, columnsEnd, 1, [&](Index column) {
    Index before = builder.mul(column, groups);
    Index groupBegin =
        builder.add(first, builder.max(builder.sub(begin, before), 0));
    Index groupEnd =
        builder.add(first, builder.min(builder.sub(end, before), groups));
    Index vectorBegin =
        builder.mul(builder.remUnsigned(column, parts), partVectors);
    Share share;
    share.image = builder.divUnsigned(column, parts);
    share.rowBegin = builder.max(windows.firstRow(groupBegin), rowBegin);
    share.rowEnd = builder.min(windows.firstRow(groupEnd), rowEnd);
    share.vectorBegin = vectorBegin;
    share.vectorEnd = builder.add(vectorBegin, partVectors);
    body(share);
  });
}

//===----------------------------------------------------------------------===//
// Any windows
//===----------------------------------------------------------------------===//

void MaxPoolGradientEmitter::emitShare(const Share &share) {
  int64_t stride = shape.stride[0], extent = shape.rowExtent();
  Index end = builder.min(
      limitEnd, builder.ceilDiv(builder.add(share.rowEnd, shape.top), stride));
  Index begin = builder.max(
      limitBegin,
      builder.ceilDiv(builder.add(share.rowBegin, shape.top - extent + 1),
                      stride));

  // Rows from `cleared` on have their first value.
  SmallVector<Value> last = builder.loop(
      0, builder.sub(end, begin), 1, builder.value(share.rowEnd),
      [&](Index back, ValueRange carried) {
        Index cleared = carried[0];
        Index windowRow = builder.sub(builder.sub(end, 1), back);
        Index next = builder.min(
            cleared, builder.max(windows.firstRow(windowRow), share.rowBegin));
        clearRows(share, next, cleared);
        scatter(share, windowRow);
        return SmallVector<Value>{builder.value(next)};
      });
  clearRows(share, share.rowBegin, last.front());
}

/// Adds the gradients of a row of windows to the share's rows.
void MaxPoolGradientEmitter::scatter(const Share &share, Index windowRow) {
  Index top = windows.firstRow(windowRow);
  auto emitWindows = [&](bool isInside) {
    windows.forEachWindow(
        windowRow, 0, shape.outputWidth(), /*oneForm=*/!isInside,
        [&](Index column, const PoolWindow &window) {
          PoolWindow target = window;
          if (!isInside) {
            int64_t dilation = shape.dilation[0];
            Index above =
                builder.ceilDiv(builder.sub(share.rowBegin, top), dilation);
            Index below =
                builder.ceilDiv(builder.sub(share.rowEnd, top), dilation);
            target.rows = {builder.max(window.rows.begin, above),
                           builder.min(window.rows.end, below)};
          }
          forEachVector(share, [&](Index channel, Value lanes) {
            Maximum maximum =
                findMaximum(share, windowRow, column, window, channel, lanes);
            windows.fold(target, {}, [&](const PoolTap &tap, ValueRange) {
              Index pixel = result->at(share.image, tap.row, tap.column);
              Value sum = builder.addFloat(result->load(pixel, channel, lanes),
                                           routed(maximum, tap));
              result->store(sum, pixel, channel, lanes);
              return SmallVector<Value>();
            });
          });
        });
  };
  Index bottom = builder.add(top, shape.rowExtent());
  Value isInside =
      bothOf(builder, builder.less(share.rowBegin, builder.add(top, 1)),
             builder.less(bottom, builder.add(share.rowEnd, 1)));
  builder.ifElse(
      isInside, [&] { emitWindows(true); }, [&] { emitWindows(false); });
}

//===----------------------------------------------------------------------===//
// Windows that tile the input
//===----------------------------------------------------------------------===//

void MaxPoolGradientEmitter::emitTiles(const Share &share) {
  int64_t stride = shape.stride[0];
  Index begin =
      builder.floorDiv(builder.add(share.rowBegin, shape.top), stride);
  Index end = builder.ceilDiv(builder.add(share.rowEnd, shape.top), stride);
  builder.loop(begin, end, 1, [&](Index windowRow) {
    Index top = windows.firstRow(windowRow);
    Index bottom = builder.add(top, stride);
    Index rowBegin = builder.max(top, share.rowBegin);
    Index rowEnd = builder.min(bottom, share.rowEnd);
    Value isUsed = isWithin(builder, windowRow, limitBegin, limitEnd);
    Value isWhole = bothOf(builder, builder.equal(rowBegin, top),
                           builder.equal(rowEnd, bottom));
    Value isAllOld = builder.less(addFrom, builder.add(top, 1));
    Value isAllNew = builder.less(builder.sub(bottom, 1), addFrom);
    Value isFast = bothOf(builder, isUsed, isWhole);
    auto emitSlow = [&] {
      clearRows(share, rowBegin, rowEnd);
      builder.ifElse(isUsed, [&] { scatter(share, windowRow); });
    };
    builder.ifElse(
        bothOf(builder, isFast, isAllNew),
        [&] { emitTileRow(share, windowRow, /*accumulate=*/false); },
        [&] {
          builder.ifElse(
              bothOf(builder, isFast, isAllOld),
              [&] { emitTileRow(share, windowRow, /*accumulate=*/true); },
              emitSlow);
        });
  });
}

/// Writes all rows of dx that a row of windows covers.
void MaxPoolGradientEmitter::emitTileRow(const Share &share, Index windowRow,
                                         bool accumulate) {
  auto emitWindow = [&](Index column, const PoolWindow &window) {
    forEachVector(share, [&](Index channel, Value lanes) {
      Maximum maximum =
          findMaximum(share, windowRow, column, window, channel, lanes);
      windows.fold(window, {}, [&](const PoolTap &tap, ValueRange) {
        Index pixel = result->at(share.image, tap.row, tap.column);
        Value value = routed(maximum, tap);
        if (accumulate)
          value = builder.addFloat(result->load(pixel, channel, lanes), value);
        result->store(value, pixel, channel, lanes);
        return SmallVector<Value>();
      });
    });
  };
  windows.forEachWindow(windowRow, 0, shape.outputWidth(), /*oneForm=*/false,
                        emitWindow);

  // The columns to the right of the last window.
  int64_t covered = shape.outputWidth() * shape.stride[1] - shape.left;
  Index top = windows.firstRow(windowRow);
  builder.loop(top, builder.add(top, shape.stride[0]), 1, [&](Index row) {
    builder.loop(covered, shape.width, 1, [&](Index column) {
      if (!accumulate)
        clearPixel(share, row, column);
    });
  });
}

//===----------------------------------------------------------------------===//
// Rows and pixels
//===----------------------------------------------------------------------===//

/// Sets rows [begin, end) to zero, as far as they are not added to.
void MaxPoolGradientEmitter::clearRows(const Share &share, Index begin,
                                       Index end) {
  builder.loop(begin, builder.min(end, addFrom), 1, [&](Index row) {
    builder.loop(0, shape.width, 1,
                 [&](Index column) { clearPixel(share, row, column); });
  });
}

void MaxPoolGradientEmitter::clearPixel(const Share &share, Index row,
                                        Index column) {
  Index pixel = result->at(share.image, row, column);
  forEachVector(share, [&](Index channel, Value lanes) {
    result->store(builder.zeroVector(), pixel, channel, lanes);
  });
}

//===----------------------------------------------------------------------===//
// Maxima
//===----------------------------------------------------------------------===//

Value MaxPoolGradientEmitter::positionOf(Index windowRow, Index windowColumn) {
  Index position =
      builder.add(builder.mul(windowRow, shape.kernel[1]), windowColumn);
  Type elementType = positionType.getElementType();
  if (position.isConstant())
    return arith::ConstantOp::create(
        ops, loc,
        DenseElementsAttr::get(
            positionType,
            ops.getIntegerAttr(elementType, position.getConstant())));
  Value scalar = position.getValue();
  if (scalar.getType() != elementType)
    scalar = arith::TruncIOp::create(ops, loc, elementType, scalar);
  return vector::BroadcastOp::create(ops, loc, positionType, scalar);
}

MaxPoolGradientEmitter::Maximum MaxPoolGradientEmitter::findMaximum(
    const Share &share, Index windowRow, Index windowColumn,
    const PoolWindow &window, Index channel, Value lanes) {
  Value init[] = {
      builder.splat(-std::numeric_limits<double>::infinity()),
      positionOf(window.rows.begin, window.columns.begin),
  };
  SmallVector<Value> found =
      windows.fold(window, init, [&](const PoolTap &tap, ValueRange carried) {
        Value element = input->load(input->at(share.image, tap.row, tap.column),
                                    channel, lanes);
        Value isGreater = arith::CmpFOp::create(
            ops, loc, arith::CmpFPredicate::OGT, element, carried[0]);
        Value isNaN = arith::CmpFOp::create(ops, loc, arith::CmpFPredicate::UNO,
                                            element, element);
        Value wins = arith::OrIOp::create(ops, loc, isGreater, isNaN);
        return SmallVector<Value>{
            arith::SelectOp::create(ops, loc, wins, element, carried[0]),
            arith::SelectOp::create(ops, loc, wins,
                                    positionOf(tap.windowRow, tap.windowColumn),
                                    carried[1])};
      });
  Value term = gradient->load(
      gradient->at(share.image, windowRow, windowColumn), channel, lanes);
  if (spec.epilogue)
    term = spec.epilogue.emit(builder.getBuilder(), builder.getLoc(),
                              {found[0], term});
  return {found[1], term};
}

Value MaxPoolGradientEmitter::routed(const Maximum &maximum,
                                     const PoolTap &tap) {
  Value isHere = arith::CmpIOp::create(
      ops, loc, arith::CmpIPredicate::eq, maximum.position,
      positionOf(tap.windowRow, tap.windowColumn));
  return arith::SelectOp::create(ops, loc, isHere, maximum.term,
                                 builder.zeroVector());
}

func::FuncOp lrcnn::cpu::emitMaxPoolGradient(ModuleOp module, StringRef name,
                                             const MaxPoolGradientSpec &spec,
                                             const VectorTarget &target) {
  KernelBuilder builder(module, name, spec.shape.type, target);
  MaxPoolGradientEmitter(builder, spec).emit();
  return builder.finish();
}

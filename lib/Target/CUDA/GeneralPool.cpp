//===- GeneralPool.cpp - Pools and their gradients ------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "GeneralFeature.h"
#include "GeneralKernels.h"

#include "lrcnn/Kernel/PoolSpec.h"
#include "mlir/Dialect/Arith/IR/Arith.h"

#include <limits>

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::cuda;
using lrcnn::kernel::AvgPoolGradientSpec;
using lrcnn::kernel::AvgPoolSpec;
using lrcnn::kernel::MaxPoolGradientSpec;
using lrcnn::kernel::MaxPoolSpec;
using lrcnn::kernel::PoolShape;

//===----------------------------------------------------------------------===//
// Windows
//===----------------------------------------------------------------------===//

namespace {
/// A window of the input, with the positions that lie inside.
struct PoolWindow {
  Index image, channel;
  Index top, left;
  TapRange rows, columns;
};

class PoolWindows {
public:
  PoolWindows(GeneralBuilder &b, const PoolShape &shape) : b(b), shape(shape) {}

  PoolWindow getWindow(const Place &output) {
    Index top = b.sub(b.mul(output.row, shape.stride[0]), shape.top);
    Index left = b.sub(b.mul(output.column, shape.stride[1]), shape.left);
    return {
        output.image,
        output.channel,
        top,
        left,
        clipTaps(b, top, shape.dilation[0], shape.kernel[0], 0, shape.height),
        clipTaps(b, left, shape.dilation[1], shape.kernel[1], 0, shape.width)};
  }

  /// Carries values over the positions in scan order.
  GeneralBuilder::Values
  fold(const PoolWindow &window, ValueRange init,
       llvm::function_ref<GeneralBuilder::Values(const Place &, ValueRange)>
           body) {
    return b.loop(
        window.rows.begin, window.rows.end, 1, init,
        [&](Index kh, ValueRange outer) {
          return b.loop(
              window.columns.begin, window.columns.end, 1, outer,
              [&](Index kw, ValueRange inner) {
                Index row = b.add(window.top, b.mul(kh, shape.dilation[0]));
                Index column = b.add(window.left, b.mul(kw, shape.dilation[1]));
                return body({window.image, row, column, window.channel}, inner);
              });
        });
  }

  /// The windows along an axis that may have a position, last + 1 behind them.
  TapRange getWindowsAt(Index position, int64_t axis) {
    int64_t pad = axis == 0 ? shape.top : shape.left;
    int64_t extent = axis == 0 ? shape.rowExtent() : shape.columnExtent();
    int64_t count = axis == 0 ? shape.outputHeight() : shape.outputWidth();
    Index padded = b.add(position, pad);
    return {b.max(b.ceilDiv(b.sub(padded, extent - 1), shape.stride[axis]), 0),
            b.min(b.add(b.floorDiv(padded, shape.stride[axis]), 1), count)};
  }

  /// Adds up what the windows around a position of the input that take part
  /// give, from `init` on: the last row of windows first, so that tiles from
  /// the bottom to the top give the bits of one call.
  Value foldWindowsAt(
      const Place &place, Value init,
      llvm::function_ref<Value(const Place &output, Value sum)> body) {
    TapRange rows = getWindowsAt(place.row, 0);
    TapRange columns = getWindowsAt(place.column, 1);
    TapRange limits = getLimits(b, shape.outputHeight());
    Index begin = b.max(rows.begin, limits.begin);
    Index end = b.min(rows.end, limits.end);
    return b.fold(0, b.sub(end, begin), init, [&](Index back, Value sum) {
      Index row = b.sub(b.sub(end, 1), back);
      return b.fold(
          columns.begin, columns.end, sum, [&](Index column, Value sum) {
            return body({place.image, row, column, place.channel}, sum);
          });
    });
  }

private:
  GeneralBuilder &b;
  const PoolShape &shape;
};
} // namespace

//===----------------------------------------------------------------------===//
// Maxima
//===----------------------------------------------------------------------===//

/// Whether `element` takes the place of the greatest so far: it is greater, or
/// NaN.
static Value wins(GeneralBuilder &b, Value element, Value best) {
  OpBuilder &ops = b.getBuilder();
  Value isGreater = arith::CmpFOp::create(
      ops, b.getLoc(), arith::CmpFPredicate::OGT, element, best);
  Value isNaN = arith::CmpFOp::create(
      ops, b.getLoc(), arith::CmpFPredicate::UNO, element, element);
  return b.anyOf(isGreater, isNaN);
}

static void emitMaxPool(GeneralBuilder &b, const MaxPoolSpec &spec) {
  const PoolShape &shape = spec.shape;
  PoolWindows windows(b, shape);
  Feature input(b, 0, spec.input, shape.channels);
  Feature result(b, 1, spec.result, shape.channels);
  b.forEachUnit(
      Per::Row, shape.outputWidth() * shape.channels, [&](const Unit &unit) {
        Place place = getPlace(b, unit, shape.channels);
        Value least = b.number(-std::numeric_limits<double>::infinity());
        Value value =
            windows
                .fold(windows.getWindow(place), least,
                      [&](const Place &at,
                          ValueRange best) -> GeneralBuilder::Values {
                        Value element = input.load(at);
                        return {arith::SelectOp::create(
                            b.getBuilder(), b.getLoc(),
                            wins(b, element, best[0]), element, best[0])};
                      })
                .front();
        if (spec.epilogue)
          value = spec.epilogue.emit(b.getBuilder(), b.getLoc(), value);
        result.store(value, place);
      });
}

namespace {
class MaxPoolGradientEmitter {
public:
  MaxPoolGradientEmitter(GeneralBuilder &b, const MaxPoolGradientSpec &spec)
      : b(b), spec(spec), shape(spec.shape), windows(b, shape),
        input(b, 0, spec.input, shape.channels),
        gradient(b, 1, spec.gradient, shape.channels),
        result(b, 2, spec.result, shape.channels) {}

  void emit() {
    b.forEachUnit(Per::Row, shape.width * shape.channels,
                  [&](const Unit &unit) {
                    Place place = getPlace(b, unit, shape.channels);
                    Value sum = windows.foldWindowsAt(
                        place, result.loadIf(isOldRow(b, place.row), place),
                        [&](const Place &output, Value sum) {
                          return addWindow(place, output, sum);
                        });
                    result.store(sum, place);
                  });
  }

private:
  Index getNumber(const Place &place) {
    return b.add(b.mul(place.row, shape.width), place.column);
  }
  /// Adds the gradient of the window `output` if its greatest is at `place`.
  Value addWindow(const Place &place, const Place &output, Value sum) {
    PoolWindow window = windows.getWindow(output);
    Value init[] = {b.number(-std::numeric_limits<double>::infinity()),
                    b.value(getFirst(window))};
    auto found = windows.fold(
        window, init,
        [&](const Place &at, ValueRange best) -> GeneralBuilder::Values {
          Value element = input.load(at);
          Value isBetter = wins(b, element, best[0]);
          return {arith::SelectOp::create(b.getBuilder(), b.getLoc(), isBetter,
                                          element, best[0]),
                  b.value(b.select(isBetter, getNumber(at), best[1]))};
        });
    return b.choose(
        b.equal(found[1], getNumber(place)),
        [&] {
          Value term = gradient.load(output);
          if (spec.epilogue)
            term = spec.epilogue.emit(b.getBuilder(), b.getLoc(),
                                      {found[0], term});
          return b.addFloat(sum, term);
        },
        [&] { return sum; });
  }
  /// The number of the window's first position inside: it wins if all are
  /// negative infinity.
  Index getFirst(const PoolWindow &window) {
    Index row = b.add(window.top, b.mul(window.rows.begin, shape.dilation[0]));
    Index column =
        b.add(window.left, b.mul(window.columns.begin, shape.dilation[1]));
    return getNumber({window.image, row, column, window.channel});
  }

  GeneralBuilder &b;
  const MaxPoolGradientSpec &spec;
  const PoolShape &shape;
  PoolWindows windows;
  Feature input, gradient, result;
};
} // namespace

static void emitMaxPoolGradient(GeneralBuilder &b,
                                const MaxPoolGradientSpec &spec) {
  MaxPoolGradientEmitter(b, spec).emit();
}

//===----------------------------------------------------------------------===//
// Means
//===----------------------------------------------------------------------===//

/// `value` over the number of positions that count of a window.
static Value divideByCount(GeneralBuilder &b, Value value,
                           const PoolShape &shape, bool excludePad,
                           const PoolWindow &window) {
  Index count = shape.kernel[0] * shape.kernel[1];
  if (excludePad)
    count = b.mul(b.sub(window.rows.end, window.rows.begin),
                  b.sub(window.columns.end, window.columns.begin));
  Value divisor = arith::SIToFPOp::create(b.getBuilder(), b.getLoc(),
                                          b.getElementType(), b.value(count));
  return arith::DivFOp::create(b.getBuilder(), b.getLoc(), value, divisor);
}

static void emitAvgPool(GeneralBuilder &b, const AvgPoolSpec &spec) {
  const PoolShape &shape = spec.shape;
  PoolWindows windows(b, shape);
  Feature input(b, 0, spec.input, shape.channels);
  Feature result(b, 1, spec.result, shape.channels);
  b.forEachUnit(
      Per::Row, shape.outputWidth() * shape.channels, [&](const Unit &unit) {
        Place place = getPlace(b, unit, shape.channels);
        PoolWindow window = windows.getWindow(place);
        Value sum = windows
                        .fold(window, b.zero(),
                              [&](const Place &at,
                                  ValueRange sum) -> GeneralBuilder::Values {
                                return {b.addFloat(sum[0], input.load(at))};
                              })
                        .front();
        Value value = divideByCount(b, sum, shape, spec.excludePad, window);
        if (spec.epilogue)
          value = spec.epilogue.emit(b.getBuilder(), b.getLoc(), value);
        result.store(value, place);
      });
}

static void emitAvgPoolGradient(GeneralBuilder &b,
                                const AvgPoolGradientSpec &spec) {
  const PoolShape &shape = spec.shape;
  PoolWindows windows(b, shape);
  unsigned position = 0;
  Feature gradient(b, position++, spec.gradient, shape.channels);
  std::optional<Feature> activation;
  if (spec.epilogue)
    activation.emplace(b, position++, spec.activation, shape.channels);
  Feature result(b, position, spec.result, shape.channels);
  b.forEachUnit(Per::Row, shape.width * shape.channels, [&](const Unit &unit) {
    Place place = getPlace(b, unit, shape.channels);
    Value active = activation ? activation->load(place) : Value();
    Value sum = windows.foldWindowsAt(
        place, result.loadIf(isOldRow(b, place.row), place),
        [&](const Place &output, Value sum) {
          Value term =
              divideByCount(b, gradient.load(output), shape, spec.excludePad,
                            windows.getWindow(output));
          if (activation)
            term =
                spec.epilogue.emit(b.getBuilder(), b.getLoc(), {active, term});
          return b.addFloat(sum, term);
        });
    result.store(sum, place);
  });
}

void lrcnn::cuda::addGeneralPools(KernelEmitters &emitters) {
  emitters.add(MaxPoolSpec::kind, emitMaxPool);
  emitters.add(MaxPoolGradientSpec::kind, emitMaxPoolGradient);
  emitters.add(AvgPoolSpec::kind, emitAvgPool);
  emitters.add(AvgPoolGradientSpec::kind, emitAvgPoolGradient);
}

//===- PoolKernels.cpp - Kernels of pooling layers ------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/CPU/PoolKernels.h"

#include "PoolWindows.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "llvm/Support/raw_ostream.h"

#include <limits>

using namespace mlir;
using namespace lrcnn::cpu;

//===----------------------------------------------------------------------===//
// Forward
//===----------------------------------------------------------------------===//

namespace {

/// What a pool makes of one window, on vectors of channels.
struct Reduction {
  Value init;
  llvm::function_ref<Value(Value carried, Value element)> combine;
  llvm::function_ref<Value(const PoolWindow &window, Value carried)> finish;
};

} // namespace

/// Each output pixel is a unit of work; a window is folded in scan order.
static void emitForward(KernelBuilder &builder, const PoolShape &shape,
                        const FeatureLayout &input, const FeatureLayout &result,
                        const PointwiseBody &epilogue,
                        const Reduction &reduction) {
  PoolWindows windows(builder, shape);
  auto emitPixel = [&](const Feature &from, const Feature &to, Index image,
                       Index row, Index column, const PoolWindow &window) {
    forEachChannelVector(
        builder, shape.channels, [&](Index channel, Value lanes) {
          Value folded =
              windows
                  .fold(window, reduction.init,
                        [&](const PoolTap &tap, ValueRange carried) {
                          Value element =
                              from.load(from.at(image, tap.row, tap.column),
                                        channel, lanes);
                          return SmallVector<Value>{
                              reduction.combine(carried[0], element)};
                        })
                  .front();
          Value value = reduction.finish(window, folded);
          if (epilogue)
            value =
                epilogue.emit(builder.getBuilder(), builder.getLoc(), value);
          to.store(value, to.at(image, row, column), channel, lanes);
        });
  };
  Feature features[] = {Feature(builder, 0, input, shape.channels),
                        Feature(builder, 1, result, shape.channels)};
  emitForChannelStrides(builder, features, [&](ArrayRef<Feature> known) {
    forEachSpan(builder, shape.outputWidth(),
                [&](Index image, Index row, Index begin, Index end) {
                  windows.forEachWindow(
                      row, begin, end, /*oneForm=*/false,
                      [&](Index column, const PoolWindow &window) {
                        emitPixel(known[0], known[1], image, row, column,
                                  window);
                      });
                });
  });
}

func::FuncOp lrcnn::cpu::emitMaxPool(ModuleOp module, StringRef name,
                                     const MaxPoolSpec &spec,
                                     const VectorTarget &target) {
  KernelBuilder builder(module, name, spec.shape.type, target);
  OpBuilder &ops = builder.getBuilder();
  Location loc = builder.getLoc();
  // Ordered, so that a NaN stays once it is there; then a NaN that comes wins.
  auto combine = [&](Value best, Value element) -> Value {
    Value isGreater = arith::CmpFOp::create(ops, loc, arith::CmpFPredicate::OGT,
                                            element, best);
    Value greater = arith::SelectOp::create(ops, loc, isGreater, element, best);
    Value isNaN = arith::CmpFOp::create(ops, loc, arith::CmpFPredicate::UNO,
                                        element, element);
    return arith::SelectOp::create(ops, loc, isNaN, element, greater);
  };
  auto finish = [](const PoolWindow &, Value best) { return best; };
  emitForward(builder, spec.shape, spec.input, spec.result, spec.epilogue,
              {builder.splat(-std::numeric_limits<double>::infinity()), combine,
               finish});
  return builder.finish();
}

//===----------------------------------------------------------------------===//
// Average
//===----------------------------------------------------------------------===//

/// `vector` over the number rows * columns.
static Value divideByCount(KernelBuilder &builder, Value vector, Index rows,
                           Index columns) {
  OpBuilder &ops = builder.getBuilder();
  Location loc = builder.getLoc();
  Index count = builder.mul(rows, columns);
  Value divisor;
  if (count.isConstant())
    divisor = builder.splat(static_cast<double>(count.getConstant()));
  else
    divisor = builder.broadcast(arith::SIToFPOp::create(
        ops, loc, builder.getElementType(), builder.value(count)));
  return arith::DivFOp::create(ops, loc, vector, divisor);
}

func::FuncOp lrcnn::cpu::emitAvgPool(ModuleOp module, StringRef name,
                                     const AvgPoolSpec &spec,
                                     const VectorTarget &target) {
  const PoolShape &shape = spec.shape;
  KernelBuilder builder(module, name, shape.type, target);
  auto combine = [&](Value sum, Value element) {
    return builder.addFloat(sum, element);
  };
  auto finish = [&](const PoolWindow &window, Value sum) {
    if (!spec.excludePad)
      return divideByCount(builder, sum, shape.kernel[0], shape.kernel[1]);
    return divideByCount(builder, sum,
                         builder.sub(window.rows.end, window.rows.begin),
                         builder.sub(window.columns.end, window.columns.begin));
  };
  emitForward(builder, shape, spec.input, spec.result, spec.epilogue,
              {builder.zeroVector(), combine, finish});
  return builder.finish();
}

namespace {

/// Each pixel of dx sums up the windows that it lies in.
class AvgPoolGradientEmitter {
public:
  AvgPoolGradientEmitter(KernelBuilder &builder,
                         const AvgPoolGradientSpec &spec)
      : builder(builder), spec(spec), shape(spec.shape) {}

  void emit() {
    SmallVector<Feature> features;
    features.emplace_back(builder, 0, spec.gradient, shape.channels);
    if (spec.epilogue)
      features.emplace_back(builder, 1, spec.activation, shape.channels);
    features.emplace_back(builder, features.size(), spec.result,
                          shape.channels);
    emitForChannelStrides(builder, features, [&](ArrayRef<Feature> known) {
      forEachSpan(builder, shape.width,
                  [&](Index image, Index row, Index begin, Index end) {
                    emitSpan(known, image, row, begin, end);
                  });
    });
  }

private:
  /// Windows along one axis that hold a position of the input, or the
  /// positions inside the input of one window.
  struct Span {
    Index begin, end;
  };

  Span windowsAt(Index position, int64_t pad, int64_t axis, int64_t count) {
    Index padded = builder.add(position, pad);
    Index first = builder.ceilDiv(builder.sub(padded, shape.kernel[axis] - 1),
                                  shape.stride[axis]);
    Index last = builder.floorDiv(padded, shape.stride[axis]);
    return {builder.max(first, 0), builder.min(builder.add(last, 1), count)};
  }

  Index insideCount(Index window, int64_t pad, int64_t axis, int64_t size) {
    Index first = builder.sub(builder.mul(window, shape.stride[axis]), pad);
    return builder.sub(
        builder.min(builder.add(first, shape.kernel[axis]), size),
        builder.max(first, 0));
  }

  void emitSpan(ArrayRef<Feature> features, Index image, Index row, Index begin,
                Index end) {
    Span rows = windowsAt(row, shape.top, 0, shape.outputHeight());
    rows.begin = builder.max(rows.begin, builder.field(&Call::limitBegin));
    rows.end = builder.min(rows.end, builder.field(&Call::limitEnd));
    forAddedRow(builder, row, [&](bool accumulate) {
      builder.loop(begin, end, 1, [&](Index column) {
        Span columns = windowsAt(column, shape.left, 1, shape.outputWidth());
        emitGradientPixel(
            builder, features, shape.channels, image, row, column, accumulate,
            [&](Index channel, Value lanes, Value activation, Value sum) {
              return sumWindows(features[0], image, rows, columns, channel,
                                lanes, activation, sum);
            });
      });
    });
  }

  /// Adds the windows' shares to `init`, the last row of windows first.
  Value sumWindows(const Feature &gradient, Index image, Span rows,
                   Span columns, Index channel, Value lanes, Value activation,
                   Value init) {
    auto sumRow = [&](Index back, ValueRange outer) {
      Index row = builder.sub(builder.sub(rows.end, 1), back);
      return builder.loop(
          columns.begin, columns.end, 1, outer,
          [&](Index column, ValueRange inner) {
            Value share =
                gradient.load(gradient.at(image, row, column), channel, lanes);
            if (spec.excludePad)
              share = divideByCount(
                  builder, share, insideCount(row, shape.top, 0, shape.height),
                  insideCount(column, shape.left, 1, shape.width));
            else
              share = divideByCount(builder, share, shape.kernel[0],
                                    shape.kernel[1]);
            if (activation)
              share = spec.epilogue.emit(builder.getBuilder(), builder.getLoc(),
                                         {activation, share});
            return SmallVector<Value>{builder.addFloat(inner[0], share)};
          });
    };
    return builder.loop(0, builder.sub(rows.end, rows.begin), 1, init, sumRow)
        .front();
  }

  KernelBuilder &builder;
  const AvgPoolGradientSpec &spec;
  const PoolShape &shape;
};

} // namespace

func::FuncOp lrcnn::cpu::emitAvgPoolGradient(ModuleOp module, StringRef name,
                                             const AvgPoolGradientSpec &spec,
                                             const VectorTarget &target) {
  KernelBuilder builder(module, name, spec.shape.type, target);
  AvgPoolGradientEmitter(builder, spec).emit();
  return builder.finish();
}

void lrcnn::cpu::addPoolKernels(KernelEmitters &emitters) {
  emitters.add(MaxPoolSpec::kind, emitMaxPool);
  emitters.add(MaxPoolGradientSpec::kind, emitMaxPoolGradient);
  emitters.add(AvgPoolSpec::kind, emitAvgPool);
  emitters.add(AvgPoolGradientSpec::kind, emitAvgPoolGradient);
}

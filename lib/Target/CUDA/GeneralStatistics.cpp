//===- GeneralStatistics.cpp - Means, variances and their gradients -------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "GeneralFeature.h"
#include "GeneralKernels.h"

#include "lrcnn/Dialect/Row/IR/Element.h"
#include "lrcnn/Kernel/FoldSpec.h"
#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::cuda;
using lrcnn::kernel::AddToResult;
using lrcnn::kernel::Call;
using lrcnn::kernel::NormalizeGradientSpec;
using lrcnn::kernel::StatisticsSpec;
using lrcnn::row::Element;

/// The accumulator has, for each image, means and then sums of squared
/// distances of all channels, in f64.
static int64_t getImageBytes(const StatisticsSpec &spec) {
  return spec.channels * 2 * sizeof(double);
}

//===----------------------------------------------------------------------===//
// Numbers of f64
//===----------------------------------------------------------------------===//

namespace {
/// Arithmetic in f64, whatever the kernel's elements are.
class Wide {
public:
  explicit Wide(GeneralBuilder &b)
      : b(b), builder(b.getBuilder()), loc(b.getLoc()),
        type(builder.getF64Type()) {}

  Element load(Value base, Index offset) {
    return element(
        LLVM::LoadOp::create(builder, loc, type, address(base, offset), 8));
  }
  void store(Value value, Value base, Index offset) {
    LLVM::StoreOp::create(builder, loc, value, address(base, offset), 8);
  }
  Element number(double number) {
    return element(arith::ConstantOp::create(builder, loc,
                                             builder.getF64FloatAttr(number)));
  }
  Element number(Index index) {
    return element(arith::SIToFPOp::create(builder, loc, type, b.value(index)));
  }
  Element widen(Value value) {
    if (value.getType() != type)
      value = arith::ExtFOp::create(builder, loc, type, value);
    return element(value);
  }
  Value narrow(Value value) {
    if (b.getElementType() == type)
      return value;
    return arith::TruncFOp::create(builder, loc, b.getElementType(), value);
  }

  /// Merges the mean and squared distances of `count` elements with those of
  /// `more` (Chan, Golub and LeVeque 1983).
  SmallVector<Value> merge(ValueRange have, Index count, Element mean,
                           Element squares, Index more) {
    Element oldMean = element(have[0]), oldSquares = element(have[1]);
    Element share = number(more) / number(b.add(count, more));
    Element distance = mean - oldMean;
    Element between = (distance * distance) * (number(count) * share);
    return {oldMean + distance * share, oldSquares + (squares + between)};
  }
  /// Adds up two numbers from zero on.
  SmallVector<Value>
  fold(int64_t count,
       llvm::function_ref<SmallVector<Value>(Index, ValueRange)> body) {
    SmallVector<Value> zeros(2, number(0.0));
    return b.loop(0, count, 1, zeros, body);
  }
  Element element(Value value) { return {builder, loc, value}; }

private:
  Value address(Value base, Index offset) {
    return LLVM::GEPOp::create(builder, loc, base.getType(), type, base,
                               ValueRange(b.value(offset)));
  }

  GeneralBuilder &b;
  OpBuilder &builder;
  Location loc;
  Type type;
};
} // namespace

//===----------------------------------------------------------------------===//
// Statistics
//===----------------------------------------------------------------------===//

/// A mean and squared distances of a row's columns.
static std::pair<Value, Value> emitRowMoments(GeneralBuilder &b,
                                              const StatisticsSpec &spec,
                                              const Feature &input,
                                              const Place &row, Index lane,
                                              int64_t lanes) {
  auto sumColumns = [&](llvm::function_ref<Value(Value, Value)> add) {
    auto sums =
        b.loop(lane, spec.width, lanes, b.zero(),
               [&](Index column, ValueRange sum) -> GeneralBuilder::Values {
                 Value x =
                     input.load({row.image, row.row, column, row.channel});
                 return {add(x, sum[0])};
               });
    return b.sumTeam(sums.front());
  };
  Value sum =
      sumColumns([&](Value x, Value sum) { return b.addFloat(sum, x); });
  Value mean = b.mulFloat(sum, b.number(1.0 / spec.width));
  Value squares = sumColumns([&](Value x, Value sum) {
    Value distance = b.subFloat(x, mean);
    return b.fma(distance, distance, sum);
  });
  return {mean, squares};
}

static void emitStatistics(GeneralBuilder &b, const StatisticsSpec &spec) {
  constexpr int64_t lanes = 32;
  Wide wide(b);
  Feature input(b, 0, spec.input, spec.channels);
  Value accumulator = b.operand(1).data;
  Index rowBegin = b.field(&Call::rowBegin), rowEnd = b.field(&Call::rowEnd);
  Value isFirst = b.equal(rowBegin, 0);
  b.forEachUnit(
      Per::Image, spec.channels, {lanes, /*lanesAdjacent=*/false},
      [&](const Unit &unit) {
        Index at = b.add(b.mul(unit.image, 2 * spec.channels), unit.number);
        Index squaresAt = b.add(at, spec.channels);
        // The first row finds what another call left.
        auto load = [&](Index offset) -> Value {
          return b.choose(
              isFirst, [&]() -> Value { return wide.number(0.0); },
              [&]() -> Value { return wide.load(accumulator, offset); },
              b.getBuilder().getF64Type());
        };
        SmallVector<Value> have{load(at), load(squaresAt)};
        have =
            b.loop(rowBegin, rowEnd, 1, have, [&](Index row, ValueRange have) {
              auto [mean, squares] = emitRowMoments(
                  b, spec, input, {unit.image, row, 0, unit.number}, unit.lane,
                  lanes);
              return wide.merge(have, b.mul(row, spec.width), wide.widen(mean),
                                wide.widen(squares), spec.width);
            });
        b.ifFirst(unit, [&] {
          b.ifElse(b.less(rowBegin, rowEnd), [&] {
            wide.store(have[0], accumulator, at);
            wide.store(have[1], accumulator, squaresAt);
          });
        });
      });
}

static void emitUnpackStatistics(GeneralBuilder &b,
                                 const StatisticsSpec &spec) {
  Wide wide(b);
  Value accumulator = b.operand(0).data;
  OperandRef result = b.slabOperand(1, spec.channels);
  int64_t pixels = spec.height * spec.width;
  // Statistics of the batch are of one channel of all images, others of a group
  // of channels of one image.
  int64_t groups = spec.groups ? spec.groups : spec.channels;
  int64_t groupSize = spec.channels / groups;
  int64_t images = spec.groups ? 1 : spec.images;
  int64_t results = spec.groups ? spec.images : 1;
  int64_t merged = images * groupSize;
  b.forEachUnit(Per::Call, results * groups, [&](const Unit &unit) {
    Index resultImage = b.divUnsigned(unit.number, groups);
    Index first = b.mul(b.remUnsigned(unit.number, groups), groupSize);
    auto all = wide.fold(merged, [&](Index k, ValueRange have) {
      Index image = spec.groups ? resultImage : k;
      Index channel = spec.groups ? b.add(first, k) : first;
      Index at = b.add(b.mul(image, 2 * spec.channels), channel);
      return wide.merge(have, b.mul(k, pixels), wide.load(accumulator, at),
                        wide.load(accumulator, b.add(at, spec.channels)),
                        pixels);
    });
    Value mean = wide.narrow(all[0]);
    Value variance =
        wide.narrow(wide.element(all[1]) * (1.0 / (pixels * merged)));
    b.loop(0, groupSize, 1, [&](Index k) {
      Index at = b.add(b.mul(resultImage, result.imageStride), b.add(first, k));
      b.storeScalar(mean, result.data, at);
      b.storeScalar(variance, result.data, b.add(at, result.pixelStride));
    });
  });
}

//===----------------------------------------------------------------------===//
// Gradients
//===----------------------------------------------------------------------===//

namespace {
/// What the gradient of statistics is made of.
struct StatisticsGradient {
  GeneralBuilder &b;
  const NormalizeGradientSpec &spec;
  Wide wide;
  OperandRef sums, statistics, scale;

  Element load(const OperandRef &from, Index image, Index channel,
               int64_t column) {
    Index at = b.add(b.mul(image, from.imageStride),
                     b.add(channel, b.mul(column, from.pixelStride)));
    return wide.widen(b.loadScalar(from.data, at));
  }
  /// Adds the share of a channel to the gradients of mean and variance.
  SmallVector<Value> add(ValueRange have, Index image, Index channel) {
    Element variance =
        load(statistics, spec.ofBatch ? Index(0) : image, channel, 1) +
        spec.eps;
    Element factor = spec.scale
                         ? wide.widen(b.loadScalar(
                               scale.data, b.mul(channel, scale.channelStride)))
                         : wide.number(1.0);
    Element mean = factor * load(sums, image, channel, 0) / sqrt(variance);
    Element square = factor * 0.5 * load(sums, image, channel, 1) / variance;
    return {wide.element(have[0]) - mean, wide.element(have[1]) - square};
  }
};
} // namespace

static void emitStatisticsGradient(GeneralBuilder &b,
                                   const NormalizeGradientSpec &spec) {
  StatisticsGradient gradient{b,
                              spec,
                              Wide(b),
                              b.slabOperand(0, spec.channels),
                              b.slabOperand(1, spec.channels),
                              b.operand(2)};
  OperandRef result = b.slabOperand(3, spec.channels);
  int64_t groups = spec.groups ? spec.groups : spec.channels;
  int64_t groupSize = spec.channels / groups;
  // Images that share statistics.
  int64_t shared = spec.ofBatch ? spec.images : 1;
  Value isOld = b.less(b.field(&Call::addFrom), 1);
  b.forEachUnit(
      Per::Call, spec.images / shared * groups, [&](const Unit &unit) {
        Index resultImage = b.divUnsigned(unit.number, groups);
        Index first = b.mul(b.remUnsigned(unit.number, groups), groupSize);
        auto totals = gradient.wide.fold(
            shared * groupSize, [&](Index k, ValueRange have) {
              Index image =
                  spec.ofBatch ? b.divUnsigned(k, groupSize) : resultImage;
              return gradient.add(have, image,
                                  b.add(first, b.remUnsigned(k, groupSize)));
            });
        b.loop(0, groupSize, 1, [&](Index k) {
          for (int64_t column = 0; column < 2; ++column) {
            Index at = b.add(
                b.mul(resultImage, result.imageStride),
                b.add(b.add(first, k), b.mul(column, result.pixelStride)));
            Value old = b.loadIf(isOld, result.data, at);
            Value total = gradient.wide.narrow(totals[column]);
            b.storeScalar(b.addFloat(old, total), result.data, at);
          }
        });
      });
}

/// Adds a column of the sums of all images to the gradient of a vector.
static void emitVectorGradient(GeneralBuilder &b,
                               const NormalizeGradientSpec &spec,
                               int64_t column) {
  Wide wide(b);
  OperandRef sums = b.slabOperand(0, spec.channels), result = b.operand(1);
  Value adds = b.isFlagged(AddToResult);
  b.forEachUnit(Per::Call, spec.channels, [&](const Unit &unit) {
    SmallVector<Value> zero{wide.number(0.0)};
    auto total =
        b.loop(0, spec.images, 1, zero,
               [&](Index image, ValueRange sum) -> SmallVector<Value> {
                 Index at =
                     b.add(b.mul(image, sums.imageStride),
                           b.add(unit.number, b.mul(column, sums.pixelStride)));
                 return {wide.element(sum[0]) +
                         wide.widen(b.loadScalar(sums.data, at))};
               });
    Index at = b.mul(unit.number, result.channelStride);
    Value old = b.loadIf(adds, result.data, at);
    b.storeScalar(b.addFloat(old, wide.narrow(total.front())), result.data, at);
  });
}

static void emitNormalizeShiftGradient(GeneralBuilder &b,
                                       const NormalizeGradientSpec &spec) {
  emitVectorGradient(b, spec, 0);
}

static void emitNormalizeScaleGradient(GeneralBuilder &b,
                                       const NormalizeGradientSpec &spec) {
  emitVectorGradient(b, spec, 1);
}

void lrcnn::cuda::addGeneralStatistics(KernelEmitters &emitters) {
  emitters.add(StatisticsSpec::kind, emitStatistics).imageBytes =
      [](const KernelSpec &spec) {
        return getImageBytes(spec.get<StatisticsSpec>());
      };
  emitters.add(StatisticsSpec::unpack, emitUnpackStatistics).packedBytes =
      [](const KernelSpec &spec) {
        const auto &statistics = spec.get<StatisticsSpec>();
        return statistics.images * getImageBytes(statistics);
      };
  emitters.add(NormalizeGradientSpec::ofStatistics, emitStatisticsGradient);
  emitters.add(NormalizeGradientSpec::ofShift, emitNormalizeShiftGradient);
  emitters.add(NormalizeGradientSpec::ofScale, emitNormalizeScaleGradient);
}

//===- LayerNormKernels.cpp - Normalization over channels -----------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Lanes run over the channels of a pixel. Tasks share pixels; those of the
// scale's gradient, a sum over pixels, share channels, and each makes the
// statistics of all pixels for itself.
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/CPU/LayerNormKernels.h"

#include "FeatureAccess.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/bit.h"
#include "llvm/Support/MathExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;
using namespace lrcnn::cpu;

namespace {
/// Columns whose statistics stand beside each other before they are used.
constexpr int64_t statisticsColumns = 32;

class LayerNormEmitter {
public:
  LayerNormEmitter(KernelBuilder &b, const LayerNormSpec &spec)
      : b(b), spec(spec) {}

  void emitForward();
  void emitGradient();
  void emitScaleGradient();

private:
  using Values = SmallVector<Value>;
  using Features = ArrayRef<Feature>;

  /// The mean of a pixel's channels and one over their deviation, in each lane.
  struct Statistics {
    Value mean, factor;
  };
  Statistics emitStatistics(const Feature &input, Index pixel);
  Value normalize(Value x, Statistics pixel) {
    return b.mulFloat(b.subFloat(x, pixel.mean), pixel.factor);
  }
  /// The mean over a pixel's channels of what `sum` has in its lanes.
  Value getMean(Value sum) {
    return b.mulFloat(b.sumLanes(sum), b.splat(1.0 / spec.channels));
  }
  /// Carries values over the vectors of a pixel's channels.
  Values foldChannels(
      ValueRange init,
      llvm::function_ref<Values(Index channel, Value mask, ValueRange)> body);

  void emitPixelGradient(Features features, Index image, Index row,
                         Index column, RowAction action);
  /// Adds the call's rows to the sums of vectors [begin, end), which lie at
  /// `sums`; `saved` has room for the statistics of some columns.
  void sumRows(Features features, Index begin, Index end, Value sums,
               Value saved);

  /// Where the features of a kernel that has a gradient stand.
  enum Position { Input, Gradient };
  static FeatureLayout ofChannels() {
    FeatureLayout layout = FeatureLayout::border();
    layout.spread = FeatureLayout::Spread::all;
    return layout;
  }
  void forEachStride(ArrayRef<FeatureLayout> layouts,
                     llvm::function_ref<void(Features)> body) {
    SmallVector<Feature> features;
    for (const FeatureLayout &layout : layouts)
      features.emplace_back(b, features.size(), layout, spec.channels);
    emitForChannelStrides(b, features, body);
  }

  KernelBuilder &b;
  const LayerNormSpec &spec;
};
} // namespace

LayerNormEmitter::Values LayerNormEmitter::foldChannels(
    ValueRange init,
    llvm::function_ref<Values(Index, Value, ValueRange)> body) {
  int64_t full = spec.channels / b.getLanes() * b.getLanes();
  Values values = b.loop(0, full, b.getLanes(), init,
                         [&](Index channel, ValueRange values) {
                           return body(channel, {}, values);
                         });
  return full == spec.channels
             ? values
             : body(full, b.maskOf(spec.channels - full), values);
}

LayerNormEmitter::Statistics
LayerNormEmitter::emitStatistics(const Feature &input, Index pixel) {
  Value mean = getMean(
      foldChannels(b.zeroVector(),
                   [&](Index channel, Value mask, ValueRange sum) -> Values {
                     return {
                         b.addFloat(sum[0], input.load(pixel, channel, mask))};
                   })
          .front());
  Value variance = getMean(
      foldChannels(b.zeroVector(),
                   [&](Index channel, Value mask, ValueRange sum) -> Values {
                     Value distance =
                         b.subFloat(input.load(pixel, channel, mask), mean);
                     if (mask)
                       distance = arith::SelectOp::create(
                           b.getBuilder(), b.getLoc(), mask, distance,
                           b.zeroVector());
                     return {b.fma(distance, distance, sum[0])};
                   })
          .front());
  return {mean, b.inverseDeviation(variance, spec.eps)};
}

void LayerNormEmitter::emitForward() {
  SmallVector<FeatureLayout> layouts{spec.input};
  layouts.append(spec.scale + spec.shift, ofChannels());
  layouts.push_back(spec.result);
  forEachStride(layouts, [&](Features features) {
    const Feature &input = features.front(), &result = features.back();
    auto emitPixel = [&](Index image, Index row, Index column) {
      Index pixel = input.at(image, row, column);
      Statistics statistics = emitStatistics(input, pixel);
      forEachChannelVector(b, spec.channels, [&](Index channel, Value mask) {
        Value value = normalize(input.load(pixel, channel, mask), statistics);
        const Feature *next = &features[1];
        if (spec.scale)
          value = b.mulFloat(value, (next++)->load(0, channel, mask));
        if (spec.shift)
          value = b.addFloat(value, next->load(0, channel, mask));
        if (spec.epilogue)
          value = spec.epilogue.emit(b.getBuilder(), b.getLoc(), value);
        result.store(value, result.at(image, row, column), channel, mask);
      });
    };
    forEachSpan(b, spec.width,
                [&](Index image, Index row, Index begin, Index end) {
                  b.loop(begin, end, 1,
                         [&](Index column) { emitPixel(image, row, column); });
                });
  });
}

void LayerNormEmitter::emitPixelGradient(Features features, Index image,
                                         Index row, Index column,
                                         RowAction action) {
  const Feature &input = features[Input], &dy = features[Gradient];
  const Feature &result = features.back();
  Index pixel = input.at(image, row, column);
  Index gradientPixel = dy.at(image, row, column);
  Index resultPixel = result.at(image, row, column);
  if (!action.compute)
    return forEachChannelVector(
        b, spec.channels, [&](Index channel, Value mask) {
          result.store(b.zeroVector(), resultPixel, channel, mask);
        });

  Statistics statistics = emitStatistics(input, pixel);
  // The normalized element and the gradient that it gets.
  auto loadBoth = [&](Index channel, Value mask) -> std::pair<Value, Value> {
    Value g = dy.load(gradientPixel, channel, mask);
    if (spec.scale)
      g = b.mulFloat(g, features[Gradient + 1].load(0, channel, mask));
    return {normalize(input.load(pixel, channel, mask), statistics), g};
  };
  Values zeros(2, b.zeroVector());
  Values sums = foldChannels(
      zeros, [&](Index channel, Value mask, ValueRange sums) -> Values {
        auto [n, g] = loadBoth(channel, mask);
        return {b.addFloat(sums[0], g), b.fma(g, n, sums[1])};
      });
  Value mean = getMean(sums[0]), along = getMean(sums[1]);
  forEachChannelVector(b, spec.channels, [&](Index channel, Value mask) {
    auto [n, g] = loadBoth(channel, mask);
    Value value = b.subFloat(b.subFloat(g, mean), b.mulFloat(n, along));
    value = b.mulFloat(value, statistics.factor);
    if (spec.epilogue) {
      const Feature &activation = features[features.size() - 2];
      Value at =
          activation.load(activation.at(image, row, column), channel, mask);
      value = spec.epilogue.emit(b.getBuilder(), b.getLoc(), {at, value});
    }
    if (action.accumulate)
      value = b.addFloat(result.load(resultPixel, channel, mask), value);
    result.store(value, resultPixel, channel, mask);
  });
}

void LayerNormEmitter::emitGradient() {
  SmallVector<FeatureLayout> layouts{spec.input, spec.gradient};
  if (spec.scale)
    layouts.push_back(ofChannels());
  if (spec.epilogue)
    layouts.push_back(spec.activation);
  layouts.push_back(spec.result);
  forEachStride(layouts, [&](Features features) {
    forEachSpan(b, spec.width,
                [&](Index image, Index row, Index begin, Index end) {
                  forGradientRow(b, row, [&](RowAction action) {
                    b.loop(begin, end, 1, [&](Index column) {
                      emitPixelGradient(features, image, row, column, action);
                    });
                  });
                });
  });
}

void LayerNormEmitter::sumRows(Features features, Index begin, Index end,
                               Value sums, Value saved) {
  const Feature &input = features[Input], &dy = features[Gradient];
  int64_t lanes = b.getLanes();
  auto sumColumns = [&](Index image, Index row, Index first, Index count) {
    b.loop(0, count, 1, [&](Index k) {
      Index column = b.add(first, k);
      Statistics pixel = emitStatistics(input, input.at(image, row, column));
      Index at = b.mul(k, 2 * lanes);
      b.store(pixel.mean, saved, at);
      b.store(pixel.factor, saved, b.add(at, lanes));
    });
    b.loop(begin, end, 1, [&](Index vector) {
      Index channel = b.mul(vector, lanes);
      Value mask = b.maskOf(b.sub(spec.channels, channel));
      auto total = b.loop(
          0, count, 1, b.zeroVector(), [&](Index k, ValueRange sum) -> Values {
            Index column = b.add(first, k), at = b.mul(k, 2 * lanes);
            Statistics pixel{b.load(saved, at),
                             b.load(saved, b.add(at, lanes))};
            Value x = input.load(input.at(image, row, column), channel, mask);
            Value g = dy.load(dy.at(image, row, column), channel, mask);
            return {b.fma(g, normalize(x, pixel), sum[0])};
          });
      b.store(b.addFloat(b.load(sums, channel), total.front()), sums, channel);
    });
  };
  b.loop(0, b.field(&Call::images), 1, [&](Index image) {
    b.loop(b.field(&Call::rowBegin), b.field(&Call::rowEnd), 1, [&](Index row) {
      b.loop(0, spec.width, statisticsColumns, [&](Index first) {
        sumColumns(image, row, first,
                   b.min(statisticsColumns, b.sub(spec.width, first)));
      });
    });
  });
}

void LayerNormEmitter::emitScaleGradient() {
  int64_t lanes = b.getLanes();
  int64_t vectors = llvm::divideCeil(spec.channels, lanes);
  Value sums = b.scratch(vectors * lanes);
  Value saved = b.scratch(2 * statisticsColumns * lanes);
  Value adds = b.maskAll(b.isFlagged(AddToResult));
  auto [begin, end] = b.share(vectors);
  forEachStride(
      {spec.input, spec.gradient, ofChannels()}, [&](Features features) {
        b.ifElse(b.less(begin, end), [&] {
          b.loop(begin, end, 1, [&](Index vector) {
            b.store(b.zeroVector(), sums, b.mul(vector, lanes));
          });
          sumRows(features, begin, end, sums, saved);
          b.loop(begin, end, 1, [&](Index vector) {
            Index channel = b.mul(vector, lanes);
            Value mask = b.maskOf(b.sub(spec.channels, channel));
            const Feature &result = features.back();
            Value old = result.load(0, channel, b.andMasks(adds, mask));
            result.store(b.addFloat(old, b.load(sums, channel)), 0, channel,
                         mask);
          });
        });
      });
}

func::FuncOp lrcnn::cpu::emitLayerNorm(ModuleOp module, StringRef name,
                                       const LayerNormSpec &spec,
                                       const VectorTarget &target) {
  KernelBuilder builder(module, name, spec.type, target);
  LayerNormEmitter(builder, spec).emitForward();
  return builder.finish();
}

func::FuncOp lrcnn::cpu::emitLayerNormGradient(ModuleOp module, StringRef name,
                                               const LayerNormSpec &spec,
                                               const VectorTarget &target) {
  KernelBuilder builder(module, name, spec.type, target);
  LayerNormEmitter(builder, spec).emitGradient();
  return builder.finish();
}

func::FuncOp
lrcnn::cpu::emitLayerNormScaleGradient(ModuleOp module, StringRef name,
                                       const LayerNormSpec &spec,
                                       const VectorTarget &target) {
  KernelBuilder builder(module, name, spec.type, target);
  LayerNormEmitter(builder, spec).emitScaleGradient();
  return builder.finish();
}

void lrcnn::cpu::addLayerNormKernels(KernelEmitters &emitters) {
  emitters.add(LayerNormSpec::forward, emitLayerNorm);
  emitters.add(LayerNormSpec::dataGradient, emitLayerNormGradient);
  emitters.add(LayerNormSpec::scaleGradient, emitLayerNormScaleGradient);
}

//===- GeneralLayerNorm.cpp - Normalization over channels -----------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "GeneralFeature.h"
#include "GeneralKernels.h"

#include "lrcnn/Dialect/Row/IR/Element.h"
#include "lrcnn/Kernel/LayerNormSpec.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::cuda;
using lrcnn::kernel::AddToResult;
using lrcnn::kernel::Call;
using lrcnn::kernel::FeatureLayout;
using lrcnn::kernel::LayerNormSpec;
using lrcnn::row::Element;

namespace {
class LayerNormEmitter {
public:
  LayerNormEmitter(GeneralBuilder &b, const LayerNormSpec &spec)
      : b(b), spec(spec) {}

  void emitForward();
  void emitGradient();
  void emitScaleGradient();

private:
  using Values = GeneralBuilder::Values;

  /// Channels that a thread looks at: from `first` on, `step` apart.
  struct Channels {
    Index first;
    int64_t step;
  };
  /// The mean of a pixel's channels and one over their deviation.
  struct Statistics {
    Value mean, factor;
  };
  /// The sum of what `term` gives for all channels of a pixel; of a team, for
  /// all its lanes.
  Value sumChannels(const Channels &channels,
                    llvm::function_ref<Value(Index channel, Value sum)> add);
  Statistics getStatistics(const Feature &input, const Place &pixel,
                           const Channels &channels);
  Value normalize(Value x, const Statistics &statistics) {
    return b.mulFloat(b.subFloat(x, statistics.mean), statistics.factor);
  }
  Value getMean(Value sum) {
    return b.mulFloat(sum, b.number(1.0 / spec.channels));
  }
  void emitPixelGradient(const Unit &unit, Value isOld);

  static FeatureLayout ofChannels() {
    FeatureLayout layout = FeatureLayout::border();
    layout.spread = FeatureLayout::Spread::all;
    return layout;
  }
  Feature feature(unsigned position, const FeatureLayout &layout) {
    return Feature(b, position, layout, spec.channels);
  }
  static Place at(const Place &pixel, Index channel) {
    return {pixel.image, pixel.row, pixel.column, channel};
  }

  /// As many threads for a pixel.
  static constexpr int64_t lanes = 32;

  GeneralBuilder &b;
  const LayerNormSpec &spec;
};
} // namespace

Value LayerNormEmitter::sumChannels(
    const Channels &channels,
    llvm::function_ref<Value(Index channel, Value sum)> add) {
  Value sum = b.loop(channels.first, spec.channels, channels.step, b.zero(),
                     [&](Index channel, ValueRange sum) -> Values {
                       return {add(channel, sum[0])};
                     })
                  .front();
  return channels.step == 1 ? sum : b.sumTeam(sum);
}

LayerNormEmitter::Statistics
LayerNormEmitter::getStatistics(const Feature &input, const Place &pixel,
                                const Channels &channels) {
  Value mean = getMean(sumChannels(channels, [&](Index channel, Value sum) {
    return b.addFloat(sum, input.load(at(pixel, channel)));
  }));
  Value variance = getMean(sumChannels(channels, [&](Index channel, Value sum) {
    Value distance = b.subFloat(input.load(at(pixel, channel)), mean);
    return b.fma(distance, distance, sum);
  }));
  Element deviation =
      sqrt(Element(b.getBuilder(), b.getLoc(), variance) + spec.eps);
  return {mean, 1.0 / deviation};
}

void LayerNormEmitter::emitForward() {
  unsigned position = 0;
  Feature input = feature(position++, spec.input);
  std::optional<Feature> scale, shift;
  if (spec.scale)
    scale = feature(position++, ofChannels());
  if (spec.shift)
    shift = feature(position++, ofChannels());
  Feature result = feature(position, spec.result);
  b.forEachUnit(
      Per::Row, spec.width, {lanes, /*lanesAdjacent=*/true},
      [&](const Unit &unit) {
        Place pixel{unit.image, unit.row, unit.number, 0};
        Statistics statistics = getStatistics(input, pixel, {unit.lane, lanes});
        auto emitChannel = [&](Index channel) {
          Value value = normalize(input.load(at(pixel, channel)), statistics);
          if (scale)
            value = b.mulFloat(value, scale->load({0, 0, 0, channel}));
          if (shift)
            value = b.addFloat(value, shift->load({0, 0, 0, channel}));
          if (spec.epilogue)
            value = spec.epilogue.emit(b.getBuilder(), b.getLoc(), value);
          result.store(value, at(pixel, channel));
        };
        b.ifElse(unit.isInside,
                 [&] { b.loop(unit.lane, spec.channels, lanes, emitChannel); });
      });
}

void LayerNormEmitter::emitPixelGradient(const Unit &unit, Value isOld) {
  unsigned position = 0;
  Feature input = feature(position++, spec.input);
  Feature dy = feature(position++, spec.gradient);
  std::optional<Feature> scale, activation;
  if (spec.scale)
    scale = feature(position++, ofChannels());
  if (spec.epilogue)
    activation = feature(position++, spec.activation);
  Feature result = feature(position, spec.result);
  Place pixel{unit.image, unit.row, unit.number, 0};
  Channels channels{unit.lane, lanes};
  Statistics statistics = getStatistics(input, pixel, channels);
  // The gradient that a normalized element gets: zero where the row does not
  // take part.
  Value isUsed = b.isWithin(unit.row, b.field(&Call::limitBegin),
                            b.field(&Call::limitEnd));
  auto loadGradient = [&](Index channel) {
    Value g = dy.loadIf(isUsed, at(pixel, channel));
    return scale ? b.mulFloat(g, scale->load({0, 0, 0, channel})) : g;
  };
  auto loadNormalized = [&](Index channel) {
    return normalize(input.load(at(pixel, channel)), statistics);
  };
  Value mean = getMean(sumChannels(channels, [&](Index channel, Value sum) {
    return b.addFloat(sum, loadGradient(channel));
  }));
  Value along = getMean(sumChannels(channels, [&](Index channel, Value sum) {
    return b.fma(loadGradient(channel), loadNormalized(channel), sum);
  }));
  auto emitChannel = [&](Index channel) {
    Value value = b.subFloat(b.subFloat(loadGradient(channel), mean),
                             b.mulFloat(loadNormalized(channel), along));
    value = b.mulFloat(value, statistics.factor);
    if (activation)
      value = spec.epilogue.emit(b.getBuilder(), b.getLoc(),
                                 {activation->load(at(pixel, channel)), value});
    result.add(value, at(pixel, channel), isOld);
  };
  // A row that does not take part is zero, where it is not added to.
  b.ifElse(b.allOf(unit.isInside, b.anyOf(isUsed, b.isNot(isOld))),
           [&] { b.loop(unit.lane, spec.channels, lanes, emitChannel); });
}

void LayerNormEmitter::emitGradient() {
  b.forEachUnit(Per::Row, spec.width, {lanes, /*lanesAdjacent=*/true},
                [&](const Unit &unit) {
                  emitPixelGradient(unit, isOldRow(b, unit.row));
                });
}

void LayerNormEmitter::emitScaleGradient() {
  // A block has the channels of one unit; a thread takes every n-th pixel,
  // whose statistics it finds alone.
  constexpr int64_t channelsAtOnce = 4, threads = 256;
  Feature input = feature(0, spec.input), dy = feature(1, spec.gradient);
  Feature result = feature(2, ofChannels());
  Value adds = b.isFlagged(AddToResult);
  int64_t units = (spec.channels + channelsAtOnce - 1) / channelsAtOnce;
  Index rowBegin = b.field(&Call::rowBegin);
  Index rows = b.sub(b.field(&Call::rowEnd), rowBegin);
  b.forEachUnit(
      Per::Call, units, {threads, /*lanesAdjacent=*/true},
      [&](const Unit &unit) {
        SmallVector<Index> channels;
        for (int64_t k = 0; k < channelsAtOnce; ++k)
          channels.push_back(b.min(b.add(b.mul(unit.number, channelsAtOnce), k),
                                   spec.channels - 1));
        auto addPixel = [&](Index image, Index number, ValueRange sums) {
          Place pixel{image, b.add(rowBegin, b.divUnsigned(number, spec.width)),
                      b.remUnsigned(number, spec.width), 0};
          Statistics statistics = getStatistics(input, pixel, {0, 1});
          Values next;
          for (auto [channel, sum] : llvm::zip_equal(channels, sums))
            next.push_back(b.fma(
                dy.load(at(pixel, channel)),
                normalize(input.load(at(pixel, channel)), statistics), sum));
          return next;
        };
        Values sums(channelsAtOnce, b.zero());
        sums =
            b.loop(0, b.field(&Call::images), 1, sums,
                   [&](Index image, ValueRange sums) {
                     return b.loop(unit.lane, b.mul(rows, spec.width), threads,
                                   sums, [&](Index number, ValueRange sums) {
                                     return addPixel(image, number, sums);
                                   });
                   });
        for (Value &sum : sums)
          sum = b.sumTeam(sum);
        b.ifFirst(unit, [&] {
          for (int64_t k = 0; k < channelsAtOnce; ++k) {
            Index channel = b.add(b.mul(unit.number, channelsAtOnce), k);
            b.ifElse(b.less(channel, spec.channels), [&] {
              Place place{0, 0, 0, channel};
              result.store(b.addFloat(result.loadIf(adds, place), sums[k]),
                           place);
            });
          }
        });
      });
}

static void emitLayerNorm(GeneralBuilder &b, const LayerNormSpec &spec) {
  LayerNormEmitter(b, spec).emitForward();
}

static void emitLayerNormGradient(GeneralBuilder &b,
                                  const LayerNormSpec &spec) {
  LayerNormEmitter(b, spec).emitGradient();
}

static void emitLayerNormScaleGradient(GeneralBuilder &b,
                                       const LayerNormSpec &spec) {
  LayerNormEmitter(b, spec).emitScaleGradient();
}

void lrcnn::cuda::addGeneralLayerNorm(KernelEmitters &emitters) {
  emitters.add(LayerNormSpec::forward, emitLayerNorm);
  emitters.add(LayerNormSpec::dataGradient, emitLayerNormGradient);
  emitters.add(LayerNormSpec::scaleGradient, emitLayerNormScaleGradient);
}

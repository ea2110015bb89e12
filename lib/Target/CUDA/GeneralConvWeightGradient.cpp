//===- GeneralConvWeightGradient.cpp - Weight gradients and filters -------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "GeneralFeature.h"
#include "GeneralKernels.h"

#include "lrcnn/Kernel/ConvSpec.h"

#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::cuda;
using lrcnn::kernel::AddToResult;
using lrcnn::kernel::Call;
using lrcnn::kernel::FeatureLayout;

//===----------------------------------------------------------------------===//
// Sizes
//===----------------------------------------------------------------------===//

static int64_t getReduced(const kernel::ConvSpec &spec) {
  return spec.inChannels / spec.groups;
}

static int64_t getNumWeights(const kernel::ConvSpec &spec) {
  return spec.taps() * getReduced(spec) * spec.outChannels;
}

namespace {
/// How the work is cut. A thread sums the weights of one tap of some channels
/// next to each other, times some filters, `filterStep` apart, over one of
/// `parts` parts of the pixels. So many tiles of channels there are.
struct Cut {
  int64_t channels, filters, parts;
  int64_t filterStep, channelTiles;

  /// Threads for a part.
  int64_t threads(const kernel::ConvSpec &spec) const {
    return spec.taps() * channelTiles * filterStep;
  }
};
} // namespace

/// The largest tile that leaves work for many threads, and a power of two of
/// parts. The sums of all parts take a small share of an image of the layer's
/// maps.
static Cut getCut(const kernel::ConvSpec &spec) {
  constexpr int64_t wanted = 1 << 17, most = 64, share = 16;
  constexpr std::pair<int64_t, int64_t> sizes[] = {
      {4, 4}, {4, 2}, {2, 2}, {1, 1}};
  int64_t weights = getNumWeights(spec);
  int64_t pixels = spec.outHeight * spec.outWidth;
  int64_t elements = pixels * spec.outChannels +
                     spec.inHeight * spec.inWidth * spec.inChannels;
  int64_t allowed = std::min({elements / share / weights, pixels, most});
  Cut cut;
  for (auto [channels, filters] : sizes) {
    bool fits = channels <= getReduced(spec) && filters <= spec.outChannels &&
                (filters == 1 || spec.groups == 1);
    cut.channels = channels;
    cut.filters = filters;
    cut.filterStep = llvm::divideCeil(spec.outChannels, filters);
    cut.channelTiles = llvm::divideCeil(getReduced(spec), channels);
    cut.parts = 1;
    while (2 * cut.parts <= allowed && cut.parts * cut.threads(spec) < wanted)
      cut.parts *= 2;
    if (fits && cut.parts * cut.threads(spec) >= wanted)
      break;
  }
  return cut;
}

//===----------------------------------------------------------------------===//
// The weight gradient
//===----------------------------------------------------------------------===//

namespace {
/// A weight: its tap, its input channel inside the group, and its filter.
struct Weight {
  Index kh, kw, channel, filter;
};

class WeightGradientEmitter {
public:
  WeightGradientEmitter(GeneralBuilder &b, const kernel::ConvSpec &spec)
      : b(b), spec(spec), cut(getCut(spec)),
        x(b, Input, getLayout(spec.stridedInput), spec.inChannels),
        dy(b, OutputGradient, getLayout(spec.stridedOutput), spec.outChannels) {
  }

  void emit();

private:
  using Values = GeneralBuilder::Values;
  enum Operands { Input, OutputGradient, Accumulator };
  static FeatureLayout getLayout(bool strided) {
    return strided ? FeatureLayout::border() : FeatureLayout();
  }

  Weight getTile(Index number);
  TapRange getRows(const Weight &tile);
  TapRange getColumns(const Weight &tile);
  Index getFirstColumn(Index part, Index image, Index row, Index begin);
  Values sumRow(const Weight &tile, Index image, Index row, Index begin,
                Index end);
  void forEachWeight(
      const Weight &tile, Index part,
      llvm::function_ref<void(int64_t number, Index at, Value exists)> body);

  GeneralBuilder &b;
  const kernel::ConvSpec &spec;
  Cut cut;
  Feature x, dy;
};
} // namespace

/// The first weight of a tile.
Weight WeightGradientEmitter::getTile(Index number) {
  Weight tile;
  tile.filter = b.remUnsigned(number, cut.filterStep);
  Index rest = b.divUnsigned(number, cut.filterStep);
  tile.channel = b.mul(b.remUnsigned(rest, cut.channelTiles), cut.channels);
  Index tap = b.divUnsigned(rest, cut.channelTiles);
  tile.kh = b.divUnsigned(tap, spec.kernel[1]);
  tile.kw = b.remUnsigned(tap, spec.kernel[1]);
  return tile;
}

/// The rows of dy whose window has a row of x at the tile's tap. The call's
/// limits are rows of dy, or of a transposed convolution rows of x.
TapRange WeightGradientEmitter::getRows(const Weight &tile) {
  TapRange valid{0, spec.inHeight}, limits{0, spec.outHeight};
  (spec.transposed ? valid : limits) =
      getLimits(b, spec.transposed ? spec.inHeight : spec.outHeight);
  Index first = b.sub(b.mul(tile.kh, spec.dilation[0]), spec.padTop);
  TapRange rows = clipTaps(b, first, spec.stride[0], spec.outHeight,
                           valid.begin, valid.end);
  return {b.max(rows.begin, limits.begin), b.min(rows.end, limits.end)};
}

/// The same for columns, which are all there.
TapRange WeightGradientEmitter::getColumns(const Weight &tile) {
  Index first = b.sub(b.mul(tile.kw, spec.dilation[1]), spec.padLeft);
  return clipTaps(b, first, spec.stride[1], spec.outWidth, 0, spec.inWidth);
}

/// The first column from `begin` on whose pixel's number in the batch is `part`
/// modulo the number of parts.
Index WeightGradientEmitter::getFirstColumn(Index part, Index image, Index row,
                                            Index begin) {
  Index inBatch = b.add(image, b.field(&Call::firstImage));
  Index before =
      b.mul(b.add(b.mul(inBatch, spec.outHeight), row), spec.outWidth);
  Index ahead = b.sub(b.sub(part, before), begin);
  return b.add(begin, b.remUnsigned(ahead, cut.parts));
}

/// The sums over every n-th column of a row.
WeightGradientEmitter::Values
WeightGradientEmitter::sumRow(const Weight &tile, Index image, Index row,
                              Index begin, Index end) {
  Index group = b.divUnsigned(tile.filter, spec.outChannels / spec.groups);
  Index firstChannel = b.add(b.mul(group, getReduced(spec)), tile.channel);
  Index xRow =
      b.sub(b.add(b.mul(row, spec.stride[0]), b.mul(tile.kh, spec.dilation[0])),
            spec.padTop);
  Index xColumn = b.sub(b.mul(tile.kw, spec.dilation[1]), spec.padLeft);
  Values zeros(cut.channels * cut.filters, b.zero());
  return b.loop(
      begin, end, cut.parts, zeros, [&](Index column, ValueRange sums) {
        Values inputs, next(sums);
        for (int64_t k = 0; k < cut.channels; ++k) {
          // What is loaded in place of a channel behind the last one is not
          // used.
          Index channel =
              b.min(b.add(firstChannel, k), Index(spec.inChannels - 1));
          inputs.push_back(
              x.load({image, xRow,
                      b.add(b.mul(column, spec.stride[1]), xColumn), channel}));
        }
        for (int64_t f = 0; f < cut.filters; ++f) {
          Index filter = b.min(b.add(tile.filter, f * cut.filterStep),
                               Index(spec.outChannels - 1));
          Value gradient = dy.load({image, row, column, filter});
          for (int64_t k = 0; k < cut.channels; ++k) {
            Value &sum = next[k * cut.filters + f];
            sum = b.fma(inputs[k], gradient, sum);
          }
        }
        return next;
      });
}

/// Visits the weights of a tile with their places in the accumulator, and
/// whether there are such weights.
void WeightGradientEmitter::forEachWeight(
    const Weight &tile, Index part,
    llvm::function_ref<void(int64_t, Index, Value)> body) {
  Index tap = b.add(b.mul(tile.kh, spec.kernel[1]), tile.kw);
  for (int64_t k = 0; k < cut.channels; ++k)
    for (int64_t f = 0; f < cut.filters; ++f) {
      Index channel = b.add(tile.channel, k);
      Index filter = b.add(tile.filter, f * cut.filterStep);
      Index at = b.add(b.mul(b.add(b.mul(b.add(b.mul(part, spec.taps()), tap),
                                         getReduced(spec)),
                                   channel),
                             spec.outChannels),
                       filter);
      body(k * cut.filters + f, at,
           b.allOf(b.less(channel, getReduced(spec)),
                   b.less(filter, spec.outChannels)));
    }
}

void WeightGradientEmitter::emit() {
  int64_t perPart = cut.threads(spec);
  Value accumulator = b.operand(Accumulator).data;
  Value adds = b.isFlagged(AddToResult);
  b.forEachUnit(Per::Call, cut.parts * perPart, [&](const Unit &unit) {
    Index part = b.divUnsigned(unit.number, perPart);
    Weight tile = getTile(b.remUnsigned(unit.number, perPart));
    TapRange rows = getRows(tile), columns = getColumns(tile);
    auto addRow = [&](Index image, Index row, ValueRange sums) {
      Index begin = getFirstColumn(part, image, row, columns.begin);
      Values next;
      for (auto [sum, more] :
           llvm::zip_equal(sums, sumRow(tile, image, row, begin, columns.end)))
        next.push_back(b.addFloat(sum, more));
      return next;
    };
    Values zeros(cut.channels * cut.filters, b.zero());
    Values sums = b.loop(0, b.field(&Call::images), 1, zeros,
                         [&](Index image, ValueRange sums) {
                           return b.loop(rows.begin, rows.end, 1, sums,
                                         [&](Index row, ValueRange sums) {
                                           return addRow(image, row, sums);
                                         });
                         });
    forEachWeight(tile, part, [&](int64_t number, Index at, Value exists) {
      b.ifElse(exists, [&] {
        Value old = b.loadIf(adds, accumulator, at);
        b.storeScalar(b.addFloat(old, sums[number]), accumulator, at);
      });
    });
  });
}

static void emitConvWeightGradient(GeneralBuilder &b,
                                   const kernel::ConvSpec &spec) {
  WeightGradientEmitter(b, spec).emit();
}

//===----------------------------------------------------------------------===//
// Filters
//===----------------------------------------------------------------------===//

/// The weight that has `number` in the order of a packed filter.
static Weight getWeight(GeneralBuilder &b, const kernel::ConvSpec &spec,
                        Index number) {
  Weight weight;
  weight.filter = b.remUnsigned(number, spec.outChannels);
  Index rest = b.divUnsigned(number, spec.outChannels);
  weight.channel = b.remUnsigned(rest, getReduced(spec));
  Index tap = b.divUnsigned(rest, getReduced(spec));
  weight.kh = b.divUnsigned(tap, spec.kernel[1]);
  weight.kw = b.remUnsigned(tap, spec.kernel[1]);
  return weight;
}

/// The offset of a weight in the parameter, whose dimensions are those of
/// filter, kh, kw and channel.
static Index getParameterAt(GeneralBuilder &b, const OperandRef &parameter,
                            const Weight &weight) {
  return b.add(b.add(b.mul(weight.filter, parameter.imageStride),
                     b.mul(weight.channel, parameter.channelStride)),
               b.add(b.mul(weight.kh, parameter.rowStride),
                     b.mul(weight.kw, parameter.pixelStride)));
}

static void emitPackForward(GeneralBuilder &b, const kernel::ConvSpec &spec) {
  OperandRef parameter = b.operand(0);
  Value packed = b.operand(1).data;
  b.forEachUnit(Per::Call, getNumWeights(spec), [&](const Unit &unit) {
    Weight weight = getWeight(b, spec, unit.number);
    b.storeScalar(
        b.loadScalar(parameter.data, getParameterAt(b, parameter, weight)),
        packed, unit.number);
  });
}

static void emitPackDataGradient(GeneralBuilder &b,
                                 const kernel::ConvSpec &spec) {
  OperandRef parameter = b.operand(0);
  Value packed = b.operand(1).data;
  int64_t inGroup = getReduced(spec);
  int64_t reduced = spec.outChannels / spec.groups;
  b.forEachUnit(Per::Call, getNumWeights(spec), [&](const Unit &unit) {
    Index lane = b.remUnsigned(unit.number, spec.inChannels);
    Index rest = b.divUnsigned(unit.number, spec.inChannels);
    Index tap = b.divUnsigned(rest, reduced);
    Weight weight;
    weight.kh = b.divUnsigned(tap, spec.kernel[1]);
    weight.kw = b.remUnsigned(tap, spec.kernel[1]);
    weight.channel = b.remUnsigned(lane, inGroup);
    weight.filter = b.add(b.mul(b.divUnsigned(lane, inGroup), reduced),
                          b.remUnsigned(rest, reduced));
    b.storeScalar(
        b.loadScalar(parameter.data, getParameterAt(b, parameter, weight)),
        packed, unit.number);
  });
}

static void emitUnpackWeightGradient(GeneralBuilder &b,
                                     const kernel::ConvSpec &spec) {
  Value accumulator = b.operand(0).data;
  OperandRef parameter = b.operand(1);
  Value adds = b.isFlagged(AddToResult);
  int64_t weights = getNumWeights(spec);
  b.forEachUnit(Per::Call, weights, [&](const Unit &unit) {
    Value sum =
        b.fold(0, getCut(spec).parts, b.zero(), [&](Index part, Value sum) {
          return b.addFloat(
              sum, b.loadScalar(accumulator,
                                b.add(b.mul(part, weights), unit.number)));
        });
    Index at = getParameterAt(b, parameter, getWeight(b, spec, unit.number));
    Value old = b.loadIf(adds, parameter.data, at);
    b.storeScalar(b.addFloat(old, sum), parameter.data, at);
  });
}

void lrcnn::cuda::addGeneralWeightGradients(KernelEmitters &emitters) {
  using kernel::ConvSpec;
  auto filterBytes = [](const KernelSpec &spec) {
    const auto &conv = spec.get<ConvSpec>();
    return getNumWeights(conv) * byteWidth(conv.type);
  };
  emitters.add(ConvSpec::weightGradient, emitConvWeightGradient);
  emitters.add(ConvSpec::packForward, emitPackForward).packedBytes =
      filterBytes;
  emitters.add(ConvSpec::packDataGradient, emitPackDataGradient).packedBytes =
      filterBytes;
  emitters.add(ConvSpec::unpackWeightGradient, emitUnpackWeightGradient)
      .packedBytes = [](const KernelSpec &spec) {
    const auto &conv = spec.get<ConvSpec>();
    return getCut(conv).parts * getNumWeights(conv) * byteWidth(conv.type);
  };
}

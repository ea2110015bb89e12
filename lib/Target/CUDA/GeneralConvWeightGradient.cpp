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

static int64_t getNumWeights(const kernel::ConvSpec &spec) {
  return spec.taps() * (spec.inChannels / spec.groups) * spec.outChannels;
}

/// How many sums there are of each weight, each of a part of the pixels, so
/// that there is work for many threads: a power of two.
static int64_t getNumParts(const kernel::ConvSpec &spec) {
  constexpr int64_t threads = 1 << 17, most = 64;
  int64_t pixels = spec.outHeight * spec.outWidth;
  int64_t wanted = std::min({threads / getNumWeights(spec), pixels, most});
  return llvm::bit_floor(uint64_t(std::max<int64_t>(wanted, 1)));
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
      : b(b), spec(spec), parts(getNumParts(spec)),
        x(b, Input, getLayout(spec.stridedInput), spec.inChannels),
        dy(b, OutputGradient, getLayout(spec.stridedOutput), spec.outChannels) {
  }

  void emit();

private:
  enum Operands { Input, OutputGradient, Accumulator };
  static FeatureLayout getLayout(bool strided) {
    return strided ? FeatureLayout::border() : FeatureLayout();
  }

  TapRange getRows(const Weight &weight);
  TapRange getColumns(const Weight &weight);
  Value sumRow(const Weight &weight, Index part, Index image, Index row,
               TapRange columns);

  GeneralBuilder &b;
  const kernel::ConvSpec &spec;
  int64_t parts;
  Feature x, dy;
};
} // namespace

/// The weight that has `number` in the order of the accumulator.
static Weight getWeight(GeneralBuilder &b, const kernel::ConvSpec &spec,
                        Index number) {
  int64_t reduced = spec.inChannels / spec.groups;
  Weight weight;
  weight.filter = b.remUnsigned(number, spec.outChannels);
  Index rest = b.divUnsigned(number, spec.outChannels);
  weight.channel = b.remUnsigned(rest, reduced);
  Index tap = b.divUnsigned(rest, reduced);
  weight.kh = b.divUnsigned(tap, spec.kernel[1]);
  weight.kw = b.remUnsigned(tap, spec.kernel[1]);
  return weight;
}

/// The rows of dy whose window has a row of x at the weight's tap. The call's
/// limits are rows of dy, or of a transposed convolution rows of x.
TapRange WeightGradientEmitter::getRows(const Weight &weight) {
  TapRange valid{0, spec.inHeight}, limits{0, spec.outHeight};
  (spec.transposed ? valid : limits) =
      getLimits(b, spec.transposed ? spec.inHeight : spec.outHeight);
  Index first = b.sub(b.mul(weight.kh, spec.dilation[0]), spec.padTop);
  TapRange rows = clipTaps(b, first, spec.stride[0], spec.outHeight,
                           valid.begin, valid.end);
  return {b.max(rows.begin, limits.begin), b.min(rows.end, limits.end)};
}

/// The same for columns, which are all there.
TapRange WeightGradientEmitter::getColumns(const Weight &weight) {
  Index first = b.sub(b.mul(weight.kw, spec.dilation[1]), spec.padLeft);
  return clipTaps(b, first, spec.stride[1], spec.outWidth, 0, spec.inWidth);
}

/// The sum over the pixels of a row whose number in the batch is `part` modulo
/// the number of parts.
Value WeightGradientEmitter::sumRow(const Weight &weight, Index part,
                                    Index image, Index row, TapRange columns) {
  Index inBatch = b.add(image, b.field(&Call::firstImage));
  Index before =
      b.mul(b.add(b.mul(inBatch, spec.outHeight), row), spec.outWidth);
  // Columns from the first one of the part on.
  Index ahead = b.sub(b.sub(part, before), columns.begin);
  Index begin = b.add(columns.begin, b.remUnsigned(ahead, parts));
  int64_t reduced = spec.inChannels / spec.groups;
  Index group = b.divUnsigned(weight.filter, spec.outChannels / spec.groups);
  Index channel = b.add(b.mul(group, reduced), weight.channel);
  Index xRow = b.sub(
      b.add(b.mul(row, spec.stride[0]), b.mul(weight.kh, spec.dilation[0])),
      spec.padTop);
  Index xColumn = b.sub(b.mul(weight.kw, spec.dilation[1]), spec.padLeft);
  return b
      .loop(begin, columns.end, parts, b.zero(),
            [&](Index column, ValueRange sum) -> GeneralBuilder::Values {
              Place from{image, xRow,
                         b.add(b.mul(column, spec.stride[1]), xColumn),
                         channel};
              Value gradient = dy.load({image, row, column, weight.filter});
              return {b.fma(x.load(from), gradient, sum[0])};
            })
      .front();
}

void WeightGradientEmitter::emit() {
  int64_t weights = getNumWeights(spec);
  Value accumulator = b.operand(Accumulator).data;
  Value adds = b.isFlagged(AddToResult);
  b.forEachUnit(Per::Call, parts * weights, [&](const Unit &unit) {
    Index part = b.divUnsigned(unit.number, weights);
    Weight weight = getWeight(b, spec, b.remUnsigned(unit.number, weights));
    TapRange rows = getRows(weight), columns = getColumns(weight);
    Value old = b.loadIf(adds, accumulator, unit.number);
    Value sum =
        b.fold(0, b.field(&Call::images), old, [&](Index image, Value sum) {
          return b.fold(rows.begin, rows.end, sum, [&](Index row, Value sum) {
            return b.addFloat(sum, sumRow(weight, part, image, row, columns));
          });
        });
    b.storeScalar(sum, accumulator, unit.number);
  });
}

static void emitConvWeightGradient(GeneralBuilder &b,
                                   const kernel::ConvSpec &spec) {
  WeightGradientEmitter(b, spec).emit();
}

//===----------------------------------------------------------------------===//
// Filters
//===----------------------------------------------------------------------===//

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
  int64_t inGroup = spec.inChannels / spec.groups;
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
        b.fold(0, getNumParts(spec), b.zero(), [&](Index part, Value sum) {
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
    return getNumParts(conv) * getNumWeights(conv) * byteWidth(conv.type);
  };
}

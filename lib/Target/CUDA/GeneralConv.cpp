//===- GeneralConv.cpp - Convolutions and their data gradients ------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "GeneralFeature.h"
#include "GeneralKernels.h"

#include "lrcnn/Kernel/ConvSpec.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::cuda;
using lrcnn::kernel::FeatureLayout;

/// A packed filter is [tap][reduced channel][channel of the result], of which
/// the first two count inside a group.

static FeatureLayout getLayout(bool strided) {
  return strided ? FeatureLayout::border() : FeatureLayout();
}

namespace {
/// What a kernel does to its sums. Of the forward pass: bias, then the
/// epilogue; of a gradient: the epilogue, then what is there.
class ConvEpilogue {
public:
  ConvEpilogue(GeneralBuilder &b, const kernel::ConvSpec &spec, bool isGradient,
               const Feature &result)
      : b(b), spec(spec), isGradient(isGradient), result(result) {
    enum { Extra = 2 };
    if (isGradient ? bool(spec.epilogue) : spec.bias)
      extra.emplace(b, Extra, FeatureLayout::border(), /*channels=*/1);
  }

  void store(Value sum, const Place &place) const {
    if (isGradient) {
      if (spec.epilogue)
        sum = spec.epilogue.emit(b.getBuilder(), b.getLoc(),
                                 {extra->load(place), sum});
      return result.add(sum, place, isOldRow(b, place.row));
    }
    if (spec.bias)
      sum = b.addFloat(sum, extra->load({0, 0, 0, place.channel}));
    if (spec.epilogue)
      sum = spec.epilogue.emit(b.getBuilder(), b.getLoc(), sum);
    result.store(sum, place);
  }

private:
  GeneralBuilder &b;
  const kernel::ConvSpec &spec;
  bool isGradient;
  const Feature &result;
  /// The bias, or the activation.
  std::optional<Feature> extra;
};

/// Adds up the products of a run of channels with a column of the filter.
class ChannelSum {
public:
  ChannelSum(GeneralBuilder &b, const Feature &input, int64_t reduced,
             int64_t lanes)
      : b(b), input(input), reduced(reduced), lanes(lanes) {
    enum { Filter = 1 };
    filter = b.operand(Filter).data;
  }

  /// The channels of `first` and those behind it, as tap `tap` sees them.
  Value add(Value sum, const Place &first, Index tap, Index lane) const {
    Value from = b.pointer(input.getData(), input.at(first));
    Value weights = b.pointer(filter, b.add(b.mul(tap, reduced * lanes), lane));
    return b.fold(0, reduced, sum, [&](Index channel, Value sum) {
      Value x = b.loadScalar(from, b.mul(channel, input.getChannelStride()));
      return b.fma(x, b.loadScalar(weights, b.mul(channel, lanes)), sum);
    });
  }

private:
  GeneralBuilder &b;
  const Feature &input;
  int64_t reduced, lanes;
  Value filter;
};
} // namespace

static void emitConvForward(GeneralBuilder &b, const kernel::ConvSpec &spec) {
  enum { Input = 0, Output = 3 };
  Feature input(b, Input, getLayout(spec.stridedInput), spec.inChannels);
  Feature output(b, Output, getLayout(spec.stridedOutput), spec.outChannels);
  ConvEpilogue epilogue(b, spec, /*isGradient=*/spec.transposed, output);
  int64_t reduced = spec.inChannels / spec.groups;
  ChannelSum channels(b, input, reduced, spec.outChannels);
  TapRange valid{0, spec.inHeight};
  if (spec.transposed)
    valid = getLimits(b, spec.inHeight);

  auto sumWindow = [&](const Place &place) {
    Index group = b.divUnsigned(place.channel, spec.outChannels / spec.groups);
    Index top = b.sub(b.mul(place.row, spec.stride[0]), spec.padTop);
    Index left = b.sub(b.mul(place.column, spec.stride[1]), spec.padLeft);
    TapRange rows = clipTaps(b, top, spec.dilation[0], spec.kernel[0],
                             valid.begin, valid.end);
    TapRange columns =
        clipTaps(b, left, spec.dilation[1], spec.kernel[1], 0, spec.inWidth);
    return b.fold(rows.begin, rows.end, b.zero(), [&](Index kh, Value sum) {
      return b.fold(columns.begin, columns.end, sum, [&](Index kw, Value sum) {
        Place first{place.image, b.add(top, b.mul(kh, spec.dilation[0])),
                    b.add(left, b.mul(kw, spec.dilation[1])),
                    b.mul(group, reduced)};
        return channels.add(sum, first, b.add(b.mul(kh, spec.kernel[1]), kw),
                            place.channel);
      });
    });
  };
  b.forEachUnit(Per::Row, spec.outWidth * spec.outChannels,
                [&](const Unit &unit) {
                  Place place = getPlace(b, unit, spec.outChannels);
                  epilogue.store(sumWindow(place), place);
                });
}

static void emitConvDataGradient(GeneralBuilder &b,
                                 const kernel::ConvSpec &spec) {
  enum { OutputGradient = 0, InputGradient = 3 };
  Feature dy(b, OutputGradient, getLayout(spec.stridedOutput),
             spec.outChannels);
  Feature dx(b, InputGradient, getLayout(spec.stridedInput), spec.inChannels);
  ConvEpilogue epilogue(b, spec, /*isGradient=*/!spec.transposed, dx);
  int64_t reduced = spec.outChannels / spec.groups;
  ChannelSum channels(b, dy, reduced, spec.inChannels);
  TapRange limits{0, spec.outHeight};
  if (!spec.transposed)
    limits = getLimits(b, spec.outHeight);

  // Adds what tap k takes from the output position that it meets, if there is
  // one.
  auto addTap = [&](Index padded, int64_t axis, Index k, TapRange valid,
                    Value sum, llvm::function_ref<Value(Index)> add) {
    Index distance = b.sub(padded, b.mul(k, spec.dilation[axis]));
    Index at = b.floorDiv(distance, spec.stride[axis]);
    Value meets = b.isWithin(at, valid.begin, valid.end);
    if (spec.stride[axis] > 1)
      meets = b.allOf(meets, b.equal(b.mul(at, spec.stride[axis]), distance));
    return b.choose(meets, [&] { return add(at); }, [&] { return sum; });
  };
  auto sumTaps = [&](const Place &place) {
    Index group = b.divUnsigned(place.channel, spec.inChannels / spec.groups);
    Index row = b.add(place.row, spec.padTop);
    Index column = b.add(place.column, spec.padLeft);
    TapRange width{0, spec.outWidth};
    return b.fold(0, spec.kernel[0], b.zero(), [&](Index kh, Value sum) {
      return addTap(row, 0, kh, limits, sum, [&](Index dyRow) {
        return b.fold(0, spec.kernel[1], sum, [&](Index kw, Value sum) {
          return addTap(column, 1, kw, width, sum, [&](Index dyColumn) {
            Place first{place.image, dyRow, dyColumn, b.mul(group, reduced)};
            return channels.add(sum, first,
                                b.add(b.mul(kh, spec.kernel[1]), kw),
                                place.channel);
          });
        });
      });
    });
  };
  b.forEachUnit(Per::Row, spec.inWidth * spec.inChannels,
                [&](const Unit &unit) {
                  Place place = getPlace(b, unit, spec.inChannels);
                  epilogue.store(sumTaps(place), place);
                });
}

void lrcnn::cuda::addGeneralConvolutions(KernelEmitters &emitters) {
  emitters.add(kernel::ConvSpec::forward, emitConvForward);
  emitters.add(kernel::ConvSpec::dataGradient, emitConvDataGradient);
}

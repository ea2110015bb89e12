//===- CopyKernels.cpp - Kernels that move rows ---------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/CPU/CopyKernels.h"

#include "FeatureAccess.h"
#include "lrcnn/Target/CPU/PointwiseKernels.h"

#include "llvm/Support/raw_ostream.h"

using namespace mlir;
using namespace lrcnn::cpu;

//===----------------------------------------------------------------------===//
// Copies
//===----------------------------------------------------------------------===//

static PointwiseSpec makePointwise(const CopySpec &spec) {
  PointwiseSpec pointwise;
  pointwise.type = spec.type;
  pointwise.width = spec.width;
  pointwise.channels = spec.channels;
  pointwise.inputs = {spec.source};
  pointwise.result = spec.target;
  pointwise.body = PointwiseBody::copy();
  pointwise.gradient = spec.gradient;
  return pointwise;
}

std::string CopySpec::getKey() const { return makePointwise(*this).getKey(); }

func::FuncOp lrcnn::cpu::emitCopy(ModuleOp module, StringRef name,
                                  const CopySpec &spec,
                                  const VectorTarget &target) {
  return emitPointwise(module, name, makePointwise(spec), target);
}

//===----------------------------------------------------------------------===//
// Upsampling
//===----------------------------------------------------------------------===//

static std::string upsampleKey(StringRef kernel, ElementType type,
                               int64_t width, int64_t channels,
                               const std::array<int64_t, 2> &factor,
                               ArrayRef<FeatureLayout> layouts) {
  std::string key;
  llvm::raw_string_ostream os(key);
  os << kernel << ":f" << 8 * byteWidth(type) << ":" << width << "x" << channels
     << ":u" << factor[0] << "x" << factor[1];
  for (const FeatureLayout &layout : layouts)
    os << ":" << layout.getKey();
  return key;
}

std::string UpsampleSpec::getKey() const {
  return upsampleKey("upsample", type, width, channels, factor,
                     {input, result});
}

std::string UpsampleGradientSpec::getKey() const {
  if (!mask)
    return upsampleKey("upsample_grad", type, width, channels, factor,
                       {gradient, result});
  return upsampleKey("upsample_grad:mask", type, width, channels, factor,
                     {gradient, activation, result});
}

/// Each pixel of the input, in each row of the result, is a unit of work.
func::FuncOp lrcnn::cpu::emitUpsample(ModuleOp module, StringRef name,
                                      const UpsampleSpec &spec,
                                      const VectorTarget &target) {
  KernelBuilder builder(module, name, spec.type, target);
  auto [rowFactor, columnFactor] = spec.factor;
  Feature features[] = {Feature(builder, 0, spec.input, spec.channels),
                        Feature(builder, 1, spec.result, spec.channels)};
  auto emitSpan = [&](ArrayRef<Feature> known, Index image, Index row,
                      Index begin, Index end) {
    const Feature &input = known[0], &result = known[1];
    Index inputRow = builder.floorDiv(row, rowFactor);
    builder.loop(begin, end, 1, [&](Index column) {
      Index first = builder.mul(column, columnFactor);
      forEachChannelVector(
          builder, spec.channels, [&](Index channel, Value lanes) {
            Value value =
                input.load(input.at(image, inputRow, column), channel, lanes);
            builder.loop(0, columnFactor, 1, [&](Index copy) {
              result.store(value,
                           result.at(image, row, builder.add(first, copy)),
                           channel, lanes);
            });
          });
    });
  };
  emitForChannelStrides(builder, features, [&](ArrayRef<Feature> known) {
    forEachSpan(builder, spec.width,
                [&](Index image, Index row, Index begin, Index end) {
                  emitSpan(known, image, row, begin, end);
                });
  });
  return builder.finish();
}

namespace {

/// Each pixel of dx is a unit of work.
class UpsampleGradientEmitter {
public:
  UpsampleGradientEmitter(KernelBuilder &builder,
                          const UpsampleGradientSpec &spec)
      : builder(builder), spec(spec) {}

  void emit() {
    SmallVector<Feature> features;
    features.emplace_back(builder, 0, spec.gradient, spec.channels);
    if (spec.mask)
      features.emplace_back(builder, 1, spec.activation, spec.channels);
    features.emplace_back(builder, features.size(), spec.result, spec.channels);
    emitForChannelStrides(builder, features, [&](ArrayRef<Feature> known) {
      forEachSpan(builder, spec.width,
                  [&](Index image, Index row, Index begin, Index end) {
                    emitSpan(known, image, row, begin, end);
                  });
    });
  }

private:
  void emitSpan(ArrayRef<Feature> features, Index image, Index row, Index begin,
                Index end) {
    auto emitColumns = [&](bool accumulate) {
      builder.loop(begin, end, 1, [&](Index column) {
        emitPixel(features, image, row, column, accumulate);
      });
    };
    builder.ifElse(
        builder.less(row, builder.field(&Call::addFrom)),
        [&] { emitColumns(false); }, [&] { emitColumns(true); });
  }

  void emitPixel(ArrayRef<Feature> features, Index image, Index row,
                 Index column, bool accumulate) {
    const Feature &result = features.back();
    Index pixel = result.at(image, row, column);
    forEachChannelVector(
        builder, spec.channels, [&](Index channel, Value lanes) {
          Value sum = accumulate ? result.load(pixel, channel, lanes)
                                 : builder.zeroVector();
          sum = addBlock(features[0], image, row, column, channel, lanes, sum);
          if (spec.mask) {
            Value activation = features[1].load(
                features[1].at(image, row, column), channel, lanes);
            sum = builder.reluMask(activation, sum);
          }
          result.store(sum, pixel, channel, lanes);
        });
  }

  /// Adds the block of dy that one pixel became, its last row first.
  Value addBlock(const Feature &gradient, Index image, Index row, Index column,
                 Index channel, Value lanes, Value init) {
    Index firstRow = builder.mul(row, spec.factor[0]);
    Index begin = builder.max(firstRow, builder.field(&Call::limitBegin));
    Index end = builder.min(builder.add(firstRow, spec.factor[0]),
                            builder.field(&Call::limitEnd));
    Index firstColumn = builder.mul(column, spec.factor[1]);
    auto addRow = [&](Index back, ValueRange outer) {
      Index dyRow = builder.sub(builder.sub(end, 1), back);
      return builder.loop(
          0, spec.factor[1], 1, outer, [&](Index copy, ValueRange inner) {
            Index pixel =
                gradient.at(image, dyRow, builder.add(firstColumn, copy));
            return SmallVector<Value>{builder.addFloat(
                inner[0], gradient.load(pixel, channel, lanes))};
          });
    };
    return builder.loop(0, builder.sub(end, begin), 1, init, addRow).front();
  }

  KernelBuilder &builder;
  const UpsampleGradientSpec &spec;
};

} // namespace

func::FuncOp lrcnn::cpu::emitUpsampleGradient(ModuleOp module, StringRef name,
                                              const UpsampleGradientSpec &spec,
                                              const VectorTarget &target) {
  KernelBuilder builder(module, name, spec.type, target);
  UpsampleGradientEmitter(builder, spec).emit();
  return builder.finish();
}

//===- PointwiseKernels.cpp - Kernels of elementwise layers ---------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// When every operand is a dense slab, lanes run over the elements of a row,
// whatever the number of channels; otherwise over the channels of a pixel. What
// a row's pixels have in common is loaded, and computed, once for the row.
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/CPU/PointwiseKernels.h"

#include "Draws.h"
#include "FeatureAccess.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;
using namespace lrcnn::cpu;

//===----------------------------------------------------------------------===//
// Emission
//===----------------------------------------------------------------------===//

namespace {

/// Vectors of channels of which spread inputs stay in registers while a row
/// goes by.
constexpr int64_t spreadVectors = 4;

class PointwiseEmitter {
public:
  PointwiseEmitter(KernelBuilder &builder, const PointwiseSpec &spec)
      : builder(builder), spec(spec) {
    dense = spec.result.isDense(spec.channels) &&
            llvm::all_of(spec.inputs, [&](const FeatureLayout &input) {
              return input.isDense(spec.channels);
            });
  }

  void emit() {
    SmallVector<Feature> features;
    for (const FeatureLayout &input : spec.inputs)
      features.emplace_back(builder, features.size(), input, spec.channels);
    for (unsigned i = 0; i < spec.draws.size(); ++i)
      keys.push_back(loadKey(builder, features.size() + i));
    features.emplace_back(builder, features.size() + keys.size(), spec.result,
                          spec.channels);
    emitForChannelStrides(builder, features, [&](ArrayRef<Feature> known) {
      forEachSpan(builder, dense ? denseVectors() : spec.width,
                  [&](Index image, Index row, Index begin, Index end) {
                    emitRow(known, image, row, begin, end);
                  });
    });
  }

private:
  int64_t denseVectors() const {
    return llvm::divideCeil(spec.width * spec.channels, builder.getLanes());
  }

  void emitRow(ArrayRef<Feature> features, Index image, Index row, Index begin,
               Index end) {
    imageDraws.clear();
    for (auto [draw, key] : llvm::zip_equal(spec.draws, keys))
      imageDraws.push_back(
          draw.ofImage ? emitImageDraw(builder, key, draw.layer, inBatch(image))
                       : Value());
    auto emitAs = [&](RowAction action) {
      emitUnits(features, image, row, begin, end, action);
    };
    if (!spec.gradient)
      return emitAs({true, false});
    forGradientRow(builder, row, emitAs);
  }

  void emitUnits(ArrayRef<Feature> features, Index image, Index row,
                 Index begin, Index end, RowAction action) {
    if (dense)
      return forEachChannelVector(builder, spec.width * spec.channels, begin,
                                  end, [&](Index element, Value lanes) {
                                    emitVector(features, image, row, 0, element,
                                               lanes, action);
                                  });
    if (!llvm::any_of(spec.inputs, std::mem_fn(&FeatureLayout::isSpread)))
      return builder.loop(begin, end, 1, [&](Index column) {
        forEachChannelVector(
            builder, spec.channels, [&](Index channel, Value lanes) {
              emitVector(features, image, row, column, channel, lanes, action);
            });
      });
    // Some vectors of channels at a time, so that what is spread over the row,
    // and what is made of it, stays in registers.
    int64_t width = spreadVectors * builder.getLanes();
    int64_t full = spec.channels / width * width;
    builder.loop(0, full, width, [&](Index channel) {
      emitBlock(features, image, row, begin, end, channel, width, action);
    });
    if (full < spec.channels)
      emitBlock(features, image, row, begin, end, full, spec.channels - full,
                action);
  }

  /// Channels [first, first + count) of columns [begin, end).
  void emitBlock(ArrayRef<Feature> features, Index image, Index row,
                 Index begin, Index end, Index first, int64_t count,
                 RowAction action) {
    int64_t lanes = builder.getLanes();
    SmallVector<SmallVector<SmallVector<Value>>> spread;
    for (int64_t at = 0; at < count; at += lanes) {
      auto &elements = spread.emplace_back(spec.inputs.size());
      for (auto [number, layout] : llvm::enumerate(spec.inputs))
        for (int64_t k = 0; layout.isSpread() && k < layout.columns; ++k)
          elements[number].push_back(features[number].load(
              features[number].atColumn(image, k), builder.add(first, at),
              builder.maskOf(count - at)));
    }
    builder.loop(begin, end, 1, [&](Index column) {
      for (int64_t at = 0; at < count; at += lanes)
        emitVector(features, image, row, column, builder.add(first, at),
                   builder.maskOf(count - at), action, spread[at / lanes]);
    });
  }

  /// One vector; `spread` has the elements of the inputs that are spread.
  void emitVector(ArrayRef<Feature> features, Index image, Index row,
                  Index column, Index channel, Value lanes, RowAction action,
                  ArrayRef<SmallVector<Value>> spread = {}) {
    auto load = [&](const Feature &feature) {
      return feature.load(feature.at(image, row, column), channel, lanes);
    };
    const Feature &result = features.back();
    Value value;
    if (action.compute) {
      SmallVector<Value> elements;
      for (auto [number, layout] : llvm::enumerate(spec.inputs))
        if (layout.isSpread())
          elements.append(spread[number]);
        else
          elements.push_back(load(features[number]));
      Index element = builder.add(builder.mul(column, spec.channels), channel);
      for (auto [draw, key, ofImage] :
           llvm::zip_equal(spec.draws, keys, imageDraws))
        elements.push_back(ofImage ? ofImage
                                   : emitDraws(builder, key, draw.layer,
                                               inBatch(image), row, element));
      value = spec.body.emit(builder.getBuilder(), builder.getLoc(), elements);
    }
    if (!value)
      value = builder.zeroVector();
    if (action.accumulate)
      value = builder.addFloat(load(result), value);
    result.store(value, result.at(image, row, column), channel, lanes);
  }

  /// The number in the batch of an image of the call.
  Index inBatch(Index image) {
    return builder.add(image, builder.field(&Call::firstImage));
  }

  KernelBuilder &builder;
  const PointwiseSpec &spec;
  bool dense;
  SmallVector<DrawKey> keys;
  /// What was drawn for the image whose row is being emitted; null for draws of
  /// elements.
  SmallVector<Value> imageDraws;
};

} // namespace

func::FuncOp lrcnn::cpu::emitPointwise(ModuleOp module, StringRef name,
                                       const PointwiseSpec &spec,
                                       const VectorTarget &target) {
  KernelBuilder builder(module, name, spec.type, target);
  PointwiseEmitter(builder, spec).emit();
  return builder.finish();
}

void lrcnn::cpu::addPointwiseKernels(KernelEmitters &emitters) {
  emitters.add(PointwiseSpec::kind, emitPointwise);
}

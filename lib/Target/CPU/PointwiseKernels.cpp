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
// a row's pixels have in common is loaded once for the row if registers allow.
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/CPU/PointwiseKernels.h"

#include "FeatureAccess.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;
using namespace lrcnn::cpu;

//===----------------------------------------------------------------------===//
// Bodies and keys
//===----------------------------------------------------------------------===//

PointwiseBody PointwiseBody::copy() {
  return {"copy", [](KernelBuilder &, ArrayRef<Value> operands) {
            return operands[0];
          }};
}

PointwiseBody PointwiseBody::relu() {
  return {"relu", [](KernelBuilder &builder, ArrayRef<Value> operands) {
            return builder.relu(operands[0]);
          }};
}

PointwiseBody PointwiseBody::reluGradient() {
  return {"relu_grad", [](KernelBuilder &builder, ArrayRef<Value> operands) {
            return builder.reluMask(operands[0], operands[1]);
          }};
}

PointwiseBody PointwiseBody::add() {
  return {"add", [](KernelBuilder &builder, ArrayRef<Value> operands) {
            Value sum = operands[0];
            for (Value operand : operands.drop_front())
              sum = builder.addFloat(sum, operand);
            return sum;
          }};
}

std::string PointwiseSpec::getKey() const {
  std::string key;
  llvm::raw_string_ostream os(key);
  os << "pointwise:" << body.key << ":f" << 8 * byteWidth(type) << ":" << width
     << "x" << channels << ":";
  for (const FeatureLayout &input : inputs)
    os << input.getKey() << ",";
  os << result.getKey();
  if (gradient)
    os << ":gradient";
  return key;
}

//===----------------------------------------------------------------------===//
// Emission
//===----------------------------------------------------------------------===//

namespace {

/// Most vectors that stay in registers while a row goes by.
constexpr size_t maxHeld = 8;

/// What happens to the rows of one kind.
struct RowAction {
  /// The inputs take part; otherwise their share is zero.
  bool compute;
  /// What is there takes part.
  bool accumulate;
};

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
    features.emplace_back(builder, features.size(), spec.result, spec.channels);
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
    auto emitAs = [&](RowAction action) {
      emitUnits(features, image, row, begin, end, action);
    };
    if (!spec.gradient)
      return emitAs({true, false});
    Value isUsed = isWithin(builder, row, builder.field(&Call::limitBegin),
                            builder.field(&Call::limitEnd));
    Value isNew = builder.less(row, builder.field(&Call::addFrom));
    builder.ifElse(
        isNew,
        [&] {
          builder.ifElse(
              isUsed, [&] { emitAs({true, false}); },
              [&] { emitAs({false, false}); });
        },
        [&] { builder.ifElse(isUsed, [&] { emitAs({true, true}); }); });
  }

  void emitUnits(ArrayRef<Feature> features, Index image, Index row,
                 Index begin, Index end, RowAction action) {
    if (dense)
      return forEachChannelVector(builder, spec.width * spec.channels, begin,
                                  end, [&](Index element, Value lanes) {
                                    emitVector(features, image, row, 0, element,
                                               lanes, action);
                                  });
    holdSpreadInputs(features, image, row);
    builder.loop(begin, end, 1, [&](Index column) {
      forEachVector([&](Index channel, Value lanes) {
        emitVector(features, image, row, column, channel, lanes, action);
      });
    });
    held.clear();
  }

  /// Visits the vectors of a pixel, by known numbers if some are held.
  void forEachVector(ChannelBody body) {
    if (held.empty())
      return forEachChannelVector(builder, spec.channels, body);
    for (int64_t at = 0; at < spec.channels; at += builder.getLanes())
      body(at, builder.maskOf(spec.channels - at));
  }

  void holdSpreadInputs(ArrayRef<Feature> features, Index image, Index row) {
    size_t vectors = llvm::divideCeil(spec.channels, builder.getLanes());
    size_t spread = llvm::count_if(spec.inputs, isSpread);
    if (spread * vectors > maxHeld)
      return;
    for (auto [number, layout] : llvm::enumerate(spec.inputs)) {
      if (!isSpread(layout))
        continue;
      const Feature &feature = features[number];
      for (int64_t at = 0; at < spec.channels; at += builder.getLanes())
        held[{number, at}] = feature.load(feature.at(image, row, 0), at,
                                          builder.maskOf(spec.channels - at));
    }
  }

  static bool isSpread(const FeatureLayout &layout) {
    return layout.spread != FeatureLayout::Spread::none;
  }

  void emitVector(ArrayRef<Feature> features, Index image, Index row,
                  Index column, Index channel, Value lanes, RowAction action) {
    auto load = [&](const Feature &feature) {
      return feature.load(feature.at(image, row, column), channel, lanes);
    };
    const Feature &result = features.back();
    Value value;
    if (action.compute) {
      SmallVector<Value> operands;
      for (size_t number = 0; number < spec.inputs.size(); ++number) {
        Value vector = channel.isConstant()
                           ? held.lookup({number, channel.getConstant()})
                           : Value();
        operands.push_back(vector ? vector : load(features[number]));
      }
      value = spec.body.emit(builder, operands);
    }
    if (!value)
      value = builder.zeroVector();
    if (action.accumulate)
      value = builder.addFloat(load(result), value);
    result.store(value, result.at(image, row, column), channel, lanes);
  }

  KernelBuilder &builder;
  const PointwiseSpec &spec;
  bool dense;
  /// The vectors of spread inputs that are loaded, by input and channel.
  llvm::DenseMap<std::pair<size_t, int64_t>, Value> held;
};

} // namespace

func::FuncOp lrcnn::cpu::emitPointwise(ModuleOp module, StringRef name,
                                       const PointwiseSpec &spec,
                                       const VectorTarget &target) {
  KernelBuilder builder(module, name, spec.type, target);
  PointwiseEmitter(builder, spec).emit();
  return builder.finish();
}

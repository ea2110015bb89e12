//===- FoldKernels.cpp - Kernels that sum over rows and columns -----------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A row is summed before it is added to what was summed, so that few roundings
// lie between an element and the result.
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/CPU/FoldKernels.h"

#include "FeatureAccess.h"

#include "llvm/Support/MathExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;
using namespace lrcnn::cpu;

std::string FoldSpec::getKey() const {
  std::string text;
  llvm::raw_string_ostream os(text);
  os << "fold:" << key << ":f" << 8 * byteWidth(type) << ":" << width << "x"
     << channels << ":";
  for (const FeatureLayout &input : inputs)
    os << input.getKey() << ",";
  os << result.getKey();
  return text;
}

namespace {
class FoldEmitter {
public:
  FoldEmitter(KernelBuilder &b, const FoldSpec &spec) : b(b), spec(spec) {}

  void emit();

private:
  using Values = SmallVector<Value>;

  /// The sums of one vector of channels of one image.
  void emitVector(ArrayRef<Feature> features, Index image, Index channel,
                  Value mask);
  Values addAll(ValueRange sums, ArrayRef<Value> terms) {
    Values next;
    for (auto [sum, term] : llvm::zip_equal(sums, terms))
      next.push_back(b.addFloat(sum, term));
    return next;
  }

  KernelBuilder &b;
  const FoldSpec &spec;
};
} // namespace

void FoldEmitter::emit() {
  SmallVector<Feature> features;
  for (const FeatureLayout &input : spec.inputs)
    features.emplace_back(b, features.size(), input, spec.channels);
  features.emplace_back(b, features.size(), spec.result, spec.channels);
  emitForChannelStrides(b, features, [&](ArrayRef<Feature> known) {
    int64_t vectors = llvm::divideCeil(spec.channels, b.getLanes());
    auto [begin, end] = b.share(b.mul(b.field(&Call::images), vectors));
    b.loop(begin, end, 1, [&](Index item) {
      Index image = b.divUnsigned(item, vectors);
      Index channel = b.mul(b.remUnsigned(item, vectors), b.getLanes());
      Value mask = spec.channels % b.getLanes()
                       ? b.maskOf(b.sub(spec.channels, channel))
                       : Value();
      emitVector(known, image, channel, mask);
    });
  });
}

void FoldEmitter::emitVector(ArrayRef<Feature> features, Index image,
                             Index channel, Value mask) {
  size_t numInputs = spec.inputs.size();
  // What is spread over the image is loaded once.
  SmallVector<Values> spread(numInputs);
  for (size_t i = 0; i < numInputs; ++i)
    for (int64_t k = 0; spec.inputs[i].isSpread() && k < spec.inputs[i].columns;
         ++k)
      spread[i].push_back(
          features[i].load(features[i].atColumn(image, k), channel, mask));

  auto sumRow = [&](Index row, ValueRange sums) {
    return b.loop(0, spec.width, 1, sums, [&](Index column, ValueRange sums) {
      Values elements;
      for (size_t i = 0; i < numInputs; ++i)
        if (spec.inputs[i].isSpread())
          elements.append(spread[i]);
        else
          elements.push_back(features[i].load(
              features[i].at(image, row, column), channel, mask));
      return addAll(sums, spec.body(b, elements));
    });
  };
  // Rows are added one by one to what is there: cuts between them do not show.
  Values zeros(spec.sums, b.zeroVector()), sums;
  Value adds = b.andMasks(b.maskAll(b.isFlagged(AddToResult)), mask);
  const Feature &result = features.back();
  for (int64_t k = 0; k < spec.sums; ++k)
    sums.push_back(result.load(result.at(image, 0, k), channel, adds));
  sums = b.loop(b.field(&Call::rowBegin), b.field(&Call::rowEnd), 1, sums,
                [&](Index row, ValueRange sums) {
                  return addAll(sums, sumRow(row, zeros));
                });
  for (auto [k, sum] : llvm::enumerate(sums))
    result.store(sum, result.at(image, 0, static_cast<int64_t>(k)), channel,
                 mask);
}

func::FuncOp lrcnn::cpu::emitFold(ModuleOp module, StringRef name,
                                  const FoldSpec &spec,
                                  const VectorTarget &target) {
  KernelBuilder builder(module, name, spec.type, target);
  FoldEmitter(builder, spec).emit();
  return builder.finish();
}

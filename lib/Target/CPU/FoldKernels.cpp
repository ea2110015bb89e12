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

namespace {
/// Columns are summed in so many interleaved sums, to hide an addition's time.
constexpr int64_t interleaved = 4;

class FoldEmitter {
public:
  FoldEmitter(KernelBuilder &b, const FoldSpec &spec) : b(b), spec(spec) {}

  void emit();

private:
  using Values = SmallVector<Value>;

  /// The sums of one vector of channels, of `image` or of all.
  void emitVector(ArrayRef<Feature> features, Index image, Index channel,
                  Value mask);
  /// The sums of the rows of `image`, added one by one to `sums`.
  Values sumImage(ArrayRef<Feature> features, Index image, Index channel,
                  Value mask, ValueRange sums);
  /// The sums over a row's columns, of which `term` gives the summands.
  Values sumRow(llvm::function_ref<Values(Index column)> term);
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
  if (spec.epilogue)
    features.emplace_back(b, features.size(), spec.activation, spec.channels);
  features.emplace_back(b, features.size(), spec.result, spec.channels);
  emitForChannelStrides(b, features, [&](ArrayRef<Feature> known) {
    int64_t vectors = llvm::divideCeil(spec.channels, b.getLanes());
    Index images = spec.overImages ? Index(1) : b.field(&Call::images);
    auto [begin, end] = b.share(b.mul(images, vectors));
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

FoldEmitter::Values
FoldEmitter::sumRow(llvm::function_ref<Values(Index column)> term) {
  int64_t copies = std::max<int64_t>(1, interleaved / spec.sums);
  auto sumColumns = [&](int64_t begin, int64_t end, int64_t step,
                        ValueRange sums) {
    return b.loop(begin, end, step, sums, [&](Index column, ValueRange sums) {
      Values next;
      for (int64_t k = 0; k < step; ++k)
        next.append(addAll(sums.slice(k * spec.sums, spec.sums),
                           term(b.add(column, k))));
      llvm::append_range(next, sums.drop_front(next.size()));
      return next;
    });
  };
  int64_t whole = spec.width / copies * copies;
  Values sums(copies * spec.sums, b.zeroVector());
  sums = sumColumns(0, whole, copies, sums);
  sums = sumColumns(whole, spec.width, 1, sums);
  for (; copies > 1; copies /= 2) {
    ValueRange all(sums);
    size_t half = all.size() / 2;
    sums = addAll(all.take_front(half), Values(all.drop_front(half)));
  }
  return sums;
}

FoldEmitter::Values FoldEmitter::sumImage(ArrayRef<Feature> features,
                                          Index image, Index channel,
                                          Value mask, ValueRange sums) {
  // What is spread over the image is loaded once.
  SmallVector<Values> spread(spec.inputs.size());
  for (auto [i, input] : llvm::enumerate(spec.inputs))
    for (int64_t k = 0; input.isSpread() && k < input.columns; ++k)
      spread[i].push_back(
          features[i].load(features[i].atColumn(image, k), channel, mask));
  Index begin = b.field(spec.gradient ? &Call::limitBegin : &Call::rowBegin);
  Index end = b.field(spec.gradient ? &Call::limitEnd : &Call::rowEnd);
  return b.loop(begin, end, 1, sums, [&](Index row, ValueRange sums) {
    return addAll(sums, sumRow([&](Index column) {
                    Values elements;
                    for (auto [i, input] : llvm::enumerate(spec.inputs))
                      if (input.isSpread())
                        elements.append(spread[i]);
                      else
                        elements.push_back(features[i].load(
                            features[i].at(image, row, column), channel, mask));
                    return spec.body(b.getBuilder(), b.getLoc(), elements);
                  }));
  });
}

void FoldEmitter::emitVector(ArrayRef<Feature> features, Index image,
                             Index channel, Value mask) {
  const Feature &result = features.back();
  Value isAdded = spec.gradient ? b.less(b.field(&Call::addFrom), 1)
                                : b.isFlagged(AddToResult);
  Value adds = b.andMasks(b.maskAll(isAdded), mask);
  Values old, zeros(spec.sums, b.zeroVector()), sums;
  for (int64_t k = 0; k < spec.sums; ++k)
    old.push_back(result.load(result.at(image, 0, k), channel, adds));
  if (spec.overImages) {
    sums = b.loop(
        0, b.field(&Call::images), 1, zeros, [&](Index image, ValueRange sums) {
          return addAll(sums, sumImage(features, image, channel, mask, zeros));
        });
  } else {
    // Rows are added one by one to what is there: cuts between them do not
    // show. A gradient is one term of a sum, on its own.
    sums =
        sumImage(features, image, channel, mask, spec.gradient ? zeros : old);
  }
  if (spec.epilogue) {
    const Feature &activation = features[spec.inputs.size()];
    Value pixel = activation.load(activation.at(image, 0, 0), channel, mask);
    sums = {
        spec.epilogue.emit(b.getBuilder(), b.getLoc(), {pixel, sums.front()})};
  }
  if (spec.overImages || spec.gradient)
    sums = addAll(old, sums);
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

void lrcnn::cpu::addFoldKernels(KernelEmitters &emitters) {
  emitters.add(FoldSpec::kind, emitFold);
}

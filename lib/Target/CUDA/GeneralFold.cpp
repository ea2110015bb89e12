//===- GeneralFold.cpp - Sums over rows and columns -----------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "GeneralFeature.h"
#include "GeneralKernels.h"

#include "lrcnn/Kernel/FoldSpec.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::cuda;
using lrcnn::kernel::AddToResult;
using lrcnn::kernel::Call;
using lrcnn::kernel::FoldSpec;

namespace {
class FoldEmitter {
public:
  FoldEmitter(GeneralBuilder &b, const FoldSpec &spec)
      : b(b), spec(spec), lanes(spec.overImages ? 256 : 32) {}

  void emit();

private:
  using Values = GeneralBuilder::Values;

  void emitChannel(const Unit &unit);
  Values sumImage(const Unit &unit, Index image, ValueRange init);
  Values sumImages(const Unit &unit);
  Values sumRow(const Place &row, Index lane, ArrayRef<Values> spread);
  Values addPixel(const Place &place, ArrayRef<Values> spread, ValueRange sums);
  SmallVector<Values> loadSpread(Index image, Index channel);
  TapRange getRows();
  Values addAll(ValueRange sums, ArrayRef<Value> terms) {
    Values next;
    for (auto [sum, term] : llvm::zip_equal(sums, terms))
      next.push_back(b.addFloat(sum, term));
    return next;
  }

  GeneralBuilder &b;
  const FoldSpec &spec;
  /// As many threads for a channel: of a sum over all images a whole block.
  int64_t lanes;
  SmallVector<Feature> inputs;
  std::optional<Feature> activation, result;
};
} // namespace

void FoldEmitter::emit() {
  for (const kernel::FeatureLayout &input : spec.inputs)
    inputs.emplace_back(b, inputs.size(), input, spec.channels);
  unsigned position = inputs.size();
  if (spec.epilogue)
    activation.emplace(b, position++, spec.activation, spec.channels);
  result.emplace(b, position, spec.result, spec.channels);
  // Neighbours have neighbouring channels.
  b.forEachUnit(spec.overImages ? Per::Call : Per::Image, spec.channels,
                {lanes, /*lanesAdjacent=*/false},
                [&](const Unit &unit) { emitChannel(unit); });
}

TapRange FoldEmitter::getRows() {
  return {b.field(spec.gradient ? &Call::limitBegin : &Call::rowBegin),
          b.field(spec.gradient ? &Call::limitEnd : &Call::rowEnd)};
}

/// The elements of what is spread over an image.
SmallVector<FoldEmitter::Values> FoldEmitter::loadSpread(Index image,
                                                         Index channel) {
  SmallVector<Values> spread(spec.inputs.size());
  for (auto [i, input] : llvm::enumerate(spec.inputs))
    for (int64_t k = 0; input.isSpread() && k < input.columns; ++k)
      spread[i].push_back(inputs[i].loadColumn(image, k, channel));
  return spread;
}

FoldEmitter::Values FoldEmitter::addPixel(const Place &place,
                                          ArrayRef<Values> spread,
                                          ValueRange sums) {
  Values elements;
  for (auto [i, input] : llvm::enumerate(spec.inputs))
    if (input.isSpread())
      elements.append(spread[i]);
    else
      elements.push_back(inputs[i].load(place));
  return addAll(sums, spec.body(b.getBuilder(), b.getLoc(), elements));
}

/// The sums over a row: each lane adds up its columns.
FoldEmitter::Values FoldEmitter::sumRow(const Place &row, Index lane,
                                        ArrayRef<Values> spread) {
  Values zeros(spec.sums, b.zero());
  Values sums = b.loop(
      lane, spec.width, lanes, zeros, [&](Index column, ValueRange sums) {
        return addPixel({row.image, row.row, column, row.channel}, spread,
                        sums);
      });
  for (Value &sum : sums)
    sum = b.sumTeam(sum);
  return sums;
}

/// Adds the rows of an image to `init` one by one.
FoldEmitter::Values FoldEmitter::sumImage(const Unit &unit, Index image,
                                          ValueRange init) {
  SmallVector<Values> spread = loadSpread(image, unit.number);
  TapRange rows = getRows();
  return b.loop(rows.begin, rows.end, 1, init, [&](Index row, ValueRange sums) {
    return addAll(sums,
                  sumRow({image, row, 0, unit.number}, unit.lane, spread));
  });
}

/// The sums over all images, a gradient: each lane adds up pixels of all rows.
FoldEmitter::Values FoldEmitter::sumImages(const Unit &unit) {
  TapRange rows = getRows();
  Index pixels = b.mul(b.sub(rows.end, rows.begin), spec.width);
  Values zeros(spec.sums, b.zero());
  Values sums = b.loop(
      0, b.field(&Call::images), 1, zeros, [&](Index image, ValueRange sums) {
        SmallVector<Values> spread = loadSpread(image, unit.number);
        Values more = b.loop(
            unit.lane, pixels, lanes, zeros, [&](Index pixel, ValueRange sums) {
              return addPixel(
                  {image, b.add(rows.begin, b.divUnsigned(pixel, spec.width)),
                   b.remUnsigned(pixel, spec.width), unit.number},
                  spread, sums);
            });
        return addAll(sums, more);
      });
  for (Value &sum : sums)
    sum = b.sumTeam(sum);
  return sums;
}

void FoldEmitter::emitChannel(const Unit &unit) {
  Value adds = spec.gradient ? b.less(b.field(&Call::addFrom), 1)
                             : b.isFlagged(AddToResult);
  auto getPlaceOf = [&](int64_t sum) -> Place {
    return {unit.image, 0, sum, unit.number};
  };
  Values old, zeros(spec.sums, b.zero()), sums;
  for (int64_t k = 0; k < spec.sums; ++k)
    old.push_back(result->loadIf(adds, getPlaceOf(k)));
  if (spec.overImages)
    sums = sumImages(unit);
  else
    // Rows are added one by one to what is there: cuts between them do not
    // show. A gradient is one term of a sum, on its own.
    sums = sumImage(unit, unit.image, spec.gradient ? zeros : old);
  if (activation)
    sums = {spec.epilogue.emit(b.getBuilder(), b.getLoc(),
                               {activation->load(getPlaceOf(0)), sums[0]})};
  if (spec.overImages || spec.gradient)
    sums = addAll(old, sums);
  b.ifFirst(unit, [&] {
    for (auto [k, sum] : llvm::enumerate(sums))
      result->store(sum, getPlaceOf(k));
  });
}

static void emitFold(GeneralBuilder &b, const FoldSpec &spec) {
  FoldEmitter(b, spec).emit();
}

void lrcnn::cuda::addGeneralFolds(KernelEmitters &emitters) {
  emitters.add(FoldSpec::kind, emitFold);
}

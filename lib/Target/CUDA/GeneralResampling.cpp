//===- GeneralResampling.cpp - Resizing and padding -----------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "GeneralFeature.h"
#include "GeneralKernels.h"

#include "lrcnn/Kernel/ResamplingSpec.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::cuda;
using lrcnn::kernel::Call;
using lrcnn::kernel::ResamplingGradientSpec;
using lrcnn::kernel::ResamplingSpec;
using lrcnn::plan::Tap;
using lrcnn::plan::TapTable;

namespace {
/// The taps of every position along an axis, as tables beside the kernel.
class AxisTable {
public:
  AxisTable(GeneralBuilder &b, const TapTable &table) : b(b) {
    SmallVector<int32_t> starts{0}, positions;
    SmallVector<double> weights;
    for (ArrayRef<Tap> taps : table) {
      for (const Tap &tap : taps) {
        positions.push_back(tap.position);
        weights.push_back(tap.weight);
      }
      starts.push_back(positions.size());
    }
    // No position may have a tap; a table has something.
    if (positions.empty()) {
      positions.push_back(0);
      weights.push_back(0.0);
    }
    this->starts = b.table(starts);
    this->positions = b.table(positions);
    this->weights = b.table(weights);
  }

  TapRange getTaps(Index position) {
    return {b.loadIndex(starts, position),
            b.loadIndex(starts, b.add(position, 1))};
  }
  Index getPosition(Index tap) { return b.loadIndex(positions, tap); }
  Value getWeight(Index tap) { return b.loadScalar(weights, tap); }

private:
  GeneralBuilder &b;
  Value starts, positions, weights;
};
} // namespace

static void emitResampling(GeneralBuilder &b, const ResamplingSpec &spec) {
  AxisTable rows(b, spec.rows.getTable()), columns(b, spec.columns.getTable());
  Feature input(b, 0, spec.input, spec.channels);
  Feature result(b, 1, spec.result, spec.channels);
  b.forEachUnit(
      Per::Row, spec.columns.outputs * spec.channels, [&](const Unit &unit) {
        Place place = getPlace(b, unit, spec.channels);
        TapRange rowTaps = rows.getTaps(place.row);
        TapRange columnTaps = columns.getTaps(place.column);
        auto addRow = [&](Index row, Value sum) {
          return b.fold(columnTaps.begin, columnTaps.end, sum,
                        [&](Index column, Value sum) {
                          Value x = input.load(
                              {place.image, rows.getPosition(row),
                               columns.getPosition(column), place.channel});
                          Value weight = b.mulFloat(rows.getWeight(row),
                                                    columns.getWeight(column));
                          return b.fma(weight, x, sum);
                        });
        };
        result.store(b.fold(rowTaps.begin, rowTaps.end, b.zero(), addRow),
                     place);
      });
}

namespace {
class ResamplingGradientEmitter {
public:
  ResamplingGradientEmitter(GeneralBuilder &b,
                            const ResamplingGradientSpec &spec)
      : b(b), spec(spec), rows(b, spec.rows.getTransposedTable()),
        columns(b, spec.columns.getTransposedTable()),
        gradient(b, 0, spec.gradient, spec.channels) {
    if (spec.epilogue)
      activation.emplace(b, 1, spec.activation, spec.channels);
  }

  void emit() {
    Feature result(b, activation ? 2 : 1, spec.result, spec.channels);
    b.forEachUnit(Per::Row, spec.columns.inputs * spec.channels,
                  [&](const Unit &unit) {
                    Place place = getPlace(b, unit, spec.channels);
                    Value old = result.loadIf(isOldRow(b, place.row), place);
                    result.store(addTerms(place, old), place);
                  });
  }

private:
  /// Adds what goes to one pixel, its last row first.
  Value addTerms(const Place &place, Value init) {
    Value active = activation ? activation->load(place) : Value();
    TapRange rowTaps = rows.getTaps(place.row);
    TapRange columnTaps = columns.getTaps(place.column);
    Index limitBegin = b.field(&Call::limitBegin);
    Index limitEnd = b.field(&Call::limitEnd);
    auto addRow = [&](Index tap, Index row, Value sum) {
      return b.fold(
          columnTaps.begin, columnTaps.end, sum, [&](Index column, Value sum) {
            Value term = gradient.load(
                {place.image, row, columns.getPosition(column), place.channel});
            if (active)
              term = spec.epilogue.emit(b.getBuilder(), b.getLoc(),
                                        {active, term});
            Value weight =
                b.mulFloat(rows.getWeight(tap), columns.getWeight(column));
            return b.fma(weight, term, sum);
          });
    };
    Index count = b.sub(rowTaps.end, rowTaps.begin);
    return b.fold(0, count, init, [&](Index back, Value sum) {
      Index tap = b.sub(b.sub(rowTaps.end, 1), back);
      Index row = rows.getPosition(tap);
      return b.choose(
          b.isWithin(row, limitBegin, limitEnd),
          [&] { return addRow(tap, row, sum); }, [&] { return sum; });
    });
  }

  GeneralBuilder &b;
  const ResamplingGradientSpec &spec;
  AxisTable rows, columns;
  Feature gradient;
  std::optional<Feature> activation;
};
} // namespace

static void emitResamplingGradient(GeneralBuilder &b,
                                   const ResamplingGradientSpec &spec) {
  ResamplingGradientEmitter(b, spec).emit();
}

void lrcnn::cuda::addGeneralResampling(KernelEmitters &emitters) {
  emitters.add(ResamplingSpec::kind, emitResampling);
  emitters.add(ResamplingGradientSpec::kind, emitResamplingGradient);
}

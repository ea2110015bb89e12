//===- ResamplingKernels.cpp - Kernels of resizing and padding ------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/CPU/ResamplingKernels.h"

#include "FeatureAccess.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;
using namespace lrcnn::cpu;
using lrcnn::plan::Resampling;
using lrcnn::plan::Sampling;
using lrcnn::plan::Tap;
using lrcnn::plan::TapTable;

//===----------------------------------------------------------------------===//
// Tables
//===----------------------------------------------------------------------===//

namespace {

/// Taps [begin, end) of a table.
struct TapRange {
  Index begin, end;
};

/// A table as a kernel reads it: the taps of all positions in one sequence.
class AxisTable {
public:
  AxisTable(KernelBuilder &builder, const TapTable &table);

  /// The taps of a position.
  TapRange getTaps(Index position);
  /// Those of them that lie in [begin, end).
  TapRange getTaps(Index position, Index begin, Index end);
  Index getPosition(Index tap);
  /// The weight as a scalar; null where all are 1.
  Value getWeight(Index tap);
  /// Carries `sum` over taps that `getTaps` gave for one position.
  Value fold(const TapRange &taps, Value sum,
             llvm::function_ref<Value(Index tap, Value sum)> body);
  /// How many taps each position has, if all have as many.
  std::optional<int64_t> getUniformCount() const { return uniform; }

private:
  KernelBuilder &builder;
  std::optional<int64_t> uniform;
  /// Tap k lies at position k + offset.
  std::optional<int64_t> offset;
  /// Null where a formula says the same.
  Value starts, positions, weights;
};

} // namespace

AxisTable::AxisTable(KernelBuilder &builder, const TapTable &table)
    : builder(builder) {
  SmallVector<int32_t> starts{0}, positions;
  SmallVector<double> weights;
  for (ArrayRef<Tap> taps : table) {
    for (const Tap &tap : taps) {
      positions.push_back(tap.position);
      weights.push_back(tap.weight);
    }
    starts.push_back(positions.size());
  }
  if (llvm::all_of(table, [&](ArrayRef<Tap> taps) {
        return taps.size() == table.front().size();
      }))
    uniform = table.front().size();
  else
    this->starts = builder.table(starts);
  if (llvm::all_of(llvm::enumerate(positions), [&](auto item) {
        return item.value() ==
               positions.front() + static_cast<int64_t>(item.index());
      }))
    offset = positions.empty() ? 0 : positions.front();
  else
    this->positions = builder.table(positions);
  if (llvm::any_of(weights, [](double weight) { return weight != 1.0; }))
    this->weights = builder.table(weights);
}

TapRange AxisTable::getTaps(Index position) {
  if (uniform)
    return {builder.mul(position, *uniform),
            builder.mul(builder.add(position, 1), *uniform)};
  return {builder.loadIndex(starts, position),
          builder.loadIndex(starts, builder.add(position, 1))};
}

TapRange AxisTable::getTaps(Index position, Index begin, Index end) {
  TapRange taps = getTaps(position);
  if (offset)
    return {builder.max(taps.begin, builder.sub(begin, *offset)),
            builder.min(taps.end, builder.sub(end, *offset))};
  // Positions ascend: count those that lie before.
  SmallVector<Value> init(2, builder.value(taps.begin));
  SmallVector<Value> bounds = builder.loop(
      taps.begin, taps.end, 1, init, [&](Index tap, ValueRange carried) {
        Index at = getPosition(tap), next = builder.add(tap, 1);
        auto count = [&](Index bound, Value before) {
          return builder.value(
              builder.select(builder.less(at, bound), next, before));
        };
        return SmallVector<Value>{count(begin, carried[0]),
                                  count(end, carried[1])};
      });
  return {bounds[0], bounds[1]};
}

Index AxisTable::getPosition(Index tap) {
  return offset ? builder.add(tap, *offset) : builder.loadIndex(positions, tap);
}

Value AxisTable::fold(const TapRange &taps, Value sum,
                      llvm::function_ref<Value(Index tap, Value sum)> body) {
  Index count = uniform ? Index(*uniform) : builder.sub(taps.end, taps.begin);
  return builder
      .loop(0, count, 1, sum,
            [&](Index number, ValueRange carried) {
              return SmallVector<Value>{
                  body(builder.add(taps.begin, number), carried[0])};
            })
      .front();
}

Value AxisTable::getWeight(Index tap) {
  return weights ? builder.loadScalar(weights, tap) : Value();
}

/// The product of two weights; null stands for 1.
static Value multiply(KernelBuilder &builder, Value lhs, Value rhs) {
  if (!lhs || !rhs)
    return lhs ? lhs : rhs;
  return builder.mulFloat(lhs, rhs);
}

/// sum + weight * element, the weight being a scalar or null for 1.
static Value addTerm(KernelBuilder &builder, Value sum, Value weight,
                     Value element) {
  return weight ? builder.fma(builder.broadcast(weight), element, sum)
                : builder.addFloat(sum, element);
}

//===----------------------------------------------------------------------===//
// Forward
//===----------------------------------------------------------------------===//

/// How many output positions in a row are made of the same.
static int64_t getRun(const Resampling &axis) {
  bool isWhole =
      axis.sampling == Sampling::nearest && axis.outputs % axis.inputs == 0;
  return isWhole ? axis.outputs / axis.inputs : 1;
}

/// The taps of each run. Where some have two, all have: straight code is worth
/// more than a term that is zero.
static TapTable getRunTable(const Resampling &axis, int64_t run) {
  TapTable table;
  for (int64_t output = 0; output < axis.outputs; output += run)
    table.push_back(axis.getTaps(output));
  if (llvm::any_of(table, [](ArrayRef<Tap> taps) { return taps.size() > 1; }))
    for (auto &taps : table)
      if (taps.size() == 1)
        taps.push_back({taps.front().position, 0.0});
  return table;
}

namespace {

/// Each run of pixels of the result is a unit of work.
class ResamplingEmitter {
public:
  ResamplingEmitter(KernelBuilder &builder, const ResamplingSpec &spec)
      : builder(builder), spec(spec), rowRun(getRun(spec.rows)),
        columnRun(getRun(spec.columns)),
        rows(builder, getRunTable(spec.rows, rowRun)),
        columns(builder, getRunTable(spec.columns, columnRun)) {}

  void emit() {
    Feature features[] = {Feature(builder, 0, spec.input, spec.channels),
                          Feature(builder, 1, spec.result, spec.channels)};
    emitForChannelStrides(builder, features, [&](ArrayRef<Feature> known) {
      forEachSpan(builder, spec.columns.outputs / columnRun,
                  [&](Index image, Index row, Index begin, Index end) {
                    emitSpan(known[0], known[1], image, row, begin, end);
                  });
    });
  }

private:
  /// A term of a pixel: where it lies, and its weight as a scalar or null.
  struct Term {
    Index pixel;
    Value weight;
  };

  void emitSpan(const Feature &input, const Feature &result, Index image,
                Index row, Index begin, Index end) {
    TapRange rowTaps = rows.getTaps(builder.floorDiv(row, rowRun));
    bool isStraight = rows.getUniformCount() && columns.getUniformCount();
    builder.loop(begin, end, 1, [&](Index unit) {
      TapRange columnTaps = columns.getTaps(unit);
      SmallVector<Term> terms;
      if (isStraight)
        terms = getTerms(input, image, rowTaps, columnTaps);
      forEachChannelVector(
          builder, spec.channels, [&](Index channel, Value lanes) {
            Value value = isStraight ? addTerms(input, terms, channel, lanes)
                                     : fold(input, image, rowTaps, columnTaps,
                                            channel, lanes);
            builder.loop(0, columnRun, 1, [&](Index copy) {
              Index column = builder.add(builder.mul(unit, columnRun), copy);
              result.store(value, result.at(image, row, column), channel,
                           lanes);
            });
          });
    });
  }

  SmallVector<Term> getTerms(const Feature &input, Index image,
                             const TapRange &rowTaps,
                             const TapRange &columnTaps) {
    SmallVector<Term> terms;
    for (int64_t i = 0; i < *rows.getUniformCount(); ++i)
      for (int64_t j = 0; j < *columns.getUniformCount(); ++j) {
        Index row = builder.add(rowTaps.begin, i);
        Index column = builder.add(columnTaps.begin, j);
        terms.push_back({input.at(image, rows.getPosition(row),
                                  columns.getPosition(column)),
                         multiply(builder, rows.getWeight(row),
                                  columns.getWeight(column))});
      }
    return terms;
  }

  Value addTerms(const Feature &input, ArrayRef<Term> terms, Index channel,
                 Value lanes) {
    Value sum;
    for (const Term &term : terms) {
      Value element = input.load(term.pixel, channel, lanes);
      if (sum)
        sum = addTerm(builder, sum, term.weight, element);
      else
        sum = term.weight
                  ? builder.mulFloat(builder.broadcast(term.weight), element)
                  : element;
    }
    return sum ? sum : builder.zeroVector();
  }

  Value fold(const Feature &input, Index image, const TapRange &rowTaps,
             const TapRange &columnTaps, Index channel, Value lanes) {
    return rows.fold(rowTaps, builder.zeroVector(), [&](Index row, Value sum) {
      return columns.fold(columnTaps, sum, [&](Index column, Value sum) {
        Index pixel =
            input.at(image, rows.getPosition(row), columns.getPosition(column));
        Value weight =
            multiply(builder, rows.getWeight(row), columns.getWeight(column));
        return addTerm(builder, sum, weight, input.load(pixel, channel, lanes));
      });
    });
  }

  KernelBuilder &builder;
  const ResamplingSpec &spec;
  int64_t rowRun, columnRun;
  AxisTable rows, columns;
};

} // namespace

func::FuncOp lrcnn::cpu::emitResampling(ModuleOp module, StringRef name,
                                        const ResamplingSpec &spec,
                                        const VectorTarget &target) {
  KernelBuilder builder(module, name, spec.type, target);
  ResamplingEmitter(builder, spec).emit();
  return builder.finish();
}

//===----------------------------------------------------------------------===//
// Gradient
//===----------------------------------------------------------------------===//

namespace {

/// Each pixel of dx is a unit of work.
class ResamplingGradientEmitter {
public:
  ResamplingGradientEmitter(KernelBuilder &builder,
                            const ResamplingGradientSpec &spec)
      : builder(builder), spec(spec),
        rows(builder, spec.rows.getTransposedTable()),
        columns(builder, spec.columns.getTransposedTable()) {}

  void emit() {
    SmallVector<Feature> features;
    features.emplace_back(builder, 0, spec.gradient, spec.channels);
    if (spec.epilogue)
      features.emplace_back(builder, 1, spec.activation, spec.channels);
    features.emplace_back(builder, features.size(), spec.result, spec.channels);
    emitForChannelStrides(builder, features, [&](ArrayRef<Feature> known) {
      forEachSpan(builder, spec.columns.inputs,
                  [&](Index image, Index row, Index begin, Index end) {
                    emitSpan(known, image, row, begin, end);
                  });
    });
  }

private:
  void emitSpan(ArrayRef<Feature> features, Index image, Index row, Index begin,
                Index end) {
    TapRange rowTaps = rows.getTaps(row, builder.field(&Call::limitBegin),
                                    builder.field(&Call::limitEnd));
    forAddedRow(builder, row, [&](bool accumulate) {
      builder.loop(begin, end, 1, [&](Index column) {
        TapRange columnTaps = columns.getTaps(column);
        emitGradientPixel(
            builder, features, spec.channels, image, row, column, accumulate,
            [&](Index channel, Value lanes, Value activation, Value sum) {
              return addTerms(features[0], image, rowTaps, columnTaps, channel,
                              lanes, activation, sum);
            });
      });
    });
  }

  /// Adds what goes to one pixel, its last row first.
  Value addTerms(const Feature &gradient, Index image, const TapRange &rowTaps,
                 const TapRange &columnTaps, Index channel, Value lanes,
                 Value activation, Value init) {
    auto addRow = [&](Index back, ValueRange carried) {
      Index row = builder.sub(builder.sub(rowTaps.end, 1), back);
      Index position = rows.getPosition(row);
      Value rowWeight = rows.getWeight(row);
      auto addPixel = [&](Index column, Value sum) {
        Index pixel = gradient.at(image, position, columns.getPosition(column));
        Value weight = multiply(builder, rowWeight, columns.getWeight(column));
        Value term = gradient.load(pixel, channel, lanes);
        if (activation)
          term = spec.epilogue.emit(builder.getBuilder(), builder.getLoc(),
                                    {activation, term});
        return addTerm(builder, sum, weight, term);
      };
      return SmallVector<Value>{columns.fold(columnTaps, carried[0], addPixel)};
    };
    return builder
        .loop(0, builder.sub(rowTaps.end, rowTaps.begin), 1, init, addRow)
        .front();
  }

  KernelBuilder &builder;
  const ResamplingGradientSpec &spec;
  AxisTable rows, columns;
};

} // namespace

func::FuncOp
lrcnn::cpu::emitResamplingGradient(ModuleOp module, StringRef name,
                                   const ResamplingGradientSpec &spec,
                                   const VectorTarget &target) {
  KernelBuilder builder(module, name, spec.type, target);
  ResamplingGradientEmitter(builder, spec).emit();
  return builder.finish();
}

void lrcnn::cpu::addResamplingKernels(KernelEmitters &emitters) {
  emitters.add(ResamplingSpec::kind, emitResampling);
  emitters.add(ResamplingGradientSpec::kind, emitResamplingGradient);
}

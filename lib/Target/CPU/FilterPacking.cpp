//===- FilterPacking.cpp - Filters to and from their packed layouts -------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A parameter has any strides. Three ways lead to the layout of FilterLayout:
//
// - by vectors: a vector runs along the lanes of the packed layout; in the
//   parameter its elements are a stride apart (contiguous when that is 1).
// - by taps: where the taps of a filter's channel are contiguous, those of as
//   many lanes as a vector has are transposed in registers.
// - by squares: where the parameter is contiguous in FHWC or FCHW and lanes are
//   output channels, squares of contiguous elements of as many filters as there
//   are lanes are transposed in registers.
//
// Lanes beyond the channels are zero. Tasks share vectors of lanes, so that a
// task mostly packs the blocks that it reads afterwards: from another core's
// cache they would come slowly.
//
//===----------------------------------------------------------------------===//

#include "ConvEmitters.h"
#include "ConvTiling.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

#include <algorithm>

using namespace mlir;
using namespace lrcnn::cpu;

namespace {
/// Squares that a task transposes side by side.
constexpr int64_t squaresPerItem = 16;

/// A vector of lanes of one group, and where the packed layout has it.
struct LaneVector {
  /// The parameter at lane 0, reduced channel 0, tap 0.
  Value parameter;
  /// The packed filter at the same place; one reduced channel is `width` on.
  Value packed;
  Index width;
  /// Lanes in use.
  int64_t count;
};

struct FilterPacker {
  KernelBuilder &b;
  const ConvSpec &spec;
  const FilterLayout &layout;
  bool unpacks, reverses;
  OperandRef parameter;
  Value packed;
  /// Strides of the parameter along the lanes and the reduced channels.
  Index laneStride, reducedStride;
  /// For unpacking: which lanes to add to what is there.
  Value adds;

  void emit();
  int64_t vectorsPerGroup() const {
    return layout.blocks.padded() / layout.blocks.lanes;
  }
  void withLaneVector(Index group, Index vector,
                      llvm::function_ref<void(const LaneVector &)> body);
  /// Emits `move` for this task's vectors of lanes, for one reduced channel
  /// after another, so that a filter is read from front to back.
  void forEachChannel(
      llvm::function_ref<void(const LaneVector &lanes, Index channel)> move);
  void emitByVectors(Index laneStride);
  void emitVectors(const LaneVector &lanes, Index channel, Index laneStride);
  void emitByTaps();
  void emitTaps(const LaneVector &lanes, Index channel);
  void emitBySquares(bool channelsInnermost);
  void emitSquare(const LaneVector &lanes, Index number, int64_t count,
                  bool channelsInnermost);
  Value isContiguous(bool channelsInnermost);
  Value tapsLieApart(int64_t stride);
};
} // namespace

/// Emits `body` for a vector of lanes: twice when the last one is not full.
void FilterPacker::withLaneVector(
    Index group, Index vector,
    llvm::function_ref<void(const LaneVector &)> body) {
  const LaneBlocks &blocks = layout.blocks;
  int64_t perGroup = vectorsPerGroup();
  int64_t numWide = blocks.numFull() * blocks.vectors;
  int64_t tail = blocks.channels % blocks.lanes;
  Index filtersPerGroup = spec.outChannels / spec.groups;

  LaneVector lanes;
  lanes.parameter = b.pointer(
      parameter.data,
      b.add(b.mul(b.mul(group, filtersPerGroup), parameter.imageStride),
            b.mul(b.mul(vector, blocks.lanes), laneStride)));
  // Vectors v, v + 1, ... of one block stand side by side.
  Index block = b.divUnsigned(vector, blocks.vectors);
  Index inBlock = b.remUnsigned(vector, blocks.vectors);
  lanes.packed = b.pointer(packed, b.add(b.mul(group, layout.groupSize()),
                                         b.add(b.mul(block, layout.blockSize()),
                                               b.mul(inBlock, blocks.lanes))));
  lanes.width = blocks.width();
  if (numWide < perGroup)
    lanes.width = b.select(b.less(vector, numWide), blocks.width(),
                           blocks.tailVectors() * blocks.lanes);
  auto emit = [&](int64_t count) {
    lanes.count = count;
    body(lanes);
  };
  if (tail == 0 || perGroup == 1)
    return emit(tail ? tail : blocks.lanes);
  b.ifElse(
      b.less(vector, perGroup - 1), [&] { emit(blocks.lanes); },
      [&] { emit(tail); });
}

//===----------------------------------------------------------------------===//
// By vectors
//===----------------------------------------------------------------------===//

/// Moves one reduced channel of one vector of lanes: all taps.
void FilterPacker::emitVectors(const LaneVector &lanes, Index channel,
                               Index laneStride) {
  Value mask = b.maskOf(lanes.count);
  b.loop(0, spec.kernel[0], 1, [&](Index kh) {
    b.loop(0, spec.kernel[1], 1, [&](Index kw) {
      Index at = b.add(b.mul(channel, reducedStride),
                       b.add(b.mul(kh, parameter.rowStride),
                             b.mul(kw, parameter.pixelStride)));
      Index tap = b.add(b.mul(kh, spec.kernel[1]), kw);
      if (reverses)
        tap = b.sub(layout.taps - 1, tap);
      Index packedAt =
          b.mul(b.add(b.mul(tap, layout.reduced), channel), lanes.width);
      if (!unpacks) {
        b.store(b.load(lanes.parameter, at, laneStride, mask), lanes.packed,
                packedAt);
        return;
      }
      Value old =
          b.load(lanes.parameter, at, laneStride, b.andMasks(adds, mask));
      b.store(b.addFloat(old, b.load(lanes.packed, packedAt)), lanes.parameter,
              at, laneStride, mask);
    });
  });
}

void FilterPacker::forEachChannel(
    llvm::function_ref<void(const LaneVector &lanes, Index channel)> move) {
  int64_t perGroup = vectorsPerGroup();
  auto [begin, end] = b.share(layout.groups * perGroup);
  Index firstGroup = b.divUnsigned(begin, perGroup);
  Index lastGroup = b.divUnsigned(b.add(end, perGroup - 1), perGroup);
  b.loop(firstGroup, lastGroup, 1, [&](Index group) {
    Index before = b.mul(group, perGroup);
    Index first = b.max(b.sub(begin, before), 0);
    Index last = b.min(b.sub(end, before), perGroup);
    b.loop(0, layout.reduced, 1, [&](Index channel) {
      b.loop(first, last, 1, [&](Index vector) {
        withLaneVector(group, vector,
                       [&](const LaneVector &lanes) { move(lanes, channel); });
      });
    });
  });
}

void FilterPacker::emitByVectors(Index laneStride) {
  forEachChannel([&](const LaneVector &lanes, Index channel) {
    emitVectors(lanes, channel, laneStride);
  });
}

//===----------------------------------------------------------------------===//
// By taps
//===----------------------------------------------------------------------===//

/// Packs one reduced channel of one vector of lanes: all taps, reversed.
void FilterPacker::emitTaps(const LaneVector &lanes, Index channel) {
  int64_t size = b.getLanes();
  Index from = b.mul(channel, reducedStride);
  for (int64_t first = 0; first < layout.taps; first += size) {
    int64_t count = std::min(size, layout.taps - first);
    Value mask = b.maskOf(count);
    SmallVector<Value> rows(size, b.zeroVector());
    for (int64_t k = 0; k < lanes.count; ++k)
      rows[k] = b.load(lanes.parameter,
                       b.add(b.add(from, b.mul(k, laneStride)), first), mask);
    rows = b.transpose(rows);
    for (int64_t k = 0; k < count; ++k) {
      int64_t tap = layout.taps - 1 - (first + k);
      b.store(rows[k], lanes.packed,
              b.mul(b.add(tap * layout.reduced, channel), lanes.width));
    }
  }
}

void FilterPacker::emitByTaps() {
  forEachChannel([&](const LaneVector &lanes, Index channel) {
    emitTaps(lanes, channel);
  });
}

//===----------------------------------------------------------------------===//
// By squares
//===----------------------------------------------------------------------===//

/// Moves elements [number * lanes, ... + count) of the filters of `lanes`.
void FilterPacker::emitSquare(const LaneVector &lanes, Index number,
                              int64_t count, bool channelsInnermost) {
  int64_t size = b.getLanes();
  Index first = b.mul(number, size);
  Value mask = b.maskOf(count);
  int64_t inner = channelsInnermost ? layout.reduced : layout.taps;

  SmallVector<Index> filters, places;
  for (int64_t k = 0; k < size; ++k)
    filters.push_back(b.add(b.mul(k, laneStride), first));
  for (int64_t k = 0; k < count; ++k) {
    Index element = b.add(first, k);
    Index outerAt = b.divUnsigned(element, inner);
    Index innerAt = b.remUnsigned(element, inner);
    if (inner % size == 0 && k > 0) {
      places.push_back(b.add(
          places.front(),
          b.mul(lanes.width, channelsInnermost ? k : k * layout.reduced)));
      continue;
    }
    Index tap = channelsInnermost ? outerAt : innerAt;
    Index channel = channelsInnermost ? innerAt : outerAt;
    places.push_back(
        b.mul(b.add(b.mul(tap, layout.reduced), channel), lanes.width));
  }

  SmallVector<Value> rows(size, b.zeroVector());
  if (!unpacks) {
    for (int64_t k = 0; k < lanes.count; ++k)
      rows[k] = b.load(lanes.parameter, filters[k], mask);
    rows = b.transpose(rows);
    for (int64_t k = 0; k < count; ++k)
      b.store(rows[k], lanes.packed, places[k]);
    return;
  }
  for (int64_t k = 0; k < count; ++k)
    rows[k] = b.load(lanes.packed, places[k]);
  rows = b.transpose(rows);
  for (int64_t k = 0; k < lanes.count; ++k) {
    Value old = b.load(lanes.parameter, filters[k], b.andMasks(adds, mask));
    b.store(b.addFloat(old, rows[k]), lanes.parameter, filters[k], mask);
  }
}

void FilterPacker::emitBySquares(bool channelsInnermost) {
  int64_t size = b.getLanes();
  int64_t elements = layout.reduced * layout.taps;
  int64_t whole = elements / size, tail = elements % size;
  int64_t parts = llvm::divideCeil(whole + (tail ? 1 : 0), squaresPerItem);
  auto [begin, end] = b.share(layout.groups * vectorsPerGroup() * parts);
  b.loop(begin, end, 1, [&](Index item) {
    Index part = b.remUnsigned(item, parts);
    Index vector = b.divUnsigned(item, parts);
    Index group = b.divUnsigned(vector, vectorsPerGroup());
    vector = b.remUnsigned(vector, vectorsPerGroup());
    withLaneVector(group, vector, [&](const LaneVector &lanes) {
      Index first = b.mul(part, squaresPerItem);
      Index last = b.min(b.add(first, squaresPerItem), whole);
      b.loop(first, last, 1, [&](Index number) {
        emitSquare(lanes, number, size, channelsInnermost);
      });
      if (!tail)
        return;
      b.ifElse(b.equal(part, parts - 1),
               [&] { emitSquare(lanes, whole, tail, channelsInnermost); });
    });
  });
}

/// Whether the taps of one channel lie `stride` apart. The stride of a
/// dimension of size 1 does not matter.
Value FilterPacker::tapsLieApart(int64_t stride) {
  Value result = b.equal(0, 0);
  if (spec.kernel[1] > 1)
    result = b.equal(parameter.pixelStride, stride);
  if (spec.kernel[0] > 1)
    result =
        b.allOf(result, b.equal(parameter.rowStride, stride * spec.kernel[1]));
  return result;
}

/// Whether the elements of one filter are contiguous in the given order.
Value FilterPacker::isContiguous(bool channelsInnermost) {
  Value result = tapsLieApart(channelsInnermost ? layout.reduced : 1);
  if (layout.reduced == 1)
    return result;
  return b.allOf(result,
                 b.equal(reducedStride, channelsInnermost ? 1 : layout.taps));
}

//===----------------------------------------------------------------------===//
// Kernels
//===----------------------------------------------------------------------===//

void FilterPacker::emit() {
  auto byVectors = [&] { emitByVectors(laneStride); };
  if (reverses) {
    auto byTaps = [&] {
      if (layout.taps == 1)
        return byVectors();
      b.ifElse(tapsLieApart(1), [&] { emitByTaps(); }, byVectors);
    };
    b.ifElse(b.equal(laneStride, 1), [&] { emitByVectors(1); }, byTaps);
    return;
  }
  b.ifElse(
      isContiguous(/*channelsInnermost=*/true),
      [&] { emitBySquares(/*channelsInnermost=*/true); },
      [&] {
        b.ifElse(
            isContiguous(/*channelsInnermost=*/false),
            [&] { emitBySquares(/*channelsInnermost=*/false); }, byVectors);
      });
}

static FilterPacker makePacker(KernelBuilder &b, const ConvSpec &spec,
                               const FilterLayout &layout, OperandRef parameter,
                               Value packed, bool unpacks, bool reverses) {
  bool lanesAreInputs = reverses && !spec.isDepthwise();
  Index filter = parameter.imageStride, channel = parameter.channelStride;
  return {b,
          spec,
          layout,
          unpacks,
          reverses,
          parameter,
          packed,
          lanesAreInputs ? channel : filter,
          lanesAreInputs ? filter : channel,
          unpacks ? b.maskAll(b.isFlagged(AddToResult)) : Value()};
}

void lrcnn::cpu::emitFilterPacking(KernelBuilder &b, const ConvSpec &spec,
                                   ConvPass pass, const VectorTarget &target) {
  enum Operands { Parameter, Packed };
  FilterLayout layout = getFilterLayout(spec, pass, target);
  makePacker(b, spec, layout, b.operand(Parameter), b.operand(Packed).data,
             /*unpacks=*/false, pass == ConvPass::DataGradient)
      .emit();
}

void lrcnn::cpu::emitFilterUnpacking(KernelBuilder &b, const ConvSpec &spec,
                                     const VectorTarget &target) {
  enum Operands { Accumulator, Parameter };
  FilterLayout layout = getFilterLayout(spec, ConvPass::WeightGradient, target);
  makePacker(b, spec, layout, b.operand(Parameter), b.operand(Accumulator).data,
             /*unpacks=*/true, /*reverses=*/false)
      .emit();
}

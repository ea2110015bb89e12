//===- GeneralConv.cpp - Convolutions and their data gradients ------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Both are sums over taps and channels of what the operand has at the place
// that a tap sees, times the packed filter: [tap][reduced channel][channel of
// the result], of which the reduced channels are those of one group. A thread
// makes a tile of some columns times some channels, so that what it loads
// serves several products.
//
//===----------------------------------------------------------------------===//

#include "GeneralFeature.h"
#include "GeneralKernels.h"

#include "lrcnn/Kernel/ConvSpec.h"

#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::cuda;
using lrcnn::kernel::FeatureLayout;

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

/// The sizes of a pass: of the operand that is read, and of the result.
struct PassShape {
  int64_t operandHeight, operandWidth, operandChannels;
  int64_t width, channels;
};

/// What a thread makes: `pixels` columns, `columnStep` apart, times `channels`
/// channels, `channelStep` apart. So many tiles lie side by side in a row.
struct TileShape {
  int64_t pixels, channels, columnStep, channelStep, columnTiles;
};

class ConvEmitter {
public:
  ConvEmitter(GeneralBuilder &b, const kernel::ConvSpec &spec,
              kernel::ConvPass pass);
  void emit();

private:
  using Values = GeneralBuilder::Values;

  /// A tile of a row.
  struct Tile {
    Index image, row, column, channel;
  };
  /// Operand positions that a tap sees from the first pixel of a tile.
  struct Seen {
    Index at;
    /// Null if all taps see whole positions.
    Value isWhole;
  };

  Tile getTile(const Unit &unit);
  Seen seeFrom(Index position, int64_t axis, Index tap);
  Values sumTile(const Tile &tile);
  Values addTap(const Tile &tile, Index row, Index column, Index tap,
                ValueRange sums);
  void store(const Tile &tile, ArrayRef<Value> sums);

  bool isForward() const { return pass == kernel::ConvPass::Forward; }

  GeneralBuilder &b;
  const kernel::ConvSpec &spec;
  kernel::ConvPass pass;
  PassShape shape;
  TileShape tiles;
  int64_t reduced;
  Feature operand, result;
  ConvEpilogue epilogue;
  Value filter;
  TapRange validRows;
};
} // namespace

static PassShape getShape(const kernel::ConvSpec &spec, kernel::ConvPass pass) {
  if (pass == kernel::ConvPass::Forward)
    return {spec.inHeight, spec.inWidth, spec.inChannels, spec.outWidth,
            spec.outChannels};
  return {spec.outHeight, spec.outWidth, spec.outChannels, spec.inWidth,
          spec.inChannels};
}

/// Narrow rows and few channels have small tiles, so that there are many.
static TileShape getTiles(const kernel::ConvSpec &spec, const PassShape &shape,
                          kernel::ConvPass pass) {
  constexpr int64_t wide = 32, many = 64;
  TileShape tiles;
  tiles.pixels = shape.width >= wide ? 4 : 1;
  tiles.channels = spec.groups > 1 || shape.channels < many / 2 ? 1
                   : shape.channels < many                      ? 2
                                                                : 4;
  tiles.channelStep = llvm::divideCeil(shape.channels, tiles.channels);
  // The columns of a data gradient that a tap meets lie a stride apart.
  tiles.columnStep = pass == kernel::ConvPass::Forward ? 1 : spec.stride[1];
  tiles.columnTiles =
      tiles.columnStep *
      llvm::divideCeil(llvm::divideCeil(shape.width, tiles.columnStep),
                       tiles.pixels);
  return tiles;
}

ConvEmitter::ConvEmitter(GeneralBuilder &b, const kernel::ConvSpec &spec,
                         kernel::ConvPass pass)
    : b(b), spec(spec), pass(pass), shape(getShape(spec, pass)),
      tiles(getTiles(spec, shape, pass)),
      reduced(shape.operandChannels / spec.groups),
      operand(b, /*position=*/0,
              getLayout(isForward() ? spec.stridedInput : spec.stridedOutput),
              shape.operandChannels),
      result(b, /*position=*/3,
             getLayout(isForward() ? spec.stridedOutput : spec.stridedInput),
             shape.channels),
      epilogue(b, spec, /*isGradient=*/isForward() == spec.transposed, result),
      filter(b.operand(1).data), validRows{0, shape.operandHeight} {
  if (isForward() == spec.transposed)
    validRows = getLimits(b, shape.operandHeight);
}

ConvEmitter::Tile ConvEmitter::getTile(const Unit &unit) {
  Index number = b.divUnsigned(unit.number, tiles.channelStep);
  Index phase = b.remUnsigned(number, tiles.columnStep);
  Index block = b.divUnsigned(number, tiles.columnStep);
  return {unit.image, unit.row,
          b.add(phase, b.mul(block, tiles.pixels * tiles.columnStep)),
          b.remUnsigned(unit.number, tiles.channelStep)};
}

/// Where tap `tap` sees the operand along an axis from a position of the
/// result.
ConvEmitter::Seen ConvEmitter::seeFrom(Index position, int64_t axis,
                                       Index tap) {
  int64_t pad = axis == 0 ? spec.padTop : spec.padLeft;
  int64_t stride = spec.stride[axis], dilation = spec.dilation[axis];
  if (isForward())
    return {b.add(b.sub(b.mul(position, stride), pad), b.mul(tap, dilation)),
            Value()};
  Index distance = b.sub(b.add(position, pad), b.mul(tap, dilation));
  Index at = b.floorDiv(distance, stride);
  return {at, stride == 1 ? Value() : b.equal(b.mul(at, stride), distance)};
}

/// Adds what one tap sees in row `row`, from column `column` on, in all
/// channels.
ConvEmitter::Values ConvEmitter::addTap(const Tile &tile, Index row,
                                        Index column, Index tap,
                                        ValueRange sums) {
  Index group = b.divUnsigned(tile.channel, shape.channels / spec.groups);
  Index channel = spec.groups > 1 ? b.mul(group, reduced) : Index(0);
  int64_t spacing = isForward() ? spec.stride[1] : 1;
  Values inside, pixels;
  for (int64_t p = 0; p < tiles.pixels; ++p) {
    Index at = b.add(column, p * spacing);
    inside.push_back(b.isWithin(at, 0, shape.operandWidth));
    // What is loaded for a place outside is not used.
    Place place{tile.image, row, b.select(inside.back(), at, 0), channel};
    pixels.push_back(b.pointer(operand.getData(), operand.at(place)));
  }
  Value weights = b.pointer(
      filter, b.add(b.mul(tap, reduced * shape.channels), tile.channel));
  return b.loop(0, reduced, 1, sums, [&](Index c, ValueRange sums) {
    Values loaded, next(sums);
    for (auto [pixel, isInside] : llvm::zip_equal(pixels, inside)) {
      Value x = b.loadScalar(pixel, b.mul(c, operand.getChannelStride()));
      loaded.push_back(b.select(isInside, x, b.zero()));
    }
    for (int64_t k = 0; k < tiles.channels; ++k) {
      Value weight = b.loadScalar(
          weights, b.add(b.mul(c, shape.channels), k * tiles.channelStep));
      for (int64_t p = 0; p < tiles.pixels; ++p) {
        Value &sum = next[p * tiles.channels + k];
        sum = b.fma(loaded[p], weight, sum);
      }
    }
    return next;
  });
}

ConvEmitter::Values ConvEmitter::sumTile(const Tile &tile) {
  Values zeros(tiles.pixels * tiles.channels, b.zero());
  auto addRow = [&](Index kh, Index row, ValueRange sums) {
    return b.loop(0, spec.kernel[1], 1, sums, [&](Index kw, ValueRange sums) {
      Seen column = seeFrom(tile.column, 1, kw);
      Index tap = b.add(b.mul(kh, spec.kernel[1]), kw);
      auto add = [&] { return addTap(tile, row, column.at, tap, sums); };
      return column.isWhole ? b.chooseAll(column.isWhole, add, sums) : add();
    });
  };
  return b.loop(0, spec.kernel[0], 1, zeros, [&](Index kh, ValueRange sums) {
    Seen row = seeFrom(tile.row, 0, kh);
    Value isSeen = b.isWithin(row.at, validRows.begin, validRows.end);
    if (row.isWhole)
      isSeen = b.allOf(isSeen, row.isWhole);
    return b.chooseAll(isSeen, [&] { return addRow(kh, row.at, sums); }, sums);
  });
}

void ConvEmitter::store(const Tile &tile, ArrayRef<Value> sums) {
  for (int64_t p = 0; p < tiles.pixels; ++p)
    for (int64_t k = 0; k < tiles.channels; ++k) {
      Place place{tile.image, tile.row,
                  b.add(tile.column, p * tiles.columnStep),
                  b.add(tile.channel, k * tiles.channelStep)};
      Value exists = b.allOf(b.less(place.column, shape.width),
                             b.less(place.channel, shape.channels));
      b.ifElse(exists,
               [&] { epilogue.store(sums[p * tiles.channels + k], place); });
    }
}

void ConvEmitter::emit() {
  b.forEachUnit(Per::Row, tiles.columnTiles * tiles.channelStep,
                [&](const Unit &unit) {
                  Tile tile = getTile(unit);
                  store(tile, sumTile(tile));
                });
}

template <kernel::ConvPass pass>
static void emitConv(GeneralBuilder &b, const kernel::ConvSpec &spec) {
  ConvEmitter(b, spec, pass).emit();
}

void lrcnn::cuda::addGeneralConvolutions(KernelEmitters &emitters) {
  using kernel::ConvPass;
  emitters.add(kernel::ConvSpec::forward, emitConv<ConvPass::Forward>);
  emitters.add(kernel::ConvSpec::dataGradient,
               emitConv<ConvPass::DataGradient>);
}

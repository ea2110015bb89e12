//===- ScheduleBackward.cpp - The backward half of a schedule -------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//
// A sweep runs the tiles of a segment from the last to the first. A tile makes
// its intermediates again, then goes through its layers from last to first.
// The gradient of a tensor is a sum over its consumers; each term is added to a
// slab with the tile's partial sums. Under 2PS the rows that the tile shares
// with the one before are carried there; under OverL partial sums of the halo
// meet in the segment's input, as the backward pass is linear in dy.
//
//===----------------------------------------------------------------------===//

#include "ScheduleBuilder.h"

using namespace lrcnn::plan;

void ScheduleBuilder::buildBackward(Entry &entry) {
  size_t count = graph.tensors.size();
  whole = stashed;
  wholeGradients.assign(count, -1);
  gradientSlabs.assign(count, -1);
  started.assign(count, false);
  hasOwnSeed.assign(count, false);
  startedArguments.assign(graph.arguments.size(), false);
  for (int tensor = 0, end = count; tensor < end; ++tensor) {
    if (!isInput(tensor))
      continue;
    whole[tensor] = getArgument(Storage::Kind::tensor, tensor);
    if (graph.tensors[tensor].hasGradient)
      wholeGradients[tensor] =
          getArgument(Storage::Kind::tensorGradient, tensor);
  }
  for (size_t end = segments.size(), begin; end > 0; end = begin) {
    begin = end - 1;
    while (begin > 0 && !segments[begin - 1].segment.checkpoint)
      --begin;
    buildBackwardRegion(begin, end, entry);
  }
}

void ScheduleBuilder::buildBackwardRegion(size_t begin, size_t end,
                                          Entry &entry) {
  for (size_t index = begin; index + 1 < end; ++index)
    buildForwardSegment(segments[index], entry, ForwardRun::again);
  for (size_t index = end; index > begin; --index) {
    buildSeeds(segments[index - 1], entry);
    buildBackwardSegment(segments[index - 1], entry);
  }
}

void ScheduleBuilder::buildSeeds(const TiledSegment &maker, Entry &entry) {
  beginCalls();
  slabs = whole;
  for (int tensor : graph.outputs) {
    int layer = graph.tensors[tensor].producer;
    if (!maker.makes(layer) || !graph.tensors[tensor].hasGradient)
      continue;
    bool isReadOutside = isConsumedOutside(maker, tensor);
    bool isMasked = graph.layers[layer].isMasked();
    if (!isMasked && readers[tensor].empty()) {
      // Nothing to add to it: kernels read the argument.
      wholeGradients[tensor] =
          getArgument(Storage::Kind::seed, outputOf[tensor]);
      started[tensor] = true;
    } else if (!maker.isStored() && !isReadOutside) {
      hasOwnSeed[tensor] = true;
    } else {
      TiledSegment everything;
      buildSeed(everything, tensor);
    }
  }
  endSegment(entry);
}

void ScheduleBuilder::buildBackwardSegment(const TiledSegment &tiled,
                                           Entry &entry) {
  beginSegment(tiled, /*reverse=*/true);
  slabs = whole;
  gradientSlabs.assign(graph.tensors.size(), -1);
  carried.assign(graph.tensors.size(), -1);
  if (!tiled.isStored())
    buildRecomputation(tiled);
  for (int layer = tiled.segment.endLayer - 1;
       layer >= tiled.segment.firstLayer; --layer)
    if (graph.tensors[graph.layers[layer].result].hasGradient)
      buildGradients(tiled, layer);
  endSegment(entry);
}

void ScheduleBuilder::buildRecomputation(const TiledSegment &tiled) {
  for (int layer = tiled.segment.firstLayer; layer < tiled.segment.endLayer;
       ++layer) {
    if (!residency.isRemade.test(layer))
      continue;
    int tensor = graph.layers[layer].result;
    slabs[tensor] = buildInnerSlab(
        tiled, tensor, tiled.sharesBoundaries() ? boundaries[tensor] : -1);
    buildLayer(tiled, layer, slabs[tensor], ForwardRun::again);
  }
}

//===----------------------------------------------------------------------===//
// Gradients of one layer
//===----------------------------------------------------------------------===//

void ScheduleBuilder::buildGradients(const TiledSegment &tiled, int number) {
  const Layer &layer = graph.layers[number];
  getGradientStorage(tiled, layer.result);
  keepGradientBoundary(tiled, layer.result);
  sums.assign(layer.gradients.size(), -1);
  int count = layer.gradients.size();
  for (int gradient = 0; gradient < count; ++gradient)
    if (layer.gradients[gradient].isPartial())
      buildPartial(tiled, number, gradient);
  for (int gradient = count - 1; gradient >= 0; --gradient) {
    const Gradient &of = layer.gradients[gradient];
    if (of.isPartial())
      continue;
    if (of.readsPartial())
      buildFromPartial(number, gradient);
    else if (of.tensor >= 0)
      buildTerm(tiled, number, gradient);
    else
      buildParameterGradient(tiled, number, gradient);
  }
}

Call ScheduleBuilder::makeGradient(int layer, int gradient) {
  Call call;
  call.kind = Call::Kind::gradient;
  call.layer = layer;
  call.gradient = gradient;
  return call;
}

std::vector<Rows> ScheduleBuilder::getResultRows(const TiledSegment &tiled,
                                                 int layer) const {
  return tiled.isStored() ? getAllRows(graph.layers[layer].result)
                          : tiled.tiling.computed[layer];
}

void ScheduleBuilder::buildPartial(const TiledSegment &tiled, int layer,
                                   int gradient) {
  const Gradient &of = graph.layers[layer].gradients[gradient];
  Storage storage;
  storage.index = layer;
  storage.gradient = gradient;
  storage.name = of.sums->name;
  storage.images = of.sums->images;
  sums[gradient] = addStorage(std::move(storage));
  Call call = makeGradient(layer, gradient);
  addReads(call, of.reads);
  call.write = sums[gradient];
  call.rows = getResultRows(tiled, layer);
  body().push_back(std::move(call));
}

void ScheduleBuilder::buildFromPartial(int layer, int gradient) {
  const Gradient &of = graph.layers[layer].gradients[gradient];
  Call call = makeGradient(layer, gradient);
  addReads(call, of.reads);
  bool first;
  if (of.tensor >= 0) {
    TiledSegment untiled;
    call.write = getGradientStorage(untiled, of.tensor);
    first = !started[of.tensor];
    started[of.tensor] = true;
  } else {
    call.write = getArgument(Storage::Kind::argumentGradient, of.argument);
    first = !startedArguments[of.argument];
    startedArguments[of.argument] = true;
  }
  call.rows = {{0, 1}};
  if (!first)
    call.addFrom = {0};
  after().push_back(std::move(call));
}

void ScheduleBuilder::buildParameterGradient(const TiledSegment &tiled,
                                             int layer, int gradient) {
  const Gradient &of = graph.layers[layer].gradients[gradient];
  Call call = makeGradient(layer, gradient);
  addReads(call, of.reads);
  int target = getArgument(Storage::Kind::argumentGradient, of.argument);
  call.write = addAccumulator(of.accumulates, layer, gradient, target);
  // Of a parameter that several layers use, the later ones add.
  bool first = !startedArguments[of.argument];
  startedArguments[of.argument] = true;
  bool unpacked = call.write != target;
  call.rows = getResultRows(tiled, layer);
  if (!first && !unpacked)
    call.addFrom.assign(tiled.isStored() ? 1 : tiled.numTiles(), 0);
  int written = call.write;
  body().push_back(std::move(call));
  if (!unpacked)
    return;
  Call unpack;
  unpack.kind = Call::Kind::unpack;
  unpack.layer = layer;
  unpack.gradient = gradient;
  unpack.reads = {written};
  unpack.write = target;
  unpack.add = !first;
  after().push_back(std::move(unpack));
}

//===----------------------------------------------------------------------===//
// Terms of a tensor's gradient
//===----------------------------------------------------------------------===//

void ScheduleBuilder::buildTerm(const TiledSegment &tiled, int layer,
                                int gradient) {
  const Gradient &of = graph.layers[layer].gradients[gradient];
  Call call = makeGradient(layer, gradient);
  call.write = getGradientStorage(tiled, of.tensor);
  addReads(call, of.reads);
  addMaskReads(call, of.reads, of.tensor);
  addTerm(tiled, std::move(call), of.tensor,
          tiled.isStored() ? std::vector<Rows>()
                           : tiled.tiling.computed[layer]);
}

void ScheduleBuilder::buildSeed(const TiledSegment &tiled, int tensor) {
  Call call;
  call.kind = Call::Kind::seed;
  call.layer = graph.tensors[tensor].producer;
  call.write = tiled.isStored() ? getGradientStorage(tiled, tensor)
                                : gradientSlabs[tensor];
  call.reads = {getArgument(Storage::Kind::seed, outputOf[tensor])};
  addMaskReads(call, {}, tensor);
  addTerm(tiled, std::move(call), tensor, getOwnRows(tiled, tensor));
}

void ScheduleBuilder::addReads(Call &call, llvm::ArrayRef<Read> reads) {
  for (const Read &read : reads)
    call.reads.push_back(getStorage(read, call.layer, call.gradient));
}

/// The mask of the tensor's layer is linear, so each term of the sum goes
/// through it on its own.
void ScheduleBuilder::addMaskReads(Call &call, llvm::ArrayRef<Read> others,
                                   int tensor) {
  if (isInput(tensor))
    return;
  for (const Read &read :
       graph.layers[graph.tensors[tensor].producer].maskReads)
    if (!llvm::is_contained(others, read))
      call.reads.push_back(getStorage(read, call.layer, call.gradient));
}

void ScheduleBuilder::addTerm(const TiledSegment &tiled, Call call, int tensor,
                              std::vector<Rows> limit) {
  bool first = !started[tensor];
  started[tensor] = true;
  if (tiled.isStored()) {
    call.rows = getAllRows(tensor);
    if (!first)
      call.addFrom = {0};
  } else {
    // The rows that take part: those that this tile has of the layer's result.
    call.rows = tiled.tiling.gradient[tensor];
    call.limit = std::move(limit);
    if (first)
      call.addFrom = tiled.tiling.addFrom[tensor];
    else
      call.addFrom.assign(tiled.numTiles(), 0);
  }
  body().push_back(std::move(call));
}

std::vector<Rows> ScheduleBuilder::getOwnRows(const TiledSegment &tiled,
                                              int tensor) const {
  if (tiled.isStored())
    return {};
  if (tiled.sharesBoundaries())
    return tiled.tiling.computed[graph.tensors[tensor].producer];
  std::vector<Rows> rows;
  rows.reserve(tiled.numTiles());
  for (int64_t tile = 0; tile < tiled.numTiles(); ++tile)
    rows.push_back(plan::getOwnRows(graph, tiled.segment, tensor, tile));
  return rows;
}

//===----------------------------------------------------------------------===//
// Where gradients lie
//
// The gradient of a border is whole; that of any other tensor is a slab. Where
// a tensor is a border and read in its own segment, tiles take their rows of
// the whole gradient into a slab and add to them there.
//===----------------------------------------------------------------------===//

bool ScheduleBuilder::hasGradientSlab(const TiledSegment &tiled,
                                      int tensor) const {
  if (tiled.isStored() || !tiled.makes(graph.tensors[tensor].producer))
    return false;
  return !isBorderOutput(tiled, tensor) ||
         isConsumedIn(tiled.segment, tensor) || hasOwnSeed[tensor];
}

int ScheduleBuilder::getGradientStorage(const TiledSegment &tiled, int tensor) {
  if (hasGradientSlab(tiled, tensor))
    return gradientSlabs[tensor] >= 0 ? gradientSlabs[tensor]
                                      : beginGradientSlab(tiled, tensor);
  int &storage = wholeGradients[tensor];
  if (storage >= 0)
    return storage;
  const std::optional<Takeover> &takeover = takeovers[tensor];
  if (!takeover)
    storage = addWhole(tensor, graph.tensors[tensor].name + ".gradient");
  else if (takeover->of == Takeover::Of::gradient)
    storage = wholeGradients[takeover->from];
  else
    storage = whole[takeover->from];
  return storage;
}

int ScheduleBuilder::beginGradientSlab(const TiledSegment &tiled, int tensor) {
  std::string name = graph.tensors[tensor].name + ".gradient";
  bool isOverValue = takeovers[tensor] && takeovers[tensor]->from == tensor;
  int slab = isOverValue ? slabs[tensor]
                         : addSlab(tensor, name, tiled.tiling.gradient[tensor]);
  gradientSlabs[tensor] = slab;
  carried[tensor] = addBoundary(tiled, tensor, name + ".boundary");
  if (carried[tensor] >= 0)
    addCopy(Call::Kind::restore, tensor, carried[tensor], slab,
            tiled.tiling.boundary[tensor]);
  started[tensor] = false;
  if (hasOwnSeed[tensor]) {
    buildSeed(tiled, tensor);
  } else if (wholeGradients[tensor] >= 0) {
    // What later segments gave is masked already.
    Call outside;
    outside.kind = Call::Kind::outside;
    outside.layer = graph.tensors[tensor].producer;
    outside.reads = {wholeGradients[tensor]};
    outside.write = slab;
    addTerm(tiled, std::move(outside), tensor, getOwnRows(tiled, tensor));
  }
  return slab;
}

void ScheduleBuilder::keepGradientBoundary(const TiledSegment &tiled,
                                           int tensor) {
  if (tiled.isStored() || carried[tensor] < 0)
    return;
  // Tile r sends up the rows that tile r - 1 kept for it.
  addCopy(Call::Kind::keep, tensor, gradientSlabs[tensor], carried[tensor],
          getLeftBefore(tiled, tensor));
}

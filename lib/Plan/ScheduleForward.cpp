//===- ScheduleForward.cpp - The forward half of a schedule ---------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ScheduleBuilder.h"

using namespace lrcnn::plan;

void ScheduleBuilder::addStash() {
  stashed.assign(graph.tensors.size(), -1);
  boundaries.assign(graph.tensors.size(), -1);
  for (int tensor : residency.kept.set_bits())
    stashed[tensor] =
        addWhole(tensor, graph.tensors[tensor].name, /*inStash=*/true);
}

void ScheduleBuilder::buildForward(Entry &entry, ForwardRun run) {
  whole.assign(graph.tensors.size(), -1);
  for (int tensor = 0, end = graph.tensors.size(); tensor < end; ++tensor)
    if (isInput(tensor))
      whole[tensor] = getArgument(Storage::Kind::tensor, tensor);
  beginCalls();
  for (int state = 0, end = graph.states.size(); state < end; ++state)
    if (run == ForwardRun::step && graph.states[state].layer < 0)
      buildState(state, body());
  endSegment(entry);
  for (const TiledSegment &tiled : segments)
    buildForwardSegment(tiled, entry, run);
}

int ScheduleBuilder::getBoundary(const TiledSegment &tiled, int tensor,
                                 ForwardRun run) {
  int boundary =
      addBoundary(tiled, tensor, graph.tensors[tensor].name + ".boundary");
  if (boundary < 0)
    return -1;
  int layer = graph.tensors[tensor].producer;
  ForwardRun last =
      residency.runsAgain.test(layer) ? ForwardRun::again : ForwardRun::step;
  if (run != last || !residency.isRemade.test(layer))
    return boundary;
  Storage &storage = result.storages[boundary];
  int64_t copies = tiled.segment.batchTiles * (tiled.numTiles() - 1);
  storage.bytes *= copies;
  storage.copies = copies;
  storage.inStash = run == ForwardRun::step;
  return boundaries[tensor] = boundary;
}

int ScheduleBuilder::buildInnerSlab(const TiledSegment &tiled, int tensor,
                                    int boundary) {
  int slab =
      addSlab(tensor, graph.tensors[tensor].name, tiled.tiling.slab[tensor]);
  // Tile r finds at the head of its slab what tile r - 1 kept.
  if (boundary >= 0)
    addCopy(Call::Kind::restore, tensor, boundary, slab,
            getLeftBefore(tiled, tensor));
  return slab;
}

void ScheduleBuilder::buildLayer(const TiledSegment &tiled, int number, int out,
                                 ForwardRun run) {
  const Layer &layer = graph.layers[number];
  Call call;
  bool passesOn = run == ForwardRun::inference && layer.isRandom;
  call.kind = passesOn ? Call::Kind::passOn : Call::Kind::layer;
  call.layer = number;
  for (const Read &read : llvm::ArrayRef(layer.reads)
                              .take_front(passesOn ? 1 : layer.reads.size()))
    call.reads.push_back(getStorage(read, number, /*gradient=*/-1));
  call.write = out;
  call.rows = getComputed(tiled, number);
  body().push_back(std::move(call));
}

void ScheduleBuilder::buildFold(const TiledSegment &tiled, int number, int out,
                                ForwardRun run) {
  const Layer &layer = graph.layers[number];
  int target = addAccumulator(layer.accumulates, number, -1, out);
  buildLayer(tiled, number, target, run);
  if (target != out) {
    Call unpack;
    unpack.kind = Call::Kind::unpack;
    unpack.layer = number;
    unpack.reads = {target};
    unpack.write = out;
    after().push_back(std::move(unpack));
  }
  for (int state = 0, end = graph.states.size(); state < end; ++state)
    if (run == ForwardRun::step && graph.states[state].layer == number)
      buildState(state, after());
}

void ScheduleBuilder::buildState(int number, std::vector<Call> &at) {
  const State &state = graph.states[number];
  Call call;
  call.kind = Call::Kind::state;
  call.state = number;
  for (const Read &read : state.reads)
    call.reads.push_back(read.kind == Read::Kind::tensor
                             ? whole[read.index]
                             : getStorage(read, -1, -1));
  call.write = getArgument(Storage::Kind::argument, state.argument);
  call.rows = {{0, 1}};
  at.push_back(std::move(call));
}

int ScheduleBuilder::getWholeStorage(const TiledSegment &tiled, int tensor,
                                     ForwardRun run) {
  const std::string &name = graph.tensors[tensor].name;
  if (run == ForwardRun::again)
    return residency.madeAgain.test(tensor) ? addWhole(tensor, name + ".again")
                                            : -1;
  if (run == ForwardRun::step && stashed[tensor] >= 0)
    return stashed[tensor];
  if (isOutput(tensor) && readers[tensor].empty())
    return getArgument(Storage::Kind::output, outputOf[tensor]);
  if (tiled.isStored() || isBorderOutput(tiled, tensor) || isFold(tensor))
    return addWhole(tensor, name);
  return -1;
}

void ScheduleBuilder::buildCallerCopy(const TiledSegment &tiled, int layer,
                                      int storage) {
  int tensor = graph.layers[layer].result;
  bool isWhole = tiled.isStored() || isFold(tensor);
  Call copy;
  copy.kind = Call::Kind::output;
  copy.layer = layer;
  copy.reads = {storage};
  copy.write = getArgument(Storage::Kind::output, outputOf[tensor]);
  copy.rows = isWhole ? getAllRows(tensor) : tiled.tiling.computed[layer];
  (isFold(tensor) ? after() : body()).push_back(std::move(copy));
}

void ScheduleBuilder::buildForwardSegment(const TiledSegment &tiled,
                                          Entry &entry, ForwardRun run) {
  beginSegment(tiled, /*reverse=*/false);
  slabs = whole;
  for (int layer = tiled.segment.firstLayer; layer < tiled.segment.endLayer;
       ++layer) {
    if (run == ForwardRun::again && !residency.runsAgain.test(layer))
      continue;
    int tensor = graph.layers[layer].result;
    int storage = getWholeStorage(tiled, tensor, run), boundary = -1;
    if (storage >= 0) {
      whole[tensor] = storage;
    } else {
      boundary = getBoundary(tiled, tensor, run);
      storage = buildInnerSlab(tiled, tensor, boundary);
    }
    slabs[tensor] = storage;
    if (isFold(tensor))
      buildFold(tiled, layer, storage, run);
    else
      buildLayer(tiled, layer, storage, run);

    // What the next tile needs again.
    if (boundary >= 0)
      addCopy(Call::Kind::keep, tensor, storage, boundary,
              tiled.tiling.boundary[tensor]);
    // The caller's copy of an output that is read again.
    if (run != ForwardRun::again && isOutput(tensor) &&
        result.storages[storage].kind != Storage::Kind::output)
      buildCallerCopy(tiled, layer, storage);
  }
  endSegment(entry);
}

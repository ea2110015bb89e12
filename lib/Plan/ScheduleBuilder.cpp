//===- ScheduleBuilder.cpp - From a plan to its calls ---------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ScheduleBuilder.h"
#include "lrcnn/Plan/Takeovers.h"
#include "llvm/Support/MathExtras.h"

using namespace lrcnn::plan;

ScheduleBuilder::ScheduleBuilder(const Graph &graph, const Plan &plan,
                                 const Kernels &kernels,
                                 std::vector<SegmentTiling> tilings)
    : graph(graph), plan(plan), kernels(kernels),
      residency(computeResidency(graph, plan)), takeovers(graph.tensors.size()),
      outputOf(graph.tensors.size(), -1), readers(graph.tensors.size()) {
  for (const Takeover &takeover :
       plan.takeovers ? *plan.takeovers : chooseTakeovers(graph, plan, tilings))
    takeovers[takeover.tensor] = takeover;
  for (auto [segment, tiling] : llvm::zip_equal(plan.segments, tilings))
    segments.push_back({segment, std::move(tiling)});
  for (auto [output, tensor] : llvm::enumerate(graph.outputs))
    if (outputOf[tensor] < 0)
      outputOf[tensor] = output;
  for (auto [number, layer] : llvm::enumerate(graph.layers))
    for (const Operand &operand : layer.operands)
      readers[operand.tensor].push_back(number);
  result.alignment = kernels.alignment;
}

Schedule ScheduleBuilder::build() {
  addStash();
  buildForward(result.forward, ForwardRun::step);
  buildForward(result.inference, ForwardRun::inference);
  buildBackward(result.backward);
  return std::move(result);
}

//===----------------------------------------------------------------------===//
// Questions about tensors
//===----------------------------------------------------------------------===//

bool ScheduleBuilder::isConsumedIn(const Segment &segment, int tensor) const {
  return llvm::any_of(readers[tensor], [&](int layer) {
    return layer >= segment.firstLayer && layer < segment.endLayer;
  });
}

bool ScheduleBuilder::isConsumedOutside(const TiledSegment &tiled,
                                        int tensor) const {
  return llvm::any_of(readers[tensor],
                      [&](int layer) { return !tiled.makes(layer); });
}

bool ScheduleBuilder::isBorderOutput(const TiledSegment &tiled,
                                     int tensor) const {
  return isOutput(tensor) || isConsumedOutside(tiled, tensor);
}

std::vector<Rows> ScheduleBuilder::getComputed(const TiledSegment &tiled,
                                               int layer) const {
  if (!tiled.isStored())
    return tiled.tiling.computed[layer];
  const Layer &of = graph.layers[layer];
  return getAllRows(of.isFold() ? of.getFolded() : of.result);
}

//===----------------------------------------------------------------------===//
// Storage
//===----------------------------------------------------------------------===//

/// The rows of the largest range.
static int64_t getCapacity(llvm::ArrayRef<Rows> rows) {
  int64_t capacity = 0;
  for (Rows range : rows)
    capacity = std::max(capacity, range.size());
  return capacity;
}

int ScheduleBuilder::addStorage(Storage storage) {
  if (storage.kind == Storage::Kind::slab) {
    int64_t rowBytes = storage.gradient < 0 ? getRowBytes(storage.index)
                                            : graph.layers[storage.index]
                                                  .gradients[storage.gradient]
                                                  .sums->rowBytes();
    storage.bytes = llvm::alignTo(storage.images * storage.rows * rowBytes,
                                  kernels.alignment) *
                    storage.copies;
  }
  result.storages.push_back(std::move(storage));
  return result.storages.size() - 1;
}

int64_t ScheduleBuilder::getRowBytes(int tensor) const {
  Tensor stored = graph.tensors[tensor];
  if (plan.getStorage(tensor) == StorageType::bf16)
    stored.elementBytes = 2;
  return stored.rowBytes();
}

int ScheduleBuilder::getArgument(Storage::Kind kind, int index) {
  auto [it, isNew] = arguments.try_emplace({kind, index});
  if (isNew) {
    Storage storage;
    storage.kind = kind;
    storage.index = index;
    it->second = addStorage(std::move(storage));
  }
  return it->second;
}

int ScheduleBuilder::addWhole(int tensor, std::string name, bool inStash) {
  Storage storage;
  storage.index = tensor;
  storage.name = std::move(name);
  storage.inStash = inStash;
  storage.images = graph.tensors[tensor].images;
  storage.rows = graph.tensors[tensor].rows;
  return addStorage(std::move(storage));
}

int ScheduleBuilder::addSlab(int tensor, std::string name,
                             std::vector<Rows> window) {
  Storage storage;
  storage.index = tensor;
  storage.name = std::move(name);
  storage.inLoop = true;
  storage.images = loop().getGroupCapacity();
  storage.rows = getCapacity(window);
  storage.window = std::move(window);
  return addStorage(std::move(storage));
}

int ScheduleBuilder::addBoundary(const TiledSegment &tiled, int tensor,
                                 std::string name) {
  int64_t capacity = getCapacity(tiled.tiling.boundary[tensor]);
  if (!tiled.sharesBoundaries() || capacity == 0)
    return -1;
  Storage storage;
  storage.index = tensor;
  storage.name = std::move(name);
  storage.images = loop().getGroupCapacity();
  storage.rows = capacity;
  return addStorage(std::move(storage));
}

void ScheduleBuilder::addCopy(Call::Kind kind, int tensor, int from, int to,
                              std::vector<Rows> rows) {
  Call copy;
  copy.kind = kind;
  copy.layer = graph.tensors[tensor].producer;
  copy.reads = {from};
  copy.write = to;
  copy.rows = std::move(rows);
  body().push_back(std::move(copy));
}

std::vector<Rows> ScheduleBuilder::getLeftBefore(const TiledSegment &tiled,
                                                 int tensor) {
  std::vector<Rows> rows(tiled.numTiles(), Rows{0, 0});
  for (int64_t tile = 1; tile < tiled.numTiles(); ++tile)
    rows[tile] = tiled.tiling.boundary[tensor][tile - 1];
  return rows;
}

const KernelTraits *ScheduleBuilder::getTraits(int layer, int gradient) const {
  if (kernels.layers.empty())
    return nullptr;
  const LayerKernels &of = kernels.layers[layer];
  return gradient < 0 ? &of.layer : &of.gradients[gradient];
}

int ScheduleBuilder::addPacked(int argument, int layer, int gradient) {
  Storage storage;
  storage.kind = Storage::Kind::filter;
  storage.index = layer;
  storage.gradient = gradient;
  storage.name = graph.layers[layer].name +
                 (gradient < 0 ? ".filter" : ".filter.transposed");
  if (const KernelTraits *bytes = getTraits(layer, gradient))
    storage.bytes = bytes->filter;
  Call pack;
  pack.kind = Call::Kind::pack;
  pack.layer = layer;
  pack.gradient = gradient;
  pack.reads = {getArgument(Storage::Kind::argument, argument)};
  pack.write = addStorage(std::move(storage));
  before().push_back(std::move(pack));
  return before().back().write;
}

int ScheduleBuilder::addAccumulator(bool accumulates, int layer, int gradient,
                                    int target) {
  if (!accumulates)
    return target;
  Storage storage;
  storage.kind = Storage::Kind::accumulator;
  storage.index = layer;
  storage.gradient = gradient;
  storage.name =
      graph.layers[layer].name + (gradient < 0 ? "" : ".filter.gradient");
  if (const KernelTraits *bytes = getTraits(layer, gradient))
    storage.bytes = bytes->accumulator;
  return addStorage(std::move(storage));
}

int ScheduleBuilder::getStorage(const Read &read, int layer, int gradient) {
  switch (read.kind) {
  case Read::Kind::tensor:
    return slabs[read.index];
  case Read::Kind::argument:
    if (read.packed)
      return addPacked(read.index, layer, gradient);
    return getArgument(Storage::Kind::argument, read.index);
  case Read::Kind::gradient:
    return gradientSlabs[read.index] >= 0 ? gradientSlabs[read.index]
                                          : wholeGradients[read.index];
  case Read::Kind::partial:
    return sums[read.index];
  }
  llvm_unreachable("unknown kind of read");
}

//===----------------------------------------------------------------------===//
// Blocks
//===----------------------------------------------------------------------===//

void ScheduleBuilder::beginCalls() { blocks.assign(1, Block()); }

void ScheduleBuilder::beginSegment(const TiledSegment &tiled, bool reverse) {
  beginCalls();
  if (tiled.isStored())
    return;
  blocks.resize(3);
  const Segment &segment = tiled.segment;
  loop().isLoop = true;
  loop().reverse = reverse;
  loop().batchTiles = segment.batchTiles;
  loop().tiles = tiled.numTiles();
  loop().images = graph.tensors[getPrimary(graph, segment)].images;
}

void ScheduleBuilder::endSegment(Entry &entry) {
  for (Block &block : blocks)
    if (block.isLoop || !block.calls.empty())
      entry.push_back(std::move(block));
  blocks.clear();
}

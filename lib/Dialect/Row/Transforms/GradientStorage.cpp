//===- GradientStorage.cpp - Where gradients lie in a backward sweep ------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The gradient of a border is whole; that of any other tensor is a slab. Where
// a tensor is a border and read in its own segment, tiles take their rows of
// the whole gradient into a slab and add to them there.
//
//===----------------------------------------------------------------------===//

#include "ProgramBuilder.h"
#include "mlir/IR/IRMapping.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::row;

bool ProgramBuilder::hasGradientSlab(const TiledSegment &tiled,
                                     int tensor) const {
  int layer = tensor - firstResult;
  if (tiled.isStored() || isInput(tensor) || layer < tiled.segment.firstLayer ||
      layer >= tiled.segment.endLayer)
    return false;
  return !isBorderOutput(tiled, tensor) ||
         isConsumedIn(tiled.segment, tensor) || external[tensor];
}

/// Whether the rows of the input `tensor`'s gradient that a tile writes are
/// behind all rows of `made` that the tiles still to come read, which the loop
/// runs downwards.
static bool isWrittenBehind(const plan::SegmentTiling &tiling, int tensor,
                            int made) {
  ArrayRef<plan::Rows> written = tiling.gradient[tensor];
  int64_t read = 0;
  for (size_t tile = 0; tile < written.size(); ++tile) {
    if (!written[tile].empty() && written[tile].begin < read)
      return false;
    read = std::max(
        {read, tiling.slab[made][tile].end, tiling.gradient[made][tile].end});
  }
  return true;
}

Value ProgramBuilder::takeOverStorage(const TiledSegment &tiled, int tensor) {
  if (!tiled.loop)
    return {};
  int lastReader = tiled.segment.firstLayer;
  for (int layer = lastReader; layer < tiled.segment.endLayer; ++layer)
    for (const plan::Operand &operand : graph.graph.layers[layer].operands)
      if (operand.tensor == tensor)
        lastReader = layer;
  // What the segment makes is read, value and gradient, before the gradient
  // goes through its maker.
  for (int layer = lastReader; layer < tiled.segment.endLayer; ++layer) {
    int made = firstResult + layer;
    if (graph.tensors[made].getType() != graph.tensors[tensor].getType() ||
        isFold(made) || !hasGradientSlab(tiled, made) ||
        !isWrittenBehind(tiled.tiling, tensor, made))
      continue;
    for (Value storage : {wholeGradients[made], whole[made]})
      if (storage && storage.getDefiningOp<BufferOp>() &&
          takenOver.insert(storage).second)
        return storage;
  }
  return {};
}

Value ProgramBuilder::getGradientStorage(TiledSegment &tiled, int tensor,
                                         OpBuilder &body,
                                         OpBuilder &beforeLoop) {
  std::string name = graph.graph.tensors[tensor].name + ".gradient";
  if (!hasGradientSlab(tiled, tensor)) {
    Value &storage = wholeGradients[tensor];
    if (!storage)
      storage = takeOverStorage(tiled, tensor);
    if (!storage)
      storage = createWhole(beforeLoop, tensor, name, Space::workspace);
    return storage;
  }
  Value &slab = gradientSlabs[tensor];
  if (slab)
    return slab;
  slab = createSlab(body, tiled, tensor, name, tiled.tiling.gradient[tensor]);
  TilesOp loop = tiled.loop;
  Location loc = graph.tensors[tensor].getLoc();
  ArrayRef<plan::Rows> boundary = tiled.tiling.boundary[tensor];
  if (tiled.sharesBoundaries() && !boundary.empty() &&
      getRows(boundary).capacity() > 0) {
    SlabType type = getSlabType(tensor, loop.getGroupCapacity(),
                                getRows(boundary).capacity());
    carried[tensor] = createBuffer(beforeLoop, loc, type, name + ".boundary",
                                   Space::workspace);
    RestoreOp::create(body, loc, loop.getTile(), getRows(boundary),
                      carried[tensor], slab);
  }
  started[tensor] = false;
  Value result = slab;
  if (external[tensor]) {
    buildContribution(tiled, tensor, nullptr, external[tensor], body,
                      beforeLoop);
  } else if (Value outside = wholeGradients[tensor]) {
    // What later segments gave is masked already.
    DenseI64ArrayAttr addFrom =
        body.getDenseI64ArrayAttr(tiled.tiling.addFrom[tensor]);
    Value value = graph.tensors[tensor];
    createKernel(body, loc, tiled, getRows(tiled.tiling.gradient[tensor]),
                 getOwnRows(tiled, tensor), addFrom, {{value, outside}}, result,
                 [&](OpBuilder &builder, IRMapping &mapping) -> Value {
                   return AddGradOp::create(builder, loc, value.getType(),
                                            mapping.lookup(value),
                                            builder.getI64IntegerAttr(0));
                 });
    started[tensor] = true;
  }
  return result;
}

void ProgramBuilder::keepGradientBoundary(TiledSegment &tiled, int tensor,
                                          OpBuilder &body) {
  if (!carried[tensor])
    return;
  // Tile r sends up the rows that tile r - 1 kept for it.
  SmallVector<plan::Rows> rows(tiled.numTiles(), plan::Rows{0, 0});
  for (int64_t tile = 1; tile < tiled.numTiles(); ++tile)
    rows[tile] = tiled.tiling.boundary[tensor][tile - 1];
  KeepOp::create(body, graph.tensors[tensor].getLoc(), tiled.loop.getTile(),
                 getRows(rows), gradientSlabs[tensor], carried[tensor]);
}

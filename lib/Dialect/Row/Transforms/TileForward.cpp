//===- TileForward.cpp - The forward half of a slab program ---------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ProgramBuilder.h"
#include "mlir/IR/IRMapping.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::row;

/// Whether a tensor stays whole in the stash from forward to backward: a later
/// part recomputes from it, or a stored layer's gradient reads it.
bool ProgramBuilder::isKeptWhole(int tensor) const {
  if (isInput(tensor))
    return false;
  int layer = tensor - firstResult;
  for (const TiledSegment &tiled : segments) {
    bool made =
        layer >= tiled.segment.firstLayer && layer < tiled.segment.endLayer;
    if (made && tiled.isStored() && isNeededByGradients(graph.tensors[tensor]))
      return true;
    // A border of a recomputed segment is its starting point.
    if (!tiled.isStored() && isConsumedIn(tiled.segment, tensor) &&
        (!made || isBorderOutput(tiled, tensor)))
      return true;
    if (!made && isConsumedIn(tiled.segment, tensor) &&
        isNeededByGradients(graph.tensors[tensor]))
      return true;
  }
  return false;
}

void ProgramBuilder::chooseWholeStorage(bool keep) {
  size_t count = graph.tensors.size();
  stashed.assign(count, Value());
  boundaries.assign(count, Value());
  OpBuilder builder = OpBuilder::atBlockEnd(program.getBodyBlock());
  for (size_t tensor = firstResult; tensor < count; ++tensor)
    if (isKeptWhole(tensor))
      stashed[tensor] = createWhole(
          builder, tensor, graph.graph.tensors[tensor].name, Space::stash);
}

void ProgramBuilder::buildForward(EntryKind kind) {
  OpBuilder builder = OpBuilder::atBlockEnd(program.getBodyBlock());
  auto entry = EntryOp::create(builder, program.getLoc(), kind);
  entry.getBody().emplaceBlock();
  whole.assign(graph.tensors.size(), Value());
  for (int tensor = 0; tensor < firstResult; ++tensor)
    whole[tensor] = arguments.lookup(graph.tensors[tensor]);
  for (TiledSegment &segment : segments)
    buildForwardSegment(segment, entry);
}

Value ProgramBuilder::getBoundary(const TiledSegment &segment, int tensor,
                                  bool keep, OpBuilder &beforeLoop) {
  ArrayRef<plan::Rows> rows = segment.tiling.boundary[tensor];
  int64_t capacity = rows.empty() ? 0 : getRows(rows).capacity();
  if (!segment.sharesBoundaries() || capacity == 0)
    return {};
  if (keep && boundaries[tensor])
    return boundaries[tensor];
  TilesOp loop = segment.loop;
  SlabType type = getSlabType(tensor, loop.getGroupCapacity(), capacity);
  std::string name = graph.graph.tensors[tensor].name + ".boundary";
  Location loc = graph.tensors[tensor].getLoc();
  if (!keep)
    return createBuffer(beforeLoop, loc, type, name, Space::workspace);
  OpBuilder atProgram(program.getBodyBlock(),
                      Block::iterator(*program.getEntry(EntryKind::forward)));
  int64_t copies = segment.segment.batchTiles * (segment.numTiles() - 1);
  return boundaries[tensor] =
             createBuffer(atProgram, loc, type, name, Space::stash, copies);
}

Value ProgramBuilder::buildInnerSlab(OpBuilder &at, const TiledSegment &segment,
                                     int tensor, Value boundary) {
  const std::string &name = graph.graph.tensors[tensor].name;
  Value slab =
      createSlab(at, segment, tensor, name, segment.tiling.slab[tensor]);
  if (!boundary)
    return slab;
  // Tile r finds at the head of its slab what tile r - 1 kept.
  SmallVector<plan::Rows> rows(segment.numTiles(), plan::Rows{0, 0});
  for (int64_t tile = 1; tile < segment.numTiles(); ++tile)
    rows[tile] = segment.tiling.boundary[tensor][tile - 1];
  TilesOp loop = segment.loop;
  RestoreOp::create(at, graph.tensors[tensor].getLoc(), loop.getTile(),
                    getRows(rows), boundary, slab);
  return slab;
}

void ProgramBuilder::buildGroup(OpBuilder &at, const TiledSegment &segment,
                                int layer, ArrayRef<Value> storage, Value out,
                                OpBuilder &beforeLoop) {
  const LayerGroup &group = graph.groups[layer];
  int tensor = firstResult + layer;
  Operands operands;
  auto geometry = cast<GeometryOpInterface>(group.anchor);
  for (OpOperand &operand : group.anchor->getOpOperands()) {
    Value value = operand.get();
    if (llvm::is_contained(llvm::make_first_range(operands), value))
      continue;
    Value source;
    if (geometry.hasRows(operand.getOperandNumber()))
      source = storage[graph.tensorOf.lookup(value)];
    else if (geometry.isPacked(operand.getOperandNumber()))
      source = createPacked(beforeLoop, value, group.name + ".filter",
                            ConvPass::forward);
    else
      source = arguments.lookup(value);
    operands.emplace_back(value, source);
  }
  RowsAttr rows = segment.isStored() ? getAllRows(tensor)
                                     : getRows(segment.tiling.computed[layer]);
  createKernel(at, group.anchor->getLoc(), segment, rows, {}, {}, operands, out,
               [&](OpBuilder &builder, IRMapping &mapping) {
                 builder.clone(*group.anchor, mapping);
                 for (Operation *epilogue : group.epilogue)
                   builder.clone(*epilogue, mapping);
                 return mapping.lookup(group.getResult());
               });
}

void ProgramBuilder::buildFold(OpBuilder &at, const TiledSegment &segment,
                               int layer, Value out, bool keep,
                               OpBuilder &beforeLoop, OpBuilder &afterLoop) {
  Operation *fold = graph.groups[layer].anchor;
  Value operand = fold->getOperand(0);
  int folded = graph.tensorOf.lookup(operand);
  RowsAttr rows = segment.isStored() ? getAllRows(folded)
                                     : getRows(segment.tiling.computed[layer]);
  Value target =
      createAccumulator(fold, graph.groups[layer].name, out, beforeLoop);
  createKernel(at, fold->getLoc(), segment, rows, {}, {},
               {{operand, slabs[folded]}}, target,
               [&](OpBuilder &builder, IRMapping &mapping) {
                 return builder.clone(*fold, mapping)->getResult(0);
               });
  if (target != out)
    UnpackOp::create(afterLoop, fold->getLoc(), target, out);
  if (!keep)
    return;
  // A step, not an inference, changes the states.
  for (Operation *user : fold->getUsers())
    if (isa<StateOpInterface>(user)) {
      Value running = user->getOperand(0);
      createKernel(
          afterLoop, user->getLoc(), TiledSegment::untiled(),
          getRows(plan::Rows{0, 1}), {}, {},
          {{running, arguments.lookup(running)}, {fold->getResult(0), out}},
          arguments.lookup(running),
          [&](OpBuilder &builder, IRMapping &mapping) {
            return builder.clone(*user, mapping)->getResult(0);
          });
    }
}

void ProgramBuilder::buildForwardSegment(TiledSegment &tiled, EntryOp entry) {
  bool keep = entry.getKind() == EntryKind::forward;
  Block *block = entry.getBodyBlock();
  tiled.loop = nullptr;
  OpBuilder body = OpBuilder::atBlockEnd(block);
  OpBuilder beforeLoop = body, afterLoop = body;
  if (!tiled.isStored()) {
    tiled.loop = createLoop(body, tiled, /*reverse=*/false);
    beforeLoop.setInsertionPoint(tiled.loop);
    body.setInsertionPointToEnd(tiled.loop.getBodyBlock());
  }
  slabs = whole;
  SmallVector<std::pair<int, Value>> boundaryOf;
  for (int layer = tiled.segment.firstLayer; layer < tiled.segment.endLayer;
       ++layer) {
    int tensor = firstResult + layer;
    const std::string &name = graph.graph.tensors[tensor].name;
    bool border = isBorderOutput(tiled, tensor);
    Value output;
    if (isChainOutput(tensor))
      output = outputArguments[llvm::find(graph.graph.outputs, tensor) -
                               graph.graph.outputs.begin()];
    Value storage;
    if (keep && stashed[tensor])
      storage = stashed[tensor];
    else if (output && !isConsumedIn(tiled.segment, tensor) &&
             llvm::none_of(segments, [&](const TiledSegment &other) {
               return isConsumedIn(other.segment, tensor);
             }))
      storage = output;
    else if (tiled.isStored() || border || isFold(tensor))
      storage = createWhole(beforeLoop, tensor, name, Space::workspace);
    if (storage)
      whole[tensor] = storage;
    if (!storage) {
      Value boundary = getBoundary(tiled, tensor, keep, beforeLoop);
      storage = buildInnerSlab(body, tiled, tensor, boundary);
      if (boundary)
        boundaryOf.emplace_back(tensor, boundary);
    }
    slabs[tensor] = storage;
    bool folds = isFold(tensor);
    if (folds)
      buildFold(body, tiled, layer, storage, keep, beforeLoop, afterLoop);
    else
      buildGroup(body, tiled, layer, slabs, storage, beforeLoop);

    // What the next tile needs again.
    if (!boundaryOf.empty() && boundaryOf.back().first == tensor) {
      KeepOp::create(body, graph.tensors[tensor].getLoc(), tiled.loop.getTile(),
                     getRows(tiled.tiling.boundary[tensor]), storage,
                     boundaryOf.back().second);
    }
    if (!output || output == storage)
      continue;
    // The caller's copy of an output that is read again.
    Value value = graph.tensors[tensor];
    bool isWhole = tiled.isStored() || folds;
    RowsAttr rows =
        isWhole ? getAllRows(tensor) : getRows(tiled.tiling.computed[layer]);
    createKernel(
        folds ? afterLoop : body, value.getLoc(),
        isWhole ? TiledSegment::untiled() : tiled, rows, {}, {},
        {{value, storage}}, output,
        [&](OpBuilder &, IRMapping &mapping) { return mapping.lookup(value); });
  }
}

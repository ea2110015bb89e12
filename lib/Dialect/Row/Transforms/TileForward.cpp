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

void ProgramBuilder::createStash() {
  size_t count = graph.tensors.size();
  stashed.assign(count, Value());
  boundaries.assign(count, Value());
  OpBuilder builder = OpBuilder::atBlockEnd(program.getBodyBlock());
  for (int tensor : residency.kept.set_bits())
    stashed[tensor] = createWhole(
        builder, tensor, graph.graph.tensors[tensor].name, Space::stash);
}

static bool isMadeByFold(Value value) { return isFold(value.getDefiningOp()); }

void ProgramBuilder::buildForward(EntryKind kind) {
  OpBuilder builder = OpBuilder::atBlockEnd(program.getBodyBlock());
  auto entry = EntryOp::create(builder, program.getLoc(), kind);
  entry.getBody().emplaceBlock();
  whole.assign(graph.tensors.size(), Value());
  for (int tensor = 0; tensor < firstResult; ++tensor)
    whole[tensor] = arguments.lookup(graph.tensors[tensor]);
  // States that are made of states alone: what reads them comes behind a fold.
  builder.setInsertionPointToEnd(entry.getBodyBlock());
  if (kind == EntryKind::forward)
    for (auto state : chain.getBodyBlock()->getOps<StateOpInterface>())
      if (llvm::none_of(state->getOperands(), isMadeByFold))
        renewState(builder, state, /*fold=*/{});
  for (TiledSegment &segment : segments)
    buildForwardSegment(segment, entry,
                        kind == EntryKind::forward ? ForwardRun::step
                                                   : ForwardRun::inference);
}

Value ProgramBuilder::getBoundary(const TiledSegment &segment, int tensor,
                                  ForwardRun run, OpBuilder &beforeLoop) {
  ArrayRef<plan::Rows> rows = segment.tiling.boundary[tensor];
  int64_t capacity = rows.empty() ? 0 : getRows(rows).capacity();
  if (!segment.sharesBoundaries() || capacity == 0)
    return {};
  TilesOp loop = segment.loop;
  SlabType type = getSlabType(tensor, loop.getGroupCapacity(), capacity);
  std::string name = graph.graph.tensors[tensor].name + ".boundary";
  Location loc = graph.tensors[tensor].getLoc();
  int layer = tensor - firstResult;
  ForwardRun last =
      residency.runsAgain.test(layer) ? ForwardRun::again : ForwardRun::step;
  if (run != last || !residency.isRemade.test(layer))
    return createBuffer(beforeLoop, loc, type, name, Space::workspace);
  int64_t copies = segment.segment.batchTiles * (segment.numTiles() - 1);
  if (run == ForwardRun::again)
    return boundaries[tensor] = createBuffer(beforeLoop, loc, type, name,
                                             Space::workspace, copies);
  OpBuilder atProgram(program.getBodyBlock(),
                      Block::iterator(*program.getEntry(EntryKind::forward)));
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
                                ForwardRun run, OpBuilder &beforeLoop) {
  const LayerGroup &group = graph.groups[layer];
  bool passesOn =
      run == ForwardRun::inference && isa<RandomOpInterface>(group.anchor);
  int tensor = firstResult + layer;
  Operands operands;
  auto geometry = cast<GeometryOpInterface>(group.anchor);
  for (OpOperand &operand : group.anchor->getOpOperands()) {
    Value value = operand.get();
    if (llvm::is_contained(llvm::make_first_range(operands), value) ||
        (passesOn && operand.getOperandNumber() > 0))
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
                 if (passesOn)
                   mapping.map(group.anchor->getResult(0),
                               mapping.lookup(group.anchor->getOperand(0)));
                 else
                   builder.clone(*group.anchor, mapping);
                 for (Operation *epilogue : group.epilogue)
                   builder.clone(*epilogue, mapping);
                 return mapping.lookup(group.getResult());
               });
}

void ProgramBuilder::buildFold(OpBuilder &at, const TiledSegment &segment,
                               int layer, Value out, ForwardRun run,
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
  if (run != ForwardRun::step)
    return;
  for (Operation *user : fold->getUsers())
    if (isa<StateOpInterface>(user))
      renewState(afterLoop, user, out);
}

void ProgramBuilder::renewState(OpBuilder &at, Operation *state, Value fold) {
  Operands operands;
  for (Value operand : state->getOperands())
    operands.emplace_back(
        operand, isMadeByFold(operand) ? fold : arguments.lookup(operand));
  Value storage = operands.front().second;
  createKernel(at, state->getLoc(), TiledSegment::untiled(),
               getRows(plan::Rows{0, 1}), {}, {}, operands, storage,
               [&](OpBuilder &builder, IRMapping &mapping) {
                 return builder.clone(*state, mapping)->getResult(0);
               });
  arguments[state->getResult(0)] = storage;
}

Value ProgramBuilder::getWholeStorage(const TiledSegment &tiled, int tensor,
                                      ForwardRun run, OpBuilder &beforeLoop) {
  const std::string &name = graph.graph.tensors[tensor].name;
  if (run == ForwardRun::again)
    return residency.madeAgain.test(tensor)
               ? createWhole(beforeLoop, tensor, name + ".again",
                             Space::workspace)
               : Value();
  if (run == ForwardRun::step && stashed[tensor])
    return stashed[tensor];
  if (isChainOutput(tensor) &&
      llvm::none_of(segments, [&](const TiledSegment &other) {
        return isConsumedIn(other.segment, tensor);
      }))
    return getOutputArgument(tensor);
  if (tiled.isStored() || isBorderOutput(tiled, tensor) || isFold(tensor))
    return createWhole(beforeLoop, tensor, name, Space::workspace);
  return {};
}

void ProgramBuilder::buildForwardSegment(TiledSegment &tiled, EntryOp entry,
                                         ForwardRun run) {
  tiled.loop = nullptr;
  OpBuilder body = OpBuilder::atBlockEnd(entry.getBodyBlock());
  OpBuilder beforeLoop = body, afterLoop = body;
  if (!tiled.isStored()) {
    tiled.loop = createLoop(body, tiled, /*reverse=*/false);
    beforeLoop.setInsertionPoint(tiled.loop);
    body.setInsertionPointToEnd(tiled.loop.getBodyBlock());
  }
  slabs = whole;
  for (int layer = tiled.segment.firstLayer; layer < tiled.segment.endLayer;
       ++layer) {
    if (run == ForwardRun::again && !residency.runsAgain.test(layer))
      continue;
    int tensor = firstResult + layer;
    Value storage = getWholeStorage(tiled, tensor, run, beforeLoop);
    Value boundary;
    if (storage) {
      whole[tensor] = storage;
    } else {
      boundary = getBoundary(tiled, tensor, run, beforeLoop);
      storage = buildInnerSlab(body, tiled, tensor, boundary);
    }
    slabs[tensor] = storage;
    bool folds = isFold(tensor);
    if (folds)
      buildFold(body, tiled, layer, storage, run, beforeLoop, afterLoop);
    else
      buildGroup(body, tiled, layer, slabs, storage, run, beforeLoop);

    // What the next tile needs again.
    Location loc = graph.tensors[tensor].getLoc();
    if (boundary)
      KeepOp::create(body, loc, tiled.loop.getTile(),
                     getRows(tiled.tiling.boundary[tensor]), storage, boundary);
    if (run == ForwardRun::again || !isChainOutput(tensor) ||
        storage == getOutputArgument(tensor))
      continue;
    // The caller's copy of an output that is read again.
    Value value = graph.tensors[tensor];
    bool isWhole = tiled.isStored() || folds;
    RowsAttr rows =
        isWhole ? getAllRows(tensor) : getRows(tiled.tiling.computed[layer]);
    createKernel(
        folds ? afterLoop : body, loc,
        isWhole ? TiledSegment::untiled() : tiled, rows, {}, {},
        {{value, storage}}, getOutputArgument(tensor),
        [&](OpBuilder &, IRMapping &mapping) { return mapping.lookup(value); });
  }
}

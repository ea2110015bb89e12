//===- TileBackward.cpp - The backward half of a slab program -------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// A sweep runs the tiles of a segment from the last to the first. A tile makes
// its intermediates again, then goes through its layers from last to first.
// The gradient of a tensor is a sum over its consumers; each term is added to a
// slab with the tile's partial sums. Under 2PS the rows that the tile shares
// with the one before are carried there; under OverL partial sums of the halo
// meet in the segment's input, as the backward pass is linear in dy.
//
//===----------------------------------------------------------------------===//

#include "ProgramBuilder.h"
#include "mlir/IR/IRMapping.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::row;

void ProgramBuilder::buildBackward() {
  OpBuilder builder = OpBuilder::atBlockEnd(program.getBodyBlock());
  auto entry = EntryOp::create(builder, program.getLoc(), EntryKind::backward);
  entry.getBody().emplaceBlock();
  size_t count = graph.tensors.size();
  whole = stashed;
  for (int tensor = 0; tensor < firstResult; ++tensor)
    whole[tensor] = arguments.lookup(graph.tensors[tensor]);
  slabs = whole;
  wholeGradients.assign(count, Value());
  external.assign(count, Value());
  started.assign(count, false);
  takenOver.clear();
  for (auto [input, storage] : gradientArguments)
    if (auto it = graph.tensorOf.find(input); it != graph.tensorOf.end())
      wholeGradients[it->second] = storage;
  for (size_t end = segments.size(), begin; end > 0; end = begin) {
    begin = end - 1;
    while (begin > 0 && !segments[begin - 1].segment.checkpoint)
      --begin;
    buildBackwardRegion(begin, end, entry);
  }
}

void ProgramBuilder::buildBackwardRegion(size_t begin, size_t end,
                                         EntryOp entry) {
  for (size_t index = begin; index + 1 < end; ++index)
    buildForwardSegment(segments[index], entry, ForwardRun::again);
  for (size_t index = end; index > begin; --index) {
    buildSeeds(segments[index - 1], entry);
    buildBackwardSegment(segments[index - 1], entry);
  }
}

void ProgramBuilder::buildSeeds(const TiledSegment &maker, EntryOp entry) {
  OpBuilder builder = OpBuilder::atBlockEnd(entry.getBodyBlock());
  slabs = whole;
  for (auto [index, tensor] : llvm::enumerate(graph.graph.outputs)) {
    int layer = tensor - firstResult;
    if (layer < maker.segment.firstLayer || layer >= maker.segment.endLayer ||
        !graph.graph.tensors[tensor].hasGradient)
      continue;
    bool isConsumed = isConsumedIn(maker.segment, tensor);
    bool isConsumedOutside =
        llvm::any_of(segments, [&](const TiledSegment &other) {
          return &other != &maker && isConsumedIn(other.segment, tensor);
        });
    Value seed = chain.getSeedArgument(index);
    bool masked = !graph.groups[layer].epilogue.empty();
    if (!masked && !isConsumed && !isConsumedOutside) {
      // Nothing to add to it: kernels read the argument.
      wholeGradients[tensor] = arguments.lookup(seed);
      started[tensor] = true;
    } else if (!maker.isStored() && !isConsumedOutside) {
      external[tensor] = seed;
    } else {
      TiledSegment everything = TiledSegment::untiled();
      buildContribution(everything, tensor, nullptr, seed, builder, builder);
    }
  }
}

void ProgramBuilder::buildBackwardSegment(TiledSegment &tiled, EntryOp entry) {
  OpBuilder body = OpBuilder::atBlockEnd(entry.getBodyBlock());
  OpBuilder beforeLoop = body, afterLoop = body;
  tiled.loop = nullptr;
  slabs = whole;
  gradientSlabs.assign(graph.tensors.size(), Value());
  carried.assign(graph.tensors.size(), Value());
  if (!tiled.isStored()) {
    tiled.loop = createLoop(body, tiled, /*reverse=*/true);
    beforeLoop.setInsertionPoint(tiled.loop);
    body.setInsertionPointToEnd(tiled.loop.getBodyBlock());
    buildRecomputation(tiled, body, beforeLoop);
  }
  for (int layer = tiled.segment.endLayer - 1;
       layer >= tiled.segment.firstLayer; --layer)
    if (graph.graph.tensors[firstResult + layer].hasGradient)
      buildGroupGradients(tiled, layer, body, beforeLoop, afterLoop);
}

void ProgramBuilder::buildRecomputation(TiledSegment &tiled, OpBuilder &body,
                                        OpBuilder &beforeLoop) {
  for (int layer = tiled.segment.firstLayer; layer < tiled.segment.endLayer;
       ++layer) {
    if (!residency.isRemade.test(layer))
      continue;
    int tensor = firstResult + layer;
    slabs[tensor] =
        buildInnerSlab(body, tiled, tensor,
                       tiled.sharesBoundaries() ? boundaries[tensor] : Value());
    buildGroup(body, tiled, layer, slabs, slabs[tensor], ForwardRun::again,
               beforeLoop);
  }
}

Value ProgramBuilder::getPrimal(Value value) const {
  auto it = graph.tensorOf.find(value);
  return it == graph.tensorOf.end() ? arguments.lookup(value)
                                    : slabs[it->second];
}

//===----------------------------------------------------------------------===//
// Gradients of one group
//===----------------------------------------------------------------------===//

/// The values that a gradient layer reads besides the incoming gradient.
static SmallVector<Value> getPrimalOperands(Operation *gradient) {
  SmallVector<Value> values;
  unsigned skipped =
      cast<GradientOpInterface>(gradient).getResultGradientOperand();
  for (OpOperand &operand : gradient->getOpOperands())
    if (operand.getOperandNumber() != skipped)
      values.push_back(operand.get());
  return values;
}

void ProgramBuilder::buildGroupGradients(TiledSegment &tiled, int layer,
                                         OpBuilder &body, OpBuilder &beforeLoop,
                                         OpBuilder &afterLoop) {
  int tensor = firstResult + layer;
  getGradientStorage(tiled, tensor, body, beforeLoop);
  keepGradientBoundary(tiled, tensor, body);
  const LayerGroup &group = graph.groups[layer];
  auto geometry = cast<GeometryOpInterface>(group.anchor);
  for (Operation *partial : graph.gradients.partials.lookup(group.anchor))
    buildPartial(tiled, layer, partial, body, beforeLoop);
  for (OpOperand &operand : llvm::reverse(group.anchor->getOpOperands())) {
    unsigned number = operand.getOperandNumber();
    Operation *gradient =
        graph.gradients.ofOperand.lookup({group.anchor, number});
    if (!gradient)
      continue;
    if (partialStorage.contains(getIncoming(gradient)))
      buildFromPartial(gradient, operand.get(), afterLoop);
    else if (geometry.hasRows(number))
      buildContribution(tiled, graph.tensorOf.lookup(operand.get()), gradient,
                        {}, body, beforeLoop);
    else
      buildParameterGradient(tiled, layer, number, body, beforeLoop, afterLoop);
  }
}

void ProgramBuilder::buildParameterGradient(TiledSegment &tiled, int layer,
                                            unsigned operand, OpBuilder &body,
                                            OpBuilder &beforeLoop,
                                            OpBuilder &afterLoop) {
  int tensor = firstResult + layer;
  const LayerGroup &group = graph.groups[layer];
  Operation *gradient =
      graph.gradients.ofOperand.lookup({group.anchor, operand});
  Operands operands;
  for (Value value : getPrimalOperands(gradient))
    operands.emplace_back(value, getPrimal(value));
  operands.emplace_back(getIncoming(gradient),
                        getGradientStorage(tiled, tensor, body, beforeLoop));

  Value target = gradientArguments.lookup(group.anchor->getOperand(operand));
  Value out = createAccumulator(gradient, group.name + ".filter.gradient",
                                target, beforeLoop);
  // Of a parameter that several layers use, the later ones add.
  bool first = startedParameters.insert(target).second;
  bool unpacked = out != target;
  RowsAttr rows = tiled.isStored() ? getAllRows(tensor)
                                   : getRows(tiled.tiling.computed[layer]);
  DenseI64ArrayAttr addFrom;
  if (!first && !unpacked)
    addFrom =
        body.getDenseI64ArrayAttr(SmallVector<int64_t>(tiled.numEntries(), 0));
  createKernel(body, gradient->getLoc(), tiled, rows, {}, addFrom, operands,
               out, [&](OpBuilder &builder, IRMapping &mapping) {
                 return builder.clone(*gradient, mapping)->getResult(0);
               });
  if (unpacked)
    UnpackOp::create(afterLoop, gradient->getLoc(), out, target, !first);
}

void ProgramBuilder::buildPartial(TiledSegment &tiled, int layer,
                                  Operation *partial, OpBuilder &body,
                                  OpBuilder &beforeLoop) {
  int tensor = firstResult + layer;
  auto type = cast<RankedTensorType>(partial->getResult(0).getType());
  auto slab = SlabType::get(type.getContext(), type.getDimSize(0), 1,
                            type.getDimSize(2), type.getDimSize(3),
                            cast<FloatType>(type.getElementType()));
  Value out =
      createBuffer(beforeLoop, partial->getLoc(), slab,
                   graph.groups[layer].name + ".sums", Space::workspace);
  partialStorage[partial->getResult(0)] = out;
  Operands operands;
  for (Value value : getPrimalOperands(partial))
    operands.emplace_back(value, getPrimal(value));
  operands.emplace_back(getIncoming(partial),
                        getGradientStorage(tiled, tensor, body, beforeLoop));
  RowsAttr rows = tiled.isStored() ? getAllRows(tensor)
                                   : getRows(tiled.tiling.computed[layer]);
  createKernel(body, partial->getLoc(), tiled, rows, {}, {}, operands, out,
               [&](OpBuilder &builder, IRMapping &mapping) {
                 return builder.clone(*partial, mapping)->getResult(0);
               });
}

void ProgramBuilder::buildFromPartial(Operation *gradient, Value primal,
                                      OpBuilder &afterLoop) {
  TiledSegment untiled = TiledSegment::untiled();
  Value out;
  bool first;
  if (auto it = graph.tensorOf.find(primal); it != graph.tensorOf.end()) {
    out = getGradientStorage(untiled, it->second, afterLoop, afterLoop);
    first = !started[it->second];
    started[it->second] = true;
  } else {
    out = gradientArguments.lookup(primal);
    first = startedParameters.insert(out).second;
  }
  Operands operands;
  Value incoming = getIncoming(gradient);
  operands.emplace_back(incoming, partialStorage.lookup(incoming));
  for (Value value : getPrimalOperands(gradient))
    operands.emplace_back(value, getPrimal(value));
  DenseI64ArrayAttr addFrom;
  if (!first)
    addFrom = afterLoop.getDenseI64ArrayAttr({0});
  createKernel(afterLoop, gradient->getLoc(), untiled,
               getRows(plan::Rows{0, 1}), {}, addFrom, operands, out,
               [&](OpBuilder &builder, IRMapping &mapping) {
                 return builder.clone(*gradient, mapping)->getResult(0);
               });
}

void ProgramBuilder::buildContribution(TiledSegment &tiled, int tensor,
                                       Operation *gradient, Value seed,
                                       OpBuilder &body, OpBuilder &beforeLoop) {
  Value out = seed && gradientSlabs.size() && gradientSlabs[tensor]
                  ? gradientSlabs[tensor]
                  : getGradientStorage(tiled, tensor, body, beforeLoop);
  // The rows that take part: those that this tile has of the layer's result.
  int source = tensor;
  Operands operands;
  if (gradient) {
    Operation *layer = nullptr;
    for (auto [key, value] : graph.gradients.ofOperand)
      if (value == gradient)
        layer = key.first;
    source = getTensorOfAnchor(layer);
    for (auto [number, value] : llvm::enumerate(gradient->getOperands())) {
      if (value == getIncoming(gradient))
        operands.emplace_back(
            value, getGradientStorage(tiled, source, body, beforeLoop));
      else if (cast<GeometryOpInterface>(gradient).isPacked(number))
        operands.emplace_back(value,
                              createPacked(beforeLoop, value,
                                           graph.graph.tensors[source].name +
                                               ".filter.transposed",
                                           ConvPass::data_gradient));
      else
        operands.emplace_back(value, getPrimal(value));
    }
  } else {
    operands.emplace_back(seed, arguments.lookup(seed));
  }

  // The rectifiers behind the tensor's layer: their gradients are linear, so
  // each term of the sum goes through them on its own.
  SmallVector<Operation *> tail;
  if (!isInput(tensor))
    for (Operation *epilogue :
         llvm::reverse(graph.groups[tensor - firstResult].epilogue)) {
      tail.push_back(graph.gradients.ofOperand.lookup({epilogue, 0}));
      for (Value value : getPrimalOperands(tail.back()))
        if (!llvm::is_contained(llvm::make_first_range(operands), value))
          operands.emplace_back(value, getPrimal(value));
    }

  bool first = !started[tensor];
  started[tensor] = true;
  RowsAttr rows, limit;
  DenseI64ArrayAttr addFrom;
  if (tiled.isStored()) {
    rows = getAllRows(tensor);
    if (!first)
      addFrom = body.getDenseI64ArrayAttr({0});
  } else {
    rows = getRows(tiled.tiling.gradient[tensor]);
    limit = seed ? getOwnRows(tiled, tensor)
                 : getRows(tiled.tiling.computed[source - firstResult]);
    addFrom = body.getDenseI64ArrayAttr(
        first ? tiled.tiling.addFrom[tensor]
              : std::vector<int64_t>(tiled.numTiles(), 0));
  }
  Location loc = graph.tensors[tensor].getLoc();
  createKernel(body, loc, tiled, rows, limit, addFrom, operands, out,
               [&](OpBuilder &builder, IRMapping &mapping) -> Value {
                 Value sum;
                 if (gradient)
                   sum = builder.clone(*gradient, mapping)->getResult(0);
                 else
                   sum = AddGradOp::create(builder, loc, seed.getType(),
                                           mapping.lookup(seed),
                                           builder.getI64IntegerAttr(0));
                 for (Operation *mask : tail) {
                   mapping.map(getIncoming(mask), sum);
                   sum = builder.clone(*mask, mapping)->getResult(0);
                 }
                 return sum;
               });
}

int ProgramBuilder::getTensorOfAnchor(Operation *anchor) const {
  for (auto [index, group] : llvm::enumerate(graph.groups))
    if (group.anchor == anchor)
      return firstResult + index;
  llvm_unreachable("gradient of an epilogue asked for as a term");
}

RowsAttr ProgramBuilder::getOwnRows(const TiledSegment &tiled, int tensor) {
  if (tiled.sharesBoundaries())
    return getRows(tiled.tiling.computed[tensor - firstResult]);
  SmallVector<plan::Rows> rows;
  for (int64_t tile = 0; tile < tiled.numTiles(); ++tile)
    rows.push_back(plan::getOwnRows(graph.graph, tiled.segment, tensor, tile));
  return getRows(rows);
}

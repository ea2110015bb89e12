//===- MergeChains.cpp - One chain for layers that feed each other --------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Conversion/LinalgToRow/LinalgToRow.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;
using namespace lrcnn;
using lrcnn::row::ChainOp;
using lrcnn::row::Layout;

/// Whether an op in `users`, or one nested in it, uses a result of `op`.
static bool isUsedBy(Operation *op, const SetVector<Operation *> &users) {
  return llvm::any_of(op->getUsers(), [&](Operation *user) {
    return users.contains(op->getBlock()->findAncestorOpInBlock(*user));
  });
}

/// The ops between `producer` and `consumer` that the latter needs, last one
/// first. Nothing if they depend on the producer or must stay where they are:
/// then the two cannot be one op.
static std::optional<SetVector<Operation *>> getOpsBetween(ChainOp producer,
                                                           ChainOp consumer) {
  SetVector<Operation *> needed;
  needed.insert(consumer);
  for (Operation *op = consumer->getPrevNode(); op != producer;
       op = op->getPrevNode())
    if (isUsedBy(op, needed)) {
      if (!isMemoryEffectFree(op))
        return std::nullopt;
      needed.insert(op);
    }
  needed.remove(consumer);
  if (isUsedBy(producer, needed))
    return std::nullopt;
  return needed;
}

/// Whether `chain` is a transpose or a reshape.
static bool hasNoLayers(ChainOp chain) {
  return llvm::hasSingleElement(*chain.getBodyBlock());
}

/// Whether both are as raised and agree on the layout of what passes between.
static bool areMergeable(ChainOp producer, ChainOp consumer) {
  if (producer.getPlanAttr() || consumer.getPlanAttr() ||
      producer.isDifferentiated() || consumer.isDifferentiated())
    return false;
  // A chain gives what its layers make.
  if (hasNoLayers(producer) && !llvm::all_equal(producer->getUsers()))
    return false;
  for (auto [index, input] : llvm::enumerate(consumer.getInputs()))
    if (input.getDefiningOp() == producer) {
      unsigned number = cast<OpResult>(input).getResultNumber();
      if (producer.getResultLayout(number) != consumer.getInputLayout(index))
        return false;
    }
  return true;
}

/// A chain that `consumer` reads and can be merged with; `between` are the ops
/// that go in front of both. The latest such chain, for an earlier one may only
/// become mergeable through it.
static ChainOp findProducer(ChainOp consumer, SetVector<Operation *> &between) {
  SetVector<Operation *> producers;
  for (Value input : consumer.getInputs())
    if (auto chain = input.getDefiningOp<ChainOp>();
        chain && chain->getBlock() == consumer->getBlock())
      producers.insert(chain);
  SmallVector<Operation *> latestFirst = producers.takeVector();
  llvm::sort(latestFirst, [](Operation *lhs, Operation *rhs) {
    return rhs->isBeforeInBlock(lhs);
  });
  for (Operation *op : latestFirst) {
    auto producer = cast<ChainOp>(op);
    if (!areMergeable(producer, consumer))
      continue;
    if (auto ops = getOpsBetween(producer, consumer)) {
      between = std::move(*ops);
      return producer;
    }
  }
  return nullptr;
}

/// Whether `result` of a chain is a state.
static bool isState(OpResult result) {
  auto chain = cast<ChainOp>(result.getOwner());
  Operation *yield = chain.getBodyBlock()->getTerminator();
  return isa_and_present<row::StateOpInterface>(
      yield->getOperand(result.getResultNumber()).getDefiningOp());
}

namespace {
/// What goes into two chains and comes out of them once they are one.
struct MergedBorder {
  MergedBorder(ChainOp producer, ChainOp consumer);

  /// The place of an input among those of the merged chain, or their number.
  unsigned find(Value input, Layout layout) const {
    unsigned index = 0;
    while (index < inputs.size() &&
           (inputs[index] != input || inputLayouts[index] != layout))
      ++index;
    return index;
  }

  SmallVector<Value> inputs;
  SmallVector<Layout> inputLayouts, resultLayouts;
  /// Those of the two chains; states come behind what else they give.
  SmallVector<OpResult> results;
};
} // namespace

MergedBorder::MergedBorder(ChainOp producer, ChainOp consumer) {
  SmallVector<OpResult> states;
  for (ChainOp chain : {producer, consumer}) {
    for (auto [index, input] : llvm::enumerate(chain.getInputs())) {
      Layout layout = chain.getInputLayout(index);
      if (input.getDefiningOp() == producer ||
          find(input, layout) < inputs.size())
        continue;
      inputs.push_back(input);
      inputLayouts.push_back(layout);
    }
    for (OpResult result : chain->getResults())
      if (llvm::any_of(result.getUsers(),
                       [&](Operation *user) { return user != consumer; }))
        (isState(result) ? states : results).push_back(result);
  }
  results.append(states);
  for (OpResult result : results)
    resultLayouts.push_back(cast<ChainOp>(result.getOwner())
                                .getResultLayout(result.getResultNumber()));
}

/// Moves the layers of `chain` to the end of `body`. `outputs` has what stands
/// there for results of chains, and gets those of this one.
static void moveLayers(RewriterBase &rewriter, ChainOp chain, Block *body,
                       const MergedBorder &border, IRMapping &outputs) {
  SmallVector<Value> arguments;
  for (auto [index, input] : llvm::enumerate(chain.getInputs()))
    arguments.push_back(outputs.contains(input)
                            ? outputs.lookup(input)
                            : body->getArgument(border.find(
                                  input, chain.getInputLayout(index))));
  Operation *yield = chain.getBodyBlock()->getTerminator();
  for (auto [result, output] :
       llvm::zip_equal(chain->getResults(), yield->getOperands())) {
    // A chain without layers gives what goes in.
    auto argument = dyn_cast<BlockArgument>(output);
    outputs.map(result, argument ? arguments[argument.getArgNumber()] : output);
  }
  rewriter.eraseOp(yield);
  rewriter.mergeBlocks(chain.getBodyBlock(), body, arguments);
}

/// Replaces two chains by one in the place of the first.
static ChainOp merge(RewriterBase &rewriter, ChainOp producer,
                     ChainOp consumer) {
  MergedBorder border(producer, consumer);
  ArrayRef<OpResult> results = border.results;
  rewriter.setInsertionPoint(producer);
  Location loc = rewriter.getFusedLoc({producer.getLoc(), consumer.getLoc()});
  auto merged = ChainOp::create(
      rewriter, loc, TypeRange(ValueRange(llvm::to_vector_of<Value>(results))),
      border.inputs, border.inputLayouts, ValueRange(), ArrayRef<Layout>(),
      border.resultLayouts, ArrayRef<int64_t>());
  Block *body = merged.getBodyBlock();
  IRMapping outputs;
  for (ChainOp chain : {producer, consumer})
    moveLayers(rewriter, chain, body, border, outputs);
  rewriter.setInsertionPointToEnd(body);
  row::YieldOp::create(rewriter, loc,
                       llvm::map_to_vector(results, [&](OpResult result) {
                         return outputs.lookup<Value>(result);
                       }));
  for (auto [before, after] : llvm::zip_equal(results, merged->getResults()))
    rewriter.replaceAllUsesWith(before, after);
  rewriter.eraseOp(consumer);
  rewriter.eraseOp(producer);
  return merged;
}

/// Makes a chain without layers, which no other could take in, a transpose or a
/// reshape again.
static void restoreReordering(RewriterBase &rewriter, ChainOp chain) {
  rewriter.setInsertionPoint(chain);
  Layout source = chain.getInputLayout(0), target = chain.getResultLayout(0);
  auto type = cast<RankedTensorType>(chain.getResult(0).getType());
  SmallVector<ReassociationIndices> matrix{{0}, {1, 2, 3}};
  if (source == Layout::nc) {
    rewriter.replaceOpWithNewOp<tensor::ExpandShapeOp>(
        chain, type, chain.getInputs()[0], matrix);
    return;
  }
  if (target == Layout::nc) {
    rewriter.replaceOpWithNewOp<tensor::CollapseShapeOp>(
        chain, type, chain.getInputs()[0], matrix);
    return;
  }
  ArrayRef<int64_t> from = row::getLayoutDims(source);
  ArrayRef<int64_t> to = row::getLayoutDims(target);
  SmallVector<int64_t> permutation(from.size());
  for (auto [place, origin] : llvm::zip_equal(to, from))
    permutation[place] = origin;
  Location loc = chain.getLoc();
  Value empty = tensor::EmptyOp::create(rewriter, loc, type.getShape(),
                                        type.getElementType());
  rewriter.replaceOpWithNewOp<linalg::TransposeOp>(chain, chain.getInputs()[0],
                                                   empty, permutation);
}

void lrcnn::mergeChains(RewriterBase &rewriter, Block &block) {
  for (Operation &op : llvm::make_early_inc_range(block)) {
    auto chain = dyn_cast<ChainOp>(op);
    if (!chain)
      continue;
    SetVector<Operation *> between;
    while (ChainOp producer = findProducer(chain, between)) {
      for (Operation *needed : llvm::reverse(between))
        rewriter.moveOpBefore(needed, producer);
      chain = merge(rewriter, producer, chain);
    }
  }
  for (auto chain : llvm::make_early_inc_range(block.getOps<ChainOp>()))
    if (hasNoLayers(chain))
      restoreReordering(rewriter, chain);
}

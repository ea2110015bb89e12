//===- FusedLayers.cpp - Pointwise layers as one function -----------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FusedLayers.h"
#include "Matching.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::kernel;
using namespace lrcnn::row;

std::string lrcnn::kernel::describe(Operation *layer) {
  std::string text = layer->getName().stripDialect().str();
  if (!layer->getAttrs().empty())
    llvm::raw_string_ostream(text) << layer->getAttrDictionary();
  return text;
}

bool lrcnn::kernel::isSpread(OpOperand &use) {
  Operation *reader = use.getOwner();
  unsigned number = use.getOperandNumber();
  if (auto pointwise = dyn_cast<PointwiseOpInterface>(reader))
    return pointwise.isSpread(number);
  if (!isa<SumOpInterface>(reader))
    return false;
  auto sum = cast<GeometryOpInterface>(reader);
  return !sum.hasRows(number) || !sum.getWindow(number).all;
}

/// The elements that `use` takes of each pixel.
static int64_t getNumElements(OpOperand &use) {
  if (auto pointwise = dyn_cast<PointwiseOpInterface>(use.getOwner()))
    return row::getNumElements(pointwise, use.getOperandNumber());
  auto type = cast<RankedTensorType>(use.get().getType());
  return isSpread(use) && type.getRank() == 4 ? type.getDimSize(2) : 1;
}

/// A use of `argument` by `reader` or by a layer in front of it, null if there
/// is none. All such uses are alike.
static OpOperand *getUse(BlockArgument argument, Operation *reader) {
  for (OpOperand &use : argument.getUses())
    if (use.getOwner() == reader || use.getOwner()->isBeforeInBlock(reader))
      return &use;
  return nullptr;
}

static auto getLayersBefore(Operation *reader) {
  return llvm::make_range(reader->getBlock()->begin(), reader->getIterator());
}

/// Names layers by their numbers: a value that is read twice is named twice,
/// not described twice.
static std::string makeKey(Operation *reader) {
  std::string key;
  DenseMap<Value, std::string> names;
  auto addOperands = [&](Operation &op) {
    for (Value operand : op.getOperands())
      key += "_" + (isa<BlockArgument>(operand)
                        ? "a" + std::to_string(
                                    cast<BlockArgument>(operand).getArgNumber())
                        : names[operand]);
  };
  for (Operation &layer : getLayersBefore(reader)) {
    key += describe(&layer);
    addOperands(layer);
    key += ";";
    names[layer.getResult(0)] = "v" + std::to_string(names.size());
  }
  addOperands(*reader);
  return key;
}

/// The elements of `reader`'s operands from `elements`, those of the kernel's
/// arguments and then what is drawn.
static SmallVector<Value> buildElements(Operation *reader, OpBuilder &builder,
                                        Location loc,
                                        ArrayRef<Value> elements) {
  DenseMap<Value, SmallVector<Value>> mapping;
  for (BlockArgument argument : reader->getBlock()->getArguments()) {
    OpOperand *use = getUse(argument, reader);
    if (!use)
      continue;
    int64_t count = getNumElements(*use);
    mapping[argument].assign(elements.begin(), elements.begin() + count);
    elements = elements.drop_front(count);
  }
  auto getOperands = [&](Operation *op) {
    SmallVector<Value> operands;
    for (Value operand : op->getOperands())
      operands.append(mapping[operand]);
    return operands;
  };
  for (Operation &layer : getLayersBefore(reader)) {
    SmallVector<Value> operands = getOperands(&layer);
    if (isa<RandomOpInterface>(layer)) {
      operands.push_back(elements.front());
      elements = elements.drop_front();
    }
    mapping[layer.getResult(0)] = {
        cast<PointwiseOpInterface>(layer).buildElement(builder, loc, operands)};
  }
  return getOperands(reader);
}

FusedLayers lrcnn::kernel::getFusedLayers(KernelOp kernel, Operation *reader,
                                          int64_t images) {
  FusedLayers layers;
  for (auto [storage, argument] : llvm::zip_equal(
           kernel.getIns(), kernel.getBodyBlock()->getArguments())) {
    OpOperand *use = getUse(argument, reader);
    if (!use || getNumElements(*use) == 0)
      continue;
    layers.operands.push_back(storage);
    layers.inputs.push_back(
        isSpread(*use)
            ? getSpreadLayout(
                  storage, cast<RankedTensorType>(argument.getType()), images)
            : getLayout(storage));
  }
  for (Operation &layer : getLayersBefore(reader))
    if (auto random = dyn_cast<RandomOpInterface>(layer))
      layers.random.push_back(random);
  layers.key = makeKey(reader);
  layers.emit = [reader](OpBuilder &builder, Location loc,
                         ArrayRef<Value> elements) {
    return buildElements(reader, builder, loc, elements);
  };
  return layers;
}

//===- LayerGroups.h - Which layers run in which kernel ---------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The forward layers of a chain are divided into groups, each of which runs as
// one kernel and has one result. What its other layers give is nowhere: not
// stored, not kept, not made again. Where the backward pass reads such a value,
// the kernel that does computes it once more from what the group reads.
//
// A group is a DAG of pointwise layers, or a layer with a kernel of its own and
// an activation behind it. It depends on the chain alone and on what gradients
// read: never on a plan, whose borders lie between groups.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_DIALECT_ROW_IR_LAYERGROUPS_H
#define LRCNN_DIALECT_ROW_IR_LAYERGROUPS_H

#include "lrcnn/Dialect/Row/IR/Row.h"
#include "llvm/ADT/DenseMap.h"

namespace lrcnn::row {

/// The gradient layers of a chain by the forward layers that they belong to.
struct GradientLayers {
  /// The one of each operand.
  llvm::DenseMap<std::pair<mlir::Operation *, unsigned>, mlir::Operation *>
      ofOperand;
  /// Folds that other gradient layers of the layer take for their incoming
  /// gradient.
  llvm::DenseMap<mlir::Operation *, llvm::SmallVector<mlir::Operation *, 1>>
      partials;
  /// The forward layer of each gradient layer.
  llvm::DenseMap<mlir::Operation *, mlir::Operation *> layerOf;
  /// The gradient of each layer's result.
  llvm::DenseMap<mlir::Operation *, mlir::Value> incoming;
  /// One that belongs to no forward layer, as lrcnn-differentiate builds none.
  mlir::Operation *orphan = nullptr;

  /// The gradient layers of `layer`: partials, then those of its operands.
  llvm::SmallVector<mlir::Operation *> getAll(mlir::Operation *layer) const;
};

GradientLayers getGradientLayers(ChainOp chain);

/// The incoming gradient of a gradient layer.
mlir::Value getIncoming(mlir::Operation *gradient);

/// Whether `op` is a `row.add` of gradients.
bool isGradientSum(mlir::Operation *op);

/// What a kernel computes.
struct KernelBody {
  /// Layers of the chain, in the order in which they are computed.
  llvm::SmallVector<mlir::Operation *> layers;
  /// The values of other kernels that they read, each once.
  llvm::SmallVector<mlir::Value> reads;
  /// The result is the sum of these.
  llvm::SmallVector<mlir::Value, 1> terms;
};

/// A gradient that leaves a group: of one of the operands that the group reads,
/// along all paths through it, or a partial.
struct GroupGradient {
  /// The operand; null for a partial.
  mlir::Value operand;
  KernelBody body;

  /// The gradient layer that gives the result, or its first term.
  mlir::Operation *getLayer() const {
    return body.terms.front().getDefiningOp();
  }
};

/// Layers that run as one kernel.
struct LayerGroup {
  /// Its layers, in the order of the chain.
  llvm::SmallVector<mlir::Operation *> members;
  /// The member that the kernel is made for: the one that is not pointwise,
  /// else the first.
  mlir::Operation *anchor = nullptr;
  /// The last member, if its gradient is applied by the kernels that make the
  /// gradient of the group's result, term by term: an activation whose gradient
  /// reads its result only. Else null.
  mlir::Operation *mask = nullptr;
  std::string name;
  KernelBody body;
  /// Partials, then those of the operands in the order of `body.reads`. All
  /// start from `incoming`.
  llvm::SmallVector<GroupGradient> gradients;
  /// The gradient of the group's result, behind the mask if there is one. Null
  /// in a chain without gradients.
  mlir::Value incoming;

  mlir::Value getResult() const { return members.back()->getResult(0); }
};

/// Divides the forward layers of `chain` into groups as large as they may be,
/// in the order of their last members. Members need not follow each other in
/// the chain.
std::vector<llvm::SmallVector<mlir::Operation *>>
formGroups(ChainOp chain, const GradientLayers &gradients);

/// The groups of `chain` in the order in which they run, each with its bodies.
/// A group lies where its last member does: of those that formGroups gives,
/// members that do not directly precede the others are groups of their own.
std::vector<LayerGroup> getLayerGroups(ChainOp chain,
                                       const GradientLayers &gradients);

} // namespace lrcnn::row

#endif // LRCNN_DIALECT_ROW_IR_LAYERGROUPS_H

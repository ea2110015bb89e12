//===- ChainGraph.h - A chain as the planner sees it ------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The bridge between `row.chain` and the planner, which knows no IR. Layers
// that run as one kernel form a group: a layer that makes rows and the
// pointwise layers that follow it as epilogues. A group is one layer of the
// graph. Groups are the chain's alone: no plan changes them, and the borders of
// plans lie between them.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_DIALECT_ROW_IR_CHAINGRAPH_H
#define LRCNN_DIALECT_ROW_IR_CHAINGRAPH_H

#include "lrcnn/Dialect/Row/IR/Row.h"
#include "lrcnn/Plan/Graph.h"
#include "lrcnn/Plan/Plan.h"
#include "llvm/ADT/DenseMap.h"

namespace lrcnn::row {

/// Layers that run as one kernel.
struct LayerGroup {
  /// The layer that makes the rows.
  mlir::Operation *anchor = nullptr;
  /// Pointwise layers of one operand that are applied in its registers.
  llvm::SmallVector<mlir::Operation *> epilogue;
  std::string name;
  /// The gradient layers of `anchor`, as `plan::Layer::gradients` lists them.
  llvm::SmallVector<mlir::Operation *> gradients;

  mlir::Value getResult() const {
    return (epilogue.empty() ? anchor : epilogue.back())->getResult(0);
  }
};

/// The gradient layers of a chain by the forward layers that they belong to.
struct GradientLayers {
  /// The one of each operand.
  llvm::DenseMap<std::pair<mlir::Operation *, unsigned>, mlir::Operation *>
      ofOperand;
  /// Folds that other gradient layers of the layer take for their incoming
  /// gradient.
  llvm::DenseMap<mlir::Operation *, llvm::SmallVector<mlir::Operation *, 1>>
      partials;
  /// One that belongs to no forward layer, as lrcnn-differentiate builds none.
  mlir::Operation *orphan = nullptr;
};

GradientLayers getGradientLayers(ChainOp chain);

/// The incoming gradient of a gradient layer.
mlir::Value getIncoming(mlir::Operation *gradient);

/// A chain's forward layers as a graph of groups. Tensor i of the graph is
/// `tensors[i]`: the chain's inputs with rows, then the result of each group.
/// Its argument i is `arguments[i]`, an input without rows; what a layer gives
/// of a state counts as that state. Its state i is made by `states[i]`.
struct ChainGraph {
  plan::Graph graph;
  llvm::SmallVector<LayerGroup> groups;
  llvm::SmallVector<mlir::Value> tensors, arguments;
  llvm::SmallVector<mlir::Operation *> states;
  llvm::DenseMap<mlir::Value, int> tensorOf, argumentOf;
  GradientLayers gradients;
};

/// Groups the forward layers of `chain`. What gradients read is known once the
/// chain is differentiated; before, they are taken to read everything.
ChainGraph buildChainGraph(ChainOp chain);

/// The operands of a layer, each once: what `plan::Reads` lists of it.
llvm::SmallVector<mlir::Value> getReadValues(mlir::Operation *op);

/// What an input of the chain is to the network: as its function says, else as
/// it is used.
Role getInputRole(ChainOp chain, unsigned input);

/// The plan of a chain in terms of the layers of `graph`. The plan fits.
plan::Plan getPlan(const plan::Graph &graph, PlanAttr plan);
PlanAttr getPlanAttr(mlir::MLIRContext *context, const plan::Graph &graph,
                     const plan::Plan &plan);

/// Gives `chain`, of which `graph` was built, its plan, with a remark; an error
/// if the plan breaks a rule.
llvm::LogicalResult setPlan(ChainOp chain, const plan::Graph &graph,
                            const plan::Plan &plan);

/// Whether `op` is a `row.add` of gradients.
bool isGradientSum(mlir::Operation *op);

/// Checks that the chain's plan covers it and keeps rules G1 to G6.
llvm::LogicalResult verifyPlan(ChainOp chain);

} // namespace lrcnn::row

#endif // LRCNN_DIALECT_ROW_IR_CHAINGRAPH_H

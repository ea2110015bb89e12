//===- ChainGraph.h - A chain as the planner sees it ------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The bridge between `row.chain` and the planner, which knows no IR. A group of
// layers, which run as one kernel, is one layer of the graph.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_DIALECT_ROW_IR_CHAINGRAPH_H
#define LRCNN_DIALECT_ROW_IR_CHAINGRAPH_H

#include "lrcnn/Dialect/Row/IR/LayerGroups.h"
#include "lrcnn/Plan/Graph.h"
#include "lrcnn/Plan/Plan.h"

namespace lrcnn::row {

/// A chain's forward layers as a graph of groups. Tensor i of the graph is
/// `tensors[i]`: the chain's inputs with rows, then the result of each group.
/// Its argument i is `arguments[i]`, an input without rows; what a layer gives
/// of a state counts as that state. Its state i is made by `states[i]`.
struct ChainGraph {
  plan::Graph graph;
  std::vector<LayerGroup> groups;
  llvm::SmallVector<mlir::Value> tensors, arguments;
  llvm::SmallVector<mlir::Operation *> states;
  llvm::DenseMap<mlir::Value, int> tensorOf, argumentOf;
  GradientLayers gradients;
};

/// Groups the forward layers of `chain`. What gradients read is known once the
/// chain is differentiated; before, they are taken to read everything.
ChainGraph buildChainGraph(ChainOp chain);

/// The operands of a layer, each once.
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

/// Checks that the chain's plan covers it and keeps rules G1 to G6.
llvm::LogicalResult verifyPlan(ChainOp chain);

} // namespace lrcnn::row

#endif // LRCNN_DIALECT_ROW_IR_CHAINGRAPH_H

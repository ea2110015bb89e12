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
// graph.
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
  mlir::Operation *anchor;
  /// Pointwise layers of one operand that are applied in its registers.
  llvm::SmallVector<mlir::Operation *> epilogue;
  std::string name;

  mlir::Value getResult() const {
    return (epilogue.empty() ? anchor : epilogue.back())->getResult(0);
  }
};

/// A chain's forward layers as a graph of groups. Tensor i of the graph is
/// `tensors[i]`: the chain's inputs with rows, then the result of each group.
struct ChainGraph {
  plan::Graph graph;
  llvm::SmallVector<LayerGroup> groups;
  llvm::SmallVector<mlir::Value> tensors;
  llvm::DenseMap<mlir::Value, int> tensorOf;
  /// Number of forward layers up to and with each group.
  llvm::SmallVector<int64_t> layersThrough;
};

/// Groups the forward layers of `chain`. No group crosses a border of `plan`
/// (none if null).
ChainGraph buildChainGraph(ChainOp chain, PlanAttr plan);

/// The plan of a chain in terms of the groups of `graph`.
plan::Plan getGroupPlan(const ChainGraph &graph, PlanAttr plan);

/// Whether `op` is a `row.add` of gradients.
bool isGradientSum(mlir::Operation *op);

/// Checks that the chain's plan covers it and keeps rules G1 to G6.
llvm::LogicalResult verifyPlan(ChainOp chain);

} // namespace lrcnn::row

#endif // LRCNN_DIALECT_ROW_IR_CHAINGRAPH_H

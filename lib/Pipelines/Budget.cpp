//===- Budget.cpp - The plan of a chain for a budget ----------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Pipelines/Budget.h"
#include "lrcnn/Dialect/Row/Transforms/ProgramTarget.h"
#include "lrcnn/Plan/Budget.h"

using namespace mlir;
using namespace lrcnn;

LogicalResult lrcnn::fitBudget(ModuleOp module, func::FuncOp function,
                               StringRef text, int64_t batchTiles) {
  llvm::Expected<plan::Budget> budget = plan::parseBudget(text);
  if (!budget)
    return module.emitError() << llvm::toString(budget.takeError());
  auto chains = function.getOps<row::ChainOp>();
  // What stands in the way is said where programs are made of chains.
  if (chains.empty())
    return success();
  row::ChainOp chain = *chains.begin();
  FailureOr<plan::Problem> problem = row::getProblem(function, chain);
  if (failed(problem))
    return failure();
  llvm::Expected<plan::Plan> plan =
      plan::makePlan(*problem, *budget, batchTiles);
  if (!plan)
    return module.emitError() << llvm::toString(plan.takeError());
  return row::setPlan(chain, problem->graph, *plan);
}

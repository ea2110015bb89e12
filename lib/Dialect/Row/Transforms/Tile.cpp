//===- Tile.cpp - Turn planned chains into slab programs ------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ProgramBuilder.h"
#include "lrcnn/Dialect/Row/Transforms/Passes.h"

namespace lrcnn::row {
#define GEN_PASS_DEF_TILEPASS
#include "lrcnn/Dialect/Row/Transforms/Passes.h.inc"
} // namespace lrcnn::row

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::row;

namespace {
struct TilePass : public lrcnn::row::impl::TilePassBase<TilePass> {
  void runOnOperation() override;
};
} // namespace

/// The only operation of `function`'s body besides its return, if it is a chain
/// whose operands are arguments and whose results are returned.
static ChainOp getOnlyChain(func::FuncOp function) {
  if (function.isExternal() || !llvm::hasNItems(function.getBody().front(), 2))
    return nullptr;
  return dyn_cast<ChainOp>(function.getBody().front().front());
}

/// An operation of `function` beside its chains, if possible one that computes
/// something of the arguments. Null if there is none.
static Operation *getLeftover(func::FuncOp function) {
  Operation *found = nullptr;
  for (Operation &op : function.getOps()) {
    if (isa<ChainOp, func::ReturnOp>(op))
      continue;
    if (llvm::any_of(op.getOperands(), llvm::IsaPred<BlockArgument>))
      return &op;
    found = found ? found : &op;
  }
  return found;
}

void TilePass::runOnOperation() {
  for (auto function :
       llvm::make_early_inc_range(getOperation().getOps<func::FuncOp>())) {
    ChainOp chain = getOnlyChain(function);
    if (!chain) {
      InFlightDiagnostic error = function.emitOpError();
      error << "expected a function of one row.chain to tile";
      if (Operation *op = getLeftover(function))
        error.attachNote(op->getLoc())
            << "this stands beside it and could not be raised (see the remarks "
               "of lrcnn-raise)";
      return signalPassFailure();
    }
    if (!chain.getPlanAttr() || !chain.isDifferentiated()) {
      chain.emitOpError() << "expected a differentiated and planned chain; run "
                             "lrcnn-differentiate and lrcnn-plan first";
      return signalPassFailure();
    }
    if (failed(ProgramBuilder(function, chain).build()))
      return signalPassFailure();
    function.erase();
  }
}

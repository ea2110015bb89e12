//===- Raise.cpp - Layers out of linalg -----------------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Conversion/LinalgToRow/LinalgToRow.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Remarks.h"
#include "mlir/Rewrite/PatternApplicator.h"
#include "llvm/ADT/DenseMap.h"

namespace lrcnn {
#define GEN_PASS_DEF_RAISEPASS
#include "lrcnn/Conversion/Passes.h.inc"
} // namespace lrcnn

using namespace mlir;
using namespace lrcnn;

namespace {

/// Keeps what the patterns say about each op that they do not take.
class Refusals : public RewriterBase::Listener {
public:
  /// The op that the patterns look at from now on.
  void begin(Operation *op) { current = op; }

  /// Why `op` was not taken: the first reason given, else what was expected.
  std::string getReason(Operation *op) const;

  void notifyMatchFailure(Location loc,
                          function_ref<void(Diagnostic &)> describe) override {
    Diagnostic diagnostic(loc, DiagnosticSeverity::Remark);
    describe(diagnostic);
    reasons.try_emplace(current, diagnostic.str());
  }
  void notifyOperationErased(Operation *op) override { reasons.erase(op); }

private:
  Operation *current = nullptr;
  DenseMap<Operation *, std::string> reasons;
};

struct RaisePass : lrcnn::impl::RaisePassBase<RaisePass> {
  void runOnOperation() override;

private:
  void raiseLayers(Block &block, PatternRewriter &rewriter, Refusals &refusals);
  template <typename Range>
  void raise(Range &&ops, ArrayRef<void (*)(RewritePatternSet &)> populate,
             PatternRewriter &rewriter, Refusals &refusals);
  void eraseDeadOps(Block &block, RewriterBase &rewriter);
  LogicalResult reportLeftovers(const Refusals &refusals);
};

} // namespace

void RaisePass::runOnOperation() {
  Refusals refusals;
  PatternRewriter rewriter(&getContext());
  rewriter.setListener(&refusals);
  for (Block &block : getOperation().getBody()) {
    raiseLayers(block, rewriter, refusals);
    eraseDeadOps(block, rewriter);
    mergeChains(rewriter, block);
  }
  if (failed(reportLeftovers(refusals)) ||
      failed(liftConstants(getOperation())))
    signalPassFailure();
}

/// Raises layers in five rounds.
void RaisePass::raiseLayers(Block &block, PatternRewriter &rewriter,
                            Refusals &refusals) {
  // What stands between the ops of a layer.
  raise(block, {populateReshapePatterns}, rewriter, refusals);
  // Expressions that are spread over many ops: last op first, so that the
  // largest is found. The ops in front of it are then dead.
  raise(llvm::reverse(block),
        {populateActivationPatterns, populateNormalizationPatterns,
         populateBilinearPatterns},
        rewriter, refusals);
  // What reads the statistics of normalizations.
  raise(llvm::reverse(block), {populateRunningPatterns}, rewriter, refusals);
  // Layers that are one op: in program order, so that patterns may look at the
  // layers in front.
  raise(block,
        {populateConvPatterns, populateLinearPatterns, populatePoolPatterns,
         populatePointwisePatterns, populateShapePatterns,
         populateResamplingPatterns},
        rewriter, refusals);
  // Padding that is no layer's own, last op first: it may have several steps.
  raise(llvm::reverse(block), {populatePaddingPatterns}, rewriter, refusals);
}

/// Whether nothing reads what `op` computes. An assertion in the body of a
/// linalg op is about the element that is computed there: where nothing reads
/// that, it is dead as well.
static bool isDead(Operation &op) {
  if (isOpTriviallyDead(&op))
    return true;
  auto linalgOp = dyn_cast<linalg::LinalgOp>(op);
  return linalgOp && op.use_empty() && linalgOp.hasPureTensorSemantics() &&
         llvm::all_of(*linalgOp.getBlock(), [](Operation &nested) {
           return isa<cf::AssertOp>(nested) || isMemoryEffectFree(&nested);
         });
}

/// Makes each layer of `ops` that a pattern recognises a chain of its own.
template <typename Range>
void RaisePass::raise(Range &&ops,
                      ArrayRef<void (*)(RewritePatternSet &)> populate,
                      PatternRewriter &rewriter, Refusals &refusals) {
  RewritePatternSet patterns(&getContext());
  for (auto *add : populate)
    add(patterns);
  FrozenRewritePatternSet frozen(std::move(patterns));
  PatternApplicator applicator(frozen);
  applicator.applyDefaultCostModel();
  for (Operation &op : llvm::make_early_inc_range(ops)) {
    if (isDead(op)) {
      rewriter.eraseOp(&op);
      continue;
    }
    refusals.begin(&op);
    rewriter.setInsertionPoint(&op);
    (void)applicator.matchAndRewrite(&op, rewriter);
  }
}

/// Erases paddings, initial values and sums that layers have taken in.
void RaisePass::eraseDeadOps(Block &block, RewriterBase &rewriter) {
  for (Operation &op : llvm::make_early_inc_range(llvm::reverse(block)))
    if (isDead(op))
      rewriter.eraseOp(&op);
}

/// Whether `op` computes something by itself. What only prepares operands of
/// another op is not worth a remark.
static bool isLayerLike(Operation *op) {
  if (op->hasTrait<OpTrait::ConstantLike>() ||
      isa<row::ChainOp, tensor::EmptyOp, tensor::ExpandShapeOp,
          tensor::CollapseShapeOp, linalg::FillOp, linalg::BroadcastOp>(op))
    return false;
  auto transpose = dyn_cast<linalg::TransposeOp>(op);
  bool isMatrix = transpose && transpose.getPermutation().size() == 2;
  if (isMatrix || isa<tensor::PadOp>(op))
    return !llvm::all_of(op->getUsers(), isLayerLike);
  return llvm::any_of(op->getResultTypes(), llvm::IsaPred<TensorType>);
}

/// A remark for each op that is left, or an error for the first one if there is
/// no chain at all. MLIR's remark engine, where it is on, gets the same and how
/// many layers there are.
LogicalResult RaisePass::reportLeftovers(const Refusals &refusals) {
  func::FuncOp func = getOperation();
  auto makeOptions = [&](StringRef name) {
    return remark::RemarkOpts::name(name)
        .category("lrcnn-raise")
        .function(func.getSymName());
  };
  int64_t layers = 0, leftovers = 0;
  for (auto chain : func.getBody().getOps<row::ChainOp>())
    layers += llvm::range_size(chain.getBodyBlock()->without_terminator());
  bool hasChain = !func.getBody().getOps<row::ChainOp>().empty();
  for (Operation &op : func.getOps()) {
    if (!isLayerLike(&op))
      continue;
    if (!hasChain)
      return emitError(op.getLoc())
             << "no layer of @" << func.getSymName()
             << " could be raised; first is '" << op.getName()
             << "': " << refusals.getReason(&op);
    std::string reason = refusals.getReason(&op);
    emitRemark(op.getLoc())
        << "row.chain does not take this " << op.getName() << ": " << reason;
    remark::missed(op.getLoc(), makeOptions(op.getName().getStringRef()))
        << remark::reason("{0}", reason);
    ++leftovers;
  }
  remark::analysis(func.getLoc(), makeOptions("layers"))
      << remark::metric("raised", layers) << remark::metric("left", leftovers);
  return success();
}

std::string Refusals::getReason(Operation *op) const {
  if (auto reason = reasons.find(op); reason != reasons.end())
    return reason->second;
  if (isa<tensor::PadOp>(op))
    return "expected padding of rows and columns by 0, or by -inf in front of "
           "a maximum";
  if (isa<linalg::TransposeOp>(op))
    return "expected a layer beside it that has the order in front or the one "
           "behind";
  auto linalgOp = dyn_cast<linalg::LinalgOp>(op);
  if (linalgOp && linalg::isaConvolutionOpInterface(linalgOp))
    return "expected a 2-D convolution, maximum or mean in one of the forms "
           "that layers have";
  return "expected a convolution, linear layer, activation, normalization, "
         "pooling, addition, product, concatenation, resizing or padding";
}

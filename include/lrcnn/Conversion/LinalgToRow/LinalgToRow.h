//===- LinalgToRow.h - From linalg on tensors to chains ---------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Raising has two steps. Patterns turn each layer that they recognise into a
// `row.chain` of that one layer; then chains that feed each other are merged.
// Every state between is a valid program that computes the same.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_CONVERSION_LINALGTOROW_LINALGTOROW_H
#define LRCNN_CONVERSION_LINALGTOROW_LINALGTOROW_H

#include "lrcnn/Dialect/Row/IR/Row.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Pass/Pass.h"

namespace lrcnn {

#define GEN_PASS_DECL_RAISEPASS
#include "lrcnn/Conversion/Passes.h.inc"

/// Patterns that turn one layer each into a chain. A pattern that knows what an
/// op was meant to be, but cannot take it, says why by `notifyMatchFailure`.
/// They are meant to see each op once, in program order.
void populateActivationPatterns(mlir::RewritePatternSet &patterns);
void populateConvPatterns(mlir::RewritePatternSet &patterns);
void populateLinearPatterns(mlir::RewritePatternSet &patterns);
void populateNormalizationPatterns(mlir::RewritePatternSet &patterns);
void populatePoolPatterns(mlir::RewritePatternSet &patterns);
void populatePointwisePatterns(mlir::RewritePatternSet &patterns);
void populateRunningPatterns(mlir::RewritePatternSet &patterns);
void populateReshapePatterns(mlir::RewritePatternSet &patterns);
void populateShapePatterns(mlir::RewritePatternSet &patterns);
void populateBilinearPatterns(mlir::RewritePatternSet &patterns);
void populateResamplingPatterns(mlir::RewritePatternSet &patterns);
void populatePaddingPatterns(mlir::RewritePatternSet &patterns);

/// Merges each chain of `block` with those whose results it reads, unless an op
/// outside of them depends on one and is needed by the other. A chain without
/// layers that is left alone becomes a transpose or a reshape.
void mergeChains(mlir::RewriterBase &rewriter, mlir::Block &block);

/// Makes each constant that a chain of `function` reads an argument with a name
/// and the constant's elements. Fails, with an error, if these are not there.
llvm::LogicalResult liftConstants(mlir::func::FuncOp function);

} // namespace lrcnn

#endif // LRCNN_CONVERSION_LINALGTOROW_LINALGTOROW_H

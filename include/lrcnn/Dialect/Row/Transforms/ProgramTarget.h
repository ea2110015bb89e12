//===- ProgramTarget.h - What passes ask of a target ------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_DIALECT_ROW_TRANSFORMS_PROGRAMTARGET_H
#define LRCNN_DIALECT_ROW_TRANSFORMS_PROGRAMTARGET_H

#include "lrcnn/Dialect/Row/IR/ChainGraph.h"
#include "lrcnn/Plan/Problem.h"
#include "lrcnn/Plan/Profile.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/DialectInterface.h"

#include <memory>

namespace lrcnn::row {

/// A target as far as memory planning is concerned. Its layouts of filters and
/// of their gradients are its own; their sizes must be known before code is
/// made.
class ProgramTarget {
public:
  virtual ~ProgramTarget() = default;

  /// Every buffer, and every copy of a slab, begins at a multiple of this many
  /// bytes.
  virtual int64_t getAlignment() const = 0;

  /// Bytes of the filter that the kernel of `layer`, a convolution or its data
  /// gradient, reads.
  virtual int64_t getFilterBytes(mlir::Operation *layer) const = 0;

  /// Bytes of the accumulator that the kernel of `fold`, statistics or a filter
  /// gradient, adds to.
  virtual int64_t getAccumulatorBytes(mlir::Operation *fold) const = 0;

  /// Whether the kernel of `gradient`, which gives a tensor's gradient, can
  /// write it over its mask: it reads each element of the mask before it writes
  /// that place, and not again.
  virtual bool overwritesMask(mlir::Operation *gradient) const { return false; }

  /// How long calls take, if that was measured.
  virtual std::optional<plan::Profile> getProfile() const {
    return std::nullopt;
  }
};

/// How the dialect, which knows no target, finds the one that a program names.
/// Who registers targets implements it and adds it to the dialect.
class ProgramTargets : public mlir::DialectInterface::Base<ProgramTargets> {
public:
  ProgramTargets(mlir::Dialect *dialect) : Base(dialect) {}

  /// Fails, with an error, for a target that is unknown or has parameters that
  /// it cannot have.
  virtual mlir::FailureOr<std::unique_ptr<const ProgramTarget>>
  getTarget(TargetAttr target,
            llvm::function_ref<mlir::InFlightDiagnostic()> emitError) const = 0;
};

/// The target that `program` is for; an error if it has none.
mlir::FailureOr<std::unique_ptr<const ProgramTarget>>
getProgramTarget(ProgramOp program);

/// The target that `function`'s chain is to become a program for; null if it
/// says none.
mlir::FailureOr<std::unique_ptr<const ProgramTarget>>
getFunctionTarget(mlir::func::FuncOp function);

/// What `target` says of the kernels of a chain.
plan::Kernels getKernels(const ProgramTarget &target, const ChainGraph &graph);

/// What a plan of `chain`, differentiated, is made for: its graph, checked, and
/// the kernels of the target that `function` says.
mlir::FailureOr<plan::Problem> getProblem(mlir::func::FuncOp function,
                                          ChainOp chain);

} // namespace lrcnn::row

#endif // LRCNN_DIALECT_ROW_TRANSFORMS_PROGRAMTARGET_H

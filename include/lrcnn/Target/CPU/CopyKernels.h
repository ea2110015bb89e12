//===- CopyKernels.h - Kernels that move rows -------------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TARGET_CPU_COPYKERNELS_H
#define LRCNN_TARGET_CPU_COPYKERNELS_H

#include "lrcnn/Target/CPU/FeatureLayout.h"
#include "lrcnn/Target/CPU/VectorTarget.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"

namespace lrcnn::cpu {

/// Operands: source, target. Rows go from one to the other, each where its
/// layout says: a boundary is kept and taken up again, an operand becomes some
/// channels of a concatenation, its gradient comes out of them, a caller's
/// tensor becomes a slab.
struct CopySpec {
  ElementType type = ElementType::f32;
  int64_t width = 1, channels = 1;
  FeatureLayout source, target;
  /// Source rows outside the call's limits count as zero, and rows from
  /// Call::addFrom on are added to what is there.
  bool gradient = false;

  /// Equal keys mean equal kernels.
  std::string getKey() const;
};

mlir::func::FuncOp emitCopy(mlir::ModuleOp module, llvm::StringRef name,
                            const CopySpec &spec, const VectorTarget &target);

} // namespace lrcnn::cpu

#endif // LRCNN_TARGET_CPU_COPYKERNELS_H

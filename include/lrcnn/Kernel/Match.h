//===- Match.h - The kernels that run a group of layers ---------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_KERNEL_MATCH_H
#define LRCNN_KERNEL_MATCH_H

#include "lrcnn/Dialect/Row/IR/Row.h"
#include "lrcnn/Kernel/KernelSpec.h"
#include "mlir/IR/DialectRegistry.h"

#include <vector>

namespace lrcnn::kernel {

/// A call of one kernel. What it computes is the same for every target; how, is
/// the target's.
struct KernelCall {
  KernelKind kind;
  KernelSpec spec;
  /// Storage of each operand of the call, null for one that is not looked at.
  llvm::SmallVector<mlir::Value> operands;
  /// First channel of the last operand that is written, where that is an
  /// argument with strides of its own.
  int64_t resultChannel = 0;
  /// First channel of the first operand that is read, likewise.
  int64_t inputChannel = 0;

  /// Calls with equal keys use one kernel.
  std::string getKey() const;
};

/// Attaches to the layers of the `row` dialect which kernels run them
/// (`MatchOpInterface`). Pointwise layers and sums need nothing; `matchKernels`
/// refuses other layers without it.
void registerMatchModels(mlir::DialectRegistry &registry);

/// The kernels that run `kernel`, in order; an error if there are none.
llvm::FailureOr<std::vector<KernelCall>> matchKernels(row::KernelOp kernel);

KernelCall matchPack(row::PackOp pack);
KernelCall matchUnpack(row::UnpackOp unpack);

/// The kernel that packs the filter that `layer` reads packed, or that takes
/// out what `fold` has accumulated; without operands.
KernelCall matchFilterPacking(mlir::Operation *layer);
KernelCall matchUnpacking(mlir::Operation *fold);

} // namespace lrcnn::kernel

#endif // LRCNN_KERNEL_MATCH_H

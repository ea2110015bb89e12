//===- MatchOpInterface.h - The kernels of a layer --------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_KERNEL_MATCHOPINTERFACE_H
#define LRCNN_KERNEL_MATCHOPINTERFACE_H

#include "lrcnn/Kernel/Match.h"

#include "lrcnn/Kernel/MatchOpInterface.h.inc"

namespace lrcnn::kernel {

/// The model of a layer that one kernel runs, which the function `fn` gives.
template <typename OpT, KernelCall (*fn)(row::KernelOp, OpT)>
struct MatchModel : MatchOpInterface::ExternalModel<MatchModel<OpT, fn>, OpT> {
  std::vector<KernelCall> match(mlir::Operation *op,
                                row::KernelOp kernel) const {
    return {fn(kernel, llvm::cast<OpT>(op))};
  }
};

/// Lets `fn` give the kernel of the layers of kind OpT.
template <typename OpT, KernelCall (*fn)(row::KernelOp, OpT)>
void attachMatch(mlir::MLIRContext &context) {
  OpT::template attachInterface<MatchModel<OpT, fn>>(context);
}

} // namespace lrcnn::kernel

#endif // LRCNN_KERNEL_MATCHOPINTERFACE_H

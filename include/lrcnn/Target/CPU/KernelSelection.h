//===- KernelSelection.h - Which kernels run a row.kernel -*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TARGET_CPU_KERNELSELECTION_H
#define LRCNN_TARGET_CPU_KERNELSELECTION_H

#include "lrcnn/Dialect/Row/IR/Row.h"
#include "lrcnn/Target/CPU/ConvSpec.h"
#include <functional>

namespace lrcnn::cpu {

/// A call of one generated kernel.
struct SelectedKernel {
  /// Calls with equal keys use one kernel.
  std::string key;
  std::function<void(mlir::ModuleOp module, llvm::StringRef name)> emit;
  /// Storage of each operand of the call, null for one that is not looked at.
  llvm::SmallVector<mlir::Value> operands;
  /// First channel of the last operand that is written, where that is an
  /// argument with strides of its own.
  int64_t resultChannel = 0;
  /// Bytes that the last operand has for each image, where it is an accumulator
  /// of all images; 0 otherwise.
  int64_t resultImageBytes = 0;
  /// First channel of the first operand that is read, likewise.
  int64_t inputChannel = 0;
};

/// The kernels that run `kernel`, in order; an error if there are none.
llvm::FailureOr<llvm::SmallVector<SelectedKernel>>
selectKernels(row::KernelOp kernel, const VectorTarget &target);

SelectedKernel selectPack(row::PackOp pack, const VectorTarget &target);
SelectedKernel selectUnpack(row::UnpackOp unpack, const VectorTarget &target);

/// Bytes of the filter that `kernel`, a convolution or its data gradient,
/// reads.
int64_t getFilterBytes(row::KernelOp kernel, const VectorTarget &target);

/// Bytes of the accumulator that `kernel`, a filter gradient or a statistic,
/// adds to.
int64_t getAccumulatorBytes(row::KernelOp kernel, const VectorTarget &target);

} // namespace lrcnn::cpu

#endif // LRCNN_TARGET_CPU_KERNELSELECTION_H

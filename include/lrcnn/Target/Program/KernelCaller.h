//===- KernelCaller.h - Entries that call kernels ---------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TARGET_PROGRAM_KERNELCALLER_H
#define LRCNN_TARGET_PROGRAM_KERNELCALLER_H

#include "lrcnn/Kernel/Match.h"
#include "lrcnn/Target/Program/EntryWalker.h"

namespace lrcnn {

/// Emits an entry as calls of the kernels that its operations match, each with
/// a record (lrcnn/Kernel/CallRecord.h), which the next call overwrites. A
/// target derives from it and runs them.
class KernelCaller : public EntryWalker {
public:
  using EntryWalker::EntryWalker;

protected:
  /// Emits the run of `kernel`, whose record is filled; an error if the target
  /// has no such kernels.
  virtual llvm::LogicalResult buildRun(const kernel::KernelCall &kernel,
                                       const CallValues &values) = 0;
  /// If the last operand of `kernel` has a part for each image of the batch,
  /// its bytes, by which the operand is moved to the call's first image;
  /// else 0.
  virtual int64_t
  getResultImageBytes(const kernel::KernelCall &kernel) const = 0;

  /// The record's address.
  mlir::Value record;

private:
  void beginEntry() final;
  llvm::LogicalResult buildCall(row::KernelOp kernel,
                                const CallValues &values) final;
  llvm::LogicalResult buildCall(row::PackOp pack,
                                const CallValues &values) final;
  llvm::LogicalResult buildCall(row::UnpackOp unpack,
                                const CallValues &values) final;

  llvm::LogicalResult buildCall(const kernel::KernelCall &kernel,
                                const CallValues &values);
  void storeOperand(const kernel::KernelCall &kernel, size_t index,
                    mlir::Value firstImage);
};

} // namespace lrcnn

#endif // LRCNN_TARGET_PROGRAM_KERNELCALLER_H

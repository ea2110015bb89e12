//===- FusedLayers.h - Pointwise layers as one function ---------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_KERNEL_FUSEDLAYERS_H
#define LRCNN_LIB_KERNEL_FUSEDLAYERS_H

#include "lrcnn/Dialect/Row/IR/Row.h"
#include "lrcnn/Kernel/FeatureLayout.h"

#include <functional>
#include <string>

namespace lrcnn::kernel {

/// The pointwise layers of a kernel's body in front of some reader, as one
/// function of elements.
struct FusedLayers {
  /// Gives the elements that the reader's operands have, in turn, from those of
  /// `inputs` and what is drawn for each layer of `random`.
  using Function = std::function<llvm::SmallVector<mlir::Value>(
      mlir::OpBuilder &, mlir::Location, llvm::ArrayRef<mlir::Value>)>;
  Function emit;
  /// Equal keys mean equal functions.
  std::string key;
  /// The storages that the layers and the reader read, and how.
  llvm::SmallVector<mlir::Value> operands;
  llvm::SmallVector<FeatureLayout> inputs;
  llvm::SmallVector<row::RandomOpInterface, 1> random;
};

/// Those in front of `reader`, a sum or the yield of the kernel. What is spread
/// is spread over `images` images.
FusedLayers getFusedLayers(row::KernelOp kernel, mlir::Operation *reader,
                           int64_t images);

/// Whether what a pointwise layer or a sum reads at `use` is spread over the
/// map that it computes or sums.
bool isSpread(mlir::OpOperand &use);

/// A layer with its attributes, as part of a key.
std::string describe(mlir::Operation *layer);

} // namespace lrcnn::kernel

#endif // LRCNN_LIB_KERNEL_FUSEDLAYERS_H

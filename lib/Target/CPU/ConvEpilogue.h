//===- ConvEpilogue.h - From a convolution's sums to memory -----*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The kernels that gather (forward) and scatter (data gradient) differ in how
// they sum. What happens to a sum depends on what it is: a layer's result gets
// the bias and then the activation; a gradient gets the activation's derivative
// and then what is there already.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_TARGET_CPU_CONVEPILOGUE_H
#define LRCNN_LIB_TARGET_CPU_CONVEPILOGUE_H

#include "RowConv.h"
#include "lrcnn/Kernel/ConvSpec.h"

namespace lrcnn::cpu {

/// The rows of the incoming gradient, of `height`, that take part in the call.
std::pair<Index, Index> getLimits(KernelBuilder &builder, int64_t height);

/// Columns begin, begin + step, ... of a row.
struct ColumnStep {
  int64_t begin = 0, step = 1;
};

class ConvEpilogue {
public:
  /// `extra` is the position of the operand that is a bias or an activation.
  ConvEpilogue(KernelBuilder &builder, const ConvSpec &spec, bool isGradient,
               unsigned extra, OperandRef result);

  /// Moves on to a row of an image and a block of channels.
  void begin(Index image, Index row, const ChannelBlock &block);
  /// Stores the sums of a tile, pixel by pixel, of which the first is at
  /// `columns.begin + column * columns.step`.
  void store(llvm::ArrayRef<mlir::Value> sums, Index column,
             ColumnStep columns = {});

private:
  OperandRef rowOf(const OperandRef &operand, Index image, Index row) const;
  mlir::Value finish(mlir::Value sum, int64_t v, Index column, Index at,
                     Index resultStride, Index activationStride);

  KernelBuilder &b;
  const ConvSpec &spec;
  bool isGradient;
  OperandRef result, bias, activation;
  Index addFrom;

  /// Where `begin` moved to.
  const ChannelBlock *block = nullptr;
  OperandRef out, active;
  llvm::SmallVector<mlir::Value> biases;
  mlir::Value adds;
};

} // namespace lrcnn::cpu

#endif // LRCNN_LIB_TARGET_CPU_CONVEPILOGUE_H

//===- FeatureAccess.h - Feature operands of layer kernels ------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What pooling, pointwise and copy kernels have in common: lanes run over
// channels, and work is shared out by pixels of the result.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_TARGET_CPU_FEATUREACCESS_H
#define LRCNN_LIB_TARGET_CPU_FEATUREACCESS_H

#include "lrcnn/Kernel/FeatureLayout.h"
#include "lrcnn/Target/CPU/KernelBuilder.h"

namespace lrcnn::cpu {

/// A feature operand of the kernel being emitted.
class Feature {
public:
  Feature(KernelBuilder &builder, unsigned position,
          const FeatureLayout &layout, int64_t channels);

  /// The offset of channel 0 of a pixel.
  Index at(Index image, Index row, Index column) const;
  /// The same of a column of an operand that is spread.
  Index atColumn(Index image, int64_t column) const;
  /// A vector of channels from `channel` on, of the pixel at `pixel`.
  mlir::Value load(Index pixel, Index channel, mlir::Value mask) const;
  void store(mlir::Value vector, Index pixel, Index channel,
             mlir::Value mask) const;

  /// The condition that lanes are contiguous; null when that is known, or when
  /// all lanes get one element.
  mlir::Value hasUnitChannelStride() const;
  void assumeUnitChannelStride() {
    if (!isElement)
      ref.channelStride = 1;
  }

private:
  KernelBuilder *builder;
  OperandRef ref;
  /// Between the columns of an operand that is spread.
  Index columnStride;
  bool isElement = false;
};

/// Emits `body` twice if some features have run-time strides: for channel
/// strides that are all 1, and for any. Once otherwise.
void emitForChannelStrides(
    KernelBuilder &builder, llvm::ArrayRef<Feature> features,
    llvm::function_ref<void(llvm::ArrayRef<Feature>)> body);

/// The logical and; a null operand is true.
mlir::Value bothOf(KernelBuilder &builder, mlir::Value lhs, mlir::Value rhs);

/// begin <= index < end.
mlir::Value isWithin(KernelBuilder &builder, Index index, Index begin,
                     Index end);

/// Visits this task's share of rows [rowBegin, rowEnd) of all images, each row
/// being `units` units of work: `body` gets a row and its units [begin, end).
using SpanBody =
    llvm::function_ref<void(Index image, Index row, Index begin, Index end)>;
void forEachSpan(KernelBuilder &builder, int64_t units, SpanBody body);

/// What happens to the rows of one kind of a gradient.
struct RowAction {
  /// The inputs take part; otherwise their share is zero.
  bool compute;
  /// What is there takes part.
  bool accumulate;
};
/// Emits `body` for what may happen to a row of a gradient that reads the same
/// row of the incoming one: row `row` takes part if it lies in the call's
/// limits, and is added to from Call::addFrom on.
void forGradientRow(KernelBuilder &builder, Index row,
                    llvm::function_ref<void(RowAction)> body);

/// Emits `body` for a row of a gradient that is overwritten (false), and for
/// one that is added to, from Call::addFrom on (true).
void forAddedRow(KernelBuilder &builder, Index row,
                 llvm::function_ref<void(bool)> body);

/// Computes this vector of a gradient's pixel: what `addTerms` adds to what is
/// there, if the row is added to, else to zero. It also gets the activation
/// that the epilogue reads; null without one. Of `features` the last one is the
/// gradient, and the second one the activation if there are three.
using TermsBody = llvm::function_ref<mlir::Value(
    Index channel, mlir::Value mask, mlir::Value activation, mlir::Value sum)>;
void emitGradientPixel(KernelBuilder &builder, llvm::ArrayRef<Feature> features,
                       int64_t channels, Index image, Index row, Index column,
                       bool accumulate, TermsBody addTerms);

/// Visits the vectors of a pixel's channels with their masks.
using ChannelBody = llvm::function_ref<void(Index channel, mlir::Value mask)>;
void forEachChannelVector(KernelBuilder &builder, int64_t channels,
                          ChannelBody body);
/// The vectors [begin, end) of them only.
void forEachChannelVector(KernelBuilder &builder, int64_t channels, Index begin,
                          Index end, ChannelBody body);

} // namespace lrcnn::cpu

#endif // LRCNN_LIB_TARGET_CPU_FEATUREACCESS_H

//===- GeneralFeature.h - Feature operands of general kernels ---*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_TARGET_CUDA_GENERALFEATURE_H
#define LRCNN_LIB_TARGET_CUDA_GENERALFEATURE_H

#include "lrcnn/Kernel/FeatureLayout.h"
#include "lrcnn/Target/CUDA/GeneralBuilder.h"

namespace lrcnn::cuda {

/// An element of a feature operand.
struct Place {
  Index image, row, column, channel;
};

/// A feature operand of the kernel being emitted.
class Feature {
public:
  Feature(GeneralBuilder &builder, unsigned position,
          const kernel::FeatureLayout &layout, int64_t channels);

  /// The offset of an element.
  Index at(const Place &place) const;
  mlir::Value load(const Place &place) const;
  /// The element, or zero, which is not loaded.
  mlir::Value loadIf(mlir::Value condition, const Place &place) const;
  void store(mlir::Value value, const Place &place) const;
  /// The element of an operand that is spread, of one of its columns.
  mlir::Value loadColumn(Index image, int64_t column, Index channel) const;
  /// Stores `value`, added to what is there if `isOld`.
  void add(mlir::Value value, const Place &place, mlir::Value isOld) const;

  mlir::Value getData() const { return ref.data; }
  Index getChannelStride() const { return ref.channelStride; }

private:
  GeneralBuilder *b;
  OperandRef ref;
  /// Between the columns of an operand that is spread.
  Index columnStride;
};

/// The place of the element that a unit of a row of `channels` channels is.
Place getPlace(GeneralBuilder &builder, const Unit &unit, int64_t channels);

/// Positions of a window.
struct TapRange {
  Index begin, end;
};
/// Those of `count` positions, the first at `first` and then `spacing` apart,
/// that lie in [begin, end).
TapRange clipTaps(GeneralBuilder &builder, Index first, int64_t spacing,
                  int64_t count, Index begin, Index end);

/// The call's limits inside of [0, height).
TapRange getLimits(GeneralBuilder &builder, int64_t height);

/// Whether a gradient's row is added to what is there: Call::addFrom.
mlir::Value isOldRow(GeneralBuilder &builder, Index row);

} // namespace lrcnn::cuda

#endif // LRCNN_LIB_TARGET_CUDA_GENERALFEATURE_H

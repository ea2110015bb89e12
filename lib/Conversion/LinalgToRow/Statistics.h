//===- Statistics.h - Means and variances in linalg -------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_CONVERSION_LINALGTOROW_STATISTICS_H
#define LRCNN_LIB_CONVERSION_LINALGTOROW_STATISTICS_H

#include "Expression.h"
#include "Layer.h"

namespace lrcnn {

/// The sum over some dimensions of a number in each place of them.
struct Sum {
  Expression term;
  /// Dimensions that are summed over.
  llvm::SmallVector<int64_t> dims;
  /// How many numbers are summed.
  int64_t count;
};

/// The sum over all that `element` stands for, divided by its number: the mean
/// of what the result says.
std::optional<Sum> matchMean(const Expression &element);

/// Whether `element` is the mean of `input` over `dims`.
bool isMean(const Expression &element, mlir::Value input,
            llvm::ArrayRef<int64_t> dims);

/// Whether `element` is the variance of `input` over `dims`, divided by the
/// number of elements.
bool isVariance(const Expression &element, mlir::Value input,
                llvm::ArrayRef<int64_t> dims);

/// The number of groups of channels if `element` is the mean of the place's
/// image of `input` over all rows, columns and channels of the place's group.
std::optional<int64_t> matchGroupMean(const Expression &element,
                                      mlir::Value input, row::Layout layout);

/// Whether `element` is the variance over the same elements.
bool isGroupVariance(const Expression &element, mlir::Value input,
                     row::Layout layout, int64_t groups);

/// The dimensions that a BatchNorm's mean is over, in ascending order.
llvm::SmallVector<int64_t> getSummedDims(row::Layout layout);

/// The statistics of `input`, over the batch or in groups, that a layer makes,
/// or null.
mlir::Value getStatistics(mlir::Value input,
                          std::optional<int64_t> groups = std::nullopt);

/// The statistics of `input`, in the order of `layout`; made behind `input`,
/// for several layers may read them.
mlir::Value getOrBuildStatistics(mlir::Value input, row::Layout layout,
                                 std::optional<int64_t> groups,
                                 mlir::PatternRewriter &rewriter);

} // namespace lrcnn

#endif // LRCNN_LIB_CONVERSION_LINALGTOROW_STATISTICS_H

//===- Networks.h - Small networks as chains --------------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TEST_TARGET_NULL_NETWORKS_H
#define LRCNN_TEST_TARGET_NULL_NETWORKS_H

namespace lrcnn::test {

/// Convolutions, one with a bias, ReLUs and a pool.
inline constexpr const char *vggLike = R"mlir(
func.func @main(%x: tensor<2x3x18x10xf64> {lrcnn.name = "x"},
                %w0: tensor<4x3x3x3xf64> {lrcnn.name = "w0"},
                %b0: tensor<4xf64> {lrcnn.name = "b0"},
                %w1: tensor<5x4x3x3xf64> {lrcnn.name = "w1"},
                %w2: tensor<6x5x3x3xf64> {lrcnn.name = "w2"})
    -> tensor<2x6x9x5xf64> {
  %y = row.chain (%0 = %x nchw : tensor<2x3x18x10xf64>,
                  %1 = %w0 fchw : tensor<4x3x3x3xf64>,
                  %2 = %b0 vector : tensor<4xf64>,
                  %3 = %w1 fchw : tensor<5x4x3x3xf64>,
                  %4 = %w2 fchw : tensor<6x5x3x3xf64>)
      -> (nchw tensor<2x6x9x5xf64>) {
    %5 = row.conv %0, %1 bias %2 pad [1, 1, 1, 1]
        : (tensor<2x18x10x3xf64>, tensor<4x3x3x3xf64>, tensor<4xf64>)
        -> tensor<2x18x10x4xf64>
    %6 = row.relu %5 : (tensor<2x18x10x4xf64>) -> tensor<2x18x10x4xf64>
    %7 = row.conv %6, %3 pad [1, 1, 1, 1]
        : (tensor<2x18x10x4xf64>, tensor<5x3x3x4xf64>) -> tensor<2x18x10x5xf64>
    %8 = row.relu %7 : (tensor<2x18x10x5xf64>) -> tensor<2x18x10x5xf64>
    %9 = row.max_pool %8 kernel [2, 2] stride [2, 2]
        : (tensor<2x18x10x5xf64>) -> tensor<2x9x5x5xf64>
    %10 = row.conv %9, %4 pad [1, 1, 1, 1]
        : (tensor<2x9x5x5xf64>, tensor<6x3x3x5xf64>) -> tensor<2x9x5x6xf64>
    %11 = row.relu %10 : (tensor<2x9x5x6xf64>) -> tensor<2x9x5x6xf64>
    row.yield %11 : tensor<2x9x5x6xf64>
  }
  return %y : tensor<2x6x9x5xf64>
}
)mlir";

/// Two convolutions with the statistics of their batch beside a way around
/// them.
inline constexpr const char *residualBlock = R"mlir(
func.func @main(%x: tensor<2x4x12x6xf64> {lrcnn.name = "x"},
                %w0: tensor<4x4x3x3xf64> {lrcnn.name = "w0"},
                %g0: tensor<4xf64> {lrcnn.name = "g0"},
                %b0: tensor<4xf64> {lrcnn.name = "b0"},
                %w1: tensor<4x4x3x3xf64> {lrcnn.name = "w1"},
                %g1: tensor<4xf64> {lrcnn.name = "g1"},
                %b1: tensor<4xf64> {lrcnn.name = "b1"})
    -> tensor<2x4x12x6xf64> {
  %y = row.chain (%0 = %x nchw : tensor<2x4x12x6xf64>,
                  %1 = %w0 fchw : tensor<4x4x3x3xf64>,
                  %2 = %g0 vector : tensor<4xf64>,
                  %3 = %b0 vector : tensor<4xf64>,
                  %4 = %w1 fchw : tensor<4x4x3x3xf64>,
                  %5 = %g1 vector : tensor<4xf64>,
                  %6 = %b1 vector : tensor<4xf64>)
      -> (nchw tensor<2x4x12x6xf64>) {
    %7 = row.conv %0, %1 pad [1, 1, 1, 1]
        : (tensor<2x12x6x4xf64>, tensor<4x3x3x4xf64>) -> tensor<2x12x6x4xf64>
    %8 = row.statistics %7 : (tensor<2x12x6x4xf64>) -> tensor<1x1x2x4xf64>
    %9 = row.normalize %7, %8 scale %2 shift %3 eps 1.0e-05
        : (tensor<2x12x6x4xf64>, tensor<1x1x2x4xf64>, tensor<4xf64>,
           tensor<4xf64>) -> tensor<2x12x6x4xf64>
    %10 = row.relu %9 : (tensor<2x12x6x4xf64>) -> tensor<2x12x6x4xf64>
    %11 = row.conv %10, %4 pad [1, 1, 1, 1]
        : (tensor<2x12x6x4xf64>, tensor<4x3x3x4xf64>) -> tensor<2x12x6x4xf64>
    %12 = row.statistics %11 : (tensor<2x12x6x4xf64>) -> tensor<1x1x2x4xf64>
    %13 = row.normalize %11, %12 scale %5 shift %6 eps 1.0e-05
        : (tensor<2x12x6x4xf64>, tensor<1x1x2x4xf64>, tensor<4xf64>,
           tensor<4xf64>) -> tensor<2x12x6x4xf64>
    %14 = row.add %13, %0
        : (tensor<2x12x6x4xf64>, tensor<2x12x6x4xf64>) -> tensor<2x12x6x4xf64>
    %15 = row.relu %14 : (tensor<2x12x6x4xf64>) -> tensor<2x12x6x4xf64>
    row.yield %15 : tensor<2x12x6x4xf64>
  }
  return %y : tensor<2x4x12x6xf64>
}
)mlir";

} // namespace lrcnn::test

#endif // LRCNN_TEST_TARGET_NULL_NETWORKS_H

// RUN: lrcnn-opt %s -lrcnn-raise -split-input-file -verify-diagnostics | FileCheck %s

// Constants that a chain reads become arguments behind the others.

// CHECK-LABEL: func @weights(
// CHECK-SAME:    %[[X:.*]]: tensor<1x1x2x2xf32> {lrcnn.name = "w"},
// CHECK-SAME:    %[[W:.*]]: tensor<1x1x1x1xf32> {lrcnn.name = "w_1", lrcnn.value = dense_resource<w> : tensor<1x1x1x1xf32>},
// CHECK-SAME:    %[[B:.*]]: tensor<1xf32> {lrcnn.name = "constant", lrcnn.value = dense<2.000000e+00> : tensor<1xf32>})
// CHECK:         row.chain (%{{.*}} = %[[X]] nchw : tensor<1x1x2x2xf32>, %{{.*}} = %[[W]] fchw : tensor<1x1x1x1xf32>, %{{.*}} = %[[B]] vector : tensor<1xf32>)
func.func @weights(%x: tensor<1x1x2x2xf32> {lrcnn.name = "w"})
    -> tensor<1x1x2x2xf32> {
  %w = arith.constant dense_resource<w> : tensor<1x1x1x1xf32>
  %b = arith.constant dense<2.0> : tensor<1xf32>
  %empty = tensor.empty() : tensor<1x1x2x2xf32>
  %bias = linalg.broadcast ins(%b : tensor<1xf32>)
      outs(%empty : tensor<1x1x2x2xf32>) dimensions = [0, 2, 3]
  %y = linalg.conv_2d_nchw_fchw ins(%x, %w : tensor<1x1x2x2xf32>, tensor<1x1x1x1xf32>)
      outs(%bias : tensor<1x1x2x2xf32>) -> tensor<1x1x2x2xf32>
  return %y : tensor<1x1x2x2xf32>
}

{-# dialect_resources: { builtin: { w: "0x040000000000803F" } } #-}

// -----

func.func @elided(%x: tensor<1x1x2x2xf32>) -> tensor<1x1x2x2xf32> {
  // expected-error @below {{expected 4 bytes of elements in resource '__elided__', got 0; export the module without leaving them out}}
  %w = arith.constant dense_resource<__elided__> : tensor<1x1x1x1xf32>
  %zero = arith.constant dense<0.0> : tensor<1x1x2x2xf32>
  %y = linalg.conv_2d_nchw_fchw ins(%x, %w : tensor<1x1x2x2xf32>, tensor<1x1x1x1xf32>)
      outs(%zero : tensor<1x1x2x2xf32>) -> tensor<1x1x2x2xf32>
  return %y : tensor<1x1x2x2xf32>
}

// RUN: lrcnn-opt %s -split-input-file -pass-pipeline='builtin.module(func.func(lrcnn-differentiate))' | FileCheck %s

// Attributes say what has a gradient; where there are none, use decides.

// A map that is a parameter has a gradient without being named.

// CHECK-LABEL: func @map_parameter(
// CHECK-SAME:    -> (tensor<1x4x4x1xf32> {lrcnn.name = "y"}, tensor<1x4x4x1xf32> {lrcnn.name = "dp"})
// CHECK:         differentiated [1]
func.func @map_parameter(%x: tensor<1x4x4x1xf32> {lrcnn.name = "x"},
    %p: tensor<1x4x4x1xf32> {lrcnn.name = "p", lrcnn.role = "parameter"})
    -> tensor<1x4x4x1xf32> {
  %0 = row.chain (%a = %x nhwc : tensor<1x4x4x1xf32>,
                  %b = %p nhwc : tensor<1x4x4x1xf32>)
      -> (nhwc tensor<1x4x4x1xf32>) {
    %1 = row.add %a, %b : (tensor<1x4x4x1xf32>, tensor<1x4x4x1xf32>) -> tensor<1x4x4x1xf32>
    row.yield %1 : tensor<1x4x4x1xf32>
  }
  return %0 : tensor<1x4x4x1xf32>
}

// -----

// Of two filters the first has no gradient. Nothing is computed for it: neither
// its gradient nor that of what the second convolution reads.

// CHECK-LABEL: func @frozen(
// CHECK-SAME:    -> (tensor<1x4x4x1xf32> {lrcnn.name = "y"}, tensor<1x1x1x1xf32> {lrcnn.name = "dv"})
// CHECK:         row.conv_filter_grad
// CHECK-NOT:     row.conv_filter_grad
// CHECK-NOT:     row.conv_data_grad
func.func @frozen(%x: tensor<1x4x4x1xf32> {lrcnn.name = "x"},
    %w: tensor<1x1x1x1xf32> {lrcnn.name = "w", lrcnn.requires_grad = false},
    %v: tensor<1x1x1x1xf32> {lrcnn.name = "v", lrcnn.requires_grad = true})
    -> tensor<1x4x4x1xf32> {
  %0 = row.chain (%a = %x nhwc : tensor<1x4x4x1xf32>,
                  %b = %w fhwc : tensor<1x1x1x1xf32>,
                  %c = %v fhwc : tensor<1x1x1x1xf32>)
      -> (nhwc tensor<1x4x4x1xf32>) {
    %1 = row.conv %a, %b : (tensor<1x4x4x1xf32>, tensor<1x1x1x1xf32>) -> tensor<1x4x4x1xf32>
    %2 = row.conv %1, %c : (tensor<1x4x4x1xf32>, tensor<1x1x1x1xf32>) -> tensor<1x4x4x1xf32>
    row.yield %2 : tensor<1x4x4x1xf32>
  }
  return %0 : tensor<1x4x4x1xf32>
}

// -----

// A filter that is an activation has no gradient unless it is named.

// CHECK-LABEL: func @activation(
// CHECK-SAME:    -> (tensor<1x4x4x1xf32> {lrcnn.name = "y"})
func.func @activation(%x: tensor<1x4x4x1xf32> {lrcnn.name = "x"},
    %w: tensor<1x1x1x1xf32> {lrcnn.name = "w", lrcnn.role = "activation"})
    -> tensor<1x4x4x1xf32> {
  %0 = row.chain (%a = %x nhwc : tensor<1x4x4x1xf32>,
                  %b = %w fhwc : tensor<1x1x1x1xf32>)
      -> (nhwc tensor<1x4x4x1xf32>) {
    %1 = row.conv %a, %b : (tensor<1x4x4x1xf32>, tensor<1x1x1x1xf32>) -> tensor<1x4x4x1xf32>
    row.yield %1 : tensor<1x4x4x1xf32>
  }
  return %0 : tensor<1x4x4x1xf32>
}

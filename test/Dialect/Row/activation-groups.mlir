// RUN: lrcnn-opt %s --pass-pipeline='builtin.module(func.func(lrcnn-differentiate{grad=x},lrcnn-plan{strategy=store}),lrcnn-tile)' | FileCheck %s

// The gradient of a sigmoid reads its result: it is an epilogue, as is its
// gradient in the data gradient of the next convolution. That of a SiLU reads
// the input, so the convolution's result is kept.

// CHECK-LABEL: row.program @fused
func.func @fused(%x: tensor<1x4x4x2xf32> {lrcnn.name = "x"}, %w: tensor<2x1x1x2xf32>, %v: tensor<2x1x1x2xf32>) -> tensor<1x4x4x2xf32> {
  %y = row.chain (%a = %x nhwc : tensor<1x4x4x2xf32>, %f = %w fhwc : tensor<2x1x1x2xf32>, %g = %v fhwc : tensor<2x1x1x2xf32>)
      -> (nhwc tensor<1x4x4x2xf32>) {
    %1 = row.conv %a, %f : (tensor<1x4x4x2xf32>, tensor<2x1x1x2xf32>) -> tensor<1x4x4x2xf32>
    %2 = row.sigmoid %1 : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
    %3 = row.conv %2, %g : (tensor<1x4x4x2xf32>, tensor<2x1x1x2xf32>) -> tensor<1x4x4x2xf32>
    %4 = row.silu %3 : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
    row.yield %4 : tensor<1x4x4x2xf32>
  }
  return %y : tensor<1x4x4x2xf32>
}

// CHECK: row.entry forward
// CHECK: row.conv
// CHECK-NEXT: row.sigmoid
// CHECK-NEXT: row.yield
// CHECK: row.conv
// CHECK-NEXT: row.yield
// CHECK: row.silu
// CHECK-NEXT: row.yield
// CHECK: row.entry inference
// CHECK: row.entry backward
// CHECK: row.silu_grad
// CHECK-NEXT: row.yield
// CHECK: row.conv_data_grad
// CHECK-NEXT: row.sigmoid_grad
// CHECK-NEXT: row.yield

// RUN: lrcnn-opt %s | lrcnn-opt | FileCheck %s
// RUN: lrcnn-opt %s --pass-pipeline='builtin.module(func.func(lrcnn-differentiate{grad=x},lrcnn-plan{strategy=store}),lrcnn-tile)' | FileCheck %s --check-prefix=TILE

// The gradient of a sigmoid reads its result: it is an epilogue, as is its
// gradient in the data gradient of the next convolution. That of a SiLU reads
// the input, so the convolution's result is kept.

// CHECK-LABEL: func.func @fused
// TILE-LABEL: row.program @fused
func.func @fused(%x: tensor<1x4x4x2xf32> {lrcnn.name = "x"}, %w: tensor<2x1x1x2xf32>, %v: tensor<2x1x1x2xf32>) -> tensor<1x4x4x2xf32> {
  %y = row.chain (%a = %x nhwc : tensor<1x4x4x2xf32>, %f = %w fhwc : tensor<2x1x1x2xf32>, %g = %v fhwc : tensor<2x1x1x2xf32>)
      -> (nhwc tensor<1x4x4x2xf32>) {
    %1 = row.conv %a, %f : (tensor<1x4x4x2xf32>, tensor<2x1x1x2xf32>) -> tensor<1x4x4x2xf32>
    // CHECK: row.sigmoid %{{.*}} : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
    %2 = row.sigmoid %1 : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
    %3 = row.conv %2, %g : (tensor<1x4x4x2xf32>, tensor<2x1x1x2xf32>) -> tensor<1x4x4x2xf32>
    // CHECK: row.silu %{{.*}} : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
    %4 = row.silu %3 : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
    row.yield %4 : tensor<1x4x4x2xf32>
  }
  return %y : tensor<1x4x4x2xf32>
}

// TILE: row.entry forward
// TILE: row.conv
// TILE-NEXT: row.sigmoid
// TILE-NEXT: row.yield
// TILE: row.conv
// TILE-NEXT: row.yield
// TILE: row.silu
// TILE-NEXT: row.yield
// TILE: row.entry inference
// TILE: row.entry backward
// TILE: row.silu_grad
// TILE-NEXT: row.yield
// TILE: row.conv_data_grad
// TILE-NEXT: row.sigmoid_grad
// TILE-NEXT: row.yield

// CHECK-LABEL: func.func @spelling
func.func @spelling(%x: tensor<1x4x4x2xf32>) {
  // CHECK: row.relu6 %{{.*}} : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
  %1 = row.relu6 %x : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
  // CHECK: row.leaky_relu %{{.*}} slope 1.000000e-01 :
  %2 = row.leaky_relu %x slope 0.1 : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
  // CHECK: row.tanh %{{.*}} :
  %3 = row.tanh %x : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
  // CHECK: row.hardsigmoid %{{.*}} :
  %4 = row.hardsigmoid %x : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
  // CHECK: row.hardswish %{{.*}} :
  %5 = row.hardswish %x : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
  // CHECK: row.gelu %{{.*}} : (tensor
  %6 = row.gelu %x : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
  // CHECK: row.gelu %{{.*}} tanh : (tensor
  %7 = row.gelu %x tanh : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
  return
}

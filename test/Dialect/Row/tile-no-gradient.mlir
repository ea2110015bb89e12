// RUN: lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{strategy=overlap rows=2}),lrcnn-tile)' | FileCheck %s

// Nothing wants the gradient of the pooled output: its seed is an argument, as
// every seed is, and no kernel reads it.

// CHECK-LABEL: row.program @main
// CHECK: %[[DY:.*]] = row.argument "dy" gradient in
// CHECK: %[[DY1:.*]] = row.argument "dy1" gradient in
// CHECK: row.entry backward {
// CHECK-NOT: ins(%[[DY]]
// CHECK: row.kernel {{.*}} ins(%{{.*}}, %[[DY1]] :
// CHECK: row.conv_filter_grad
// CHECK-NOT: row.kernel
func.func @main(%x: tensor<1x8x4x2xf32>, %w: tensor<2x1x1x2xf32>)
    -> (tensor<1x4x2x2xf32>, tensor<1x8x4x2xf32>) {
  %0:2 = row.chain (%0 = %x nhwc : tensor<1x8x4x2xf32>,
                    %1 = %w fhwc : tensor<2x1x1x2xf32>)
      -> (nhwc tensor<1x4x2x2xf32>, nhwc tensor<1x8x4x2xf32>) {
    %2 = row.max_pool %0 kernel [2, 2] stride [2, 2]
        : (tensor<1x8x4x2xf32>) -> tensor<1x4x2x2xf32>
    %3 = row.relu %2 : (tensor<1x4x2x2xf32>) -> tensor<1x4x2x2xf32>
    %4 = row.conv %0, %1
        : (tensor<1x8x4x2xf32>, tensor<2x1x1x2xf32>) -> tensor<1x8x4x2xf32>
    row.yield %3, %4 : tensor<1x4x2x2xf32>, tensor<1x8x4x2xf32>
  }
  return %0#0, %0#1 : tensor<1x4x2x2xf32>, tensor<1x8x4x2xf32>
}

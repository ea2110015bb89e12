// RUN: lrcnn-opt %s | lrcnn-opt | FileCheck %s
// RUN: lrcnn-opt %s --pass-pipeline="builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{strategy=overlap rows=2}),lrcnn-tile)" | FileCheck %s --check-prefix=TILE

// Normalization over channels is no barrier: it runs in the tiles of the
// convolution before it, and an activation behind it in its kernel.
// CHECK-LABEL: @layer_norm
// CHECK: row.layer_norm %{{.*}} scale %{{.*}} shift %{{.*}} eps 1.000000e-05 : (tensor<1x8x4x4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<1x8x4x4xf32>
// TILE-LABEL: row.program @layer_norm
// TILE: row.entry forward
// TILE: row.kernel at %{{.*}} rows <[0:4, 4:8]>
// TILE: row.layer_norm
// TILE-NEXT: row.relu
// TILE: row.entry backward
// TILE: row.bias_grad %{{.*}} : (
// TILE: row.layer_norm_scale_grad %{{.*}}, %{{.*}} eps 1.000000e-05
// TILE: row.layer_norm_grad %{{.*}}, %{{.*}} scale %{{.*}} eps 1.000000e-05
// TILE: row.conv_filter_grad
func.func @layer_norm(%x: tensor<1x8x4x3xf32>, %w: tensor<4x3x3x3xf32>,
                      %g: tensor<4xf32>, %b: tensor<4xf32>)
    -> tensor<1x8x4x4xf32> {
  %y = row.chain (%0 = %x nhwc : tensor<1x8x4x3xf32>,
                  %1 = %w fhwc : tensor<4x3x3x3xf32>,
                  %2 = %g vector : tensor<4xf32>, %3 = %b vector : tensor<4xf32>)
      -> (nhwc tensor<1x8x4x4xf32>) {
    %4 = row.conv %0, %1 pad [1, 1, 1, 1]
        : (tensor<1x8x4x3xf32>, tensor<4x3x3x3xf32>) -> tensor<1x8x4x4xf32>
    %5 = row.layer_norm %4 scale %2 shift %3 eps 1.0e-05
        : (tensor<1x8x4x4xf32>, tensor<4xf32>, tensor<4xf32>)
        -> tensor<1x8x4x4xf32>
    %6 = row.relu %5 : (tensor<1x8x4x4xf32>) -> tensor<1x8x4x4xf32>
    row.yield %6 : tensor<1x8x4x4xf32>
  }
  return %y : tensor<1x8x4x4xf32>
}

// Without a scale the shift is operand 1.
// CHECK-LABEL: @shift
// CHECK: row.layer_norm %{{.*}} shift %{{.*}} eps
// TILE-LABEL: row.program @shift
// TILE: row.bias_grad %{{.*}} operand 1 :
func.func @shift(%x: tensor<1x8x4x4xf32>, %b: tensor<4xf32>)
    -> tensor<1x8x4x4xf32> {
  %y = row.chain (%0 = %x nhwc : tensor<1x8x4x4xf32>,
                  %1 = %b vector : tensor<4xf32>)
      -> (nhwc tensor<1x8x4x4xf32>) {
    %2 = row.layer_norm %0 shift %1 eps 1.0e-05
        : (tensor<1x8x4x4xf32>, tensor<4xf32>) -> tensor<1x8x4x4xf32>
    row.yield %2 : tensor<1x8x4x4xf32>
  }
  return %y : tensor<1x8x4x4xf32>
}

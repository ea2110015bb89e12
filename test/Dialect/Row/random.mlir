// RUN: lrcnn-opt %s | lrcnn-opt | FileCheck %s
// RUN: lrcnn-opt %s --pass-pipeline="builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{strategy=recompute}),lrcnn-tile)" | FileCheck %s --check-prefix=TILE

// CHECK-LABEL: @dropout
// CHECK: row.dropout %{{.*}}, %[[SEED:.*]] p 2.000000e-01 layer 3 : (tensor<2x8x4x4xf32>, tensor<2xf32>) -> tensor<2x8x4x4xf32>
// CHECK: row.stochastic_depth %{{.*}}, %[[SEED]] p 1.000000e-01 layer 4 : (tensor<2x8x4x4xf32>, tensor<2xf32>) -> tensor<2x8x4x4xf32>

// The seed is a state that nothing changes.
// TILE-LABEL: row.program @dropout
// TILE: %[[S:.*]] = row.argument "arg2" state in vector : memref<2xf32>
// TILE: row.entry forward
// TILE: row.kernel {{.*}} ins(%{{.*}}, %[[S]] : {{.*}}, memref<2xf32>)
// TILE: row.dropout
// TILE: row.stochastic_depth
// Inference passes on what it would be drawn for, without the seed.
// TILE: row.entry inference
// TILE-NOT: %[[S]]
// TILE: row.kernel {{.*}} ins(%{{[^,]*}} : !row.slab<2x[8]x4x4xf32>)
// TILE-NEXT: ^bb0(%[[X:.*]]: tensor<2x8x4x4xf32>):
// TILE-NEXT: row.yield %[[X]]
// The backward entry draws again: for the convolution's operand, then for the
// gradients. An activation's gradient follows in one kernel.
// TILE: row.entry backward
// TILE: row.dropout %
// TILE: row.stochastic_depth_grad %{{.*}}, %{{.*}} p 1.000000e-01 layer 4
// TILE: %[[G:.*]] = row.dropout_grad %{{.*}}, %{{.*}} p 2.000000e-01 layer 3
// TILE: row.relu_grad %{{.*}}, %[[G]]
func.func @dropout(%x: tensor<2x8x4x4xf32>, %w: tensor<4x1x1x4xf32>,
                   %s: tensor<2xf32>) -> tensor<2x8x4x4xf32> {
  %y = row.chain (%0 = %x nhwc : tensor<2x8x4x4xf32>,
                  %1 = %w fhwc : tensor<4x1x1x4xf32>,
                  %2 = %s vector : tensor<2xf32>)
      -> (nhwc tensor<2x8x4x4xf32>) {
    %3 = row.conv %0, %1
        : (tensor<2x8x4x4xf32>, tensor<4x1x1x4xf32>) -> tensor<2x8x4x4xf32>
    %4 = row.relu %3 : (tensor<2x8x4x4xf32>) -> tensor<2x8x4x4xf32>
    %5 = row.dropout %4, %2 p 0.2 layer 3
        : (tensor<2x8x4x4xf32>, tensor<2xf32>) -> tensor<2x8x4x4xf32>
    %6 = row.conv %5, %1
        : (tensor<2x8x4x4xf32>, tensor<4x1x1x4xf32>) -> tensor<2x8x4x4xf32>
    %7 = row.stochastic_depth %6, %2 p 0.1 layer 4
        : (tensor<2x8x4x4xf32>, tensor<2xf32>) -> tensor<2x8x4x4xf32>
    row.yield %7 : tensor<2x8x4x4xf32>
  }
  return %y : tensor<2x8x4x4xf32>
}

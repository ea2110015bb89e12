// RUN: lrcnn-opt %s | lrcnn-opt | FileCheck %s
// RUN: lrcnn-opt %s --pass-pipeline="builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{strategy=two_phase rows=2}),lrcnn-tile)" | FileCheck %s --check-prefix=TILE

// Squeeze and excitation: a pixel made of all others multiplies them.
// CHECK-LABEL: @gate
// CHECK: %[[P:.*]] = row.sigmoid %{{.*}} : (tensor<2x1x1x4xf32>) -> tensor<2x1x1x4xf32>
// CHECK: row.mul %{{.*}}, %[[P]] : (tensor<2x8x4x4xf32>, tensor<2x1x1x4xf32>) -> tensor<2x8x4x4xf32>

// The second sweep makes the pixel in its first tile and hands it over.
// TILE-LABEL: row.program @gate
// TILE: %[[BOUNDARY:.*]] = row.buffer "conv1.boundary" stash live {{.*}} : !row.slab<2x[1]x1x4xf32>
// TILE: row.entry forward
// TILE: %[[PIXEL:.*]] = row.buffer "conv1" workspace window <[0:1, 0:1]>
// TILE: row.restore at %{{.*}} rows <[0:0, 0:1]> %[[BOUNDARY]] to %[[PIXEL]]
// TILE: row.kernel at %{{.*}} rows <[0:1, 1:1]> {{.*}}out(%[[PIXEL]] :
// TILE: row.keep at %{{.*}} rows <[0:1, 0:0]> %[[PIXEL]] to %[[BOUNDARY]]
// TILE: row.kernel at %{{.*}} rows <[0:4, 4:8]>
// TILE: row.mul
// Going back, each tile adds the share of its rows to the pixel's gradient, and
// the first one takes the sum through the convolution.
// TILE: row.entry backward
// TILE: %[[DPIXEL:.*]] = row.buffer "conv1.gradient" workspace window <[0:1, 0:1]>
// TILE: row.kernel at %{{.*}} rows <[0:1, 0:1]> limit <[0:4, 4:8]> add_from [0, 1] {{.*}}out(%[[DPIXEL]] :
// TILE: %[[SUM:.*]] = row.mul_pixel_grad
// TILE: row.sigmoid_grad %{{.*}}, %[[SUM]]
// TILE: row.keep at %{{.*}} rows <[0:0, 0:1]> %[[DPIXEL]] to
// TILE: row.kernel at %{{.*}} rows <[0:1, 1:1]>
// TILE: row.conv_filter_grad
func.func @gate(%x: tensor<2x8x4x4xf32>, %w: tensor<4x1x1x4xf32>)
    -> tensor<2x8x4x4xf32> {
  %y = row.chain (%0 = %x nhwc : tensor<2x8x4x4xf32>,
                  %1 = %w fhwc : tensor<4x1x1x4xf32>)
      -> (nhwc tensor<2x8x4x4xf32>) {
    %2 = row.global_avg_pool %0 : (tensor<2x8x4x4xf32>) -> tensor<2x1x1x4xf32>
    %3 = row.conv %2, %1
        : (tensor<2x1x1x4xf32>, tensor<4x1x1x4xf32>) -> tensor<2x1x1x4xf32>
    %4 = row.sigmoid %3 : (tensor<2x1x1x4xf32>) -> tensor<2x1x1x4xf32>
    %5 = row.mul %0, %4
        : (tensor<2x8x4x4xf32>, tensor<2x1x1x4xf32>) -> tensor<2x8x4x4xf32>
    row.yield %5 : tensor<2x8x4x4xf32>
  }
  return %y : tensor<2x8x4x4xf32>
}

// Each factor of a product is what the other one's gradient is multiplied by.
// CHECK-LABEL: @products
// CHECK: row.mul %{{.*}}, %{{.*}} : (tensor<1x8x4x4xf32>, tensor<1x8x4x4xf32>) -> tensor<1x8x4x4xf32>
// CHECK: row.scale %{{.*}}, %{{.*}} : (tensor<1x8x4x4xf32>, tensor<4xf32>) -> tensor<1x8x4x4xf32>
// TILE-LABEL: row.program @products
// TILE: row.entry backward
// TILE: row.kernel at %{{.*}} rows <[0:4, 4:8]> ins({{.*}}) out(%{{.*}} : memref<4xf32>)
// TILE: row.scale_grad
// TILE: row.mul_grad %{{.*}}, %{{.*}} operand 0 : (tensor<1x8x4x4xf32>, tensor<4xf32>)
// TILE: row.mul_grad %{{.*}}, %{{.*}} operand 1 : (tensor<1x8x4x4xf32>, tensor<1x8x4x4xf32>)
func.func @products(%x: tensor<1x8x4x4xf32>, %w: tensor<4x1x1x4xf32>,
                    %s: tensor<4xf32>) -> tensor<1x8x4x4xf32> {
  %y = row.chain (%0 = %x nhwc : tensor<1x8x4x4xf32>,
                  %1 = %w fhwc : tensor<4x1x1x4xf32>,
                  %2 = %s vector : tensor<4xf32>)
      -> (nhwc tensor<1x8x4x4xf32>) {
    %3 = row.conv %0, %1
        : (tensor<1x8x4x4xf32>, tensor<4x1x1x4xf32>) -> tensor<1x8x4x4xf32>
    %4 = row.mul %0, %3
        : (tensor<1x8x4x4xf32>, tensor<1x8x4x4xf32>) -> tensor<1x8x4x4xf32>
    %5 = row.scale %4, %2
        : (tensor<1x8x4x4xf32>, tensor<4xf32>) -> tensor<1x8x4x4xf32>
    row.yield %5 : tensor<1x8x4x4xf32>
  }
  return %y : tensor<1x8x4x4xf32>
}

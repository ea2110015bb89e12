// RUN: lrcnn-opt %s -lrcnn-row-to-linalg -split-input-file -verify-diagnostics | FileCheck %s

// A convolution takes its padding and its bias along.

// CHECK-LABEL: func @conv(
// CHECK-SAME:      %[[X:.*]]: tensor<1x2x4x5xf32>, %[[W:.*]]: tensor<3x2x3x3xf32>, %[[B:.*]]: tensor<3xf32>
// CHECK:         %[[P:.*]] = tensor.pad %[[X]] low[0, 0, 1, 2] high[0, 0, 0, 1]
// CHECK:         %[[I:.*]] = linalg.broadcast ins(%[[B]] : tensor<3xf32>) outs(%{{.*}}) dimensions = [0, 2, 3]
// CHECK:         %[[C:.*]] = linalg.conv_2d_nchw_fchw {{.*}} ins(%[[P]], %[[W]] : {{.*}}) outs(%[[I]] : tensor<1x3x3x6xf32>)
// CHECK:         %[[R:.*]] = linalg.generic {{.*}} ins(%[[C]] : tensor<1x3x3x6xf32>)
// CHECK:         return %[[R]]
func.func @conv(%x: tensor<1x2x4x5xf32>, %w: tensor<3x2x3x3xf32>,
    %b: tensor<3xf32>) -> tensor<1x3x3x6xf32> {
  %y = row.chain (%a = %x nchw : tensor<1x2x4x5xf32>,
                  %f = %w fchw : tensor<3x2x3x3xf32>,
                  %c = %b vector : tensor<3xf32>)
      -> (nchw tensor<1x3x3x6xf32>) {
    %1 = row.conv %a, %f bias %c pad [1, 0, 2, 1]
        : (tensor<1x4x5x2xf32>, tensor<3x3x3x2xf32>, tensor<3xf32>) -> tensor<1x3x6x3xf32>
    %2 = row.relu %1 : (tensor<1x3x6x3xf32>) -> tensor<1x3x6x3xf32>
    row.yield %2 : tensor<1x3x6x3xf32>
  }
  return %y : tensor<1x3x3x6xf32>
}

// -----

// What has another order than the first feature map is transposed.

// CHECK-LABEL: func @orders(
// CHECK-SAME:      %[[X:.*]]: tensor<1x4x4x2xf32>, %[[W:.*]]: tensor<3x2x1x1xf32>
// CHECK:         %[[F:.*]] = linalg.transpose ins(%[[W]] : tensor<3x2x1x1xf32>) outs(%{{.*}} : tensor<3x1x1x2xf32>) permutation = [0, 2, 3, 1]
// CHECK:         %[[C:.*]] = linalg.conv_2d_nhwc_fhwc {{.*}} ins(%[[X]], %[[F]] :
// CHECK:         %[[Y:.*]] = linalg.transpose ins(%[[C]] : tensor<1x4x4x3xf32>) outs(%{{.*}} : tensor<1x3x4x4xf32>) permutation = [0, 3, 1, 2]
// CHECK:         return %[[Y]]
func.func @orders(%x: tensor<1x4x4x2xf32>, %w: tensor<3x2x1x1xf32>)
    -> tensor<1x3x4x4xf32> {
  %y = row.chain (%a = %x nhwc : tensor<1x4x4x2xf32>,
                  %f = %w fchw : tensor<3x2x1x1xf32>)
      -> (nchw tensor<1x3x4x4xf32>) {
    %1 = row.conv %a, %f
        : (tensor<1x4x4x2xf32>, tensor<3x1x1x2xf32>) -> tensor<1x4x4x3xf32>
    row.yield %1 : tensor<1x4x4x3xf32>
  }
  return %y : tensor<1x3x4x4xf32>
}

// -----

// A mean that leaves padding out counts what is inside.

// CHECK-LABEL: func @mean(
// CHECK:         linalg.pooling_nchw_sum
// CHECK:         arith.minsi
// CHECK:         arith.maxsi
// CHECK:         arith.divf
func.func @mean(%x: tensor<1x1x4x4xf32>) -> tensor<1x1x4x4xf32> {
  %y = row.chain (%a = %x nchw : tensor<1x1x4x4xf32>)
      -> (nchw tensor<1x1x4x4xf32>) {
    %1 = row.avg_pool %a kernel [2, 2] pad [1, 0, 1, 0] exclude_pad
        : (tensor<1x4x4x1xf32>) -> tensor<1x4x4x1xf32>
    row.yield %1 : tensor<1x4x4x1xf32>
  }
  return %y : tensor<1x1x4x4xf32>
}

// -----

// A pixel is read at every row and column, a vector at every pixel.

// CHECK-DAG:     #[[ALL:.*]] = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
// CHECK-DAG:     #[[PIXEL:.*]] = affine_map<(d0, d1, d2, d3) -> (d0, d1, 0, 0)>
// CHECK-DAG:     #[[VECTOR:.*]] = affine_map<(d0, d1, d2, d3) -> (d1)>
// CHECK-LABEL: func @products(
// CHECK-SAME:      %[[X:.*]]: tensor<2x3x4x4xf32>, %[[P:.*]]: tensor<2x3x1x1xf32>, %[[S:.*]]: tensor<3xf32>
// CHECK:         %[[M:.*]] = linalg.generic {indexing_maps = [#[[ALL]], #[[PIXEL]], #[[ALL]]]{{.*}} ins(%[[X]], %[[P]] :
// CHECK:           arith.mulf
// CHECK:         linalg.generic {indexing_maps = [#[[ALL]], #[[VECTOR]], #[[ALL]]]{{.*}} ins(%[[M]], %[[S]] :
// CHECK:           arith.mulf
func.func @products(%x: tensor<2x3x4x4xf32>, %p: tensor<2x3x1x1xf32>,
                    %s: tensor<3xf32>) -> tensor<2x3x4x4xf32> {
  %y = row.chain (%a = %x nchw : tensor<2x3x4x4xf32>,
                  %b = %p nchw : tensor<2x3x1x1xf32>,
                  %c = %s vector : tensor<3xf32>)
      -> (nchw tensor<2x3x4x4xf32>) {
    %1 = row.mul %a, %b
        : (tensor<2x4x4x3xf32>, tensor<2x1x1x3xf32>) -> tensor<2x4x4x3xf32>
    %2 = row.scale %1, %c
        : (tensor<2x4x4x3xf32>, tensor<3xf32>) -> tensor<2x4x4x3xf32>
    row.yield %2 : tensor<2x4x4x3xf32>
  }
  return %y : tensor<2x3x4x4xf32>
}

// -----

// Normalization over channels: two means for each pixel, then every element.

// CHECK-LABEL: func @layer_norm(
// CHECK-SAME:      %[[X:.*]]: tensor<2x3x4x4xf32>, %[[G:.*]]: tensor<3xf32>
// CHECK:         linalg.generic {{.*}}iterator_types = ["parallel", "reduction", "parallel", "parallel"]} ins(%[[X]] :
// CHECK:         %[[MEAN:.*]] = linalg.generic
// CHECK:           arith.divf
// CHECK:         linalg.generic {{.*}}iterator_types = ["parallel", "reduction", "parallel", "parallel"]} ins(%[[X]], %[[MEAN]] :
// CHECK:         %[[VARIANCE:.*]] = linalg.generic
// CHECK:           arith.divf
// CHECK:         linalg.generic {{.*}} ins(%[[X]], %[[MEAN]], %[[VARIANCE]], %[[G]] :
// CHECK:           math.sqrt
func.func @layer_norm(%x: tensor<2x3x4x4xf32>, %g: tensor<3xf32>)
    -> tensor<2x3x4x4xf32> {
  %y = row.chain (%a = %x nchw : tensor<2x3x4x4xf32>,
                  %b = %g vector : tensor<3xf32>)
      -> (nchw tensor<2x3x4x4xf32>) {
    %1 = row.layer_norm %a scale %b eps 1.0e-05
        : (tensor<2x4x4x3xf32>, tensor<3xf32>) -> tensor<2x4x4x3xf32>
    row.yield %1 : tensor<2x4x4x3xf32>
  }
  return %y : tensor<2x3x4x4xf32>
}

// -----

func.func @gradients(%x: tensor<1x1x4x4xf32>, %dy: tensor<1x1x4x4xf32>)
    -> (tensor<1x1x4x4xf32>, tensor<1x1x4x4xf32>) {
  // expected-error @below {{expected no gradients, got a differentiated chain}}
  %y:2 = row.chain (%a = %x nchw : tensor<1x1x4x4xf32>)
      seeds (%g = %dy nchw : tensor<1x1x4x4xf32>)
      -> (nchw tensor<1x1x4x4xf32>, nchw tensor<1x1x4x4xf32>)
      differentiated [0] {
    %1 = row.relu %a : (tensor<1x4x4x1xf32>) -> tensor<1x4x4x1xf32>
    %2 = row.relu_grad %1, %g : tensor<1x4x4x1xf32>
    row.yield %1, %2 : tensor<1x4x4x1xf32>, tensor<1x4x4x1xf32>
  }
  return %y#0, %y#1 : tensor<1x1x4x4xf32>, tensor<1x1x4x4xf32>
}

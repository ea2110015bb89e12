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

func.func @dropout(%x: tensor<1x2x4x4xf32>, %s: tensor<2xf32>)
    -> tensor<1x2x4x4xf32> {
  %y = row.chain (%a = %x nchw : tensor<1x2x4x4xf32>,
                  %b = %s vector : tensor<2xf32>)
      -> (nchw tensor<1x2x4x4xf32>) {
    // expected-error @below {{'row.dropout' op expected a layer that has a form in linalg}}
    %1 = row.dropout %a, %b p 0.5 layer 0
        : (tensor<1x4x4x2xf32>, tensor<2xf32>) -> tensor<1x4x4x2xf32>
    row.yield %1 : tensor<1x4x4x2xf32>
  }
  return %y : tensor<1x2x4x4xf32>
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

// -----

// Statistics are two vectors.

// CHECK-LABEL: func @batch_norm(
// CHECK-SAME:      %[[X:.*]]: tensor<2x3x4x4xf32>, %[[R:.*]]: tensor<3xf32>
// CHECK:         %[[SUM:.*]] = linalg.generic {{.*}} iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%[[X]] :
// CHECK:         %[[MEAN:.*]] = linalg.generic {{.*}} ins(%[[SUM]] : tensor<3xf32>)
// CHECK:         %[[SQUARES:.*]] = linalg.generic {{.*}} ins(%[[X]], %[[MEAN]] :
// CHECK:         %[[SUM2:.*]] = linalg.generic {{.*}} ins(%[[SQUARES]] :
// CHECK:         %[[VARIANCE:.*]] = linalg.generic {{.*}} ins(%[[SUM2]] : tensor<3xf32>)
// CHECK:         %[[R1:.*]] = linalg.generic {{.*}} ins(%[[R]], %[[MEAN]], %[[VARIANCE]] :
// CHECK:         %[[Y:.*]] = linalg.generic {{.*}} ins(%[[X]], %[[MEAN]], %[[VARIANCE]] :
// CHECK:         return %[[Y]], %[[R1]]
func.func @batch_norm(%x: tensor<2x3x4x4xf32>, %running: tensor<3xf32>)
    -> (tensor<2x3x4x4xf32>, tensor<3xf32>) {
  %y:2 = row.chain (%a = %x nchw : tensor<2x3x4x4xf32>,
                    %r = %running vector : tensor<3xf32>)
      -> (nchw tensor<2x3x4x4xf32>, vector tensor<3xf32>) {
    %1 = row.statistics %a : (tensor<2x4x4x3xf32>) -> tensor<1x1x2x3xf32>
    %2 = row.running_mean %r, %1 momentum 0.1
        : (tensor<3xf32>, tensor<1x1x2x3xf32>) -> tensor<3xf32>
    %3 = row.normalize %a, %1 eps 1.0e-05
        : (tensor<2x4x4x3xf32>, tensor<1x1x2x3xf32>) -> tensor<2x4x4x3xf32>
    row.yield %3, %2 : tensor<2x4x4x3xf32>, tensor<3xf32>
  }
  return %y#0, %y#1 : tensor<2x3x4x4xf32>, tensor<3xf32>
}

// -----

// A transposed convolution whose padding is larger than its window's reach
// crops the input that is set apart.

// CHECK-LABEL: func @conv_transpose(
// CHECK-SAME:      %[[X:[a-z0-9]*]]: tensor<1x2x3x3xf32>, %[[W:[a-z0-9]*]]: tensor<2x1x2x2xf32>
// CHECK:         %[[S:.*]] = tensor.insert_slice %[[X]] into %{{[0-9]+}}[0, 0, 0, 1] [1, 2, 3, 3] [1, 1, 2, 2]
// CHECK:         %[[C:.*]] = tensor.extract_slice %[[S]]{{\[}}0, 0, 1, 0]
// CHECK:         %[[F:.*]] = linalg.generic
// CHECK:           tensor.extract %[[W]]
// CHECK:         linalg.conv_2d_nchw_fchw {{.*}} ins(%[[C]], %[[F]] :
func.func @conv_transpose(%x: tensor<1x2x3x3xf32>, %w: tensor<2x1x2x2xf32>)
    -> tensor<1x1x2x6xf32> {
  %y = row.chain (%a = %x nchw : tensor<1x2x3x3xf32>,
                  %f = %w fchw : tensor<2x1x2x2xf32>)
      -> (nchw tensor<1x1x2x6xf32>) {
    %1 = row.conv_transpose %a, %f stride [2, 2] pad [2, 2, 0, 0]
        : (tensor<1x3x3x2xf32>, tensor<2x2x2x1xf32>) -> tensor<1x2x6x1xf32>
    row.yield %1 : tensor<1x2x6x1xf32>
  }
  return %y : tensor<1x1x2x6xf32>
}

// -----

func.func @given_statistics(%x: tensor<2x3x4x4xf32>, %s: tensor<1x3x1x2xf32>)
    -> tensor<2x3x4x4xf32> {
  %y = row.chain (%a = %x nchw : tensor<2x3x4x4xf32>,
                  %b = %s nchw : tensor<1x3x1x2xf32>)
      -> (nchw tensor<2x3x4x4xf32>) {
    // expected-error @below {{'row.normalize' op expected a layer that has a form in linalg}}
    %1 = row.normalize %a, %b eps 1.0e-05
        : (tensor<2x4x4x3xf32>, tensor<1x1x2x3xf32>) -> tensor<2x4x4x3xf32>
    row.yield %1 : tensor<2x4x4x3xf32>
  }
  return %y : tensor<2x3x4x4xf32>
}

// -----

func.func @statistics(%x: tensor<2x3x4x4xf32>) -> tensor<1x3x1x2xf32> {
  %y = row.chain (%a = %x nchw : tensor<2x3x4x4xf32>)
      -> (nchw tensor<1x3x1x2xf32>) {
    // expected-error @below {{'row.statistics' op expected a layer that has a form in linalg}}
    %1 = row.statistics %a : (tensor<2x4x4x3xf32>) -> tensor<1x1x2x3xf32>
    row.yield %1 : tensor<1x1x2x3xf32>
  }
  return %y : tensor<1x3x1x2xf32>
}

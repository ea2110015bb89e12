// RUN: lrcnn-opt %s -lrcnn-raise -split-input-file | FileCheck %s
// RUN: lrcnn-opt %s -linalg-generalize-named-ops -lrcnn-raise -split-input-file | FileCheck %s

// ReLU as torch-mlir writes it: a NaN is not below or equal to zero, and stays.

// CHECK-LABEL: func @relu_select(
// CHECK-SAME:    %[[X:[^:]*]]:
// CHECK-NEXT:    row.chain (%[[A:.*]] = %[[X]] nchw : tensor<1x3x8x10xf32>)
// CHECK-NEXT:        -> (nchw tensor<1x3x8x10xf32>)
// CHECK-NEXT:      row.relu %[[A]] : (tensor<1x8x10x3xf32>)
#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
func.func @relu_select(%x: tensor<1x3x8x10xf32>) -> tensor<1x3x8x10xf32> {
  %zero = arith.constant 0.0 : f32
  %empty = tensor.empty() : tensor<1x3x8x10xf32>
  %y = linalg.generic {indexing_maps = [#id, #id],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%x : tensor<1x3x8x10xf32>) outs(%empty : tensor<1x3x8x10xf32>) {
  ^bb0(%in: f32, %out: f32):
    %positive = arith.cmpf ugt, %in, %zero : f32
    %relu = arith.select %positive, %in, %zero : f32
    linalg.yield %relu : f32
  } -> tensor<1x3x8x10xf32>
  return %y : tensor<1x3x8x10xf32>
}

// -----

// The same, read from the other side: below zero is zero.

// CHECK-LABEL: func @relu_select_less(
// CHECK:         row.relu
#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
func.func @relu_select_less(%x: tensor<1x3x8x8xf32>) -> tensor<1x3x8x8xf32> {
  %zero = arith.constant 0.0 : f32
  %empty = tensor.empty() : tensor<1x3x8x8xf32>
  %y = linalg.generic {indexing_maps = [#id, #id],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%x : tensor<1x3x8x8xf32>) outs(%empty : tensor<1x3x8x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %negative = arith.cmpf ogt, %zero, %in : f32
    %relu = arith.select %negative, %zero, %in : f32
    linalg.yield %relu : f32
  } -> tensor<1x3x8x8xf32>
  return %y : tensor<1x3x8x8xf32>
}

// -----

// A maximum keeps NaN as well. The zero may be a tensor without dimensions.

// CHECK-LABEL: func @relu_maximum(
// CHECK:         row.relu
#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#scalar = affine_map<(d0, d1, d2, d3) -> ()>
func.func @relu_maximum(%x: tensor<1x3x8x8xf64>) -> tensor<1x3x8x8xf64> {
  %zero = arith.constant dense<0.0> : tensor<f64>
  %empty = tensor.empty() : tensor<1x3x8x8xf64>
  %y = linalg.generic {indexing_maps = [#scalar, #id, #id],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%zero, %x : tensor<f64>, tensor<1x3x8x8xf64>)
      outs(%empty : tensor<1x3x8x8xf64>) {
  ^bb0(%bound: f64, %in: f64, %out: f64):
    %relu = arith.maximumf %bound, %in : f64
    linalg.yield %relu : f64
  } -> tensor<1x3x8x8xf64>
  return %y : tensor<1x3x8x8xf64>
}

// -----

// linalg.max with a tensor of zeros. The layout is that of the convolution.

// CHECK-LABEL: func @relu_named(
// CHECK:         row.chain (%[[A:.*]] = %{{.*}} nhwc : tensor<1x8x8x3xf32>,
// CHECK:           %[[R:.*]] = row.relu %[[A]]
// CHECK:           row.conv %[[R]]
func.func @relu_named(%x: tensor<1x8x8x3xf32>, %w: tensor<1x1x3x4xf32>)
    -> tensor<1x8x8x4xf32> {
  %zero = arith.constant 0.0 : f32
  %empty = tensor.empty() : tensor<1x8x8x3xf32>
  %zeros = linalg.fill ins(%zero : f32) outs(%empty : tensor<1x8x8x3xf32>)
      -> tensor<1x8x8x3xf32>
  %relu = linalg.max
      ins(%x, %zeros : tensor<1x8x8x3xf32>, tensor<1x8x8x3xf32>)
      outs(%empty : tensor<1x8x8x3xf32>) -> tensor<1x8x8x3xf32>
  %init = arith.constant dense<0.0> : tensor<1x8x8x4xf32>
  %y = linalg.conv_2d_nhwc_hwcf
      ins(%relu, %w : tensor<1x8x8x3xf32>, tensor<1x1x3x4xf32>)
      outs(%init : tensor<1x8x8x4xf32>) -> tensor<1x8x8x4xf32>
  return %y : tensor<1x8x8x4xf32>
}

// -----

// An addition of two feature maps; of one to itself it has one input.

// CHECK-LABEL: func @add(
// CHECK-SAME:    %[[X:.*]]: tensor<1x3x8x8xf32>, %[[Z:.*]]: tensor<1x3x8x8xf32>)
// CHECK:         row.chain (%[[A:.*]] = %[[X]] nchw : tensor<1x3x8x8xf32>, %[[B:.*]] = %[[Z]] nchw : tensor<1x3x8x8xf32>)
// CHECK:           %[[S:.*]] = row.add %[[A]], %[[B]]
// CHECK:           row.add %[[S]], %[[S]]
func.func @add(%x: tensor<1x3x8x8xf32>, %z: tensor<1x3x8x8xf32>)
    -> tensor<1x3x8x8xf32> {
  %empty = tensor.empty() : tensor<1x3x8x8xf32>
  %sum = linalg.add ins(%x, %z : tensor<1x3x8x8xf32>, tensor<1x3x8x8xf32>)
      outs(%empty : tensor<1x3x8x8xf32>) -> tensor<1x3x8x8xf32>
  %y = linalg.add ins(%sum, %sum : tensor<1x3x8x8xf32>, tensor<1x3x8x8xf32>)
      outs(%empty : tensor<1x3x8x8xf32>) -> tensor<1x3x8x8xf32>
  return %y : tensor<1x3x8x8xf32>
}

// -----

// An addition may accumulate into its output operand.

// CHECK-LABEL: func @add_in_place(
// CHECK-SAME:    %[[X:.*]]: tensor<1x3x8x8xf32>, %[[Z:.*]]: tensor<1x3x8x8xf32>)
// CHECK-NEXT:    row.chain (%[[A:.*]] = %[[X]] {{.*}}, %[[B:.*]] = %[[Z]] {{.*}})
// CHECK:           row.add %[[A]], %[[B]]
#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
func.func @add_in_place(%x: tensor<1x3x8x8xf32>, %z: tensor<1x3x8x8xf32>)
    -> tensor<1x3x8x8xf32> {
  %y = linalg.generic {indexing_maps = [#id, #id],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%x : tensor<1x3x8x8xf32>) outs(%z : tensor<1x3x8x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %sum = arith.addf %in, %out : f32
    linalg.yield %sum : f32
  } -> tensor<1x3x8x8xf32>
  return %y : tensor<1x3x8x8xf32>
}

// -----

// A bias that is added behind the convolution is the convolution's.

// CHECK-LABEL: func @bias_behind(
// CHECK-SAME:    %{{.*}}, %[[B:[^:]*]]: tensor<4xf32>)
// CHECK:         row.chain ({{.*}}, %[[C:.*]] = %[[B]] vector : tensor<4xf32>)
// CHECK-NEXT:        -> (nchw tensor<1x4x8x8xf32>) {
// CHECK-NEXT:      row.conv %{{.*}}, %{{.*}} bias %[[C]] :
// CHECK-NEXT:      row.yield
#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#channel = affine_map<(d0, d1, d2, d3) -> (d1)>
func.func @bias_behind(%x: tensor<1x3x8x8xf32>, %w: tensor<4x3x1x1xf32>,
    %b: tensor<4xf32>) -> tensor<1x4x8x8xf32> {
  %init = arith.constant dense<0.0> : tensor<1x4x8x8xf32>
  %conv = linalg.conv_2d_nchw_fchw
      ins(%x, %w : tensor<1x3x8x8xf32>, tensor<4x3x1x1xf32>)
      outs(%init : tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32>
  %empty = tensor.empty() : tensor<1x4x8x8xf32>
  %y = linalg.generic {indexing_maps = [#channel, #id, #id],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%b, %conv : tensor<4xf32>, tensor<1x4x8x8xf32>)
      outs(%empty : tensor<1x4x8x8xf32>) {
  ^bb0(%bias: f32, %in: f32, %out: f32):
    %sum = arith.addf %bias, %in : f32
    linalg.yield %sum : f32
  } -> tensor<1x4x8x8xf32>
  return %y : tensor<1x4x8x8xf32>
}

// -----

// The same with the bias broadcast by an op of its own.

// CHECK-LABEL: func @bias_broadcast_behind(
// CHECK:         row.conv %{{.*}}, %{{.*}} bias %{{.*}} stride [2, 2] :
// CHECK-NEXT:    row.yield
func.func @bias_broadcast_behind(%x: tensor<1x8x8x3xf32>,
    %w: tensor<4x2x2x3xf32>, %b: tensor<4xf32>) -> tensor<1x4x4x4xf32> {
  %init = arith.constant dense<0.0> : tensor<1x4x4x4xf32>
  %conv = linalg.conv_2d_nhwc_fhwc {strides = dense<2> : vector<2xi64>}
      ins(%x, %w : tensor<1x8x8x3xf32>, tensor<4x2x2x3xf32>)
      outs(%init : tensor<1x4x4x4xf32>) -> tensor<1x4x4x4xf32>
  %empty = tensor.empty() : tensor<1x4x4x4xf32>
  %bias = linalg.broadcast ins(%b : tensor<4xf32>)
      outs(%empty : tensor<1x4x4x4xf32>) dimensions = [0, 1, 2]
  %y = linalg.add ins(%conv, %bias : tensor<1x4x4x4xf32>, tensor<1x4x4x4xf32>)
      outs(%empty : tensor<1x4x4x4xf32>) -> tensor<1x4x4x4xf32>
  return %y : tensor<1x4x4x4xf32>
}

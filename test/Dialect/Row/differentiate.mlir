// RUN: lrcnn-opt %s -split-input-file -pass-pipeline='builtin.module(func.func(lrcnn-differentiate))' | FileCheck %s
// RUN: lrcnn-opt %S/inputs/dag.mlir -pass-pipeline='builtin.module(func.func(lrcnn-differentiate{grad=x}))' | FileCheck %s --check-prefix=DAG
// RUN: lrcnn-opt %S/inputs/dag.mlir -pass-pipeline='builtin.module(func.func(lrcnn-differentiate))' | FileCheck %s --check-prefix=PARAMETERS

// Gradients that the option names, and those of the parameters, follow the
// outputs in the order of the inputs; each output has a seed.
// DAG-LABEL: func @main(
// DAG-SAME: %[[DY:[^ ]*]]: tensor<1x8x4x8xf32> {lrcnn.name = "dy"}
// DAG-SAME: %[[DY1:[^ ]*]]: tensor<1x8x4x4xf32> {lrcnn.name = "dy1"}
// DAG-SAME: -> (tensor<1x8x4x8xf32> {lrcnn.name = "y"}, tensor<1x8x4x4xf32> {lrcnn.name = "y1"}, tensor<1x8x4x4xf32> {lrcnn.name = "dx"}, tensor<4x3x3x4xf32> {lrcnn.name = "dw"})
// DAG: seeds (%[[S:.*]] = %[[DY]] nhwc : tensor<1x8x4x8xf32>, %[[S1:.*]] = %[[DY1]] nhwc : tensor<1x8x4x4xf32>)
// DAG-NEXT: differentiated [0, 1]
// DAG: %[[P:.*]] = row.max_pool
// DAG: %[[Y1:.*]] = row.add
// DAG: %[[Y:.*]] = row.concat

// A tensor with several consumers gets the sum of what they give; an output that
// is read again starts from its seed.
// DAG: %[[K1:.*]] = row.concat_grad %[[S]] operand 1 offset 4
// DAG: %[[K0:.*]] = row.concat_grad %[[S]] operand 0 offset 0
// DAG: %[[G:.*]] = row.add %[[S1]], %[[K0]]
// DAG: %[[A1:.*]] = row.add_grad %[[G]] operand 1
// DAG: %[[T:.*]] = row.add %[[K1]], %[[A1]]
// DAG: %[[A0:.*]] = row.add_grad %[[G]] operand 0
// DAG: %[[DW:.*]] = row.conv_filter_grad %[[P]], %[[A0]]
// DAG: %[[C:.*]] = row.conv_data_grad %[[A0]]
// DAG: %[[U:.*]] = row.add %[[T]], %[[C]]
// DAG: %[[DX:.*]] = row.max_pool_grad %{{.*}}, %[[U]]
// DAG: row.yield %[[Y]], %[[Y1]], %[[DX]], %[[DW]]

// What leads to parameters only is differentiated otherwise: nothing reads the
// gradient of max_pool0 then.
// PARAMETERS: differentiated [1]
// PARAMETERS-NOT: row.conv_data_grad
// PARAMETERS-NOT: row.max_pool_grad
// PARAMETERS: return

// A layer that nothing depends on is gone, and what only it depends on.
// CHECK-LABEL: func @dead(
func.func @dead(%x: tensor<1x8x4x4xf32>) -> tensor<1x8x4x4xf32> {
  // CHECK: -> (nhwc
  // CHECK-NEXT: row.relu
  // CHECK-NEXT: row.yield
  %y = row.chain (%0 = %x nhwc : tensor<1x8x4x4xf32>)
      -> (nhwc tensor<1x8x4x4xf32>) {
    %1 = row.tanh %0 : (tensor<1x8x4x4xf32>) -> tensor<1x8x4x4xf32>
    %2 = row.global_avg_pool %1 : (tensor<1x8x4x4xf32>) -> tensor<1x1x1x4xf32>
    %3 = row.relu %0 : (tensor<1x8x4x4xf32>) -> tensor<1x8x4x4xf32>
    row.yield %3 : tensor<1x8x4x4xf32>
  }
  return %y : tensor<1x8x4x4xf32>
}

// -----

// Names that are missing are made up; the seed's is that of the output.
// CHECK-LABEL: func @convolution(
// CHECK-SAME: {lrcnn.name = "arg0"}, %{{.*}} {lrcnn.name = "arg1"}, %{{.*}} {lrcnn.name = "arg2"}, %{{.*}} {lrcnn.name = "dy"})
// CHECK-SAME: {lrcnn.name = "darg1"}
// CHECK-SAME: {lrcnn.name = "darg2"}
func.func @convolution(%x: tensor<1x8x4x4xf32>, %w: tensor<4x3x3x2xf32>,
                       %b: tensor<4xf32>) -> tensor<1x3x4x4xf32> {
  // The gradients take the attributes of the layer; the mask of the ReLU is its
  // result.
  // CHECK: %[[Y:.*]] = row.relu
  // CHECK: %[[G:.*]] = row.relu_grad %[[Y]], %{{.*}}
  // CHECK: %[[DB:.*]] = row.bias_grad %[[G]]
  // CHECK: %[[DW:.*]] = row.conv_filter_grad %{{.*}}, %[[G]] stride [3, 1] pad [1, 1, 1, 1] groups 2
  // CHECK: row.yield %[[Y]], %[[DW]], %[[DB]]
  %0 = row.chain (%0 = %x nhwc : tensor<1x8x4x4xf32>,
                  %1 = %w fhwc : tensor<4x3x3x2xf32>,
                  %2 = %b vector : tensor<4xf32>)
      -> (nhwc tensor<1x3x4x4xf32>) {
    %3 = row.conv %0, %1 bias %2 stride [3, 1] pad [1, 1, 1, 1] groups 2
        : (tensor<1x8x4x4xf32>, tensor<4x3x3x2xf32>, tensor<4xf32>)
        -> tensor<1x3x4x4xf32>
    %4 = row.relu %3 : (tensor<1x3x4x4xf32>) -> tensor<1x3x4x4xf32>
    row.yield %4 : tensor<1x3x4x4xf32>
  }
  return %0 : tensor<1x3x4x4xf32>
}

// -----

// CHECK-LABEL: func @pools(
func.func @pools(%x: tensor<1x8x8x2xf32>, %w: tensor<2x1x1x2xf32>)
    -> tensor<1x4x4x2xf32> {
  // CHECK: row.resize_grad %{{.*}} nearest : (tensor<1x4x4x2xf32>) -> tensor<1x2x2x2xf32>
  // CHECK: row.avg_pool_grad %{{.*}} kernel [2, 2] stride [2, 2] exclude_pad : (tensor<1x2x2x2xf32>) -> tensor<1x4x4x2xf32>
  // CHECK: row.max_pool_grad %{{.*}}, %{{.*}} kernel [2, 2] stride [2, 2] : (tensor<1x8x8x2xf32>, tensor<1x4x4x2xf32>) -> tensor<1x8x8x2xf32>
  // CHECK: row.conv_filter_grad
  %0 = row.chain (%0 = %x nhwc : tensor<1x8x8x2xf32>,
                  %1 = %w fhwc : tensor<2x1x1x2xf32>)
      -> (nhwc tensor<1x4x4x2xf32>) {
    %2 = row.conv %0, %1
        : (tensor<1x8x8x2xf32>, tensor<2x1x1x2xf32>) -> tensor<1x8x8x2xf32>
    %3 = row.max_pool %2 kernel [2, 2] stride [2, 2]
        : (tensor<1x8x8x2xf32>) -> tensor<1x4x4x2xf32>
    %4 = row.avg_pool %3 kernel [2, 2] stride [2, 2] exclude_pad
        : (tensor<1x4x4x2xf32>) -> tensor<1x2x2x2xf32>
    %5 = row.resize %4 nearest to [4, 4]
        : (tensor<1x2x2x2xf32>) -> tensor<1x4x4x2xf32>
    row.yield %5 : tensor<1x4x4x2xf32>
  }
  return %0 : tensor<1x4x4x2xf32>
}

// -----

// Outputs are numbered as the function returns them, beside the arguments' names.
// CHECK-LABEL: func @outputs(
// CHECK-SAME: {lrcnn.name = "y"}, %{{.*}} {lrcnn.name = "dy1"}
// CHECK-SAME: %[[D0:[^ ]*]]: tensor<1x4x4x1xf32> {lrcnn.name = "dy_"}, %[[D1:[^ ]*]]: tensor<1x8x8x1xf32> {lrcnn.name = "dy1_"})
// CHECK-SAME: -> (tensor<1x4x4x1xf32> {lrcnn.name = "y_"}, tensor<1x8x8x1xf32> {lrcnn.name = "y1_"})
// CHECK: seeds (%{{.*}} = %[[D0]] nhwc : tensor<1x4x4x1xf32>, %{{.*}} = %[[D1]] nhwc : tensor<1x8x8x1xf32>)
// CHECK: %[[RELU:.*]] = row.relu
// CHECK: %[[POOL:.*]] = row.avg_pool
// CHECK: row.yield %[[POOL]], %[[RELU]]
func.func @outputs(%x: tensor<1x8x8x1xf32> {lrcnn.name = "y"}, %z: tensor<1x8x8x1xf32> {lrcnn.name = "dy1"})
    -> (tensor<1x4x4x1xf32>, tensor<1x8x8x1xf32>) {
  %0:2 = row.chain (%0 = %x nhwc : tensor<1x8x8x1xf32>, %1 = %z nhwc : tensor<1x8x8x1xf32>)
      -> (nhwc tensor<1x8x8x1xf32>, nhwc tensor<1x4x4x1xf32>) {
    %2 = row.add %0, %1 : (tensor<1x8x8x1xf32>, tensor<1x8x8x1xf32>) -> tensor<1x8x8x1xf32>
    %3 = row.relu %2 : (tensor<1x8x8x1xf32>) -> tensor<1x8x8x1xf32>
    %4 = row.avg_pool %3 kernel [2, 2] stride [2, 2] : (tensor<1x8x8x1xf32>) -> tensor<1x4x4x1xf32>
    row.yield %3, %4 : tensor<1x8x8x1xf32>, tensor<1x4x4x1xf32>
  }
  return %0#1, %0#0 : tensor<1x4x4x1xf32>, tensor<1x8x8x1xf32>
}

// -----

// A layer that is known by its tables has a gradient layer with the same.

// CHECK-LABEL: func @resampling(
func.func @resampling(%x: tensor<1x8x8x2xf32>, %w: tensor<2x1x1x2xf32>)
    -> tensor<1x5x7x2xf32> {
  // CHECK: %[[G:.*]] = row.resize_grad %{{.*}} bilinear align_corners : (tensor<1x5x7x2xf32>) -> tensor<1x9x7x2xf32>
  // CHECK: row.pad_grad %[[G]] reflect [1, 0, 0, -1] : (tensor<1x9x7x2xf32>) -> tensor<1x8x8x2xf32>
  // CHECK: row.conv_filter_grad
  %0 = row.chain (%0 = %x nhwc : tensor<1x8x8x2xf32>,
                  %1 = %w fhwc : tensor<2x1x1x2xf32>)
      -> (nhwc tensor<1x5x7x2xf32>) {
    %2 = row.conv %0, %1
        : (tensor<1x8x8x2xf32>, tensor<2x1x1x2xf32>) -> tensor<1x8x8x2xf32>
    %3 = row.pad %2 reflect [1, 0, 0, -1]
        : (tensor<1x8x8x2xf32>) -> tensor<1x9x7x2xf32>
    %4 = row.resize %3 bilinear align_corners to [5, 7]
        : (tensor<1x9x7x2xf32>) -> tensor<1x5x7x2xf32>
    row.yield %4 : tensor<1x5x7x2xf32>
  }
  return %0 : tensor<1x5x7x2xf32>
}

// -----

// A transposed convolution's bias is a convolution's.

// CHECK-LABEL: func @conv_transpose(
func.func @conv_transpose(%x: tensor<1x4x4x2xf32>, %w: tensor<2x2x2x3xf32>,
                          %b: tensor<3xf32>) -> tensor<1x8x8x3xf32> {
  // CHECK: row.bias_grad %[[DY:.*]] : (tensor<1x8x8x3xf32>) -> tensor<3xf32>
  // CHECK: row.conv_transpose_filter_grad %{{.*}}, %[[DY]] stride [2, 2] : (tensor<1x4x4x2xf32>, tensor<1x8x8x3xf32>) -> tensor<2x2x2x3xf32>
  %0 = row.chain (%0 = %x nhwc : tensor<1x4x4x2xf32>,
                  %1 = %w fhwc : tensor<2x2x2x3xf32>,
                  %2 = %b vector : tensor<3xf32>)
      -> (nhwc tensor<1x8x8x3xf32>) {
    %3 = row.conv_transpose %0, %1 bias %2 stride [2, 2]
        : (tensor<1x4x4x2xf32>, tensor<2x2x2x3xf32>, tensor<3xf32>)
        -> tensor<1x8x8x3xf32>
    row.yield %3 : tensor<1x8x8x3xf32>
  }
  return %0 : tensor<1x8x8x3xf32>
}

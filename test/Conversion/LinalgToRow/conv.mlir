// RUN: lrcnn-opt %s -lrcnn-raise -split-input-file | FileCheck %s
// RUN: lrcnn-opt %s -linalg-generalize-named-ops -lrcnn-raise -split-input-file | FileCheck %s

// Every named convolution has a generic spelling; both give the same chain.

// What torch-mlir writes: padding in front, the bias as the initial value. All
// of it becomes one layer.

// CHECK-LABEL: func @padded_with_bias(
// CHECK-SAME:    %[[X:.*]]: tensor<1x3x8x10xf32> {lrcnn.name = "x"}, %[[W:[^:]*]]: {{.*}}, %[[B:[^:]*]]: tensor<4xf32>
// CHECK-NEXT:    %[[Y:.*]] = row.chain (%[[A:.*]] = %[[X]] nchw : tensor<1x3x8x10xf32>, %[[F:.*]] = %[[W]] fchw : tensor<4x3x3x5xf32>, %[[C:.*]] = %[[B]] vector : tensor<4xf32>)
// CHECK-NEXT:        -> (nchw tensor<1x4x8x10xf32>) {
// CHECK-NEXT:      %[[R:.*]] = row.conv %[[A]], %[[F]] bias %[[C]] pad [1, 1, 2, 2]
// CHECK-NEXT:      row.yield %[[R]]
// CHECK-NEXT:    }
// CHECK-NEXT:    return %[[Y]]
func.func @padded_with_bias(%x: tensor<1x3x8x10xf32> {lrcnn.name = "x"},
    %w: tensor<4x3x3x5xf32>, %b: tensor<4xf32>) -> tensor<1x4x8x10xf32> {
  %zero = arith.constant 0.0 : f32
  %padded = tensor.pad %x low[0, 0, 1, 2] high[0, 0, 1, 2] {
  ^bb0(%i: index, %j: index, %k: index, %l: index):
    tensor.yield %zero : f32
  } : tensor<1x3x8x10xf32> to tensor<1x3x10x14xf32>
  %empty = tensor.empty() : tensor<1x4x8x10xf32>
  %init = linalg.broadcast ins(%b : tensor<4xf32>)
      outs(%empty : tensor<1x4x8x10xf32>) dimensions = [0, 2, 3]
  %y = linalg.conv_2d_nchw_fchw
      {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>}
      ins(%padded, %w : tensor<1x3x10x14xf32>, tensor<4x3x3x5xf32>)
      outs(%init : tensor<1x4x8x10xf32>) -> tensor<1x4x8x10xf32>
  return %y : tensor<1x4x8x10xf32>
}

// -----

// Stride and dilation, [rows, columns]; a zero fill is no bias; f64.

// CHECK-LABEL: func @strided_dilated(
// CHECK:         row.conv %{{.*}}, %{{.*}} stride [2, 1] dilation [1, 3]
// CHECK-SAME:      (tensor<2x9x10x2xf64>, tensor<4x3x3x2xf64>) -> tensor<2x4x4x4xf64>
func.func @strided_dilated(%x: tensor<2x2x9x10xf64>, %w: tensor<4x2x3x3xf64>)
    -> tensor<2x4x4x4xf64> {
  %zero = arith.constant 0.0 : f64
  %empty = tensor.empty() : tensor<2x4x4x4xf64>
  %init = linalg.fill ins(%zero : f64) outs(%empty : tensor<2x4x4x4xf64>)
      -> tensor<2x4x4x4xf64>
  %y = linalg.conv_2d_nchw_fchw
      {dilations = dense<[1, 3]> : vector<2xi64>,
       strides = dense<[2, 1]> : vector<2xi64>}
      ins(%x, %w : tensor<2x2x9x10xf64>, tensor<4x2x3x3xf64>)
      outs(%init : tensor<2x4x4x4xf64>) -> tensor<2x4x4x4xf64>
  return %y : tensor<2x4x4x4xf64>
}

// -----

// Padding may differ on all four sides, and come in several steps.

// CHECK-LABEL: func @asymmetric_padding(
// CHECK:         row.conv %{{.*}}, %{{.*}} pad [1, 2, 0, 3]
func.func @asymmetric_padding(%x: tensor<1x1x5x5xf32>, %w: tensor<1x1x3x3xf32>)
    -> tensor<1x1x6x6xf32> {
  %zero = arith.constant 0.0 : f32
  %once = tensor.pad %x low[0, 0, 1, 0] high[0, 0, 0, 3] {
  ^bb0(%i: index, %j: index, %k: index, %l: index):
    tensor.yield %zero : f32
  } : tensor<1x1x5x5xf32> to tensor<1x1x6x8xf32>
  %twice = tensor.pad %once low[0, 0, 0, 0] high[0, 0, 2, 0] {
  ^bb0(%i: index, %j: index, %k: index, %l: index):
    tensor.yield %zero : f32
  } : tensor<1x1x6x8xf32> to tensor<1x1x8x8xf32>
  %init = arith.constant dense<0.0> : tensor<1x1x6x6xf32>
  %y = linalg.conv_2d_nchw_fchw
      ins(%twice, %w : tensor<1x1x8x8xf32>, tensor<1x1x3x3xf32>)
      outs(%init : tensor<1x1x6x6xf32>) -> tensor<1x1x6x6xf32>
  return %y : tensor<1x1x6x6xf32>
}

// -----

// Padding that no window reaches is kept if the number of windows is the same,
// as it is what the network says; else it is reduced to what is reached.

// CHECK-LABEL: func @padding_not_reached(
// CHECK:         row.conv %{{.*}}, %{{.*}} stride [2, 2] pad [1, 1, 1, 0]
func.func @padding_not_reached(%x: tensor<1x1x8x8xf32>,
    %w: tensor<1x1x3x3xf32>) -> tensor<1x1x4x4xf32> {
  %zero = arith.constant 0.0 : f32
  %padded = tensor.pad %x low[0, 0, 1, 1] high[0, 0, 1, 4] {
  ^bb0(%i: index, %j: index, %k: index, %l: index):
    tensor.yield %zero : f32
  } : tensor<1x1x8x8xf32> to tensor<1x1x10x13xf32>
  %init = arith.constant dense<0.0> : tensor<1x1x4x4xf32>
  %y = linalg.conv_2d_nchw_fchw {strides = dense<2> : vector<2xi64>}
      ins(%padded, %w : tensor<1x1x10x13xf32>, tensor<1x1x3x3xf32>)
      outs(%init : tensor<1x1x4x4xf32>) -> tensor<1x1x4x4xf32>
  return %y : tensor<1x1x4x4xf32>
}

// -----

// Channels last: no layout is moved, the chain's operands say what they are.

// CHECK-LABEL: func @nhwc_hwcf(
// CHECK:         row.chain (%{{.*}} = %{{.*}} nhwc : tensor<1x8x8x3xf32>, %{{.*}} = %{{.*}} hwcf : tensor<3x3x3x4xf32>)
// CHECK-NEXT:        -> (nhwc tensor<1x8x8x4xf32>)
// CHECK-NEXT:      row.conv %{{.*}}, %{{.*}} pad [1, 1, 1, 1]
// CHECK-SAME:        (tensor<1x8x8x3xf32>, tensor<4x3x3x3xf32>) -> tensor<1x8x8x4xf32>
func.func @nhwc_hwcf(%x: tensor<1x8x8x3xf32>, %w: tensor<3x3x3x4xf32>)
    -> tensor<1x8x8x4xf32> {
  %zero = arith.constant 0.0 : f32
  %padded = tensor.pad %x low[0, 1, 1, 0] high[0, 1, 1, 0] {
  ^bb0(%i: index, %j: index, %k: index, %l: index):
    tensor.yield %zero : f32
  } : tensor<1x8x8x3xf32> to tensor<1x10x10x3xf32>
  %empty = tensor.empty() : tensor<1x8x8x4xf32>
  %init = linalg.fill ins(%zero : f32) outs(%empty : tensor<1x8x8x4xf32>)
      -> tensor<1x8x8x4xf32>
  %y = linalg.conv_2d_nhwc_hwcf
      ins(%padded, %w : tensor<1x10x10x3xf32>, tensor<3x3x3x4xf32>)
      outs(%init : tensor<1x8x8x4xf32>) -> tensor<1x8x8x4xf32>
  return %y : tensor<1x8x8x4xf32>
}

// -----

// The dialect's own order of dimensions.

// CHECK-LABEL: func @nhwc_fhwc(
// CHECK:         row.chain (%{{.*}} = %{{.*}} nhwc : tensor<1x8x8x3xf32>, %{{.*}} = %{{.*}} fhwc : tensor<4x1x2x3xf32>, %{{.*}} = %{{.*}} vector : tensor<4xf32>)
// CHECK:           row.conv %{{.*}}, %{{.*}} bias %{{.*}} :
func.func @nhwc_fhwc(%x: tensor<1x8x8x3xf32>, %w: tensor<4x1x2x3xf32>,
    %b: tensor<4xf32>) -> tensor<1x8x7x4xf32> {
  %empty = tensor.empty() : tensor<1x8x7x4xf32>
  %init = linalg.broadcast ins(%b : tensor<4xf32>)
      outs(%empty : tensor<1x8x7x4xf32>) dimensions = [0, 1, 2]
  %y = linalg.conv_2d_nhwc_fhwc
      ins(%x, %w : tensor<1x8x8x3xf32>, tensor<4x1x2x3xf32>)
      outs(%init : tensor<1x8x7x4xf32>) -> tensor<1x8x7x4xf32>
  return %y : tensor<1x8x7x4xf32>
}

// -----

// Groups: torch-mlir splits the channels in front and joins them behind. Both
// reshapes go.

// CHECK-LABEL: func @grouped(
// CHECK-SAME:    %[[X:.*]]: tensor<1x4x8x8xf32>, %[[W:.*]]: tensor<6x2x3x3xf32>, %[[B:.*]]: tensor<6xf32>
// CHECK-NEXT:    row.chain (%{{.*}} = %[[X]] nchw : {{.*}}, %{{.*}} = %[[W]] fchw : {{.*}}, %{{.*}} = %[[B]] vector : tensor<6xf32>)
// CHECK:           row.conv %{{.*}}, %{{.*}} bias %{{.*}} pad [1, 1, 1, 1] groups 2
// CHECK-SAME:        (tensor<1x8x8x4xf32>, tensor<6x3x3x2xf32>, tensor<6xf32>) -> tensor<1x8x8x6xf32>
// CHECK-NOT:     tensor.collapse_shape
func.func @grouped(%x: tensor<1x4x8x8xf32>, %w: tensor<6x2x3x3xf32>,
    %b: tensor<6xf32>) -> tensor<1x6x8x8xf32> {
  %zero = arith.constant 0.0 : f32
  %padded = tensor.pad %x low[0, 0, 1, 1] high[0, 0, 1, 1] {
  ^bb0(%i: index, %j: index, %k: index, %l: index):
    tensor.yield %zero : f32
  } : tensor<1x4x8x8xf32> to tensor<1x4x10x10xf32>
  %empty = tensor.empty() : tensor<1x6x8x8xf32>
  %init = linalg.broadcast ins(%b : tensor<6xf32>)
      outs(%empty : tensor<1x6x8x8xf32>) dimensions = [0, 2, 3]
  %x5 = tensor.expand_shape %padded [[0], [1, 2], [3], [4]]
      output_shape [1, 2, 2, 10, 10]
      : tensor<1x4x10x10xf32> into tensor<1x2x2x10x10xf32>
  %w5 = tensor.expand_shape %w [[0, 1], [2], [3], [4]]
      output_shape [2, 3, 2, 3, 3]
      : tensor<6x2x3x3xf32> into tensor<2x3x2x3x3xf32>
  %init5 = tensor.expand_shape %init [[0], [1, 2], [3], [4]]
      output_shape [1, 2, 3, 8, 8]
      : tensor<1x6x8x8xf32> into tensor<1x2x3x8x8xf32>
  %y5 = linalg.conv_2d_ngchw_gfchw
      ins(%x5, %w5 : tensor<1x2x2x10x10xf32>, tensor<2x3x2x3x3xf32>)
      outs(%init5 : tensor<1x2x3x8x8xf32>) -> tensor<1x2x3x8x8xf32>
  %y = tensor.collapse_shape %y5 [[0], [1, 2], [3], [4]]
      : tensor<1x2x3x8x8xf32> into tensor<1x6x8x8xf32>
  return %y : tensor<1x6x8x8xf32>
}

// -----

// A grouped filter that was never in four dimensions is joined in front of the
// chain; so is the result split behind it.

// CHECK-LABEL: func @grouped_nhwc(
// CHECK:         %[[F:.*]] = tensor.collapse_shape %{{.*}} {{\[}}[0, 1], [2], [3], [4]]
// CHECK:         %[[Y:.*]] = row.chain (%{{.*}} = %{{.*}} nhwc : tensor<1x8x8x4xf32>, %{{.*}} = %[[F]] fhwc : tensor<6x3x3x2xf32>)
// CHECK:           row.conv %{{.*}}, %{{.*}} groups 2
// CHECK:         tensor.expand_shape %[[Y]] {{\[}}[0], [1], [2], [3, 4]]
func.func @grouped_nhwc(%x: tensor<1x8x8x4xf32>, %w: tensor<2x3x3x3x2xf32>)
    -> tensor<1x6x6x2x3xf32> {
  %init = arith.constant dense<0.0> : tensor<1x6x6x2x3xf32>
  %x5 = tensor.expand_shape %x [[0], [1], [2], [3, 4]]
      output_shape [1, 8, 8, 2, 2]
      : tensor<1x8x8x4xf32> into tensor<1x8x8x2x2xf32>
  %y = linalg.conv_2d_nhwgc_gfhwc
      ins(%x5, %w : tensor<1x8x8x2x2xf32>, tensor<2x3x3x3x2xf32>)
      outs(%init : tensor<1x6x6x2x3xf32>) -> tensor<1x6x6x2x3xf32>
  return %y : tensor<1x6x6x2x3xf32>
}

// -----

// Depthwise: as many groups as channels. The collapsed filter is that of the
// network again.

// CHECK-LABEL: func @depthwise(
// CHECK-SAME:    %[[X:.*]]: tensor<1x4x8x8xf32>, %[[W:.*]]: tensor<4x1x3x3xf32>
// CHECK-NEXT:    row.chain (%{{.*}} = %[[X]] nchw : {{.*}}, %{{.*}} = %[[W]] fchw : tensor<4x1x3x3xf32>)
// CHECK:           row.conv %{{.*}}, %{{.*}} groups 4
// CHECK-SAME:        (tensor<1x8x8x4xf32>, tensor<4x3x3x1xf32>) -> tensor<1x6x6x4xf32>
func.func @depthwise(%x: tensor<1x4x8x8xf32>, %w: tensor<4x1x3x3xf32>)
    -> tensor<1x4x6x6xf32> {
  %zero = arith.constant 0.0 : f32
  %empty = tensor.empty() : tensor<1x4x6x6xf32>
  %init = linalg.fill ins(%zero : f32) outs(%empty : tensor<1x4x6x6xf32>)
      -> tensor<1x4x6x6xf32>
  %w3 = tensor.collapse_shape %w [[0, 1], [2], [3]]
      : tensor<4x1x3x3xf32> into tensor<4x3x3xf32>
  %y = linalg.depthwise_conv_2d_nchw_chw
      ins(%x, %w3 : tensor<1x4x8x8xf32>, tensor<4x3x3xf32>)
      outs(%init : tensor<1x4x6x6xf32>) -> tensor<1x4x6x6xf32>
  return %y : tensor<1x4x6x6xf32>
}

// -----

// A depthwise filter in channels-last order is a hwcf filter of one input
// channel.

// CHECK-LABEL: func @depthwise_nhwc(
// CHECK:         %[[F:.*]] = tensor.expand_shape %{{.*}} {{\[}}[0], [1], [2, 3]] output_shape [3, 3, 1, 4]
// CHECK:         row.chain (%{{.*}} = %{{.*}} nhwc : {{.*}}, %{{.*}} = %[[F]] hwcf : tensor<3x3x1x4xf32>)
// CHECK:           row.conv %{{.*}}, %{{.*}} groups 4
func.func @depthwise_nhwc(%x: tensor<1x8x8x4xf32>, %w: tensor<3x3x4xf32>)
    -> tensor<1x6x6x4xf32> {
  %init = arith.constant dense<0.0> : tensor<1x6x6x4xf32>
  %y = linalg.depthwise_conv_2d_nhwc_hwc
      ins(%x, %w : tensor<1x8x8x4xf32>, tensor<3x3x4xf32>)
      outs(%init : tensor<1x6x6x4xf32>) -> tensor<1x6x6x4xf32>
  return %y : tensor<1x6x6x4xf32>
}

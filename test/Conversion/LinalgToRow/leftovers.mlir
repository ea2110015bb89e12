// RUN: lrcnn-opt %s -lrcnn-raise -split-input-file -verify-diagnostics | FileCheck %s

// What is not recognised stays outside, and a remark says what was expected.
// Each function also has a layer that is raised.

// Padding with something else than zero is not a convolution's own.

// CHECK-LABEL: func @padding_value(
// CHECK:         %[[P:.*]] = tensor.pad
// CHECK:         row.chain (%{{.*}} = %[[P]] nchw : tensor<1x1x6x6xf32>
// CHECK-NEXT:        -> (nchw tensor<1x1x4x4xf32>)
// CHECK-NEXT:      row.conv %{{.*}}, %{{.*}} :
func.func @padding_value(%x: tensor<1x1x4x4xf32>, %w: tensor<1x1x3x3xf32>)
    -> tensor<1x1x4x4xf32> {
  %one = arith.constant 1.0 : f32
  // expected-remark @below {{row.chain does not take this tensor.pad: expected padding of rows and columns by 0, or by -inf in front of a maximum}}
  %padded = tensor.pad %x low[0, 0, 1, 1] high[0, 0, 1, 1] {
  ^bb0(%i: index, %j: index, %k: index, %l: index):
    tensor.yield %one : f32
  } : tensor<1x1x4x4xf32> to tensor<1x1x6x6xf32>
  %init = arith.constant dense<0.0> : tensor<1x1x4x4xf32>
  %y = linalg.conv_2d_nchw_fchw
      ins(%padded, %w : tensor<1x1x6x6xf32>, tensor<1x1x3x3xf32>)
      outs(%init : tensor<1x1x4x4xf32>) -> tensor<1x1x4x4xf32>
  return %y : tensor<1x1x4x4xf32>
}

// -----

// Zero is not a maximum's own either, but there is a layer that pads with it.

// CHECK-LABEL: func @padding_of_maximum(
// CHECK:         %[[P:.*]] = row.pad %{{.*}} zero [1, 0, 0, 0]
// CHECK:         row.max_pool %[[P]] kernel [2, 2] : (tensor<1x5x4x1xf32>)
func.func @padding_of_maximum(%x: tensor<1x1x4x4xf32>) -> tensor<1x1x4x3xf32> {
  %zero = arith.constant 0.0 : f32
  %padded = tensor.pad %x low[0, 0, 1, 0] high[0, 0, 0, 0] {
  ^bb0(%i: index, %j: index, %k: index, %l: index):
    tensor.yield %zero : f32
  } : tensor<1x1x4x4xf32> to tensor<1x1x5x4xf32>
  %init = arith.constant dense<0xFF800000> : tensor<1x1x4x3xf32>
  %window = tensor.empty() : tensor<2x2xf32>
  %y = linalg.pooling_nchw_max
      ins(%padded, %window : tensor<1x1x5x4xf32>, tensor<2x2xf32>)
      outs(%init : tensor<1x1x4x3xf32>) -> tensor<1x1x4x3xf32>
  return %y : tensor<1x1x4x3xf32>
}

// -----

// Channels are not padded by any layer. Of two paddings the last is named.

// CHECK-LABEL: func @padding_of_channels(
// CHECK:         tensor.pad
// CHECK:         tensor.pad
// CHECK:         row.max_pool %{{.*}} kernel [2, 2] : (tensor<1x5x4x2xf32>)
func.func @padding_of_channels(%x: tensor<1x1x4x4xf32>) -> tensor<1x2x4x3xf32> {
  %inf = arith.constant 0xFF800000 : f32
  %rows = tensor.pad %x low[0, 0, 1, 0] high[0, 0, 0, 0] {
  ^bb0(%i: index, %j: index, %k: index, %l: index):
    tensor.yield %inf : f32
  } : tensor<1x1x4x4xf32> to tensor<1x1x5x4xf32>
  // expected-remark @below {{row.chain does not take this tensor.pad}}
  %channels = tensor.pad %rows low[0, 1, 0, 0] high[0, 0, 0, 0] {
  ^bb0(%i: index, %j: index, %k: index, %l: index):
    tensor.yield %inf : f32
  } : tensor<1x1x5x4xf32> to tensor<1x2x5x4xf32>
  %init = arith.constant dense<0xFF800000> : tensor<1x2x4x3xf32>
  %window = tensor.empty() : tensor<2x2xf32>
  %y = linalg.pooling_nchw_max
      ins(%channels, %window : tensor<1x2x5x4xf32>, tensor<2x2xf32>)
      outs(%init : tensor<1x2x4x3xf32>) -> tensor<1x2x4x3xf32>
  return %y : tensor<1x2x4x3xf32>
}

// -----

// Ops that are no layer at all.

// CHECK-LABEL: func @unknown_op(
// CHECK:         row.relu
// CHECK:         linalg.exp
func.func @unknown_op(%x: tensor<1x1x4x4xf32>) -> tensor<1x1x4x4xf32> {
  %zero = arith.constant dense<0.0> : tensor<1x1x4x4xf32>
  %empty = tensor.empty() : tensor<1x1x4x4xf32>
  %relu = linalg.max ins(%x, %zero : tensor<1x1x4x4xf32>, tensor<1x1x4x4xf32>)
      outs(%empty : tensor<1x1x4x4xf32>) -> tensor<1x1x4x4xf32>
  // expected-remark @below {{row.chain does not take this linalg.exp: expected a convolution, linear layer, activation, normalization, pooling, addition, product, concatenation, resizing or padding}}
  %y = linalg.exp ins(%relu : tensor<1x1x4x4xf32>)
      outs(%empty : tensor<1x1x4x4xf32>) -> tensor<1x1x4x4xf32>
  return %y : tensor<1x1x4x4xf32>
}

// -----

// Two biases: the convolution has one already.

// CHECK-LABEL: func @second_bias(
// CHECK:         row.conv %{{.*}}, %{{.*}} bias
// CHECK:         linalg.add
func.func @second_bias(%x: tensor<1x1x4x4xf32>, %w: tensor<2x1x1x1xf32>,
    %b: tensor<2xf32>) -> tensor<1x2x4x4xf32> {
  %empty = tensor.empty() : tensor<1x2x4x4xf32>
  %bias = linalg.broadcast ins(%b : tensor<2xf32>)
      outs(%empty : tensor<1x2x4x4xf32>) dimensions = [0, 2, 3]
  %conv = linalg.conv_2d_nchw_fchw
      ins(%x, %w : tensor<1x1x4x4xf32>, tensor<2x1x1x1xf32>)
      outs(%bias : tensor<1x2x4x4xf32>) -> tensor<1x2x4x4xf32>
  // expected-remark @below {{row.chain does not take this linalg.add: expected a bias to follow a convolution that has none and is used here only}}
  %y = linalg.add ins(%conv, %bias : tensor<1x2x4x4xf32>, tensor<1x2x4x4xf32>)
      outs(%empty : tensor<1x2x4x4xf32>) -> tensor<1x2x4x4xf32>
  return %y : tensor<1x2x4x4xf32>
}

// -----

// torch-mlir's ceil_mode with padding divides by a count that is neither the
// window nor what lies inside the input.

// CHECK-LABEL: func @odd_divisor(
// CHECK:         row.relu
// CHECK:         linalg.pooling_nchw_sum
// CHECK:         linalg.generic
#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
func.func @odd_divisor(%x: tensor<1x1x4x4xf32>) -> tensor<1x1x2x2xf32> {
  %zero = arith.constant dense<0.0> : tensor<1x1x4x4xf32>
  %size = arith.constant 3.0 : f32
  %empty = tensor.empty() : tensor<1x1x4x4xf32>
  %relu = linalg.max ins(%x, %zero : tensor<1x1x4x4xf32>, tensor<1x1x4x4xf32>)
      outs(%empty : tensor<1x1x4x4xf32>) -> tensor<1x1x4x4xf32>
  %init = arith.constant dense<0.0> : tensor<1x1x2x2xf32>
  %window = tensor.empty() : tensor<2x2xf32>
  // expected-remark @below {{row.chain does not take this linalg.pooling_nchw_sum: expected the sum to be divided by the size of its window}}
  %sum = linalg.pooling_nchw_sum {strides = dense<2> : vector<2xi64>}
      ins(%relu, %window : tensor<1x1x4x4xf32>, tensor<2x2xf32>)
      outs(%init : tensor<1x1x2x2xf32>) -> tensor<1x1x2x2xf32>
  // expected-remark @below {{row.chain does not take this linalg.generic: expected the divisor to be the size of the window, with or without padding}}
  %y = linalg.generic {indexing_maps = [#id, #id],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%sum : tensor<1x1x2x2xf32>) outs(%init : tensor<1x1x2x2xf32>) {
  ^bb0(%in: f32, %out: f32):
    %mean = arith.divf %in, %size : f32
    linalg.yield %mean : f32
  } -> tensor<1x1x2x2xf32>
  return %y : tensor<1x1x2x2xf32>
}

// -----

// Rows are not channels.

// CHECK-LABEL: func @concat_rows(
// CHECK:         row.relu
// CHECK:         tensor.concat
func.func @concat_rows(%x: tensor<1x1x4x4xf32>) -> tensor<1x1x8x4xf32> {
  %zero = arith.constant dense<0.0> : tensor<1x1x4x4xf32>
  %empty = tensor.empty() : tensor<1x1x4x4xf32>
  %relu = linalg.max ins(%x, %zero : tensor<1x1x4x4xf32>, tensor<1x1x4x4xf32>)
      outs(%empty : tensor<1x1x4x4xf32>) -> tensor<1x1x4x4xf32>
  // expected-remark @below {{row.chain does not take this tensor.concat: expected a concatenation of channels, dimension 1 of 4, got dimension 2 of 4}}
  %y = tensor.concat dim(2) %relu, %relu
      : (tensor<1x1x4x4xf32>, tensor<1x1x4x4xf32>) -> tensor<1x1x8x4xf32>
  return %y : tensor<1x1x8x4xf32>
}

// -----

// In a function with channels last, dimension 1 is rows.

// CHECK-LABEL: func @concat_nhwc(
// CHECK:         row.conv
// CHECK:         tensor.concat
func.func @concat_nhwc(%x: tensor<1x4x4x1xf32>, %w: tensor<1x1x1x1xf32>)
    -> tensor<1x8x4x1xf32> {
  %init = arith.constant dense<0.0> : tensor<1x4x4x1xf32>
  %conv = linalg.conv_2d_nhwc_hwcf
      ins(%x, %w : tensor<1x4x4x1xf32>, tensor<1x1x1x1xf32>)
      outs(%init : tensor<1x4x4x1xf32>) -> tensor<1x4x4x1xf32>
  // expected-remark @below {{expected a concatenation of channels, dimension 3 of 4, got dimension 1 of 4}}
  %y = tensor.concat dim(1) %conv, %conv
      : (tensor<1x4x4x1xf32>, tensor<1x4x4x1xf32>) -> tensor<1x8x4x1xf32>
  return %y : tensor<1x8x4x1xf32>
}

// -----

// The windows of a transposed convolution end before the last row.

// CHECK-LABEL: func @unreached_rows(
// CHECK:         row.relu
// CHECK:         linalg.conv_2d_nchw_fchw
#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
func.func @unreached_rows(%x: tensor<1x2x2x2xf32>, %w: tensor<2x1x1x1xf32>)
    -> tensor<1x1x5x3xf32> {
  %c0 = arith.constant 0 : index
  %zeros = arith.constant dense<0.0> : tensor<1x2x5x3xf32>
  %init = arith.constant dense<0.0> : tensor<1x1x5x3xf32>
  %empty = tensor.empty() : tensor<1x2x1x1xf32>
  %empty_x = tensor.empty() : tensor<1x2x2x2xf32>
  %zero_x = arith.constant dense<0.0> : tensor<1x2x2x2xf32>
  %relu = linalg.max ins(%x, %zero_x : tensor<1x2x2x2xf32>, tensor<1x2x2x2xf32>)
      outs(%empty_x : tensor<1x2x2x2xf32>) -> tensor<1x2x2x2xf32>
  // expected-remark @below {{row.chain does not take this linalg.generic}}
  %turned = linalg.generic {indexing_maps = [#id],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      outs(%empty : tensor<1x2x1x1xf32>) {
  ^bb0(%out: f32):
    %c = linalg.index 1 : index
    %element = tensor.extract %w[%c, %c0, %c0, %c0] : tensor<2x1x1x1xf32>
    linalg.yield %element : f32
  } -> tensor<1x2x1x1xf32>
  // expected-remark @below {{row.chain does not take this tensor.insert_slice}}
  %spread = tensor.insert_slice %relu into %zeros[0, 0, 0, 0] [1, 2, 2, 2] [1, 1, 2, 2]
      : tensor<1x2x2x2xf32> into tensor<1x2x5x3xf32>
  // expected-remark @below {{row.chain does not take this linalg.conv_2d_nchw_fchw: expected a transposed convolution without rows and columns that its windows do not reach}}
  %y = linalg.conv_2d_nchw_fchw
      ins(%spread, %turned : tensor<1x2x5x3xf32>, tensor<1x2x1x1xf32>)
      outs(%init : tensor<1x1x5x3xf32>) -> tensor<1x1x5x3xf32>
  return %y : tensor<1x1x5x3xf32>
}

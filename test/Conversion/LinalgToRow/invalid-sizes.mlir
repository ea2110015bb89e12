// RUN: lrcnn-opt %s -lrcnn-raise -split-input-file -verify-diagnostics

// What linalg allows and no layer has. It is refused before a layer is built.

// A stride that goes backwards, but is never gone.

func.func @negative_stride(%x: tensor<1x2x2x2xf32>) -> tensor<1x2x1x1xf32> {
  %init = arith.constant dense<0xFF800000> : tensor<1x2x1x1xf32>
  %window = tensor.empty() : tensor<2x2xf32>
  // expected-error @below {{first is 'linalg.pooling_nchw_max': expected a 2-D convolution, maximum or mean in one of the forms that layers have}}
  %y = linalg.pooling_nchw_max {strides = dense<-2> : vector<2xi64>}
      ins(%x, %window : tensor<1x2x2x2xf32>, tensor<2x2xf32>)
      outs(%init : tensor<1x2x1x1xf32>) -> tensor<1x2x1x1xf32>
  return %y : tensor<1x2x1x1xf32>
}

// -----

// The same of a mean.

#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
func.func @negative_stride_of_mean(%x: tensor<1x2x2x2xf32>) -> tensor<1x2x1x1xf32> {
  %init = arith.constant dense<0.0> : tensor<1x2x1x1xf32>
  %window = tensor.empty() : tensor<2x2xf32>
  // expected-error @below {{first is 'linalg.pooling_nchw_sum': expected a 2-D convolution, maximum or mean in one of the forms that layers have}}
  %y = linalg.pooling_nchw_sum {strides = dense<-2> : vector<2xi64>}
      ins(%x, %window : tensor<1x2x2x2xf32>, tensor<2x2xf32>)
      outs(%init : tensor<1x2x1x1xf32>) -> tensor<1x2x1x1xf32>
  %four = arith.constant 4.0 : f32
  %empty = tensor.empty() : tensor<1x2x1x1xf32>
  %mean = linalg.generic {indexing_maps = [#id, #id],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%y : tensor<1x2x1x1xf32>) outs(%empty : tensor<1x2x1x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %quotient = arith.divf %in, %four : f32
    linalg.yield %quotient : f32
  } -> tensor<1x2x1x1xf32>
  return %mean : tensor<1x2x1x1xf32>
}

// -----

// A stride that no number of 32 bits is.

func.func @huge_stride(%x: tensor<1x2x2x2xf32>) -> tensor<1x2x1x1xf32> {
  %init = arith.constant dense<0xFF800000> : tensor<1x2x1x1xf32>
  %window = tensor.empty() : tensor<2x2xf32>
  // expected-error @below {{first is 'linalg.pooling_nchw_max': expected a 2-D convolution, maximum or mean in one of the forms that layers have}}
  %y = linalg.pooling_nchw_max {strides = dense<9223372036854775807> : vector<2xi64>}
      ins(%x, %window : tensor<1x2x2x2xf32>, tensor<2x2xf32>)
      outs(%init : tensor<1x2x1x1xf32>) -> tensor<1x2x1x1xf32>
  return %y : tensor<1x2x1x1xf32>
}

// -----

// No images.

func.func @no_images(%x: tensor<0x1x4x4xf32>, %w: tensor<1x1x1x1xf32>)
    -> tensor<0x1x4x4xf32> {
  %init = arith.constant dense<0.0> : tensor<0x1x4x4xf32>
  // expected-error @below {{expected sizes from 1 to 2^20, in all at most 2^48, got 'tensor<0x1x4x4xf32>', 'tensor<1x1x1x1xf32>', 'tensor<0x1x4x4xf32>'}}
  %y = linalg.conv_2d_nchw_fchw
      ins(%x, %w : tensor<0x1x4x4xf32>, tensor<1x1x1x1xf32>)
      outs(%init : tensor<0x1x4x4xf32>) -> tensor<0x1x4x4xf32>
  return %y : tensor<0x1x4x4xf32>
}

// -----

// No rows are left.

func.func @no_rows(%x: tensor<1x2x4x4xf32>) -> tensor<1x2x0x4xf32> {
  // expected-error @below {{first is 'tensor.extract_slice': expected sizes from 1 to 2^20}}
  %y = tensor.extract_slice %x[0, 0, 0, 0] [1, 2, 0, 4] [1, 1, 1, 1]
      : tensor<1x2x4x4xf32> to tensor<1x2x0x4xf32>
  return %y : tensor<1x2x0x4xf32>
}

// -----

// More rows than 2^20.

func.func @many_rows(%x: tensor<1x2x4x4xf32>)
    -> tensor<1x2x4294967300x4xf32> {
  %zero = arith.constant 0.0 : f32
  // expected-error @below {{no layer of @many_rows could be raised; first is 'tensor.pad'}}
  %y = tensor.pad %x low[0, 0, 4294967296, 0] high[0, 0, 0, 0] {
  ^bb0(%i: index, %j: index, %k: index, %l: index):
    tensor.yield %zero : f32
  } : tensor<1x2x4x4xf32> to tensor<1x2x4294967300x4xf32>
  return %y : tensor<1x2x4294967300x4xf32>
}

// -----

// A padding that MLIR reads as one of an operand that is not there.

func.func @dynamic_padding(%x: tensor<1x1x8x8xf32>) -> tensor<1x1x10x13xf32> {
  %zero = arith.constant 0.0 : f32
  // expected-error @below {{no layer of @dynamic_padding could be raised; first is 'tensor.pad'}}
  %y = tensor.pad %x low[0, 0, 1, 1] high[0, 0, -9223372036854775808, 4] {
  ^bb0(%i: index, %j: index, %k: index, %l: index):
    tensor.yield %zero : f32
  } : tensor<1x1x8x8xf32> to tensor<1x1x10x13xf32>
  return %y : tensor<1x1x10x13xf32>
}

// -----

// Rows that are repeated more often than there may be rows.

#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
func.func @many_copies(%x: tensor<1x1x4x4xf32>) -> tensor<1x1x2147483647x4xf32> {
  %c2 = arith.constant 2 : index
  %empty = tensor.empty() : tensor<1x1x2147483647x4xf32>
  // expected-error @below {{expected sizes from 1 to 2^20, in all at most 2^48, got 'tensor<1x1x4x4xf32>', 'tensor<1x1x2147483647x4xf32>'}}
  %y = linalg.generic {indexing_maps = [#id],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      outs(%empty : tensor<1x1x2147483647x4xf32>) {
  ^bb0(%out: f32):
    %n = linalg.index 0 : index
    %c = linalg.index 1 : index
    %h = linalg.index 2 : index
    %w = linalg.index 3 : index
    %row = arith.divui %h, %c2 : index
    %element = tensor.extract %x[%n, %c, %row, %w] : tensor<1x1x4x4xf32>
    linalg.yield %element : f32
  } -> tensor<1x1x2147483647x4xf32>
  return %y : tensor<1x1x2147483647x4xf32>
}

// -----

// A sum of more elements than 64 bits count, over their number.

#id = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#first = affine_map<(d0, d1, d2) -> (d0)>
#vector = affine_map<(d0) -> (d0)>
func.func @endless_mean(%x: tensor<3x8x9223372036854775807xf32>,
    %running: tensor<3xf32>) -> tensor<3xf32> {
  %zero = arith.constant dense<0.0> : tensor<3xf32>
  %count = arith.constant 8.0 : f32
  %empty = tensor.empty() : tensor<3xf32>
  // expected-error @below {{no layer of @endless_mean could be raised}}
  %sum = linalg.generic {indexing_maps = [#id, #first],
      iterator_types = ["parallel", "reduction", "reduction"]}
      ins(%x : tensor<3x8x9223372036854775807xf32>)
      outs(%zero : tensor<3xf32>) {
  ^bb0(%in: f32, %out: f32):
    %add = arith.addf %in, %out : f32
    linalg.yield %add : f32
  } -> tensor<3xf32>
  %mean = linalg.generic {indexing_maps = [#vector, #vector, #vector],
      iterator_types = ["parallel"]}
      ins(%sum, %running : tensor<3xf32>, tensor<3xf32>)
      outs(%empty : tensor<3xf32>) {
  ^bb0(%s: f32, %r: f32, %out: f32):
    %m = arith.divf %s, %count : f32
    %add = arith.addf %m, %r : f32
    linalg.yield %add : f32
  } -> tensor<3xf32>
  return %mean : tensor<3xf32>
}

// -----

// A product whose second matrix is itself computed element by element.

#id = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
func.func @computed_matrix(%x: tensor<1x4x4xf32>) -> tensor<1x4x4xf32> {
  %empty = tensor.empty() : tensor<1x4x4xf32>
  %zero = arith.constant dense<0.0> : tensor<1x4x4xf32>
  // expected-error @below {{no layer of @computed_matrix could be raised}}
  %m = linalg.generic {indexing_maps = [#id, #id],
      iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%x : tensor<1x4x4xf32>) outs(%empty : tensor<1x4x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %exp = math.exp %in : f32
    linalg.yield %exp : f32
  } -> tensor<1x4x4xf32>
  %y = linalg.batch_matmul
      ins(%x, %m : tensor<1x4x4xf32>, tensor<1x4x4xf32>)
      outs(%zero : tensor<1x4x4xf32>) -> tensor<1x4x4xf32>
  return %y : tensor<1x4x4xf32>
}

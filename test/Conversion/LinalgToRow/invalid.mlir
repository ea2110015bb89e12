// RUN: lrcnn-opt %s -lrcnn-raise -split-input-file -verify-diagnostics

// A function in which nothing is recognised is an error that names the first
// layer and what was expected of it.

// 16-bit elements.

func.func @half(%x: tensor<1x1x4x4xbf16>, %w: tensor<1x1x1x1xbf16>)
    -> tensor<1x1x4x4xbf16> {
  %init = arith.constant dense<0.0> : tensor<1x1x4x4xbf16>
  // expected-error @below {{no layer of @half could be raised; first is 'linalg.conv_2d_nchw_fchw': expected static tensors of f32 or of f64, got 'tensor<1x1x4x4xbf16>', 'tensor<1x1x1x1xbf16>', 'tensor<1x1x4x4xbf16>'}}
  %y = linalg.conv_2d_nchw_fchw
      ins(%x, %w : tensor<1x1x4x4xbf16>, tensor<1x1x1x1xbf16>)
      outs(%init : tensor<1x1x4x4xbf16>) -> tensor<1x1x4x4xbf16>
  return %y : tensor<1x1x4x4xbf16>
}

// -----

// Mixed element types: the body extends them.

func.func @mixed(%x: tensor<1x1x4x4xf32>, %w: tensor<1x1x1x1xf32>)
    -> tensor<1x1x4x4xf64> {
  %init = arith.constant dense<0.0> : tensor<1x1x4x4xf64>
  // expected-error @below {{expected static tensors of f32 or of f64, got 'tensor<1x1x4x4xf32>', 'tensor<1x1x1x1xf32>', 'tensor<1x1x4x4xf64>'}}
  %y = linalg.conv_2d_nchw_fchw
      ins(%x, %w : tensor<1x1x4x4xf32>, tensor<1x1x1x1xf32>)
      outs(%init : tensor<1x1x4x4xf64>) -> tensor<1x1x4x4xf64>
  return %y : tensor<1x1x4x4xf64>
}

// -----

// Integers.

func.func @integers(%x: tensor<1x1x4x4xi32>) -> tensor<1x1x2x2xi32> {
  %init = arith.constant dense<-2147483648> : tensor<1x1x2x2xi32>
  %window = tensor.empty() : tensor<2x2xi32>
  // expected-error @below {{first is 'linalg.pooling_nchw_max': expected static tensors of f32 or of f64}}
  %y = linalg.pooling_nchw_max {strides = dense<2> : vector<2xi64>}
      ins(%x, %window : tensor<1x1x4x4xi32>, tensor<2x2xi32>)
      outs(%init : tensor<1x1x2x2xi32>) -> tensor<1x1x2x2xi32>
  return %y : tensor<1x1x2x2xi32>
}

// -----

// Dynamic shapes.

func.func @dynamic(%x: tensor<?x1x4x4xf32>, %init: tensor<?x1x4x4xf32>)
    -> tensor<?x1x4x4xf32> {
  // expected-error @below {{first is 'linalg.add': expected static tensors of f32 or of f64}}
  %y = linalg.add ins(%x, %x : tensor<?x1x4x4xf32>, tensor<?x1x4x4xf32>)
      outs(%init : tensor<?x1x4x4xf32>) -> tensor<?x1x4x4xf32>
  return %y : tensor<?x1x4x4xf32>
}

// -----

// A window whose size is not known.

func.func @dynamic_window(%x: tensor<1x1x4x4xf32>, %window: tensor<?x2xf32>)
    -> tensor<1x1x2x2xf32> {
  %init = arith.constant dense<0xFF800000> : tensor<1x1x2x2xf32>
  // expected-error @below {{expected a static window, got 'tensor<?x2xf32>'}}
  %y = linalg.pooling_nchw_max
      ins(%x, %window : tensor<1x1x4x4xf32>, tensor<?x2xf32>)
      outs(%init : tensor<1x1x2x2xf32>) -> tensor<1x1x2x2xf32>
  return %y : tensor<1x1x2x2xf32>
}

// -----

// The padding in front of an unsupported layer is not named, the layer is.

func.func @three_dimensions(%x: tensor<1x1x4x4x4xf32>,
    %w: tensor<1x1x3x3x3xf32>) -> tensor<1x1x4x4x4xf32> {
  %zero = arith.constant 0.0 : f32
  %padded = tensor.pad %x low[0, 0, 1, 1, 1] high[0, 0, 1, 1, 1] {
  ^bb0(%i: index, %j: index, %k: index, %l: index, %m: index):
    tensor.yield %zero : f32
  } : tensor<1x1x4x4x4xf32> to tensor<1x1x6x6x6xf32>
  %init = arith.constant dense<0.0> : tensor<1x1x4x4x4xf32>
  // expected-error @below {{first is 'linalg.conv_3d_ncdhw_fcdhw': expected a 2-D convolution, maximum or mean in one of the forms that layers have}}
  %y = linalg.conv_3d_ncdhw_fcdhw
      ins(%padded, %w : tensor<1x1x6x6x6xf32>, tensor<1x1x3x3x3xf32>)
      outs(%init : tensor<1x1x4x4x4xf32>) -> tensor<1x1x4x4x4xf32>
  return %y : tensor<1x1x4x4x4xf32>
}

// -----

// A sum that goes on from somewhere else.

func.func @accumulated(%x: tensor<1x1x4x4xf32>, %w: tensor<1x1x1x1xf32>,
    %init: tensor<1x1x4x4xf32>) -> tensor<1x1x4x4xf32> {
  // expected-error @below {{expected the sum to begin with zero or with a bias for each channel}}
  %y = linalg.conv_2d_nchw_fchw
      ins(%x, %w : tensor<1x1x4x4xf32>, tensor<1x1x1x1xf32>)
      outs(%init : tensor<1x1x4x4xf32>) -> tensor<1x1x4x4xf32>
  return %y : tensor<1x1x4x4xf32>
}

// -----

// A result with fewer rows than there are windows.

func.func @cropped(%x: tensor<1x1x6x6xf32>, %w: tensor<1x1x1x1xf32>)
    -> tensor<1x1x4x6xf32> {
  %init = arith.constant dense<0.0> : tensor<1x1x4x6xf32>
  // expected-error @below {{expected a result as large as its windows allow}}
  %y = linalg.conv_2d_nchw_fchw
      ins(%x, %w : tensor<1x1x6x6xf32>, tensor<1x1x1x1xf32>)
      outs(%init : tensor<1x1x4x6xf32>) -> tensor<1x1x4x6xf32>
  return %y : tensor<1x1x4x6xf32>
}

// -----

// The same of a pooling.

func.func @cropped_pool(%x: tensor<1x1x6x6xf32>) -> tensor<1x1x2x3xf32> {
  %init = arith.constant dense<0xFF800000> : tensor<1x1x2x3xf32>
  %window = tensor.empty() : tensor<2x2xf32>
  // expected-error @below {{expected a result as large as its windows allow}}
  %y = linalg.pooling_nchw_max {strides = dense<2> : vector<2xi64>}
      ins(%x, %window : tensor<1x1x6x6xf32>, tensor<2x2xf32>)
      outs(%init : tensor<1x1x2x3xf32>) -> tensor<1x1x2x3xf32>
  return %y : tensor<1x1x2x3xf32>
}

// -----

// Groups that are not a split of channels.

func.func @groups(%x: tensor<1x2x1x4x4xf32>, %w: tensor<2x1x1x1x1xf32>)
    -> tensor<1x2x1x4x4xf32> {
  %init = arith.constant dense<0.0> : tensor<1x2x1x4x4xf32>
  // expected-error @below {{expected an input whose groups are expanded from its channels}}
  %y = linalg.conv_2d_ngchw_gfchw
      ins(%x, %w : tensor<1x2x1x4x4xf32>, tensor<2x1x1x1x1xf32>)
      outs(%init : tensor<1x2x1x4x4xf32>) -> tensor<1x2x1x4x4xf32>
  return %y : tensor<1x2x1x4x4xf32>
}

// -----

// A maximum that begins with zero is not that of its window.

func.func @maximum_from_zero(%x: tensor<1x1x4x4xf32>) -> tensor<1x1x3x3xf32> {
  %init = arith.constant dense<0.0> : tensor<1x1x3x3xf32>
  %window = tensor.empty() : tensor<2x2xf32>
  // expected-error @below {{expected the initial value to be -inf}}
  %y = linalg.pooling_nchw_max
      ins(%x, %window : tensor<1x1x4x4xf32>, tensor<2x2xf32>)
      outs(%init : tensor<1x1x3x3xf32>) -> tensor<1x1x3x3xf32>
  return %y : tensor<1x1x3x3xf32>
}

// -----

// A sum must begin with zero.

func.func @sum_from_one(%x: tensor<1x1x4x4xf32>) -> tensor<1x1x3x3xf32> {
  %init = arith.constant dense<1.0> : tensor<1x1x3x3xf32>
  %window = tensor.empty() : tensor<2x2xf32>
  // expected-error @below {{expected the initial value to be zero}}
  %y = linalg.pooling_nchw_sum
      ins(%x, %window : tensor<1x1x4x4xf32>, tensor<2x2xf32>)
      outs(%init : tensor<1x1x3x3xf32>) -> tensor<1x1x3x3xf32>
  return %y : tensor<1x1x3x3xf32>
}

// -----

// Means have no dilation.

func.func @dilated_sum(%x: tensor<1x1x4x4xf32>) -> tensor<1x1x2x2xf32> {
  %init = arith.constant dense<0.0> : tensor<1x1x2x2xf32>
  %window = tensor.empty() : tensor<2x2xf32>
  // expected-error @below {{expected a mean without dilation}}
  %y = linalg.pooling_nchw_sum {dilations = dense<2> : vector<2xi64>}
      ins(%x, %window : tensor<1x1x4x4xf32>, tensor<2x2xf32>)
      outs(%init : tensor<1x1x2x2xf32>) -> tensor<1x1x2x2xf32>
  return %y : tensor<1x1x2x2xf32>
}

// -----

// The maximum over nothing but padding.

func.func @window_in_padding(%x: tensor<1x1x4x4xf32>) -> tensor<1x1x5x4xf32> {
  %inf = arith.constant 0xFF800000 : f32
  %padded = tensor.pad %x low[0, 0, 1, 0] high[0, 0, 0, 0] {
  ^bb0(%i: index, %j: index, %k: index, %l: index):
    tensor.yield %inf : f32
  } : tensor<1x1x4x4xf32> to tensor<1x1x5x4xf32>
  %init = arith.constant dense<0xFF800000> : tensor<1x1x5x4xf32>
  %window = tensor.empty() : tensor<1x1xf32>
  // expected-error @below {{expected every window to meet the input}}
  %y = linalg.pooling_nchw_max
      ins(%padded, %window : tensor<1x1x5x4xf32>, tensor<1x1xf32>)
      outs(%init : tensor<1x1x5x4xf32>) -> tensor<1x1x5x4xf32>
  return %y : tensor<1x1x5x4xf32>
}

// -----

// A ReLU that turns NaN into zero, as torch-mlir writes clamp.

#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
func.func @relu_without_nan(%x: tensor<1x1x4x4xf32>) -> tensor<1x1x4x4xf32> {
  %zero = arith.constant 0.0 : f32
  %empty = tensor.empty() : tensor<1x1x4x4xf32>
  // expected-error @below {{expected an activation to keep NaN as NaN}}
  %y = linalg.generic {indexing_maps = [#id, #id],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%x : tensor<1x1x4x4xf32>) outs(%empty : tensor<1x1x4x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %negative = arith.cmpf ult, %in, %zero : f32
    %relu = arith.select %negative, %zero, %in : f32
    linalg.yield %relu : f32
  } -> tensor<1x1x4x4xf32>
  return %y : tensor<1x1x4x4xf32>
}

// -----

// A function of one element that no layer computes.

#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
func.func @softplus(%x: tensor<1x1x4x4xf32>) -> tensor<1x1x4x4xf32> {
  %one = arith.constant 1.0 : f32
  %empty = tensor.empty() : tensor<1x1x4x4xf32>
  // expected-error @below {{expected a convolution, linear layer, activation, normalization, pooling, addition, product, concatenation, resizing or padding}}
  %y = linalg.generic {indexing_maps = [#id, #id],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%x : tensor<1x1x4x4xf32>) outs(%empty : tensor<1x1x4x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %exp = math.exp %in : f32
    %sum = arith.addf %exp, %one : f32
    %log = math.log %sum : f32
    linalg.yield %log : f32
  } -> tensor<1x1x4x4xf32>
  return %y : tensor<1x1x4x4xf32>
}

// -----

// A mean for each row is none for each channel.

#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#row = affine_map<(d0, d1, d2, d3) -> (d2)>
#channel = affine_map<(d0, d1, d2, d3) -> (d1)>
func.func @mean_of_rows(%x: tensor<1x3x4x4xf32>, %mean: tensor<4xf32>,
    %variance: tensor<3xf32>) -> tensor<1x3x4x4xf32> {
  %eps = arith.constant 1.0e-05 : f32
  %empty = tensor.empty() : tensor<1x3x4x4xf32>
  // expected-error @below {{expected a normalization by the mean and variance of the tensor itself, over channels, over images, rows and columns, or over rows, columns and groups of channels, or by a vector of each}}
  %y = linalg.generic {indexing_maps = [#id, #row, #channel, #id],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%x, %mean, %variance : tensor<1x3x4x4xf32>, tensor<4xf32>, tensor<3xf32>)
      outs(%empty : tensor<1x3x4x4xf32>) {
  ^bb0(%in: f32, %m: f32, %v: f32, %out: f32):
    %distance = arith.subf %in, %m : f32
    %sum = arith.addf %v, %eps : f32
    %inverse = math.rsqrt %sum : f32
    %normal = arith.mulf %distance, %inverse : f32
    linalg.yield %normal : f32
  } -> tensor<1x3x4x4xf32>
  return %y : tensor<1x3x4x4xf32>
}

// -----

// A sequence has no rows.

func.func @rank(%x: tensor<1x5x8xf32>) -> tensor<1x5x8xf32> {
  %zero = arith.constant dense<0.0> : tensor<1x5x8xf32>
  %empty = tensor.empty() : tensor<1x5x8xf32>
  // expected-error @below {{expected a 4-D feature map, or a matrix that has the features of an image in each row, got 'tensor<1x5x8xf32>'}}
  %y = linalg.max ins(%x, %zero : tensor<1x5x8xf32>, tensor<1x5x8xf32>)
      outs(%empty : tensor<1x5x8xf32>) -> tensor<1x5x8xf32>
  return %y : tensor<1x5x8xf32>
}

// -----

// The right shape, but the image is turned upside down.

#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
func.func @flipped(%x: tensor<1x1x4x4xf32>) -> tensor<1x1x8x4xf32> {
  %c2 = arith.constant 2 : index
  %c3 = arith.constant 3 : index
  %empty = tensor.empty() : tensor<1x1x8x4xf32>
  // expected-error @below {{expected rows and columns that nearest resizing, reflection or replication selects}}
  %y = linalg.generic {indexing_maps = [#id],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      outs(%empty : tensor<1x1x8x4xf32>) {
  ^bb0(%out: f32):
    %n = linalg.index 0 : index
    %c = linalg.index 1 : index
    %h = linalg.index 2 : index
    %w = linalg.index 3 : index
    %half = arith.divui %h, %c2 : index
    %row = arith.subi %c3, %half : index
    %element = tensor.extract %x[%n, %c, %row, %w] : tensor<1x1x4x4xf32>
    linalg.yield %element : f32
  } -> tensor<1x1x8x4xf32>
  return %y : tensor<1x1x8x4xf32>
}

// -----

// Insertions with a gap.

func.func @gap(%x: tensor<1x3x8x8xf32>, %z: tensor<1x3x8x8xf32>,
    %rest: tensor<1x7x8x8xf32>) -> tensor<1x7x8x8xf32> {
  // expected-error @below {{first is 'tensor.insert_slice': expected insertions that fill a tensor piece by piece, in order}}
  %first = tensor.insert_slice %x into %rest[0, 0, 0, 0] [1, 3, 8, 8] [1, 1, 1, 1]
      : tensor<1x3x8x8xf32> into tensor<1x7x8x8xf32>
  %y = tensor.insert_slice %z into %first[0, 4, 0, 0] [1, 3, 8, 8] [1, 1, 1, 1]
      : tensor<1x3x8x8xf32> into tensor<1x7x8x8xf32>
  return %y : tensor<1x7x8x8xf32>
}

// -----

// A convolution in one dimension more of groups inside the features.

func.func @groups_inside(%x: tensor<1x2x1x4x4xf32>, %w: tensor<1x2x1x1x1xf32>)
    -> tensor<1x2x1x4x4xf32> {
  %init = arith.constant dense<0.0> : tensor<1x2x1x4x4xf32>
  // expected-error @below {{first is 'linalg.conv_2d_ngchw_fgchw': expected a 2-D convolution, maximum or mean in one of the forms that layers have}}
  %y = linalg.conv_2d_ngchw_fgchw
      ins(%x, %w : tensor<1x2x1x4x4xf32>, tensor<1x2x1x1x1xf32>)
      outs(%init : tensor<1x2x1x4x4xf32>) -> tensor<1x2x1x4x4xf32>
  return %y : tensor<1x2x1x4x4xf32>
}

// -----

// Nor are groups expanded from the images.

func.func @groups_of_images(%x: tensor<2x2x4x4xf32>, %w: tensor<2x1x2x1x1xf32>)
    -> tensor<1x2x1x4x4xf32> {
  %init = arith.constant dense<0.0> : tensor<1x2x1x4x4xf32>
  %split = tensor.expand_shape %x [[0, 1], [2], [3], [4]]
      output_shape [1, 2, 2, 4, 4]
      : tensor<2x2x4x4xf32> into tensor<1x2x2x4x4xf32>
  // expected-error @below {{expected an input whose groups are expanded from its channels}}
  %y = linalg.conv_2d_ngchw_gfchw
      ins(%split, %w : tensor<1x2x2x4x4xf32>, tensor<2x1x2x1x1xf32>)
      outs(%init : tensor<1x2x1x4x4xf32>) -> tensor<1x2x1x4x4xf32>
  return %y : tensor<1x2x1x4x4xf32>
}

// -----

// A bias for each group is none for each channel.

func.func @group_bias(%x: tensor<1x2x4x4xf32>, %w: tensor<2x3x1x1x1xf32>,
    %b: tensor<2xf32>) -> tensor<1x2x3x4x4xf32> {
  %empty = tensor.empty() : tensor<1x2x3x4x4xf32>
  %init = linalg.broadcast ins(%b : tensor<2xf32>)
      outs(%empty : tensor<1x2x3x4x4xf32>) dimensions = [0, 2, 3, 4]
  %split = tensor.expand_shape %x [[0], [1, 2], [3], [4]]
      output_shape [1, 2, 1, 4, 4]
      : tensor<1x2x4x4xf32> into tensor<1x2x1x4x4xf32>
  // expected-error @below {{expected the sum to begin with zero or with a bias for each channel}}
  %y = linalg.conv_2d_ngchw_gfchw
      ins(%split, %w : tensor<1x2x1x4x4xf32>, tensor<2x3x1x1x1xf32>)
      outs(%init : tensor<1x2x3x4x4xf32>) -> tensor<1x2x3x4x4xf32>
  return %y : tensor<1x2x3x4x4xf32>
}

// -----

// A factor for each row.

#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#row = affine_map<(d0, d1, d2, d3) -> (d2)>
func.func @scaled_rows(%x: tensor<1x3x4x5xf32>, %s: tensor<4xf32>)
    -> tensor<1x3x4x5xf32> {
  %empty = tensor.empty() : tensor<1x3x4x5xf32>
  // expected-error @below {{expected two feature maps as factors, or beside one a pixel for each image or a number for each channel}}
  %y = linalg.generic {indexing_maps = [#id, #row, #id],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%x, %s : tensor<1x3x4x5xf32>, tensor<4xf32>)
      outs(%empty : tensor<1x3x4x5xf32>) {
  ^bb0(%in: f32, %factor: f32, %out: f32):
    %mul = arith.mulf %in, %factor : f32
    linalg.yield %mul : f32
  } -> tensor<1x3x4x5xf32>
  return %y : tensor<1x3x4x5xf32>
}

// -----

// A product of matrices that is no layer of a feature map.

func.func @matmul(%x: tensor<6x4xf32>, %w: tensor<4x5xf32>) -> tensor<6x5xf32> {
  %init = arith.constant dense<0.0> : tensor<6x5xf32>
  // expected-error @below {{expected a linear layer of the channels of an NHWC feature map or of a matrix, with the layer's matrix transposed in front}}
  %y = linalg.matmul ins(%x, %w : tensor<6x4xf32>, tensor<4x5xf32>)
      outs(%init : tensor<6x5xf32>) -> tensor<6x5xf32>
  return %y : tensor<6x5xf32>
}

// -----

// A linear layer whose sum goes on from somewhere else.

func.func @accumulated_linear(%x: tensor<1x2x3x4xf32>, %w: tensor<5x4xf32>,
    %init: tensor<6x5xf32>) -> tensor<6x5xf32> {
  %empty = tensor.empty() : tensor<4x5xf32>
  %pixels = tensor.collapse_shape %x [[0, 1, 2], [3]]
      : tensor<1x2x3x4xf32> into tensor<6x4xf32>
  %matrix = linalg.transpose ins(%w : tensor<5x4xf32>)
      outs(%empty : tensor<4x5xf32>) permutation = [1, 0]
  // expected-error @below {{expected the sum to begin with zero}}
  %y = linalg.matmul ins(%pixels, %matrix : tensor<6x4xf32>, tensor<4x5xf32>)
      outs(%init : tensor<6x5xf32>) -> tensor<6x5xf32>
  return %y : tensor<6x5xf32>
}

// -----

// Mean and variance of the pixel that has row and column exchanged.

#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#pixel = affine_map<(d0, d1, d2, d3) -> (d0, d2, d3)>
#other = affine_map<(d0, d1, d2, d3) -> (d0, d3, d2)>
func.func @other_pixels(%x: tensor<1x4x5x5xf64>) -> tensor<1x4x5x5xf64> {
  %eps = arith.constant 1.0e-05 : f64
  %count = arith.constant 4.0 : f64
  %zero = arith.constant dense<0.0> : tensor<1x5x5xf64>
  %empty = tensor.empty() : tensor<1x4x5x5xf64>
  // expected-error @below {{no layer of @other_pixels could be raised}}
  %sum = linalg.generic {indexing_maps = [#id, #pixel],
      iterator_types = ["parallel", "reduction", "parallel", "parallel"]}
      ins(%x : tensor<1x4x5x5xf64>) outs(%zero : tensor<1x5x5xf64>) {
  ^bb0(%in: f64, %out: f64):
    %add = arith.addf %in, %out : f64
    linalg.yield %add : f64
  } -> tensor<1x5x5xf64>
  %squares = linalg.generic {indexing_maps = [#id, #pixel, #pixel],
      iterator_types = ["parallel", "reduction", "parallel", "parallel"]}
      ins(%x, %sum : tensor<1x4x5x5xf64>, tensor<1x5x5xf64>)
      outs(%zero : tensor<1x5x5xf64>) {
  ^bb0(%in: f64, %s: f64, %out: f64):
    %mean = arith.divf %s, %count : f64
    %distance = arith.subf %in, %mean : f64
    %square = arith.mulf %distance, %distance : f64
    %add = arith.addf %out, %square : f64
    linalg.yield %add : f64
  } -> tensor<1x5x5xf64>
  %y = linalg.generic {indexing_maps = [#id, #other, #other, #id],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%x, %sum, %squares
          : tensor<1x4x5x5xf64>, tensor<1x5x5xf64>, tensor<1x5x5xf64>)
      outs(%empty : tensor<1x4x5x5xf64>) {
  ^bb0(%in: f64, %s: f64, %q: f64, %out: f64):
    %mean = arith.divf %s, %count : f64
    %variance = arith.divf %q, %count : f64
    %distance = arith.subf %in, %mean : f64
    %add = arith.addf %variance, %eps : f64
    %deviation = math.sqrt %add : f64
    %normal = arith.divf %distance, %deviation : f64
    linalg.yield %normal : f64
  } -> tensor<1x4x5x5xf64>
  return %y : tensor<1x4x5x5xf64>
}

// -----

// Bilinear resizing, but for one element inside.

#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
func.func @all_but_one(%x: tensor<1x2x6x6xf32>) -> tensor<1x2x12x12xf32> {
  %c1 = arith.constant 1 : index
  %c5 = arith.constant 5 : index
  %zero = arith.constant 0.0 : f32
  %half = arith.constant 0.5 : f32
  %one = arith.constant 1.0 : f32
  %empty = tensor.empty() : tensor<1x2x12x12xf32>
  // expected-error @below {{no layer of @all_but_one could be raised}}
  %result = linalg.generic {indexing_maps = [#id],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      outs(%empty : tensor<1x2x12x12xf32>) {
  ^bb0(%out: f32):
    %n = linalg.index 0 : index
    %c = linalg.index 1 : index
    %h = linalg.index 2 : index
    %w = linalg.index 3 : index
    %h64 = arith.index_cast %h : index to i64
    %w64 = arith.index_cast %w : index to i64
    %hf = arith.sitofp %h64 : i64 to f32
    %wf = arith.sitofp %w64 : i64 to f32
    %hc = arith.addf %hf, %half : f32
    %wc = arith.addf %wf, %half : f32
    %hs = arith.mulf %hc, %half : f32
    %ws = arith.mulf %wc, %half : f32
    %hm = arith.subf %hs, %half : f32
    %wm = arith.subf %ws, %half : f32
    %hsource = arith.maximumf %hm, %zero : f32
    %wsource = arith.maximumf %wm, %zero : f32
    %hfloor = math.floor %hsource : f32
    %wfloor = math.floor %wsource : f32
    %hi = arith.fptosi %hfloor : f32 to i64
    %wi = arith.fptosi %wfloor : f32 to i64
    %top = arith.index_cast %hi : i64 to index
    %left = arith.index_cast %wi : i64 to index
    %below = arith.addi %top, %c1 : index
    %beside = arith.addi %left, %c1 : index
    %bottom = arith.minsi %below, %c5 : index
    %right = arith.minsi %beside, %c5 : index
    %a = tensor.extract %x[%n, %c, %top, %left] : tensor<1x2x6x6xf32>
    %b = tensor.extract %x[%n, %c, %top, %right] : tensor<1x2x6x6xf32>
    %d = tensor.extract %x[%n, %c, %bottom, %left] : tensor<1x2x6x6xf32>
    %e = tensor.extract %x[%n, %c, %bottom, %right] : tensor<1x2x6x6xf32>
    %hpart = arith.subf %hsource, %hfloor : f32
    %wpart = arith.subf %wsource, %wfloor : f32
    %ab = arith.subf %b, %a : f32
    %ab1 = arith.mulf %ab, %wpart : f32
    %upper = arith.addf %a, %ab1 : f32
    %de = arith.subf %e, %d : f32
    %de1 = arith.mulf %de, %wpart : f32
    %lower = arith.addf %d, %de1 : f32
    %ul = arith.subf %lower, %upper : f32
    %ul1 = arith.mulf %ul, %hpart : f32
    %y = arith.addf %upper, %ul1 : f32
    %isRow = arith.cmpf oeq, %hf, %one : f32
    %isColumn = arith.cmpf oeq, %wf, %one : f32
    %there = arith.select %isColumn, %a, %y : f32
    %z = arith.select %isRow, %there, %y : f32
    linalg.yield %z : f32
  } -> tensor<1x2x12x12xf32>
  return %result : tensor<1x2x12x12xf32>
}

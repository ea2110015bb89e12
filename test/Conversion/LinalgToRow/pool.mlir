// RUN: lrcnn-opt %s -lrcnn-raise -split-input-file | FileCheck %s
// RUN: lrcnn-opt %s -linalg-generalize-named-ops -lrcnn-raise -split-input-file | FileCheck %s

// A maximum: -inf around the input and at the beginning. The window's tensor
// only gives its size.

// CHECK-LABEL: func @max(
// CHECK-SAME:    %[[X:[^:]*]]:
// CHECK-NEXT:    row.chain (%[[A:.*]] = %[[X]] nchw : tensor<1x2x8x8xf32>)
// CHECK-NEXT:        -> (nchw tensor<1x2x3x4xf32>)
// CHECK-NEXT:      row.max_pool %[[A]] kernel [2, 3] stride [2, 2] dilation [2, 1] pad [0, 0, 1, 1]
func.func @max(%x: tensor<1x2x8x8xf32>) -> tensor<1x2x3x4xf32> {
  %inf = arith.constant 0xFF800000 : f32
  %padded = tensor.pad %x low[0, 0, 0, 1] high[0, 0, 0, 1] {
  ^bb0(%i: index, %j: index, %k: index, %l: index):
    tensor.yield %inf : f32
  } : tensor<1x2x8x8xf32> to tensor<1x2x8x10xf32>
  %empty = tensor.empty() : tensor<1x2x3x4xf32>
  %init = linalg.fill ins(%inf : f32) outs(%empty : tensor<1x2x3x4xf32>)
      -> tensor<1x2x3x4xf32>
  %window = tensor.empty() : tensor<2x3xf32>
  %y = linalg.pooling_nchw_max
      {dilations = dense<[2, 1]> : vector<2xi64>,
       strides = dense<2> : vector<2xi64>}
      ins(%padded, %window : tensor<1x2x8x10xf32>, tensor<2x3xf32>)
      outs(%init : tensor<1x2x3x4xf32>) -> tensor<1x2x3x4xf32>
  return %y : tensor<1x2x3x4xf32>
}

// -----

// torch-mlir writes ceil_mode as more padding at the end than windows reach.

// CHECK-LABEL: func @max_ceil_nhwc(
// CHECK:         -> (nhwc tensor<1x5x6x2xf64>)
// CHECK:           row.max_pool %{{.*}} kernel [3, 3] stride [2, 2] pad [1, 1, 1, 2]
func.func @max_ceil_nhwc(%x: tensor<1x9x10x2xf64>) -> tensor<1x5x6x2xf64> {
  %inf = arith.constant 0xFFF0000000000000 : f64
  %padded = tensor.pad %x low[0, 1, 1, 0] high[0, 3, 3, 0] {
  ^bb0(%i: index, %j: index, %k: index, %l: index):
    tensor.yield %inf : f64
  } : tensor<1x9x10x2xf64> to tensor<1x13x14x2xf64>
  %init = arith.constant dense<0xFFF0000000000000> : tensor<1x5x6x2xf64>
  %window = tensor.empty() : tensor<3x3xf64>
  %y = linalg.pooling_nhwc_max {strides = dense<2> : vector<2xi64>}
      ins(%padded, %window : tensor<1x13x14x2xf64>, tensor<3x3xf64>)
      outs(%init : tensor<1x5x6x2xf64>) -> tensor<1x5x6x2xf64>
  return %y : tensor<1x5x6x2xf64>
}

// -----

// A mean is a sum, divided by the size of the window.

// CHECK-LABEL: func @mean(
// CHECK-NEXT:    row.chain
// CHECK:           row.avg_pool %{{.*}} kernel [3, 2] stride [2, 2] pad [1, 1, 0, 0] :
// CHECK-NOT:     linalg
#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
func.func @mean(%x: tensor<1x2x8x8xf32>) -> tensor<1x2x4x4xf32> {
  %zero = arith.constant 0.0 : f32
  %size = arith.constant 6.0 : f32
  %padded = tensor.pad %x low[0, 0, 1, 0] high[0, 0, 1, 0] {
  ^bb0(%i: index, %j: index, %k: index, %l: index):
    tensor.yield %zero : f32
  } : tensor<1x2x8x8xf32> to tensor<1x2x10x8xf32>
  %empty = tensor.empty() : tensor<1x2x4x4xf32>
  %init = linalg.fill ins(%zero : f32) outs(%empty : tensor<1x2x4x4xf32>)
      -> tensor<1x2x4x4xf32>
  %window = tensor.empty() : tensor<3x2xf32>
  %sum = linalg.pooling_nchw_sum {strides = dense<2> : vector<2xi64>}
      ins(%padded, %window : tensor<1x2x10x8xf32>, tensor<3x2xf32>)
      outs(%init : tensor<1x2x4x4xf32>) -> tensor<1x2x4x4xf32>
  %y = linalg.generic {indexing_maps = [#id, #id],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%sum : tensor<1x2x4x4xf32>) outs(%empty : tensor<1x2x4x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %mean = arith.divf %in, %size : f32
    linalg.yield %mean : f32
  } -> tensor<1x2x4x4xf32>
  return %y : tensor<1x2x4x4xf32>
}

// -----

// The divisor may be a tensor: this is linalg.div, in channels-last order.

// CHECK-LABEL: func @mean_named(
// CHECK:         -> (nhwc tensor<1x4x4x2xf32>)
// CHECK:           row.avg_pool %{{.*}} kernel [2, 2] stride [2, 2] :
func.func @mean_named(%x: tensor<1x8x8x2xf32>) -> tensor<1x4x4x2xf32> {
  %init = arith.constant dense<0.0> : tensor<1x4x4x2xf32>
  %size = arith.constant dense<4.0> : tensor<1x4x4x2xf32>
  %empty = tensor.empty() : tensor<1x4x4x2xf32>
  %window = tensor.empty() : tensor<2x2xf32>
  %sum = linalg.pooling_nhwc_sum {strides = dense<2> : vector<2xi64>}
      ins(%x, %window : tensor<1x8x8x2xf32>, tensor<2x2xf32>)
      outs(%init : tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
  %y = linalg.div
      ins(%sum, %size : tensor<1x4x4x2xf32>, tensor<1x4x4x2xf32>)
      outs(%empty : tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
  return %y : tensor<1x4x4x2xf32>
}

// -----

// A divisor that counts the positions inside the input, as torch-mlir writes it
// for count_include_pad=False, is known by its values.

// CHECK-LABEL: func @mean_inside(
// CHECK:         row.avg_pool %{{.*}} kernel [3, 3] stride [2, 2] pad [1, 1, 1, 1] exclude_pad
#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
func.func @mean_inside(%x: tensor<1x2x8x8xf32>) -> tensor<1x2x4x4xf32> {
  %zero = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c2 = arith.constant 2 : i64
  %c8 = arith.constant 8 : i64
  %padded = tensor.pad %x low[0, 0, 1, 1] high[0, 0, 1, 1] {
  ^bb0(%i: index, %j: index, %k: index, %l: index):
    tensor.yield %zero : f32
  } : tensor<1x2x8x8xf32> to tensor<1x2x10x10xf32>
  %empty = tensor.empty() : tensor<1x2x4x4xf32>
  %init = linalg.fill ins(%zero : f32) outs(%empty : tensor<1x2x4x4xf32>)
      -> tensor<1x2x4x4xf32>
  %window = tensor.empty() : tensor<3x3xf32>
  %sum = linalg.pooling_nchw_sum {strides = dense<2> : vector<2xi64>}
      ins(%padded, %window : tensor<1x2x10x10xf32>, tensor<3x3xf32>)
      outs(%init : tensor<1x2x4x4xf32>) -> tensor<1x2x4x4xf32>
  %y = linalg.generic {indexing_maps = [#id, #id],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%sum : tensor<1x2x4x4xf32>) outs(%empty : tensor<1x2x4x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    // Rows [max(2y - 1, 0), min(2y + 2, 8)), columns likewise.
    %row = linalg.index 2 : index
    %y64 = arith.index_cast %row : index to i64
    %y2 = arith.muli %y64, %c2 : i64
    %top = arith.subi %y2, %c1 : i64
    %begin = arith.maxsi %top, %c0 : i64
    %bottom = arith.addi %y2, %c2 : i64
    %end = arith.minsi %bottom, %c8 : i64
    %rows = arith.subi %end, %begin : i64
    %column = linalg.index 3 : index
    %x64 = arith.index_cast %column : index to i64
    %x2 = arith.muli %x64, %c2 : i64
    %left = arith.subi %x2, %c1 : i64
    %first = arith.maxsi %left, %c0 : i64
    %right = arith.addi %x2, %c2 : i64
    %last = arith.minsi %right, %c8 : i64
    %columns = arith.subi %last, %first : i64
    %count = arith.muli %rows, %columns : i64
    %divisor = arith.sitofp %count : i64 to f32
    %mean = arith.divf %in, %divisor : f32
    linalg.yield %mean : f32
  } -> tensor<1x2x4x4xf32>
  return %y : tensor<1x2x4x4xf32>
}

// -----

// In ceil mode with count_include_pad=True the padding of 1 counts, what the last
// window has behind it does not: the former is a layer of its own.

// CHECK-LABEL: func @mean_ceil(
// CHECK:         %[[P:.*]] = row.pad %{{.*}} zero [1, 1, 0, 0] : (tensor<1x6x2x2xf32>) -> tensor<1x8x2x2xf32>
// CHECK:         row.avg_pool %[[P]] kernel [3, 2] stride [2, 1] pad [0, 1, 0, 0] exclude_pad
#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
func.func @mean_ceil(%x: tensor<1x2x6x2xf32>) -> tensor<1x2x4x1xf32> {
  %zero = arith.constant 0.0 : f32
  %c1 = arith.constant 1 : i64
  %c2 = arith.constant 2 : i64
  %c7 = arith.constant 7 : i64
  %padded = tensor.pad %x low[0, 0, 1, 0] high[0, 0, 2, 0] {
  ^bb0(%i: index, %j: index, %k: index, %l: index):
    tensor.yield %zero : f32
  } : tensor<1x2x6x2xf32> to tensor<1x2x9x2xf32>
  %empty = tensor.empty() : tensor<1x2x4x1xf32>
  %init = linalg.fill ins(%zero : f32) outs(%empty : tensor<1x2x4x1xf32>)
      -> tensor<1x2x4x1xf32>
  %window = tensor.empty() : tensor<3x2xf32>
  %sum = linalg.pooling_nchw_sum {strides = dense<[2, 1]> : vector<2xi64>}
      ins(%padded, %window : tensor<1x2x9x2xf32>, tensor<3x2xf32>)
      outs(%init : tensor<1x2x4x1xf32>) -> tensor<1x2x4x1xf32>
  %y = linalg.generic {indexing_maps = [#id, #id],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%sum : tensor<1x2x4x1xf32>) outs(%empty : tensor<1x2x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    // Rows [2y - 1, min(2y + 2, 7)).
    %row = linalg.index 2 : index
    %y64 = arith.index_cast %row : index to i64
    %y2 = arith.muli %y64, %c2 : i64
    %begin = arith.subi %y2, %c1 : i64
    %bottom = arith.addi %y2, %c2 : i64
    %end = arith.minsi %bottom, %c7 : i64
    %rows = arith.subi %end, %begin : i64
    %count = arith.muli %rows, %c2 : i64
    %divisor = arith.sitofp %count : i64 to f32
    %mean = arith.divf %in, %divisor : f32
    linalg.yield %mean : f32
  } -> tensor<1x2x4x1xf32>
  return %y : tensor<1x2x4x1xf32>
}

// -----

// A mean over whole images is one window of all rows and columns.

// CHECK-LABEL: func @image_mean(
// CHECK:         -> (nchw tensor<1x2x1x1xf32>)
// CHECK:           row.global_avg_pool %{{.*}} : (tensor<1x4x8x2xf32>) -> tensor<1x1x1x2xf32>
#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#image = affine_map<(d0, d1, d2, d3) -> (d0, d1, 0, 0)>
func.func @image_mean(%x: tensor<1x2x4x8xf32>) -> tensor<1x2x1x1xf32> {
  %zero = arith.constant 0.0 : f32
  %size = arith.constant 32.0 : f32
  %empty = tensor.empty() : tensor<1x2x1x1xf32>
  %init = linalg.fill ins(%zero : f32) outs(%empty : tensor<1x2x1x1xf32>)
      -> tensor<1x2x1x1xf32>
  %sum = linalg.generic {indexing_maps = [#id, #image],
      iterator_types = ["parallel", "parallel", "reduction", "reduction"]}
      ins(%x : tensor<1x2x4x8xf32>) outs(%init : tensor<1x2x1x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %add = arith.addf %in, %out : f32
    linalg.yield %add : f32
  } -> tensor<1x2x1x1xf32>
  %y = linalg.generic {indexing_maps = [#id, #id],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%sum : tensor<1x2x1x1xf32>) outs(%empty : tensor<1x2x1x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %mean = arith.divf %in, %size : f32
    linalg.yield %mean : f32
  } -> tensor<1x2x1x1xf32>
  return %y : tensor<1x2x1x1xf32>
}

// -----

// Rows and columns may be left out of the result.

// CHECK-LABEL: func @image_mean_2d(
// CHECK:         row.chain
// CHECK-NEXT:      -> (nc tensor<1x2xf32>)
// CHECK:           row.global_avg_pool %{{.*}} : (tensor<1x4x8x2xf32>) -> tensor<1x1x1x2xf32>
#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#image = affine_map<(d0, d1, d2, d3) -> (d0, d1)>
#vectors = affine_map<(d0, d1) -> (d0, d1)>
func.func @image_mean_2d(%x: tensor<1x2x4x8xf32>) -> tensor<1x2xf32> {
  %size = arith.constant 32.0 : f32
  %empty = tensor.empty() : tensor<1x2xf32>
  %zero = arith.constant dense<0.0> : tensor<1x2xf32>
  %sum = linalg.generic {indexing_maps = [#id, #image],
      iterator_types = ["parallel", "parallel", "reduction", "reduction"]}
      ins(%x : tensor<1x2x4x8xf32>) outs(%zero : tensor<1x2xf32>) {
  ^bb0(%in: f32, %out: f32):
    %add = arith.addf %in, %out : f32
    linalg.yield %add : f32
  } -> tensor<1x2xf32>
  %y = linalg.generic {indexing_maps = [#vectors, #vectors],
      iterator_types = ["parallel", "parallel"]}
      ins(%sum : tensor<1x2xf32>) outs(%empty : tensor<1x2xf32>) {
  ^bb0(%in: f32, %out: f32):
    %mean = arith.divf %in, %size : f32
    linalg.yield %mean : f32
  } -> tensor<1x2xf32>
  return %y : tensor<1x2xf32>
}

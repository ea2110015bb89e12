// RUN: lrcnn-opt %s -lrcnn-raise -split-input-file | FileCheck %s

// Channels are concatenated. What comes twice is one input of the chain.

// CHECK-LABEL: func @concat(
// CHECK-SAME:    %[[X:.*]]: tensor<1x3x8x8xf32>, %[[Z:.*]]: tensor<1x4x8x8xf32>)
// CHECK-NEXT:    row.chain (%[[A:.*]] = %[[X]] nchw : tensor<1x3x8x8xf32>, %[[B:.*]] = %[[Z]] nchw : tensor<1x4x8x8xf32>)
// CHECK-NEXT:        -> (nchw tensor<1x10x8x8xf32>)
// CHECK-NEXT:      row.concat %[[A]], %[[B]], %[[A]]
func.func @concat(%x: tensor<1x3x8x8xf32>, %z: tensor<1x4x8x8xf32>)
    -> tensor<1x10x8x8xf32> {
  %y = tensor.concat dim(1) %x, %z, %x
      : (tensor<1x3x8x8xf32>, tensor<1x4x8x8xf32>, tensor<1x3x8x8xf32>)
      -> tensor<1x10x8x8xf32>
  return %y : tensor<1x10x8x8xf32>
}

// -----

// In a network with channels last, they are the last dimension.

// CHECK-LABEL: func @concat_nhwc(
// CHECK:         row.chain
// CHECK:           %[[P:.*]] = row.max_pool
// CHECK:           row.concat %[[P]], %[[P]]
func.func @concat_nhwc(%x: tensor<1x8x8x2xf32>) -> tensor<1x4x4x4xf32> {
  %init = arith.constant dense<0xFF800000> : tensor<1x4x4x2xf32>
  %window = tensor.empty() : tensor<2x2xf32>
  %pool = linalg.pooling_nhwc_max {strides = dense<2> : vector<2xi64>}
      ins(%x, %window : tensor<1x8x8x2xf32>, tensor<2x2xf32>)
      outs(%init : tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
  %y = tensor.concat dim(3) %pool, %pool
      : (tensor<1x4x4x2xf32>, tensor<1x4x4x2xf32>) -> tensor<1x4x4x4xf32>
  return %y : tensor<1x4x4x4xf32>
}

// -----

// A concatenation that was decomposed: pieces are inserted one by one.

// CHECK-LABEL: func @insertions(
// CHECK-SAME:    %[[X:.*]]: tensor<1x3x8x8xf32>, %[[Z:.*]]: tensor<1x4x8x8xf32>)
// CHECK-NEXT:    row.chain (%[[A:.*]] = %[[X]] nchw : {{.*}}, %[[B:.*]] = %[[Z]] nchw : {{.*}})
// CHECK:           row.concat %[[A]], %[[B]]
// CHECK-NOT:     tensor.insert_slice
func.func @insertions(%x: tensor<1x3x8x8xf32>, %z: tensor<1x4x8x8xf32>)
    -> tensor<1x7x8x8xf32> {
  %empty = tensor.empty() : tensor<1x7x8x8xf32>
  %first = tensor.insert_slice %x into %empty[0, 0, 0, 0] [1, 3, 8, 8] [1, 1, 1, 1]
      : tensor<1x3x8x8xf32> into tensor<1x7x8x8xf32>
  %y = tensor.insert_slice %z into %first[0, 3, 0, 0] [1, 4, 8, 8] [1, 1, 1, 1]
      : tensor<1x4x8x8xf32> into tensor<1x7x8x8xf32>
  return %y : tensor<1x7x8x8xf32>
}

// -----

// Nearest upsampling as torch-mlir writes it: the index is divided, rounded down
// and clamped in floating point. It is known by its values: y / 2 and x / 3.

// CHECK-LABEL: func @upsample(
// CHECK-SAME:    %[[X:[^:]*]]:
// CHECK-NEXT:    row.chain (%[[A:.*]] = %[[X]] nchw : tensor<1x2x4x5xf32>)
// CHECK-NEXT:        -> (nchw tensor<1x2x8x15xf32>)
// CHECK-NEXT:      row.resize %[[A]] nearest to [8, 15]
#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
func.func @upsample(%x: tensor<1x2x4x5xf32>) -> tensor<1x2x8x15xf32> {
  %zero = arith.constant 0.0 : f32
  %two = arith.constant 2.0 : f32
  %three = arith.constant 3.0 : f32
  %four = arith.constant 4.0 : f32
  %empty = tensor.empty() : tensor<1x2x8x15xf32>
  %y = linalg.generic {indexing_maps = [#id],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      outs(%empty : tensor<1x2x8x15xf32>) {
  ^bb0(%out: f32):
    %n = linalg.index 0 : index
    %c = linalg.index 1 : index
    %h = linalg.index 2 : index
    %w = linalg.index 3 : index
    %h64 = arith.index_cast %h : index to i64
    %hf = arith.sitofp %h64 : i64 to f32
    %hd = arith.divf %hf, %two : f32
    %hr = math.floor %hd : f32
    %hl = arith.maximumf %hr, %zero : f32
    %hm = arith.minimumf %hl, %three : f32
    %hi = arith.fptosi %hm : f32 to i64
    %row = arith.index_cast %hi : i64 to index
    %w64 = arith.index_cast %w : index to i64
    %wf = arith.sitofp %w64 : i64 to f32
    %wd = arith.divf %wf, %three : f32
    %wr = math.floor %wd : f32
    %wl = arith.maximumf %wr, %zero : f32
    %wm = arith.minimumf %wl, %four : f32
    %wi = arith.fptosi %wm : f32 to i64
    %column = arith.index_cast %wi : i64 to index
    %element = tensor.extract %x[%n, %c, %row, %column] : tensor<1x2x4x5xf32>
    linalg.yield %element : f32
  } -> tensor<1x2x8x15xf32>
  return %y : tensor<1x2x8x15xf32>
}

// -----

// Integer arithmetic is as good; a selection on a condition that is always
// false does not matter. Rows and columns are where the pooling has them.

// CHECK-LABEL: func @upsample_nhwc(
// CHECK:         %[[P:.*]] = row.max_pool
// CHECK:         row.resize %[[P]] nearest to [8, 4]
#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
func.func @upsample_nhwc(%x: tensor<1x8x8x2xf32>) -> tensor<1x8x4x2xf32> {
  %c0 = arith.constant 0 : index
  %c2 = arith.constant 2 : index
  %init = arith.constant dense<0xFF800000> : tensor<1x4x4x2xf32>
  %window = tensor.empty() : tensor<2x2xf32>
  %pool = linalg.pooling_nhwc_max {strides = dense<2> : vector<2xi64>}
      ins(%x, %window : tensor<1x8x8x2xf32>, tensor<2x2xf32>)
      outs(%init : tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
  %empty = tensor.empty() : tensor<1x8x4x2xf32>
  %y = linalg.generic {indexing_maps = [#id],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      outs(%empty : tensor<1x8x4x2xf32>) {
  ^bb0(%out: f32):
    %n = linalg.index 0 : index
    %h = linalg.index 1 : index
    %w = linalg.index 2 : index
    %c = linalg.index 3 : index
    %half = arith.divsi %h, %c2 : index
    %negative = arith.cmpi slt, %half, %c0 : index
    %row = arith.select %negative, %c0, %half : index
    %element = tensor.extract %pool[%n, %row, %w, %c] : tensor<1x4x4x2xf32>
    linalg.yield %element : f32
  } -> tensor<1x8x4x2xf32>
  return %y : tensor<1x8x4x2xf32>
}

// -----

// Resizing by a factor that is not whole: rows 0, 0, 1, 2, 2, 3.

// CHECK-LABEL: func @fractional(
// CHECK:         row.resize %{{.*}} nearest to [6, 4]

#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
func.func @fractional(%x: tensor<1x1x4x4xf32>) -> tensor<1x1x6x4xf32> {
  %c2 = arith.constant 2 : index
  %c3 = arith.constant 3 : index
  %empty = tensor.empty() : tensor<1x1x6x4xf32>
  %y = linalg.generic {indexing_maps = [#id],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      outs(%empty : tensor<1x1x6x4xf32>) {
  ^bb0(%out: f32):
    %n = linalg.index 0 : index
    %c = linalg.index 1 : index
    %h = linalg.index 2 : index
    %w = linalg.index 3 : index
    %double = arith.muli %h, %c2 : index
    %row = arith.divui %double, %c3 : index
    %element = tensor.extract %x[%n, %c, %row, %w] : tensor<1x1x4x4xf32>
    linalg.yield %element : f32
  } -> tensor<1x1x6x4xf32>
  return %y : tensor<1x1x6x4xf32>
}

// -----

// Rows 2, 1, 0, 1, 2, 3, columns 0, 0, 0, 1: by tables.

// CHECK-LABEL: func @edges(
// CHECK:         %[[R:.*]] = row.pad %{{.*}} reflect [2, 0, 0, -1]
// CHECK:         row.pad %[[R]] replicate [0, 0, 2, -1]
#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
func.func @edges(%x: tensor<1x1x4x4xf32>) -> tensor<1x1x6x4xf32> {
  %reflected = arith.constant dense<[2, 1, 0, 1, 2, 3]> : tensor<6xindex>
  %repeated = arith.constant dense<[0, 0, 0, 1]> : tensor<4xindex>
  %empty = tensor.empty() : tensor<1x1x6x3xf32>
  %rows = linalg.generic {indexing_maps = [#id],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      outs(%empty : tensor<1x1x6x3xf32>) {
  ^bb0(%out: f32):
    %n = linalg.index 0 : index
    %c = linalg.index 1 : index
    %h = linalg.index 2 : index
    %w = linalg.index 3 : index
    %row = tensor.extract %reflected[%h] : tensor<6xindex>
    %element = tensor.extract %x[%n, %c, %row, %w] : tensor<1x1x4x4xf32>
    linalg.yield %element : f32
  } -> tensor<1x1x6x3xf32>
  %empty2 = tensor.empty() : tensor<1x1x6x4xf32>
  %y = linalg.generic {indexing_maps = [#id],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      outs(%empty2 : tensor<1x1x6x4xf32>) {
  ^bb0(%out: f32):
    %n = linalg.index 0 : index
    %c = linalg.index 1 : index
    %h = linalg.index 2 : index
    %w = linalg.index 3 : index
    %column = tensor.extract %repeated[%w] : tensor<4xindex>
    %element = tensor.extract %rows[%n, %c, %h, %column] : tensor<1x1x6x3xf32>
    linalg.yield %element : f32
  } -> tensor<1x1x6x4xf32>
  return %y : tensor<1x1x6x4xf32>
}

// -----

// Padding that no layer takes in is one itself, and so is cropping.

// CHECK-LABEL: func @pad_and_crop(
// CHECK:         %[[P:.*]] = row.pad %{{.*}} zero [-1, 0, 2, 0]
// CHECK:         %[[R:.*]] = row.relu %[[P]]
// CHECK:         row.pad %[[R]] zero [0, -1, -1, 0]
func.func @pad_and_crop(%x: tensor<1x1x4x4xf32>) -> tensor<1x1x2x5xf32> {
  %zero = arith.constant 0.0 : f32
  %cropped = tensor.extract_slice %x[0, 0, 1, 0] [1, 1, 3, 4] [1, 1, 1, 1]
      : tensor<1x1x4x4xf32> to tensor<1x1x3x4xf32>
  %padded = tensor.pad %cropped low[0, 0, 0, 2] high[0, 0, 0, 0] {
  ^bb0(%i: index, %j: index, %k: index, %l: index):
    tensor.yield %zero : f32
  } : tensor<1x1x3x4xf32> to tensor<1x1x3x6xf32>
  %zeros = arith.constant dense<0.0> : tensor<1x1x3x6xf32>
  %empty = tensor.empty() : tensor<1x1x3x6xf32>
  %relu = linalg.max ins(%padded, %zeros : tensor<1x1x3x6xf32>, tensor<1x1x3x6xf32>)
      outs(%empty : tensor<1x1x3x6xf32>) -> tensor<1x1x3x6xf32>
  %y = tensor.extract_slice %relu[0, 0, 0, 1] [1, 1, 2, 5] [1, 1, 1, 1]
      : tensor<1x1x3x6xf32> to tensor<1x1x2x5xf32>
  return %y : tensor<1x1x2x5xf32>
}

// -----

// Bilinear resizing of what another op has made, row by row.

// CHECK-LABEL: func @bilinear_of_relu(
// CHECK:         %[[R:.*]] = row.relu
// CHECK-NEXT:    row.resize %[[R]] bilinear to [12, 12]
#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
func.func @bilinear_of_relu(%x: tensor<1x2x6x6xf32>) -> tensor<1x2x12x12xf32> {
  %c1 = arith.constant 1 : index
  %c5 = arith.constant 5 : index
  %zero = arith.constant 0.0 : f32
  %half = arith.constant 0.5 : f32
  %one = arith.constant 1.0 : f32
  %map = tensor.empty() : tensor<1x2x6x6xf32>
  %relu = linalg.generic {indexing_maps = [#id, #id],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%x : tensor<1x2x6x6xf32>) outs(%map : tensor<1x2x6x6xf32>) {
  ^bb0(%in: f32, %out: f32):
    %r = arith.maximumf %in, %zero : f32
    linalg.yield %r : f32
  } -> tensor<1x2x6x6xf32>
  %empty = tensor.empty() : tensor<1x2x12x12xf32>
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
    %a = tensor.extract %relu[%n, %c, %top, %left] : tensor<1x2x6x6xf32>
    %b = tensor.extract %relu[%n, %c, %top, %right] : tensor<1x2x6x6xf32>
    %d = tensor.extract %relu[%n, %c, %bottom, %left] : tensor<1x2x6x6xf32>
    %e = tensor.extract %relu[%n, %c, %bottom, %right] : tensor<1x2x6x6xf32>
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
    linalg.yield %y : f32
  } -> tensor<1x2x12x12xf32>
  return %result : tensor<1x2x12x12xf32>
}

// RUN: lrcnn-opt %s -lrcnn-raise -split-input-file -verify-diagnostics | FileCheck %s

// BatchNorm in training mode has statistics that its running ones are renewed
// by. They follow the other results of the chain.

// CHECK-LABEL: func @running(
// CHECK-SAME:      %[[X:[a-z0-9]*]]: tensor<2x3x4x5xf64>, %[[MEAN:.*]]: tensor<3xf64>, %[[VARIANCE:.*]]: tensor<3xf64>)
// CHECK-NEXT:    %[[Y:.*]]:3 = row.chain (%[[A:.*]] = %[[X]] nchw : tensor<2x3x4x5xf64>, %[[M:.*]] = %[[MEAN]] vector : tensor<3xf64>, %[[V:.*]] = %[[VARIANCE]] vector : tensor<3xf64>)
// CHECK-NEXT:        -> (nchw tensor<2x3x4x5xf64>, vector tensor<3xf64>, vector tensor<3xf64>) {
// CHECK-NEXT:      %[[S:.*]] = row.statistics %[[A]] :
// CHECK-DAG:       %[[M1:.*]] = row.running_mean %[[M]], %[[S]] momentum 2.500000e-01 :
// CHECK-DAG:       %[[V1:.*]] = row.running_variance %[[V]], %[[S]] momentum 2.500000e-01 count 40 :
// CHECK-DAG:       %[[N:.*]] = row.normalize %[[A]], %[[S]] eps 1.000000e-05 :
// CHECK:           row.yield %[[N]], %[[M1]], %[[V1]] :
// CHECK:         return %[[Y]]#1, %[[Y]]#0, %[[Y]]#2
#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#channel = affine_map<(d0, d1, d2, d3) -> (d1)>
#vector = affine_map<(d0) -> (d0)>
func.func @running(%x: tensor<2x3x4x5xf64>, %running_mean: tensor<3xf64>,
    %running_variance: tensor<3xf64>)
    -> (tensor<3xf64>, tensor<2x3x4x5xf64>, tensor<3xf64>) {
  %eps = arith.constant 1.0e-05 : f64
  %count = arith.constant 40.0 : f64
  %momentum = arith.constant 0.25 : f64
  %kept = arith.constant 0.75 : f64
  %unbiased = arith.constant 1.0256410256410255 : f64
  %zero = arith.constant dense<0.0> : tensor<3xf64>
  %vector = tensor.empty() : tensor<3xf64>
  %feature = tensor.empty() : tensor<2x3x4x5xf64>
  %sum = linalg.generic {indexing_maps = [#id, #channel],
      iterator_types = ["reduction", "parallel", "reduction", "reduction"]}
      ins(%x : tensor<2x3x4x5xf64>) outs(%zero : tensor<3xf64>) {
  ^bb0(%in: f64, %out: f64):
    %add = arith.addf %in, %out : f64
    linalg.yield %add : f64
  } -> tensor<3xf64>
  %mean = linalg.generic {indexing_maps = [#vector, #vector],
      iterator_types = ["parallel"]}
      ins(%sum : tensor<3xf64>) outs(%vector : tensor<3xf64>) {
  ^bb0(%in: f64, %out: f64):
    %div = arith.divf %in, %count : f64
    linalg.yield %div : f64
  } -> tensor<3xf64>
  %square = linalg.generic {indexing_maps = [#id, #channel, #id],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%x, %mean : tensor<2x3x4x5xf64>, tensor<3xf64>)
      outs(%feature : tensor<2x3x4x5xf64>) {
  ^bb0(%in: f64, %m: f64, %out: f64):
    %distance = arith.subf %in, %m : f64
    %mul = arith.mulf %distance, %distance : f64
    linalg.yield %mul : f64
  } -> tensor<2x3x4x5xf64>
  %squares = linalg.generic {indexing_maps = [#id, #channel],
      iterator_types = ["reduction", "parallel", "reduction", "reduction"]}
      ins(%square : tensor<2x3x4x5xf64>) outs(%zero : tensor<3xf64>) {
  ^bb0(%in: f64, %out: f64):
    %add = arith.addf %in, %out : f64
    linalg.yield %add : f64
  } -> tensor<3xf64>
  %variance = linalg.generic {indexing_maps = [#vector, #vector],
      iterator_types = ["parallel"]}
      ins(%squares : tensor<3xf64>) outs(%vector : tensor<3xf64>) {
  ^bb0(%in: f64, %out: f64):
    %div = arith.divf %in, %count : f64
    linalg.yield %div : f64
  } -> tensor<3xf64>
  %mean1 = linalg.generic {indexing_maps = [#vector, #vector, #vector],
      iterator_types = ["parallel"]}
      ins(%mean, %running_mean : tensor<3xf64>, tensor<3xf64>)
      outs(%vector : tensor<3xf64>) {
  ^bb0(%m: f64, %r: f64, %out: f64):
    %new = arith.mulf %m, %momentum : f64
    %old = arith.mulf %r, %kept : f64
    %add = arith.addf %new, %old : f64
    linalg.yield %add : f64
  } -> tensor<3xf64>
  %variance1 = linalg.generic {indexing_maps = [#vector, #vector, #vector],
      iterator_types = ["parallel"]}
      ins(%variance, %running_variance : tensor<3xf64>, tensor<3xf64>)
      outs(%vector : tensor<3xf64>) {
  ^bb0(%v: f64, %r: f64, %out: f64):
    %corrected = arith.mulf %v, %unbiased : f64
    %new = arith.mulf %corrected, %momentum : f64
    %old = arith.mulf %kept, %r : f64
    %add = arith.addf %old, %new : f64
    linalg.yield %add : f64
  } -> tensor<3xf64>
  %y = linalg.generic {indexing_maps = [#id, #channel, #channel, #id],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%x, %mean, %variance : tensor<2x3x4x5xf64>, tensor<3xf64>, tensor<3xf64>)
      outs(%feature : tensor<2x3x4x5xf64>) {
  ^bb0(%in: f64, %m: f64, %v: f64, %out: f64):
    %distance = arith.subf %in, %m : f64
    %add = arith.addf %v, %eps : f64
    %inverse = math.rsqrt %add : f64
    %normal = arith.mulf %distance, %inverse : f64
    linalg.yield %normal : f64
  } -> tensor<2x3x4x5xf64>
  return %mean1, %y, %variance1
      : tensor<3xf64>, tensor<2x3x4x5xf64>, tensor<3xf64>
}

// -----

// A mean that is renewed by more or less than what is lost.

// CHECK-LABEL: func @wrong_momentum(
// CHECK:         %[[MEAN:.*]] = linalg.generic {{.*}} ins(%{{.*}}, %{{.*}} : tensor<3xf64>, tensor<3xf64>)
// CHECK:         row.relu
// CHECK:         return %{{.*}}, %[[MEAN]]
#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#channel = affine_map<(d0, d1, d2, d3) -> (d1)>
#vector = affine_map<(d0) -> (d0)>
func.func @wrong_momentum(%x: tensor<2x3x4x5xf64>, %running_mean: tensor<3xf64>)
    -> (tensor<2x3x4x5xf64>, tensor<3xf64>) {
  %count = arith.constant 40.0 : f64
  %momentum = arith.constant 0.25 : f64
  %kept = arith.constant 0.5 : f64
  %zero = arith.constant dense<0.0> : tensor<3xf64>
  %zeros = arith.constant dense<0.0> : tensor<2x3x4x5xf64>
  %vector = tensor.empty() : tensor<3xf64>
  %feature = tensor.empty() : tensor<2x3x4x5xf64>
  // expected-remark @below {{row.chain does not take this linalg.generic: expected a convolution}}
  %sum = linalg.generic {indexing_maps = [#id, #channel],
      iterator_types = ["reduction", "parallel", "reduction", "reduction"]}
      ins(%x : tensor<2x3x4x5xf64>) outs(%zero : tensor<3xf64>) {
  ^bb0(%in: f64, %out: f64):
    %add = arith.addf %in, %out : f64
    linalg.yield %add : f64
  } -> tensor<3xf64>
  // expected-remark @below {{row.chain does not take this linalg.generic: expected a running mean to be renewed by 5.000000e-01 where 5.000000e-01 is kept, got 2.500000e-01}}
  %mean1 = linalg.generic {indexing_maps = [#vector, #vector, #vector],
      iterator_types = ["parallel"]}
      ins(%sum, %running_mean : tensor<3xf64>, tensor<3xf64>)
      outs(%vector : tensor<3xf64>) {
  ^bb0(%in: f64, %r: f64, %out: f64):
    %mean = arith.divf %in, %count : f64
    %new = arith.mulf %mean, %momentum : f64
    %old = arith.mulf %r, %kept : f64
    %add = arith.addf %new, %old : f64
    linalg.yield %add : f64
  } -> tensor<3xf64>
  %y = linalg.max ins(%x, %zeros : tensor<2x3x4x5xf64>, tensor<2x3x4x5xf64>)
      outs(%feature : tensor<2x3x4x5xf64>) -> tensor<2x3x4x5xf64>
  return %y, %mean1 : tensor<2x3x4x5xf64>, tensor<3xf64>
}

// -----

// The same by less than a millionth.

// CHECK-LABEL: func @slightly_wrong_momentum(
// CHECK:         %[[MEAN:.*]] = linalg.generic {{.*}} ins(%{{.*}}, %{{.*}} : tensor<3xf64>, tensor<3xf64>)
// CHECK:         row.relu
// CHECK:         return %{{.*}}, %[[MEAN]]
#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#channel = affine_map<(d0, d1, d2, d3) -> (d1)>
#vector = affine_map<(d0) -> (d0)>
func.func @slightly_wrong_momentum(%x: tensor<2x3x4x5xf64>, %running_mean: tensor<3xf64>)
    -> (tensor<2x3x4x5xf64>, tensor<3xf64>) {
  %count = arith.constant 40.0 : f64
  %momentum = arith.constant 0.1000005 : f64
  %kept = arith.constant 0.9 : f64
  %zero = arith.constant dense<0.0> : tensor<3xf64>
  %zeros = arith.constant dense<0.0> : tensor<2x3x4x5xf64>
  %vector = tensor.empty() : tensor<3xf64>
  %feature = tensor.empty() : tensor<2x3x4x5xf64>
  // expected-remark @below {{row.chain does not take this linalg.generic: expected a convolution}}
  %sum = linalg.generic {indexing_maps = [#id, #channel],
      iterator_types = ["reduction", "parallel", "reduction", "reduction"]}
      ins(%x : tensor<2x3x4x5xf64>) outs(%zero : tensor<3xf64>) {
  ^bb0(%in: f64, %out: f64):
    %add = arith.addf %in, %out : f64
    linalg.yield %add : f64
  } -> tensor<3xf64>
  // expected-remark @below {{row.chain does not take this linalg.generic: expected a running mean to be renewed by 1.000000e-01 where 9.000000e-01 is kept, got 1.000005e-01}}
  %mean1 = linalg.generic {indexing_maps = [#vector, #vector, #vector],
      iterator_types = ["parallel"]}
      ins(%sum, %running_mean : tensor<3xf64>, tensor<3xf64>)
      outs(%vector : tensor<3xf64>) {
  ^bb0(%in: f64, %r: f64, %out: f64):
    %mean = arith.divf %in, %count : f64
    %new = arith.mulf %mean, %momentum : f64
    %old = arith.mulf %r, %kept : f64
    %add = arith.addf %new, %old : f64
    linalg.yield %add : f64
  } -> tensor<3xf64>
  %y = linalg.max ins(%x, %zeros : tensor<2x3x4x5xf64>, tensor<2x3x4x5xf64>)
      outs(%feature : tensor<2x3x4x5xf64>) -> tensor<2x3x4x5xf64>
  return %y, %mean1 : tensor<2x3x4x5xf64>, tensor<3xf64>
}

// -----

// A mean that nothing is normalized by.

// CHECK-LABEL: func @no_normalization(
// CHECK:         %[[MEAN:.*]] = linalg.generic {{.*}} ins(%{{.*}}, %{{.*}} : tensor<3xf64>, tensor<3xf64>)
// CHECK:         row.relu
// CHECK:         return %{{.*}}, %[[MEAN]]
#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#channel = affine_map<(d0, d1, d2, d3) -> (d1)>
#vector = affine_map<(d0) -> (d0)>
func.func @no_normalization(%x: tensor<2x3x4x5xf64>, %running_mean: tensor<3xf64>)
    -> (tensor<2x3x4x5xf64>, tensor<3xf64>) {
  %count = arith.constant 40.0 : f64
  %momentum = arith.constant 0.25 : f64
  %kept = arith.constant 0.75 : f64
  %zero = arith.constant dense<0.0> : tensor<3xf64>
  %zeros = arith.constant dense<0.0> : tensor<2x3x4x5xf64>
  %vector = tensor.empty() : tensor<3xf64>
  %feature = tensor.empty() : tensor<2x3x4x5xf64>
  // expected-remark @below {{row.chain does not take this linalg.generic: expected a convolution}}
  %sum = linalg.generic {indexing_maps = [#id, #channel],
      iterator_types = ["reduction", "parallel", "reduction", "reduction"]}
      ins(%x : tensor<2x3x4x5xf64>) outs(%zero : tensor<3xf64>) {
  ^bb0(%in: f64, %out: f64):
    %add = arith.addf %in, %out : f64
    linalg.yield %add : f64
  } -> tensor<3xf64>
  // expected-remark @below {{row.chain does not take this linalg.generic: expected an argument that is renewed by the statistics of a normalization}}
  %mean1 = linalg.generic {indexing_maps = [#vector, #vector, #vector],
      iterator_types = ["parallel"]}
      ins(%sum, %running_mean : tensor<3xf64>, tensor<3xf64>)
      outs(%vector : tensor<3xf64>) {
  ^bb0(%in: f64, %r: f64, %out: f64):
    %mean = arith.divf %in, %count : f64
    %new = arith.mulf %mean, %momentum : f64
    %old = arith.mulf %r, %kept : f64
    %add = arith.addf %new, %old : f64
    linalg.yield %add : f64
  } -> tensor<3xf64>
  %y = linalg.max ins(%x, %zeros : tensor<2x3x4x5xf64>, tensor<2x3x4x5xf64>)
      outs(%feature : tensor<2x3x4x5xf64>) -> tensor<2x3x4x5xf64>
  return %y, %mean1 : tensor<2x3x4x5xf64>, tensor<3xf64>
}

// -----

// In evaluation mode mean and variance are vectors. torch-mlir asserts that no
// deviation is zero; where the layer computes it, nothing reads that any more.

// CHECK-LABEL: func @evaluation(
// CHECK-SAME:      %[[X:[a-z0-9]*]]: tensor<1x3x4x4xf32>, %[[MEAN:.*]]: tensor<3xf32>, %[[VARIANCE:.*]]: tensor<3xf32>, %[[SCALE:.*]]: tensor<3xf32>)
// CHECK-NEXT:    row.chain (%[[A:.*]] = %[[X]] nchw : {{.*}}, %[[M:.*]] = %[[MEAN]] vector : {{.*}}, %[[V:.*]] = %[[VARIANCE]] vector : {{.*}}, %[[C:.*]] = %[[SCALE]] vector :
// CHECK-NOT:     cf.assert
// CHECK:           row.normalize %[[A]], %[[M]], %[[V]] scale %[[C]] eps 1.000000e-03 :
#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#channel = affine_map<(d0, d1, d2, d3) -> (d1)>
#vector = affine_map<(d0) -> (d0)>
func.func @evaluation(%x: tensor<1x3x4x4xf32>, %mean: tensor<3xf32>,
    %variance: tensor<3xf32>, %scale: tensor<3xf32>) -> tensor<1x3x4x4xf32> {
  %zero = arith.constant 0.0 : f32
  %one = arith.constant 1.0 : f32
  %eps = arith.constant 1.0e-03 : f64
  %vector = tensor.empty() : tensor<3xf32>
  %empty = tensor.empty() : tensor<1x3x4x4xf32>
  %inverse = linalg.generic {indexing_maps = [#vector, #vector],
      iterator_types = ["parallel"]}
      ins(%variance : tensor<3xf32>) outs(%vector : tensor<3xf32>) {
  ^bb0(%v: f32, %out: f32):
    %small = arith.truncf %eps : f64 to f32
    %sum = arith.addf %v, %small : f32
    %root = math.sqrt %sum : f32
    %is_valid = arith.cmpf one, %root, %zero : f32
    cf.assert %is_valid, "unimplemented: tensor with zero element"
    %reciprocal = arith.divf %one, %root : f32
    linalg.yield %reciprocal : f32
  } -> tensor<3xf32>
  %y = linalg.generic {indexing_maps = [#id, #channel, #channel, #channel, #id],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%x, %mean, %inverse, %scale
          : tensor<1x3x4x4xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>)
      outs(%empty : tensor<1x3x4x4xf32>) {
  ^bb0(%in: f32, %m: f32, %i: f32, %s: f32, %out: f32):
    %distance = arith.subf %in, %m : f32
    %normal = arith.mulf %distance, %i : f32
    %scaled = arith.mulf %normal, %s : f32
    linalg.yield %scaled : f32
  } -> tensor<1x3x4x4xf32>
  return %y : tensor<1x3x4x4xf32>
}

// -----

// An assertion about what is still read stays, and so does the op.

// CHECK-LABEL: func @assertion(
// CHECK:         row.relu
// CHECK:         cf.assert
#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
func.func @assertion(%x: tensor<1x3x4x4xf32>) -> tensor<1x3x4x4xf32> {
  %zero = arith.constant 0.0 : f32
  %one = arith.constant 1.0 : f32
  %zeros = arith.constant dense<0.0> : tensor<1x3x4x4xf32>
  %empty = tensor.empty() : tensor<1x3x4x4xf32>
  %relu = linalg.max ins(%x, %zeros : tensor<1x3x4x4xf32>, tensor<1x3x4x4xf32>)
      outs(%empty : tensor<1x3x4x4xf32>) -> tensor<1x3x4x4xf32>
  // expected-remark @below {{row.chain does not take this linalg.generic}}
  %y = linalg.generic {indexing_maps = [#id, #id],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%relu : tensor<1x3x4x4xf32>) outs(%empty : tensor<1x3x4x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %is_valid = arith.cmpf one, %in, %zero : f32
    cf.assert %is_valid, "expected no zero"
    %reciprocal = arith.divf %one, %in : f32
    linalg.yield %reciprocal : f32
  } -> tensor<1x3x4x4xf32>
  return %y : tensor<1x3x4x4xf32>
}

// -----

// Means and variances over the channels of each pixel make a LayerNorm. The
// squares are made where they are added.

// CHECK-LABEL: func @layer_norm(
// CHECK-NEXT:    row.chain
// CHECK:           row.layer_norm %{{.*}} eps 1.000000e-05 :
// CHECK-NEXT:      row.yield
#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#pixel = affine_map<(d0, d1, d2, d3) -> (d0, d2, d3)>
func.func @layer_norm(%x: tensor<1x4x5x5xf64>) -> tensor<1x4x5x5xf64> {
  %eps = arith.constant 1.0e-05 : f64
  %count = arith.constant 4.0 : f64
  %zero = arith.constant dense<0.0> : tensor<1x5x5xf64>
  %empty = tensor.empty() : tensor<1x4x5x5xf64>
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
  %y = linalg.generic {indexing_maps = [#id, #pixel, #pixel, #id],
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

// A mean that is renewed by half its distance over the number of steps, where as
// much of it is lost as it should be.

// CHECK-LABEL: func @wrong_share(
// CHECK-NOT:     row.running_mean
// CHECK:         row.relu
#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#channel = affine_map<(d0, d1, d2, d3) -> (d1)>
#vector = affine_map<(d0) -> (d0)>
#first = affine_map<(d0) -> (0)>
func.func @wrong_share(%x: tensor<2x3x4x5xf64>, %running_mean: tensor<3xf64>,
    %steps: tensor<1xf64>) -> (tensor<2x3x4x5xf64>, tensor<3xf64>) {
  %count = arith.constant 40.0 : f64
  %share = arith.constant 0.5 : f64
  %zero = arith.constant dense<0.0> : tensor<3xf64>
  %zeros = arith.constant dense<0.0> : tensor<2x3x4x5xf64>
  %vector = tensor.empty() : tensor<3xf64>
  %feature = tensor.empty() : tensor<2x3x4x5xf64>
  // expected-remark @below {{row.chain does not take this linalg.generic: expected a convolution}}
  %sum = linalg.generic {indexing_maps = [#id, #channel],
      iterator_types = ["reduction", "parallel", "reduction", "reduction"]}
      ins(%x : tensor<2x3x4x5xf64>) outs(%zero : tensor<3xf64>) {
  ^bb0(%in: f64, %out: f64):
    %add = arith.addf %in, %out : f64
    linalg.yield %add : f64
  } -> tensor<3xf64>
  // expected-remark @below {{row.chain does not take this linalg.generic: expected a running mean to be renewed by 1.000000e+00 over the number of steps, got 5.000000e-01}}
  %mean1 = linalg.generic {indexing_maps = [#vector, #vector, #first, #vector],
      iterator_types = ["parallel"]}
      ins(%sum, %running_mean, %steps : tensor<3xf64>, tensor<3xf64>, tensor<1xf64>)
      outs(%vector : tensor<3xf64>) {
  ^bb0(%in: f64, %r: f64, %n: f64, %out: f64):
    %mean = arith.divf %in, %count : f64
    %half = arith.mulf %mean, %share : f64
    %distance = arith.subf %half, %r : f64
    %change = arith.divf %distance, %n : f64
    %add = arith.addf %r, %change : f64
    linalg.yield %add : f64
  } -> tensor<3xf64>
  %y = linalg.max ins(%x, %zeros : tensor<2x3x4x5xf64>, tensor<2x3x4x5xf64>)
      outs(%feature : tensor<2x3x4x5xf64>) -> tensor<2x3x4x5xf64>
  return %y, %mean1 : tensor<2x3x4x5xf64>, tensor<3xf64>
}

// -----

// A mean of which nothing is lost.

// CHECK-LABEL: func @grows(
// CHECK-NOT:     row.running_mean
// CHECK:         row.relu
#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#channel = affine_map<(d0, d1, d2, d3) -> (d1)>
#vector = affine_map<(d0) -> (d0)>
#first = affine_map<(d0) -> (0)>
func.func @grows(%x: tensor<2x3x4x5xf64>, %running_mean: tensor<3xf64>,
    %steps: tensor<1xf64>) -> (tensor<2x3x4x5xf64>, tensor<3xf64>) {
  %count = arith.constant 40.0 : f64
  %zero = arith.constant dense<0.0> : tensor<3xf64>
  %zeros = arith.constant dense<0.0> : tensor<2x3x4x5xf64>
  %vector = tensor.empty() : tensor<3xf64>
  %feature = tensor.empty() : tensor<2x3x4x5xf64>
  // expected-remark @below {{row.chain does not take this linalg.generic: expected a convolution}}
  %sum = linalg.generic {indexing_maps = [#id, #channel],
      iterator_types = ["reduction", "parallel", "reduction", "reduction"]}
      ins(%x : tensor<2x3x4x5xf64>) outs(%zero : tensor<3xf64>) {
  ^bb0(%in: f64, %out: f64):
    %add = arith.addf %in, %out : f64
    linalg.yield %add : f64
  } -> tensor<3xf64>
  // expected-remark @below {{row.chain does not take this linalg.generic: expected a running statistic to be renewed by its distance from that of the batch over the number of steps}}
  %mean1 = linalg.generic {indexing_maps = [#vector, #vector, #first, #vector],
      iterator_types = ["parallel"]}
      ins(%sum, %running_mean, %steps : tensor<3xf64>, tensor<3xf64>, tensor<1xf64>)
      outs(%vector : tensor<3xf64>) {
  ^bb0(%in: f64, %r: f64, %n: f64, %out: f64):
    %mean = arith.divf %in, %count : f64
    %change = arith.divf %mean, %n : f64
    %add = arith.addf %r, %change : f64
    linalg.yield %add : f64
  } -> tensor<3xf64>
  %y = linalg.max ins(%x, %zeros : tensor<2x3x4x5xf64>, tensor<2x3x4x5xf64>)
      outs(%feature : tensor<2x3x4x5xf64>) -> tensor<2x3x4x5xf64>
  return %y, %mean1 : tensor<2x3x4x5xf64>, tensor<3xf64>
}

// -----

// The number of steps is counted, but not returned.

// CHECK-LABEL: func @lost_count(
// CHECK-NOT:     row.running_mean
// CHECK:         row.relu
#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#channel = affine_map<(d0, d1, d2, d3) -> (d1)>
#vector = affine_map<(d0) -> (d0)>
#first = affine_map<(d0) -> (0)>
func.func @lost_count(%x: tensor<2x3x4x5xf64>, %running_mean: tensor<3xf64>,
    %steps: tensor<1xf64>) -> (tensor<2x3x4x5xf64>, tensor<3xf64>) {
  %count = arith.constant 40.0 : f64
  %step = arith.constant 1.0 : f64
  %zero = arith.constant dense<0.0> : tensor<3xf64>
  %zeros = arith.constant dense<0.0> : tensor<2x3x4x5xf64>
  %vector = tensor.empty() : tensor<3xf64>
  %feature = tensor.empty() : tensor<2x3x4x5xf64>
  // expected-remark @below {{row.chain does not take this linalg.generic: expected a convolution}}
  %sum = linalg.generic {indexing_maps = [#id, #channel],
      iterator_types = ["reduction", "parallel", "reduction", "reduction"]}
      ins(%x : tensor<2x3x4x5xf64>) outs(%zero : tensor<3xf64>) {
  ^bb0(%in: f64, %out: f64):
    %add = arith.addf %in, %out : f64
    linalg.yield %add : f64
  } -> tensor<3xf64>
  %one = tensor.empty() : tensor<1xf64>
  // expected-remark @below {{row.chain does not take this linalg.generic: expected a convolution}}
  %steps1 = linalg.generic {indexing_maps = [#vector, #vector],
      iterator_types = ["parallel"]}
      ins(%steps : tensor<1xf64>) outs(%one : tensor<1xf64>) {
  ^bb0(%in: f64, %out: f64):
    %next = arith.addf %in, %step : f64
    linalg.yield %next : f64
  } -> tensor<1xf64>
  // expected-remark @below {{row.chain does not take this linalg.generic: expected a number of steps that is an argument, or that is returned and one more than an argument of no other use}}
  %mean1 = linalg.generic {indexing_maps = [#vector, #vector, #first, #vector],
      iterator_types = ["parallel"]}
      ins(%sum, %running_mean, %steps1 : tensor<3xf64>, tensor<3xf64>, tensor<1xf64>)
      outs(%vector : tensor<3xf64>) {
  ^bb0(%in: f64, %r: f64, %n: f64, %out: f64):
    %mean = arith.divf %in, %count : f64
    %distance = arith.subf %mean, %r : f64
    %change = arith.divf %distance, %n : f64
    %add = arith.addf %r, %change : f64
    linalg.yield %add : f64
  } -> tensor<3xf64>
  %y = linalg.max ins(%x, %zeros : tensor<2x3x4x5xf64>, tensor<2x3x4x5xf64>)
      outs(%feature : tensor<2x3x4x5xf64>) -> tensor<2x3x4x5xf64>
  return %y, %mean1 : tensor<2x3x4x5xf64>, tensor<3xf64>
}

// RUN: lrcnn-opt %s -lrcnn-raise -split-input-file -verify-diagnostics

// What has the values of an activation at many numbers, but not at all of them.

// A ReLU below a hundred only.

#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
func.func @capped(%x: tensor<1x3x8x8xf32>) -> tensor<1x3x8x8xf32> {
  %zero = arith.constant 0.0 : f32
  %one = arith.constant 1.0 : f32
  %c = arith.constant 100.0 : f32
  %empty = tensor.empty() : tensor<1x3x8x8xf32>
  // expected-error @below {{expected an activation of all numbers, got what is one of some numbers only}}
  %z = linalg.generic {indexing_maps = [#id, #id],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%x : tensor<1x3x8x8xf32>) outs(%empty : tensor<1x3x8x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %relu = arith.maximumf %in, %zero : f32
    %y = arith.minimumf %relu, %c : f32
    linalg.yield %y : f32
  } -> tensor<1x3x8x8xf32>
  return %z : tensor<1x3x8x8xf32>
}

// -----

// A ReLU below the largest numbers only.

#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
func.func @capped_far(%x: tensor<1x3x8x8xf32>) -> tensor<1x3x8x8xf32> {
  %zero = arith.constant 0.0 : f32
  %one = arith.constant 1.0 : f32
  %c = arith.constant 3.0e38 : f32
  %empty = tensor.empty() : tensor<1x3x8x8xf32>
  // expected-error @below {{expected an activation of all numbers, got what is one of some numbers only}}
  %z = linalg.generic {indexing_maps = [#id, #id],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%x : tensor<1x3x8x8xf32>) outs(%empty : tensor<1x3x8x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %relu = arith.maximumf %in, %zero : f32
    %y = arith.minimumf %relu, %c : f32
    linalg.yield %y : f32
  } -> tensor<1x3x8x8xf32>
  return %z : tensor<1x3x8x8xf32>
}

// -----

// The floor is reached far below the constant that it is.

#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
func.func @leaky_with_floor(%x: tensor<1x3x8x8xf32>) -> tensor<1x3x8x8xf32> {
  %zero = arith.constant 0.0 : f32
  %one = arith.constant 1.0 : f32
  %c = arith.constant 0.01 : f32
  %d = arith.constant -700.0 : f32
  %empty = tensor.empty() : tensor<1x3x8x8xf32>
  // expected-error @below {{expected an activation of all numbers, got what is one of some numbers only}}
  %z = linalg.generic {indexing_maps = [#id, #id],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%x : tensor<1x3x8x8xf32>) outs(%empty : tensor<1x3x8x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %positive = arith.cmpf ogt, %in, %zero : f32
    %small = arith.mulf %in, %c : f32
    %leaky = arith.select %positive, %in, %small : f32
    %y = arith.maximumf %leaky, %d : f32
    linalg.yield %y : f32
  } -> tensor<1x3x8x8xf32>
  return %z : tensor<1x3x8x8xf32>
}

// -----

// Zero is not exactly zero.

#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
func.func @relu_above_a_little(%x: tensor<1x3x8x8xf32>) -> tensor<1x3x8x8xf32> {
  %zero = arith.constant 0.0 : f32
  %one = arith.constant 1.0 : f32
  %c = arith.constant 1.0e-7 : f32
  %empty = tensor.empty() : tensor<1x3x8x8xf32>
  // expected-error @below {{first is 'linalg.generic'}}
  %z = linalg.generic {indexing_maps = [#id, #id],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%x : tensor<1x3x8x8xf32>) outs(%empty : tensor<1x3x8x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %y = arith.maximumf %in, %c : f32
    linalg.yield %y : f32
  } -> tensor<1x3x8x8xf32>
  return %z : tensor<1x3x8x8xf32>
}

// -----

// Between two constants it is something else.

#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
func.func @other_in_a_window(%x: tensor<1x3x8x8xf32>) -> tensor<1x3x8x8xf32> {
  %zero = arith.constant 0.0 : f32
  %one = arith.constant 1.0 : f32
  %c = arith.constant 70.0 : f32
  %d = arith.constant 71.0 : f32
  %empty = tensor.empty() : tensor<1x3x8x8xf32>
  // expected-error @below {{expected an activation of all numbers, got what is one of some numbers only}}
  %z = linalg.generic {indexing_maps = [#id, #id],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%x : tensor<1x3x8x8xf32>) outs(%empty : tensor<1x3x8x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %relu = arith.maximumf %in, %zero : f32
    %above = arith.cmpf ogt, %in, %c : f32
    %below = arith.cmpf olt, %in, %d : f32
    %high = arith.select %below, %zero, %relu : f32
    %y = arith.select %above, %high, %relu : f32
    linalg.yield %y : f32
  } -> tensor<1x3x8x8xf32>
  return %z : tensor<1x3x8x8xf32>
}

// -----

// A sigmoid that is not one at infinity.

#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
func.func @not_at_infinity(%x: tensor<1x3x8x8xf32>) -> tensor<1x3x8x8xf32> {
  %zero = arith.constant 0.0 : f32
  %one = arith.constant 1.0 : f32
  %c = arith.constant 0x7F800000 : f32
  %empty = tensor.empty() : tensor<1x3x8x8xf32>
  // expected-error @below {{expected an activation of all numbers, got what is one of some numbers only}}
  %z = linalg.generic {indexing_maps = [#id, #id],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%x : tensor<1x3x8x8xf32>) outs(%empty : tensor<1x3x8x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %minus = arith.negf %in : f32
    %exp = math.exp %minus : f32
    %sum = arith.addf %exp, %one : f32
    %sigmoid = arith.divf %one, %sum : f32
    %isInfinite = arith.cmpf oeq, %in, %c : f32
    %y = arith.select %isInfinite, %zero, %sigmoid : f32
    linalg.yield %y : f32
  } -> tensor<1x3x8x8xf32>
  return %z : tensor<1x3x8x8xf32>
}

// -----

// A ReLU of what is rounded to half precision.

#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
func.func @rounded(%x: tensor<1x3x8x8xf32>) -> tensor<1x3x8x8xf32> {
  %zero = arith.constant 0.0 : f32
  %one = arith.constant 1.0 : f32
  %empty = tensor.empty() : tensor<1x3x8x8xf32>
  // expected-error @below {{first is 'linalg.generic'}}
  %z = linalg.generic {indexing_maps = [#id, #id],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%x : tensor<1x3x8x8xf32>) outs(%empty : tensor<1x3x8x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %half = arith.truncf %in : f32 to f16
    %rounded = arith.extf %half : f16 to f32
    %y = arith.maximumf %rounded, %zero : f32
    linalg.yield %y : f32
  } -> tensor<1x3x8x8xf32>
  return %z : tensor<1x3x8x8xf32>
}

// -----

// A ReLU that rounds to single precision on its way.

#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
func.func @rounded(%x: tensor<1x3x8x8xf64>) -> tensor<1x3x8x8xf64> {
  %zero = arith.constant 0.0 : f32
  %empty = tensor.empty() : tensor<1x3x8x8xf64>
  // expected-error @below {{no layer of @rounded could be raised}}
  %z = linalg.generic {indexing_maps = [#id, #id],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%x : tensor<1x3x8x8xf64>) outs(%empty : tensor<1x3x8x8xf64>) {
  ^bb0(%in: f64, %out: f64):
    %single = arith.truncf %in : f64 to f32
    %relu = arith.maximumf %single, %zero : f32
    %y = arith.extf %relu : f32 to f64
    linalg.yield %y : f64
  } -> tensor<1x3x8x8xf64>
  return %z : tensor<1x3x8x8xf64>
}

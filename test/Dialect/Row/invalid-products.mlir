// RUN: lrcnn-opt %s --split-input-file --verify-diagnostics

func.func @pixel(%x: tensor<2x8x4x6xf32>, %p: tensor<1x1x1x6xf32>) {
  // mul C1
  // expected-error @below {{expected a right-hand side of 'tensor<2x8x4x6xf32>' or of 'tensor<2x1x1x6xf32>', got 'tensor<1x1x1x6xf32>'}}
  // expected-error @below {{failed to infer returned types}}
  %y = row.mul %x, %p
      : (tensor<2x8x4x6xf32>, tensor<1x1x1x6xf32>) -> tensor<2x8x4x6xf32>
  return
}

// -----

func.func @scale(%x: tensor<2x8x4x6xf32>, %s: tensor<5xf32>) {
  // scale C1
  // expected-error @below {{expected a scale of 'tensor<6xf32>', got 'tensor<5xf32>'}}
  // expected-error @below {{failed to infer returned types}}
  %y = row.scale %x, %s
      : (tensor<2x8x4x6xf32>, tensor<5xf32>) -> tensor<2x8x4x6xf32>
  return
}

// -----

func.func @factor_vector(%dy: tensor<2x8x4x6xf32>, %s: tensor<5xf32>) {
  // mul_grad C1
  // expected-error @below {{'row.mul_grad' op expected a factor of 'tensor<6xf32>', got 'tensor<5xf32>'}}
  %dx = row.mul_grad %dy, %s operand 0
      : (tensor<2x8x4x6xf32>, tensor<5xf32>) -> tensor<2x8x4x6xf32>
  return
}

// -----

func.func @factor(%dy: tensor<2x8x4x6xf32>, %p: tensor<2x8x1x6xf32>) {
  // mul_grad C1
  // expected-error @below {{'row.mul_grad' op expected a factor of 'tensor<2x8x4x6xf32>' or of 'tensor<2x1x1x6xf32>', got 'tensor<2x8x1x6xf32>'}}
  %dx = row.mul_grad %dy, %p operand 0
      : (tensor<2x8x4x6xf32>, tensor<2x8x1x6xf32>) -> tensor<2x8x4x6xf32>
  return
}

// -----

func.func @pixel_gradient(%x: tensor<2x8x4x6xf32>, %dy: tensor<2x8x3x6xf32>) {
  // mul_pixel_grad C1
  // expected-error @below {{'row.mul_pixel_grad' op expected a gradient of the input's type 'tensor<2x8x4x6xf32>', got 'tensor<2x8x3x6xf32>'}}
  %dp = row.mul_pixel_grad %x, %dy
      : (tensor<2x8x4x6xf32>, tensor<2x8x3x6xf32>) -> tensor<2x1x1x6xf32>
  return
}

// -----

func.func @pixel_result(%x: tensor<2x8x4x6xf32>, %dy: tensor<2x8x4x6xf32>) {
  // mul_pixel_grad C2
  // expected-error @below {{'row.mul_pixel_grad' op expected a result of 'tensor<2x1x1x6xf32>', got 'tensor<1x1x1x6xf32>'}}
  %dp = row.mul_pixel_grad %x, %dy
      : (tensor<2x8x4x6xf32>, tensor<2x8x4x6xf32>) -> tensor<1x1x1x6xf32>
  return
}

// -----

func.func @scale_gradient(%x: tensor<2x8x4x6xf32>, %dy: tensor<2x8x4x6xf32>) {
  // scale_grad C1
  // expected-error @below {{'row.scale_grad' op expected a result of 'tensor<6xf32>', got 'tensor<4xf32>'}}
  %ds = row.scale_grad %x, %dy
      : (tensor<2x8x4x6xf32>, tensor<2x8x4x6xf32>) -> tensor<4xf32>
  return
}

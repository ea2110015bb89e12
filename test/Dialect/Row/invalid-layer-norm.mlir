// RUN: lrcnn-opt %s --split-input-file --verify-diagnostics

func.func @eps(%x: tensor<2x8x4x6xf32>) {
  // layer_norm C1
  // expected-error @below {{'row.layer_norm' op expected an 'eps' of at least 0, got -1}}
  %y = row.layer_norm %x eps -1.0 : (tensor<2x8x4x6xf32>) -> tensor<2x8x4x6xf32>
  return
}

// -----

func.func @scale(%x: tensor<2x8x4x6xf32>, %g: tensor<5xf32>) {
  // layer_norm C2
  // expected-error @below {{'row.layer_norm' op expected a scale of 'tensor<6xf32>', got 'tensor<5xf32>'}}
  %y = row.layer_norm %x scale %g eps 1.0e-05
      : (tensor<2x8x4x6xf32>, tensor<5xf32>) -> tensor<2x8x4x6xf32>
  return
}

// -----

func.func @shift(%x: tensor<2x8x4x6xf32>, %b: tensor<6xf64>) {
  // layer_norm C2
  // expected-error @below {{'row.layer_norm' op expected a shift of 'tensor<6xf32>', got 'tensor<6xf64>'}}
  %y = row.layer_norm %x shift %b eps 1.0e-05
      : (tensor<2x8x4x6xf32>, tensor<6xf64>) -> tensor<2x8x4x6xf32>
  return
}

// -----

func.func @gradient_eps(%x: tensor<2x8x4x6xf32>, %dy: tensor<2x8x4x6xf32>) {
  // layer_norm C1
  // expected-error @below {{'row.layer_norm_grad' op expected an 'eps' of at least 0, got -1}}
  %dx = row.layer_norm_grad %x, %dy eps -1.0
      : (tensor<2x8x4x6xf32>, tensor<2x8x4x6xf32>) -> tensor<2x8x4x6xf32>
  return
}

// -----

func.func @gradient_scale(%x: tensor<2x8x4x6xf32>, %dy: tensor<2x8x4x6xf32>,
                          %g: tensor<5xf32>) {
  // layer_norm C2
  // expected-error @below {{'row.layer_norm_grad' op expected a scale of 'tensor<6xf32>', got 'tensor<5xf32>'}}
  %dx = row.layer_norm_grad %x, %dy scale %g eps 1.0e-05
      : (tensor<2x8x4x6xf32>, tensor<2x8x4x6xf32>, tensor<5xf32>)
      -> tensor<2x8x4x6xf32>
  return
}

// -----

func.func @scale_gradient_eps(%x: tensor<2x8x4x6xf32>,
                              %dy: tensor<2x8x4x6xf32>) {
  // layer_norm C1
  // expected-error @below {{'row.layer_norm_scale_grad' op expected an 'eps' of at least 0, got -1}}
  %dg = row.layer_norm_scale_grad %x, %dy eps -1.0
      : (tensor<2x8x4x6xf32>, tensor<2x8x4x6xf32>) -> tensor<6xf32>
  return
}

// -----

func.func @scale_gradient(%x: tensor<2x8x4x6xf32>, %dy: tensor<2x8x4x6xf32>) {
  // layer_norm_scale_grad C1
  // expected-error @below {{'row.layer_norm_scale_grad' op expected a result of 'tensor<6xf32>', got 'tensor<4xf32>'}}
  %dg = row.layer_norm_scale_grad %x, %dy eps 1.0e-05
      : (tensor<2x8x4x6xf32>, tensor<2x8x4x6xf32>) -> tensor<4xf32>
  return
}

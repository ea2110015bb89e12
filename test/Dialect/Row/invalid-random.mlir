// RUN: lrcnn-opt %s --split-input-file --verify-diagnostics

func.func @seed_size(%x: tensor<2x8x4x6xf32>, %s: tensor<1xf32>) {
  // dropout C1
  // expected-error @below {{'row.dropout' op expected a seed of 'tensor<2xf32>', got 'tensor<1xf32>'}}
  %y = row.dropout %x, %s p 0.5 layer 0
      : (tensor<2x8x4x6xf32>, tensor<1xf32>) -> tensor<2x8x4x6xf32>
  return
}

// -----

func.func @seed_type(%dy: tensor<2x8x4x6xf64>, %s: tensor<2xf32>) {
  // dropout C1
  // expected-error @below {{'row.dropout_grad' op expected a seed of 'tensor<2xf64>', got 'tensor<2xf32>'}}
  %dx = row.dropout_grad %dy, %s p 0.5 layer 0
      : (tensor<2x8x4x6xf64>, tensor<2xf32>) -> tensor<2x8x4x6xf64>
  return
}

// -----

func.func @certain(%x: tensor<2x8x4x6xf32>, %s: tensor<2xf32>) {
  // dropout C4
  // expected-error @below {{'row.dropout' op expected 'p' in [0, 1), got 1}}
  %y = row.dropout %x, %s p 1.0 layer 0
      : (tensor<2x8x4x6xf32>, tensor<2xf32>) -> tensor<2x8x4x6xf32>
  return
}

// -----

func.func @negative(%x: tensor<2x8x4x6xf32>, %s: tensor<2xf32>) {
  // stochastic_depth C4
  // expected-error @below {{'row.stochastic_depth' op expected 'p' in [0, 1), got -0.5}}
  %y = row.stochastic_depth %x, %s p -0.5 layer 0
      : (tensor<2x8x4x6xf32>, tensor<2xf32>) -> tensor<2x8x4x6xf32>
  return
}

// -----

func.func @not_a_number(%dy: tensor<2x8x4x6xf32>, %s: tensor<2xf32>) {
  // stochastic_depth C4
  // expected-error @below {{'row.stochastic_depth_grad' op expected 'p' in [0, 1), got NaN}}
  %dx = row.stochastic_depth_grad %dy, %s p 0x7FF8000000000000 layer 0
      : (tensor<2x8x4x6xf32>, tensor<2xf32>) -> tensor<2x8x4x6xf32>
  return
}

// -----

func.func @layer(%x: tensor<2x8x4x6xf32>, %s: tensor<2xf32>) {
  // dropout C2
  // expected-error @below {{'row.dropout' op expected a 'layer' in [0, 2147483647], got -1}}
  %y = row.dropout %x, %s p 0.5 layer -1
      : (tensor<2x8x4x6xf32>, tensor<2xf32>) -> tensor<2x8x4x6xf32>
  return
}

// -----

func.func @long_row(%x: tensor<1x1x65536x65536xf32>, %s: tensor<2xf32>) {
  // dropout C3
  // expected-error @below {{'row.dropout' op expected rows of at most 2147483647 elements, got 4294967296}}
  %y = row.dropout %x, %s p 0.5 layer 0
      : (tensor<1x1x65536x65536xf32>, tensor<2xf32>) -> tensor<1x1x65536x65536xf32>
  return
}

// -----

func.func @result(%x: tensor<2x8x4x6xf32>, %s: tensor<2xf32>) {
  // expected-error @below {{'row.dropout' op failed to verify that all of {input, result} have same type}}
  %y = row.dropout %x, %s p 0.5 layer 0
      : (tensor<2x8x4x6xf32>, tensor<2xf32>) -> tensor<2x8x4x5xf32>
  return
}

// -----

func.func @depth_seed(%x: tensor<1x4x4x2xf32>, %s: tensor<1xf32>) {
  // stochastic_depth C1
  // expected-error @below {{'row.stochastic_depth' op expected a seed of 'tensor<2xf32>', got 'tensor<1xf32>'}}
  %0 = row.stochastic_depth %x, %s p 0.5 layer 0
      : (tensor<1x4x4x2xf32>, tensor<1xf32>) -> tensor<1x4x4x2xf32>
  return
}

// -----

func.func @depth_layer(%x: tensor<1x4x4x2xf32>, %s: tensor<2xf32>) {
  // stochastic_depth C2
  // expected-error @below {{'row.stochastic_depth' op expected a 'layer' in [0, 2147483647], got 2147483648}}
  %0 = row.stochastic_depth %x, %s p 0.5 layer 2147483648
      : (tensor<1x4x4x2xf32>, tensor<2xf32>) -> tensor<1x4x4x2xf32>
  return
}

// -----

func.func @depth_row(%x: tensor<1x4x65536x65536xf32>, %s: tensor<2xf32>) {
  // stochastic_depth C3
  // expected-error @below {{'row.stochastic_depth' op expected rows of at most 2147483647 elements, got 4294967296}}
  %0 = row.stochastic_depth %x, %s p 0.5 layer 0
      : (tensor<1x4x65536x65536xf32>, tensor<2xf32>) -> tensor<1x4x65536x65536xf32>
  return
}

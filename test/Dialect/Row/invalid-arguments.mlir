// RUN: lrcnn-opt %s -split-input-file -verify-diagnostics -pass-pipeline='builtin.module(func.func(lrcnn-differentiate{grad=named}))'

// Attributes of arguments that say what cannot be.

// expected-error@+1 {{expected 'lrcnn.role' to be "parameter", "activation" or "state", got "filter"}}
func.func @no_role(%x: tensor<1x4x4x1xf32> {lrcnn.name = "named", lrcnn.role = "filter"}) -> tensor<1x4x4x1xf32> {
  %0 = row.chain (%a = %x nhwc : tensor<1x4x4x1xf32>) -> (nhwc tensor<1x4x4x1xf32>) {
    %1 = row.relu %a : (tensor<1x4x4x1xf32>) -> tensor<1x4x4x1xf32>
    row.yield %1 : tensor<1x4x4x1xf32>
  }
  return %0 : tensor<1x4x4x1xf32>
}

// -----

// expected-error@+1 {{expected 'lrcnn.role' to be "parameter", "activation" or "state", got "gradient"}}
func.func @gradient(%x: tensor<1x4x4x1xf32> {lrcnn.name = "named", lrcnn.role = "gradient"}) -> tensor<1x4x4x1xf32> {
  %0 = row.chain (%a = %x nhwc : tensor<1x4x4x1xf32>) -> (nhwc tensor<1x4x4x1xf32>) {
    %1 = row.relu %a : (tensor<1x4x4x1xf32>) -> tensor<1x4x4x1xf32>
    row.yield %1 : tensor<1x4x4x1xf32>
  }
  return %0 : tensor<1x4x4x1xf32>
}

// -----

// expected-error@+1 {{expected 'lrcnn.requires_grad' to be true or false, got 0 : i32}}
func.func @no_boolean(%x: tensor<1x4x4x1xf32> {lrcnn.name = "named", lrcnn.requires_grad = 0 : i32}) -> tensor<1x4x4x1xf32> {
  %0 = row.chain (%a = %x nhwc : tensor<1x4x4x1xf32>) -> (nhwc tensor<1x4x4x1xf32>) {
    %1 = row.relu %a : (tensor<1x4x4x1xf32>) -> tensor<1x4x4x1xf32>
    row.yield %1 : tensor<1x4x4x1xf32>
  }
  return %0 : tensor<1x4x4x1xf32>
}

// -----

// expected-error@+1 {{expected arguments with gradients, got 'named', whose 'lrcnn.requires_grad' is false}}
func.func @named_but_frozen(%x: tensor<1x4x4x1xf32> {lrcnn.name = "named", lrcnn.requires_grad = false}) -> tensor<1x4x4x1xf32> {
  %0 = row.chain (%a = %x nhwc : tensor<1x4x4x1xf32>) -> (nhwc tensor<1x4x4x1xf32>) {
    %1 = row.relu %a : (tensor<1x4x4x1xf32>) -> tensor<1x4x4x1xf32>
    row.yield %1 : tensor<1x4x4x1xf32>
  }
  return %0 : tensor<1x4x4x1xf32>
}

// -----

// expected-error@+1 {{expected an argument of role state, got 'x', which layers do not read as a state}}
func.func @no_state(%x: tensor<1x4x4x1xf32> {lrcnn.name = "x", lrcnn.role = "state"}) -> tensor<1x4x4x1xf32> {
  %0 = row.chain (%a = %x nhwc : tensor<1x4x4x1xf32>) -> (nhwc tensor<1x4x4x1xf32>) {
    %1 = row.relu %a : (tensor<1x4x4x1xf32>) -> tensor<1x4x4x1xf32>
    row.yield %1 : tensor<1x4x4x1xf32>
  }
  return %0 : tensor<1x4x4x1xf32>
}

// -----

// expected-error@+1 {{expected an argument of role parameter, got 's', which layers read as a state}}
func.func @state(%x: tensor<1x4x4x2xf32> {lrcnn.name = "named"},
                 %s: tensor<2xf32> {lrcnn.name = "s", lrcnn.role = "parameter"})
    -> tensor<1x4x4x2xf32> {
  %0 = row.chain (%a = %x nhwc : tensor<1x4x4x2xf32>,
                  %b = %s vector : tensor<2xf32>)
      -> (nhwc tensor<1x4x4x2xf32>) {
    %1 = row.dropout %a, %b p 0.5 layer 0
        : (tensor<1x4x4x2xf32>, tensor<2xf32>) -> tensor<1x4x4x2xf32>
    row.yield %1 : tensor<1x4x4x2xf32>
  }
  return %0 : tensor<1x4x4x2xf32>
}

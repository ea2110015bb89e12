// RUN: split-file %s %t
// RUN: lrcnn-opt %t/differentiate.mlir -split-input-file -verify-diagnostics -allow-unregistered-dialect -pass-pipeline='builtin.module(func.func(lrcnn-differentiate))' -o /dev/null
// RUN: lrcnn-opt %t/names.mlir -verify-diagnostics -pass-pipeline='builtin.module(func.func(lrcnn-differentiate{grad=z}))' -o /dev/null
// RUN: lrcnn-opt %t/reach.mlir -verify-diagnostics -pass-pipeline='builtin.module(func.func(lrcnn-differentiate{grad=z}))' -o /dev/null
// RUN: lrcnn-opt %t/state.mlir -verify-diagnostics -pass-pipeline='builtin.module(func.func(lrcnn-differentiate{grad=s}))' -o /dev/null
// RUN: lrcnn-opt %t/tile.mlir -split-input-file -verify-diagnostics -lrcnn-tile -o /dev/null
// RUN: lrcnn-opt %t/bufferize.mlir -split-input-file -verify-diagnostics -pass-pipeline='builtin.module(row.program(lrcnn-bufferize))' -o /dev/null
// RUN: lrcnn-opt %t/to-llvm.mlir -split-input-file -verify-diagnostics -lrcnn-to-llvm -o /dev/null

//--- differentiate.mlir
func.func @two_chains(%x: tensor<1x4x4x1xf32>) -> tensor<1x4x4x1xf32> {
  %0 = row.chain (%0 = %x nhwc : tensor<1x4x4x1xf32>) -> (nhwc tensor<1x4x4x1xf32>) {
    %1 = row.relu %0 : (tensor<1x4x4x1xf32>) -> tensor<1x4x4x1xf32>
    row.yield %1 : tensor<1x4x4x1xf32>
  }
  // expected-note@+1 {{this stands between them and could not be raised (see the remarks of lrcnn-raise)}}
  %1 = math.tanh %0 : tensor<1x4x4x1xf32>
  // expected-error@+1 {{'row.chain' op expected one chain in a function to differentiate, got 2}}
  %2 = row.chain (%2 = %1 nhwc : tensor<1x4x4x1xf32>) -> (nhwc tensor<1x4x4x1xf32>) {
    %3 = row.relu %2 : (tensor<1x4x4x1xf32>) -> tensor<1x4x4x1xf32>
    row.yield %3 : tensor<1x4x4x1xf32>
  }
  return %2 : tensor<1x4x4x1xf32>
}

// -----

func.func @twice(%x: tensor<1x4x4x1xf32>, %g: tensor<1x4x4x1xf32>) -> tensor<1x4x4x1xf32> {
  // expected-error@+1 {{'row.chain' op expected a chain without gradient layers}}
  %0 = row.chain (%0 = %x nhwc : tensor<1x4x4x1xf32>)
      seeds (%1 = %g nhwc : tensor<1x4x4x1xf32>) -> (nhwc tensor<1x4x4x1xf32>) {
    %2 = row.relu %0 : (tensor<1x4x4x1xf32>) -> tensor<1x4x4x1xf32>
    row.yield %2 : tensor<1x4x4x1xf32>
  }
  return %0 : tensor<1x4x4x1xf32>
}

// -----

func.func @other_result(%x: tensor<1x4x4x1xf32>) -> tensor<1x4x4x1xf32> {
  %0 = row.chain (%0 = %x nhwc : tensor<1x4x4x1xf32>) -> (nhwc tensor<1x4x4x1xf32>) {
    %1 = row.relu %0 : (tensor<1x4x4x1xf32>) -> tensor<1x4x4x1xf32>
    row.yield %1 : tensor<1x4x4x1xf32>
  }
  // expected-note@+1 {{this follows the chain and could not be raised (see the remarks of lrcnn-raise)}}
  %1 = math.tanh %0 : tensor<1x4x4x1xf32>
  // expected-error@+1 {{'func.return' op expected the function to return results of its chain only, got one of 'math.tanh'}}
  return %1 : tensor<1x4x4x1xf32>
}

// -----

func.func @argument_returned(%x: tensor<1x4x4x1xf32>) -> (tensor<1x4x4x1xf32>, tensor<1x4x4x1xf32>) {
  %0 = row.chain (%0 = %x nhwc : tensor<1x4x4x1xf32>) -> (nhwc tensor<1x4x4x1xf32>) {
    %1 = row.relu %0 : (tensor<1x4x4x1xf32>) -> tensor<1x4x4x1xf32>
    row.yield %1 : tensor<1x4x4x1xf32>
  }
  // expected-error@+1 {{'func.return' op expected the function to return results of its chain only, got an argument}}
  return %0, %x : tensor<1x4x4x1xf32>, tensor<1x4x4x1xf32>
}

// -----

func.func @returned_twice(%x: tensor<1x4x4x1xf32>) -> (tensor<1x4x4x1xf32>, tensor<1x4x4x1xf32>) {
  %0 = row.chain (%0 = %x nhwc : tensor<1x4x4x1xf32>) -> (nhwc tensor<1x4x4x1xf32>) {
    %1 = row.relu %0 : (tensor<1x4x4x1xf32>) -> tensor<1x4x4x1xf32>
    row.yield %1 : tensor<1x4x4x1xf32>
  }
  // expected-error@+1 {{'func.return' op expected each result of the chain once, got result 0 twice}}
  return %0, %0 : tensor<1x4x4x1xf32>, tensor<1x4x4x1xf32>
}

// -----

func.func @not_returned(%x: tensor<1x4x4x1xf32>) -> tensor<1x4x4x1xf32> {
  %0:2 = row.chain (%0 = %x nhwc : tensor<1x4x4x1xf32>) -> (nhwc tensor<1x4x4x1xf32>, nhwc tensor<1x4x4x1xf32>) {
    %1 = row.relu %0 : (tensor<1x4x4x1xf32>) -> tensor<1x4x4x1xf32>
    %2 = row.relu %1 : (tensor<1x4x4x1xf32>) -> tensor<1x4x4x1xf32>
    row.yield %1, %2 : tensor<1x4x4x1xf32>, tensor<1x4x4x1xf32>
  }
  // expected-error@+1 {{'func.return' op expected all 2 results of the chain, got 1}}
  return %0#1 : tensor<1x4x4x1xf32>
}

// -----

// As one input in the other's layout, it would need two gradients.
func.func @given_twice(%x: tensor<1x4x4x4xf32>) -> tensor<1x4x4x4xf32> {
  // expected-error@+1 {{'row.chain' op expected to be given each value once, got inputs 0 and 1 of one value; the body can use one of them in both places}}
  %0 = row.chain (%0 = %x nhwc : tensor<1x4x4x4xf32>, %1 = %x nhwc : tensor<1x4x4x4xf32>) -> (nhwc tensor<1x4x4x4xf32>) {
    %2 = row.add %0, %1 : (tensor<1x4x4x4xf32>, tensor<1x4x4x4xf32>) -> tensor<1x4x4x4xf32>
    row.yield %2 : tensor<1x4x4x4xf32>
  }
  return %0 : tensor<1x4x4x4xf32>
}

// -----

// expected-error@+1 {{expected arguments and gradients of different names, got two 'x'; rename an argument by its attribute 'lrcnn.name'}}
func.func @one_name(%x: tensor<1x4x4x4xf32> {lrcnn.name = "x"}, %z: tensor<1x4x4x4xf32> {lrcnn.name = "x"}) -> tensor<1x4x4x4xf32> {
  %0 = row.chain (%0 = %x nhwc : tensor<1x4x4x4xf32>, %1 = %z nhwc : tensor<1x4x4x4xf32>) -> (nhwc tensor<1x4x4x4xf32>) {
    %2 = row.add %0, %1 : (tensor<1x4x4x4xf32>, tensor<1x4x4x4xf32>) -> tensor<1x4x4x4xf32>
    row.yield %2 : tensor<1x4x4x4xf32>
  }
  return %0 : tensor<1x4x4x4xf32>
}

// -----

// The name of w's gradient.
// expected-error@+1 {{expected arguments and gradients of different names, got two 'dw'; rename an argument by its attribute 'lrcnn.name'}}
func.func @gradient_name(%x: tensor<1x4x4x1xf32> {lrcnn.name = "dw"}, %w: tensor<1x1x1x1xf32> {lrcnn.name = "w"}) -> tensor<1x4x4x1xf32> {
  %0 = row.chain (%0 = %x nhwc : tensor<1x4x4x1xf32>, %1 = %w fhwc : tensor<1x1x1x1xf32>) -> (nhwc tensor<1x4x4x1xf32>) {
    %2 = row.conv %0, %1 : (tensor<1x4x4x1xf32>, tensor<1x1x1x1xf32>) -> tensor<1x4x4x1xf32>
    row.yield %2 : tensor<1x4x4x1xf32>
  }
  return %0 : tensor<1x4x4x1xf32>
}

// -----

// expected-error@+1 {{'func.func' op expected one block that ends with func.return}}
func.func @two_blocks(%x: tensor<1x4x4x1xf32>) -> tensor<1x4x4x1xf32> {
  %0 = row.chain (%0 = %x nhwc : tensor<1x4x4x1xf32>) -> (nhwc tensor<1x4x4x1xf32>) {
    %1 = row.relu %0 : (tensor<1x4x4x1xf32>) -> tensor<1x4x4x1xf32>
    row.yield %1 : tensor<1x4x4x1xf32>
  }
  cf.br ^bb1
^bb1:
  return %0 : tensor<1x4x4x1xf32>
}

// -----

// The rectifier runs in the convolution's kernel, which shows in a chain with
// gradient layers.
func.func @plan_in_kernel(%x: tensor<1x4x4x2xf32>, %w: tensor<2x1x1x2xf32>) -> tensor<1x4x4x2xf32> {
  // expected-error@+1 {{'row.chain' op expected segments to end between kernels, got an end at layer 1, which runs in one kernel with layer 2}}
  %0 = row.chain (%0 = %x nhwc : tensor<1x4x4x2xf32>,
                  %1 = %w fhwc : tensor<2x1x1x2xf32>)
      -> (nhwc tensor<1x4x4x2xf32>)
      plan #row.plan<<end = 1, strategy = store, batch = 1, cuts = [4]>,
                     <end = 2, strategy = store, batch = 1, cuts = [4]>> {
    %2 = row.conv %0, %1
        : (tensor<1x4x4x2xf32>, tensor<2x1x1x2xf32>) -> tensor<1x4x4x2xf32>
    %3 = row.relu %2 : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
    row.yield %3 : tensor<1x4x4x2xf32>
  }
  return %0 : tensor<1x4x4x2xf32>
}

//--- names.mlir
// expected-error@+1 {{expected arguments of the chain to differentiate, such as 'x', got 'z'}}
func.func @main(%x: tensor<1x4x4x1xf32> {lrcnn.name = "x"}) -> tensor<1x4x4x1xf32> {
  %0 = row.chain (%0 = %x nhwc : tensor<1x4x4x1xf32>) -> (nhwc tensor<1x4x4x1xf32>) {
    %1 = row.relu %0 : (tensor<1x4x4x1xf32>) -> tensor<1x4x4x1xf32>
    row.yield %1 : tensor<1x4x4x1xf32>
  }
  return %0 : tensor<1x4x4x1xf32>
}

//--- reach.mlir
func.func @main(%x: tensor<1x4x4x1xf32> {lrcnn.name = "x"},
                %z: tensor<1x4x4x1xf32> {lrcnn.name = "z"}) -> tensor<1x4x4x1xf32> {
  // expected-error@+1 {{'row.chain' op expected input 1 to reach an output of the chain}}
  %0 = row.chain (%0 = %x nhwc : tensor<1x4x4x1xf32>, %1 = %z nhwc : tensor<1x4x4x1xf32>)
      -> (nhwc tensor<1x4x4x1xf32>) {
    %2 = row.relu %0 : (tensor<1x4x4x1xf32>) -> tensor<1x4x4x1xf32>
    row.yield %2 : tensor<1x4x4x1xf32>
  }
  return %0 : tensor<1x4x4x1xf32>
}

//--- state.mlir
// expected-error@+1 {{expected arguments with gradients, got 's', which is a state}}
func.func @state(%x: tensor<1x4x4x2xf32>,
                 %s: tensor<2xf32> {lrcnn.name = "s"}) -> tensor<1x4x4x2xf32> {
  %0 = row.chain (%0 = %x nhwc : tensor<1x4x4x2xf32>,
                  %1 = %s vector : tensor<2xf32>)
      -> (nhwc tensor<1x4x4x2xf32>) {
    %2 = row.dropout %0, %1 p 0.5 layer 0
        : (tensor<1x4x4x2xf32>, tensor<2xf32>) -> tensor<1x4x4x2xf32>
    row.yield %2 : tensor<1x4x4x2xf32>
  }
  return %0 : tensor<1x4x4x2xf32>
}

//--- tile.mlir
// expected-error@+1 {{'func.func' op expected a function of one row.chain to tile}}
func.func @no_chain(%x: tensor<1x4x4x1xf32>) -> tensor<1x4x4x1xf32> {
  // expected-note@+1 {{this stands beside it and could not be raised (see the remarks of lrcnn-raise)}}
  %0 = math.tanh %x : tensor<1x4x4x1xf32>
  return %0 : tensor<1x4x4x1xf32>
}

// -----

func.func @no_plan(%x: tensor<1x4x4x1xf32>) -> tensor<1x4x4x1xf32> {
  // expected-error@+1 {{'row.chain' op expected a differentiated and planned chain; run lrcnn-differentiate and lrcnn-plan first}}
  %0 = row.chain (%0 = %x nhwc : tensor<1x4x4x1xf32>) -> (nhwc tensor<1x4x4x1xf32>) {
    %2 = row.relu %0 : (tensor<1x4x4x1xf32>) -> tensor<1x4x4x1xf32>
    row.yield %2 : tensor<1x4x4x1xf32>
  }
  return %0 : tensor<1x4x4x1xf32>
}

// -----

// The chain does not read it, but programs have it as well.
// expected-error@+1 {{'func.func' op expected arguments of sizes from 1 to 2^20, in all at most 2^48, got 'tensor<9223372036854775807x3x4xf64>'}}
func.func @huge_argument(%t: tensor<9223372036854775807x3x4xf64>, %x: tensor<1x4x4x1xf32>, %g: tensor<1x4x4x1xf32>) -> tensor<1x4x4x1xf32> {
  %0 = row.chain (%0 = %x nhwc : tensor<1x4x4x1xf32>)
      seeds (%1 = %g nhwc : tensor<1x4x4x1xf32>) -> (nhwc tensor<1x4x4x1xf32>)
      plan #row.plan<<end = 1, strategy = store, batch = 1, cuts = [4]>> {
    %2 = row.relu %0 : (tensor<1x4x4x1xf32>) -> tensor<1x4x4x1xf32>
    row.yield %2 : tensor<1x4x4x1xf32>
  }
  return %0 : tensor<1x4x4x1xf32>
}

// -----

// A ReLU has no bias whose gradient this could be.
func.func @strange_gradient(%x: tensor<1x4x4x1xf32>, %g: tensor<1x4x4x1xf32>) -> tensor<1x4x4x1xf32> {
  %0 = row.chain (%0 = %x nhwc : tensor<1x4x4x1xf32>)
      seeds (%1 = %g nhwc : tensor<1x4x4x1xf32>) -> (nhwc tensor<1x4x4x1xf32>)
      plan #row.plan<<end = 1, strategy = store, batch = 1, cuts = [4]>> {
    %2 = row.relu %0 : (tensor<1x4x4x1xf32>) -> tensor<1x4x4x1xf32>
    // expected-error@+1 {{'row.bias_grad' op expected a gradient layer as lrcnn-differentiate builds it}}
    %3 = row.bias_grad %1 : (tensor<1x4x4x1xf32>) -> tensor<1xf32>
    row.yield %2 : tensor<1x4x4x1xf32>
  }
  return %0 : tensor<1x4x4x1xf32>
}

//--- bufferize.mlir
// expected-error@+1 {{'row.program' op expected forward, inference and backward entries}}
row.program @p attributes {target = #row.target<"cpu">} {
  row.entry forward {
  }
}

// -----

row.program @p attributes {target = #row.target<"cpu">} {
  %w = row.argument "w" parameter in fhwc : memref<4x3x3x3xf32>
  row.entry forward {
    // expected-error@+1 {{'row.buffer' op expected a kernel to use this buffer}}
    %p = row.buffer "p" workspace : !row.packed<4x3x3x3xf32>
    row.pack forward %w to %p : memref<4x3x3x3xf32> to !row.packed<4x3x3x3xf32>
  }
  row.entry inference {
  }
  row.entry backward {
  }
}

// -----

// expected-error@+1 {{'row.program' op expected a target; run lrcnn-attach-target first}}
row.program @p {
}

//--- to-llvm.mlir
// expected-error@+1 {{expected one row.program to lower, got 0}}
module {
}

// -----

// expected-error@+1 {{'row.program' op expected a program with places; run lrcnn-bufferize first}}
row.program @p {
}

// -----

// expected-error@+1 {{'row.program' op expected a program with places; run lrcnn-bufferize first}}
row.program @p attributes {stash_bytes = 0 : i64, workspace_bytes = array<i64: 0, 0, 0>} {
  row.entry forward {
    %0 = row.buffer "b" workspace : !row.slab<1x[4]x4x1xf32>
  }
}

// -----

row.program @p attributes {stash_bytes = 0 : i64, target = #row.target<"cpu">, workspace_bytes = array<i64: 0, 0, 0>} {
  row.entry forward {
    // expected-error@+1 {{'arith.constant' op expected a buffer, loop, kernel or copy in an entry}}
    %0 = arith.constant 0 : index
  }
}

// -----

row.program @p attributes {stash_bytes = 0 : i64, target = #row.target<"cpu">, workspace_bytes = array<i64: 0, 0, 0>} {
  %x = row.argument "x" activation in nhwc : !row.slab<1x[4]x4x1xf32>
  %y = row.argument "y" activation out nhwc : !row.slab<1x[2]x2x1xf32>
  row.entry forward {
    // expected-error@+1 {{'row.kernel' op expected a group that there are kernels for, got 'row.max_pool' followed by 'row.max_pool'}}
    row.kernel rows <[0:2]> ins(%x : !row.slab<1x[4]x4x1xf32>)
        out(%y : !row.slab<1x[2]x2x1xf32>) {
    ^bb0(%a: tensor<1x4x4x1xf32>):
      %0 = row.max_pool %a kernel [2, 2] : (tensor<1x4x4x1xf32>) -> tensor<1x3x3x1xf32>
      %1 = row.max_pool %0 kernel [2, 2] : (tensor<1x3x3x1xf32>) -> tensor<1x2x2x1xf32>
      row.yield %1 : tensor<1x2x2x1xf32>
    }
  }
}

// -----

row.program @p attributes {stash_bytes = 0 : i64, target = #row.target<"cpu">, workspace_bytes = array<i64: 0, 0, 0>} {
  %x = row.argument "x" activation in nhwc : !row.slab<1x[4]x4x1xf32>
  %y = row.argument "y" activation out nhwc : !row.slab<1x[3]x3x1xf32>
  row.entry forward {
    // expected-error@+1 {{'row.kernel' op expected a group that there are kernels for, got 'row.max_pool' behind 'row.relu'}}
    row.kernel rows <[0:3]> ins(%x : !row.slab<1x[4]x4x1xf32>)
        out(%y : !row.slab<1x[3]x3x1xf32>) {
    ^bb0(%a: tensor<1x4x4x1xf32>):
      %0 = row.relu %a : (tensor<1x4x4x1xf32>) -> tensor<1x4x4x1xf32>
      %1 = row.max_pool %0 kernel [2, 2] : (tensor<1x4x4x1xf32>) -> tensor<1x3x3x1xf32>
      row.yield %1 : tensor<1x3x3x1xf32>
    }
  }
}

// -----

row.program @p attributes {stash_bytes = 0 : i64, target = #row.target<"cpu">, workspace_bytes = array<i64: 0, 0, 0>} {
  %x = row.argument "x" activation in nhwc : !row.slab<1x[4]x4x1xf32>
  %s = row.argument "s" activation in nhwc : !row.slab<1x[1]x2x1xf32>
  %y = row.argument "y" activation out nhwc : !row.slab<1x[4]x4x1xf32>
  row.entry forward {
    // expected-error@+1 {{'row.kernel' op expected 'row.normalize' to spread operands of the kernel, got what 'row.relu' makes in it}}
    row.kernel rows <[0:4]> ins(%x, %s : !row.slab<1x[4]x4x1xf32>, !row.slab<1x[1]x2x1xf32>)
        out(%y : !row.slab<1x[4]x4x1xf32>) {
    ^bb0(%a: tensor<1x4x4x1xf32>, %b: tensor<1x1x2x1xf32>):
      %0 = row.relu %b : (tensor<1x1x2x1xf32>) -> tensor<1x1x2x1xf32>
      %1 = row.normalize %a, %0 eps 1.0e-05 : (tensor<1x4x4x1xf32>, tensor<1x1x2x1xf32>) -> tensor<1x4x4x1xf32>
      row.yield %1 : tensor<1x4x4x1xf32>
    }
  }
}

// -----

// expected-error@+1 {{'row.program' op expected a target; run lrcnn-attach-target first}}
row.program @p attributes {stash_bytes = 0 : i64, workspace_bytes = array<i64: 0, 0, 0>} {
}

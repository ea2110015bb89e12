// RUN: lrcnn-opt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

//===----------------------------------------------------------------------===//
// The border: operands, seeds, results and their layouts
//===----------------------------------------------------------------------===//

func.func @unknown_layout(%x: tensor<1x4x4x1xf32>) {
  // expected-error@+1 {{expected a layout (nhwc, nchw, fhwc, fchw, hwcf, fc, vector, c11 or nc), got 'chwn'}}
  %0 = row.chain (%0 = %x chwn : tensor<1x4x4x1xf32>) -> (nhwc tensor<1x4x4x1xf32>) {
  }
  return
}

// -----

func.func @layout_rank(%x: tensor<4x4x1xf32>) {
  // expected-error@+1 {{expected a tensor of rank 4 for layout 'nhwc', got 'tensor<4x4x1xf32>'}}
  %0 = row.chain (%0 = %x nhwc : tensor<4x4x1xf32>) -> (nhwc tensor<1x4x4x1xf32>) {
  }
  return
}

// -----

func.func @matrix_rank(%x: tensor<4x4x1x1xf32>) {
  // expected-error@+1 {{expected a tensor of rank 2 for layout 'fc', got 'tensor<4x4x1x1xf32>'}}
  %0 = row.chain (%0 = %x fc : tensor<4x4x1x1xf32>) -> (nhwc tensor<1x4x4x1xf32>) {
  }
  return
}

// -----

// A vector's further dimensions are 1.

func.func @vector_size(%x: tensor<1x2x2x4xf32>, %s: tensor<4x2x1xf32>)
    -> tensor<1x2x2x4xf32> {
  // expected-error@+1 {{expected input 1 of 'tensor<4x2x1xf32>' in c11 to be the body's 'tensor<4xf32>'}}
  %0 = row.chain (%0 = %x nhwc : tensor<1x2x2x4xf32>, %1 = %s c11 : tensor<4x2x1xf32>)
      -> (nhwc tensor<1x2x2x4xf32>) {
    %2 = row.scale %0, %1
        : (tensor<1x2x2x4xf32>, tensor<4xf32>) -> tensor<1x2x2x4xf32>
    row.yield %2 : tensor<1x2x2x4xf32>
  }
  return %0 : tensor<1x2x2x4xf32>
}

// -----

func.func @result_rank(%x: tensor<1x4x4x1xf32>) {
  // expected-error@+1 {{expected a tensor of rank 1 for layout 'vector', got 'tensor<1x4x4x1xf32>'}}
  %0 = row.chain (%0 = %x nhwc : tensor<1x4x4x1xf32>) -> (vector tensor<1x4x4x1xf32>) {
  }
  return
}

// -----

func.func @result_layout(%x: tensor<1x4x4x2xf32>) {
  // expected-error@+1 {{'row.chain' op expected result 0 of 'tensor<1x4x4x2xf32>' in nchw to be the body's 'tensor<1x4x4x2xf32>'}}
  %0 = row.chain (%0 = %x nhwc : tensor<1x4x4x2xf32>) -> (nchw tensor<1x4x4x2xf32>) {
    %1 = row.relu %0 : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
    row.yield %1 : tensor<1x4x4x2xf32>
  }
  return
}

// -----

func.func @dynamic(%x: tensor<?x4x4x2xf32>) {
  // expected-error@+1 {{'row.chain' op expected input 0 of 'tensor<?x4x4x2xf32>' in nhwc to be the body's 'tensor<?x4x4x2xf32>'}}
  row.chain (%0 = %x nhwc : tensor<?x4x4x2xf32>) -> (nhwc tensor<1x4x4x2xf32>) {
    %1 = "test.cast"(%0) : (tensor<?x4x4x2xf32>) -> tensor<1x4x4x2xf32>
    row.yield %1 : tensor<1x4x4x2xf32>
  }
  return
}

// -----

func.func @result_count(%x: tensor<1x4x4x2xf32>) {
  // expected-error@+1 {{'row.chain' op expected 1 results in the body, got 2}}
  %0 = row.chain (%0 = %x nhwc : tensor<1x4x4x2xf32>) -> (nhwc tensor<1x4x4x2xf32>) {
    %1 = row.relu %0 : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
    %2 = row.relu %1 : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
    row.yield %1, %2 : tensor<1x4x4x2xf32>, tensor<1x4x4x2xf32>
  }
  return
}

// -----

func.func @layout_count(%x: tensor<1x4x4x2xf32>) {
  // expected-error@+1 {{'row.chain' op expected a layout for each of the 1 inputs, got 0}}
  %0 = "row.chain"(%x) <{operandSegmentSizes = array<i32: 1, 0>,
      input_layouts = array<i32>, seed_layouts = array<i32>,
      result_layouts = array<i32: 0>}> ({
  ^bb0(%a: tensor<1x4x4x2xf32>):
    %1 = row.relu %a : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
    row.yield %1 : tensor<1x4x4x2xf32>
  }) : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
  return
}

// -----

func.func @layout_number(%x: tensor<1x4x4x2xf32>) {
  // expected-error@+1 {{'row.chain' op expected a layout for input 0, got 17}}
  %0 = "row.chain"(%x) <{operandSegmentSizes = array<i32: 1, 0>,
      input_layouts = array<i32: 17>, seed_layouts = array<i32>,
      result_layouts = array<i32: 0>}> ({
  ^bb0(%a: tensor<1x4x4x2xf32>):
    %1 = row.relu %a : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
    row.yield %1 : tensor<1x4x4x2xf32>
  }) : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
  return
}

// -----

func.func @argument_count(%x: tensor<1x4x4x2xf32>) {
  // expected-error@+1 {{'row.chain' op expected a body of 1 arguments, got 2}}
  %0 = "row.chain"(%x) <{operandSegmentSizes = array<i32: 1, 0>,
      input_layouts = array<i32: 0>, seed_layouts = array<i32>,
      result_layouts = array<i32: 0>}> ({
  ^bb0(%a: tensor<1x4x4x2xf32>, %b: tensor<1x4x4x2xf32>):
    %1 = row.relu %a : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
    row.yield %1 : tensor<1x4x4x2xf32>
  }) : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
  return
}

// -----

//===----------------------------------------------------------------------===//
// The body
//===----------------------------------------------------------------------===//

func.func @empty_body(%x: tensor<1x4x4x2xf32>) {
  // expected-error@+1 {{'row.chain' op expects a non-empty block}}
  %0 = row.chain (%0 = %x nhwc : tensor<1x4x4x2xf32>) -> (nhwc tensor<1x4x4x2xf32>) {
  }
  return
}

// -----

func.func @other_terminator(%x: tensor<1x4x4x2xf32>) {
  // expected-error@+1 {{'row.chain' op expected a body that ends with row.yield}}
  %0 = row.chain (%0 = %x nhwc : tensor<1x4x4x2xf32>) -> (nhwc tensor<1x4x4x2xf32>) {
    ub.unreachable
  }
  return
}

// -----

func.func @not_a_layer(%x: tensor<1x4x4x2xf32>) {
  %0 = row.chain (%0 = %x nhwc : tensor<1x4x4x2xf32>) -> (nhwc tensor<1x4x4x2xf32>) {
    // expected-error@+1 {{'math.tanh' op expected a layer in a row.chain}}
    %1 = math.tanh %0 : tensor<1x4x4x2xf32>
    row.yield %1 : tensor<1x4x4x2xf32>
  }
  return
}

// -----

// A chain that computes nothing has no plan.
func.func @no_output() {
  // expected-error@+1 {{'row.chain' op expected at least one output, got 0 results and 0 gradients}}
  row.chain () -> () {
    row.yield
  }
  return
}

// -----

func.func @output_is_input(%x: tensor<1x4x4x2xf32>) {
  // expected-error@+1 {{'row.chain' op expected every output to be made by a forward layer}}
  %0 = row.chain (%0 = %x nhwc : tensor<1x4x4x2xf32>) -> (nhwc tensor<1x4x4x2xf32>) {
    row.yield %0 : tensor<1x4x4x2xf32>
  }
  return
}

// -----

// Two outputs would be one tensor with two gradients.
func.func @same_outputs(%x: tensor<1x4x4x2xf32>) {
  // expected-error@+1 {{'row.chain' op expected different outputs, got output 1 twice}}
  %0:2 = row.chain (%0 = %x nhwc : tensor<1x4x4x2xf32>)
      -> (nhwc tensor<1x4x4x2xf32>, nhwc tensor<1x4x4x2xf32>) {
    %1 = row.relu %0 : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
    row.yield %1, %1 : tensor<1x4x4x2xf32>, tensor<1x4x4x2xf32>
  }
  return
}

// -----

// The verifier of a chain comes before dominance is checked.
func.func @own_operand(%x: tensor<1x4x4x2xf32>) {
  %0 = row.chain (%0 = %x nhwc : tensor<1x4x4x2xf32>) -> (nhwc tensor<1x4x4x2xf32>) {
    // expected-error@+2 {{operand #0 does not dominate this use}}
    // expected-note@+1 {{operand defined here (op in the same block)}}
    %1 = row.add %1, %0 : (tensor<1x4x4x2xf32>, tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
    row.yield %1 : tensor<1x4x4x2xf32>
  }
  return
}

// -----

func.func @yield_elsewhere(%x: tensor<1x4x4x2xf32>) {
  // expected-error@+1 {{'row.yield' op expects parent op to be one of 'row.chain, row.kernel'}}
  row.yield %x : tensor<1x4x4x2xf32>
}

// -----

//===----------------------------------------------------------------------===//
// Gradients
//===----------------------------------------------------------------------===//

func.func @seed_count(%x: tensor<1x4x4x2xf32>, %g: tensor<1x4x4x2xf32>) {
  // expected-error@+1 {{'row.chain' op expected a seed for each of the 1 outputs, got 2}}
  %0 = row.chain (%0 = %x nhwc : tensor<1x4x4x2xf32>)
      seeds (%1 = %g nhwc : tensor<1x4x4x2xf32>, %2 = %g nhwc : tensor<1x4x4x2xf32>)
      -> (nhwc tensor<1x4x4x2xf32>) {
    %3 = row.relu %0 : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
    row.yield %3 : tensor<1x4x4x2xf32>
  }
  return
}

// -----

func.func @seed_layout(%x: tensor<1x4x4x2xf32>, %g: tensor<1x4x4x3xf32>) {
  // expected-error@+1 {{'row.chain' op expected seed 0 of 'tensor<1x4x4x3xf32>' in nhwc to be the body's 'tensor<1x4x4x2xf32>'}}
  %0 = "row.chain"(%x, %g) <{operandSegmentSizes = array<i32: 1, 1>,
      input_layouts = array<i32: 0>, seed_layouts = array<i32: 0>,
      result_layouts = array<i32: 0>}> ({
  ^bb0(%a: tensor<1x4x4x2xf32>, %b: tensor<1x4x4x2xf32>):
    %1 = row.relu %a : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
    row.yield %1 : tensor<1x4x4x2xf32>
  }) : (tensor<1x4x4x2xf32>, tensor<1x4x4x3xf32>) -> tensor<1x4x4x2xf32>
  return
}

// -----

func.func @differentiated_number(%x: tensor<1x4x4x2xf32>, %g: tensor<1x4x4x2xf32>) {
  // expected-error@+1 {{'row.chain' op expected 'differentiated' to number inputs, got 1 of 1}}
  %0:2 = row.chain (%0 = %x nhwc : tensor<1x4x4x2xf32>)
      seeds (%1 = %g nhwc : tensor<1x4x4x2xf32>)
      -> (nhwc tensor<1x4x4x2xf32>, nhwc tensor<1x4x4x2xf32>) differentiated [1] {
    %3 = row.relu %0 : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
    %4 = row.relu_grad %3, %1 : tensor<1x4x4x2xf32>
    row.yield %3, %4 : tensor<1x4x4x2xf32>, tensor<1x4x4x2xf32>
  }
  return
}

// -----

func.func @more_gradients_than_results(%x: tensor<1x4x4x2xf32>) {
  // expected-error@+1 {{'row.chain' op expected at least one output, got 1 results and 2 gradients}}
  %0 = row.chain (%0 = %x nhwc : tensor<1x4x4x2xf32>)
      -> (nhwc tensor<1x4x4x2xf32>) differentiated [0, 0] {
    %3 = row.relu %0 : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
    row.yield %3 : tensor<1x4x4x2xf32>
  }
  return
}

// -----

func.func @no_gradient(%x: tensor<1x4x4x2xf32>, %g: tensor<1x4x4x2xf32>) {
  // expected-error@+1 {{'row.chain' op expected result 1 to be a gradient, as 'differentiated' says}}
  %0:2 = row.chain (%0 = %x nhwc : tensor<1x4x4x2xf32>)
      seeds (%1 = %g nhwc : tensor<1x4x4x2xf32>)
      -> (nhwc tensor<1x4x4x2xf32>, nhwc tensor<1x4x4x2xf32>) differentiated [0] {
    %3 = row.relu %0 : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
    row.yield %3, %3 : tensor<1x4x4x2xf32>, tensor<1x4x4x2xf32>
  }
  return
}

// -----

func.func @gradient_without_seed(%x: tensor<1x4x4x2xf32>) {
  %0 = row.chain (%0 = %x nhwc : tensor<1x4x4x2xf32>) -> (nhwc tensor<1x4x4x2xf32>) {
    %3 = row.relu %0 : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
    // expected-error@+1 {{'row.relu_grad' op expected a gradient layer only in a chain with seeds}}
    %4 = row.relu_grad %3, %0 : tensor<1x4x4x2xf32>
    row.yield %3 : tensor<1x4x4x2xf32>
  }
  return
}

// -----

func.func @gradient_of_value(%x: tensor<1x4x4x2xf32>, %g: tensor<1x4x4x2xf32>) {
  %0 = row.chain (%0 = %x nhwc : tensor<1x4x4x2xf32>)
      seeds (%1 = %g nhwc : tensor<1x4x4x2xf32>) -> (nhwc tensor<1x4x4x2xf32>) {
    %3 = row.relu %0 : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
    // expected-error@+1 {{'row.relu_grad' op expected operand 1 to be a gradient}}
    %4 = row.relu_grad %3, %0 : tensor<1x4x4x2xf32>
    row.yield %3 : tensor<1x4x4x2xf32>
  }
  return
}

// -----

func.func @layer_of_gradient(%x: tensor<1x4x4x2xf32>, %g: tensor<1x4x4x2xf32>) {
  %0 = row.chain (%0 = %x nhwc : tensor<1x4x4x2xf32>)
      seeds (%1 = %g nhwc : tensor<1x4x4x2xf32>) -> (nhwc tensor<1x4x4x2xf32>) {
    %3 = row.relu %0 : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
    // expected-error@+1 {{'row.relu' op expected operand 0 not to be a gradient}}
    %4 = row.relu %1 : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
    row.yield %3 : tensor<1x4x4x2xf32>
  }
  return
}

// -----

//===----------------------------------------------------------------------===//
// The plan
//===----------------------------------------------------------------------===//

func.func @plan_beyond(%x: tensor<1x4x4x2xf32>) {
  // expected-error@+1 {{'row.chain' op expected segments to end at increasing layers up to 2, got 3 after 0}}
  %0 = row.chain (%0 = %x nhwc : tensor<1x4x4x2xf32>) -> (nhwc tensor<1x4x4x2xf32>)
      plan #row.plan<<end = 3, strategy = store, batch = 1, cuts = [4]>> {
    %1 = row.relu %0 : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
    %2 = row.relu %1 : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
    row.yield %2 : tensor<1x4x4x2xf32>
  }
  return
}

// -----

func.func @plan_back(%x: tensor<1x4x4x2xf32>) {
  // expected-error@+1 {{'row.chain' op expected segments to end at increasing layers up to 2, got 1 after 1}}
  %0 = row.chain (%0 = %x nhwc : tensor<1x4x4x2xf32>) -> (nhwc tensor<1x4x4x2xf32>)
      plan #row.plan<<end = 1, strategy = store, batch = 1, cuts = [4]>,
                     <end = 1, strategy = store, batch = 1, cuts = [4]>> {
    %1 = row.relu %0 : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
    %2 = row.relu %1 : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
    row.yield %2 : tensor<1x4x4x2xf32>
  }
  return
}

// -----

func.func @plan_short(%x: tensor<1x4x4x2xf32>) {
  // expected-error@+1 {{'row.chain' op expected the plan to cover 2 layers, got 1}}
  %0 = row.chain (%0 = %x nhwc : tensor<1x4x4x2xf32>) -> (nhwc tensor<1x4x4x2xf32>)
      plan #row.plan<<end = 1, strategy = store, batch = 1, cuts = [4]>> {
    %1 = row.relu %0 : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
    %2 = row.relu %1 : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
    row.yield %2 : tensor<1x4x4x2xf32>
  }
  return
}

// -----

func.func @store_tiles(%x: tensor<1x4x4x2xf32>) {
  // expected-error@+1 {{'row.chain' op G6: expected one tile for the store segment that ends at 'relu0', got 2}}
  %0 = row.chain (%0 = %x nhwc : tensor<1x4x4x2xf32>) -> (nhwc tensor<1x4x4x2xf32>)
      plan #row.plan<<end = 1, strategy = store, batch = 1, cuts = [2, 4]>> {
    %1 = row.relu %0 : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
    row.yield %1 : tensor<1x4x4x2xf32>
  }
  return
}

// -----

func.func @cuts_back(%x: tensor<1x4x4x2xf32>) {
  // expected-error@+1 {{'row.chain' op G6: expected increasing cuts for the segment that ends at 'relu0', got 2 after 3}}
  %0 = row.chain (%0 = %x nhwc : tensor<1x4x4x2xf32>) -> (nhwc tensor<1x4x4x2xf32>)
      plan #row.plan<<end = 1, strategy = overlap, batch = 1, cuts = [3, 2, 4]>> {
    %1 = row.relu %0 : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
    row.yield %1 : tensor<1x4x4x2xf32>
  }
  return
}

// -----

func.func @cuts_end(%x: tensor<1x4x4x2xf32>) {
  // expected-error@+1 {{'row.chain' op G6: expected the cuts of the segment that ends at 'relu0' to end at its 4 rows, got 3}}
  %0 = row.chain (%0 = %x nhwc : tensor<1x4x4x2xf32>) -> (nhwc tensor<1x4x4x2xf32>)
      plan #row.plan<<end = 1, strategy = two_phase, batch = 1, cuts = [2, 3]>> {
    %1 = row.relu %0 : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
    row.yield %1 : tensor<1x4x4x2xf32>
  }
  return
}

// -----

func.func @batch_beyond(%x: tensor<2x4x4x2xf32>) {
  // expected-error@+1 {{'row.chain' op G6: expected 1 to 2 batch tiles for the segment that ends at 'relu0', got 3}}
  %0 = row.chain (%0 = %x nhwc : tensor<2x4x4x2xf32>) -> (nhwc tensor<2x4x4x2xf32>)
      plan #row.plan<<end = 1, strategy = recompute, batch = 3, cuts = [4]>> {
    %1 = row.relu %0 : (tensor<2x4x4x2xf32>) -> tensor<2x4x4x2xf32>
    row.yield %1 : tensor<2x4x4x2xf32>
  }
  return
}

// -----

func.func @batch_of_store(%x: tensor<2x4x4x2xf32>) {
  // expected-error@+1 {{'row.chain' op G6: expected one batch tile for the store segment that ends at 'relu0', got 2}}
  %0 = row.chain (%0 = %x nhwc : tensor<2x4x4x2xf32>) -> (nhwc tensor<2x4x4x2xf32>)
      plan #row.plan<<end = 1, strategy = store, batch = 2, cuts = [4]>> {
    %1 = row.relu %0 : (tensor<2x4x4x2xf32>) -> tensor<2x4x4x2xf32>
    row.yield %1 : tensor<2x4x4x2xf32>
  }
  return
}

// -----

func.func @vectors(%x: tensor<1x4x4x2xf32>, %w: tensor<2x1x1x2xf32>,
                   %b: tensor<2xf32>) -> tensor<1x4x4x2xf32> {
  %0 = row.chain (%0 = %x nhwc : tensor<1x4x4x2xf32>, %1 = %w fhwc : tensor<2x1x1x2xf32>, %2 = %b vector : tensor<2xf32>) -> (nhwc tensor<1x4x4x2xf32>) {
    // expected-error@+1 {{'row.add' op expected vectors only where gradients are summed, got 'tensor<2xf32>'}}
    %3 = row.add %2, %2 : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
    %4 = row.conv %0, %1 bias %3 : (tensor<1x4x4x2xf32>, tensor<2x1x1x2xf32>, tensor<2xf32>) -> tensor<1x4x4x2xf32>
    row.yield %4 : tensor<1x4x4x2xf32>
  }
  return %0 : tensor<1x4x4x2xf32>
}

// -----

//===----------------------------------------------------------------------===//
// Parameters
//===----------------------------------------------------------------------===//

// A tile has some rows of what a layer makes only.

func.func @filter_that_a_layer_makes(%x: tensor<1x4x4x2xf32>, %w: tensor<3x2x2x2xf32>)
    -> tensor<1x3x3x3xf32> {
  %0 = row.chain (%0 = %x nhwc : tensor<1x4x4x2xf32>, %1 = %w fhwc : tensor<3x2x2x2xf32>)
      -> (nhwc tensor<1x3x3x3xf32>) {
    %2 = row.tanh %1 : (tensor<3x2x2x2xf32>) -> tensor<3x2x2x2xf32>
    // expected-error@+1 {{'row.conv' op expected operand 1, which has no rows, to be an input of the chain, got what 'row.tanh' makes}}
    %3 = row.conv %0, %2
        : (tensor<1x4x4x2xf32>, tensor<3x2x2x2xf32>) -> tensor<1x3x3x3xf32>
    row.yield %3 : tensor<1x3x3x3xf32>
  }
  return %0 : tensor<1x3x3x3xf32>
}

// -----

func.func @filter_and_feature_map(%x: tensor<2x4x4x3xf32>) -> tensor<2x1x1x2xf32> {
  %0 = row.chain (%0 = %x nhwc : tensor<2x4x4x3xf32>) -> (nhwc tensor<2x1x1x2xf32>) {
    // expected-error@+1 {{'row.conv' op expected operand 1 to be read as a feature map or as a filter, got an input that layers read as both}}
    %1 = row.conv %0, %0
        : (tensor<2x4x4x3xf32>, tensor<2x4x4x3xf32>) -> tensor<2x1x1x2xf32>
    row.yield %1 : tensor<2x1x1x2xf32>
  }
  return %0 : tensor<2x1x1x2xf32>
}

// -----

func.func @takes_something_else(%x: tensor<2x4x4x2xf32>) {
  // expected-error@+2 {{expected a list of #row.takeover, got 1 : i64}}
  %0 = row.chain (%0 = %x nhwc : tensor<2x4x4x2xf32>) -> (nhwc tensor<2x4x4x2xf32>)
      plan #row.plan<<end = 1, strategy = store, batch = 1, cuts = [4]> takes[1]> {
    %1 = row.relu %0 : (tensor<2x4x4x2xf32>) -> tensor<2x4x4x2xf32>
    row.yield %1 : tensor<2x4x4x2xf32>
  }
  return
}

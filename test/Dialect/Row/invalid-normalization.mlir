// RUN: lrcnn-opt %s --split-input-file --verify-diagnostics

func.func @groups(%x: tensor<2x8x4x6xf32>) {
  // statistics C1
  // expected-error @+1 {{'row.statistics' op expected 'groups' to divide the 6 channels, got 4}}
  %s = row.statistics %x groups 4
      : (tensor<2x8x4x6xf32>) -> tensor<2x1x2x6xf32>
  return
}

// -----

func.func @statistics(%x: tensor<2x8x4x6xf32>, %s: tensor<1x1x2x5xf32>) {
  // normalize C4
  // expected-error @+1 {{'row.normalize' op expected statistics of 'tensor<1x1x2x6xf32>' or 'tensor<2x1x2x6xf32>', got 'tensor<1x1x2x5xf32>'}}
  %y = row.normalize %x, %s eps 1.0e-05
      : (tensor<2x8x4x6xf32>, tensor<1x1x2x5xf32>) -> tensor<2x8x4x6xf32>
  return
}

// -----

func.func @scale(%x: tensor<2x8x4x6xf32>, %s: tensor<1x1x2x6xf32>,
                 %g: tensor<5xf32>) {
  // normalize C3
  // expected-error @+1 {{'row.normalize' op expected a scale of 'tensor<6xf32>', got 'tensor<5xf32>'}}
  %y = row.normalize %x, %s scale %g eps 1.0e-05
      : (tensor<2x8x4x6xf32>, tensor<1x1x2x6xf32>, tensor<5xf32>)
      -> tensor<2x8x4x6xf32>
  return
}

// -----

func.func @shift(%x: tensor<2x8x4x6xf32>, %s: tensor<1x1x2x6xf32>,
                 %b: tensor<6xf64>) {
  // normalize C3
  // expected-error @+1 {{'row.normalize' op expected a shift of 'tensor<6xf32>', got 'tensor<6xf64>'}}
  %y = row.normalize %x, %s shift %b eps 1.0e-05
      : (tensor<2x8x4x6xf32>, tensor<1x1x2x6xf32>, tensor<6xf64>)
      -> tensor<2x8x4x6xf32>
  return
}

// -----

func.func @eps(%x: tensor<2x8x4x6xf32>, %s: tensor<1x1x2x6xf32>) {
  // normalize C1
  // expected-error @+1 {{'row.normalize' op expected an 'eps' of at least 0, got -1}}
  %y = row.normalize %x, %s eps -1.0
      : (tensor<2x8x4x6xf32>, tensor<1x1x2x6xf32>) -> tensor<2x8x4x6xf32>
  return
}

// -----

func.func @other_groups(%x: tensor<2x8x4x6xf32>) {
  %s = row.statistics %x groups 2
      : (tensor<2x8x4x6xf32>) -> tensor<2x1x2x6xf32>
  // normalize C5
  // expected-error @+1 {{'row.normalize' op expected the 'groups' of its statistics}}
  %y = row.normalize %x, %s eps 1.0e-05 groups 3
      : (tensor<2x8x4x6xf32>, tensor<2x1x2x6xf32>) -> tensor<2x8x4x6xf32>
  return
}

// -----

func.func @statistics_gradient(%x: tensor<2x8x4x6xf32>,
                               %s: tensor<1x1x2x6xf32>) {
  // statistics_grad C1
  // expected-error @+1 {{'row.statistics_grad' op expected a 'count' of at least 1, got 0}}
  %d = row.statistics_grad %x, %s, %s count 0
      : (tensor<2x8x4x6xf32>, tensor<1x1x2x6xf32>, tensor<1x1x2x6xf32>)
      -> tensor<2x8x4x6xf32>
  return
}

// -----

func.func @pool_gradient(%dy: tensor<2x1x1x6xf32>) {
  // global_avg_pool_grad C1
  // expected-error @+1 {{'row.global_avg_pool_grad' op expected a 'count' of 32, got 31}}
  %d = row.global_avg_pool_grad %dy count 31
      : (tensor<2x1x1x6xf32>) -> tensor<2x8x4x6xf32>
  return
}

// -----

func.func @pool_gradient_type(%dy: tensor<2x1x1x5xf32>) {
  // global_avg_pool_grad C2
  // expected-error @+1 {{'row.global_avg_pool_grad' op expected a gradient of 'tensor<2x1x1x6xf32>', got 'tensor<2x1x1x5xf32>'}}
  %d = row.global_avg_pool_grad %dy count 32
      : (tensor<2x1x1x5xf32>) -> tensor<2x8x4x6xf32>
  return
}

// -----

func.func @sums(%x: tensor<2x8x4x6xf32>, %s: tensor<1x1x2x6xf32>) {
  // normalize_sums C1
  // expected-error @+1 {{'row.normalize_sums' op expected a result of 'tensor<2x1x2x6xf32>', got 'tensor<1x1x2x6xf32>'}}
  %p = row.normalize_sums %x, %s gradient %x eps 1.0e-05
      : (tensor<2x8x4x6xf32>, tensor<1x1x2x6xf32>, tensor<2x8x4x6xf32>)
      -> tensor<1x1x2x6xf32>
  return
}

// -----

func.func @of_sums(%p: tensor<2x1x3x6xf32>, %s: tensor<1x1x2x6xf32>) {
  // normalize_statistics_grad C1
  // expected-error @+1 {{'row.normalize_statistics_grad' op expected sums of 'tensor<2x1x2x6xf32>', got 'tensor<2x1x3x6xf32>'}}
  %d = row.normalize_statistics_grad %p, %s eps 1.0e-05
      : (tensor<2x1x3x6xf32>, tensor<1x1x2x6xf32>) -> tensor<1x1x2x6xf32>
  return
}

// -----

func.func @scale_gradient(%p: tensor<2x1x2x6xf32>) {
  // normalize_scale_grad C1
  // expected-error @+1 {{'row.normalize_scale_grad' op expected a result of 'tensor<6xf32>', got 'tensor<5xf32>'}}
  %d = row.normalize_scale_grad %p operand 2
      : (tensor<2x1x2x6xf32>) -> tensor<5xf32>
  return
}

// -----

func.func @shift_gradient(%p: tensor<2x1x3x6xf32>) {
  // normalize_shift_grad C2
  // expected-error @+1 {{'row.normalize_shift_grad' op expected sums of 'tensor<2x1x2x6xf32>', got 'tensor<2x1x3x6xf32>'}}
  %d = row.normalize_shift_grad %p operand 3
      : (tensor<2x1x3x6xf32>) -> tensor<6xf32>
  return
}

// -----

// A fold is read in a later segment than the one that tiles it.
func.func @plan(%x: tensor<2x8x4x6xf32>) -> tensor<2x8x4x6xf32> {
  // expected-error @+1 {{'row.chain' op G5: expected the result of 'statistics0', which needs all rows, to be read in a later segment than the overlap segment that ends at 'normalize1', got 'normalize1'}}
  %y = row.chain (%0 = %x nhwc : tensor<2x8x4x6xf32>)
      -> (nhwc tensor<2x8x4x6xf32>)
      plan #row.plan<<end = 2, strategy = overlap, batch = 1, cuts = [4, 8]>> {
    %s = row.statistics %0 : (tensor<2x8x4x6xf32>) -> tensor<1x1x2x6xf32>
    %n = row.normalize %0, %s eps 1.0e-05
        : (tensor<2x8x4x6xf32>, tensor<1x1x2x6xf32>) -> tensor<2x8x4x6xf32>
    row.yield %n : tensor<2x8x4x6xf32>
  }
  return %y : tensor<2x8x4x6xf32>
}

// -----

func.func @vectors(%x: tensor<2x8x4x6xf32>, %m: tensor<5xf32>,
                   %v: tensor<6xf32>) {
  // normalize C4
  // expected-error @+1 {{'row.normalize' op expected a mean of 'tensor<6xf32>', got 'tensor<5xf32>'}}
  %y = row.normalize %x, %m, %v eps 1.0e-05
      : (tensor<2x8x4x6xf32>, tensor<5xf32>, tensor<6xf32>)
      -> tensor<2x8x4x6xf32>
  return
}

// -----

func.func @three(%x: tensor<2x8x4x6xf32>, %m: tensor<6xf32>) {
  // normalize C4
  // expected-error @+1 {{'row.normalize' op expected statistics of one tensor or of two vectors, got 3 operands}}
  %y = row.normalize %x, %m, %m, %m eps 1.0e-05
      : (tensor<2x8x4x6xf32>, tensor<6xf32>, tensor<6xf32>, tensor<6xf32>)
      -> tensor<2x8x4x6xf32>
  return
}

// -----

func.func @one_vector(%x: tensor<2x8x4x6xf32>, %m: tensor<6xf32>) {
  // normalize C4
  // expected-error @+1 {{'row.normalize' op expected statistics of one tensor or of two vectors, got one vector}}
  %y = row.normalize %x, %m eps 1.0e-05
      : (tensor<2x8x4x6xf32>, tensor<6xf32>) -> tensor<2x8x4x6xf32>
  return
}

// -----

func.func @momentum(%m: tensor<6xf32>, %s: tensor<1x1x2x6xf32>) {
  // running_mean C2
  // expected-error @+1 {{'row.running_mean' op expected a 'momentum' from 0 to 1, got 1.5}}
  %n = row.running_mean %m, %s momentum 1.5
      : (tensor<6xf32>, tensor<1x1x2x6xf32>) -> tensor<6xf32>
  return
}

// -----

func.func @count(%v: tensor<6xf32>, %s: tensor<1x1x2x6xf32>) {
  // running_variance C1
  // expected-error @+1 {{'row.running_variance' op expected a 'count' of at least 2, got 1}}
  %n = row.running_variance %v, %s momentum 0.1 count 1
      : (tensor<6xf32>, tensor<1x1x2x6xf32>) -> tensor<6xf32>
  return
}

// -----

func.func @of_images(%m: tensor<6xf32>, %s: tensor<2x1x2x6xf32>) {
  // running_mean C4
  // expected-error @+1 {{'row.running_mean' op expected statistics of the batch, 'tensor<1x1x2x6xf32>', got 'tensor<2x1x2x6xf32>'}}
  %n = row.running_mean %m, %s momentum 0.1
      : (tensor<6xf32>, tensor<2x1x2x6xf32>) -> tensor<6xf32>
  return
}

// -----

// States come behind the outputs.
func.func @order(%x: tensor<2x8x4x6xf32>, %m: tensor<6xf32>)
    -> (tensor<6xf32>, tensor<2x8x4x6xf32>) {
  // expected-error @+1 {{'row.chain' op expected outputs, then states, then gradients, got a state in result 0}}
  %y:2 = row.chain (%0 = %x nhwc : tensor<2x8x4x6xf32>,
                    %1 = %m vector : tensor<6xf32>)
      -> (vector tensor<6xf32>, nhwc tensor<2x8x4x6xf32>) {
    %s = row.statistics %0 : (tensor<2x8x4x6xf32>) -> tensor<1x1x2x6xf32>
    %n = row.running_mean %1, %s momentum 0.1
        : (tensor<6xf32>, tensor<1x1x2x6xf32>) -> tensor<6xf32>
    %r = row.relu %0 : (tensor<2x8x4x6xf32>) -> tensor<2x8x4x6xf32>
    row.yield %n, %r : tensor<6xf32>, tensor<2x8x4x6xf32>
  }
  return %y#0, %y#1 : tensor<6xf32>, tensor<2x8x4x6xf32>
}

// -----

func.func @state(%x: tensor<2x8x4x6xf32>, %m: tensor<6xf32>)
    -> (tensor<2x8x4x6xf32>, tensor<6xf32>) {
  %y:2 = row.chain (%0 = %x nhwc : tensor<2x8x4x6xf32>,
                    %1 = %m vector : tensor<6xf32>)
      -> (nhwc tensor<2x8x4x6xf32>, vector tensor<6xf32>) {
    %s = row.statistics %0 : (tensor<2x8x4x6xf32>) -> tensor<1x1x2x6xf32>
    %n = row.running_mean %1, %s momentum 0.1
        : (tensor<6xf32>, tensor<1x1x2x6xf32>) -> tensor<6xf32>
    // expected-error @+1 {{'row.running_mean' op expected to renew an input of the chain, got what 'row.running_mean' makes}}
    %o = row.running_mean %n, %s momentum 0.1
        : (tensor<6xf32>, tensor<1x1x2x6xf32>) -> tensor<6xf32>
    %r = row.relu %0 : (tensor<2x8x4x6xf32>) -> tensor<2x8x4x6xf32>
    row.yield %r, %n : tensor<2x8x4x6xf32>, tensor<6xf32>
  }
  return %y#0, %y#1 : tensor<2x8x4x6xf32>, tensor<6xf32>
}

// -----

// Where the state lies there would be the old value or the new one.
func.func @readers(%x: tensor<2x8x4x6xf32>, %m: tensor<6xf32>)
    -> (tensor<2x8x4x6xf32>, tensor<6xf32>) {
  %y:2 = row.chain (%0 = %x nhwc : tensor<2x8x4x6xf32>,
                    %1 = %m vector : tensor<6xf32>)
      -> (nhwc tensor<2x8x4x6xf32>, vector tensor<6xf32>) {
    %s = row.statistics %0 : (tensor<2x8x4x6xf32>) -> tensor<1x1x2x6xf32>
    // expected-error @+1 {{'row.running_mean' op expected no other use of the state that it renews, got 3 uses}}
    %n = row.running_mean %1, %s momentum 0.1
        : (tensor<6xf32>, tensor<1x1x2x6xf32>) -> tensor<6xf32>
    %r = row.normalize %0, %1, %1 eps 1.0e-05
        : (tensor<2x8x4x6xf32>, tensor<6xf32>, tensor<6xf32>) -> tensor<2x8x4x6xf32>
    row.yield %r, %n : tensor<2x8x4x6xf32>, tensor<6xf32>
  }
  return %y#0, %y#1 : tensor<2x8x4x6xf32>, tensor<6xf32>
}

// -----

func.func @reads_renewed(%x: tensor<2x8x4x6xf32>, %m: tensor<6xf32>)
    -> (tensor<2x8x4x6xf32>, tensor<6xf32>) {
  %y:2 = row.chain (%0 = %x nhwc : tensor<2x8x4x6xf32>,
                    %1 = %m vector : tensor<6xf32>)
      -> (nhwc tensor<2x8x4x6xf32>, vector tensor<6xf32>) {
    %s = row.statistics %0 : (tensor<2x8x4x6xf32>) -> tensor<1x1x2x6xf32>
    %n = row.running_mean %1, %s momentum 0.1
        : (tensor<6xf32>, tensor<1x1x2x6xf32>) -> tensor<6xf32>
    // expected-error @+1 {{'row.normalize' op expected renewed states only in layers that renew a state, got that of 'row.running_mean'}}
    %r = row.normalize %0, %n, %n eps 1.0e-05
        : (tensor<2x8x4x6xf32>, tensor<6xf32>, tensor<6xf32>) -> tensor<2x8x4x6xf32>
    row.yield %r, %n : tensor<2x8x4x6xf32>, tensor<6xf32>
  }
  return %y#0, %y#1 : tensor<2x8x4x6xf32>, tensor<6xf32>
}

// -----

// A program would renew it all the same.
func.func @no_result(%x: tensor<2x8x4x6xf32>, %k: tensor<1xf32>)
    -> tensor<2x8x4x6xf32> {
  %y = row.chain (%0 = %x nhwc : tensor<2x8x4x6xf32>,
                  %1 = %k vector : tensor<1xf32>)
      -> (nhwc tensor<2x8x4x6xf32>) {
    // expected-error @+1 {{'row.count_steps' op expected a renewed state to be a result of the chain}}
    %n = row.count_steps %1 : (tensor<1xf32>) -> tensor<1xf32>
    %r = row.relu %0 : (tensor<2x8x4x6xf32>) -> tensor<2x8x4x6xf32>
    row.yield %r : tensor<2x8x4x6xf32>
  }
  return %y : tensor<2x8x4x6xf32>
}

// -----

func.func @count(%k: tensor<2xf64>) {
  // count_steps C1
  // expected-error @+1 {{'row.count_steps' op expected 'steps' of 'tensor<1xf64>', got 'tensor<2xf64>'}}
  %n = row.count_steps %k : (tensor<2xf64>) -> tensor<2xf64>
  return
}

// -----

func.func @steps(%m: tensor<6xf32>, %s: tensor<1x1x2x6xf32>, %k: tensor<1xf64>) {
  // running_mean C3
  // expected-error @+1 {{'row.running_mean' op expected 'steps' of 'tensor<1xf32>', got 'tensor<1xf64>'}}
  %n = row.running_mean %m, %s steps %k
      : (tensor<6xf32>, tensor<1x1x2x6xf32>, tensor<1xf64>) -> tensor<6xf32>
  return
}

// -----

func.func @two_weights(%m: tensor<6xf32>, %s: tensor<1x1x2x6xf32>, %k: tensor<1xf32>) {
  // running_mean C1
  // expected-error @+1 {{'row.running_mean' op expected either a 'momentum' or 'steps', got both}}
  %n = row.running_mean %m, %s momentum 0.1 steps %k
      : (tensor<6xf32>, tensor<1x1x2x6xf32>, tensor<1xf32>) -> tensor<6xf32>
  return
}

// -----

func.func @no_weight(%v: tensor<6xf32>, %s: tensor<1x1x2x6xf32>) {
  // running_mean C1
  // expected-error @+1 {{'row.running_variance' op expected either a 'momentum' or 'steps', got none}}
  %n = row.running_variance %v, %s count 8
      : (tensor<6xf32>, tensor<1x1x2x6xf32>) -> tensor<6xf32>
  return
}

// -----

func.func @no_count(%m: tensor<1xf32>, %v: tensor<1xf32>, %s: tensor<1x1x2x1xf32>) {
  %n = row.running_mean %m, %s momentum 0.1
      : (tensor<1xf32>, tensor<1x1x2x1xf32>) -> tensor<1xf32>
  // running_mean C3
  // expected-error @+1 {{'row.running_variance' op expected 'steps' of row.count_steps or of an input, got what 'row.running_mean' makes}}
  %o = row.running_variance %v, %s steps %n count 8
      : (tensor<1xf32>, tensor<1x1x2x1xf32>, tensor<1xf32>) -> tensor<1xf32>
  return
}

// -----

// The gradient of an output would be one for each channel.
func.func @output(%x: tensor<2x8x4x6xf32>) -> tensor<2x1x2x6xf32> {
  // expected-error @+1 {{'row.chain' op expected no output of statistics in groups, whose channels have one gradient, got output 0}}
  %y = row.chain (%0 = %x nhwc : tensor<2x8x4x6xf32>)
      -> (nhwc tensor<2x1x2x6xf32>) {
    %s = row.statistics %0 groups 2
        : (tensor<2x8x4x6xf32>) -> tensor<2x1x2x6xf32>
    row.yield %s : tensor<2x1x2x6xf32>
  }
  return %y : tensor<2x1x2x6xf32>
}

// -----

func.func @normalize_groups(%x: tensor<2x8x4x6xf32>, %s: tensor<2x1x2x6xf32>) {
  // normalize C2
  // expected-error @below {{'row.normalize' op expected 'groups' to divide the 6 channels, got 0}}
  %0 = row.normalize %x, %s eps 1.0e-05 groups 0
      : (tensor<2x8x4x6xf32>, tensor<2x1x2x6xf32>) -> tensor<2x8x4x6xf32>
  return
}

// -----

func.func @running_size(%m: tensor<5xf32>, %s: tensor<1x1x2x6xf32>) {
  // running_mean C5
  // expected-error @below {{'row.running_mean' op expected a running value of 'tensor<6xf32>', got 'tensor<5xf32>'}}
  %0 = row.running_mean %m, %s momentum 0.1
      : (tensor<5xf32>, tensor<1x1x2x6xf32>) -> tensor<5xf32>
  return
}

// -----

func.func @statistics_of_gradient(%x: tensor<2x8x4x6xf32>, %s: tensor<1x1x3x6xf32>) {
  // statistics_grad C2
  // expected-error @below {{'row.statistics_grad' op expected statistics of 'tensor<1x1x2x6xf32>' or 'tensor<2x1x2x6xf32>', got 'tensor<1x1x3x6xf32>'}}
  %0 = row.statistics_grad %x, %s, %s count 64
      : (tensor<2x8x4x6xf32>, tensor<1x1x3x6xf32>, tensor<1x1x3x6xf32>)
      -> tensor<2x8x4x6xf32>
  return
}

// -----

func.func @sums_of_scale(%p: tensor<2x1x3x6xf32>) {
  // normalize_scale_grad C2
  // expected-error @below {{'row.normalize_scale_grad' op expected sums of 'tensor<2x1x2x6xf32>', got 'tensor<2x1x3x6xf32>'}}
  %0 = row.normalize_scale_grad %p operand 2 : (tensor<2x1x3x6xf32>) -> tensor<6xf32>
  return
}

// -----

func.func @result_of_shift(%p: tensor<2x1x2x6xf32>) {
  // normalize_shift_grad C1
  // expected-error @below {{'row.normalize_shift_grad' op expected a result of 'tensor<6xf32>', got 'tensor<5xf32>'}}
  %0 = row.normalize_shift_grad %p operand 3 : (tensor<2x1x2x6xf32>) -> tensor<5xf32>
  return
}

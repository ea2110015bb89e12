// RUN: lrcnn-opt %s -split-input-file -verify-diagnostics

// Layers stand alone here: their verifiers look at nothing around them.

//===----------------------------------------------------------------------===//
// Tensors
//===----------------------------------------------------------------------===//

func.func @feature_rank(%x: tensor<8x8x3xf32>) {
  // expected-error@+1 {{operand #0 must be 4-D (N, H, W, C) tensor of positive static sizes}}
  "row.relu"(%x) : (tensor<8x8x3xf32>) -> tensor<8x8x3xf32>
  return
}

// -----

func.func @feature_dynamic(%x: tensor<?x8x8x3xf32>) {
  // expected-error@+1 {{operand #0 must be 4-D (N, H, W, C) tensor of positive static sizes}}
  "row.relu"(%x) : (tensor<?x8x8x3xf32>) -> tensor<?x8x8x3xf32>
  return
}

// -----

func.func @feature_type(%x: tensor<1x8x8x3xf16>) {
  // expected-error@+1 {{operand #0 must be 4-D (N, H, W, C) tensor of positive static sizes}}
  "row.relu"(%x) : (tensor<1x8x8x3xf16>) -> tensor<1x8x8x3xf16>
  return
}

// -----

func.func @feature_empty(%x: tensor<1x0x8x3xf32>) {
  // expected-error@+1 {{operand #0 must be 4-D (N, H, W, C) tensor of positive static sizes}}
  "row.relu"(%x) : (tensor<1x0x8x3xf32>) -> tensor<1x0x8x3xf32>
  return
}

// -----

// More elements than a size in bytes could count.
func.func @feature_huge(%x: tensor<2147483647x2147483647x2147483647x3xf32>) {
  // expected-error@+1 {{operand #0 must be 4-D (N, H, W, C) tensor of positive static sizes}}
  "row.relu"(%x) : (tensor<2147483647x2147483647x2147483647x3xf32>) -> tensor<2147483647x2147483647x2147483647x3xf32>
  return
}

// -----

// One row more than there may be: tables and proofs have an entry for each.
func.func @feature_high(%x: tensor<1x1048577x8x3xf32>) {
  // expected-error@+1 {{operand #0 must be 4-D (N, H, W, C) tensor of positive static sizes (<= 2^20, in all <= 2^48)}}
  "row.relu"(%x) : (tensor<1x1048577x8x3xf32>) -> tensor<1x1048577x8x3xf32>
  return
}

// -----

// 2^20 positions and a filter of 2^40 elements.
func.func @work(%x: tensor<1x1024x1024x1048576xf32>, %w: tensor<1048576x1x1x1048576xf32>) {
  // conv C6
  // expected-error@+1 {{'row.conv' op expected at most 2^59 multiply-adds, got a filter of 'tensor<1048576x1x1x1048576xf32>' at 1048576 positions}}
  "row.conv"(%x, %w) : (tensor<1x1024x1024x1048576xf32>, tensor<1048576x1x1x1048576xf32>) -> tensor<1x1024x1024x1048576xf32>
  return
}

// -----

func.func @filter_rank(%x: tensor<1x8x8x3xf32>, %w: tensor<3x3x3xf32>) {
  // expected-error@+1 {{operand #1 must be 4-D (F, KH, KW, C/groups) tensor of positive static sizes}}
  "row.conv"(%x, %w) : (tensor<1x8x8x3xf32>, tensor<3x3x3xf32>) -> tensor<1x6x6x3xf32>
  return
}

// -----

func.func @bias_rank(%x: tensor<1x8x8x3xf32>, %w: tensor<4x3x3x3xf32>,
                     %b: tensor<1x4xf32>) {
  // expected-error@+1 {{operand #2 must be 1-D tensor of a positive static size}}
  "row.conv"(%x, %w, %b) : (tensor<1x8x8x3xf32>, tensor<4x3x3x3xf32>, tensor<1x4xf32>) -> tensor<1x6x6x4xf32>
  return
}

// -----

//===----------------------------------------------------------------------===//
// Windows
//===----------------------------------------------------------------------===//

// The result's shape follows from the operands and attributes (G1):
// (8 + 0 - 3) / 1 + 1 = 6 rows.
func.func @conv_result(%x: tensor<1x8x8x3xf32>, %w: tensor<4x3x3x3xf32>) {
  // expected-error@+2 {{failed to infer returned types}}
  // expected-error@+1 {{inferred type(s) 'tensor<1x6x6x4xf32>' are incompatible with return type(s) of operation 'tensor<1x8x8x4xf32>'}}
  %0 = row.conv %x, %w : (tensor<1x8x8x3xf32>, tensor<4x3x3x3xf32>) -> tensor<1x8x8x4xf32>
  return
}

// -----

func.func @stride_count(%x: tensor<1x8x8x3xf32>) {
  // max_pool C1
  // expected-error@+1 {{'row.max_pool' op expected 2 values (rows, columns) in 'stride', got 1}}
  %0 = row.max_pool %x kernel [2, 2] stride [2] : (tensor<1x8x8x3xf32>) -> tensor<1x4x4x3xf32>
  return
}

// -----

func.func @stride_zero(%x: tensor<1x8x8x3xf32>) {
  // avg_pool C1
  // expected-error@+1 {{'row.avg_pool' op expected 'stride' from 1 to 1048576, got 0}}
  %0 = row.avg_pool %x kernel [2, 2] stride [2, 0] : (tensor<1x8x8x3xf32>) -> tensor<1x4x4x3xf32>
  return
}

// -----

// (3 - 1) * 4 + 1 = 9 rows of kernel do not fit in 8.
func.func @no_room(%x: tensor<1x8x8x3xf32>, %w: tensor<4x3x3x3xf32>) {
  // conv C2
  // expected-error@+2 {{failed to infer returned types}}
  // expected-error@+1 {{G1: expected the window to fit in the padded input of 8x8 once, got extent 9x3}}
  %0 = row.conv %x, %w dilation [4, 1] : (tensor<1x8x8x3xf32>, tensor<4x3x3x3xf32>) -> tensor<1x1x6x4xf32>
  return
}

// -----

func.func @kernel_zero(%x: tensor<1x8x8x3xf32>) {
  // max_pool C1
  // expected-error@+1 {{'row.max_pool' op expected 'kernel' from 1 to 1048576, got 0}}
  %0 = row.max_pool %x kernel [0, 2] : (tensor<1x8x8x3xf32>) -> tensor<1x9x7x3xf32>
  return
}

// -----

func.func @dilation_zero(%x: tensor<1x8x8x3xf32>) {
  // max_pool C1
  // expected-error@+1 {{'row.max_pool' op expected 'dilation' from 1 to 1048576, got 0}}
  %0 = row.max_pool %x kernel [2, 2] dilation [1, 0] : (tensor<1x8x8x3xf32>) -> tensor<1x7x8x3xf32>
  return
}

// -----

// Positions -2 and 1 of a dilated window; the input has 0 only.
func.func @pool_steps_over(%x: tensor<1x1x8x3xf32>) {
  // max_pool C3
  // expected-error@+1 {{'row.max_pool' op G1: expected every window to meet the input's 1 rows, got one from -2 on that steps over them}}
  %0 = row.max_pool %x kernel [2, 1] dilation [3, 1] pad [2, 1, 0, 0] : (tensor<1x1x8x3xf32>) -> tensor<1x1x8x3xf32>
  return
}

// -----

// Attributes that no size calculated from them could hold.
func.func @stride_huge(%x: tensor<1x8x8x3xf32>) {
  // max_pool C1
  // expected-error@+1 {{'row.max_pool' op expected 'stride' from 1 to 1048576, got 9223372036854775807}}
  %0 = row.max_pool %x kernel [2, 2] stride [9223372036854775807, 2] : (tensor<1x8x8x3xf32>) -> tensor<1x1x4x3xf32>
  return
}

// -----

func.func @size_huge(%x: tensor<1x8x8x3xf32>) {
  // resize C1
  // expected-error@+1 {{'row.resize' op expected 'size' from 1 to 1048576, got 9223372036854775807}}
  %0 = row.resize %x nearest to [9223372036854775807, 16] : (tensor<1x8x8x3xf32>) -> tensor<1x1x16x3xf32>
  return
}

// -----

func.func @pad_negative(%x: tensor<1x8x8x3xf32>, %w: tensor<4x3x3x3xf32>) {
  // conv C1
  // expected-error@+1 {{'row.conv' op expected 'pad' from 0 to 1048576, got -1}}
  %0 = row.conv %x, %w pad [0, 0, -1, 1] : (tensor<1x8x8x3xf32>, tensor<4x3x3x3xf32>) -> tensor<1x6x6x4xf32>
  return
}

// -----

// The gradients do not infer their results: the verifier counts for them.
func.func @gradient_stride_count(%g: tensor<1x4x4x3xf32>) {
  // avg_pool C1
  // expected-error@+1 {{'row.avg_pool_grad' op expected 2 values (rows, columns) in 'stride', got 3}}
  %0 = row.avg_pool_grad %g kernel [2, 2] stride [2, 2, 2] : (tensor<1x4x4x3xf32>) -> tensor<1x8x8x3xf32>
  return
}

// -----

func.func @gradient_pad_count(%g: tensor<1x6x6x4xf32>, %w: tensor<4x3x3x3xf32>) {
  // conv C1
  // expected-error@+1 {{'row.conv_data_grad' op expected 4 values (top, bottom, left, right) in 'pad', got 2}}
  %0 = row.conv_data_grad %g, %w pad [1, 1] : (tensor<1x6x6x4xf32>, tensor<4x3x3x3xf32>) -> tensor<1x8x8x3xf32>
  return
}

// -----

// A window in the padding alone has no maximum.
func.func @pool_in_padding(%x: tensor<1x8x8x3xf32>) {
  // max_pool C3
  // expected-error@+1 {{'row.max_pool' op G1: expected every window to meet the input, got padding 2 for a window of extent 2}}
  %0 = row.max_pool %x kernel [2, 2] stride [2, 2] pad [0, 2, 0, 0] : (tensor<1x8x8x3xf32>) -> tensor<1x5x4x3xf32>
  return
}

// -----

func.func @average_in_padding(%x: tensor<1x8x8x3xf32>) {
  // avg_pool C3
  // expected-error@+1 {{'row.avg_pool' op G1: expected every window to meet the input, got padding 2 for a window of extent 2}}
  %0 = row.avg_pool %x kernel [2, 2] stride [2, 2] pad [0, 0, 2, 0] : (tensor<1x8x8x3xf32>) -> tensor<1x4x5x3xf32>
  return
}

// -----

//===----------------------------------------------------------------------===//
// Channels
//===----------------------------------------------------------------------===//

func.func @groups_divide(%x: tensor<1x8x8x4xf32>, %w: tensor<3x3x3x2xf32>) {
  // conv C3
  // expected-error@+1 {{'row.conv' op expected 'groups' to divide the filter's 3 output channels, got 2}}
  %0 = row.conv %x, %w groups 2 : (tensor<1x8x8x4xf32>, tensor<3x3x3x2xf32>) -> tensor<1x6x6x3xf32>
  return
}

// -----

func.func @groups_zero(%x: tensor<1x8x8x4xf32>, %w: tensor<3x3x3x4xf32>) {
  // conv C3
  // expected-error@+1 {{'row.conv' op expected 'groups' to divide the filter's 3 output channels, got 0}}
  %0 = row.conv %x, %w groups 0 : (tensor<1x8x8x4xf32>, tensor<3x3x3x4xf32>) -> tensor<1x6x6x3xf32>
  return
}

// -----

func.func @input_channels(%x: tensor<1x8x8x3xf32>, %w: tensor<4x3x3x2xf32>) {
  // conv C4
  // expected-error@+1 {{'row.conv' op expected input channels = filter channels * groups = 4, got 3}}
  %0 = row.conv %x, %w groups 2 : (tensor<1x8x8x3xf32>, tensor<4x3x3x2xf32>) -> tensor<1x6x6x4xf32>
  return
}

// -----

func.func @gradient_channels(%x: tensor<1x8x8x3xf32>, %g: tensor<1x6x6x5xf32>) {
  // conv C4
  // expected-error@+1 {{'row.conv_filter_grad' op expected 4 channels of the result, got 5}}
  %0 = row.conv_filter_grad %x, %g : (tensor<1x8x8x3xf32>, tensor<1x6x6x5xf32>) -> tensor<4x3x3x3xf32>
  return
}

// -----

func.func @conv_types(%x: tensor<1x8x8x3xf32>, %w: tensor<4x3x3x3xf64>) {
  // conv C5
  // expected-error@+1 {{'row.conv' op expected one element type, got 'f32', 'f64' and 'f32'}}
  %0 = row.conv %x, %w : (tensor<1x8x8x3xf32>, tensor<4x3x3x3xf64>) -> tensor<1x6x6x4xf32>
  return
}

// -----

func.func @bias_size(%x: tensor<1x8x8x3xf32>, %w: tensor<4x3x3x3xf32>,
                     %b: tensor<3xf32>) {
  // conv C7
  // expected-error@+1 {{'row.conv' op expected a bias of 'tensor<4xf32>', got 'tensor<3xf32>'}}
  %0 = row.conv %x, %w bias %b : (tensor<1x8x8x3xf32>, tensor<4x3x3x3xf32>, tensor<3xf32>) -> tensor<1x6x6x4xf32>
  return
}

// -----

//===----------------------------------------------------------------------===//
// Sums, concatenations, upsampling
//===----------------------------------------------------------------------===//

func.func @add_types(%x: tensor<1x8x8x3xf32>, %y: tensor<1x8x8x4xf32>) {
  // add C1
  // expected-error@+2 {{failed to infer returned types}}
  // expected-error@+1 {{expected operands of one type, got 'tensor<1x8x8x3xf32>' and 'tensor<1x8x8x4xf32>'}}
  %0 = row.add %x, %y : (tensor<1x8x8x3xf32>, tensor<1x8x8x4xf32>) -> tensor<1x8x8x3xf32>
  return
}

// -----

func.func @concat_nothing() {
  // concat C1
  // expected-error@+2 {{failed to infer returned types}}
  // expected-error@+1 {{expected at least one operand}}
  %0 = "row.concat"() : () -> tensor<1x8x8x3xf32>
  return
}

// -----

func.func @concat_rows(%x: tensor<1x8x8x3xf32>, %y: tensor<1x7x8x3xf32>) {
  // concat C2
  // expected-error@+2 {{failed to infer returned types}}
  // expected-error@+1 {{expected operands that differ in channels only, got 'tensor<1x8x8x3xf32>' and 'tensor<1x7x8x3xf32>'}}
  %0 = row.concat %x, %y : (tensor<1x8x8x3xf32>, tensor<1x7x8x3xf32>) -> tensor<1x8x8x6xf32>
  return
}

// -----

//===----------------------------------------------------------------------===//
// Gradient layers
//===----------------------------------------------------------------------===//

func.func @gradient_images(%g: tensor<2x6x6x4xf32>, %w: tensor<4x3x3x3xf32>) {
  // conv_data_grad C1
  // expected-error@+1 {{'row.conv_data_grad' op expected as many images in both tensors, got 1 and 2}}
  %0 = row.conv_data_grad %g, %w : (tensor<2x6x6x4xf32>, tensor<4x3x3x3xf32>) -> tensor<1x8x8x3xf32>
  return
}

// -----

// Stride 2 over 8 rows with one row of padding at both sides:
// floor((8 + 2 - 3) / 2) + 1 = 4.
func.func @gradient_rows(%g: tensor<1x3x4x4xf32>, %w: tensor<4x3x3x3xf32>) {
  // conv_data_grad C1
  // expected-error@+1 {{'row.conv_data_grad' op G1: expected a gradient of 4 rows, got 3}}
  %0 = row.conv_data_grad %g, %w stride [2, 2] pad [1, 1, 1, 1] : (tensor<1x3x4x4xf32>, tensor<4x3x3x3xf32>) -> tensor<1x8x8x3xf32>
  return
}

// -----

func.func @gradient_columns(%x: tensor<1x8x8x3xf32>, %g: tensor<1x6x5x4xf32>) {
  // conv_filter_grad C1
  // expected-error@+1 {{'row.conv_filter_grad' op G1: expected a gradient of 6 columns, got 5}}
  %0 = row.conv_filter_grad %x, %g : (tensor<1x8x8x3xf32>, tensor<1x6x5x4xf32>) -> tensor<4x3x3x3xf32>
  return
}

// -----

func.func @bias_gradient(%g: tensor<1x6x6x4xf32>) {
  // bias_grad C1
  // expected-error@+1 {{'row.bias_grad' op expected a result of 'tensor<4xf32>', got 'tensor<6xf32>'}}
  %0 = row.bias_grad %g : (tensor<1x6x6x4xf32>) -> tensor<6xf32>
  return
}

// -----

func.func @relu_gradient(%y: tensor<1x6x6x4xf32>, %g: tensor<1x6x6x5xf32>) {
  // expected-error@+1 {{'row.relu_grad' op failed to verify that all of {output, result_gradient, result} have same type}}
  %0 = "row.relu_grad"(%y, %g) : (tensor<1x6x6x4xf32>, tensor<1x6x6x5xf32>) -> tensor<1x6x6x5xf32>
  return
}

// -----

func.func @add_gradient(%g: tensor<1x6x6x5xf32>) {
  // expected-error@+1 {{'row.add_grad' op failed to verify that all of {result_gradient, result} have same type}}
  %0 = "row.add_grad"(%g) <{operand = 0 : i64}> : (tensor<1x6x6x5xf32>) -> tensor<1x6x6x4xf32>
  return
}

// -----

func.func @pool_gradient_channels(%x: tensor<1x8x8x3xf32>, %g: tensor<1x4x4x5xf32>) {
  // max_pool_grad C1
  // expected-error@+1 {{'row.max_pool_grad' op expected channels and element type to agree, got 'tensor<1x8x8x3xf32>' and 'tensor<1x4x4x5xf32>'}}
  %0 = row.max_pool_grad %x, %g kernel [2, 2] stride [2, 2] : (tensor<1x8x8x3xf32>, tensor<1x4x4x5xf32>) -> tensor<1x8x8x3xf32>
  return
}

// -----

func.func @pool_gradient_input(%x: tensor<1x9x8x3xf32>, %g: tensor<1x4x4x3xf32>) {
  // max_pool_grad C2
  // expected-error@+1 {{'row.max_pool_grad' op expected a result of the input's type 'tensor<1x9x8x3xf32>', got 'tensor<1x8x8x3xf32>'}}
  %0 = row.max_pool_grad %x, %g kernel [2, 2] stride [2, 2] : (tensor<1x9x8x3xf32>, tensor<1x4x4x3xf32>) -> tensor<1x8x8x3xf32>
  return
}

// -----

func.func @concat_gradient_rows(%g: tensor<1x6x6x5xf32>) {
  // concat_grad C1
  // expected-error@+1 {{'row.concat_grad' op expected a result that differs in channels only from 'tensor<1x6x6x5xf32>', got 'tensor<1x5x6x2xf32>'}}
  %0 = row.concat_grad %g operand 0 offset 0 : (tensor<1x6x6x5xf32>) -> tensor<1x5x6x2xf32>
  return
}

// -----

func.func @concat_gradient_channels(%g: tensor<1x6x6x5xf32>) {
  // concat_grad C2
  // expected-error@+1 {{'row.concat_grad' op expected 2 channels from 4 on to lie in the gradient's 5}}
  %0 = row.concat_grad %g operand 1 offset 4 : (tensor<1x6x6x5xf32>) -> tensor<1x6x6x2xf32>
  return
}

// -----

func.func @slope(%x: tensor<1x4x4x2xf32>) {
  // leaky_relu C1
  // expected-error @below {{'row.leaky_relu' op expected a finite 'slope', got +Inf}}
  %y = row.leaky_relu %x slope 0x7FF0000000000000
      : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
  return
}

// -----

func.func @slope_of_gradient(%y: tensor<1x4x4x2xf32>, %dy: tensor<1x4x4x2xf32>) {
  // leaky_relu C1
  // expected-error @below {{'row.leaky_relu_grad' op expected a finite 'slope', got NaN}}
  %dx = row.leaky_relu_grad %y, %dy slope 0x7FF8000000000000
      : tensor<1x4x4x2xf32>
  return
}

// -----

func.func @max_pool_no_room(%x: tensor<1x8x8x3xf32>) {
  // max_pool C2
  // expected-error@+2 {{failed to infer returned types}}
  // expected-error@+1 {{G1: expected the window to fit in the padded input of 8x8 once, got extent 9x2}}
  %0 = row.max_pool %x kernel [9, 2] : (tensor<1x8x8x3xf32>) -> tensor<1x1x7x3xf32>
  return
}

// -----

func.func @avg_pool_no_room(%x: tensor<1x8x8x3xf32>) {
  // avg_pool C2
  // expected-error@+2 {{failed to infer returned types}}
  // expected-error@+1 {{G1: expected the window to fit in the padded input of 8x8 once, got extent 2x9}}
  %0 = row.avg_pool %x kernel [2, 9] : (tensor<1x8x8x3xf32>) -> tensor<1x7x1x3xf32>
  return
}

// -----

func.func @max_pool_gradient_rows(%x: tensor<1x8x8x3xf32>, %g: tensor<1x5x4x3xf32>) {
  // max_pool_grad C3
  // expected-error@+1 {{'row.max_pool_grad' op G1: expected a gradient of 4 rows, got 5}}
  %0 = row.max_pool_grad %x, %g kernel [2, 2] stride [2, 2] : (tensor<1x8x8x3xf32>, tensor<1x5x4x3xf32>) -> tensor<1x8x8x3xf32>
  return
}

// -----

func.func @avg_pool_gradient_type(%g: tensor<1x4x4x3xf64>) {
  // avg_pool_grad C1
  // expected-error@+1 {{'row.avg_pool_grad' op expected channels and element type to agree, got 'tensor<1x8x8x3xf32>' and 'tensor<1x4x4x3xf64>'}}
  %0 = row.avg_pool_grad %g kernel [2, 2] stride [2, 2] : (tensor<1x4x4x3xf64>) -> tensor<1x8x8x3xf32>
  return
}

// -----

func.func @avg_pool_gradient_columns(%g: tensor<1x4x3x3xf32>) {
  // avg_pool_grad C2
  // expected-error@+1 {{'row.avg_pool_grad' op G1: expected a gradient of 4 columns, got 3}}
  %0 = row.avg_pool_grad %g kernel [2, 2] stride [2, 2] : (tensor<1x4x3x3xf32>) -> tensor<1x8x8x3xf32>
  return
}

// -----

// An offset at which the sum of the two would overflow.
func.func @concat_gradient_offset(%g: tensor<1x6x6x5xf32>) {
  // concat_grad C2
  // expected-error@+1 {{'row.concat_grad' op expected 2 channels from 9223372036854775807 on to lie in the gradient's 5}}
  %0 = row.concat_grad %g operand 1 offset 9223372036854775807 : (tensor<1x6x6x5xf32>) -> tensor<1x6x6x2xf32>
  return
}

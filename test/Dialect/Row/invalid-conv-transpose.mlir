// Every error of transposed convolutions.

// RUN: lrcnn-opt %s -split-input-file -verify-diagnostics

func.func @groups(%x: tensor<1x8x8x4xf32>, %w: tensor<4x2x2x3xf32>) {
  // conv_transpose C3
  // expected-error@+1 {{'row.conv_transpose' op expected 'groups' to divide the filter's 4 input channels, got 3}}
  %0 = row.conv_transpose %x, %w groups 3 : (tensor<1x8x8x4xf32>, tensor<4x2x2x3xf32>) -> tensor<1x9x9x9xf32>
  return
}

// -----

func.func @input_channels(%x: tensor<1x8x8x5xf32>, %w: tensor<4x2x2x3xf32>) {
  // conv_transpose C4
  // expected-error@+1 {{'row.conv_transpose' op expected 4 channels of the input, got 5}}
  %0 = row.conv_transpose %x, %w : (tensor<1x8x8x5xf32>, tensor<4x2x2x3xf32>) -> tensor<1x9x9x3xf32>
  return
}

// -----

func.func @result_channels(%g: tensor<1x9x9x5xf32>, %w: tensor<4x2x2x3xf32>) {
  // conv_transpose C4
  // expected-error@+1 {{'row.conv_transpose_data_grad' op expected output channels = filter channels * groups = 6, got 5}}
  %0 = row.conv_transpose_data_grad %g, %w groups 2 : (tensor<1x9x9x5xf32>, tensor<4x2x2x3xf32>) -> tensor<1x8x8x4xf32>
  return
}

// -----

func.func @element_types(%x: tensor<1x8x8x4xf32>, %w: tensor<4x2x2x3xf64>) {
  // conv_transpose C5
  // expected-error@+1 {{'row.conv_transpose' op expected one element type, got 'f32', 'f64' and 'f32'}}
  %0 = row.conv_transpose %x, %w : (tensor<1x8x8x4xf32>, tensor<4x2x2x3xf64>) -> tensor<1x9x9x3xf32>
  return
}

// -----

func.func @bias(%x: tensor<1x8x8x4xf32>, %w: tensor<4x2x2x3xf32>, %b: tensor<4xf32>) {
  // conv_transpose C8
  // expected-error@+1 {{'row.conv_transpose' op expected a bias of 'tensor<3xf32>', got 'tensor<4xf32>'}}
  %0 = row.conv_transpose %x, %w bias %b : (tensor<1x8x8x4xf32>, tensor<4x2x2x3xf32>, tensor<4xf32>) -> tensor<1x9x9x3xf32>
  return
}

// -----

func.func @output_pad(%x: tensor<1x8x8x4xf32>, %w: tensor<4x2x2x3xf32>) {
  // conv_transpose C7
  // expected-error@+1 {{'row.conv_transpose' op expected 'output_pad' to be less than the stride or the dilation, got 2}}
  %0 = row.conv_transpose %x, %w stride [2, 1] output_pad [2, 0] : (tensor<1x8x8x4xf32>, tensor<4x2x2x3xf32>) -> tensor<1x18x9x3xf32>
  return
}

// -----

func.func @output_pad_count(%x: tensor<1x8x8x4xf32>, %w: tensor<4x2x2x3xf32>) {
  // conv_transpose C1
  // expected-error@+1 {{'row.conv_transpose' op expected 2 values (rows, columns) in 'output_pad', got 1}}
  %0 = row.conv_transpose %x, %w output_pad [0] : (tensor<1x8x8x4xf32>, tensor<4x2x2x3xf32>) -> tensor<1x9x9x3xf32>
  return
}

// -----

func.func @nothing_left(%x: tensor<1x1x8x4xf32>, %w: tensor<4x2x2x3xf32>) {
  // conv_transpose C2
  // expected-error@+2 {{failed to infer returned types}}
  // expected-error@+1 {{G5: expected a result of at least one row and column, got 0x9}}
  %0 = row.conv_transpose %x, %w pad [1, 1, 0, 0] : (tensor<1x1x8x4xf32>, tensor<4x2x2x3xf32>) -> tensor<1x1x9x3xf32>
  return
}

// -----

//===----------------------------------------------------------------------===//
// Gradients
//===----------------------------------------------------------------------===//

func.func @gradient_rows(%g: tensor<1x19x16x3xf32>, %w: tensor<4x2x2x3xf32>) {
  // conv_transpose_data_grad C1
  // expected-error@+1 {{'row.conv_transpose_data_grad' op expected a gradient of 16 to 17 rows, got 19}}
  %0 = row.conv_transpose_data_grad %g, %w stride [2, 2] : (tensor<1x19x16x3xf32>, tensor<4x2x2x3xf32>) -> tensor<1x8x8x4xf32>
  return
}

// -----

func.func @gradient_images(%x: tensor<1x8x8x4xf32>, %g: tensor<2x16x16x3xf32>) {
  // conv_transpose_filter_grad C1
  // expected-error@+1 {{'row.conv_transpose_filter_grad' op expected as many images in both tensors, got 1 and 2}}
  %0 = row.conv_transpose_filter_grad %x, %g stride [2, 2] : (tensor<1x8x8x4xf32>, tensor<2x16x16x3xf32>) -> tensor<4x2x2x3xf32>
  return
}

// -----

// 2^20 positions and a filter of 2^40 elements.
func.func @work(%x: tensor<1x1024x1024x1048576xf32>, %w: tensor<1048576x1x1x1048576xf32>) {
  // conv_transpose C6
  // expected-error@+1 {{'row.conv_transpose' op expected at most 2^59 multiply-adds, got a filter of 'tensor<1048576x1x1x1048576xf32>' at 1048576 positions}}
  %0 = row.conv_transpose %x, %w : (tensor<1x1024x1024x1048576xf32>, tensor<1048576x1x1x1048576xf32>) -> tensor<1x1024x1024x1048576xf32>
  return
}

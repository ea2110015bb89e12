// Every error of layers that resize, pad and crop.

// RUN: lrcnn-opt %s -split-input-file -verify-diagnostics

func.func @size_count(%x: tensor<1x8x8x3xf32>) {
  // resize C1
  // expected-error@+1 {{'row.resize' op expected 2 values (rows, columns) in 'size', got 1}}
  %0 = row.resize %x nearest to [16] : (tensor<1x8x8x3xf32>) -> tensor<1x16x16x3xf32>
  return
}

// -----

func.func @size_zero(%x: tensor<1x8x8x3xf32>) {
  // resize C1
  // expected-error@+1 {{'row.resize' op expected 'size' from 1 to 1048576, got 0}}
  %0 = row.resize %x nearest to [0, 8] : (tensor<1x8x8x3xf32>) -> tensor<1x1x8x3xf32>
  return
}

// -----

func.func @size_result(%x: tensor<1x8x8x3xf32>) {
  // expected-error@+2 {{failed to infer returned types}}
  // expected-error@+1 {{'row.resize' op inferred type(s) 'tensor<1x9x8x3xf32>' are incompatible with return type(s) of operation 'tensor<1x8x8x3xf32>'}}
  %0 = row.resize %x bilinear to [9, 8] : (tensor<1x8x8x3xf32>) -> tensor<1x8x8x3xf32>
  return
}

// -----

func.func @align_corners(%x: tensor<1x8x8x3xf32>) {
  // resize C2
  // expected-error@+1 {{'row.resize' op expected 'align_corners' with bilinear only, got nearest}}
  %0 = row.resize %x nearest align_corners to [9, 9] : (tensor<1x8x8x3xf32>) -> tensor<1x9x9x3xf32>
  return
}

// -----

func.func @pad_count(%x: tensor<1x8x8x3xf32>) {
  // pad C1
  // expected-error@+1 {{'row.pad' op expected 4 values (top, bottom, left, right) in 'pad', got 2}}
  %0 = row.pad %x zero [1, 1] : (tensor<1x8x8x3xf32>) -> tensor<1x10x8x3xf32>
  return
}

// -----

func.func @pad_huge(%x: tensor<1x8x8x3xf32>) {
  // pad C1
  // expected-error@+1 {{'row.pad' op expected 'pad' from -1048576 to 1048576, got 9223372036854775807}}
  %0 = row.pad %x zero [9223372036854775807, 1, 0, 0] : (tensor<1x8x8x3xf32>) -> tensor<1x10x8x3xf32>
  return
}

// -----

func.func @crop_rows(%x: tensor<1x8x8x3xf32>) {
  // pad C2
  // expected-error@+1 {{'row.pad' op expected to crop less than the input's 8 rows, got 8}}
  %0 = row.pad %x replicate [-5, -3, 0, 0] : (tensor<1x8x8x3xf32>) -> tensor<1x1x8x3xf32>
  return
}

// -----

// What is cropped on one side and padded on the other leaves nothing of the
// input.
func.func @crop_columns(%x: tensor<1x8x8x3xf32>) {
  // pad C2
  // expected-error@+1 {{'row.pad' op expected to crop less than the input's 8 columns, got 9}}
  %0 = row.pad %x zero [0, 0, -9, 4] : (tensor<1x8x8x3xf32>) -> tensor<1x8x3x3xf32>
  return
}

// -----

func.func @reflect_all(%x: tensor<1x8x8x3xf32>) {
  // pad C3
  // expected-error@+1 {{'row.pad' op expected to reflect less than the input's 8 rows, got 8}}
  %0 = row.pad %x reflect [0, 8, 0, 0] : (tensor<1x8x8x3xf32>) -> tensor<1x16x8x3xf32>
  return
}

// -----

func.func @pad_mode(%x: tensor<1x8x8x3xf32>) {
  // expected-error@+1 {{expected one of [zero, reflect, replicate] for what a layer pads with, got: circular}}
  %0 = row.pad %x circular [0, 1, 0, 0] : (tensor<1x8x8x3xf32>) -> tensor<1x9x8x3xf32>
  return
}

// -----

//===----------------------------------------------------------------------===//
// Gradients
//===----------------------------------------------------------------------===//

func.func @resize_gradient_corners(%g: tensor<1x8x8x3xf32>) {
  // resize C2
  // expected-error@+1 {{'row.resize_grad' op expected 'align_corners' with bilinear only, got nearest}}
  %0 = row.resize_grad %g nearest align_corners : (tensor<1x8x8x3xf32>) -> tensor<1x4x4x3xf32>
  return
}

// -----

func.func @resize_gradient_channels(%g: tensor<1x8x8x3xf32>) {
  // resize_grad C1
  // expected-error@+1 {{'row.resize_grad' op expected a result that differs in rows and columns only from 'tensor<1x8x8x3xf32>', got 'tensor<1x4x4x2xf32>'}}
  %0 = row.resize_grad %g nearest : (tensor<1x8x8x3xf32>) -> tensor<1x4x4x2xf32>
  return
}

// -----

func.func @pad_gradient_images(%g: tensor<1x8x8x3xf32>) {
  // pad_grad C1
  // expected-error@+1 {{'row.pad_grad' op expected a result that differs in rows and columns only from 'tensor<1x8x8x3xf32>', got 'tensor<2x7x7x3xf32>'}}
  %0 = row.pad_grad %g zero [1, 0, 1, 0] : (tensor<1x8x8x3xf32>) -> tensor<2x7x7x3xf32>
  return
}

// -----

func.func @pad_gradient_rows(%g: tensor<1x8x8x3xf32>) {
  // pad_grad C2
  // expected-error@+1 {{'row.pad_grad' op expected a gradient of 7 rows, got 8}}
  %0 = row.pad_grad %g zero [1, 0, 1, 0] : (tensor<1x8x8x3xf32>) -> tensor<1x6x7x3xf32>
  return
}

// -----

func.func @pad_gradient_reflects(%g: tensor<1x8x8x3xf32>) {
  // pad C3
  // expected-error@+1 {{'row.pad_grad' op expected to reflect less than the input's 4 columns, got 4}}
  %0 = row.pad_grad %g reflect [0, 0, 4, 0] : (tensor<1x8x8x3xf32>) -> tensor<1x8x4x3xf32>
  return
}

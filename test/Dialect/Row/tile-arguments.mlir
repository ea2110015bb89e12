// RUN: lrcnn-opt %s -lrcnn-differentiate -lrcnn-plan -lrcnn-tile | FileCheck %s

// Arguments of a program are in the order of the function, not in that in which
// the chain is given them. What it is not given keeps its place; where no layout
// has as many dimensions it is a vector, and its role is what the function says.
// Integers are no arguments of programs.
// CHECK-LABEL: row.program @order
// CHECK-NEXT: row.argument "unread" activation in fchw : memref<1x2x5x3xf32>
// CHECK-NEXT: row.argument "w" parameter in fchw : memref<4x1x1x3xf32>
// CHECK-NEXT: row.argument "scalar" activation in vector : memref<1xf32>
// CHECK-NEXT: row.argument "table" activation in vector : memref<24xf64>
// CHECK-NEXT: row.argument "matrix" parameter in fc : memref<5x1x1x4xf32>
// CHECK-NEXT: row.argument "x" activation in nchw
// CHECK-NEXT: row.argument "y" activation out nchw
// CHECK-NEXT: row.argument "dy" gradient in nchw
// CHECK-NEXT: row.argument "dw" gradient out fchw
// CHECK-NOT: row.argument
func.func @order(%a: tensor<1x3x2x5xf32> {lrcnn.name = "unread"},
    %w: tensor<4x3x1x1xf32> {lrcnn.name = "w"},
    %s: tensor<f32> {lrcnn.name = "scalar"},
    %t: tensor<2x3x4xf64> {lrcnn.name = "table"},
    %i: tensor<7xi64> {lrcnn.name = "integers"},
    %m: tensor<5x4xf32> {lrcnn.name = "matrix", lrcnn.role = "parameter"},
    %x: tensor<1x3x6x5xf32> {lrcnn.name = "x"}) -> tensor<1x4x6x5xf32> {
  %y = row.chain (%0 = %x nchw : tensor<1x3x6x5xf32>,
      %1 = %w fchw : tensor<4x3x1x1xf32>) -> (nchw tensor<1x4x6x5xf32>) {
    %2 = row.conv %0, %1 : (tensor<1x6x5x3xf32>, tensor<4x1x1x3xf32>)
        -> tensor<1x6x5x4xf32>
    row.yield %2 : tensor<1x6x5x4xf32>
  }
  return %y : tensor<1x4x6x5xf32>
}

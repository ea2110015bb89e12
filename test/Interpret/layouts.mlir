// The caller's dimensions are brought into the dialect's order and back.

// RUN: %python %inputs/arrays.py make %t.in x=1x2x1x3 w=1x1x2x2:1,0,0,1
// RUN: lrcnn interpret %s --input-dir=%t.in --output-dir=%t.out
// RUN: %python %inputs/arrays.py show %t.out/y.npy %t.out/y1.npy | FileCheck %s

// CHECK: y 1x2x1x3: 1 2 3 4 5 6
// CHECK: y1 1x1x3x2: 1 4 2 5 3 6
func.func @main(%x: tensor<1x2x1x3xf64> {lrcnn.name = "x"},
                %w: tensor<1x1x2x2xf64> {lrcnn.name = "w"})
    -> (tensor<1x2x1x3xf64>, tensor<1x1x3x2xf64>) {
  %y:2 = row.chain (%a = %x nchw : tensor<1x2x1x3xf64>,
                    %f = %w hwcf : tensor<1x1x2x2xf64>)
      -> (nchw tensor<1x2x1x3xf64>, nhwc tensor<1x1x3x2xf64>) {
    %1 = row.conv %a, %f
        : (tensor<1x1x3x2xf64>, tensor<2x1x1x2xf64>) -> tensor<1x1x3x2xf64>
    %2 = row.relu %1 : (tensor<1x1x3x2xf64>) -> tensor<1x1x3x2xf64>
    row.yield %1, %2 : tensor<1x1x3x2xf64>, tensor<1x1x3x2xf64>
  }
  return %y#0, %y#1 : tensor<1x2x1x3xf64>, tensor<1x1x3x2xf64>
}

// RUN: %python %inputs/arrays.py make %t.in x=1x1x6x1 w=1x1x3x1:1,10,100 \
// RUN:   b=1:1000 dy=1x1x6x1:1,0,0,0,0,2
// RUN: lrcnn interpret %s --symbol=forward --output-dir=%t.out \
// RUN:   --input x=%t.in/x.npy --input w=%t.in/w.npy --input arg2=%t.in/b.npy
// RUN: %python %inputs/arrays.py show %t.out/y.npy | FileCheck %s
// RUN: lrcnn interpret %s --symbol=step --input-dir=%t.in --output-dir=%t.step \
// RUN:   | FileCheck %s --check-prefix=COUNT
// RUN: %python %inputs/arrays.py show %t.step/y.npy %t.step/db.npy \
// RUN:   %t.step/dw.npy %t.step/dx.npy | FileCheck %s --check-prefix=STEP

// Without gradients their seeds are not needed.
// RUN: rm -rf %t.out && lrcnn interpret %s --symbol=step --entry=forward \
// RUN:   --input x=%t.in/x.npy --input w=%t.in/w.npy --input b=%t.in/b.npy \
// RUN:   --output-dir=%t.out && ls %t.out | FileCheck %s --check-prefix=ONLY

// A tap for the row before, the row itself and the row after; rows outside of
// the image are zero. An argument without a name has its number.
// CHECK: y 1x1x6x1: 1210 1321 1432 1543 1654 1065
func.func @forward(%x: tensor<1x1x6x1xf32> {lrcnn.name = "x"},
                   %w: tensor<1x1x3x1xf32> {lrcnn.name = "w"},
                   %b: tensor<1xf32>) -> tensor<1x1x6x1xf32> {
  %y = row.chain (%a = %x nchw : tensor<1x1x6x1xf32>,
                  %f = %w fchw : tensor<1x1x3x1xf32>,
                  %g = %b vector : tensor<1xf32>)
      -> (nchw tensor<1x1x6x1xf32>) {
    %1 = row.conv %a, %f bias %g pad [1, 1, 0, 0]
        : (tensor<1x6x1x1xf32>, tensor<1x3x1x1xf32>, tensor<1xf32>)
        -> tensor<1x6x1x1xf32>
    row.yield %1 : tensor<1x6x1x1xf32>
  }
  return %y : tensor<1x1x6x1xf32>
}

// Three convolutions of 6 rows of 3 taps; the bias counts nothing.
// COUNT: 54 multiply-adds
// STEP: y 1x1x6x1: 1210 1321 1432 1543 1654 1065
// STEP: db 1: 3
// STEP: dw 1x1x3x1: 10 13 2
// STEP: dx 1x1x6x1: 10 100 0 0 2 20
// ONLY-NOT: d
// ONLY: y.npy
// ONLY-NOT: d
func.func @step(%x: tensor<1x1x6x1xf32> {lrcnn.name = "x"},
                %w: tensor<1x1x3x1xf32> {lrcnn.name = "w"},
                %b: tensor<1xf32> {lrcnn.name = "b"},
                %dy: tensor<1x1x6x1xf32> {lrcnn.name = "dy"})
    -> (tensor<1x1x6x1xf32> {lrcnn.name = "y"},
        tensor<1x1x6x1xf32> {lrcnn.name = "dx"},
        tensor<1x1x3x1xf32> {lrcnn.name = "dw"},
        tensor<1xf32> {lrcnn.name = "db"}) {
  %y:4 = row.chain (%a = %x nchw : tensor<1x1x6x1xf32>,
                    %f = %w fchw : tensor<1x1x3x1xf32>,
                    %g = %b vector : tensor<1xf32>)
      seeds (%d = %dy nchw : tensor<1x1x6x1xf32>)
      -> (nchw tensor<1x1x6x1xf32>, nchw tensor<1x1x6x1xf32>,
          fchw tensor<1x1x3x1xf32>, vector tensor<1xf32>)
      differentiated [0, 1, 2] {
    %1 = row.conv %a, %f bias %g pad [1, 1, 0, 0]
        : (tensor<1x6x1x1xf32>, tensor<1x3x1x1xf32>, tensor<1xf32>)
        -> tensor<1x6x1x1xf32>
    %2 = row.bias_grad %d : (tensor<1x6x1x1xf32>) -> tensor<1xf32>
    %3 = row.conv_filter_grad %a, %d pad [1, 1, 0, 0]
        : (tensor<1x6x1x1xf32>, tensor<1x6x1x1xf32>) -> tensor<1x3x1x1xf32>
    %4 = row.conv_data_grad %d, %f pad [1, 1, 0, 0]
        : (tensor<1x6x1x1xf32>, tensor<1x3x1x1xf32>) -> tensor<1x6x1x1xf32>
    row.yield %1, %4, %3, %2 : tensor<1x6x1x1xf32>, tensor<1x6x1x1xf32>,
        tensor<1x3x1x1xf32>, tensor<1xf32>
  }
  return %y#0, %y#1, %y#2, %y#3 : tensor<1x1x6x1xf32>, tensor<1x1x6x1xf32>,
      tensor<1x1x3x1xf32>, tensor<1xf32>
}

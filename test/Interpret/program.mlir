// A slab program gives what its chain gives. Two convolutions of 3 taps, two
// image groups, two tiles with a shared boundary (2PS): the first tile makes
// rows 0 to 3 of the inner tensor, the second rows 4 and 5 and finds rows 2 and
// 3 in the boundary.

// RUN: %python %inputs/arrays.py make %t.in x=2x1x6x1 a=1x1x3x1:1,2,3 \
// RUN:   b=1x1x3x1:1,10,100 dy=2x1x6x1:1,2,3,4,5,6,6,5,4,3,2,1
// RUN: lrcnn interpret %s --symbol=chain --input-dir=%t.in --output-dir=%t.chain
// RUN: lrcnn interpret %s --symbol=program --input-dir=%t.in \
// RUN:   --output-dir=%t.step | FileCheck %s
// RUN: diff -r %t.chain %t.step
// RUN: lrcnn interpret %s --symbol=program --input-dir=%t.in --entry=inference \
// RUN:   --output-dir=%t.inference
// RUN: cmp %t.chain/y.npy %t.inference/y.npy
// RUN: not ls %t.inference/dx.npy

// The chain's 3 * 2 convolutions of 6 rows of 3 taps for 2 images, and the inner
// one made again.
// CHECK: 252 multiply-adds

func.func @chain(%x: tensor<2x1x6x1xf64> {lrcnn.name = "x"},
                 %wa: tensor<1x1x3x1xf64> {lrcnn.name = "a"},
                 %wb: tensor<1x1x3x1xf64> {lrcnn.name = "b"},
                 %dy: tensor<2x1x6x1xf64> {lrcnn.name = "dy"})
    -> (tensor<2x1x6x1xf64> {lrcnn.name = "y"},
        tensor<2x1x6x1xf64> {lrcnn.name = "dx"},
        tensor<1x1x3x1xf64> {lrcnn.name = "da"},
        tensor<1x1x3x1xf64> {lrcnn.name = "db"}) {
  %y:4 = row.chain (%1 = %x nchw : tensor<2x1x6x1xf64>,
                    %2 = %wa fchw : tensor<1x1x3x1xf64>,
                    %3 = %wb fchw : tensor<1x1x3x1xf64>)
      seeds (%4 = %dy nchw : tensor<2x1x6x1xf64>)
      -> (nchw tensor<2x1x6x1xf64>, nchw tensor<2x1x6x1xf64>,
          fchw tensor<1x1x3x1xf64>, fchw tensor<1x1x3x1xf64>)
      differentiated [0, 1, 2] {
    %5 = row.conv %1, %2 pad [1, 1, 0, 0]
        : (tensor<2x6x1x1xf64>, tensor<1x3x1x1xf64>) -> tensor<2x6x1x1xf64>
    %6 = row.conv %5, %3 pad [1, 1, 0, 0]
        : (tensor<2x6x1x1xf64>, tensor<1x3x1x1xf64>) -> tensor<2x6x1x1xf64>
    %7 = row.conv_filter_grad %5, %4 pad [1, 1, 0, 0]
        : (tensor<2x6x1x1xf64>, tensor<2x6x1x1xf64>) -> tensor<1x3x1x1xf64>
    %8 = row.conv_data_grad %4, %3 pad [1, 1, 0, 0]
        : (tensor<2x6x1x1xf64>, tensor<1x3x1x1xf64>) -> tensor<2x6x1x1xf64>
    %9 = row.conv_filter_grad %1, %8 pad [1, 1, 0, 0]
        : (tensor<2x6x1x1xf64>, tensor<2x6x1x1xf64>) -> tensor<1x3x1x1xf64>
    %10 = row.conv_data_grad %8, %2 pad [1, 1, 0, 0]
        : (tensor<2x6x1x1xf64>, tensor<1x3x1x1xf64>) -> tensor<2x6x1x1xf64>
    row.yield %6, %10, %9, %7 : tensor<2x6x1x1xf64>, tensor<2x6x1x1xf64>,
        tensor<1x3x1x1xf64>, tensor<1x3x1x1xf64>
  }
  return %y#0, %y#1, %y#2, %y#3 : tensor<2x1x6x1xf64>, tensor<2x1x6x1xf64>,
      tensor<1x1x3x1xf64>, tensor<1x1x3x1xf64>
}

row.program @program {
  %x = row.argument "x" activation in nchw : !row.slab<2x[6]x1x1xf64>
  %a = row.argument "a" parameter in fchw : memref<1x3x1x1xf64>
  %b = row.argument "b" parameter in fchw : memref<1x3x1x1xf64>
  %y = row.argument "y" activation out nchw : !row.slab<2x[6]x1x1xf64>
  %dy = row.argument "dy" gradient in nchw : !row.slab<2x[6]x1x1xf64>
  %dx = row.argument "dx" gradient out nchw : !row.slab<2x[6]x1x1xf64>
  %da = row.argument "da" gradient out fchw : memref<1x3x1x1xf64>
  %db = row.argument "db" gradient out fchw : memref<1x3x1x1xf64>
  %kept = row.buffer "inner.boundary" stash copies 2
      : !row.slab<1x[2]x1x1xf64>

  row.entry forward {
    row.tiles (%m, %r) in (2, 2) images 2 {
      %s = row.buffer "inner" workspace window <[0:4, 2:6]>
          : !row.slab<1x[4]x1x1xf64>
      row.restore at %r rows <[0:0, 2:4]> %kept to %s
          : <1x[2]x1x1xf64> to <1x[4]x1x1xf64>
      row.kernel at %r rows <[0:4, 4:6]>
          ins(%x, %a : !row.slab<2x[6]x1x1xf64>, memref<1x3x1x1xf64>)
          out(%s : !row.slab<1x[4]x1x1xf64>) {
      ^bb0(%i: tensor<2x6x1x1xf64>, %f: tensor<1x3x1x1xf64>):
        %1 = row.conv %i, %f pad [1, 1, 0, 0]
            : (tensor<2x6x1x1xf64>, tensor<1x3x1x1xf64>) -> tensor<2x6x1x1xf64>
        row.yield %1 : tensor<2x6x1x1xf64>
      }
      row.keep at %r rows <[2:4, 0:0]> %s to %kept
          : <1x[4]x1x1xf64> to <1x[2]x1x1xf64>
      row.kernel at %r rows <[0:3, 3:6]>
          ins(%s, %b : !row.slab<1x[4]x1x1xf64>, memref<1x3x1x1xf64>)
          out(%y : !row.slab<2x[6]x1x1xf64>) {
      ^bb0(%i: tensor<2x6x1x1xf64>, %f: tensor<1x3x1x1xf64>):
        %1 = row.conv %i, %f pad [1, 1, 0, 0]
            : (tensor<2x6x1x1xf64>, tensor<1x3x1x1xf64>) -> tensor<2x6x1x1xf64>
        row.yield %1 : tensor<2x6x1x1xf64>
      }
    }
  }

  // One copy of the boundary is enough when no one reads it later.
  row.entry inference {
    %next = row.buffer "inner.next" workspace : !row.slab<1x[2]x1x1xf64>
    row.tiles (%m, %r) in (2, 2) images 2 {
      %s = row.buffer "inner" workspace window <[0:4, 2:6]>
          : !row.slab<1x[4]x1x1xf64>
      row.restore at %r rows <[0:0, 2:4]> %next to %s
          : <1x[2]x1x1xf64> to <1x[4]x1x1xf64>
      row.kernel at %r rows <[0:4, 4:6]>
          ins(%x, %a : !row.slab<2x[6]x1x1xf64>, memref<1x3x1x1xf64>)
          out(%s : !row.slab<1x[4]x1x1xf64>) {
      ^bb0(%i: tensor<2x6x1x1xf64>, %f: tensor<1x3x1x1xf64>):
        %1 = row.conv %i, %f pad [1, 1, 0, 0]
            : (tensor<2x6x1x1xf64>, tensor<1x3x1x1xf64>) -> tensor<2x6x1x1xf64>
        row.yield %1 : tensor<2x6x1x1xf64>
      }
      row.keep at %r rows <[2:4, 0:0]> %s to %next
          : <1x[4]x1x1xf64> to <1x[2]x1x1xf64>
      row.kernel at %r rows <[0:3, 3:6]>
          ins(%s, %b : !row.slab<1x[4]x1x1xf64>, memref<1x3x1x1xf64>)
          out(%y : !row.slab<2x[6]x1x1xf64>) {
      ^bb0(%i: tensor<2x6x1x1xf64>, %f: tensor<1x3x1x1xf64>):
        %1 = row.conv %i, %f pad [1, 1, 0, 0]
            : (tensor<2x6x1x1xf64>, tensor<1x3x1x1xf64>) -> tensor<2x6x1x1xf64>
        row.yield %1 : tensor<2x6x1x1xf64>
      }
    }
  }

  // The gradient of rows 2 and 3 of the inner tensor comes from both tiles: the
  // second sends its share up.
  row.entry backward {
    %sent = row.buffer "inner.gradient.boundary" workspace
        : !row.slab<1x[2]x1x1xf64>
    %sum = row.buffer "a.gradient" workspace : !row.packed<1x3x1x1xf64>
    %packed = row.buffer "a.transposed" workspace : !row.packed<1x3x1x1xf64>
    row.pack data_gradient %a to %packed
        : memref<1x3x1x1xf64> to <1x3x1x1xf64>
    row.tiles (%m, %r) in (2, 2) images 2 reverse {
      %s = row.buffer "inner" workspace window <[0:4, 2:6]>
          : !row.slab<1x[4]x1x1xf64>
      row.restore at %r rows <[0:0, 2:4]> %kept to %s
          : <1x[2]x1x1xf64> to <1x[4]x1x1xf64>
      row.kernel at %r rows <[0:4, 4:6]>
          ins(%x, %a : !row.slab<2x[6]x1x1xf64>, memref<1x3x1x1xf64>)
          out(%s : !row.slab<1x[4]x1x1xf64>) {
      ^bb0(%i: tensor<2x6x1x1xf64>, %f: tensor<1x3x1x1xf64>):
        %1 = row.conv %i, %f pad [1, 1, 0, 0]
            : (tensor<2x6x1x1xf64>, tensor<1x3x1x1xf64>) -> tensor<2x6x1x1xf64>
        row.yield %1 : tensor<2x6x1x1xf64>
      }
      row.kernel at %r rows <[0:3, 3:6]>
          ins(%s, %dy : !row.slab<1x[4]x1x1xf64>, !row.slab<2x[6]x1x1xf64>)
          out(%db : memref<1x3x1x1xf64>) {
      ^bb0(%i: tensor<2x6x1x1xf64>, %d: tensor<2x6x1x1xf64>):
        %1 = row.conv_filter_grad %i, %d pad [1, 1, 0, 0]
            : (tensor<2x6x1x1xf64>, tensor<2x6x1x1xf64>) -> tensor<1x3x1x1xf64>
        row.yield %1 : tensor<1x3x1x1xf64>
      }
      %ds = row.buffer "inner.gradient" workspace window <[0:4, 2:6]>
          : !row.slab<1x[4]x1x1xf64>
      row.restore at %r rows <[2:4, 0:0]> %sent to %ds
          : <1x[2]x1x1xf64> to <1x[4]x1x1xf64>
      row.kernel at %r rows <[0:4, 2:6]> limit <[0:3, 3:6]> add_from [2, 6]
          ins(%dy, %b : !row.slab<2x[6]x1x1xf64>, memref<1x3x1x1xf64>)
          out(%ds : !row.slab<1x[4]x1x1xf64>) {
      ^bb0(%d: tensor<2x6x1x1xf64>, %f: tensor<1x3x1x1xf64>):
        %1 = row.conv_data_grad %d, %f pad [1, 1, 0, 0]
            : (tensor<2x6x1x1xf64>, tensor<1x3x1x1xf64>) -> tensor<2x6x1x1xf64>
        row.yield %1 : tensor<2x6x1x1xf64>
      }
      row.keep at %r rows <[0:0, 2:4]> %ds to %sent
          : <1x[4]x1x1xf64> to <1x[2]x1x1xf64>
      row.kernel at %r rows <[0:4, 4:6]>
          ins(%x, %ds : !row.slab<2x[6]x1x1xf64>, !row.slab<1x[4]x1x1xf64>)
          out(%sum : !row.packed<1x3x1x1xf64>) {
      ^bb0(%i: tensor<2x6x1x1xf64>, %d: tensor<2x6x1x1xf64>):
        %1 = row.conv_filter_grad %i, %d pad [1, 1, 0, 0]
            : (tensor<2x6x1x1xf64>, tensor<2x6x1x1xf64>) -> tensor<1x3x1x1xf64>
        row.yield %1 : tensor<1x3x1x1xf64>
      }
      row.kernel at %r rows <[0:5, 3:6]> limit <[0:4, 4:6]> add_from [3, 6]
          ins(%ds, %packed : !row.slab<1x[4]x1x1xf64>, !row.packed<1x3x1x1xf64>)
          out(%dx : !row.slab<2x[6]x1x1xf64>) {
      ^bb0(%d: tensor<2x6x1x1xf64>, %f: tensor<1x3x1x1xf64>):
        %1 = row.conv_data_grad %d, %f pad [1, 1, 0, 0]
            : (tensor<2x6x1x1xf64>, tensor<1x3x1x1xf64>) -> tensor<2x6x1x1xf64>
        row.yield %1 : tensor<2x6x1x1xf64>
      }
    }
    row.unpack %sum to %da : <1x3x1x1xf64> to memref<1x3x1x1xf64>
  }
}

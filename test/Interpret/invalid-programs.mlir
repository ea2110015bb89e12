// What a program must have, and what it may not.

// RUN: split-file %s %t
// RUN: %python %inputs/arrays.py make %t.in x=1x1x6x1
// RUN: not lrcnn interpret %t/incomplete.mlir --entry=forward --input-dir=%t.in \
// RUN:   --output-dir=%t.out 2>&1 | FileCheck %t/incomplete.mlir
// RUN: not lrcnn interpret %t/nested.mlir --entry=forward --input-dir=%t.in \
// RUN:   --output-dir=%t.out 2>&1 | FileCheck %t/nested.mlir
// RUN: not lrcnn interpret %t/operation.mlir --entry=forward --input-dir=%t.in \
// RUN:   --output-dir=%t.out 2>&1 | FileCheck %t/operation.mlir
// RUN: not lrcnn interpret %t/entry.mlir --entry=forward --input-dir=%t.in \
// RUN:   --output-dir=%t.out 2>&1 | FileCheck %t/entry.mlir
// RUN: not lrcnn interpret %t/inference.mlir --entry=inference --input-dir=%t.in \
// RUN:   --output-dir=%t.out 2>&1 | FileCheck %t/inference.mlir

//--- incomplete.mlir
// A result with a gap.
// CHECK: error: 'row.argument' op is incomplete: row 3 of image 0 has not been written to 'y'
row.program @main {
  %x = row.argument "x" activation in nchw : !row.slab<1x[6]x1x1xf64>
  %y = row.argument "y" activation out nchw : !row.slab<1x[6]x1x1xf64>
  row.entry forward {
    row.tiles (%m, %r) in (1, 2) images 1 {
      row.kernel at %r rows <[0:3, 4:6]>
            ins(%x : !row.slab<1x[6]x1x1xf64>) out(%y : !row.slab<1x[6]x1x1xf64>) {
        ^bb0(%i: tensor<1x6x1x1xf64>):
          %1 = row.relu %i : (tensor<1x6x1x1xf64>) -> tensor<1x6x1x1xf64>
          row.yield %1 : tensor<1x6x1x1xf64>
        }
    }
  }
}

//--- nested.mlir
// Loops have one level.
// CHECK: error: 'row.tiles' op expected to be outside of other loops over tiles
row.program @main {
  %x = row.argument "x" activation in nchw : !row.slab<1x[6]x1x1xf64>
  %y = row.argument "y" activation out nchw : !row.slab<1x[6]x1x1xf64>
  row.entry forward {
    row.tiles (%m, %r) in (1, 1) images 1 {
      row.tiles (%n, %q) in (1, 1) images 1 {
      }
    }
  }
}

//--- operation.mlir
// What else may stand in an entry.
// CHECK: error: 'builtin.module' op expected a buffer, a kernel, a copy or a loop over tiles in an entry
row.program @main {
  %x = row.argument "x" activation in nchw : !row.slab<1x[6]x1x1xf64>
  %y = row.argument "y" activation out nchw : !row.slab<1x[6]x1x1xf64>
  row.entry forward {
    builtin.module {
    }
  }
}

//--- entry.mlir
// An entry that is not there.
// CHECK: error: 'row.program' op expected a forward entry
row.program @main {
  %x = row.argument "x" activation in nchw : !row.slab<1x[6]x1x1xf64>
  %y = row.argument "y" activation out nchw : !row.slab<1x[6]x1x1xf64>
  row.entry inference {
    row.kernel rows <[0:6]>
          ins(%x : !row.slab<1x[6]x1x1xf64>) out(%y : !row.slab<1x[6]x1x1xf64>) {
      ^bb0(%i: tensor<1x6x1x1xf64>):
        %1 = row.relu %i : (tensor<1x6x1x1xf64>) -> tensor<1x6x1x1xf64>
        row.yield %1 : tensor<1x6x1x1xf64>
      }
  }
}

//--- inference.mlir
// Inference has no stash.
// CHECK: error: 'row.kernel' op expected no use of the stash in inference, got 's'
row.program @main {
  %x = row.argument "x" activation in nchw : !row.slab<1x[6]x1x1xf64>
  %y = row.argument "y" activation out nchw : !row.slab<1x[6]x1x1xf64>
  %s = row.buffer "s" stash
      : !row.slab<1x[6]x1x1xf64>
  row.entry inference {
    row.kernel rows <[0:6]>
          ins(%x : !row.slab<1x[6]x1x1xf64>) out(%s : !row.slab<1x[6]x1x1xf64>) {
      ^bb0(%i: tensor<1x6x1x1xf64>):
        %1 = row.relu %i : (tensor<1x6x1x1xf64>) -> tensor<1x6x1x1xf64>
        row.yield %1 : tensor<1x6x1x1xf64>
      }
  }
}

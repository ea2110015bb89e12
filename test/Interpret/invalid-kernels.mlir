// A kernel meets what is wrong with a table or with the order.

// RUN: split-file %s %t
// RUN: %python %inputs/arrays.py make %t.in x=1x1x6x1
// RUN: not lrcnn interpret %t/unwritten.mlir --entry=forward --input-dir=%t.in \
// RUN:   --output-dir=%t.out 2>&1 | FileCheck %t/unwritten.mlir
// RUN: not lrcnn interpret %t/copied.mlir --entry=forward --input-dir=%t.in \
// RUN:   --output-dir=%t.out 2>&1 | FileCheck %t/copied.mlir
// RUN: not lrcnn interpret %t/add.mlir --entry=forward --input-dir=%t.in \
// RUN:   --output-dir=%t.out 2>&1 | FileCheck %t/add.mlir

//--- unwritten.mlir
// A row that no kernel wrote in this tile, though one did in the tile before.
// CHECK: error: 'row.max_pool' op reads row 2 of image 0 of operand 0, which has not been written to 's'
row.program @main {
  %x = row.argument "x" activation in nchw : !row.slab<1x[6]x1x1xf64>
  %y = row.argument "y" activation out nchw : !row.slab<1x[6]x1x1xf64>
  row.entry forward {
    row.tiles (%m, %r) in (1, 2) images 1 {
      %s = row.buffer "s" workspace window <[0:4, 2:6]>
          : !row.slab<1x[4]x1x1xf64>
      row.kernel at %r rows <[0:4, 4:6]>
            ins(%x : !row.slab<1x[6]x1x1xf64>) out(%s : !row.slab<1x[4]x1x1xf64>) {
        ^bb0(%i: tensor<1x6x1x1xf64>):
          %1 = row.relu %i : (tensor<1x6x1x1xf64>) -> tensor<1x6x1x1xf64>
          row.yield %1 : tensor<1x6x1x1xf64>
        }
      row.kernel at %r rows <[0:3, 3:6]>
            ins(%s : !row.slab<1x[4]x1x1xf64>) out(%y : !row.slab<1x[6]x1x1xf64>) {
        ^bb0(%i: tensor<1x6x1x1xf64>):
          %1 = row.max_pool %i kernel [3, 1] pad [1, 1, 0, 0]
              : (tensor<1x6x1x1xf64>) -> tensor<1x6x1x1xf64>
          row.yield %1 : tensor<1x6x1x1xf64>
        }
    }
  }
}

//--- copied.mlir
// A copy of a row that was not written.
// CHECK: error: 'row.kernel' op copies row 5 of image 0, which has not been written to 's'
row.program @main {
  %x = row.argument "x" activation in nchw : !row.slab<1x[6]x1x1xf64>
  %y = row.argument "y" activation out nchw : !row.slab<1x[6]x1x1xf64>
  row.entry forward {
    %s = row.buffer "s" workspace
        : !row.slab<1x[6]x1x1xf64>
    row.kernel rows <[0:5]>
          ins(%x : !row.slab<1x[6]x1x1xf64>) out(%s : !row.slab<1x[6]x1x1xf64>) {
      ^bb0(%i: tensor<1x6x1x1xf64>):
        %1 = row.relu %i : (tensor<1x6x1x1xf64>) -> tensor<1x6x1x1xf64>
        row.yield %1 : tensor<1x6x1x1xf64>
      }
    row.kernel rows <[0:6]>
          ins(%s : !row.slab<1x[6]x1x1xf64>) out(%y : !row.slab<1x[6]x1x1xf64>) {
      ^bb0(%i: tensor<1x6x1x1xf64>):
        row.yield %i : tensor<1x6x1x1xf64>
      }
  }
}

//--- add.mlir
// Adding to what is not there.
// CHECK: error: 'row.kernel' op adds to row 4 of image 0 of its result, which has not been written to 'y'
row.program @main {
  %x = row.argument "x" activation in nchw : !row.slab<1x[6]x1x1xf64>
  %y = row.argument "y" activation out nchw : !row.slab<1x[6]x1x1xf64>
  row.entry forward {
    row.kernel rows <[0:6]> add_from [4]
          ins(%x : !row.slab<1x[6]x1x1xf64>) out(%y : !row.slab<1x[6]x1x1xf64>) {
      ^bb0(%i: tensor<1x6x1x1xf64>):
        %1 = row.add_grad %i operand 0 : tensor<1x6x1x1xf64>
        row.yield %1 : tensor<1x6x1x1xf64>
      }
  }
}

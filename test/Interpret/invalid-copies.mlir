// What boundaries and filters cannot be copied.

// RUN: split-file %s %t
// RUN: %python %inputs/arrays.py make %t.in x=1x1x6x1
// RUN: not lrcnn interpret %t/keep-source.mlir --entry=forward --input-dir=%t.in \
// RUN:   --output-dir=%t.out 2>&1 | FileCheck %t/keep-source.mlir
// RUN: not lrcnn interpret %t/restore-rows.mlir --entry=forward --input-dir=%t.in \
// RUN:   --output-dir=%t.out 2>&1 | FileCheck %t/restore-rows.mlir
// RUN: not lrcnn interpret %t/unpack.mlir --entry=forward --input-dir=%t.in \
// RUN:   --output-dir=%t.out 2>&1 | FileCheck %t/unpack.mlir

//--- keep-source.mlir
// Keeping what is not there.
// CHECK: error: 'row.keep' op reads row 0 of image 0, which has not been written to 'y'
row.program @main {
  %x = row.argument "x" activation in nchw : !row.slab<1x[6]x1x1xf64>
  %y = row.argument "y" activation out nchw : !row.slab<1x[6]x1x1xf64>
  %b = row.buffer "b" stash
      : !row.slab<1x[1]x1x1xf64>
  row.entry forward {
    row.tiles (%m, %r) in (1, 2) images 1 {
      row.keep at %r rows <[0:1, 0:0]> %y to %b
          : <1x[6]x1x1xf64> to <1x[1]x1x1xf64>
    }
  }
}

//--- restore-rows.mlir
// Restoring rows that were not kept.
// CHECK: error: 'row.restore' op reads row 2 of image 0, which is outside of the rows [1, 2) that 'b' holds
row.program @main {
  %x = row.argument "x" activation in nchw : !row.slab<1x[6]x1x1xf64>
  %y = row.argument "y" activation out nchw : !row.slab<1x[6]x1x1xf64>
  %b = row.buffer "b" stash
      : !row.slab<1x[1]x1x1xf64>
  row.entry forward {
    row.tiles (%m, %r) in (1, 2) images 1 {
      %s = row.buffer "s" workspace window <[0:4, 2:6]>
          : !row.slab<1x[4]x1x1xf64>
      row.restore at %r rows <[0:0, 2:3]> %b to %s
          : <1x[1]x1x1xf64> to <1x[4]x1x1xf64>
      row.keep at %r rows <[1:2, 0:0]> %x to %b
          : <1x[6]x1x1xf64> to <1x[1]x1x1xf64>
    }
  }
}

//--- unpack.mlir
// A filter that no kernel summed.
// CHECK: error: 'row.unpack' op reads its source, which has not been written to 'sum'
row.program @main {
  %x = row.argument "x" activation in nchw : !row.slab<1x[6]x1x1xf64>
  %y = row.argument "y" activation out nchw : !row.slab<1x[6]x1x1xf64>
  %dw = row.argument "dw" gradient out fhwc : memref<1x3x1x1xf64>
  row.entry forward {
    %p = row.buffer "sum" workspace : !row.packed<1x3x1x1xf64>
    row.unpack %p to %dw : <1x3x1x1xf64> to memref<1x3x1x1xf64>
  }
}

// Buffers with places lie in one stash and one workspace.

// RUN: split-file %s %t
// RUN: %python %inputs/arrays.py make %t.in x=1x1x6x1
// RUN: lrcnn interpret %t/good.mlir --entry=forward --input-dir=%t.in \
// RUN:   --output-dir=%t.out
// RUN: %python %inputs/arrays.py show %t.out/y.npy | FileCheck %t/good.mlir
// RUN: not lrcnn interpret %t/lifetime.mlir --entry=forward --input-dir=%t.in \
// RUN:   --output-dir=%t.out 2>&1 | FileCheck %t/lifetime.mlir
// RUN: not lrcnn interpret %t/outside.mlir --entry=forward --input-dir=%t.in \
// RUN:   --output-dir=%t.out 2>&1 | FileCheck %t/outside.mlir
// RUN: not lrcnn interpret %t/bytes.mlir --entry=forward --input-dir=%t.in \
// RUN:   --output-dir=%t.out 2>&1 | FileCheck %t/bytes.mlir
// RUN: not lrcnn interpret %t/neither.mlir --entry=forward --input-dir=%t.in \
// RUN:   --output-dir=%t.out 2>&1 | FileCheck %t/neither.mlir
// RUN: not lrcnn interpret %t/sizes.mlir --entry=forward --input-dir=%t.in \
// RUN:   --output-dir=%t.out 2>&1 | FileCheck %t/sizes.mlir
// RUN: not lrcnn interpret %t/elements.mlir --entry=forward --input-dir=%t.in \
// RUN:   --output-dir=%t.out 2>&1 | FileCheck %t/elements.mlir
// RUN: not lrcnn interpret %t/inference.mlir --entry=inference \
// RUN:   --input-dir=%t.in --output-dir=%t.out 2>&1 \
// RUN:   | FileCheck %t/inference.mlir
// RUN: not lrcnn interpret %t/sum.mlir --entry=forward --input-dir=%t.in \
// RUN:   --output-dir=%t.out 2>&1 | FileCheck %t/sum.mlir

//--- good.mlir
// The third buffer lies where the first was.
// CHECK: y 1x1x6x1: 2 3 4 5 6 6
row.program @main attributes {stash_bytes = 16 : i64, workspace_bytes = array<i64: 96, 0, 0>} {
  %x = row.argument "x" activation in nchw : !row.slab<1x[6]x1x1xf64>
  %y = row.argument "y" activation out nchw : !row.slab<1x[6]x1x1xf64>
  row.entry forward {
    %s = row.buffer "s" workspace bytes 48 in workspace at 0
        : !row.slab<1x[6]x1x1xf64>
    row.kernel rows <[0:6]>
          ins(%x : !row.slab<1x[6]x1x1xf64>) out(%s : !row.slab<1x[6]x1x1xf64>) {
      ^bb0(%i: tensor<1x6x1x1xf64>):
        %1 = row.relu %i : (tensor<1x6x1x1xf64>) -> tensor<1x6x1x1xf64>
        row.yield %1 : tensor<1x6x1x1xf64>
      }
    %t = row.buffer "t" workspace bytes 48 in workspace at 48
        : !row.slab<1x[6]x1x1xf64>
    row.kernel rows <[0:6]>
          ins(%s : !row.slab<1x[6]x1x1xf64>) out(%t : !row.slab<1x[6]x1x1xf64>) {
      ^bb0(%i: tensor<1x6x1x1xf64>):
        %1 = row.max_pool %i kernel [3, 1] pad [1, 1, 0, 0]
            : (tensor<1x6x1x1xf64>) -> tensor<1x6x1x1xf64>
        row.yield %1 : tensor<1x6x1x1xf64>
      }
    %u = row.buffer "u" workspace bytes 48 in workspace at 0
        : !row.slab<1x[6]x1x1xf64>
    row.kernel rows <[0:6]>
          ins(%t : !row.slab<1x[6]x1x1xf64>) out(%u : !row.slab<1x[6]x1x1xf64>) {
      ^bb0(%i: tensor<1x6x1x1xf64>):
        %1 = row.relu %i : (tensor<1x6x1x1xf64>) -> tensor<1x6x1x1xf64>
        row.yield %1 : tensor<1x6x1x1xf64>
      }
    row.kernel rows <[0:6]>
          ins(%u : !row.slab<1x[6]x1x1xf64>) out(%y : !row.slab<1x[6]x1x1xf64>) {
      ^bb0(%i: tensor<1x6x1x1xf64>):
        row.yield %i : tensor<1x6x1x1xf64>
      }
  }
}

//--- lifetime.mlir
// Buffers that are alive together overlap by one row.
// CHECK: error: 'row.max_pool' op reads row 5 of image 0 of operand 0, which 't' has overwritten in 's'
row.program @main attributes {stash_bytes = 16 : i64, workspace_bytes = array<i64: 96, 0, 0>} {
  %x = row.argument "x" activation in nchw : !row.slab<1x[6]x1x1xf64>
  %y = row.argument "y" activation out nchw : !row.slab<1x[6]x1x1xf64>
  row.entry forward {
    %s = row.buffer "s" workspace bytes 48 in workspace at 0
        : !row.slab<1x[6]x1x1xf64>
    row.kernel rows <[0:6]>
          ins(%x : !row.slab<1x[6]x1x1xf64>) out(%s : !row.slab<1x[6]x1x1xf64>) {
      ^bb0(%i: tensor<1x6x1x1xf64>):
        %1 = row.relu %i : (tensor<1x6x1x1xf64>) -> tensor<1x6x1x1xf64>
        row.yield %1 : tensor<1x6x1x1xf64>
      }
    %t = row.buffer "t" workspace bytes 48 in workspace at 40
        : !row.slab<1x[6]x1x1xf64>
    row.kernel rows <[0:6]>
          ins(%s : !row.slab<1x[6]x1x1xf64>) out(%t : !row.slab<1x[6]x1x1xf64>) {
      ^bb0(%i: tensor<1x6x1x1xf64>):
        %1 = row.max_pool %i kernel [3, 1] pad [1, 1, 0, 0]
            : (tensor<1x6x1x1xf64>) -> tensor<1x6x1x1xf64>
        row.yield %1 : tensor<1x6x1x1xf64>
      }
    %u = row.buffer "u" workspace bytes 48 in workspace at 0
        : !row.slab<1x[6]x1x1xf64>
    row.kernel rows <[0:6]>
          ins(%t : !row.slab<1x[6]x1x1xf64>) out(%u : !row.slab<1x[6]x1x1xf64>) {
      ^bb0(%i: tensor<1x6x1x1xf64>):
        %1 = row.relu %i : (tensor<1x6x1x1xf64>) -> tensor<1x6x1x1xf64>
        row.yield %1 : tensor<1x6x1x1xf64>
      }
    row.kernel rows <[0:6]>
          ins(%u : !row.slab<1x[6]x1x1xf64>) out(%y : !row.slab<1x[6]x1x1xf64>) {
      ^bb0(%i: tensor<1x6x1x1xf64>):
        row.yield %i : tensor<1x6x1x1xf64>
      }
  }
}

//--- outside.mlir
// A place that is not wholly in its arena.
// CHECK: error: 'row.buffer' op expected a place within the 88 bytes of the workspace, got bytes [48, 96)
row.program @main attributes {stash_bytes = 16 : i64, workspace_bytes = array<i64: 88, 0, 0>} {
  %x = row.argument "x" activation in nchw : !row.slab<1x[6]x1x1xf64>
  %y = row.argument "y" activation out nchw : !row.slab<1x[6]x1x1xf64>
  row.entry forward {
    %s = row.buffer "s" workspace bytes 48 in workspace at 0
        : !row.slab<1x[6]x1x1xf64>
    row.kernel rows <[0:6]>
          ins(%x : !row.slab<1x[6]x1x1xf64>) out(%s : !row.slab<1x[6]x1x1xf64>) {
      ^bb0(%i: tensor<1x6x1x1xf64>):
        %1 = row.relu %i : (tensor<1x6x1x1xf64>) -> tensor<1x6x1x1xf64>
        row.yield %1 : tensor<1x6x1x1xf64>
      }
    %t = row.buffer "t" workspace bytes 48 in workspace at 48
        : !row.slab<1x[6]x1x1xf64>
    row.kernel rows <[0:6]>
          ins(%s : !row.slab<1x[6]x1x1xf64>) out(%t : !row.slab<1x[6]x1x1xf64>) {
      ^bb0(%i: tensor<1x6x1x1xf64>):
        %1 = row.max_pool %i kernel [3, 1] pad [1, 1, 0, 0]
            : (tensor<1x6x1x1xf64>) -> tensor<1x6x1x1xf64>
        row.yield %1 : tensor<1x6x1x1xf64>
      }
    %u = row.buffer "u" workspace bytes 48 in workspace at 0
        : !row.slab<1x[6]x1x1xf64>
    row.kernel rows <[0:6]>
          ins(%t : !row.slab<1x[6]x1x1xf64>) out(%u : !row.slab<1x[6]x1x1xf64>) {
      ^bb0(%i: tensor<1x6x1x1xf64>):
        %1 = row.relu %i : (tensor<1x6x1x1xf64>) -> tensor<1x6x1x1xf64>
        row.yield %1 : tensor<1x6x1x1xf64>
      }
    row.kernel rows <[0:6]>
          ins(%u : !row.slab<1x[6]x1x1xf64>) out(%y : !row.slab<1x[6]x1x1xf64>) {
      ^bb0(%i: tensor<1x6x1x1xf64>):
        row.yield %i : tensor<1x6x1x1xf64>
      }
  }
}

//--- bytes.mlir
// Fewer bytes than the slab has.
// CHECK: error: 'row.buffer' op expected at least 48 bytes, got 40
row.program @main attributes {stash_bytes = 16 : i64, workspace_bytes = array<i64: 96, 0, 0>} {
  %x = row.argument "x" activation in nchw : !row.slab<1x[6]x1x1xf64>
  %y = row.argument "y" activation out nchw : !row.slab<1x[6]x1x1xf64>
  row.entry forward {
    %s = row.buffer "s" workspace bytes 48 in workspace at 0
        : !row.slab<1x[6]x1x1xf64>
    row.kernel rows <[0:6]>
          ins(%x : !row.slab<1x[6]x1x1xf64>) out(%s : !row.slab<1x[6]x1x1xf64>) {
      ^bb0(%i: tensor<1x6x1x1xf64>):
        %1 = row.relu %i : (tensor<1x6x1x1xf64>) -> tensor<1x6x1x1xf64>
        row.yield %1 : tensor<1x6x1x1xf64>
      }
    %t = row.buffer "t" workspace bytes 40 in workspace at 48
        : !row.slab<1x[6]x1x1xf64>
    row.kernel rows <[0:6]>
          ins(%s : !row.slab<1x[6]x1x1xf64>) out(%t : !row.slab<1x[6]x1x1xf64>) {
      ^bb0(%i: tensor<1x6x1x1xf64>):
        %1 = row.max_pool %i kernel [3, 1] pad [1, 1, 0, 0]
            : (tensor<1x6x1x1xf64>) -> tensor<1x6x1x1xf64>
        row.yield %1 : tensor<1x6x1x1xf64>
      }
    %u = row.buffer "u" workspace bytes 48 in workspace at 0
        : !row.slab<1x[6]x1x1xf64>
    row.kernel rows <[0:6]>
          ins(%t : !row.slab<1x[6]x1x1xf64>) out(%u : !row.slab<1x[6]x1x1xf64>) {
      ^bb0(%i: tensor<1x6x1x1xf64>):
        %1 = row.relu %i : (tensor<1x6x1x1xf64>) -> tensor<1x6x1x1xf64>
        row.yield %1 : tensor<1x6x1x1xf64>
      }
    row.kernel rows <[0:6]>
          ins(%u : !row.slab<1x[6]x1x1xf64>) out(%y : !row.slab<1x[6]x1x1xf64>) {
      ^bb0(%i: tensor<1x6x1x1xf64>):
        row.yield %i : tensor<1x6x1x1xf64>
      }
  }
}

//--- neither.mlir
// Some buffers with places, some without.
// CHECK: error: 'row.buffer' op expected a place for every buffer and the size of every workspace, or neither
row.program @main attributes {stash_bytes = 16 : i64, workspace_bytes = array<i64: 96, 0, 0>} {
  %x = row.argument "x" activation in nchw : !row.slab<1x[6]x1x1xf64>
  %y = row.argument "y" activation out nchw : !row.slab<1x[6]x1x1xf64>
  row.entry forward {
    %s = row.buffer "s" workspace bytes 48 in workspace at 0
        : !row.slab<1x[6]x1x1xf64>
    row.kernel rows <[0:6]>
          ins(%x : !row.slab<1x[6]x1x1xf64>) out(%s : !row.slab<1x[6]x1x1xf64>) {
      ^bb0(%i: tensor<1x6x1x1xf64>):
        %1 = row.relu %i : (tensor<1x6x1x1xf64>) -> tensor<1x6x1x1xf64>
        row.yield %1 : tensor<1x6x1x1xf64>
      }
    %t = row.buffer "t" workspace
        : !row.slab<1x[6]x1x1xf64>
    row.kernel rows <[0:6]>
          ins(%s : !row.slab<1x[6]x1x1xf64>) out(%t : !row.slab<1x[6]x1x1xf64>) {
      ^bb0(%i: tensor<1x6x1x1xf64>):
        %1 = row.max_pool %i kernel [3, 1] pad [1, 1, 0, 0]
            : (tensor<1x6x1x1xf64>) -> tensor<1x6x1x1xf64>
        row.yield %1 : tensor<1x6x1x1xf64>
      }
    %u = row.buffer "u" workspace bytes 48 in workspace at 0
        : !row.slab<1x[6]x1x1xf64>
    row.kernel rows <[0:6]>
          ins(%t : !row.slab<1x[6]x1x1xf64>) out(%u : !row.slab<1x[6]x1x1xf64>) {
      ^bb0(%i: tensor<1x6x1x1xf64>):
        %1 = row.relu %i : (tensor<1x6x1x1xf64>) -> tensor<1x6x1x1xf64>
        row.yield %1 : tensor<1x6x1x1xf64>
      }
    row.kernel rows <[0:6]>
          ins(%u : !row.slab<1x[6]x1x1xf64>) out(%y : !row.slab<1x[6]x1x1xf64>) {
      ^bb0(%i: tensor<1x6x1x1xf64>):
        row.yield %i : tensor<1x6x1x1xf64>
      }
  }
}

//--- sizes.mlir
// A size for each kind of entry.
// CHECK: error: 'row.program' op expected workspace sizes for 3 kinds of entries, got 1
row.program @main attributes {stash_bytes = 16 : i64, workspace_bytes = array<i64: 96>} {
  %x = row.argument "x" activation in nchw : !row.slab<1x[6]x1x1xf64>
  %y = row.argument "y" activation out nchw : !row.slab<1x[6]x1x1xf64>
  row.entry forward {
    %s = row.buffer "s" workspace bytes 48 in workspace at 0
        : !row.slab<1x[6]x1x1xf64>
    row.kernel rows <[0:6]>
          ins(%x : !row.slab<1x[6]x1x1xf64>) out(%s : !row.slab<1x[6]x1x1xf64>) {
      ^bb0(%i: tensor<1x6x1x1xf64>):
        %1 = row.relu %i : (tensor<1x6x1x1xf64>) -> tensor<1x6x1x1xf64>
        row.yield %1 : tensor<1x6x1x1xf64>
      }
    %t = row.buffer "t" workspace bytes 48 in workspace at 48
        : !row.slab<1x[6]x1x1xf64>
    row.kernel rows <[0:6]>
          ins(%s : !row.slab<1x[6]x1x1xf64>) out(%t : !row.slab<1x[6]x1x1xf64>) {
      ^bb0(%i: tensor<1x6x1x1xf64>):
        %1 = row.max_pool %i kernel [3, 1] pad [1, 1, 0, 0]
            : (tensor<1x6x1x1xf64>) -> tensor<1x6x1x1xf64>
        row.yield %1 : tensor<1x6x1x1xf64>
      }
    %u = row.buffer "u" workspace bytes 48 in workspace at 0
        : !row.slab<1x[6]x1x1xf64>
    row.kernel rows <[0:6]>
          ins(%t : !row.slab<1x[6]x1x1xf64>) out(%u : !row.slab<1x[6]x1x1xf64>) {
      ^bb0(%i: tensor<1x6x1x1xf64>):
        %1 = row.relu %i : (tensor<1x6x1x1xf64>) -> tensor<1x6x1x1xf64>
        row.yield %1 : tensor<1x6x1x1xf64>
      }
    row.kernel rows <[0:6]>
          ins(%u : !row.slab<1x[6]x1x1xf64>) out(%y : !row.slab<1x[6]x1x1xf64>) {
      ^bb0(%i: tensor<1x6x1x1xf64>):
        row.yield %i : tensor<1x6x1x1xf64>
      }
  }
}

//--- elements.mlir
// Elements of two sizes.
// CHECK: error: 'row.buffer' op expected elements of 8 bytes as in other buffers, got 4
row.program @main attributes {stash_bytes = 16 : i64, workspace_bytes = array<i64: 96, 0, 0>} {
  %x = row.argument "x" activation in nchw : !row.slab<1x[6]x1x1xf64>
  %y = row.argument "y" activation out nchw : !row.slab<1x[6]x1x1xf64>
  row.entry forward {
    %s = row.buffer "s" workspace bytes 48 in workspace at 0
        : !row.slab<1x[6]x1x1xf64>
    %p = row.buffer "p" workspace bytes 4 in workspace at 0
        : !row.slab<1x[1]x1x1xf32>
    row.kernel rows <[0:6]>
          ins(%x : !row.slab<1x[6]x1x1xf64>) out(%s : !row.slab<1x[6]x1x1xf64>) {
      ^bb0(%i: tensor<1x6x1x1xf64>):
        %1 = row.relu %i : (tensor<1x6x1x1xf64>) -> tensor<1x6x1x1xf64>
        row.yield %1 : tensor<1x6x1x1xf64>
      }
    %t = row.buffer "t" workspace bytes 48 in workspace at 48
        : !row.slab<1x[6]x1x1xf64>
    row.kernel rows <[0:6]>
          ins(%s : !row.slab<1x[6]x1x1xf64>) out(%t : !row.slab<1x[6]x1x1xf64>) {
      ^bb0(%i: tensor<1x6x1x1xf64>):
        %1 = row.max_pool %i kernel [3, 1] pad [1, 1, 0, 0]
            : (tensor<1x6x1x1xf64>) -> tensor<1x6x1x1xf64>
        row.yield %1 : tensor<1x6x1x1xf64>
      }
    %u = row.buffer "u" workspace bytes 48 in workspace at 0
        : !row.slab<1x[6]x1x1xf64>
    row.kernel rows <[0:6]>
          ins(%t : !row.slab<1x[6]x1x1xf64>) out(%u : !row.slab<1x[6]x1x1xf64>) {
      ^bb0(%i: tensor<1x6x1x1xf64>):
        %1 = row.relu %i : (tensor<1x6x1x1xf64>) -> tensor<1x6x1x1xf64>
        row.yield %1 : tensor<1x6x1x1xf64>
      }
    row.kernel rows <[0:6]>
          ins(%u : !row.slab<1x[6]x1x1xf64>) out(%y : !row.slab<1x[6]x1x1xf64>) {
      ^bb0(%i: tensor<1x6x1x1xf64>):
        row.yield %i : tensor<1x6x1x1xf64>
      }
  }
}

//--- inference.mlir
// Inference has no stash.
// CHECK: error: 'row.buffer' op expected a place within the 0 bytes of the stash, got bytes [0, 48)
row.program @main attributes {stash_bytes = 48 : i64, workspace_bytes = array<i64: 0, 0, 0>} {
  %x = row.argument "x" activation in nchw : !row.slab<1x[6]x1x1xf64>
  row.entry inference {
    %s = row.buffer "s" workspace bytes 48 in stash at 0
        : !row.slab<1x[6]x1x1xf64>
  }
}

//--- sum.mlir
// A sum over two tiles lies where each tile has its slab.
// CHECK: error: 'row.kernel' op adds to its result, which 's' has overwritten in 'sum'
row.program @main attributes {stash_bytes = 0 : i64, workspace_bytes = array<i64: 24, 0, 0>} {
  %x = row.argument "x" activation in nchw : !row.slab<1x[6]x1x1xf64>
  row.entry forward {
    %sum = row.buffer "sum" workspace bytes 8 in workspace at 0
        : !row.packed<1x1x1x1xf64>
    row.tiles (%m, %r) in (1, 2) images 1 {
      %s = row.buffer "s" workspace window <[0:3, 3:6]> bytes 24 in workspace at 0
          : !row.slab<1x[3]x1x1xf64>
      row.kernel at %r rows <[0:3, 3:6]>
          ins(%x : !row.slab<1x[6]x1x1xf64>) out(%s : !row.slab<1x[3]x1x1xf64>) {
      ^bb0(%i: tensor<1x6x1x1xf64>):
        row.yield %i : tensor<1x6x1x1xf64>
      }
      row.kernel at %r rows <[0:3, 3:6]>
          ins(%x : !row.slab<1x[6]x1x1xf64>) out(%sum : !row.packed<1x1x1x1xf64>) {
      ^bb0(%i: tensor<1x6x1x1xf64>):
        %1 = row.conv_filter_grad %i, %i
            : (tensor<1x6x1x1xf64>, tensor<1x6x1x1xf64>) -> tensor<1x1x1x1xf64>
        row.yield %1 : tensor<1x1x1x1xf64>
      }
    }
  }
}

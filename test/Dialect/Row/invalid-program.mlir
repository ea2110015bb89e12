// RUN: lrcnn-opt %s -split-input-file -verify-diagnostics

//===----------------------------------------------------------------------===//
// Programs, arguments, entries
//===----------------------------------------------------------------------===//

row.program @p {
  // expected-error@+1 {{'arith.constant' op expected an argument, a buffer or an entry in a row.program}}
  %0 = arith.constant 0 : index
}

// -----

row.program @p {
  %0 = row.argument "x" activation in nhwc : !row.slab<1x[4]x4x1xf32>
  // expected-error@+1 {{'row.argument' op expected arguments of different names, got two 'x'}}
  %1 = row.argument "x" activation in nhwc : !row.slab<1x[4]x4x1xf32>
}

// -----

row.program @p {
  row.entry forward {
  }
  // expected-error@+1 {{'row.entry' op expected one entry of each kind, got two 'forward'}}
  row.entry forward {
  }
}

// -----

// expected-error@+1 {{'row.argument' op expects parent op 'row.program'}}
%0 = row.argument "x" activation in nhwc : !row.slab<1x[4]x4x1xf32>

// -----

// expected-error@+1 {{'row.entry' op expects parent op 'row.program'}}
row.entry forward {
}

// -----

row.program @p {
  // expected-error@+1 {{expected one of [parameter, activation, gradient, state] for role of a program's argument, got: input}}
  %0 = row.argument "x" input in nhwc : !row.slab<1x[4]x4x1xf32>
}

// -----

row.program @p {
  // expected-error@+1 {{'row.argument' op expected a layout of 1 dimensions, got 'fhwc'}}
  %0 = row.argument "b" parameter in fhwc : memref<4xf32>
}

// -----

// As many elements as no memory has.
row.program @p {
  // expected-error@+1 {{'row.argument' op expected sizes from 1 to 2^20, in all at most 2^48, got 'memref<9223372036854775807xf32>'}}
  %0 = row.argument "b" parameter in vector : memref<9223372036854775807xf32>
}

// -----

row.program @p {
  // expected-error@+1 {{'row.argument' op expected a slab or a memref, got '!row.packed<4x3x3x3xf32>'}}
  %0 = row.argument "w" parameter in fhwc : !row.packed<4x3x3x3xf32>
}

// -----

//===----------------------------------------------------------------------===//
// Buffers and loops
//===----------------------------------------------------------------------===//

row.program @p {
  // expected-error@+1 {{'row.buffer' op expected at least one copy, got 0}}
  %0 = row.buffer "b" stash copies 0 : !row.slab<1x[4]x4x1xf32>
}

// -----

row.program @p {
  // expected-error@+1 {{'row.buffer' op result #0 must be slab or packed filter, but got 'memref<4xf32>'}}
  %0 = row.buffer "b" workspace : memref<4xf32>
}

// -----

row.program @p {
  // expected-error@+1 {{'row.buffer' op expected a window of a slab only, got '!row.packed<4x3x3x3xf32>'}}
  %0 = row.buffer "b" workspace window <[0:4]> : !row.packed<4x3x3x3xf32>
}

// -----

row.program @p {
  // expected-error@+1 {{'row.buffer' op expected windows of at most 4 rows, got 5}}
  %0 = row.buffer "b" workspace window <[0:4, 3:8]> : !row.slab<1x[4]x4x1xf32>
}

// -----

row.program @p {
  row.entry forward {
    row.tiles (%m, %r) in (1, 3) images 1 {
      // expected-error@+1 {{'row.buffer' op expected a window for each of the 3 tiles, got 2}}
      %0 = row.buffer "b" workspace window <[0:4, 4:8]> : !row.slab<1x[4]x4x1xf32>
    }
  }
}

// -----

row.program @p {
  row.entry forward {
    // expected-error@+1 {{'row.buffer' op expected a window for each of the 1 tiles, got 2}}
    %0 = row.buffer "b" workspace window <[0:4, 4:8]> : !row.slab<1x[4]x4x1xf32>
  }
}

// -----

row.program @p {
  row.entry forward {
    // expected-error@+1 {{'row.tiles' op expected 1 to 2 image groups, got 3}}
    row.tiles (%m, %r) in (3, 1) images 2 {
    }
  }
}

// -----

row.program @p {
  row.entry forward {
    // expected-error@+1 {{'row.tiles' op expected 1 to 0 image groups, got 1}}
    row.tiles (%m, %r) in (1, 1) images 0 {
    }
  }
}

// -----

row.program @p {
  row.entry forward {
    // expected-error@+1 {{'row.tiles' op expected at least one tile, got 0}}
    row.tiles (%m, %r) in (1, 0) images 1 {
    }
  }
}

// -----

row.program @p {
  row.entry forward {
    // expected-error@+1 {{'row.tiles' op expected a body of 2 arguments (group, tile)}}
    "row.tiles"() <{groups = 1 : i64, tiles = 1 : i64, images = 1 : i64}> ({
    ^bb0(%m: index):
    }) : () -> ()
  }
}

// -----

//===----------------------------------------------------------------------===//
// Kernels
//===----------------------------------------------------------------------===//

row.program @p {
  %x = row.argument "x" activation in nhwc : !row.slab<1x[4]x4x1xf32>
  row.entry forward {
    // expected-error@+1 {{'row.kernel' op expected a body of 1 arguments, got 0}}
    row.kernel rows <[0:4]> ins(%x : !row.slab<1x[4]x4x1xf32>)
        out(%x : !row.slab<1x[4]x4x1xf32>) {
      row.yield
    }
  }
}

// -----

row.program @p {
  %x = row.argument "x" activation in nhwc : !row.slab<1x[4]x4x1xf32>
  row.entry forward {
    // expected-error@+1 {{'row.kernel' op expected a body that ends with row.yield}}
    row.kernel rows <[0:4]> ins(%x : !row.slab<1x[4]x4x1xf32>)
        out(%x : !row.slab<1x[4]x4x1xf32>) {
    ^bb0(%a: tensor<1x4x4x1xf32>):
      ub.unreachable
    }
  }
}

// -----

row.program @p {
  %x = row.argument "x" activation in nhwc : !row.slab<1x[4]x4x1xf32>
  row.entry forward {
    // expected-error@+1 {{'row.kernel' op expected one result, got 0}}
    row.kernel rows <[0:4]> ins(%x : !row.slab<1x[4]x4x1xf32>)
        out(%x : !row.slab<1x[4]x4x1xf32>) {
    ^bb0(%a: tensor<1x4x4x1xf32>):
      row.yield
    }
  }
}

// -----

row.program @p {
  %x = row.argument "x" activation in nhwc : !row.slab<1x[4]x4x1xf32>
  row.entry forward {
    row.kernel rows <[0:4]> ins(%x : !row.slab<1x[4]x4x1xf32>)
        out(%x : !row.slab<1x[4]x4x1xf32>) {
    ^bb0(%a: tensor<1x4x4x1xf32>):
      // expected-error@+1 {{'math.tanh' op expected a layer in a row.kernel}}
      %0 = math.tanh %a : tensor<1x4x4x1xf32>
      row.yield %0 : tensor<1x4x4x1xf32>
    }
  }
}

// -----

// The storage of an operand may have fewer rows, not fewer columns.
row.program @p {
  %x = row.argument "x" activation in nhwc : !row.slab<1x[4]x3x1xf32>
  row.entry forward {
    // expected-error@+1 {{'row.kernel' op expected storage for rows of 'tensor<1x4x4x1xf32>', got '!row.slab<1x[4]x3x1xf32>'}}
    row.kernel rows <[0:4]> ins(%x : !row.slab<1x[4]x3x1xf32>)
        out(%x : !row.slab<1x[4]x3x1xf32>) {
    ^bb0(%a: tensor<1x4x4x1xf32>):
      row.yield %a : tensor<1x4x4x1xf32>
    }
  }
}

// -----

row.program @p {
  %x = row.argument "x" activation in nhwc : !row.slab<1x[4]x4x1xf32>
  %y = row.argument "y" activation out nhwc : !row.slab<1x[4]x4x2xf32>
  row.entry forward {
    // expected-error@+1 {{'row.kernel' op expected storage for rows of 'tensor<1x4x4x1xf32>', got '!row.slab<1x[4]x4x2xf32>'}}
    row.kernel rows <[0:4]> ins(%x : !row.slab<1x[4]x4x1xf32>)
        out(%y : !row.slab<1x[4]x4x2xf32>) {
    ^bb0(%a: tensor<1x4x4x1xf32>):
      row.yield %a : tensor<1x4x4x1xf32>
    }
  }
}

// -----

// How large packed storage is, the layer says that reads or makes it.
row.program @p {
  %y = row.argument "y" activation out nhwc : !row.slab<1x[2]x2x1xf32>
  row.entry forward {
    %f = row.buffer "f" workspace : !row.packed<1x4x4x1xf32>
    // expected-error@+1 {{'row.kernel' op expected a layer that reads operand 0 packed, as a convolution does its filter, or storage that is not packed, got '!row.packed<1x4x4x1xf32>'}}
    row.kernel rows <[0:2]> ins(%f : !row.packed<1x4x4x1xf32>)
        out(%y : !row.slab<1x[2]x2x1xf32>) {
    ^bb0(%a: tensor<1x4x4x1xf32>):
      %0 = row.max_pool %a kernel [2, 2] stride [2, 2]
          : (tensor<1x4x4x1xf32>) -> tensor<1x2x2x1xf32>
      row.yield %0 : tensor<1x2x2x1xf32>
    }
  }
}

// -----

row.program @p {
  %x = row.argument "x" activation in nhwc : !row.slab<1x[4]x4x2xf32>
  row.entry forward {
    %m = row.buffer "m" workspace : !row.packed<1x1x1x2xf32>
    // expected-error@+1 {{'row.kernel' op expected a layer that accumulates, as a filter's gradient does, or a result that is not packed, got '!row.packed<1x1x1x2xf32>'}}
    row.kernel rows <[0:4]> ins(%x : !row.slab<1x[4]x4x2xf32>)
        out(%m : !row.packed<1x1x1x2xf32>) {
    ^bb0(%a: tensor<1x4x4x2xf32>):
      %0 = row.global_avg_pool %a
          : (tensor<1x4x4x2xf32>) -> tensor<1x1x1x2xf32>
      row.yield %0 : tensor<1x1x1x2xf32>
    }
  }
}

// -----

row.program @p {
  %x = row.argument "x" activation in nhwc : !row.slab<1x[4]x4x1xf32>
  row.entry forward {
    row.tiles (%m, %r) in (1, 1) images 1 {
      // expected-error@+1 {{'row.kernel' op expected 'at' the tile inside of row.tiles and only there}}
      row.kernel rows <[0:4]> ins(%x : !row.slab<1x[4]x4x1xf32>)
          out(%x : !row.slab<1x[4]x4x1xf32>) {
      ^bb0(%a: tensor<1x4x4x1xf32>):
        row.yield %a : tensor<1x4x4x1xf32>
      }
    }
  }
}

// -----

row.program @p {
  %x = row.argument "x" activation in nhwc : !row.slab<1x[4]x4x1xf32>
  row.entry forward {
    // expected-error@+1 {{'row.kernel' op expected rows for each of the 1 tiles, got 2}}
    row.kernel rows <[0:4, 4:4]> ins(%x : !row.slab<1x[4]x4x1xf32>)
        out(%x : !row.slab<1x[4]x4x1xf32>) {
    ^bb0(%a: tensor<1x4x4x1xf32>):
      row.yield %a : tensor<1x4x4x1xf32>
    }
  }
}

// -----

row.program @p {
  %x = row.argument "x" activation in nhwc : !row.slab<1x[4]x4x1xf32>
  row.entry forward {
    // expected-error@+1 {{'row.kernel' op expected limits for each of the 1 tiles, got 0}}
    row.kernel rows <[0:4]> limit <[]> ins(%x : !row.slab<1x[4]x4x1xf32>)
        out(%x : !row.slab<1x[4]x4x1xf32>) {
    ^bb0(%a: tensor<1x4x4x1xf32>):
      row.yield %a : tensor<1x4x4x1xf32>
    }
  }
}

// -----

row.program @p {
  %x = row.argument "x" activation in nhwc : !row.slab<1x[4]x4x1xf32>
  row.entry forward {
    // expected-error@+1 {{'row.kernel' op expected add_from rows for each of the 1 tiles, got 2}}
    row.kernel rows <[0:4]> add_from [0, 0] ins(%x : !row.slab<1x[4]x4x1xf32>)
        out(%x : !row.slab<1x[4]x4x1xf32>) {
    ^bb0(%a: tensor<1x4x4x1xf32>):
      row.yield %a : tensor<1x4x4x1xf32>
    }
  }
}

// -----

//===----------------------------------------------------------------------===//
// Rows of kernels and copies
//===----------------------------------------------------------------------===//

// A row that the tensor does not have.
row.program @p {
  %x = row.argument "x" activation in nhwc : !row.slab<1x[4]x4x1xf32>
  %y = row.argument "y" activation out nhwc : !row.slab<1x[4]x4x1xf32>
  row.entry forward {
    // expected-error@+1 {{'row.kernel' op expected rows within [0, 4) in tile 0, got [0, 5)}}
    row.kernel rows <[0:5]> ins(%x : !row.slab<1x[4]x4x1xf32>)
        out(%y : !row.slab<1x[4]x4x1xf32>) {
    ^bb0(%a: tensor<1x4x4x1xf32>):
      row.yield %a : tensor<1x4x4x1xf32>
    }
  }
}

// -----

row.program @p {
  %b = row.argument "b" parameter in vector : memref<4xf32>
  %y = row.argument "y" gradient out vector : memref<4xf32>
  row.entry forward {
    // expected-error@+1 {{'row.kernel' op expected a slab for rows of a feature map and none for a parameter's gradient, got 'memref<4xf32>'}}
    row.kernel rows <[0:1]> ins(%b : memref<4xf32>) out(%y : memref<4xf32>) {
    ^bb0(%a: tensor<4xf32>):
      row.yield %a : tensor<4xf32>
    }
  }
}

// -----

// A row of the result that its slab does not hold in tile 1.
row.program @p {
  %x = row.argument "x" activation in nhwc : !row.slab<1x[8]x4x1xf32>
  row.entry forward {
    row.tiles (%m, %r) in (1, 2) images 1 {
      %s = row.buffer "s" workspace window <[0:4, 4:8]> : !row.slab<1x[4]x4x1xf32>
      // expected-error@+1 {{'row.kernel' op expected to write rows within [4, 8), which 's' holds in tile 1, got [3, 8)}}
      row.kernel at %r rows <[0:4, 3:8]> ins(%x : !row.slab<1x[8]x4x1xf32>)
          out(%s : !row.slab<1x[4]x4x1xf32>) {
      ^bb0(%a: tensor<1x8x4x1xf32>):
        row.yield %a : tensor<1x8x4x1xf32>
      }
    }
  }
}

// -----

// Row 3 of the second pool's result reads row 4 of the first's, and that reads
// row 5 (G1).
row.program @p {
  %y = row.argument "y" activation out nhwc : !row.slab<1x[8]x4x1xf32>
  row.entry forward {
    row.tiles (%m, %r) in (1, 2) images 1 {
      %s = row.buffer "s" workspace window <[0:5, 2:8]> : !row.slab<1x[6]x4x1xf32>
      // expected-error@+1 {{'row.kernel' op expected to read rows within [0, 5), which 's' holds in tile 0, got [0, 6)}}
      row.kernel at %r rows <[0:4, 4:8]> ins(%s : !row.slab<1x[6]x4x1xf32>)
          out(%y : !row.slab<1x[8]x4x1xf32>) {
      ^bb0(%a: tensor<1x8x4x1xf32>):
        %0 = row.max_pool %a kernel [3, 1] pad [1, 1, 0, 0]
            : (tensor<1x8x4x1xf32>) -> tensor<1x8x4x1xf32>
        %1 = row.max_pool %0 kernel [3, 1] pad [1, 1, 0, 0]
            : (tensor<1x8x4x1xf32>) -> tensor<1x8x4x1xf32>
        row.yield %1 : tensor<1x8x4x1xf32>
      }
    }
  }
}

// -----

// What a tile has of a sum must not go through an activation.
row.program @p {
  %x = row.argument "x" activation in nhwc : !row.slab<1x[4]x4x1xf32>
  %y = row.argument "y" activation out nhwc : !row.slab<1x[1]x1x1xf32>
  row.entry forward {
    row.kernel rows <[0:4]> ins(%x : !row.slab<1x[4]x4x1xf32>)
        out(%y : !row.slab<1x[1]x1x1xf32>) {
    ^bb0(%a: tensor<1x4x4x1xf32>):
      // expected-error@+1 {{'row.global_avg_pool' op expected nothing behind a fold in a row.kernel, got 'row.relu'}}
      %0 = row.global_avg_pool %a : (tensor<1x4x4x1xf32>) -> tensor<1x1x1x1xf32>
      %1 = row.relu %0 : (tensor<1x1x1x1xf32>) -> tensor<1x1x1x1xf32>
      row.yield %1 : tensor<1x1x1x1xf32>
    }
  }
}

// -----

// Rows 0:4 of the gradient read rows 0:5 of the incoming one. With the limit 0:4
// they would be there.
row.program @p {
  %w = row.argument "w" parameter in fhwc : memref<1x3x1x1xf32>
  %dx = row.argument "dx" gradient out nhwc : !row.slab<1x[8]x4x1xf32>
  row.entry backward {
    row.tiles (%m, %r) in (1, 2) images 1 {
      %s = row.buffer "dy" workspace window <[0:4, 4:8]> : !row.slab<1x[4]x4x1xf32>
      // expected-error@+1 {{'row.kernel' op expected to read rows within [0, 4), which 'dy' holds in tile 0, got [0, 5)}}
      row.kernel at %r rows <[0:4, 4:8]> limit <[0:6, 4:8]>
          ins(%s, %w : !row.slab<1x[4]x4x1xf32>, memref<1x3x1x1xf32>)
          out(%dx : !row.slab<1x[8]x4x1xf32>) {
      ^bb0(%a: tensor<1x8x4x1xf32>, %f: tensor<1x3x1x1xf32>):
        %0 = row.conv_data_grad %a, %f pad [1, 1, 0, 0]
            : (tensor<1x8x4x1xf32>, tensor<1x3x1x1xf32>) -> tensor<1x8x4x1xf32>
        row.yield %0 : tensor<1x8x4x1xf32>
      }
    }
  }
}

// -----

row.program @p {
  %b = row.buffer "b" workspace : !row.slab<1x[1]x4x1xf32>
  row.entry forward {
    row.tiles (%m, %r) in (1, 2) images 1 {
      %s = row.buffer "s" workspace window <[0:4, 4:8]> : !row.slab<1x[4]x4x1xf32>
      // expected-error@+1 {{'row.keep' op expected to copy rows within [0, 4), which 's' holds in tile 0, got [4, 5)}}
      row.keep at %r rows <[4:5, 0:0]> %s to %b : !row.slab<1x[4]x4x1xf32> to !row.slab<1x[1]x4x1xf32>
    }
  }
}

// -----

row.program @p {
  %b = row.buffer "b" workspace : !row.slab<1x[1]x4x1xf32>
  row.entry forward {
    row.tiles (%m, %r) in (1, 2) images 1 {
      %s = row.buffer "s" workspace window <[0:4, 4:8]> : !row.slab<1x[4]x4x1xf32>
      // expected-error@+1 {{'row.restore' op expected to copy rows within [4, 8), which 's' holds in tile 1, got [3, 4)}}
      row.restore at %r rows <[0:0, 3:4]> %b to %s : !row.slab<1x[1]x4x1xf32> to !row.slab<1x[4]x4x1xf32>
    }
  }
}

// -----

row.program @p {
  %x = row.argument "x" activation in nhwc : !row.slab<1x[8]x4x1xf32>
  %b = row.buffer "b" workspace : !row.slab<1x[1]x4x1xf32>
  row.entry forward {
    row.tiles (%m, %r) in (1, 2) images 1 {
      // expected-error@+1 {{'row.keep' op expected at most 1 rows in tile 0, got 2}}
      row.keep at %r rows <[2:4, 0:0]> %x to %b : !row.slab<1x[8]x4x1xf32> to !row.slab<1x[1]x4x1xf32>
    }
  }
}

// -----

// Nobody restores what the last tile would keep.
row.program @p {
  %x = row.argument "x" activation in nhwc : !row.slab<1x[8]x4x1xf32>
  %b = row.buffer "b" stash copies 2 : !row.slab<1x[1]x4x1xf32>
  row.entry forward {
    row.tiles (%m, %r) in (1, 3) images 1 {
      // expected-error@+1 {{'row.keep' op expected 'b' to have a copy for tile 2, got 2 copies for 2 boundaries}}
      row.keep at %r rows <[0:1, 1:2, 2:3]> %x to %b : !row.slab<1x[8]x4x1xf32> to !row.slab<1x[1]x4x1xf32>
    }
  }
}

// -----

// Each image group has boundaries of its own.
row.program @p {
  %x = row.argument "x" activation in nhwc : !row.slab<2x[8]x4x1xf32>
  %b = row.buffer "b" stash copies 2 : !row.slab<1x[1]x4x1xf32>
  row.entry forward {
    row.tiles (%m, %r) in (2, 3) images 2 {
      // expected-error@+1 {{'row.keep' op expected 'b' to have a copy for tile 0, got 2 copies for 4 boundaries}}
      row.keep at %r rows <[0:1, 1:2, 2:2]> %x to %b : !row.slab<2x[8]x4x1xf32> to !row.slab<1x[1]x4x1xf32>
    }
  }
}

// -----

//===----------------------------------------------------------------------===//
// Copies and packing
//===----------------------------------------------------------------------===//

row.program @p {
  %s = row.buffer "s" workspace : !row.slab<1x[4]x4x1xf32>
  row.entry forward {
    %r = arith.constant 0 : index
    // expected-error@+1 {{'row.keep' op expected to be inside of row.tiles}}
    row.keep at %r rows <[0:1]> %s to %s : !row.slab<1x[4]x4x1xf32> to !row.slab<1x[4]x4x1xf32>
  }
}

// -----

row.program @p {
  %s = row.buffer "s" workspace : !row.slab<1x[4]x4x1xf32>
  row.entry forward {
    row.tiles (%m, %r) in (1, 2) images 1 {
      // expected-error@+1 {{'row.restore' op expected rows for each of the 2 tiles, got 1}}
      row.restore at %r rows <[0:1]> %s to %s : !row.slab<1x[4]x4x1xf32> to !row.slab<1x[4]x4x1xf32>
    }
  }
}

// -----

row.program @p {
  %s = row.buffer "s" workspace : !row.slab<1x[4]x4x1xf32>
  %t = row.buffer "t" workspace : !row.slab<1x[4]x4x2xf32>
  row.entry forward {
    row.tiles (%m, %r) in (1, 1) images 1 {
      // expected-error@+1 {{'row.keep' op expected slabs of the same tensor, got '!row.slab<1x[4]x4x1xf32>' and '!row.slab<1x[4]x4x2xf32>'}}
      row.keep at %r rows <[0:1]> %s to %t : !row.slab<1x[4]x4x1xf32> to !row.slab<1x[4]x4x2xf32>
    }
  }
}

// -----

row.program @p {
  %w = row.argument "w" parameter in fhwc : memref<4x3x3x2xf32>
  row.entry forward {
    %p = row.buffer "p" workspace : !row.packed<4x3x3x3xf32>
    // expected-error@+1 {{'row.pack' op expected filters of one shape and type, got 'memref<4x3x3x2xf32>' and '!row.packed<4x3x3x3xf32>'}}
    row.pack forward %w to %p : memref<4x3x3x2xf32> to !row.packed<4x3x3x3xf32>
  }
}

// -----

row.program @p {
  %w = row.argument "dw" gradient out fhwc : memref<4x3x3x3xf64>
  row.entry backward {
    %p = row.buffer "p" workspace : !row.packed<4x3x3x3xf32>
    // expected-error@+1 {{'row.unpack' op expected filters of one shape and type, got 'memref<4x3x3x3xf64>' and '!row.packed<4x3x3x3xf32>'}}
    row.unpack %p to %w : !row.packed<4x3x3x3xf32> to memref<4x3x3x3xf64>
  }
}

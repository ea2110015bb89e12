// RUN: lrcnn-opt %s | lrcnn-opt | FileCheck %s
// RUN: lrcnn-opt %s -mlir-print-op-generic | lrcnn-opt | FileCheck %s

//===----------------------------------------------------------------------===//
// Forward layers
//===----------------------------------------------------------------------===//

// Every forward layer once. What has its default value is not printed.
// CHECK-LABEL: func @forward_layers
func.func @forward_layers(%x: tensor<2x3x8x8xf32>, %w: tensor<4x3x3x3xf32>,
                          %b: tensor<4xf32>) -> tensor<2x8x8x8xf32> {
  // The body has the operands' dimensions in the dialect's order.
  // CHECK: row.chain (%[[X:.*]] = %{{.*}} nchw : tensor<2x3x8x8xf32>, %[[W:.*]] = %{{.*}} fchw : tensor<4x3x3x3xf32>, %[[B:.*]] = %{{.*}} vector : tensor<4xf32>)
  // CHECK-NEXT: -> (nchw tensor<2x8x8x8xf32>) {
  %0 = row.chain (%0 = %x nchw : tensor<2x3x8x8xf32>,
                  %1 = %w fchw : tensor<4x3x3x3xf32>,
                  %2 = %b vector : tensor<4xf32>)
      -> (nchw tensor<2x8x8x8xf32>) {
    // CHECK: %[[C:.*]] = row.conv %[[X]], %[[W]] bias %[[B]] pad [1, 1, 1, 1] :
    %3 = row.conv %0, %1 bias %2 stride [1, 1] dilation [1, 1]
        pad [1, 1, 1, 1] groups 1
        : (tensor<2x8x8x3xf32>, tensor<4x3x3x3xf32>, tensor<4xf32>)
        -> tensor<2x8x8x4xf32>
    // CHECK: %[[R:.*]] = row.relu %[[C]] :
    %4 = row.relu %3 : (tensor<2x8x8x4xf32>) -> tensor<2x8x8x4xf32>
    // CHECK: %[[M:.*]] = row.max_pool %[[R]] kernel [3, 3] stride [2, 2] pad [1, 1, 1, 1] :
    %5 = row.max_pool %4 kernel [3, 3] stride [2, 2] pad [1, 1, 1, 1]
        : (tensor<2x8x8x4xf32>) -> tensor<2x4x4x4xf32>
    // CHECK: %[[A:.*]] = row.avg_pool %[[R]] kernel [3, 3] stride [2, 2] pad [1, 1, 1, 1] exclude_pad :
    %6 = row.avg_pool %4 kernel [3, 3] stride [2, 2] pad [1, 1, 1, 1]
        exclude_pad : (tensor<2x8x8x4xf32>) -> tensor<2x4x4x4xf32>
    // CHECK: %[[S:.*]] = row.add %[[M]], %[[A]] :
    %7 = row.add %5, %6
        : (tensor<2x4x4x4xf32>, tensor<2x4x4x4xf32>) -> tensor<2x4x4x4xf32>
    // CHECK: %[[K:.*]] = row.concat %[[S]], %[[M]] :
    %8 = row.concat %7, %5
        : (tensor<2x4x4x4xf32>, tensor<2x4x4x4xf32>) -> tensor<2x4x4x8xf32>
    // CHECK: %[[U:.*]] = row.resize %[[K]] nearest to [8, 8] :
    %9 = row.resize %8 nearest to [8, 8]
        : (tensor<2x4x4x8xf32>) -> tensor<2x8x8x8xf32>
    // CHECK: row.yield %[[U]] : tensor<2x8x8x8xf32>
    row.yield %9 : tensor<2x8x8x8xf32>
  }
  return %0 : tensor<2x8x8x8xf32>
}

// Rows and columns differ in every attribute; a group has its own channels:
// rows floor((9 + 2 + 1 - 5) / 3) + 1 = 3, columns floor((7 + 0 + 1 - 2) / 1)
// + 1 = 7.
// CHECK-LABEL: func @conv_attributes
func.func @conv_attributes(%x: tensor<1x9x7x4xf64>, %w: tensor<6x3x2x2xf64>)
    -> tensor<1x3x7x6xf64> {
  %0 = row.chain (%0 = %x nhwc : tensor<1x9x7x4xf64>,
                  %1 = %w fhwc : tensor<6x3x2x2xf64>)
      -> (nhwc tensor<1x3x7x6xf64>) {
    // CHECK: row.conv {{.*}} stride [3, 1] dilation [2, 1] pad [2, 1, 0, 1] groups 2 :
    %2 = row.conv %0, %1 stride [3, 1] dilation [2, 1] pad [2, 1, 0, 1] groups 2
        : (tensor<1x9x7x4xf64>, tensor<6x3x2x2xf64>) -> tensor<1x3x7x6xf64>
    row.yield %2 : tensor<1x3x7x6xf64>
  }
  return %0 : tensor<1x3x7x6xf64>
}

// The layouts of filters: hwcf is [KH][KW][C][F] and becomes 5x3x2x4.
// CHECK-LABEL: func @filter_layout
func.func @filter_layout(%x: tensor<1x8x8x4xf32>, %w: tensor<3x2x4x5xf32>)
    -> tensor<1x6x7x5xf32> {
  // CHECK: hwcf : tensor<3x2x4x5xf32>
  %0 = row.chain (%0 = %x nhwc : tensor<1x8x8x4xf32>,
                  %1 = %w hwcf : tensor<3x2x4x5xf32>)
      -> (nhwc tensor<1x6x7x5xf32>) {
    // CHECK: row.conv {{.*}} (tensor<1x8x8x4xf32>, tensor<5x3x2x4xf32>)
    %2 = row.conv %0, %1
        : (tensor<1x8x8x4xf32>, tensor<5x3x2x4xf32>) -> tensor<1x6x7x5xf32>
    row.yield %2 : tensor<1x6x7x5xf32>
  }
  return %0 : tensor<1x6x7x5xf32>
}

// A matrix is a filter of one row and one column, a vector may have dimensions
// of size 1 behind it.
// CHECK-LABEL: func @layouts_of_fewer_and_more_dimensions
func.func @layouts_of_fewer_and_more_dimensions(%x: tensor<1x8x8x4xf32>,
    %w: tensor<5x4xf32>, %s: tensor<5x1x1xf32>) -> tensor<1x8x8x5xf32> {
  // CHECK: fc : tensor<5x4xf32>, %{{.*}} c11 : tensor<5x1x1xf32>
  %0 = row.chain (%0 = %x nhwc : tensor<1x8x8x4xf32>,
                  %1 = %w fc : tensor<5x4xf32>,
                  %2 = %s c11 : tensor<5x1x1xf32>)
      -> (nhwc tensor<1x8x8x5xf32>) {
    // CHECK: row.conv {{.*}} (tensor<1x8x8x4xf32>, tensor<5x1x1x4xf32>)
    %3 = row.conv %0, %1
        : (tensor<1x8x8x4xf32>, tensor<5x1x1x4xf32>) -> tensor<1x8x8x5xf32>
    // CHECK: row.scale {{.*}} (tensor<1x8x8x5xf32>, tensor<5xf32>)
    %4 = row.scale %3, %2
        : (tensor<1x8x8x5xf32>, tensor<5xf32>) -> tensor<1x8x8x5xf32>
    row.yield %4 : tensor<1x8x8x5xf32>
  }
  return %0 : tensor<1x8x8x5xf32>
}

// The maximum also takes a dilation.
// CHECK-LABEL: func @dilated_pool
func.func @dilated_pool(%x: tensor<1x8x8x4xf32>) -> tensor<1x6x5x4xf32> {
  %0 = row.chain (%0 = %x nhwc : tensor<1x8x8x4xf32>)
      -> (nhwc tensor<1x6x5x4xf32>) {
    // CHECK: row.max_pool %{{.*}} kernel [2, 2] dilation [2, 3] :
    %1 = row.max_pool %0 kernel [2, 2] dilation [2, 3]
        : (tensor<1x8x8x4xf32>) -> tensor<1x6x5x4xf32>
    row.yield %1 : tensor<1x6x5x4xf32>
  }
  return %0 : tensor<1x6x5x4xf32>
}

//===----------------------------------------------------------------------===//
// Gradient layers
//===----------------------------------------------------------------------===//

// A differentiated chain: the seed is the gradient of %y, and the results go on
// with the gradients of the inputs in `differentiated`.
// CHECK-LABEL: func @conv_gradients
func.func @conv_gradients(%x: tensor<1x8x8x3xf32>, %w: tensor<4x3x3x3xf32>,
                          %b: tensor<4xf32>, %dy: tensor<1x4x4x4xf32>)
    -> (tensor<1x4x4x4xf32>, tensor<4x3x3x3xf32>, tensor<4xf32>,
        tensor<1x8x8x3xf32>) {
  // CHECK: seeds (%[[DY:.*]] = %{{.*}} nhwc : tensor<1x4x4x4xf32>)
  // CHECK-NEXT: -> (nhwc tensor<1x4x4x4xf32>, fhwc tensor<4x3x3x3xf32>, vector tensor<4xf32>, nhwc tensor<1x8x8x3xf32>) differentiated [1, 2, 0] {
  %0:4 = row.chain (%0 = %x nhwc : tensor<1x8x8x3xf32>,
                    %1 = %w fhwc : tensor<4x3x3x3xf32>,
                    %2 = %b vector : tensor<4xf32>)
      seeds (%3 = %dy nhwc : tensor<1x4x4x4xf32>)
      -> (nhwc tensor<1x4x4x4xf32>, fhwc tensor<4x3x3x3xf32>,
          vector tensor<4xf32>, nhwc tensor<1x8x8x3xf32>)
      differentiated [1, 2, 0] {
    %4 = row.conv %0, %1 bias %2 stride [2, 2] pad [1, 1, 1, 1]
        : (tensor<1x8x8x3xf32>, tensor<4x3x3x3xf32>, tensor<4xf32>)
        -> tensor<1x4x4x4xf32>
    %5 = row.relu %4 : (tensor<1x4x4x4xf32>) -> tensor<1x4x4x4xf32>
    // CHECK: %[[Y:.*]] = row.relu
    // CHECK: %[[G:.*]] = row.relu_grad %[[Y]], %[[DY]] : tensor<1x4x4x4xf32>
    %6 = row.relu_grad %5, %3 : tensor<1x4x4x4xf32>
    // CHECK: row.bias_grad %[[G]] : (tensor<1x4x4x4xf32>) -> tensor<4xf32>
    %7 = row.bias_grad %6 : (tensor<1x4x4x4xf32>) -> tensor<4xf32>
    // CHECK: row.conv_filter_grad %{{.*}}, %[[G]] stride [2, 2] pad [1, 1, 1, 1] :
    %8 = row.conv_filter_grad %0, %6 stride [2, 2] pad [1, 1, 1, 1]
        : (tensor<1x8x8x3xf32>, tensor<1x4x4x4xf32>) -> tensor<4x3x3x3xf32>
    // CHECK: row.conv_data_grad %[[G]], %{{.*}} stride [2, 2] pad [1, 1, 1, 1] :
    %9 = row.conv_data_grad %6, %1 stride [2, 2] pad [1, 1, 1, 1]
        : (tensor<1x4x4x4xf32>, tensor<4x3x3x3xf32>) -> tensor<1x8x8x3xf32>
    row.yield %5, %8, %7, %9 : tensor<1x4x4x4xf32>, tensor<4x3x3x3xf32>,
                               tensor<4xf32>, tensor<1x8x8x3xf32>
  }
  return %0#0, %0#1, %0#2, %0#3 : tensor<1x4x4x4xf32>, tensor<4x3x3x3xf32>,
                                  tensor<4xf32>, tensor<1x8x8x3xf32>
}

// The gradients of the layers without parameters. The terms that reach %1 are
// added by a `row.add`, which is no forward layer then.
// CHECK-LABEL: func @other_gradients
func.func @other_gradients(%x: tensor<1x8x8x4xf32>, %dy: tensor<1x8x8x8xf32>)
    -> (tensor<1x8x8x8xf32>, tensor<1x8x8x4xf32>) {
  %0:2 = row.chain (%0 = %x nhwc : tensor<1x8x8x4xf32>)
      seeds (%1 = %dy nhwc : tensor<1x8x8x8xf32>)
      -> (nhwc tensor<1x8x8x8xf32>, nhwc tensor<1x8x8x4xf32>)
      differentiated [0] {
    %2 = row.max_pool %0 kernel [2, 2] stride [2, 2]
        : (tensor<1x8x8x4xf32>) -> tensor<1x4x4x4xf32>
    %3 = row.avg_pool %0 kernel [2, 2] stride [2, 2]
        : (tensor<1x8x8x4xf32>) -> tensor<1x4x4x4xf32>
    %4 = row.add %2, %3
        : (tensor<1x4x4x4xf32>, tensor<1x4x4x4xf32>) -> tensor<1x4x4x4xf32>
    %5 = row.concat %4, %2
        : (tensor<1x4x4x4xf32>, tensor<1x4x4x4xf32>) -> tensor<1x4x4x8xf32>
    %6 = row.resize %5 nearest to [8, 8]
        : (tensor<1x4x4x8xf32>) -> tensor<1x8x8x8xf32>
    // CHECK: %[[U:.*]] = row.resize_grad %{{.*}} nearest :
    %7 = row.resize_grad %1 nearest
        : (tensor<1x8x8x8xf32>) -> tensor<1x4x4x8xf32>
    // CHECK: %[[K:.*]] = row.concat_grad %[[U]] operand 1 offset 4 :
    %8 = row.concat_grad %7 operand 1 offset 4
        : (tensor<1x4x4x8xf32>) -> tensor<1x4x4x4xf32>
    %9 = row.concat_grad %7 operand 0 offset 0
        : (tensor<1x4x4x8xf32>) -> tensor<1x4x4x4xf32>
    // CHECK: %[[B:.*]] = row.add_grad %{{.*}} operand 1 : tensor<1x4x4x4xf32>
    %10 = row.add_grad %9 operand 1 : tensor<1x4x4x4xf32>
    %11 = row.add_grad %9 operand 0 : tensor<1x4x4x4xf32>
    %12 = row.add %8, %11
        : (tensor<1x4x4x4xf32>, tensor<1x4x4x4xf32>) -> tensor<1x4x4x4xf32>
    // CHECK: row.avg_pool_grad %[[B]] kernel [2, 2] stride [2, 2] :
    %13 = row.avg_pool_grad %10 kernel [2, 2] stride [2, 2]
        : (tensor<1x4x4x4xf32>) -> tensor<1x8x8x4xf32>
    // CHECK: row.max_pool_grad %{{.*}}, %{{.*}} kernel [2, 2] stride [2, 2] :
    %14 = row.max_pool_grad %0, %12 kernel [2, 2] stride [2, 2]
        : (tensor<1x8x8x4xf32>, tensor<1x4x4x4xf32>) -> tensor<1x8x8x4xf32>
    %15 = row.add %13, %14
        : (tensor<1x8x8x4xf32>, tensor<1x8x8x4xf32>) -> tensor<1x8x8x4xf32>
    row.yield %6, %15 : tensor<1x8x8x8xf32>, tensor<1x8x8x4xf32>
  }
  return %0#0, %0#1 : tensor<1x8x8x8xf32>, tensor<1x8x8x4xf32>
}

//===----------------------------------------------------------------------===//
// Plans
//===----------------------------------------------------------------------===//

// A plan is an attribute of the chain. Here a tiled segment of conv and relu
// and a stored one.
// CHECK-LABEL: func @planned
func.func @planned(%x: tensor<4x8x8x3xf32>, %w: tensor<4x3x3x3xf32>)
    -> tensor<4x4x4x4xf32> {
  // CHECK: plan #row.plan<<end = 2, strategy = two_phase, batch = 2, cuts = [3, 8]>, <end = 3, strategy = store, batch = 1, cuts = [4]> kept[2] offloaded[0] again[3] remade[1] bf16[1] takes[#row.takeover<1 over value of 1>, #row.takeover<0 over gradient of 2>]> {
  %0 = row.chain (%0 = %x nhwc : tensor<4x8x8x3xf32>,
                  %1 = %w fhwc : tensor<4x3x3x3xf32>)
      -> (nhwc tensor<4x4x4x4xf32>)
      plan #row.plan<<end = 2, strategy = two_phase, batch = 2, cuts = [3, 8]>,
                     <end = 3, strategy = store, batch = 1, cuts = [4]>
                     kept[2] offloaded[0] again[3] remade[1] bf16[1]
                     takes[#row.takeover<1 over value of 1>,
                           #row.takeover<0 over gradient of 2>]> {
    %2 = row.conv %0, %1 pad [1, 1, 1, 1]
        : (tensor<4x8x8x3xf32>, tensor<4x3x3x3xf32>) -> tensor<4x8x8x4xf32>
    %3 = row.relu %2 : (tensor<4x8x8x4xf32>) -> tensor<4x8x8x4xf32>
    %4 = row.max_pool %3 kernel [2, 2] stride [2, 2]
        : (tensor<4x8x8x4xf32>) -> tensor<4x4x4x4xf32>
    row.yield %4 : tensor<4x4x4x4xf32>
  }
  return %0 : tensor<4x4x4x4xf32>
}

// Discardable attributes stay.
// CHECK-LABEL: func @chain_attributes
func.func @chain_attributes(%x: tensor<1x4x4x1xf32>) -> tensor<1x4x4x1xf32> {
  // CHECK: attributes {lrcnn.note = 1 : i64} {
  %0 = row.chain (%0 = %x nhwc : tensor<1x4x4x1xf32>)
      -> (nhwc tensor<1x4x4x1xf32>) attributes {lrcnn.note = 1 : i64} {
    %1 = row.relu %0 : (tensor<1x4x4x1xf32>) -> tensor<1x4x4x1xf32>
    row.yield %1 : tensor<1x4x4x1xf32>
  }
  return %0 : tensor<1x4x4x1xf32>
}

//===----------------------------------------------------------------------===//
// Programs
//===----------------------------------------------------------------------===//

// A program by hand: every operation of one, and every keyword.
// CHECK-LABEL: row.program @step {
row.program @step {
  // CHECK: %[[X:.*]] = row.argument "x" activation in nchw : !row.slab<1x[8]x8x3xf32>
  %x = row.argument "x" activation in nchw : !row.slab<1x[8]x8x3xf32>
  // CHECK: %[[W:.*]] = row.argument "w" parameter in fchw : memref<4x3x3x3xf32>
  %w = row.argument "w" parameter in fchw : memref<4x3x3x3xf32>
  %y = row.argument "y" activation out nchw : !row.slab<1x[8]x8x4xf32>
  %dy = row.argument "dy" gradient in nhwc : !row.slab<1x[8]x8x4xf32>
  %dw = row.argument "dw" gradient out hwcf : memref<4x3x3x3xf32>
  // CHECK: %[[B:.*]] = row.buffer "b" stash copies 3 : !row.slab<1x[2]x8x4xf32>
  %b = row.buffer "b" stash copies 3 : !row.slab<1x[2]x8x4xf32>
  // CHECK: row.entry forward {
  row.entry forward {
    // CHECK: %[[P:.*]] = row.buffer "p" workspace : !row.packed<4x3x3x3xf32>
    %p = row.buffer "p" workspace : !row.packed<4x3x3x3xf32>
    // CHECK: row.pack forward %[[W]] to %[[P]] :
    row.pack forward %w to %p : memref<4x3x3x3xf32> to !row.packed<4x3x3x3xf32>
    // CHECK: row.tiles (%{{.*}}, %[[R:.*]]) in (1, 2) images 1 {
    row.tiles (%m, %r) in (1, 2) images 1 {
      // CHECK: %[[S:.*]] = row.buffer "s" workspace window <[0:4, 2:8]> :
      %s = row.buffer "s" workspace window <[0:4, 2:8]>
          : !row.slab<1x[6]x8x4xf32>
      // CHECK: row.restore at %[[R]] rows <[0:0, 2:4]> %[[B]] to %[[S]] :
      row.restore at %r rows <[0:0, 2:4]> %b to %s
          : !row.slab<1x[2]x8x4xf32> to !row.slab<1x[6]x8x4xf32>
      // CHECK: row.kernel at %[[R]] rows <[0:4, 4:8]> ins(%[[X]], %[[P]] : {{.*}}) out(%[[S]] : {{.*}}) {
      row.kernel at %r rows <[0:4, 4:8]>
          ins(%x, %p : !row.slab<1x[8]x8x3xf32>, !row.packed<4x3x3x3xf32>)
          out(%s : !row.slab<1x[6]x8x4xf32>) {
      ^bb0(%a: tensor<1x8x8x3xf32>, %f: tensor<4x3x3x3xf32>):
        %1 = row.conv %a, %f pad [1, 1, 1, 1]
            : (tensor<1x8x8x3xf32>, tensor<4x3x3x3xf32>) -> tensor<1x8x8x4xf32>
        row.yield %1 : tensor<1x8x8x4xf32>
      }
      // CHECK: row.keep at %[[R]] rows <[2:4, 0:0]> %[[S]] to %[[B]] :
      row.keep at %r rows <[2:4, 0:0]> %s to %b
          : !row.slab<1x[6]x8x4xf32> to !row.slab<1x[2]x8x4xf32>
    }
  }
  // CHECK: row.entry inference {
  row.entry inference {
  }
  // CHECK: row.entry backward {
  row.entry backward {
    %acc = row.buffer "acc" workspace : !row.packed<4x3x3x3xf32>
    // CHECK: row.tiles ({{.*}}) in (2, 3) images 5 reverse {
    row.tiles (%m, %r) in (2, 3) images 5 reverse {
    }
    // A kernel outside of a loop has one tile and no `at`.
    // CHECK: row.kernel rows <[0:8]> limit <[0:8]> add_from [0] ins(
    row.kernel rows <[0:8]> limit <[0:8]> add_from [0]
        ins(%x, %dy : !row.slab<1x[8]x8x3xf32>, !row.slab<1x[8]x8x4xf32>)
        out(%acc : !row.packed<4x3x3x3xf32>) {
    ^bb0(%a: tensor<1x8x8x3xf32>, %g: tensor<1x8x8x4xf32>):
      %1 = row.conv_filter_grad %a, %g pad [1, 1, 1, 1]
          : (tensor<1x8x8x3xf32>, tensor<1x8x8x4xf32>) -> tensor<4x3x3x3xf32>
      row.yield %1 : tensor<4x3x3x3xf32>
    }
    // CHECK: row.unpack %{{.*}} to %{{.*}} :
    row.unpack %acc to %dw : !row.packed<4x3x3x3xf32> to memref<4x3x3x3xf32>
    row.pack data_gradient %w to %acc
        : memref<4x3x3x3xf32> to !row.packed<4x3x3x3xf32>
  }
}

// A program whose buffers have places.
// CHECK-LABEL: row.program @placed attributes {stash_bytes = 768 : i64, workspace_bytes = array<i64: 0, 0, 0>} {
row.program @placed attributes {stash_bytes = 768 : i64,
                                workspace_bytes = array<i64: 0, 0, 0>} {
  // CHECK: row.buffer "b" stash copies 3 window <[0:2]> bytes 768 in stash at 0 live [0, 3] : !row.slab<1x[2]x8x4xf32>
  %b = row.buffer "b" stash copies 3 window <[0:2]> bytes 768 in stash at 0
      live [0, 3] : !row.slab<1x[2]x8x4xf32>
}

//===----------------------------------------------------------------------===//
// Attributes and types
//===----------------------------------------------------------------------===//

// Tables may have empty ranges and no tile at all.
// CHECK-LABEL: func @attributes()
// CHECK-SAME: a = #row.rows<[0:58, 46:114]>
// CHECK-SAME: b = #row.rows<[3:3]>
// CHECK-SAME: c = #row.rows<[]>
// CHECK-SAME: d = #row<layout nchw>
func.func @attributes() attributes {
  a = #row.rows<[0:58, 46:114]>, b = #row.rows<[3:3]>, c = #row.rows<[]>,
  d = #row<layout nchw>, e = #row<space stash>, f = #row<role gradient>,
  g = #row<direction out>, h = #row<entry_kind inference>,
  i = #row<conv_pass data_gradient>,
  j = #row.segment<end = 1, strategy = overlap, batch = 1, cuts = [2, 4]>
} {
  return
}

// CHECK: func private @types(!row.slab<2x[0]x8x3xf64>, !row.packed<64x3x3x3xf32>)
func.func private @types(!row.slab<2x[0]x8x3xf64>, !row.packed<64x3x3x3xf32>)

// Modes are words; sizes that a gradient layer does not name are its types'.
// CHECK-LABEL: func @resampling
func.func @resampling(%x: tensor<1x8x6x3xf32>) {
  // CHECK: row.resize %{{.*}} bilinear to [5, 13] : (tensor<1x8x6x3xf32>) -> tensor<1x5x13x3xf32>
  %0 = row.resize %x bilinear to [5, 13]
      : (tensor<1x8x6x3xf32>) -> tensor<1x5x13x3xf32>
  // CHECK: row.resize %{{.*}} bilinear align_corners to [8, 1] :
  %1 = row.resize %x bilinear align_corners to [8, 1]
      : (tensor<1x8x6x3xf32>) -> tensor<1x8x1x3xf32>
  // CHECK: row.pad %{{.*}} reflect [7, -1, 0, 5] : (tensor<1x8x6x3xf32>) -> tensor<1x14x11x3xf32>
  %2 = row.pad %x reflect [7, -1, 0, 5]
      : (tensor<1x8x6x3xf32>) -> tensor<1x14x11x3xf32>
  // CHECK: row.pad %{{.*}} replicate [9, 9, 0, 0] :
  %3 = row.pad %x replicate [9, 9, 0, 0]
      : (tensor<1x8x6x3xf32>) -> tensor<1x26x6x3xf32>
  // CHECK: row.pad %{{.*}} zero [-3, -4, 0, 0] :
  %4 = row.pad %x zero [-3, -4, 0, 0]
      : (tensor<1x8x6x3xf32>) -> tensor<1x1x6x3xf32>
  // CHECK: row.resize_grad %{{.*}} bilinear align_corners : (tensor<1x8x6x3xf32>) -> tensor<1x4x7x3xf32>
  %5 = row.resize_grad %x bilinear align_corners
      : (tensor<1x8x6x3xf32>) -> tensor<1x4x7x3xf32>
  // CHECK: row.pad_grad %{{.*}} replicate [1, 2, -1, 0] : (tensor<1x8x6x3xf32>) -> tensor<1x5x7x3xf32>
  %6 = row.pad_grad %x replicate [1, 2, -1, 0]
      : (tensor<1x8x6x3xf32>) -> tensor<1x5x7x3xf32>
  return
}

// Rows (8 - 1) * 2 - 1 + 3 + 1 = 17, columns (6 - 1) * 1 - 2 + 3 = 6.
// CHECK-LABEL: func @conv_transpose
func.func @conv_transpose(%x: tensor<1x8x6x4xf32>, %w: tensor<4x3x2x3xf32>,
                          %b: tensor<6xf32>, %dy: tensor<1x17x6x6xf32>) {
  // CHECK: row.conv_transpose %{{.*}}, %{{.*}} bias %{{.*}} stride [2, 1] dilation [1, 2] pad [0, 1, 1, 1] output_pad [1, 0] groups 2 :
  %0 = row.conv_transpose %x, %w bias %b stride [2, 1] dilation [1, 2]
      pad [0, 1, 1, 1] output_pad [1, 0] groups 2
      : (tensor<1x8x6x4xf32>, tensor<4x3x2x3xf32>, tensor<6xf32>)
      -> tensor<1x17x6x6xf32>
  // CHECK: row.conv_transpose_data_grad %{{.*}}, %{{.*}} stride [2, 1] dilation [1, 2] pad [0, 1, 1, 1] groups 2 :
  %1 = row.conv_transpose_data_grad %dy, %w stride [2, 1] dilation [1, 2]
      pad [0, 1, 1, 1] groups 2
      : (tensor<1x17x6x6xf32>, tensor<4x3x2x3xf32>) -> tensor<1x8x6x4xf32>
  // CHECK: row.conv_transpose_filter_grad %{{.*}}, %{{.*}} stride [2, 1] dilation [1, 2] pad [0, 1, 1, 1] groups 2 :
  %2 = row.conv_transpose_filter_grad %x, %dy stride [2, 1] dilation [1, 2]
      pad [0, 1, 1, 1] groups 2
      : (tensor<1x8x6x4xf32>, tensor<1x17x6x6xf32>) -> tensor<4x3x2x3xf32>
  return
}

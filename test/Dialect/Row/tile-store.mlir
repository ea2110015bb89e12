// RUN: lrcnn-opt %S/inputs/two-convs.mlir -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan),lrcnn-tile)' | FileCheck %s

// A stored segment has no loop: every kernel runs once, on all rows.

// CHECK-LABEL: row.program @main attributes {plan = #row.plan<<end = 3, strategy = store, batch = 1, cuts = [8]> kept[1] takes[]>, work = 1.000000e+00 : f64}
// CHECK-DAG: %[[X:.*]] = row.argument "x" activation in nhwc : !row.slab<2x[8]x4x2xf32>
// CHECK-DAG: %[[W1:.*]] = row.argument "w1" parameter in fhwc : memref<4x3x3x4xf32>
// CHECK-DAG: %[[Y:.*]] = row.argument "y" activation out nhwc : !row.slab<2x[8]x4x4xf32>
// CHECK-DAG: %[[DY:.*]] = row.argument "dy" gradient in nhwc : !row.slab<2x[8]x4x4xf32>
// CHECK-DAG: %[[DW1:.*]] = row.argument "dw1" gradient out fhwc : memref<4x3x3x4xf32>

// The gradients read what the first group makes, so it stays in the stash: the
// ReLU's result, not the convolution's.
// CHECK: %[[STASH:.*]] = row.buffer "conv0" stash live {{.*}} : !row.slab<2x[8]x4x4xf32>
// CHECK: row.entry forward {
// CHECK-NOT: row.tiles
// CHECK: row.kernel rows <[0:8]> ins(%[[X]], {{.*}}) out(%[[STASH]] :
// CHECK: row.conv
// CHECK-NEXT: row.relu
// CHECK: row.kernel rows <[0:8]> ins(%[[STASH]], {{.*}}) out(%[[Y]] :

// Inference keeps nothing.
// CHECK: row.entry inference {
// CHECK: row.buffer "conv0" workspace live {{.*}} : !row.slab<2x[8]x4x4xf32>
// CHECK-NOT: %[[STASH]]

// Backward: parameters before the data gradient, the mask in its kernel. The
// gradient of %x was not asked for, so no kernel makes it.
// CHECK: row.entry backward {
// CHECK: %[[ACC:.*]] = row.buffer "conv2.filter.gradient" workspace
// CHECK: row.kernel rows <[0:8]> ins(%[[STASH]], %[[DY]] : {{.*}}) out(%[[ACC]] :
// CHECK: row.unpack %[[ACC]] to %[[DW1]]
// CHECK: %[[P:.*]] = row.buffer "conv2.filter.transposed" workspace
// CHECK: row.pack data_gradient %[[W1]] to %[[P]]
// CHECK: %[[G:.*]] = row.buffer "conv0.gradient" workspace
// CHECK: row.kernel rows <[0:8]> ins(%[[DY]], %[[P]], %[[STASH]] : {{.*}}) out(%[[G]] :
// CHECK: row.conv_data_grad
// CHECK-NEXT: row.relu_grad
// CHECK: row.conv_filter_grad
// CHECK-NOT: row.conv_data_grad

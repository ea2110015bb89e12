// RUN: lrcnn-opt %S/inputs/two-convs.mlir -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{strategy=recompute}),lrcnn-tile)' | FileCheck %s

// One tile of all rows; nothing is kept but the inputs, which the caller has.

// CHECK-LABEL: row.program @main
// CHECK-NOT: stash
// CHECK: row.entry forward {
// CHECK: row.tiles (%{{.*}}, %[[R:.*]]) in (1, 1) images 2 {
// CHECK: %[[S:.*]] = row.buffer "conv0" workspace window <[0:8]> live {{.*}} : !row.slab<2x[8]x4x4xf32>
// CHECK: row.kernel at %[[R]] rows <[0:8]> {{.*}} out(%[[S]] :

// Backward makes the first group again. The second one's result is read by no
// gradient: it is not made again.
// CHECK: row.entry backward {
// CHECK-NOT: row.buffer "conv2.filter" workspace
// CHECK: row.tiles (%{{.*}}, %[[R:.*]]) in (1, 1) images 2 reverse {
// CHECK: %[[S:.*]] = row.buffer "conv0" workspace window <[0:8]>
// CHECK: row.kernel at %[[R]] rows <[0:8]> {{.*}} out(%[[S]] :
// CHECK: row.conv %
// CHECK-NEXT: row.relu
// CHECK-NOT: row.conv %
// CHECK: row.conv_filter_grad

// RUN: lrcnn-opt %S/inputs/two-convs.mlir -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{plan-file=%S/inputs/region-plan.json}),lrcnn-tile)' | FileCheck %s

// Two segments, and no checkpoint between them: one region. Nothing is kept.

// CHECK-LABEL: row.program @main
// CHECK-SAME: <end = 2, strategy = two_phase, batch = 1, cuts = [4, 8], checkpoint = false>
// CHECK-SAME: <end = 3, strategy = two_phase, batch = 1, cuts = [4, 8]>
// CHECK-NOT: stash
// CHECK: row.entry forward {
// CHECK: %[[BORDER:.*]] = row.buffer "conv0" workspace live {{.*}} : !row.slab<2x[8]x4x4xf32>
// CHECK: row.tiles
// CHECK: row.kernel at %{{.*}} rows <[0:4, 4:8]> {{.*}} out(%[[BORDER]] :
// CHECK: row.conv %
// CHECK: row.tiles
// CHECK: ins(%[[BORDER]],

// The backward pass begins with the first segment's forward loop, whose result
// both sweeps read: as the filter gradient's input, and as the ReLU's mask.
// CHECK: row.entry backward {
// CHECK: %[[AGAIN:.*]] = row.buffer "conv0.again" workspace live {{.*}} : !row.slab<2x[8]x4x4xf32>
// CHECK: row.tiles (%{{.*}}, %[[R:.*]]) in (1, 2) images 2 {
// CHECK-NEXT: row.kernel at %[[R]] rows <[0:4, 4:8]> {{.*}} out(%[[AGAIN]] :
// CHECK: row.conv %
// CHECK-NEXT: row.relu
// CHECK: row.tiles {{.*}} reverse {
// CHECK: row.kernel {{.*}} ins(%[[AGAIN]], %{{.*}} :
// CHECK: row.conv_filter_grad
// CHECK: row.tiles {{.*}} reverse {
// CHECK-NOT: row.conv %
// CHECK: row.conv_filter_grad

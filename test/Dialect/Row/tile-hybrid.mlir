// RUN: lrcnn-opt %S/inputs/two-convs.mlir -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{plan-file=%S/inputs/hybrid-plan.json}),lrcnn-tile)' | FileCheck %s

// A tiled segment and a stored one. The tensor between them is a checkpoint: its
// rows are written by tiles and read whole, and it lives until the backward pass.

// CHECK-LABEL: row.program @main
// CHECK: %[[C:.*]] = row.buffer "conv0" stash live {{.*}} : !row.slab<2x[8]x4x4xf32>
// CHECK: row.entry forward {
// CHECK: row.tiles (%{{.*}}, %[[R:.*]]) in (1, 2) images 2 {
// CHECK-NEXT: row.kernel at %[[R]] rows <[0:3, 3:8]> {{.*}} out(%[[C]] :
// CHECK: row.kernel rows <[0:8]> ins(%[[C]],

// Backward, the stored segment first. It leaves the gradient of the checkpoint
// whole; the sweep over the tiles reads it where it is.
// CHECK: row.entry backward {
// CHECK: %[[G:.*]] = row.buffer "conv0.gradient" workspace live {{.*}} : !row.slab<2x[8]x4x4xf32>
// CHECK: row.kernel rows <[0:8]> {{.*}} out(%[[G]] :
// CHECK: row.tiles (%{{.*}}, %[[R:.*]]) in (1, 2) images 2 reverse {
// CHECK: row.kernel at %[[R]] rows <[0:3, 3:8]> ins(%{{.*}}, %[[G]] :
// CHECK: row.conv_filter_grad

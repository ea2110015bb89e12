// RUN: lrcnn-opt %S/inputs/two-convs.mlir -pass-pipeline='builtin.module(func.func(lrcnn-differentiate{grad=x},lrcnn-plan{strategy=overlap rows=2}),lrcnn-tile)' | FileCheck %s

// Tiles own the rows [0, 4) and [4, 8) of %y. Kernel 3, stride 1, padding 1: the
// rows [a, b) read [a - 1, b + 1), clamped to [0, 8) (G1, G3):
//
//   tile   y       conv0           x
//   0      0:4     -1:5 -> 0:5     0:6
//   1      4:8      3:9 -> 3:8     2:8
//
// Both compute the rows 3 and 4 of conv0; nothing is handed over.

// CHECK-LABEL: row.program @main
// CHECK-DAG: %[[X:.*]] = row.argument "x"
// CHECK-DAG: %[[Y:.*]] = row.argument "y"
// CHECK-DAG: %[[DY:.*]] = row.argument "dy"
// CHECK-DAG: %[[DX:.*]] = row.argument "dx" gradient out nhwc
// CHECK-NOT: stash
// CHECK: row.entry forward {
// CHECK: row.tiles (%{{.*}}, %[[R:.*]]) in (1, 2) images 2 {
// CHECK: %[[S:.*]] = row.buffer "conv0" workspace window <[0:5, 3:8]> live {{.*}} : !row.slab<2x[5]x4x4xf32>
// CHECK-NOT: row.restore
// CHECK: row.kernel at %[[R]] rows <[0:5, 3:8]> ins(%[[X]], {{.*}} out(%[[S]] :
// CHECK-NOT: row.keep
// CHECK: row.kernel at %[[R]] rows <[0:4, 4:8]> ins(%[[S]], {{.*}} out(%[[Y]] :

// Backward, tile 1 first. A tile takes its own rows of dy. The gradient of
// conv0 is a partial sum in a slab of its own: every row is overwritten, as
// add_from is the end of the rows. Partial sums of the halo meet in dx, of which
// a tile writes what it read of x: tile 1 overwrites 2:8, tile 0 adds its share
// of the rows 2:6 and overwrites 0:2.
// CHECK: row.entry backward {
// CHECK: row.tiles (%{{.*}}, %[[R:.*]]) in (1, 2) images 2 reverse {
// CHECK: row.kernel at %[[R]] rows <[0:4, 4:8]> {{.*}}
// CHECK: row.conv_filter_grad
// CHECK: %[[G:.*]] = row.buffer "conv0.gradient" workspace window <[0:5, 3:8]>
// CHECK: row.kernel at %[[R]] rows <[0:5, 3:8]> limit <[0:4, 4:8]> add_from [5, 8] ins(%[[DY]], {{.*}} out(%[[G]] :
// CHECK: row.kernel at %[[R]] rows <[0:5, 3:8]> ins(%[[X]], %[[G]] :
// CHECK: row.conv_filter_grad
// CHECK: row.kernel at %[[R]] rows <[0:6, 2:8]> limit <[0:5, 3:8]> add_from [2, 8] ins(%[[G]], {{.*}} out(%[[DX]] :

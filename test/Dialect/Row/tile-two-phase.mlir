// RUN: lrcnn-opt %S/inputs/two-convs.mlir -pass-pipeline='builtin.module(func.func(lrcnn-differentiate{grad=x},lrcnn-plan{strategy=two_phase rows=2}),lrcnn-tile)' | FileCheck %s

// The frontier of conv0 after tile 0 is what row 3 of %y needs, 3 - 1 + 3 = 5;
// tile 1 makes the rest. Its first row, 4, reads from row 3 on, so tile 0 leaves
// the rows [3, 5) of conv0: K - s = 2 of them (G4).
//
//   tile   y       conv0 computed   conv0 slab   boundary
//   0      0:4     0:5              0:5          3:5
//   1      4:8     5:8              3:8          -

// CHECK-LABEL: row.program @main
// CHECK-DAG: %[[X:.*]] = row.argument "x"
// CHECK-DAG: %[[DY:.*]] = row.argument "dy"
// CHECK-DAG: %[[DX:.*]] = row.argument "dx" gradient out nhwc

// The boundary is kept for the next tile and for the backward pass.
// CHECK: %[[B:.*]] = row.buffer "conv0.boundary" stash live {{.*}} : !row.slab<2x[2]x4x4xf32>
// CHECK: row.entry forward {
// CHECK: row.tiles (%{{.*}}, %[[R:.*]]) in (1, 2) images 2 {
// CHECK: %[[S:.*]] = row.buffer "conv0" workspace window <[0:5, 3:8]>
// CHECK: row.restore at %[[R]] rows <[0:0, 3:5]> %[[B]] to %[[S]] :
// CHECK: row.kernel at %[[R]] rows <[0:5, 5:8]> ins(%[[X]], {{.*}} out(%[[S]] :
// CHECK: row.keep at %[[R]] rows <[3:5, 0:0]> %[[S]] to %[[B]] :
// CHECK: row.kernel at %[[R]] rows <[0:4, 4:8]> ins(%[[S]],

// Without a backward pass one boundary in the workspace serves all tiles.
// CHECK: row.entry inference {
// CHECK: row.buffer "conv0.boundary" workspace live {{.*}} : !row.slab<2x[2]x4x4xf32>

// Backward, tile 1 first. It makes the rows 5:8 of conv0 again behind what was
// kept. Its gradient of the slab's rows 3:8 is complete in 5:8, which the
// layers before see; the rows 3:5 go up to tile 0, which adds to them from row 3
// on. Of dx, conv0's rows 5:8 reach 4:8 and its rows 0:5 reach 0:6: tile 0 adds
// from row 4 on.
// CHECK: row.entry backward {
// CHECK: %[[UP:.*]] = row.buffer "conv0.gradient.boundary" workspace live {{.*}} : !row.slab<2x[2]x4x4xf32>
// CHECK: row.tiles (%{{.*}}, %[[R:.*]]) in (1, 2) images 2 reverse {
// CHECK: row.restore at %[[R]] rows <[0:0, 3:5]> %[[B]] to %[[S:.*]] :
// CHECK: row.kernel at %[[R]] rows <[0:5, 5:8]> {{.*}} out(%[[S]] :
// CHECK: %[[G:.*]] = row.buffer "conv0.gradient" workspace window <[0:5, 3:8]>
// CHECK: row.restore at %[[R]] rows <[3:5, 0:0]> %[[UP]] to %[[G]] :
// CHECK: row.kernel at %[[R]] rows <[0:5, 3:8]> limit <[0:4, 4:8]> add_from [3, 8] ins(%[[DY]], {{.*}} out(%[[G]] :
// CHECK: row.keep at %[[R]] rows <[0:0, 3:5]> %[[G]] to %[[UP]] :
// CHECK: row.kernel at %[[R]] rows <[0:5, 5:8]> ins(%[[X]], %[[G]] :
// CHECK: row.conv_filter_grad
// CHECK: row.kernel at %[[R]] rows <[0:6, 4:8]> limit <[0:5, 5:8]> add_from [4, 8] ins(%[[G]], {{.*}} out(%[[DX]] :

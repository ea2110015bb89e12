// RUN: lrcnn-opt %S/inputs/dag.mlir -pass-pipeline='builtin.module(func.func(lrcnn-differentiate{grad=x},lrcnn-plan{strategy=two_phase rows=2}),lrcnn-tile)' | FileCheck %s

// max_pool0 has three consumers: conv1 with a window, add2 and concat3 without.
// Its frontier and its boundary are those of conv1, which reads the most (G5):
// for 4 rows [0, 5), and row 4 reads from row 3 on.

// CHECK-LABEL: row.program @main
// CHECK-DAG: %[[X:.*]] = row.argument "x"
// CHECK-DAG: %[[Y:.*]] = row.argument "y" activation out
// CHECK-DAG: %[[Y1:.*]] = row.argument "y1" activation out
// CHECK-DAG: %[[DY:.*]] = row.argument "dy" gradient in
// CHECK-DAG: %[[DY1:.*]] = row.argument "dy1" gradient in

// An output that the segment reads again is whole, and the caller gets a copy;
// no gradient reads it, so it does not stay.
// CHECK: %[[B:.*]] = row.buffer "max_pool0.boundary" stash live {{.*}} : !row.slab<1x[2]x4x4xf32>
// CHECK: row.entry forward {
// CHECK: %[[SUM:.*]] = row.buffer "add2" workspace live {{.*}} : !row.slab<1x[8]x4x4xf32>
// CHECK: %[[P:.*]] = row.buffer "max_pool0" workspace window <[0:5, 3:8]>
// CHECK: row.kernel at %[[R:.*]] rows <[0:5, 5:8]> ins(%[[X]] :
// CHECK: %[[C:.*]] = row.buffer "conv1" workspace window <[0:4, 4:8]>
// CHECK: row.kernel at %[[R]] rows <[0:4, 4:8]> ins(%[[C]], %[[P]] : {{.*}} out(%[[SUM]] :
// CHECK: row.add
// CHECK: row.kernel at %[[R]] rows <[0:4, 4:8]> ins(%[[SUM]] : {{.*}} out(%[[Y1]] :
// CHECK: row.kernel at %[[R]] rows <[0:4, 4:8]> ins(%[[SUM]], %[[P]] : {{.*}} out(%[[Y]] :
// CHECK: row.concat

// The gradient of max_pool0 is the sum of three terms in one slab. The first
// overwrites what tile 1 did not send (from row 3 on it adds); the others add
// from row 0 on. Its rows go up when the sum is complete.
// CHECK: row.entry backward {
// CHECK: %[[G:.*]] = row.buffer "max_pool0.gradient" workspace window <[0:5, 3:8]>
// CHECK: row.restore at %[[R:.*]] rows <[3:5, 0:0]> %[[UP:.*]] to %[[G]]
// CHECK: row.kernel at %[[R]] rows <[0:5, 3:8]> limit <[0:4, 4:8]> add_from [3, 8] ins(%[[DY]] : {{.*}} out(%[[G]] :
// CHECK: row.concat_grad %{{.*}} operand 1 offset 4

// That of add2 begins with what came from outside.
// CHECK: %[[H:.*]] = row.buffer "add2.gradient" workspace window <[0:4, 4:8]>
// CHECK: row.kernel at %[[R]] rows <[0:4, 4:8]> limit <[0:4, 4:8]> add_from [4, 8] ins(%[[DY1]] : {{.*}} out(%[[H]] :
// CHECK: row.kernel at %[[R]] {{.*}} add_from [0, 0] ins(%[[DY]] : {{.*}} out(%[[H]] :
// CHECK: row.concat_grad %{{.*}} operand 0 offset 0
// CHECK: row.kernel at %[[R]] {{.*}} add_from [0, 0] ins(%[[H]] : {{.*}} out(%[[G]] :
// CHECK: row.add_grad %{{.*}} operand 1
// CHECK: row.kernel at %[[R]] rows <[0:5, 3:8]> limit <[0:4, 4:8]> add_from [0, 0] {{.*}} out(%[[G]] :
// CHECK: row.conv_data_grad
// CHECK: row.keep at %[[R]] rows <[0:0, 3:5]> %[[G]] to %[[UP]]
// CHECK: row.max_pool_grad

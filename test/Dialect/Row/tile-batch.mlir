// RUN: lrcnn-opt %S/inputs/two-convs.mlir -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{strategy=two_phase rows=4 batch-tiles=2}),lrcnn-tile)' | FileCheck %s

// Two images in two groups: a slab holds one image. Each group leaves a boundary
// between each two of its 4 tiles: 2 * (4 - 1) = 6 copies.

// CHECK-LABEL: row.program @main
// CHECK: row.buffer "conv0.boundary" stash copies 6 live {{.*}} : !row.slab<1x[2]x4x4xf32>
// CHECK: row.entry forward {
// CHECK: row.tiles (%{{.*}}, %{{.*}}) in (2, 4) images 2 {
// CHECK: row.buffer "conv0" workspace window <[0:3, 1:5, 3:7, 5:8]> live {{.*}} : !row.slab<1x[4]x4x4xf32>
// CHECK: row.entry backward {
// CHECK: row.buffer "conv0.gradient.boundary" workspace live {{.*}} : !row.slab<1x[2]x4x4xf32>
// CHECK: row.tiles (%{{.*}}, %{{.*}}) in (2, 4) images 2 reverse {

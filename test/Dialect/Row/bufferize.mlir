// RUN: lrcnn-opt %S/inputs/two-convs.mlir -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{strategy=two_phase rows=2}),lrcnn-tile,row.program(lrcnn-attach-target{parameters=vector_bits=256},lrcnn-bufferize))' | FileCheck %s
// RUN: lrcnn-opt %S/inputs/two-convs.mlir -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan),lrcnn-tile,row.program(lrcnn-attach-target{parameters=vector_bits=256},lrcnn-bufferize))' | FileCheck %s --check-prefix=STORE

// Positions count kernels, copies and packings: 0 to 5 in forward (2 packings,
// then the loop's restore, kernel, keep, kernel), 6 to 16 in backward.
//
// Bytes: a row of conv0 has 4 * 4 * 4 = 64. Its slab is 2 images * 5 rows = 640,
// its boundary 2 * 2 rows = 256. A filter of [4][3][3][C] is packed in vectors
// of 8 outputs for 4: 8 * 9 * C * 4 = 576 for C = 2 and 1152 for C = 4.
//
//   forward      live     bytes     inference adds
//   conv0.filter 0..5       576     conv0.boundary 2..5  256
//   conv2.filter 1..5      1152
//   conv0        2..5       640
//                          2368                         2624
//
// All of it is alive from 2 to 5, so nothing can share.

// At its peak the backward pass has the stash, its workspace, dy (2 * 8 * 64 =
// 1024) and x (2 * 8 * 4 * 2 * 4 = 512): 256 + 4992 + 1536 = 6784.
//
// CHECK-LABEL: row.program @main
// CHECK-SAME: peak_bytes = 6784 : i64
// CHECK-SAME: stash_bytes = 256 : i64
// CHECK-SAME: workspace_bytes = array<i64: 2368, 2624, 4992>

// A buffer used in a loop and made outside is alive in the whole loop: the
// boundary from the loop at 2 to the last position of the backward loop, 14.
// CHECK: row.buffer "conv0.boundary" stash bytes 256 in stash at 0 live [2, 14]
// CHECK: row.entry forward {
// CHECK: row.buffer "conv0.filter" workspace bytes 576 in workspace at 1792 live [0, 5]
// CHECK: row.buffer "conv2.filter" workspace bytes 1152 in workspace at 0 live [1, 5]
// CHECK: row.buffer "conv0" workspace window {{.*}} bytes 640 in workspace at 1152 live [2, 5]

// Inference has positions of its own.
// CHECK: row.entry inference {
// CHECK: row.buffer "conv0.boundary" workspace bytes 256 in workspace at 2368 live [2, 5]

// One made in the loop is alive between its uses in the body: at 11, where
// conv0.gradient begins, conv0 still is.
//
//   backward                  live      bytes
//   conv0.filter              6..14       576
//   conv2.filter.transposed   7..14      1152
//   conv2.filter.gradient     8..15      1152
//   conv0.gradient.boundary   8..14       256
//   conv0.filter.gradient     8..16       576
//   conv0                     8..12       640
//   conv0.gradient           11..14       640
//                                        4992
// CHECK: row.entry backward {
// CHECK: row.buffer "conv2.filter.gradient" {{.*}} live [8, 15]
// CHECK: row.buffer "conv0" {{.*}} live [8, 12]
// CHECK: row.buffer "conv0.gradient" {{.*}} live [11, 14]

// Without loops buffers die one after the other and share: of conv0.filter
// (positions 0 and 1) and conv2.filter (2 and 3) the larger one counts.
// Backward has conv0.gradient beside conv2.filter.transposed: 1024 + 1152.
// STORE: stash_bytes = 1024 : i64
// STORE-SAME: workspace_bytes = array<i64: 1152, 2176, 2176>
// STORE: row.buffer "conv0" stash bytes 1024 in stash at 0 live [1, 7]
// STORE: row.entry forward {
// STORE: row.buffer "conv0.filter" workspace bytes 576 in workspace at 0 live [0, 1]
// STORE: row.buffer "conv2.filter" workspace bytes 1152 in workspace at 0 live [2, 3]

// The checkpoint is read for the last time at 7. From then on the backward pass
// has its place in the stash.
// STORE: row.entry backward {
// STORE: row.buffer "conv0.filter.gradient" workspace bytes 576 in stash at 0 live [8, 9]

// RUN: lrcnn-opt %s | lrcnn-opt | FileCheck %s
// RUN: lrcnn-opt %s --pass-pipeline="builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{strategy=two_phase rows=2}))" 2>&1 | FileCheck %s --check-prefix=PLAN
// RUN: lrcnn-opt %s --pass-pipeline="builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{strategy=overlap rows=2}),lrcnn-tile)" 2>/dev/null | FileCheck %s --check-prefix=TILE

// BatchNorm in training mode: a convolution's sweep ends with the statistics,
// the next begins with what reads them.
// CHECK-LABEL: @batch_norm
// CHECK: %[[X:.*]] = row.conv
// CHECK: %[[S:.*]] = row.statistics %[[X]] : (tensor<2x8x4x4xf32>) -> tensor<1x1x2x4xf32>
// CHECK: row.normalize %[[X]], %[[S]] scale %{{.*}} shift %{{.*}} eps 1.000000e-05
// PLAN: planned as #row.plan<<end = 2, strategy = two_phase, batch = 1, cuts = [{{.*}}, 8]>, <end = 5, strategy = two_phase, batch = 1, cuts = [{{.*}}, 8]>>

// The statistics are kept in the stash; they are merged tile by tile.
// TILE-LABEL: row.program @batch_norm
// TILE: %[[PRE:.*]] = row.buffer "conv0" stash live {{.*}} : !row.slab<2x[8]x4x4xf32>
// TILE: %[[STATS:.*]] = row.buffer "statistics1" stash live {{.*}} : !row.slab<1x[1]x2x4xf32>
// TILE: row.entry forward
// TILE: %[[SO_FAR:.*]] = row.buffer "statistics1" workspace live {{.*}} : !row.packed<1x1x2x4xf32>
// TILE: row.tiles
// TILE: row.kernel at %{{.*}} rows <[0:4, 4:8]> ins(%[[PRE]] :{{.*}}out(%[[SO_FAR]] :
// TILE: row.unpack %[[SO_FAR]] to %[[STATS]]
// TILE: row.tiles
// TILE: row.kernel {{.*}}ins(%[[PRE]], %[[STATS]],
// The backward sweep of the reader takes the sums; what is made of them comes
// behind it, and goes into the sweep before.
// TILE: row.entry backward
// TILE: %[[SUMS:.*]] = row.buffer "normalize2.sums" workspace live {{.*}} : !row.slab<2x[1]x2x4xf32>
// TILE: row.tiles {{.*}} reverse
// TILE: out(%[[SUMS]] :
// TILE: row.normalize_sums
// TILE: row.normalize_shift_grad
// TILE: row.normalize_scale_grad
// TILE: row.normalize_statistics_grad
// TILE: row.tiles {{.*}} reverse
// TILE: row.statistics_grad
func.func @batch_norm(%x: tensor<2x3x8x4xf32>, %w: tensor<4x3x3x3xf32>,
                      %g: tensor<4xf32>, %b: tensor<4xf32>,
                      %v: tensor<2x4x3x3xf32>) -> tensor<2x2x8x4xf32> {
  %y = row.chain (%0 = %x nchw : tensor<2x3x8x4xf32>,
                  %1 = %w fchw : tensor<4x3x3x3xf32>,
                  %2 = %g vector : tensor<4xf32>,
                  %3 = %b vector : tensor<4xf32>,
                  %4 = %v fchw : tensor<2x4x3x3xf32>)
      -> (nchw tensor<2x2x8x4xf32>) {
    %5 = row.conv %0, %1 pad [1, 1, 1, 1]
        : (tensor<2x8x4x3xf32>, tensor<4x3x3x3xf32>) -> tensor<2x8x4x4xf32>
    %6 = row.statistics %5 : (tensor<2x8x4x4xf32>) -> tensor<1x1x2x4xf32>
    %7 = row.normalize %5, %6 scale %2 shift %3 eps 1.0e-05
        : (tensor<2x8x4x4xf32>, tensor<1x1x2x4xf32>, tensor<4xf32>,
           tensor<4xf32>) -> tensor<2x8x4x4xf32>
    %8 = row.relu %7 : (tensor<2x8x4x4xf32>) -> tensor<2x8x4x4xf32>
    %9 = row.conv %8, %4 pad [1, 1, 1, 1]
        : (tensor<2x8x4x4xf32>, tensor<2x3x3x4xf32>) -> tensor<2x8x4x2xf32>
    row.yield %9 : tensor<2x8x4x2xf32>
  }
  return %y : tensor<2x2x8x4xf32>
}

// What is normalized moves down to the addition that reads it, so the folds of
// both branches share a sweep.
// PLAN-LABEL: @branches
// PLAN: row.conv
// PLAN-NEXT: row.statistics
// PLAN-NEXT: row.conv
// PLAN-NEXT: row.statistics
// PLAN-NEXT: row.normalize
// PLAN-NEXT: row.normalize
// PLAN-NEXT: row.add
func.func @branches(%x: tensor<2x8x4x3xf32>, %w: tensor<4x1x1x3xf32>,
                    %v: tensor<4x1x1x3xf32>) -> tensor<2x8x4x4xf32> {
  %y = row.chain (%0 = %x nhwc : tensor<2x8x4x3xf32>,
                  %1 = %w fhwc : tensor<4x1x1x3xf32>,
                  %2 = %v fhwc : tensor<4x1x1x3xf32>)
      -> (nhwc tensor<2x8x4x4xf32>) {
    %3 = row.conv %0, %1
        : (tensor<2x8x4x3xf32>, tensor<4x1x1x3xf32>) -> tensor<2x8x4x4xf32>
    %4 = row.statistics %3 : (tensor<2x8x4x4xf32>) -> tensor<1x1x2x4xf32>
    %5 = row.normalize %3, %4 eps 1.0e-05
        : (tensor<2x8x4x4xf32>, tensor<1x1x2x4xf32>) -> tensor<2x8x4x4xf32>
    %6 = row.conv %0, %2
        : (tensor<2x8x4x3xf32>, tensor<4x1x1x3xf32>) -> tensor<2x8x4x4xf32>
    %7 = row.statistics %6 groups 2
        : (tensor<2x8x4x4xf32>) -> tensor<2x1x2x4xf32>
    %8 = row.normalize %6, %7 eps 1.0e-05 groups 2
        : (tensor<2x8x4x4xf32>, tensor<2x1x2x4xf32>) -> tensor<2x8x4x4xf32>
    %9 = row.add %5, %8 : (tensor<2x8x4x4xf32>, tensor<2x8x4x4xf32>)
        -> tensor<2x8x4x4xf32>
    row.yield %9 : tensor<2x8x4x4xf32>
  }
  return %y : tensor<2x8x4x4xf32>
}

// CHECK-LABEL: @pool
// CHECK: row.global_avg_pool %{{.*}} : (tensor<2x8x4x4xf32>) -> tensor<2x1x1x4xf32>
func.func @pool(%x: tensor<2x8x4x4xf32>) -> tensor<2x1x1x4xf32> {
  %y = row.chain (%0 = %x nhwc : tensor<2x8x4x4xf32>)
      -> (nhwc tensor<2x1x1x4xf32>) {
    %1 = row.global_avg_pool %0
        : (tensor<2x8x4x4xf32>) -> tensor<2x1x1x4xf32>
    row.yield %1 : tensor<2x1x1x4xf32>
  }
  return %y : tensor<2x1x1x4xf32>
}

// Cumulative running statistics: the step is counted once, before all rows. Both
// layers then read the new number, where the old one was.
// CHECK-LABEL: @cumulative
// CHECK: %[[S:.*]] = row.statistics
// CHECK: %[[K:.*]] = row.count_steps %{{.*}} : (tensor<1xf32>) -> tensor<1xf32>
// CHECK: row.running_mean %{{.*}}, %[[S]] steps %[[K]] : (tensor<4xf32>, tensor<1x1x2x4xf32>, tensor<1xf32>) -> tensor<4xf32>
// CHECK: row.running_variance %{{.*}}, %[[S]] steps %[[K]] count 64 :
// PLAN-LABEL: @cumulative
// TILE-LABEL: row.program @cumulative
// TILE: %[[STEPS:.*]] = row.argument "steps" state inout vector : memref<1xf32>
// TILE: row.entry forward
// TILE-NEXT: row.kernel rows <[0:1]> ins(%[[STEPS]] : memref<1xf32>) out(%[[STEPS]] : memref<1xf32>)
// TILE: row.count_steps
// TILE: row.unpack
// TILE-NEXT: row.kernel rows <[0:1]> ins(%{{.*}}, %{{.*}}, %[[STEPS]] : memref<4xf32>, !row.slab<1x[1]x2x4xf32>, memref<1xf32>)
// TILE: row.running_variance
// TILE: row.kernel rows <[0:1]> ins(%{{.*}}, %{{.*}}, %[[STEPS]] :
// TILE: row.running_mean
// TILE-NOT: %[[STEPS]]
// TILE: row.entry inference
// TILE-NOT: %[[STEPS]]
func.func @cumulative(%x: tensor<2x4x8x4xf32>,
                      %k: tensor<1xf32> {lrcnn.name = "steps"},
                      %m: tensor<4xf32>, %v: tensor<4xf32>)
    -> (tensor<2x4x8x4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<1xf32>) {
  %y:4 = row.chain (%0 = %x nchw : tensor<2x4x8x4xf32>,
                    %1 = %k vector : tensor<1xf32>,
                    %2 = %m vector : tensor<4xf32>,
                    %3 = %v vector : tensor<4xf32>)
      -> (nchw tensor<2x4x8x4xf32>, vector tensor<4xf32>, vector tensor<4xf32>,
          vector tensor<1xf32>) {
    %4 = row.relu %0 : (tensor<2x8x4x4xf32>) -> tensor<2x8x4x4xf32>
    %5 = row.statistics %4 : (tensor<2x8x4x4xf32>) -> tensor<1x1x2x4xf32>
    %6 = row.count_steps %1 : (tensor<1xf32>) -> tensor<1xf32>
    %7 = row.running_mean %2, %5 steps %6
        : (tensor<4xf32>, tensor<1x1x2x4xf32>, tensor<1xf32>) -> tensor<4xf32>
    %8 = row.running_variance %3, %5 steps %6 count 64
        : (tensor<4xf32>, tensor<1x1x2x4xf32>, tensor<1xf32>) -> tensor<4xf32>
    %9 = row.normalize %4, %5 eps 1.0e-05
        : (tensor<2x8x4x4xf32>, tensor<1x1x2x4xf32>) -> tensor<2x8x4x4xf32>
    row.yield %9, %7, %8, %6
        : tensor<2x8x4x4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<1xf32>
  }
  return %y#0, %y#1, %y#2, %y#3
      : tensor<2x4x8x4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<1xf32>
}

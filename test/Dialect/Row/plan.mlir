// RUN: lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan))' | FileCheck %s --check-prefix=DEFAULT
// RUN: lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{strategy=recompute batch-tiles=2}))' | FileCheck %s --check-prefix=RECOMPUTE
// RUN: lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{strategy=overlap rows=3}))' | FileCheck %s --check-prefix=OVERLAP
// RUN: lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{strategy=two_phase rows=3}))' | FileCheck %s --check-prefix=TWOPHASE
// RUN: lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{strategy=two_phase rows=12}))' | FileCheck %s --check-prefix=ROWS
// RUN: lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{strategy=two_phase rows=3}))' | lrcnn-opt -pass-pipeline='builtin.module(func.func(lrcnn-plan))' | FileCheck %s --check-prefix=TWOPHASE
// RUN: lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{strategy=overlap rows=3}))' -verify-diagnostics -o /dev/null

// Without options: one stored segment.
// DEFAULT: plan #row.plan<<end = 4, strategy = store, batch = 1, cuts = [12]>>

// One tile of all rows, two groups of images.
// RECOMPUTE: plan #row.plan<<end = 4, strategy = recompute, batch = 2, cuts = [12]>>

// Cuts are rows of the last layer's result. The slab of conv0 has the rows [a -
// 1, b + 1) of a tile [a, b), clamped to [0, 12): with cuts at 4 and 8 it has 5,
// 6 and 5 rows, and the slab in the middle is the largest. Cuts at 5 and 7 would
// give 6, 4 and 6: no better than the even ones, which stay (G6).
// OVERLAP: plan #row.plan<<end = 4, strategy = overlap, batch = 1, cuts = [4, 8, 12]>>

// TWOPHASE: plan #row.plan<<end = 4, strategy = two_phase, batch = 1, cuts = [4, 8, 12]>>

// As many tiles as rows.
// ROWS: cuts = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

// A chain that has a plan keeps it: planned a second time, it is the same.
func.func @main(%x: tensor<2x12x4x2xf32>, %w0: tensor<2x3x3x2xf32>,
                %w1: tensor<2x3x3x2xf32>) -> tensor<2x12x4x2xf32> {
  // expected-remark@+1 {{planned as #row.plan<<end = 4, strategy = overlap, batch = 1, cuts = [4, 8, 12]>>}}
  %0 = row.chain (%0 = %x nhwc : tensor<2x12x4x2xf32>,
                  %1 = %w0 fhwc : tensor<2x3x3x2xf32>,
                  %2 = %w1 fhwc : tensor<2x3x3x2xf32>)
      -> (nhwc tensor<2x12x4x2xf32>) {
    %3 = row.conv %0, %1 pad [1, 1, 1, 1]
        : (tensor<2x12x4x2xf32>, tensor<2x3x3x2xf32>) -> tensor<2x12x4x2xf32>
    %4 = row.relu %3 : (tensor<2x12x4x2xf32>) -> tensor<2x12x4x2xf32>
    %5 = row.conv %4, %2 pad [1, 1, 1, 1]
        : (tensor<2x12x4x2xf32>, tensor<2x3x3x2xf32>) -> tensor<2x12x4x2xf32>
    %6 = row.relu %5 : (tensor<2x12x4x2xf32>) -> tensor<2x12x4x2xf32>
    row.yield %6 : tensor<2x12x4x2xf32>
  }
  return %0 : tensor<2x12x4x2xf32>
}

// Deeper, even cuts no longer do. A middle tile [a, b) needs halos at both ends
// of conv2, conv1 and conv0: 3 (b - a) + 2 (1 + 2 + 3) rows; the first tile [0,
// a) at one end: 3 a + 6. Cuts at 4 and 8: 18, 24, 18. At 5 and 8: 21, 21, 18.
// OVERLAP: cuts = [5, 8, 12]
func.func @deep(%x: tensor<2x12x4x2xf32>, %w0: tensor<2x3x3x2xf32>,
                %w1: tensor<2x3x3x2xf32>, %w2: tensor<2x3x3x2xf32>,
                %w3: tensor<2x3x3x2xf32>) -> tensor<2x12x4x2xf32> {
  // expected-remark@+1 {{cuts = [5, 8, 12]>}}
  %0 = row.chain (%0 = %x nhwc : tensor<2x12x4x2xf32>,
                  %1 = %w0 fhwc : tensor<2x3x3x2xf32>,
                  %2 = %w1 fhwc : tensor<2x3x3x2xf32>,
                  %3 = %w2 fhwc : tensor<2x3x3x2xf32>,
                  %4 = %w3 fhwc : tensor<2x3x3x2xf32>)
      -> (nhwc tensor<2x12x4x2xf32>) {
    %5 = row.conv %0, %1 pad [1, 1, 1, 1]
        : (tensor<2x12x4x2xf32>, tensor<2x3x3x2xf32>) -> tensor<2x12x4x2xf32>
    %6 = row.conv %5, %2 pad [1, 1, 1, 1]
        : (tensor<2x12x4x2xf32>, tensor<2x3x3x2xf32>) -> tensor<2x12x4x2xf32>
    %7 = row.conv %6, %3 pad [1, 1, 1, 1]
        : (tensor<2x12x4x2xf32>, tensor<2x3x3x2xf32>) -> tensor<2x12x4x2xf32>
    %8 = row.conv %7, %4 pad [1, 1, 1, 1]
        : (tensor<2x12x4x2xf32>, tensor<2x3x3x2xf32>) -> tensor<2x12x4x2xf32>
    row.yield %8 : tensor<2x12x4x2xf32>
  }
  return %0 : tensor<2x12x4x2xf32>
}

// A plan that the options ask for and the chain does not allow.

// RUN: not lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{strategy=best}))' 2>&1 | FileCheck %s --check-prefix=STRATEGY
// RUN: not lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-plan))' 2>&1 | FileCheck %s --check-prefix=ORDER
// RUN: not lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{strategy=overlap rows=5}))' 2>&1 | FileCheck %s --check-prefix=MORE
// RUN: not lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{strategy=two_phase rows=0}))' 2>&1 | FileCheck %s --check-prefix=NONE
// RUN: not lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{strategy=recompute rows=2}))' 2>&1 | FileCheck %s --check-prefix=ONE
// RUN: not lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{strategy=overlap rows=2 batch-tiles=3}))' 2>&1 | FileCheck %s --check-prefix=BATCH
// RUN: not lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{batch-tiles=2}))' 2>&1 | FileCheck %s --check-prefix=STORE
// RUN: not lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{live-bytes=1}))' 2>&1 | FileCheck %s --check-prefix=LIVE

// STRATEGY: 'row.chain' op expected strategy store, recompute, overlap or two_phase, got 'best'
// ORDER: 'row.chain' op expected a differentiated chain, as a plan is made of what gradients read; run lrcnn-differentiate first
// MORE: 'row.chain' op expected 1 to 4 rows (tiles) for the segment that ends at layer 2, got 5
// NONE: 'row.chain' op expected 1 to 4 rows (tiles) for the segment that ends at layer 2, got 0
// ONE: 'row.chain' op expected one row (tile) under strategy recompute, got 2
// BATCH: 'row.chain' op G6: expected 1 to 2 batch tiles for the segment that ends at 'max_pool1', got 3
// LIVE: 'row.chain' op expected live-bytes of at least {{[0-9]+}}, got 1
// STORE: 'row.chain' op G6: expected one batch tile for the store segment that ends at 'max_pool1', got 2

// The files of a plan, each with one fault. `end` is a number of layers.

// RUN: not lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{plan-file=%S/inputs/no-such-plan.json}))' 2>&1 | FileCheck %s --check-prefix=MISSING
// MISSING: 'row.chain' op cannot read plan file '{{.*}}no-such-plan.json':

// RUN: not lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{plan-text=[}))' 2>&1 | FileCheck %s --check-prefix=TEXT
// TEXT: 'row.chain' op cannot parse the plan:

// RUN: not lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{plan-file=%s plan-text=[]}))' 2>&1 | FileCheck %s --check-prefix=BOTH
// BOTH: 'row.chain' op expected a plan's file or its text, got both

// RUN: rm -rf %t && split-file %S/inputs/invalid-plans.txt %t
// RUN: not lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{plan-file=%t/syntax.json}))' 2>&1 | FileCheck %s --check-prefix=SYNTAX
// SYNTAX: 'row.chain' op cannot parse plan file '{{.*}}syntax.json':

// RUN: not lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{plan-file=%t/array.json}))' 2>&1 | FileCheck %s --check-prefix=OBJECT
// RUN: not lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{plan-file=%t/no-segments.json}))' 2>&1 | FileCheck %s --check-prefix=OBJECT
// OBJECT: 'row.chain' op expected the plan file to be an object with 'segments'

// RUN: not lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{plan-file=%t/segment.json}))' 2>&1 | FileCheck %s --check-prefix=SEGMENT
// SEGMENT: 'row.chain' op expected each segment of the plan file to be an object

// RUN: not lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{plan-file=%t/end.json}))' 2>&1 | FileCheck %s --check-prefix=END
// RUN: not lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{plan-file=%t/end-name.json}))' 2>&1 | FileCheck %s --check-prefix=END
// RUN: not lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{plan-file=%t/end-beyond.json}))' 2>&1 | FileCheck %s --check-prefix=END
// END: 'row.chain' op expected 'end' of a plan file's segment to be a layer after 0 and up to 2, as a number or a layer's name

// RUN: not lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{plan-file=%t/strategy.json}))' 2>&1 | FileCheck %s --check-prefix=FILE-STRATEGY
// FILE-STRATEGY: 'row.chain' op expected 'strategy' of a plan file's segment to be store, recompute, overlap or two_phase, got ''

// RUN: not lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{plan-file=%t/key.json}))' 2>&1 | FileCheck %s --check-prefix=KEY
// KEY: 'row.chain' op expected end, strategy, rows, batch_tiles, cuts or checkpoint in a plan file's segment, got 'tiles'

// RUN: not lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{plan-file=%t/checkpoint.json}))' 2>&1 | FileCheck %s --check-prefix=CHECKPOINT
// CHECKPOINT: 'row.chain' op expected 'checkpoint' of a plan file's segment to be true or false

// RUN: not lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{plan-file=%t/no-checkpoint.json}))' 2>&1 | FileCheck %s --check-prefix=LAST
// LAST: 'row.chain' op G6: expected the last segment to end with a checkpoint

// RUN: not lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{plan-file=%t/cut.json}))' 2>&1 | FileCheck %s --check-prefix=CUT
// CUT: 'row.chain' op expected 'cuts' of a plan file's segment to be whole numbers

// RUN: not lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{plan-file=%t/no-cut.json}))' 2>&1 | FileCheck %s --check-prefix=NO-CUT
// NO-CUT: 'row.chain' op expected at least one cut in a plan file's segment

// RUN: not lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{plan-file=%t/cut-end.json}))' 2>&1 | FileCheck %s --check-prefix=CUT-END
// CUT-END: 'row.chain' op G6: expected the cuts of the segment that ends at 'max_pool1' to end at its 4 rows, got 3

// RUN: not lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{plan-file=%t/rows.json}))' 2>&1 | FileCheck %s --check-prefix=MORE

// RUN: not lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{plan-file=%t/rows-text.json}))' 2>&1 | FileCheck %s --check-prefix=NUMBER
// NUMBER: 'row.chain' op expected 'rows' of a plan file's segment to be a whole number

// RUN: not lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{plan-file=%t/cuts-text.json}))' 2>&1 | FileCheck %s --check-prefix=CUTS
// CUTS: 'row.chain' op expected 'cuts' of a plan file's segment to be an array

// RUN: not lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{plan-file=%t/rows-and-cuts.json}))' 2>&1 | FileCheck %s --check-prefix=COUNT
// COUNT: expected 'rows' of a plan file's segment to be the number of its 'cuts', {{[0-9]+}}, got {{[0-9]+}}

// RUN: not lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{plan-file=%t/short.json}))' 2>&1 | FileCheck %s --check-prefix=SHORT
// SHORT: 'row.chain' op expected the plan to cover 2 layers, got 1

func.func @main(%x: tensor<2x8x4x2xf32>) -> tensor<2x4x2x2xf32> {
  %0 = row.chain (%0 = %x nhwc : tensor<2x8x4x2xf32>)
      -> (nhwc tensor<2x4x2x2xf32>) {
    %1 = row.relu %0 : (tensor<2x8x4x2xf32>) -> tensor<2x8x4x2xf32>
    %2 = row.max_pool %1 kernel [2, 2] stride [2, 2]
        : (tensor<2x8x4x2xf32>) -> tensor<2x4x2x2xf32>
    row.yield %2 : tensor<2x4x2x2xf32>
  }
  return %0 : tensor<2x4x2x2xf32>
}

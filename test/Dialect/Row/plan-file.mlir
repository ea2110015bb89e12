// RUN: lrcnn-opt %S/inputs/two-convs.mlir -pass-pipeline='builtin.module(func.func(lrcnn-plan{plan-file=%S/inputs/hybrid-plan.json}))' | FileCheck %s
// RUN: split-file %s %t
// RUN: lrcnn-opt %S/inputs/two-convs.mlir -pass-pipeline='builtin.module(func.func(lrcnn-plan{plan-file=%t/rows.json}))' | FileCheck %s --check-prefix=ROWS

// A segment ends at a layer's name or number; its cuts are given.
// CHECK: plan #row.plan<<end = 2, strategy = overlap, batch = 1, cuts = [3, 8]>, <end = 3, strategy = store, batch = 1, cuts = [8]>>

// Or its number of tiles, and the cuts are chosen.
// ROWS: plan #row.plan<<end = 1, strategy = recompute, batch = 2, cuts = [8]>, <end = 3, strategy = two_phase, batch = 1, cuts = [2, 4, 6, 8]>>

//--- rows.json
{"segments": [{"end": "conv0", "strategy": "recompute", "batch_tiles": 2},
              {"end": "conv2", "strategy": "two_phase", "rows": 4}]}

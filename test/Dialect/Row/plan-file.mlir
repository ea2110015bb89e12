// RUN: lrcnn-opt %S/inputs/two-convs.mlir -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{plan-file=%S/inputs/hybrid-plan.json}))' | FileCheck %s
// RUN: lrcnn-opt %S/inputs/two-convs.mlir -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{plan-text={{"segments": [{"end": "relu1", "strategy": "overlap", "cuts": [3, 8]}, {"end": 3, "strategy": "store"}]}}}))' | FileCheck %s
// RUN: split-file %s %t
// RUN: lrcnn-opt %S/inputs/two-convs.mlir -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{plan-file=%t/rows.json}))' | FileCheck %s --check-prefix=ROWS
// RUN: not lrcnn-opt %S/inputs/two-convs.mlir -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{plan-file=%t/inside.json}))' 2>&1 | FileCheck %s --check-prefix=INSIDE

// From a file or the text of one. A segment ends at a layer's name or number; its cuts are given.
// CHECK: plan #row.plan<<end = 2, strategy = overlap, batch = 1, cuts = [3, 8]>, <end = 3, strategy = store, batch = 1, cuts = [8]>>

// Or its number of tiles, and the cuts are chosen. A rectifier runs in the kernel
// of the convolution in front of it: the segment ends behind both.
// ROWS: plan #row.plan<<end = 2, strategy = recompute, batch = 2, cuts = [8]>, <end = 3, strategy = two_phase, batch = 1, cuts = [2, 4, 6, 8]>>

// INSIDE: expected 'end' of a plan file's segment to be between kernels, got layer 1, which runs in one kernel with layer 2

//--- inside.json
{"segments": [{"end": 1, "strategy": "store"}, {"end": 3, "strategy": "store"}]}
//--- rows.json
{"segments": [{"end": "conv0", "strategy": "recompute", "batch_tiles": 2},
              {"end": "conv2", "strategy": "two_phase", "rows": 4}]}

// Where the backward pass finds what it reads, as a plan says it.

// RUN: split-file %s %t
// RUN: lrcnn-opt %S/inputs/two-convs.mlir -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{plan-file=%t/kept.json}),lrcnn-tile)' | FileCheck %s
// RUN: not lrcnn-opt %S/inputs/two-convs.mlir -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{plan-file=%t/nowhere.json}))' 2>&1 | FileCheck %s --check-prefix=NOWHERE
// RUN: not lrcnn-opt %S/inputs/two-convs.mlir -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{plan-file=%t/again.json}))' 2>&1 | FileCheck %s --check-prefix=AGAIN
// RUN: not lrcnn-opt %S/inputs/two-convs.mlir -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{plan-file=%t/twice.json}))' 2>&1 | FileCheck %s --check-prefix=TWICE
// RUN: not lrcnn-opt %S/inputs/two-convs.mlir -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{plan-file=%t/inside.json}))' 2>&1 | FileCheck %s --check-prefix=INSIDE

// The tiles write what is kept into the stash, and the sweep makes nothing again.
// CHECK: row.program @main attributes {plan = #row.plan<<end = 3, strategy = two_phase, batch = 1, cuts = [4, 8]> kept[1] takes[]>, work = 1.000000e+00 : f64}
// CHECK: %[[KEPT:.*]] = row.buffer "conv0" stash live [{{.*}}] : !row.slab<2x[8]x4x4xf32>
// CHECK: row.entry backward
// CHECK-NOT: row.conv %

// NOWHERE: expected 'conv0' to be kept or remade, as the backward pass of segment 0 reads it
// AGAIN: expected what is made again whole to be rows of a segment that ends at no checkpoint, got 'conv0'
// TWICE: expected each layer once in 'kept', 'offloaded', 'again' and 'remade' of a plan file, got "conv0" again
// INSIDE: expected 'kept' of a plan file to list layers that a kernel ends with, by number or name, got 0

//--- kept.json
{"segments": [{"end": 3, "strategy": "two_phase", "cuts": [4, 8]}], "kept": ["conv0"]}

//--- nowhere.json
{"segments": [{"end": 3, "strategy": "two_phase", "cuts": [4, 8]}], "kept": []}

//--- again.json
{"segments": [{"end": 3, "strategy": "two_phase", "cuts": [4, 8]}], "again": [1]}

//--- twice.json
{"segments": [{"end": 3, "strategy": "two_phase", "cuts": [4, 8]}], "kept": ["conv0"], "remade": ["conv0"]}

//--- inside.json
{"segments": [{"end": 3, "strategy": "two_phase", "cuts": [4, 8]}], "kept": [0]}

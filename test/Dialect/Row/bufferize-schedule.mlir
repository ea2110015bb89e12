// What lrcnn-tile says of its schedule is counted again where buffers get
// places; a difference is an error.

// RUN: lrcnn-opt %S/inputs/two-convs.mlir -pass-pipeline='builtin.module(func.func(lrcnn-attach-target{parameters=vector_bits=256},lrcnn-differentiate,lrcnn-plan{strategy=two_phase rows=2}),lrcnn-tile)' -o %t
// RUN: FileCheck %s --input-file=%t
// RUN: lrcnn-opt %t -pass-pipeline='builtin.module(row.program(lrcnn-bufferize))' | FileCheck %s
// RUN: sed 's/peak_bytes = [0-9]*/peak_bytes = 1000/' %t | not lrcnn-opt -pass-pipeline='builtin.module(row.program(lrcnn-bufferize))' 2>&1 | FileCheck %s --check-prefix=PEAK
// RUN: sed 's/work = [^ ]*/work = 1.25/' %t | not lrcnn-opt -pass-pipeline='builtin.module(row.program(lrcnn-bufferize))' 2>&1 | FileCheck %s --check-prefix=WORK
// RUN: sed 's/\("conv0.boundary" stash live\) \[[0-9]*,/\1 [1,/' %t | not lrcnn-opt -pass-pipeline='builtin.module(row.program(lrcnn-bufferize))' 2>&1 | FileCheck %s --check-prefix=LIVE

// The peak of another target is not expected.
// RUN: sed 's/peak_bytes = [0-9]*/peak_bytes = 1000/' %t | lrcnn-opt -pass-pipeline='builtin.module(row.program(lrcnn-attach-target{parameters=vector_bits=256},lrcnn-bufferize))' | FileCheck %s

// CHECK: row.program @main attributes {peak_bytes = {{[0-9]+}} : i64,
// CHECK-SAME: target = #row.target<"cpu", {vector_bits = 256 : i64}>

// PEAK: error: 'row.program' op expected a peak of 1000 bytes, as its schedule says, has one of {{[0-9]+}}
// WORK: error: 'row.program' op expected work of 1.25{{.*}}, as its schedule says, does
// LIVE: error: 'row.buffer' op expected to be alive from 1 to 14, as the schedule says, is used from 2 to 14

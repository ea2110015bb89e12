// RUN: split-file %s %t
// RUN: lrcnn-opt %t/ok.mlir -pass-pipeline='builtin.module(row.program(lrcnn-attach-target{parameters=l2_bytes=4096,vector_bits=512}))' | FileCheck %s
// RUN: lrcnn-opt %t/ok.mlir -pass-pipeline='builtin.module(row.program(lrcnn-attach-target))' | FileCheck %s --check-prefix=HOST
// RUN: lrcnn-opt %t/ok.mlir -pass-pipeline='builtin.module(row.program(lrcnn-attach-target{target=cpu parameters=vector_bits=512,l2_bytes=1048576}))' | FileCheck %s --check-prefix=USUAL
// RUN: lrcnn-opt %t/invalid.mlir -split-input-file -verify-diagnostics -lrcnn-to-llvm -o /dev/null
// RUN: lrcnn-opt %t/target.mlir -verify-diagnostics -pass-pipeline='builtin.module(row.program(lrcnn-attach-target{target=abacus}))' -o /dev/null
// RUN: lrcnn-opt %t/bits.mlir -verify-diagnostics -pass-pipeline='builtin.module(row.program(lrcnn-attach-target{parameters=vector_bits=128}))' -o /dev/null
// RUN: lrcnn-opt %t/text.mlir -verify-diagnostics -pass-pipeline='builtin.module(row.program(lrcnn-attach-target{parameters=vector_bits}))' -o /dev/null
// RUN: lrcnn-opt %t/twice.mlir -verify-diagnostics -pass-pipeline='builtin.module(row.program(lrcnn-attach-target{parameters=vector_bits=256,vector_bits=512}))' -o /dev/null

//--- ok.mlir
// Parameters of this call replace those of the one before.
// CHECK: row.program @p attributes {target = #row.target<"cpu", {l2_bytes = 4096 : i64, vector_bits = 512 : i64}>}
// What is not given is this machine's, and is said.
// HOST: target = #row.target<"cpu", {{.*}}vector_bits = {{256|512}} : i64}>
// What the registers imply is not repeated.
// USUAL: target = #row.target<"cpu", {vector_bits = 512 : i64}>
row.program @p attributes {target = #row.target<"cpu", {vector_bits = 256}>} {
}

//--- target.mlir
// expected-error@+1 {{'row.program' op expected a target of: cpu, cuda; got 'abacus'}}
row.program @p {
}

//--- bits.mlir
// expected-error@+1 {{'row.program' op expected vector_bits of 0, 256 or 512, got 128}}
row.program @p {
}

//--- text.mlir
// expected-error@+1 {{'row.program' op expected a target's parameters as NAME=INTEGER, got 'vector_bits'}}
row.program @p {
}

//--- twice.mlir
// expected-error@+1 {{'row.program' op expected each parameter of the target once, got 'vector_bits' again}}
row.program @p {
}

//--- invalid.mlir
// A program that was damaged behind the pass.
// expected-error@+1 {{'row.program' op expected a target of: cpu, cuda; got 'abacus'}}
row.program @p attributes {stash_bytes = 0 : i64, target = #row.target<"abacus">, workspace_bytes = array<i64: 0, 0, 0>} {
}

// -----

// expected-error@+1 {{'row.program' op expected vector_bits of 0, 256 or 512, got 128}}
row.program @p attributes {stash_bytes = 0 : i64, target = #row.target<"cpu", {vector_bits = 128}>, workspace_bytes = array<i64: 0, 0, 0>} {
}

// -----

// expected-error@+1 {{'row.program' op expected a number of 64 bits for vector_bits, got "wide"}}
row.program @p attributes {stash_bytes = 0 : i64, target = #row.target<"cpu", {vector_bits = "wide"}>, workspace_bytes = array<i64: 0, 0, 0>} {
}

// -----

// expected-error@+1 {{'row.program' op expected vector_bits and l2_bytes as parameters of target 'cpu', got 'beads'}}
row.program @p attributes {stash_bytes = 0 : i64, target = #row.target<"cpu", {beads = 7}>, workspace_bytes = array<i64: 0, 0, 0>} {
}

// -----

// expected-error@+1 {{'row.program' op expected l2_bytes of 1 or more, got 0}}
row.program @p attributes {stash_bytes = 0 : i64, target = #row.target<"cpu", {l2_bytes = 0, vector_bits = 256}>, workspace_bytes = array<i64: 0, 0, 0>} {
}

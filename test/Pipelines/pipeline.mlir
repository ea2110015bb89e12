// Each pass runs on what the one before printed, to the same end as the
// pipeline in one process.

// RUN: lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-plan{strategy=two_phase rows=3}))' -o %t.plan
// RUN: FileCheck %s --check-prefix=PLAN < %t.plan
// RUN: lrcnn-opt %t.plan -pass-pipeline='builtin.module(func.func(lrcnn-differentiate{grad=x}))' -o %t.differentiate
// RUN: FileCheck %s --check-prefix=DIFFERENTIATE < %t.differentiate
// RUN: lrcnn-opt %t.differentiate -lrcnn-tile -o %t.tile
// RUN: FileCheck %s --check-prefix=TILE < %t.tile
// RUN: lrcnn-opt %t.tile -pass-pipeline='builtin.module(row.program(lrcnn-bufferize{vector-bits=256}))' -o %t.bufferize
// RUN: FileCheck %s --check-prefix=BUFFERIZE < %t.bufferize
// RUN: lrcnn-opt %t.bufferize -lrcnn-to-llvm='vector-bits=256' -o %t.llvm
// RUN: FileCheck %s --check-prefix=LLVM < %t.llvm
// RUN: lrcnn-opt %s -lrcnn-pipeline='strategy=two_phase rows=3 grad=x vector-bits=256' -o %t.pipeline
// RUN: diff %t.llvm %t.pipeline

// The generic form serves as well.
// RUN: lrcnn-opt %t.bufferize -mlir-print-op-generic | lrcnn-opt -lrcnn-to-llvm='vector-bits=256' -o %t.generic
// RUN: diff %t.llvm %t.generic

// PLAN: func @main
// PLAN: row.chain
// PLAN: plan #row.plan<<end = 2, strategy = two_phase, batch = 1, cuts = [
// PLAN-NOT: row.conv_filter_grad

// DIFFERENTIATE: func @main
// DIFFERENTIATE: row.conv_filter_grad

// TILE-NOT: func @main
// TILE: row.program @main
// TILE: row.tiles
// TILE-NOT: bytes

// BUFFERIZE: row.program @main attributes {peak_bytes = {{[0-9]+}} : i64
// BUFFERIZE: row.buffer {{.*}} bytes {{[0-9]+}} in {{stash|workspace}} at {{[0-9]+}} live

// LLVM-NOT: row.program
// LLVM: llvm.func @main_forward(
func.func @main(%x: tensor<1x2x9x4xf32> {lrcnn.name = "x"},
                %w: tensor<4x2x3x3xf32> {lrcnn.name = "w"})
    -> tensor<1x4x9x4xf32> {
  %0 = row.chain (%0 = %x nchw : tensor<1x2x9x4xf32>,
                  %1 = %w fchw : tensor<4x2x3x3xf32>)
      -> (nchw tensor<1x4x9x4xf32>) {
    %2 = row.conv %0, %1 pad [1, 1, 1, 1]
        : (tensor<1x9x4x2xf32>, tensor<4x3x3x2xf32>) -> tensor<1x9x4x4xf32>
    %3 = row.relu %2 : (tensor<1x9x4x4xf32>) -> tensor<1x9x4x4xf32>
    row.yield %3 : tensor<1x9x4x4xf32>
  }
  return %0 : tensor<1x4x9x4xf32>
}

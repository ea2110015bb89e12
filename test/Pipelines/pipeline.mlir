// Each pass runs on what the one before printed, to the same end as the
// pipeline in one process.

// RUN: lrcnn-opt %s -lrcnn-raise -o %t.raise
// RUN: FileCheck %s --check-prefix=RAISE < %t.raise
// RUN: lrcnn-opt %t.raise -pass-pipeline='builtin.module(func.func(lrcnn-differentiate{grad=x}))' -o %t.differentiate
// RUN: FileCheck %s --check-prefix=DIFFERENTIATE < %t.differentiate
// RUN: lrcnn-opt %t.differentiate -pass-pipeline='builtin.module(func.func(lrcnn-plan{strategy=two_phase rows=3}))' -o %t.plan
// RUN: FileCheck %s --check-prefix=PLAN < %t.plan
// RUN: lrcnn-opt %t.plan -lrcnn-tile -o %t.tile
// RUN: FileCheck %s --check-prefix=TILE < %t.tile
// RUN: lrcnn-opt %t.tile -pass-pipeline='builtin.module(row.program(lrcnn-attach-target{parameters=vector_bits=256},lrcnn-bufferize))' -o %t.bufferize
// RUN: FileCheck %s --check-prefix=BUFFERIZE < %t.bufferize
// RUN: lrcnn-opt %t.bufferize -lrcnn-to-llvm -o %t.llvm
// RUN: FileCheck %s --check-prefix=LLVM < %t.llvm
// RUN: lrcnn-opt %s -lrcnn-pipeline='strategy=two_phase rows=3 grad=x target-parameters=vector_bits=256' -o %t.pipeline
// RUN: diff %t.llvm %t.pipeline

// The generic form serves as well.
// RUN: lrcnn-opt %t.bufferize -mlir-print-op-generic | lrcnn-opt -lrcnn-to-llvm -o %t.generic
// RUN: diff %t.llvm %t.generic

// In one process the same stages can be watched.
// RUN: lrcnn-opt %s -lrcnn-pipeline='strategy=two_phase rows=3 grad=x target-parameters=vector_bits=256' -mlir-print-ir-after-all -o %t.last 2>&1 | FileCheck %s --check-prefix=STORY
// STORY: IR Dump After {{.*}} (lrcnn-raise)
// STORY: row.conv {{.*}} pad [1, 1, 1, 1]
// STORY: IR Dump After {{.*}} (lrcnn-differentiate)
// STORY: row.conv_filter_grad
// STORY: IR Dump After {{.*}} (lrcnn-plan)
// STORY: plan #row.plan
// STORY: IR Dump After {{.*}} (lrcnn-tile)
// STORY: row.tiles
// STORY: IR Dump After {{.*}} (lrcnn-bufferize)
// STORY: row.buffer {{.*}} bytes {{[0-9]+}} in {{stash|workspace}} at {{[0-9]+}} live
// STORY: IR Dump After {{.*}} (lrcnn-to-llvm)

// RAISE: func @main
// RAISE: row.chain
// RAISE-NOT: linalg
// RAISE-NOT: plan

// DIFFERENTIATE: func @main
// DIFFERENTIATE-NOT: plan
// DIFFERENTIATE: row.conv_filter_grad

// PLAN: func @main
// PLAN: row.chain
// PLAN: plan #row.plan<<end = 2, strategy = two_phase, batch = 1, cuts = [
// PLAN: row.conv_filter_grad

// TILE-NOT: func @main
// TILE: row.program @main
// TILE: row.tiles
// TILE-NOT: bytes

// BUFFERIZE: row.program @main attributes {peak_bytes = {{[0-9]+}} : i64
// BUFFERIZE-SAME: target = #row.target<"cpu", {vector_bits = 256 : i64}>
// BUFFERIZE: row.buffer {{.*}} bytes {{[0-9]+}} in {{stash|workspace}} at {{[0-9]+}} live

// LLVM-NOT: row.program
// LLVM: llvm.func @main_forward(
#id = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
func.func @main(%x: tensor<1x2x9x4xf32> {lrcnn.name = "x"},
                %w: tensor<4x2x3x3xf32> {lrcnn.name = "w"})
    -> tensor<1x4x9x4xf32> {
  %zero = arith.constant 0.0 : f32
  %padded = tensor.pad %x low[0, 0, 1, 1] high[0, 0, 1, 1] {
  ^bb0(%i: index, %j: index, %k: index, %l: index):
    tensor.yield %zero : f32
  } : tensor<1x2x9x4xf32> to tensor<1x2x11x6xf32>
  %empty = tensor.empty() : tensor<1x4x9x4xf32>
  %init = linalg.fill ins(%zero : f32) outs(%empty : tensor<1x4x9x4xf32>)
      -> tensor<1x4x9x4xf32>
  %conv = linalg.conv_2d_nchw_fchw
      {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>}
      ins(%padded, %w : tensor<1x2x11x6xf32>, tensor<4x2x3x3xf32>)
      outs(%init : tensor<1x4x9x4xf32>) -> tensor<1x4x9x4xf32>
  %y = linalg.generic {indexing_maps = [#id, #id],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%conv : tensor<1x4x9x4xf32>) outs(%empty : tensor<1x4x9x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %positive = arith.cmpf ugt, %in, %zero : f32
    %relu = arith.select %positive, %in, %zero : f32
    linalg.yield %relu : f32
  } -> tensor<1x4x9x4xf32>
  return %y : tensor<1x4x9x4xf32>
}

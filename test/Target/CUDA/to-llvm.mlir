// RUN: lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{strategy=two_phase rows=2}),lrcnn-tile,row.program(lrcnn-attach-target{target=cuda},lrcnn-bufferize),lrcnn-to-llvm)' -o %t.2
// RUN: FileCheck %s < %t.2
// RUN: lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{strategy=two_phase rows=16}),lrcnn-tile,row.program(lrcnn-attach-target{target=cuda},lrcnn-bufferize),lrcnn-to-llvm)' -o %t.16

// Kernels do not change with the number of tiles.
// RUN: sed -n '/gpu.module/,/^  }/p' %t.2 > %t.kernels.2
// RUN: sed -n '/gpu.module/,/^  }/p' %t.16 > %t.kernels.16
// RUN: diff %t.kernels.2 %t.kernels.16

// Entries are code for the host, which launches and copies through the runtime.
// CHECK-NOT: row.{{program|kernel|tiles}}
// CHECK: llvm.func hidden @lrcnn_cuda_copy(
// CHECK: llvm.func hidden @lrcnn_cuda_launch(!llvm.ptr, i64, !llvm.ptr, i64, i64)

// A kernel's one parameter is the record of its call: eight numbers, and five for
// each operand. The two convolutions in the middle are equal and share one kernel.
// CHECK: gpu.module @kernels {
// CHECK: llvm.mlir.global external constant @lrcnn_zero(0 : i64)
// CHECK: llvm.func @pack_forward_0(%{{.*}}: !llvm.ptr {llvm.align = 8 : i64, llvm.byval = !llvm.array<18 x i64>, nvvm.grid_constant}) attributes {gpu.kernel
// CHECK-COUNT-3: llvm.func @forward_{{.*}}!llvm.array<28 x i64>
// CHECK-NOT: llvm.func @forward
// CHECK: llvm.func @main_forward_entry(

// The record is 64 bytes, then 40 for each operand; kernel 1 has 16 rows, of a tile
// as many as it has, of 8 times 8 elements.
// CHECK: llvm.call @lrcnn_cuda_launch(

func.func @main(%x: tensor<1x16x8x8xf32>, %w0: tensor<8x3x3x8xf32>,
    %w1: tensor<8x3x3x8xf32>, %w2: tensor<8x3x3x8xf32>) -> tensor<1x16x8x8xf32> {
  %y = row.chain (%v = %x nhwc : tensor<1x16x8x8xf32>,
      %f0 = %w0 fhwc : tensor<8x3x3x8xf32>, %f1 = %w1 fhwc : tensor<8x3x3x8xf32>,
      %f2 = %w2 fhwc : tensor<8x3x3x8xf32>) -> (nhwc tensor<1x16x8x8xf32>) {
    %0 = row.conv %v, %f0 pad [1, 1, 1, 1] : (tensor<1x16x8x8xf32>, tensor<8x3x3x8xf32>) -> tensor<1x16x8x8xf32>
    %1 = row.conv %0, %f1 pad [1, 1, 1, 1] : (tensor<1x16x8x8xf32>, tensor<8x3x3x8xf32>) -> tensor<1x16x8x8xf32>
    %2 = row.conv %1, %f1 pad [1, 1, 1, 1] : (tensor<1x16x8x8xf32>, tensor<8x3x3x8xf32>) -> tensor<1x16x8x8xf32>
    %3 = row.conv %2, %f2 pad [1, 1, 1, 1] : (tensor<1x16x8x8xf32>, tensor<8x3x3x8xf32>) -> tensor<1x16x8x8xf32>
    row.yield %3 : tensor<1x16x8x8xf32>
  }
  return %y : tensor<1x16x8x8xf32>
}

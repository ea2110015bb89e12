// RUN: lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{strategy=two_phase rows=2}),lrcnn-tile,row.program(lrcnn-attach-target{parameters=vector_bits=256},lrcnn-bufferize),lrcnn-to-llvm)' -o %t.2
// RUN: FileCheck %s < %t.2
// RUN: lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-differentiate,lrcnn-plan{strategy=two_phase rows=16}),lrcnn-tile,row.program(lrcnn-attach-target{parameters=vector_bits=256},lrcnn-bufferize),lrcnn-to-llvm)' -o %t.16
// RUN: FileCheck %s < %t.16 --check-prefixes=CHECK,SIXTEEN

// Code does not grow with the tiles, only tables do: the kernels of 2 tiles and
// of 16 are the same text, names of tables apart.
// RUN: sed -n '/llvm.func @kernel/,/^  }/p' %t.2 > %t.kernels.2
// RUN: sed -n '/llvm.func @kernel/,/^  }/p' %t.16 > %t.kernels.16
// RUN: diff %t.kernels.2 %t.kernels.16

// The runtime is linked into the library: its functions are hidden.
// RUN: FileCheck %s < %t.2 --check-prefix=HIDDEN
// HIDDEN: llvm.func hidden @lrcnn_parallel(

// Nothing of the program is left.
// CHECK-NOT: row.{{program|kernel|tiles}}

// A tile's rows come from tables: 16 ranges of one row of %y each.
// SIXTEEN: llvm.mlir.global private constant @table{{.*}}(dense<[0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13, 14, 14, 15, 15, 16]>

// Forward: the packing of a filter and three convolutions. The first reads, and
// the last writes, in the caller's strides; the two between them are equal and
// share one kernel.
// CHECK: llvm.func @main_forward_entry(%{{.*}}: !llvm.ptr)
// CHECK-COUNT-4: llvm.func @kernel
// CHECK-NOT: llvm.func @kernel

// Inference has the same kernels.
// CHECK: llvm.func @main_inference_entry(
// CHECK-NOT: llvm.func @kernel

// Backward: packing and unpacking, filter gradients of the first, the middle and
// the last convolution, data gradients of the last and the middle ones.
// CHECK: llvm.func @main_backward_entry(
// CHECK-COUNT-7: llvm.func @kernel
// CHECK-NOT: llvm.func @kernel

// The C contract.
// CHECK: llvm.func @main_create(
// CHECK: llvm.func @main_forward(
// CHECK: llvm.func @main_backward(
// CHECK: llvm.func @main_destroy(
func.func @main(%x: tensor<1x16x8x8xf32>, %w0: tensor<8x3x3x8xf32>,
                %w1: tensor<8x3x3x8xf32>, %w2: tensor<8x3x3x8xf32>,
                %w3: tensor<8x3x3x8xf32>)
    -> tensor<1x16x8x8xf32> {
  %0 = row.chain (%0 = %x nhwc : tensor<1x16x8x8xf32>,
                  %1 = %w0 fhwc : tensor<8x3x3x8xf32>,
                  %2 = %w1 fhwc : tensor<8x3x3x8xf32>,
                  %3 = %w2 fhwc : tensor<8x3x3x8xf32>,
                  %last = %w3 fhwc : tensor<8x3x3x8xf32>)
      -> (nhwc tensor<1x16x8x8xf32>) {
    %4 = row.conv %0, %1 pad [1, 1, 1, 1]
        : (tensor<1x16x8x8xf32>, tensor<8x3x3x8xf32>) -> tensor<1x16x8x8xf32>
    %5 = row.relu %4 : (tensor<1x16x8x8xf32>) -> tensor<1x16x8x8xf32>
    %6 = row.conv %5, %2 pad [1, 1, 1, 1]
        : (tensor<1x16x8x8xf32>, tensor<8x3x3x8xf32>) -> tensor<1x16x8x8xf32>
    %7 = row.relu %6 : (tensor<1x16x8x8xf32>) -> tensor<1x16x8x8xf32>
    %8 = row.conv %7, %3 pad [1, 1, 1, 1]
        : (tensor<1x16x8x8xf32>, tensor<8x3x3x8xf32>) -> tensor<1x16x8x8xf32>
    %9 = row.relu %8 : (tensor<1x16x8x8xf32>) -> tensor<1x16x8x8xf32>
    %10 = row.conv %9, %last pad [1, 1, 1, 1]
        : (tensor<1x16x8x8xf32>, tensor<8x3x3x8xf32>) -> tensor<1x16x8x8xf32>
    row.yield %10 : tensor<1x16x8x8xf32>
  }
  return %0 : tensor<1x16x8x8xf32>
}

// RUN: lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-differentiate{grad=x},lrcnn-plan{strategy=two_phase rows=2}),lrcnn-tile,row.program(lrcnn-attach-target{target=cuda},lrcnn-bufferize),lrcnn-to-llvm)' -o %t
// RUN: FileCheck %s < %t
// RUN: rm -rf %t.d && mkdir %t.d
// RUN: env LRCNN_PTXAS= lrcnn compile %s -o %t.d/net --target=cuda --grad=x
// RUN: grep -a -e '\.version' -e '^\.' -e '^	' %t.d/net.so | FileCheck %s --check-prefix=PTX

// PTX is for every device from 8.0 on, and rounds as IEEE says: no sum is contracted
// and nothing is flushed to zero. A thread finds its record by value.
// PTX: .version 7.0
// PTX: .target sm_80
// PTX: .visible .entry pack_forward_0(
// PTX-NEXT: .param .align 8 .b8 pack_forward_0_param_0[144]
// PTX-NOT: .ftz
// PTX-NOT: approx

// Products are fused, once for each channel.
// CHECK: llvm.func @forward_1(
// CHECK: llvm.intr.fma({{.*}}) : (f64, f64, f64) -> f64
// PTX: .visible .entry forward_1(
// PTX: fma.rn.f64

// Statistics: 32 threads add up a row of a channel, in shared memory.
// CHECK: llvm.mlir.global internal @statistics_2_shared() {addr_space = 3 : i32
// CHECK: llvm.func @statistics_2(
// CHECK: nvvm.barrier
// CHECK: llvm.func @unpack_statistics_3(
// PTX: .visible .entry statistics_2(
// PTX: st.shared.b64
// PTX: bar.sync
// PTX: ld.shared.b64
// PTX: add.rn.f64

// A running mean is an elementwise kernel; exp is arithmetic.
// CHECK: llvm.func @pointwise_4({{.*}}row.running_mean
// CHECK: llvm.func @pointwise_5({{.*}}sigmoid
// CHECK-NOT: math.
// PTX: .visible .entry pointwise_

// A maximum: a NaN wins.
// CHECK: llvm.func @max_pool_{{[0-9]+}}(
// CHECK: llvm.fcmp "ogt"
// CHECK: llvm.fcmp "uno"

// CHECK: llvm.func @layer_norm_{{[0-9]+}}(
// CHECK: nvvm.barrier
// CHECK: llvm.func @avg_pool_{{[0-9]+}}(

// Taps of resizing lie in tables of the device's memory.
// CHECK: llvm.mlir.global private constant @resampling_{{.*}}.table0({{.*}}addr_space = 1 : i32
// CHECK: llvm.func @resampling_{{[0-9]+}}(
// CHECK: llvm.func @fold_{{[0-9]+}}(

// The backward pass.
// CHECK-DAG: llvm.func @resampling_gradient_
// CHECK-DAG: llvm.func @avg_pool_gradient_
// CHECK-DAG: llvm.func @layer_norm_gradient_
// CHECK-DAG: llvm.func @layer_norm_scale_gradient_
// CHECK-DAG: llvm.func @max_pool_gradient_
// CHECK-DAG: llvm.func @statistics_gradient_
// CHECK-DAG: llvm.func @normalize_shift_gradient_
// CHECK-DAG: llvm.func @normalize_scale_gradient_
// CHECK-DAG: llvm.func @weight_gradient_
// CHECK-DAG: llvm.func @unpack_weight_gradient_
// CHECK-DAG: llvm.func @data_gradient_

func.func @main(%x: tensor<2x3x16x16xf64> {lrcnn.name = "x"}, %w: tensor<4x3x3x3xf64> {lrcnn.name = "w"},
    %g: tensor<4xf64> {lrcnn.name = "g"}, %b: tensor<4xf64> {lrcnn.name = "b"},
    %h: tensor<4xf64> {lrcnn.name = "h"}, %m: tensor<4xf64> {lrcnn.name = "m", lrcnn.role = "state"})
    -> (tensor<2x4x1x1xf64>, tensor<4xf64> {lrcnn.name = "m"}) {
  %y:2 = row.chain (%v = %x nchw : tensor<2x3x16x16xf64>, %f = %w fchw : tensor<4x3x3x3xf64>,
      %mean = %m vector : tensor<4xf64>, %scale = %g vector : tensor<4xf64>,
      %shift = %b vector : tensor<4xf64>, %factor = %h vector : tensor<4xf64>)
      -> (nchw tensor<2x4x1x1xf64>, vector tensor<4xf64>) {
    %1 = row.conv %v, %f pad [1, 1, 1, 1] : (tensor<2x16x16x3xf64>, tensor<4x3x3x3xf64>) -> tensor<2x16x16x4xf64>
    %2 = row.statistics %1 : (tensor<2x16x16x4xf64>) -> tensor<1x1x2x4xf64>
    %3 = row.running_mean %mean, %2 momentum 0.1 : (tensor<4xf64>, tensor<1x1x2x4xf64>) -> tensor<4xf64>
    %4 = row.normalize %1, %2 scale %scale shift %shift eps 1.0e-05 : (tensor<2x16x16x4xf64>, tensor<1x1x2x4xf64>, tensor<4xf64>, tensor<4xf64>) -> tensor<2x16x16x4xf64>
    %5 = row.sigmoid %4 : (tensor<2x16x16x4xf64>) -> tensor<2x16x16x4xf64>
    %6 = row.max_pool %5 kernel [2, 2] stride [2, 2] : (tensor<2x16x16x4xf64>) -> tensor<2x8x8x4xf64>
    %7 = row.layer_norm %6 scale %factor eps 1.0e-05 : (tensor<2x8x8x4xf64>, tensor<4xf64>) -> tensor<2x8x8x4xf64>
    %8 = row.avg_pool %7 kernel [2, 2] stride [2, 2] : (tensor<2x8x8x4xf64>) -> tensor<2x4x4x4xf64>
    %9 = row.resize %8 bilinear to [8, 8] : (tensor<2x4x4x4xf64>) -> tensor<2x8x8x4xf64>
    %10 = row.global_avg_pool %9 : (tensor<2x8x8x4xf64>) -> tensor<2x1x1x4xf64>
    row.yield %10, %3 : tensor<2x1x1x4xf64>, tensor<4xf64>
  }
  return %y#0, %y#1 : tensor<2x4x1x1xf64>, tensor<4xf64>
}

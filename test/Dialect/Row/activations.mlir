// RUN: lrcnn-opt %s | lrcnn-opt | FileCheck %s

// How activations with attributes, and without, are spelt.

// CHECK-LABEL: func.func @spelling
func.func @spelling(%x: tensor<1x4x4x2xf32>) {
  // CHECK: row.relu6 %{{.*}} : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
  %1 = row.relu6 %x : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
  // CHECK: row.leaky_relu %{{.*}} slope 1.000000e-01 :
  %2 = row.leaky_relu %x slope 0.1 : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
  // CHECK: row.tanh %{{.*}} :
  %3 = row.tanh %x : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
  // CHECK: row.hardsigmoid %{{.*}} :
  %4 = row.hardsigmoid %x : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
  // CHECK: row.hardswish %{{.*}} :
  %5 = row.hardswish %x : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
  // CHECK: row.gelu %{{.*}} : (tensor
  %6 = row.gelu %x : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
  // CHECK: row.gelu %{{.*}} tanh : (tensor
  %7 = row.gelu %x tanh : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
  return
}

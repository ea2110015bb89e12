// RUN: lrcnn-opt %s --pass-pipeline="builtin.module(func.func(lrcnn-differentiate{grad=x},lrcnn-plan{strategy=store}),lrcnn-tile)" -o %t 2>/dev/null
// RUN: FileCheck %s < %t
// RUN: lrcnn-opt %s --pass-pipeline="builtin.module(func.func(lrcnn-differentiate{grad=x}))" | FileCheck %s --check-prefix=ORDER

// Which pointwise layers run in one kernel.

// The end of a residual block. The gradient that is stored is that of the sum:
// the normalization's sums and gradients read it, and nothing inside is there.
// CHECK-LABEL: row.program @residual
// CHECK-NOT: "add
// CHECK-NOT: "relu
// CHECK: row.entry forward
// CHECK: row.unpack
// CHECK-NEXT: row.kernel
// CHECK-NEXT: ^bb0
// CHECK-NEXT: row.normalize
// CHECK-NEXT: row.add
// CHECK-NEXT: row.relu
// CHECK-NEXT: row.yield
// CHECK: row.entry backward
// CHECK-NEXT: %[[SUM:.*]] = row.buffer "normalize2.gradient"
// CHECK: row.add_grad
// CHECK-NEXT: row.relu_grad
// CHECK-NEXT: row.yield
// CHECK: row.kernel {{.*}}ins(%{{.*}}, %{{.*}}, %[[SUM]] :
// CHECK-NEXT: ^bb0
// CHECK-NEXT: row.normalize_sums
// CHECK-NEXT: row.yield
// CHECK: row.kernel {{.*}}ins(%[[SUM]] : {{.*}}out(%[[X:.*]] :
// CHECK-NEXT: ^bb0
// CHECK-NEXT: row.add_grad
// CHECK-NEXT: row.yield
// CHECK: row.kernel {{.*}}ins(%[[SUM]], %{{.*}} :
// CHECK-NEXT: ^bb0
// CHECK-NEXT: row.normalize_grad
// CHECK-NEXT: row.yield
// CHECK-NOT: row.add_grad
func.func @residual(%x: tensor<2x8x6x4xf32> {lrcnn.name = "x"},
                    %w: tensor<4x3x3x4xf32>) -> tensor<2x8x6x4xf32> {
  %y = row.chain (%0 = %x nhwc : tensor<2x8x6x4xf32>,
                  %1 = %w fhwc : tensor<4x3x3x4xf32>)
      -> (nhwc tensor<2x8x6x4xf32>) {
    %2 = row.conv %0, %1 pad [1, 1, 1, 1]
        : (tensor<2x8x6x4xf32>, tensor<4x3x3x4xf32>) -> tensor<2x8x6x4xf32>
    %3 = row.statistics %2 : (tensor<2x8x6x4xf32>) -> tensor<1x1x2x4xf32>
    %4 = row.normalize %2, %3 eps 1.0e-05
        : (tensor<2x8x6x4xf32>, tensor<1x1x2x4xf32>) -> tensor<2x8x6x4xf32>
    %5 = row.add %4, %0
        : (tensor<2x8x6x4xf32>, tensor<2x8x6x4xf32>) -> tensor<2x8x6x4xf32>
    %6 = row.relu %5 : (tensor<2x8x6x4xf32>) -> tensor<2x8x6x4xf32>
    row.yield %6 : tensor<2x8x6x4xf32>
  }
  return %y : tensor<2x8x6x4xf32>
}

// The gradient of a SiLU reads what is normalized: it is made again from the
// convolution's result where it is read, in front of the sums too.
// CHECK-LABEL: row.program @normalize_silu
// CHECK: kept[0, 1]
// CHECK: row.entry backward
// CHECK: row.normalize
// CHECK-NEXT: row.silu_grad
// CHECK-NEXT: row.normalize_sums
// CHECK-NEXT: row.yield
// CHECK: row.normalize_statistics_grad
// CHECK: row.normalize
// CHECK-NEXT: row.silu_grad
// CHECK-NEXT: row.normalize_grad
// CHECK-NEXT: row.yield
func.func @normalize_silu(%x: tensor<2x8x6x4xf32> {lrcnn.name = "x"},
                          %w: tensor<4x3x3x4xf32>) -> tensor<2x8x6x4xf32> {
  %y = row.chain (%0 = %x nhwc : tensor<2x8x6x4xf32>,
                  %1 = %w fhwc : tensor<4x3x3x4xf32>)
      -> (nhwc tensor<2x8x6x4xf32>) {
    %2 = row.conv %0, %1 pad [1, 1, 1, 1]
        : (tensor<2x8x6x4xf32>, tensor<4x3x3x4xf32>) -> tensor<2x8x6x4xf32>
    %3 = row.statistics %2 : (tensor<2x8x6x4xf32>) -> tensor<1x1x2x4xf32>
    %4 = row.normalize %2, %3 eps 1.0e-05
        : (tensor<2x8x6x4xf32>, tensor<1x1x2x4xf32>) -> tensor<2x8x6x4xf32>
    %5 = row.silu %4 : (tensor<2x8x6x4xf32>) -> tensor<2x8x6x4xf32>
    row.yield %5 : tensor<2x8x6x4xf32>
  }
  return %y : tensor<2x8x6x4xf32>
}

// Both branches of a downsampling block are normalized where they are added.
// Groups stand together: the convolution between moves in front.
// ORDER-LABEL: @downsampling
// ORDER: row.scale
// ORDER-NOT: row.conv
// ORDER: row.add
// ORDER-NEXT: row.sigmoid
// CHECK-LABEL: row.program @downsampling
// CHECK: row.entry forward
// CHECK: row.conv
// CHECK: row.conv
// CHECK: row.scale
// CHECK-NEXT: row.scale
// CHECK-NEXT: row.add
// CHECK-NEXT: row.sigmoid
// CHECK-NEXT: row.yield
// CHECK: row.entry backward
// CHECK: row.mul_grad
// CHECK-NEXT: row.yield
// CHECK: row.scale_grad
func.func @downsampling(%x: tensor<1x8x6x4xf32> {lrcnn.name = "x"},
                        %w: tensor<4x1x1x4xf32>, %v: tensor<4x1x1x4xf32>,
                        %s: tensor<4xf32>,
                        %t: tensor<4xf32>) -> tensor<1x8x6x4xf32> {
  %y = row.chain (%0 = %x nhwc : tensor<1x8x6x4xf32>,
                  %1 = %w fhwc : tensor<4x1x1x4xf32>,
                  %2 = %v fhwc : tensor<4x1x1x4xf32>,
                  %3 = %s vector : tensor<4xf32>,
                  %4 = %t vector : tensor<4xf32>)
      -> (nhwc tensor<1x8x6x4xf32>) {
    %5 = row.conv %0, %1
        : (tensor<1x8x6x4xf32>, tensor<4x1x1x4xf32>) -> tensor<1x8x6x4xf32>
    %6 = row.scale %5, %3
        : (tensor<1x8x6x4xf32>, tensor<4xf32>) -> tensor<1x8x6x4xf32>
    %7 = row.conv %0, %2
        : (tensor<1x8x6x4xf32>, tensor<4x1x1x4xf32>) -> tensor<1x8x6x4xf32>
    %8 = row.scale %7, %4
        : (tensor<1x8x6x4xf32>, tensor<4xf32>) -> tensor<1x8x6x4xf32>
    %9 = row.add %6, %8
        : (tensor<1x8x6x4xf32>, tensor<1x8x6x4xf32>) -> tensor<1x8x6x4xf32>
    %10 = row.sigmoid %9 : (tensor<1x8x6x4xf32>) -> tensor<1x8x6x4xf32>
    row.yield %10 : tensor<1x8x6x4xf32>
  }
  return %y : tensor<1x8x6x4xf32>
}

// Where two paths lead to an operand, one kernel sums them.
// CHECK-LABEL: row.program @two_paths
// CHECK: row.entry forward
// CHECK: row.hardsigmoid %[[V:.*]] :
// CHECK-NEXT: row.mul %[[V]], %
// CHECK-NEXT: row.yield
// CHECK: row.entry backward
// CHECK: ^bb0(%[[X:.*]]: {{.*}}, %[[DY:.*]]: tensor
// CHECK-NEXT: %[[S:.*]] = row.hardsigmoid %[[X]]
// CHECK-NEXT: %[[M:.*]] = row.mul_grad %[[DY]], %[[X]] operand 1
// CHECK-NEXT: %[[A:.*]] = row.hardsigmoid_grad %[[S]], %[[M]]
// CHECK-NEXT: %[[B:.*]] = row.mul_grad %[[DY]], %[[S]] operand 0
// CHECK-NEXT: %[[SUM:.*]] = row.add %[[A]], %[[B]]
// CHECK-NEXT: row.yield %[[SUM]]
func.func @two_paths(%x: tensor<1x8x6x4xf32> {lrcnn.name = "x"},
                     %w: tensor<4x1x1x4xf32>) -> tensor<1x8x6x4xf32> {
  %y = row.chain (%0 = %x nhwc : tensor<1x8x6x4xf32>,
                  %1 = %w fhwc : tensor<4x1x1x4xf32>)
      -> (nhwc tensor<1x8x6x4xf32>) {
    %2 = row.conv %0, %1
        : (tensor<1x8x6x4xf32>, tensor<4x1x1x4xf32>) -> tensor<1x8x6x4xf32>
    %3 = row.hardsigmoid %2 : (tensor<1x8x6x4xf32>) -> tensor<1x8x6x4xf32>
    %4 = row.mul %2, %3
        : (tensor<1x8x6x4xf32>, tensor<1x8x6x4xf32>) -> tensor<1x8x6x4xf32>
    row.yield %4 : tensor<1x8x6x4xf32>
  }
  return %y : tensor<1x8x6x4xf32>
}

// The gradient of the SiLU reads the sum, which is one map. In one kernel with
// the sum it would read two, which are kept for nothing else.
// CHECK-LABEL: row.program @sum_of_two
// CHECK: kept[2]
// CHECK: row.entry forward
// CHECK: row.add
// CHECK-NEXT: row.yield
// CHECK: row.silu
func.func @sum_of_two(%x: tensor<1x8x6x4xf32> {lrcnn.name = "x"},
                      %w: tensor<4x1x1x4xf32>,
                      %v: tensor<4x1x1x4xf32>) -> tensor<1x8x6x4xf32> {
  %y = row.chain (%0 = %x nhwc : tensor<1x8x6x4xf32>,
                  %1 = %w fhwc : tensor<4x1x1x4xf32>,
                  %2 = %v fhwc : tensor<4x1x1x4xf32>)
      -> (nhwc tensor<1x8x6x4xf32>) {
    %3 = row.conv %0, %1
        : (tensor<1x8x6x4xf32>, tensor<4x1x1x4xf32>) -> tensor<1x8x6x4xf32>
    %4 = row.conv %0, %2
        : (tensor<1x8x6x4xf32>, tensor<4x1x1x4xf32>) -> tensor<1x8x6x4xf32>
    %5 = row.add %3, %4
        : (tensor<1x8x6x4xf32>, tensor<1x8x6x4xf32>) -> tensor<1x8x6x4xf32>
    %6 = row.silu %5 : (tensor<1x8x6x4xf32>) -> tensor<1x8x6x4xf32>
    row.yield %6 : tensor<1x8x6x4xf32>
  }
  return %y : tensor<1x8x6x4xf32>
}

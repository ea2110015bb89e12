// RUN: lrcnn-opt %s -lrcnn-raise --remarks-filter=lrcnn-raise -o /dev/null 2>&1 | FileCheck %s

// MLIR's remark engine gets what is left, with the reason, and how many layers
// are raised: the convolution and the ReLU.

// CHECK: [Missed] tensor.pad | Category:lrcnn-raise | Function=padded | Reason="expected padding of rows and columns by 0, or by -inf in front of a maximum"
// CHECK: [Analysis] layers | Category:lrcnn-raise | Function=padded | left=1, raised=2
func.func @padded(%x: tensor<1x1x4x4xf32>, %w: tensor<1x1x3x3xf32>)
    -> tensor<1x1x4x4xf32> {
  %one = arith.constant 1.0 : f32
  %padded = tensor.pad %x low[0, 0, 1, 1] high[0, 0, 1, 1] {
  ^bb0(%i: index, %j: index, %k: index, %l: index):
    tensor.yield %one : f32
  } : tensor<1x1x4x4xf32> to tensor<1x1x6x6xf32>
  %init = arith.constant dense<0.0> : tensor<1x1x4x4xf32>
  %y = linalg.conv_2d_nchw_fchw
      ins(%padded, %w : tensor<1x1x6x6xf32>, tensor<1x1x3x3xf32>)
      outs(%init : tensor<1x1x4x4xf32>) -> tensor<1x1x4x4xf32>
  %empty = tensor.empty() : tensor<1x1x4x4xf32>
  %z = linalg.max ins(%y, %init : tensor<1x1x4x4xf32>, tensor<1x1x4x4xf32>)
      outs(%empty : tensor<1x1x4x4xf32>) -> tensor<1x1x4x4xf32>
  return %z : tensor<1x1x4x4xf32>
}

// A residual sum, a concatenation and an output that is read again; what the
// tests of lrcnn-differentiate and lrcnn-tile share.

func.func @main(%x: tensor<1x8x4x4xf32> {lrcnn.name = "x"},
                %w: tensor<4x3x3x4xf32> {lrcnn.name = "w"})
    -> (tensor<1x8x4x8xf32>, tensor<1x8x4x4xf32>) {
  %0:2 = row.chain (%0 = %x nhwc : tensor<1x8x4x4xf32>,
                    %1 = %w fhwc : tensor<4x3x3x4xf32>)
      -> (nhwc tensor<1x8x4x8xf32>, nhwc tensor<1x8x4x4xf32>) {
    %2 = row.max_pool %0 kernel [3, 3] pad [1, 1, 1, 1]
        : (tensor<1x8x4x4xf32>) -> tensor<1x8x4x4xf32>
    %3 = row.conv %2, %1 pad [1, 1, 1, 1]
        : (tensor<1x8x4x4xf32>, tensor<4x3x3x4xf32>) -> tensor<1x8x4x4xf32>
    %4 = row.add %3, %2
        : (tensor<1x8x4x4xf32>, tensor<1x8x4x4xf32>) -> tensor<1x8x4x4xf32>
    %5 = row.concat %4, %2
        : (tensor<1x8x4x4xf32>, tensor<1x8x4x4xf32>) -> tensor<1x8x4x8xf32>
    row.yield %5, %4 : tensor<1x8x4x8xf32>, tensor<1x8x4x4xf32>
  }
  return %0#0, %0#1 : tensor<1x8x4x8xf32>, tensor<1x8x4x4xf32>
}

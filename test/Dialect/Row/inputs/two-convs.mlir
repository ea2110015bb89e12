// Two convolutions over 8 rows; what the tests of lrcnn-tile have in common.

func.func @main(%x: tensor<2x8x4x2xf32> {lrcnn.name = "x"},
                %w0: tensor<4x3x3x2xf32> {lrcnn.name = "w0"},
                %w1: tensor<4x3x3x4xf32> {lrcnn.name = "w1"})
    -> tensor<2x8x4x4xf32> {
  %0 = row.chain (%0 = %x nhwc : tensor<2x8x4x2xf32>,
                  %1 = %w0 fhwc : tensor<4x3x3x2xf32>,
                  %2 = %w1 fhwc : tensor<4x3x3x4xf32>)
      -> (nhwc tensor<2x8x4x4xf32>) {
    %3 = row.conv %0, %1 pad [1, 1, 1, 1]
        : (tensor<2x8x4x2xf32>, tensor<4x3x3x2xf32>) -> tensor<2x8x4x4xf32>
    %4 = row.relu %3 : (tensor<2x8x4x4xf32>) -> tensor<2x8x4x4xf32>
    %5 = row.conv %4, %2 pad [1, 1, 1, 1]
        : (tensor<2x8x4x4xf32>, tensor<4x3x3x4xf32>) -> tensor<2x8x4x4xf32>
    row.yield %5 : tensor<2x8x4x4xf32>
  }
  return %0 : tensor<2x8x4x4xf32>
}

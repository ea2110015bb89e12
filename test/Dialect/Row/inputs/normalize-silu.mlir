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

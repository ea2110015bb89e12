// Three convolutions, two of them rectified.

func.func @main(%x: tensor<1x8x4x2xf32>, %w0: tensor<2x3x3x2xf32>,
                %w1: tensor<2x3x3x2xf32>, %w2: tensor<2x3x3x2xf32>)
    -> tensor<1x8x4x2xf32> {
  %0 = row.chain (%0 = %x nhwc : tensor<1x8x4x2xf32>,
                  %1 = %w0 fhwc : tensor<2x3x3x2xf32>,
                  %2 = %w1 fhwc : tensor<2x3x3x2xf32>,
                  %3 = %w2 fhwc : tensor<2x3x3x2xf32>)
      -> (nhwc tensor<1x8x4x2xf32>) {
    %4 = row.conv %0, %1 pad [1, 1, 1, 1]
        : (tensor<1x8x4x2xf32>, tensor<2x3x3x2xf32>) -> tensor<1x8x4x2xf32>
    %5 = row.relu %4 : (tensor<1x8x4x2xf32>) -> tensor<1x8x4x2xf32>
    %6 = row.conv %5, %2 pad [1, 1, 1, 1]
        : (tensor<1x8x4x2xf32>, tensor<2x3x3x2xf32>) -> tensor<1x8x4x2xf32>
    %7 = row.relu %6 : (tensor<1x8x4x2xf32>) -> tensor<1x8x4x2xf32>
    %8 = row.conv %7, %3 pad [1, 1, 1, 1]
        : (tensor<1x8x4x2xf32>, tensor<2x3x3x2xf32>) -> tensor<1x8x4x2xf32>
    row.yield %8 : tensor<1x8x4x2xf32>
  }
  return %0 : tensor<1x8x4x2xf32>
}

#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
module {
  func.func @main(%arg0: tensor<1x8x32x32xf32> {lrcnn.name = "x", lrcnn.role = "activation"}, %arg1: tensor<8x1x3x3xf32> {lrcnn.name = "depthwise.weight", lrcnn.role = "parameter"}, %arg2: tensor<8xf32> {lrcnn.name = "depthwise.bias", lrcnn.role = "parameter"}, %arg3: tensor<16x8x1x1xf32> {lrcnn.name = "pointwise.weight", lrcnn.role = "parameter"}, %arg4: tensor<16x8x3x3xf32> {lrcnn.name = "grouped.weight", lrcnn.role = "parameter"}, %arg5: tensor<16xf32> {lrcnn.name = "grouped.bias", lrcnn.role = "parameter"}) -> tensor<1x16x16x16xf32> {
    %cst = arith.constant 0.000000e+00 : f32
    %padded = tensor.pad %arg0 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg6: index, %arg7: index, %arg8: index, %arg9: index):
      tensor.yield %cst : f32
    } : tensor<1x8x32x32xf32> to tensor<1x8x34x34xf32>
    %0 = tensor.empty() : tensor<1x8x32x32xf32>
    %broadcasted = linalg.broadcast ins(%arg2 : tensor<8xf32>) outs(%0 : tensor<1x8x32x32xf32>) dimensions = [0, 2, 3] 
    %collapsed = tensor.collapse_shape %arg1 [[0, 1], [2], [3]] : tensor<8x1x3x3xf32> into tensor<8x3x3xf32>
    %1 = linalg.depthwise_conv_2d_nchw_chw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded, %collapsed : tensor<1x8x34x34xf32>, tensor<8x3x3xf32>) outs(%broadcasted : tensor<1x8x32x32xf32>) -> tensor<1x8x32x32xf32>
    %2 = tensor.empty() : tensor<1x16x32x32xf32>
    %3 = linalg.fill ins(%cst : f32) outs(%2 : tensor<1x16x32x32xf32>) -> tensor<1x16x32x32xf32>
    %4 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%1, %arg3 : tensor<1x8x32x32xf32>, tensor<16x8x1x1xf32>) outs(%3 : tensor<1x16x32x32xf32>) -> tensor<1x16x32x32xf32>
    %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%4 : tensor<1x16x32x32xf32>) outs(%2 : tensor<1x16x32x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %8 = arith.cmpf ugt, %in, %cst : f32
      %9 = arith.select %8, %in, %cst : f32
      linalg.yield %9 : f32
    } -> tensor<1x16x32x32xf32>
    %padded_0 = tensor.pad %5 low[0, 0, 2, 1] high[0, 0, 2, 1] {
    ^bb0(%arg6: index, %arg7: index, %arg8: index, %arg9: index):
      tensor.yield %cst : f32
    } : tensor<1x16x32x32xf32> to tensor<1x16x36x34xf32>
    %6 = tensor.empty() : tensor<1x16x16x16xf32>
    %broadcasted_1 = linalg.broadcast ins(%arg5 : tensor<16xf32>) outs(%6 : tensor<1x16x16x16xf32>) dimensions = [0, 2, 3] 
    %expanded = tensor.expand_shape %padded_0 [[0], [1, 2], [3], [4]] output_shape [1, 2, 8, 36, 34] : tensor<1x16x36x34xf32> into tensor<1x2x8x36x34xf32>
    %expanded_2 = tensor.expand_shape %arg4 [[0, 1], [2], [3], [4]] output_shape [2, 8, 8, 3, 3] : tensor<16x8x3x3xf32> into tensor<2x8x8x3x3xf32>
    %expanded_3 = tensor.expand_shape %broadcasted_1 [[0], [1, 2], [3], [4]] output_shape [1, 2, 8, 16, 16] : tensor<1x16x16x16xf32> into tensor<1x2x8x16x16xf32>
    %7 = linalg.conv_2d_ngchw_gfchw {dilations = dense<[2, 1]> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%expanded, %expanded_2 : tensor<1x2x8x36x34xf32>, tensor<2x8x8x3x3xf32>) outs(%expanded_3 : tensor<1x2x8x16x16xf32>) -> tensor<1x2x8x16x16xf32>
    %collapsed_4 = tensor.collapse_shape %7 [[0], [1, 2], [3], [4]] : tensor<1x2x8x16x16xf32> into tensor<1x16x16x16xf32>
    return %collapsed_4 : tensor<1x16x16x16xf32>
  }
}

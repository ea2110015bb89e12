#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (0, d1, 0, 0)>
#map2 = affine_map<(d0) -> (d0)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d1, 0, 0)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, d1, 0, 0)>
module {
  func.func @main(%arg0: tensor<2x3x21x27xf32> {lrcnn.name = "x", lrcnn.role = "activation"}, %arg1: tensor<8x3x3x3xf32> {lrcnn.name = "features.0.0.weight", lrcnn.role = "parameter"}, %arg2: tensor<8xf32> {lrcnn.name = "features.0.1.weight", lrcnn.role = "parameter"}, %arg3: tensor<8xf32> {lrcnn.name = "features.0.1.bias", lrcnn.role = "parameter"}, %arg4: tensor<8x1x3x3xf32> {lrcnn.name = "features.1.0.block.0.0.weight", lrcnn.role = "parameter"}, %arg5: tensor<8xf32> {lrcnn.name = "features.1.0.block.0.1.weight", lrcnn.role = "parameter"}, %arg6: tensor<8xf32> {lrcnn.name = "features.1.0.block.0.1.bias", lrcnn.role = "parameter"}, %arg7: tensor<2x8x1x1xf32> {lrcnn.name = "features.1.0.block.1.fc1.weight", lrcnn.role = "parameter"}, %arg8: tensor<2xf32> {lrcnn.name = "features.1.0.block.1.fc1.bias", lrcnn.role = "parameter"}, %arg9: tensor<8x2x1x1xf32> {lrcnn.name = "features.1.0.block.1.fc2.weight", lrcnn.role = "parameter"}, %arg10: tensor<8xf32> {lrcnn.name = "features.1.0.block.1.fc2.bias", lrcnn.role = "parameter"}, %arg11: tensor<8x8x1x1xf32> {lrcnn.name = "features.1.0.block.2.0.weight", lrcnn.role = "parameter"}, %arg12: tensor<8xf32> {lrcnn.name = "features.1.0.block.2.1.weight", lrcnn.role = "parameter"}, %arg13: tensor<8xf32> {lrcnn.name = "features.1.0.block.2.1.bias", lrcnn.role = "parameter"}, %arg14: tensor<32x8x1x1xf32> {lrcnn.name = "features.2.0.weight", lrcnn.role = "parameter"}, %arg15: tensor<32xf32> {lrcnn.name = "features.2.1.weight", lrcnn.role = "parameter"}, %arg16: tensor<32xf32> {lrcnn.name = "features.2.1.bias", lrcnn.role = "parameter"}, %arg17: tensor<8xf32> {lrcnn.name = "features.0.1.running_mean", lrcnn.requires_grad = false}, %arg18: tensor<8xf32> {lrcnn.name = "features.0.1.running_var", lrcnn.requires_grad = false}, %arg19: tensor<8xf32> {lrcnn.name = "features.1.0.block.0.1.running_mean", lrcnn.requires_grad = false}, %arg20: tensor<8xf32> {lrcnn.name = "features.1.0.block.0.1.running_var", lrcnn.requires_grad = false}, %arg21: tensor<8xf32> {lrcnn.name = "features.1.0.block.2.1.running_mean", lrcnn.requires_grad = false}, %arg22: tensor<8xf32> {lrcnn.name = "features.1.0.block.2.1.running_var", lrcnn.requires_grad = false}, %arg23: tensor<32xf32> {lrcnn.name = "features.2.1.running_mean", lrcnn.requires_grad = false}, %arg24: tensor<32xf32> {lrcnn.name = "features.2.1.running_var", lrcnn.requires_grad = false}) -> (tensor<2x32x11x14xf32>, tensor<8xf32> {lrcnn.name = "features.0.1.running_mean"}, tensor<8xf32> {lrcnn.name = "features.0.1.running_var"}, tensor<8xf32> {lrcnn.name = "features.1.0.block.0.1.running_mean"}, tensor<8xf32> {lrcnn.name = "features.1.0.block.0.1.running_var"}, tensor<8xf32> {lrcnn.name = "features.1.0.block.2.1.running_mean"}, tensor<8xf32> {lrcnn.name = "features.1.0.block.2.1.running_var"}, tensor<32xf32> {lrcnn.name = "features.2.1.running_mean"}, tensor<32xf32> {lrcnn.name = "features.2.1.running_var"}) {
    %cst = arith.constant 0.000000e+00 : f32
    %cst_0 = arith.constant 0.000000e+00 : f64
    %cst_1 = arith.constant 1.000000e+00 : f32
    %cst_2 = arith.constant 1.003257328990228 : f64
    %cst_3 = arith.constant 9.000000e-01 : f64
    %cst_4 = arith.constant 1.000000e-01 : f64
    %cst_5 = arith.constant 1.000000e-05 : f64
    %cst_6 = arith.constant 3.080000e+02 : f64
    %cst_7 = arith.constant 3.080000e+02 : f32
    %cst_8 = arith.constant 1.540000e+02 : f32
    %padded = tensor.pad %arg0 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg25: index, %arg26: index, %arg27: index, %arg28: index):
      tensor.yield %cst : f32
    } : tensor<2x3x21x27xf32> to tensor<2x3x23x29xf32>
    %0 = tensor.empty() : tensor<2x8x11x14xf32>
    %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<2x8x11x14xf32>) -> tensor<2x8x11x14xf32>
    %2 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%padded, %arg1 : tensor<2x3x23x29xf32>, tensor<8x3x3x3xf32>) outs(%1 : tensor<2x8x11x14xf32>) -> tensor<2x8x11x14xf32>
    %3 = tensor.empty() : tensor<2x8x11x14xf64>
    %4 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%2 : tensor<2x8x11x14xf32>) outs(%3 : tensor<2x8x11x14xf64>) {
    ^bb0(%in: f32, %out: f64):
      %130 = arith.extf %in : f32 to f64
      linalg.yield %130 : f64
    } -> tensor<2x8x11x14xf64>
    %5 = tensor.empty() : tensor<1x8x1x1xf64>
    %6 = linalg.fill ins(%cst_0 : f64) outs(%5 : tensor<1x8x1x1xf64>) -> tensor<1x8x1x1xf64>
    %7 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%4 : tensor<2x8x11x14xf64>) outs(%6 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %130 = arith.addf %in, %out : f64
      linalg.yield %130 : f64
    } -> tensor<1x8x1x1xf64>
    %8 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%7 : tensor<1x8x1x1xf64>) outs(%5 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %130 = arith.divf %in, %cst_6 : f64
      linalg.yield %130 : f64
    } -> tensor<1x8x1x1xf64>
    %9 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%4, %8 : tensor<2x8x11x14xf64>, tensor<1x8x1x1xf64>) outs(%3 : tensor<2x8x11x14xf64>) {
    ^bb0(%in: f64, %in_26: f64, %out: f64):
      %130 = arith.subf %in, %in_26 : f64
      linalg.yield %130 : f64
    } -> tensor<2x8x11x14xf64>
    %10 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%9, %9 : tensor<2x8x11x14xf64>, tensor<2x8x11x14xf64>) outs(%3 : tensor<2x8x11x14xf64>) {
    ^bb0(%in: f64, %in_26: f64, %out: f64):
      %130 = arith.mulf %in, %in_26 : f64
      linalg.yield %130 : f64
    } -> tensor<2x8x11x14xf64>
    %11 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%10 : tensor<2x8x11x14xf64>) outs(%6 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %130 = arith.addf %in, %out : f64
      linalg.yield %130 : f64
    } -> tensor<1x8x1x1xf64>
    %12 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%11 : tensor<1x8x1x1xf64>) outs(%5 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %130 = arith.divf %in, %cst_6 : f64
      linalg.yield %130 : f64
    } -> tensor<1x8x1x1xf64>
    %13 = tensor.empty() : tensor<1x8x1x1xf32>
    %14 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%12 : tensor<1x8x1x1xf64>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %130 = arith.truncf %in : f64 to f32
      linalg.yield %130 : f32
    } -> tensor<1x8x1x1xf32>
    %15 = linalg.fill ins(%cst : f32) outs(%13 : tensor<1x8x1x1xf32>) -> tensor<1x8x1x1xf32>
    %16 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%2 : tensor<2x8x11x14xf32>) outs(%15 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = arith.addf %in, %out : f32
      linalg.yield %130 : f32
    } -> tensor<1x8x1x1xf32>
    %17 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%16 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = arith.divf %in, %cst_7 : f32
      linalg.yield %130 : f32
    } -> tensor<1x8x1x1xf32>
    %18 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%14 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = arith.truncf %cst_5 : f64 to f32
      %131 = arith.addf %in, %130 : f32
      linalg.yield %131 : f32
    } -> tensor<1x8x1x1xf32>
    %19 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%18 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = math.rsqrt %in : f32
      linalg.yield %130 : f32
    } -> tensor<1x8x1x1xf32>
    %20 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%2, %17 : tensor<2x8x11x14xf32>, tensor<1x8x1x1xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_26: f32, %out: f32):
      %130 = arith.subf %in, %in_26 : f32
      linalg.yield %130 : f32
    } -> tensor<2x8x11x14xf32>
    %21 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%20, %19 : tensor<2x8x11x14xf32>, tensor<1x8x1x1xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_26: f32, %out: f32):
      %130 = arith.mulf %in, %in_26 : f32
      linalg.yield %130 : f32
    } -> tensor<2x8x11x14xf32>
    %collapsed = tensor.collapse_shape %17 [[0, 1, 2, 3]] : tensor<1x8x1x1xf32> into tensor<8xf32>
    %22 = tensor.empty() : tensor<8xf32>
    %23 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = arith.truncf %cst_4 : f64 to f32
      %131 = arith.mulf %in, %130 : f32
      linalg.yield %131 : f32
    } -> tensor<8xf32>
    %24 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg17 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = arith.truncf %cst_3 : f64 to f32
      %131 = arith.mulf %in, %130 : f32
      linalg.yield %131 : f32
    } -> tensor<8xf32>
    %25 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%23, %24 : tensor<8xf32>, tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_26: f32, %out: f32):
      %130 = arith.addf %in, %in_26 : f32
      linalg.yield %130 : f32
    } -> tensor<8xf32>
    %collapsed_9 = tensor.collapse_shape %14 [[0, 1, 2, 3]] : tensor<1x8x1x1xf32> into tensor<8xf32>
    %26 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_9 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = arith.truncf %cst_2 : f64 to f32
      %131 = arith.mulf %in, %130 : f32
      linalg.yield %131 : f32
    } -> tensor<8xf32>
    %27 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%26 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = arith.truncf %cst_4 : f64 to f32
      %131 = arith.mulf %in, %130 : f32
      linalg.yield %131 : f32
    } -> tensor<8xf32>
    %28 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg18 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = arith.truncf %cst_3 : f64 to f32
      %131 = arith.mulf %in, %130 : f32
      linalg.yield %131 : f32
    } -> tensor<8xf32>
    %29 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%27, %28 : tensor<8xf32>, tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_26: f32, %out: f32):
      %130 = arith.addf %in, %in_26 : f32
      linalg.yield %130 : f32
    } -> tensor<8xf32>
    %expanded = tensor.expand_shape %arg2 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %30 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%21, %expanded : tensor<2x8x11x14xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_26: f32, %out: f32):
      %130 = arith.mulf %in, %in_26 : f32
      linalg.yield %130 : f32
    } -> tensor<2x8x11x14xf32>
    %expanded_10 = tensor.expand_shape %arg3 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %31 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%30, %expanded_10 : tensor<2x8x11x14xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_26: f32, %out: f32):
      %130 = arith.addf %in, %in_26 : f32
      linalg.yield %130 : f32
    } -> tensor<2x8x11x14xf32>
    %32 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%31 : tensor<2x8x11x14xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = arith.negf %in : f32
      %131 = math.exp %130 : f32
      %132 = arith.addf %131, %cst_1 : f32
      %133 = arith.divf %cst_1, %132 : f32
      linalg.yield %133 : f32
    } -> tensor<2x8x11x14xf32>
    %33 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%31, %32 : tensor<2x8x11x14xf32>, tensor<2x8x11x14xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_26: f32, %out: f32):
      %130 = arith.mulf %in, %in_26 : f32
      linalg.yield %130 : f32
    } -> tensor<2x8x11x14xf32>
    %padded_11 = tensor.pad %33 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg25: index, %arg26: index, %arg27: index, %arg28: index):
      tensor.yield %cst : f32
    } : tensor<2x8x11x14xf32> to tensor<2x8x13x16xf32>
    %collapsed_12 = tensor.collapse_shape %arg4 [[0, 1], [2], [3]] : tensor<8x1x3x3xf32> into tensor<8x3x3xf32>
    %34 = linalg.depthwise_conv_2d_nchw_chw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_11, %collapsed_12 : tensor<2x8x13x16xf32>, tensor<8x3x3xf32>) outs(%1 : tensor<2x8x11x14xf32>) -> tensor<2x8x11x14xf32>
    %35 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%34 : tensor<2x8x11x14xf32>) outs(%3 : tensor<2x8x11x14xf64>) {
    ^bb0(%in: f32, %out: f64):
      %130 = arith.extf %in : f32 to f64
      linalg.yield %130 : f64
    } -> tensor<2x8x11x14xf64>
    %36 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%35 : tensor<2x8x11x14xf64>) outs(%6 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %130 = arith.addf %in, %out : f64
      linalg.yield %130 : f64
    } -> tensor<1x8x1x1xf64>
    %37 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%36 : tensor<1x8x1x1xf64>) outs(%5 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %130 = arith.divf %in, %cst_6 : f64
      linalg.yield %130 : f64
    } -> tensor<1x8x1x1xf64>
    %38 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%35, %37 : tensor<2x8x11x14xf64>, tensor<1x8x1x1xf64>) outs(%3 : tensor<2x8x11x14xf64>) {
    ^bb0(%in: f64, %in_26: f64, %out: f64):
      %130 = arith.subf %in, %in_26 : f64
      linalg.yield %130 : f64
    } -> tensor<2x8x11x14xf64>
    %39 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%38, %38 : tensor<2x8x11x14xf64>, tensor<2x8x11x14xf64>) outs(%3 : tensor<2x8x11x14xf64>) {
    ^bb0(%in: f64, %in_26: f64, %out: f64):
      %130 = arith.mulf %in, %in_26 : f64
      linalg.yield %130 : f64
    } -> tensor<2x8x11x14xf64>
    %40 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%39 : tensor<2x8x11x14xf64>) outs(%6 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %130 = arith.addf %in, %out : f64
      linalg.yield %130 : f64
    } -> tensor<1x8x1x1xf64>
    %41 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%40 : tensor<1x8x1x1xf64>) outs(%5 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %130 = arith.divf %in, %cst_6 : f64
      linalg.yield %130 : f64
    } -> tensor<1x8x1x1xf64>
    %42 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%41 : tensor<1x8x1x1xf64>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %130 = arith.truncf %in : f64 to f32
      linalg.yield %130 : f32
    } -> tensor<1x8x1x1xf32>
    %43 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%34 : tensor<2x8x11x14xf32>) outs(%15 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = arith.addf %in, %out : f32
      linalg.yield %130 : f32
    } -> tensor<1x8x1x1xf32>
    %44 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%43 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = arith.divf %in, %cst_7 : f32
      linalg.yield %130 : f32
    } -> tensor<1x8x1x1xf32>
    %45 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%42 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = arith.truncf %cst_5 : f64 to f32
      %131 = arith.addf %in, %130 : f32
      linalg.yield %131 : f32
    } -> tensor<1x8x1x1xf32>
    %46 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%45 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = math.rsqrt %in : f32
      linalg.yield %130 : f32
    } -> tensor<1x8x1x1xf32>
    %47 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%34, %44 : tensor<2x8x11x14xf32>, tensor<1x8x1x1xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_26: f32, %out: f32):
      %130 = arith.subf %in, %in_26 : f32
      linalg.yield %130 : f32
    } -> tensor<2x8x11x14xf32>
    %48 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%47, %46 : tensor<2x8x11x14xf32>, tensor<1x8x1x1xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_26: f32, %out: f32):
      %130 = arith.mulf %in, %in_26 : f32
      linalg.yield %130 : f32
    } -> tensor<2x8x11x14xf32>
    %collapsed_13 = tensor.collapse_shape %44 [[0, 1, 2, 3]] : tensor<1x8x1x1xf32> into tensor<8xf32>
    %49 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_13 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = arith.truncf %cst_4 : f64 to f32
      %131 = arith.mulf %in, %130 : f32
      linalg.yield %131 : f32
    } -> tensor<8xf32>
    %50 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg19 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = arith.truncf %cst_3 : f64 to f32
      %131 = arith.mulf %in, %130 : f32
      linalg.yield %131 : f32
    } -> tensor<8xf32>
    %51 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%49, %50 : tensor<8xf32>, tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_26: f32, %out: f32):
      %130 = arith.addf %in, %in_26 : f32
      linalg.yield %130 : f32
    } -> tensor<8xf32>
    %collapsed_14 = tensor.collapse_shape %42 [[0, 1, 2, 3]] : tensor<1x8x1x1xf32> into tensor<8xf32>
    %52 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_14 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = arith.truncf %cst_2 : f64 to f32
      %131 = arith.mulf %in, %130 : f32
      linalg.yield %131 : f32
    } -> tensor<8xf32>
    %53 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%52 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = arith.truncf %cst_4 : f64 to f32
      %131 = arith.mulf %in, %130 : f32
      linalg.yield %131 : f32
    } -> tensor<8xf32>
    %54 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg20 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = arith.truncf %cst_3 : f64 to f32
      %131 = arith.mulf %in, %130 : f32
      linalg.yield %131 : f32
    } -> tensor<8xf32>
    %55 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%53, %54 : tensor<8xf32>, tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_26: f32, %out: f32):
      %130 = arith.addf %in, %in_26 : f32
      linalg.yield %130 : f32
    } -> tensor<8xf32>
    %expanded_15 = tensor.expand_shape %arg5 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %56 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%48, %expanded_15 : tensor<2x8x11x14xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_26: f32, %out: f32):
      %130 = arith.mulf %in, %in_26 : f32
      linalg.yield %130 : f32
    } -> tensor<2x8x11x14xf32>
    %expanded_16 = tensor.expand_shape %arg6 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %57 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%56, %expanded_16 : tensor<2x8x11x14xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_26: f32, %out: f32):
      %130 = arith.addf %in, %in_26 : f32
      linalg.yield %130 : f32
    } -> tensor<2x8x11x14xf32>
    %58 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%57 : tensor<2x8x11x14xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = arith.negf %in : f32
      %131 = math.exp %130 : f32
      %132 = arith.addf %131, %cst_1 : f32
      %133 = arith.divf %cst_1, %132 : f32
      linalg.yield %133 : f32
    } -> tensor<2x8x11x14xf32>
    %59 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%57, %58 : tensor<2x8x11x14xf32>, tensor<2x8x11x14xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_26: f32, %out: f32):
      %130 = arith.mulf %in, %in_26 : f32
      linalg.yield %130 : f32
    } -> tensor<2x8x11x14xf32>
    %60 = tensor.empty() : tensor<2x8x1x1xf32>
    %61 = linalg.fill ins(%cst : f32) outs(%60 : tensor<2x8x1x1xf32>) -> tensor<2x8x1x1xf32>
    %62 = linalg.generic {indexing_maps = [#map, #map4], iterator_types = ["parallel", "parallel", "reduction", "reduction"]} ins(%59 : tensor<2x8x11x14xf32>) outs(%61 : tensor<2x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = arith.addf %in, %out : f32
      linalg.yield %130 : f32
    } -> tensor<2x8x1x1xf32>
    %63 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%62 : tensor<2x8x1x1xf32>) outs(%60 : tensor<2x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = arith.divf %in, %cst_8 : f32
      linalg.yield %130 : f32
    } -> tensor<2x8x1x1xf32>
    %64 = tensor.empty() : tensor<2x2x1x1xf32>
    %broadcasted = linalg.broadcast ins(%arg8 : tensor<2xf32>) outs(%64 : tensor<2x2x1x1xf32>) dimensions = [0, 2, 3] 
    %65 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%63, %arg7 : tensor<2x8x1x1xf32>, tensor<2x8x1x1xf32>) outs(%broadcasted : tensor<2x2x1x1xf32>) -> tensor<2x2x1x1xf32>
    %66 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%65 : tensor<2x2x1x1xf32>) outs(%64 : tensor<2x2x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = arith.negf %in : f32
      %131 = math.exp %130 : f32
      %132 = arith.addf %131, %cst_1 : f32
      %133 = arith.divf %cst_1, %132 : f32
      linalg.yield %133 : f32
    } -> tensor<2x2x1x1xf32>
    %67 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%65, %66 : tensor<2x2x1x1xf32>, tensor<2x2x1x1xf32>) outs(%64 : tensor<2x2x1x1xf32>) {
    ^bb0(%in: f32, %in_26: f32, %out: f32):
      %130 = arith.mulf %in, %in_26 : f32
      linalg.yield %130 : f32
    } -> tensor<2x2x1x1xf32>
    %broadcasted_17 = linalg.broadcast ins(%arg10 : tensor<8xf32>) outs(%60 : tensor<2x8x1x1xf32>) dimensions = [0, 2, 3] 
    %68 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%67, %arg9 : tensor<2x2x1x1xf32>, tensor<8x2x1x1xf32>) outs(%broadcasted_17 : tensor<2x8x1x1xf32>) -> tensor<2x8x1x1xf32>
    %69 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%68 : tensor<2x8x1x1xf32>) outs(%60 : tensor<2x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = arith.negf %in : f32
      %131 = math.exp %130 : f32
      %132 = arith.addf %131, %cst_1 : f32
      %133 = arith.divf %cst_1, %132 : f32
      linalg.yield %133 : f32
    } -> tensor<2x8x1x1xf32>
    %70 = linalg.generic {indexing_maps = [#map4, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%69, %59 : tensor<2x8x1x1xf32>, tensor<2x8x11x14xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_26: f32, %out: f32):
      %130 = arith.mulf %in, %in_26 : f32
      linalg.yield %130 : f32
    } -> tensor<2x8x11x14xf32>
    %71 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%70, %arg11 : tensor<2x8x11x14xf32>, tensor<8x8x1x1xf32>) outs(%1 : tensor<2x8x11x14xf32>) -> tensor<2x8x11x14xf32>
    %72 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%71 : tensor<2x8x11x14xf32>) outs(%3 : tensor<2x8x11x14xf64>) {
    ^bb0(%in: f32, %out: f64):
      %130 = arith.extf %in : f32 to f64
      linalg.yield %130 : f64
    } -> tensor<2x8x11x14xf64>
    %73 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%72 : tensor<2x8x11x14xf64>) outs(%6 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %130 = arith.addf %in, %out : f64
      linalg.yield %130 : f64
    } -> tensor<1x8x1x1xf64>
    %74 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%73 : tensor<1x8x1x1xf64>) outs(%5 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %130 = arith.divf %in, %cst_6 : f64
      linalg.yield %130 : f64
    } -> tensor<1x8x1x1xf64>
    %75 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%72, %74 : tensor<2x8x11x14xf64>, tensor<1x8x1x1xf64>) outs(%3 : tensor<2x8x11x14xf64>) {
    ^bb0(%in: f64, %in_26: f64, %out: f64):
      %130 = arith.subf %in, %in_26 : f64
      linalg.yield %130 : f64
    } -> tensor<2x8x11x14xf64>
    %76 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%75, %75 : tensor<2x8x11x14xf64>, tensor<2x8x11x14xf64>) outs(%3 : tensor<2x8x11x14xf64>) {
    ^bb0(%in: f64, %in_26: f64, %out: f64):
      %130 = arith.mulf %in, %in_26 : f64
      linalg.yield %130 : f64
    } -> tensor<2x8x11x14xf64>
    %77 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%76 : tensor<2x8x11x14xf64>) outs(%6 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %130 = arith.addf %in, %out : f64
      linalg.yield %130 : f64
    } -> tensor<1x8x1x1xf64>
    %78 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%77 : tensor<1x8x1x1xf64>) outs(%5 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %130 = arith.divf %in, %cst_6 : f64
      linalg.yield %130 : f64
    } -> tensor<1x8x1x1xf64>
    %79 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%78 : tensor<1x8x1x1xf64>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %130 = arith.truncf %in : f64 to f32
      linalg.yield %130 : f32
    } -> tensor<1x8x1x1xf32>
    %80 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%71 : tensor<2x8x11x14xf32>) outs(%15 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = arith.addf %in, %out : f32
      linalg.yield %130 : f32
    } -> tensor<1x8x1x1xf32>
    %81 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%80 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = arith.divf %in, %cst_7 : f32
      linalg.yield %130 : f32
    } -> tensor<1x8x1x1xf32>
    %82 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%79 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = arith.truncf %cst_5 : f64 to f32
      %131 = arith.addf %in, %130 : f32
      linalg.yield %131 : f32
    } -> tensor<1x8x1x1xf32>
    %83 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%82 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = math.rsqrt %in : f32
      linalg.yield %130 : f32
    } -> tensor<1x8x1x1xf32>
    %84 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%71, %81 : tensor<2x8x11x14xf32>, tensor<1x8x1x1xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_26: f32, %out: f32):
      %130 = arith.subf %in, %in_26 : f32
      linalg.yield %130 : f32
    } -> tensor<2x8x11x14xf32>
    %85 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%84, %83 : tensor<2x8x11x14xf32>, tensor<1x8x1x1xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_26: f32, %out: f32):
      %130 = arith.mulf %in, %in_26 : f32
      linalg.yield %130 : f32
    } -> tensor<2x8x11x14xf32>
    %collapsed_18 = tensor.collapse_shape %81 [[0, 1, 2, 3]] : tensor<1x8x1x1xf32> into tensor<8xf32>
    %86 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_18 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = arith.truncf %cst_4 : f64 to f32
      %131 = arith.mulf %in, %130 : f32
      linalg.yield %131 : f32
    } -> tensor<8xf32>
    %87 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg21 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = arith.truncf %cst_3 : f64 to f32
      %131 = arith.mulf %in, %130 : f32
      linalg.yield %131 : f32
    } -> tensor<8xf32>
    %88 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%86, %87 : tensor<8xf32>, tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_26: f32, %out: f32):
      %130 = arith.addf %in, %in_26 : f32
      linalg.yield %130 : f32
    } -> tensor<8xf32>
    %collapsed_19 = tensor.collapse_shape %79 [[0, 1, 2, 3]] : tensor<1x8x1x1xf32> into tensor<8xf32>
    %89 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_19 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = arith.truncf %cst_2 : f64 to f32
      %131 = arith.mulf %in, %130 : f32
      linalg.yield %131 : f32
    } -> tensor<8xf32>
    %90 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%89 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = arith.truncf %cst_4 : f64 to f32
      %131 = arith.mulf %in, %130 : f32
      linalg.yield %131 : f32
    } -> tensor<8xf32>
    %91 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg22 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = arith.truncf %cst_3 : f64 to f32
      %131 = arith.mulf %in, %130 : f32
      linalg.yield %131 : f32
    } -> tensor<8xf32>
    %92 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%90, %91 : tensor<8xf32>, tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_26: f32, %out: f32):
      %130 = arith.addf %in, %in_26 : f32
      linalg.yield %130 : f32
    } -> tensor<8xf32>
    %expanded_20 = tensor.expand_shape %arg12 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %93 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%85, %expanded_20 : tensor<2x8x11x14xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_26: f32, %out: f32):
      %130 = arith.mulf %in, %in_26 : f32
      linalg.yield %130 : f32
    } -> tensor<2x8x11x14xf32>
    %expanded_21 = tensor.expand_shape %arg13 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %94 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%93, %expanded_21 : tensor<2x8x11x14xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_26: f32, %out: f32):
      %130 = arith.addf %in, %in_26 : f32
      linalg.yield %130 : f32
    } -> tensor<2x8x11x14xf32>
    %95 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%94, %33 : tensor<2x8x11x14xf32>, tensor<2x8x11x14xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_26: f32, %out: f32):
      %130 = arith.addf %in, %in_26 : f32
      linalg.yield %130 : f32
    } -> tensor<2x8x11x14xf32>
    %96 = tensor.empty() : tensor<2x32x11x14xf32>
    %97 = linalg.fill ins(%cst : f32) outs(%96 : tensor<2x32x11x14xf32>) -> tensor<2x32x11x14xf32>
    %98 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%95, %arg14 : tensor<2x8x11x14xf32>, tensor<32x8x1x1xf32>) outs(%97 : tensor<2x32x11x14xf32>) -> tensor<2x32x11x14xf32>
    %99 = tensor.empty() : tensor<2x32x11x14xf64>
    %100 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%98 : tensor<2x32x11x14xf32>) outs(%99 : tensor<2x32x11x14xf64>) {
    ^bb0(%in: f32, %out: f64):
      %130 = arith.extf %in : f32 to f64
      linalg.yield %130 : f64
    } -> tensor<2x32x11x14xf64>
    %101 = tensor.empty() : tensor<1x32x1x1xf64>
    %102 = linalg.fill ins(%cst_0 : f64) outs(%101 : tensor<1x32x1x1xf64>) -> tensor<1x32x1x1xf64>
    %103 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%100 : tensor<2x32x11x14xf64>) outs(%102 : tensor<1x32x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %130 = arith.addf %in, %out : f64
      linalg.yield %130 : f64
    } -> tensor<1x32x1x1xf64>
    %104 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%103 : tensor<1x32x1x1xf64>) outs(%101 : tensor<1x32x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %130 = arith.divf %in, %cst_6 : f64
      linalg.yield %130 : f64
    } -> tensor<1x32x1x1xf64>
    %105 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%100, %104 : tensor<2x32x11x14xf64>, tensor<1x32x1x1xf64>) outs(%99 : tensor<2x32x11x14xf64>) {
    ^bb0(%in: f64, %in_26: f64, %out: f64):
      %130 = arith.subf %in, %in_26 : f64
      linalg.yield %130 : f64
    } -> tensor<2x32x11x14xf64>
    %106 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%105, %105 : tensor<2x32x11x14xf64>, tensor<2x32x11x14xf64>) outs(%99 : tensor<2x32x11x14xf64>) {
    ^bb0(%in: f64, %in_26: f64, %out: f64):
      %130 = arith.mulf %in, %in_26 : f64
      linalg.yield %130 : f64
    } -> tensor<2x32x11x14xf64>
    %107 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%106 : tensor<2x32x11x14xf64>) outs(%102 : tensor<1x32x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %130 = arith.addf %in, %out : f64
      linalg.yield %130 : f64
    } -> tensor<1x32x1x1xf64>
    %108 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%107 : tensor<1x32x1x1xf64>) outs(%101 : tensor<1x32x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %130 = arith.divf %in, %cst_6 : f64
      linalg.yield %130 : f64
    } -> tensor<1x32x1x1xf64>
    %109 = tensor.empty() : tensor<1x32x1x1xf32>
    %110 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%108 : tensor<1x32x1x1xf64>) outs(%109 : tensor<1x32x1x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %130 = arith.truncf %in : f64 to f32
      linalg.yield %130 : f32
    } -> tensor<1x32x1x1xf32>
    %111 = linalg.fill ins(%cst : f32) outs(%109 : tensor<1x32x1x1xf32>) -> tensor<1x32x1x1xf32>
    %112 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%98 : tensor<2x32x11x14xf32>) outs(%111 : tensor<1x32x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = arith.addf %in, %out : f32
      linalg.yield %130 : f32
    } -> tensor<1x32x1x1xf32>
    %113 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%112 : tensor<1x32x1x1xf32>) outs(%109 : tensor<1x32x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = arith.divf %in, %cst_7 : f32
      linalg.yield %130 : f32
    } -> tensor<1x32x1x1xf32>
    %114 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%110 : tensor<1x32x1x1xf32>) outs(%109 : tensor<1x32x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = arith.truncf %cst_5 : f64 to f32
      %131 = arith.addf %in, %130 : f32
      linalg.yield %131 : f32
    } -> tensor<1x32x1x1xf32>
    %115 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%114 : tensor<1x32x1x1xf32>) outs(%109 : tensor<1x32x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = math.rsqrt %in : f32
      linalg.yield %130 : f32
    } -> tensor<1x32x1x1xf32>
    %116 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%98, %113 : tensor<2x32x11x14xf32>, tensor<1x32x1x1xf32>) outs(%96 : tensor<2x32x11x14xf32>) {
    ^bb0(%in: f32, %in_26: f32, %out: f32):
      %130 = arith.subf %in, %in_26 : f32
      linalg.yield %130 : f32
    } -> tensor<2x32x11x14xf32>
    %117 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%116, %115 : tensor<2x32x11x14xf32>, tensor<1x32x1x1xf32>) outs(%96 : tensor<2x32x11x14xf32>) {
    ^bb0(%in: f32, %in_26: f32, %out: f32):
      %130 = arith.mulf %in, %in_26 : f32
      linalg.yield %130 : f32
    } -> tensor<2x32x11x14xf32>
    %collapsed_22 = tensor.collapse_shape %113 [[0, 1, 2, 3]] : tensor<1x32x1x1xf32> into tensor<32xf32>
    %118 = tensor.empty() : tensor<32xf32>
    %119 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_22 : tensor<32xf32>) outs(%118 : tensor<32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = arith.truncf %cst_4 : f64 to f32
      %131 = arith.mulf %in, %130 : f32
      linalg.yield %131 : f32
    } -> tensor<32xf32>
    %120 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg23 : tensor<32xf32>) outs(%118 : tensor<32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = arith.truncf %cst_3 : f64 to f32
      %131 = arith.mulf %in, %130 : f32
      linalg.yield %131 : f32
    } -> tensor<32xf32>
    %121 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%119, %120 : tensor<32xf32>, tensor<32xf32>) outs(%118 : tensor<32xf32>) {
    ^bb0(%in: f32, %in_26: f32, %out: f32):
      %130 = arith.addf %in, %in_26 : f32
      linalg.yield %130 : f32
    } -> tensor<32xf32>
    %collapsed_23 = tensor.collapse_shape %110 [[0, 1, 2, 3]] : tensor<1x32x1x1xf32> into tensor<32xf32>
    %122 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_23 : tensor<32xf32>) outs(%118 : tensor<32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = arith.truncf %cst_2 : f64 to f32
      %131 = arith.mulf %in, %130 : f32
      linalg.yield %131 : f32
    } -> tensor<32xf32>
    %123 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%122 : tensor<32xf32>) outs(%118 : tensor<32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = arith.truncf %cst_4 : f64 to f32
      %131 = arith.mulf %in, %130 : f32
      linalg.yield %131 : f32
    } -> tensor<32xf32>
    %124 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg24 : tensor<32xf32>) outs(%118 : tensor<32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = arith.truncf %cst_3 : f64 to f32
      %131 = arith.mulf %in, %130 : f32
      linalg.yield %131 : f32
    } -> tensor<32xf32>
    %125 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%123, %124 : tensor<32xf32>, tensor<32xf32>) outs(%118 : tensor<32xf32>) {
    ^bb0(%in: f32, %in_26: f32, %out: f32):
      %130 = arith.addf %in, %in_26 : f32
      linalg.yield %130 : f32
    } -> tensor<32xf32>
    %expanded_24 = tensor.expand_shape %arg15 [[0, 1, 2]] output_shape [32, 1, 1] : tensor<32xf32> into tensor<32x1x1xf32>
    %126 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%117, %expanded_24 : tensor<2x32x11x14xf32>, tensor<32x1x1xf32>) outs(%96 : tensor<2x32x11x14xf32>) {
    ^bb0(%in: f32, %in_26: f32, %out: f32):
      %130 = arith.mulf %in, %in_26 : f32
      linalg.yield %130 : f32
    } -> tensor<2x32x11x14xf32>
    %expanded_25 = tensor.expand_shape %arg16 [[0, 1, 2]] output_shape [32, 1, 1] : tensor<32xf32> into tensor<32x1x1xf32>
    %127 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%126, %expanded_25 : tensor<2x32x11x14xf32>, tensor<32x1x1xf32>) outs(%96 : tensor<2x32x11x14xf32>) {
    ^bb0(%in: f32, %in_26: f32, %out: f32):
      %130 = arith.addf %in, %in_26 : f32
      linalg.yield %130 : f32
    } -> tensor<2x32x11x14xf32>
    %128 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%127 : tensor<2x32x11x14xf32>) outs(%96 : tensor<2x32x11x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %130 = arith.negf %in : f32
      %131 = math.exp %130 : f32
      %132 = arith.addf %131, %cst_1 : f32
      %133 = arith.divf %cst_1, %132 : f32
      linalg.yield %133 : f32
    } -> tensor<2x32x11x14xf32>
    %129 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%127, %128 : tensor<2x32x11x14xf32>, tensor<2x32x11x14xf32>) outs(%96 : tensor<2x32x11x14xf32>) {
    ^bb0(%in: f32, %in_26: f32, %out: f32):
      %130 = arith.mulf %in, %in_26 : f32
      linalg.yield %130 : f32
    } -> tensor<2x32x11x14xf32>
    return %129, %25, %29, %51, %55, %88, %92, %121, %125 : tensor<2x32x11x14xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<32xf32>, tensor<32xf32>
  }
}

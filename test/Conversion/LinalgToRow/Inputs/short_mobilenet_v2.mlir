#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (0, d1, 0, 0)>
#map2 = affine_map<(d0) -> (d0)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d1, 0, 0)>
#map4 = affine_map<(d0, d1, d2, d3) -> ()>
module {
  func.func @main(%arg0: tensor<2x3x21x27xf32> {lrcnn.name = "x", lrcnn.role = "activation"}, %arg1: tensor<8x3x3x3xf32> {lrcnn.name = "features.0.0.weight", lrcnn.role = "parameter"}, %arg2: tensor<8xf32> {lrcnn.name = "features.0.1.weight", lrcnn.role = "parameter"}, %arg3: tensor<8xf32> {lrcnn.name = "features.0.1.bias", lrcnn.role = "parameter"}, %arg4: tensor<8x1x3x3xf32> {lrcnn.name = "features.1.conv.0.0.weight", lrcnn.role = "parameter"}, %arg5: tensor<8xf32> {lrcnn.name = "features.1.conv.0.1.weight", lrcnn.role = "parameter"}, %arg6: tensor<8xf32> {lrcnn.name = "features.1.conv.0.1.bias", lrcnn.role = "parameter"}, %arg7: tensor<8x8x1x1xf32> {lrcnn.name = "features.1.conv.1.weight", lrcnn.role = "parameter"}, %arg8: tensor<8xf32> {lrcnn.name = "features.1.conv.2.weight", lrcnn.role = "parameter"}, %arg9: tensor<8xf32> {lrcnn.name = "features.1.conv.2.bias", lrcnn.role = "parameter"}, %arg10: tensor<1280x8x1x1xf32> {lrcnn.name = "features.2.0.weight", lrcnn.role = "parameter"}, %arg11: tensor<1280xf32> {lrcnn.name = "features.2.1.weight", lrcnn.role = "parameter"}, %arg12: tensor<1280xf32> {lrcnn.name = "features.2.1.bias", lrcnn.role = "parameter"}, %arg13: tensor<8xf32> {lrcnn.name = "features.0.1.running_mean", lrcnn.requires_grad = false}, %arg14: tensor<8xf32> {lrcnn.name = "features.0.1.running_var", lrcnn.requires_grad = false}, %arg15: tensor<8xf32> {lrcnn.name = "features.1.conv.0.1.running_mean", lrcnn.requires_grad = false}, %arg16: tensor<8xf32> {lrcnn.name = "features.1.conv.0.1.running_var", lrcnn.requires_grad = false}, %arg17: tensor<8xf32> {lrcnn.name = "features.1.conv.2.running_mean", lrcnn.requires_grad = false}, %arg18: tensor<8xf32> {lrcnn.name = "features.1.conv.2.running_var", lrcnn.requires_grad = false}, %arg19: tensor<1280xf32> {lrcnn.name = "features.2.1.running_mean", lrcnn.requires_grad = false}, %arg20: tensor<1280xf32> {lrcnn.name = "features.2.1.running_var", lrcnn.requires_grad = false}) -> (tensor<2x1280x11x14xf32>, tensor<8xf32> {lrcnn.name = "features.0.1.running_mean"}, tensor<8xf32> {lrcnn.name = "features.0.1.running_var"}, tensor<8xf32> {lrcnn.name = "features.1.conv.0.1.running_mean"}, tensor<8xf32> {lrcnn.name = "features.1.conv.0.1.running_var"}, tensor<8xf32> {lrcnn.name = "features.1.conv.2.running_mean"}, tensor<8xf32> {lrcnn.name = "features.1.conv.2.running_var"}, tensor<1280xf32> {lrcnn.name = "features.2.1.running_mean"}, tensor<1280xf32> {lrcnn.name = "features.2.1.running_var"}) {
    %cst = arith.constant 0.000000e+00 : f32
    %cst_0 = arith.constant 0.000000e+00 : f64
    %cst_1 = arith.constant dense<6.000000e+00> : tensor<f32>
    %cst_2 = arith.constant dense<0.000000e+00> : tensor<f32>
    %cst_3 = arith.constant 1.003257328990228 : f64
    %cst_4 = arith.constant 9.000000e-01 : f64
    %cst_5 = arith.constant 1.000000e-01 : f64
    %cst_6 = arith.constant 1.000000e-05 : f64
    %cst_7 = arith.constant 3.080000e+02 : f64
    %cst_8 = arith.constant 3.080000e+02 : f32
    %padded = tensor.pad %arg0 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg21: index, %arg22: index, %arg23: index, %arg24: index):
      tensor.yield %cst : f32
    } : tensor<2x3x21x27xf32> to tensor<2x3x23x29xf32>
    %0 = tensor.empty() : tensor<2x8x11x14xf32>
    %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<2x8x11x14xf32>) -> tensor<2x8x11x14xf32>
    %2 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%padded, %arg1 : tensor<2x3x23x29xf32>, tensor<8x3x3x3xf32>) outs(%1 : tensor<2x8x11x14xf32>) -> tensor<2x8x11x14xf32>
    %3 = tensor.empty() : tensor<2x8x11x14xf64>
    %4 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%2 : tensor<2x8x11x14xf32>) outs(%3 : tensor<2x8x11x14xf64>) {
    ^bb0(%in: f32, %out: f64):
      %119 = arith.extf %in : f32 to f64
      linalg.yield %119 : f64
    } -> tensor<2x8x11x14xf64>
    %5 = tensor.empty() : tensor<1x8x1x1xf64>
    %6 = linalg.fill ins(%cst_0 : f64) outs(%5 : tensor<1x8x1x1xf64>) -> tensor<1x8x1x1xf64>
    %7 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%4 : tensor<2x8x11x14xf64>) outs(%6 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %119 = arith.addf %in, %out : f64
      linalg.yield %119 : f64
    } -> tensor<1x8x1x1xf64>
    %8 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%7 : tensor<1x8x1x1xf64>) outs(%5 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %119 = arith.divf %in, %cst_7 : f64
      linalg.yield %119 : f64
    } -> tensor<1x8x1x1xf64>
    %9 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%4, %8 : tensor<2x8x11x14xf64>, tensor<1x8x1x1xf64>) outs(%3 : tensor<2x8x11x14xf64>) {
    ^bb0(%in: f64, %in_25: f64, %out: f64):
      %119 = arith.subf %in, %in_25 : f64
      linalg.yield %119 : f64
    } -> tensor<2x8x11x14xf64>
    %10 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%9, %9 : tensor<2x8x11x14xf64>, tensor<2x8x11x14xf64>) outs(%3 : tensor<2x8x11x14xf64>) {
    ^bb0(%in: f64, %in_25: f64, %out: f64):
      %119 = arith.mulf %in, %in_25 : f64
      linalg.yield %119 : f64
    } -> tensor<2x8x11x14xf64>
    %11 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%10 : tensor<2x8x11x14xf64>) outs(%6 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %119 = arith.addf %in, %out : f64
      linalg.yield %119 : f64
    } -> tensor<1x8x1x1xf64>
    %12 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%11 : tensor<1x8x1x1xf64>) outs(%5 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %119 = arith.divf %in, %cst_7 : f64
      linalg.yield %119 : f64
    } -> tensor<1x8x1x1xf64>
    %13 = tensor.empty() : tensor<1x8x1x1xf32>
    %14 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%12 : tensor<1x8x1x1xf64>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %119 = arith.truncf %in : f64 to f32
      linalg.yield %119 : f32
    } -> tensor<1x8x1x1xf32>
    %15 = linalg.fill ins(%cst : f32) outs(%13 : tensor<1x8x1x1xf32>) -> tensor<1x8x1x1xf32>
    %16 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%2 : tensor<2x8x11x14xf32>) outs(%15 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %119 = arith.addf %in, %out : f32
      linalg.yield %119 : f32
    } -> tensor<1x8x1x1xf32>
    %17 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%16 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %119 = arith.divf %in, %cst_8 : f32
      linalg.yield %119 : f32
    } -> tensor<1x8x1x1xf32>
    %18 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%14 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %119 = arith.truncf %cst_6 : f64 to f32
      %120 = arith.addf %in, %119 : f32
      linalg.yield %120 : f32
    } -> tensor<1x8x1x1xf32>
    %19 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%18 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %119 = math.rsqrt %in : f32
      linalg.yield %119 : f32
    } -> tensor<1x8x1x1xf32>
    %20 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%2, %17 : tensor<2x8x11x14xf32>, tensor<1x8x1x1xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_25: f32, %out: f32):
      %119 = arith.subf %in, %in_25 : f32
      linalg.yield %119 : f32
    } -> tensor<2x8x11x14xf32>
    %21 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%20, %19 : tensor<2x8x11x14xf32>, tensor<1x8x1x1xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_25: f32, %out: f32):
      %119 = arith.mulf %in, %in_25 : f32
      linalg.yield %119 : f32
    } -> tensor<2x8x11x14xf32>
    %collapsed = tensor.collapse_shape %17 [[0, 1, 2, 3]] : tensor<1x8x1x1xf32> into tensor<8xf32>
    %22 = tensor.empty() : tensor<8xf32>
    %23 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %119 = arith.truncf %cst_5 : f64 to f32
      %120 = arith.mulf %in, %119 : f32
      linalg.yield %120 : f32
    } -> tensor<8xf32>
    %24 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg13 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %119 = arith.truncf %cst_4 : f64 to f32
      %120 = arith.mulf %in, %119 : f32
      linalg.yield %120 : f32
    } -> tensor<8xf32>
    %25 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%23, %24 : tensor<8xf32>, tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_25: f32, %out: f32):
      %119 = arith.addf %in, %in_25 : f32
      linalg.yield %119 : f32
    } -> tensor<8xf32>
    %collapsed_9 = tensor.collapse_shape %14 [[0, 1, 2, 3]] : tensor<1x8x1x1xf32> into tensor<8xf32>
    %26 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_9 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %119 = arith.truncf %cst_3 : f64 to f32
      %120 = arith.mulf %in, %119 : f32
      linalg.yield %120 : f32
    } -> tensor<8xf32>
    %27 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%26 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %119 = arith.truncf %cst_5 : f64 to f32
      %120 = arith.mulf %in, %119 : f32
      linalg.yield %120 : f32
    } -> tensor<8xf32>
    %28 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg14 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %119 = arith.truncf %cst_4 : f64 to f32
      %120 = arith.mulf %in, %119 : f32
      linalg.yield %120 : f32
    } -> tensor<8xf32>
    %29 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%27, %28 : tensor<8xf32>, tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_25: f32, %out: f32):
      %119 = arith.addf %in, %in_25 : f32
      linalg.yield %119 : f32
    } -> tensor<8xf32>
    %expanded = tensor.expand_shape %arg2 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %30 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%21, %expanded : tensor<2x8x11x14xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_25: f32, %out: f32):
      %119 = arith.mulf %in, %in_25 : f32
      linalg.yield %119 : f32
    } -> tensor<2x8x11x14xf32>
    %expanded_10 = tensor.expand_shape %arg3 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %31 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%30, %expanded_10 : tensor<2x8x11x14xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_25: f32, %out: f32):
      %119 = arith.addf %in, %in_25 : f32
      linalg.yield %119 : f32
    } -> tensor<2x8x11x14xf32>
    %32 = linalg.generic {indexing_maps = [#map, #map4, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%31, %cst_2 : tensor<2x8x11x14xf32>, tensor<f32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_25: f32, %out: f32):
      %119 = arith.cmpf ogt, %in, %in_25 : f32
      %120 = arith.select %119, %in, %in_25 : f32
      linalg.yield %120 : f32
    } -> tensor<2x8x11x14xf32>
    %33 = linalg.generic {indexing_maps = [#map4, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_1, %32 : tensor<f32>, tensor<2x8x11x14xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_25: f32, %out: f32):
      %119 = arith.cmpf olt, %in, %in_25 : f32
      %120 = arith.select %119, %in, %in_25 : f32
      linalg.yield %120 : f32
    } -> tensor<2x8x11x14xf32>
    %padded_11 = tensor.pad %33 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg21: index, %arg22: index, %arg23: index, %arg24: index):
      tensor.yield %cst : f32
    } : tensor<2x8x11x14xf32> to tensor<2x8x13x16xf32>
    %collapsed_12 = tensor.collapse_shape %arg4 [[0, 1], [2], [3]] : tensor<8x1x3x3xf32> into tensor<8x3x3xf32>
    %34 = linalg.depthwise_conv_2d_nchw_chw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_11, %collapsed_12 : tensor<2x8x13x16xf32>, tensor<8x3x3xf32>) outs(%1 : tensor<2x8x11x14xf32>) -> tensor<2x8x11x14xf32>
    %35 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%34 : tensor<2x8x11x14xf32>) outs(%3 : tensor<2x8x11x14xf64>) {
    ^bb0(%in: f32, %out: f64):
      %119 = arith.extf %in : f32 to f64
      linalg.yield %119 : f64
    } -> tensor<2x8x11x14xf64>
    %36 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%35 : tensor<2x8x11x14xf64>) outs(%6 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %119 = arith.addf %in, %out : f64
      linalg.yield %119 : f64
    } -> tensor<1x8x1x1xf64>
    %37 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%36 : tensor<1x8x1x1xf64>) outs(%5 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %119 = arith.divf %in, %cst_7 : f64
      linalg.yield %119 : f64
    } -> tensor<1x8x1x1xf64>
    %38 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%35, %37 : tensor<2x8x11x14xf64>, tensor<1x8x1x1xf64>) outs(%3 : tensor<2x8x11x14xf64>) {
    ^bb0(%in: f64, %in_25: f64, %out: f64):
      %119 = arith.subf %in, %in_25 : f64
      linalg.yield %119 : f64
    } -> tensor<2x8x11x14xf64>
    %39 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%38, %38 : tensor<2x8x11x14xf64>, tensor<2x8x11x14xf64>) outs(%3 : tensor<2x8x11x14xf64>) {
    ^bb0(%in: f64, %in_25: f64, %out: f64):
      %119 = arith.mulf %in, %in_25 : f64
      linalg.yield %119 : f64
    } -> tensor<2x8x11x14xf64>
    %40 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%39 : tensor<2x8x11x14xf64>) outs(%6 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %119 = arith.addf %in, %out : f64
      linalg.yield %119 : f64
    } -> tensor<1x8x1x1xf64>
    %41 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%40 : tensor<1x8x1x1xf64>) outs(%5 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %119 = arith.divf %in, %cst_7 : f64
      linalg.yield %119 : f64
    } -> tensor<1x8x1x1xf64>
    %42 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%41 : tensor<1x8x1x1xf64>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %119 = arith.truncf %in : f64 to f32
      linalg.yield %119 : f32
    } -> tensor<1x8x1x1xf32>
    %43 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%34 : tensor<2x8x11x14xf32>) outs(%15 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %119 = arith.addf %in, %out : f32
      linalg.yield %119 : f32
    } -> tensor<1x8x1x1xf32>
    %44 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%43 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %119 = arith.divf %in, %cst_8 : f32
      linalg.yield %119 : f32
    } -> tensor<1x8x1x1xf32>
    %45 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%42 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %119 = arith.truncf %cst_6 : f64 to f32
      %120 = arith.addf %in, %119 : f32
      linalg.yield %120 : f32
    } -> tensor<1x8x1x1xf32>
    %46 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%45 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %119 = math.rsqrt %in : f32
      linalg.yield %119 : f32
    } -> tensor<1x8x1x1xf32>
    %47 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%34, %44 : tensor<2x8x11x14xf32>, tensor<1x8x1x1xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_25: f32, %out: f32):
      %119 = arith.subf %in, %in_25 : f32
      linalg.yield %119 : f32
    } -> tensor<2x8x11x14xf32>
    %48 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%47, %46 : tensor<2x8x11x14xf32>, tensor<1x8x1x1xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_25: f32, %out: f32):
      %119 = arith.mulf %in, %in_25 : f32
      linalg.yield %119 : f32
    } -> tensor<2x8x11x14xf32>
    %collapsed_13 = tensor.collapse_shape %44 [[0, 1, 2, 3]] : tensor<1x8x1x1xf32> into tensor<8xf32>
    %49 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_13 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %119 = arith.truncf %cst_5 : f64 to f32
      %120 = arith.mulf %in, %119 : f32
      linalg.yield %120 : f32
    } -> tensor<8xf32>
    %50 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg15 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %119 = arith.truncf %cst_4 : f64 to f32
      %120 = arith.mulf %in, %119 : f32
      linalg.yield %120 : f32
    } -> tensor<8xf32>
    %51 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%49, %50 : tensor<8xf32>, tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_25: f32, %out: f32):
      %119 = arith.addf %in, %in_25 : f32
      linalg.yield %119 : f32
    } -> tensor<8xf32>
    %collapsed_14 = tensor.collapse_shape %42 [[0, 1, 2, 3]] : tensor<1x8x1x1xf32> into tensor<8xf32>
    %52 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_14 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %119 = arith.truncf %cst_3 : f64 to f32
      %120 = arith.mulf %in, %119 : f32
      linalg.yield %120 : f32
    } -> tensor<8xf32>
    %53 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%52 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %119 = arith.truncf %cst_5 : f64 to f32
      %120 = arith.mulf %in, %119 : f32
      linalg.yield %120 : f32
    } -> tensor<8xf32>
    %54 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg16 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %119 = arith.truncf %cst_4 : f64 to f32
      %120 = arith.mulf %in, %119 : f32
      linalg.yield %120 : f32
    } -> tensor<8xf32>
    %55 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%53, %54 : tensor<8xf32>, tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_25: f32, %out: f32):
      %119 = arith.addf %in, %in_25 : f32
      linalg.yield %119 : f32
    } -> tensor<8xf32>
    %expanded_15 = tensor.expand_shape %arg5 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %56 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%48, %expanded_15 : tensor<2x8x11x14xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_25: f32, %out: f32):
      %119 = arith.mulf %in, %in_25 : f32
      linalg.yield %119 : f32
    } -> tensor<2x8x11x14xf32>
    %expanded_16 = tensor.expand_shape %arg6 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %57 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%56, %expanded_16 : tensor<2x8x11x14xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_25: f32, %out: f32):
      %119 = arith.addf %in, %in_25 : f32
      linalg.yield %119 : f32
    } -> tensor<2x8x11x14xf32>
    %58 = linalg.generic {indexing_maps = [#map, #map4, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%57, %cst_2 : tensor<2x8x11x14xf32>, tensor<f32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_25: f32, %out: f32):
      %119 = arith.cmpf ogt, %in, %in_25 : f32
      %120 = arith.select %119, %in, %in_25 : f32
      linalg.yield %120 : f32
    } -> tensor<2x8x11x14xf32>
    %59 = linalg.generic {indexing_maps = [#map4, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_1, %58 : tensor<f32>, tensor<2x8x11x14xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_25: f32, %out: f32):
      %119 = arith.cmpf olt, %in, %in_25 : f32
      %120 = arith.select %119, %in, %in_25 : f32
      linalg.yield %120 : f32
    } -> tensor<2x8x11x14xf32>
    %60 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%59, %arg7 : tensor<2x8x11x14xf32>, tensor<8x8x1x1xf32>) outs(%1 : tensor<2x8x11x14xf32>) -> tensor<2x8x11x14xf32>
    %61 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%60 : tensor<2x8x11x14xf32>) outs(%3 : tensor<2x8x11x14xf64>) {
    ^bb0(%in: f32, %out: f64):
      %119 = arith.extf %in : f32 to f64
      linalg.yield %119 : f64
    } -> tensor<2x8x11x14xf64>
    %62 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%61 : tensor<2x8x11x14xf64>) outs(%6 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %119 = arith.addf %in, %out : f64
      linalg.yield %119 : f64
    } -> tensor<1x8x1x1xf64>
    %63 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%62 : tensor<1x8x1x1xf64>) outs(%5 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %119 = arith.divf %in, %cst_7 : f64
      linalg.yield %119 : f64
    } -> tensor<1x8x1x1xf64>
    %64 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%61, %63 : tensor<2x8x11x14xf64>, tensor<1x8x1x1xf64>) outs(%3 : tensor<2x8x11x14xf64>) {
    ^bb0(%in: f64, %in_25: f64, %out: f64):
      %119 = arith.subf %in, %in_25 : f64
      linalg.yield %119 : f64
    } -> tensor<2x8x11x14xf64>
    %65 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%64, %64 : tensor<2x8x11x14xf64>, tensor<2x8x11x14xf64>) outs(%3 : tensor<2x8x11x14xf64>) {
    ^bb0(%in: f64, %in_25: f64, %out: f64):
      %119 = arith.mulf %in, %in_25 : f64
      linalg.yield %119 : f64
    } -> tensor<2x8x11x14xf64>
    %66 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%65 : tensor<2x8x11x14xf64>) outs(%6 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %119 = arith.addf %in, %out : f64
      linalg.yield %119 : f64
    } -> tensor<1x8x1x1xf64>
    %67 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%66 : tensor<1x8x1x1xf64>) outs(%5 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %119 = arith.divf %in, %cst_7 : f64
      linalg.yield %119 : f64
    } -> tensor<1x8x1x1xf64>
    %68 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%67 : tensor<1x8x1x1xf64>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %119 = arith.truncf %in : f64 to f32
      linalg.yield %119 : f32
    } -> tensor<1x8x1x1xf32>
    %69 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%60 : tensor<2x8x11x14xf32>) outs(%15 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %119 = arith.addf %in, %out : f32
      linalg.yield %119 : f32
    } -> tensor<1x8x1x1xf32>
    %70 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%69 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %119 = arith.divf %in, %cst_8 : f32
      linalg.yield %119 : f32
    } -> tensor<1x8x1x1xf32>
    %71 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%68 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %119 = arith.truncf %cst_6 : f64 to f32
      %120 = arith.addf %in, %119 : f32
      linalg.yield %120 : f32
    } -> tensor<1x8x1x1xf32>
    %72 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%71 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %119 = math.rsqrt %in : f32
      linalg.yield %119 : f32
    } -> tensor<1x8x1x1xf32>
    %73 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%60, %70 : tensor<2x8x11x14xf32>, tensor<1x8x1x1xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_25: f32, %out: f32):
      %119 = arith.subf %in, %in_25 : f32
      linalg.yield %119 : f32
    } -> tensor<2x8x11x14xf32>
    %74 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%73, %72 : tensor<2x8x11x14xf32>, tensor<1x8x1x1xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_25: f32, %out: f32):
      %119 = arith.mulf %in, %in_25 : f32
      linalg.yield %119 : f32
    } -> tensor<2x8x11x14xf32>
    %collapsed_17 = tensor.collapse_shape %70 [[0, 1, 2, 3]] : tensor<1x8x1x1xf32> into tensor<8xf32>
    %75 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_17 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %119 = arith.truncf %cst_5 : f64 to f32
      %120 = arith.mulf %in, %119 : f32
      linalg.yield %120 : f32
    } -> tensor<8xf32>
    %76 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg17 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %119 = arith.truncf %cst_4 : f64 to f32
      %120 = arith.mulf %in, %119 : f32
      linalg.yield %120 : f32
    } -> tensor<8xf32>
    %77 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%75, %76 : tensor<8xf32>, tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_25: f32, %out: f32):
      %119 = arith.addf %in, %in_25 : f32
      linalg.yield %119 : f32
    } -> tensor<8xf32>
    %collapsed_18 = tensor.collapse_shape %68 [[0, 1, 2, 3]] : tensor<1x8x1x1xf32> into tensor<8xf32>
    %78 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_18 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %119 = arith.truncf %cst_3 : f64 to f32
      %120 = arith.mulf %in, %119 : f32
      linalg.yield %120 : f32
    } -> tensor<8xf32>
    %79 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%78 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %119 = arith.truncf %cst_5 : f64 to f32
      %120 = arith.mulf %in, %119 : f32
      linalg.yield %120 : f32
    } -> tensor<8xf32>
    %80 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg18 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %119 = arith.truncf %cst_4 : f64 to f32
      %120 = arith.mulf %in, %119 : f32
      linalg.yield %120 : f32
    } -> tensor<8xf32>
    %81 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%79, %80 : tensor<8xf32>, tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_25: f32, %out: f32):
      %119 = arith.addf %in, %in_25 : f32
      linalg.yield %119 : f32
    } -> tensor<8xf32>
    %expanded_19 = tensor.expand_shape %arg8 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %82 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%74, %expanded_19 : tensor<2x8x11x14xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_25: f32, %out: f32):
      %119 = arith.mulf %in, %in_25 : f32
      linalg.yield %119 : f32
    } -> tensor<2x8x11x14xf32>
    %expanded_20 = tensor.expand_shape %arg9 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %83 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%82, %expanded_20 : tensor<2x8x11x14xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_25: f32, %out: f32):
      %119 = arith.addf %in, %in_25 : f32
      linalg.yield %119 : f32
    } -> tensor<2x8x11x14xf32>
    %84 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%33, %83 : tensor<2x8x11x14xf32>, tensor<2x8x11x14xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_25: f32, %out: f32):
      %119 = arith.addf %in, %in_25 : f32
      linalg.yield %119 : f32
    } -> tensor<2x8x11x14xf32>
    %85 = tensor.empty() : tensor<2x1280x11x14xf32>
    %86 = linalg.fill ins(%cst : f32) outs(%85 : tensor<2x1280x11x14xf32>) -> tensor<2x1280x11x14xf32>
    %87 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%84, %arg10 : tensor<2x8x11x14xf32>, tensor<1280x8x1x1xf32>) outs(%86 : tensor<2x1280x11x14xf32>) -> tensor<2x1280x11x14xf32>
    %88 = tensor.empty() : tensor<2x1280x11x14xf64>
    %89 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%87 : tensor<2x1280x11x14xf32>) outs(%88 : tensor<2x1280x11x14xf64>) {
    ^bb0(%in: f32, %out: f64):
      %119 = arith.extf %in : f32 to f64
      linalg.yield %119 : f64
    } -> tensor<2x1280x11x14xf64>
    %90 = tensor.empty() : tensor<1x1280x1x1xf64>
    %91 = linalg.fill ins(%cst_0 : f64) outs(%90 : tensor<1x1280x1x1xf64>) -> tensor<1x1280x1x1xf64>
    %92 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%89 : tensor<2x1280x11x14xf64>) outs(%91 : tensor<1x1280x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %119 = arith.addf %in, %out : f64
      linalg.yield %119 : f64
    } -> tensor<1x1280x1x1xf64>
    %93 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%92 : tensor<1x1280x1x1xf64>) outs(%90 : tensor<1x1280x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %119 = arith.divf %in, %cst_7 : f64
      linalg.yield %119 : f64
    } -> tensor<1x1280x1x1xf64>
    %94 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%89, %93 : tensor<2x1280x11x14xf64>, tensor<1x1280x1x1xf64>) outs(%88 : tensor<2x1280x11x14xf64>) {
    ^bb0(%in: f64, %in_25: f64, %out: f64):
      %119 = arith.subf %in, %in_25 : f64
      linalg.yield %119 : f64
    } -> tensor<2x1280x11x14xf64>
    %95 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%94, %94 : tensor<2x1280x11x14xf64>, tensor<2x1280x11x14xf64>) outs(%88 : tensor<2x1280x11x14xf64>) {
    ^bb0(%in: f64, %in_25: f64, %out: f64):
      %119 = arith.mulf %in, %in_25 : f64
      linalg.yield %119 : f64
    } -> tensor<2x1280x11x14xf64>
    %96 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%95 : tensor<2x1280x11x14xf64>) outs(%91 : tensor<1x1280x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %119 = arith.addf %in, %out : f64
      linalg.yield %119 : f64
    } -> tensor<1x1280x1x1xf64>
    %97 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%96 : tensor<1x1280x1x1xf64>) outs(%90 : tensor<1x1280x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %119 = arith.divf %in, %cst_7 : f64
      linalg.yield %119 : f64
    } -> tensor<1x1280x1x1xf64>
    %98 = tensor.empty() : tensor<1x1280x1x1xf32>
    %99 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%97 : tensor<1x1280x1x1xf64>) outs(%98 : tensor<1x1280x1x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %119 = arith.truncf %in : f64 to f32
      linalg.yield %119 : f32
    } -> tensor<1x1280x1x1xf32>
    %100 = linalg.fill ins(%cst : f32) outs(%98 : tensor<1x1280x1x1xf32>) -> tensor<1x1280x1x1xf32>
    %101 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%87 : tensor<2x1280x11x14xf32>) outs(%100 : tensor<1x1280x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %119 = arith.addf %in, %out : f32
      linalg.yield %119 : f32
    } -> tensor<1x1280x1x1xf32>
    %102 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%101 : tensor<1x1280x1x1xf32>) outs(%98 : tensor<1x1280x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %119 = arith.divf %in, %cst_8 : f32
      linalg.yield %119 : f32
    } -> tensor<1x1280x1x1xf32>
    %103 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%99 : tensor<1x1280x1x1xf32>) outs(%98 : tensor<1x1280x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %119 = arith.truncf %cst_6 : f64 to f32
      %120 = arith.addf %in, %119 : f32
      linalg.yield %120 : f32
    } -> tensor<1x1280x1x1xf32>
    %104 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%103 : tensor<1x1280x1x1xf32>) outs(%98 : tensor<1x1280x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %119 = math.rsqrt %in : f32
      linalg.yield %119 : f32
    } -> tensor<1x1280x1x1xf32>
    %105 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%87, %102 : tensor<2x1280x11x14xf32>, tensor<1x1280x1x1xf32>) outs(%85 : tensor<2x1280x11x14xf32>) {
    ^bb0(%in: f32, %in_25: f32, %out: f32):
      %119 = arith.subf %in, %in_25 : f32
      linalg.yield %119 : f32
    } -> tensor<2x1280x11x14xf32>
    %106 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%105, %104 : tensor<2x1280x11x14xf32>, tensor<1x1280x1x1xf32>) outs(%85 : tensor<2x1280x11x14xf32>) {
    ^bb0(%in: f32, %in_25: f32, %out: f32):
      %119 = arith.mulf %in, %in_25 : f32
      linalg.yield %119 : f32
    } -> tensor<2x1280x11x14xf32>
    %collapsed_21 = tensor.collapse_shape %102 [[0, 1, 2, 3]] : tensor<1x1280x1x1xf32> into tensor<1280xf32>
    %107 = tensor.empty() : tensor<1280xf32>
    %108 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_21 : tensor<1280xf32>) outs(%107 : tensor<1280xf32>) {
    ^bb0(%in: f32, %out: f32):
      %119 = arith.truncf %cst_5 : f64 to f32
      %120 = arith.mulf %in, %119 : f32
      linalg.yield %120 : f32
    } -> tensor<1280xf32>
    %109 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg19 : tensor<1280xf32>) outs(%107 : tensor<1280xf32>) {
    ^bb0(%in: f32, %out: f32):
      %119 = arith.truncf %cst_4 : f64 to f32
      %120 = arith.mulf %in, %119 : f32
      linalg.yield %120 : f32
    } -> tensor<1280xf32>
    %110 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%108, %109 : tensor<1280xf32>, tensor<1280xf32>) outs(%107 : tensor<1280xf32>) {
    ^bb0(%in: f32, %in_25: f32, %out: f32):
      %119 = arith.addf %in, %in_25 : f32
      linalg.yield %119 : f32
    } -> tensor<1280xf32>
    %collapsed_22 = tensor.collapse_shape %99 [[0, 1, 2, 3]] : tensor<1x1280x1x1xf32> into tensor<1280xf32>
    %111 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_22 : tensor<1280xf32>) outs(%107 : tensor<1280xf32>) {
    ^bb0(%in: f32, %out: f32):
      %119 = arith.truncf %cst_3 : f64 to f32
      %120 = arith.mulf %in, %119 : f32
      linalg.yield %120 : f32
    } -> tensor<1280xf32>
    %112 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%111 : tensor<1280xf32>) outs(%107 : tensor<1280xf32>) {
    ^bb0(%in: f32, %out: f32):
      %119 = arith.truncf %cst_5 : f64 to f32
      %120 = arith.mulf %in, %119 : f32
      linalg.yield %120 : f32
    } -> tensor<1280xf32>
    %113 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg20 : tensor<1280xf32>) outs(%107 : tensor<1280xf32>) {
    ^bb0(%in: f32, %out: f32):
      %119 = arith.truncf %cst_4 : f64 to f32
      %120 = arith.mulf %in, %119 : f32
      linalg.yield %120 : f32
    } -> tensor<1280xf32>
    %114 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%112, %113 : tensor<1280xf32>, tensor<1280xf32>) outs(%107 : tensor<1280xf32>) {
    ^bb0(%in: f32, %in_25: f32, %out: f32):
      %119 = arith.addf %in, %in_25 : f32
      linalg.yield %119 : f32
    } -> tensor<1280xf32>
    %expanded_23 = tensor.expand_shape %arg11 [[0, 1, 2]] output_shape [1280, 1, 1] : tensor<1280xf32> into tensor<1280x1x1xf32>
    %115 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%106, %expanded_23 : tensor<2x1280x11x14xf32>, tensor<1280x1x1xf32>) outs(%85 : tensor<2x1280x11x14xf32>) {
    ^bb0(%in: f32, %in_25: f32, %out: f32):
      %119 = arith.mulf %in, %in_25 : f32
      linalg.yield %119 : f32
    } -> tensor<2x1280x11x14xf32>
    %expanded_24 = tensor.expand_shape %arg12 [[0, 1, 2]] output_shape [1280, 1, 1] : tensor<1280xf32> into tensor<1280x1x1xf32>
    %116 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%115, %expanded_24 : tensor<2x1280x11x14xf32>, tensor<1280x1x1xf32>) outs(%85 : tensor<2x1280x11x14xf32>) {
    ^bb0(%in: f32, %in_25: f32, %out: f32):
      %119 = arith.addf %in, %in_25 : f32
      linalg.yield %119 : f32
    } -> tensor<2x1280x11x14xf32>
    %117 = linalg.generic {indexing_maps = [#map, #map4, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%116, %cst_2 : tensor<2x1280x11x14xf32>, tensor<f32>) outs(%85 : tensor<2x1280x11x14xf32>) {
    ^bb0(%in: f32, %in_25: f32, %out: f32):
      %119 = arith.cmpf ogt, %in, %in_25 : f32
      %120 = arith.select %119, %in, %in_25 : f32
      linalg.yield %120 : f32
    } -> tensor<2x1280x11x14xf32>
    %118 = linalg.generic {indexing_maps = [#map4, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_1, %117 : tensor<f32>, tensor<2x1280x11x14xf32>) outs(%85 : tensor<2x1280x11x14xf32>) {
    ^bb0(%in: f32, %in_25: f32, %out: f32):
      %119 = arith.cmpf olt, %in, %in_25 : f32
      %120 = arith.select %119, %in, %in_25 : f32
      linalg.yield %120 : f32
    } -> tensor<2x1280x11x14xf32>
    return %118, %25, %29, %51, %55, %77, %81, %110, %114 : tensor<2x1280x11x14xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<1280xf32>, tensor<1280xf32>
  }
}

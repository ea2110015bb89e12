#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d3)>
#map3 = affine_map<(d0, d1) -> (d0, d1)>
#map4 = affine_map<(d0, d1) -> (d1)>
#map5 = affine_map<(d0, d1, d2, d3) -> (d1, 0, 0)>
module {
  func.func @main(%arg0: tensor<2x3x21x27xf32> {lrcnn.name = "x", lrcnn.role = "activation"}, %arg1: tensor<12x3x4x4xf32> {lrcnn.name = "features.0.0.weight", lrcnn.role = "parameter"}, %arg2: tensor<12xf32> {lrcnn.name = "features.0.0.bias", lrcnn.role = "parameter"}, %arg3: tensor<12xf32> {lrcnn.name = "features.0.1.weight", lrcnn.role = "parameter"}, %arg4: tensor<12xf32> {lrcnn.name = "features.0.1.bias", lrcnn.role = "parameter"}, %arg5: tensor<12x1x1xf32> {lrcnn.name = "features.1.0.layer_scale", lrcnn.role = "parameter"}, %arg6: tensor<12x1x7x7xf32> {lrcnn.name = "features.1.0.block.0.weight", lrcnn.role = "parameter"}, %arg7: tensor<12xf32> {lrcnn.name = "features.1.0.block.0.bias", lrcnn.role = "parameter"}, %arg8: tensor<12xf32> {lrcnn.name = "features.1.0.block.2.weight", lrcnn.role = "parameter"}, %arg9: tensor<12xf32> {lrcnn.name = "features.1.0.block.2.bias", lrcnn.role = "parameter"}, %arg10: tensor<48x12xf32> {lrcnn.name = "features.1.0.block.3.weight", lrcnn.role = "parameter"}, %arg11: tensor<48xf32> {lrcnn.name = "features.1.0.block.3.bias", lrcnn.role = "parameter"}, %arg12: tensor<12x48xf32> {lrcnn.name = "features.1.0.block.5.weight", lrcnn.role = "parameter"}, %arg13: tensor<12xf32> {lrcnn.name = "features.1.0.block.5.bias", lrcnn.role = "parameter"}, %arg14: tensor<12xf32> {lrcnn.name = "features.2.0.weight", lrcnn.role = "parameter"}, %arg15: tensor<12xf32> {lrcnn.name = "features.2.0.bias", lrcnn.role = "parameter"}, %arg16: tensor<24x12x2x2xf32> {lrcnn.name = "features.2.1.weight", lrcnn.role = "parameter"}, %arg17: tensor<24xf32> {lrcnn.name = "features.2.1.bias", lrcnn.role = "parameter"}, %arg18: tensor<24x1x1xf32> {lrcnn.name = "features.3.0.layer_scale", lrcnn.role = "parameter"}, %arg19: tensor<24x1x7x7xf32> {lrcnn.name = "features.3.0.block.0.weight", lrcnn.role = "parameter"}, %arg20: tensor<24xf32> {lrcnn.name = "features.3.0.block.0.bias", lrcnn.role = "parameter"}, %arg21: tensor<24xf32> {lrcnn.name = "features.3.0.block.2.weight", lrcnn.role = "parameter"}, %arg22: tensor<24xf32> {lrcnn.name = "features.3.0.block.2.bias", lrcnn.role = "parameter"}, %arg23: tensor<96x24xf32> {lrcnn.name = "features.3.0.block.3.weight", lrcnn.role = "parameter"}, %arg24: tensor<96xf32> {lrcnn.name = "features.3.0.block.3.bias", lrcnn.role = "parameter"}, %arg25: tensor<24x96xf32> {lrcnn.name = "features.3.0.block.5.weight", lrcnn.role = "parameter"}, %arg26: tensor<24xf32> {lrcnn.name = "features.3.0.block.5.bias", lrcnn.role = "parameter"}) -> tensor<2x24x2x3xf32> {
    %cst = arith.constant 0.000000e+00 : f32
    %cst_0 = arith.constant 0.000000e+00 : f64
    %cst_1 = arith.constant 1.000000e+00 : f32
    %cst_2 = arith.constant 5.000000e-01 : f32
    %cst_3 = arith.constant 9.9999999999999995E-7 : f64
    %cst_4 = arith.constant 1.200000e+01 : f64
    %cst_5 = arith.constant 1.200000e+01 : f32
    %cst_6 = arith.constant 1.41421354 : f32
    %cst_7 = arith.constant 2.400000e+01 : f64
    %cst_8 = arith.constant 2.400000e+01 : f32
    %0 = tensor.empty() : tensor<2x12x5x6xf32>
    %broadcasted = linalg.broadcast ins(%arg2 : tensor<12xf32>) outs(%0 : tensor<2x12x5x6xf32>) dimensions = [0, 2, 3] 
    %1 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<4> : vector<2xi64>} ins(%arg0, %arg1 : tensor<2x3x21x27xf32>, tensor<12x3x4x4xf32>) outs(%broadcasted : tensor<2x12x5x6xf32>) -> tensor<2x12x5x6xf32>
    %2 = tensor.empty() : tensor<2x5x6x12xf32>
    %transposed = linalg.transpose ins(%1 : tensor<2x12x5x6xf32>) outs(%2 : tensor<2x5x6x12xf32>) permutation = [0, 2, 3, 1] 
    %3 = tensor.empty() : tensor<2x5x6x12xf64>
    %4 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%transposed : tensor<2x5x6x12xf32>) outs(%3 : tensor<2x5x6x12xf64>) {
    ^bb0(%in: f32, %out: f64):
      %110 = arith.extf %in : f32 to f64
      linalg.yield %110 : f64
    } -> tensor<2x5x6x12xf64>
    %5 = tensor.empty() : tensor<2x5x6x1xf64>
    %6 = linalg.fill ins(%cst_0 : f64) outs(%5 : tensor<2x5x6x1xf64>) -> tensor<2x5x6x1xf64>
    %7 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%4 : tensor<2x5x6x12xf64>) outs(%6 : tensor<2x5x6x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %110 = arith.addf %in, %out : f64
      linalg.yield %110 : f64
    } -> tensor<2x5x6x1xf64>
    %8 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%7 : tensor<2x5x6x1xf64>) outs(%5 : tensor<2x5x6x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %110 = arith.divf %in, %cst_4 : f64
      linalg.yield %110 : f64
    } -> tensor<2x5x6x1xf64>
    %9 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%4, %8 : tensor<2x5x6x12xf64>, tensor<2x5x6x1xf64>) outs(%3 : tensor<2x5x6x12xf64>) {
    ^bb0(%in: f64, %in_32: f64, %out: f64):
      %110 = arith.subf %in, %in_32 : f64
      linalg.yield %110 : f64
    } -> tensor<2x5x6x12xf64>
    %10 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%9, %9 : tensor<2x5x6x12xf64>, tensor<2x5x6x12xf64>) outs(%3 : tensor<2x5x6x12xf64>) {
    ^bb0(%in: f64, %in_32: f64, %out: f64):
      %110 = arith.mulf %in, %in_32 : f64
      linalg.yield %110 : f64
    } -> tensor<2x5x6x12xf64>
    %11 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%10 : tensor<2x5x6x12xf64>) outs(%6 : tensor<2x5x6x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %110 = arith.addf %in, %out : f64
      linalg.yield %110 : f64
    } -> tensor<2x5x6x1xf64>
    %12 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%11 : tensor<2x5x6x1xf64>) outs(%5 : tensor<2x5x6x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %110 = arith.divf %in, %cst_4 : f64
      linalg.yield %110 : f64
    } -> tensor<2x5x6x1xf64>
    %13 = tensor.empty() : tensor<2x5x6x1xf32>
    %14 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%12 : tensor<2x5x6x1xf64>) outs(%13 : tensor<2x5x6x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %110 = arith.truncf %in : f64 to f32
      linalg.yield %110 : f32
    } -> tensor<2x5x6x1xf32>
    %15 = linalg.fill ins(%cst : f32) outs(%13 : tensor<2x5x6x1xf32>) -> tensor<2x5x6x1xf32>
    %16 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%transposed : tensor<2x5x6x12xf32>) outs(%15 : tensor<2x5x6x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %110 = arith.addf %in, %out : f32
      linalg.yield %110 : f32
    } -> tensor<2x5x6x1xf32>
    %17 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%16 : tensor<2x5x6x1xf32>) outs(%13 : tensor<2x5x6x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %110 = arith.divf %in, %cst_5 : f32
      linalg.yield %110 : f32
    } -> tensor<2x5x6x1xf32>
    %18 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%14 : tensor<2x5x6x1xf32>) outs(%13 : tensor<2x5x6x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %110 = arith.truncf %cst_3 : f64 to f32
      %111 = arith.addf %in, %110 : f32
      linalg.yield %111 : f32
    } -> tensor<2x5x6x1xf32>
    %19 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%18 : tensor<2x5x6x1xf32>) outs(%13 : tensor<2x5x6x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %110 = math.rsqrt %in : f32
      linalg.yield %110 : f32
    } -> tensor<2x5x6x1xf32>
    %20 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%transposed, %17 : tensor<2x5x6x12xf32>, tensor<2x5x6x1xf32>) outs(%2 : tensor<2x5x6x12xf32>) {
    ^bb0(%in: f32, %in_32: f32, %out: f32):
      %110 = arith.subf %in, %in_32 : f32
      linalg.yield %110 : f32
    } -> tensor<2x5x6x12xf32>
    %21 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%20, %19 : tensor<2x5x6x12xf32>, tensor<2x5x6x1xf32>) outs(%2 : tensor<2x5x6x12xf32>) {
    ^bb0(%in: f32, %in_32: f32, %out: f32):
      %110 = arith.mulf %in, %in_32 : f32
      linalg.yield %110 : f32
    } -> tensor<2x5x6x12xf32>
    %22 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%21, %arg3 : tensor<2x5x6x12xf32>, tensor<12xf32>) outs(%2 : tensor<2x5x6x12xf32>) {
    ^bb0(%in: f32, %in_32: f32, %out: f32):
      %110 = arith.mulf %in, %in_32 : f32
      linalg.yield %110 : f32
    } -> tensor<2x5x6x12xf32>
    %23 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%22, %arg4 : tensor<2x5x6x12xf32>, tensor<12xf32>) outs(%2 : tensor<2x5x6x12xf32>) {
    ^bb0(%in: f32, %in_32: f32, %out: f32):
      %110 = arith.addf %in, %in_32 : f32
      linalg.yield %110 : f32
    } -> tensor<2x5x6x12xf32>
    %transposed_9 = linalg.transpose ins(%23 : tensor<2x5x6x12xf32>) outs(%0 : tensor<2x12x5x6xf32>) permutation = [0, 3, 1, 2] 
    %padded = tensor.pad %transposed_9 low[0, 0, 3, 3] high[0, 0, 3, 3] {
    ^bb0(%arg27: index, %arg28: index, %arg29: index, %arg30: index):
      tensor.yield %cst : f32
    } : tensor<2x12x5x6xf32> to tensor<2x12x11x12xf32>
    %broadcasted_10 = linalg.broadcast ins(%arg7 : tensor<12xf32>) outs(%0 : tensor<2x12x5x6xf32>) dimensions = [0, 2, 3] 
    %collapsed = tensor.collapse_shape %arg6 [[0, 1], [2], [3]] : tensor<12x1x7x7xf32> into tensor<12x7x7xf32>
    %24 = linalg.depthwise_conv_2d_nchw_chw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded, %collapsed : tensor<2x12x11x12xf32>, tensor<12x7x7xf32>) outs(%broadcasted_10 : tensor<2x12x5x6xf32>) -> tensor<2x12x5x6xf32>
    %transposed_11 = linalg.transpose ins(%24 : tensor<2x12x5x6xf32>) outs(%2 : tensor<2x5x6x12xf32>) permutation = [0, 2, 3, 1] 
    %25 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%transposed_11 : tensor<2x5x6x12xf32>) outs(%3 : tensor<2x5x6x12xf64>) {
    ^bb0(%in: f32, %out: f64):
      %110 = arith.extf %in : f32 to f64
      linalg.yield %110 : f64
    } -> tensor<2x5x6x12xf64>
    %26 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%25 : tensor<2x5x6x12xf64>) outs(%6 : tensor<2x5x6x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %110 = arith.addf %in, %out : f64
      linalg.yield %110 : f64
    } -> tensor<2x5x6x1xf64>
    %27 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%26 : tensor<2x5x6x1xf64>) outs(%5 : tensor<2x5x6x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %110 = arith.divf %in, %cst_4 : f64
      linalg.yield %110 : f64
    } -> tensor<2x5x6x1xf64>
    %28 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%25, %27 : tensor<2x5x6x12xf64>, tensor<2x5x6x1xf64>) outs(%3 : tensor<2x5x6x12xf64>) {
    ^bb0(%in: f64, %in_32: f64, %out: f64):
      %110 = arith.subf %in, %in_32 : f64
      linalg.yield %110 : f64
    } -> tensor<2x5x6x12xf64>
    %29 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%28, %28 : tensor<2x5x6x12xf64>, tensor<2x5x6x12xf64>) outs(%3 : tensor<2x5x6x12xf64>) {
    ^bb0(%in: f64, %in_32: f64, %out: f64):
      %110 = arith.mulf %in, %in_32 : f64
      linalg.yield %110 : f64
    } -> tensor<2x5x6x12xf64>
    %30 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%29 : tensor<2x5x6x12xf64>) outs(%6 : tensor<2x5x6x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %110 = arith.addf %in, %out : f64
      linalg.yield %110 : f64
    } -> tensor<2x5x6x1xf64>
    %31 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%30 : tensor<2x5x6x1xf64>) outs(%5 : tensor<2x5x6x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %110 = arith.divf %in, %cst_4 : f64
      linalg.yield %110 : f64
    } -> tensor<2x5x6x1xf64>
    %32 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%31 : tensor<2x5x6x1xf64>) outs(%13 : tensor<2x5x6x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %110 = arith.truncf %in : f64 to f32
      linalg.yield %110 : f32
    } -> tensor<2x5x6x1xf32>
    %33 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%transposed_11 : tensor<2x5x6x12xf32>) outs(%15 : tensor<2x5x6x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %110 = arith.addf %in, %out : f32
      linalg.yield %110 : f32
    } -> tensor<2x5x6x1xf32>
    %34 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%33 : tensor<2x5x6x1xf32>) outs(%13 : tensor<2x5x6x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %110 = arith.divf %in, %cst_5 : f32
      linalg.yield %110 : f32
    } -> tensor<2x5x6x1xf32>
    %35 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%32 : tensor<2x5x6x1xf32>) outs(%13 : tensor<2x5x6x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %110 = arith.truncf %cst_3 : f64 to f32
      %111 = arith.addf %in, %110 : f32
      linalg.yield %111 : f32
    } -> tensor<2x5x6x1xf32>
    %36 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%35 : tensor<2x5x6x1xf32>) outs(%13 : tensor<2x5x6x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %110 = math.rsqrt %in : f32
      linalg.yield %110 : f32
    } -> tensor<2x5x6x1xf32>
    %37 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%transposed_11, %34 : tensor<2x5x6x12xf32>, tensor<2x5x6x1xf32>) outs(%2 : tensor<2x5x6x12xf32>) {
    ^bb0(%in: f32, %in_32: f32, %out: f32):
      %110 = arith.subf %in, %in_32 : f32
      linalg.yield %110 : f32
    } -> tensor<2x5x6x12xf32>
    %38 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%37, %36 : tensor<2x5x6x12xf32>, tensor<2x5x6x1xf32>) outs(%2 : tensor<2x5x6x12xf32>) {
    ^bb0(%in: f32, %in_32: f32, %out: f32):
      %110 = arith.mulf %in, %in_32 : f32
      linalg.yield %110 : f32
    } -> tensor<2x5x6x12xf32>
    %39 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%38, %arg8 : tensor<2x5x6x12xf32>, tensor<12xf32>) outs(%2 : tensor<2x5x6x12xf32>) {
    ^bb0(%in: f32, %in_32: f32, %out: f32):
      %110 = arith.mulf %in, %in_32 : f32
      linalg.yield %110 : f32
    } -> tensor<2x5x6x12xf32>
    %40 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%39, %arg9 : tensor<2x5x6x12xf32>, tensor<12xf32>) outs(%2 : tensor<2x5x6x12xf32>) {
    ^bb0(%in: f32, %in_32: f32, %out: f32):
      %110 = arith.addf %in, %in_32 : f32
      linalg.yield %110 : f32
    } -> tensor<2x5x6x12xf32>
    %collapsed_12 = tensor.collapse_shape %40 [[0, 1, 2], [3]] : tensor<2x5x6x12xf32> into tensor<60x12xf32>
    %41 = tensor.empty() : tensor<12x48xf32>
    %transposed_13 = linalg.transpose ins(%arg10 : tensor<48x12xf32>) outs(%41 : tensor<12x48xf32>) permutation = [1, 0] 
    %42 = tensor.empty() : tensor<60x48xf32>
    %43 = linalg.fill ins(%cst : f32) outs(%42 : tensor<60x48xf32>) -> tensor<60x48xf32>
    %44 = linalg.matmul ins(%collapsed_12, %transposed_13 : tensor<60x12xf32>, tensor<12x48xf32>) outs(%43 : tensor<60x48xf32>) -> tensor<60x48xf32>
    %45 = linalg.generic {indexing_maps = [#map3, #map4, #map3], iterator_types = ["parallel", "parallel"]} ins(%44, %arg11 : tensor<60x48xf32>, tensor<48xf32>) outs(%42 : tensor<60x48xf32>) {
    ^bb0(%in: f32, %in_32: f32, %out: f32):
      %110 = arith.addf %in, %in_32 : f32
      linalg.yield %110 : f32
    } -> tensor<60x48xf32>
    %expanded = tensor.expand_shape %45 [[0, 1, 2], [3]] output_shape [2, 5, 6, 48] : tensor<60x48xf32> into tensor<2x5x6x48xf32>
    %46 = tensor.empty() : tensor<2x5x6x48xf32>
    %47 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded : tensor<2x5x6x48xf32>) outs(%46 : tensor<2x5x6x48xf32>) {
    ^bb0(%in: f32, %out: f32):
      %110 = arith.divf %in, %cst_6 : f32
      %111 = math.erf %110 : f32
      %112 = arith.addf %111, %cst_1 : f32
      %113 = arith.mulf %112, %cst_2 : f32
      %114 = arith.mulf %in, %113 : f32
      linalg.yield %114 : f32
    } -> tensor<2x5x6x48xf32>
    %collapsed_14 = tensor.collapse_shape %47 [[0, 1, 2], [3]] : tensor<2x5x6x48xf32> into tensor<60x48xf32>
    %48 = tensor.empty() : tensor<48x12xf32>
    %transposed_15 = linalg.transpose ins(%arg12 : tensor<12x48xf32>) outs(%48 : tensor<48x12xf32>) permutation = [1, 0] 
    %49 = tensor.empty() : tensor<60x12xf32>
    %50 = linalg.fill ins(%cst : f32) outs(%49 : tensor<60x12xf32>) -> tensor<60x12xf32>
    %51 = linalg.matmul ins(%collapsed_14, %transposed_15 : tensor<60x48xf32>, tensor<48x12xf32>) outs(%50 : tensor<60x12xf32>) -> tensor<60x12xf32>
    %52 = linalg.generic {indexing_maps = [#map3, #map4, #map3], iterator_types = ["parallel", "parallel"]} ins(%51, %arg13 : tensor<60x12xf32>, tensor<12xf32>) outs(%49 : tensor<60x12xf32>) {
    ^bb0(%in: f32, %in_32: f32, %out: f32):
      %110 = arith.addf %in, %in_32 : f32
      linalg.yield %110 : f32
    } -> tensor<60x12xf32>
    %expanded_16 = tensor.expand_shape %52 [[0, 1, 2], [3]] output_shape [2, 5, 6, 12] : tensor<60x12xf32> into tensor<2x5x6x12xf32>
    %transposed_17 = linalg.transpose ins(%expanded_16 : tensor<2x5x6x12xf32>) outs(%0 : tensor<2x12x5x6xf32>) permutation = [0, 3, 1, 2] 
    %53 = linalg.generic {indexing_maps = [#map5, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%arg5, %transposed_17 : tensor<12x1x1xf32>, tensor<2x12x5x6xf32>) outs(%0 : tensor<2x12x5x6xf32>) {
    ^bb0(%in: f32, %in_32: f32, %out: f32):
      %110 = arith.mulf %in, %in_32 : f32
      linalg.yield %110 : f32
    } -> tensor<2x12x5x6xf32>
    %54 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%53, %transposed_9 : tensor<2x12x5x6xf32>, tensor<2x12x5x6xf32>) outs(%0 : tensor<2x12x5x6xf32>) {
    ^bb0(%in: f32, %in_32: f32, %out: f32):
      %110 = arith.addf %in, %in_32 : f32
      linalg.yield %110 : f32
    } -> tensor<2x12x5x6xf32>
    %transposed_18 = linalg.transpose ins(%54 : tensor<2x12x5x6xf32>) outs(%2 : tensor<2x5x6x12xf32>) permutation = [0, 2, 3, 1] 
    %55 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%transposed_18 : tensor<2x5x6x12xf32>) outs(%3 : tensor<2x5x6x12xf64>) {
    ^bb0(%in: f32, %out: f64):
      %110 = arith.extf %in : f32 to f64
      linalg.yield %110 : f64
    } -> tensor<2x5x6x12xf64>
    %56 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%55 : tensor<2x5x6x12xf64>) outs(%6 : tensor<2x5x6x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %110 = arith.addf %in, %out : f64
      linalg.yield %110 : f64
    } -> tensor<2x5x6x1xf64>
    %57 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%56 : tensor<2x5x6x1xf64>) outs(%5 : tensor<2x5x6x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %110 = arith.divf %in, %cst_4 : f64
      linalg.yield %110 : f64
    } -> tensor<2x5x6x1xf64>
    %58 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%55, %57 : tensor<2x5x6x12xf64>, tensor<2x5x6x1xf64>) outs(%3 : tensor<2x5x6x12xf64>) {
    ^bb0(%in: f64, %in_32: f64, %out: f64):
      %110 = arith.subf %in, %in_32 : f64
      linalg.yield %110 : f64
    } -> tensor<2x5x6x12xf64>
    %59 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%58, %58 : tensor<2x5x6x12xf64>, tensor<2x5x6x12xf64>) outs(%3 : tensor<2x5x6x12xf64>) {
    ^bb0(%in: f64, %in_32: f64, %out: f64):
      %110 = arith.mulf %in, %in_32 : f64
      linalg.yield %110 : f64
    } -> tensor<2x5x6x12xf64>
    %60 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%59 : tensor<2x5x6x12xf64>) outs(%6 : tensor<2x5x6x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %110 = arith.addf %in, %out : f64
      linalg.yield %110 : f64
    } -> tensor<2x5x6x1xf64>
    %61 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%60 : tensor<2x5x6x1xf64>) outs(%5 : tensor<2x5x6x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %110 = arith.divf %in, %cst_4 : f64
      linalg.yield %110 : f64
    } -> tensor<2x5x6x1xf64>
    %62 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%61 : tensor<2x5x6x1xf64>) outs(%13 : tensor<2x5x6x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %110 = arith.truncf %in : f64 to f32
      linalg.yield %110 : f32
    } -> tensor<2x5x6x1xf32>
    %63 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%transposed_18 : tensor<2x5x6x12xf32>) outs(%15 : tensor<2x5x6x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %110 = arith.addf %in, %out : f32
      linalg.yield %110 : f32
    } -> tensor<2x5x6x1xf32>
    %64 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%63 : tensor<2x5x6x1xf32>) outs(%13 : tensor<2x5x6x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %110 = arith.divf %in, %cst_5 : f32
      linalg.yield %110 : f32
    } -> tensor<2x5x6x1xf32>
    %65 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%62 : tensor<2x5x6x1xf32>) outs(%13 : tensor<2x5x6x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %110 = arith.truncf %cst_3 : f64 to f32
      %111 = arith.addf %in, %110 : f32
      linalg.yield %111 : f32
    } -> tensor<2x5x6x1xf32>
    %66 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%65 : tensor<2x5x6x1xf32>) outs(%13 : tensor<2x5x6x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %110 = math.rsqrt %in : f32
      linalg.yield %110 : f32
    } -> tensor<2x5x6x1xf32>
    %67 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%transposed_18, %64 : tensor<2x5x6x12xf32>, tensor<2x5x6x1xf32>) outs(%2 : tensor<2x5x6x12xf32>) {
    ^bb0(%in: f32, %in_32: f32, %out: f32):
      %110 = arith.subf %in, %in_32 : f32
      linalg.yield %110 : f32
    } -> tensor<2x5x6x12xf32>
    %68 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%67, %66 : tensor<2x5x6x12xf32>, tensor<2x5x6x1xf32>) outs(%2 : tensor<2x5x6x12xf32>) {
    ^bb0(%in: f32, %in_32: f32, %out: f32):
      %110 = arith.mulf %in, %in_32 : f32
      linalg.yield %110 : f32
    } -> tensor<2x5x6x12xf32>
    %69 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%68, %arg14 : tensor<2x5x6x12xf32>, tensor<12xf32>) outs(%2 : tensor<2x5x6x12xf32>) {
    ^bb0(%in: f32, %in_32: f32, %out: f32):
      %110 = arith.mulf %in, %in_32 : f32
      linalg.yield %110 : f32
    } -> tensor<2x5x6x12xf32>
    %70 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%69, %arg15 : tensor<2x5x6x12xf32>, tensor<12xf32>) outs(%2 : tensor<2x5x6x12xf32>) {
    ^bb0(%in: f32, %in_32: f32, %out: f32):
      %110 = arith.addf %in, %in_32 : f32
      linalg.yield %110 : f32
    } -> tensor<2x5x6x12xf32>
    %transposed_19 = linalg.transpose ins(%70 : tensor<2x5x6x12xf32>) outs(%0 : tensor<2x12x5x6xf32>) permutation = [0, 3, 1, 2] 
    %71 = tensor.empty() : tensor<2x24x2x3xf32>
    %broadcasted_20 = linalg.broadcast ins(%arg17 : tensor<24xf32>) outs(%71 : tensor<2x24x2x3xf32>) dimensions = [0, 2, 3] 
    %72 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%transposed_19, %arg16 : tensor<2x12x5x6xf32>, tensor<24x12x2x2xf32>) outs(%broadcasted_20 : tensor<2x24x2x3xf32>) -> tensor<2x24x2x3xf32>
    %padded_21 = tensor.pad %72 low[0, 0, 3, 3] high[0, 0, 3, 3] {
    ^bb0(%arg27: index, %arg28: index, %arg29: index, %arg30: index):
      tensor.yield %cst : f32
    } : tensor<2x24x2x3xf32> to tensor<2x24x8x9xf32>
    %broadcasted_22 = linalg.broadcast ins(%arg20 : tensor<24xf32>) outs(%71 : tensor<2x24x2x3xf32>) dimensions = [0, 2, 3] 
    %collapsed_23 = tensor.collapse_shape %arg19 [[0, 1], [2], [3]] : tensor<24x1x7x7xf32> into tensor<24x7x7xf32>
    %73 = linalg.depthwise_conv_2d_nchw_chw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_21, %collapsed_23 : tensor<2x24x8x9xf32>, tensor<24x7x7xf32>) outs(%broadcasted_22 : tensor<2x24x2x3xf32>) -> tensor<2x24x2x3xf32>
    %74 = tensor.empty() : tensor<2x2x3x24xf32>
    %transposed_24 = linalg.transpose ins(%73 : tensor<2x24x2x3xf32>) outs(%74 : tensor<2x2x3x24xf32>) permutation = [0, 2, 3, 1] 
    %75 = tensor.empty() : tensor<2x2x3x24xf64>
    %76 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%transposed_24 : tensor<2x2x3x24xf32>) outs(%75 : tensor<2x2x3x24xf64>) {
    ^bb0(%in: f32, %out: f64):
      %110 = arith.extf %in : f32 to f64
      linalg.yield %110 : f64
    } -> tensor<2x2x3x24xf64>
    %77 = tensor.empty() : tensor<2x2x3x1xf64>
    %78 = linalg.fill ins(%cst_0 : f64) outs(%77 : tensor<2x2x3x1xf64>) -> tensor<2x2x3x1xf64>
    %79 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%76 : tensor<2x2x3x24xf64>) outs(%78 : tensor<2x2x3x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %110 = arith.addf %in, %out : f64
      linalg.yield %110 : f64
    } -> tensor<2x2x3x1xf64>
    %80 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%79 : tensor<2x2x3x1xf64>) outs(%77 : tensor<2x2x3x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %110 = arith.divf %in, %cst_7 : f64
      linalg.yield %110 : f64
    } -> tensor<2x2x3x1xf64>
    %81 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%76, %80 : tensor<2x2x3x24xf64>, tensor<2x2x3x1xf64>) outs(%75 : tensor<2x2x3x24xf64>) {
    ^bb0(%in: f64, %in_32: f64, %out: f64):
      %110 = arith.subf %in, %in_32 : f64
      linalg.yield %110 : f64
    } -> tensor<2x2x3x24xf64>
    %82 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%81, %81 : tensor<2x2x3x24xf64>, tensor<2x2x3x24xf64>) outs(%75 : tensor<2x2x3x24xf64>) {
    ^bb0(%in: f64, %in_32: f64, %out: f64):
      %110 = arith.mulf %in, %in_32 : f64
      linalg.yield %110 : f64
    } -> tensor<2x2x3x24xf64>
    %83 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%82 : tensor<2x2x3x24xf64>) outs(%78 : tensor<2x2x3x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %110 = arith.addf %in, %out : f64
      linalg.yield %110 : f64
    } -> tensor<2x2x3x1xf64>
    %84 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%83 : tensor<2x2x3x1xf64>) outs(%77 : tensor<2x2x3x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %110 = arith.divf %in, %cst_7 : f64
      linalg.yield %110 : f64
    } -> tensor<2x2x3x1xf64>
    %85 = tensor.empty() : tensor<2x2x3x1xf32>
    %86 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%84 : tensor<2x2x3x1xf64>) outs(%85 : tensor<2x2x3x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %110 = arith.truncf %in : f64 to f32
      linalg.yield %110 : f32
    } -> tensor<2x2x3x1xf32>
    %87 = linalg.fill ins(%cst : f32) outs(%85 : tensor<2x2x3x1xf32>) -> tensor<2x2x3x1xf32>
    %88 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%transposed_24 : tensor<2x2x3x24xf32>) outs(%87 : tensor<2x2x3x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %110 = arith.addf %in, %out : f32
      linalg.yield %110 : f32
    } -> tensor<2x2x3x1xf32>
    %89 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%88 : tensor<2x2x3x1xf32>) outs(%85 : tensor<2x2x3x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %110 = arith.divf %in, %cst_8 : f32
      linalg.yield %110 : f32
    } -> tensor<2x2x3x1xf32>
    %90 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%86 : tensor<2x2x3x1xf32>) outs(%85 : tensor<2x2x3x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %110 = arith.truncf %cst_3 : f64 to f32
      %111 = arith.addf %in, %110 : f32
      linalg.yield %111 : f32
    } -> tensor<2x2x3x1xf32>
    %91 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%90 : tensor<2x2x3x1xf32>) outs(%85 : tensor<2x2x3x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %110 = math.rsqrt %in : f32
      linalg.yield %110 : f32
    } -> tensor<2x2x3x1xf32>
    %92 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%transposed_24, %89 : tensor<2x2x3x24xf32>, tensor<2x2x3x1xf32>) outs(%74 : tensor<2x2x3x24xf32>) {
    ^bb0(%in: f32, %in_32: f32, %out: f32):
      %110 = arith.subf %in, %in_32 : f32
      linalg.yield %110 : f32
    } -> tensor<2x2x3x24xf32>
    %93 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%92, %91 : tensor<2x2x3x24xf32>, tensor<2x2x3x1xf32>) outs(%74 : tensor<2x2x3x24xf32>) {
    ^bb0(%in: f32, %in_32: f32, %out: f32):
      %110 = arith.mulf %in, %in_32 : f32
      linalg.yield %110 : f32
    } -> tensor<2x2x3x24xf32>
    %94 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%93, %arg21 : tensor<2x2x3x24xf32>, tensor<24xf32>) outs(%74 : tensor<2x2x3x24xf32>) {
    ^bb0(%in: f32, %in_32: f32, %out: f32):
      %110 = arith.mulf %in, %in_32 : f32
      linalg.yield %110 : f32
    } -> tensor<2x2x3x24xf32>
    %95 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%94, %arg22 : tensor<2x2x3x24xf32>, tensor<24xf32>) outs(%74 : tensor<2x2x3x24xf32>) {
    ^bb0(%in: f32, %in_32: f32, %out: f32):
      %110 = arith.addf %in, %in_32 : f32
      linalg.yield %110 : f32
    } -> tensor<2x2x3x24xf32>
    %collapsed_25 = tensor.collapse_shape %95 [[0, 1, 2], [3]] : tensor<2x2x3x24xf32> into tensor<12x24xf32>
    %96 = tensor.empty() : tensor<24x96xf32>
    %transposed_26 = linalg.transpose ins(%arg23 : tensor<96x24xf32>) outs(%96 : tensor<24x96xf32>) permutation = [1, 0] 
    %97 = tensor.empty() : tensor<12x96xf32>
    %98 = linalg.fill ins(%cst : f32) outs(%97 : tensor<12x96xf32>) -> tensor<12x96xf32>
    %99 = linalg.matmul ins(%collapsed_25, %transposed_26 : tensor<12x24xf32>, tensor<24x96xf32>) outs(%98 : tensor<12x96xf32>) -> tensor<12x96xf32>
    %100 = linalg.generic {indexing_maps = [#map3, #map4, #map3], iterator_types = ["parallel", "parallel"]} ins(%99, %arg24 : tensor<12x96xf32>, tensor<96xf32>) outs(%97 : tensor<12x96xf32>) {
    ^bb0(%in: f32, %in_32: f32, %out: f32):
      %110 = arith.addf %in, %in_32 : f32
      linalg.yield %110 : f32
    } -> tensor<12x96xf32>
    %expanded_27 = tensor.expand_shape %100 [[0, 1, 2], [3]] output_shape [2, 2, 3, 96] : tensor<12x96xf32> into tensor<2x2x3x96xf32>
    %101 = tensor.empty() : tensor<2x2x3x96xf32>
    %102 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_27 : tensor<2x2x3x96xf32>) outs(%101 : tensor<2x2x3x96xf32>) {
    ^bb0(%in: f32, %out: f32):
      %110 = arith.divf %in, %cst_6 : f32
      %111 = math.erf %110 : f32
      %112 = arith.addf %111, %cst_1 : f32
      %113 = arith.mulf %112, %cst_2 : f32
      %114 = arith.mulf %in, %113 : f32
      linalg.yield %114 : f32
    } -> tensor<2x2x3x96xf32>
    %collapsed_28 = tensor.collapse_shape %102 [[0, 1, 2], [3]] : tensor<2x2x3x96xf32> into tensor<12x96xf32>
    %103 = tensor.empty() : tensor<96x24xf32>
    %transposed_29 = linalg.transpose ins(%arg25 : tensor<24x96xf32>) outs(%103 : tensor<96x24xf32>) permutation = [1, 0] 
    %104 = tensor.empty() : tensor<12x24xf32>
    %105 = linalg.fill ins(%cst : f32) outs(%104 : tensor<12x24xf32>) -> tensor<12x24xf32>
    %106 = linalg.matmul ins(%collapsed_28, %transposed_29 : tensor<12x96xf32>, tensor<96x24xf32>) outs(%105 : tensor<12x24xf32>) -> tensor<12x24xf32>
    %107 = linalg.generic {indexing_maps = [#map3, #map4, #map3], iterator_types = ["parallel", "parallel"]} ins(%106, %arg26 : tensor<12x24xf32>, tensor<24xf32>) outs(%104 : tensor<12x24xf32>) {
    ^bb0(%in: f32, %in_32: f32, %out: f32):
      %110 = arith.addf %in, %in_32 : f32
      linalg.yield %110 : f32
    } -> tensor<12x24xf32>
    %expanded_30 = tensor.expand_shape %107 [[0, 1, 2], [3]] output_shape [2, 2, 3, 24] : tensor<12x24xf32> into tensor<2x2x3x24xf32>
    %transposed_31 = linalg.transpose ins(%expanded_30 : tensor<2x2x3x24xf32>) outs(%71 : tensor<2x24x2x3xf32>) permutation = [0, 3, 1, 2] 
    %108 = linalg.generic {indexing_maps = [#map5, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%arg18, %transposed_31 : tensor<24x1x1xf32>, tensor<2x24x2x3xf32>) outs(%71 : tensor<2x24x2x3xf32>) {
    ^bb0(%in: f32, %in_32: f32, %out: f32):
      %110 = arith.mulf %in, %in_32 : f32
      linalg.yield %110 : f32
    } -> tensor<2x24x2x3xf32>
    %109 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%108, %72 : tensor<2x24x2x3xf32>, tensor<2x24x2x3xf32>) outs(%71 : tensor<2x24x2x3xf32>) {
    ^bb0(%in: f32, %in_32: f32, %out: f32):
      %110 = arith.addf %in, %in_32 : f32
      linalg.yield %110 : f32
    } -> tensor<2x24x2x3xf32>
    return %109 : tensor<2x24x2x3xf32>
  }
}

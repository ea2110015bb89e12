#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (0, d1, 0, 0)>
#map2 = affine_map<(d0) -> (d0)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d1, 0, 0)>
module {
  func.func @main(%arg0: tensor<2x3x21x27xf32> {lrcnn.name = "x", lrcnn.role = "activation"}, %arg1: tensor<8x3x3x3xf32> {lrcnn.name = "features.0.weight", lrcnn.role = "parameter"}, %arg2: tensor<8xf32> {lrcnn.name = "features.0.bias", lrcnn.role = "parameter"}, %arg3: tensor<8xf32> {lrcnn.name = "features.1.weight", lrcnn.role = "parameter"}, %arg4: tensor<8xf32> {lrcnn.name = "features.1.bias", lrcnn.role = "parameter"}, %arg5: tensor<8x8x3x3xf32> {lrcnn.name = "features.4.weight", lrcnn.role = "parameter"}, %arg6: tensor<8xf32> {lrcnn.name = "features.4.bias", lrcnn.role = "parameter"}, %arg7: tensor<8xf32> {lrcnn.name = "features.5.weight", lrcnn.role = "parameter"}, %arg8: tensor<8xf32> {lrcnn.name = "features.5.bias", lrcnn.role = "parameter"}, %arg9: tensor<8xf32> {lrcnn.name = "features.1.running_mean", lrcnn.requires_grad = false}, %arg10: tensor<8xf32> {lrcnn.name = "features.1.running_var", lrcnn.requires_grad = false}, %arg11: tensor<8xf32> {lrcnn.name = "features.5.running_mean", lrcnn.requires_grad = false}, %arg12: tensor<8xf32> {lrcnn.name = "features.5.running_var", lrcnn.requires_grad = false}) -> (tensor<2x8x5x6xf32>, tensor<8xf32> {lrcnn.name = "features.1.running_mean"}, tensor<8xf32> {lrcnn.name = "features.1.running_var"}, tensor<8xf32> {lrcnn.name = "features.5.running_mean"}, tensor<8xf32> {lrcnn.name = "features.5.running_var"}) {
    %cst = arith.constant 0.000000e+00 : f32
    %cst_0 = arith.constant 0.000000e+00 : f64
    %cst_1 = arith.constant 0xFF800000 : f32
    %cst_2 = arith.constant 1.0038610038610039 : f64
    %cst_3 = arith.constant 1.0008826125330981 : f64
    %cst_4 = arith.constant 9.000000e-01 : f64
    %cst_5 = arith.constant 1.000000e-01 : f64
    %cst_6 = arith.constant 1.000000e-05 : f64
    %cst_7 = arith.constant 1.134000e+03 : f64
    %cst_8 = arith.constant 1.134000e+03 : f32
    %cst_9 = arith.constant 2.600000e+02 : f64
    %cst_10 = arith.constant 2.600000e+02 : f32
    %padded = tensor.pad %arg0 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg13: index, %arg14: index, %arg15: index, %arg16: index):
      tensor.yield %cst : f32
    } : tensor<2x3x21x27xf32> to tensor<2x3x23x29xf32>
    %0 = tensor.empty() : tensor<2x8x21x27xf32>
    %broadcasted = linalg.broadcast ins(%arg2 : tensor<8xf32>) outs(%0 : tensor<2x8x21x27xf32>) dimensions = [0, 2, 3] 
    %1 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded, %arg1 : tensor<2x3x23x29xf32>, tensor<8x3x3x3xf32>) outs(%broadcasted : tensor<2x8x21x27xf32>) -> tensor<2x8x21x27xf32>
    %2 = tensor.empty() : tensor<2x8x21x27xf64>
    %3 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%1 : tensor<2x8x21x27xf32>) outs(%2 : tensor<2x8x21x27xf64>) {
    ^bb0(%in: f32, %out: f64):
      %65 = arith.extf %in : f32 to f64
      linalg.yield %65 : f64
    } -> tensor<2x8x21x27xf64>
    %4 = tensor.empty() : tensor<1x8x1x1xf64>
    %5 = linalg.fill ins(%cst_0 : f64) outs(%4 : tensor<1x8x1x1xf64>) -> tensor<1x8x1x1xf64>
    %6 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%3 : tensor<2x8x21x27xf64>) outs(%5 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %65 = arith.addf %in, %out : f64
      linalg.yield %65 : f64
    } -> tensor<1x8x1x1xf64>
    %7 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%6 : tensor<1x8x1x1xf64>) outs(%4 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %65 = arith.divf %in, %cst_7 : f64
      linalg.yield %65 : f64
    } -> tensor<1x8x1x1xf64>
    %8 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%3, %7 : tensor<2x8x21x27xf64>, tensor<1x8x1x1xf64>) outs(%2 : tensor<2x8x21x27xf64>) {
    ^bb0(%in: f64, %in_19: f64, %out: f64):
      %65 = arith.subf %in, %in_19 : f64
      linalg.yield %65 : f64
    } -> tensor<2x8x21x27xf64>
    %9 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%8, %8 : tensor<2x8x21x27xf64>, tensor<2x8x21x27xf64>) outs(%2 : tensor<2x8x21x27xf64>) {
    ^bb0(%in: f64, %in_19: f64, %out: f64):
      %65 = arith.mulf %in, %in_19 : f64
      linalg.yield %65 : f64
    } -> tensor<2x8x21x27xf64>
    %10 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%9 : tensor<2x8x21x27xf64>) outs(%5 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %65 = arith.addf %in, %out : f64
      linalg.yield %65 : f64
    } -> tensor<1x8x1x1xf64>
    %11 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%10 : tensor<1x8x1x1xf64>) outs(%4 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %65 = arith.divf %in, %cst_7 : f64
      linalg.yield %65 : f64
    } -> tensor<1x8x1x1xf64>
    %12 = tensor.empty() : tensor<1x8x1x1xf32>
    %13 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%11 : tensor<1x8x1x1xf64>) outs(%12 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %65 = arith.truncf %in : f64 to f32
      linalg.yield %65 : f32
    } -> tensor<1x8x1x1xf32>
    %14 = linalg.fill ins(%cst : f32) outs(%12 : tensor<1x8x1x1xf32>) -> tensor<1x8x1x1xf32>
    %15 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%1 : tensor<2x8x21x27xf32>) outs(%14 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %65 = arith.addf %in, %out : f32
      linalg.yield %65 : f32
    } -> tensor<1x8x1x1xf32>
    %16 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%15 : tensor<1x8x1x1xf32>) outs(%12 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %65 = arith.divf %in, %cst_8 : f32
      linalg.yield %65 : f32
    } -> tensor<1x8x1x1xf32>
    %17 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%13 : tensor<1x8x1x1xf32>) outs(%12 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %65 = arith.truncf %cst_6 : f64 to f32
      %66 = arith.addf %in, %65 : f32
      linalg.yield %66 : f32
    } -> tensor<1x8x1x1xf32>
    %18 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%17 : tensor<1x8x1x1xf32>) outs(%12 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %65 = math.rsqrt %in : f32
      linalg.yield %65 : f32
    } -> tensor<1x8x1x1xf32>
    %19 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%1, %16 : tensor<2x8x21x27xf32>, tensor<1x8x1x1xf32>) outs(%0 : tensor<2x8x21x27xf32>) {
    ^bb0(%in: f32, %in_19: f32, %out: f32):
      %65 = arith.subf %in, %in_19 : f32
      linalg.yield %65 : f32
    } -> tensor<2x8x21x27xf32>
    %20 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%19, %18 : tensor<2x8x21x27xf32>, tensor<1x8x1x1xf32>) outs(%0 : tensor<2x8x21x27xf32>) {
    ^bb0(%in: f32, %in_19: f32, %out: f32):
      %65 = arith.mulf %in, %in_19 : f32
      linalg.yield %65 : f32
    } -> tensor<2x8x21x27xf32>
    %collapsed = tensor.collapse_shape %16 [[0, 1, 2, 3]] : tensor<1x8x1x1xf32> into tensor<8xf32>
    %21 = tensor.empty() : tensor<8xf32>
    %22 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed : tensor<8xf32>) outs(%21 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %65 = arith.truncf %cst_5 : f64 to f32
      %66 = arith.mulf %in, %65 : f32
      linalg.yield %66 : f32
    } -> tensor<8xf32>
    %23 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg9 : tensor<8xf32>) outs(%21 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %65 = arith.truncf %cst_4 : f64 to f32
      %66 = arith.mulf %in, %65 : f32
      linalg.yield %66 : f32
    } -> tensor<8xf32>
    %24 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%22, %23 : tensor<8xf32>, tensor<8xf32>) outs(%21 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_19: f32, %out: f32):
      %65 = arith.addf %in, %in_19 : f32
      linalg.yield %65 : f32
    } -> tensor<8xf32>
    %collapsed_11 = tensor.collapse_shape %13 [[0, 1, 2, 3]] : tensor<1x8x1x1xf32> into tensor<8xf32>
    %25 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_11 : tensor<8xf32>) outs(%21 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %65 = arith.truncf %cst_3 : f64 to f32
      %66 = arith.mulf %in, %65 : f32
      linalg.yield %66 : f32
    } -> tensor<8xf32>
    %26 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%25 : tensor<8xf32>) outs(%21 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %65 = arith.truncf %cst_5 : f64 to f32
      %66 = arith.mulf %in, %65 : f32
      linalg.yield %66 : f32
    } -> tensor<8xf32>
    %27 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg10 : tensor<8xf32>) outs(%21 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %65 = arith.truncf %cst_4 : f64 to f32
      %66 = arith.mulf %in, %65 : f32
      linalg.yield %66 : f32
    } -> tensor<8xf32>
    %28 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%26, %27 : tensor<8xf32>, tensor<8xf32>) outs(%21 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_19: f32, %out: f32):
      %65 = arith.addf %in, %in_19 : f32
      linalg.yield %65 : f32
    } -> tensor<8xf32>
    %expanded = tensor.expand_shape %arg3 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %29 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%20, %expanded : tensor<2x8x21x27xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<2x8x21x27xf32>) {
    ^bb0(%in: f32, %in_19: f32, %out: f32):
      %65 = arith.mulf %in, %in_19 : f32
      linalg.yield %65 : f32
    } -> tensor<2x8x21x27xf32>
    %expanded_12 = tensor.expand_shape %arg4 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %30 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%29, %expanded_12 : tensor<2x8x21x27xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<2x8x21x27xf32>) {
    ^bb0(%in: f32, %in_19: f32, %out: f32):
      %65 = arith.addf %in, %in_19 : f32
      linalg.yield %65 : f32
    } -> tensor<2x8x21x27xf32>
    %31 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%30 : tensor<2x8x21x27xf32>) outs(%0 : tensor<2x8x21x27xf32>) {
    ^bb0(%in: f32, %out: f32):
      %65 = arith.cmpf ugt, %in, %cst : f32
      %66 = arith.select %65, %in, %cst : f32
      linalg.yield %66 : f32
    } -> tensor<2x8x21x27xf32>
    %32 = tensor.empty() : tensor<2x8x10x13xf32>
    %33 = linalg.fill ins(%cst_1 : f32) outs(%32 : tensor<2x8x10x13xf32>) -> tensor<2x8x10x13xf32>
    %34 = tensor.empty() : tensor<2x2xf32>
    %35 = linalg.pooling_nchw_max {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%31, %34 : tensor<2x8x21x27xf32>, tensor<2x2xf32>) outs(%33 : tensor<2x8x10x13xf32>) -> tensor<2x8x10x13xf32>
    %padded_13 = tensor.pad %35 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg13: index, %arg14: index, %arg15: index, %arg16: index):
      tensor.yield %cst : f32
    } : tensor<2x8x10x13xf32> to tensor<2x8x12x15xf32>
    %broadcasted_14 = linalg.broadcast ins(%arg6 : tensor<8xf32>) outs(%32 : tensor<2x8x10x13xf32>) dimensions = [0, 2, 3] 
    %36 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_13, %arg5 : tensor<2x8x12x15xf32>, tensor<8x8x3x3xf32>) outs(%broadcasted_14 : tensor<2x8x10x13xf32>) -> tensor<2x8x10x13xf32>
    %37 = tensor.empty() : tensor<2x8x10x13xf64>
    %38 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%36 : tensor<2x8x10x13xf32>) outs(%37 : tensor<2x8x10x13xf64>) {
    ^bb0(%in: f32, %out: f64):
      %65 = arith.extf %in : f32 to f64
      linalg.yield %65 : f64
    } -> tensor<2x8x10x13xf64>
    %39 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%38 : tensor<2x8x10x13xf64>) outs(%5 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %65 = arith.addf %in, %out : f64
      linalg.yield %65 : f64
    } -> tensor<1x8x1x1xf64>
    %40 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%39 : tensor<1x8x1x1xf64>) outs(%4 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %65 = arith.divf %in, %cst_9 : f64
      linalg.yield %65 : f64
    } -> tensor<1x8x1x1xf64>
    %41 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%38, %40 : tensor<2x8x10x13xf64>, tensor<1x8x1x1xf64>) outs(%37 : tensor<2x8x10x13xf64>) {
    ^bb0(%in: f64, %in_19: f64, %out: f64):
      %65 = arith.subf %in, %in_19 : f64
      linalg.yield %65 : f64
    } -> tensor<2x8x10x13xf64>
    %42 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%41, %41 : tensor<2x8x10x13xf64>, tensor<2x8x10x13xf64>) outs(%37 : tensor<2x8x10x13xf64>) {
    ^bb0(%in: f64, %in_19: f64, %out: f64):
      %65 = arith.mulf %in, %in_19 : f64
      linalg.yield %65 : f64
    } -> tensor<2x8x10x13xf64>
    %43 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%42 : tensor<2x8x10x13xf64>) outs(%5 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %65 = arith.addf %in, %out : f64
      linalg.yield %65 : f64
    } -> tensor<1x8x1x1xf64>
    %44 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%43 : tensor<1x8x1x1xf64>) outs(%4 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %65 = arith.divf %in, %cst_9 : f64
      linalg.yield %65 : f64
    } -> tensor<1x8x1x1xf64>
    %45 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%44 : tensor<1x8x1x1xf64>) outs(%12 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %65 = arith.truncf %in : f64 to f32
      linalg.yield %65 : f32
    } -> tensor<1x8x1x1xf32>
    %46 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%36 : tensor<2x8x10x13xf32>) outs(%14 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %65 = arith.addf %in, %out : f32
      linalg.yield %65 : f32
    } -> tensor<1x8x1x1xf32>
    %47 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%46 : tensor<1x8x1x1xf32>) outs(%12 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %65 = arith.divf %in, %cst_10 : f32
      linalg.yield %65 : f32
    } -> tensor<1x8x1x1xf32>
    %48 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%45 : tensor<1x8x1x1xf32>) outs(%12 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %65 = arith.truncf %cst_6 : f64 to f32
      %66 = arith.addf %in, %65 : f32
      linalg.yield %66 : f32
    } -> tensor<1x8x1x1xf32>
    %49 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%48 : tensor<1x8x1x1xf32>) outs(%12 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %65 = math.rsqrt %in : f32
      linalg.yield %65 : f32
    } -> tensor<1x8x1x1xf32>
    %50 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%36, %47 : tensor<2x8x10x13xf32>, tensor<1x8x1x1xf32>) outs(%32 : tensor<2x8x10x13xf32>) {
    ^bb0(%in: f32, %in_19: f32, %out: f32):
      %65 = arith.subf %in, %in_19 : f32
      linalg.yield %65 : f32
    } -> tensor<2x8x10x13xf32>
    %51 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%50, %49 : tensor<2x8x10x13xf32>, tensor<1x8x1x1xf32>) outs(%32 : tensor<2x8x10x13xf32>) {
    ^bb0(%in: f32, %in_19: f32, %out: f32):
      %65 = arith.mulf %in, %in_19 : f32
      linalg.yield %65 : f32
    } -> tensor<2x8x10x13xf32>
    %collapsed_15 = tensor.collapse_shape %47 [[0, 1, 2, 3]] : tensor<1x8x1x1xf32> into tensor<8xf32>
    %52 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_15 : tensor<8xf32>) outs(%21 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %65 = arith.truncf %cst_5 : f64 to f32
      %66 = arith.mulf %in, %65 : f32
      linalg.yield %66 : f32
    } -> tensor<8xf32>
    %53 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg11 : tensor<8xf32>) outs(%21 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %65 = arith.truncf %cst_4 : f64 to f32
      %66 = arith.mulf %in, %65 : f32
      linalg.yield %66 : f32
    } -> tensor<8xf32>
    %54 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%52, %53 : tensor<8xf32>, tensor<8xf32>) outs(%21 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_19: f32, %out: f32):
      %65 = arith.addf %in, %in_19 : f32
      linalg.yield %65 : f32
    } -> tensor<8xf32>
    %collapsed_16 = tensor.collapse_shape %45 [[0, 1, 2, 3]] : tensor<1x8x1x1xf32> into tensor<8xf32>
    %55 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_16 : tensor<8xf32>) outs(%21 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %65 = arith.truncf %cst_2 : f64 to f32
      %66 = arith.mulf %in, %65 : f32
      linalg.yield %66 : f32
    } -> tensor<8xf32>
    %56 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%55 : tensor<8xf32>) outs(%21 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %65 = arith.truncf %cst_5 : f64 to f32
      %66 = arith.mulf %in, %65 : f32
      linalg.yield %66 : f32
    } -> tensor<8xf32>
    %57 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg12 : tensor<8xf32>) outs(%21 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %65 = arith.truncf %cst_4 : f64 to f32
      %66 = arith.mulf %in, %65 : f32
      linalg.yield %66 : f32
    } -> tensor<8xf32>
    %58 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%56, %57 : tensor<8xf32>, tensor<8xf32>) outs(%21 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_19: f32, %out: f32):
      %65 = arith.addf %in, %in_19 : f32
      linalg.yield %65 : f32
    } -> tensor<8xf32>
    %expanded_17 = tensor.expand_shape %arg7 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %59 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%51, %expanded_17 : tensor<2x8x10x13xf32>, tensor<8x1x1xf32>) outs(%32 : tensor<2x8x10x13xf32>) {
    ^bb0(%in: f32, %in_19: f32, %out: f32):
      %65 = arith.mulf %in, %in_19 : f32
      linalg.yield %65 : f32
    } -> tensor<2x8x10x13xf32>
    %expanded_18 = tensor.expand_shape %arg8 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %60 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%59, %expanded_18 : tensor<2x8x10x13xf32>, tensor<8x1x1xf32>) outs(%32 : tensor<2x8x10x13xf32>) {
    ^bb0(%in: f32, %in_19: f32, %out: f32):
      %65 = arith.addf %in, %in_19 : f32
      linalg.yield %65 : f32
    } -> tensor<2x8x10x13xf32>
    %61 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%60 : tensor<2x8x10x13xf32>) outs(%32 : tensor<2x8x10x13xf32>) {
    ^bb0(%in: f32, %out: f32):
      %65 = arith.cmpf ugt, %in, %cst : f32
      %66 = arith.select %65, %in, %cst : f32
      linalg.yield %66 : f32
    } -> tensor<2x8x10x13xf32>
    %62 = tensor.empty() : tensor<2x8x5x6xf32>
    %63 = linalg.fill ins(%cst_1 : f32) outs(%62 : tensor<2x8x5x6xf32>) -> tensor<2x8x5x6xf32>
    %64 = linalg.pooling_nchw_max {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%61, %34 : tensor<2x8x10x13xf32>, tensor<2x2xf32>) outs(%63 : tensor<2x8x5x6xf32>) -> tensor<2x8x5x6xf32>
    return %64, %24, %28, %54, %58 : tensor<2x8x5x6xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>
  }
}

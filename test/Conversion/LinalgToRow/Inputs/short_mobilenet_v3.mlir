#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (0, d1, 0, 0)>
#map2 = affine_map<(d0) -> (d0)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d1, 0, 0)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, d1, 0, 0)>
module {
  func.func @main(%arg0: tensor<2x3x21x27xf32> {lrcnn.name = "x", lrcnn.role = "activation"}, %arg1: tensor<8x3x3x3xf32> {lrcnn.name = "features.0.0.weight", lrcnn.role = "parameter"}, %arg2: tensor<8xf32> {lrcnn.name = "features.0.1.weight", lrcnn.role = "parameter"}, %arg3: tensor<8xf32> {lrcnn.name = "features.0.1.bias", lrcnn.role = "parameter"}, %arg4: tensor<16x8x1x1xf32> {lrcnn.name = "features.1.block.0.0.weight", lrcnn.role = "parameter"}, %arg5: tensor<16xf32> {lrcnn.name = "features.1.block.0.1.weight", lrcnn.role = "parameter"}, %arg6: tensor<16xf32> {lrcnn.name = "features.1.block.0.1.bias", lrcnn.role = "parameter"}, %arg7: tensor<16x1x5x5xf32> {lrcnn.name = "features.1.block.1.0.weight", lrcnn.role = "parameter"}, %arg8: tensor<16xf32> {lrcnn.name = "features.1.block.1.1.weight", lrcnn.role = "parameter"}, %arg9: tensor<16xf32> {lrcnn.name = "features.1.block.1.1.bias", lrcnn.role = "parameter"}, %arg10: tensor<8x16x1x1xf32> {lrcnn.name = "features.1.block.2.fc1.weight", lrcnn.role = "parameter"}, %arg11: tensor<8xf32> {lrcnn.name = "features.1.block.2.fc1.bias", lrcnn.role = "parameter"}, %arg12: tensor<16x8x1x1xf32> {lrcnn.name = "features.1.block.2.fc2.weight", lrcnn.role = "parameter"}, %arg13: tensor<16xf32> {lrcnn.name = "features.1.block.2.fc2.bias", lrcnn.role = "parameter"}, %arg14: tensor<8x16x1x1xf32> {lrcnn.name = "features.1.block.3.0.weight", lrcnn.role = "parameter"}, %arg15: tensor<8xf32> {lrcnn.name = "features.1.block.3.1.weight", lrcnn.role = "parameter"}, %arg16: tensor<8xf32> {lrcnn.name = "features.1.block.3.1.bias", lrcnn.role = "parameter"}, %arg17: tensor<32x8x1x1xf32> {lrcnn.name = "features.2.block.0.0.weight", lrcnn.role = "parameter"}, %arg18: tensor<32xf32> {lrcnn.name = "features.2.block.0.1.weight", lrcnn.role = "parameter"}, %arg19: tensor<32xf32> {lrcnn.name = "features.2.block.0.1.bias", lrcnn.role = "parameter"}, %arg20: tensor<32x1x5x5xf32> {lrcnn.name = "features.2.block.1.0.weight", lrcnn.role = "parameter"}, %arg21: tensor<32xf32> {lrcnn.name = "features.2.block.1.1.weight", lrcnn.role = "parameter"}, %arg22: tensor<32xf32> {lrcnn.name = "features.2.block.1.1.bias", lrcnn.role = "parameter"}, %arg23: tensor<8x32x1x1xf32> {lrcnn.name = "features.2.block.2.fc1.weight", lrcnn.role = "parameter"}, %arg24: tensor<8xf32> {lrcnn.name = "features.2.block.2.fc1.bias", lrcnn.role = "parameter"}, %arg25: tensor<32x8x1x1xf32> {lrcnn.name = "features.2.block.2.fc2.weight", lrcnn.role = "parameter"}, %arg26: tensor<32xf32> {lrcnn.name = "features.2.block.2.fc2.bias", lrcnn.role = "parameter"}, %arg27: tensor<8x32x1x1xf32> {lrcnn.name = "features.2.block.3.0.weight", lrcnn.role = "parameter"}, %arg28: tensor<8xf32> {lrcnn.name = "features.2.block.3.1.weight", lrcnn.role = "parameter"}, %arg29: tensor<8xf32> {lrcnn.name = "features.2.block.3.1.bias", lrcnn.role = "parameter"}, %arg30: tensor<48x8x1x1xf32> {lrcnn.name = "features.3.0.weight", lrcnn.role = "parameter"}, %arg31: tensor<48xf32> {lrcnn.name = "features.3.1.weight", lrcnn.role = "parameter"}, %arg32: tensor<48xf32> {lrcnn.name = "features.3.1.bias", lrcnn.role = "parameter"}, %arg33: tensor<8xf32> {lrcnn.name = "features.0.1.running_mean", lrcnn.requires_grad = false}, %arg34: tensor<8xf32> {lrcnn.name = "features.0.1.running_var", lrcnn.requires_grad = false}, %arg35: tensor<16xf32> {lrcnn.name = "features.1.block.0.1.running_mean", lrcnn.requires_grad = false}, %arg36: tensor<16xf32> {lrcnn.name = "features.1.block.0.1.running_var", lrcnn.requires_grad = false}, %arg37: tensor<16xf32> {lrcnn.name = "features.1.block.1.1.running_mean", lrcnn.requires_grad = false}, %arg38: tensor<16xf32> {lrcnn.name = "features.1.block.1.1.running_var", lrcnn.requires_grad = false}, %arg39: tensor<8xf32> {lrcnn.name = "features.1.block.3.1.running_mean", lrcnn.requires_grad = false}, %arg40: tensor<8xf32> {lrcnn.name = "features.1.block.3.1.running_var", lrcnn.requires_grad = false}, %arg41: tensor<32xf32> {lrcnn.name = "features.2.block.0.1.running_mean", lrcnn.requires_grad = false}, %arg42: tensor<32xf32> {lrcnn.name = "features.2.block.0.1.running_var", lrcnn.requires_grad = false}, %arg43: tensor<32xf32> {lrcnn.name = "features.2.block.1.1.running_mean", lrcnn.requires_grad = false}, %arg44: tensor<32xf32> {lrcnn.name = "features.2.block.1.1.running_var", lrcnn.requires_grad = false}, %arg45: tensor<8xf32> {lrcnn.name = "features.2.block.3.1.running_mean", lrcnn.requires_grad = false}, %arg46: tensor<8xf32> {lrcnn.name = "features.2.block.3.1.running_var", lrcnn.requires_grad = false}, %arg47: tensor<48xf32> {lrcnn.name = "features.3.1.running_mean", lrcnn.requires_grad = false}, %arg48: tensor<48xf32> {lrcnn.name = "features.3.1.running_var", lrcnn.requires_grad = false}) -> (tensor<2x48x6x7xf32>, tensor<8xf32> {lrcnn.name = "features.0.1.running_mean"}, tensor<8xf32> {lrcnn.name = "features.0.1.running_var"}, tensor<16xf32> {lrcnn.name = "features.1.block.0.1.running_mean"}, tensor<16xf32> {lrcnn.name = "features.1.block.0.1.running_var"}, tensor<16xf32> {lrcnn.name = "features.1.block.1.1.running_mean"}, tensor<16xf32> {lrcnn.name = "features.1.block.1.1.running_var"}, tensor<8xf32> {lrcnn.name = "features.1.block.3.1.running_mean"}, tensor<8xf32> {lrcnn.name = "features.1.block.3.1.running_var"}, tensor<32xf32> {lrcnn.name = "features.2.block.0.1.running_mean"}, tensor<32xf32> {lrcnn.name = "features.2.block.0.1.running_var"}, tensor<32xf32> {lrcnn.name = "features.2.block.1.1.running_mean"}, tensor<32xf32> {lrcnn.name = "features.2.block.1.1.running_var"}, tensor<8xf32> {lrcnn.name = "features.2.block.3.1.running_mean"}, tensor<8xf32> {lrcnn.name = "features.2.block.3.1.running_var"}, tensor<48xf32> {lrcnn.name = "features.3.1.running_mean"}, tensor<48xf32> {lrcnn.name = "features.3.1.running_var"}) {
    %cst = arith.constant 0.000000e+00 : f32
    %cst_0 = arith.constant 0.000000e+00 : f64
    %cst_1 = arith.constant 1.0120481927710843 : f64
    %cst_2 = arith.constant 1.003257328990228 : f64
    %cst_3 = arith.constant 0.98999999999999999 : f64
    %cst_4 = arith.constant 1.000000e-02 : f64
    %cst_5 = arith.constant 1.000000e-03 : f64
    %cst_6 = arith.constant 3.080000e+02 : f64
    %cst_7 = arith.constant 3.080000e+02 : f32
    %cst_8 = arith.constant 3.000000e+00 : f32
    %cst_9 = arith.constant 6.000000e+00 : f32
    %cst_10 = arith.constant 8.400000e+01 : f64
    %cst_11 = arith.constant 8.400000e+01 : f32
    %cst_12 = arith.constant 4.200000e+01 : f32
    %padded = tensor.pad %arg0 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg49: index, %arg50: index, %arg51: index, %arg52: index):
      tensor.yield %cst : f32
    } : tensor<2x3x21x27xf32> to tensor<2x3x23x29xf32>
    %0 = tensor.empty() : tensor<2x8x11x14xf32>
    %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<2x8x11x14xf32>) -> tensor<2x8x11x14xf32>
    %2 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%padded, %arg1 : tensor<2x3x23x29xf32>, tensor<8x3x3x3xf32>) outs(%1 : tensor<2x8x11x14xf32>) -> tensor<2x8x11x14xf32>
    %3 = tensor.empty() : tensor<2x8x11x14xf64>
    %4 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%2 : tensor<2x8x11x14xf32>) outs(%3 : tensor<2x8x11x14xf64>) {
    ^bb0(%in: f32, %out: f64):
      %286 = arith.extf %in : f32 to f64
      linalg.yield %286 : f64
    } -> tensor<2x8x11x14xf64>
    %5 = tensor.empty() : tensor<1x8x1x1xf64>
    %6 = linalg.fill ins(%cst_0 : f64) outs(%5 : tensor<1x8x1x1xf64>) -> tensor<1x8x1x1xf64>
    %7 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%4 : tensor<2x8x11x14xf64>) outs(%6 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %286 = arith.addf %in, %out : f64
      linalg.yield %286 : f64
    } -> tensor<1x8x1x1xf64>
    %8 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%7 : tensor<1x8x1x1xf64>) outs(%5 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %286 = arith.divf %in, %cst_6 : f64
      linalg.yield %286 : f64
    } -> tensor<1x8x1x1xf64>
    %9 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%4, %8 : tensor<2x8x11x14xf64>, tensor<1x8x1x1xf64>) outs(%3 : tensor<2x8x11x14xf64>) {
    ^bb0(%in: f64, %in_50: f64, %out: f64):
      %286 = arith.subf %in, %in_50 : f64
      linalg.yield %286 : f64
    } -> tensor<2x8x11x14xf64>
    %10 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%9, %9 : tensor<2x8x11x14xf64>, tensor<2x8x11x14xf64>) outs(%3 : tensor<2x8x11x14xf64>) {
    ^bb0(%in: f64, %in_50: f64, %out: f64):
      %286 = arith.mulf %in, %in_50 : f64
      linalg.yield %286 : f64
    } -> tensor<2x8x11x14xf64>
    %11 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%10 : tensor<2x8x11x14xf64>) outs(%6 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %286 = arith.addf %in, %out : f64
      linalg.yield %286 : f64
    } -> tensor<1x8x1x1xf64>
    %12 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%11 : tensor<1x8x1x1xf64>) outs(%5 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %286 = arith.divf %in, %cst_6 : f64
      linalg.yield %286 : f64
    } -> tensor<1x8x1x1xf64>
    %13 = tensor.empty() : tensor<1x8x1x1xf32>
    %14 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%12 : tensor<1x8x1x1xf64>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %286 = arith.truncf %in : f64 to f32
      linalg.yield %286 : f32
    } -> tensor<1x8x1x1xf32>
    %15 = linalg.fill ins(%cst : f32) outs(%13 : tensor<1x8x1x1xf32>) -> tensor<1x8x1x1xf32>
    %16 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%2 : tensor<2x8x11x14xf32>) outs(%15 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.addf %in, %out : f32
      linalg.yield %286 : f32
    } -> tensor<1x8x1x1xf32>
    %17 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%16 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.divf %in, %cst_7 : f32
      linalg.yield %286 : f32
    } -> tensor<1x8x1x1xf32>
    %18 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%14 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_5 : f64 to f32
      %287 = arith.addf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<1x8x1x1xf32>
    %19 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%18 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = math.rsqrt %in : f32
      linalg.yield %286 : f32
    } -> tensor<1x8x1x1xf32>
    %20 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%2, %17 : tensor<2x8x11x14xf32>, tensor<1x8x1x1xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.subf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<2x8x11x14xf32>
    %21 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%20, %19 : tensor<2x8x11x14xf32>, tensor<1x8x1x1xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.mulf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<2x8x11x14xf32>
    %collapsed = tensor.collapse_shape %17 [[0, 1, 2, 3]] : tensor<1x8x1x1xf32> into tensor<8xf32>
    %22 = tensor.empty() : tensor<8xf32>
    %23 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_4 : f64 to f32
      %287 = arith.mulf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<8xf32>
    %24 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg33 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_3 : f64 to f32
      %287 = arith.mulf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<8xf32>
    %25 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%23, %24 : tensor<8xf32>, tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.addf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<8xf32>
    %collapsed_13 = tensor.collapse_shape %14 [[0, 1, 2, 3]] : tensor<1x8x1x1xf32> into tensor<8xf32>
    %26 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_13 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_2 : f64 to f32
      %287 = arith.mulf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<8xf32>
    %27 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%26 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_4 : f64 to f32
      %287 = arith.mulf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<8xf32>
    %28 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg34 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_3 : f64 to f32
      %287 = arith.mulf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<8xf32>
    %29 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%27, %28 : tensor<8xf32>, tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.addf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<8xf32>
    %expanded = tensor.expand_shape %arg2 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %30 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%21, %expanded : tensor<2x8x11x14xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.mulf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<2x8x11x14xf32>
    %expanded_14 = tensor.expand_shape %arg3 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %31 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%30, %expanded_14 : tensor<2x8x11x14xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.addf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<2x8x11x14xf32>
    %32 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%31 : tensor<2x8x11x14xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.addf %in, %cst_8 : f32
      linalg.yield %286 : f32
    } -> tensor<2x8x11x14xf32>
    %33 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%32 : tensor<2x8x11x14xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.cmpf ult, %in, %cst : f32
      %287 = arith.select %286, %cst, %in : f32
      linalg.yield %287 : f32
    } -> tensor<2x8x11x14xf32>
    %34 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%33 : tensor<2x8x11x14xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.cmpf ugt, %in, %cst_9 : f32
      %287 = arith.select %286, %cst_9, %in : f32
      linalg.yield %287 : f32
    } -> tensor<2x8x11x14xf32>
    %35 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%31, %34 : tensor<2x8x11x14xf32>, tensor<2x8x11x14xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.mulf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<2x8x11x14xf32>
    %36 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%35 : tensor<2x8x11x14xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.divf %in, %cst_9 : f32
      linalg.yield %286 : f32
    } -> tensor<2x8x11x14xf32>
    %37 = tensor.empty() : tensor<2x16x11x14xf32>
    %38 = linalg.fill ins(%cst : f32) outs(%37 : tensor<2x16x11x14xf32>) -> tensor<2x16x11x14xf32>
    %39 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%36, %arg4 : tensor<2x8x11x14xf32>, tensor<16x8x1x1xf32>) outs(%38 : tensor<2x16x11x14xf32>) -> tensor<2x16x11x14xf32>
    %40 = tensor.empty() : tensor<2x16x11x14xf64>
    %41 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%39 : tensor<2x16x11x14xf32>) outs(%40 : tensor<2x16x11x14xf64>) {
    ^bb0(%in: f32, %out: f64):
      %286 = arith.extf %in : f32 to f64
      linalg.yield %286 : f64
    } -> tensor<2x16x11x14xf64>
    %42 = tensor.empty() : tensor<1x16x1x1xf64>
    %43 = linalg.fill ins(%cst_0 : f64) outs(%42 : tensor<1x16x1x1xf64>) -> tensor<1x16x1x1xf64>
    %44 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%41 : tensor<2x16x11x14xf64>) outs(%43 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %286 = arith.addf %in, %out : f64
      linalg.yield %286 : f64
    } -> tensor<1x16x1x1xf64>
    %45 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%44 : tensor<1x16x1x1xf64>) outs(%42 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %286 = arith.divf %in, %cst_6 : f64
      linalg.yield %286 : f64
    } -> tensor<1x16x1x1xf64>
    %46 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%41, %45 : tensor<2x16x11x14xf64>, tensor<1x16x1x1xf64>) outs(%40 : tensor<2x16x11x14xf64>) {
    ^bb0(%in: f64, %in_50: f64, %out: f64):
      %286 = arith.subf %in, %in_50 : f64
      linalg.yield %286 : f64
    } -> tensor<2x16x11x14xf64>
    %47 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%46, %46 : tensor<2x16x11x14xf64>, tensor<2x16x11x14xf64>) outs(%40 : tensor<2x16x11x14xf64>) {
    ^bb0(%in: f64, %in_50: f64, %out: f64):
      %286 = arith.mulf %in, %in_50 : f64
      linalg.yield %286 : f64
    } -> tensor<2x16x11x14xf64>
    %48 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%47 : tensor<2x16x11x14xf64>) outs(%43 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %286 = arith.addf %in, %out : f64
      linalg.yield %286 : f64
    } -> tensor<1x16x1x1xf64>
    %49 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%48 : tensor<1x16x1x1xf64>) outs(%42 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %286 = arith.divf %in, %cst_6 : f64
      linalg.yield %286 : f64
    } -> tensor<1x16x1x1xf64>
    %50 = tensor.empty() : tensor<1x16x1x1xf32>
    %51 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%49 : tensor<1x16x1x1xf64>) outs(%50 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %286 = arith.truncf %in : f64 to f32
      linalg.yield %286 : f32
    } -> tensor<1x16x1x1xf32>
    %52 = linalg.fill ins(%cst : f32) outs(%50 : tensor<1x16x1x1xf32>) -> tensor<1x16x1x1xf32>
    %53 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%39 : tensor<2x16x11x14xf32>) outs(%52 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.addf %in, %out : f32
      linalg.yield %286 : f32
    } -> tensor<1x16x1x1xf32>
    %54 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%53 : tensor<1x16x1x1xf32>) outs(%50 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.divf %in, %cst_7 : f32
      linalg.yield %286 : f32
    } -> tensor<1x16x1x1xf32>
    %55 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%51 : tensor<1x16x1x1xf32>) outs(%50 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_5 : f64 to f32
      %287 = arith.addf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<1x16x1x1xf32>
    %56 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%55 : tensor<1x16x1x1xf32>) outs(%50 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = math.rsqrt %in : f32
      linalg.yield %286 : f32
    } -> tensor<1x16x1x1xf32>
    %57 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%39, %54 : tensor<2x16x11x14xf32>, tensor<1x16x1x1xf32>) outs(%37 : tensor<2x16x11x14xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.subf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<2x16x11x14xf32>
    %58 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%57, %56 : tensor<2x16x11x14xf32>, tensor<1x16x1x1xf32>) outs(%37 : tensor<2x16x11x14xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.mulf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<2x16x11x14xf32>
    %collapsed_15 = tensor.collapse_shape %54 [[0, 1, 2, 3]] : tensor<1x16x1x1xf32> into tensor<16xf32>
    %59 = tensor.empty() : tensor<16xf32>
    %60 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_15 : tensor<16xf32>) outs(%59 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_4 : f64 to f32
      %287 = arith.mulf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<16xf32>
    %61 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg35 : tensor<16xf32>) outs(%59 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_3 : f64 to f32
      %287 = arith.mulf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<16xf32>
    %62 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%60, %61 : tensor<16xf32>, tensor<16xf32>) outs(%59 : tensor<16xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.addf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<16xf32>
    %collapsed_16 = tensor.collapse_shape %51 [[0, 1, 2, 3]] : tensor<1x16x1x1xf32> into tensor<16xf32>
    %63 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_16 : tensor<16xf32>) outs(%59 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_2 : f64 to f32
      %287 = arith.mulf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<16xf32>
    %64 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%63 : tensor<16xf32>) outs(%59 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_4 : f64 to f32
      %287 = arith.mulf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<16xf32>
    %65 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg36 : tensor<16xf32>) outs(%59 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_3 : f64 to f32
      %287 = arith.mulf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<16xf32>
    %66 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%64, %65 : tensor<16xf32>, tensor<16xf32>) outs(%59 : tensor<16xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.addf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<16xf32>
    %expanded_17 = tensor.expand_shape %arg5 [[0, 1, 2]] output_shape [16, 1, 1] : tensor<16xf32> into tensor<16x1x1xf32>
    %67 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%58, %expanded_17 : tensor<2x16x11x14xf32>, tensor<16x1x1xf32>) outs(%37 : tensor<2x16x11x14xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.mulf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<2x16x11x14xf32>
    %expanded_18 = tensor.expand_shape %arg6 [[0, 1, 2]] output_shape [16, 1, 1] : tensor<16xf32> into tensor<16x1x1xf32>
    %68 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%67, %expanded_18 : tensor<2x16x11x14xf32>, tensor<16x1x1xf32>) outs(%37 : tensor<2x16x11x14xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.addf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<2x16x11x14xf32>
    %69 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%68 : tensor<2x16x11x14xf32>) outs(%37 : tensor<2x16x11x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.addf %in, %cst_8 : f32
      linalg.yield %286 : f32
    } -> tensor<2x16x11x14xf32>
    %70 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%69 : tensor<2x16x11x14xf32>) outs(%37 : tensor<2x16x11x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.cmpf ult, %in, %cst : f32
      %287 = arith.select %286, %cst, %in : f32
      linalg.yield %287 : f32
    } -> tensor<2x16x11x14xf32>
    %71 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%70 : tensor<2x16x11x14xf32>) outs(%37 : tensor<2x16x11x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.cmpf ugt, %in, %cst_9 : f32
      %287 = arith.select %286, %cst_9, %in : f32
      linalg.yield %287 : f32
    } -> tensor<2x16x11x14xf32>
    %72 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%68, %71 : tensor<2x16x11x14xf32>, tensor<2x16x11x14xf32>) outs(%37 : tensor<2x16x11x14xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.mulf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<2x16x11x14xf32>
    %73 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%72 : tensor<2x16x11x14xf32>) outs(%37 : tensor<2x16x11x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.divf %in, %cst_9 : f32
      linalg.yield %286 : f32
    } -> tensor<2x16x11x14xf32>
    %padded_19 = tensor.pad %73 low[0, 0, 2, 2] high[0, 0, 2, 2] {
    ^bb0(%arg49: index, %arg50: index, %arg51: index, %arg52: index):
      tensor.yield %cst : f32
    } : tensor<2x16x11x14xf32> to tensor<2x16x15x18xf32>
    %74 = tensor.empty() : tensor<2x16x6x7xf32>
    %75 = linalg.fill ins(%cst : f32) outs(%74 : tensor<2x16x6x7xf32>) -> tensor<2x16x6x7xf32>
    %collapsed_20 = tensor.collapse_shape %arg7 [[0, 1], [2], [3]] : tensor<16x1x5x5xf32> into tensor<16x5x5xf32>
    %76 = linalg.depthwise_conv_2d_nchw_chw {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%padded_19, %collapsed_20 : tensor<2x16x15x18xf32>, tensor<16x5x5xf32>) outs(%75 : tensor<2x16x6x7xf32>) -> tensor<2x16x6x7xf32>
    %77 = tensor.empty() : tensor<2x16x6x7xf64>
    %78 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%76 : tensor<2x16x6x7xf32>) outs(%77 : tensor<2x16x6x7xf64>) {
    ^bb0(%in: f32, %out: f64):
      %286 = arith.extf %in : f32 to f64
      linalg.yield %286 : f64
    } -> tensor<2x16x6x7xf64>
    %79 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%78 : tensor<2x16x6x7xf64>) outs(%43 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %286 = arith.addf %in, %out : f64
      linalg.yield %286 : f64
    } -> tensor<1x16x1x1xf64>
    %80 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%79 : tensor<1x16x1x1xf64>) outs(%42 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %286 = arith.divf %in, %cst_10 : f64
      linalg.yield %286 : f64
    } -> tensor<1x16x1x1xf64>
    %81 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%78, %80 : tensor<2x16x6x7xf64>, tensor<1x16x1x1xf64>) outs(%77 : tensor<2x16x6x7xf64>) {
    ^bb0(%in: f64, %in_50: f64, %out: f64):
      %286 = arith.subf %in, %in_50 : f64
      linalg.yield %286 : f64
    } -> tensor<2x16x6x7xf64>
    %82 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%81, %81 : tensor<2x16x6x7xf64>, tensor<2x16x6x7xf64>) outs(%77 : tensor<2x16x6x7xf64>) {
    ^bb0(%in: f64, %in_50: f64, %out: f64):
      %286 = arith.mulf %in, %in_50 : f64
      linalg.yield %286 : f64
    } -> tensor<2x16x6x7xf64>
    %83 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%82 : tensor<2x16x6x7xf64>) outs(%43 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %286 = arith.addf %in, %out : f64
      linalg.yield %286 : f64
    } -> tensor<1x16x1x1xf64>
    %84 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%83 : tensor<1x16x1x1xf64>) outs(%42 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %286 = arith.divf %in, %cst_10 : f64
      linalg.yield %286 : f64
    } -> tensor<1x16x1x1xf64>
    %85 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%84 : tensor<1x16x1x1xf64>) outs(%50 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %286 = arith.truncf %in : f64 to f32
      linalg.yield %286 : f32
    } -> tensor<1x16x1x1xf32>
    %86 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%76 : tensor<2x16x6x7xf32>) outs(%52 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.addf %in, %out : f32
      linalg.yield %286 : f32
    } -> tensor<1x16x1x1xf32>
    %87 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%86 : tensor<1x16x1x1xf32>) outs(%50 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.divf %in, %cst_11 : f32
      linalg.yield %286 : f32
    } -> tensor<1x16x1x1xf32>
    %88 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%85 : tensor<1x16x1x1xf32>) outs(%50 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_5 : f64 to f32
      %287 = arith.addf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<1x16x1x1xf32>
    %89 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%88 : tensor<1x16x1x1xf32>) outs(%50 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = math.rsqrt %in : f32
      linalg.yield %286 : f32
    } -> tensor<1x16x1x1xf32>
    %90 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%76, %87 : tensor<2x16x6x7xf32>, tensor<1x16x1x1xf32>) outs(%74 : tensor<2x16x6x7xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.subf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<2x16x6x7xf32>
    %91 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%90, %89 : tensor<2x16x6x7xf32>, tensor<1x16x1x1xf32>) outs(%74 : tensor<2x16x6x7xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.mulf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<2x16x6x7xf32>
    %collapsed_21 = tensor.collapse_shape %87 [[0, 1, 2, 3]] : tensor<1x16x1x1xf32> into tensor<16xf32>
    %92 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_21 : tensor<16xf32>) outs(%59 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_4 : f64 to f32
      %287 = arith.mulf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<16xf32>
    %93 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg37 : tensor<16xf32>) outs(%59 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_3 : f64 to f32
      %287 = arith.mulf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<16xf32>
    %94 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%92, %93 : tensor<16xf32>, tensor<16xf32>) outs(%59 : tensor<16xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.addf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<16xf32>
    %collapsed_22 = tensor.collapse_shape %85 [[0, 1, 2, 3]] : tensor<1x16x1x1xf32> into tensor<16xf32>
    %95 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_22 : tensor<16xf32>) outs(%59 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_1 : f64 to f32
      %287 = arith.mulf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<16xf32>
    %96 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%95 : tensor<16xf32>) outs(%59 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_4 : f64 to f32
      %287 = arith.mulf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<16xf32>
    %97 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg38 : tensor<16xf32>) outs(%59 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_3 : f64 to f32
      %287 = arith.mulf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<16xf32>
    %98 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%96, %97 : tensor<16xf32>, tensor<16xf32>) outs(%59 : tensor<16xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.addf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<16xf32>
    %expanded_23 = tensor.expand_shape %arg8 [[0, 1, 2]] output_shape [16, 1, 1] : tensor<16xf32> into tensor<16x1x1xf32>
    %99 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%91, %expanded_23 : tensor<2x16x6x7xf32>, tensor<16x1x1xf32>) outs(%74 : tensor<2x16x6x7xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.mulf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<2x16x6x7xf32>
    %expanded_24 = tensor.expand_shape %arg9 [[0, 1, 2]] output_shape [16, 1, 1] : tensor<16xf32> into tensor<16x1x1xf32>
    %100 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%99, %expanded_24 : tensor<2x16x6x7xf32>, tensor<16x1x1xf32>) outs(%74 : tensor<2x16x6x7xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.addf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<2x16x6x7xf32>
    %101 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%100 : tensor<2x16x6x7xf32>) outs(%74 : tensor<2x16x6x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.addf %in, %cst_8 : f32
      linalg.yield %286 : f32
    } -> tensor<2x16x6x7xf32>
    %102 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%101 : tensor<2x16x6x7xf32>) outs(%74 : tensor<2x16x6x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.cmpf ult, %in, %cst : f32
      %287 = arith.select %286, %cst, %in : f32
      linalg.yield %287 : f32
    } -> tensor<2x16x6x7xf32>
    %103 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%102 : tensor<2x16x6x7xf32>) outs(%74 : tensor<2x16x6x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.cmpf ugt, %in, %cst_9 : f32
      %287 = arith.select %286, %cst_9, %in : f32
      linalg.yield %287 : f32
    } -> tensor<2x16x6x7xf32>
    %104 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%100, %103 : tensor<2x16x6x7xf32>, tensor<2x16x6x7xf32>) outs(%74 : tensor<2x16x6x7xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.mulf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<2x16x6x7xf32>
    %105 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%104 : tensor<2x16x6x7xf32>) outs(%74 : tensor<2x16x6x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.divf %in, %cst_9 : f32
      linalg.yield %286 : f32
    } -> tensor<2x16x6x7xf32>
    %106 = tensor.empty() : tensor<2x16x1x1xf32>
    %107 = linalg.fill ins(%cst : f32) outs(%106 : tensor<2x16x1x1xf32>) -> tensor<2x16x1x1xf32>
    %108 = linalg.generic {indexing_maps = [#map, #map4], iterator_types = ["parallel", "parallel", "reduction", "reduction"]} ins(%105 : tensor<2x16x6x7xf32>) outs(%107 : tensor<2x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.addf %in, %out : f32
      linalg.yield %286 : f32
    } -> tensor<2x16x1x1xf32>
    %109 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%108 : tensor<2x16x1x1xf32>) outs(%106 : tensor<2x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.divf %in, %cst_12 : f32
      linalg.yield %286 : f32
    } -> tensor<2x16x1x1xf32>
    %110 = tensor.empty() : tensor<2x8x1x1xf32>
    %broadcasted = linalg.broadcast ins(%arg11 : tensor<8xf32>) outs(%110 : tensor<2x8x1x1xf32>) dimensions = [0, 2, 3] 
    %111 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%109, %arg10 : tensor<2x16x1x1xf32>, tensor<8x16x1x1xf32>) outs(%broadcasted : tensor<2x8x1x1xf32>) -> tensor<2x8x1x1xf32>
    %112 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%111 : tensor<2x8x1x1xf32>) outs(%110 : tensor<2x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.cmpf ugt, %in, %cst : f32
      %287 = arith.select %286, %in, %cst : f32
      linalg.yield %287 : f32
    } -> tensor<2x8x1x1xf32>
    %broadcasted_25 = linalg.broadcast ins(%arg13 : tensor<16xf32>) outs(%106 : tensor<2x16x1x1xf32>) dimensions = [0, 2, 3] 
    %113 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%112, %arg12 : tensor<2x8x1x1xf32>, tensor<16x8x1x1xf32>) outs(%broadcasted_25 : tensor<2x16x1x1xf32>) -> tensor<2x16x1x1xf32>
    %114 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%113 : tensor<2x16x1x1xf32>) outs(%106 : tensor<2x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.addf %in, %cst_8 : f32
      linalg.yield %286 : f32
    } -> tensor<2x16x1x1xf32>
    %115 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%114 : tensor<2x16x1x1xf32>) outs(%106 : tensor<2x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.cmpf ult, %in, %cst : f32
      %287 = arith.select %286, %cst, %in : f32
      linalg.yield %287 : f32
    } -> tensor<2x16x1x1xf32>
    %116 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%115 : tensor<2x16x1x1xf32>) outs(%106 : tensor<2x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.cmpf ugt, %in, %cst_9 : f32
      %287 = arith.select %286, %cst_9, %in : f32
      linalg.yield %287 : f32
    } -> tensor<2x16x1x1xf32>
    %117 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%116 : tensor<2x16x1x1xf32>) outs(%106 : tensor<2x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.divf %in, %cst_9 : f32
      linalg.yield %286 : f32
    } -> tensor<2x16x1x1xf32>
    %118 = linalg.generic {indexing_maps = [#map4, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%117, %105 : tensor<2x16x1x1xf32>, tensor<2x16x6x7xf32>) outs(%74 : tensor<2x16x6x7xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.mulf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<2x16x6x7xf32>
    %119 = tensor.empty() : tensor<2x8x6x7xf32>
    %120 = linalg.fill ins(%cst : f32) outs(%119 : tensor<2x8x6x7xf32>) -> tensor<2x8x6x7xf32>
    %121 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%118, %arg14 : tensor<2x16x6x7xf32>, tensor<8x16x1x1xf32>) outs(%120 : tensor<2x8x6x7xf32>) -> tensor<2x8x6x7xf32>
    %122 = tensor.empty() : tensor<2x8x6x7xf64>
    %123 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%121 : tensor<2x8x6x7xf32>) outs(%122 : tensor<2x8x6x7xf64>) {
    ^bb0(%in: f32, %out: f64):
      %286 = arith.extf %in : f32 to f64
      linalg.yield %286 : f64
    } -> tensor<2x8x6x7xf64>
    %124 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%123 : tensor<2x8x6x7xf64>) outs(%6 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %286 = arith.addf %in, %out : f64
      linalg.yield %286 : f64
    } -> tensor<1x8x1x1xf64>
    %125 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%124 : tensor<1x8x1x1xf64>) outs(%5 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %286 = arith.divf %in, %cst_10 : f64
      linalg.yield %286 : f64
    } -> tensor<1x8x1x1xf64>
    %126 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%123, %125 : tensor<2x8x6x7xf64>, tensor<1x8x1x1xf64>) outs(%122 : tensor<2x8x6x7xf64>) {
    ^bb0(%in: f64, %in_50: f64, %out: f64):
      %286 = arith.subf %in, %in_50 : f64
      linalg.yield %286 : f64
    } -> tensor<2x8x6x7xf64>
    %127 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%126, %126 : tensor<2x8x6x7xf64>, tensor<2x8x6x7xf64>) outs(%122 : tensor<2x8x6x7xf64>) {
    ^bb0(%in: f64, %in_50: f64, %out: f64):
      %286 = arith.mulf %in, %in_50 : f64
      linalg.yield %286 : f64
    } -> tensor<2x8x6x7xf64>
    %128 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%127 : tensor<2x8x6x7xf64>) outs(%6 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %286 = arith.addf %in, %out : f64
      linalg.yield %286 : f64
    } -> tensor<1x8x1x1xf64>
    %129 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%128 : tensor<1x8x1x1xf64>) outs(%5 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %286 = arith.divf %in, %cst_10 : f64
      linalg.yield %286 : f64
    } -> tensor<1x8x1x1xf64>
    %130 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%129 : tensor<1x8x1x1xf64>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %286 = arith.truncf %in : f64 to f32
      linalg.yield %286 : f32
    } -> tensor<1x8x1x1xf32>
    %131 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%121 : tensor<2x8x6x7xf32>) outs(%15 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.addf %in, %out : f32
      linalg.yield %286 : f32
    } -> tensor<1x8x1x1xf32>
    %132 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%131 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.divf %in, %cst_11 : f32
      linalg.yield %286 : f32
    } -> tensor<1x8x1x1xf32>
    %133 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%130 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_5 : f64 to f32
      %287 = arith.addf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<1x8x1x1xf32>
    %134 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%133 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = math.rsqrt %in : f32
      linalg.yield %286 : f32
    } -> tensor<1x8x1x1xf32>
    %135 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%121, %132 : tensor<2x8x6x7xf32>, tensor<1x8x1x1xf32>) outs(%119 : tensor<2x8x6x7xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.subf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<2x8x6x7xf32>
    %136 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%135, %134 : tensor<2x8x6x7xf32>, tensor<1x8x1x1xf32>) outs(%119 : tensor<2x8x6x7xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.mulf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<2x8x6x7xf32>
    %collapsed_26 = tensor.collapse_shape %132 [[0, 1, 2, 3]] : tensor<1x8x1x1xf32> into tensor<8xf32>
    %137 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_26 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_4 : f64 to f32
      %287 = arith.mulf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<8xf32>
    %138 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg39 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_3 : f64 to f32
      %287 = arith.mulf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<8xf32>
    %139 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%137, %138 : tensor<8xf32>, tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.addf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<8xf32>
    %collapsed_27 = tensor.collapse_shape %130 [[0, 1, 2, 3]] : tensor<1x8x1x1xf32> into tensor<8xf32>
    %140 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_27 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_1 : f64 to f32
      %287 = arith.mulf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<8xf32>
    %141 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%140 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_4 : f64 to f32
      %287 = arith.mulf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<8xf32>
    %142 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg40 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_3 : f64 to f32
      %287 = arith.mulf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<8xf32>
    %143 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%141, %142 : tensor<8xf32>, tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.addf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<8xf32>
    %expanded_28 = tensor.expand_shape %arg15 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %144 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%136, %expanded_28 : tensor<2x8x6x7xf32>, tensor<8x1x1xf32>) outs(%119 : tensor<2x8x6x7xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.mulf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<2x8x6x7xf32>
    %expanded_29 = tensor.expand_shape %arg16 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %145 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%144, %expanded_29 : tensor<2x8x6x7xf32>, tensor<8x1x1xf32>) outs(%119 : tensor<2x8x6x7xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.addf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<2x8x6x7xf32>
    %146 = tensor.empty() : tensor<2x32x6x7xf32>
    %147 = linalg.fill ins(%cst : f32) outs(%146 : tensor<2x32x6x7xf32>) -> tensor<2x32x6x7xf32>
    %148 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%145, %arg17 : tensor<2x8x6x7xf32>, tensor<32x8x1x1xf32>) outs(%147 : tensor<2x32x6x7xf32>) -> tensor<2x32x6x7xf32>
    %149 = tensor.empty() : tensor<2x32x6x7xf64>
    %150 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%148 : tensor<2x32x6x7xf32>) outs(%149 : tensor<2x32x6x7xf64>) {
    ^bb0(%in: f32, %out: f64):
      %286 = arith.extf %in : f32 to f64
      linalg.yield %286 : f64
    } -> tensor<2x32x6x7xf64>
    %151 = tensor.empty() : tensor<1x32x1x1xf64>
    %152 = linalg.fill ins(%cst_0 : f64) outs(%151 : tensor<1x32x1x1xf64>) -> tensor<1x32x1x1xf64>
    %153 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%150 : tensor<2x32x6x7xf64>) outs(%152 : tensor<1x32x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %286 = arith.addf %in, %out : f64
      linalg.yield %286 : f64
    } -> tensor<1x32x1x1xf64>
    %154 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%153 : tensor<1x32x1x1xf64>) outs(%151 : tensor<1x32x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %286 = arith.divf %in, %cst_10 : f64
      linalg.yield %286 : f64
    } -> tensor<1x32x1x1xf64>
    %155 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%150, %154 : tensor<2x32x6x7xf64>, tensor<1x32x1x1xf64>) outs(%149 : tensor<2x32x6x7xf64>) {
    ^bb0(%in: f64, %in_50: f64, %out: f64):
      %286 = arith.subf %in, %in_50 : f64
      linalg.yield %286 : f64
    } -> tensor<2x32x6x7xf64>
    %156 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%155, %155 : tensor<2x32x6x7xf64>, tensor<2x32x6x7xf64>) outs(%149 : tensor<2x32x6x7xf64>) {
    ^bb0(%in: f64, %in_50: f64, %out: f64):
      %286 = arith.mulf %in, %in_50 : f64
      linalg.yield %286 : f64
    } -> tensor<2x32x6x7xf64>
    %157 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%156 : tensor<2x32x6x7xf64>) outs(%152 : tensor<1x32x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %286 = arith.addf %in, %out : f64
      linalg.yield %286 : f64
    } -> tensor<1x32x1x1xf64>
    %158 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%157 : tensor<1x32x1x1xf64>) outs(%151 : tensor<1x32x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %286 = arith.divf %in, %cst_10 : f64
      linalg.yield %286 : f64
    } -> tensor<1x32x1x1xf64>
    %159 = tensor.empty() : tensor<1x32x1x1xf32>
    %160 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%158 : tensor<1x32x1x1xf64>) outs(%159 : tensor<1x32x1x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %286 = arith.truncf %in : f64 to f32
      linalg.yield %286 : f32
    } -> tensor<1x32x1x1xf32>
    %161 = linalg.fill ins(%cst : f32) outs(%159 : tensor<1x32x1x1xf32>) -> tensor<1x32x1x1xf32>
    %162 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%148 : tensor<2x32x6x7xf32>) outs(%161 : tensor<1x32x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.addf %in, %out : f32
      linalg.yield %286 : f32
    } -> tensor<1x32x1x1xf32>
    %163 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%162 : tensor<1x32x1x1xf32>) outs(%159 : tensor<1x32x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.divf %in, %cst_11 : f32
      linalg.yield %286 : f32
    } -> tensor<1x32x1x1xf32>
    %164 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%160 : tensor<1x32x1x1xf32>) outs(%159 : tensor<1x32x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_5 : f64 to f32
      %287 = arith.addf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<1x32x1x1xf32>
    %165 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%164 : tensor<1x32x1x1xf32>) outs(%159 : tensor<1x32x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = math.rsqrt %in : f32
      linalg.yield %286 : f32
    } -> tensor<1x32x1x1xf32>
    %166 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%148, %163 : tensor<2x32x6x7xf32>, tensor<1x32x1x1xf32>) outs(%146 : tensor<2x32x6x7xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.subf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<2x32x6x7xf32>
    %167 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%166, %165 : tensor<2x32x6x7xf32>, tensor<1x32x1x1xf32>) outs(%146 : tensor<2x32x6x7xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.mulf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<2x32x6x7xf32>
    %collapsed_30 = tensor.collapse_shape %163 [[0, 1, 2, 3]] : tensor<1x32x1x1xf32> into tensor<32xf32>
    %168 = tensor.empty() : tensor<32xf32>
    %169 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_30 : tensor<32xf32>) outs(%168 : tensor<32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_4 : f64 to f32
      %287 = arith.mulf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<32xf32>
    %170 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg41 : tensor<32xf32>) outs(%168 : tensor<32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_3 : f64 to f32
      %287 = arith.mulf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<32xf32>
    %171 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%169, %170 : tensor<32xf32>, tensor<32xf32>) outs(%168 : tensor<32xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.addf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<32xf32>
    %collapsed_31 = tensor.collapse_shape %160 [[0, 1, 2, 3]] : tensor<1x32x1x1xf32> into tensor<32xf32>
    %172 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_31 : tensor<32xf32>) outs(%168 : tensor<32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_1 : f64 to f32
      %287 = arith.mulf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<32xf32>
    %173 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%172 : tensor<32xf32>) outs(%168 : tensor<32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_4 : f64 to f32
      %287 = arith.mulf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<32xf32>
    %174 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg42 : tensor<32xf32>) outs(%168 : tensor<32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_3 : f64 to f32
      %287 = arith.mulf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<32xf32>
    %175 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%173, %174 : tensor<32xf32>, tensor<32xf32>) outs(%168 : tensor<32xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.addf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<32xf32>
    %expanded_32 = tensor.expand_shape %arg18 [[0, 1, 2]] output_shape [32, 1, 1] : tensor<32xf32> into tensor<32x1x1xf32>
    %176 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%167, %expanded_32 : tensor<2x32x6x7xf32>, tensor<32x1x1xf32>) outs(%146 : tensor<2x32x6x7xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.mulf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<2x32x6x7xf32>
    %expanded_33 = tensor.expand_shape %arg19 [[0, 1, 2]] output_shape [32, 1, 1] : tensor<32xf32> into tensor<32x1x1xf32>
    %177 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%176, %expanded_33 : tensor<2x32x6x7xf32>, tensor<32x1x1xf32>) outs(%146 : tensor<2x32x6x7xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.addf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<2x32x6x7xf32>
    %178 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%177 : tensor<2x32x6x7xf32>) outs(%146 : tensor<2x32x6x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.addf %in, %cst_8 : f32
      linalg.yield %286 : f32
    } -> tensor<2x32x6x7xf32>
    %179 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%178 : tensor<2x32x6x7xf32>) outs(%146 : tensor<2x32x6x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.cmpf ult, %in, %cst : f32
      %287 = arith.select %286, %cst, %in : f32
      linalg.yield %287 : f32
    } -> tensor<2x32x6x7xf32>
    %180 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%179 : tensor<2x32x6x7xf32>) outs(%146 : tensor<2x32x6x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.cmpf ugt, %in, %cst_9 : f32
      %287 = arith.select %286, %cst_9, %in : f32
      linalg.yield %287 : f32
    } -> tensor<2x32x6x7xf32>
    %181 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%177, %180 : tensor<2x32x6x7xf32>, tensor<2x32x6x7xf32>) outs(%146 : tensor<2x32x6x7xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.mulf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<2x32x6x7xf32>
    %182 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%181 : tensor<2x32x6x7xf32>) outs(%146 : tensor<2x32x6x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.divf %in, %cst_9 : f32
      linalg.yield %286 : f32
    } -> tensor<2x32x6x7xf32>
    %padded_34 = tensor.pad %182 low[0, 0, 2, 2] high[0, 0, 2, 2] {
    ^bb0(%arg49: index, %arg50: index, %arg51: index, %arg52: index):
      tensor.yield %cst : f32
    } : tensor<2x32x6x7xf32> to tensor<2x32x10x11xf32>
    %collapsed_35 = tensor.collapse_shape %arg20 [[0, 1], [2], [3]] : tensor<32x1x5x5xf32> into tensor<32x5x5xf32>
    %183 = linalg.depthwise_conv_2d_nchw_chw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_34, %collapsed_35 : tensor<2x32x10x11xf32>, tensor<32x5x5xf32>) outs(%147 : tensor<2x32x6x7xf32>) -> tensor<2x32x6x7xf32>
    %184 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%183 : tensor<2x32x6x7xf32>) outs(%149 : tensor<2x32x6x7xf64>) {
    ^bb0(%in: f32, %out: f64):
      %286 = arith.extf %in : f32 to f64
      linalg.yield %286 : f64
    } -> tensor<2x32x6x7xf64>
    %185 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%184 : tensor<2x32x6x7xf64>) outs(%152 : tensor<1x32x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %286 = arith.addf %in, %out : f64
      linalg.yield %286 : f64
    } -> tensor<1x32x1x1xf64>
    %186 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%185 : tensor<1x32x1x1xf64>) outs(%151 : tensor<1x32x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %286 = arith.divf %in, %cst_10 : f64
      linalg.yield %286 : f64
    } -> tensor<1x32x1x1xf64>
    %187 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%184, %186 : tensor<2x32x6x7xf64>, tensor<1x32x1x1xf64>) outs(%149 : tensor<2x32x6x7xf64>) {
    ^bb0(%in: f64, %in_50: f64, %out: f64):
      %286 = arith.subf %in, %in_50 : f64
      linalg.yield %286 : f64
    } -> tensor<2x32x6x7xf64>
    %188 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%187, %187 : tensor<2x32x6x7xf64>, tensor<2x32x6x7xf64>) outs(%149 : tensor<2x32x6x7xf64>) {
    ^bb0(%in: f64, %in_50: f64, %out: f64):
      %286 = arith.mulf %in, %in_50 : f64
      linalg.yield %286 : f64
    } -> tensor<2x32x6x7xf64>
    %189 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%188 : tensor<2x32x6x7xf64>) outs(%152 : tensor<1x32x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %286 = arith.addf %in, %out : f64
      linalg.yield %286 : f64
    } -> tensor<1x32x1x1xf64>
    %190 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%189 : tensor<1x32x1x1xf64>) outs(%151 : tensor<1x32x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %286 = arith.divf %in, %cst_10 : f64
      linalg.yield %286 : f64
    } -> tensor<1x32x1x1xf64>
    %191 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%190 : tensor<1x32x1x1xf64>) outs(%159 : tensor<1x32x1x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %286 = arith.truncf %in : f64 to f32
      linalg.yield %286 : f32
    } -> tensor<1x32x1x1xf32>
    %192 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%183 : tensor<2x32x6x7xf32>) outs(%161 : tensor<1x32x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.addf %in, %out : f32
      linalg.yield %286 : f32
    } -> tensor<1x32x1x1xf32>
    %193 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%192 : tensor<1x32x1x1xf32>) outs(%159 : tensor<1x32x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.divf %in, %cst_11 : f32
      linalg.yield %286 : f32
    } -> tensor<1x32x1x1xf32>
    %194 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%191 : tensor<1x32x1x1xf32>) outs(%159 : tensor<1x32x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_5 : f64 to f32
      %287 = arith.addf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<1x32x1x1xf32>
    %195 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%194 : tensor<1x32x1x1xf32>) outs(%159 : tensor<1x32x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = math.rsqrt %in : f32
      linalg.yield %286 : f32
    } -> tensor<1x32x1x1xf32>
    %196 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%183, %193 : tensor<2x32x6x7xf32>, tensor<1x32x1x1xf32>) outs(%146 : tensor<2x32x6x7xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.subf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<2x32x6x7xf32>
    %197 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%196, %195 : tensor<2x32x6x7xf32>, tensor<1x32x1x1xf32>) outs(%146 : tensor<2x32x6x7xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.mulf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<2x32x6x7xf32>
    %collapsed_36 = tensor.collapse_shape %193 [[0, 1, 2, 3]] : tensor<1x32x1x1xf32> into tensor<32xf32>
    %198 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_36 : tensor<32xf32>) outs(%168 : tensor<32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_4 : f64 to f32
      %287 = arith.mulf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<32xf32>
    %199 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg43 : tensor<32xf32>) outs(%168 : tensor<32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_3 : f64 to f32
      %287 = arith.mulf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<32xf32>
    %200 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%198, %199 : tensor<32xf32>, tensor<32xf32>) outs(%168 : tensor<32xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.addf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<32xf32>
    %collapsed_37 = tensor.collapse_shape %191 [[0, 1, 2, 3]] : tensor<1x32x1x1xf32> into tensor<32xf32>
    %201 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_37 : tensor<32xf32>) outs(%168 : tensor<32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_1 : f64 to f32
      %287 = arith.mulf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<32xf32>
    %202 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%201 : tensor<32xf32>) outs(%168 : tensor<32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_4 : f64 to f32
      %287 = arith.mulf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<32xf32>
    %203 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg44 : tensor<32xf32>) outs(%168 : tensor<32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_3 : f64 to f32
      %287 = arith.mulf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<32xf32>
    %204 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%202, %203 : tensor<32xf32>, tensor<32xf32>) outs(%168 : tensor<32xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.addf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<32xf32>
    %expanded_38 = tensor.expand_shape %arg21 [[0, 1, 2]] output_shape [32, 1, 1] : tensor<32xf32> into tensor<32x1x1xf32>
    %205 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%197, %expanded_38 : tensor<2x32x6x7xf32>, tensor<32x1x1xf32>) outs(%146 : tensor<2x32x6x7xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.mulf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<2x32x6x7xf32>
    %expanded_39 = tensor.expand_shape %arg22 [[0, 1, 2]] output_shape [32, 1, 1] : tensor<32xf32> into tensor<32x1x1xf32>
    %206 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%205, %expanded_39 : tensor<2x32x6x7xf32>, tensor<32x1x1xf32>) outs(%146 : tensor<2x32x6x7xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.addf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<2x32x6x7xf32>
    %207 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%206 : tensor<2x32x6x7xf32>) outs(%146 : tensor<2x32x6x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.addf %in, %cst_8 : f32
      linalg.yield %286 : f32
    } -> tensor<2x32x6x7xf32>
    %208 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%207 : tensor<2x32x6x7xf32>) outs(%146 : tensor<2x32x6x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.cmpf ult, %in, %cst : f32
      %287 = arith.select %286, %cst, %in : f32
      linalg.yield %287 : f32
    } -> tensor<2x32x6x7xf32>
    %209 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%208 : tensor<2x32x6x7xf32>) outs(%146 : tensor<2x32x6x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.cmpf ugt, %in, %cst_9 : f32
      %287 = arith.select %286, %cst_9, %in : f32
      linalg.yield %287 : f32
    } -> tensor<2x32x6x7xf32>
    %210 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%206, %209 : tensor<2x32x6x7xf32>, tensor<2x32x6x7xf32>) outs(%146 : tensor<2x32x6x7xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.mulf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<2x32x6x7xf32>
    %211 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%210 : tensor<2x32x6x7xf32>) outs(%146 : tensor<2x32x6x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.divf %in, %cst_9 : f32
      linalg.yield %286 : f32
    } -> tensor<2x32x6x7xf32>
    %212 = tensor.empty() : tensor<2x32x1x1xf32>
    %213 = linalg.fill ins(%cst : f32) outs(%212 : tensor<2x32x1x1xf32>) -> tensor<2x32x1x1xf32>
    %214 = linalg.generic {indexing_maps = [#map, #map4], iterator_types = ["parallel", "parallel", "reduction", "reduction"]} ins(%211 : tensor<2x32x6x7xf32>) outs(%213 : tensor<2x32x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.addf %in, %out : f32
      linalg.yield %286 : f32
    } -> tensor<2x32x1x1xf32>
    %215 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%214 : tensor<2x32x1x1xf32>) outs(%212 : tensor<2x32x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.divf %in, %cst_12 : f32
      linalg.yield %286 : f32
    } -> tensor<2x32x1x1xf32>
    %broadcasted_40 = linalg.broadcast ins(%arg24 : tensor<8xf32>) outs(%110 : tensor<2x8x1x1xf32>) dimensions = [0, 2, 3] 
    %216 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%215, %arg23 : tensor<2x32x1x1xf32>, tensor<8x32x1x1xf32>) outs(%broadcasted_40 : tensor<2x8x1x1xf32>) -> tensor<2x8x1x1xf32>
    %217 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%216 : tensor<2x8x1x1xf32>) outs(%110 : tensor<2x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.cmpf ugt, %in, %cst : f32
      %287 = arith.select %286, %in, %cst : f32
      linalg.yield %287 : f32
    } -> tensor<2x8x1x1xf32>
    %broadcasted_41 = linalg.broadcast ins(%arg26 : tensor<32xf32>) outs(%212 : tensor<2x32x1x1xf32>) dimensions = [0, 2, 3] 
    %218 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%217, %arg25 : tensor<2x8x1x1xf32>, tensor<32x8x1x1xf32>) outs(%broadcasted_41 : tensor<2x32x1x1xf32>) -> tensor<2x32x1x1xf32>
    %219 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%218 : tensor<2x32x1x1xf32>) outs(%212 : tensor<2x32x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.addf %in, %cst_8 : f32
      linalg.yield %286 : f32
    } -> tensor<2x32x1x1xf32>
    %220 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%219 : tensor<2x32x1x1xf32>) outs(%212 : tensor<2x32x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.cmpf ult, %in, %cst : f32
      %287 = arith.select %286, %cst, %in : f32
      linalg.yield %287 : f32
    } -> tensor<2x32x1x1xf32>
    %221 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%220 : tensor<2x32x1x1xf32>) outs(%212 : tensor<2x32x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.cmpf ugt, %in, %cst_9 : f32
      %287 = arith.select %286, %cst_9, %in : f32
      linalg.yield %287 : f32
    } -> tensor<2x32x1x1xf32>
    %222 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%221 : tensor<2x32x1x1xf32>) outs(%212 : tensor<2x32x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.divf %in, %cst_9 : f32
      linalg.yield %286 : f32
    } -> tensor<2x32x1x1xf32>
    %223 = linalg.generic {indexing_maps = [#map4, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%222, %211 : tensor<2x32x1x1xf32>, tensor<2x32x6x7xf32>) outs(%146 : tensor<2x32x6x7xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.mulf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<2x32x6x7xf32>
    %224 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%223, %arg27 : tensor<2x32x6x7xf32>, tensor<8x32x1x1xf32>) outs(%120 : tensor<2x8x6x7xf32>) -> tensor<2x8x6x7xf32>
    %225 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%224 : tensor<2x8x6x7xf32>) outs(%122 : tensor<2x8x6x7xf64>) {
    ^bb0(%in: f32, %out: f64):
      %286 = arith.extf %in : f32 to f64
      linalg.yield %286 : f64
    } -> tensor<2x8x6x7xf64>
    %226 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%225 : tensor<2x8x6x7xf64>) outs(%6 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %286 = arith.addf %in, %out : f64
      linalg.yield %286 : f64
    } -> tensor<1x8x1x1xf64>
    %227 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%226 : tensor<1x8x1x1xf64>) outs(%5 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %286 = arith.divf %in, %cst_10 : f64
      linalg.yield %286 : f64
    } -> tensor<1x8x1x1xf64>
    %228 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%225, %227 : tensor<2x8x6x7xf64>, tensor<1x8x1x1xf64>) outs(%122 : tensor<2x8x6x7xf64>) {
    ^bb0(%in: f64, %in_50: f64, %out: f64):
      %286 = arith.subf %in, %in_50 : f64
      linalg.yield %286 : f64
    } -> tensor<2x8x6x7xf64>
    %229 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%228, %228 : tensor<2x8x6x7xf64>, tensor<2x8x6x7xf64>) outs(%122 : tensor<2x8x6x7xf64>) {
    ^bb0(%in: f64, %in_50: f64, %out: f64):
      %286 = arith.mulf %in, %in_50 : f64
      linalg.yield %286 : f64
    } -> tensor<2x8x6x7xf64>
    %230 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%229 : tensor<2x8x6x7xf64>) outs(%6 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %286 = arith.addf %in, %out : f64
      linalg.yield %286 : f64
    } -> tensor<1x8x1x1xf64>
    %231 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%230 : tensor<1x8x1x1xf64>) outs(%5 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %286 = arith.divf %in, %cst_10 : f64
      linalg.yield %286 : f64
    } -> tensor<1x8x1x1xf64>
    %232 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%231 : tensor<1x8x1x1xf64>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %286 = arith.truncf %in : f64 to f32
      linalg.yield %286 : f32
    } -> tensor<1x8x1x1xf32>
    %233 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%224 : tensor<2x8x6x7xf32>) outs(%15 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.addf %in, %out : f32
      linalg.yield %286 : f32
    } -> tensor<1x8x1x1xf32>
    %234 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%233 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.divf %in, %cst_11 : f32
      linalg.yield %286 : f32
    } -> tensor<1x8x1x1xf32>
    %235 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%232 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_5 : f64 to f32
      %287 = arith.addf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<1x8x1x1xf32>
    %236 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%235 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = math.rsqrt %in : f32
      linalg.yield %286 : f32
    } -> tensor<1x8x1x1xf32>
    %237 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%224, %234 : tensor<2x8x6x7xf32>, tensor<1x8x1x1xf32>) outs(%119 : tensor<2x8x6x7xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.subf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<2x8x6x7xf32>
    %238 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%237, %236 : tensor<2x8x6x7xf32>, tensor<1x8x1x1xf32>) outs(%119 : tensor<2x8x6x7xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.mulf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<2x8x6x7xf32>
    %collapsed_42 = tensor.collapse_shape %234 [[0, 1, 2, 3]] : tensor<1x8x1x1xf32> into tensor<8xf32>
    %239 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_42 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_4 : f64 to f32
      %287 = arith.mulf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<8xf32>
    %240 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg45 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_3 : f64 to f32
      %287 = arith.mulf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<8xf32>
    %241 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%239, %240 : tensor<8xf32>, tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.addf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<8xf32>
    %collapsed_43 = tensor.collapse_shape %232 [[0, 1, 2, 3]] : tensor<1x8x1x1xf32> into tensor<8xf32>
    %242 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_43 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_1 : f64 to f32
      %287 = arith.mulf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<8xf32>
    %243 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%242 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_4 : f64 to f32
      %287 = arith.mulf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<8xf32>
    %244 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg46 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_3 : f64 to f32
      %287 = arith.mulf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<8xf32>
    %245 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%243, %244 : tensor<8xf32>, tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.addf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<8xf32>
    %expanded_44 = tensor.expand_shape %arg28 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %246 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%238, %expanded_44 : tensor<2x8x6x7xf32>, tensor<8x1x1xf32>) outs(%119 : tensor<2x8x6x7xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.mulf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<2x8x6x7xf32>
    %expanded_45 = tensor.expand_shape %arg29 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %247 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%246, %expanded_45 : tensor<2x8x6x7xf32>, tensor<8x1x1xf32>) outs(%119 : tensor<2x8x6x7xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.addf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<2x8x6x7xf32>
    %248 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%247, %145 : tensor<2x8x6x7xf32>, tensor<2x8x6x7xf32>) outs(%119 : tensor<2x8x6x7xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.addf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<2x8x6x7xf32>
    %249 = tensor.empty() : tensor<2x48x6x7xf32>
    %250 = linalg.fill ins(%cst : f32) outs(%249 : tensor<2x48x6x7xf32>) -> tensor<2x48x6x7xf32>
    %251 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%248, %arg30 : tensor<2x8x6x7xf32>, tensor<48x8x1x1xf32>) outs(%250 : tensor<2x48x6x7xf32>) -> tensor<2x48x6x7xf32>
    %252 = tensor.empty() : tensor<2x48x6x7xf64>
    %253 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%251 : tensor<2x48x6x7xf32>) outs(%252 : tensor<2x48x6x7xf64>) {
    ^bb0(%in: f32, %out: f64):
      %286 = arith.extf %in : f32 to f64
      linalg.yield %286 : f64
    } -> tensor<2x48x6x7xf64>
    %254 = tensor.empty() : tensor<1x48x1x1xf64>
    %255 = linalg.fill ins(%cst_0 : f64) outs(%254 : tensor<1x48x1x1xf64>) -> tensor<1x48x1x1xf64>
    %256 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%253 : tensor<2x48x6x7xf64>) outs(%255 : tensor<1x48x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %286 = arith.addf %in, %out : f64
      linalg.yield %286 : f64
    } -> tensor<1x48x1x1xf64>
    %257 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%256 : tensor<1x48x1x1xf64>) outs(%254 : tensor<1x48x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %286 = arith.divf %in, %cst_10 : f64
      linalg.yield %286 : f64
    } -> tensor<1x48x1x1xf64>
    %258 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%253, %257 : tensor<2x48x6x7xf64>, tensor<1x48x1x1xf64>) outs(%252 : tensor<2x48x6x7xf64>) {
    ^bb0(%in: f64, %in_50: f64, %out: f64):
      %286 = arith.subf %in, %in_50 : f64
      linalg.yield %286 : f64
    } -> tensor<2x48x6x7xf64>
    %259 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%258, %258 : tensor<2x48x6x7xf64>, tensor<2x48x6x7xf64>) outs(%252 : tensor<2x48x6x7xf64>) {
    ^bb0(%in: f64, %in_50: f64, %out: f64):
      %286 = arith.mulf %in, %in_50 : f64
      linalg.yield %286 : f64
    } -> tensor<2x48x6x7xf64>
    %260 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%259 : tensor<2x48x6x7xf64>) outs(%255 : tensor<1x48x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %286 = arith.addf %in, %out : f64
      linalg.yield %286 : f64
    } -> tensor<1x48x1x1xf64>
    %261 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%260 : tensor<1x48x1x1xf64>) outs(%254 : tensor<1x48x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %286 = arith.divf %in, %cst_10 : f64
      linalg.yield %286 : f64
    } -> tensor<1x48x1x1xf64>
    %262 = tensor.empty() : tensor<1x48x1x1xf32>
    %263 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%261 : tensor<1x48x1x1xf64>) outs(%262 : tensor<1x48x1x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %286 = arith.truncf %in : f64 to f32
      linalg.yield %286 : f32
    } -> tensor<1x48x1x1xf32>
    %264 = linalg.fill ins(%cst : f32) outs(%262 : tensor<1x48x1x1xf32>) -> tensor<1x48x1x1xf32>
    %265 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%251 : tensor<2x48x6x7xf32>) outs(%264 : tensor<1x48x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.addf %in, %out : f32
      linalg.yield %286 : f32
    } -> tensor<1x48x1x1xf32>
    %266 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%265 : tensor<1x48x1x1xf32>) outs(%262 : tensor<1x48x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.divf %in, %cst_11 : f32
      linalg.yield %286 : f32
    } -> tensor<1x48x1x1xf32>
    %267 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%263 : tensor<1x48x1x1xf32>) outs(%262 : tensor<1x48x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_5 : f64 to f32
      %287 = arith.addf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<1x48x1x1xf32>
    %268 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%267 : tensor<1x48x1x1xf32>) outs(%262 : tensor<1x48x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = math.rsqrt %in : f32
      linalg.yield %286 : f32
    } -> tensor<1x48x1x1xf32>
    %269 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%251, %266 : tensor<2x48x6x7xf32>, tensor<1x48x1x1xf32>) outs(%249 : tensor<2x48x6x7xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.subf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<2x48x6x7xf32>
    %270 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%269, %268 : tensor<2x48x6x7xf32>, tensor<1x48x1x1xf32>) outs(%249 : tensor<2x48x6x7xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.mulf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<2x48x6x7xf32>
    %collapsed_46 = tensor.collapse_shape %266 [[0, 1, 2, 3]] : tensor<1x48x1x1xf32> into tensor<48xf32>
    %271 = tensor.empty() : tensor<48xf32>
    %272 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_46 : tensor<48xf32>) outs(%271 : tensor<48xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_4 : f64 to f32
      %287 = arith.mulf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<48xf32>
    %273 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg47 : tensor<48xf32>) outs(%271 : tensor<48xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_3 : f64 to f32
      %287 = arith.mulf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<48xf32>
    %274 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%272, %273 : tensor<48xf32>, tensor<48xf32>) outs(%271 : tensor<48xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.addf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<48xf32>
    %collapsed_47 = tensor.collapse_shape %263 [[0, 1, 2, 3]] : tensor<1x48x1x1xf32> into tensor<48xf32>
    %275 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_47 : tensor<48xf32>) outs(%271 : tensor<48xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_1 : f64 to f32
      %287 = arith.mulf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<48xf32>
    %276 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%275 : tensor<48xf32>) outs(%271 : tensor<48xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_4 : f64 to f32
      %287 = arith.mulf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<48xf32>
    %277 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg48 : tensor<48xf32>) outs(%271 : tensor<48xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.truncf %cst_3 : f64 to f32
      %287 = arith.mulf %in, %286 : f32
      linalg.yield %287 : f32
    } -> tensor<48xf32>
    %278 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%276, %277 : tensor<48xf32>, tensor<48xf32>) outs(%271 : tensor<48xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.addf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<48xf32>
    %expanded_48 = tensor.expand_shape %arg31 [[0, 1, 2]] output_shape [48, 1, 1] : tensor<48xf32> into tensor<48x1x1xf32>
    %279 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%270, %expanded_48 : tensor<2x48x6x7xf32>, tensor<48x1x1xf32>) outs(%249 : tensor<2x48x6x7xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.mulf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<2x48x6x7xf32>
    %expanded_49 = tensor.expand_shape %arg32 [[0, 1, 2]] output_shape [48, 1, 1] : tensor<48xf32> into tensor<48x1x1xf32>
    %280 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%279, %expanded_49 : tensor<2x48x6x7xf32>, tensor<48x1x1xf32>) outs(%249 : tensor<2x48x6x7xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.addf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<2x48x6x7xf32>
    %281 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%280 : tensor<2x48x6x7xf32>) outs(%249 : tensor<2x48x6x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.addf %in, %cst_8 : f32
      linalg.yield %286 : f32
    } -> tensor<2x48x6x7xf32>
    %282 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%281 : tensor<2x48x6x7xf32>) outs(%249 : tensor<2x48x6x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.cmpf ult, %in, %cst : f32
      %287 = arith.select %286, %cst, %in : f32
      linalg.yield %287 : f32
    } -> tensor<2x48x6x7xf32>
    %283 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%282 : tensor<2x48x6x7xf32>) outs(%249 : tensor<2x48x6x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.cmpf ugt, %in, %cst_9 : f32
      %287 = arith.select %286, %cst_9, %in : f32
      linalg.yield %287 : f32
    } -> tensor<2x48x6x7xf32>
    %284 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%280, %283 : tensor<2x48x6x7xf32>, tensor<2x48x6x7xf32>) outs(%249 : tensor<2x48x6x7xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %286 = arith.mulf %in, %in_50 : f32
      linalg.yield %286 : f32
    } -> tensor<2x48x6x7xf32>
    %285 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%284 : tensor<2x48x6x7xf32>) outs(%249 : tensor<2x48x6x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %286 = arith.divf %in, %cst_9 : f32
      linalg.yield %286 : f32
    } -> tensor<2x48x6x7xf32>
    return %285, %25, %29, %62, %66, %94, %98, %139, %143, %171, %175, %200, %204, %241, %245, %274, %278 : tensor<2x48x6x7xf32>, tensor<8xf32>, tensor<8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<8xf32>, tensor<8xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<8xf32>, tensor<8xf32>, tensor<48xf32>, tensor<48xf32>
  }
}

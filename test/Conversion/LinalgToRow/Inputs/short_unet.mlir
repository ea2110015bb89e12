#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (0, d1, 0, 0)>
#map2 = affine_map<(d0) -> (d0)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d1, 0, 0)>
module {
  func.func @main(%arg0: tensor<2x3x21x27xf32> {lrcnn.name = "x", lrcnn.role = "activation"}, %arg1: tensor<8x3x3x3xf32> {lrcnn.name = "stem.0.weight", lrcnn.role = "parameter"}, %arg2: tensor<8xf32> {lrcnn.name = "stem.1.weight", lrcnn.role = "parameter"}, %arg3: tensor<8xf32> {lrcnn.name = "stem.1.bias", lrcnn.role = "parameter"}, %arg4: tensor<8x8x3x3xf32> {lrcnn.name = "stem.3.weight", lrcnn.role = "parameter"}, %arg5: tensor<8xf32> {lrcnn.name = "stem.4.weight", lrcnn.role = "parameter"}, %arg6: tensor<8xf32> {lrcnn.name = "stem.4.bias", lrcnn.role = "parameter"}, %arg7: tensor<16x8x3x3xf32> {lrcnn.name = "down.0.0.weight", lrcnn.role = "parameter"}, %arg8: tensor<16xf32> {lrcnn.name = "down.0.1.weight", lrcnn.role = "parameter"}, %arg9: tensor<16xf32> {lrcnn.name = "down.0.1.bias", lrcnn.role = "parameter"}, %arg10: tensor<16x16x3x3xf32> {lrcnn.name = "down.0.3.weight", lrcnn.role = "parameter"}, %arg11: tensor<16xf32> {lrcnn.name = "down.0.4.weight", lrcnn.role = "parameter"}, %arg12: tensor<16xf32> {lrcnn.name = "down.0.4.bias", lrcnn.role = "parameter"}, %arg13: tensor<16x8x2x2xf32> {lrcnn.name = "up.0.up.weight", lrcnn.role = "parameter"}, %arg14: tensor<8xf32> {lrcnn.name = "up.0.up.bias", lrcnn.role = "parameter"}, %arg15: tensor<8x16x3x3xf32> {lrcnn.name = "up.0.conv.0.weight", lrcnn.role = "parameter"}, %arg16: tensor<8xf32> {lrcnn.name = "up.0.conv.1.weight", lrcnn.role = "parameter"}, %arg17: tensor<8xf32> {lrcnn.name = "up.0.conv.1.bias", lrcnn.role = "parameter"}, %arg18: tensor<8x8x3x3xf32> {lrcnn.name = "up.0.conv.3.weight", lrcnn.role = "parameter"}, %arg19: tensor<8xf32> {lrcnn.name = "up.0.conv.4.weight", lrcnn.role = "parameter"}, %arg20: tensor<8xf32> {lrcnn.name = "up.0.conv.4.bias", lrcnn.role = "parameter"}, %arg21: tensor<2x8x1x1xf32> {lrcnn.name = "head.weight", lrcnn.role = "parameter"}, %arg22: tensor<2xf32> {lrcnn.name = "head.bias", lrcnn.role = "parameter"}, %arg23: tensor<8xf32> {lrcnn.name = "stem.1.running_mean", lrcnn.requires_grad = false}, %arg24: tensor<8xf32> {lrcnn.name = "stem.1.running_var", lrcnn.requires_grad = false}, %arg25: tensor<8xf32> {lrcnn.name = "stem.4.running_mean", lrcnn.requires_grad = false}, %arg26: tensor<8xf32> {lrcnn.name = "stem.4.running_var", lrcnn.requires_grad = false}, %arg27: tensor<16xf32> {lrcnn.name = "down.0.1.running_mean", lrcnn.requires_grad = false}, %arg28: tensor<16xf32> {lrcnn.name = "down.0.1.running_var", lrcnn.requires_grad = false}, %arg29: tensor<16xf32> {lrcnn.name = "down.0.4.running_mean", lrcnn.requires_grad = false}, %arg30: tensor<16xf32> {lrcnn.name = "down.0.4.running_var", lrcnn.requires_grad = false}, %arg31: tensor<8xf32> {lrcnn.name = "up.0.conv.1.running_mean", lrcnn.requires_grad = false}, %arg32: tensor<8xf32> {lrcnn.name = "up.0.conv.1.running_var", lrcnn.requires_grad = false}, %arg33: tensor<8xf32> {lrcnn.name = "up.0.conv.4.running_mean", lrcnn.requires_grad = false}, %arg34: tensor<8xf32> {lrcnn.name = "up.0.conv.4.running_var", lrcnn.requires_grad = false}) -> (tensor<2x2x21x27xf32>, tensor<8xf32> {lrcnn.name = "stem.1.running_mean"}, tensor<8xf32> {lrcnn.name = "stem.1.running_var"}, tensor<8xf32> {lrcnn.name = "stem.4.running_mean"}, tensor<8xf32> {lrcnn.name = "stem.4.running_var"}, tensor<16xf32> {lrcnn.name = "down.0.1.running_mean"}, tensor<16xf32> {lrcnn.name = "down.0.1.running_var"}, tensor<16xf32> {lrcnn.name = "down.0.4.running_mean"}, tensor<16xf32> {lrcnn.name = "down.0.4.running_var"}, tensor<8xf32> {lrcnn.name = "up.0.conv.1.running_mean"}, tensor<8xf32> {lrcnn.name = "up.0.conv.1.running_var"}, tensor<8xf32> {lrcnn.name = "up.0.conv.4.running_mean"}, tensor<8xf32> {lrcnn.name = "up.0.conv.4.running_var"}) {
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
    %c1 = arith.constant 1 : index
    %padded = tensor.pad %arg0 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg35: index, %arg36: index, %arg37: index, %arg38: index):
      tensor.yield %cst : f32
    } : tensor<2x3x21x27xf32> to tensor<2x3x23x29xf32>
    %0 = tensor.empty() : tensor<2x8x21x27xf32>
    %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<2x8x21x27xf32>) -> tensor<2x8x21x27xf32>
    %2 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded, %arg1 : tensor<2x3x23x29xf32>, tensor<8x3x3x3xf32>) outs(%1 : tensor<2x8x21x27xf32>) -> tensor<2x8x21x27xf32>
    %3 = tensor.empty() : tensor<2x8x21x27xf64>
    %4 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%2 : tensor<2x8x21x27xf32>) outs(%3 : tensor<2x8x21x27xf64>) {
    ^bb0(%in: f32, %out: f64):
      %179 = arith.extf %in : f32 to f64
      linalg.yield %179 : f64
    } -> tensor<2x8x21x27xf64>
    %5 = tensor.empty() : tensor<1x8x1x1xf64>
    %6 = linalg.fill ins(%cst_0 : f64) outs(%5 : tensor<1x8x1x1xf64>) -> tensor<1x8x1x1xf64>
    %7 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%4 : tensor<2x8x21x27xf64>) outs(%6 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %179 = arith.addf %in, %out : f64
      linalg.yield %179 : f64
    } -> tensor<1x8x1x1xf64>
    %8 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%7 : tensor<1x8x1x1xf64>) outs(%5 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %179 = arith.divf %in, %cst_7 : f64
      linalg.yield %179 : f64
    } -> tensor<1x8x1x1xf64>
    %9 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%4, %8 : tensor<2x8x21x27xf64>, tensor<1x8x1x1xf64>) outs(%3 : tensor<2x8x21x27xf64>) {
    ^bb0(%in: f64, %in_40: f64, %out: f64):
      %179 = arith.subf %in, %in_40 : f64
      linalg.yield %179 : f64
    } -> tensor<2x8x21x27xf64>
    %10 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%9, %9 : tensor<2x8x21x27xf64>, tensor<2x8x21x27xf64>) outs(%3 : tensor<2x8x21x27xf64>) {
    ^bb0(%in: f64, %in_40: f64, %out: f64):
      %179 = arith.mulf %in, %in_40 : f64
      linalg.yield %179 : f64
    } -> tensor<2x8x21x27xf64>
    %11 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%10 : tensor<2x8x21x27xf64>) outs(%6 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %179 = arith.addf %in, %out : f64
      linalg.yield %179 : f64
    } -> tensor<1x8x1x1xf64>
    %12 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%11 : tensor<1x8x1x1xf64>) outs(%5 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %179 = arith.divf %in, %cst_7 : f64
      linalg.yield %179 : f64
    } -> tensor<1x8x1x1xf64>
    %13 = tensor.empty() : tensor<1x8x1x1xf32>
    %14 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%12 : tensor<1x8x1x1xf64>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %179 = arith.truncf %in : f64 to f32
      linalg.yield %179 : f32
    } -> tensor<1x8x1x1xf32>
    %15 = linalg.fill ins(%cst : f32) outs(%13 : tensor<1x8x1x1xf32>) -> tensor<1x8x1x1xf32>
    %16 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%2 : tensor<2x8x21x27xf32>) outs(%15 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.addf %in, %out : f32
      linalg.yield %179 : f32
    } -> tensor<1x8x1x1xf32>
    %17 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%16 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.divf %in, %cst_8 : f32
      linalg.yield %179 : f32
    } -> tensor<1x8x1x1xf32>
    %18 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%14 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.truncf %cst_6 : f64 to f32
      %180 = arith.addf %in, %179 : f32
      linalg.yield %180 : f32
    } -> tensor<1x8x1x1xf32>
    %19 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%18 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = math.rsqrt %in : f32
      linalg.yield %179 : f32
    } -> tensor<1x8x1x1xf32>
    %20 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%2, %17 : tensor<2x8x21x27xf32>, tensor<1x8x1x1xf32>) outs(%0 : tensor<2x8x21x27xf32>) {
    ^bb0(%in: f32, %in_40: f32, %out: f32):
      %179 = arith.subf %in, %in_40 : f32
      linalg.yield %179 : f32
    } -> tensor<2x8x21x27xf32>
    %21 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%20, %19 : tensor<2x8x21x27xf32>, tensor<1x8x1x1xf32>) outs(%0 : tensor<2x8x21x27xf32>) {
    ^bb0(%in: f32, %in_40: f32, %out: f32):
      %179 = arith.mulf %in, %in_40 : f32
      linalg.yield %179 : f32
    } -> tensor<2x8x21x27xf32>
    %collapsed = tensor.collapse_shape %17 [[0, 1, 2, 3]] : tensor<1x8x1x1xf32> into tensor<8xf32>
    %22 = tensor.empty() : tensor<8xf32>
    %23 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.truncf %cst_5 : f64 to f32
      %180 = arith.mulf %in, %179 : f32
      linalg.yield %180 : f32
    } -> tensor<8xf32>
    %24 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg23 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.truncf %cst_4 : f64 to f32
      %180 = arith.mulf %in, %179 : f32
      linalg.yield %180 : f32
    } -> tensor<8xf32>
    %25 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%23, %24 : tensor<8xf32>, tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_40: f32, %out: f32):
      %179 = arith.addf %in, %in_40 : f32
      linalg.yield %179 : f32
    } -> tensor<8xf32>
    %collapsed_11 = tensor.collapse_shape %14 [[0, 1, 2, 3]] : tensor<1x8x1x1xf32> into tensor<8xf32>
    %26 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_11 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.truncf %cst_3 : f64 to f32
      %180 = arith.mulf %in, %179 : f32
      linalg.yield %180 : f32
    } -> tensor<8xf32>
    %27 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%26 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.truncf %cst_5 : f64 to f32
      %180 = arith.mulf %in, %179 : f32
      linalg.yield %180 : f32
    } -> tensor<8xf32>
    %28 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg24 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.truncf %cst_4 : f64 to f32
      %180 = arith.mulf %in, %179 : f32
      linalg.yield %180 : f32
    } -> tensor<8xf32>
    %29 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%27, %28 : tensor<8xf32>, tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_40: f32, %out: f32):
      %179 = arith.addf %in, %in_40 : f32
      linalg.yield %179 : f32
    } -> tensor<8xf32>
    %expanded = tensor.expand_shape %arg2 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %30 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%21, %expanded : tensor<2x8x21x27xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<2x8x21x27xf32>) {
    ^bb0(%in: f32, %in_40: f32, %out: f32):
      %179 = arith.mulf %in, %in_40 : f32
      linalg.yield %179 : f32
    } -> tensor<2x8x21x27xf32>
    %expanded_12 = tensor.expand_shape %arg3 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %31 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%30, %expanded_12 : tensor<2x8x21x27xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<2x8x21x27xf32>) {
    ^bb0(%in: f32, %in_40: f32, %out: f32):
      %179 = arith.addf %in, %in_40 : f32
      linalg.yield %179 : f32
    } -> tensor<2x8x21x27xf32>
    %32 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%31 : tensor<2x8x21x27xf32>) outs(%0 : tensor<2x8x21x27xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.cmpf ugt, %in, %cst : f32
      %180 = arith.select %179, %in, %cst : f32
      linalg.yield %180 : f32
    } -> tensor<2x8x21x27xf32>
    %padded_13 = tensor.pad %32 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg35: index, %arg36: index, %arg37: index, %arg38: index):
      tensor.yield %cst : f32
    } : tensor<2x8x21x27xf32> to tensor<2x8x23x29xf32>
    %33 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_13, %arg4 : tensor<2x8x23x29xf32>, tensor<8x8x3x3xf32>) outs(%1 : tensor<2x8x21x27xf32>) -> tensor<2x8x21x27xf32>
    %34 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%33 : tensor<2x8x21x27xf32>) outs(%3 : tensor<2x8x21x27xf64>) {
    ^bb0(%in: f32, %out: f64):
      %179 = arith.extf %in : f32 to f64
      linalg.yield %179 : f64
    } -> tensor<2x8x21x27xf64>
    %35 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%34 : tensor<2x8x21x27xf64>) outs(%6 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %179 = arith.addf %in, %out : f64
      linalg.yield %179 : f64
    } -> tensor<1x8x1x1xf64>
    %36 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%35 : tensor<1x8x1x1xf64>) outs(%5 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %179 = arith.divf %in, %cst_7 : f64
      linalg.yield %179 : f64
    } -> tensor<1x8x1x1xf64>
    %37 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%34, %36 : tensor<2x8x21x27xf64>, tensor<1x8x1x1xf64>) outs(%3 : tensor<2x8x21x27xf64>) {
    ^bb0(%in: f64, %in_40: f64, %out: f64):
      %179 = arith.subf %in, %in_40 : f64
      linalg.yield %179 : f64
    } -> tensor<2x8x21x27xf64>
    %38 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%37, %37 : tensor<2x8x21x27xf64>, tensor<2x8x21x27xf64>) outs(%3 : tensor<2x8x21x27xf64>) {
    ^bb0(%in: f64, %in_40: f64, %out: f64):
      %179 = arith.mulf %in, %in_40 : f64
      linalg.yield %179 : f64
    } -> tensor<2x8x21x27xf64>
    %39 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%38 : tensor<2x8x21x27xf64>) outs(%6 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %179 = arith.addf %in, %out : f64
      linalg.yield %179 : f64
    } -> tensor<1x8x1x1xf64>
    %40 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%39 : tensor<1x8x1x1xf64>) outs(%5 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %179 = arith.divf %in, %cst_7 : f64
      linalg.yield %179 : f64
    } -> tensor<1x8x1x1xf64>
    %41 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%40 : tensor<1x8x1x1xf64>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %179 = arith.truncf %in : f64 to f32
      linalg.yield %179 : f32
    } -> tensor<1x8x1x1xf32>
    %42 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%33 : tensor<2x8x21x27xf32>) outs(%15 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.addf %in, %out : f32
      linalg.yield %179 : f32
    } -> tensor<1x8x1x1xf32>
    %43 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%42 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.divf %in, %cst_8 : f32
      linalg.yield %179 : f32
    } -> tensor<1x8x1x1xf32>
    %44 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%41 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.truncf %cst_6 : f64 to f32
      %180 = arith.addf %in, %179 : f32
      linalg.yield %180 : f32
    } -> tensor<1x8x1x1xf32>
    %45 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%44 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = math.rsqrt %in : f32
      linalg.yield %179 : f32
    } -> tensor<1x8x1x1xf32>
    %46 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%33, %43 : tensor<2x8x21x27xf32>, tensor<1x8x1x1xf32>) outs(%0 : tensor<2x8x21x27xf32>) {
    ^bb0(%in: f32, %in_40: f32, %out: f32):
      %179 = arith.subf %in, %in_40 : f32
      linalg.yield %179 : f32
    } -> tensor<2x8x21x27xf32>
    %47 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%46, %45 : tensor<2x8x21x27xf32>, tensor<1x8x1x1xf32>) outs(%0 : tensor<2x8x21x27xf32>) {
    ^bb0(%in: f32, %in_40: f32, %out: f32):
      %179 = arith.mulf %in, %in_40 : f32
      linalg.yield %179 : f32
    } -> tensor<2x8x21x27xf32>
    %collapsed_14 = tensor.collapse_shape %43 [[0, 1, 2, 3]] : tensor<1x8x1x1xf32> into tensor<8xf32>
    %48 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_14 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.truncf %cst_5 : f64 to f32
      %180 = arith.mulf %in, %179 : f32
      linalg.yield %180 : f32
    } -> tensor<8xf32>
    %49 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg25 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.truncf %cst_4 : f64 to f32
      %180 = arith.mulf %in, %179 : f32
      linalg.yield %180 : f32
    } -> tensor<8xf32>
    %50 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%48, %49 : tensor<8xf32>, tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_40: f32, %out: f32):
      %179 = arith.addf %in, %in_40 : f32
      linalg.yield %179 : f32
    } -> tensor<8xf32>
    %collapsed_15 = tensor.collapse_shape %41 [[0, 1, 2, 3]] : tensor<1x8x1x1xf32> into tensor<8xf32>
    %51 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_15 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.truncf %cst_3 : f64 to f32
      %180 = arith.mulf %in, %179 : f32
      linalg.yield %180 : f32
    } -> tensor<8xf32>
    %52 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%51 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.truncf %cst_5 : f64 to f32
      %180 = arith.mulf %in, %179 : f32
      linalg.yield %180 : f32
    } -> tensor<8xf32>
    %53 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg26 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.truncf %cst_4 : f64 to f32
      %180 = arith.mulf %in, %179 : f32
      linalg.yield %180 : f32
    } -> tensor<8xf32>
    %54 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%52, %53 : tensor<8xf32>, tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_40: f32, %out: f32):
      %179 = arith.addf %in, %in_40 : f32
      linalg.yield %179 : f32
    } -> tensor<8xf32>
    %expanded_16 = tensor.expand_shape %arg5 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %55 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%47, %expanded_16 : tensor<2x8x21x27xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<2x8x21x27xf32>) {
    ^bb0(%in: f32, %in_40: f32, %out: f32):
      %179 = arith.mulf %in, %in_40 : f32
      linalg.yield %179 : f32
    } -> tensor<2x8x21x27xf32>
    %expanded_17 = tensor.expand_shape %arg6 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %56 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%55, %expanded_17 : tensor<2x8x21x27xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<2x8x21x27xf32>) {
    ^bb0(%in: f32, %in_40: f32, %out: f32):
      %179 = arith.addf %in, %in_40 : f32
      linalg.yield %179 : f32
    } -> tensor<2x8x21x27xf32>
    %57 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%56 : tensor<2x8x21x27xf32>) outs(%0 : tensor<2x8x21x27xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.cmpf ugt, %in, %cst : f32
      %180 = arith.select %179, %in, %cst : f32
      linalg.yield %180 : f32
    } -> tensor<2x8x21x27xf32>
    %58 = tensor.empty() : tensor<2x8x10x13xf32>
    %59 = linalg.fill ins(%cst_1 : f32) outs(%58 : tensor<2x8x10x13xf32>) -> tensor<2x8x10x13xf32>
    %60 = tensor.empty() : tensor<2x2xf32>
    %61 = linalg.pooling_nchw_max {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%57, %60 : tensor<2x8x21x27xf32>, tensor<2x2xf32>) outs(%59 : tensor<2x8x10x13xf32>) -> tensor<2x8x10x13xf32>
    %padded_18 = tensor.pad %61 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg35: index, %arg36: index, %arg37: index, %arg38: index):
      tensor.yield %cst : f32
    } : tensor<2x8x10x13xf32> to tensor<2x8x12x15xf32>
    %62 = tensor.empty() : tensor<2x16x10x13xf32>
    %63 = linalg.fill ins(%cst : f32) outs(%62 : tensor<2x16x10x13xf32>) -> tensor<2x16x10x13xf32>
    %64 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_18, %arg7 : tensor<2x8x12x15xf32>, tensor<16x8x3x3xf32>) outs(%63 : tensor<2x16x10x13xf32>) -> tensor<2x16x10x13xf32>
    %65 = tensor.empty() : tensor<2x16x10x13xf64>
    %66 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%64 : tensor<2x16x10x13xf32>) outs(%65 : tensor<2x16x10x13xf64>) {
    ^bb0(%in: f32, %out: f64):
      %179 = arith.extf %in : f32 to f64
      linalg.yield %179 : f64
    } -> tensor<2x16x10x13xf64>
    %67 = tensor.empty() : tensor<1x16x1x1xf64>
    %68 = linalg.fill ins(%cst_0 : f64) outs(%67 : tensor<1x16x1x1xf64>) -> tensor<1x16x1x1xf64>
    %69 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%66 : tensor<2x16x10x13xf64>) outs(%68 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %179 = arith.addf %in, %out : f64
      linalg.yield %179 : f64
    } -> tensor<1x16x1x1xf64>
    %70 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%69 : tensor<1x16x1x1xf64>) outs(%67 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %179 = arith.divf %in, %cst_9 : f64
      linalg.yield %179 : f64
    } -> tensor<1x16x1x1xf64>
    %71 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%66, %70 : tensor<2x16x10x13xf64>, tensor<1x16x1x1xf64>) outs(%65 : tensor<2x16x10x13xf64>) {
    ^bb0(%in: f64, %in_40: f64, %out: f64):
      %179 = arith.subf %in, %in_40 : f64
      linalg.yield %179 : f64
    } -> tensor<2x16x10x13xf64>
    %72 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%71, %71 : tensor<2x16x10x13xf64>, tensor<2x16x10x13xf64>) outs(%65 : tensor<2x16x10x13xf64>) {
    ^bb0(%in: f64, %in_40: f64, %out: f64):
      %179 = arith.mulf %in, %in_40 : f64
      linalg.yield %179 : f64
    } -> tensor<2x16x10x13xf64>
    %73 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%72 : tensor<2x16x10x13xf64>) outs(%68 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %179 = arith.addf %in, %out : f64
      linalg.yield %179 : f64
    } -> tensor<1x16x1x1xf64>
    %74 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%73 : tensor<1x16x1x1xf64>) outs(%67 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %179 = arith.divf %in, %cst_9 : f64
      linalg.yield %179 : f64
    } -> tensor<1x16x1x1xf64>
    %75 = tensor.empty() : tensor<1x16x1x1xf32>
    %76 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%74 : tensor<1x16x1x1xf64>) outs(%75 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %179 = arith.truncf %in : f64 to f32
      linalg.yield %179 : f32
    } -> tensor<1x16x1x1xf32>
    %77 = linalg.fill ins(%cst : f32) outs(%75 : tensor<1x16x1x1xf32>) -> tensor<1x16x1x1xf32>
    %78 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%64 : tensor<2x16x10x13xf32>) outs(%77 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.addf %in, %out : f32
      linalg.yield %179 : f32
    } -> tensor<1x16x1x1xf32>
    %79 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%78 : tensor<1x16x1x1xf32>) outs(%75 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.divf %in, %cst_10 : f32
      linalg.yield %179 : f32
    } -> tensor<1x16x1x1xf32>
    %80 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%76 : tensor<1x16x1x1xf32>) outs(%75 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.truncf %cst_6 : f64 to f32
      %180 = arith.addf %in, %179 : f32
      linalg.yield %180 : f32
    } -> tensor<1x16x1x1xf32>
    %81 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%80 : tensor<1x16x1x1xf32>) outs(%75 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = math.rsqrt %in : f32
      linalg.yield %179 : f32
    } -> tensor<1x16x1x1xf32>
    %82 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%64, %79 : tensor<2x16x10x13xf32>, tensor<1x16x1x1xf32>) outs(%62 : tensor<2x16x10x13xf32>) {
    ^bb0(%in: f32, %in_40: f32, %out: f32):
      %179 = arith.subf %in, %in_40 : f32
      linalg.yield %179 : f32
    } -> tensor<2x16x10x13xf32>
    %83 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%82, %81 : tensor<2x16x10x13xf32>, tensor<1x16x1x1xf32>) outs(%62 : tensor<2x16x10x13xf32>) {
    ^bb0(%in: f32, %in_40: f32, %out: f32):
      %179 = arith.mulf %in, %in_40 : f32
      linalg.yield %179 : f32
    } -> tensor<2x16x10x13xf32>
    %collapsed_19 = tensor.collapse_shape %79 [[0, 1, 2, 3]] : tensor<1x16x1x1xf32> into tensor<16xf32>
    %84 = tensor.empty() : tensor<16xf32>
    %85 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_19 : tensor<16xf32>) outs(%84 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.truncf %cst_5 : f64 to f32
      %180 = arith.mulf %in, %179 : f32
      linalg.yield %180 : f32
    } -> tensor<16xf32>
    %86 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg27 : tensor<16xf32>) outs(%84 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.truncf %cst_4 : f64 to f32
      %180 = arith.mulf %in, %179 : f32
      linalg.yield %180 : f32
    } -> tensor<16xf32>
    %87 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%85, %86 : tensor<16xf32>, tensor<16xf32>) outs(%84 : tensor<16xf32>) {
    ^bb0(%in: f32, %in_40: f32, %out: f32):
      %179 = arith.addf %in, %in_40 : f32
      linalg.yield %179 : f32
    } -> tensor<16xf32>
    %collapsed_20 = tensor.collapse_shape %76 [[0, 1, 2, 3]] : tensor<1x16x1x1xf32> into tensor<16xf32>
    %88 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_20 : tensor<16xf32>) outs(%84 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.truncf %cst_2 : f64 to f32
      %180 = arith.mulf %in, %179 : f32
      linalg.yield %180 : f32
    } -> tensor<16xf32>
    %89 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%88 : tensor<16xf32>) outs(%84 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.truncf %cst_5 : f64 to f32
      %180 = arith.mulf %in, %179 : f32
      linalg.yield %180 : f32
    } -> tensor<16xf32>
    %90 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg28 : tensor<16xf32>) outs(%84 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.truncf %cst_4 : f64 to f32
      %180 = arith.mulf %in, %179 : f32
      linalg.yield %180 : f32
    } -> tensor<16xf32>
    %91 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%89, %90 : tensor<16xf32>, tensor<16xf32>) outs(%84 : tensor<16xf32>) {
    ^bb0(%in: f32, %in_40: f32, %out: f32):
      %179 = arith.addf %in, %in_40 : f32
      linalg.yield %179 : f32
    } -> tensor<16xf32>
    %expanded_21 = tensor.expand_shape %arg8 [[0, 1, 2]] output_shape [16, 1, 1] : tensor<16xf32> into tensor<16x1x1xf32>
    %92 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%83, %expanded_21 : tensor<2x16x10x13xf32>, tensor<16x1x1xf32>) outs(%62 : tensor<2x16x10x13xf32>) {
    ^bb0(%in: f32, %in_40: f32, %out: f32):
      %179 = arith.mulf %in, %in_40 : f32
      linalg.yield %179 : f32
    } -> tensor<2x16x10x13xf32>
    %expanded_22 = tensor.expand_shape %arg9 [[0, 1, 2]] output_shape [16, 1, 1] : tensor<16xf32> into tensor<16x1x1xf32>
    %93 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%92, %expanded_22 : tensor<2x16x10x13xf32>, tensor<16x1x1xf32>) outs(%62 : tensor<2x16x10x13xf32>) {
    ^bb0(%in: f32, %in_40: f32, %out: f32):
      %179 = arith.addf %in, %in_40 : f32
      linalg.yield %179 : f32
    } -> tensor<2x16x10x13xf32>
    %94 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%93 : tensor<2x16x10x13xf32>) outs(%62 : tensor<2x16x10x13xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.cmpf ugt, %in, %cst : f32
      %180 = arith.select %179, %in, %cst : f32
      linalg.yield %180 : f32
    } -> tensor<2x16x10x13xf32>
    %padded_23 = tensor.pad %94 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg35: index, %arg36: index, %arg37: index, %arg38: index):
      tensor.yield %cst : f32
    } : tensor<2x16x10x13xf32> to tensor<2x16x12x15xf32>
    %95 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_23, %arg10 : tensor<2x16x12x15xf32>, tensor<16x16x3x3xf32>) outs(%63 : tensor<2x16x10x13xf32>) -> tensor<2x16x10x13xf32>
    %96 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%95 : tensor<2x16x10x13xf32>) outs(%65 : tensor<2x16x10x13xf64>) {
    ^bb0(%in: f32, %out: f64):
      %179 = arith.extf %in : f32 to f64
      linalg.yield %179 : f64
    } -> tensor<2x16x10x13xf64>
    %97 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%96 : tensor<2x16x10x13xf64>) outs(%68 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %179 = arith.addf %in, %out : f64
      linalg.yield %179 : f64
    } -> tensor<1x16x1x1xf64>
    %98 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%97 : tensor<1x16x1x1xf64>) outs(%67 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %179 = arith.divf %in, %cst_9 : f64
      linalg.yield %179 : f64
    } -> tensor<1x16x1x1xf64>
    %99 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%96, %98 : tensor<2x16x10x13xf64>, tensor<1x16x1x1xf64>) outs(%65 : tensor<2x16x10x13xf64>) {
    ^bb0(%in: f64, %in_40: f64, %out: f64):
      %179 = arith.subf %in, %in_40 : f64
      linalg.yield %179 : f64
    } -> tensor<2x16x10x13xf64>
    %100 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%99, %99 : tensor<2x16x10x13xf64>, tensor<2x16x10x13xf64>) outs(%65 : tensor<2x16x10x13xf64>) {
    ^bb0(%in: f64, %in_40: f64, %out: f64):
      %179 = arith.mulf %in, %in_40 : f64
      linalg.yield %179 : f64
    } -> tensor<2x16x10x13xf64>
    %101 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%100 : tensor<2x16x10x13xf64>) outs(%68 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %179 = arith.addf %in, %out : f64
      linalg.yield %179 : f64
    } -> tensor<1x16x1x1xf64>
    %102 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%101 : tensor<1x16x1x1xf64>) outs(%67 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %179 = arith.divf %in, %cst_9 : f64
      linalg.yield %179 : f64
    } -> tensor<1x16x1x1xf64>
    %103 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%102 : tensor<1x16x1x1xf64>) outs(%75 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %179 = arith.truncf %in : f64 to f32
      linalg.yield %179 : f32
    } -> tensor<1x16x1x1xf32>
    %104 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%95 : tensor<2x16x10x13xf32>) outs(%77 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.addf %in, %out : f32
      linalg.yield %179 : f32
    } -> tensor<1x16x1x1xf32>
    %105 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%104 : tensor<1x16x1x1xf32>) outs(%75 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.divf %in, %cst_10 : f32
      linalg.yield %179 : f32
    } -> tensor<1x16x1x1xf32>
    %106 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%103 : tensor<1x16x1x1xf32>) outs(%75 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.truncf %cst_6 : f64 to f32
      %180 = arith.addf %in, %179 : f32
      linalg.yield %180 : f32
    } -> tensor<1x16x1x1xf32>
    %107 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%106 : tensor<1x16x1x1xf32>) outs(%75 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = math.rsqrt %in : f32
      linalg.yield %179 : f32
    } -> tensor<1x16x1x1xf32>
    %108 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%95, %105 : tensor<2x16x10x13xf32>, tensor<1x16x1x1xf32>) outs(%62 : tensor<2x16x10x13xf32>) {
    ^bb0(%in: f32, %in_40: f32, %out: f32):
      %179 = arith.subf %in, %in_40 : f32
      linalg.yield %179 : f32
    } -> tensor<2x16x10x13xf32>
    %109 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%108, %107 : tensor<2x16x10x13xf32>, tensor<1x16x1x1xf32>) outs(%62 : tensor<2x16x10x13xf32>) {
    ^bb0(%in: f32, %in_40: f32, %out: f32):
      %179 = arith.mulf %in, %in_40 : f32
      linalg.yield %179 : f32
    } -> tensor<2x16x10x13xf32>
    %collapsed_24 = tensor.collapse_shape %105 [[0, 1, 2, 3]] : tensor<1x16x1x1xf32> into tensor<16xf32>
    %110 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_24 : tensor<16xf32>) outs(%84 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.truncf %cst_5 : f64 to f32
      %180 = arith.mulf %in, %179 : f32
      linalg.yield %180 : f32
    } -> tensor<16xf32>
    %111 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg29 : tensor<16xf32>) outs(%84 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.truncf %cst_4 : f64 to f32
      %180 = arith.mulf %in, %179 : f32
      linalg.yield %180 : f32
    } -> tensor<16xf32>
    %112 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%110, %111 : tensor<16xf32>, tensor<16xf32>) outs(%84 : tensor<16xf32>) {
    ^bb0(%in: f32, %in_40: f32, %out: f32):
      %179 = arith.addf %in, %in_40 : f32
      linalg.yield %179 : f32
    } -> tensor<16xf32>
    %collapsed_25 = tensor.collapse_shape %103 [[0, 1, 2, 3]] : tensor<1x16x1x1xf32> into tensor<16xf32>
    %113 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_25 : tensor<16xf32>) outs(%84 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.truncf %cst_2 : f64 to f32
      %180 = arith.mulf %in, %179 : f32
      linalg.yield %180 : f32
    } -> tensor<16xf32>
    %114 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%113 : tensor<16xf32>) outs(%84 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.truncf %cst_5 : f64 to f32
      %180 = arith.mulf %in, %179 : f32
      linalg.yield %180 : f32
    } -> tensor<16xf32>
    %115 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg30 : tensor<16xf32>) outs(%84 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.truncf %cst_4 : f64 to f32
      %180 = arith.mulf %in, %179 : f32
      linalg.yield %180 : f32
    } -> tensor<16xf32>
    %116 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%114, %115 : tensor<16xf32>, tensor<16xf32>) outs(%84 : tensor<16xf32>) {
    ^bb0(%in: f32, %in_40: f32, %out: f32):
      %179 = arith.addf %in, %in_40 : f32
      linalg.yield %179 : f32
    } -> tensor<16xf32>
    %expanded_26 = tensor.expand_shape %arg11 [[0, 1, 2]] output_shape [16, 1, 1] : tensor<16xf32> into tensor<16x1x1xf32>
    %117 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%109, %expanded_26 : tensor<2x16x10x13xf32>, tensor<16x1x1xf32>) outs(%62 : tensor<2x16x10x13xf32>) {
    ^bb0(%in: f32, %in_40: f32, %out: f32):
      %179 = arith.mulf %in, %in_40 : f32
      linalg.yield %179 : f32
    } -> tensor<2x16x10x13xf32>
    %expanded_27 = tensor.expand_shape %arg12 [[0, 1, 2]] output_shape [16, 1, 1] : tensor<16xf32> into tensor<16x1x1xf32>
    %118 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%117, %expanded_27 : tensor<2x16x10x13xf32>, tensor<16x1x1xf32>) outs(%62 : tensor<2x16x10x13xf32>) {
    ^bb0(%in: f32, %in_40: f32, %out: f32):
      %179 = arith.addf %in, %in_40 : f32
      linalg.yield %179 : f32
    } -> tensor<2x16x10x13xf32>
    %119 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%118 : tensor<2x16x10x13xf32>) outs(%62 : tensor<2x16x10x13xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.cmpf ugt, %in, %cst : f32
      %180 = arith.select %179, %in, %cst : f32
      linalg.yield %180 : f32
    } -> tensor<2x16x10x13xf32>
    %120 = tensor.empty() : tensor<8x16x2x2xf32>
    %121 = linalg.fill ins(%cst : f32) outs(%120 : tensor<8x16x2x2xf32>) -> tensor<8x16x2x2xf32>
    %122 = linalg.generic {indexing_maps = [#map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} outs(%121 : tensor<8x16x2x2xf32>) {
    ^bb0(%out: f32):
      %179 = linalg.index 0 : index
      %180 = linalg.index 1 : index
      %181 = linalg.index 2 : index
      %182 = linalg.index 3 : index
      %183 = arith.subi %c1, %181 : index
      %184 = arith.subi %c1, %182 : index
      %extracted = tensor.extract %arg13[%180, %179, %183, %184] : tensor<16x8x2x2xf32>
      linalg.yield %extracted : f32
    } -> tensor<8x16x2x2xf32>
    %123 = tensor.empty() : tensor<2x16x21x27xf32>
    %124 = linalg.fill ins(%cst : f32) outs(%123 : tensor<2x16x21x27xf32>) -> tensor<2x16x21x27xf32>
    %inserted_slice = tensor.insert_slice %119 into %124[0, 0, 1, 1] [2, 16, 10, 13] [1, 1, 2, 2] : tensor<2x16x10x13xf32> into tensor<2x16x21x27xf32>
    %125 = tensor.empty() : tensor<2x8x20x26xf32>
    %broadcasted = linalg.broadcast ins(%arg14 : tensor<8xf32>) outs(%125 : tensor<2x8x20x26xf32>) dimensions = [0, 2, 3] 
    %126 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%inserted_slice, %122 : tensor<2x16x21x27xf32>, tensor<8x16x2x2xf32>) outs(%broadcasted : tensor<2x8x20x26xf32>) -> tensor<2x8x20x26xf32>
    %padded_28 = tensor.pad %126 low[0, 0, 0, 0] high[0, 0, 1, 1] {
    ^bb0(%arg35: index, %arg36: index, %arg37: index, %arg38: index):
      tensor.yield %cst : f32
    } : tensor<2x8x20x26xf32> to tensor<2x8x21x27xf32>
    %concat = tensor.concat dim(1) %57, %padded_28 : (tensor<2x8x21x27xf32>, tensor<2x8x21x27xf32>) -> tensor<2x16x21x27xf32>
    %padded_29 = tensor.pad %concat low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg35: index, %arg36: index, %arg37: index, %arg38: index):
      tensor.yield %cst : f32
    } : tensor<2x16x21x27xf32> to tensor<2x16x23x29xf32>
    %127 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_29, %arg15 : tensor<2x16x23x29xf32>, tensor<8x16x3x3xf32>) outs(%1 : tensor<2x8x21x27xf32>) -> tensor<2x8x21x27xf32>
    %128 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%127 : tensor<2x8x21x27xf32>) outs(%3 : tensor<2x8x21x27xf64>) {
    ^bb0(%in: f32, %out: f64):
      %179 = arith.extf %in : f32 to f64
      linalg.yield %179 : f64
    } -> tensor<2x8x21x27xf64>
    %129 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%128 : tensor<2x8x21x27xf64>) outs(%6 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %179 = arith.addf %in, %out : f64
      linalg.yield %179 : f64
    } -> tensor<1x8x1x1xf64>
    %130 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%129 : tensor<1x8x1x1xf64>) outs(%5 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %179 = arith.divf %in, %cst_7 : f64
      linalg.yield %179 : f64
    } -> tensor<1x8x1x1xf64>
    %131 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%128, %130 : tensor<2x8x21x27xf64>, tensor<1x8x1x1xf64>) outs(%3 : tensor<2x8x21x27xf64>) {
    ^bb0(%in: f64, %in_40: f64, %out: f64):
      %179 = arith.subf %in, %in_40 : f64
      linalg.yield %179 : f64
    } -> tensor<2x8x21x27xf64>
    %132 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%131, %131 : tensor<2x8x21x27xf64>, tensor<2x8x21x27xf64>) outs(%3 : tensor<2x8x21x27xf64>) {
    ^bb0(%in: f64, %in_40: f64, %out: f64):
      %179 = arith.mulf %in, %in_40 : f64
      linalg.yield %179 : f64
    } -> tensor<2x8x21x27xf64>
    %133 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%132 : tensor<2x8x21x27xf64>) outs(%6 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %179 = arith.addf %in, %out : f64
      linalg.yield %179 : f64
    } -> tensor<1x8x1x1xf64>
    %134 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%133 : tensor<1x8x1x1xf64>) outs(%5 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %179 = arith.divf %in, %cst_7 : f64
      linalg.yield %179 : f64
    } -> tensor<1x8x1x1xf64>
    %135 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%134 : tensor<1x8x1x1xf64>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %179 = arith.truncf %in : f64 to f32
      linalg.yield %179 : f32
    } -> tensor<1x8x1x1xf32>
    %136 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%127 : tensor<2x8x21x27xf32>) outs(%15 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.addf %in, %out : f32
      linalg.yield %179 : f32
    } -> tensor<1x8x1x1xf32>
    %137 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%136 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.divf %in, %cst_8 : f32
      linalg.yield %179 : f32
    } -> tensor<1x8x1x1xf32>
    %138 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%135 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.truncf %cst_6 : f64 to f32
      %180 = arith.addf %in, %179 : f32
      linalg.yield %180 : f32
    } -> tensor<1x8x1x1xf32>
    %139 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%138 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = math.rsqrt %in : f32
      linalg.yield %179 : f32
    } -> tensor<1x8x1x1xf32>
    %140 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%127, %137 : tensor<2x8x21x27xf32>, tensor<1x8x1x1xf32>) outs(%0 : tensor<2x8x21x27xf32>) {
    ^bb0(%in: f32, %in_40: f32, %out: f32):
      %179 = arith.subf %in, %in_40 : f32
      linalg.yield %179 : f32
    } -> tensor<2x8x21x27xf32>
    %141 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%140, %139 : tensor<2x8x21x27xf32>, tensor<1x8x1x1xf32>) outs(%0 : tensor<2x8x21x27xf32>) {
    ^bb0(%in: f32, %in_40: f32, %out: f32):
      %179 = arith.mulf %in, %in_40 : f32
      linalg.yield %179 : f32
    } -> tensor<2x8x21x27xf32>
    %collapsed_30 = tensor.collapse_shape %137 [[0, 1, 2, 3]] : tensor<1x8x1x1xf32> into tensor<8xf32>
    %142 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_30 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.truncf %cst_5 : f64 to f32
      %180 = arith.mulf %in, %179 : f32
      linalg.yield %180 : f32
    } -> tensor<8xf32>
    %143 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg31 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.truncf %cst_4 : f64 to f32
      %180 = arith.mulf %in, %179 : f32
      linalg.yield %180 : f32
    } -> tensor<8xf32>
    %144 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%142, %143 : tensor<8xf32>, tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_40: f32, %out: f32):
      %179 = arith.addf %in, %in_40 : f32
      linalg.yield %179 : f32
    } -> tensor<8xf32>
    %collapsed_31 = tensor.collapse_shape %135 [[0, 1, 2, 3]] : tensor<1x8x1x1xf32> into tensor<8xf32>
    %145 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_31 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.truncf %cst_3 : f64 to f32
      %180 = arith.mulf %in, %179 : f32
      linalg.yield %180 : f32
    } -> tensor<8xf32>
    %146 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%145 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.truncf %cst_5 : f64 to f32
      %180 = arith.mulf %in, %179 : f32
      linalg.yield %180 : f32
    } -> tensor<8xf32>
    %147 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg32 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.truncf %cst_4 : f64 to f32
      %180 = arith.mulf %in, %179 : f32
      linalg.yield %180 : f32
    } -> tensor<8xf32>
    %148 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%146, %147 : tensor<8xf32>, tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_40: f32, %out: f32):
      %179 = arith.addf %in, %in_40 : f32
      linalg.yield %179 : f32
    } -> tensor<8xf32>
    %expanded_32 = tensor.expand_shape %arg16 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %149 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%141, %expanded_32 : tensor<2x8x21x27xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<2x8x21x27xf32>) {
    ^bb0(%in: f32, %in_40: f32, %out: f32):
      %179 = arith.mulf %in, %in_40 : f32
      linalg.yield %179 : f32
    } -> tensor<2x8x21x27xf32>
    %expanded_33 = tensor.expand_shape %arg17 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %150 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%149, %expanded_33 : tensor<2x8x21x27xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<2x8x21x27xf32>) {
    ^bb0(%in: f32, %in_40: f32, %out: f32):
      %179 = arith.addf %in, %in_40 : f32
      linalg.yield %179 : f32
    } -> tensor<2x8x21x27xf32>
    %151 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%150 : tensor<2x8x21x27xf32>) outs(%0 : tensor<2x8x21x27xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.cmpf ugt, %in, %cst : f32
      %180 = arith.select %179, %in, %cst : f32
      linalg.yield %180 : f32
    } -> tensor<2x8x21x27xf32>
    %padded_34 = tensor.pad %151 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg35: index, %arg36: index, %arg37: index, %arg38: index):
      tensor.yield %cst : f32
    } : tensor<2x8x21x27xf32> to tensor<2x8x23x29xf32>
    %152 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_34, %arg18 : tensor<2x8x23x29xf32>, tensor<8x8x3x3xf32>) outs(%1 : tensor<2x8x21x27xf32>) -> tensor<2x8x21x27xf32>
    %153 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%152 : tensor<2x8x21x27xf32>) outs(%3 : tensor<2x8x21x27xf64>) {
    ^bb0(%in: f32, %out: f64):
      %179 = arith.extf %in : f32 to f64
      linalg.yield %179 : f64
    } -> tensor<2x8x21x27xf64>
    %154 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%153 : tensor<2x8x21x27xf64>) outs(%6 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %179 = arith.addf %in, %out : f64
      linalg.yield %179 : f64
    } -> tensor<1x8x1x1xf64>
    %155 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%154 : tensor<1x8x1x1xf64>) outs(%5 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %179 = arith.divf %in, %cst_7 : f64
      linalg.yield %179 : f64
    } -> tensor<1x8x1x1xf64>
    %156 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%153, %155 : tensor<2x8x21x27xf64>, tensor<1x8x1x1xf64>) outs(%3 : tensor<2x8x21x27xf64>) {
    ^bb0(%in: f64, %in_40: f64, %out: f64):
      %179 = arith.subf %in, %in_40 : f64
      linalg.yield %179 : f64
    } -> tensor<2x8x21x27xf64>
    %157 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%156, %156 : tensor<2x8x21x27xf64>, tensor<2x8x21x27xf64>) outs(%3 : tensor<2x8x21x27xf64>) {
    ^bb0(%in: f64, %in_40: f64, %out: f64):
      %179 = arith.mulf %in, %in_40 : f64
      linalg.yield %179 : f64
    } -> tensor<2x8x21x27xf64>
    %158 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%157 : tensor<2x8x21x27xf64>) outs(%6 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %179 = arith.addf %in, %out : f64
      linalg.yield %179 : f64
    } -> tensor<1x8x1x1xf64>
    %159 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%158 : tensor<1x8x1x1xf64>) outs(%5 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %179 = arith.divf %in, %cst_7 : f64
      linalg.yield %179 : f64
    } -> tensor<1x8x1x1xf64>
    %160 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%159 : tensor<1x8x1x1xf64>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %179 = arith.truncf %in : f64 to f32
      linalg.yield %179 : f32
    } -> tensor<1x8x1x1xf32>
    %161 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%152 : tensor<2x8x21x27xf32>) outs(%15 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.addf %in, %out : f32
      linalg.yield %179 : f32
    } -> tensor<1x8x1x1xf32>
    %162 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%161 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.divf %in, %cst_8 : f32
      linalg.yield %179 : f32
    } -> tensor<1x8x1x1xf32>
    %163 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%160 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.truncf %cst_6 : f64 to f32
      %180 = arith.addf %in, %179 : f32
      linalg.yield %180 : f32
    } -> tensor<1x8x1x1xf32>
    %164 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%163 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = math.rsqrt %in : f32
      linalg.yield %179 : f32
    } -> tensor<1x8x1x1xf32>
    %165 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%152, %162 : tensor<2x8x21x27xf32>, tensor<1x8x1x1xf32>) outs(%0 : tensor<2x8x21x27xf32>) {
    ^bb0(%in: f32, %in_40: f32, %out: f32):
      %179 = arith.subf %in, %in_40 : f32
      linalg.yield %179 : f32
    } -> tensor<2x8x21x27xf32>
    %166 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%165, %164 : tensor<2x8x21x27xf32>, tensor<1x8x1x1xf32>) outs(%0 : tensor<2x8x21x27xf32>) {
    ^bb0(%in: f32, %in_40: f32, %out: f32):
      %179 = arith.mulf %in, %in_40 : f32
      linalg.yield %179 : f32
    } -> tensor<2x8x21x27xf32>
    %collapsed_35 = tensor.collapse_shape %162 [[0, 1, 2, 3]] : tensor<1x8x1x1xf32> into tensor<8xf32>
    %167 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_35 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.truncf %cst_5 : f64 to f32
      %180 = arith.mulf %in, %179 : f32
      linalg.yield %180 : f32
    } -> tensor<8xf32>
    %168 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg33 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.truncf %cst_4 : f64 to f32
      %180 = arith.mulf %in, %179 : f32
      linalg.yield %180 : f32
    } -> tensor<8xf32>
    %169 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%167, %168 : tensor<8xf32>, tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_40: f32, %out: f32):
      %179 = arith.addf %in, %in_40 : f32
      linalg.yield %179 : f32
    } -> tensor<8xf32>
    %collapsed_36 = tensor.collapse_shape %160 [[0, 1, 2, 3]] : tensor<1x8x1x1xf32> into tensor<8xf32>
    %170 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_36 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.truncf %cst_3 : f64 to f32
      %180 = arith.mulf %in, %179 : f32
      linalg.yield %180 : f32
    } -> tensor<8xf32>
    %171 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%170 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.truncf %cst_5 : f64 to f32
      %180 = arith.mulf %in, %179 : f32
      linalg.yield %180 : f32
    } -> tensor<8xf32>
    %172 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg34 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.truncf %cst_4 : f64 to f32
      %180 = arith.mulf %in, %179 : f32
      linalg.yield %180 : f32
    } -> tensor<8xf32>
    %173 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%171, %172 : tensor<8xf32>, tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_40: f32, %out: f32):
      %179 = arith.addf %in, %in_40 : f32
      linalg.yield %179 : f32
    } -> tensor<8xf32>
    %expanded_37 = tensor.expand_shape %arg19 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %174 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%166, %expanded_37 : tensor<2x8x21x27xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<2x8x21x27xf32>) {
    ^bb0(%in: f32, %in_40: f32, %out: f32):
      %179 = arith.mulf %in, %in_40 : f32
      linalg.yield %179 : f32
    } -> tensor<2x8x21x27xf32>
    %expanded_38 = tensor.expand_shape %arg20 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %175 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%174, %expanded_38 : tensor<2x8x21x27xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<2x8x21x27xf32>) {
    ^bb0(%in: f32, %in_40: f32, %out: f32):
      %179 = arith.addf %in, %in_40 : f32
      linalg.yield %179 : f32
    } -> tensor<2x8x21x27xf32>
    %176 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%175 : tensor<2x8x21x27xf32>) outs(%0 : tensor<2x8x21x27xf32>) {
    ^bb0(%in: f32, %out: f32):
      %179 = arith.cmpf ugt, %in, %cst : f32
      %180 = arith.select %179, %in, %cst : f32
      linalg.yield %180 : f32
    } -> tensor<2x8x21x27xf32>
    %177 = tensor.empty() : tensor<2x2x21x27xf32>
    %broadcasted_39 = linalg.broadcast ins(%arg22 : tensor<2xf32>) outs(%177 : tensor<2x2x21x27xf32>) dimensions = [0, 2, 3] 
    %178 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%176, %arg21 : tensor<2x8x21x27xf32>, tensor<2x8x1x1xf32>) outs(%broadcasted_39 : tensor<2x2x21x27xf32>) -> tensor<2x2x21x27xf32>
    return %178, %25, %29, %50, %54, %87, %91, %112, %116, %144, %148, %169, %173 : tensor<2x2x21x27xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>
  }
}

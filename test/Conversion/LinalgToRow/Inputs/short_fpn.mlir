#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (0, d1, 0, 0)>
#map2 = affine_map<(d0) -> (d0)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d1, 0, 0)>
module {
  func.func @main(%arg0: tensor<2x3x21x27xf32> {lrcnn.name = "x", lrcnn.role = "activation"}, %arg1: tensor<8x3x7x7xf32> {lrcnn.name = "body.conv1.weight", lrcnn.role = "parameter"}, %arg2: tensor<8xf32> {lrcnn.name = "body.bn1.weight", lrcnn.role = "parameter"}, %arg3: tensor<8xf32> {lrcnn.name = "body.bn1.bias", lrcnn.role = "parameter"}, %arg4: tensor<8x8x3x3xf32> {lrcnn.name = "body.layer1.0.conv1.weight", lrcnn.role = "parameter"}, %arg5: tensor<8xf32> {lrcnn.name = "body.layer1.0.bn1.weight", lrcnn.role = "parameter"}, %arg6: tensor<8xf32> {lrcnn.name = "body.layer1.0.bn1.bias", lrcnn.role = "parameter"}, %arg7: tensor<8x8x3x3xf32> {lrcnn.name = "body.layer1.0.conv2.weight", lrcnn.role = "parameter"}, %arg8: tensor<8xf32> {lrcnn.name = "body.layer1.0.bn2.weight", lrcnn.role = "parameter"}, %arg9: tensor<8xf32> {lrcnn.name = "body.layer1.0.bn2.bias", lrcnn.role = "parameter"}, %arg10: tensor<16x8x3x3xf32> {lrcnn.name = "body.layer2.0.conv1.weight", lrcnn.role = "parameter"}, %arg11: tensor<16xf32> {lrcnn.name = "body.layer2.0.bn1.weight", lrcnn.role = "parameter"}, %arg12: tensor<16xf32> {lrcnn.name = "body.layer2.0.bn1.bias", lrcnn.role = "parameter"}, %arg13: tensor<16x16x3x3xf32> {lrcnn.name = "body.layer2.0.conv2.weight", lrcnn.role = "parameter"}, %arg14: tensor<16xf32> {lrcnn.name = "body.layer2.0.bn2.weight", lrcnn.role = "parameter"}, %arg15: tensor<16xf32> {lrcnn.name = "body.layer2.0.bn2.bias", lrcnn.role = "parameter"}, %arg16: tensor<16x8x1x1xf32> {lrcnn.name = "body.layer2.0.downsample.0.weight", lrcnn.role = "parameter"}, %arg17: tensor<16xf32> {lrcnn.name = "body.layer2.0.downsample.1.weight", lrcnn.role = "parameter"}, %arg18: tensor<16xf32> {lrcnn.name = "body.layer2.0.downsample.1.bias", lrcnn.role = "parameter"}, %arg19: tensor<8x8x1x1xf32> {lrcnn.name = "fpn.inner_blocks.0.0.weight", lrcnn.role = "parameter"}, %arg20: tensor<8xf32> {lrcnn.name = "fpn.inner_blocks.0.0.bias", lrcnn.role = "parameter"}, %arg21: tensor<8x16x1x1xf32> {lrcnn.name = "fpn.inner_blocks.1.0.weight", lrcnn.role = "parameter"}, %arg22: tensor<8xf32> {lrcnn.name = "fpn.inner_blocks.1.0.bias", lrcnn.role = "parameter"}, %arg23: tensor<8x8x3x3xf32> {lrcnn.name = "fpn.layer_blocks.0.0.weight", lrcnn.role = "parameter"}, %arg24: tensor<8xf32> {lrcnn.name = "fpn.layer_blocks.0.0.bias", lrcnn.role = "parameter"}, %arg25: tensor<8x8x3x3xf32> {lrcnn.name = "fpn.layer_blocks.1.0.weight", lrcnn.role = "parameter"}, %arg26: tensor<8xf32> {lrcnn.name = "fpn.layer_blocks.1.0.bias", lrcnn.role = "parameter"}, %arg27: tensor<8xf32> {lrcnn.name = "body.bn1.running_mean", lrcnn.requires_grad = false}, %arg28: tensor<8xf32> {lrcnn.name = "body.bn1.running_var", lrcnn.requires_grad = false}, %arg29: tensor<8xf32> {lrcnn.name = "body.layer1.0.bn1.running_mean", lrcnn.requires_grad = false}, %arg30: tensor<8xf32> {lrcnn.name = "body.layer1.0.bn1.running_var", lrcnn.requires_grad = false}, %arg31: tensor<8xf32> {lrcnn.name = "body.layer1.0.bn2.running_mean", lrcnn.requires_grad = false}, %arg32: tensor<8xf32> {lrcnn.name = "body.layer1.0.bn2.running_var", lrcnn.requires_grad = false}, %arg33: tensor<16xf32> {lrcnn.name = "body.layer2.0.bn1.running_mean", lrcnn.requires_grad = false}, %arg34: tensor<16xf32> {lrcnn.name = "body.layer2.0.bn1.running_var", lrcnn.requires_grad = false}, %arg35: tensor<16xf32> {lrcnn.name = "body.layer2.0.bn2.running_mean", lrcnn.requires_grad = false}, %arg36: tensor<16xf32> {lrcnn.name = "body.layer2.0.bn2.running_var", lrcnn.requires_grad = false}, %arg37: tensor<16xf32> {lrcnn.name = "body.layer2.0.downsample.1.running_mean", lrcnn.requires_grad = false}, %arg38: tensor<16xf32> {lrcnn.name = "body.layer2.0.downsample.1.running_var", lrcnn.requires_grad = false}) -> (tensor<2x8x6x7xf32>, tensor<2x8x3x4xf32>, tensor<2x8x2x2xf32>, tensor<8xf32> {lrcnn.name = "body.bn1.running_mean"}, tensor<8xf32> {lrcnn.name = "body.bn1.running_var"}, tensor<8xf32> {lrcnn.name = "body.layer1.0.bn1.running_mean"}, tensor<8xf32> {lrcnn.name = "body.layer1.0.bn1.running_var"}, tensor<8xf32> {lrcnn.name = "body.layer1.0.bn2.running_mean"}, tensor<8xf32> {lrcnn.name = "body.layer1.0.bn2.running_var"}, tensor<16xf32> {lrcnn.name = "body.layer2.0.bn1.running_mean"}, tensor<16xf32> {lrcnn.name = "body.layer2.0.bn1.running_var"}, tensor<16xf32> {lrcnn.name = "body.layer2.0.bn2.running_mean"}, tensor<16xf32> {lrcnn.name = "body.layer2.0.bn2.running_var"}, tensor<16xf32> {lrcnn.name = "body.layer2.0.downsample.1.running_mean"}, tensor<16xf32> {lrcnn.name = "body.layer2.0.downsample.1.running_var"}) {
    %cst = arith.constant 0.000000e+00 : f32
    %cst_0 = arith.constant 0.000000e+00 : f64
    %cst_1 = arith.constant 0xFF800000 : f32
    %cst_2 = arith.constant 1.0434782608695652 : f64
    %cst_3 = arith.constant 1.0120481927710843 : f64
    %cst_4 = arith.constant 1.003257328990228 : f64
    %cst_5 = arith.constant 9.000000e-01 : f64
    %cst_6 = arith.constant 1.000000e-01 : f64
    %cst_7 = arith.constant 1.000000e-05 : f64
    %cst_8 = arith.constant 3.080000e+02 : f64
    %cst_9 = arith.constant 3.080000e+02 : f32
    %cst_10 = arith.constant 8.400000e+01 : f64
    %cst_11 = arith.constant 8.400000e+01 : f32
    %cst_12 = arith.constant 2.400000e+01 : f64
    %cst_13 = arith.constant 2.400000e+01 : f32
    %cst_14 = arith.constant 2.000000e+00 : f32
    %cst_15 = arith.constant 1.750000e+00 : f32
    %cst_16 = arith.constant 3.000000e+00 : f32
    %padded = tensor.pad %arg0 low[0, 0, 3, 3] high[0, 0, 3, 3] {
    ^bb0(%arg39: index, %arg40: index, %arg41: index, %arg42: index):
      tensor.yield %cst : f32
    } : tensor<2x3x21x27xf32> to tensor<2x3x27x33xf32>
    %0 = tensor.empty() : tensor<2x8x11x14xf32>
    %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<2x8x11x14xf32>) -> tensor<2x8x11x14xf32>
    %2 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%padded, %arg1 : tensor<2x3x27x33xf32>, tensor<8x3x7x7xf32>) outs(%1 : tensor<2x8x11x14xf32>) -> tensor<2x8x11x14xf32>
    %3 = tensor.empty() : tensor<2x8x11x14xf64>
    %4 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%2 : tensor<2x8x11x14xf32>) outs(%3 : tensor<2x8x11x14xf64>) {
    ^bb0(%in: f32, %out: f64):
      %184 = arith.extf %in : f32 to f64
      linalg.yield %184 : f64
    } -> tensor<2x8x11x14xf64>
    %5 = tensor.empty() : tensor<1x8x1x1xf64>
    %6 = linalg.fill ins(%cst_0 : f64) outs(%5 : tensor<1x8x1x1xf64>) -> tensor<1x8x1x1xf64>
    %7 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%4 : tensor<2x8x11x14xf64>) outs(%6 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %184 = arith.addf %in, %out : f64
      linalg.yield %184 : f64
    } -> tensor<1x8x1x1xf64>
    %8 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%7 : tensor<1x8x1x1xf64>) outs(%5 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %184 = arith.divf %in, %cst_8 : f64
      linalg.yield %184 : f64
    } -> tensor<1x8x1x1xf64>
    %9 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%4, %8 : tensor<2x8x11x14xf64>, tensor<1x8x1x1xf64>) outs(%3 : tensor<2x8x11x14xf64>) {
    ^bb0(%in: f64, %in_49: f64, %out: f64):
      %184 = arith.subf %in, %in_49 : f64
      linalg.yield %184 : f64
    } -> tensor<2x8x11x14xf64>
    %10 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%9, %9 : tensor<2x8x11x14xf64>, tensor<2x8x11x14xf64>) outs(%3 : tensor<2x8x11x14xf64>) {
    ^bb0(%in: f64, %in_49: f64, %out: f64):
      %184 = arith.mulf %in, %in_49 : f64
      linalg.yield %184 : f64
    } -> tensor<2x8x11x14xf64>
    %11 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%10 : tensor<2x8x11x14xf64>) outs(%6 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %184 = arith.addf %in, %out : f64
      linalg.yield %184 : f64
    } -> tensor<1x8x1x1xf64>
    %12 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%11 : tensor<1x8x1x1xf64>) outs(%5 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %184 = arith.divf %in, %cst_8 : f64
      linalg.yield %184 : f64
    } -> tensor<1x8x1x1xf64>
    %13 = tensor.empty() : tensor<1x8x1x1xf32>
    %14 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%12 : tensor<1x8x1x1xf64>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %184 = arith.truncf %in : f64 to f32
      linalg.yield %184 : f32
    } -> tensor<1x8x1x1xf32>
    %15 = linalg.fill ins(%cst : f32) outs(%13 : tensor<1x8x1x1xf32>) -> tensor<1x8x1x1xf32>
    %16 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%2 : tensor<2x8x11x14xf32>) outs(%15 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.addf %in, %out : f32
      linalg.yield %184 : f32
    } -> tensor<1x8x1x1xf32>
    %17 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%16 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.divf %in, %cst_9 : f32
      linalg.yield %184 : f32
    } -> tensor<1x8x1x1xf32>
    %18 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%14 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.truncf %cst_7 : f64 to f32
      %185 = arith.addf %in, %184 : f32
      linalg.yield %185 : f32
    } -> tensor<1x8x1x1xf32>
    %19 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%18 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = math.rsqrt %in : f32
      linalg.yield %184 : f32
    } -> tensor<1x8x1x1xf32>
    %20 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%2, %17 : tensor<2x8x11x14xf32>, tensor<1x8x1x1xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_49: f32, %out: f32):
      %184 = arith.subf %in, %in_49 : f32
      linalg.yield %184 : f32
    } -> tensor<2x8x11x14xf32>
    %21 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%20, %19 : tensor<2x8x11x14xf32>, tensor<1x8x1x1xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_49: f32, %out: f32):
      %184 = arith.mulf %in, %in_49 : f32
      linalg.yield %184 : f32
    } -> tensor<2x8x11x14xf32>
    %collapsed = tensor.collapse_shape %17 [[0, 1, 2, 3]] : tensor<1x8x1x1xf32> into tensor<8xf32>
    %22 = tensor.empty() : tensor<8xf32>
    %23 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.truncf %cst_6 : f64 to f32
      %185 = arith.mulf %in, %184 : f32
      linalg.yield %185 : f32
    } -> tensor<8xf32>
    %24 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg27 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.truncf %cst_5 : f64 to f32
      %185 = arith.mulf %in, %184 : f32
      linalg.yield %185 : f32
    } -> tensor<8xf32>
    %25 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%23, %24 : tensor<8xf32>, tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_49: f32, %out: f32):
      %184 = arith.addf %in, %in_49 : f32
      linalg.yield %184 : f32
    } -> tensor<8xf32>
    %collapsed_17 = tensor.collapse_shape %14 [[0, 1, 2, 3]] : tensor<1x8x1x1xf32> into tensor<8xf32>
    %26 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_17 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.truncf %cst_4 : f64 to f32
      %185 = arith.mulf %in, %184 : f32
      linalg.yield %185 : f32
    } -> tensor<8xf32>
    %27 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%26 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.truncf %cst_6 : f64 to f32
      %185 = arith.mulf %in, %184 : f32
      linalg.yield %185 : f32
    } -> tensor<8xf32>
    %28 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg28 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.truncf %cst_5 : f64 to f32
      %185 = arith.mulf %in, %184 : f32
      linalg.yield %185 : f32
    } -> tensor<8xf32>
    %29 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%27, %28 : tensor<8xf32>, tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_49: f32, %out: f32):
      %184 = arith.addf %in, %in_49 : f32
      linalg.yield %184 : f32
    } -> tensor<8xf32>
    %expanded = tensor.expand_shape %arg2 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %30 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%21, %expanded : tensor<2x8x11x14xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_49: f32, %out: f32):
      %184 = arith.mulf %in, %in_49 : f32
      linalg.yield %184 : f32
    } -> tensor<2x8x11x14xf32>
    %expanded_18 = tensor.expand_shape %arg3 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %31 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%30, %expanded_18 : tensor<2x8x11x14xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_49: f32, %out: f32):
      %184 = arith.addf %in, %in_49 : f32
      linalg.yield %184 : f32
    } -> tensor<2x8x11x14xf32>
    %32 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%31 : tensor<2x8x11x14xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.cmpf ugt, %in, %cst : f32
      %185 = arith.select %184, %in, %cst : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x11x14xf32>
    %padded_19 = tensor.pad %32 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg39: index, %arg40: index, %arg41: index, %arg42: index):
      tensor.yield %cst_1 : f32
    } : tensor<2x8x11x14xf32> to tensor<2x8x13x16xf32>
    %33 = tensor.empty() : tensor<2x8x6x7xf32>
    %34 = linalg.fill ins(%cst_1 : f32) outs(%33 : tensor<2x8x6x7xf32>) -> tensor<2x8x6x7xf32>
    %35 = tensor.empty() : tensor<3x3xf32>
    %36 = linalg.pooling_nchw_max {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%padded_19, %35 : tensor<2x8x13x16xf32>, tensor<3x3xf32>) outs(%34 : tensor<2x8x6x7xf32>) -> tensor<2x8x6x7xf32>
    %padded_20 = tensor.pad %36 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg39: index, %arg40: index, %arg41: index, %arg42: index):
      tensor.yield %cst : f32
    } : tensor<2x8x6x7xf32> to tensor<2x8x8x9xf32>
    %37 = linalg.fill ins(%cst : f32) outs(%33 : tensor<2x8x6x7xf32>) -> tensor<2x8x6x7xf32>
    %38 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_20, %arg4 : tensor<2x8x8x9xf32>, tensor<8x8x3x3xf32>) outs(%37 : tensor<2x8x6x7xf32>) -> tensor<2x8x6x7xf32>
    %39 = tensor.empty() : tensor<2x8x6x7xf64>
    %40 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%38 : tensor<2x8x6x7xf32>) outs(%39 : tensor<2x8x6x7xf64>) {
    ^bb0(%in: f32, %out: f64):
      %184 = arith.extf %in : f32 to f64
      linalg.yield %184 : f64
    } -> tensor<2x8x6x7xf64>
    %41 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%40 : tensor<2x8x6x7xf64>) outs(%6 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %184 = arith.addf %in, %out : f64
      linalg.yield %184 : f64
    } -> tensor<1x8x1x1xf64>
    %42 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%41 : tensor<1x8x1x1xf64>) outs(%5 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %184 = arith.divf %in, %cst_10 : f64
      linalg.yield %184 : f64
    } -> tensor<1x8x1x1xf64>
    %43 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%40, %42 : tensor<2x8x6x7xf64>, tensor<1x8x1x1xf64>) outs(%39 : tensor<2x8x6x7xf64>) {
    ^bb0(%in: f64, %in_49: f64, %out: f64):
      %184 = arith.subf %in, %in_49 : f64
      linalg.yield %184 : f64
    } -> tensor<2x8x6x7xf64>
    %44 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%43, %43 : tensor<2x8x6x7xf64>, tensor<2x8x6x7xf64>) outs(%39 : tensor<2x8x6x7xf64>) {
    ^bb0(%in: f64, %in_49: f64, %out: f64):
      %184 = arith.mulf %in, %in_49 : f64
      linalg.yield %184 : f64
    } -> tensor<2x8x6x7xf64>
    %45 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%44 : tensor<2x8x6x7xf64>) outs(%6 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %184 = arith.addf %in, %out : f64
      linalg.yield %184 : f64
    } -> tensor<1x8x1x1xf64>
    %46 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%45 : tensor<1x8x1x1xf64>) outs(%5 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %184 = arith.divf %in, %cst_10 : f64
      linalg.yield %184 : f64
    } -> tensor<1x8x1x1xf64>
    %47 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%46 : tensor<1x8x1x1xf64>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %184 = arith.truncf %in : f64 to f32
      linalg.yield %184 : f32
    } -> tensor<1x8x1x1xf32>
    %48 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%38 : tensor<2x8x6x7xf32>) outs(%15 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.addf %in, %out : f32
      linalg.yield %184 : f32
    } -> tensor<1x8x1x1xf32>
    %49 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%48 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.divf %in, %cst_11 : f32
      linalg.yield %184 : f32
    } -> tensor<1x8x1x1xf32>
    %50 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%47 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.truncf %cst_7 : f64 to f32
      %185 = arith.addf %in, %184 : f32
      linalg.yield %185 : f32
    } -> tensor<1x8x1x1xf32>
    %51 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%50 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = math.rsqrt %in : f32
      linalg.yield %184 : f32
    } -> tensor<1x8x1x1xf32>
    %52 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%38, %49 : tensor<2x8x6x7xf32>, tensor<1x8x1x1xf32>) outs(%33 : tensor<2x8x6x7xf32>) {
    ^bb0(%in: f32, %in_49: f32, %out: f32):
      %184 = arith.subf %in, %in_49 : f32
      linalg.yield %184 : f32
    } -> tensor<2x8x6x7xf32>
    %53 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%52, %51 : tensor<2x8x6x7xf32>, tensor<1x8x1x1xf32>) outs(%33 : tensor<2x8x6x7xf32>) {
    ^bb0(%in: f32, %in_49: f32, %out: f32):
      %184 = arith.mulf %in, %in_49 : f32
      linalg.yield %184 : f32
    } -> tensor<2x8x6x7xf32>
    %collapsed_21 = tensor.collapse_shape %49 [[0, 1, 2, 3]] : tensor<1x8x1x1xf32> into tensor<8xf32>
    %54 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_21 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.truncf %cst_6 : f64 to f32
      %185 = arith.mulf %in, %184 : f32
      linalg.yield %185 : f32
    } -> tensor<8xf32>
    %55 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg29 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.truncf %cst_5 : f64 to f32
      %185 = arith.mulf %in, %184 : f32
      linalg.yield %185 : f32
    } -> tensor<8xf32>
    %56 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%54, %55 : tensor<8xf32>, tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_49: f32, %out: f32):
      %184 = arith.addf %in, %in_49 : f32
      linalg.yield %184 : f32
    } -> tensor<8xf32>
    %collapsed_22 = tensor.collapse_shape %47 [[0, 1, 2, 3]] : tensor<1x8x1x1xf32> into tensor<8xf32>
    %57 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_22 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.truncf %cst_3 : f64 to f32
      %185 = arith.mulf %in, %184 : f32
      linalg.yield %185 : f32
    } -> tensor<8xf32>
    %58 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%57 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.truncf %cst_6 : f64 to f32
      %185 = arith.mulf %in, %184 : f32
      linalg.yield %185 : f32
    } -> tensor<8xf32>
    %59 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg30 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.truncf %cst_5 : f64 to f32
      %185 = arith.mulf %in, %184 : f32
      linalg.yield %185 : f32
    } -> tensor<8xf32>
    %60 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%58, %59 : tensor<8xf32>, tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_49: f32, %out: f32):
      %184 = arith.addf %in, %in_49 : f32
      linalg.yield %184 : f32
    } -> tensor<8xf32>
    %expanded_23 = tensor.expand_shape %arg5 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %61 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%53, %expanded_23 : tensor<2x8x6x7xf32>, tensor<8x1x1xf32>) outs(%33 : tensor<2x8x6x7xf32>) {
    ^bb0(%in: f32, %in_49: f32, %out: f32):
      %184 = arith.mulf %in, %in_49 : f32
      linalg.yield %184 : f32
    } -> tensor<2x8x6x7xf32>
    %expanded_24 = tensor.expand_shape %arg6 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %62 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%61, %expanded_24 : tensor<2x8x6x7xf32>, tensor<8x1x1xf32>) outs(%33 : tensor<2x8x6x7xf32>) {
    ^bb0(%in: f32, %in_49: f32, %out: f32):
      %184 = arith.addf %in, %in_49 : f32
      linalg.yield %184 : f32
    } -> tensor<2x8x6x7xf32>
    %63 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%62 : tensor<2x8x6x7xf32>) outs(%33 : tensor<2x8x6x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.cmpf ugt, %in, %cst : f32
      %185 = arith.select %184, %in, %cst : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x6x7xf32>
    %padded_25 = tensor.pad %63 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg39: index, %arg40: index, %arg41: index, %arg42: index):
      tensor.yield %cst : f32
    } : tensor<2x8x6x7xf32> to tensor<2x8x8x9xf32>
    %64 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_25, %arg7 : tensor<2x8x8x9xf32>, tensor<8x8x3x3xf32>) outs(%37 : tensor<2x8x6x7xf32>) -> tensor<2x8x6x7xf32>
    %65 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%64 : tensor<2x8x6x7xf32>) outs(%39 : tensor<2x8x6x7xf64>) {
    ^bb0(%in: f32, %out: f64):
      %184 = arith.extf %in : f32 to f64
      linalg.yield %184 : f64
    } -> tensor<2x8x6x7xf64>
    %66 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%65 : tensor<2x8x6x7xf64>) outs(%6 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %184 = arith.addf %in, %out : f64
      linalg.yield %184 : f64
    } -> tensor<1x8x1x1xf64>
    %67 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%66 : tensor<1x8x1x1xf64>) outs(%5 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %184 = arith.divf %in, %cst_10 : f64
      linalg.yield %184 : f64
    } -> tensor<1x8x1x1xf64>
    %68 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%65, %67 : tensor<2x8x6x7xf64>, tensor<1x8x1x1xf64>) outs(%39 : tensor<2x8x6x7xf64>) {
    ^bb0(%in: f64, %in_49: f64, %out: f64):
      %184 = arith.subf %in, %in_49 : f64
      linalg.yield %184 : f64
    } -> tensor<2x8x6x7xf64>
    %69 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%68, %68 : tensor<2x8x6x7xf64>, tensor<2x8x6x7xf64>) outs(%39 : tensor<2x8x6x7xf64>) {
    ^bb0(%in: f64, %in_49: f64, %out: f64):
      %184 = arith.mulf %in, %in_49 : f64
      linalg.yield %184 : f64
    } -> tensor<2x8x6x7xf64>
    %70 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%69 : tensor<2x8x6x7xf64>) outs(%6 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %184 = arith.addf %in, %out : f64
      linalg.yield %184 : f64
    } -> tensor<1x8x1x1xf64>
    %71 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%70 : tensor<1x8x1x1xf64>) outs(%5 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %184 = arith.divf %in, %cst_10 : f64
      linalg.yield %184 : f64
    } -> tensor<1x8x1x1xf64>
    %72 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%71 : tensor<1x8x1x1xf64>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %184 = arith.truncf %in : f64 to f32
      linalg.yield %184 : f32
    } -> tensor<1x8x1x1xf32>
    %73 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%64 : tensor<2x8x6x7xf32>) outs(%15 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.addf %in, %out : f32
      linalg.yield %184 : f32
    } -> tensor<1x8x1x1xf32>
    %74 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%73 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.divf %in, %cst_11 : f32
      linalg.yield %184 : f32
    } -> tensor<1x8x1x1xf32>
    %75 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%72 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.truncf %cst_7 : f64 to f32
      %185 = arith.addf %in, %184 : f32
      linalg.yield %185 : f32
    } -> tensor<1x8x1x1xf32>
    %76 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%75 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = math.rsqrt %in : f32
      linalg.yield %184 : f32
    } -> tensor<1x8x1x1xf32>
    %77 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%64, %74 : tensor<2x8x6x7xf32>, tensor<1x8x1x1xf32>) outs(%33 : tensor<2x8x6x7xf32>) {
    ^bb0(%in: f32, %in_49: f32, %out: f32):
      %184 = arith.subf %in, %in_49 : f32
      linalg.yield %184 : f32
    } -> tensor<2x8x6x7xf32>
    %78 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%77, %76 : tensor<2x8x6x7xf32>, tensor<1x8x1x1xf32>) outs(%33 : tensor<2x8x6x7xf32>) {
    ^bb0(%in: f32, %in_49: f32, %out: f32):
      %184 = arith.mulf %in, %in_49 : f32
      linalg.yield %184 : f32
    } -> tensor<2x8x6x7xf32>
    %collapsed_26 = tensor.collapse_shape %74 [[0, 1, 2, 3]] : tensor<1x8x1x1xf32> into tensor<8xf32>
    %79 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_26 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.truncf %cst_6 : f64 to f32
      %185 = arith.mulf %in, %184 : f32
      linalg.yield %185 : f32
    } -> tensor<8xf32>
    %80 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg31 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.truncf %cst_5 : f64 to f32
      %185 = arith.mulf %in, %184 : f32
      linalg.yield %185 : f32
    } -> tensor<8xf32>
    %81 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%79, %80 : tensor<8xf32>, tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_49: f32, %out: f32):
      %184 = arith.addf %in, %in_49 : f32
      linalg.yield %184 : f32
    } -> tensor<8xf32>
    %collapsed_27 = tensor.collapse_shape %72 [[0, 1, 2, 3]] : tensor<1x8x1x1xf32> into tensor<8xf32>
    %82 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_27 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.truncf %cst_3 : f64 to f32
      %185 = arith.mulf %in, %184 : f32
      linalg.yield %185 : f32
    } -> tensor<8xf32>
    %83 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%82 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.truncf %cst_6 : f64 to f32
      %185 = arith.mulf %in, %184 : f32
      linalg.yield %185 : f32
    } -> tensor<8xf32>
    %84 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg32 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.truncf %cst_5 : f64 to f32
      %185 = arith.mulf %in, %184 : f32
      linalg.yield %185 : f32
    } -> tensor<8xf32>
    %85 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%83, %84 : tensor<8xf32>, tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_49: f32, %out: f32):
      %184 = arith.addf %in, %in_49 : f32
      linalg.yield %184 : f32
    } -> tensor<8xf32>
    %expanded_28 = tensor.expand_shape %arg8 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %86 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%78, %expanded_28 : tensor<2x8x6x7xf32>, tensor<8x1x1xf32>) outs(%33 : tensor<2x8x6x7xf32>) {
    ^bb0(%in: f32, %in_49: f32, %out: f32):
      %184 = arith.mulf %in, %in_49 : f32
      linalg.yield %184 : f32
    } -> tensor<2x8x6x7xf32>
    %expanded_29 = tensor.expand_shape %arg9 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %87 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%86, %expanded_29 : tensor<2x8x6x7xf32>, tensor<8x1x1xf32>) outs(%33 : tensor<2x8x6x7xf32>) {
    ^bb0(%in: f32, %in_49: f32, %out: f32):
      %184 = arith.addf %in, %in_49 : f32
      linalg.yield %184 : f32
    } -> tensor<2x8x6x7xf32>
    %88 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%87, %36 : tensor<2x8x6x7xf32>, tensor<2x8x6x7xf32>) outs(%33 : tensor<2x8x6x7xf32>) {
    ^bb0(%in: f32, %in_49: f32, %out: f32):
      %184 = arith.addf %in, %in_49 : f32
      linalg.yield %184 : f32
    } -> tensor<2x8x6x7xf32>
    %89 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%88 : tensor<2x8x6x7xf32>) outs(%33 : tensor<2x8x6x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.cmpf ugt, %in, %cst : f32
      %185 = arith.select %184, %in, %cst : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x6x7xf32>
    %padded_30 = tensor.pad %89 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg39: index, %arg40: index, %arg41: index, %arg42: index):
      tensor.yield %cst : f32
    } : tensor<2x8x6x7xf32> to tensor<2x8x8x9xf32>
    %90 = tensor.empty() : tensor<2x16x3x4xf32>
    %91 = linalg.fill ins(%cst : f32) outs(%90 : tensor<2x16x3x4xf32>) -> tensor<2x16x3x4xf32>
    %92 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%padded_30, %arg10 : tensor<2x8x8x9xf32>, tensor<16x8x3x3xf32>) outs(%91 : tensor<2x16x3x4xf32>) -> tensor<2x16x3x4xf32>
    %93 = tensor.empty() : tensor<2x16x3x4xf64>
    %94 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%92 : tensor<2x16x3x4xf32>) outs(%93 : tensor<2x16x3x4xf64>) {
    ^bb0(%in: f32, %out: f64):
      %184 = arith.extf %in : f32 to f64
      linalg.yield %184 : f64
    } -> tensor<2x16x3x4xf64>
    %95 = tensor.empty() : tensor<1x16x1x1xf64>
    %96 = linalg.fill ins(%cst_0 : f64) outs(%95 : tensor<1x16x1x1xf64>) -> tensor<1x16x1x1xf64>
    %97 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%94 : tensor<2x16x3x4xf64>) outs(%96 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %184 = arith.addf %in, %out : f64
      linalg.yield %184 : f64
    } -> tensor<1x16x1x1xf64>
    %98 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%97 : tensor<1x16x1x1xf64>) outs(%95 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %184 = arith.divf %in, %cst_12 : f64
      linalg.yield %184 : f64
    } -> tensor<1x16x1x1xf64>
    %99 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%94, %98 : tensor<2x16x3x4xf64>, tensor<1x16x1x1xf64>) outs(%93 : tensor<2x16x3x4xf64>) {
    ^bb0(%in: f64, %in_49: f64, %out: f64):
      %184 = arith.subf %in, %in_49 : f64
      linalg.yield %184 : f64
    } -> tensor<2x16x3x4xf64>
    %100 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%99, %99 : tensor<2x16x3x4xf64>, tensor<2x16x3x4xf64>) outs(%93 : tensor<2x16x3x4xf64>) {
    ^bb0(%in: f64, %in_49: f64, %out: f64):
      %184 = arith.mulf %in, %in_49 : f64
      linalg.yield %184 : f64
    } -> tensor<2x16x3x4xf64>
    %101 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%100 : tensor<2x16x3x4xf64>) outs(%96 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %184 = arith.addf %in, %out : f64
      linalg.yield %184 : f64
    } -> tensor<1x16x1x1xf64>
    %102 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%101 : tensor<1x16x1x1xf64>) outs(%95 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %184 = arith.divf %in, %cst_12 : f64
      linalg.yield %184 : f64
    } -> tensor<1x16x1x1xf64>
    %103 = tensor.empty() : tensor<1x16x1x1xf32>
    %104 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%102 : tensor<1x16x1x1xf64>) outs(%103 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %184 = arith.truncf %in : f64 to f32
      linalg.yield %184 : f32
    } -> tensor<1x16x1x1xf32>
    %105 = linalg.fill ins(%cst : f32) outs(%103 : tensor<1x16x1x1xf32>) -> tensor<1x16x1x1xf32>
    %106 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%92 : tensor<2x16x3x4xf32>) outs(%105 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.addf %in, %out : f32
      linalg.yield %184 : f32
    } -> tensor<1x16x1x1xf32>
    %107 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%106 : tensor<1x16x1x1xf32>) outs(%103 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.divf %in, %cst_13 : f32
      linalg.yield %184 : f32
    } -> tensor<1x16x1x1xf32>
    %108 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%104 : tensor<1x16x1x1xf32>) outs(%103 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.truncf %cst_7 : f64 to f32
      %185 = arith.addf %in, %184 : f32
      linalg.yield %185 : f32
    } -> tensor<1x16x1x1xf32>
    %109 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%108 : tensor<1x16x1x1xf32>) outs(%103 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = math.rsqrt %in : f32
      linalg.yield %184 : f32
    } -> tensor<1x16x1x1xf32>
    %110 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%92, %107 : tensor<2x16x3x4xf32>, tensor<1x16x1x1xf32>) outs(%90 : tensor<2x16x3x4xf32>) {
    ^bb0(%in: f32, %in_49: f32, %out: f32):
      %184 = arith.subf %in, %in_49 : f32
      linalg.yield %184 : f32
    } -> tensor<2x16x3x4xf32>
    %111 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%110, %109 : tensor<2x16x3x4xf32>, tensor<1x16x1x1xf32>) outs(%90 : tensor<2x16x3x4xf32>) {
    ^bb0(%in: f32, %in_49: f32, %out: f32):
      %184 = arith.mulf %in, %in_49 : f32
      linalg.yield %184 : f32
    } -> tensor<2x16x3x4xf32>
    %collapsed_31 = tensor.collapse_shape %107 [[0, 1, 2, 3]] : tensor<1x16x1x1xf32> into tensor<16xf32>
    %112 = tensor.empty() : tensor<16xf32>
    %113 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_31 : tensor<16xf32>) outs(%112 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.truncf %cst_6 : f64 to f32
      %185 = arith.mulf %in, %184 : f32
      linalg.yield %185 : f32
    } -> tensor<16xf32>
    %114 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg33 : tensor<16xf32>) outs(%112 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.truncf %cst_5 : f64 to f32
      %185 = arith.mulf %in, %184 : f32
      linalg.yield %185 : f32
    } -> tensor<16xf32>
    %115 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%113, %114 : tensor<16xf32>, tensor<16xf32>) outs(%112 : tensor<16xf32>) {
    ^bb0(%in: f32, %in_49: f32, %out: f32):
      %184 = arith.addf %in, %in_49 : f32
      linalg.yield %184 : f32
    } -> tensor<16xf32>
    %collapsed_32 = tensor.collapse_shape %104 [[0, 1, 2, 3]] : tensor<1x16x1x1xf32> into tensor<16xf32>
    %116 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_32 : tensor<16xf32>) outs(%112 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.truncf %cst_2 : f64 to f32
      %185 = arith.mulf %in, %184 : f32
      linalg.yield %185 : f32
    } -> tensor<16xf32>
    %117 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%116 : tensor<16xf32>) outs(%112 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.truncf %cst_6 : f64 to f32
      %185 = arith.mulf %in, %184 : f32
      linalg.yield %185 : f32
    } -> tensor<16xf32>
    %118 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg34 : tensor<16xf32>) outs(%112 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.truncf %cst_5 : f64 to f32
      %185 = arith.mulf %in, %184 : f32
      linalg.yield %185 : f32
    } -> tensor<16xf32>
    %119 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%117, %118 : tensor<16xf32>, tensor<16xf32>) outs(%112 : tensor<16xf32>) {
    ^bb0(%in: f32, %in_49: f32, %out: f32):
      %184 = arith.addf %in, %in_49 : f32
      linalg.yield %184 : f32
    } -> tensor<16xf32>
    %expanded_33 = tensor.expand_shape %arg11 [[0, 1, 2]] output_shape [16, 1, 1] : tensor<16xf32> into tensor<16x1x1xf32>
    %120 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%111, %expanded_33 : tensor<2x16x3x4xf32>, tensor<16x1x1xf32>) outs(%90 : tensor<2x16x3x4xf32>) {
    ^bb0(%in: f32, %in_49: f32, %out: f32):
      %184 = arith.mulf %in, %in_49 : f32
      linalg.yield %184 : f32
    } -> tensor<2x16x3x4xf32>
    %expanded_34 = tensor.expand_shape %arg12 [[0, 1, 2]] output_shape [16, 1, 1] : tensor<16xf32> into tensor<16x1x1xf32>
    %121 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%120, %expanded_34 : tensor<2x16x3x4xf32>, tensor<16x1x1xf32>) outs(%90 : tensor<2x16x3x4xf32>) {
    ^bb0(%in: f32, %in_49: f32, %out: f32):
      %184 = arith.addf %in, %in_49 : f32
      linalg.yield %184 : f32
    } -> tensor<2x16x3x4xf32>
    %122 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%121 : tensor<2x16x3x4xf32>) outs(%90 : tensor<2x16x3x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.cmpf ugt, %in, %cst : f32
      %185 = arith.select %184, %in, %cst : f32
      linalg.yield %185 : f32
    } -> tensor<2x16x3x4xf32>
    %padded_35 = tensor.pad %122 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg39: index, %arg40: index, %arg41: index, %arg42: index):
      tensor.yield %cst : f32
    } : tensor<2x16x3x4xf32> to tensor<2x16x5x6xf32>
    %123 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_35, %arg13 : tensor<2x16x5x6xf32>, tensor<16x16x3x3xf32>) outs(%91 : tensor<2x16x3x4xf32>) -> tensor<2x16x3x4xf32>
    %124 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%123 : tensor<2x16x3x4xf32>) outs(%93 : tensor<2x16x3x4xf64>) {
    ^bb0(%in: f32, %out: f64):
      %184 = arith.extf %in : f32 to f64
      linalg.yield %184 : f64
    } -> tensor<2x16x3x4xf64>
    %125 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%124 : tensor<2x16x3x4xf64>) outs(%96 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %184 = arith.addf %in, %out : f64
      linalg.yield %184 : f64
    } -> tensor<1x16x1x1xf64>
    %126 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%125 : tensor<1x16x1x1xf64>) outs(%95 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %184 = arith.divf %in, %cst_12 : f64
      linalg.yield %184 : f64
    } -> tensor<1x16x1x1xf64>
    %127 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%124, %126 : tensor<2x16x3x4xf64>, tensor<1x16x1x1xf64>) outs(%93 : tensor<2x16x3x4xf64>) {
    ^bb0(%in: f64, %in_49: f64, %out: f64):
      %184 = arith.subf %in, %in_49 : f64
      linalg.yield %184 : f64
    } -> tensor<2x16x3x4xf64>
    %128 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%127, %127 : tensor<2x16x3x4xf64>, tensor<2x16x3x4xf64>) outs(%93 : tensor<2x16x3x4xf64>) {
    ^bb0(%in: f64, %in_49: f64, %out: f64):
      %184 = arith.mulf %in, %in_49 : f64
      linalg.yield %184 : f64
    } -> tensor<2x16x3x4xf64>
    %129 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%128 : tensor<2x16x3x4xf64>) outs(%96 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %184 = arith.addf %in, %out : f64
      linalg.yield %184 : f64
    } -> tensor<1x16x1x1xf64>
    %130 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%129 : tensor<1x16x1x1xf64>) outs(%95 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %184 = arith.divf %in, %cst_12 : f64
      linalg.yield %184 : f64
    } -> tensor<1x16x1x1xf64>
    %131 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%130 : tensor<1x16x1x1xf64>) outs(%103 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %184 = arith.truncf %in : f64 to f32
      linalg.yield %184 : f32
    } -> tensor<1x16x1x1xf32>
    %132 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%123 : tensor<2x16x3x4xf32>) outs(%105 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.addf %in, %out : f32
      linalg.yield %184 : f32
    } -> tensor<1x16x1x1xf32>
    %133 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%132 : tensor<1x16x1x1xf32>) outs(%103 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.divf %in, %cst_13 : f32
      linalg.yield %184 : f32
    } -> tensor<1x16x1x1xf32>
    %134 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%131 : tensor<1x16x1x1xf32>) outs(%103 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.truncf %cst_7 : f64 to f32
      %185 = arith.addf %in, %184 : f32
      linalg.yield %185 : f32
    } -> tensor<1x16x1x1xf32>
    %135 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%134 : tensor<1x16x1x1xf32>) outs(%103 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = math.rsqrt %in : f32
      linalg.yield %184 : f32
    } -> tensor<1x16x1x1xf32>
    %136 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%123, %133 : tensor<2x16x3x4xf32>, tensor<1x16x1x1xf32>) outs(%90 : tensor<2x16x3x4xf32>) {
    ^bb0(%in: f32, %in_49: f32, %out: f32):
      %184 = arith.subf %in, %in_49 : f32
      linalg.yield %184 : f32
    } -> tensor<2x16x3x4xf32>
    %137 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%136, %135 : tensor<2x16x3x4xf32>, tensor<1x16x1x1xf32>) outs(%90 : tensor<2x16x3x4xf32>) {
    ^bb0(%in: f32, %in_49: f32, %out: f32):
      %184 = arith.mulf %in, %in_49 : f32
      linalg.yield %184 : f32
    } -> tensor<2x16x3x4xf32>
    %collapsed_36 = tensor.collapse_shape %133 [[0, 1, 2, 3]] : tensor<1x16x1x1xf32> into tensor<16xf32>
    %138 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_36 : tensor<16xf32>) outs(%112 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.truncf %cst_6 : f64 to f32
      %185 = arith.mulf %in, %184 : f32
      linalg.yield %185 : f32
    } -> tensor<16xf32>
    %139 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg35 : tensor<16xf32>) outs(%112 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.truncf %cst_5 : f64 to f32
      %185 = arith.mulf %in, %184 : f32
      linalg.yield %185 : f32
    } -> tensor<16xf32>
    %140 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%138, %139 : tensor<16xf32>, tensor<16xf32>) outs(%112 : tensor<16xf32>) {
    ^bb0(%in: f32, %in_49: f32, %out: f32):
      %184 = arith.addf %in, %in_49 : f32
      linalg.yield %184 : f32
    } -> tensor<16xf32>
    %collapsed_37 = tensor.collapse_shape %131 [[0, 1, 2, 3]] : tensor<1x16x1x1xf32> into tensor<16xf32>
    %141 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_37 : tensor<16xf32>) outs(%112 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.truncf %cst_2 : f64 to f32
      %185 = arith.mulf %in, %184 : f32
      linalg.yield %185 : f32
    } -> tensor<16xf32>
    %142 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%141 : tensor<16xf32>) outs(%112 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.truncf %cst_6 : f64 to f32
      %185 = arith.mulf %in, %184 : f32
      linalg.yield %185 : f32
    } -> tensor<16xf32>
    %143 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg36 : tensor<16xf32>) outs(%112 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.truncf %cst_5 : f64 to f32
      %185 = arith.mulf %in, %184 : f32
      linalg.yield %185 : f32
    } -> tensor<16xf32>
    %144 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%142, %143 : tensor<16xf32>, tensor<16xf32>) outs(%112 : tensor<16xf32>) {
    ^bb0(%in: f32, %in_49: f32, %out: f32):
      %184 = arith.addf %in, %in_49 : f32
      linalg.yield %184 : f32
    } -> tensor<16xf32>
    %expanded_38 = tensor.expand_shape %arg14 [[0, 1, 2]] output_shape [16, 1, 1] : tensor<16xf32> into tensor<16x1x1xf32>
    %145 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%137, %expanded_38 : tensor<2x16x3x4xf32>, tensor<16x1x1xf32>) outs(%90 : tensor<2x16x3x4xf32>) {
    ^bb0(%in: f32, %in_49: f32, %out: f32):
      %184 = arith.mulf %in, %in_49 : f32
      linalg.yield %184 : f32
    } -> tensor<2x16x3x4xf32>
    %expanded_39 = tensor.expand_shape %arg15 [[0, 1, 2]] output_shape [16, 1, 1] : tensor<16xf32> into tensor<16x1x1xf32>
    %146 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%145, %expanded_39 : tensor<2x16x3x4xf32>, tensor<16x1x1xf32>) outs(%90 : tensor<2x16x3x4xf32>) {
    ^bb0(%in: f32, %in_49: f32, %out: f32):
      %184 = arith.addf %in, %in_49 : f32
      linalg.yield %184 : f32
    } -> tensor<2x16x3x4xf32>
    %147 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%89, %arg16 : tensor<2x8x6x7xf32>, tensor<16x8x1x1xf32>) outs(%91 : tensor<2x16x3x4xf32>) -> tensor<2x16x3x4xf32>
    %148 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%147 : tensor<2x16x3x4xf32>) outs(%93 : tensor<2x16x3x4xf64>) {
    ^bb0(%in: f32, %out: f64):
      %184 = arith.extf %in : f32 to f64
      linalg.yield %184 : f64
    } -> tensor<2x16x3x4xf64>
    %149 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%148 : tensor<2x16x3x4xf64>) outs(%96 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %184 = arith.addf %in, %out : f64
      linalg.yield %184 : f64
    } -> tensor<1x16x1x1xf64>
    %150 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%149 : tensor<1x16x1x1xf64>) outs(%95 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %184 = arith.divf %in, %cst_12 : f64
      linalg.yield %184 : f64
    } -> tensor<1x16x1x1xf64>
    %151 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%148, %150 : tensor<2x16x3x4xf64>, tensor<1x16x1x1xf64>) outs(%93 : tensor<2x16x3x4xf64>) {
    ^bb0(%in: f64, %in_49: f64, %out: f64):
      %184 = arith.subf %in, %in_49 : f64
      linalg.yield %184 : f64
    } -> tensor<2x16x3x4xf64>
    %152 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%151, %151 : tensor<2x16x3x4xf64>, tensor<2x16x3x4xf64>) outs(%93 : tensor<2x16x3x4xf64>) {
    ^bb0(%in: f64, %in_49: f64, %out: f64):
      %184 = arith.mulf %in, %in_49 : f64
      linalg.yield %184 : f64
    } -> tensor<2x16x3x4xf64>
    %153 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%152 : tensor<2x16x3x4xf64>) outs(%96 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %184 = arith.addf %in, %out : f64
      linalg.yield %184 : f64
    } -> tensor<1x16x1x1xf64>
    %154 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%153 : tensor<1x16x1x1xf64>) outs(%95 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %184 = arith.divf %in, %cst_12 : f64
      linalg.yield %184 : f64
    } -> tensor<1x16x1x1xf64>
    %155 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%154 : tensor<1x16x1x1xf64>) outs(%103 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %184 = arith.truncf %in : f64 to f32
      linalg.yield %184 : f32
    } -> tensor<1x16x1x1xf32>
    %156 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%147 : tensor<2x16x3x4xf32>) outs(%105 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.addf %in, %out : f32
      linalg.yield %184 : f32
    } -> tensor<1x16x1x1xf32>
    %157 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%156 : tensor<1x16x1x1xf32>) outs(%103 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.divf %in, %cst_13 : f32
      linalg.yield %184 : f32
    } -> tensor<1x16x1x1xf32>
    %158 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%155 : tensor<1x16x1x1xf32>) outs(%103 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.truncf %cst_7 : f64 to f32
      %185 = arith.addf %in, %184 : f32
      linalg.yield %185 : f32
    } -> tensor<1x16x1x1xf32>
    %159 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%158 : tensor<1x16x1x1xf32>) outs(%103 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = math.rsqrt %in : f32
      linalg.yield %184 : f32
    } -> tensor<1x16x1x1xf32>
    %160 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%147, %157 : tensor<2x16x3x4xf32>, tensor<1x16x1x1xf32>) outs(%90 : tensor<2x16x3x4xf32>) {
    ^bb0(%in: f32, %in_49: f32, %out: f32):
      %184 = arith.subf %in, %in_49 : f32
      linalg.yield %184 : f32
    } -> tensor<2x16x3x4xf32>
    %161 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%160, %159 : tensor<2x16x3x4xf32>, tensor<1x16x1x1xf32>) outs(%90 : tensor<2x16x3x4xf32>) {
    ^bb0(%in: f32, %in_49: f32, %out: f32):
      %184 = arith.mulf %in, %in_49 : f32
      linalg.yield %184 : f32
    } -> tensor<2x16x3x4xf32>
    %collapsed_40 = tensor.collapse_shape %157 [[0, 1, 2, 3]] : tensor<1x16x1x1xf32> into tensor<16xf32>
    %162 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_40 : tensor<16xf32>) outs(%112 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.truncf %cst_6 : f64 to f32
      %185 = arith.mulf %in, %184 : f32
      linalg.yield %185 : f32
    } -> tensor<16xf32>
    %163 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg37 : tensor<16xf32>) outs(%112 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.truncf %cst_5 : f64 to f32
      %185 = arith.mulf %in, %184 : f32
      linalg.yield %185 : f32
    } -> tensor<16xf32>
    %164 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%162, %163 : tensor<16xf32>, tensor<16xf32>) outs(%112 : tensor<16xf32>) {
    ^bb0(%in: f32, %in_49: f32, %out: f32):
      %184 = arith.addf %in, %in_49 : f32
      linalg.yield %184 : f32
    } -> tensor<16xf32>
    %collapsed_41 = tensor.collapse_shape %155 [[0, 1, 2, 3]] : tensor<1x16x1x1xf32> into tensor<16xf32>
    %165 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_41 : tensor<16xf32>) outs(%112 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.truncf %cst_2 : f64 to f32
      %185 = arith.mulf %in, %184 : f32
      linalg.yield %185 : f32
    } -> tensor<16xf32>
    %166 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%165 : tensor<16xf32>) outs(%112 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.truncf %cst_6 : f64 to f32
      %185 = arith.mulf %in, %184 : f32
      linalg.yield %185 : f32
    } -> tensor<16xf32>
    %167 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg38 : tensor<16xf32>) outs(%112 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.truncf %cst_5 : f64 to f32
      %185 = arith.mulf %in, %184 : f32
      linalg.yield %185 : f32
    } -> tensor<16xf32>
    %168 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%166, %167 : tensor<16xf32>, tensor<16xf32>) outs(%112 : tensor<16xf32>) {
    ^bb0(%in: f32, %in_49: f32, %out: f32):
      %184 = arith.addf %in, %in_49 : f32
      linalg.yield %184 : f32
    } -> tensor<16xf32>
    %expanded_42 = tensor.expand_shape %arg17 [[0, 1, 2]] output_shape [16, 1, 1] : tensor<16xf32> into tensor<16x1x1xf32>
    %169 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%161, %expanded_42 : tensor<2x16x3x4xf32>, tensor<16x1x1xf32>) outs(%90 : tensor<2x16x3x4xf32>) {
    ^bb0(%in: f32, %in_49: f32, %out: f32):
      %184 = arith.mulf %in, %in_49 : f32
      linalg.yield %184 : f32
    } -> tensor<2x16x3x4xf32>
    %expanded_43 = tensor.expand_shape %arg18 [[0, 1, 2]] output_shape [16, 1, 1] : tensor<16xf32> into tensor<16x1x1xf32>
    %170 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%169, %expanded_43 : tensor<2x16x3x4xf32>, tensor<16x1x1xf32>) outs(%90 : tensor<2x16x3x4xf32>) {
    ^bb0(%in: f32, %in_49: f32, %out: f32):
      %184 = arith.addf %in, %in_49 : f32
      linalg.yield %184 : f32
    } -> tensor<2x16x3x4xf32>
    %171 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%146, %170 : tensor<2x16x3x4xf32>, tensor<2x16x3x4xf32>) outs(%90 : tensor<2x16x3x4xf32>) {
    ^bb0(%in: f32, %in_49: f32, %out: f32):
      %184 = arith.addf %in, %in_49 : f32
      linalg.yield %184 : f32
    } -> tensor<2x16x3x4xf32>
    %172 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%171 : tensor<2x16x3x4xf32>) outs(%90 : tensor<2x16x3x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      %184 = arith.cmpf ugt, %in, %cst : f32
      %185 = arith.select %184, %in, %cst : f32
      linalg.yield %185 : f32
    } -> tensor<2x16x3x4xf32>
    %173 = tensor.empty() : tensor<2x8x3x4xf32>
    %broadcasted = linalg.broadcast ins(%arg22 : tensor<8xf32>) outs(%173 : tensor<2x8x3x4xf32>) dimensions = [0, 2, 3] 
    %174 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%172, %arg21 : tensor<2x16x3x4xf32>, tensor<8x16x1x1xf32>) outs(%broadcasted : tensor<2x8x3x4xf32>) -> tensor<2x8x3x4xf32>
    %padded_44 = tensor.pad %174 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg39: index, %arg40: index, %arg41: index, %arg42: index):
      tensor.yield %cst : f32
    } : tensor<2x8x3x4xf32> to tensor<2x8x5x6xf32>
    %broadcasted_45 = linalg.broadcast ins(%arg26 : tensor<8xf32>) outs(%173 : tensor<2x8x3x4xf32>) dimensions = [0, 2, 3] 
    %175 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_44, %arg25 : tensor<2x8x5x6xf32>, tensor<8x8x3x3xf32>) outs(%broadcasted_45 : tensor<2x8x3x4xf32>) -> tensor<2x8x3x4xf32>
    %broadcasted_46 = linalg.broadcast ins(%arg20 : tensor<8xf32>) outs(%33 : tensor<2x8x6x7xf32>) dimensions = [0, 2, 3] 
    %176 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%89, %arg19 : tensor<2x8x6x7xf32>, tensor<8x8x1x1xf32>) outs(%broadcasted_46 : tensor<2x8x6x7xf32>) -> tensor<2x8x6x7xf32>
    %177 = linalg.generic {indexing_maps = [#map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} outs(%33 : tensor<2x8x6x7xf32>) {
    ^bb0(%out: f32):
      %184 = linalg.index 0 : index
      %185 = linalg.index 1 : index
      %186 = linalg.index 2 : index
      %187 = linalg.index 3 : index
      %188 = arith.index_cast %186 : index to i64
      %189 = arith.sitofp %188 : i64 to f32
      %190 = arith.divf %189, %cst_14 : f32
      %191 = math.floor %190 : f32
      %192 = arith.maximumf %191, %cst : f32
      %193 = arith.minimumf %192, %cst_14 : f32
      %194 = arith.fptosi %193 : f32 to i64
      %195 = arith.index_cast %194 : i64 to index
      %196 = arith.index_cast %187 : index to i64
      %197 = arith.sitofp %196 : i64 to f32
      %198 = arith.divf %197, %cst_15 : f32
      %199 = math.floor %198 : f32
      %200 = arith.maximumf %199, %cst : f32
      %201 = arith.minimumf %200, %cst_16 : f32
      %202 = arith.fptosi %201 : f32 to i64
      %203 = arith.index_cast %202 : i64 to index
      %extracted = tensor.extract %174[%184, %185, %195, %203] : tensor<2x8x3x4xf32>
      linalg.yield %extracted : f32
    } -> tensor<2x8x6x7xf32>
    %178 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%176, %177 : tensor<2x8x6x7xf32>, tensor<2x8x6x7xf32>) outs(%33 : tensor<2x8x6x7xf32>) {
    ^bb0(%in: f32, %in_49: f32, %out: f32):
      %184 = arith.addf %in, %in_49 : f32
      linalg.yield %184 : f32
    } -> tensor<2x8x6x7xf32>
    %padded_47 = tensor.pad %178 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg39: index, %arg40: index, %arg41: index, %arg42: index):
      tensor.yield %cst : f32
    } : tensor<2x8x6x7xf32> to tensor<2x8x8x9xf32>
    %broadcasted_48 = linalg.broadcast ins(%arg24 : tensor<8xf32>) outs(%33 : tensor<2x8x6x7xf32>) dimensions = [0, 2, 3] 
    %179 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_47, %arg23 : tensor<2x8x8x9xf32>, tensor<8x8x3x3xf32>) outs(%broadcasted_48 : tensor<2x8x6x7xf32>) -> tensor<2x8x6x7xf32>
    %180 = tensor.empty() : tensor<2x8x2x2xf32>
    %181 = linalg.fill ins(%cst_1 : f32) outs(%180 : tensor<2x8x2x2xf32>) -> tensor<2x8x2x2xf32>
    %182 = tensor.empty() : tensor<1x1xf32>
    %183 = linalg.pooling_nchw_max {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%175, %182 : tensor<2x8x3x4xf32>, tensor<1x1xf32>) outs(%181 : tensor<2x8x2x2xf32>) -> tensor<2x8x2x2xf32>
    return %179, %175, %183, %25, %29, %56, %60, %81, %85, %115, %119, %140, %144, %164, %168 : tensor<2x8x6x7xf32>, tensor<2x8x3x4xf32>, tensor<2x8x2x2xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>
  }
}

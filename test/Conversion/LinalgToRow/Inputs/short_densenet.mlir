#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (0, d1, 0, 0)>
#map2 = affine_map<(d0) -> (d0)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d1, 0, 0)>
module {
  func.func @main(%arg0: tensor<2x3x21x27xf32> {lrcnn.name = "x", lrcnn.role = "activation"}, %arg1: tensor<8x3x7x7xf32> {lrcnn.name = "features.conv0.weight", lrcnn.role = "parameter"}, %arg2: tensor<8xf32> {lrcnn.name = "features.norm0.weight", lrcnn.role = "parameter"}, %arg3: tensor<8xf32> {lrcnn.name = "features.norm0.bias", lrcnn.role = "parameter"}, %arg4: tensor<8xf32> {lrcnn.name = "features.denseblock1.denselayer1.norm1.weight", lrcnn.role = "parameter"}, %arg5: tensor<8xf32> {lrcnn.name = "features.denseblock1.denselayer1.norm1.bias", lrcnn.role = "parameter"}, %arg6: tensor<16x8x1x1xf32> {lrcnn.name = "features.denseblock1.denselayer1.conv1.weight", lrcnn.role = "parameter"}, %arg7: tensor<16xf32> {lrcnn.name = "features.denseblock1.denselayer1.norm2.weight", lrcnn.role = "parameter"}, %arg8: tensor<16xf32> {lrcnn.name = "features.denseblock1.denselayer1.norm2.bias", lrcnn.role = "parameter"}, %arg9: tensor<4x16x3x3xf32> {lrcnn.name = "features.denseblock1.denselayer1.conv2.weight", lrcnn.role = "parameter"}, %arg10: tensor<12xf32> {lrcnn.name = "features.denseblock1.denselayer2.norm1.weight", lrcnn.role = "parameter"}, %arg11: tensor<12xf32> {lrcnn.name = "features.denseblock1.denselayer2.norm1.bias", lrcnn.role = "parameter"}, %arg12: tensor<16x12x1x1xf32> {lrcnn.name = "features.denseblock1.denselayer2.conv1.weight", lrcnn.role = "parameter"}, %arg13: tensor<16xf32> {lrcnn.name = "features.denseblock1.denselayer2.norm2.weight", lrcnn.role = "parameter"}, %arg14: tensor<16xf32> {lrcnn.name = "features.denseblock1.denselayer2.norm2.bias", lrcnn.role = "parameter"}, %arg15: tensor<4x16x3x3xf32> {lrcnn.name = "features.denseblock1.denselayer2.conv2.weight", lrcnn.role = "parameter"}, %arg16: tensor<16xf32> {lrcnn.name = "features.transition1.norm.weight", lrcnn.role = "parameter"}, %arg17: tensor<16xf32> {lrcnn.name = "features.transition1.norm.bias", lrcnn.role = "parameter"}, %arg18: tensor<8x16x1x1xf32> {lrcnn.name = "features.transition1.conv.weight", lrcnn.role = "parameter"}, %arg19: tensor<8xf32> {lrcnn.name = "features.denseblock2.denselayer1.norm1.weight", lrcnn.role = "parameter"}, %arg20: tensor<8xf32> {lrcnn.name = "features.denseblock2.denselayer1.norm1.bias", lrcnn.role = "parameter"}, %arg21: tensor<16x8x1x1xf32> {lrcnn.name = "features.denseblock2.denselayer1.conv1.weight", lrcnn.role = "parameter"}, %arg22: tensor<16xf32> {lrcnn.name = "features.denseblock2.denselayer1.norm2.weight", lrcnn.role = "parameter"}, %arg23: tensor<16xf32> {lrcnn.name = "features.denseblock2.denselayer1.norm2.bias", lrcnn.role = "parameter"}, %arg24: tensor<4x16x3x3xf32> {lrcnn.name = "features.denseblock2.denselayer1.conv2.weight", lrcnn.role = "parameter"}, %arg25: tensor<12xf32> {lrcnn.name = "features.norm5.weight", lrcnn.role = "parameter"}, %arg26: tensor<12xf32> {lrcnn.name = "features.norm5.bias", lrcnn.role = "parameter"}, %arg27: tensor<8xf32> {lrcnn.name = "features.norm0.running_mean", lrcnn.requires_grad = false}, %arg28: tensor<8xf32> {lrcnn.name = "features.norm0.running_var", lrcnn.requires_grad = false}, %arg29: tensor<8xf32> {lrcnn.name = "features.denseblock1.denselayer1.norm1.running_mean", lrcnn.requires_grad = false}, %arg30: tensor<8xf32> {lrcnn.name = "features.denseblock1.denselayer1.norm1.running_var", lrcnn.requires_grad = false}, %arg31: tensor<16xf32> {lrcnn.name = "features.denseblock1.denselayer1.norm2.running_mean", lrcnn.requires_grad = false}, %arg32: tensor<16xf32> {lrcnn.name = "features.denseblock1.denselayer1.norm2.running_var", lrcnn.requires_grad = false}, %arg33: tensor<12xf32> {lrcnn.name = "features.denseblock1.denselayer2.norm1.running_mean", lrcnn.requires_grad = false}, %arg34: tensor<12xf32> {lrcnn.name = "features.denseblock1.denselayer2.norm1.running_var", lrcnn.requires_grad = false}, %arg35: tensor<16xf32> {lrcnn.name = "features.denseblock1.denselayer2.norm2.running_mean", lrcnn.requires_grad = false}, %arg36: tensor<16xf32> {lrcnn.name = "features.denseblock1.denselayer2.norm2.running_var", lrcnn.requires_grad = false}, %arg37: tensor<16xf32> {lrcnn.name = "features.transition1.norm.running_mean", lrcnn.requires_grad = false}, %arg38: tensor<16xf32> {lrcnn.name = "features.transition1.norm.running_var", lrcnn.requires_grad = false}, %arg39: tensor<8xf32> {lrcnn.name = "features.denseblock2.denselayer1.norm1.running_mean", lrcnn.requires_grad = false}, %arg40: tensor<8xf32> {lrcnn.name = "features.denseblock2.denselayer1.norm1.running_var", lrcnn.requires_grad = false}, %arg41: tensor<16xf32> {lrcnn.name = "features.denseblock2.denselayer1.norm2.running_mean", lrcnn.requires_grad = false}, %arg42: tensor<16xf32> {lrcnn.name = "features.denseblock2.denselayer1.norm2.running_var", lrcnn.requires_grad = false}, %arg43: tensor<12xf32> {lrcnn.name = "features.norm5.running_mean", lrcnn.requires_grad = false}, %arg44: tensor<12xf32> {lrcnn.name = "features.norm5.running_var", lrcnn.requires_grad = false}) -> (tensor<2x12x3x3xf32>, tensor<8xf32> {lrcnn.name = "features.norm0.running_mean"}, tensor<8xf32> {lrcnn.name = "features.norm0.running_var"}, tensor<8xf32> {lrcnn.name = "features.denseblock1.denselayer1.norm1.running_mean"}, tensor<8xf32> {lrcnn.name = "features.denseblock1.denselayer1.norm1.running_var"}, tensor<16xf32> {lrcnn.name = "features.denseblock1.denselayer1.norm2.running_mean"}, tensor<16xf32> {lrcnn.name = "features.denseblock1.denselayer1.norm2.running_var"}, tensor<12xf32> {lrcnn.name = "features.denseblock1.denselayer2.norm1.running_mean"}, tensor<12xf32> {lrcnn.name = "features.denseblock1.denselayer2.norm1.running_var"}, tensor<16xf32> {lrcnn.name = "features.denseblock1.denselayer2.norm2.running_mean"}, tensor<16xf32> {lrcnn.name = "features.denseblock1.denselayer2.norm2.running_var"}, tensor<16xf32> {lrcnn.name = "features.transition1.norm.running_mean"}, tensor<16xf32> {lrcnn.name = "features.transition1.norm.running_var"}, tensor<8xf32> {lrcnn.name = "features.denseblock2.denselayer1.norm1.running_mean"}, tensor<8xf32> {lrcnn.name = "features.denseblock2.denselayer1.norm1.running_var"}, tensor<16xf32> {lrcnn.name = "features.denseblock2.denselayer1.norm2.running_mean"}, tensor<16xf32> {lrcnn.name = "features.denseblock2.denselayer1.norm2.running_var"}, tensor<12xf32> {lrcnn.name = "features.norm5.running_mean"}, tensor<12xf32> {lrcnn.name = "features.norm5.running_var"}) {
    %cst = arith.constant 0.000000e+00 : f32
    %cst_0 = arith.constant 0.000000e+00 : f64
    %cst_1 = arith.constant 0xFF800000 : f32
    %cst_2 = arith.constant 1.0588235294117647 : f64
    %cst_3 = arith.constant 1.0120481927710843 : f64
    %cst_4 = arith.constant 1.003257328990228 : f64
    %cst_5 = arith.constant 9.000000e-01 : f64
    %cst_6 = arith.constant 1.000000e-01 : f64
    %cst_7 = arith.constant 1.000000e-05 : f64
    %cst_8 = arith.constant 3.080000e+02 : f64
    %cst_9 = arith.constant 3.080000e+02 : f32
    %cst_10 = arith.constant 8.400000e+01 : f64
    %cst_11 = arith.constant 8.400000e+01 : f32
    %cst_12 = arith.constant 4.000000e+00 : f32
    %cst_13 = arith.constant 1.800000e+01 : f64
    %cst_14 = arith.constant 1.800000e+01 : f32
    %padded = tensor.pad %arg0 low[0, 0, 3, 3] high[0, 0, 3, 3] {
    ^bb0(%arg45: index, %arg46: index, %arg47: index, %arg48: index):
      tensor.yield %cst : f32
    } : tensor<2x3x21x27xf32> to tensor<2x3x27x33xf32>
    %0 = tensor.empty() : tensor<2x8x11x14xf32>
    %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<2x8x11x14xf32>) -> tensor<2x8x11x14xf32>
    %2 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%padded, %arg1 : tensor<2x3x27x33xf32>, tensor<8x3x7x7xf32>) outs(%1 : tensor<2x8x11x14xf32>) -> tensor<2x8x11x14xf32>
    %3 = tensor.empty() : tensor<2x8x11x14xf64>
    %4 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%2 : tensor<2x8x11x14xf32>) outs(%3 : tensor<2x8x11x14xf64>) {
    ^bb0(%in: f32, %out: f64):
      %268 = arith.extf %in : f32 to f64
      linalg.yield %268 : f64
    } -> tensor<2x8x11x14xf64>
    %5 = tensor.empty() : tensor<1x8x1x1xf64>
    %6 = linalg.fill ins(%cst_0 : f64) outs(%5 : tensor<1x8x1x1xf64>) -> tensor<1x8x1x1xf64>
    %7 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%4 : tensor<2x8x11x14xf64>) outs(%6 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %268 = arith.addf %in, %out : f64
      linalg.yield %268 : f64
    } -> tensor<1x8x1x1xf64>
    %8 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%7 : tensor<1x8x1x1xf64>) outs(%5 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %268 = arith.divf %in, %cst_8 : f64
      linalg.yield %268 : f64
    } -> tensor<1x8x1x1xf64>
    %9 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%4, %8 : tensor<2x8x11x14xf64>, tensor<1x8x1x1xf64>) outs(%3 : tensor<2x8x11x14xf64>) {
    ^bb0(%in: f64, %in_55: f64, %out: f64):
      %268 = arith.subf %in, %in_55 : f64
      linalg.yield %268 : f64
    } -> tensor<2x8x11x14xf64>
    %10 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%9, %9 : tensor<2x8x11x14xf64>, tensor<2x8x11x14xf64>) outs(%3 : tensor<2x8x11x14xf64>) {
    ^bb0(%in: f64, %in_55: f64, %out: f64):
      %268 = arith.mulf %in, %in_55 : f64
      linalg.yield %268 : f64
    } -> tensor<2x8x11x14xf64>
    %11 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%10 : tensor<2x8x11x14xf64>) outs(%6 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %268 = arith.addf %in, %out : f64
      linalg.yield %268 : f64
    } -> tensor<1x8x1x1xf64>
    %12 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%11 : tensor<1x8x1x1xf64>) outs(%5 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %268 = arith.divf %in, %cst_8 : f64
      linalg.yield %268 : f64
    } -> tensor<1x8x1x1xf64>
    %13 = tensor.empty() : tensor<1x8x1x1xf32>
    %14 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%12 : tensor<1x8x1x1xf64>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %268 = arith.truncf %in : f64 to f32
      linalg.yield %268 : f32
    } -> tensor<1x8x1x1xf32>
    %15 = linalg.fill ins(%cst : f32) outs(%13 : tensor<1x8x1x1xf32>) -> tensor<1x8x1x1xf32>
    %16 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%2 : tensor<2x8x11x14xf32>) outs(%15 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.addf %in, %out : f32
      linalg.yield %268 : f32
    } -> tensor<1x8x1x1xf32>
    %17 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%16 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.divf %in, %cst_9 : f32
      linalg.yield %268 : f32
    } -> tensor<1x8x1x1xf32>
    %18 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%14 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_7 : f64 to f32
      %269 = arith.addf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<1x8x1x1xf32>
    %19 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%18 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = math.rsqrt %in : f32
      linalg.yield %268 : f32
    } -> tensor<1x8x1x1xf32>
    %20 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%2, %17 : tensor<2x8x11x14xf32>, tensor<1x8x1x1xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.subf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<2x8x11x14xf32>
    %21 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%20, %19 : tensor<2x8x11x14xf32>, tensor<1x8x1x1xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.mulf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<2x8x11x14xf32>
    %collapsed = tensor.collapse_shape %17 [[0, 1, 2, 3]] : tensor<1x8x1x1xf32> into tensor<8xf32>
    %22 = tensor.empty() : tensor<8xf32>
    %23 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_6 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<8xf32>
    %24 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg27 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_5 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<8xf32>
    %25 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%23, %24 : tensor<8xf32>, tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.addf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<8xf32>
    %collapsed_15 = tensor.collapse_shape %14 [[0, 1, 2, 3]] : tensor<1x8x1x1xf32> into tensor<8xf32>
    %26 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_15 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_4 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<8xf32>
    %27 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%26 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_6 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<8xf32>
    %28 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg28 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_5 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<8xf32>
    %29 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%27, %28 : tensor<8xf32>, tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.addf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<8xf32>
    %expanded = tensor.expand_shape %arg2 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %30 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%21, %expanded : tensor<2x8x11x14xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.mulf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<2x8x11x14xf32>
    %expanded_16 = tensor.expand_shape %arg3 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %31 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%30, %expanded_16 : tensor<2x8x11x14xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.addf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<2x8x11x14xf32>
    %32 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%31 : tensor<2x8x11x14xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.cmpf ugt, %in, %cst : f32
      %269 = arith.select %268, %in, %cst : f32
      linalg.yield %269 : f32
    } -> tensor<2x8x11x14xf32>
    %padded_17 = tensor.pad %32 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg45: index, %arg46: index, %arg47: index, %arg48: index):
      tensor.yield %cst_1 : f32
    } : tensor<2x8x11x14xf32> to tensor<2x8x13x16xf32>
    %33 = tensor.empty() : tensor<2x8x6x7xf32>
    %34 = linalg.fill ins(%cst_1 : f32) outs(%33 : tensor<2x8x6x7xf32>) -> tensor<2x8x6x7xf32>
    %35 = tensor.empty() : tensor<3x3xf32>
    %36 = linalg.pooling_nchw_max {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%padded_17, %35 : tensor<2x8x13x16xf32>, tensor<3x3xf32>) outs(%34 : tensor<2x8x6x7xf32>) -> tensor<2x8x6x7xf32>
    %37 = tensor.empty() : tensor<2x8x6x7xf64>
    %38 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%36 : tensor<2x8x6x7xf32>) outs(%37 : tensor<2x8x6x7xf64>) {
    ^bb0(%in: f32, %out: f64):
      %268 = arith.extf %in : f32 to f64
      linalg.yield %268 : f64
    } -> tensor<2x8x6x7xf64>
    %39 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%38 : tensor<2x8x6x7xf64>) outs(%6 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %268 = arith.addf %in, %out : f64
      linalg.yield %268 : f64
    } -> tensor<1x8x1x1xf64>
    %40 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%39 : tensor<1x8x1x1xf64>) outs(%5 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %268 = arith.divf %in, %cst_10 : f64
      linalg.yield %268 : f64
    } -> tensor<1x8x1x1xf64>
    %41 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%38, %40 : tensor<2x8x6x7xf64>, tensor<1x8x1x1xf64>) outs(%37 : tensor<2x8x6x7xf64>) {
    ^bb0(%in: f64, %in_55: f64, %out: f64):
      %268 = arith.subf %in, %in_55 : f64
      linalg.yield %268 : f64
    } -> tensor<2x8x6x7xf64>
    %42 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%41, %41 : tensor<2x8x6x7xf64>, tensor<2x8x6x7xf64>) outs(%37 : tensor<2x8x6x7xf64>) {
    ^bb0(%in: f64, %in_55: f64, %out: f64):
      %268 = arith.mulf %in, %in_55 : f64
      linalg.yield %268 : f64
    } -> tensor<2x8x6x7xf64>
    %43 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%42 : tensor<2x8x6x7xf64>) outs(%6 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %268 = arith.addf %in, %out : f64
      linalg.yield %268 : f64
    } -> tensor<1x8x1x1xf64>
    %44 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%43 : tensor<1x8x1x1xf64>) outs(%5 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %268 = arith.divf %in, %cst_10 : f64
      linalg.yield %268 : f64
    } -> tensor<1x8x1x1xf64>
    %45 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%44 : tensor<1x8x1x1xf64>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %268 = arith.truncf %in : f64 to f32
      linalg.yield %268 : f32
    } -> tensor<1x8x1x1xf32>
    %46 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%36 : tensor<2x8x6x7xf32>) outs(%15 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.addf %in, %out : f32
      linalg.yield %268 : f32
    } -> tensor<1x8x1x1xf32>
    %47 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%46 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.divf %in, %cst_11 : f32
      linalg.yield %268 : f32
    } -> tensor<1x8x1x1xf32>
    %48 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%45 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_7 : f64 to f32
      %269 = arith.addf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<1x8x1x1xf32>
    %49 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%48 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = math.rsqrt %in : f32
      linalg.yield %268 : f32
    } -> tensor<1x8x1x1xf32>
    %50 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%36, %47 : tensor<2x8x6x7xf32>, tensor<1x8x1x1xf32>) outs(%33 : tensor<2x8x6x7xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.subf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<2x8x6x7xf32>
    %51 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%50, %49 : tensor<2x8x6x7xf32>, tensor<1x8x1x1xf32>) outs(%33 : tensor<2x8x6x7xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.mulf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<2x8x6x7xf32>
    %collapsed_18 = tensor.collapse_shape %47 [[0, 1, 2, 3]] : tensor<1x8x1x1xf32> into tensor<8xf32>
    %52 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_18 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_6 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<8xf32>
    %53 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg29 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_5 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<8xf32>
    %54 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%52, %53 : tensor<8xf32>, tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.addf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<8xf32>
    %collapsed_19 = tensor.collapse_shape %45 [[0, 1, 2, 3]] : tensor<1x8x1x1xf32> into tensor<8xf32>
    %55 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_19 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_3 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<8xf32>
    %56 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%55 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_6 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<8xf32>
    %57 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg30 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_5 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<8xf32>
    %58 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%56, %57 : tensor<8xf32>, tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.addf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<8xf32>
    %expanded_20 = tensor.expand_shape %arg4 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %59 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%51, %expanded_20 : tensor<2x8x6x7xf32>, tensor<8x1x1xf32>) outs(%33 : tensor<2x8x6x7xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.mulf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<2x8x6x7xf32>
    %expanded_21 = tensor.expand_shape %arg5 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %60 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%59, %expanded_21 : tensor<2x8x6x7xf32>, tensor<8x1x1xf32>) outs(%33 : tensor<2x8x6x7xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.addf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<2x8x6x7xf32>
    %61 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%60 : tensor<2x8x6x7xf32>) outs(%33 : tensor<2x8x6x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.cmpf ugt, %in, %cst : f32
      %269 = arith.select %268, %in, %cst : f32
      linalg.yield %269 : f32
    } -> tensor<2x8x6x7xf32>
    %62 = tensor.empty() : tensor<2x16x6x7xf32>
    %63 = linalg.fill ins(%cst : f32) outs(%62 : tensor<2x16x6x7xf32>) -> tensor<2x16x6x7xf32>
    %64 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%61, %arg6 : tensor<2x8x6x7xf32>, tensor<16x8x1x1xf32>) outs(%63 : tensor<2x16x6x7xf32>) -> tensor<2x16x6x7xf32>
    %65 = tensor.empty() : tensor<2x16x6x7xf64>
    %66 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%64 : tensor<2x16x6x7xf32>) outs(%65 : tensor<2x16x6x7xf64>) {
    ^bb0(%in: f32, %out: f64):
      %268 = arith.extf %in : f32 to f64
      linalg.yield %268 : f64
    } -> tensor<2x16x6x7xf64>
    %67 = tensor.empty() : tensor<1x16x1x1xf64>
    %68 = linalg.fill ins(%cst_0 : f64) outs(%67 : tensor<1x16x1x1xf64>) -> tensor<1x16x1x1xf64>
    %69 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%66 : tensor<2x16x6x7xf64>) outs(%68 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %268 = arith.addf %in, %out : f64
      linalg.yield %268 : f64
    } -> tensor<1x16x1x1xf64>
    %70 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%69 : tensor<1x16x1x1xf64>) outs(%67 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %268 = arith.divf %in, %cst_10 : f64
      linalg.yield %268 : f64
    } -> tensor<1x16x1x1xf64>
    %71 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%66, %70 : tensor<2x16x6x7xf64>, tensor<1x16x1x1xf64>) outs(%65 : tensor<2x16x6x7xf64>) {
    ^bb0(%in: f64, %in_55: f64, %out: f64):
      %268 = arith.subf %in, %in_55 : f64
      linalg.yield %268 : f64
    } -> tensor<2x16x6x7xf64>
    %72 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%71, %71 : tensor<2x16x6x7xf64>, tensor<2x16x6x7xf64>) outs(%65 : tensor<2x16x6x7xf64>) {
    ^bb0(%in: f64, %in_55: f64, %out: f64):
      %268 = arith.mulf %in, %in_55 : f64
      linalg.yield %268 : f64
    } -> tensor<2x16x6x7xf64>
    %73 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%72 : tensor<2x16x6x7xf64>) outs(%68 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %268 = arith.addf %in, %out : f64
      linalg.yield %268 : f64
    } -> tensor<1x16x1x1xf64>
    %74 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%73 : tensor<1x16x1x1xf64>) outs(%67 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %268 = arith.divf %in, %cst_10 : f64
      linalg.yield %268 : f64
    } -> tensor<1x16x1x1xf64>
    %75 = tensor.empty() : tensor<1x16x1x1xf32>
    %76 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%74 : tensor<1x16x1x1xf64>) outs(%75 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %268 = arith.truncf %in : f64 to f32
      linalg.yield %268 : f32
    } -> tensor<1x16x1x1xf32>
    %77 = linalg.fill ins(%cst : f32) outs(%75 : tensor<1x16x1x1xf32>) -> tensor<1x16x1x1xf32>
    %78 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%64 : tensor<2x16x6x7xf32>) outs(%77 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.addf %in, %out : f32
      linalg.yield %268 : f32
    } -> tensor<1x16x1x1xf32>
    %79 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%78 : tensor<1x16x1x1xf32>) outs(%75 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.divf %in, %cst_11 : f32
      linalg.yield %268 : f32
    } -> tensor<1x16x1x1xf32>
    %80 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%76 : tensor<1x16x1x1xf32>) outs(%75 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_7 : f64 to f32
      %269 = arith.addf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<1x16x1x1xf32>
    %81 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%80 : tensor<1x16x1x1xf32>) outs(%75 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = math.rsqrt %in : f32
      linalg.yield %268 : f32
    } -> tensor<1x16x1x1xf32>
    %82 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%64, %79 : tensor<2x16x6x7xf32>, tensor<1x16x1x1xf32>) outs(%62 : tensor<2x16x6x7xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.subf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<2x16x6x7xf32>
    %83 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%82, %81 : tensor<2x16x6x7xf32>, tensor<1x16x1x1xf32>) outs(%62 : tensor<2x16x6x7xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.mulf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<2x16x6x7xf32>
    %collapsed_22 = tensor.collapse_shape %79 [[0, 1, 2, 3]] : tensor<1x16x1x1xf32> into tensor<16xf32>
    %84 = tensor.empty() : tensor<16xf32>
    %85 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_22 : tensor<16xf32>) outs(%84 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_6 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<16xf32>
    %86 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg31 : tensor<16xf32>) outs(%84 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_5 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<16xf32>
    %87 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%85, %86 : tensor<16xf32>, tensor<16xf32>) outs(%84 : tensor<16xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.addf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<16xf32>
    %collapsed_23 = tensor.collapse_shape %76 [[0, 1, 2, 3]] : tensor<1x16x1x1xf32> into tensor<16xf32>
    %88 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_23 : tensor<16xf32>) outs(%84 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_3 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<16xf32>
    %89 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%88 : tensor<16xf32>) outs(%84 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_6 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<16xf32>
    %90 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg32 : tensor<16xf32>) outs(%84 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_5 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<16xf32>
    %91 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%89, %90 : tensor<16xf32>, tensor<16xf32>) outs(%84 : tensor<16xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.addf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<16xf32>
    %expanded_24 = tensor.expand_shape %arg7 [[0, 1, 2]] output_shape [16, 1, 1] : tensor<16xf32> into tensor<16x1x1xf32>
    %92 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%83, %expanded_24 : tensor<2x16x6x7xf32>, tensor<16x1x1xf32>) outs(%62 : tensor<2x16x6x7xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.mulf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<2x16x6x7xf32>
    %expanded_25 = tensor.expand_shape %arg8 [[0, 1, 2]] output_shape [16, 1, 1] : tensor<16xf32> into tensor<16x1x1xf32>
    %93 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%92, %expanded_25 : tensor<2x16x6x7xf32>, tensor<16x1x1xf32>) outs(%62 : tensor<2x16x6x7xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.addf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<2x16x6x7xf32>
    %94 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%93 : tensor<2x16x6x7xf32>) outs(%62 : tensor<2x16x6x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.cmpf ugt, %in, %cst : f32
      %269 = arith.select %268, %in, %cst : f32
      linalg.yield %269 : f32
    } -> tensor<2x16x6x7xf32>
    %padded_26 = tensor.pad %94 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg45: index, %arg46: index, %arg47: index, %arg48: index):
      tensor.yield %cst : f32
    } : tensor<2x16x6x7xf32> to tensor<2x16x8x9xf32>
    %95 = tensor.empty() : tensor<2x4x6x7xf32>
    %96 = linalg.fill ins(%cst : f32) outs(%95 : tensor<2x4x6x7xf32>) -> tensor<2x4x6x7xf32>
    %97 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_26, %arg9 : tensor<2x16x8x9xf32>, tensor<4x16x3x3xf32>) outs(%96 : tensor<2x4x6x7xf32>) -> tensor<2x4x6x7xf32>
    %concat = tensor.concat dim(1) %36, %97 : (tensor<2x8x6x7xf32>, tensor<2x4x6x7xf32>) -> tensor<2x12x6x7xf32>
    %98 = tensor.empty() : tensor<2x12x6x7xf64>
    %99 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%concat : tensor<2x12x6x7xf32>) outs(%98 : tensor<2x12x6x7xf64>) {
    ^bb0(%in: f32, %out: f64):
      %268 = arith.extf %in : f32 to f64
      linalg.yield %268 : f64
    } -> tensor<2x12x6x7xf64>
    %100 = tensor.empty() : tensor<1x12x1x1xf64>
    %101 = linalg.fill ins(%cst_0 : f64) outs(%100 : tensor<1x12x1x1xf64>) -> tensor<1x12x1x1xf64>
    %102 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%99 : tensor<2x12x6x7xf64>) outs(%101 : tensor<1x12x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %268 = arith.addf %in, %out : f64
      linalg.yield %268 : f64
    } -> tensor<1x12x1x1xf64>
    %103 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%102 : tensor<1x12x1x1xf64>) outs(%100 : tensor<1x12x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %268 = arith.divf %in, %cst_10 : f64
      linalg.yield %268 : f64
    } -> tensor<1x12x1x1xf64>
    %104 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%99, %103 : tensor<2x12x6x7xf64>, tensor<1x12x1x1xf64>) outs(%98 : tensor<2x12x6x7xf64>) {
    ^bb0(%in: f64, %in_55: f64, %out: f64):
      %268 = arith.subf %in, %in_55 : f64
      linalg.yield %268 : f64
    } -> tensor<2x12x6x7xf64>
    %105 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%104, %104 : tensor<2x12x6x7xf64>, tensor<2x12x6x7xf64>) outs(%98 : tensor<2x12x6x7xf64>) {
    ^bb0(%in: f64, %in_55: f64, %out: f64):
      %268 = arith.mulf %in, %in_55 : f64
      linalg.yield %268 : f64
    } -> tensor<2x12x6x7xf64>
    %106 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%105 : tensor<2x12x6x7xf64>) outs(%101 : tensor<1x12x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %268 = arith.addf %in, %out : f64
      linalg.yield %268 : f64
    } -> tensor<1x12x1x1xf64>
    %107 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%106 : tensor<1x12x1x1xf64>) outs(%100 : tensor<1x12x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %268 = arith.divf %in, %cst_10 : f64
      linalg.yield %268 : f64
    } -> tensor<1x12x1x1xf64>
    %108 = tensor.empty() : tensor<1x12x1x1xf32>
    %109 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%107 : tensor<1x12x1x1xf64>) outs(%108 : tensor<1x12x1x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %268 = arith.truncf %in : f64 to f32
      linalg.yield %268 : f32
    } -> tensor<1x12x1x1xf32>
    %110 = linalg.fill ins(%cst : f32) outs(%108 : tensor<1x12x1x1xf32>) -> tensor<1x12x1x1xf32>
    %111 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%concat : tensor<2x12x6x7xf32>) outs(%110 : tensor<1x12x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.addf %in, %out : f32
      linalg.yield %268 : f32
    } -> tensor<1x12x1x1xf32>
    %112 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%111 : tensor<1x12x1x1xf32>) outs(%108 : tensor<1x12x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.divf %in, %cst_11 : f32
      linalg.yield %268 : f32
    } -> tensor<1x12x1x1xf32>
    %113 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%109 : tensor<1x12x1x1xf32>) outs(%108 : tensor<1x12x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_7 : f64 to f32
      %269 = arith.addf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<1x12x1x1xf32>
    %114 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%113 : tensor<1x12x1x1xf32>) outs(%108 : tensor<1x12x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = math.rsqrt %in : f32
      linalg.yield %268 : f32
    } -> tensor<1x12x1x1xf32>
    %115 = tensor.empty() : tensor<2x12x6x7xf32>
    %116 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%concat, %112 : tensor<2x12x6x7xf32>, tensor<1x12x1x1xf32>) outs(%115 : tensor<2x12x6x7xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.subf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<2x12x6x7xf32>
    %117 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%116, %114 : tensor<2x12x6x7xf32>, tensor<1x12x1x1xf32>) outs(%115 : tensor<2x12x6x7xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.mulf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<2x12x6x7xf32>
    %collapsed_27 = tensor.collapse_shape %112 [[0, 1, 2, 3]] : tensor<1x12x1x1xf32> into tensor<12xf32>
    %118 = tensor.empty() : tensor<12xf32>
    %119 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_27 : tensor<12xf32>) outs(%118 : tensor<12xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_6 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<12xf32>
    %120 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg33 : tensor<12xf32>) outs(%118 : tensor<12xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_5 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<12xf32>
    %121 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%119, %120 : tensor<12xf32>, tensor<12xf32>) outs(%118 : tensor<12xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.addf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<12xf32>
    %collapsed_28 = tensor.collapse_shape %109 [[0, 1, 2, 3]] : tensor<1x12x1x1xf32> into tensor<12xf32>
    %122 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_28 : tensor<12xf32>) outs(%118 : tensor<12xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_3 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<12xf32>
    %123 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%122 : tensor<12xf32>) outs(%118 : tensor<12xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_6 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<12xf32>
    %124 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg34 : tensor<12xf32>) outs(%118 : tensor<12xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_5 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<12xf32>
    %125 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%123, %124 : tensor<12xf32>, tensor<12xf32>) outs(%118 : tensor<12xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.addf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<12xf32>
    %expanded_29 = tensor.expand_shape %arg10 [[0, 1, 2]] output_shape [12, 1, 1] : tensor<12xf32> into tensor<12x1x1xf32>
    %126 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%117, %expanded_29 : tensor<2x12x6x7xf32>, tensor<12x1x1xf32>) outs(%115 : tensor<2x12x6x7xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.mulf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<2x12x6x7xf32>
    %expanded_30 = tensor.expand_shape %arg11 [[0, 1, 2]] output_shape [12, 1, 1] : tensor<12xf32> into tensor<12x1x1xf32>
    %127 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%126, %expanded_30 : tensor<2x12x6x7xf32>, tensor<12x1x1xf32>) outs(%115 : tensor<2x12x6x7xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.addf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<2x12x6x7xf32>
    %128 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%127 : tensor<2x12x6x7xf32>) outs(%115 : tensor<2x12x6x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.cmpf ugt, %in, %cst : f32
      %269 = arith.select %268, %in, %cst : f32
      linalg.yield %269 : f32
    } -> tensor<2x12x6x7xf32>
    %129 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%128, %arg12 : tensor<2x12x6x7xf32>, tensor<16x12x1x1xf32>) outs(%63 : tensor<2x16x6x7xf32>) -> tensor<2x16x6x7xf32>
    %130 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%129 : tensor<2x16x6x7xf32>) outs(%65 : tensor<2x16x6x7xf64>) {
    ^bb0(%in: f32, %out: f64):
      %268 = arith.extf %in : f32 to f64
      linalg.yield %268 : f64
    } -> tensor<2x16x6x7xf64>
    %131 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%130 : tensor<2x16x6x7xf64>) outs(%68 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %268 = arith.addf %in, %out : f64
      linalg.yield %268 : f64
    } -> tensor<1x16x1x1xf64>
    %132 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%131 : tensor<1x16x1x1xf64>) outs(%67 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %268 = arith.divf %in, %cst_10 : f64
      linalg.yield %268 : f64
    } -> tensor<1x16x1x1xf64>
    %133 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%130, %132 : tensor<2x16x6x7xf64>, tensor<1x16x1x1xf64>) outs(%65 : tensor<2x16x6x7xf64>) {
    ^bb0(%in: f64, %in_55: f64, %out: f64):
      %268 = arith.subf %in, %in_55 : f64
      linalg.yield %268 : f64
    } -> tensor<2x16x6x7xf64>
    %134 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%133, %133 : tensor<2x16x6x7xf64>, tensor<2x16x6x7xf64>) outs(%65 : tensor<2x16x6x7xf64>) {
    ^bb0(%in: f64, %in_55: f64, %out: f64):
      %268 = arith.mulf %in, %in_55 : f64
      linalg.yield %268 : f64
    } -> tensor<2x16x6x7xf64>
    %135 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%134 : tensor<2x16x6x7xf64>) outs(%68 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %268 = arith.addf %in, %out : f64
      linalg.yield %268 : f64
    } -> tensor<1x16x1x1xf64>
    %136 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%135 : tensor<1x16x1x1xf64>) outs(%67 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %268 = arith.divf %in, %cst_10 : f64
      linalg.yield %268 : f64
    } -> tensor<1x16x1x1xf64>
    %137 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%136 : tensor<1x16x1x1xf64>) outs(%75 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %268 = arith.truncf %in : f64 to f32
      linalg.yield %268 : f32
    } -> tensor<1x16x1x1xf32>
    %138 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%129 : tensor<2x16x6x7xf32>) outs(%77 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.addf %in, %out : f32
      linalg.yield %268 : f32
    } -> tensor<1x16x1x1xf32>
    %139 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%138 : tensor<1x16x1x1xf32>) outs(%75 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.divf %in, %cst_11 : f32
      linalg.yield %268 : f32
    } -> tensor<1x16x1x1xf32>
    %140 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%137 : tensor<1x16x1x1xf32>) outs(%75 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_7 : f64 to f32
      %269 = arith.addf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<1x16x1x1xf32>
    %141 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%140 : tensor<1x16x1x1xf32>) outs(%75 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = math.rsqrt %in : f32
      linalg.yield %268 : f32
    } -> tensor<1x16x1x1xf32>
    %142 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%129, %139 : tensor<2x16x6x7xf32>, tensor<1x16x1x1xf32>) outs(%62 : tensor<2x16x6x7xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.subf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<2x16x6x7xf32>
    %143 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%142, %141 : tensor<2x16x6x7xf32>, tensor<1x16x1x1xf32>) outs(%62 : tensor<2x16x6x7xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.mulf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<2x16x6x7xf32>
    %collapsed_31 = tensor.collapse_shape %139 [[0, 1, 2, 3]] : tensor<1x16x1x1xf32> into tensor<16xf32>
    %144 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_31 : tensor<16xf32>) outs(%84 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_6 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<16xf32>
    %145 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg35 : tensor<16xf32>) outs(%84 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_5 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<16xf32>
    %146 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%144, %145 : tensor<16xf32>, tensor<16xf32>) outs(%84 : tensor<16xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.addf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<16xf32>
    %collapsed_32 = tensor.collapse_shape %137 [[0, 1, 2, 3]] : tensor<1x16x1x1xf32> into tensor<16xf32>
    %147 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_32 : tensor<16xf32>) outs(%84 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_3 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<16xf32>
    %148 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%147 : tensor<16xf32>) outs(%84 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_6 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<16xf32>
    %149 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg36 : tensor<16xf32>) outs(%84 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_5 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<16xf32>
    %150 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%148, %149 : tensor<16xf32>, tensor<16xf32>) outs(%84 : tensor<16xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.addf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<16xf32>
    %expanded_33 = tensor.expand_shape %arg13 [[0, 1, 2]] output_shape [16, 1, 1] : tensor<16xf32> into tensor<16x1x1xf32>
    %151 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%143, %expanded_33 : tensor<2x16x6x7xf32>, tensor<16x1x1xf32>) outs(%62 : tensor<2x16x6x7xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.mulf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<2x16x6x7xf32>
    %expanded_34 = tensor.expand_shape %arg14 [[0, 1, 2]] output_shape [16, 1, 1] : tensor<16xf32> into tensor<16x1x1xf32>
    %152 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%151, %expanded_34 : tensor<2x16x6x7xf32>, tensor<16x1x1xf32>) outs(%62 : tensor<2x16x6x7xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.addf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<2x16x6x7xf32>
    %153 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%152 : tensor<2x16x6x7xf32>) outs(%62 : tensor<2x16x6x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.cmpf ugt, %in, %cst : f32
      %269 = arith.select %268, %in, %cst : f32
      linalg.yield %269 : f32
    } -> tensor<2x16x6x7xf32>
    %padded_35 = tensor.pad %153 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg45: index, %arg46: index, %arg47: index, %arg48: index):
      tensor.yield %cst : f32
    } : tensor<2x16x6x7xf32> to tensor<2x16x8x9xf32>
    %154 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_35, %arg15 : tensor<2x16x8x9xf32>, tensor<4x16x3x3xf32>) outs(%96 : tensor<2x4x6x7xf32>) -> tensor<2x4x6x7xf32>
    %concat_36 = tensor.concat dim(1) %concat, %154 : (tensor<2x12x6x7xf32>, tensor<2x4x6x7xf32>) -> tensor<2x16x6x7xf32>
    %155 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%concat_36 : tensor<2x16x6x7xf32>) outs(%65 : tensor<2x16x6x7xf64>) {
    ^bb0(%in: f32, %out: f64):
      %268 = arith.extf %in : f32 to f64
      linalg.yield %268 : f64
    } -> tensor<2x16x6x7xf64>
    %156 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%155 : tensor<2x16x6x7xf64>) outs(%68 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %268 = arith.addf %in, %out : f64
      linalg.yield %268 : f64
    } -> tensor<1x16x1x1xf64>
    %157 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%156 : tensor<1x16x1x1xf64>) outs(%67 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %268 = arith.divf %in, %cst_10 : f64
      linalg.yield %268 : f64
    } -> tensor<1x16x1x1xf64>
    %158 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%155, %157 : tensor<2x16x6x7xf64>, tensor<1x16x1x1xf64>) outs(%65 : tensor<2x16x6x7xf64>) {
    ^bb0(%in: f64, %in_55: f64, %out: f64):
      %268 = arith.subf %in, %in_55 : f64
      linalg.yield %268 : f64
    } -> tensor<2x16x6x7xf64>
    %159 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%158, %158 : tensor<2x16x6x7xf64>, tensor<2x16x6x7xf64>) outs(%65 : tensor<2x16x6x7xf64>) {
    ^bb0(%in: f64, %in_55: f64, %out: f64):
      %268 = arith.mulf %in, %in_55 : f64
      linalg.yield %268 : f64
    } -> tensor<2x16x6x7xf64>
    %160 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%159 : tensor<2x16x6x7xf64>) outs(%68 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %268 = arith.addf %in, %out : f64
      linalg.yield %268 : f64
    } -> tensor<1x16x1x1xf64>
    %161 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%160 : tensor<1x16x1x1xf64>) outs(%67 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %268 = arith.divf %in, %cst_10 : f64
      linalg.yield %268 : f64
    } -> tensor<1x16x1x1xf64>
    %162 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%161 : tensor<1x16x1x1xf64>) outs(%75 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %268 = arith.truncf %in : f64 to f32
      linalg.yield %268 : f32
    } -> tensor<1x16x1x1xf32>
    %163 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%concat_36 : tensor<2x16x6x7xf32>) outs(%77 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.addf %in, %out : f32
      linalg.yield %268 : f32
    } -> tensor<1x16x1x1xf32>
    %164 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%163 : tensor<1x16x1x1xf32>) outs(%75 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.divf %in, %cst_11 : f32
      linalg.yield %268 : f32
    } -> tensor<1x16x1x1xf32>
    %165 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%162 : tensor<1x16x1x1xf32>) outs(%75 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_7 : f64 to f32
      %269 = arith.addf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<1x16x1x1xf32>
    %166 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%165 : tensor<1x16x1x1xf32>) outs(%75 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = math.rsqrt %in : f32
      linalg.yield %268 : f32
    } -> tensor<1x16x1x1xf32>
    %167 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%concat_36, %164 : tensor<2x16x6x7xf32>, tensor<1x16x1x1xf32>) outs(%62 : tensor<2x16x6x7xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.subf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<2x16x6x7xf32>
    %168 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%167, %166 : tensor<2x16x6x7xf32>, tensor<1x16x1x1xf32>) outs(%62 : tensor<2x16x6x7xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.mulf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<2x16x6x7xf32>
    %collapsed_37 = tensor.collapse_shape %164 [[0, 1, 2, 3]] : tensor<1x16x1x1xf32> into tensor<16xf32>
    %169 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_37 : tensor<16xf32>) outs(%84 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_6 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<16xf32>
    %170 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg37 : tensor<16xf32>) outs(%84 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_5 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<16xf32>
    %171 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%169, %170 : tensor<16xf32>, tensor<16xf32>) outs(%84 : tensor<16xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.addf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<16xf32>
    %collapsed_38 = tensor.collapse_shape %162 [[0, 1, 2, 3]] : tensor<1x16x1x1xf32> into tensor<16xf32>
    %172 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_38 : tensor<16xf32>) outs(%84 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_3 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<16xf32>
    %173 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%172 : tensor<16xf32>) outs(%84 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_6 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<16xf32>
    %174 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg38 : tensor<16xf32>) outs(%84 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_5 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<16xf32>
    %175 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%173, %174 : tensor<16xf32>, tensor<16xf32>) outs(%84 : tensor<16xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.addf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<16xf32>
    %expanded_39 = tensor.expand_shape %arg16 [[0, 1, 2]] output_shape [16, 1, 1] : tensor<16xf32> into tensor<16x1x1xf32>
    %176 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%168, %expanded_39 : tensor<2x16x6x7xf32>, tensor<16x1x1xf32>) outs(%62 : tensor<2x16x6x7xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.mulf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<2x16x6x7xf32>
    %expanded_40 = tensor.expand_shape %arg17 [[0, 1, 2]] output_shape [16, 1, 1] : tensor<16xf32> into tensor<16x1x1xf32>
    %177 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%176, %expanded_40 : tensor<2x16x6x7xf32>, tensor<16x1x1xf32>) outs(%62 : tensor<2x16x6x7xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.addf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<2x16x6x7xf32>
    %178 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%177 : tensor<2x16x6x7xf32>) outs(%62 : tensor<2x16x6x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.cmpf ugt, %in, %cst : f32
      %269 = arith.select %268, %in, %cst : f32
      linalg.yield %269 : f32
    } -> tensor<2x16x6x7xf32>
    %179 = linalg.fill ins(%cst : f32) outs(%33 : tensor<2x8x6x7xf32>) -> tensor<2x8x6x7xf32>
    %180 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%178, %arg18 : tensor<2x16x6x7xf32>, tensor<8x16x1x1xf32>) outs(%179 : tensor<2x8x6x7xf32>) -> tensor<2x8x6x7xf32>
    %181 = tensor.empty() : tensor<2x8x3x3xf32>
    %182 = linalg.fill ins(%cst : f32) outs(%181 : tensor<2x8x3x3xf32>) -> tensor<2x8x3x3xf32>
    %183 = tensor.empty() : tensor<2x2xf32>
    %184 = linalg.pooling_nchw_sum {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%180, %183 : tensor<2x8x6x7xf32>, tensor<2x2xf32>) outs(%182 : tensor<2x8x3x3xf32>) -> tensor<2x8x3x3xf32>
    %185 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%184 : tensor<2x8x3x3xf32>) outs(%181 : tensor<2x8x3x3xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.divf %in, %cst_12 : f32
      linalg.yield %268 : f32
    } -> tensor<2x8x3x3xf32>
    %186 = tensor.empty() : tensor<2x8x3x3xf64>
    %187 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%185 : tensor<2x8x3x3xf32>) outs(%186 : tensor<2x8x3x3xf64>) {
    ^bb0(%in: f32, %out: f64):
      %268 = arith.extf %in : f32 to f64
      linalg.yield %268 : f64
    } -> tensor<2x8x3x3xf64>
    %188 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%187 : tensor<2x8x3x3xf64>) outs(%6 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %268 = arith.addf %in, %out : f64
      linalg.yield %268 : f64
    } -> tensor<1x8x1x1xf64>
    %189 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%188 : tensor<1x8x1x1xf64>) outs(%5 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %268 = arith.divf %in, %cst_13 : f64
      linalg.yield %268 : f64
    } -> tensor<1x8x1x1xf64>
    %190 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%187, %189 : tensor<2x8x3x3xf64>, tensor<1x8x1x1xf64>) outs(%186 : tensor<2x8x3x3xf64>) {
    ^bb0(%in: f64, %in_55: f64, %out: f64):
      %268 = arith.subf %in, %in_55 : f64
      linalg.yield %268 : f64
    } -> tensor<2x8x3x3xf64>
    %191 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%190, %190 : tensor<2x8x3x3xf64>, tensor<2x8x3x3xf64>) outs(%186 : tensor<2x8x3x3xf64>) {
    ^bb0(%in: f64, %in_55: f64, %out: f64):
      %268 = arith.mulf %in, %in_55 : f64
      linalg.yield %268 : f64
    } -> tensor<2x8x3x3xf64>
    %192 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%191 : tensor<2x8x3x3xf64>) outs(%6 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %268 = arith.addf %in, %out : f64
      linalg.yield %268 : f64
    } -> tensor<1x8x1x1xf64>
    %193 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%192 : tensor<1x8x1x1xf64>) outs(%5 : tensor<1x8x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %268 = arith.divf %in, %cst_13 : f64
      linalg.yield %268 : f64
    } -> tensor<1x8x1x1xf64>
    %194 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%193 : tensor<1x8x1x1xf64>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %268 = arith.truncf %in : f64 to f32
      linalg.yield %268 : f32
    } -> tensor<1x8x1x1xf32>
    %195 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%185 : tensor<2x8x3x3xf32>) outs(%15 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.addf %in, %out : f32
      linalg.yield %268 : f32
    } -> tensor<1x8x1x1xf32>
    %196 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%195 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.divf %in, %cst_14 : f32
      linalg.yield %268 : f32
    } -> tensor<1x8x1x1xf32>
    %197 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%194 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_7 : f64 to f32
      %269 = arith.addf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<1x8x1x1xf32>
    %198 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%197 : tensor<1x8x1x1xf32>) outs(%13 : tensor<1x8x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = math.rsqrt %in : f32
      linalg.yield %268 : f32
    } -> tensor<1x8x1x1xf32>
    %199 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%185, %196 : tensor<2x8x3x3xf32>, tensor<1x8x1x1xf32>) outs(%181 : tensor<2x8x3x3xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.subf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<2x8x3x3xf32>
    %200 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%199, %198 : tensor<2x8x3x3xf32>, tensor<1x8x1x1xf32>) outs(%181 : tensor<2x8x3x3xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.mulf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<2x8x3x3xf32>
    %collapsed_41 = tensor.collapse_shape %196 [[0, 1, 2, 3]] : tensor<1x8x1x1xf32> into tensor<8xf32>
    %201 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_41 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_6 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<8xf32>
    %202 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg39 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_5 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<8xf32>
    %203 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%201, %202 : tensor<8xf32>, tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.addf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<8xf32>
    %collapsed_42 = tensor.collapse_shape %194 [[0, 1, 2, 3]] : tensor<1x8x1x1xf32> into tensor<8xf32>
    %204 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_42 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_2 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<8xf32>
    %205 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%204 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_6 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<8xf32>
    %206 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg40 : tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_5 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<8xf32>
    %207 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%205, %206 : tensor<8xf32>, tensor<8xf32>) outs(%22 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.addf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<8xf32>
    %expanded_43 = tensor.expand_shape %arg19 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %208 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%200, %expanded_43 : tensor<2x8x3x3xf32>, tensor<8x1x1xf32>) outs(%181 : tensor<2x8x3x3xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.mulf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<2x8x3x3xf32>
    %expanded_44 = tensor.expand_shape %arg20 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %209 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%208, %expanded_44 : tensor<2x8x3x3xf32>, tensor<8x1x1xf32>) outs(%181 : tensor<2x8x3x3xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.addf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<2x8x3x3xf32>
    %210 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%209 : tensor<2x8x3x3xf32>) outs(%181 : tensor<2x8x3x3xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.cmpf ugt, %in, %cst : f32
      %269 = arith.select %268, %in, %cst : f32
      linalg.yield %269 : f32
    } -> tensor<2x8x3x3xf32>
    %211 = tensor.empty() : tensor<2x16x3x3xf32>
    %212 = linalg.fill ins(%cst : f32) outs(%211 : tensor<2x16x3x3xf32>) -> tensor<2x16x3x3xf32>
    %213 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%210, %arg21 : tensor<2x8x3x3xf32>, tensor<16x8x1x1xf32>) outs(%212 : tensor<2x16x3x3xf32>) -> tensor<2x16x3x3xf32>
    %214 = tensor.empty() : tensor<2x16x3x3xf64>
    %215 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%213 : tensor<2x16x3x3xf32>) outs(%214 : tensor<2x16x3x3xf64>) {
    ^bb0(%in: f32, %out: f64):
      %268 = arith.extf %in : f32 to f64
      linalg.yield %268 : f64
    } -> tensor<2x16x3x3xf64>
    %216 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%215 : tensor<2x16x3x3xf64>) outs(%68 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %268 = arith.addf %in, %out : f64
      linalg.yield %268 : f64
    } -> tensor<1x16x1x1xf64>
    %217 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%216 : tensor<1x16x1x1xf64>) outs(%67 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %268 = arith.divf %in, %cst_13 : f64
      linalg.yield %268 : f64
    } -> tensor<1x16x1x1xf64>
    %218 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%215, %217 : tensor<2x16x3x3xf64>, tensor<1x16x1x1xf64>) outs(%214 : tensor<2x16x3x3xf64>) {
    ^bb0(%in: f64, %in_55: f64, %out: f64):
      %268 = arith.subf %in, %in_55 : f64
      linalg.yield %268 : f64
    } -> tensor<2x16x3x3xf64>
    %219 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%218, %218 : tensor<2x16x3x3xf64>, tensor<2x16x3x3xf64>) outs(%214 : tensor<2x16x3x3xf64>) {
    ^bb0(%in: f64, %in_55: f64, %out: f64):
      %268 = arith.mulf %in, %in_55 : f64
      linalg.yield %268 : f64
    } -> tensor<2x16x3x3xf64>
    %220 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%219 : tensor<2x16x3x3xf64>) outs(%68 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %268 = arith.addf %in, %out : f64
      linalg.yield %268 : f64
    } -> tensor<1x16x1x1xf64>
    %221 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%220 : tensor<1x16x1x1xf64>) outs(%67 : tensor<1x16x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %268 = arith.divf %in, %cst_13 : f64
      linalg.yield %268 : f64
    } -> tensor<1x16x1x1xf64>
    %222 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%221 : tensor<1x16x1x1xf64>) outs(%75 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %268 = arith.truncf %in : f64 to f32
      linalg.yield %268 : f32
    } -> tensor<1x16x1x1xf32>
    %223 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%213 : tensor<2x16x3x3xf32>) outs(%77 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.addf %in, %out : f32
      linalg.yield %268 : f32
    } -> tensor<1x16x1x1xf32>
    %224 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%223 : tensor<1x16x1x1xf32>) outs(%75 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.divf %in, %cst_14 : f32
      linalg.yield %268 : f32
    } -> tensor<1x16x1x1xf32>
    %225 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%222 : tensor<1x16x1x1xf32>) outs(%75 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_7 : f64 to f32
      %269 = arith.addf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<1x16x1x1xf32>
    %226 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%225 : tensor<1x16x1x1xf32>) outs(%75 : tensor<1x16x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = math.rsqrt %in : f32
      linalg.yield %268 : f32
    } -> tensor<1x16x1x1xf32>
    %227 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%213, %224 : tensor<2x16x3x3xf32>, tensor<1x16x1x1xf32>) outs(%211 : tensor<2x16x3x3xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.subf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<2x16x3x3xf32>
    %228 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%227, %226 : tensor<2x16x3x3xf32>, tensor<1x16x1x1xf32>) outs(%211 : tensor<2x16x3x3xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.mulf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<2x16x3x3xf32>
    %collapsed_45 = tensor.collapse_shape %224 [[0, 1, 2, 3]] : tensor<1x16x1x1xf32> into tensor<16xf32>
    %229 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_45 : tensor<16xf32>) outs(%84 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_6 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<16xf32>
    %230 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg41 : tensor<16xf32>) outs(%84 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_5 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<16xf32>
    %231 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%229, %230 : tensor<16xf32>, tensor<16xf32>) outs(%84 : tensor<16xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.addf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<16xf32>
    %collapsed_46 = tensor.collapse_shape %222 [[0, 1, 2, 3]] : tensor<1x16x1x1xf32> into tensor<16xf32>
    %232 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_46 : tensor<16xf32>) outs(%84 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_2 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<16xf32>
    %233 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%232 : tensor<16xf32>) outs(%84 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_6 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<16xf32>
    %234 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg42 : tensor<16xf32>) outs(%84 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_5 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<16xf32>
    %235 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%233, %234 : tensor<16xf32>, tensor<16xf32>) outs(%84 : tensor<16xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.addf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<16xf32>
    %expanded_47 = tensor.expand_shape %arg22 [[0, 1, 2]] output_shape [16, 1, 1] : tensor<16xf32> into tensor<16x1x1xf32>
    %236 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%228, %expanded_47 : tensor<2x16x3x3xf32>, tensor<16x1x1xf32>) outs(%211 : tensor<2x16x3x3xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.mulf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<2x16x3x3xf32>
    %expanded_48 = tensor.expand_shape %arg23 [[0, 1, 2]] output_shape [16, 1, 1] : tensor<16xf32> into tensor<16x1x1xf32>
    %237 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%236, %expanded_48 : tensor<2x16x3x3xf32>, tensor<16x1x1xf32>) outs(%211 : tensor<2x16x3x3xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.addf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<2x16x3x3xf32>
    %238 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%237 : tensor<2x16x3x3xf32>) outs(%211 : tensor<2x16x3x3xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.cmpf ugt, %in, %cst : f32
      %269 = arith.select %268, %in, %cst : f32
      linalg.yield %269 : f32
    } -> tensor<2x16x3x3xf32>
    %padded_49 = tensor.pad %238 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg45: index, %arg46: index, %arg47: index, %arg48: index):
      tensor.yield %cst : f32
    } : tensor<2x16x3x3xf32> to tensor<2x16x5x5xf32>
    %239 = tensor.empty() : tensor<2x4x3x3xf32>
    %240 = linalg.fill ins(%cst : f32) outs(%239 : tensor<2x4x3x3xf32>) -> tensor<2x4x3x3xf32>
    %241 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_49, %arg24 : tensor<2x16x5x5xf32>, tensor<4x16x3x3xf32>) outs(%240 : tensor<2x4x3x3xf32>) -> tensor<2x4x3x3xf32>
    %concat_50 = tensor.concat dim(1) %185, %241 : (tensor<2x8x3x3xf32>, tensor<2x4x3x3xf32>) -> tensor<2x12x3x3xf32>
    %242 = tensor.empty() : tensor<2x12x3x3xf64>
    %243 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%concat_50 : tensor<2x12x3x3xf32>) outs(%242 : tensor<2x12x3x3xf64>) {
    ^bb0(%in: f32, %out: f64):
      %268 = arith.extf %in : f32 to f64
      linalg.yield %268 : f64
    } -> tensor<2x12x3x3xf64>
    %244 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%243 : tensor<2x12x3x3xf64>) outs(%101 : tensor<1x12x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %268 = arith.addf %in, %out : f64
      linalg.yield %268 : f64
    } -> tensor<1x12x1x1xf64>
    %245 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%244 : tensor<1x12x1x1xf64>) outs(%100 : tensor<1x12x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %268 = arith.divf %in, %cst_13 : f64
      linalg.yield %268 : f64
    } -> tensor<1x12x1x1xf64>
    %246 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%243, %245 : tensor<2x12x3x3xf64>, tensor<1x12x1x1xf64>) outs(%242 : tensor<2x12x3x3xf64>) {
    ^bb0(%in: f64, %in_55: f64, %out: f64):
      %268 = arith.subf %in, %in_55 : f64
      linalg.yield %268 : f64
    } -> tensor<2x12x3x3xf64>
    %247 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%246, %246 : tensor<2x12x3x3xf64>, tensor<2x12x3x3xf64>) outs(%242 : tensor<2x12x3x3xf64>) {
    ^bb0(%in: f64, %in_55: f64, %out: f64):
      %268 = arith.mulf %in, %in_55 : f64
      linalg.yield %268 : f64
    } -> tensor<2x12x3x3xf64>
    %248 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%247 : tensor<2x12x3x3xf64>) outs(%101 : tensor<1x12x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %268 = arith.addf %in, %out : f64
      linalg.yield %268 : f64
    } -> tensor<1x12x1x1xf64>
    %249 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%248 : tensor<1x12x1x1xf64>) outs(%100 : tensor<1x12x1x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %268 = arith.divf %in, %cst_13 : f64
      linalg.yield %268 : f64
    } -> tensor<1x12x1x1xf64>
    %250 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%249 : tensor<1x12x1x1xf64>) outs(%108 : tensor<1x12x1x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %268 = arith.truncf %in : f64 to f32
      linalg.yield %268 : f32
    } -> tensor<1x12x1x1xf32>
    %251 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%concat_50 : tensor<2x12x3x3xf32>) outs(%110 : tensor<1x12x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.addf %in, %out : f32
      linalg.yield %268 : f32
    } -> tensor<1x12x1x1xf32>
    %252 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%251 : tensor<1x12x1x1xf32>) outs(%108 : tensor<1x12x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.divf %in, %cst_14 : f32
      linalg.yield %268 : f32
    } -> tensor<1x12x1x1xf32>
    %253 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%250 : tensor<1x12x1x1xf32>) outs(%108 : tensor<1x12x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_7 : f64 to f32
      %269 = arith.addf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<1x12x1x1xf32>
    %254 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%253 : tensor<1x12x1x1xf32>) outs(%108 : tensor<1x12x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = math.rsqrt %in : f32
      linalg.yield %268 : f32
    } -> tensor<1x12x1x1xf32>
    %255 = tensor.empty() : tensor<2x12x3x3xf32>
    %256 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%concat_50, %252 : tensor<2x12x3x3xf32>, tensor<1x12x1x1xf32>) outs(%255 : tensor<2x12x3x3xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.subf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<2x12x3x3xf32>
    %257 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%256, %254 : tensor<2x12x3x3xf32>, tensor<1x12x1x1xf32>) outs(%255 : tensor<2x12x3x3xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.mulf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<2x12x3x3xf32>
    %collapsed_51 = tensor.collapse_shape %252 [[0, 1, 2, 3]] : tensor<1x12x1x1xf32> into tensor<12xf32>
    %258 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_51 : tensor<12xf32>) outs(%118 : tensor<12xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_6 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<12xf32>
    %259 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg43 : tensor<12xf32>) outs(%118 : tensor<12xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_5 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<12xf32>
    %260 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%258, %259 : tensor<12xf32>, tensor<12xf32>) outs(%118 : tensor<12xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.addf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<12xf32>
    %collapsed_52 = tensor.collapse_shape %250 [[0, 1, 2, 3]] : tensor<1x12x1x1xf32> into tensor<12xf32>
    %261 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%collapsed_52 : tensor<12xf32>) outs(%118 : tensor<12xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_2 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<12xf32>
    %262 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%261 : tensor<12xf32>) outs(%118 : tensor<12xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_6 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<12xf32>
    %263 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel"]} ins(%arg44 : tensor<12xf32>) outs(%118 : tensor<12xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.truncf %cst_5 : f64 to f32
      %269 = arith.mulf %in, %268 : f32
      linalg.yield %269 : f32
    } -> tensor<12xf32>
    %264 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types = ["parallel"]} ins(%262, %263 : tensor<12xf32>, tensor<12xf32>) outs(%118 : tensor<12xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.addf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<12xf32>
    %expanded_53 = tensor.expand_shape %arg25 [[0, 1, 2]] output_shape [12, 1, 1] : tensor<12xf32> into tensor<12x1x1xf32>
    %265 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%257, %expanded_53 : tensor<2x12x3x3xf32>, tensor<12x1x1xf32>) outs(%255 : tensor<2x12x3x3xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.mulf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<2x12x3x3xf32>
    %expanded_54 = tensor.expand_shape %arg26 [[0, 1, 2]] output_shape [12, 1, 1] : tensor<12xf32> into tensor<12x1x1xf32>
    %266 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%265, %expanded_54 : tensor<2x12x3x3xf32>, tensor<12x1x1xf32>) outs(%255 : tensor<2x12x3x3xf32>) {
    ^bb0(%in: f32, %in_55: f32, %out: f32):
      %268 = arith.addf %in, %in_55 : f32
      linalg.yield %268 : f32
    } -> tensor<2x12x3x3xf32>
    %267 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%266 : tensor<2x12x3x3xf32>) outs(%255 : tensor<2x12x3x3xf32>) {
    ^bb0(%in: f32, %out: f32):
      %268 = arith.cmpf ugt, %in, %cst : f32
      %269 = arith.select %268, %in, %cst : f32
      linalg.yield %269 : f32
    } -> tensor<2x12x3x3xf32>
    return %267, %25, %29, %54, %58, %87, %91, %121, %125, %146, %150, %171, %175, %203, %207, %231, %235, %260, %264 : tensor<2x12x3x3xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<12xf32>, tensor<12xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<8xf32>, tensor<8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<12xf32>, tensor<12xf32>
  }
}

#map = affine_map<(d0) -> (d0)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d1, 0, 0)>
module {
  func.func @main(%arg0: tensor<2x3x21x27xf32> {lrcnn.name = "x", lrcnn.role = "activation"}, %arg1: tensor<8x3x7x7xf32> {lrcnn.name = "conv1.weight", lrcnn.role = "parameter"}, %arg2: tensor<8xf32> {lrcnn.name = "bn1.weight", lrcnn.role = "parameter"}, %arg3: tensor<8xf32> {lrcnn.name = "bn1.bias", lrcnn.role = "parameter"}, %arg4: tensor<8x8x3x3xf32> {lrcnn.name = "layer1.0.conv1.weight", lrcnn.role = "parameter"}, %arg5: tensor<8xf32> {lrcnn.name = "layer1.0.bn1.weight", lrcnn.role = "parameter"}, %arg6: tensor<8xf32> {lrcnn.name = "layer1.0.bn1.bias", lrcnn.role = "parameter"}, %arg7: tensor<8x8x3x3xf32> {lrcnn.name = "layer1.0.conv2.weight", lrcnn.role = "parameter"}, %arg8: tensor<8xf32> {lrcnn.name = "layer1.0.bn2.weight", lrcnn.role = "parameter"}, %arg9: tensor<8xf32> {lrcnn.name = "layer1.0.bn2.bias", lrcnn.role = "parameter"}, %arg10: tensor<16x8x3x3xf32> {lrcnn.name = "layer2.0.conv1.weight", lrcnn.role = "parameter"}, %arg11: tensor<16xf32> {lrcnn.name = "layer2.0.bn1.weight", lrcnn.role = "parameter"}, %arg12: tensor<16xf32> {lrcnn.name = "layer2.0.bn1.bias", lrcnn.role = "parameter"}, %arg13: tensor<16x16x3x3xf32> {lrcnn.name = "layer2.0.conv2.weight", lrcnn.role = "parameter"}, %arg14: tensor<16xf32> {lrcnn.name = "layer2.0.bn2.weight", lrcnn.role = "parameter"}, %arg15: tensor<16xf32> {lrcnn.name = "layer2.0.bn2.bias", lrcnn.role = "parameter"}, %arg16: tensor<16x8x1x1xf32> {lrcnn.name = "layer2.0.downsample.0.weight", lrcnn.role = "parameter"}, %arg17: tensor<16xf32> {lrcnn.name = "layer2.0.downsample.1.weight", lrcnn.role = "parameter"}, %arg18: tensor<16xf32> {lrcnn.name = "layer2.0.downsample.1.bias", lrcnn.role = "parameter"}, %arg19: tensor<8xf32> {lrcnn.name = "bn1.running_mean", lrcnn.requires_grad = false}, %arg20: tensor<8xf32> {lrcnn.name = "bn1.running_var", lrcnn.requires_grad = false}, %arg21: tensor<8xf32> {lrcnn.name = "layer1.0.bn1.running_mean", lrcnn.requires_grad = false}, %arg22: tensor<8xf32> {lrcnn.name = "layer1.0.bn1.running_var", lrcnn.requires_grad = false}, %arg23: tensor<8xf32> {lrcnn.name = "layer1.0.bn2.running_mean", lrcnn.requires_grad = false}, %arg24: tensor<8xf32> {lrcnn.name = "layer1.0.bn2.running_var", lrcnn.requires_grad = false}, %arg25: tensor<16xf32> {lrcnn.name = "layer2.0.bn1.running_mean", lrcnn.requires_grad = false}, %arg26: tensor<16xf32> {lrcnn.name = "layer2.0.bn1.running_var", lrcnn.requires_grad = false}, %arg27: tensor<16xf32> {lrcnn.name = "layer2.0.bn2.running_mean", lrcnn.requires_grad = false}, %arg28: tensor<16xf32> {lrcnn.name = "layer2.0.bn2.running_var", lrcnn.requires_grad = false}, %arg29: tensor<16xf32> {lrcnn.name = "layer2.0.downsample.1.running_mean", lrcnn.requires_grad = false}, %arg30: tensor<16xf32> {lrcnn.name = "layer2.0.downsample.1.running_var", lrcnn.requires_grad = false}) -> tensor<2x16x3x4xf32> {
    %cst = arith.constant 0.000000e+00 : f32
    %cst_0 = arith.constant 1.000000e+00 : f32
    %cst_1 = arith.constant 0xFF800000 : f32
    %cst_2 = arith.constant 1.000000e-05 : f64
    %padded = tensor.pad %arg0 low[0, 0, 3, 3] high[0, 0, 3, 3] {
    ^bb0(%arg31: index, %arg32: index, %arg33: index, %arg34: index):
      tensor.yield %cst : f32
    } : tensor<2x3x21x27xf32> to tensor<2x3x27x33xf32>
    %0 = tensor.empty() : tensor<2x8x11x14xf32>
    %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<2x8x11x14xf32>) -> tensor<2x8x11x14xf32>
    %2 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%padded, %arg1 : tensor<2x3x27x33xf32>, tensor<8x3x7x7xf32>) outs(%1 : tensor<2x8x11x14xf32>) -> tensor<2x8x11x14xf32>
    %3 = tensor.empty() : tensor<8xf32>
    %4 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%arg20 : tensor<8xf32>) outs(%3 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %66 = arith.truncf %cst_2 : f64 to f32
      %67 = arith.addf %in, %66 : f32
      linalg.yield %67 : f32
    } -> tensor<8xf32>
    %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%4 : tensor<8xf32>) outs(%3 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %66 = math.sqrt %in : f32
      linalg.yield %66 : f32
    } -> tensor<8xf32>
    %6 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%5 : tensor<8xf32>) outs(%3 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %66 = arith.cmpf one, %in, %cst : f32
      cf.assert %66, "unimplemented: tensor with zero element"
      %67 = arith.divf %cst_0, %in : f32
      linalg.yield %67 : f32
    } -> tensor<8xf32>
    %expanded = tensor.expand_shape %arg19 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %expanded_3 = tensor.expand_shape %6 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %7 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%2, %expanded : tensor<2x8x11x14xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_31: f32, %out: f32):
      %66 = arith.subf %in, %in_31 : f32
      linalg.yield %66 : f32
    } -> tensor<2x8x11x14xf32>
    %8 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%7, %expanded_3 : tensor<2x8x11x14xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_31: f32, %out: f32):
      %66 = arith.mulf %in, %in_31 : f32
      linalg.yield %66 : f32
    } -> tensor<2x8x11x14xf32>
    %expanded_4 = tensor.expand_shape %arg2 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %9 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%8, %expanded_4 : tensor<2x8x11x14xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_31: f32, %out: f32):
      %66 = arith.mulf %in, %in_31 : f32
      linalg.yield %66 : f32
    } -> tensor<2x8x11x14xf32>
    %expanded_5 = tensor.expand_shape %arg3 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %10 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%9, %expanded_5 : tensor<2x8x11x14xf32>, tensor<8x1x1xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %in_31: f32, %out: f32):
      %66 = arith.addf %in, %in_31 : f32
      linalg.yield %66 : f32
    } -> tensor<2x8x11x14xf32>
    %11 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%10 : tensor<2x8x11x14xf32>) outs(%0 : tensor<2x8x11x14xf32>) {
    ^bb0(%in: f32, %out: f32):
      %66 = arith.cmpf ugt, %in, %cst : f32
      %67 = arith.select %66, %in, %cst : f32
      linalg.yield %67 : f32
    } -> tensor<2x8x11x14xf32>
    %padded_6 = tensor.pad %11 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg31: index, %arg32: index, %arg33: index, %arg34: index):
      tensor.yield %cst_1 : f32
    } : tensor<2x8x11x14xf32> to tensor<2x8x13x16xf32>
    %12 = tensor.empty() : tensor<2x8x6x7xf32>
    %13 = linalg.fill ins(%cst_1 : f32) outs(%12 : tensor<2x8x6x7xf32>) -> tensor<2x8x6x7xf32>
    %14 = tensor.empty() : tensor<3x3xf32>
    %15 = linalg.pooling_nchw_max {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%padded_6, %14 : tensor<2x8x13x16xf32>, tensor<3x3xf32>) outs(%13 : tensor<2x8x6x7xf32>) -> tensor<2x8x6x7xf32>
    %padded_7 = tensor.pad %15 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg31: index, %arg32: index, %arg33: index, %arg34: index):
      tensor.yield %cst : f32
    } : tensor<2x8x6x7xf32> to tensor<2x8x8x9xf32>
    %16 = linalg.fill ins(%cst : f32) outs(%12 : tensor<2x8x6x7xf32>) -> tensor<2x8x6x7xf32>
    %17 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_7, %arg4 : tensor<2x8x8x9xf32>, tensor<8x8x3x3xf32>) outs(%16 : tensor<2x8x6x7xf32>) -> tensor<2x8x6x7xf32>
    %18 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%arg22 : tensor<8xf32>) outs(%3 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %66 = arith.truncf %cst_2 : f64 to f32
      %67 = arith.addf %in, %66 : f32
      linalg.yield %67 : f32
    } -> tensor<8xf32>
    %19 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%18 : tensor<8xf32>) outs(%3 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %66 = math.sqrt %in : f32
      linalg.yield %66 : f32
    } -> tensor<8xf32>
    %20 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%19 : tensor<8xf32>) outs(%3 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %66 = arith.cmpf one, %in, %cst : f32
      cf.assert %66, "unimplemented: tensor with zero element"
      %67 = arith.divf %cst_0, %in : f32
      linalg.yield %67 : f32
    } -> tensor<8xf32>
    %expanded_8 = tensor.expand_shape %arg21 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %expanded_9 = tensor.expand_shape %20 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %21 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%17, %expanded_8 : tensor<2x8x6x7xf32>, tensor<8x1x1xf32>) outs(%12 : tensor<2x8x6x7xf32>) {
    ^bb0(%in: f32, %in_31: f32, %out: f32):
      %66 = arith.subf %in, %in_31 : f32
      linalg.yield %66 : f32
    } -> tensor<2x8x6x7xf32>
    %22 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%21, %expanded_9 : tensor<2x8x6x7xf32>, tensor<8x1x1xf32>) outs(%12 : tensor<2x8x6x7xf32>) {
    ^bb0(%in: f32, %in_31: f32, %out: f32):
      %66 = arith.mulf %in, %in_31 : f32
      linalg.yield %66 : f32
    } -> tensor<2x8x6x7xf32>
    %expanded_10 = tensor.expand_shape %arg5 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %23 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%22, %expanded_10 : tensor<2x8x6x7xf32>, tensor<8x1x1xf32>) outs(%12 : tensor<2x8x6x7xf32>) {
    ^bb0(%in: f32, %in_31: f32, %out: f32):
      %66 = arith.mulf %in, %in_31 : f32
      linalg.yield %66 : f32
    } -> tensor<2x8x6x7xf32>
    %expanded_11 = tensor.expand_shape %arg6 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %24 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%23, %expanded_11 : tensor<2x8x6x7xf32>, tensor<8x1x1xf32>) outs(%12 : tensor<2x8x6x7xf32>) {
    ^bb0(%in: f32, %in_31: f32, %out: f32):
      %66 = arith.addf %in, %in_31 : f32
      linalg.yield %66 : f32
    } -> tensor<2x8x6x7xf32>
    %25 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%24 : tensor<2x8x6x7xf32>) outs(%12 : tensor<2x8x6x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %66 = arith.cmpf ugt, %in, %cst : f32
      %67 = arith.select %66, %in, %cst : f32
      linalg.yield %67 : f32
    } -> tensor<2x8x6x7xf32>
    %padded_12 = tensor.pad %25 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg31: index, %arg32: index, %arg33: index, %arg34: index):
      tensor.yield %cst : f32
    } : tensor<2x8x6x7xf32> to tensor<2x8x8x9xf32>
    %26 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_12, %arg7 : tensor<2x8x8x9xf32>, tensor<8x8x3x3xf32>) outs(%16 : tensor<2x8x6x7xf32>) -> tensor<2x8x6x7xf32>
    %27 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%arg24 : tensor<8xf32>) outs(%3 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %66 = arith.truncf %cst_2 : f64 to f32
      %67 = arith.addf %in, %66 : f32
      linalg.yield %67 : f32
    } -> tensor<8xf32>
    %28 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%27 : tensor<8xf32>) outs(%3 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %66 = math.sqrt %in : f32
      linalg.yield %66 : f32
    } -> tensor<8xf32>
    %29 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%28 : tensor<8xf32>) outs(%3 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %66 = arith.cmpf one, %in, %cst : f32
      cf.assert %66, "unimplemented: tensor with zero element"
      %67 = arith.divf %cst_0, %in : f32
      linalg.yield %67 : f32
    } -> tensor<8xf32>
    %expanded_13 = tensor.expand_shape %arg23 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %expanded_14 = tensor.expand_shape %29 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %30 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%26, %expanded_13 : tensor<2x8x6x7xf32>, tensor<8x1x1xf32>) outs(%12 : tensor<2x8x6x7xf32>) {
    ^bb0(%in: f32, %in_31: f32, %out: f32):
      %66 = arith.subf %in, %in_31 : f32
      linalg.yield %66 : f32
    } -> tensor<2x8x6x7xf32>
    %31 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%30, %expanded_14 : tensor<2x8x6x7xf32>, tensor<8x1x1xf32>) outs(%12 : tensor<2x8x6x7xf32>) {
    ^bb0(%in: f32, %in_31: f32, %out: f32):
      %66 = arith.mulf %in, %in_31 : f32
      linalg.yield %66 : f32
    } -> tensor<2x8x6x7xf32>
    %expanded_15 = tensor.expand_shape %arg8 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %32 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%31, %expanded_15 : tensor<2x8x6x7xf32>, tensor<8x1x1xf32>) outs(%12 : tensor<2x8x6x7xf32>) {
    ^bb0(%in: f32, %in_31: f32, %out: f32):
      %66 = arith.mulf %in, %in_31 : f32
      linalg.yield %66 : f32
    } -> tensor<2x8x6x7xf32>
    %expanded_16 = tensor.expand_shape %arg9 [[0, 1, 2]] output_shape [8, 1, 1] : tensor<8xf32> into tensor<8x1x1xf32>
    %33 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%32, %expanded_16 : tensor<2x8x6x7xf32>, tensor<8x1x1xf32>) outs(%12 : tensor<2x8x6x7xf32>) {
    ^bb0(%in: f32, %in_31: f32, %out: f32):
      %66 = arith.addf %in, %in_31 : f32
      linalg.yield %66 : f32
    } -> tensor<2x8x6x7xf32>
    %34 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%33, %15 : tensor<2x8x6x7xf32>, tensor<2x8x6x7xf32>) outs(%12 : tensor<2x8x6x7xf32>) {
    ^bb0(%in: f32, %in_31: f32, %out: f32):
      %66 = arith.addf %in, %in_31 : f32
      linalg.yield %66 : f32
    } -> tensor<2x8x6x7xf32>
    %35 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%34 : tensor<2x8x6x7xf32>) outs(%12 : tensor<2x8x6x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %66 = arith.cmpf ugt, %in, %cst : f32
      %67 = arith.select %66, %in, %cst : f32
      linalg.yield %67 : f32
    } -> tensor<2x8x6x7xf32>
    %padded_17 = tensor.pad %35 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg31: index, %arg32: index, %arg33: index, %arg34: index):
      tensor.yield %cst : f32
    } : tensor<2x8x6x7xf32> to tensor<2x8x8x9xf32>
    %36 = tensor.empty() : tensor<2x16x3x4xf32>
    %37 = linalg.fill ins(%cst : f32) outs(%36 : tensor<2x16x3x4xf32>) -> tensor<2x16x3x4xf32>
    %38 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%padded_17, %arg10 : tensor<2x8x8x9xf32>, tensor<16x8x3x3xf32>) outs(%37 : tensor<2x16x3x4xf32>) -> tensor<2x16x3x4xf32>
    %39 = tensor.empty() : tensor<16xf32>
    %40 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%arg26 : tensor<16xf32>) outs(%39 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %66 = arith.truncf %cst_2 : f64 to f32
      %67 = arith.addf %in, %66 : f32
      linalg.yield %67 : f32
    } -> tensor<16xf32>
    %41 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%40 : tensor<16xf32>) outs(%39 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %66 = math.sqrt %in : f32
      linalg.yield %66 : f32
    } -> tensor<16xf32>
    %42 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%41 : tensor<16xf32>) outs(%39 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %66 = arith.cmpf one, %in, %cst : f32
      cf.assert %66, "unimplemented: tensor with zero element"
      %67 = arith.divf %cst_0, %in : f32
      linalg.yield %67 : f32
    } -> tensor<16xf32>
    %expanded_18 = tensor.expand_shape %arg25 [[0, 1, 2]] output_shape [16, 1, 1] : tensor<16xf32> into tensor<16x1x1xf32>
    %expanded_19 = tensor.expand_shape %42 [[0, 1, 2]] output_shape [16, 1, 1] : tensor<16xf32> into tensor<16x1x1xf32>
    %43 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%38, %expanded_18 : tensor<2x16x3x4xf32>, tensor<16x1x1xf32>) outs(%36 : tensor<2x16x3x4xf32>) {
    ^bb0(%in: f32, %in_31: f32, %out: f32):
      %66 = arith.subf %in, %in_31 : f32
      linalg.yield %66 : f32
    } -> tensor<2x16x3x4xf32>
    %44 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%43, %expanded_19 : tensor<2x16x3x4xf32>, tensor<16x1x1xf32>) outs(%36 : tensor<2x16x3x4xf32>) {
    ^bb0(%in: f32, %in_31: f32, %out: f32):
      %66 = arith.mulf %in, %in_31 : f32
      linalg.yield %66 : f32
    } -> tensor<2x16x3x4xf32>
    %expanded_20 = tensor.expand_shape %arg11 [[0, 1, 2]] output_shape [16, 1, 1] : tensor<16xf32> into tensor<16x1x1xf32>
    %45 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%44, %expanded_20 : tensor<2x16x3x4xf32>, tensor<16x1x1xf32>) outs(%36 : tensor<2x16x3x4xf32>) {
    ^bb0(%in: f32, %in_31: f32, %out: f32):
      %66 = arith.mulf %in, %in_31 : f32
      linalg.yield %66 : f32
    } -> tensor<2x16x3x4xf32>
    %expanded_21 = tensor.expand_shape %arg12 [[0, 1, 2]] output_shape [16, 1, 1] : tensor<16xf32> into tensor<16x1x1xf32>
    %46 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%45, %expanded_21 : tensor<2x16x3x4xf32>, tensor<16x1x1xf32>) outs(%36 : tensor<2x16x3x4xf32>) {
    ^bb0(%in: f32, %in_31: f32, %out: f32):
      %66 = arith.addf %in, %in_31 : f32
      linalg.yield %66 : f32
    } -> tensor<2x16x3x4xf32>
    %47 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%46 : tensor<2x16x3x4xf32>) outs(%36 : tensor<2x16x3x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      %66 = arith.cmpf ugt, %in, %cst : f32
      %67 = arith.select %66, %in, %cst : f32
      linalg.yield %67 : f32
    } -> tensor<2x16x3x4xf32>
    %padded_22 = tensor.pad %47 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg31: index, %arg32: index, %arg33: index, %arg34: index):
      tensor.yield %cst : f32
    } : tensor<2x16x3x4xf32> to tensor<2x16x5x6xf32>
    %48 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_22, %arg13 : tensor<2x16x5x6xf32>, tensor<16x16x3x3xf32>) outs(%37 : tensor<2x16x3x4xf32>) -> tensor<2x16x3x4xf32>
    %49 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%arg28 : tensor<16xf32>) outs(%39 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %66 = arith.truncf %cst_2 : f64 to f32
      %67 = arith.addf %in, %66 : f32
      linalg.yield %67 : f32
    } -> tensor<16xf32>
    %50 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%49 : tensor<16xf32>) outs(%39 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %66 = math.sqrt %in : f32
      linalg.yield %66 : f32
    } -> tensor<16xf32>
    %51 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%50 : tensor<16xf32>) outs(%39 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %66 = arith.cmpf one, %in, %cst : f32
      cf.assert %66, "unimplemented: tensor with zero element"
      %67 = arith.divf %cst_0, %in : f32
      linalg.yield %67 : f32
    } -> tensor<16xf32>
    %expanded_23 = tensor.expand_shape %arg27 [[0, 1, 2]] output_shape [16, 1, 1] : tensor<16xf32> into tensor<16x1x1xf32>
    %expanded_24 = tensor.expand_shape %51 [[0, 1, 2]] output_shape [16, 1, 1] : tensor<16xf32> into tensor<16x1x1xf32>
    %52 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%48, %expanded_23 : tensor<2x16x3x4xf32>, tensor<16x1x1xf32>) outs(%36 : tensor<2x16x3x4xf32>) {
    ^bb0(%in: f32, %in_31: f32, %out: f32):
      %66 = arith.subf %in, %in_31 : f32
      linalg.yield %66 : f32
    } -> tensor<2x16x3x4xf32>
    %53 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%52, %expanded_24 : tensor<2x16x3x4xf32>, tensor<16x1x1xf32>) outs(%36 : tensor<2x16x3x4xf32>) {
    ^bb0(%in: f32, %in_31: f32, %out: f32):
      %66 = arith.mulf %in, %in_31 : f32
      linalg.yield %66 : f32
    } -> tensor<2x16x3x4xf32>
    %expanded_25 = tensor.expand_shape %arg14 [[0, 1, 2]] output_shape [16, 1, 1] : tensor<16xf32> into tensor<16x1x1xf32>
    %54 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%53, %expanded_25 : tensor<2x16x3x4xf32>, tensor<16x1x1xf32>) outs(%36 : tensor<2x16x3x4xf32>) {
    ^bb0(%in: f32, %in_31: f32, %out: f32):
      %66 = arith.mulf %in, %in_31 : f32
      linalg.yield %66 : f32
    } -> tensor<2x16x3x4xf32>
    %expanded_26 = tensor.expand_shape %arg15 [[0, 1, 2]] output_shape [16, 1, 1] : tensor<16xf32> into tensor<16x1x1xf32>
    %55 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%54, %expanded_26 : tensor<2x16x3x4xf32>, tensor<16x1x1xf32>) outs(%36 : tensor<2x16x3x4xf32>) {
    ^bb0(%in: f32, %in_31: f32, %out: f32):
      %66 = arith.addf %in, %in_31 : f32
      linalg.yield %66 : f32
    } -> tensor<2x16x3x4xf32>
    %56 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%35, %arg16 : tensor<2x8x6x7xf32>, tensor<16x8x1x1xf32>) outs(%37 : tensor<2x16x3x4xf32>) -> tensor<2x16x3x4xf32>
    %57 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%arg30 : tensor<16xf32>) outs(%39 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %66 = arith.truncf %cst_2 : f64 to f32
      %67 = arith.addf %in, %66 : f32
      linalg.yield %67 : f32
    } -> tensor<16xf32>
    %58 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%57 : tensor<16xf32>) outs(%39 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %66 = math.sqrt %in : f32
      linalg.yield %66 : f32
    } -> tensor<16xf32>
    %59 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%58 : tensor<16xf32>) outs(%39 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %66 = arith.cmpf one, %in, %cst : f32
      cf.assert %66, "unimplemented: tensor with zero element"
      %67 = arith.divf %cst_0, %in : f32
      linalg.yield %67 : f32
    } -> tensor<16xf32>
    %expanded_27 = tensor.expand_shape %arg29 [[0, 1, 2]] output_shape [16, 1, 1] : tensor<16xf32> into tensor<16x1x1xf32>
    %expanded_28 = tensor.expand_shape %59 [[0, 1, 2]] output_shape [16, 1, 1] : tensor<16xf32> into tensor<16x1x1xf32>
    %60 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%56, %expanded_27 : tensor<2x16x3x4xf32>, tensor<16x1x1xf32>) outs(%36 : tensor<2x16x3x4xf32>) {
    ^bb0(%in: f32, %in_31: f32, %out: f32):
      %66 = arith.subf %in, %in_31 : f32
      linalg.yield %66 : f32
    } -> tensor<2x16x3x4xf32>
    %61 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%60, %expanded_28 : tensor<2x16x3x4xf32>, tensor<16x1x1xf32>) outs(%36 : tensor<2x16x3x4xf32>) {
    ^bb0(%in: f32, %in_31: f32, %out: f32):
      %66 = arith.mulf %in, %in_31 : f32
      linalg.yield %66 : f32
    } -> tensor<2x16x3x4xf32>
    %expanded_29 = tensor.expand_shape %arg17 [[0, 1, 2]] output_shape [16, 1, 1] : tensor<16xf32> into tensor<16x1x1xf32>
    %62 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%61, %expanded_29 : tensor<2x16x3x4xf32>, tensor<16x1x1xf32>) outs(%36 : tensor<2x16x3x4xf32>) {
    ^bb0(%in: f32, %in_31: f32, %out: f32):
      %66 = arith.mulf %in, %in_31 : f32
      linalg.yield %66 : f32
    } -> tensor<2x16x3x4xf32>
    %expanded_30 = tensor.expand_shape %arg18 [[0, 1, 2]] output_shape [16, 1, 1] : tensor<16xf32> into tensor<16x1x1xf32>
    %63 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%62, %expanded_30 : tensor<2x16x3x4xf32>, tensor<16x1x1xf32>) outs(%36 : tensor<2x16x3x4xf32>) {
    ^bb0(%in: f32, %in_31: f32, %out: f32):
      %66 = arith.addf %in, %in_31 : f32
      linalg.yield %66 : f32
    } -> tensor<2x16x3x4xf32>
    %64 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%55, %63 : tensor<2x16x3x4xf32>, tensor<2x16x3x4xf32>) outs(%36 : tensor<2x16x3x4xf32>) {
    ^bb0(%in: f32, %in_31: f32, %out: f32):
      %66 = arith.addf %in, %in_31 : f32
      linalg.yield %66 : f32
    } -> tensor<2x16x3x4xf32>
    %65 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%64 : tensor<2x16x3x4xf32>) outs(%36 : tensor<2x16x3x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      %66 = arith.cmpf ugt, %in, %cst : f32
      %67 = arith.select %66, %in, %cst : f32
      linalg.yield %67 : f32
    } -> tensor<2x16x3x4xf32>
    return %65 : tensor<2x16x3x4xf32>
  }
}

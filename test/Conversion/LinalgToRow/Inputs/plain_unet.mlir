#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
module {
  func.func @main(%arg0: tensor<1x3x64x64xf32> {lrcnn.name = "x", lrcnn.role = "activation"}, %arg1: tensor<8x3x3x3xf32> {lrcnn.name = "down1.weight", lrcnn.role = "parameter"}, %arg2: tensor<8xf32> {lrcnn.name = "down1.bias", lrcnn.role = "parameter"}, %arg3: tensor<16x8x3x3xf32> {lrcnn.name = "down2.weight", lrcnn.role = "parameter"}, %arg4: tensor<16xf32> {lrcnn.name = "down2.bias", lrcnn.role = "parameter"}, %arg5: tensor<16x16x3x3xf32> {lrcnn.name = "bottom.weight", lrcnn.role = "parameter"}, %arg6: tensor<16xf32> {lrcnn.name = "bottom.bias", lrcnn.role = "parameter"}, %arg7: tensor<8x32x3x3xf32> {lrcnn.name = "up2.weight", lrcnn.role = "parameter"}, %arg8: tensor<8xf32> {lrcnn.name = "up2.bias", lrcnn.role = "parameter"}, %arg9: tensor<8x16x3x3xf32> {lrcnn.name = "up1.weight", lrcnn.role = "parameter"}, %arg10: tensor<8xf32> {lrcnn.name = "up1.bias", lrcnn.role = "parameter"}, %arg11: tensor<1x8x1x1xf32> {lrcnn.name = "head.weight", lrcnn.role = "parameter"}, %arg12: tensor<1xf32> {lrcnn.name = "head.bias", lrcnn.role = "parameter"}) -> tensor<1x1x64x64xf32> {
    %cst = arith.constant 0.000000e+00 : f32
    %cst_0 = arith.constant 4.000000e+00 : f32
    %cst_1 = arith.constant 2.000000e+00 : f32
    %c0 = arith.constant 0 : index
    %cst_2 = arith.constant 1.500000e+01 : f32
    %cst_3 = arith.constant 3.100000e+01 : f32
    %padded = tensor.pad %arg0 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg13: index, %arg14: index, %arg15: index, %arg16: index):
      tensor.yield %cst : f32
    } : tensor<1x3x64x64xf32> to tensor<1x3x66x66xf32>
    %0 = tensor.empty() : tensor<1x8x64x64xf32>
    %broadcasted = linalg.broadcast ins(%arg2 : tensor<8xf32>) outs(%0 : tensor<1x8x64x64xf32>) dimensions = [0, 2, 3] 
    %1 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded, %arg1 : tensor<1x3x66x66xf32>, tensor<8x3x3x3xf32>) outs(%broadcasted : tensor<1x8x64x64xf32>) -> tensor<1x8x64x64xf32>
    %2 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%1 : tensor<1x8x64x64xf32>) outs(%0 : tensor<1x8x64x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %25 = arith.cmpf ugt, %in, %cst : f32
      %26 = arith.select %25, %in, %cst : f32
      linalg.yield %26 : f32
    } -> tensor<1x8x64x64xf32>
    %3 = tensor.empty() : tensor<1x8x32x32xf32>
    %4 = linalg.fill ins(%cst : f32) outs(%3 : tensor<1x8x32x32xf32>) -> tensor<1x8x32x32xf32>
    %5 = tensor.empty() : tensor<2x2xf32>
    %6 = linalg.pooling_nchw_sum {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%2, %5 : tensor<1x8x64x64xf32>, tensor<2x2xf32>) outs(%4 : tensor<1x8x32x32xf32>) -> tensor<1x8x32x32xf32>
    %7 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%6 : tensor<1x8x32x32xf32>) outs(%3 : tensor<1x8x32x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %25 = arith.divf %in, %cst_0 : f32
      linalg.yield %25 : f32
    } -> tensor<1x8x32x32xf32>
    %padded_4 = tensor.pad %7 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg13: index, %arg14: index, %arg15: index, %arg16: index):
      tensor.yield %cst : f32
    } : tensor<1x8x32x32xf32> to tensor<1x8x34x34xf32>
    %8 = tensor.empty() : tensor<1x16x32x32xf32>
    %broadcasted_5 = linalg.broadcast ins(%arg4 : tensor<16xf32>) outs(%8 : tensor<1x16x32x32xf32>) dimensions = [0, 2, 3] 
    %9 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_4, %arg3 : tensor<1x8x34x34xf32>, tensor<16x8x3x3xf32>) outs(%broadcasted_5 : tensor<1x16x32x32xf32>) -> tensor<1x16x32x32xf32>
    %10 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%9 : tensor<1x16x32x32xf32>) outs(%8 : tensor<1x16x32x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %25 = arith.cmpf ugt, %in, %cst : f32
      %26 = arith.select %25, %in, %cst : f32
      linalg.yield %26 : f32
    } -> tensor<1x16x32x32xf32>
    %11 = tensor.empty() : tensor<1x16x16x16xf32>
    %12 = linalg.fill ins(%cst : f32) outs(%11 : tensor<1x16x16x16xf32>) -> tensor<1x16x16x16xf32>
    %13 = linalg.pooling_nchw_sum {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%10, %5 : tensor<1x16x32x32xf32>, tensor<2x2xf32>) outs(%12 : tensor<1x16x16x16xf32>) -> tensor<1x16x16x16xf32>
    %14 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%13 : tensor<1x16x16x16xf32>) outs(%11 : tensor<1x16x16x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %25 = arith.divf %in, %cst_0 : f32
      linalg.yield %25 : f32
    } -> tensor<1x16x16x16xf32>
    %padded_6 = tensor.pad %14 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg13: index, %arg14: index, %arg15: index, %arg16: index):
      tensor.yield %cst : f32
    } : tensor<1x16x16x16xf32> to tensor<1x16x18x18xf32>
    %broadcasted_7 = linalg.broadcast ins(%arg6 : tensor<16xf32>) outs(%11 : tensor<1x16x16x16xf32>) dimensions = [0, 2, 3] 
    %15 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_6, %arg5 : tensor<1x16x18x18xf32>, tensor<16x16x3x3xf32>) outs(%broadcasted_7 : tensor<1x16x16x16xf32>) -> tensor<1x16x16x16xf32>
    %16 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%15 : tensor<1x16x16x16xf32>) outs(%11 : tensor<1x16x16x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %25 = arith.cmpf ugt, %in, %cst : f32
      %26 = arith.select %25, %in, %cst : f32
      linalg.yield %26 : f32
    } -> tensor<1x16x16x16xf32>
    %17 = linalg.generic {indexing_maps = [#map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} outs(%8 : tensor<1x16x32x32xf32>) {
    ^bb0(%out: f32):
      %25 = linalg.index 1 : index
      %26 = linalg.index 2 : index
      %27 = linalg.index 3 : index
      %28 = arith.index_cast %26 : index to i64
      %29 = arith.sitofp %28 : i64 to f32
      %30 = arith.divf %29, %cst_1 : f32
      %31 = math.floor %30 : f32
      %32 = arith.maximumf %31, %cst : f32
      %33 = arith.minimumf %32, %cst_2 : f32
      %34 = arith.fptosi %33 : f32 to i64
      %35 = arith.index_cast %34 : i64 to index
      %36 = arith.index_cast %27 : index to i64
      %37 = arith.sitofp %36 : i64 to f32
      %38 = arith.divf %37, %cst_1 : f32
      %39 = math.floor %38 : f32
      %40 = arith.maximumf %39, %cst : f32
      %41 = arith.minimumf %40, %cst_2 : f32
      %42 = arith.fptosi %41 : f32 to i64
      %43 = arith.index_cast %42 : i64 to index
      %extracted = tensor.extract %16[%c0, %25, %35, %43] : tensor<1x16x16x16xf32>
      linalg.yield %extracted : f32
    } -> tensor<1x16x32x32xf32>
    %concat = tensor.concat dim(1) %17, %10 : (tensor<1x16x32x32xf32>, tensor<1x16x32x32xf32>) -> tensor<1x32x32x32xf32>
    %padded_8 = tensor.pad %concat low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg13: index, %arg14: index, %arg15: index, %arg16: index):
      tensor.yield %cst : f32
    } : tensor<1x32x32x32xf32> to tensor<1x32x34x34xf32>
    %broadcasted_9 = linalg.broadcast ins(%arg8 : tensor<8xf32>) outs(%3 : tensor<1x8x32x32xf32>) dimensions = [0, 2, 3] 
    %18 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_8, %arg7 : tensor<1x32x34x34xf32>, tensor<8x32x3x3xf32>) outs(%broadcasted_9 : tensor<1x8x32x32xf32>) -> tensor<1x8x32x32xf32>
    %19 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%18 : tensor<1x8x32x32xf32>) outs(%3 : tensor<1x8x32x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %25 = arith.cmpf ugt, %in, %cst : f32
      %26 = arith.select %25, %in, %cst : f32
      linalg.yield %26 : f32
    } -> tensor<1x8x32x32xf32>
    %20 = linalg.generic {indexing_maps = [#map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} outs(%0 : tensor<1x8x64x64xf32>) {
    ^bb0(%out: f32):
      %25 = linalg.index 1 : index
      %26 = linalg.index 2 : index
      %27 = linalg.index 3 : index
      %28 = arith.index_cast %26 : index to i64
      %29 = arith.sitofp %28 : i64 to f32
      %30 = arith.divf %29, %cst_1 : f32
      %31 = math.floor %30 : f32
      %32 = arith.maximumf %31, %cst : f32
      %33 = arith.minimumf %32, %cst_3 : f32
      %34 = arith.fptosi %33 : f32 to i64
      %35 = arith.index_cast %34 : i64 to index
      %36 = arith.index_cast %27 : index to i64
      %37 = arith.sitofp %36 : i64 to f32
      %38 = arith.divf %37, %cst_1 : f32
      %39 = math.floor %38 : f32
      %40 = arith.maximumf %39, %cst : f32
      %41 = arith.minimumf %40, %cst_3 : f32
      %42 = arith.fptosi %41 : f32 to i64
      %43 = arith.index_cast %42 : i64 to index
      %extracted = tensor.extract %19[%c0, %25, %35, %43] : tensor<1x8x32x32xf32>
      linalg.yield %extracted : f32
    } -> tensor<1x8x64x64xf32>
    %concat_10 = tensor.concat dim(1) %20, %2 : (tensor<1x8x64x64xf32>, tensor<1x8x64x64xf32>) -> tensor<1x16x64x64xf32>
    %padded_11 = tensor.pad %concat_10 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg13: index, %arg14: index, %arg15: index, %arg16: index):
      tensor.yield %cst : f32
    } : tensor<1x16x64x64xf32> to tensor<1x16x66x66xf32>
    %broadcasted_12 = linalg.broadcast ins(%arg10 : tensor<8xf32>) outs(%0 : tensor<1x8x64x64xf32>) dimensions = [0, 2, 3] 
    %21 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_11, %arg9 : tensor<1x16x66x66xf32>, tensor<8x16x3x3xf32>) outs(%broadcasted_12 : tensor<1x8x64x64xf32>) -> tensor<1x8x64x64xf32>
    %22 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%21 : tensor<1x8x64x64xf32>) outs(%0 : tensor<1x8x64x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %25 = arith.cmpf ugt, %in, %cst : f32
      %26 = arith.select %25, %in, %cst : f32
      linalg.yield %26 : f32
    } -> tensor<1x8x64x64xf32>
    %23 = tensor.empty() : tensor<1x1x64x64xf32>
    %broadcasted_13 = linalg.broadcast ins(%arg12 : tensor<1xf32>) outs(%23 : tensor<1x1x64x64xf32>) dimensions = [0, 2, 3] 
    %24 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%22, %arg11 : tensor<1x8x64x64xf32>, tensor<1x8x1x1xf32>) outs(%broadcasted_13 : tensor<1x1x64x64xf32>) -> tensor<1x1x64x64xf32>
    return %24 : tensor<1x1x64x64xf32>
  }
}

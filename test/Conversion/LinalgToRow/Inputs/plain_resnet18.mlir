#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, 0, 0)>
module {
  func.func @main(%arg0: tensor<1x3x64x64xf32> {lrcnn.name = "x", lrcnn.role = "activation"}, %arg1: tensor<8x3x7x7xf32> {lrcnn.name = "0.weight", lrcnn.role = "parameter"}, %arg2: tensor<8xf32> {lrcnn.name = "0.bias", lrcnn.role = "parameter"}, %arg3: tensor<8x8x3x3xf32> {lrcnn.name = "3.conv1.weight", lrcnn.role = "parameter"}, %arg4: tensor<8xf32> {lrcnn.name = "3.conv1.bias", lrcnn.role = "parameter"}, %arg5: tensor<8x8x3x3xf32> {lrcnn.name = "3.conv2.weight", lrcnn.role = "parameter"}, %arg6: tensor<8xf32> {lrcnn.name = "3.conv2.bias", lrcnn.role = "parameter"}, %arg7: tensor<8x8x3x3xf32> {lrcnn.name = "4.conv1.weight", lrcnn.role = "parameter"}, %arg8: tensor<8xf32> {lrcnn.name = "4.conv1.bias", lrcnn.role = "parameter"}, %arg9: tensor<8x8x3x3xf32> {lrcnn.name = "4.conv2.weight", lrcnn.role = "parameter"}, %arg10: tensor<8xf32> {lrcnn.name = "4.conv2.bias", lrcnn.role = "parameter"}, %arg11: tensor<16x8x3x3xf32> {lrcnn.name = "5.conv1.weight", lrcnn.role = "parameter"}, %arg12: tensor<16xf32> {lrcnn.name = "5.conv1.bias", lrcnn.role = "parameter"}, %arg13: tensor<16x16x3x3xf32> {lrcnn.name = "5.conv2.weight", lrcnn.role = "parameter"}, %arg14: tensor<16xf32> {lrcnn.name = "5.conv2.bias", lrcnn.role = "parameter"}, %arg15: tensor<16x8x1x1xf32> {lrcnn.name = "5.project.weight", lrcnn.role = "parameter"}, %arg16: tensor<16x16x3x3xf32> {lrcnn.name = "6.conv1.weight", lrcnn.role = "parameter"}, %arg17: tensor<16xf32> {lrcnn.name = "6.conv1.bias", lrcnn.role = "parameter"}, %arg18: tensor<16x16x3x3xf32> {lrcnn.name = "6.conv2.weight", lrcnn.role = "parameter"}, %arg19: tensor<16xf32> {lrcnn.name = "6.conv2.bias", lrcnn.role = "parameter"}, %arg20: tensor<32x16x3x3xf32> {lrcnn.name = "7.conv1.weight", lrcnn.role = "parameter"}, %arg21: tensor<32xf32> {lrcnn.name = "7.conv1.bias", lrcnn.role = "parameter"}, %arg22: tensor<32x32x3x3xf32> {lrcnn.name = "7.conv2.weight", lrcnn.role = "parameter"}, %arg23: tensor<32xf32> {lrcnn.name = "7.conv2.bias", lrcnn.role = "parameter"}, %arg24: tensor<32x16x1x1xf32> {lrcnn.name = "7.project.weight", lrcnn.role = "parameter"}, %arg25: tensor<32x32x3x3xf32> {lrcnn.name = "8.conv1.weight", lrcnn.role = "parameter"}, %arg26: tensor<32xf32> {lrcnn.name = "8.conv1.bias", lrcnn.role = "parameter"}, %arg27: tensor<32x32x3x3xf32> {lrcnn.name = "8.conv2.weight", lrcnn.role = "parameter"}, %arg28: tensor<32xf32> {lrcnn.name = "8.conv2.bias", lrcnn.role = "parameter"}, %arg29: tensor<64x32x3x3xf32> {lrcnn.name = "9.conv1.weight", lrcnn.role = "parameter"}, %arg30: tensor<64xf32> {lrcnn.name = "9.conv1.bias", lrcnn.role = "parameter"}, %arg31: tensor<64x64x3x3xf32> {lrcnn.name = "9.conv2.weight", lrcnn.role = "parameter"}, %arg32: tensor<64xf32> {lrcnn.name = "9.conv2.bias", lrcnn.role = "parameter"}, %arg33: tensor<64x32x1x1xf32> {lrcnn.name = "9.project.weight", lrcnn.role = "parameter"}, %arg34: tensor<64x64x3x3xf32> {lrcnn.name = "10.conv1.weight", lrcnn.role = "parameter"}, %arg35: tensor<64xf32> {lrcnn.name = "10.conv1.bias", lrcnn.role = "parameter"}, %arg36: tensor<64x64x3x3xf32> {lrcnn.name = "10.conv2.weight", lrcnn.role = "parameter"}, %arg37: tensor<64xf32> {lrcnn.name = "10.conv2.bias", lrcnn.role = "parameter"}) -> tensor<1x64x1x1xf32> {
    %cst = arith.constant 0.000000e+00 : f32
    %cst_0 = arith.constant 0xFF800000 : f32
    %cst_1 = arith.constant 4.000000e+00 : f32
    %padded = tensor.pad %arg0 low[0, 0, 3, 3] high[0, 0, 3, 3] {
    ^bb0(%arg38: index, %arg39: index, %arg40: index, %arg41: index):
      tensor.yield %cst : f32
    } : tensor<1x3x64x64xf32> to tensor<1x3x70x70xf32>
    %0 = tensor.empty() : tensor<1x8x32x32xf32>
    %broadcasted = linalg.broadcast ins(%arg2 : tensor<8xf32>) outs(%0 : tensor<1x8x32x32xf32>) dimensions = [0, 2, 3] 
    %1 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%padded, %arg1 : tensor<1x3x70x70xf32>, tensor<8x3x7x7xf32>) outs(%broadcasted : tensor<1x8x32x32xf32>) -> tensor<1x8x32x32xf32>
    %2 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%1 : tensor<1x8x32x32xf32>) outs(%0 : tensor<1x8x32x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %60 = arith.cmpf ugt, %in, %cst : f32
      %61 = arith.select %60, %in, %cst : f32
      linalg.yield %61 : f32
    } -> tensor<1x8x32x32xf32>
    %padded_2 = tensor.pad %2 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg38: index, %arg39: index, %arg40: index, %arg41: index):
      tensor.yield %cst_0 : f32
    } : tensor<1x8x32x32xf32> to tensor<1x8x34x34xf32>
    %3 = tensor.empty() : tensor<1x8x16x16xf32>
    %4 = linalg.fill ins(%cst_0 : f32) outs(%3 : tensor<1x8x16x16xf32>) -> tensor<1x8x16x16xf32>
    %5 = tensor.empty() : tensor<3x3xf32>
    %6 = linalg.pooling_nchw_max {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%padded_2, %5 : tensor<1x8x34x34xf32>, tensor<3x3xf32>) outs(%4 : tensor<1x8x16x16xf32>) -> tensor<1x8x16x16xf32>
    %padded_3 = tensor.pad %6 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg38: index, %arg39: index, %arg40: index, %arg41: index):
      tensor.yield %cst : f32
    } : tensor<1x8x16x16xf32> to tensor<1x8x18x18xf32>
    %broadcasted_4 = linalg.broadcast ins(%arg4 : tensor<8xf32>) outs(%3 : tensor<1x8x16x16xf32>) dimensions = [0, 2, 3] 
    %7 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_3, %arg3 : tensor<1x8x18x18xf32>, tensor<8x8x3x3xf32>) outs(%broadcasted_4 : tensor<1x8x16x16xf32>) -> tensor<1x8x16x16xf32>
    %8 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%7 : tensor<1x8x16x16xf32>) outs(%3 : tensor<1x8x16x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %60 = arith.cmpf ugt, %in, %cst : f32
      %61 = arith.select %60, %in, %cst : f32
      linalg.yield %61 : f32
    } -> tensor<1x8x16x16xf32>
    %padded_5 = tensor.pad %8 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg38: index, %arg39: index, %arg40: index, %arg41: index):
      tensor.yield %cst : f32
    } : tensor<1x8x16x16xf32> to tensor<1x8x18x18xf32>
    %broadcasted_6 = linalg.broadcast ins(%arg6 : tensor<8xf32>) outs(%3 : tensor<1x8x16x16xf32>) dimensions = [0, 2, 3] 
    %9 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_5, %arg5 : tensor<1x8x18x18xf32>, tensor<8x8x3x3xf32>) outs(%broadcasted_6 : tensor<1x8x16x16xf32>) -> tensor<1x8x16x16xf32>
    %10 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%9, %6 : tensor<1x8x16x16xf32>, tensor<1x8x16x16xf32>) outs(%3 : tensor<1x8x16x16xf32>) {
    ^bb0(%in: f32, %in_35: f32, %out: f32):
      %60 = arith.addf %in, %in_35 : f32
      linalg.yield %60 : f32
    } -> tensor<1x8x16x16xf32>
    %11 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%10 : tensor<1x8x16x16xf32>) outs(%3 : tensor<1x8x16x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %60 = arith.cmpf ugt, %in, %cst : f32
      %61 = arith.select %60, %in, %cst : f32
      linalg.yield %61 : f32
    } -> tensor<1x8x16x16xf32>
    %padded_7 = tensor.pad %11 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg38: index, %arg39: index, %arg40: index, %arg41: index):
      tensor.yield %cst : f32
    } : tensor<1x8x16x16xf32> to tensor<1x8x18x18xf32>
    %broadcasted_8 = linalg.broadcast ins(%arg8 : tensor<8xf32>) outs(%3 : tensor<1x8x16x16xf32>) dimensions = [0, 2, 3] 
    %12 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_7, %arg7 : tensor<1x8x18x18xf32>, tensor<8x8x3x3xf32>) outs(%broadcasted_8 : tensor<1x8x16x16xf32>) -> tensor<1x8x16x16xf32>
    %13 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%12 : tensor<1x8x16x16xf32>) outs(%3 : tensor<1x8x16x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %60 = arith.cmpf ugt, %in, %cst : f32
      %61 = arith.select %60, %in, %cst : f32
      linalg.yield %61 : f32
    } -> tensor<1x8x16x16xf32>
    %padded_9 = tensor.pad %13 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg38: index, %arg39: index, %arg40: index, %arg41: index):
      tensor.yield %cst : f32
    } : tensor<1x8x16x16xf32> to tensor<1x8x18x18xf32>
    %broadcasted_10 = linalg.broadcast ins(%arg10 : tensor<8xf32>) outs(%3 : tensor<1x8x16x16xf32>) dimensions = [0, 2, 3] 
    %14 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_9, %arg9 : tensor<1x8x18x18xf32>, tensor<8x8x3x3xf32>) outs(%broadcasted_10 : tensor<1x8x16x16xf32>) -> tensor<1x8x16x16xf32>
    %15 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%14, %11 : tensor<1x8x16x16xf32>, tensor<1x8x16x16xf32>) outs(%3 : tensor<1x8x16x16xf32>) {
    ^bb0(%in: f32, %in_35: f32, %out: f32):
      %60 = arith.addf %in, %in_35 : f32
      linalg.yield %60 : f32
    } -> tensor<1x8x16x16xf32>
    %16 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%15 : tensor<1x8x16x16xf32>) outs(%3 : tensor<1x8x16x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %60 = arith.cmpf ugt, %in, %cst : f32
      %61 = arith.select %60, %in, %cst : f32
      linalg.yield %61 : f32
    } -> tensor<1x8x16x16xf32>
    %padded_11 = tensor.pad %16 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg38: index, %arg39: index, %arg40: index, %arg41: index):
      tensor.yield %cst : f32
    } : tensor<1x8x16x16xf32> to tensor<1x8x18x18xf32>
    %17 = tensor.empty() : tensor<1x16x8x8xf32>
    %broadcasted_12 = linalg.broadcast ins(%arg12 : tensor<16xf32>) outs(%17 : tensor<1x16x8x8xf32>) dimensions = [0, 2, 3] 
    %18 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%padded_11, %arg11 : tensor<1x8x18x18xf32>, tensor<16x8x3x3xf32>) outs(%broadcasted_12 : tensor<1x16x8x8xf32>) -> tensor<1x16x8x8xf32>
    %19 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%18 : tensor<1x16x8x8xf32>) outs(%17 : tensor<1x16x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %60 = arith.cmpf ugt, %in, %cst : f32
      %61 = arith.select %60, %in, %cst : f32
      linalg.yield %61 : f32
    } -> tensor<1x16x8x8xf32>
    %padded_13 = tensor.pad %19 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg38: index, %arg39: index, %arg40: index, %arg41: index):
      tensor.yield %cst : f32
    } : tensor<1x16x8x8xf32> to tensor<1x16x10x10xf32>
    %broadcasted_14 = linalg.broadcast ins(%arg14 : tensor<16xf32>) outs(%17 : tensor<1x16x8x8xf32>) dimensions = [0, 2, 3] 
    %20 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_13, %arg13 : tensor<1x16x10x10xf32>, tensor<16x16x3x3xf32>) outs(%broadcasted_14 : tensor<1x16x8x8xf32>) -> tensor<1x16x8x8xf32>
    %21 = linalg.fill ins(%cst : f32) outs(%17 : tensor<1x16x8x8xf32>) -> tensor<1x16x8x8xf32>
    %22 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%16, %arg15 : tensor<1x8x16x16xf32>, tensor<16x8x1x1xf32>) outs(%21 : tensor<1x16x8x8xf32>) -> tensor<1x16x8x8xf32>
    %23 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%20, %22 : tensor<1x16x8x8xf32>, tensor<1x16x8x8xf32>) outs(%17 : tensor<1x16x8x8xf32>) {
    ^bb0(%in: f32, %in_35: f32, %out: f32):
      %60 = arith.addf %in, %in_35 : f32
      linalg.yield %60 : f32
    } -> tensor<1x16x8x8xf32>
    %24 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%23 : tensor<1x16x8x8xf32>) outs(%17 : tensor<1x16x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %60 = arith.cmpf ugt, %in, %cst : f32
      %61 = arith.select %60, %in, %cst : f32
      linalg.yield %61 : f32
    } -> tensor<1x16x8x8xf32>
    %padded_15 = tensor.pad %24 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg38: index, %arg39: index, %arg40: index, %arg41: index):
      tensor.yield %cst : f32
    } : tensor<1x16x8x8xf32> to tensor<1x16x10x10xf32>
    %broadcasted_16 = linalg.broadcast ins(%arg17 : tensor<16xf32>) outs(%17 : tensor<1x16x8x8xf32>) dimensions = [0, 2, 3] 
    %25 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_15, %arg16 : tensor<1x16x10x10xf32>, tensor<16x16x3x3xf32>) outs(%broadcasted_16 : tensor<1x16x8x8xf32>) -> tensor<1x16x8x8xf32>
    %26 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%25 : tensor<1x16x8x8xf32>) outs(%17 : tensor<1x16x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %60 = arith.cmpf ugt, %in, %cst : f32
      %61 = arith.select %60, %in, %cst : f32
      linalg.yield %61 : f32
    } -> tensor<1x16x8x8xf32>
    %padded_17 = tensor.pad %26 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg38: index, %arg39: index, %arg40: index, %arg41: index):
      tensor.yield %cst : f32
    } : tensor<1x16x8x8xf32> to tensor<1x16x10x10xf32>
    %broadcasted_18 = linalg.broadcast ins(%arg19 : tensor<16xf32>) outs(%17 : tensor<1x16x8x8xf32>) dimensions = [0, 2, 3] 
    %27 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_17, %arg18 : tensor<1x16x10x10xf32>, tensor<16x16x3x3xf32>) outs(%broadcasted_18 : tensor<1x16x8x8xf32>) -> tensor<1x16x8x8xf32>
    %28 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%27, %24 : tensor<1x16x8x8xf32>, tensor<1x16x8x8xf32>) outs(%17 : tensor<1x16x8x8xf32>) {
    ^bb0(%in: f32, %in_35: f32, %out: f32):
      %60 = arith.addf %in, %in_35 : f32
      linalg.yield %60 : f32
    } -> tensor<1x16x8x8xf32>
    %29 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%28 : tensor<1x16x8x8xf32>) outs(%17 : tensor<1x16x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %60 = arith.cmpf ugt, %in, %cst : f32
      %61 = arith.select %60, %in, %cst : f32
      linalg.yield %61 : f32
    } -> tensor<1x16x8x8xf32>
    %padded_19 = tensor.pad %29 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg38: index, %arg39: index, %arg40: index, %arg41: index):
      tensor.yield %cst : f32
    } : tensor<1x16x8x8xf32> to tensor<1x16x10x10xf32>
    %30 = tensor.empty() : tensor<1x32x4x4xf32>
    %broadcasted_20 = linalg.broadcast ins(%arg21 : tensor<32xf32>) outs(%30 : tensor<1x32x4x4xf32>) dimensions = [0, 2, 3] 
    %31 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%padded_19, %arg20 : tensor<1x16x10x10xf32>, tensor<32x16x3x3xf32>) outs(%broadcasted_20 : tensor<1x32x4x4xf32>) -> tensor<1x32x4x4xf32>
    %32 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%31 : tensor<1x32x4x4xf32>) outs(%30 : tensor<1x32x4x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      %60 = arith.cmpf ugt, %in, %cst : f32
      %61 = arith.select %60, %in, %cst : f32
      linalg.yield %61 : f32
    } -> tensor<1x32x4x4xf32>
    %padded_21 = tensor.pad %32 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg38: index, %arg39: index, %arg40: index, %arg41: index):
      tensor.yield %cst : f32
    } : tensor<1x32x4x4xf32> to tensor<1x32x6x6xf32>
    %broadcasted_22 = linalg.broadcast ins(%arg23 : tensor<32xf32>) outs(%30 : tensor<1x32x4x4xf32>) dimensions = [0, 2, 3] 
    %33 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_21, %arg22 : tensor<1x32x6x6xf32>, tensor<32x32x3x3xf32>) outs(%broadcasted_22 : tensor<1x32x4x4xf32>) -> tensor<1x32x4x4xf32>
    %34 = linalg.fill ins(%cst : f32) outs(%30 : tensor<1x32x4x4xf32>) -> tensor<1x32x4x4xf32>
    %35 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%29, %arg24 : tensor<1x16x8x8xf32>, tensor<32x16x1x1xf32>) outs(%34 : tensor<1x32x4x4xf32>) -> tensor<1x32x4x4xf32>
    %36 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%33, %35 : tensor<1x32x4x4xf32>, tensor<1x32x4x4xf32>) outs(%30 : tensor<1x32x4x4xf32>) {
    ^bb0(%in: f32, %in_35: f32, %out: f32):
      %60 = arith.addf %in, %in_35 : f32
      linalg.yield %60 : f32
    } -> tensor<1x32x4x4xf32>
    %37 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%36 : tensor<1x32x4x4xf32>) outs(%30 : tensor<1x32x4x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      %60 = arith.cmpf ugt, %in, %cst : f32
      %61 = arith.select %60, %in, %cst : f32
      linalg.yield %61 : f32
    } -> tensor<1x32x4x4xf32>
    %padded_23 = tensor.pad %37 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg38: index, %arg39: index, %arg40: index, %arg41: index):
      tensor.yield %cst : f32
    } : tensor<1x32x4x4xf32> to tensor<1x32x6x6xf32>
    %broadcasted_24 = linalg.broadcast ins(%arg26 : tensor<32xf32>) outs(%30 : tensor<1x32x4x4xf32>) dimensions = [0, 2, 3] 
    %38 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_23, %arg25 : tensor<1x32x6x6xf32>, tensor<32x32x3x3xf32>) outs(%broadcasted_24 : tensor<1x32x4x4xf32>) -> tensor<1x32x4x4xf32>
    %39 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%38 : tensor<1x32x4x4xf32>) outs(%30 : tensor<1x32x4x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      %60 = arith.cmpf ugt, %in, %cst : f32
      %61 = arith.select %60, %in, %cst : f32
      linalg.yield %61 : f32
    } -> tensor<1x32x4x4xf32>
    %padded_25 = tensor.pad %39 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg38: index, %arg39: index, %arg40: index, %arg41: index):
      tensor.yield %cst : f32
    } : tensor<1x32x4x4xf32> to tensor<1x32x6x6xf32>
    %broadcasted_26 = linalg.broadcast ins(%arg28 : tensor<32xf32>) outs(%30 : tensor<1x32x4x4xf32>) dimensions = [0, 2, 3] 
    %40 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_25, %arg27 : tensor<1x32x6x6xf32>, tensor<32x32x3x3xf32>) outs(%broadcasted_26 : tensor<1x32x4x4xf32>) -> tensor<1x32x4x4xf32>
    %41 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%40, %37 : tensor<1x32x4x4xf32>, tensor<1x32x4x4xf32>) outs(%30 : tensor<1x32x4x4xf32>) {
    ^bb0(%in: f32, %in_35: f32, %out: f32):
      %60 = arith.addf %in, %in_35 : f32
      linalg.yield %60 : f32
    } -> tensor<1x32x4x4xf32>
    %42 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%41 : tensor<1x32x4x4xf32>) outs(%30 : tensor<1x32x4x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      %60 = arith.cmpf ugt, %in, %cst : f32
      %61 = arith.select %60, %in, %cst : f32
      linalg.yield %61 : f32
    } -> tensor<1x32x4x4xf32>
    %padded_27 = tensor.pad %42 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg38: index, %arg39: index, %arg40: index, %arg41: index):
      tensor.yield %cst : f32
    } : tensor<1x32x4x4xf32> to tensor<1x32x6x6xf32>
    %43 = tensor.empty() : tensor<1x64x2x2xf32>
    %broadcasted_28 = linalg.broadcast ins(%arg30 : tensor<64xf32>) outs(%43 : tensor<1x64x2x2xf32>) dimensions = [0, 2, 3] 
    %44 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%padded_27, %arg29 : tensor<1x32x6x6xf32>, tensor<64x32x3x3xf32>) outs(%broadcasted_28 : tensor<1x64x2x2xf32>) -> tensor<1x64x2x2xf32>
    %45 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%44 : tensor<1x64x2x2xf32>) outs(%43 : tensor<1x64x2x2xf32>) {
    ^bb0(%in: f32, %out: f32):
      %60 = arith.cmpf ugt, %in, %cst : f32
      %61 = arith.select %60, %in, %cst : f32
      linalg.yield %61 : f32
    } -> tensor<1x64x2x2xf32>
    %padded_29 = tensor.pad %45 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg38: index, %arg39: index, %arg40: index, %arg41: index):
      tensor.yield %cst : f32
    } : tensor<1x64x2x2xf32> to tensor<1x64x4x4xf32>
    %broadcasted_30 = linalg.broadcast ins(%arg32 : tensor<64xf32>) outs(%43 : tensor<1x64x2x2xf32>) dimensions = [0, 2, 3] 
    %46 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_29, %arg31 : tensor<1x64x4x4xf32>, tensor<64x64x3x3xf32>) outs(%broadcasted_30 : tensor<1x64x2x2xf32>) -> tensor<1x64x2x2xf32>
    %47 = linalg.fill ins(%cst : f32) outs(%43 : tensor<1x64x2x2xf32>) -> tensor<1x64x2x2xf32>
    %48 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%42, %arg33 : tensor<1x32x4x4xf32>, tensor<64x32x1x1xf32>) outs(%47 : tensor<1x64x2x2xf32>) -> tensor<1x64x2x2xf32>
    %49 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%46, %48 : tensor<1x64x2x2xf32>, tensor<1x64x2x2xf32>) outs(%43 : tensor<1x64x2x2xf32>) {
    ^bb0(%in: f32, %in_35: f32, %out: f32):
      %60 = arith.addf %in, %in_35 : f32
      linalg.yield %60 : f32
    } -> tensor<1x64x2x2xf32>
    %50 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%49 : tensor<1x64x2x2xf32>) outs(%43 : tensor<1x64x2x2xf32>) {
    ^bb0(%in: f32, %out: f32):
      %60 = arith.cmpf ugt, %in, %cst : f32
      %61 = arith.select %60, %in, %cst : f32
      linalg.yield %61 : f32
    } -> tensor<1x64x2x2xf32>
    %padded_31 = tensor.pad %50 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg38: index, %arg39: index, %arg40: index, %arg41: index):
      tensor.yield %cst : f32
    } : tensor<1x64x2x2xf32> to tensor<1x64x4x4xf32>
    %broadcasted_32 = linalg.broadcast ins(%arg35 : tensor<64xf32>) outs(%43 : tensor<1x64x2x2xf32>) dimensions = [0, 2, 3] 
    %51 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_31, %arg34 : tensor<1x64x4x4xf32>, tensor<64x64x3x3xf32>) outs(%broadcasted_32 : tensor<1x64x2x2xf32>) -> tensor<1x64x2x2xf32>
    %52 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%51 : tensor<1x64x2x2xf32>) outs(%43 : tensor<1x64x2x2xf32>) {
    ^bb0(%in: f32, %out: f32):
      %60 = arith.cmpf ugt, %in, %cst : f32
      %61 = arith.select %60, %in, %cst : f32
      linalg.yield %61 : f32
    } -> tensor<1x64x2x2xf32>
    %padded_33 = tensor.pad %52 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg38: index, %arg39: index, %arg40: index, %arg41: index):
      tensor.yield %cst : f32
    } : tensor<1x64x2x2xf32> to tensor<1x64x4x4xf32>
    %broadcasted_34 = linalg.broadcast ins(%arg37 : tensor<64xf32>) outs(%43 : tensor<1x64x2x2xf32>) dimensions = [0, 2, 3] 
    %53 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_33, %arg36 : tensor<1x64x4x4xf32>, tensor<64x64x3x3xf32>) outs(%broadcasted_34 : tensor<1x64x2x2xf32>) -> tensor<1x64x2x2xf32>
    %54 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%53, %50 : tensor<1x64x2x2xf32>, tensor<1x64x2x2xf32>) outs(%43 : tensor<1x64x2x2xf32>) {
    ^bb0(%in: f32, %in_35: f32, %out: f32):
      %60 = arith.addf %in, %in_35 : f32
      linalg.yield %60 : f32
    } -> tensor<1x64x2x2xf32>
    %55 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%54 : tensor<1x64x2x2xf32>) outs(%43 : tensor<1x64x2x2xf32>) {
    ^bb0(%in: f32, %out: f32):
      %60 = arith.cmpf ugt, %in, %cst : f32
      %61 = arith.select %60, %in, %cst : f32
      linalg.yield %61 : f32
    } -> tensor<1x64x2x2xf32>
    %56 = tensor.empty() : tensor<1x64x1x1xf32>
    %57 = linalg.fill ins(%cst : f32) outs(%56 : tensor<1x64x1x1xf32>) -> tensor<1x64x1x1xf32>
    %58 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "reduction", "reduction"]} ins(%55 : tensor<1x64x2x2xf32>) outs(%57 : tensor<1x64x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %60 = arith.addf %in, %out : f32
      linalg.yield %60 : f32
    } -> tensor<1x64x1x1xf32>
    %59 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%58 : tensor<1x64x1x1xf32>) outs(%56 : tensor<1x64x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %60 = arith.divf %in, %cst_1 : f32
      linalg.yield %60 : f32
    } -> tensor<1x64x1x1xf32>
    return %59 : tensor<1x64x1x1xf32>
  }
}

// Raising what a chain was lowered to gives the chain back: for networks as
// torch-mlir exports them, and for each layer with all that it can have.

// DEFINE: %{inputs} = %S/../LinalgToRow/Inputs
// DEFINE: %{check} = lrcnn-opt %t.chain -lrcnn-row-to-linalg -o %t.linalg && not grep -q row.chain %t.linalg && lrcnn-opt %t.linalg -lrcnn-raise | diff %t.chain -

// RUN: lrcnn-opt %{inputs}/vgg16.mlir -lrcnn-raise -o %t.chain && %{check}
// RUN: lrcnn-opt %{inputs}/plain_resnet18.mlir -lrcnn-raise -o %t.chain && %{check}
// RUN: lrcnn-opt %{inputs}/plain_unet.mlir -lrcnn-raise -o %t.chain && %{check}
// RUN: lrcnn-opt %{inputs}/grouped.mlir -lrcnn-raise -o %t.chain && %{check}
// RUN: lrcnn-opt %{inputs}/short_resnet18.mlir -lrcnn-raise -o %t.chain && %{check}
// RUN: lrcnn-opt %{inputs}/short_resnet18_eval.mlir -lrcnn-raise -o %t.chain && %{check}
// RUN: lrcnn-opt %{inputs}/short_unet.mlir -lrcnn-raise -o %t.chain && %{check}
// RUN: lrcnn-opt %s -o %t.chain && %{check}

func.func @conv_nchw(%x: tensor<2x6x9x7xf32>, %w: tensor<4x3x3x5xf32>,
    %b: tensor<4xf32>) -> tensor<2x4x3x7xf32> {
  %y = row.chain (%a = %x nchw : tensor<2x6x9x7xf32>,
                  %f = %w fchw : tensor<4x3x3x5xf32>,
                  %c = %b vector : tensor<4xf32>)
      -> (nchw tensor<2x4x3x7xf32>) {
    %1 = row.conv %a, %f bias %c stride [3, 1] dilation [2, 1] pad [1, 0, 3, 1] groups 2
        : (tensor<2x9x7x6xf32>, tensor<4x3x5x3xf32>, tensor<4xf32>) -> tensor<2x2x7x4xf32>
    %2 = row.resize %1 nearest to [4, 7] : (tensor<2x2x7x4xf32>) -> tensor<2x4x7x4xf32>
    %3 = row.max_pool %2 kernel [3, 3] dilation [1, 1] pad [1, 0, 1, 1]
        : (tensor<2x4x7x4xf32>) -> tensor<2x3x7x4xf32>
    row.yield %3 : tensor<2x3x7x4xf32>
  }
  return %y : tensor<2x4x3x7xf32>
}

func.func @conv_nhwc(%x: tensor<2x9x7x6xf64>, %w: tensor<4x3x5x3xf64>)
    -> tensor<2x4x7x4xf64> {
  %y = row.chain (%a = %x nhwc : tensor<2x9x7x6xf64>,
                  %f = %w fhwc : tensor<4x3x5x3xf64>)
      -> (nhwc tensor<2x4x7x4xf64>) {
    %1 = row.conv %a, %f stride [3, 1] dilation [2, 1] pad [1, 0, 3, 1] groups 2
        : (tensor<2x9x7x6xf64>, tensor<4x3x5x3xf64>) -> tensor<2x2x7x4xf64>
    %2 = row.resize %1 nearest to [5, 4] : (tensor<2x2x7x4xf64>) -> tensor<2x5x4x4xf64>
    %3 = row.pad %2 reflect [2, -3, 0, 3] : (tensor<2x5x4x4xf64>) -> tensor<2x4x7x4xf64>
    %4 = row.pad %3 replicate [0, 4, 1, -2] : (tensor<2x4x7x4xf64>) -> tensor<2x8x6x4xf64>
    %5 = row.pad %4 zero [-1, 1, 1, 0] : (tensor<2x8x6x4xf64>) -> tensor<2x8x7x4xf64>
    %6 = row.pad %5 zero [-2, -2, 0, 0] : (tensor<2x8x7x4xf64>) -> tensor<2x4x7x4xf64>
    row.yield %6 : tensor<2x4x7x4xf64>
  }
  return %y : tensor<2x4x7x4xf64>
}

func.func @group_norm_nhwc(%x: tensor<2x3x5x6xf32>, %g: tensor<6xf32>)
    -> tensor<2x3x5x6xf32> {
  %y = row.chain (%a = %x nhwc : tensor<2x3x5x6xf32>,
                  %b = %g vector : tensor<6xf32>)
      -> (nhwc tensor<2x3x5x6xf32>) {
    %1 = row.statistics %a groups 2 : (tensor<2x3x5x6xf32>) -> tensor<2x1x2x6xf32>
    %2 = row.normalize %a, %1 scale %b eps 1.000000e-05 groups 2
        : (tensor<2x3x5x6xf32>, tensor<2x1x2x6xf32>, tensor<6xf32>) -> tensor<2x3x5x6xf32>
    %3 = row.relu %2 : (tensor<2x3x5x6xf32>) -> tensor<2x3x5x6xf32>
    %4 = row.statistics %3 groups 1 : (tensor<2x3x5x6xf32>) -> tensor<2x1x2x6xf32>
    %5 = row.normalize %3, %4 eps 1.000000e-03 groups 1
        : (tensor<2x3x5x6xf32>, tensor<2x1x2x6xf32>) -> tensor<2x3x5x6xf32>
    %6 = row.statistics %5 groups 6 : (tensor<2x3x5x6xf32>) -> tensor<2x1x2x6xf32>
    %7 = row.normalize %5, %6 shift %b eps 1.000000e-05 groups 6
        : (tensor<2x3x5x6xf32>, tensor<2x1x2x6xf32>, tensor<6xf32>) -> tensor<2x3x5x6xf32>
    row.yield %7 : tensor<2x3x5x6xf32>
  }
  return %y : tensor<2x3x5x6xf32>
}

func.func @group_norm_nchw(%x: tensor<2x6x3x5xf64>, %b: tensor<6xf64>)
    -> tensor<2x6x3x5xf64> {
  %y = row.chain (%a = %x nchw : tensor<2x6x3x5xf64>,
                  %c = %b vector : tensor<6xf64>)
      -> (nchw tensor<2x6x3x5xf64>) {
    %1 = row.statistics %a groups 3 : (tensor<2x3x5x6xf64>) -> tensor<2x1x2x6xf64>
    %2 = row.normalize %a, %1 shift %c eps 1.000000e-05 groups 3
        : (tensor<2x3x5x6xf64>, tensor<2x1x2x6xf64>, tensor<6xf64>) -> tensor<2x3x5x6xf64>
    row.yield %2 : tensor<2x3x5x6xf64>
  }
  return %y : tensor<2x6x3x5xf64>
}

// Matrices of features that go in and out.

func.func @classifier(%x: tensor<2x9x7x6xf32>, %w: tensor<4x6xf32>,
    %b: tensor<4xf32>, %m: tensor<2x4xf32>) -> tensor<2x4xf32> {
  %y = row.chain (%a = %x nhwc : tensor<2x9x7x6xf32>,
                  %f = %w fc : tensor<4x6xf32>,
                  %c = %b vector : tensor<4xf32>,
                  %d = %m nc : tensor<2x4xf32>)
      -> (nc tensor<2x4xf32>) {
    %1 = row.global_avg_pool %a : (tensor<2x9x7x6xf32>) -> tensor<2x1x1x6xf32>
    %2 = row.conv %1, %f bias %c
        : (tensor<2x1x1x6xf32>, tensor<4x1x1x6xf32>, tensor<4xf32>) -> tensor<2x1x1x4xf32>
    %3 = row.add %2, %d : (tensor<2x1x1x4xf32>, tensor<2x1x1x4xf32>) -> tensor<2x1x1x4xf32>
    %4 = row.relu %3 : (tensor<2x1x1x4xf32>) -> tensor<2x1x1x4xf32>
    row.yield %4 : tensor<2x1x1x4xf32>
  }
  return %y : tensor<2x4xf32>
}

// Two results, and an input that is read twice.

func.func @pools(%x: tensor<1x2x9x7xf32>)
    -> (tensor<1x2x5x4xf32>, tensor<1x4x5x4xf32>) {
  %y:2 = row.chain (%a = %x nchw : tensor<1x2x9x7xf32>)
      -> (nchw tensor<1x2x5x4xf32>, nchw tensor<1x4x5x4xf32>) {
    %1 = row.avg_pool %a kernel [3, 2] stride [2, 2] pad [1, 1, 1, 0]
        : (tensor<1x9x7x2xf32>) -> tensor<1x5x4x2xf32>
    %2 = row.avg_pool %a kernel [3, 2] stride [2, 2] pad [1, 1, 1, 0] exclude_pad
        : (tensor<1x9x7x2xf32>) -> tensor<1x5x4x2xf32>
    %3 = row.relu %2 : (tensor<1x5x4x2xf32>) -> tensor<1x5x4x2xf32>
    %4 = row.add %1, %3 : (tensor<1x5x4x2xf32>, tensor<1x5x4x2xf32>) -> tensor<1x5x4x2xf32>
    %5 = row.concat %4, %1 : (tensor<1x5x4x2xf32>, tensor<1x5x4x2xf32>) -> tensor<1x5x4x4xf32>
    row.yield %4, %5 : tensor<1x5x4x2xf32>, tensor<1x5x4x4xf32>
  }
  return %y#0, %y#1 : tensor<1x2x5x4xf32>, tensor<1x4x5x4xf32>
}

func.func @pools_nhwc(%x: tensor<1x9x7x2xf32>) -> tensor<1x4x3x2xf32> {
  %y = row.chain (%a = %x nhwc : tensor<1x9x7x2xf32>)
      -> (nhwc tensor<1x4x3x2xf32>) {
    %1 = row.max_pool %a kernel [2, 2] dilation [2, 3]
        : (tensor<1x9x7x2xf32>) -> tensor<1x7x4x2xf32>
    %2 = row.avg_pool %1 kernel [2, 2] stride [2, 1] pad [1, 0, 0, 0] exclude_pad
        : (tensor<1x7x4x2xf32>) -> tensor<1x4x3x2xf32>
    row.yield %2 : tensor<1x4x3x2xf32>
  }
  return %y : tensor<1x4x3x2xf32>
}

// Running statistics whose weight depends on the number of steps, counted here
// and by the caller.

func.func @counted(%x: tensor<2x3x4x5xf64>, %k: tensor<1xf64>, %m: tensor<3xf64>,
    %v: tensor<3xf64>)
    -> (tensor<2x3x4x5xf64>, tensor<1xf64>, tensor<3xf64>, tensor<3xf64>) {
  %y:4 = row.chain (%a = %x nchw : tensor<2x3x4x5xf64>,
                    %b = %k vector : tensor<1xf64>,
                    %c = %m vector : tensor<3xf64>,
                    %d = %v vector : tensor<3xf64>)
      -> (nchw tensor<2x3x4x5xf64>, vector tensor<1xf64>, vector tensor<3xf64>,
          vector tensor<3xf64>) {
    %1 = row.statistics %a : (tensor<2x4x5x3xf64>) -> tensor<1x1x2x3xf64>
    %2 = row.count_steps %b : (tensor<1xf64>) -> tensor<1xf64>
    %3 = row.running_mean %c, %1 steps %2
        : (tensor<3xf64>, tensor<1x1x2x3xf64>, tensor<1xf64>) -> tensor<3xf64>
    %4 = row.running_variance %d, %1 steps %2 count 40
        : (tensor<3xf64>, tensor<1x1x2x3xf64>, tensor<1xf64>) -> tensor<3xf64>
    %5 = row.normalize %a, %1 eps 1.0e-05
        : (tensor<2x4x5x3xf64>, tensor<1x1x2x3xf64>) -> tensor<2x4x5x3xf64>
    row.yield %5, %2, %3, %4
        : tensor<2x4x5x3xf64>, tensor<1xf64>, tensor<3xf64>, tensor<3xf64>
  }
  return %y#0, %y#1, %y#2, %y#3
      : tensor<2x3x4x5xf64>, tensor<1xf64>, tensor<3xf64>, tensor<3xf64>
}

func.func @counted_by_caller(%x: tensor<2x3x4x5xf32>, %m: tensor<3xf32>,
    %k: tensor<1xf32>) -> (tensor<2x3x4x5xf32>, tensor<3xf32>) {
  %y:2 = row.chain (%a = %x nchw : tensor<2x3x4x5xf32>,
                    %b = %m vector : tensor<3xf32>,
                    %c = %k vector : tensor<1xf32>)
      -> (nchw tensor<2x3x4x5xf32>, vector tensor<3xf32>) {
    %1 = row.statistics %a : (tensor<2x4x5x3xf32>) -> tensor<1x1x2x3xf32>
    %2 = row.running_mean %b, %1 steps %c
        : (tensor<3xf32>, tensor<1x1x2x3xf32>, tensor<1xf32>) -> tensor<3xf32>
    %3 = row.normalize %a, %1 eps 1.0e-05
        : (tensor<2x4x5x3xf32>, tensor<1x1x2x3xf32>) -> tensor<2x4x5x3xf32>
    row.yield %3, %2 : tensor<2x4x5x3xf32>, tensor<3xf32>
  }
  return %y#0, %y#1 : tensor<2x3x4x5xf32>, tensor<3xf32>
}

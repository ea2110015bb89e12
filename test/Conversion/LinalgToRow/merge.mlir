// RUN: lrcnn-opt %s -lrcnn-raise -split-input-file 2>/dev/null | FileCheck %s
// RUN: lrcnn-opt %s -lrcnn-raise -split-input-file -mlir-print-debuginfo 2>/dev/null | FileCheck %s --check-prefix=LOC

// Layers that feed each other are one chain; inputs come in the order in which
// they are read, without repetition. A result that is also used outside goes out.

// CHECK-LABEL: func @residual(
// CHECK-SAME:    %[[X:.*]]: tensor<1x3x8x8xf32>, %[[V:.*]]: tensor<3x3x1x1xf32>, %[[W:.*]]: tensor<3x3x1x1xf32>)
// CHECK-NEXT:    %[[Y:.*]]:2 = row.chain (%[[A:.*]] = %[[X]] nchw : {{.*}}, %[[F:.*]] = %[[V]] fchw : {{.*}}, %[[G:.*]] = %[[W]] fchw : {{.*}})
// CHECK-NEXT:        -> (nchw tensor<1x3x8x8xf32>, nchw tensor<1x3x8x8xf32>) {
// CHECK-NEXT:      %[[R1:.*]] = row.conv %[[A]], %[[F]]
// CHECK-NEXT:      %[[R2:.*]] = row.conv %[[R1]], %[[G]]
// CHECK-NEXT:      %[[R3:.*]] = row.add %[[R2]], %[[A]]
// CHECK-NEXT:      row.yield %[[R1]], %[[R3]]
// CHECK-NEXT:    }
// CHECK-NEXT:    return %[[Y]]#1, %[[Y]]#0
func.func @residual(%x: tensor<1x3x8x8xf32>, %v: tensor<3x3x1x1xf32>,
    %w: tensor<3x3x1x1xf32>) -> (tensor<1x3x8x8xf32>, tensor<1x3x8x8xf32>) {
  %init = arith.constant dense<0.0> : tensor<1x3x8x8xf32>
  %first = linalg.conv_2d_nchw_fchw
      ins(%x, %v : tensor<1x3x8x8xf32>, tensor<3x3x1x1xf32>)
      outs(%init : tensor<1x3x8x8xf32>) -> tensor<1x3x8x8xf32>
  %second = linalg.conv_2d_nchw_fchw
      ins(%first, %w : tensor<1x3x8x8xf32>, tensor<3x3x1x1xf32>)
      outs(%init : tensor<1x3x8x8xf32>) -> tensor<1x3x8x8xf32>
  %empty = tensor.empty() : tensor<1x3x8x8xf32>
  %y = linalg.add ins(%second, %x : tensor<1x3x8x8xf32>, tensor<1x3x8x8xf32>)
      outs(%empty : tensor<1x3x8x8xf32>) -> tensor<1x3x8x8xf32>
  return %y, %first : tensor<1x3x8x8xf32>, tensor<1x3x8x8xf32>
}

// -----

// Layers on both sides of an op that is left outside are two chains.

// CHECK-LABEL: func @split(
// CHECK:         %[[Y:.*]] = row.chain
// CHECK:           row.max_pool
// CHECK:         %[[E:.*]] = linalg.exp ins(%[[Y]]
// CHECK:         row.chain (%{{.*}} = %[[E]] nchw
// CHECK:           row.max_pool
func.func @split(%x: tensor<1x1x8x8xf32>) -> tensor<1x1x2x2xf32> {
  %init = arith.constant dense<0xFF800000> : tensor<1x1x4x4xf32>
  %window = tensor.empty() : tensor<2x2xf32>
  %first = linalg.pooling_nchw_max {strides = dense<2> : vector<2xi64>}
      ins(%x, %window : tensor<1x1x8x8xf32>, tensor<2x2xf32>)
      outs(%init : tensor<1x1x4x4xf32>) -> tensor<1x1x4x4xf32>
  %empty = tensor.empty() : tensor<1x1x4x4xf32>
  %exp = linalg.exp ins(%first : tensor<1x1x4x4xf32>)
      outs(%empty : tensor<1x1x4x4xf32>) -> tensor<1x1x4x4xf32>
  %init2 = arith.constant dense<0xFF800000> : tensor<1x1x2x2xf32>
  %y = linalg.pooling_nchw_max {strides = dense<2> : vector<2xi64>}
      ins(%exp, %window : tensor<1x1x4x4xf32>, tensor<2x2xf32>)
      outs(%init2 : tensor<1x1x2x2xf32>) -> tensor<1x1x2x2xf32>
  return %y : tensor<1x1x2x2xf32>
}

// -----

// So are layers that also feed each other directly: a chain that held both
// would need its own result as an operand.

// CHECK-LABEL: func @not_convex(
// CHECK:         %[[P:.*]] = row.chain
// CHECK-NEXT:        -> (nchw tensor<1x1x4x4xf32>)
// CHECK-NEXT:      row.max_pool
// CHECK-NEXT:      row.yield
// CHECK:         %[[E:.*]] = linalg.exp ins(%[[P]]
// CHECK:         row.chain (%[[A:.*]] = %[[P]] nchw : {{.*}}, %[[B:.*]] = %[[E]] nchw : {{.*}})
// CHECK:           row.add %[[A]], %[[B]]
func.func @not_convex(%x: tensor<1x1x8x8xf32>) -> tensor<1x1x4x4xf32> {
  %init = arith.constant dense<0xFF800000> : tensor<1x1x4x4xf32>
  %window = tensor.empty() : tensor<2x2xf32>
  %pool = linalg.pooling_nchw_max {strides = dense<2> : vector<2xi64>}
      ins(%x, %window : tensor<1x1x8x8xf32>, tensor<2x2xf32>)
      outs(%init : tensor<1x1x4x4xf32>) -> tensor<1x1x4x4xf32>
  %empty = tensor.empty() : tensor<1x1x4x4xf32>
  %exp = linalg.exp ins(%pool : tensor<1x1x4x4xf32>)
      outs(%empty : tensor<1x1x4x4xf32>) -> tensor<1x1x4x4xf32>
  %y = linalg.add ins(%pool, %exp : tensor<1x1x4x4xf32>, tensor<1x1x4x4xf32>)
      outs(%empty : tensor<1x1x4x4xf32>) -> tensor<1x1x4x4xf32>
  return %y : tensor<1x1x4x4xf32>
}

// -----

// What a later layer needs from outside goes in front of the chain; what only
// reads a result stays behind it.

// CHECK-LABEL: func @operands_in_front(
// CHECK-SAME:    %[[X:.*]]: tensor<1x1x4x4xf32>, %[[Z:.*]]: tensor<1x1x4x4xf32>)
// CHECK:         %[[E:.*]] = linalg.exp ins(%[[Z]]
// CHECK:         %[[Y:.*]]:2 = row.chain (%[[A:.*]] = %[[X]] nchw : {{.*}}, %[[B:.*]] = %[[E]] nchw : {{.*}})
// CHECK:           %[[S:.*]] = row.add %[[A]], %[[A]]
// CHECK:           row.add %[[S]], %[[B]]
// CHECK:         linalg.exp ins(%[[Y]]#0
func.func @operands_in_front(%x: tensor<1x1x4x4xf32>, %z: tensor<1x1x4x4xf32>)
    -> (tensor<1x1x4x4xf32>, tensor<1x1x4x4xf32>) {
  %empty = tensor.empty() : tensor<1x1x4x4xf32>
  %sum = linalg.add ins(%x, %x : tensor<1x1x4x4xf32>, tensor<1x1x4x4xf32>)
      outs(%empty : tensor<1x1x4x4xf32>) -> tensor<1x1x4x4xf32>
  %behind = linalg.exp ins(%sum : tensor<1x1x4x4xf32>)
      outs(%empty : tensor<1x1x4x4xf32>) -> tensor<1x1x4x4xf32>
  %front = linalg.exp ins(%z : tensor<1x1x4x4xf32>)
      outs(%empty : tensor<1x1x4x4xf32>) -> tensor<1x1x4x4xf32>
  %y = linalg.add ins(%sum, %front : tensor<1x1x4x4xf32>, tensor<1x1x4x4xf32>)
      outs(%empty : tensor<1x1x4x4xf32>) -> tensor<1x1x4x4xf32>
  return %y, %behind : tensor<1x1x4x4xf32>, tensor<1x1x4x4xf32>
}

// -----

// An op with side effects is not moved: the layers around it stay two chains.

// CHECK-LABEL: func @side_effect(
// CHECK:         row.chain
// CHECK:         %[[Z:.*]] = call @next()
// CHECK:         row.chain (%{{.*}} = %{{.*}} nchw : {{.*}}, %{{.*}} = %[[Z]] nchw
func.func private @next() -> tensor<1x1x4x4xf32>
func.func @side_effect(%x: tensor<1x1x4x4xf32>) -> tensor<1x1x4x4xf32> {
  %empty = tensor.empty() : tensor<1x1x4x4xf32>
  %sum = linalg.add ins(%x, %x : tensor<1x1x4x4xf32>, tensor<1x1x4x4xf32>)
      outs(%empty : tensor<1x1x4x4xf32>) -> tensor<1x1x4x4xf32>
  %z = call @next() : () -> tensor<1x1x4x4xf32>
  %y = linalg.add ins(%sum, %z : tensor<1x1x4x4xf32>, tensor<1x1x4x4xf32>)
      outs(%empty : tensor<1x1x4x4xf32>) -> tensor<1x1x4x4xf32>
  return %y : tensor<1x1x4x4xf32>
}

// -----

// A transpose between two layouts is not a layer, but no border either.

// CHECK-LABEL: func @layouts(
// CHECK-NEXT:    row.chain (%{{.*}} = %{{.*}} nchw : tensor<1x1x8x8xf32>)
// CHECK-NEXT:        -> (nhwc tensor<1x2x2x1xf32>)
// CHECK-NEXT:      %[[P:.*]] = row.max_pool
// CHECK-NEXT:      row.max_pool %[[P]]
func.func @layouts(%x: tensor<1x1x8x8xf32>) -> tensor<1x2x2x1xf32> {
  %init = arith.constant dense<0xFF800000> : tensor<1x1x4x4xf32>
  %window = tensor.empty() : tensor<2x2xf32>
  %first = linalg.pooling_nchw_max {strides = dense<2> : vector<2xi64>}
      ins(%x, %window : tensor<1x1x8x8xf32>, tensor<2x2xf32>)
      outs(%init : tensor<1x1x4x4xf32>) -> tensor<1x1x4x4xf32>
  %empty = tensor.empty() : tensor<1x4x4x1xf32>
  %last = linalg.transpose ins(%first : tensor<1x1x4x4xf32>)
      outs(%empty : tensor<1x4x4x1xf32>) permutation = [0, 2, 3, 1]
  %init2 = arith.constant dense<0xFF800000> : tensor<1x2x2x1xf32>
  %y = linalg.pooling_nhwc_max {strides = dense<2> : vector<2xi64>}
      ins(%last, %window : tensor<1x4x4x1xf32>, tensor<2x2xf32>)
      outs(%init2 : tensor<1x2x2x1xf32>) -> tensor<1x2x2x1xf32>
  return %y : tensor<1x2x2x1xf32>
}

// -----

// A tensor of one shape in both layouts is not mistaken: the second pooling
// reads what the first wrote with its channels where the first has rows.

// CHECK-LABEL: func @square(
// CHECK:         %[[Y:.*]] = row.chain
// CHECK-NEXT:        -> (nchw tensor<4x4x4x4xf32>)
// CHECK:         row.chain (%{{.*}} = %[[Y]] nhwc : tensor<4x4x4x4xf32>)
func.func @square(%x: tensor<4x4x8x8xf32>) -> tensor<4x2x2x4xf32> {
  %init = arith.constant dense<0xFF800000> : tensor<4x4x4x4xf32>
  %window = tensor.empty() : tensor<2x2xf32>
  %first = linalg.pooling_nchw_max {strides = dense<2> : vector<2xi64>}
      ins(%x, %window : tensor<4x4x8x8xf32>, tensor<2x2xf32>)
      outs(%init : tensor<4x4x4x4xf32>) -> tensor<4x4x4x4xf32>
  %init2 = arith.constant dense<0xFF800000> : tensor<4x2x2x4xf32>
  %y = linalg.pooling_nhwc_max {strides = dense<2> : vector<2xi64>}
      ins(%first, %window : tensor<4x4x4x4xf32>, tensor<2x2xf32>)
      outs(%init2 : tensor<4x2x2x4xf32>) -> tensor<4x2x2x4xf32>
  return %y : tensor<4x2x2x4xf32>
}

// -----

// What is a chain already stays as it is, so the pass may run again.

// CHECK-LABEL: func @again(
// CHECK:         row.chain
// CHECK:           row.relu
// CHECK:         return
func.func @again(%x: tensor<1x4x4x1xf32>) -> tensor<1x4x4x1xf32> {
  %y = row.chain (%a = %x nhwc : tensor<1x4x4x1xf32>)
      -> (nhwc tensor<1x4x4x1xf32>) {
    %r = row.relu %a : (tensor<1x4x4x1xf32>) -> tensor<1x4x4x1xf32>
    row.yield %r : tensor<1x4x4x1xf32>
  }
  return %y : tensor<1x4x4x1xf32>
}

// -----

// A layer has the location of its op, a chain those of its layers.

// LOC-LABEL: func @locations(
// LOC:         row.relu {{.*}} loc(#[[RELU:loc[0-9]+]])
// LOC:         row.add {{.*}} loc(#[[ADD:loc[0-9]+]])
// LOC:         row.yield
// LOC-NEXT:  } loc(#[[CHAIN:loc[0-9]+]])
// LOC-DAG:   #[[RELU]] = loc("relu")
// LOC-DAG:   #[[ADD]] = loc("add")
// LOC-DAG:   #[[CHAIN]] = loc(fused[#[[RELU]], #[[ADD]]])
func.func @locations(%x: tensor<1x1x4x4xf32>) -> tensor<1x1x4x4xf32> {
  %zero = arith.constant dense<0.0> : tensor<1x1x4x4xf32>
  %empty = tensor.empty() : tensor<1x1x4x4xf32>
  %relu = linalg.max ins(%x, %zero : tensor<1x1x4x4xf32>, tensor<1x1x4x4xf32>)
      outs(%empty : tensor<1x1x4x4xf32>) -> tensor<1x1x4x4xf32> loc("relu")
  %y = linalg.add ins(%relu, %x : tensor<1x1x4x4xf32>, tensor<1x1x4x4xf32>)
      outs(%empty : tensor<1x1x4x4xf32>) -> tensor<1x1x4x4xf32> loc("add")
  return %y : tensor<1x1x4x4xf32>
}

// -----

// A transpose that is read twice stays: a chain gives what its layers make.

// CHECK-LABEL: func @transpose_read_twice(
// CHECK:         %[[T:.*]] = linalg.transpose
// CHECK:         row.chain (%{{.*}} = %[[T]] nhwc :
// CHECK:         linalg.exp ins(%[[T]] :
func.func @transpose_read_twice(%x: tensor<1x2x4x4xf32>)
    -> (tensor<1x2x2x2xf32>, tensor<1x4x4x2xf32>) {
  %empty = tensor.empty() : tensor<1x4x4x2xf32>
  // expected-remark @below {{row.chain does not take this linalg.transpose: expected a layer beside it that has the order in front or the one behind}}
  %last = linalg.transpose ins(%x : tensor<1x2x4x4xf32>)
      outs(%empty : tensor<1x4x4x2xf32>) permutation = [0, 2, 3, 1]
  %init = arith.constant dense<0xFF800000> : tensor<1x2x2x2xf32>
  %window = tensor.empty() : tensor<2x2xf32>
  %y = linalg.pooling_nhwc_max {strides = dense<2> : vector<2xi64>}
      ins(%last, %window : tensor<1x4x4x2xf32>, tensor<2x2xf32>)
      outs(%init : tensor<1x2x2x2xf32>) -> tensor<1x2x2x2xf32>
  // expected-remark @below {{row.chain does not take this linalg.exp}}
  %z = linalg.exp ins(%last : tensor<1x4x4x2xf32>)
      outs(%empty : tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
  return %y, %z : tensor<1x2x2x2xf32>, tensor<1x4x4x2xf32>
}

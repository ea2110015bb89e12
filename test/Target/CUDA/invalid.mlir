// Parameters that the target does not have.
// RUN: not lrcnn-opt %s -pass-pipeline='builtin.module(func.func(lrcnn-attach-target{target=cuda parameters=vector_bits=256}))' 2>&1 | FileCheck %s --check-prefix=PARAMETER
// PARAMETER: error: 'func.func' op expected no parameters of target 'cuda', got 'vector_bits'

// RUN: rm -rf %t.d && mkdir %t.d

// A ptxas that cannot be run, and one that fails.
// RUN: env LRCNN_PTXAS=%t.none not lrcnn compile %s -o %t.d/net --target=cuda 2>&1 | FileCheck %s --check-prefix=MISSING
// MISSING: error: expected LRCNN_PTXAS to be the path of ptxas, got '{{.*}}.none', which cannot be run
// RUN: env LRCNN_PTXAS=/bin/false not lrcnn compile %s -o %t.d/net --target=cuda 2>&1 | FileCheck %s --check-prefix=REFUSED
// REFUSED: error: expected '/bin/false' to assemble the program's kernels, got:

func.func @main(%x: tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32> {
  %y = row.chain (%v = %x nhwc : tensor<1x4x4x2xf32>) -> (nhwc tensor<1x4x4x2xf32>) {
    %0 = row.relu %v : (tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
    row.yield %0 : tensor<1x4x4x2xf32>
  }
  return %y : tensor<1x4x4x2xf32>
}

// What MLIR's remark engine gets from the passes on chains and programs.

// RUN: lrcnn-opt %S/inputs/three-convs.mlir -pass-pipeline='builtin.module(func.func(lrcnn-attach-target{parameters=vector_bits=256},lrcnn-differentiate,lrcnn-plan{strategy=two_phase rows=2}),lrcnn-tile,row.program(lrcnn-bufferize))' --remarks-filter='lrcnn-.*' -o /dev/null 2>&1 | FileCheck %s

// Of the filters three gradients, of maps two, of ReLUs two.
// CHECK: [Analysis] gradients | Category:lrcnn-differentiate | Function=main | differentiated_inputs=3, gradient_layers=7, layers=5

// One segment that keeps nothing but boundaries.
// CHECK: [Analysis] plan | Category:lrcnn-plan | Function=main | kept_bytes=0, kernels=3, remade=2, segments=1, takeovers=0

// The stash has them: a row of each of two maps. Of 8 passes through a
// convolution 2 are done again.
// CHECK: [Analysis] memory | Category:lrcnn-bufferize | Function=main | buffers={{[0-9]+}}, peak_bytes={{[0-9]+}}, stash_bytes=128, work=1.25

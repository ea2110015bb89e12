// What a plan file says of storage: takeovers, offload, types.

// RUN: split-file %s %t
// DEFINE: %{file} =
// DEFINE: %{plan} = lrcnn-opt %S/inputs/three-convs.mlir -pass-pipeline='builtin.module(func.func(lrcnn-attach-target,lrcnn-differentiate,lrcnn-plan{plan-file=%t/%{file}.json}),lrcnn-tile)'
// DEFINE: %{bad} = not %{plan} 2>&1

// The gradient of what is rectified lies in the stash, where the value was.
// REDEFINE: %{file} = over
// RUN: %{plan} | FileCheck %s
// CHECK: plan = #row.plan<<end = 5, strategy = store, batch = 1, cuts = [8]> kept[1, 3] takes[#row.takeover<3 over value of 3>]>
// CHECK: %[[VALUE:.*]] = row.buffer "conv2" stash
// CHECK: row.entry backward
// CHECK: row.kernel {{.*}} ins(%[[VALUE]], {{.*}}
// CHECK: row.conv_filter_grad
// CHECK: row.kernel {{.*}} ins({{.*}}, %[[VALUE]] : {{.*}} out(%[[VALUE]] :
// CHECK: row.conv_data_grad
// CHECK: row.relu_grad
// CHECK-NOT: row.buffer "conv2.gradient"

// REDEFINE: %{file} = offloaded
// RUN: %{bad} | FileCheck %s --check-prefix=OFFLOADED
// OFFLOADED: 'row.chain' op expected a target that can offload to the host's memory for 'conv0'; keep it instead
// REDEFINE: %{file} = bf16
// RUN: %{bad} | FileCheck %s --check-prefix=BF16
// BF16: 'row.chain' op expected a target that can store 'conv2' as bf16; leave its storage type out
// REDEFINE: %{file} = caller
// RUN: %{bad} | FileCheck %s --check-prefix=CALLER
// CALLER: 'row.chain' op expected tensors of f32 that are neither the caller's nor folds to be stored as bf16, got 'conv4'
// REDEFINE: %{file} = twice
// RUN: %{bad} | FileCheck %s --check-prefix=TWICE
// TWICE: 'row.chain' op expected each layer once in 'bf16' of a plan file, got 3 again
// REDEFINE: %{file} = key
// RUN: %{bad} | FileCheck %s --check-prefix=KEY
// KEY: 'row.chain' op expected segments, kept, offloaded, again, remade, bf16 or takeovers in a plan file, got 'keep'
// REDEFINE: %{file} = list
// RUN: %{bad} | FileCheck %s --check-prefix=LIST
// LIST: 'row.chain' op expected 'takeovers' of a plan file to be a list
// REDEFINE: %{file} = what
// RUN: %{bad} | FileCheck %s --check-prefix=WHAT
// WHAT: 'row.chain' op expected gradient_of, over (value or gradient) and of in each of 'takeovers' of a plan file, got {"gradient_of":3,"of":3,"over":"it"}
// REDEFINE: %{file} = layer
// RUN: %{bad} | FileCheck %s --check-prefix=LAYER
// LAYER: 'row.chain' op expected 'takeovers' of a plan file to list layers that a kernel ends with, by number or name, got 0
// REDEFINE: %{file} = output
// RUN: %{bad} | FileCheck %s --check-prefix=OUTPUT-OVER
// OUTPUT-OVER: 'row.chain' op expected one layer to give the gradient of 'conv4', which is written over it, got 0 and the caller

//--- over.json
{"segments": [{"end": 5, "strategy": "store"}], "takeovers": [{"gradient_of": "conv2", "over": "value", "of": 3}]}
//--- offloaded.json
{"segments": [{"end": 5, "strategy": "store"}], "kept": [3], "offloaded": [1]}
//--- bf16.json
{"segments": [{"end": 5, "strategy": "store"}], "bf16": [3]}
//--- caller.json
{"segments": [{"end": 5, "strategy": "store"}], "bf16": [4]}
//--- twice.json
{"segments": [{"end": 5, "strategy": "store"}], "bf16": [3, 3]}
//--- key.json
{"segments": [{"end": 5, "strategy": "store"}], "keep": [3]}
//--- list.json
{"segments": [{"end": 5, "strategy": "store"}], "takeovers": 3}
//--- what.json
{"segments": [{"end": 5, "strategy": "store"}], "takeovers": [{"gradient_of": 3, "over": "it", "of": 3}]}
//--- layer.json
{"segments": [{"end": 5, "strategy": "store"}], "takeovers": [{"gradient_of": 3, "over": "value", "of": 0}]}
//--- output.json
{"segments": [{"end": 5, "strategy": "store"}], "takeovers": [{"gradient_of": 4, "over": "value", "of": 4}]}

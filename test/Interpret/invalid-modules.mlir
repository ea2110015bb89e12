// What is not a chain or a program, and names that do not fit.

// RUN: split-file %s %t
// RUN: %python %inputs/arrays.py make %t.in x=1x1x6x1
// RUN: not lrcnn interpret %t/none.mlir --input-dir=%t.in --output-dir=%t.out \
// RUN:   2>&1 | FileCheck %t/none.mlir
// RUN: not lrcnn interpret %t/two.mlir --input-dir=%t.in --output-dir=%t.out \
// RUN:   2>&1 | FileCheck %t/two.mlir
// RUN: not lrcnn interpret %t/two.mlir --symbol=c --input-dir=%t.in \
// RUN:   --output-dir=%t.out 2>&1 | FileCheck %t/two.mlir --check-prefix=NAME
// RUN: not lrcnn interpret %t/two.mlir --symbol=b --input-dir=%t.in \
// RUN:   --output-dir=%t.out 2>&1 | FileCheck %t/two.mlir --check-prefix=NONE
// RUN: not lrcnn interpret %t/operation.mlir --input-dir=%t.in \
// RUN:   --output-dir=%t.out 2>&1 | FileCheck %t/operation.mlir
// RUN: not lrcnn interpret %t/scalar.mlir --input-dir=%t.in \
// RUN:   --output-dir=%t.out 2>&1 | FileCheck %t/scalar.mlir
// RUN: not lrcnn interpret %t/dynamic.mlir --input-dir=%t.in \
// RUN:   --output-dir=%t.out 2>&1 | FileCheck %t/dynamic.mlir
// RUN: not lrcnn interpret %t/syntax.mlir --input-dir=%t.in \
// RUN:   --output-dir=%t.out 2>&1 | FileCheck %t/syntax.mlir

//--- none.mlir
// A declaration has nothing to interpret.
// CHECK: error: expected one function or program, got 0; name one of them
func.func private @a(tensor<1x1x6x1xf64>) -> tensor<1x1x6x1xf64>

//--- two.mlir
// CHECK: error: expected one function or program, got 2; name one of them
// NONE: error: expected no arguments, got 'x'
// NAME: error: expected a function or a program 'c'
func.func @a(%x: tensor<1x1x6x1xf64>) -> tensor<1x1x6x1xf64> {
  return %x : tensor<1x1x6x1xf64>
}
row.program @b {
}

//--- operation.mlir
// CHECK: error: 'func.call' op expected chains only in a function to interpret
func.func @a(%x: tensor<1x1x6x1xf64> {lrcnn.name = "x"})
    -> tensor<1x1x6x1xf64> {
  %y = call @b(%x) : (tensor<1x1x6x1xf64>) -> tensor<1x1x6x1xf64>
  return %y : tensor<1x1x6x1xf64>
}
func.func private @b(tensor<1x1x6x1xf64>) -> tensor<1x1x6x1xf64>

//--- scalar.mlir
// CHECK: error: 'func.func' op expected arguments that are tensors of static shape, got 'f64'
func.func @a(%x: f64) -> f64 {
  return %x : f64
}

//--- dynamic.mlir
// CHECK: error: 'func.func' op expected arguments that are tensors of static shape, got 'tensor<?x1x6x1xf64>'
func.func @a(%x: tensor<?x1x6x1xf64>) -> tensor<?x1x6x1xf64> {
  return %x : tensor<?x1x6x1xf64>
}

//--- syntax.mlir
// CHECK: syntax.mlir:{{.*}} error:
// CHECK: lrcnn: error: '{{.*}}syntax.mlir': cannot be parsed
func.func @a(

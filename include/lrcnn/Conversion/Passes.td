//===- Passes.td - Conversions into the row dialect -*- tablegen -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_CONVERSION_PASSES_TD
#define LRCNN_CONVERSION_PASSES_TD

include "mlir/Pass/PassBase.td"

//===----------------------------------------------------------------------===//
// Linalg to chain
//===----------------------------------------------------------------------===//

def RaisePass : Pass<"lrcnn-raise", "::mlir::func::FuncOp"> {
  let summary = "recognise layers in linalg on tensors, as chains";
  let description = [{
    Convolutions, ReLUs, poolings, additions, concatenations of channels and
    nearest upsamplings, as torch-mlir writes them in linalg (named or generic),
    become layers. Layers that feed each other become one `row.chain`; the order
    of dimensions of what goes in and out is kept as the operand's layout.

    Padding joins the layer behind it if it is that layer's own: 0 for a
    convolution or a mean, -inf for a maximum. A chain never encloses an op that
    is left outside: where a path leaves and comes back there are two chains.

    What is not recognised stays as it is, with a remark that says what was
    expected. A function in which no layer is recognised is an error.
  }];
  let dependentDialects = ["::lrcnn::row::RowDialect",
                           "::mlir::tensor::TensorDialect"];
}

#endif // LRCNN_CONVERSION_PASSES_TD

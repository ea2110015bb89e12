//===- Passes.td - Conversions into and out of the row dialect -*- tablegen -*-===//
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
    Convolutions, also transposed, linear layers of channels, activations,
    BatchNorm, LayerNorm over channels, poolings, additions, products,
    concatenations of channels, resizings and paddings, as torch-mlir writes
    them in linalg (named or generic), become layers. Layers that feed each
    other become one `row.chain`; the order of dimensions of what goes in and out is kept as the
    operand's layout, and so are transposes between NCHW and NHWC.

    How an exporter cuts a layer into ops is chance. So an activation is known
    by the values of what the ops in front of an element compute together,
    however many they are, and a resizing or padding by the rows and columns
    that it takes.

    A BatchNorm in training mode is `row.statistics` with `row.normalize`; what
    renews a running mean or variance by these statistics is a state, which
    comes behind the chain's other results. With a vector of means and one of
    variances it is `row.normalize` alone. A mean over whole images is
    `row.global_avg_pool`, with or without rows and columns in its result.

    A factor with one row and one column (the gate of a squeeze-and-excitation)
    makes a `row.mul`, one with a number for each channel a `row.scale`. A
    linear layer, whose matrix stays in its own shape by the layout `fc`, is a
    convolution of one row and one column.

    Assertions in the body of an op (torch-mlir guards each reciprocal by one)
    go with the op when nothing reads it any more.

    Padding joins the layer behind it if it is that layer's own: 0 for a
    convolution or a mean, -inf for a maximum; other padding by 0 is a layer of
    its own. A chain never encloses an op that is left outside: where a path
    leaves and comes back there are two chains.

    Constants that a chain reads, such as weights that were exported with the
    module, become arguments of the function behind the others: `lrcnn.name` is
    the name of the constant's resource, or `constant`, and `lrcnn.value` its
    elements.

    What is not recognised stays as it is, with a remark that says what was
    expected. A function in which no layer is recognised is an error.
  }];
  let dependentDialects = ["::lrcnn::row::RowDialect",
                           "::mlir::tensor::TensorDialect"];
}

//===----------------------------------------------------------------------===//
// Chain to linalg
//===----------------------------------------------------------------------===//

def RowToLinalgPass : Pass<"lrcnn-row-to-linalg", "::mlir::func::FuncOp"> {
  let summary = "write chains as linalg on tensors again";
  let description = [{
    The inverse of `lrcnn-raise`, for chains without gradients: each layer
    becomes the linalg that stands for it, in the order of dimensions that the
    chain's first feature map has outside. Statistics in groups, and statistics
    that go into a chain or out of it, have no form in linalg. Raising the
    result gives the chain back, if `lrcnn-raise` knows its layers. A plan says
    how a chain is computed, not what, and is dropped.

    With it a chain can be compared with, and run by, whatever takes linalg.
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::linalg::LinalgDialect",
                           "::mlir::math::MathDialect",
                           "::mlir::tensor::TensorDialect"];
}

#endif // LRCNN_CONVERSION_PASSES_TD

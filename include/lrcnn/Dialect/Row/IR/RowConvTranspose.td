//===- RowConvTranspose.td - Transposed convolution -*- tablegen -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_DIALECT_ROW_IR_ROWCONVTRANSPOSE_TD
#define LRCNN_DIALECT_ROW_IR_ROWCONVTRANSPOSE_TD

include "lrcnn/Dialect/Row/IR/RowLayers.td"

def Row_ConvTransposeOp : Row_ForwardOp<"conv_transpose", [
    DeclareOpInterfaceMethods<Row_GeometryOpInterface,
                              ["hasRows", "isPacked", "getMacsPerRow"]>]> {
  let summary = "2-D transposed convolution with bias";
  let description = [{
    `result[n, y * sh - top + ky * dh, x * sw - left + kx * dw, c]` is bias[c]
    plus the sum of `input[n, y, x, f] * filter[f, ky, kx, c]` over all y, x, f,
    ky and kx that give this place: the data gradient of a convolution from the
    result to the input. The filter is that convolution's, so its first
    dimension is the input's channels; in PyTorch's order it is `fchw`, as other
    filters are.

    The result has (H - 1) * stride - top - bottom + K + output_pad rows, K =
    (KH - 1) * dilation + 1. `output_pad`, [rows, columns], is less than the
    stride or the dilation. Rows and columns that nothing reaches are the bias
    (rule G5).

    Constraints:

    - (C1) `stride` and `dilation` are two numbers from 1 to 2^20, `pad` is four
      and `output_pad` two from 0 to 2^20.
    - (C2) The result has at least one row and one column (G5).
    - (C3) `groups` is at least 1 and divides the filter's input channels.
    - (C4) The input has the filter's input channels, the result `groups` times
      its other channels.
    - (C5) All tensors have one element type.
    - (C6) The filter at all positions of the input takes at most 2^59
      multiply-adds.
    - (C7) `output_pad` is less than the stride or the dilation.
    - (C8) `bias` has an element for each channel of the result.

    Example:

    ```mlir
    %1 = row.conv_transpose %x, %w bias %b stride [2, 2]
        : (tensor<1x56x56x128xf32>, tensor<128x2x2x64xf32>, tensor<64xf32>)
        -> tensor<1x112x112x64xf32>
    ```
  }];
  let arguments = (ins Row_Feature:$input, Row_Filter:$filter,
    Optional<Row_Vector>:$bias,
    DefaultValuedAttr<DenseI64ArrayAttr, "{1, 1}">:$stride,
    DefaultValuedAttr<DenseI64ArrayAttr, "{1, 1}">:$dilation,
    DefaultValuedAttr<DenseI64ArrayAttr, "{0, 0, 0, 0}">:$pad,
    DefaultValuedAttr<DenseI64ArrayAttr, "{0, 0}">:$output_pad,
    DefaultValuedAttr<I64Attr, "1">:$groups);
  let assemblyFormat = [{
    $input `,` $filter (`bias` $bias^)? (`stride` $stride^)?
    (`dilation` $dilation^)? (`pad` $pad^)? (`output_pad` $output_pad^)?
    (`groups` $groups^)? attr-dict `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

def Row_ConvTransposeDataGradOp : Row_GradientOp<"conv_transpose_data_grad", [
    DeclareOpInterfaceMethods<Row_GeometryOpInterface,
                              ["hasRows", "isPacked", "getMacsPerRow"]>]> {
  let summary = "gradient of a transposed convolution with respect to its input";
  let description = [{
    A convolution of `result_gradient`. Attributes are those of the transposed
    convolution; the result has its input's shape.

    Constraints, beside C1 and C3 to C6 of `row.conv_transpose`:

    - (C1) `result_gradient` has the shape that `row.conv_transpose` gives for
      the result and some `output_pad`.

    Example:

    ```mlir
    %dx = row.conv_transpose_data_grad %dy, %w stride [2, 2]
        : (tensor<1x112x112x64xf32>, tensor<128x2x2x64xf32>)
        -> tensor<1x56x56x128xf32>
    ```
  }];
  let arguments = (ins Row_Feature:$result_gradient, Row_Filter:$filter,
    DefaultValuedAttr<DenseI64ArrayAttr, "{1, 1}">:$stride,
    DefaultValuedAttr<DenseI64ArrayAttr, "{1, 1}">:$dilation,
    DefaultValuedAttr<DenseI64ArrayAttr, "{0, 0, 0, 0}">:$pad,
    DefaultValuedAttr<I64Attr, "1">:$groups);
  let assemblyFormat = [{
    $result_gradient `,` $filter (`stride` $stride^)? (`dilation` $dilation^)?
    (`pad` $pad^)? (`groups` $groups^)?
    attr-dict `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

def Row_ConvTransposeFilterGradOp : Row_GradientOp<
    "conv_transpose_filter_grad", [
    DeclareOpInterfaceMethods<Row_GeometryOpInterface,
        ["getMacsPerRow", "isFold", "hasAccumulator"]>]> {
  let summary = "gradient of a transposed convolution with respect to its filter";
  let description = [{
    The filter gradient of the convolution from the result to the input: the two
    change places. It has no rows: tiles add their shares to it.

    Constraints, beside C1 and C3 to C6 of `row.conv_transpose`:

    - (C1) `result_gradient` has the shape that `row.conv_transpose` gives for
      the input and some `output_pad`.

    Example:

    ```mlir
    %dw = row.conv_transpose_filter_grad %x, %dy stride [2, 2]
        : (tensor<1x56x56x128xf32>, tensor<1x112x112x64xf32>)
        -> tensor<128x2x2x64xf32>
    ```
  }];
  let arguments = (ins Row_Feature:$input, Row_Feature:$result_gradient,
    DefaultValuedAttr<DenseI64ArrayAttr, "{1, 1}">:$stride,
    DefaultValuedAttr<DenseI64ArrayAttr, "{1, 1}">:$dilation,
    DefaultValuedAttr<DenseI64ArrayAttr, "{0, 0, 0, 0}">:$pad,
    DefaultValuedAttr<I64Attr, "1">:$groups);
  let results = (outs Row_Filter:$result);
  let assemblyFormat = [{
    $input `,` $result_gradient (`stride` $stride^)? (`dilation` $dilation^)?
    (`pad` $pad^)? (`groups` $groups^)?
    attr-dict `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

#endif // LRCNN_DIALECT_ROW_IR_ROWCONVTRANSPOSE_TD

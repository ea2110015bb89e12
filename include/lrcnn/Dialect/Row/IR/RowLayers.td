//===- RowLayers.td - Layers of a chain -*- tablegen -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_DIALECT_ROW_IR_ROWLAYERS_TD
#define LRCNN_DIALECT_ROW_IR_ROWLAYERS_TD

include "lrcnn/Dialect/Row/IR/RowAttrs.td"
include "lrcnn/Dialect/Row/IR/RowInterfaces.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

class Row_LayerOp<string mnemonic, list<Trait> traits = []>
    : Row_Op<mnemonic, !listconcat([Pure,
        DeclareOpInterfaceMethods<Row_GeometryOpInterface>], traits)> {
  let results = (outs Row_Feature:$result);
}

class Row_ForwardOp<string mnemonic, list<Trait> traits = []>
    : Row_LayerOp<mnemonic, !listconcat([
        DeclareOpInterfaceMethods<Row_AdjointOpInterface>,
        DeclareOpInterfaceMethods<InferTypeOpInterface>], traits)>;

/// A forward layer whose result has the type of its input.
class Row_TypePreservingOp<string mnemonic, list<Trait> traits = []>
    : Row_LayerOp<mnemonic, !listconcat([AllTypesMatch<["input", "result"]>,
        DeclareOpInterfaceMethods<Row_AdjointOpInterface>], traits)>;

class Row_GradientOp<string mnemonic, list<Trait> traits = []>
    : Row_LayerOp<mnemonic, !listconcat([
        DeclareOpInterfaceMethods<Row_GradientOpInterface>], traits)>;

//===----------------------------------------------------------------------===//
// Forward layers
//===----------------------------------------------------------------------===//

def Row_ConvOp : Row_ForwardOp<"conv",
    [DeclareOpInterfaceMethods<Row_GeometryOpInterface,
                               ["hasRows", "isPacked", "getMacsPerRow"]>]> {
  let summary = "2-D convolution with bias";
  let description = [{
    `result[n, y, x, f] = bias[f] + sum over ky, kx, c of
    input[n, y * sh - top + ky * dh, x * sw - left + kx * dw, c] *
    filter[f, ky, kx, c]`, zero outside the input. With `groups` g, output
    channels f of group i read the input channels of group i only.

    `stride` and `dilation` are [rows, columns]; `pad` is [top, bottom, left,
    right]. The result has floor((H + top + bottom - K) / stride) + 1 rows, K =
    (KH - 1) * dilation + 1 (rule G1), and columns likewise.

    Constraints:

    - (C1) `stride` and `dilation` are two numbers from 1 to 2^20, `pad` is four
      from 0 to 2^20.
    - (C2) A window fits in the padded input at least once (G1).
    - (C3) `groups` is at least 1 and divides the filter's output channels.
    - (C4) The input has `groups` times the filter's channels, the result its
      output channels.
    - (C5) All tensors have one element type.
    - (C6) The filter at all positions of the result takes at most 2^59
      multiply-adds.
    - (C7) `bias` has an element for each channel of the result.

    Example:

    ```mlir
    %1 = row.conv %x, %w bias %b stride [2, 2] pad [1, 1, 1, 1]
        : (tensor<1x224x224x3xf32>, tensor<64x3x3x3xf32>, tensor<64xf32>)
        -> tensor<1x112x112x64xf32>
    ```
  }];
  let arguments = (ins Row_Feature:$input, Row_Filter:$filter,
    Optional<Row_Vector>:$bias,
    DefaultValuedAttr<DenseI64ArrayAttr, "{1, 1}">:$stride,
    DefaultValuedAttr<DenseI64ArrayAttr, "{1, 1}">:$dilation,
    DefaultValuedAttr<DenseI64ArrayAttr, "{0, 0, 0, 0}">:$pad,
    DefaultValuedAttr<I64Attr, "1">:$groups);
  let assemblyFormat = [{
    $input `,` $filter (`bias` $bias^)? (`stride` $stride^)?
    (`dilation` $dilation^)? (`pad` $pad^)? (`groups` $groups^)?
    attr-dict `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

class Row_PoolOp<string mnemonic> : Row_ForwardOp<mnemonic> {
  let hasVerifier = 1;
}

def Row_MaxPoolOp : Row_PoolOp<"max_pool"> {
  let summary = "maximum over a window";
  let description = [{
    Padding never wins; NaN does. `kernel`, `stride` and `dilation` are [rows,
    columns], `pad` is [top, bottom, left, right]. Every window must meet the
    input. What other frameworks call ceil mode, a last window that is only
    begun, is a larger padding at the bottom and right. The gradient goes to the
    first maximum in scan order, found again from the input.

    Constraints:

    - (C1) `kernel`, `stride` and `dilation` are two numbers from 1 to 2^20,
      `pad` is four from 0 to 2^20.
    - (C2) A window fits in the padded input at least once (G1).
    - (C3) Every window has a position in the input (G1).

    Example:

    ```mlir
    %3 = row.max_pool %2 kernel [2, 2] stride [2, 2]
        : (tensor<1x112x112x64xf32>) -> tensor<1x56x56x64xf32>
    ```
  }];
  let arguments = (ins Row_Feature:$input, DenseI64ArrayAttr:$kernel,
    DefaultValuedAttr<DenseI64ArrayAttr, "{1, 1}">:$stride,
    DefaultValuedAttr<DenseI64ArrayAttr, "{1, 1}">:$dilation,
    DefaultValuedAttr<DenseI64ArrayAttr, "{0, 0, 0, 0}">:$pad);
  let assemblyFormat = [{
    $input `kernel` $kernel (`stride` $stride^)? (`dilation` $dilation^)?
    (`pad` $pad^)? attr-dict `:` functional-type(operands, results)
  }];
}

def Row_AvgPoolOp : Row_PoolOp<"avg_pool"> {
  let summary = "mean over a window";
  let description = [{
    The divisor is the window's size, or with `exclude_pad` the number of its
    positions inside the input. A last window that is only begun (ceil mode) is
    a larger padding at the bottom and right, excluded; padding that counts
    beside such a window is a `row.pad` in front.

    Constraints:

    - (C1) `kernel` and `stride` are two numbers from 1 to 2^20, `pad` is four
      from 0 to 2^20.
    - (C2) A window fits in the padded input at least once (G1).
    - (C3) Every window has a position in the input (G1).

    Example:

    ```mlir
    %3 = row.avg_pool %2 kernel [2, 2] stride [2, 2]
        : (tensor<1x112x112x64xf32>) -> tensor<1x56x56x64xf32>
    ```
  }];
  let arguments = (ins Row_Feature:$input, DenseI64ArrayAttr:$kernel,
    DefaultValuedAttr<DenseI64ArrayAttr, "{1, 1}">:$stride,
    DefaultValuedAttr<DenseI64ArrayAttr, "{0, 0, 0, 0}">:$pad,
    UnitAttr:$exclude_pad);
  let assemblyFormat = [{
    $input `kernel` $kernel (`stride` $stride^)? (`pad` $pad^)?
    (`exclude_pad` $exclude_pad^)? attr-dict
    `:` functional-type(operands, results)
  }];
}

def Row_ConcatOp : Row_ForwardOp<"concat"> {
  let summary = "concatenation of channels";
  let description = [{
    The operands agree in everything but their channels.

    Constraints:

    - (C1) There is an operand.
    - (C2) All operands agree in everything but their channels.

    Example:

    ```mlir
    %4 = row.concat %2, %3
        : (tensor<1x56x56x64xf32>, tensor<1x56x56x32xf32>)
        -> tensor<1x56x56x96xf32>
    ```
  }];
  let arguments = (ins Variadic<Row_Feature>:$inputs);
  let assemblyFormat = [{
    $inputs attr-dict `:` functional-type(operands, results)
  }];
}

//===----------------------------------------------------------------------===//
// Gradient layers
//===----------------------------------------------------------------------===//

def Row_ConvDataGradOp : Row_GradientOp<"conv_data_grad", [
    DeclareOpInterfaceMethods<Row_GeometryOpInterface,
                              ["hasRows", "isPacked", "getMacsPerRow"]>]> {
  let summary = "gradient of a convolution with respect to its input";
  let description = [{
    Attributes are those of the convolution; the result has its input's shape.

    Constraints, beside C1 and C3 to C6 of `row.conv`:

    - (C1) `result_gradient` has the shape that `row.conv` gives for the result
      (G1).

    Example:

    ```mlir
    %dx = row.conv_data_grad %dy, %w pad [1, 1, 1, 1]
        : (tensor<1x56x56x64xf32>, tensor<64x3x3x32xf32>)
        -> tensor<1x56x56x32xf32>
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

def Row_ConvFilterGradOp : Row_GradientOp<"conv_filter_grad", [
    DeclareOpInterfaceMethods<Row_GeometryOpInterface,
        ["getMacsPerRow", "isFold", "hasAccumulator"]>]> {
  let summary = "gradient of a convolution with respect to its filter";
  let description = [{
    A sum over all images, rows and columns of `result_gradient`. It has no
    rows: tiles add their shares to it.

    Constraints, beside C1 and C3 to C6 of `row.conv`:

    - (C1) `result_gradient` has the shape that `row.conv` gives for the input
      (G1).

    Example:

    ```mlir
    %dw = row.conv_filter_grad %x, %dy pad [1, 1, 1, 1]
        : (tensor<1x56x56x32xf32>, tensor<1x56x56x64xf32>)
        -> tensor<64x3x3x32xf32>
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

def Row_BiasGradOp : Row_GradientOp<"bias_grad", [
    DeclareOpInterfaceMethods<Row_SumOpInterface>,
    DeclareOpInterfaceMethods<Row_GeometryOpInterface, ["isFold"]>]> {
  let summary = "gradient with respect to what is added to each channel";
  let description = [{
    The sum of `result_gradient` over images, rows and columns. `operand` is the
    number of the layer's operand: 2 for the bias of a convolution, 1 or 2 for
    the shift of a `row.layer_norm`.

    Constraints:

    - (C1) The result has an element for each channel of `result_gradient`.

    Example:

    ```mlir
    %db = row.bias_grad %dy : (tensor<1x56x56x64xf32>) -> tensor<64xf32>
    ```
  }];
  let arguments = (ins Row_Feature:$result_gradient,
                       DefaultValuedAttr<I64Attr, "2">:$operand);
  let results = (outs Row_Vector:$result);
  let assemblyFormat = [{
    $result_gradient (`operand` $operand^)? attr-dict
    `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

def Row_MaxPoolGradOp : Row_GradientOp<"max_pool_grad"> {
  let summary = "gradient of a maximum over a window";
  let description = [{
    The gradient of a window goes to the first maximum of `input` in scan order
    (rows first), which is found again; a NaN is a maximum.

    Constraints, beside C1 and C3 of `row.max_pool`:

    - (C1) `result_gradient` has the channels and the element type of the
      result.
    - (C2) The result has the type of the input.
    - (C3) `result_gradient` has the shape that `row.max_pool` gives for the
      input (G1).

    Example:

    ```mlir
    %dx = row.max_pool_grad %x, %dy kernel [2, 2] stride [2, 2]
        : (tensor<1x56x56x64xf32>, tensor<1x28x28x64xf32>)
        -> tensor<1x56x56x64xf32>
    ```
  }];
  let arguments = (ins Row_Feature:$input, Row_Feature:$result_gradient,
    DenseI64ArrayAttr:$kernel,
    DefaultValuedAttr<DenseI64ArrayAttr, "{1, 1}">:$stride,
    DefaultValuedAttr<DenseI64ArrayAttr, "{1, 1}">:$dilation,
    DefaultValuedAttr<DenseI64ArrayAttr, "{0, 0, 0, 0}">:$pad);
  let assemblyFormat = [{
    $input `,` $result_gradient `kernel` $kernel (`stride` $stride^)?
    (`dilation` $dilation^)? (`pad` $pad^)?
    attr-dict `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

def Row_AvgPoolGradOp : Row_GradientOp<"avg_pool_grad"> {
  let summary = "gradient of a mean over a window";
  let description = [{
    Every position of a window inside the input gets `result_gradient` over the
    window's divisor.

    Constraints, beside C1 and C3 of `row.avg_pool`:

    - (C1) `result_gradient` has the channels and the element type of the
      result.
    - (C2) `result_gradient` has the shape that `row.avg_pool` gives for the
      result (G1).

    Example:

    ```mlir
    %dx = row.avg_pool_grad %dy kernel [2, 2] stride [2, 2]
        : (tensor<1x28x28x64xf32>) -> tensor<1x56x56x64xf32>
    ```
  }];
  let arguments = (ins Row_Feature:$result_gradient, DenseI64ArrayAttr:$kernel,
    DefaultValuedAttr<DenseI64ArrayAttr, "{1, 1}">:$stride,
    DefaultValuedAttr<DenseI64ArrayAttr, "{0, 0, 0, 0}">:$pad,
    UnitAttr:$exclude_pad);
  let assemblyFormat = [{
    $result_gradient `kernel` $kernel (`stride` $stride^)? (`pad` $pad^)?
    (`exclude_pad` $exclude_pad^)? attr-dict
    `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

def Row_ConcatGradOp : Row_GradientOp<"concat_grad"> {
  let summary = "gradient of a concatenation with respect to one operand";
  let description = [{
    The channels [offset, offset + C) of `result_gradient`, C being the
    result's.

    Constraints:

    - (C1) The result differs from `result_gradient` in its channels only.
    - (C2) Channels [offset, offset + C) are among those of `result_gradient`.

    Example:

    ```mlir
    %gb = row.concat_grad %dy operand 1 offset 64
        : (tensor<1x56x56x96xf32>) -> tensor<1x56x56x32xf32>
    ```
  }];
  let arguments = (ins Row_Feature:$result_gradient, I64Attr:$operand,
                       I64Attr:$offset);
  let assemblyFormat = [{
    $result_gradient `operand` $operand `offset` $offset attr-dict
    `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

#endif // LRCNN_DIALECT_ROW_IR_ROWLAYERS_TD

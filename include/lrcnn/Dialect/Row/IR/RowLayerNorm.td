//===- RowLayerNorm.td - Normalization over channels -*- tablegen -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// LayerNorm over the channels of each pixel looks at one pixel only: it has the
// geometry of a pointwise layer and is no barrier. It is not pointwise, as an
// element of its result is made of all channels.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_DIALECT_ROW_IR_ROWLAYERNORM_TD
#define LRCNN_DIALECT_ROW_IR_ROWLAYERNORM_TD

include "lrcnn/Dialect/Row/IR/RowLayers.td"

def Row_LayerNormOp : Row_TypePreservingOp<"layer_norm", [
    AttrSizedOperandSegments,
    DeclareOpInterfaceMethods<Row_GeometryOpInterface, ["hasRows"]>]> {
  let summary = "normalization of each pixel over its channels";
  let description = [{
    `(input - mean) / sqrt(variance + eps) * scale + shift`, mean and variance
    (divided by the number of channels) being those of the pixel's channels. In
    PyTorch this is LayerNorm(C) of the tensor in the order N, H, W, C.

    Constraints:

    - (C1) `eps` is finite and not negative.
    - (C2) `scale` and `shift` have an element for each channel.

    Example:

    ```mlir
    %y = row.layer_norm %x scale %g shift %b eps 1.0e-06
        : (tensor<1x56x56x96xf32>, tensor<96xf32>, tensor<96xf32>)
        -> tensor<1x56x56x96xf32>
    ```
  }];
  let arguments = (ins Row_Feature:$input, Optional<Row_Vector>:$scale,
    Optional<Row_Vector>:$shift, F64Attr:$eps);
  let assemblyFormat = [{
    $input (`scale` $scale^)? (`shift` $shift^)? `eps` $eps attr-dict
    `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

def Row_LayerNormGradOp : Row_GradientOp<"layer_norm_grad", [
    AllTypesMatch<["input", "result_gradient", "result"]>,
    DeclareOpInterfaceMethods<Row_GeometryOpInterface, ["hasRows"]>]> {
  let summary = "gradient of a normalization over channels";
  let description = [{
    With `n = (input - mean) / sqrt(variance + eps)` and `g = result_gradient *
    scale`: `(g - mean(g) - n * mean(g * n)) / sqrt(variance + eps)`, all means
    over the channels of a pixel.

    Constraints: C1 and C2 of `row.layer_norm`.

    Example:

    ```mlir
    %dx = row.layer_norm_grad %x, %dy scale %g eps 1.0e-06
        : (tensor<1x56x56x96xf32>, tensor<1x56x56x96xf32>, tensor<96xf32>)
        -> tensor<1x56x56x96xf32>
    ```
  }];
  let arguments = (ins Row_Feature:$input, Row_Feature:$result_gradient,
    Optional<Row_Vector>:$scale, F64Attr:$eps);
  let assemblyFormat = [{
    $input `,` $result_gradient (`scale` $scale^)? `eps` $eps attr-dict
    `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

def Row_LayerNormScaleGradOp : Row_GradientOp<"layer_norm_scale_grad", [
    AllTypesMatch<["input", "result_gradient"]>,
    DeclareOpInterfaceMethods<Row_GeometryOpInterface, ["isFold"]>]> {
  let summary = "gradient of a normalization over channels with respect to its "
                "scale";
  let description = [{
    For each channel the sum of `result_gradient * (input - mean) /
    sqrt(variance + eps)` over images, rows and columns. That of the shift is
    `row.bias_grad`.

    Constraints, beside C1 of `row.layer_norm`:

    - (C1) The result has an element for each channel.

    Example:

    ```mlir
    %dg = row.layer_norm_scale_grad %x, %dy eps 1.0e-06
        : (tensor<1x56x56x96xf32>, tensor<1x56x56x96xf32>) -> tensor<96xf32>
    ```
  }];
  let arguments = (ins Row_Feature:$input, Row_Feature:$result_gradient,
                       F64Attr:$eps);
  let results = (outs Row_Vector:$result);
  let assemblyFormat = [{
    $input `,` $result_gradient `eps` $eps attr-dict
    `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

#endif // LRCNN_DIALECT_ROW_IR_ROWLAYERNORM_TD

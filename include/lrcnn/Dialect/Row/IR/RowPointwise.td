//===- RowPointwise.td - Layers that work element by element -*- tablegen -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_DIALECT_ROW_IR_ROWPOINTWISE_TD
#define LRCNN_DIALECT_ROW_IR_ROWPOINTWISE_TD

include "lrcnn/Dialect/Row/IR/RowLayers.td"

class Row_PointwiseOp<string mnemonic, list<Trait> traits = []>
    : Row_Op<mnemonic, !listconcat([Pure,
        DeclareOpInterfaceMethods<Row_GeometryOpInterface, ["hasRows"]>,
        DeclareOpInterfaceMethods<Row_PointwiseOpInterface>], traits)> {
  let results = (outs Row_Feature:$result);
  code geometry = [{
    ::lrcnn::plan::Window $cppClass::getWindow(unsigned operand) {
      return getPointwiseWindow(*this, operand);
    }
    bool $cppClass::hasRows(unsigned operand) {
      return ::mlir::cast<::mlir::RankedTensorType>(
                 getOperation()->getOperand(operand).getType())
                 .getRank() == 4;
    }
  }];
  let extraClassDefinition = geometry;
}

class Row_ForwardPointwiseOp<string mnemonic, list<Trait> traits = []>
    : Row_PointwiseOp<mnemonic, !listconcat([
        DeclareOpInterfaceMethods<Row_AdjointOpInterface>,
        DeclareOpInterfaceMethods<InferTypeOpInterface>], traits)>;

class Row_GradientPointwiseOp<string mnemonic, list<Trait> traits = []>
    : Row_PointwiseOp<mnemonic, !listconcat([
        DeclareOpInterfaceMethods<Row_GradientOpInterface>], traits)>;

//===----------------------------------------------------------------------===//
// Activations
//===----------------------------------------------------------------------===//

/// An activation and its gradient, which reads the activation's result where
/// that says enough, else its input (`needsOperands`).
multiclass Row_Activation<string mnemonic, string words, string formula,
                          string derivative, string source = "output",
                          string needsOperands = "false",
                          dag attributes = (ins), string format = "",
                          string example = "", bit verifies = 0> {
  defvar tensor = "tensor<1x56x56x64xf32>";

  def Op : Row_PointwiseOp<mnemonic, [SameOperandsAndResultType,
      DeclareOpInterfaceMethods<Row_AdjointOpInterface, ["needsOperands"]>]> {
    let summary = words;
    let description = formula # [{

    Example:

    ```mlir
    %2 = row.}] # mnemonic # " %1" # example # " : (" # tensor # ") -> " #
        tensor # [{
    ```
    }];
    let arguments = !con((ins Row_Feature:$input), attributes);
    let assemblyFormat = "$input " # format #
        " attr-dict `:` functional-type(operands, results)";
    let hasVerifier = verifies;
    let extraClassDefinition = geometry # [{
      bool $cppClass::needsOperands() { return }] # needsOperands # [{; }
      ::mlir::Value $cppClass::buildOperandGradient(
          ::mlir::OpBuilder &builder, unsigned, ::mlir::Value gradient) {
        ::mlir::Value source = needsOperands() ? getInput() : getResult();
        return }] # !subst("Row_", "", NAME) # [{GradOp::create(
                   builder, getLoc(), ::mlir::TypeRange(getType()),
                   ::mlir::ValueRange{source, gradient},
                   getOperation()->getAttrs()).getResult();
      }
    }];
  }

  def GradOp : Row_GradientPointwiseOp<mnemonic # "_grad",
      [AllTypesMatch<[source, "result_gradient", "result"]>]> {
    let summary = "gradient of " # mnemonic;
    let description = derivative # [{

    Example:

    ```mlir
    %g = row.}] # mnemonic # "_grad %y, %dy" # example # " : " # tensor # [{
    ```
    }];
    let arguments = !con(!dag(ins, [Row_Feature, Row_Feature],
                              [source, "result_gradient"]), attributes);
    let assemblyFormat = "$" # source # " `,` $result_gradient " # format #
        " attr-dict `:` type($result)";
    let hasVerifier = verifies;
    let extraClassDefinition = geometry # [{
      unsigned $cppClass::getResultGradientOperand() { return 1; }
      unsigned $cppClass::getDifferentiatedOperand() { return 0; }
    }];
  }
}

defm Row_Relu : Row_Activation<"relu", "rectified linear unit",
  [{
    `max(input, 0)`; NaN stays NaN.}], [{
    `result_gradient` where `output`, the ReLU's result, is positive, else 0.}]>;

defm Row_Relu6 : Row_Activation<"relu6", "rectified linear unit up to 6",
  [{
    `min(max(input, 0), 6)`; NaN stays NaN.}], [{
    `result_gradient` except where `output` is at most 0 or at least 6: there 0.
    }]>;

defm Row_LeakyRelu : Row_Activation<"leaky_relu",
  "linear unit with two slopes", [{
    `input` where it is positive, else `slope * input`.

    Constraints:

    - (C1) `slope` is finite.}], [{
    `result_gradient` where `output` is positive, else `slope` times it. The
    result has the input's sign, unless the slope is negative: then `output` is
    the input.

    Constraints: C1 of `row.leaky_relu`.}], "output", "getSlope().isNegative()",
  (ins F64Attr:$slope), "`slope` $slope", " slope 0.01", /*verifies=*/1>;

defm Row_Sigmoid : Row_Activation<"sigmoid", "logistic function", [{
    `1 / (1 + exp(-input))`.}], [{
    `result_gradient * (1 - output) * output`.}]>;

defm Row_Tanh : Row_Activation<"tanh", "hyperbolic tangent", [{
    `tanh(input)`.}], [{
    `result_gradient * (1 - output * output)`.}]>;

defm Row_Hardsigmoid : Row_Activation<"hardsigmoid",
  "piecewise linear logistic function", [{
    `min(max(input + 3, 0), 6) / 6`; NaN stays NaN.}], [{
    `result_gradient / 6` where `output` is between 0 and 1, else 0.}]>;

defm Row_Hardswish : Row_Activation<"hardswish",
  "input times its hardsigmoid", [{
    `input * min(max(input + 3, 0), 6) / 6`.}], [{
    0 for an input of at most -3, `result_gradient` from 3 on, and
    `result_gradient * (input / 3 + 1 / 2)` between.}], "input", "true">;

defm Row_Silu : Row_Activation<"silu", "input times its logistic function", [{
    `input / (1 + exp(-input))`.}], [{
    `result_gradient * s * (1 + input * (1 - s))`, s being
    `1 / (1 + exp(-input))`.}], "input", "true">;

defm Row_Gelu : Row_Activation<"gelu",
  "input times the normal distribution's function", [{
    `input / 2 * (1 + erf(input / sqrt(2)))`, or with `tanh` the approximation
    `input / 2 * (1 + tanh(sqrt(2 / pi) * (input + 0.044715 * input^3)))`.}], [{
    The derivative of the form that was used, times `result_gradient`.}],
  "input", "true", (ins UnitAttr:$tanh), "(`tanh` $tanh^)?", " tanh">;

//===----------------------------------------------------------------------===//
// Sums
//===----------------------------------------------------------------------===//

def Row_AddOp : Row_ForwardPointwiseOp<"add"> {
  let summary = "elementwise sum";
  let description = [{
    Both operands have the result's type. Also the sum of gradients that reach
    one tensor from several consumers, or one parameter, such as a bias, from
    several layers that use it.

    Constraints:

    - (C1) Both operands have one type.

    Example:

    ```mlir
    %4 = row.add %2, %3
        : (tensor<1x56x56x64xf32>, tensor<1x56x56x64xf32>)
        -> tensor<1x56x56x64xf32>
    ```
  }];
  let arguments = (ins Row_FeatureOrVector:$lhs, Row_FeatureOrVector:$rhs);
  let results = (outs Row_FeatureOrVector:$result);
  let assemblyFormat = [{
    $lhs `,` $rhs attr-dict `:` functional-type(operands, results)
  }];
}

def Row_AddGradOp : Row_GradientPointwiseOp<"add_grad", [
    AllTypesMatch<["result_gradient", "result"]>]> {
  let summary = "gradient of a sum with respect to one operand";
  let description = [{
    The gradient itself. It is an op so that every gradient layer names one
    layer and one operand of it.

    Example:

    ```mlir
    %ga = row.add_grad %dy operand 0 : tensor<1x56x56x64xf32>
    ```
  }];
  let arguments = (ins Row_Feature:$result_gradient, I64Attr:$operand);
  let assemblyFormat = [{
    $result_gradient `operand` $operand attr-dict `:` type($result)
  }];
}

//===----------------------------------------------------------------------===//
// Products
//===----------------------------------------------------------------------===//

def Row_MulOp : Row_ForwardPointwiseOp<"mul"> {
  let summary = "elementwise product";
  let description = [{
    `rhs` has the type of `lhs`, or is a pixel: one row and one column for each
    image, spread over the image's rows and columns. A squeeze-and-excitation
    block is such a product, of a feature map and of what is made of its
    `row.global_avg_pool`.

    Constraints:

    - (C1) `rhs` has the type of `lhs`, or one row and one column for each
      image.

    Example:

    ```mlir
    %5 = row.mul %3, %4
        : (tensor<2x56x56x64xf32>, tensor<2x1x1x64xf32>)
        -> tensor<2x56x56x64xf32>
    ```
  }];
  let arguments = (ins Row_Feature:$lhs, Row_Feature:$rhs);
  let assemblyFormat = [{
    $lhs `,` $rhs attr-dict `:` functional-type(operands, results)
  }];
}

def Row_ScaleOp : Row_ForwardPointwiseOp<"scale"> {
  let summary = "product with one number for each channel";
  let description = [{
    `scale` is a parameter (the layer scale of ConvNeXt).

    Constraints:

    - (C1) `scale` has an element for each channel.

    Example:

    ```mlir
    %2 = row.scale %1, %s
        : (tensor<1x56x56x96xf32>, tensor<96xf32>) -> tensor<1x56x56x96xf32>
    ```
  }];
  let arguments = (ins Row_Feature:$input, Row_Vector:$scale);
  let assemblyFormat = [{
    $input `,` $scale attr-dict `:` functional-type(operands, results)
  }];
}

def Row_MulGradOp : Row_GradientPointwiseOp<"mul_grad", [
    AllTypesMatch<["result_gradient", "result"]>]> {
  let summary = "gradient of a product with respect to a feature map";
  let description = [{
    `result_gradient` times `factor`, the other operand of a `row.mul` or of a
    `row.scale`.

    Constraints:

    - (C1) `factor` has the type of the result, one row and one column for each
      image, or an element for each channel.

    Example:

    ```mlir
    %dx = row.mul_grad %dy, %s operand 0
        : (tensor<1x56x56x96xf32>, tensor<96xf32>) -> tensor<1x56x56x96xf32>
    ```
  }];
  let arguments = (ins Row_Feature:$result_gradient,
    Row_FeatureOrVector:$factor, I64Attr:$operand);
  let assemblyFormat = [{
    $result_gradient `,` $factor `operand` $operand attr-dict
    `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

def Row_MulPixelGradOp : Row_GradientOp<"mul_pixel_grad", [
    DeclareOpInterfaceMethods<Row_SumOpInterface>]> {
  let summary = "gradient of a product with respect to a pixel";
  let description = [{
    For each image and channel the sum of `result_gradient * input` over rows
    and columns, `input` being the product's other operand. Tiles add their
    shares: the result's row reads all rows of `result_gradient` that take part.

    Constraints:

    - (C1) `result_gradient` has the type of the input.
    - (C2) The result has one row and one column for each image.

    Example:

    ```mlir
    %dp = row.mul_pixel_grad %x, %dy
        : (tensor<2x56x56x64xf32>, tensor<2x56x56x64xf32>)
        -> tensor<2x1x1x64xf32>
    ```
  }];
  let arguments = (ins Row_Feature:$input, Row_Feature:$result_gradient);
  let assemblyFormat = [{
    $input `,` $result_gradient attr-dict
    `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

def Row_ScaleGradOp : Row_GradientOp<"scale_grad", [
    AllTypesMatch<["input", "result_gradient"]>,
    DeclareOpInterfaceMethods<Row_GeometryOpInterface, ["isFold"]>,
    DeclareOpInterfaceMethods<Row_SumOpInterface>]> {
  let summary = "gradient of a product with respect to the channels' numbers";
  let description = [{
    For each channel the sum of `result_gradient * input` over images, rows and
    columns.

    Constraints:

    - (C1) The result has an element for each channel.

    Example:

    ```mlir
    %ds = row.scale_grad %x, %dy
        : (tensor<1x56x56x96xf32>, tensor<1x56x56x96xf32>) -> tensor<96xf32>
    ```
  }];
  let arguments = (ins Row_Feature:$input, Row_Feature:$result_gradient);
  let results = (outs Row_Vector:$result);
  let assemblyFormat = [{
    $input `,` $result_gradient attr-dict
    `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

#endif // LRCNN_DIALECT_ROW_IR_ROWPOINTWISE_TD

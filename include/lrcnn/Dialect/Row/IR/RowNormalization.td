//===- RowNormalization.td - Layers that fold rows, and their readers -----===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A normalization is two layers: one folds all rows into statistics, one reads
// them. Between the two lies a border of sweeps (rule G5), and nothing else is
// special about BatchNorm: its gradient is the sum of what goes through the
// normalized tensor and what goes through the statistics.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_DIALECT_ROW_IR_ROWNORMALIZATION_TD
#define LRCNN_DIALECT_ROW_IR_ROWNORMALIZATION_TD

include "lrcnn/Dialect/Row/IR/RowLayers.td"

//===----------------------------------------------------------------------===//
// Forward layers
//===----------------------------------------------------------------------===//

def Row_GlobalAvgPoolOp : Row_ForwardOp<"global_avg_pool", [
    DeclareOpInterfaceMethods<Row_GeometryOpInterface, ["isFold"]>]> {
  let summary = "mean over all rows and columns";
  let description = [{
    One row and one column for each image. A barrier (rule G5): what reads the
    result lies in a later segment.

    Example:

    ```mlir
    %p = row.global_avg_pool %x
        : (tensor<2x7x7x512xf32>) -> tensor<2x1x1x512xf32>
    ```
  }];
  let arguments = (ins Row_Feature:$input);
  let assemblyFormat = [{
    $input attr-dict `:` functional-type(operands, results)
  }];
}

def Row_StatisticsOp : Row_ForwardOp<"statistics", [
    DeclareOpInterfaceMethods<Row_GeometryOpInterface,
                              ["isFold", "hasAccumulator"]>]> {
  let summary = "mean and variance of a feature map";
  let description = [{
    Column 0 of the result's one row is the mean of each channel, column 1 its
    variance (divided by the number of elements, not by one less). Without
    `groups` they are over images, rows and columns, as BatchNorm takes them.
    With `groups` g they are those of each image and each of g groups of
    channels, as GroupNorm takes them, and stand in each channel of the group.

    A barrier (rule G5). Tiles merge their rows one by one into a sum of squared
    distances from the mean (Chan, Golub and LeVeque 1983, the parallel form of
    Welford's), so the result does not depend on the tiles and does not suffer
    from a mean that is large beside the deviation.

    Constraints:

    - (C1) `groups` is at least 1 and divides the channels.

    Example:

    ```mlir
    %s = row.statistics %x : (tensor<4x56x56x64xf32>) -> tensor<1x1x2x64xf32>
    ```
  }];
  let arguments = (ins Row_Feature:$input, OptionalAttr<I64Attr>:$groups);
  let assemblyFormat = [{
    $input (`groups` $groups^)? attr-dict `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    /// Elements that one mean is over.
    int64_t getCount();
  }];
}

/// A row of two columns, mean and variance, or a vector of each.
def Row_Statistics : Variadic<AnyTypeOf<[Row_Feature, Row_Vector]>>;

def Row_NormalizeOp : Row_TypePreservingOp<"normalize", [
    AttrSizedOperandSegments,
    DeclareOpInterfaceMethods<Row_GeometryOpInterface, ["hasRows", "isState"]>,
    DeclareOpInterfaceMethods<Row_PointwiseOpInterface, ["isSpread"]>]> {
  let summary = "normalization by given statistics";
  let description = [{
    `(input - mean) / sqrt(variance + eps) * scale + shift`. `statistics` is one
    tensor of one row, for all images or for each, whose columns are mean and
    variance; or two vectors, which are then state, without gradients. `groups`
    says how many groups of channels share statistics; without it each channel
    has its own.

    With `row.statistics` of the same tensor this is BatchNorm in training mode,
    with `row.statistics` in groups it is GroupNorm, with running statistics it
    is BatchNorm in evaluation mode, or frozen.

    Constraints:

    - (C1) `eps` is finite and not negative.
    - (C2) `groups` is at least 1 and divides the channels.
    - (C3) `scale` and `shift` have an element for each channel.
    - (C4) `statistics` is a tensor of one row of two columns, of one image or
      of as many as the input has, or two vectors with an element for each
      channel.
    - (C5) If `row.statistics` makes them, its `groups` are the same.

    Example:

    ```mlir
    %y = row.normalize %x, %s scale %g shift %b eps 1.0e-05
        : (tensor<4x56x56x64xf32>, tensor<1x1x2x64xf32>, tensor<64xf32>,
           tensor<64xf32>) -> tensor<4x56x56x64xf32>
    ```
  }];
  let arguments = (ins Row_Feature:$input, Row_Statistics:$statistics,
    Optional<Row_Vector>:$scale, Optional<Row_Vector>:$shift, F64Attr:$eps,
    OptionalAttr<I64Attr>:$groups);
  let assemblyFormat = [{
    $input `,` $statistics (`scale` $scale^)? (`shift` $shift^)? `eps` $eps
    (`groups` $groups^)? attr-dict `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

//===----------------------------------------------------------------------===//
// Running statistics
//===----------------------------------------------------------------------===//

class Row_StateOp<string mnemonic, list<Trait> traits = []>
    : Row_Op<mnemonic, !listconcat(traits, [Pure,
        DeclareOpInterfaceMethods<Row_GeometryOpInterface,
                                  ["hasRows", "isState"]>,
        DeclareOpInterfaceMethods<Row_StateOpInterface>])> {
  let results = (outs Row_Vector:$result);
  let hasVerifier = 1;
}

def Row_CountStepsOp : Row_StateOp<"count_steps", [
    AllTypesMatch<["steps", "result"]>]> {
  let summary = "number of training steps, this one among them";
  let description = [{
    `steps + 1`, of the one element of a state. A program writes it where `steps`
    lies, once in each training forward call and before any row is made: all
    layers of the call that read the number get the same. It has the element type
    of the feature maps because a program's arguments are of one type; f32 counts
    2^24 steps.

    Constraints:

    - (C1) `steps` is one number.

    Example:

    ```mlir
    %s1 = row.count_steps %s : (tensor<1xf32>) -> tensor<1xf32>
    ```
  }];
  let arguments = (ins Row_Vector:$steps);
  let assemblyFormat = [{
    $steps attr-dict `:` functional-type(operands, results)
  }];
}

class Row_RunningOp<string mnemonic>
    : Row_StateOp<mnemonic, [AllTypesMatch<["running", "result"]>]>;

def Row_RunningMeanOp : Row_RunningOp<"running_mean"> {
  let summary = "running mean after a training step";
  let description = [{
    `running + weight * (mean - running)`, mean being column 0 of `statistics`.
    The weight is `momentum`, or 1 / `steps`: then the result is the mean of the
    means of all steps. `steps` is the number of steps with this one, from
    `row.count_steps` or a state that the caller counts. The result is a state: a
    program writes it where `running` lies, once in each training forward call.

    Constraints:

    - (C1) There is either a `momentum` or `steps`.
    - (C2) `momentum` is from 0 to 1.
    - (C3) `steps` is one number, of `row.count_steps` or of an input.
    - (C4) `statistics` are those of the batch: one image, one row, two columns.
    - (C5) `running` has an element for each channel.

    Examples:

    ```mlir
    %m1 = row.running_mean %m, %s momentum 0.1
        : (tensor<64xf32>, tensor<1x1x2x64xf32>) -> tensor<64xf32>
    ```

    ```mlir
    %m1 = row.running_mean %m, %s steps %n
        : (tensor<64xf32>, tensor<1x1x2x64xf32>, tensor<1xf32>)
        -> tensor<64xf32>
    ```
  }];
  let arguments = (ins Row_Vector:$running, Row_Feature:$statistics,
                       Optional<Row_Vector>:$steps,
                       OptionalAttr<F64Attr>:$momentum);
  let assemblyFormat = [{
    $running `,` $statistics (`momentum` $momentum^)? (`steps` $steps^)?
    attr-dict `:` functional-type(operands, results)
  }];
}

def Row_RunningVarianceOp : Row_RunningOp<"running_variance"> {
  let summary = "running variance after a training step";
  let description = [{
    `running + weight * (variance * count / (count - 1) - running)`, variance
    being column 1 of `statistics` and `count` the number of elements that it is
    over: the running variance is unbiased. The weight and the result are those
    of `row.running_mean`.

    Constraints, beside C1 to C5 of `row.running_mean`:

    - (C1) `count` is at least 2.

    Example:

    ```mlir
    %v1 = row.running_variance %v, %s momentum 0.1 count 12544
        : (tensor<64xf32>, tensor<1x1x2x64xf32>) -> tensor<64xf32>
    ```
  }];
  let arguments = (ins Row_Vector:$running, Row_Feature:$statistics,
                       Optional<Row_Vector>:$steps,
                       OptionalAttr<F64Attr>:$momentum, I64Attr:$count);
  let assemblyFormat = [{
    $running `,` $statistics (`momentum` $momentum^)? (`steps` $steps^)?
    `count` $count attr-dict `:` functional-type(operands, results)
  }];
}

//===----------------------------------------------------------------------===//
// Gradient layers
//===----------------------------------------------------------------------===//

def Row_GlobalAvgPoolGradOp : Row_GradientOp<"global_avg_pool_grad", [
    DeclareOpInterfaceMethods<Row_PointwiseOpInterface, ["isSpread"]>]> {
  let summary = "gradient of a mean over all rows and columns";
  let description = [{
    `result_gradient` over `count`, the number of pixels of an image, in each of
    them.

    Constraints:

    - (C1) `count` is the number of pixels of an image of the result.
    - (C2) `result_gradient` has one row and one column for each image.

    Example:

    ```mlir
    %dx = row.global_avg_pool_grad %dy count 49
        : (tensor<2x1x1x512xf32>) -> tensor<2x7x7x512xf32>
    ```
  }];
  let arguments = (ins Row_Feature:$result_gradient, I64Attr:$count);
  let assemblyFormat = [{
    $result_gradient `count` $count attr-dict
    `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

def Row_StatisticsGradOp : Row_GradientOp<"statistics_grad", [
    AllTypesMatch<["input", "result"]>,
    AllTypesMatch<["statistics", "result_gradient"]>,
    DeclareOpInterfaceMethods<Row_PointwiseOpInterface, ["isSpread"]>]> {
  let summary = "gradient of a mean and a variance";
  let description = [{
    `(dmean + 2 * dvariance * (input - mean)) / count`, the columns of
    `result_gradient` being dmean and dvariance. `count` is the number of
    elements that one mean is over.

    Constraints:

    - (C1) `count` is at least 1.
    - (C2) `statistics` is a tensor of one row of two columns, of one image or
      of as many as the input has.

    Example:

    ```mlir
    %dx = row.statistics_grad %x, %s, %dy count 12544
        : (tensor<4x56x56x64xf32>, tensor<1x1x2x64xf32>, tensor<1x1x2x64xf32>)
        -> tensor<4x56x56x64xf32>
    ```
  }];
  let arguments = (ins Row_Feature:$input, Row_Feature:$statistics,
    Row_Feature:$result_gradient, I64Attr:$count);
  let assemblyFormat = [{
    $input `,` $statistics `,` $result_gradient `count` $count attr-dict `:`
    functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

def Row_NormalizeGradOp : Row_GradientOp<"normalize_grad", [
    AllTypesMatch<["result_gradient", "result"]>, AttrSizedOperandSegments,
    DeclareOpInterfaceMethods<Row_GeometryOpInterface, ["hasRows"]>,
    DeclareOpInterfaceMethods<Row_PointwiseOpInterface, ["isSpread"]>]> {
  let summary = "gradient of a normalization for known statistics";
  let description = [{
    `result_gradient * scale / sqrt(variance + eps)`. What goes through the
    statistics is `row.normalize_statistics_grad`.

    Constraints: C1, C3 and C4 of `row.normalize`.

    Example:

    ```mlir
    %dx = row.normalize_grad %dy, %s scale %g eps 1.0e-05
        : (tensor<4x56x56x64xf32>, tensor<1x1x2x64xf32>, tensor<64xf32>)
        -> tensor<4x56x56x64xf32>
    ```
  }];
  let arguments = (ins Row_Feature:$result_gradient, Row_Statistics:$statistics,
    Optional<Row_Vector>:$scale, F64Attr:$eps);
  let assemblyFormat = [{
    $result_gradient `,` $statistics (`scale` $scale^)? `eps` $eps attr-dict `:`
    functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

def Row_NormalizeSumsOp : Row_GradientOp<"normalize_sums", [
    AllTypesMatch<["input", "result_gradient"]>,
    DeclareOpInterfaceMethods<Row_GeometryOpInterface, ["hasRows", "isFold"]>,
    DeclareOpInterfaceMethods<Row_GradientOpInterface, ["isPartial"]>,
    DeclareOpInterfaceMethods<Row_SumOpInterface>]> {
  let summary = "what the gradients of a normalization's operands are made of";
  let description = [{
    For each image and channel the sums over rows and columns of
    `result_gradient` (column 0) and of `result_gradient * (input - mean) /
    sqrt(variance + eps)` (column 1). The gradients of statistics, scale and
    shift are made of these two, so the rows are read once for all three.

    Constraints, beside C1 and C4 of `row.normalize`:

    - (C1) The result has one row of two columns for each image.

    Example:

    ```mlir
    %p = row.normalize_sums %x, %s gradient %dy eps 1.0e-05
        : (tensor<4x56x56x64xf32>, tensor<1x1x2x64xf32>, tensor<4x56x56x64xf32>)
        -> tensor<4x1x2x64xf32>
    ```
  }];
  let arguments = (ins Row_Feature:$input, Row_Statistics:$statistics,
    Row_Feature:$result_gradient, F64Attr:$eps);
  let assemblyFormat = [{
    $input `,` $statistics `gradient` $result_gradient `eps` $eps attr-dict `:`
    functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

def Row_NormalizeStatisticsGradOp : Row_GradientOp<"normalize_statistics_grad", [
    AllTypesMatch<["statistics", "result"]>,
    DeclareOpInterfaceMethods<Row_GeometryOpInterface, ["hasRows"]>]> {
  let summary = "gradient of a normalization with respect to its statistics";
  let description = [{
    With the columns s0, s1 of `sums`: column 0 is `-scale * s0 / deviation`,
    column 1 is `-scale * s1 / (2 * (variance + eps))`, the deviation being
    `sqrt(variance + eps)`; summed over the images if these share statistics,
    and over the channels of each of `groups` groups, where the sum stands in
    each channel.

    Constraints, beside C1 to C4 of `row.normalize`:

    - (C1) `sums` has one row of two columns for each image.

    Example:

    ```mlir
    %ds = row.normalize_statistics_grad %p, %s scale %g eps 1.0e-05
        : (tensor<4x1x2x64xf32>, tensor<1x1x2x64xf32>, tensor<64xf32>)
        -> tensor<1x1x2x64xf32>
    ```
  }];
  let arguments = (ins Row_Feature:$sums, Row_Feature:$statistics,
    Optional<Row_Vector>:$scale, F64Attr:$eps, OptionalAttr<I64Attr>:$groups);
  let assemblyFormat = [{
    $sums `,` $statistics (`scale` $scale^)? `eps` $eps (`groups` $groups^)?
    attr-dict `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

class Row_NormalizeVectorGradOp<string mnemonic>
    : Row_GradientOp<mnemonic, [
        DeclareOpInterfaceMethods<Row_GeometryOpInterface, ["isFold"]>]> {
  let arguments = (ins Row_Feature:$sums, I64Attr:$operand);
  let results = (outs Row_Vector:$result);
  let assemblyFormat = [{
    $sums `operand` $operand attr-dict `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
}

def Row_NormalizeScaleGradOp
    : Row_NormalizeVectorGradOp<"normalize_scale_grad"> {
  let summary = "gradient of a normalization with respect to its scale";
  let description = [{
    Column 1 of `sums`, summed over the images.

    Constraints:

    - (C1) The result has an element for each channel.
    - (C2) `sums` has one row of two columns for each image.

    Example:

    ```mlir
    %dg = row.normalize_scale_grad %p operand 2
        : (tensor<4x1x2x64xf32>) -> tensor<64xf32>
    ```
  }];
}

def Row_NormalizeShiftGradOp
    : Row_NormalizeVectorGradOp<"normalize_shift_grad"> {
  let summary = "gradient of a normalization with respect to its shift";
  let description = [{
    Column 0 of `sums`, summed over the images.

    Constraints:

    - (C1) The result has an element for each channel.
    - (C2) `sums` has one row of two columns for each image.

    Example:

    ```mlir
    %db = row.normalize_shift_grad %p operand 3
        : (tensor<4x1x2x64xf32>) -> tensor<64xf32>
    ```
  }];
}

#endif // LRCNN_DIALECT_ROW_IR_ROWNORMALIZATION_TD

//===- RowResampling.td - Layers that move and mix positions -*- tablegen -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_DIALECT_ROW_IR_ROWRESAMPLING_TD
#define LRCNN_DIALECT_ROW_IR_ROWRESAMPLING_TD

include "lrcnn/Dialect/Row/IR/RowLayers.td"

class Row_ResamplingForwardOp<string mnemonic> : Row_ForwardOp<mnemonic, [
    DeclareOpInterfaceMethods<Row_ResamplingOpInterface>]> {
  let hasVerifier = 1;
}

class Row_ResamplingGradientOp<string mnemonic> : Row_GradientOp<mnemonic, [
    DeclareOpInterfaceMethods<Row_ResamplingOpInterface>]> {
  let hasVerifier = 1;
}

//===----------------------------------------------------------------------===//
// Forward layers
//===----------------------------------------------------------------------===//

def Row_ResizeOp : Row_ResamplingForwardOp<"resize"> {
  let summary = "nearest or bilinear resizing to any size";
  let description = [{
    The result has `size` rows and columns, [rows, columns]. With H rows of the
    input and h of the result, row i is

    - `nearest`: row floor(i * H / h);
    - `bilinear`: between the two rows next to (i + 1/2) * H / h - 1/2, clamped
      to the input;
    - `bilinear` with `align_corners`: between the two rows next to
      i * (H - 1) / (h - 1), so that the outermost rows of both coincide;

    and columns likewise. These are PyTorch's rules in exact fractions: rows are
    never chosen by rounded numbers (rule G5).

    Constraints:

    - (C1) `size` is two numbers from 1 to 2^20.
    - (C2) `align_corners` stands with `bilinear` only.

    Example:

    ```mlir
    %5 = row.resize %4 bilinear align_corners to [112, 100]
        : (tensor<1x56x56x64xf32>) -> tensor<1x112x100x64xf32>
    ```
  }];
  let arguments = (ins Row_Feature:$input, Row_ResizeModeAttr:$mode,
                       UnitAttr:$align_corners, DenseI64ArrayAttr:$size);
  let assemblyFormat = [{
    $input custom<Keyword>($mode) (`align_corners` $align_corners^)?
    `to` $size attr-dict `:` functional-type(operands, results)
  }];
}

def Row_PadOp : Row_ResamplingForwardOp<"pad"> {
  let summary = "padding and cropping";
  let description = [{
    `pad` is [top, bottom, left, right]; a negative number crops. The padding is
    `zero`, or `reflect`s the input about its outermost rows and columns, or
    `replicate`s these. A convolution pads with zeros itself; what only crops
    may have any mode.

    Constraints:

    - (C1) `pad` is four numbers from -2^20 to 2^20.
    - (C2) Less is cropped than the input has, rows and columns each.
    - (C3) Less is reflected than the input has, rows and columns each.

    Example:

    ```mlir
    %5 = row.pad %4 reflect [1, 1, 2, -3]
        : (tensor<1x56x56x64xf32>) -> tensor<1x58x55x64xf32>
    ```
  }];
  let arguments = (ins Row_Feature:$input, Row_PadModeAttr:$mode,
                       DenseI64ArrayAttr:$pad);
  let assemblyFormat = [{
    $input custom<Keyword>($mode) $pad attr-dict
    `:` functional-type(operands, results)
  }];
}

//===----------------------------------------------------------------------===//
// Gradient layers
//===----------------------------------------------------------------------===//

def Row_ResizeGradOp : Row_ResamplingGradientOp<"resize_grad"> {
  let summary = "gradient of resizing";
  let description = [{
    Every row and column gives its gradient to those that it was made from, with
    the weights it was made with. The result has the shape of the input of the
    layer.

    Constraints, beside C2 of `row.resize`:

    - (C1) The result differs from `result_gradient` in rows and columns only.

    Example:

    ```mlir
    %dx = row.resize_grad %dy nearest
        : (tensor<1x112x112x64xf32>) -> tensor<1x56x56x64xf32>
    ```
  }];
  let arguments = (ins Row_Feature:$result_gradient, Row_ResizeModeAttr:$mode,
                       UnitAttr:$align_corners);
  let assemblyFormat = [{
    $result_gradient custom<Keyword>($mode) (`align_corners` $align_corners^)?
    attr-dict `:` functional-type(operands, results)
  }];
}

def Row_PadGradOp : Row_ResamplingGradientOp<"pad_grad"> {
  let summary = "gradient of padding and cropping";
  let description = [{
    Gradients of reflected and replicated rows and columns go to those that they
    come from; what was cropped gets zero.

    Constraints, beside C1 to C3 of `row.pad`:

    - (C1) The result differs from `result_gradient` in rows and columns only.
    - (C2) `result_gradient` has the rows and columns that `row.pad` gives for
      the result.

    Example:

    ```mlir
    %dx = row.pad_grad %dy reflect [1, 1, 2, -3]
        : (tensor<1x58x55x64xf32>) -> tensor<1x56x56x64xf32>
    ```
  }];
  let arguments = (ins Row_Feature:$result_gradient, Row_PadModeAttr:$mode,
                       DenseI64ArrayAttr:$pad);
  let assemblyFormat = [{
    $result_gradient custom<Keyword>($mode) $pad attr-dict
    `:` functional-type(operands, results)
  }];
}

#endif // LRCNN_DIALECT_ROW_IR_ROWRESAMPLING_TD

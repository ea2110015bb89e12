//===- RowRandom.td - Layers that draw numbers -*- tablegen -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_DIALECT_ROW_IR_ROWRANDOM_TD
#define LRCNN_DIALECT_ROW_IR_ROWRANDOM_TD

include "lrcnn/Dialect/Row/IR/RowPointwise.td"

/// A layer that multiplies by 0 or by 1 / (1 - p), and its gradient, which does
/// the same to the incoming gradient.
multiclass Row_RandomFactor<string mnemonic, string words, string meaning,
                            string derivative, string counter,
                            string ofImage> {
  defvar format = [{ `,` $seed `p` $p `layer` $layer attr-dict `:`
                     functional-type(operands, results) }];
  defvar types = "(tensor<4x56x56x64xf32>, tensor<2xf32>)\n" #
                 "        -> tensor<4x56x56x64xf32>";
  defvar methods = [{
      bool $cppClass::isState(unsigned operand) { return operand == 1; }
      bool $cppClass::isOfImage() { return }] # ofImage # [{; }
      ::llvm::LogicalResult $cppClass::verify() {
        return verifyProbability(*this, getP());
      }
      ::mlir::Value $cppClass::buildElement(::mlir::OpBuilder &builder,
          ::mlir::Location loc, ::mlir::ValueRange elements) {
        return buildRandomFactor(builder, loc, elements, getP());
      }
    }];

  def Op : Row_PointwiseOp<mnemonic, [AllTypesMatch<["input", "result"]>,
      DeclareOpInterfaceMethods<Row_AdjointOpInterface>,
      DeclareOpInterfaceMethods<Row_GeometryOpInterface, ["isState"]>,
      DeclareOpInterfaceMethods<Row_RandomOpInterface, ["isOfImage"]>]> {
    let summary = words;
    let description = meaning # [{

    What is drawn depends on `seed`, `layer` and the place only, not on the plan:
    it is a number of the counter-based generator Philox 4x32-10 (Salmon, Moraes,
    Dror and Shaw 2011) for the counter }] # counter # [{.
    Layers of one program differ in `layer`.

    `seed` is a state of two numbers that the caller chooses for each step, such
    as [seed of the run, number of the step], and leaves as they are from the
    forward to the backward call. The generator's key is their bits as f32, so any
    number is a seed, and whole numbers up to 2^24 are all different ones. They
    have the element type of the feature maps because a program's arguments are
    of one type.

    Constraints:

    - (C1) `seed` is two numbers.
    - (C2) `layer` is from 0 to 2^31 - 1.
    - (C3) A row of an image has at most 2^31 - 1 elements.
    - (C4) `p` is at least 0 and less than 1.

    Example:

    ```mlir
    %2 = row.}] # mnemonic # [{ %1, %seed p 0.2 layer 3
        : }] # types # [{
    ```
    }];
    let arguments = (ins Row_Feature:$input, Row_Vector:$seed, F64Attr:$p,
                         I64Attr:$layer);
    let assemblyFormat = "$input" # format;
    let hasVerifier = 1;
    let extraClassDefinition = geometry # methods # [{
      ::mlir::Value $cppClass::buildOperandGradient(
          ::mlir::OpBuilder &builder, unsigned, ::mlir::Value gradient) {
        return }] # !subst("Row_", "", NAME) # [{GradOp::create(
            builder, getLoc(), getType(), gradient, getSeed(), getPAttr(),
            getLayerAttr());
      }
    }];
  }

  def GradOp : Row_GradientPointwiseOp<mnemonic # "_grad", [
      AllTypesMatch<["result_gradient", "result"]>,
      DeclareOpInterfaceMethods<Row_GeometryOpInterface, ["isState"]>,
      DeclareOpInterfaceMethods<Row_RandomOpInterface, ["isOfImage"]>]> {
    let summary = "gradient of " # mnemonic;
    let description = derivative # [{

    Constraints: C1 to C4 of `row.}] # mnemonic # [{`.

    Example:

    ```mlir
    %dx = row.}] # mnemonic # [{_grad %dy, %seed p 0.2 layer 3
        : }] # types # [{
    ```
    }];
    let arguments = (ins Row_Feature:$result_gradient, Row_Vector:$seed,
                         F64Attr:$p, I64Attr:$layer);
    let assemblyFormat = "$result_gradient" # format;
    let hasVerifier = 1;
    let extraClassDefinition = geometry # methods # [{
      unsigned $cppClass::getResultGradientOperand() { return 0; }
      unsigned $cppClass::getDifferentiatedOperand() { return 0; }
    }];
  }
}

defm Row_Dropout : Row_RandomFactor<"dropout", "dropout", [{
    `input` times 0 with probability `p`, else times 1 / (1 - p); each element
    on its own. In inference `input` itself.}], [{
    `result_gradient` times the factors that `input` was multiplied by: they are
    drawn again.}], "(column * C + channel, row, image, `layer`)", "false">;

defm Row_StochasticDepth : Row_RandomFactor<"stochastic_depth",
  "dropout of whole images", [{
    Each image of `input` times 0 with probability `p`, else times 1 / (1 - p):
    torchvision's mode "row". In inference `input` itself.}], [{
    Each image of `result_gradient` times the factor that the image was
    multiplied by: it is drawn again.}], "(0, 0, image, `layer`)", "true">;

#endif // LRCNN_DIALECT_ROW_IR_ROWRANDOM_TD

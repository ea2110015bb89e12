//===- RowInterfaces.td - What makes a layer -*- tablegen -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_DIALECT_ROW_IR_ROWINTERFACES_TD
#define LRCNN_DIALECT_ROW_IR_ROWINTERFACES_TD

include "mlir/IR/OpBase.td"

def Row_GeometryOpInterface : OpInterface<"GeometryOpInterface"> {
  let cppNamespace = "::lrcnn::row";
  let description = [{
    Which rows of its operands a layer reads for given rows of its result
    (rule G1), and what a row costs. Every layer has it: it is all that tiling
    needs to know of a forward layer.
  }];
  let methods = [
    InterfaceMethod<[{
        The rows of operand `operand` that rows of the result read, before
        clamping to the operand's height. Only asked for operands with rows.
      }],
      "::lrcnn::plan::Window", "getWindow", (ins "unsigned":$operand)>,
    InterfaceMethod<[{
        Whether operand `operand` is a feature map that is cut into rows.
        Filters and biases are not.
      }],
      "bool", "hasRows", (ins "unsigned":$operand), "",
      /*defaultImplementation=*/[{ return true; }]>,
    InterfaceMethod<[{
        Whether operand `operand` is a filter that the layer's kernel reads in a
        layout of its own (`row.pack`). Its gradient is then accumulated in
        such a layout as well.
      }],
      "bool", "isPacked", (ins "unsigned":$operand), "",
      /*defaultImplementation=*/[{ return false; }]>,
    InterfaceMethod<[{
        Whether operand `operand` is a state, carried from step to step: it has
        no gradient.
      }],
      "bool", "isState", (ins "unsigned":$operand), "",
      /*defaultImplementation=*/[{ return false; }]>,
    InterfaceMethod<[{
        Multiply-adds of one row of one image: of the result, or for a gradient
        layer of the incoming gradient. Padded positions count. Layers that are
        bound by memory say 0.
      }],
      "int64_t", "getMacsPerRow", (ins), "",
      /*defaultImplementation=*/[{ return 0; }]>,
    InterfaceMethod<[{
        Whether the layer folds all rows of an operand into one row for each
        image, or into a parameter's gradient, and gives it after the last
        (rule G5). A gradient layer folds its incoming gradient, another layer
        its first operand.
      }],
      "bool", "isFold", (ins), "",
      /*defaultImplementation=*/[{ return false; }]>,
    InterfaceMethod<[{
        Whether what a fold has so far is kept in a form of the provider's until
        the last tile (`row.unpack`).
      }],
      "bool", "hasAccumulator", (ins), "",
      /*defaultImplementation=*/[{ return false; }]>,
  ];
}

def Row_AdjointOpInterface : OpInterface<"AdjointOpInterface"> {
  let cppNamespace = "::lrcnn::row";
  let description = [{
    How a layer is differentiated. The gradient layers it builds are layers of
    the chain as well; each implements `GradientOpInterface`.
  }];
  let methods = [
    InterfaceMethod<[{
        Builds the gradient layer for operand `operand` from the gradient of the
        result. The layer may use the operands and the result of this one; what
        it uses must be there again in the backward pass.
      }],
      "::mlir::Value", "buildOperandGradient",
      (ins "::mlir::OpBuilder &":$builder, "unsigned":$operand,
           "::mlir::Value":$resultGradient)>,
    InterfaceMethod<[{
        Whether gradient layers read operands of this layer. If they do not, a
        pointwise layer of one operand may be the epilogue of a layer with a
        kernel of its own, whose result is then nowhere.
      }],
      "bool", "needsOperands", (ins), "",
      /*defaultImplementation=*/[{ return true; }]>,
  ];
}

def Row_GradientOpInterface : OpInterface<"GradientOpInterface"> {
  let cppNamespace = "::lrcnn::row";
  let description = [{
    A gradient layer: linear in `dy`, the gradient of one layer's result, and
    giving the gradient of one of that layer's operands.
  }];
  let methods = [
    InterfaceMethod<"The operand number of `dy`.",
      "unsigned", "getResultGradientOperand", (ins)>,
    InterfaceMethod<"The operand of the layer whose gradient this is.",
      "unsigned", "getDifferentiatedOperand", (ins)>,
    InterfaceMethod<[{
        Whether this is no operand's gradient but a fold that other gradient
        layers of the same layer take for their incoming gradient.
      }],
      "bool", "isPartial", (ins), "",
      /*defaultImplementation=*/[{ return false; }]>,
  ];
}

def Row_StateOpInterface : OpInterface<"StateOpInterface"> {
  let cppNamespace = "::lrcnn::row";
  let description = [{
    A layer that gives the next value of its first operand, a state: from what a
    fold gave, behind that fold, or else from states alone, before all rows. It
    runs once in each training forward call and has no gradient. What it gives
    lies where its first operand did, so nothing else reads that.
  }];
  let methods = [
    InterfaceMethod<[{
        Builds the next value of one element from `elements`: the state, the
        columns of the fold and, as the same for each, the one element of every
        other state. As PointwiseOpInterface::buildElement.
      }],
      "::mlir::Value", "buildNext",
      (ins "::mlir::OpBuilder &":$builder, "::mlir::Location":$loc,
           "::mlir::ValueRange":$elements)>,
  ];
}

def Row_PointwiseOpInterface : OpInterface<"PointwiseOpInterface"> {
  let cppNamespace = "::lrcnn::row";
  let description = [{
    A layer that computes every element of its result from the elements at the
    same place of its operands. Its body is given as scalar operations, so it
    can be an epilogue of the kernel that makes its operand.

    An operand is a feature map of the result's shape, or is spread over it: a
    vector of C elements, one for each channel, or a feature map of one row, of
    as many images as the result or of one. Each column of such a row is an
    element of its own.
  }];
  let methods = [
    InterfaceMethod<"Whether operand `operand` is spread over the result.",
      "bool", "isSpread", (ins "unsigned":$operand), "",
      /*defaultImplementation=*/[{
        return ::llvm::cast<::mlir::RankedTensorType>(
                   $_op->getOperand(operand).getType()).getShape() !=
               ::llvm::cast<::mlir::RankedTensorType>(
                   $_op->getResult(0).getType()).getShape();
      }]>,
    InterfaceMethod<[{
        Builds the body for `elements`, those of each operand in turn, all
        scalars or all vectors of one type. Only elementwise `arith` and `math` operations
        may be used.
      }],
      "::mlir::Value", "buildElement",
      (ins "::mlir::OpBuilder &":$builder, "::mlir::Location":$loc,
           "::mlir::ValueRange":$elements)>,
  ];
}

def Row_SumOpInterface : OpInterface<"SumOpInterface"> {
  let cppNamespace = "::lrcnn::row";
  let description = [{
    A gradient layer that sums over rows and columns what it makes of the
    elements of each pixel, for each image, with a sum for each column of its
    result; or, with a vector for its result, over the images as well. It is
    generated from its scalar body, and pointwise layers in front of it run in
    its kernel.

    Operands are of one shape, or spread over it as those of a pointwise layer:
    those without rows and those whose window is not all rows.
  }];
  let methods = [
    InterfaceMethod<[{
        Builds the summands of a pixel from `elements`. As
        PointwiseOpInterface::buildElement.
      }],
      "::llvm::SmallVector<::mlir::Value>", "buildSummands",
      (ins "::mlir::OpBuilder &":$builder, "::mlir::Location":$loc,
           "::mlir::ValueRange":$elements)>,
  ];
}

def Row_RandomOpInterface : OpInterface<"RandomOpInterface"> {
  let cppNamespace = "::lrcnn::row";
  let description = [{
    A pointwise layer that draws numbers. `buildElement` gets one more element,
    behind those of the first operand: a multiple of 2^-24 in [0, 1).

    A number depends on the seed, on the layer and on the place it is drawn for,
    and on nothing else: it is the same however often a row is computed, and for
    every plan. It is made of the upper 24 bits of the first word that the
    counter-based generator Philox 4x32-10 gives (Salmon, Moraes, Dror and Shaw,
    "Parallel random numbers: as easy as 1, 2, 3", SC 2011). Its counter is
    (column * C + channel, row, image, `layer`), or with one number for each
    image (0, 0, image, `layer`). Its key is the bits of the two elements of
    `seed`, rounded to f32.

    In the `inference` entry the layer passes its first operand on.
  }];
  let methods = [
    InterfaceMethod<[{
        The second operand, a state: two elements of the type that the layer's
        tensors have.
      }],
      "::mlir::Value", "getSeed", (ins)>,
    InterfaceMethod<"What keeps the numbers of layers with one seed apart.",
      "uint64_t", "getLayer", (ins)>,
    InterfaceMethod<"Whether all elements of an image have one number.",
      "bool", "isOfImage", (ins)>,
  ];
  let verify = [{ return ::lrcnn::row::verifyRandom($_op); }];
}

def Row_ResamplingOpInterface : OpInterface<"ResamplingOpInterface"> {
  let cppNamespace = "::lrcnn::row";
  let description = [{
    A layer that takes its first operand apart by position only: linear, the
    same for every channel, and rows and columns each on their own. Evaluation
    and code generation know such layers by their tables alone. A gradient layer
    has those of its forward layer and applies them transposed.
  }];
  let methods = [
    InterfaceMethod<"The tables along the rows (0) or columns (1).",
      "::lrcnn::plan::Resampling", "getResampling", (ins "unsigned":$axis)>,
  ];
}

#endif // LRCNN_DIALECT_ROW_IR_ROWINTERFACES_TD

//===- EvaluateOpInterface.td - How a layer is computed -*- tablegen -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_INTERPRET_EVALUATEOPINTERFACE_TD
#define LRCNN_INTERPRET_EVALUATEOPINTERFACE_TD

include "mlir/IR/OpBase.td"

def EvaluateOpInterface : OpInterface<"EvaluateOpInterface"> {
  let cppNamespace = "::lrcnn::interpret";
  let description = [{
    How the interpreter computes a layer that is not pointwise. The dialect does
    not know it: the interpreter attaches an external model to each layer
    (`registerInterpreterModels`), and who adds a layer elsewhere attaches one
    there.
  }];
  let methods = [
    InterfaceMethod<[{
        Computes the rows `call.rows` of the layer's result; of a fold, what
        these rows of its operand add up to.
      }],
      "void", "evaluate", (ins "const ::lrcnn::interpret::LayerCall &":$call)>,
  ];
}

#endif // LRCNN_INTERPRET_EVALUATEOPINTERFACE_TD

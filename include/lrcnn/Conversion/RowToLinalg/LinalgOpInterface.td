//===- LinalgOpInterface.td - The form of a layer in linalg -*- tablegen -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_CONVERSION_ROWTOLINALG_LINALGOPINTERFACE_TD
#define LRCNN_CONVERSION_ROWTOLINALG_LINALGOPINTERFACE_TD

include "mlir/IR/OpBase.td"

def LinalgOpInterface : OpInterface<"LinalgOpInterface"> {
  let cppNamespace = "::lrcnn";
  let description = [{
    The form that a layer has in linalg. The dialect does not know it: an
    external model is attached to each layer that is not pointwise
    (`registerLinalgModels`), and who adds a layer elsewhere attaches one there.
  }];
  let methods = [
    InterfaceMethod<[{
        What the layer computes from `operands`, which stand for its own in
        their order; null if it has no form in linalg.
      }],
      "::mlir::Value", "lowerToLinalg",
      (ins "::lrcnn::LinalgLayers &":$layers, "::mlir::ValueRange":$operands)>,
  ];
}

#endif // LRCNN_CONVERSION_ROWTOLINALG_LINALGOPINTERFACE_TD

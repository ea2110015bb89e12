//===- MatchOpInterface.td - The kernels of a layer -*- tablegen -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_KERNEL_MATCHOPINTERFACE_TD
#define LRCNN_KERNEL_MATCHOPINTERFACE_TD

include "mlir/IR/OpBase.td"

def MatchOpInterface : OpInterface<"MatchOpInterface"> {
  let cppNamespace = "::lrcnn::kernel";
  let description = [{
    The kernels that run a layer that is neither pointwise nor a sum
    (`SumOpInterface`). The dialect does not know it: an external model is attached to each layer (`registerMatchModels`),
    and who adds a layer elsewhere attaches one there.
  }];
  let methods = [
    InterfaceMethod<[{
        The kernels that run `kernel`, in order. The layer is the first of its
        body; behind it is at most one pointwise layer, its epilogue.
      }],
      "std::vector<::lrcnn::kernel::KernelCall>", "match",
      (ins "::lrcnn::row::KernelOp":$kernel)>,
    InterfaceMethod<[{
        The kernel that packs the filter that the layer's kernel reads packed,
        without operands; none if it reads none (`isPacked`).
      }],
      "std::optional<::lrcnn::kernel::KernelCall>", "matchFilterPacking", (ins),
      "", /*defaultImplementation=*/[{ return std::nullopt; }]>,
    InterfaceMethod<[{
        The kernel that takes the result out of what the layer's kernel has
        accumulated, without operands; none if the layer's own writes the result
        (`hasAccumulator`).
      }],
      "std::optional<::lrcnn::kernel::KernelCall>", "matchUnpacking", (ins),
      "", /*defaultImplementation=*/[{ return std::nullopt; }]>,
  ];
}

#endif // LRCNN_KERNEL_MATCHOPINTERFACE_TD

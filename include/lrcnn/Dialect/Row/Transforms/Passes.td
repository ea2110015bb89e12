//===- Passes.td - Passes on chains and programs -*- tablegen -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_DIALECT_ROW_TRANSFORMS_PASSES_TD
#define LRCNN_DIALECT_ROW_TRANSFORMS_PASSES_TD

include "mlir/Pass/PassBase.td"

//===----------------------------------------------------------------------===//
// Chain: differentiate
//===----------------------------------------------------------------------===//

def DifferentiatePass : Pass<"lrcnn-differentiate", "::mlir::func::FuncOp"> {
  let summary = "let gradient layers join each chain";
  let description = [{
    Gradients of the outputs become arguments of the function, gradients of the
    parameters become results. Of the activations only those named by `grad` are
    differentiated. The argument attribute `lrcnn.role` (parameter, activation or
    state) says what an argument is; without it, one that is read only as a filter,
    bias or the like is a parameter. `lrcnn.requires_grad = false` says that it has
    no gradient: nothing is computed or kept for that. Each layer builds its own gradient layers
    (`AdjointOpInterface`); a tensor with several consumers gets the sum of what
    they give. First, unless the chain has a plan, layers that nothing depends on
    are erased, and a layer that reads what a barrier gives, such as a
    normalization, is moved down to what reads it. Then pointwise layers that run
    in one kernel are moved down to the last of them. Plans count the layers that
    are left, in that order. The function's arguments and results carry their names in
    `lrcnn.name`: `y`, `y1`, ... for outputs in the order in which the function
    returns them (`y_` where an argument is called `y`), `d` and the name for
    gradients.
  }];
  let options = [
    ListOption<"grad", "grad", "std::string",
               "names of activations whose gradients are wanted">,
  ];
  let dependentDialects = ["::lrcnn::row::RowDialect"];
}

//===----------------------------------------------------------------------===//
// Chain: decide
//===----------------------------------------------------------------------===//

def PlanPass : Pass<"lrcnn-plan", "::mlir::func::FuncOp"> {
  let summary = "attach a plan to each chain";
  let description = [{
    With `plan-file`, the segments come from a JSON file (docs/ABI gives the
    schema), with `plan-text` from such a file's contents. Otherwise each maximal part of the chain without a barrier inside
    is a segment of the given strategy with `rows` tiles, or as many as it has
    rows, and `batch-tiles` image groups; its cuts are balanced so that the
    largest tile's slabs are least (rule G6). `store` and `recompute` are one
    tile. Every border is a checkpoint. With `live-bytes` some are not, and there
    may be more borders: of those with which no backward sweep finds more bytes
    of feature maps and their gradients alive, the ones that make the least
    again.

    The chain is differentiated already: the plan is made of what its gradients
    read. Segments end between kernels, that is behind the pointwise layer that
    runs in the kernel of the layer in front of it.

    A chain that has a plan keeps it. A plan that does not fit the chain is an
    error that carries the rule's number.
  }];
  let options = [
    Option<"strategy", "strategy", "std::string", "\"store\"",
           "store, recompute, overlap or two_phase">,
    Option<"rows", "rows", "int64_t", "1",
           "tiles over the rows of the segment's output">,
    Option<"batchTiles", "batch-tiles", "int64_t", "1",
           "tiles over the batch">,
    Option<"liveBytes", "live-bytes", "int64_t", "0",
           "bytes of feature maps that may be alive in a backward sweep; 0: "
           "every border is a checkpoint">,
    Option<"planFile", "plan-file", "std::string", "",
           "JSON file with segments, in place of the options above">,
    Option<"planText", "plan-text", "std::string", "",
           "the contents of such a file">,
  ];
  let dependentDialects = ["::lrcnn::row::RowDialect"];
}

//===----------------------------------------------------------------------===//
// Chain to slab program
//===----------------------------------------------------------------------===//

def TilePass : Pass<"lrcnn-tile", "::mlir::ModuleOp"> {
  let summary = "turn a planned chain into loops over slabs of rows";
  let description = [{
    Replaces each function whose body is one planned, differentiated chain by a
    `row.program` with a forward, an inference and a backward entry. Every
    group of fused layers becomes one kernel; ranges of rows become constant
    tables; boundaries are kept and restored (2PS), halos recomputed (OverL).
  }];
  let dependentDialects = ["::lrcnn::row::RowDialect"];
}

//===----------------------------------------------------------------------===//
// Slab program: give every buffer a place
//===----------------------------------------------------------------------===//

def BufferizePass : Pass<"lrcnn-bufferize", "::lrcnn::row::ProgramOp"> {
  let summary = "place every buffer in the stash or the workspace";
  let description = [{
    Numbers the operations of all entries, finds each buffer's first and last
    use, and packs the buffers so that those alive together do not overlap.
    Backward buffers also use the stash where it is dead. Sizes of packed
    filters and the alignment come from the program's target
    (`lrcnn-attach-target`). Prints `bytes`, arena, offset and lifetime on
    every `row.buffer`, the totals on the program.
  }];
  let dependentDialects = ["::lrcnn::row::RowDialect"];
}

#endif // LRCNN_DIALECT_ROW_TRANSFORMS_PASSES_TD

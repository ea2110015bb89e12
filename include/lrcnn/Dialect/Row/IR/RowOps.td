//===- RowOps.td - Chains and programs -*- tablegen -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_DIALECT_ROW_IR_ROWOPS_TD
#define LRCNN_DIALECT_ROW_IR_ROWOPS_TD

include "lrcnn/Dialect/Row/IR/RowConvTranspose.td"
include "lrcnn/Dialect/Row/IR/RowLayerNorm.td"
include "lrcnn/Dialect/Row/IR/RowNormalization.td"
include "lrcnn/Dialect/Row/IR/RowPointwise.td"
include "lrcnn/Dialect/Row/IR/RowRandom.td"
include "lrcnn/Dialect/Row/IR/RowResampling.td"
include "mlir/IR/SymbolInterfaces.td"
include "mlir/Interfaces/ControlFlowInterfaces.td"

//===----------------------------------------------------------------------===//
// Chains
//===----------------------------------------------------------------------===//

def Row_ChainOp : Row_Op<"chain", [IsolatedFromAbove, AttrSizedOperandSegments,
    SingleBlock, RecursiveMemoryEffects]> {
  let summary = "a DAG of layers, computed as one";
  let description = [{
    The body's arguments are the operands with their dimensions brought into
    the dialect's order (N, H, W, C and F, KH, KW, C/groups) by the operand's
    layout; results are given back in theirs. Three layouts have dimensions of
    size 1 more or less than the body: the matrix of a linear layer, `fc`, is a
    filter of one row and one column, a matrix of features, `nc`, is a feature
    map of one row and one column, and `c11` is a vector that has two dimensions
    of size 1 behind it. A layout moves no data: a compiled program reads and
    writes arguments in their own strides.

    Results are the outputs, then the states: next values that layers such as
    `row.running_mean` give of inputs that are carried from step to step.

    After `lrcnn-differentiate` the body also has gradient layers. `seeds` are
    then the gradients of the outputs, one each, and the results go on after the
    states with the gradients of the inputs numbered in `differentiated`.

    `plan`, set by `lrcnn-plan`, says how the chain is tiled. The verifier
    refuses a plan that does not cover the chain or breaks a rule, with the
    rule's number.

    The operation is isolated from above, so that a chain can be moved, printed
    and planned on its own.

    Example:

    ```mlir
    %y = row.chain (%a = %x nchw : tensor<1x3x8x8xf32>,
                    %f = %w fchw : tensor<4x3x3x3xf32>)
        -> (nchw tensor<1x4x8x8xf32>) {
      %1 = row.conv %a, %f pad [1, 1, 1, 1]
          : (tensor<1x8x8x3xf32>, tensor<4x3x3x3xf32>) -> tensor<1x8x8x4xf32>
      row.yield %1 : tensor<1x8x8x4xf32>
    }
    ```
  }];
  let arguments = (ins Variadic<AnyRankedTensor>:$inputs,
    Variadic<AnyRankedTensor>:$seeds,
    DenseI32ArrayAttr:$input_layouts, DenseI32ArrayAttr:$seed_layouts,
    DenseI32ArrayAttr:$result_layouts,
    DefaultValuedAttr<DenseI64ArrayAttr, "{}">:$differentiated,
    OptionalAttr<Row_PlanAttr>:$plan);
  let results = (outs Variadic<AnyRankedTensor>:$results);
  let regions = (region SizedRegion<1>:$body);
  let hasCustomAssemblyFormat = 1;
  let hasRegionVerifier = 1;
  let skipDefaultBuilders = 1;
  let builders = [OpBuilder<(ins "::mlir::TypeRange":$resultTypes,
    "::mlir::ValueRange":$inputs, "::llvm::ArrayRef<Layout>":$inputLayouts,
    "::mlir::ValueRange":$seeds, "::llvm::ArrayRef<Layout>":$seedLayouts,
    "::llvm::ArrayRef<Layout>":$resultLayouts,
    "::llvm::ArrayRef<int64_t>":$differentiated,
    CArg<"PlanAttr", "{}">:$plan)>];
  let extraClassDeclaration = [{
    ::mlir::Block *getBodyBlock() { return &getBody().front(); }
    /// Number of outputs: results that are neither states nor gradients.
    unsigned getNumOutputs() {
      return getNumResults() - getNumStates() - getDifferentiated().size();
    }
    /// Number of states that the chain gives the next values of.
    unsigned getNumStates();
    bool isDifferentiated() { return !getSeeds().empty(); }
    Layout getInputLayout(unsigned i) { return Layout(getInputLayouts()[i]); }
    Layout getSeedLayout(unsigned i) { return Layout(getSeedLayouts()[i]); }
    Layout getResultLayout(unsigned i) { return Layout(getResultLayouts()[i]); }
    ::mlir::BlockArgument getInputArgument(unsigned i) {
      return getBodyBlock()->getArgument(i);
    }
    ::mlir::BlockArgument getSeedArgument(unsigned i) {
      return getBodyBlock()->getArgument(getInputs().size() + i);
    }
    /// Whether input `i` is a parameter: used only as filter, bias or affine.
    bool isParameter(unsigned i);
    /// Whether input `i` is a state: used only where layers have states.
    bool isState(unsigned i);
    /// The forward layers in order, gradient layers left out.
    ::llvm::SmallVector<::mlir::Operation *> getForwardLayers();
  }];
}

def Row_YieldOp : Row_Op<"yield", [Pure, Terminator, ReturnLike,
    ParentOneOf<["ChainOp", "KernelOp"]>]> {
  let summary = "ends a chain or a kernel";
  let description = [{
    Gives the outputs, then the gradients.

    Example:

    ```mlir
    row.yield %3, %dw : tensor<1x56x56x64xf32>, tensor<64x3x3x3xf32>
    ```
  }];
  let arguments = (ins Variadic<AnyRankedTensor>:$values);
  let assemblyFormat = "($values^ `:` type($values))? attr-dict";
}

//===----------------------------------------------------------------------===//
// Programs
//===----------------------------------------------------------------------===//

def Row_Storage : AnyTypeOf<[Row_SlabType, Row_PackedType, AnyStaticShapeMemRef],
  "slab, packed filter or memref">;

def Row_BufferStorage : AnyTypeOf<[Row_SlabType, Row_PackedType],
  "slab or packed filter">;

def Row_ProgramOp : Row_Op<"program", [IsolatedFromAbove, Symbol, NoTerminator,
    SingleBlock]> {
  let summary = "a compiled training step: arguments, buffers, entries";
  let description = [{
    Holds `row.argument`s, then buffers that live across entries, then the
    entries. `lrcnn-tile` says what its schedule costs: the work, and for a
    function with a target the peak in bytes. After `lrcnn-bufferize`, which
    finds the same, it also carries the sizes in bytes of the stash and of the
    workspace of each entry. Bytes hold for its `target` only.

    Example:

    ```mlir
    row.program @main {
      %x = row.argument "x" activation in nchw : !row.slab<1x[8]x8x3xf32>
      row.entry forward {
      }
    }
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name,
    OptionalAttr<I64Attr>:$stash_bytes,
    OptionalAttr<DenseI64ArrayAttr>:$workspace_bytes,
    OptionalAttr<I64Attr>:$peak_bytes, OptionalAttr<F64Attr>:$work,
    OptionalAttr<Row_TargetAttr>:$target, OptionalAttr<Row_PlanAttr>:$plan);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = "$sym_name attr-dict-with-keyword $body";
  let hasRegionVerifier = 1;
  let skipDefaultBuilders = 1;
  let builders = [OpBuilder<(ins "::llvm::StringRef":$name), [{
    $_state.getOrAddProperties<Properties>().sym_name =
        $_builder.getStringAttr(name);
    $_state.addRegion()->emplaceBlock();
  }]>];
  let extraClassDeclaration = [{
    ::mlir::Block *getBodyBlock() { return &getBody().front(); }
    /// The entry of that kind, or null.
    EntryOp getEntry(EntryKind kind);
  }];
}

def Row_ArgumentOp : Row_Op<"argument", [HasParent<"ProgramOp">]> {
  let summary = "an argument of a program";
  let description = [{
    A tensor that the caller owns, taken with the strides it has at run time.
    `layout` says how its dimensions, in the caller's order, map to the
    dialect's. A feature map is a slab of all its rows; a filter or a bias is a
    memref in the dialect's order.

    Example:

    ```mlir
    %w = row.argument "conv1.weight" parameter in fchw : memref<64x3x3x3xf32>
    ```
  }];
  let arguments = (ins StrAttr:$name, Row_RoleAttr:$role,
    Row_DirectionAttr:$direction, Row_LayoutAttr:$layout);
  let results = (outs Row_Storage:$result);
  let assemblyFormat = [{
    $name custom<Keyword>($role) custom<Keyword>($direction)
    custom<Keyword>($layout) attr-dict `:` type($result)
  }];
  let hasVerifier = 1;
}

def Row_EntryOp : Row_Op<"entry", [HasParent<"ProgramOp">, NoTerminator,
    SingleBlock]> {
  let summary = "what one call of the program does";
  let description = [{
    `forward` keeps what `backward` needs in the stash; `inference` keeps
    nothing. The body is a sequence of buffers, tile loops, kernels and copies.

    Example:

    ```mlir
    row.entry forward {
    }
    ```
  }];
  let arguments = (ins Row_EntryKindAttr:$kind);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = [{
    custom<Keyword>($kind) attr-dict-with-keyword $body
  }];
  let extraClassDeclaration = [{
    ::mlir::Block *getBodyBlock() { return &getBody().front(); }
  }];
}

def Row_BufferOp : Row_Op<"buffer"> {
  let summary = "storage for a slab, a boundary, a checkpoint or a filter";
  let description = [{
    Inside a `row.tiles` body the storage lives for one iteration and `window`
    says which rows it holds in each tile; outside it lives from its first to
    its last use. `copies` makes an array of slabs, one for each boundary
    between tiles. A buffer in the `stash` lives from forward to backward.

    `live` are the first and the last position at which it is used; `lrcnn-tile`
    takes them from its schedule, `lrcnn-bufferize` counts them and finds the
    same. That sets `bytes` (all copies), `arena` and `offset`.

    Example:

    ```mlir
    %s = row.buffer "conv1" workspace window <[0:58, 46:114]>
        : !row.slab<1x[68]x224x64xf32>
    ```
  }];
  let arguments = (ins StrAttr:$name, Row_SpaceAttr:$space,
    DefaultValuedAttr<I64Attr, "1">:$copies, OptionalAttr<Row_RowsAttr>:$window,
    OptionalAttr<I64Attr>:$bytes, OptionalAttr<Row_SpaceAttr>:$arena,
    OptionalAttr<I64Attr>:$offset, OptionalAttr<DenseI64ArrayAttr>:$live);
  let results = (outs Row_BufferStorage:$result);
  let assemblyFormat = [{
    $name custom<Keyword>($space) (`copies` $copies^)? (`window` $window^)?
    (`bytes` $bytes^)? (`in` custom<Keyword>($arena)^)? (`at` $offset^)?
    (`live` $live^)? attr-dict `:` type($result)
  }];
  let hasVerifier = 1;
}

def Row_TilesOp : Row_Op<"tiles", [NoTerminator, SingleBlock]> {
  let summary = "a loop over tiles";
  let description = [{
    Image groups are the outer loop, rows the inner. Group m of M has the images
    [floor(m * B / M), floor((m + 1) * B / M)) of B. `reverse` runs both
    downwards, as backward sweeps do. The body's arguments are the group and
    the tile; there is one body, never a peeled copy.

    Example:

    ```mlir
    row.tiles (%m, %r) in (1, 4) images 1 reverse {
    }
    ```
  }];
  let arguments = (ins I64Attr:$groups, I64Attr:$tiles, I64Attr:$images,
                       UnitAttr:$reverse);
  let regions = (region SizedRegion<1>:$body);
  let hasCustomAssemblyFormat = 1;
  let hasVerifier = 1;
  let hasRegionVerifier = 1;
  let skipDefaultBuilders = 1;
  let builders = [OpBuilder<(ins "int64_t":$groups, "int64_t":$tiles,
                                 "int64_t":$images, CArg<"bool", "false">:$reverse)>];
  let extraClassDeclaration = [{
    ::mlir::Block *getBodyBlock() { return &getBody().front(); }
    ::mlir::Value getGroup() { return getBodyBlock()->getArgument(0); }
    ::mlir::Value getTile() { return getBodyBlock()->getArgument(1); }
    /// Images of the largest group.
    int64_t getGroupCapacity() {
      return (getImages() + getGroups() - 1) / getGroups();
    }
  }];
}

def Row_KernelOp : Row_Op<"kernel", [AttrSizedOperandSegments,
    SingleBlock, IsolatedFromAbove]> {
  let summary = "one kernel call: a fused group of layers on slabs";
  let description = [{
    The body is the group: layers over the logical whole tensors, so that it
    says where the image's edge is. Its arguments are the `ins`, its yield goes
    to the `out`. `rows` are the rows of the result that each tile computes; for
    a fold (a parameter's gradient, statistics) the rows of the operand that it
    folds. A tile has only its share of a fold, so nothing stands behind one.

    For gradients, `limit` restricts the rows of the incoming gradient that take
    part, and rows from `add_from` on are added to what is there, earlier ones
    overwritten; without it all rows are overwritten. An incoming gradient of
    one row that is spread over the result has no rows to restrict: there
    `limit` are rows of the result. A fold's result is overwritten by the first
    tile that runs, of each group of images if it has a row for each image, and
    added to by the others; with `add_from` it is added to by all.

    Outside of `row.tiles` there is one tile. Empty rows write nothing.

    Example:

    ```mlir
    row.kernel at %r rows <[0:4, 4:8]>
        ins(%x, %w : !row.slab<1x[8]x8x3xf32>, memref<4x3x3x3xf32>)
        out(%s : !row.slab<1x[4]x8x4xf32>) {
    ^bb0(%a: tensor<1x8x8x3xf32>, %f: tensor<4x3x3x3xf32>):
      %1 = row.conv %a, %f pad [1, 1, 1, 1]
          : (tensor<1x8x8x3xf32>, tensor<4x3x3x3xf32>) -> tensor<1x8x8x4xf32>
      %2 = row.relu %1 : (tensor<1x8x8x4xf32>) -> tensor<1x8x8x4xf32>
      row.yield %2 : tensor<1x8x8x4xf32>
    }
    ```
  }];
  let arguments = (ins Optional<Index>:$tile, Row_RowsAttr:$rows,
    OptionalAttr<Row_RowsAttr>:$limit,
    OptionalAttr<DenseI64ArrayAttr>:$add_from,
    Variadic<Row_Storage>:$ins, Row_Storage:$out);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = [{
    (`at` $tile^)? `rows` $rows (`limit` $limit^)? (`add_from` $add_from^)?
    `ins` `(` $ins `:` type($ins) `)` `out` `(` $out `:` type($out) `)`
    attr-dict-with-keyword $body
  }];
  let hasRegionVerifier = 1;
  let extraClassDeclaration = [{
    ::mlir::Block *getBodyBlock() { return &getBody().front(); }
    /// The logical shape of the result.
    ::mlir::RankedTensorType getLogicalType();
  }];
}

class Row_CopyOp<string mnemonic> : Row_Op<mnemonic> {
  let arguments = (ins Index:$tile, Row_RowsAttr:$rows,
                       Row_SlabType:$source, Row_SlabType:$target);
  let assemblyFormat = [{
    `at` $tile `rows` $rows $source `to` $target attr-dict
    `:` type($source) `to` type($target)
  }];
  let hasVerifier = 1;
}

def Row_KeepOp : Row_CopyOp<"keep"> {
  let summary = "copies boundary rows out of a slab";
  let description = [{
    The rows that the next tile, and the backward pass, need again. When
    `target` has several copies, tile r of image group m writes copy
    m * (tiles - 1) + r.

    Example:

    ```mlir
    row.keep at %r rows <[50:58, 0:0]> %s to %b
        : !row.slab<1x[58]x8x4xf32> to !row.slab<1x[8]x8x4xf32>
    ```
  }];
}

def Row_RestoreOp : Row_CopyOp<"restore"> {
  let summary = "copies boundary rows into a slab";
  let description = [{
    The rows that the tile before kept. When `source` has several copies, tile r
    of image group m reads copy m * (tiles - 1) + r - 1.

    Example:

    ```mlir
    row.restore at %r rows <[0:0, 50:58]> %b to %s
        : !row.slab<1x[8]x8x4xf32> to !row.slab<1x[58]x8x4xf32>
    ```
  }];
}

def Row_PackOp : Row_Op<"pack"> {
  let summary = "brings a filter into the layout of its kernel";
  let description = [{
    `pass` says which kernel: forward or data gradient. The convolution is that
    of the kernels that read `target`.

    Example:

    ```mlir
    row.pack forward %w to %p : memref<4x3x3x3xf32> to !row.packed<4x3x3x3xf32>
    ```
  }];
  let arguments = (ins Row_PassAttr:$pass, AnyStaticShapeMemRef:$source,
                       Row_PackedType:$target);
  let assemblyFormat = [{
    custom<Keyword>($pass) $source `to` $target attr-dict `:` type($source) `to` type($target)
  }];
  let hasVerifier = 1;
}

def Row_UnpackOp : Row_Op<"unpack"> {
  let summary = "gives what a fold accumulated";
  let description = [{
    Writes an accumulated filter gradient to its argument, or the statistics
    that tiles accumulated to their slab. With `add` the gradient is added to
    what another layer that uses the parameter gave.

    Example:

    ```mlir
    row.unpack %acc to %dw : !row.packed<4x3x3x3xf32> to memref<4x3x3x3xf32>
    ```
  }];
  let arguments = (ins Row_PackedType:$source, Row_Storage:$target,
                       UnitAttr:$add);
  let assemblyFormat = [{
    $source `to` $target (`add` $add^)? attr-dict `:` type($source) `to` type($target)
  }];
  let hasVerifier = 1;
}

#endif // LRCNN_DIALECT_ROW_IR_ROWOPS_TD

//===- RowAttrs.td - Attributes of the row dialect -*- tablegen -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_DIALECT_ROW_IR_ROWATTRS_TD
#define LRCNN_DIALECT_ROW_IR_ROWATTRS_TD

include "lrcnn/Dialect/Row/IR/RowDialect.td"
include "mlir/IR/EnumAttr.td"

class Row_Enum<string name, string summary, list<I32EnumCase> cases>
    : I32Enum<name, summary, cases> {
  let cppNamespace = "::lrcnn::row";
}

class Row_Attr<string name, string attrMnemonic>
    : AttrDef<Row_Dialect, name> {
  let mnemonic = attrMnemonic;
}

//===----------------------------------------------------------------------===//
// Enums
//===----------------------------------------------------------------------===//

def Row_Layout : Row_Enum<"Layout", "order of a tensor's dimensions", [
  I32EnumCase<"nhwc", 0>, I32EnumCase<"nchw", 1>,
  I32EnumCase<"fhwc", 2>, I32EnumCase<"fchw", 3>, I32EnumCase<"hwcf", 4>,
  I32EnumCase<"vector", 5>, I32EnumCase<"fc", 6>, I32EnumCase<"c11", 7>,
  I32EnumCase<"nc", 8>
]>;
def Row_LayoutAttr : EnumAttr<Row_Dialect, Row_Layout, "layout">;

def Row_Space : Row_Enum<"Space", "arena of a buffer", [
  I32EnumCase<"stash", 0>, I32EnumCase<"workspace", 1>
]>;
def Row_SpaceAttr : EnumAttr<Row_Dialect, Row_Space, "space">;

def Row_Role : Row_Enum<"Role", "role of a program's argument", [
  I32EnumCase<"parameter", 0>, I32EnumCase<"activation", 1>,
  I32EnumCase<"gradient", 2>, I32EnumCase<"state", 3>
]>;
def Row_RoleAttr : EnumAttr<Row_Dialect, Row_Role, "role">;

def Row_Direction : Row_Enum<"Direction", "direction of an argument", [
  I32EnumCase<"in", 0>, I32EnumCase<"out", 1>, I32EnumCase<"inout", 2>
]>;
def Row_DirectionAttr : EnumAttr<Row_Dialect, Row_Direction, "direction">;

def Row_EntryKind : Row_Enum<"EntryKind", "call that a program answers", [
  I32EnumCase<"forward", 0>, I32EnumCase<"inference", 1>,
  I32EnumCase<"backward", 2>
]>;
def Row_EntryKindAttr : EnumAttr<Row_Dialect, Row_EntryKind, "entry_kind">;

def Row_Pass : Row_Enum<"ConvPass", "convolution that a packed filter serves", [
  I32EnumCase<"forward", 0>, I32EnumCase<"data_gradient", 1>
]>;
def Row_PassAttr : EnumAttr<Row_Dialect, Row_Pass, "conv_pass">;

def Row_ResizeMode : Row_Enum<"ResizeMode", "how a layer resizes", [
  I32EnumCase<"nearest", 0>, I32EnumCase<"bilinear", 1>
]>;
def Row_ResizeModeAttr : EnumAttr<Row_Dialect, Row_ResizeMode, "resize_mode">;

def Row_PadMode : Row_Enum<"PadMode", "what a layer pads with", [
  I32EnumCase<"zero", 0>, I32EnumCase<"reflect", 1>, I32EnumCase<"replicate", 2>
]>;
def Row_PadModeAttr : EnumAttr<Row_Dialect, Row_PadMode, "pad_mode">;

def Row_Taken : Row_Enum<"Taken", "whose storage a gradient takes over", [
  I32EnumCase<"value", 0>, I32EnumCase<"gradient", 1, "gradient">
]>;

//===----------------------------------------------------------------------===//
// Attributes
//===----------------------------------------------------------------------===//

def Row_RowsAttr : Row_Attr<"Rows", "rows"> {
  let summary = "a half-open range of rows for each tile";
  let description = [{
    Entry r is the range [begin, end) for tile r, in rows of the whole tensor.
    Empty ranges are legal.

    Example:

    ```mlir
    #row.rows<[0:58, 46:114]>
    ```
  }];
  let parameters = (ins ArrayRefParameter<"int64_t">:$bounds);
  let hasCustomAssemblyFormat = 1;
  let genVerifyDecl = 1;
  let extraClassDeclaration = [{
    int64_t size() const { return getBounds().size() / 2; }
    int64_t begin(int64_t tile) const { return getBounds()[2 * tile]; }
    int64_t end(int64_t tile) const { return getBounds()[2 * tile + 1]; }
    /// Most rows that any tile has.
    int64_t capacity() const;
  }];
}

def Row_SegmentAttr : Row_Attr<"Segment", "segment"> {
  let summary = "a run of layers that is tiled as one";
  let description = [{
    `end` is one past the index of the segment's last layer in the chain's
    order; the segment begins where the one before it ends. `strategy` is
    `store`, `recompute`, `overlap` or `two_phase`. `batch` is the number of
    image groups. `cuts` are the ends of the tiles, in rows of the segment's
    primary output (its last layer's result): increasing, the last one equal to
    its height. With `checkpoint = false` what crosses the segment's end is not
    kept until the backward pass but made again there, together with what other
    segments make up to the next checkpoint; the last segment has one.

    Example:

    ```mlir
    #row.segment<end = 9, strategy = overlap, batch = 1, cuts = [14, 28, 56]>
    ```
  }];
  let parameters = (ins "int64_t":$end,
                        StringRefParameter<"strategy">:$strategy,
                        "int64_t":$batch,
                        ArrayRefParameter<"int64_t">:$cuts,
                        "bool":$checkpoint);
  let hasCustomAssemblyFormat = 1;
  let genVerifyDecl = 1;
}

def Row_TakeoverAttr : Row_Attr<"Takeover", "takeover"> {
  let summary = "a gradient that lies where something else has been";
  let description = [{
    The gradient of what layer `layer` gives takes over the storage of the value
    or of the gradient of what layer `of` gives; of a kernel's layers the last.

    Example:

    ```mlir
    #row.takeover<8 over gradient of 12>
    ```
  }];
  let parameters = (ins "int64_t":$layer, EnumParameter<Row_Taken>:$taken,
                        "int64_t":$of);
  let assemblyFormat = "`<` $layer `over` $taken `of` $of `>`";
}

def Row_PlanAttr : Row_Attr<"Plan", "plan"> {
  let summary = "how a chain is computed: its segments in order";
  let description = [{
    Attached to a `row.chain` by `lrcnn-plan`. It covers every layer once; the
    chain's verifier checks it against rules G1 to G6.

    Behind the segments stands where the backward pass finds the values that it
    reads, by the numbers of the layers that give them (of a kernel's the last):
    `kept` whole in the stash, `offloaded` to the host's memory, made `again`
    whole before the sweeps of a region, or `remade` in the sweep of their
    segment, slab by slab. Of a chain without any of these, `plan::chooseFates`
    decides. `bf16` are layers that store what they give, and the gradient of
    that, as such; all others store what they compute with. `takes` lists
    takeovers of storage; without the word, `plan::chooseTakeovers` decides. A
    program says all.

    Example:

    ```mlir
    #row.plan<#row.segment<end = 9, strategy = overlap, batch = 1, cuts = [28, 56]>,
              #row.segment<end = 30, strategy = store, batch = 1, cuts = [7]>
              kept[8, 12, 20] remade[3, 5]
              takes[#row.takeover<8 over gradient of 12>]>
    ```
  }];
  let parameters = (ins ArrayRefParameter<"SegmentAttr">:$segments,
                        OptionalArrayRefParameter<"int64_t">:$kept,
                        OptionalArrayRefParameter<"int64_t">:$offloaded,
                        OptionalArrayRefParameter<"int64_t">:$again,
                        OptionalArrayRefParameter<"int64_t">:$remade,
                        OptionalArrayRefParameter<"int64_t">:$bf16,
                        OptionalParameter<"::mlir::ArrayAttr">:$takeovers);
  let assemblyFormat = [{
    `<` $segments (`kept` `[` $kept^ `]`)? (`offloaded` `[` $offloaded^ `]`)?
    (`again` `[` $again^ `]`)? (`remade` `[` $remade^ `]`)?
    (`bf16` `[` $bf16^ `]`)? (`takes` `` $takeovers^)? `>`
  }];
  let genVerifyDecl = 1;
}

def Row_TargetAttr : Row_Attr<"Target", "target"> {
  let summary = "what a program is made for: a target and its parameters";
  let description = [{
    Attached to a `row.program` by `lrcnn-attach-target`. Names and parameters
    are the targets' own, which are registered beside the dialect; the dialect
    knows none. Sizes of packed filters, and so the places of all buffers, hold
    for this target only.

    Example:

    ```mlir
    #row.target<"cpu", {l2_bytes = 2097152}>
    ```
  }];
  let parameters = (ins StringRefParameter<"name of the target">:$name,
                        OptionalParameter<"::mlir::DictionaryAttr">:$parameters);
  let assemblyFormat = "`<` $name (`,` $parameters^)? `>`";
}

#endif // LRCNN_DIALECT_ROW_IR_ROWATTRS_TD

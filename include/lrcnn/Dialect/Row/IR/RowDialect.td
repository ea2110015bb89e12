//===- RowDialect.td - Row-centric training dialect -*- tablegen -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_DIALECT_ROW_IR_ROWDIALECT_TD
#define LRCNN_DIALECT_ROW_IR_ROWDIALECT_TD

include "mlir/IR/OpBase.td"
include "mlir/IR/AttrTypeBase.td"

def Row_Dialect : Dialect {
  let name = "row";
  let cppNamespace = "::lrcnn::row";
  let summary = "Row-centric training of convolutional networks";
  let description = [{
    The `row` dialect describes one training step of a convolutional network
    at two levels.

    A *chain* (`row.chain`) is a DAG of layers on whole tensors. It says what is
    computed and takes no decision. A plan (`#row.plan`) attached to it says how:
    which segments, strategies, tiles and cuts.

    A *program* (`row.program`) is what a planned chain becomes: loops over tiles
    (`row.tiles`) of kernels (`row.kernel`) on slabs of image rows. It has
    reference semantics: a slab is storage, a kernel writes rows into it.

    Tensors are laid out N, H, W, C ("rows" are the H axis) and filters F, KH,
    KW, C/groups. All row numbers, at both levels, are rows of the whole logical
    tensor: a slab of rows [lo, hi) is addressed with lo..hi-1, never from 0.
  }];
  let dependentDialects = [];
  let useDefaultAttributePrinterParser = 1;
  let useDefaultTypePrinterParser = 1;
  let extraClassDeclaration = [{
    /// Name of the argument attribute that names an argument of a program.
    static constexpr ::llvm::StringLiteral kNameAttr = "lrcnn.name";
    /// Of a function, `#row.target`: what the program of its chain is for.
    static constexpr ::llvm::StringLiteral kTargetAttr = "lrcnn.target";

    /// Name of the argument attribute that has the elements of an argument that
    /// was a constant.
    static constexpr ::llvm::StringLiteral kValueAttr = "lrcnn.value";

    /// Name of the argument attribute that says what an argument is: parameter,
    /// activation or state. Without it, its use decides.
    static constexpr ::llvm::StringLiteral kRoleAttr = "lrcnn.role";

    /// Name of the argument attribute, a boolean, without which an argument that
    /// is a parameter has a gradient.
    static constexpr ::llvm::StringLiteral kRequiresGradAttr =
        "lrcnn.requires_grad";

    void registerAttributes();
    void registerTypes();
    void registerOperations();
  }];
}

class Row_Type<string name, string typeMnemonic, list<Trait> traits = []>
    : TypeDef<Row_Dialect, name, traits> {
  let mnemonic = typeMnemonic;
}

class Row_Op<string mnemonic, list<Trait> traits = []>
    : Op<Row_Dialect, mnemonic, traits>;

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

def Row_SlabType : Row_Type<"Slab", "slab"> {
  let summary = "storage for up to `capacity` rows of an NHWC tensor";
  let description = [{
    A window of rows of a tensor. Which rows it holds is not part of the type
    but of the `row.buffer` that makes it: one window for each tile, from a
    constant table. A slab whose capacity is the tensor's height holds the
    whole tensor.

    Example:

    ```mlir
    !row.slab<1x[58]x224x64xf32>
    ```
  }];
  let parameters = (ins "int64_t":$images, "int64_t":$capacity,
                        "int64_t":$width, "int64_t":$channels,
                        "::mlir::FloatType":$elementType);
  let hasCustomAssemblyFormat = 1;
  let genVerifyDecl = 1;
  let extraClassDeclaration = [{
    /// Bytes of one row of one image.
    int64_t getRowBytes() const {
      return getWidth() * getChannels() * getElementType().getWidth() / 8;
    }
    /// Bytes of the whole slab.
    int64_t getBytes() const {
      return getImages() * getCapacity() * getRowBytes();
    }
  }];
}

def Row_PackedType : Row_Type<"Packed", "packed"> {
  let summary = "a filter, or the sum of its gradients, in a provider's layout";
  let description = [{
    Convolution kernels read filters, and accumulate filter gradients, in a
    layout of their own. The type has the logical FHWC shape; the layout and
    the number of bytes are the provider's and appear at bufferization.

    Example:

    ```mlir
    !row.packed<64x3x3x3xf32>
    ```
  }];
  let parameters = (ins ArrayRefParameter<"int64_t">:$shape,
                        "::mlir::FloatType":$elementType);
  let hasCustomAssemblyFormat = 1;
  let genVerifyDecl = 1;
}

def Row_SoundSizesPred : CPred<
    "::lrcnn::row::areSizesSound("
    "::llvm::cast<::mlir::ShapedType>($_self).getShape())">;

class Row_TensorOf<int rank, string summary> : RankedTensorOf<
    [F32, F64], [HasAnyRankOfPred<[rank]>, Row_SoundSizesPred], summary>;

def Row_Feature : Row_TensorOf<4,
    "4-D (N, H, W, C) tensor of positive static sizes (<= 2^20, in all <= 2^48)">;

def Row_Filter : Row_TensorOf<4,
    "4-D (F, KH, KW, C/groups) tensor of positive static sizes (<= 2^20, in "
    "all <= 2^48)">;

def Row_FeatureOrVector : RankedTensorOf<
    [F32, F64], [HasAnyRankOfPred<[1, 4]>, Row_SoundSizesPred],
    "4-D (N, H, W, C) or 1-D tensor of positive static sizes">;

def Row_Vector : Row_TensorOf<1,
    "1-D tensor of a positive static size (<= 2^48)">;

#endif // LRCNN_DIALECT_ROW_IR_ROWDIALECT_TD

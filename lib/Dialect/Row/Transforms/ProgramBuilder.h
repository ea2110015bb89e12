//===- ProgramBuilder.h - From a planned chain to a program -----*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// State shared by the forward and the backward half of `lrcnn-tile`.
//
// Tensors are those of the ChainGraph: chain inputs with rows and the results
// of groups. "Whole" storage holds all rows of a tensor, for all images: an
// argument, a checkpoint in the stash, or a border in the workspace. A tensor
// inside a tiled segment has a slab in the loop instead.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_DIALECT_ROW_TRANSFORMS_PROGRAMBUILDER_H
#define LRCNN_LIB_DIALECT_ROW_TRANSFORMS_PROGRAMBUILDER_H

#include "lrcnn/Dialect/Row/IR/ChainGraph.h"
#include "lrcnn/Plan/Residency.h"
#include "lrcnn/Plan/Tiling.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Builders.h"

namespace lrcnn::row {

/// One segment of the plan, with its tables and the loop being built.
struct TiledSegment {
  plan::Segment segment;
  plan::SegmentTiling tiling;
  /// Null where the segment is stored: its kernels run once, on all rows.
  TilesOp loop;

  /// Kernels that run once, on all rows.
  static TiledSegment untiled() {
    TiledSegment tiled;
    tiled.segment.strategy = plan::Strategy::store;
    return tiled;
  }
  bool isStored() const { return segment.strategy == plan::Strategy::store; }
  bool sharesBoundaries() const {
    return segment.strategy == plan::Strategy::two_phase;
  }
  int64_t numTiles() const { return segment.cuts.size(); }
  /// Entries of a kernel's tables.
  int64_t numEntries() const { return loop ? numTiles() : 1; }
};

/// Which forward loop of a segment is built. In the backward pass the segments
/// of a region run again and make what its sweeps start from.
enum class ForwardRun { step, inference, again };

class ProgramBuilder {
public:
  ProgramBuilder(mlir::func::FuncOp function, ChainOp chain);

  /// Builds the program in front of the function.
  llvm::FailureOr<ProgramOp> build();

private:
  //===--------------------------------------------------------------------===//
  // Tile.cpp: arguments and what both halves use
  //===--------------------------------------------------------------------===//
  void createArguments();
  bool isChainOutput(int tensor) const;
  mlir::Value getOutputArgument(int tensor) const;
  /// Whether the segment makes the tensor and something outside reads it.
  bool isBorderOutput(const TiledSegment &segment, int tensor) const;
  bool isConsumedIn(const plan::Segment &segment, int tensor) const;
  bool isInput(int tensor) const { return tensor < firstResult; }

  SlabType getSlabType(int tensor, int64_t images, int64_t rows) const;
  static BufferOp createBuffer(mlir::OpBuilder &at, mlir::Location loc,
                               mlir::Type type, const llvm::Twine &name,
                               Space space, int64_t copies = 1,
                               RowsAttr window = {});
  /// A buffer for all rows of all images.
  mlir::Value createWhole(mlir::OpBuilder &at, int tensor,
                          const llvm::Twine &name, Space space);
  /// A buffer in the loop of `segment` with a window for each tile.
  mlir::Value createSlab(mlir::OpBuilder &at, const TiledSegment &segment,
                         int tensor, const llvm::Twine &name,
                         llvm::ArrayRef<plan::Rows> window);
  RowsAttr getRows(llvm::ArrayRef<plan::Rows> rows);
  RowsAttr getAllRows(int tensor);

  /// A kernel whose body is filled by `fill`; `operands` pairs each value of
  /// the chain that the body reads with its storage.
  using Operands = llvm::SmallVector<std::pair<mlir::Value, mlir::Value>>;
  KernelOp createKernel(
      mlir::OpBuilder &at, mlir::Location loc, const TiledSegment &segment,
      RowsAttr rows, RowsAttr limit, mlir::DenseI64ArrayAttr addFrom,
      const Operands &operands, mlir::Value out,
      llvm::function_ref<mlir::Value(mlir::OpBuilder &, mlir::IRMapping &)>
          fill);
  /// The filter argument brought into the layout of `pass`, before the loop.
  mlir::Value createPacked(mlir::OpBuilder &at, mlir::Value filter,
                           const llvm::Twine &name, ConvPass pass);
  /// Where tiles keep what `fold` has so far: an accumulator, to be unpacked to
  /// `target` after the loop, if the fold has one, else `target` itself.
  mlir::Value createAccumulator(mlir::Operation *fold, const llvm::Twine &name,
                                mlir::Value target,
                                mlir::OpBuilder &beforeLoop);
  bool isFold(int tensor) const {
    return !isInput(tensor) &&
           graph.graph.layers[tensor - firstResult].isFold();
  }
  TilesOp createLoop(mlir::OpBuilder &at, const TiledSegment &segment,
                     bool reverse);

  //===--------------------------------------------------------------------===//
  // TileForward.cpp
  //===--------------------------------------------------------------------===//
  void buildForward(EntryKind kind);
  void buildForwardSegment(TiledSegment &segment, EntryOp entry,
                           ForwardRun run);
  /// The kernel of group `layer`, reading `storage`, writing `out`; in
  /// inference without a layer that draws numbers.
  void buildGroup(mlir::OpBuilder &at, const TiledSegment &segment, int layer,
                  llvm::ArrayRef<mlir::Value> storage, mlir::Value out,
                  ForwardRun run, mlir::OpBuilder &beforeLoop);
  /// The kernel of group `layer`, which folds rows into `out`, whole, and in
  /// a step those of the states that it changes.
  void buildFold(mlir::OpBuilder &at, const TiledSegment &segment, int layer,
                 mlir::Value out, ForwardRun run, mlir::OpBuilder &beforeLoop,
                 mlir::OpBuilder &afterLoop);
  /// The kernel of layer `state`, which renews a state in its place; `fold` is
  /// the storage of what it reads of a fold, if it does.
  void renewState(mlir::OpBuilder &at, mlir::Operation *state,
                  mlir::Value fold);
  /// The slab of an inner tensor, its head restored from `boundary` (2PS).
  mlir::Value buildInnerSlab(mlir::OpBuilder &at, const TiledSegment &segment,
                             int tensor, mlir::Value boundary);
  void createStash();
  /// Storage of the output `tensor` of group `layer`, if it is not a slab.
  mlir::Value getWholeStorage(const TiledSegment &segment, int tensor,
                              ForwardRun run, mlir::OpBuilder &beforeLoop);
  /// Where tiles leave rows of `tensor` for the next one: for the backward
  /// sweep too if that makes the tensor again, else for this loop only. Null if
  /// they leave none.
  mlir::Value getBoundary(const TiledSegment &segment, int tensor,
                          ForwardRun run, mlir::OpBuilder &beforeLoop);

  //===--------------------------------------------------------------------===//
  // TileBackward.cpp
  //===--------------------------------------------------------------------===//
  void buildBackward();
  /// The segments [begin, end), which lie between two checkpoints.
  void buildBackwardRegion(size_t begin, size_t end, EntryOp entry);
  /// Brings the gradients of outputs that `maker` makes to where its sweep
  /// reads them.
  void buildSeeds(const TiledSegment &maker, EntryOp entry);
  void buildBackwardSegment(TiledSegment &segment, EntryOp entry);
  void buildRecomputation(TiledSegment &segment, mlir::OpBuilder &body,
                          mlir::OpBuilder &beforeLoop);
  void buildGroupGradients(TiledSegment &segment, int layer,
                           mlir::OpBuilder &body, mlir::OpBuilder &beforeLoop,
                           mlir::OpBuilder &afterLoop);
  void buildParameterGradient(TiledSegment &segment, int layer,
                              unsigned operand, mlir::OpBuilder &body,
                              mlir::OpBuilder &beforeLoop,
                              mlir::OpBuilder &afterLoop);
  /// The fold `partial`, whose result other gradient layers of the same group
  /// read after the loop.
  void buildPartial(TiledSegment &segment, int layer, mlir::Operation *partial,
                    mlir::OpBuilder &body, mlir::OpBuilder &beforeLoop);
  /// The gradient layer `gradient` of a partial, after the loop.
  void buildFromPartial(mlir::Operation *gradient, mlir::Value primal,
                        mlir::OpBuilder &afterLoop);
  /// Adds one term to the gradient of `tensor`: the layer `gradient`, or the
  /// incoming gradient `seed` of an output.
  void buildContribution(TiledSegment &segment, int tensor,
                         mlir::Operation *gradient, mlir::Value seed,
                         mlir::OpBuilder &body, mlir::OpBuilder &beforeLoop);
  int getTensorOfAnchor(mlir::Operation *anchor) const;
  /// The rows of an output of the segment that each tile gives.
  RowsAttr getOwnRows(const TiledSegment &segment, int tensor);
  /// The storage that has the values of `value` in the backward loop.
  mlir::Value getPrimal(mlir::Value value) const;

  //===--------------------------------------------------------------------===//
  // GradientStorage.cpp
  //===--------------------------------------------------------------------===//
  /// Where kernels of the loop write the gradient of `tensor`, made at its
  /// first use.
  mlir::Value getGradientStorage(TiledSegment &segment, int tensor,
                                 mlir::OpBuilder &body,
                                 mlir::OpBuilder &beforeLoop);
  /// Storage for the whole gradient of an input of the segment that a tensor of
  /// its own leaves row by row, value or gradient; null if none does.
  mlir::Value takeOverStorage(const TiledSegment &segment, int tensor);
  void keepGradientBoundary(TiledSegment &segment, int tensor,
                            mlir::OpBuilder &body);
  /// Whether the tensor's gradient lives in a slab, not whole.
  bool hasGradientSlab(const TiledSegment &segment, int tensor) const;

  mlir::func::FuncOp function;
  ChainOp chain;
  ChainGraph graph;
  std::vector<TiledSegment> segments;
  plan::Residency residency;
  int firstResult = 0;
  ProgramOp program;

  /// Body argument of the chain, or result number, to its program argument.
  llvm::DenseMap<mlir::Value, mlir::Value> arguments;
  llvm::SmallVector<mlir::Value> outputArguments;
  /// Gradient argument of each differentiated chain input.
  llvm::DenseMap<mlir::Value, mlir::Value> gradientArguments;
  /// Where the partials of forward layers lie.
  llvm::DenseMap<mlir::Value, mlir::Value> partialStorage;
  /// Gradients of parameters that some layer has written.
  llvm::DenseSet<mlir::Value> startedParameters;

  /// Checkpoints in the stash, by tensor; boundaries that the backward sweep
  /// restores, by tensor.
  llvm::SmallVector<mlir::Value> stashed, boundaries;
  /// Whole storage in the entry being built; slabs in the loop being built.
  llvm::SmallVector<mlir::Value> whole, slabs;
  /// Whole gradients in the backward entry, whether anything was written to
  /// them, and gradient slabs and carried rows in the loop being built.
  llvm::SmallVector<mlir::Value> wholeGradients, gradientSlabs, carried;
  /// Storage that the gradient of another tensor has taken over.
  llvm::DenseSet<mlir::Value> takenOver;
  /// The gradient of an output that a tiled segment reads by itself.
  llvm::SmallVector<mlir::Value> external;
  llvm::SmallVector<bool> started;
};

} // namespace lrcnn::row

#endif // LRCNN_LIB_DIALECT_ROW_TRANSFORMS_PROGRAMBUILDER_H

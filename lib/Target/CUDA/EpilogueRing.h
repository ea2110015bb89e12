//===- EpilogueRing.h - Results on their way to memory ----------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A warpgroup's results leave in chunks of 64 pixels x 128 bytes, through a
// ring of slots in shared memory. A thread of the data warpgroup makes a slot
// ready: it brings the mask's chunk there by the copy engine, or just says that
// the slot is free. The warpgroup turns the slot into results, in place, and
// the same thread stores it by the copy engine. The main loop waits for none of
// this.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_TARGET_CUDA_EPILOGUERING_H
#define LRCNN_LIB_TARGET_CUDA_EPILOGUERING_H

#include "lrcnn/Target/CUDA/KernelBuilder.h"

namespace lrcnn::cuda {

/// The first pixel and the first filter of a tile, where its results go, and
/// how many outputs a row and an image have there.
struct TilePlace {
  Number pixel, filter;
  mlir::Value output, mask;
  Number outColumns, outRowsColumns;
};

class EpilogueRing {
public:
  using PlaceOf = llvm::function_ref<TilePlace(Number)>;

  /// The ring of one warpgroup.
  EpilogueRing(KernelBuilder &kernel, const ConvSpec &spec,
               const ConvTile &tile, mlir::Value bias, Number warpgroup);

  /// Initializes the barriers of both warpgroups' rings.
  static void initBarriers(KernelBuilder &kernel, const ConvTile &tile);

  /// The warpgroup's side: sums of a tile, per 64 pixels, become results.
  /// `lane` is the thread's number in the warpgroup.
  void consume(llvm::ArrayRef<KernelBuilder::Values> sums, Number lane,
               Number firstFilter, Number parity);
  /// The other side, for all tiles of the block.
  void serve(Number first, Number step, Number tiles, PlaceOf placeOf);
  /// The parity with which the next tile's chunks are awaited.
  Number flip(Number parity);

private:
  Number slot(int64_t chunk);
  Number ready(int64_t chunk);
  Number written(int64_t chunk);
  Number parityOf(int64_t chunk, Number parity);
  llvm::SmallVector<Number> place(const TilePlace &tile, int64_t chunk);
  void prepare(const TilePlace &tile, int64_t chunk);
  KernelBuilder::Values loadBias(Number column, int64_t chunk);
  void put(llvm::ArrayRef<mlir::Value> sums, Number at,
           llvm::ArrayRef<mlir::Value> bias);
  mlir::Value finish(std::array<mlir::Value, 2> sums, mlir::Value bias,
                     mlir::Value pointer);

  KernelBuilder &kernel;
  const ConvSpec &spec;
  const ConvTile &tile;
  mlir::Value bias;
  Number warpgroup, slots, barriers;
  mlir::VectorType pairType;
  /// Chunks in 64 pixels, and in a warpgroup's part of a tile.
  int64_t chunksPerRow, numChunks;
};

} // namespace lrcnn::cuda

#endif // LRCNN_LIB_TARGET_CUDA_EPILOGUERING_H

//===- RowConv.h - Rows of a convolution, lanes over channels ---*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the forward pass and each phase of a data gradient have in common:
//
//   out[i][j][f] = sum over t, u, c of
//                  in[i * rs + ro + t * rd][j * cs + co + u * cd][c]
//                  * filter[t][u][c][f]
//
// A tile of pixels times one block of f stays in registers while c, u and t go
// by. Taps outside the image are left out: in rows by run-time bounds, in
// columns by tiles of their own at the image's edge.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_TARGET_CPU_ROWCONV_H
#define LRCNN_LIB_TARGET_CPU_ROWCONV_H

#include "ConvTiling.h"
#include "lrcnn/Target/CPU/KernelBuilder.h"

namespace lrcnn::cpu {

/// One axis: output i meets input i * stride + offset + t * spacing with the
/// packed filter's tap first + t * step, for t in [0, count).
struct AxisTaps {
  int64_t count, first, step, stride, offset, spacing;

  static AxisTaps forward(int64_t kernel, int64_t stride, int64_t dilation,
                          int64_t pad);
  /// The taps that reach input rows phase, phase + stride, ... from the
  /// outputs; their packed filter is reversed.
  static AxisTaps gradient(int64_t kernel, int64_t stride, int64_t dilation,
                           int64_t pad, int64_t phase);
};

/// One such convolution, as far as it is known while emitting.
struct RowConv {
  AxisTaps rows, columns;
  int64_t kernelWidth;
  int64_t inWidth, outWidth;
};

/// Which block of output channels a tile has.
struct ChannelBlock {
  Index group;
  /// The channel of lane 0, in the output tensor.
  Index channel;
  /// The first channel that is summed over, in the input tensor.
  Index inChannel;
  int64_t vectors;
  /// The masks of its vectors; null for whole vectors.
  llvm::SmallVector<mlir::Value> masks;
  /// The packed filter of the block.
  mlir::Value filter;
};

/// Emits `body` for block `number` of all groups' blocks: once, or twice when
/// the last block of a group is narrower.
void forBlock(KernelBuilder &b, const FilterLayout &layout, bool depthwise,
              Index number, mlir::Value filter,
              llvm::function_ref<void(const ChannelBlock &)> body);

class RowConvEmitter {
public:
  /// Consumes the sums of a tile, pixel by pixel, of which the first is
  /// column `column` of the convolution.
  using Store =
      llvm::function_ref<void(llvm::ArrayRef<mlir::Value> sums, Index column)>;

  RowConvEmitter(KernelBuilder &builder, const FilterLayout &layout,
                 const VectorTarget &target, bool depthwise)
      : b(builder), layout(layout), target(target), depthwise(depthwise) {}

  /// Emits `body` for this task's share of rows [0, rows) x blocks.
  void forEachBlock(Index rows, mlir::Value filter,
                    llvm::function_ref<void(Index, const ChannelBlock &)> body);

  /// Emits row `i` of `conv` for one block of channels. `in.data` is the
  /// image's; only its rows [valid.first, valid.second) take part.
  void emitRow(const RowConv &conv, Index i, std::pair<Index, Index> valid,
               const OperandRef &in, const ChannelBlock &block, Store store);

private:
  struct Tile;
  using Values = llvm::SmallVector<mlir::Value>;
  using TapBody = llvm::function_ref<Values(
      mlir::Value input, mlir::Value filter, llvm::ArrayRef<int64_t> pixels,
      mlir::ValueRange sums)>;

  Values sumTile(const Tile &tile);
  Values forEachFilterRow(const Tile &tile, mlir::ValueRange sums,
                          TapBody body);
  Values forEachTap(const Tile &tile, mlir::Value input, mlir::Value filter,
                    mlir::ValueRange sums, TapBody body);
  Values sumTap(const Tile &tile, mlir::Value input, mlir::Value filter,
                llvm::ArrayRef<int64_t> pixels, Index begin, Index end,
                mlir::ValueRange sums);
  Values sumInParts(const Tile &tile);
  void addToPartial(mlir::ValueRange sums);

  KernelBuilder &b;
  const FilterLayout &layout;
  const VectorTarget &target;
  bool depthwise;
  /// Parts of a sum are added up here.
  mlir::Value partial;
};

} // namespace lrcnn::cpu

#endif // LRCNN_LIB_TARGET_CPU_ROWCONV_H

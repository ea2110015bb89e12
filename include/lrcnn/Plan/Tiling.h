//===- Tiling.h - The rows of every tile of a segment -----------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_PLAN_TILING_H
#define LRCNN_PLAN_TILING_H

#include "lrcnn/Plan/Plan.h"
#include <memory>

namespace lrcnn::plan {

/// The tables of a segment: which rows each tile reads, makes and leaves.
/// Tables are indexed by layer or tensor of the graph and by tile; those of
/// layers and tensors outside of the segment are empty. Every row is a row of
/// the whole tensor. A store or recompute segment is a segment of one tile.
///
/// Let e(r) be a tensor's frontier after tile r: the least that gives the rows
/// wanted of the outputs, and all rows after the last tile. Let lo(r) be the
/// least row that a tile after r reads, e(r) if none does (G4).
///
/// - A tile may have no rows of a tensor; its ranges are then empty.
/// - An output that the segment reads itself is made as far as its readers in
///   the tile need it. Under overlap tiles then make some of its rows more than
///   once, each time the same. Its incoming gradient enters by `seed`, once.
/// - A layer that folds all rows of its operand (G5) takes each row in one
/// tile.
///   Its result is complete after the last tile and has no tables of its own.
/// - Of a tensor that nothing reads and that is no output, overlap makes no row
///   and two_phase makes all in the last tile.
struct SegmentTiling {
  using Table = std::vector<std::vector<Rows>>;

  /// Border tensors: those that the segment reads but does not make, and those
  /// it makes that the graph gives or another segment reads.
  llvm::SmallVector<int> inputs, outputs;

  /// Rows of the layer's result that the tile computes. Two_phase: [e(r-1),
  /// e(r)). Overlap: the hull of what its consumers in the tile read, and of
  /// the tile's own rows of an output (G3, G5). In the backward pass these are
  /// the rows of the result's gradient that take part. Of a fold, the rows of
  /// its operand that it takes, and whose gradient it gives.
  Table computed;
  /// Rows that the tensor's slab holds. Two_phase: [lo(r-1), e(r)). Overlap:
  /// the computed rows. For an input of the segment: the rows that are read.
  Table slab;
  /// Two_phase: rows [lo(r), e(r)) that tile r leaves for the next; empty for
  /// the last tile. Overlap: empty.
  Table boundary;
  /// Rows of an output's incoming gradient that enter in this tile; each row
  /// enters once. Two_phase: the computed rows. Overlap: the tile's own rows.
  Table seed;
  /// Rows of the tensor's gradient that the tile writes in the backward pass,
  /// which runs the tiles downwards. Of an inner tensor the slab's rows. Of an
  /// input of the segment, ranges whose union is the whole tensor: rows that
  /// nothing reads get zeros.
  Table gradient;
  /// Rows of the gradient from here on were written by a later tile and are
  /// added to, rows before are overwritten.
  std::vector<std::vector<int64_t>> addFrom;
};

SegmentTiling computeTiling(const Graph &graph, const Segment &segment);

/// Those of a plan's segments.
std::vector<SegmentTiling> computeTilings(const Graph &graph, const Plan &plan);

/// The tile's share of an output of the segment: rows between its cuts.
Rows getOwnRows(const Graph &graph, const Segment &segment, int tensor,
                int64_t tile);

/// Measures tiles of a segment. Its own cuts do not matter.
class TileMeter {
public:
  TileMeter(const Graph &graph, const Segment &segment);
  ~TileMeter();

  /// Bytes of the slabs, for one image, of a tile with rows `own`, not empty,
  /// of the segment's primary output. Border outputs are whole tensors and not
  /// counted.
  int64_t getBytes(Rows own);

private:
  struct Impl;
  std::unique_ptr<Impl> impl;
};

/// Proves the tables by running them: every row carries a number, a layer adds
/// its operands' numbers with weights of their own, and a tile may read only
/// what the tables say is there. The outputs, the gradients of the inputs and
/// the gradient that each row of each layer sees must equal those of the whole
/// tensors. Independent of `computeTiling`; the error names the rule.
llvm::Error verify(const Graph &graph, const Segment &segment,
                   const SegmentTiling &tiling);

} // namespace lrcnn::plan

#endif // LRCNN_PLAN_TILING_H

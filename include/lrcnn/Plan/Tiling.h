//===- Tiling.h - The rows of every tile of a segment -*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_PLAN_TILING_H
#define LRCNN_PLAN_TILING_H

#include "lrcnn/Plan/Plan.h"

namespace lrcnn::plan {

/// Tables of a tiled segment. All rows are rows of the whole tensor. Tables are
/// indexed by layer or tensor of the graph and by tile; those of layers and
/// tensors outside of the segment are empty.
///
/// Let e(r) be a tensor's frontier after tile r, the least that gives the rows
/// wanted of the outputs, all rows after the last tile; and lo(r) the least row
/// that a tile after r reads (G4).
struct SegmentTiling {
  using Table = std::vector<std::vector<Rows>>;

  /// Rows of the layer's result that the tile computes. Two_phase: [e(r-1),
  /// e(r)). Overlap: the hull of what its consumers in the tile read, and of the
  /// tile's own rows of an output (G3, G5).
  Table computed;
  /// Rows that the tensor's slab holds. Two_phase: [lo(r-1), e(r)). Overlap: the
  /// computed rows. For an input of the segment: the rows that are read.
  Table slab;
  /// Two_phase: rows [lo(r), e(r)) that tile r leaves for the next; empty for
  /// the last tile. Overlap: empty.
  Table boundary;
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

/// The tile's share of an output of the segment: rows between its cuts.
Rows getOwnRows(const Graph &graph, const Segment &segment, int tensor,
                int64_t tile);

} // namespace lrcnn::plan

#endif // LRCNN_PLAN_TILING_H

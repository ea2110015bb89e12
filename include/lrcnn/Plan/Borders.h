//===- Borders.h - Where segments end ---------------------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_PLAN_BORDERS_H
#define LRCNN_PLAN_BORDERS_H

#include "lrcnn/Plan/Plan.h"

namespace lrcnn::plan {

/// The ends of the maximal parts in which no layer reads what a layer of the
/// same part folded (G5), each a checkpoint.
std::vector<Border> getSweepBorders(const Graph &graph);

/// Chooses checkpoints, and between them segments as long as barriers allow.
///
/// What a backward sweep finds alive is modelled by feature maps: the values
/// that checkpoints up to there keep; those that its region has made again; the
/// gradients of all that crosses a border between its maker and its last
/// reader; values and gradients of its own slabs, in `tiles` equal tiles, and
/// their boundaries; and three forms of its filters. Values and gradients die
/// when their maker's sweep has run; what that sweep reads itself it leaves row
/// by row to gradients of the same size.
class BorderChooser {
public:
  BorderChooser(const Graph &graph, int64_t tiles);

  /// Borders with which at most `liveBytes` are alive in any sweep, and of
  /// those the ones that make the least again; none if there are none.
  std::vector<Border> choose(int64_t liveBytes) const;

  /// The least bytes for which there are borders.
  int64_t getLeastLiveBytes() const;

private:
  /// A region: layers from one checkpoint to the next.
  struct Region {
    int begin, end;
    /// What its checkpoint keeps, and the most that is alive in its sweeps
    /// besides what earlier checkpoints keep.
    int64_t keptBytes, liveBytes;
    /// Multiply-adds that its backward pass does again.
    int64_t macs;
  };

  /// Whether there are borders with which at most `liveBytes` are alive.
  bool hasBorders(int64_t liveBytes) const;
  /// What tiles of a segment leave of the layer's result for the next ones.
  int64_t getBoundaryBytes(int layer) const;
  Region measure(int begin, int end, llvm::ArrayRef<int> sweeps) const;

  const Graph &graph;
  int64_t tiles;
  /// By layer: the first and the last reader of its result, -1 if nothing reads
  /// it.
  std::vector<int> firstReader, lastReader;
  /// By layer: bytes of its result and of what tiles leave of it; the number of
  /// that size among the different ones, of which there are `sizes`.
  std::vector<int64_t> bytes, boundaryBytes;
  std::vector<int> sizeOf;
  int sizes = 0;
  std::vector<Region> regions;
};

} // namespace lrcnn::plan

#endif // LRCNN_PLAN_BORDERS_H

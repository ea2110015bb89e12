//===- CostModel.cpp - What a plan costs in arithmetic --------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Plan/CostModel.h"
#include "lrcnn/Plan/Residency.h"
#include "lrcnn/Plan/Tiling.h"
#include "llvm/ADT/STLExtras.h"

using namespace lrcnn::plan;

namespace {
/// The rows that the kernels of a layer go through in all tiles of its segment.
class LayerRows {
public:
  LayerRows(const Graph &graph, const Segment &segment,
            const SegmentTiling &tiling, int layer)
      : tiling(tiling), layer(layer),
        isStored(segment.strategy == Strategy::store),
        all(graph.tensors[graph.layers[layer].result].rows) {}

  int64_t getComputed() const {
    int64_t rows = 0;
    for (Rows computed : tiling.computed[layer])
      rows += computed.size();
    return isStored ? all : rows;
  }

  /// Those of the result's gradient that `gradient` takes. A tile that writes
  /// no row of the operand's gradient does nothing.
  int64_t getTaken(const Gradient &gradient) const {
    if (isStored || gradient.tensor < 0)
      return getComputed();
    int64_t rows = 0;
    for (auto [computed, written] : llvm::zip_equal(
             tiling.computed[layer], tiling.gradient[gradient.tensor]))
      rows += written.empty() ? 0 : computed.size();
    return rows;
  }

private:
  const SegmentTiling &tiling;
  int layer;
  bool isStored;
  int64_t all;
};
} // namespace

Work lrcnn::plan::computeWork(const Graph &graph, const Plan &plan) {
  Work work;
  Residency residency = computeResidency(graph, plan);
  for (const Segment &segment : plan.segments) {
    SegmentTiling tiling = computeTiling(graph, segment);
    for (int number = segment.firstLayer; number < segment.endLayer; ++number) {
      const Layer &layer = graph.layers[number];
      const Tensor &result = graph.tensors[layer.result];
      LayerRows rows(graph, segment, tiling, number);
      int64_t macs = layer.macsPerRow * result.images;
      int runs = 1 + residency.runsAgain[number] + residency.isRemade[number];
      work.least += result.rows * macs;
      work.executed += runs * rows.getComputed() * macs;
      for (const Gradient &gradient : layer.gradients) {
        macs = gradient.macsPerRow * result.images;
        work.least += result.rows * macs;
        work.executed += rows.getTaken(gradient) * macs;
      }
    }
  }
  return work;
}

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

Work lrcnn::plan::computeWork(const Graph &graph, const Plan &plan,
                              llvm::ArrayRef<int> differentiated) {
  Work work;
  Residency residency = computeResidency(graph, plan);
  for (const Segment &segment : plan.segments) {
    SegmentTiling tiling = computeTiling(graph, segment);
    for (int number = segment.firstLayer; number < segment.endLayer; ++number) {
      const Layer &layer = graph.layers[number];
      const Tensor &result = graph.tensors[layer.result];
      int64_t rows = 0;
      for (Rows computed : tiling.computed[number])
        rows += computed.size();
      if (segment.strategy == Strategy::store)
        rows = result.rows;
      // Forward, weight gradient, data gradients.
      int64_t passes =
          2 + llvm::count_if(layer.operands, [&](const Operand &operand) {
            return graph.tensors[operand.tensor].producer >= 0 ||
                   llvm::is_contained(differentiated, operand.tensor);
          });
      int64_t macs = layer.macsPerRow * result.images;
      work.least += passes * result.rows * macs;
      passes += residency.runsAgain[number] + residency.isRemade[number];
      work.executed += passes * rows * macs;
    }
  }
  return work;
}

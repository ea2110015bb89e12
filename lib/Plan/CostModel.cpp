//===- CostModel.cpp - What a plan costs in arithmetic --------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Plan/CostModel.h"
#include "lrcnn/Plan/Tiling.h"
#include "llvm/ADT/STLExtras.h"

using namespace lrcnn::plan;

namespace {
/// Which values the backward pass needs of a graph.
class CostModel {
public:
  CostModel(const Graph &graph, llvm::ArrayRef<int> inputs);

  void addSegment(const Segment &segment, Work &work) const;

private:
  std::vector<bool> findRemade(const Segment &segment) const;
  bool isKeptWhole(int tensor, const Segment &maker) const;

  const Graph &graph;
  /// By tensor: whether a gradient reads its value, whether it gets a gradient.
  std::vector<bool> readByGradient, differentiated;
};
} // namespace

static bool reads(const Layer &layer, int tensor) {
  return llvm::any_of(layer.operands, [&](const Operand &operand) {
    return operand.tensor == tensor;
  });
}

CostModel::CostModel(const Graph &graph, llvm::ArrayRef<int> inputs)
    : graph(graph), readByGradient(graph.tensors.size()),
      differentiated(graph.tensors.size()) {
  for (int tensor : inputs)
    differentiated[tensor] = true;
  for (const Layer &layer : graph.layers) {
    differentiated[layer.result] = true;
    if (layer.gradientReadsResult)
      readByGradient[layer.result] = true;
    for (const Operand &operand : layer.operands)
      if (layer.gradientReadsOperands)
        readByGradient[operand.tensor] = true;
  }
}

/// Whether the result of a layer of `maker` lives whole until the backward
/// pass: another segment reads it, or the graph gives it and the segment itself
/// starts again from it.
bool CostModel::isKeptWhole(int tensor, const Segment &maker) const {
  bool inside = false;
  for (int layer = 0, end = graph.layers.size(); layer < end; ++layer) {
    if (!reads(graph.layers[layer], tensor))
      continue;
    if (layer < maker.firstLayer || layer >= maker.endLayer)
      return true;
    inside = true;
  }
  return inside && llvm::is_contained(graph.outputs, tensor);
}

/// The layers that the backward pass runs again: a gradient reads the result,
/// or another layer that runs again does, and it was not kept.
std::vector<bool> CostModel::findRemade(const Segment &segment) const {
  std::vector<bool> remade(graph.layers.size());
  if (segment.strategy == Strategy::store)
    return remade;
  for (int layer = segment.endLayer - 1; layer >= segment.firstLayer; --layer) {
    int tensor = graph.layers[layer].result;
    bool needed = readByGradient[tensor];
    for (int reader = layer + 1; reader < segment.endLayer; ++reader)
      needed |= remade[reader] && reads(graph.layers[reader], tensor);
    remade[layer] = needed && !isKeptWhole(tensor, segment);
  }
  return remade;
}

void CostModel::addSegment(const Segment &segment, Work &work) const {
  SegmentTiling tiling = computeTiling(graph, segment);
  std::vector<bool> remade = findRemade(segment);
  for (int number = segment.firstLayer; number < segment.endLayer; ++number) {
    const Layer &layer = graph.layers[number];
    const Tensor &result = graph.tensors[layer.result];
    int64_t rows = 0;
    for (Rows computed : tiling.computed[number])
      rows += computed.size();
    if (segment.strategy == Strategy::store)
      rows = result.rows;
    // Forward, weight gradient, data gradients.
    int64_t passes = 2 + llvm::count_if(layer.operands, [&](const Operand &at) {
                       return differentiated[at.tensor];
                     });
    int64_t macs = layer.macsPerRow * result.images;
    work.least += passes * result.rows * macs;
    work.executed += (passes + remade[number]) * rows * macs;
  }
}

Work lrcnn::plan::computeWork(const Graph &graph, const Plan &plan,
                              llvm::ArrayRef<int> differentiated) {
  Work work;
  CostModel model(graph, differentiated);
  for (const Segment &segment : plan.segments)
    model.addSegment(segment, work);
  return work;
}

//===- Residency.cpp - What lives until the backward pass -----------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Plan/Residency.h"
#include "Readers.h"
#include "llvm/ADT/STLExtras.h"

using namespace lrcnn::plan;

namespace {
/// Goes through the segments in the order of the backward pass and collects
/// which tensors are read whole.
class ResidencyBuilder {
public:
  ResidencyBuilder(const Graph &graph, const Plan &plan);

  Residency build();

private:
  void addSweep(const Segment &segment);
  void addLoop(const Segment &segment, int regionEnd);
  bool isWhole(const Segment &segment, int tensor) const;
  /// The operands of `layer` that `segment` does not make are read whole; those
  /// that it makes are needed.
  void readOperands(const Segment &segment, const Layer &layer,
                    llvm::BitVector &needed);

  const Graph &graph;
  const Plan &plan;
  /// By tensor: what reads it; whether the graph gives it.
  std::vector<Readers> readers;
  llvm::BitVector isOutput;
  /// By tensor: whether the backward pass reads it whole.
  llvm::BitVector read;
  Residency result;
};
} // namespace

ResidencyBuilder::ResidencyBuilder(const Graph &graph, const Plan &plan)
    : graph(graph), plan(plan), readers(getReaders(graph)),
      isOutput(graph.tensors.size()), read(graph.tensors.size()) {
  for (int tensor : graph.outputs)
    isOutput.set(tensor);
  result.kept.resize(graph.tensors.size());
  result.madeAgain.resize(graph.tensors.size());
  result.runsAgain.resize(graph.layers.size());
  result.isRemade.resize(graph.layers.size());
}

/// Whether the segment's sweep finds a tensor that the segment makes whole:
/// because it was folded, because another segment reads it, or because it is a
/// border and tiles start again from it.
bool ResidencyBuilder::isWhole(const Segment &segment, int tensor) const {
  bool isBorder =
      isOutput.test(tensor) || readers[tensor].last >= segment.endLayer;
  bool isReadInside =
      readers[tensor].first >= 0 && readers[tensor].first < segment.endLayer;
  return read.test(tensor) || (isBorder && isReadInside) ||
         graph.layers[graph.tensors[tensor].producer].isFold();
}

void ResidencyBuilder::readOperands(const Segment &segment, const Layer &layer,
                                    llvm::BitVector &needed) {
  for (const Operand &operand : layer.operands)
    (graph.tensors[operand.tensor].producer < segment.firstLayer ? read
                                                                 : needed)
        .set(operand.tensor);
}

/// The backward sweep of a segment.
void ResidencyBuilder::addSweep(const Segment &segment) {
  llvm::BitVector needed(graph.tensors.size());
  for (int number = segment.firstLayer; number < segment.endLayer; ++number) {
    const Layer &layer = graph.layers[number];
    if (layer.gradientReadsResult)
      needed.set(layer.result);
    for (const Operand &operand : layer.operands)
      if (operand.gradientReads)
        needed.set(operand.tensor);
  }
  for (int number = segment.endLayer - 1; number >= segment.firstLayer;
       --number) {
    const Layer &layer = graph.layers[number];
    if (!needed.test(layer.result))
      continue;
    if (segment.strategy == Strategy::store || isWhole(segment, layer.result))
      continue;
    needed.reset(layer.result);
    result.isRemade.set(number);
    readOperands(segment, layer, needed);
  }
  read |= needed;
}

/// The forward loop of a segment whose end is no checkpoint, run again before
/// the sweeps of its region.
void ResidencyBuilder::addLoop(const Segment &segment, int regionEnd) {
  llvm::BitVector needed(graph.tensors.size());
  for (int number = segment.endLayer - 1; number >= segment.firstLayer;
       --number) {
    const Layer &layer = graph.layers[number];
    int tensor = layer.result;
    bool staysWhole = read.test(tensor) || segment.strategy == Strategy::store;
    if (!read.test(tensor) && !needed.test(tensor))
      continue;
    if (layer.isFold() ||
        (read.test(tensor) && readers[tensor].last >= regionEnd)) {
      read.set(tensor);
      continue;
    }
    if (staysWhole)
      result.madeAgain.set(tensor);
    result.runsAgain.set(number);
    readOperands(segment, layer, needed);
  }
}

Residency ResidencyBuilder::build() {
  int regionEnd = graph.layers.size();
  for (const Segment &segment : llvm::reverse(plan.segments)) {
    if (segment.checkpoint)
      regionEnd = segment.endLayer;
    addSweep(segment);
    if (!segment.checkpoint)
      addLoop(segment, regionEnd);
  }
  for (int tensor : read.set_bits())
    if (graph.tensors[tensor].producer >= 0 && !result.madeAgain.test(tensor))
      result.kept.set(tensor);
  return std::move(result);
}

Residency lrcnn::plan::computeResidency(const Graph &graph, const Plan &plan) {
  return ResidencyBuilder(graph, plan).build();
}

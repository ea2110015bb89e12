//===- Graph.cpp - A network as the planner sees it -----------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Plan/Graph.h"
#include <cmath>

using namespace lrcnn::plan;

int64_t Graph::countThrough(int layer) const {
  int64_t count = 0;
  for (int number = 0; number <= layer; ++number)
    count += 1 + layers[number].fused.size();
  return count;
}

int Graph::getLayerThatEndsAt(int64_t end) const {
  int64_t count = 0;
  for (int number = 0, size = layers.size(); number < size; ++number) {
    count += 1 + layers[number].fused.size();
    if (count >= end)
      return count == end ? number : -1;
  }
  return -1;
}

//===----------------------------------------------------------------------===//
// Bytes
//===----------------------------------------------------------------------===//

namespace {
/// Adds up what a kernel of `layer` moves.
class ByteCounter {
public:
  ByteCounter(const Graph &graph, const Layer &layer)
      : graph(graph), layer(layer) {}

  void addTensor(int tensor) {
    const Tensor &of = graph.tensors[tensor];
    int64_t bytes = of.rowBytes();
    if (tensor == layer.result && !layer.isFold()) {
      moved.perRow += bytes;
      return;
    }
    const auto *operand = llvm::find_if(
        layer.operands, [&](const Operand &o) { return o.tensor == tensor; });
    // What a fold gave, or one row for all.
    bool isSpread = operand == layer.operands.end() ||
                    (!operand->window.all && operand->window.num == 0);
    if (isSpread)
      moved.perCall += of.images * of.rows * bytes;
    else if (operand->window.all)
      moved.perRow += bytes;
    else
      // Doubles, as the product may not fit into 64 bits.
      moved.perRow += static_cast<int64_t>(
          std::min(static_cast<double>(bytes) * of.rows,
                   std::ceil(static_cast<double>(bytes) * operand->window.num /
                             operand->window.den)));
  }
  void addArgument(int argument) {
    moved.perCall += graph.arguments[argument].bytes;
  }
  void addSums(const Gradient &partial) {
    const Tensor &sums = *partial.sums;
    moved.perCall += sums.images * sums.rows * sums.rowBytes();
  }
  void addReads(llvm::ArrayRef<Read> reads) {
    for (const Read &read : reads)
      if (read.kind == Read::Kind::argument)
        addArgument(read.index);
      else if (read.kind == Read::Kind::partial)
        addSums(layer.gradients[read.index]);
      else
        addTensor(read.index);
  }

  MovedBytes moved;

private:
  const Graph &graph;
  const Layer &layer;
};
} // namespace

MovedBytes lrcnn::plan::getMovedBytes(const Graph &graph, const Layer &layer) {
  ByteCounter counter(graph, layer);
  counter.addReads(layer.reads);
  counter.addTensor(layer.result);
  return counter.moved;
}

MovedBytes lrcnn::plan::getMovedBytes(const Graph &graph, const Layer &layer,
                                      const Gradient &gradient) {
  ByteCounter counter(graph, layer);
  counter.addReads(gradient.reads);
  if (gradient.isPartial()) {
    counter.addSums(gradient);
  } else if (gradient.argument >= 0) {
    counter.addArgument(gradient.argument);
  } else {
    counter.addTensor(gradient.tensor);
    int producer = graph.tensors[gradient.tensor].producer;
    if (producer >= 0 && !gradient.readsPartial())
      for (const Read &read : graph.layers[producer].maskReads)
        if (!llvm::is_contained(gradient.reads, read))
          counter.addTensor(gradient.tensor);
  }
  return counter.moved;
}

//===- Readers.h - Which layers read a tensor -------------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_PLAN_READERS_H
#define LRCNN_LIB_PLAN_READERS_H

#include "lrcnn/Plan/Graph.h"

namespace lrcnn::plan {

/// The first and the last layer that reads a tensor, -1 if none does.
struct Readers {
  int first = -1, last = -1;
};

/// By tensor.
inline std::vector<Readers> getReaders(const Graph &graph) {
  std::vector<Readers> readers(graph.tensors.size());
  for (auto [number, layer] : llvm::enumerate(graph.layers))
    for (const Operand &operand : layer.operands) {
      Readers &of = readers[operand.tensor];
      of.first = of.first < 0 ? number : of.first;
      of.last = number;
    }
  return readers;
}

} // namespace lrcnn::plan

#endif // LRCNN_LIB_PLAN_READERS_H

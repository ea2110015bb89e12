//===- Graph.cpp - A network as the planner sees it -----------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Plan/Graph.h"

using namespace lrcnn::plan;

int64_t Graph::countThrough(int layer) const {
  int64_t count = 0;
  for (int number = 0; number <= layer; ++number)
    count += 1 + layers[number].epilogues.size();
  return count;
}

int Graph::getLayerThatEndsAt(int64_t end) const {
  int64_t count = 0;
  for (int number = 0, size = layers.size(); number < size; ++number) {
    count += 1 + layers[number].epilogues.size();
    if (count >= end)
      return count == end ? number : -1;
  }
  return -1;
}

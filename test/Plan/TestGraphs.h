//===- TestGraphs.h - Networks to test plans on ----------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TEST_PLAN_TESTGRAPHS_H
#define LRCNN_TEST_PLAN_TESTGRAPHS_H

#include "lrcnn/Plan/Plan.h"
#include "lrcnn/Plan/Resampling.h"
#include "llvm/ADT/ArrayRef.h"
#include <random>

namespace lrcnn::plan {

/// The rows of a windowed layer.
struct Kernel {
  int64_t size = 1, stride = 1, dilation = 1, padTop = 0, padBottom = 0;

  int64_t extent() const { return (size - 1) * dilation + 1; }
  /// Output rows; none if the window does not fit in the padded input.
  int64_t outputRows(int64_t rows) const {
    int64_t room = rows + padTop + padBottom - extent();
    return room < 0 ? 0 : room / stride + 1;
  }
  Window window() const { return Window::conv(size, stride, dilation, padTop); }
};

/// Builds a graph layer by layer; each method returns the new tensor.
class GraphBuilder {
public:
  int input(int64_t rows, int64_t width, int64_t channels, int64_t images = 1);
  int conv(std::string name, int tensor, Kernel kernel, int64_t channels);
  int pool(std::string name, int tensor, Kernel kernel);
  int add(std::string name, llvm::ArrayRef<int> tensors);
  int concat(std::string name, llvm::ArrayRef<int> tensors);
  /// `rows` but for its inputs, which are the tensor's.
  int resample(std::string name, int tensor, Resampling rows);
  int upsample(std::string name, int tensor, int64_t factor);
  /// A layer that folds all rows of its operand into one.
  int fold(std::string name, int tensor);
  /// `tensor` times `pixel`, which has one row and column.
  int spread(std::string name, int tensor, int pixel);
  void output(int tensor) { graph.outputs.push_back(tensor); }

  int64_t rows(int tensor) const { return graph.tensors[tensor].rows; }
  int64_t channels(int tensor) const { return graph.tensors[tensor].channels; }
  int size() const { return graph.tensors.size(); }

  Graph graph;

private:
  int layer(std::string name, llvm::ArrayRef<int> operands, Window window,
            Tensor result, int64_t macsPerRow = 0);
};

/// The convolution part of VGG-16, conv1_1 to pool5.
Graph makeVgg16(int64_t rows, int64_t width);

/// A chain, residual blocks, skips that are joined after a pool and an
/// upsampling, several outputs: a few random layers of every kind.
Graph makeRandomGraph(std::mt19937_64 &random);

/// Takes the gradients of the graph's inputs out.
void dropInputGradients(Graph &graph);

/// The number of layers up to and with the one named `name`.
int layersThrough(const Graph &graph, llvm::StringRef name);

/// All layers as one segment with `tiles` even tiles.
Segment makeSegment(const Graph &graph, Strategy strategy, int64_t tiles);

/// Layers [first, end) as one segment with `tiles` even tiles.
Segment makeSegment(const Graph &graph, int first, int end, Strategy strategy,
                    int64_t tiles);

} // namespace lrcnn::plan

#endif // LRCNN_TEST_PLAN_TESTGRAPHS_H

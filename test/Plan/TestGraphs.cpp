//===- TestGraphs.cpp - Networks to test plans on -------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestGraphs.h"
#include "llvm/ADT/STLExtras.h"

using namespace lrcnn::plan;

//===----------------------------------------------------------------------===//
// GraphBuilder
//===----------------------------------------------------------------------===//

int GraphBuilder::input(int64_t rows, int64_t width, int64_t channels,
                        int64_t images) {
  std::string name = "input" + std::to_string(graph.tensors.size());
  graph.tensors.push_back({name, images, rows, width, channels});
  return size() - 1;
}

int GraphBuilder::layer(std::string name, llvm::ArrayRef<int> operands,
                        Window window, Tensor result, int64_t macsPerRow) {
  Layer layer;
  layer.name = name;
  layer.result = size();
  for (int operand : operands) {
    layer.operands.push_back({operand, window});
    Read read = {Read::Kind::tensor, operand};
    if (!llvm::is_contained(layer.reads, read))
      layer.reads.push_back(read);
    Gradient gradient;
    gradient.kind = "data";
    gradient.tensor = operand;
    gradient.reads = {read, {Read::Kind::gradient, layer.result}};
    layer.gradients.push_back(std::move(gradient));
  }
  layer.macsPerRow = macsPerRow;
  result.name = std::move(name);
  result.producer = graph.layers.size();
  graph.layers.push_back(std::move(layer));
  graph.tensors.push_back(std::move(result));
  return size() - 1;
}

int GraphBuilder::conv(std::string name, int tensor, Kernel kernel,
                       int64_t channels) {
  Tensor result = graph.tensors[tensor];
  int64_t macs =
      result.width * result.channels * channels * kernel.size * kernel.size;
  result.rows = kernel.outputRows(result.rows);
  result.channels = channels;
  int made = layer(std::move(name), tensor, kernel.window(), result, macs);
  int filter = graph.arguments.size();
  graph.arguments.push_back(
      {graph.tensors[made].name + ".weight", Role::parameter, true});
  Layer &layer = graph.layers.back();
  layer.reads.push_back({Read::Kind::argument, filter, /*packed=*/true});
  layer.gradients.back().macsPerRow = macs;
  layer.gradients.back().reads = {{Read::Kind::gradient, made},
                                  {Read::Kind::argument, filter, true}};
  Gradient gradient;
  gradient.kind = "filter";
  gradient.argument = filter;
  gradient.macsPerRow = macs;
  gradient.reads = {{Read::Kind::tensor, tensor}, {Read::Kind::gradient, made}};
  gradient.accumulates = true;
  layer.gradients.push_back(std::move(gradient));
  return made;
}

int GraphBuilder::pool(std::string name, int tensor, Kernel kernel) {
  Tensor result = graph.tensors[tensor];
  result.rows = kernel.outputRows(result.rows);
  result.width = std::max<int64_t>(1, result.width / kernel.stride);
  return layer(std::move(name), tensor, kernel.window(), result);
}

int GraphBuilder::add(std::string name, llvm::ArrayRef<int> tensors) {
  return layer(std::move(name), tensors, Window::pointwise(),
               graph.tensors[tensors.front()]);
}

int GraphBuilder::concat(std::string name, llvm::ArrayRef<int> tensors) {
  Tensor result = graph.tensors[tensors.front()];
  result.channels = 0;
  for (int tensor : tensors)
    result.channels += graph.tensors[tensor].channels;
  return layer(std::move(name), tensors, Window::pointwise(), result);
}

int GraphBuilder::resample(std::string name, int tensor, Resampling rows) {
  Tensor result = graph.tensors[tensor];
  rows.inputs = result.rows;
  result.rows = rows.outputs;
  return layer(std::move(name), tensor, rows.getWindow(), result);
}

int GraphBuilder::upsample(std::string name, int tensor, int64_t factor) {
  return resample(std::move(name), tensor,
                  {Sampling::nearest, 0, rows(tensor) * factor});
}

int GraphBuilder::fold(std::string name, int tensor) {
  Tensor result = graph.tensors[tensor];
  result.rows = result.width = 1;
  return layer(std::move(name), tensor, Window::barrier(), result);
}

int GraphBuilder::spread(std::string name, int tensor, int pixel) {
  int result = layer(std::move(name), {tensor, pixel}, Window::pointwise(),
                     graph.tensors[tensor]);
  graph.layers.back().operands.back().window = Window::spread();
  return result;
}

//===----------------------------------------------------------------------===//
// Networks
//===----------------------------------------------------------------------===//

Graph lrcnn::plan::makeVgg16(int64_t rows, int64_t width) {
  const Kernel same = {3, 1, 1, 1, 1}, half = {2, 2};
  const std::pair<int, int64_t> blocks[] = {
      {2, 64}, {2, 128}, {3, 256}, {3, 512}, {3, 512}};
  GraphBuilder builder;
  int tensor = builder.input(rows, width, 3);
  for (auto [number, block] : llvm::enumerate(blocks)) {
    std::string block_name = std::to_string(number + 1);
    for (int conv = 1; conv <= block.first; ++conv)
      tensor = builder.conv("conv" + block_name + "_" + std::to_string(conv),
                            tensor, same, block.second);
    tensor = builder.pool("pool" + block_name, tensor, half);
  }
  builder.output(tensor);
  return std::move(builder.graph);
}

namespace {
/// Adds random layers to a graph.
class RandomBuilder : public GraphBuilder {
public:
  explicit RandomBuilder(std::mt19937_64 &random) : random(random) {}

  void build();

private:
  int64_t pick(int64_t low, int64_t high) {
    return low + static_cast<int64_t>(random() % (high - low + 1));
  }
  std::string next() { return "layer" + std::to_string(graph.layers.size()); }
  int grow(int tensor);
  int convolve(int tensor);
  int residual(int tensor);
  int join(int tensor);
  int excite(int tensor);
  int resize(int tensor);
  int pad(int tensor);

  std::mt19937_64 &random;
};
} // namespace

int RandomBuilder::convolve(int tensor) {
  Kernel kernel;
  kernel.size = pick(1, 5);
  kernel.stride = pick(0, 2) ? 1 : pick(1, 3);
  kernel.dilation = pick(0, 3) ? 1 : 2;
  kernel.padTop = pick(0, kernel.extent() + 1);
  kernel.padBottom = pick(0, kernel.extent() + 1);
  if (kernel.outputRows(rows(tensor)) < 1)
    return tensor;
  return conv(next(), tensor, kernel, pick(1, 4));
}

/// Two convolutions beside the identity.
int RandomBuilder::residual(int tensor) {
  const Kernel same = {3, 1, 1, 1, 1};
  int inner = conv(next(), tensor, same, 2);
  inner = conv(next(), inner, same, channels(tensor));
  return add(next(), {inner, tensor});
}

/// Joins a tensor of the same height, or goes down and up again beside it.
int RandomBuilder::join(int tensor) {
  for (int other = pick(0, size() - 1); other < size(); ++other)
    if (other != tensor && rows(other) == rows(tensor))
      return concat(next(), {other, tensor, other});
  if (rows(tensor) % 2 != 0)
    return tensor;
  int inner = pool(next(), tensor, {2, 2});
  inner = conv(next(), inner, {3, 1, 1, 1, 1}, 2);
  inner = upsample(next(), inner, 2);
  return concat(next(), {inner, tensor});
}

/// Scales the tensor by a pixel, made by a layer of the same segment or given.
int RandomBuilder::excite(int tensor) {
  int pixel = -1;
  for (int other = 0; other < size(); ++other)
    if (rows(other) == 1 && graph.tensors[other].width == 1)
      pixel = other;
  if (pixel < 0)
    return tensor;
  if (pick(0, 1))
    pixel = conv(next(), pixel, {1}, channels(tensor));
  return spread(next(), tensor, pixel);
}

int RandomBuilder::grow(int tensor) {
  switch (pick(0, 9)) {
  default:
    return convolve(tensor);
  case 4:
    return rows(tensor) < 3 ? tensor
                            : pool(next(), tensor, {pick(2, 3), pick(1, 3)});
  case 5:
    return residual(tensor);
  case 6:
    return join(tensor);
  case 7:
    return excite(tensor);
  case 8:
    return resize(tensor);
  case 9:
    return pad(tensor);
  }
}

int RandomBuilder::resize(int tensor) {
  const Sampling samplings[] = {Sampling::nearest, Sampling::linear,
                                Sampling::linear_corners};
  return resample(next(), tensor,
                  {samplings[pick(0, 2)], 0, pick(1, 2 * rows(tensor))});
}

int RandomBuilder::pad(int tensor) {
  const Sampling samplings[] = {Sampling::zero, Sampling::reflect,
                                Sampling::replicate};
  int64_t most = rows(tensor) - 1;
  int64_t before = pick(-(most / 2), std::min<int64_t>(most, 5));
  int64_t after = pick(-(most / 2), std::min<int64_t>(most, 5));
  return resample(
      next(), tensor,
      {samplings[pick(0, 2)], 0, rows(tensor) + before + after, before});
}

void RandomBuilder::build() {
  int tensor = input(pick(1, 30), pick(4, 9), 3);
  // A second input, which may stay unread.
  if (pick(0, 3) == 0)
    input(rows(tensor), 5, 2);
  if (pick(0, 2) == 0)
    input(1, 1, 2);
  for (int64_t layer = pick(1, 8); layer > 0; --layer) {
    // Sometimes a branch begins, and what was made so far is another output.
    if (pick(0, 5) == 0 && graph.tensors[tensor].producer >= 0) {
      if (!llvm::is_contained(graph.outputs, tensor))
        output(tensor);
      tensor = pick(0, size() - 1);
    }
    tensor = grow(tensor);
  }
  if (graph.layers.empty())
    tensor = conv(next(), tensor, {1}, 2);
  int last = graph.layers.back().result;
  if (!llvm::is_contained(graph.outputs, last))
    output(last);
}

Graph lrcnn::plan::makeRandomGraph(std::mt19937_64 &random) {
  RandomBuilder builder(random);
  builder.build();
  return std::move(builder.graph);
}

//===----------------------------------------------------------------------===//
// Segments
//===----------------------------------------------------------------------===//

void lrcnn::plan::dropInputGradients(Graph &graph) {
  for (Tensor &tensor : graph.tensors)
    tensor.hasGradient &= tensor.producer >= 0;
  for (Layer &layer : graph.layers)
    llvm::erase_if(layer.gradients, [&](const Gradient &gradient) {
      return gradient.tensor >= 0 &&
             graph.tensors[gradient.tensor].producer < 0;
    });
}

int lrcnn::plan::layersThrough(const Graph &graph, llvm::StringRef name) {
  for (auto [number, layer] : llvm::enumerate(graph.layers))
    if (layer.name == name)
      return number + 1;
  llvm_unreachable("no layer of this name");
}

Segment lrcnn::plan::makeSegment(const Graph &graph, int first, int end,
                                 Strategy strategy, int64_t tiles) {
  Segment segment = {first, end, strategy, 1, {}};
  segment.cuts =
      evenCuts(graph.tensors[getPrimary(graph, segment)].rows, tiles);
  return segment;
}

Segment lrcnn::plan::makeSegment(const Graph &graph, Strategy strategy,
                                 int64_t tiles) {
  return makeSegment(graph, 0, graph.layers.size(), strategy, tiles);
}

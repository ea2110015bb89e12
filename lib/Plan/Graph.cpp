//===- Graph.cpp - A network as the planner sees it -----------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Plan/Graph.h"
#include "Fail.h"
#include "llvm/Support/MathExtras.h"

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

//===----------------------------------------------------------------------===//
// Checks
//===----------------------------------------------------------------------===//

/// The product of numbers that are not negative, none if it does not fit.
static std::optional<int64_t> multiply(std::initializer_list<int64_t> factors) {
  int64_t product = 1;
  for (int64_t factor : factors)
    if (llvm::MulOverflow(product, factor, product))
      return std::nullopt;
  return product;
}

static llvm::Error checkTensor(const Graph &graph, int number) {
  const Tensor &tensor = graph.tensors[number];
  for (int64_t size : {tensor.images, tensor.rows, tensor.width,
                       tensor.channels, tensor.elementBytes})
    if (size < 1)
      return fail("expected sizes of tensor '{0}' to be positive, got {1}",
                  tensor.name, size);
  if (tensor.rows > std::numeric_limits<int32_t>::max())
    return fail("expected tensor '{0}' to have fewer than 2^31 rows, as tables "
                "of programs have 32 bits, got {1}",
                tensor.name, tensor.rows);
  if (!multiply({tensor.images, tensor.rows, tensor.width, tensor.channels,
                 tensor.elementBytes}))
    return fail("expected tensor '{0}' to have fewer than 2^63 bytes",
                tensor.name);
  int layers = graph.layers.size();
  if (tensor.producer >= layers ||
      (tensor.producer >= 0 && graph.layers[tensor.producer].result != number))
    return fail("expected tensor '{0}' to be the result of its producer, got "
                "layer {1}",
                tensor.name, tensor.producer);
  return llvm::Error::success();
}

static llvm::Error checkWindow(const Layer &layer, const Window &window) {
  if (window.num < 0 || window.den < 1)
    return fail("G1: expected windows of '{0}' to go forward, got a step of "
                "{1}/{2}",
                layer.name, window.num, window.den);
  return llvm::Error::success();
}

static llvm::Error checkLayer(const Graph &graph, int number) {
  const Layer &layer = graph.layers[number];
  int tensors = graph.tensors.size();
  if (layer.result < 0 || layer.result >= tensors ||
      graph.tensors[layer.result].producer != number)
    return fail("expected layer '{0}' to be the producer of its result, got "
                "tensor {1}",
                layer.name, layer.result);
  if (layer.operands.empty())
    return fail("expected layer '{0}' to read a tensor", layer.name);
  for (const Operand &operand : layer.operands) {
    if (operand.tensor < 0 || operand.tensor >= tensors ||
        graph.tensors[operand.tensor].producer >= number)
      return fail(
          "expected layer '{0}' to read inputs of the graph and results "
          "of layers before it, got tensor {1}",
          layer.name, operand.tensor);
    if (llvm::Error error = checkWindow(layer, operand.window))
      return error;
  }
  const Tensor &result = graph.tensors[layer.result];
  auto checkWork = [&](int64_t macsPerRow) {
    return macsPerRow >= 0 &&
           multiply({macsPerRow, result.rows, result.images, 8});
  };
  if (!checkWork(layer.macsPerRow) || layer.filterBytes < 0 ||
      !llvm::all_of(
          layer.gradients,
          [&](const Gradient &gradient) {
            return checkWork(gradient.macsPerRow);
          }))
    return fail("expected the arithmetic and the bytes of layer '{0}' to be "
                "positive and to fit into 60 bits",
                layer.name);
  for (const Gradient &gradient : layer.gradients)
    if (gradient.tensor >= 0 &&
        llvm::none_of(layer.operands, [&](const Operand &operand) {
          return operand.tensor == gradient.tensor;
        }))
      return fail("expected gradients of layer '{0}' to be those of its "
                  "operands, got tensor {1}",
                  layer.name, gradient.tensor);
  return llvm::Error::success();
}

llvm::Error Graph::check() const {
  if (layers.empty())
    return fail("expected a graph with layers");
  for (int tensor = 0, size = tensors.size(); tensor < size; ++tensor)
    if (llvm::Error error = checkTensor(*this, tensor))
      return error;
  for (int layer = 0, size = layers.size(); layer < size; ++layer)
    if (llvm::Error error = checkLayer(*this, layer))
      return error;
  if (outputs.empty())
    return fail("expected a graph with outputs");
  for (int output : outputs)
    if (output < 0 || output >= static_cast<int>(tensors.size()))
      return fail("expected outputs to be tensors, got {0}", output);
  return llvm::Error::success();
}

//===----------------------------------------------------------------------===//
// As data
//===----------------------------------------------------------------------===//

static llvm::json::Object toJson(const Tensor &tensor) {
  return llvm::json::Object{
      {"name", tensor.name},         {"images", tensor.images},
      {"rows", tensor.rows},         {"width", tensor.width},
      {"channels", tensor.channels}, {"element_bytes", tensor.elementBytes},
      {"producer", tensor.producer}, {"has_gradient", tensor.hasGradient}};
}

static llvm::json::Object toJson(const Window &window) {
  if (window.all)
    return llvm::json::Object{{"all", true}};
  llvm::json::Object json{{"num", window.num},
                          {"den", window.den},
                          {"begin_offset", window.beginOffset},
                          {"end_offset", window.endOffset}};
  if (window.leastEnd != Window().leastEnd)
    json["least_end"] = window.leastEnd;
  if (window.greatestBegin != Window().greatestBegin)
    json["greatest_begin"] = window.greatestBegin;
  return json;
}

static llvm::json::Object toJson(const Layer &layer) {
  llvm::json::Array operands, gradients;
  for (const Operand &operand : layer.operands)
    operands.push_back(
        llvm::json::Object{{"tensor", operand.tensor},
                           {"window", toJson(operand.window)},
                           {"gradient_reads", operand.gradientReads}});
  for (const Gradient &gradient : layer.gradients)
    gradients.push_back(
        llvm::json::Object{{"kind", gradient.kind},
                           {"tensor", gradient.tensor},
                           {"multiply_adds_per_row", gradient.macsPerRow}});
  return llvm::json::Object{
      {"name", layer.name},
      {"kind", layer.kind},
      {"epilogues", llvm::json::Array(layer.epilogues)},
      {"operands", std::move(operands)},
      {"result", layer.result},
      {"multiply_adds_per_row", layer.macsPerRow},
      {"filter_bytes", layer.filterBytes},
      {"gradient_reads_result", layer.gradientReadsResult},
      {"gradients", std::move(gradients)}};
}

llvm::json::Object Graph::toJson() const {
  llvm::json::Array tensorList, layerList;
  for (const Tensor &tensor : tensors)
    tensorList.push_back(::toJson(tensor));
  for (const Layer &layer : layers)
    layerList.push_back(::toJson(layer));
  return llvm::json::Object{{"tensors", std::move(tensorList)},
                            {"layers", std::move(layerList)},
                            {"outputs", llvm::json::Array(outputs)}};
}

//===- GraphCheck.cpp - What is taken for granted of a graph --------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Fail.h"
#include "lrcnn/Plan/Graph.h"
#include "llvm/Support/MathExtras.h"

using namespace lrcnn::plan;

/// The product of numbers that are not negative, none if it does not fit.
static std::optional<int64_t> multiply(std::initializer_list<int64_t> factors) {
  int64_t product = 1;
  for (int64_t factor : factors)
    if (llvm::MulOverflow(product, factor, product))
      return std::nullopt;
  return product;
}

/// Checks that sizes are positive and bytes can be counted.
static llvm::Error checkSizes(const Tensor &tensor) {
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
  return llvm::Error::success();
}

static llvm::Error checkTensor(const Graph &graph, int number) {
  const Tensor &tensor = graph.tensors[number];
  if (llvm::Error error = checkSizes(tensor))
    return error;
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
  constexpr int64_t mostStep = int64_t(1) << 31;
  constexpr int64_t mostOffset = int64_t(1) << 39;
  auto isFar = [](int64_t offset) {
    return offset < -mostOffset || offset > mostOffset;
  };
  if (window.num > mostStep || window.den > mostStep ||
      isFar(window.beginOffset) || isFar(window.endOffset))
    return fail("G1: expected windows of '{0}' with steps up to 2^31 and "
                "offsets up to 2^39",
                layer.name);
  return llvm::Error::success();
}

//===----------------------------------------------------------------------===//
// Reads
//===----------------------------------------------------------------------===//

static bool isOperand(const Layer &layer, int tensor) {
  return llvm::any_of(layer.operands, [&](const Operand &operand) {
    return operand.tensor == tensor;
  });
}

/// Whether a layer, or one of its gradient layers, can read this.
static bool canRead(const Graph &graph, const Layer &layer, const Read &read,
                    bool inGradient) {
  switch (read.kind) {
  case Read::Kind::tensor:
    return isOperand(layer, read.index) ||
           (inGradient && read.index == layer.result);
  case Read::Kind::argument:
    return read.index >= 0 &&
           read.index < static_cast<int>(graph.arguments.size());
  case Read::Kind::gradient:
    return inGradient && read.index == layer.result;
  case Read::Kind::partial:
    return inGradient && read.index >= 0 &&
           read.index < static_cast<int>(layer.gradients.size()) &&
           layer.gradients[read.index].isPartial();
  }
  llvm_unreachable("unknown kind of read");
}

static llvm::Error checkReads(const Graph &graph, const Layer &layer,
                              llvm::ArrayRef<Read> reads, bool inGradient) {
  for (const Read &read : reads)
    if (!canRead(graph, layer, read, inGradient))
      return fail("expected layer '{0}'{1} to read its operands, arguments of "
                  "the graph{2}, got number {3} of something else",
                  layer.name, inGradient ? " and its gradients" : "",
                  inGradient ? ", its result, the gradient of that or sums of "
                               "its partials"
                             : "",
                  read.index);
  return llvm::Error::success();
}

/// Checks that what gradients read is marked as read.
static llvm::Error checkMarks(const Layer &layer, llvm::ArrayRef<Read> reads) {
  for (const Read &read : reads) {
    if (read.kind != Read::Kind::tensor)
      continue;
    bool isMarked = read.index == layer.result && layer.gradientReadsResult;
    for (const Operand &operand : layer.operands)
      isMarked |= operand.tensor == read.index && operand.gradientReads;
    if (!isMarked)
      return fail("expected layer '{0}' to say that gradients read tensor {1}",
                  layer.name, read.index);
  }
  return llvm::Error::success();
}

static llvm::Error checkGradient(const Graph &graph, const Layer &layer,
                                 const Gradient &gradient) {
  if (gradient.tensor >= 0 && !isOperand(layer, gradient.tensor))
    return fail("expected gradients of layer '{0}' to be those of its "
                "operands, got tensor {1}",
                layer.name, gradient.tensor);
  int kinds =
      (gradient.tensor >= 0) + (gradient.argument >= 0) + gradient.isPartial();
  if (kinds != 1 ||
      gradient.argument >= static_cast<int>(graph.arguments.size()))
    return fail("expected each gradient layer of '{0}' to give the gradient "
                "of a tensor or of an argument, or sums",
                layer.name);
  if (gradient.isPartial())
    if (llvm::Error error = checkSizes(*gradient.sums))
      return error;
  if (gradient.isPartial() && gradient.readsPartial())
    return fail("expected sums of layer '{0}' to be made of no other sums",
                layer.name);
  if (llvm::Error error =
          checkReads(graph, layer, gradient.reads, /*inGradient=*/true))
    return error;
  return checkMarks(layer, gradient.reads);
}

/// A state that is renewed behind a fold reads what that gave, and arguments.
static llvm::Error checkState(const Graph &graph, const State &state) {
  int arguments = graph.arguments.size(), layers = graph.layers.size();
  if (state.argument < 0 || state.argument >= arguments ||
      graph.arguments[state.argument].role != Role::state)
    return fail("expected '{0}' to renew a state, got argument {1}", state.kind,
                state.argument);
  if (state.layer < -1 || state.layer >= layers ||
      (state.layer >= 0 && !graph.layers[state.layer].isFold()))
    return fail("expected '{0}' to run behind a layer that folds rows, or "
                "before all, got layer {1}",
                state.kind, state.layer);
  for (const Read &read : state.reads) {
    bool isArgument = read.kind == Read::Kind::argument && read.index >= 0 &&
                      read.index < arguments;
    bool isFolded = read.kind == Read::Kind::tensor && state.layer >= 0 &&
                    read.index == graph.layers[state.layer].result;
    if (!isArgument && !isFolded)
      return fail("expected '{0}' to read arguments of the graph and the fold "
                  "behind which it runs, got number {1} of something else",
                  state.kind, read.index);
  }
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
  if (llvm::Error error =
          checkReads(graph, layer, layer.reads, /*inGradient=*/false))
    return error;
  if (llvm::Error error =
          checkReads(graph, layer, layer.maskReads, /*inGradient=*/true))
    return error;
  if (llvm::Error error = checkMarks(layer, layer.maskReads))
    return error;
  for (const Gradient &gradient : layer.gradients)
    if (llvm::Error error = checkGradient(graph, layer, gradient))
      return error;
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
  for (const Argument &argument : arguments)
    if (argument.bytes < 0)
      return fail("expected the bytes of argument '{0}' to be positive, got "
                  "{1}",
                  argument.name, argument.bytes);
  if (outputs.empty())
    return fail("expected a graph with outputs");
  for (int output : outputs)
    if (output < 0 || output >= static_cast<int>(tensors.size()))
      return fail("expected outputs to be tensors, got {0}", output);
  if (!outputLayouts.empty() && outputLayouts.size() != outputs.size())
    return fail("expected layouts of {0} outputs, got {1}", outputs.size(),
                outputLayouts.size());
  for (const State &state : states)
    if (llvm::Error error = checkState(*this, state))
      return error;
  return llvm::Error::success();
}

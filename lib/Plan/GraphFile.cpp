//===- GraphFile.cpp - Graphs as JSON -------------------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Fail.h"
#include "JsonReader.h"
#include "lrcnn/Plan/Graph.h"
#include <cmath>

using namespace lrcnn::plan;
namespace plan = lrcnn::plan;
namespace json = llvm::json;

//===----------------------------------------------------------------------===//
// Words
//===----------------------------------------------------------------------===//

static constexpr std::pair<Role, llvm::StringLiteral> kRoles[] = {
    {Role::activation, "activation"},
    {Role::parameter, "parameter"},
    {Role::state, "state"}};

static constexpr std::pair<Read::Kind, llvm::StringLiteral> kReads[] = {
    {Read::Kind::tensor, "tensor"},
    {Read::Kind::argument, "argument"},
    {Read::Kind::gradient, "gradient"},
    {Read::Kind::partial, "partial"}};

template <typename T, size_t n>
static llvm::StringRef
toString(const std::pair<T, llvm::StringLiteral> (&words)[n], T value) {
  return llvm::find_if(words,
                       [&](const auto &word) { return word.first == value; })
      ->second;
}

//===----------------------------------------------------------------------===//
// Writing
//===----------------------------------------------------------------------===//

namespace lrcnn::plan {

template <typename Range>
static json::Array toArray(const Range &range) {
  json::Array array;
  for (const auto &item : range)
    array.push_back(toJson(item));
  return array;
}

/// The size of a tensor.
static json::Object getSizes(const Tensor &tensor) {
  return json::Object{
      {"name", tensor.name},         {"images", tensor.images},
      {"rows", tensor.rows},         {"width", tensor.width},
      {"channels", tensor.channels}, {"element_bytes", tensor.elementBytes}};
}

static json::Object toJson(const Tensor &tensor) {
  json::Object object = getSizes(tensor);
  object["producer"] = tensor.producer;
  object["has_gradient"] = tensor.hasGradient;
  object["role"] = toString(kRoles, tensor.role);
  object["layout"] = tensor.layout;
  return object;
}

static json::Object toJson(const Argument &argument) {
  return json::Object{{"name", argument.name},
                      {"role", toString(kRoles, argument.role)},
                      {"has_gradient", argument.hasGradient},
                      {"bytes", argument.bytes},
                      {"layout", argument.layout}};
}

static json::Object toJson(const Window &window) {
  if (window.all)
    return json::Object{{"all", true}};
  json::Object object{{"num", window.num},
                      {"den", window.den},
                      {"begin_offset", window.beginOffset},
                      {"end_offset", window.endOffset}};
  if (window.leastEnd != Window().leastEnd)
    object["least_end"] = window.leastEnd;
  if (window.greatestBegin != Window().greatestBegin)
    object["greatest_begin"] = window.greatestBegin;
  return object;
}

static json::Object toJson(const Operand &operand) {
  return json::Object{{"tensor", operand.tensor},
                      {"window", toJson(operand.window)},
                      {"gradient_reads", operand.gradientReads}};
}

static json::Object toJson(const Read &read) {
  json::Object object{{toString(kReads, read.kind), read.index}};
  if (read.packed)
    object["packed"] = true;
  return object;
}

static json::Object toJson(const Gradient &gradient) {
  json::Object object{{"kind", gradient.kind},
                      {"tensor", gradient.tensor},
                      {"argument", gradient.argument},
                      {"multiply_adds_per_row", gradient.macsPerRow},
                      {"reads", toArray(gradient.reads)},
                      {"accumulates", gradient.accumulates}};
  if (gradient.sums)
    object["sums"] = getSizes(*gradient.sums);
  return object;
}

static json::Object toJson(const State &state) {
  return json::Object{{"kind", state.kind},
                      {"argument", state.argument},
                      {"layer", state.layer},
                      {"reads", toArray(state.reads)}};
}

static json::Object toJson(const Layer &layer) {
  return json::Object{{"name", layer.name},
                      {"kind", layer.kind},
                      {"fused", json::Array(layer.fused)},
                      {"operands", toArray(layer.operands)},
                      {"result", layer.result},
                      {"reads", toArray(layer.reads)},
                      {"mask_reads", toArray(layer.maskReads)},
                      {"is_random", layer.isRandom},
                      {"accumulates", layer.accumulates},
                      {"multiply_adds_per_row", layer.macsPerRow},
                      {"filter_bytes", layer.filterBytes},
                      {"gradient_reads_result", layer.gradientReadsResult},
                      {"gradients", toArray(layer.gradients)}};
}

static void addMovedBytes(json::Object &object, MovedBytes moved) {
  object["bytes_per_row"] = moved.perRow;
  object["bytes_per_call"] = moved.perCall;
}

} // namespace lrcnn::plan

json::Object Graph::toJson() const {
  json::Array layerList, outputList;
  for (const Layer &layer : layers) {
    json::Object object = plan::toJson(layer);
    addMovedBytes(object, getMovedBytes(*this, layer));
    json::Array &list = *object.getArray("gradients");
    for (auto [gradient, item] : llvm::zip_equal(layer.gradients, list))
      addMovedBytes(*item.getAsObject(), getMovedBytes(*this, layer, gradient));
    layerList.push_back(std::move(object));
  }
  for (auto [number, tensor] : llvm::enumerate(outputs)) {
    OutputLayouts layouts =
        outputLayouts.empty() ? OutputLayouts() : outputLayouts[number];
    outputList.push_back(json::Object{{"tensor", tensor},
                                      {"layout", layouts.result},
                                      {"gradient_layout", layouts.gradient}});
  }
  return json::Object{{"tensors", toArray(tensors)},
                      {"arguments", toArray(arguments)},
                      {"layers", std::move(layerList)},
                      {"states", toArray(states)},
                      {"outputs", std::move(outputList)}};
}

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

template <typename T, size_t n>
static bool readWord(const std::pair<T, llvm::StringLiteral> (&words)[n],
                     llvm::StringRef text, T &value) {
  for (const auto &[known, word] : words)
    if (word == text) {
      value = known;
      return true;
    }
  return false;
}

/// Reads `role`.
static bool readRole(JsonReader &reader, Role &role) {
  std::string text;
  return reader.read("role", text) &&
         (readWord(kRoles, text, role) ||
          reader.report("role", "expected activation, parameter or state"));
}

static bool readSizes(JsonReader &reader, Tensor &tensor) {
  return reader.read("name", tensor.name) &&
         reader.read("images", tensor.images) &&
         reader.read("rows", tensor.rows) &&
         reader.read("width", tensor.width) &&
         reader.read("channels", tensor.channels) &&
         reader.read("element_bytes", tensor.elementBytes);
}

namespace lrcnn::plan {

static bool fromJSON(const json::Value &value, Tensor &tensor,
                     json::Path path) {
  JsonReader reader(value, path);
  return reader && readSizes(reader, tensor) &&
         reader.read("producer", tensor.producer) &&
         reader.read("has_gradient", tensor.hasGradient) &&
         readRole(reader, tensor.role) &&
         reader.read("layout", tensor.layout) && reader.finish();
}

static bool fromJSON(const json::Value &value, Argument &argument,
                     json::Path path) {
  JsonReader reader(value, path);
  return reader && reader.read("name", argument.name) &&
         readRole(reader, argument.role) &&
         reader.read("has_gradient", argument.hasGradient) &&
         reader.read("bytes", argument.bytes) &&
         reader.read("layout", argument.layout) && reader.finish();
}

static bool fromJSON(const json::Value &value, Window &window,
                     json::Path path) {
  JsonReader reader(value, path);
  if (!reader || !reader.readOptional("all", window.all))
    return false;
  if (window.all) {
    window = Window::barrier();
    return reader.finish();
  }
  return reader.read("num", window.num) && reader.read("den", window.den) &&
         reader.read("begin_offset", window.beginOffset) &&
         reader.read("end_offset", window.endOffset) &&
         reader.readOptional("least_end", window.leastEnd) &&
         reader.readOptional("greatest_begin", window.greatestBegin) &&
         reader.finish();
}

static bool fromJSON(const json::Value &value, Operand &operand,
                     json::Path path) {
  JsonReader reader(value, path);
  return reader && reader.read("tensor", operand.tensor) &&
         reader.read("window", operand.window) &&
         reader.read("gradient_reads", operand.gradientReads) &&
         reader.finish();
}

static bool fromJSON(const json::Value &value, Read &read, json::Path path) {
  JsonReader reader(value, path);
  if (!reader)
    return false;
  for (const auto &[kind, word] : kReads)
    if (value.getAsObject()->get(word)) {
      read.kind = kind;
      return reader.read(word, read.index) &&
             reader.readOptional("packed", read.packed) && reader.finish();
    }
  path.report("expected tensor, argument, gradient or partial");
  return false;
}

/// What `getMovedBytes` gives follows from the rest.
static bool readMovedBytes(JsonReader &reader) {
  MovedBytes moved;
  return reader.read("bytes_per_row", moved.perRow) &&
         reader.read("bytes_per_call", moved.perCall);
}

static bool fromJSON(const json::Value &value, Gradient &gradient,
                     json::Path path) {
  JsonReader reader(value, path);
  if (!reader || !reader.read("kind", gradient.kind) ||
      !reader.read("tensor", gradient.tensor) ||
      !reader.read("argument", gradient.argument) ||
      !reader.read("multiply_adds_per_row", gradient.macsPerRow) ||
      !reader.readList("reads", gradient.reads) ||
      !reader.read("accumulates", gradient.accumulates) ||
      !readMovedBytes(reader))
    return false;
  if (const json::Value *sums = value.getAsObject()->get("sums")) {
    JsonReader sizes(*sums, path.field("sums"));
    if (!sizes || !readSizes(sizes, gradient.sums.emplace()) || !sizes.finish())
      return false;
    reader.allow("sums");
  }
  return reader.finish();
}

static bool fromJSON(const json::Value &value, State &state, json::Path path) {
  JsonReader reader(value, path);
  return reader && reader.read("kind", state.kind) &&
         reader.read("argument", state.argument) &&
         reader.read("layer", state.layer) &&
         reader.readList("reads", state.reads) && reader.finish();
}

static bool fromJSON(const json::Value &value, Layer &layer, json::Path path) {
  JsonReader reader(value, path);
  return reader && reader.read("name", layer.name) &&
         reader.read("kind", layer.kind) &&
         reader.readList("fused", layer.fused) &&
         reader.readList("operands", layer.operands) &&
         reader.read("result", layer.result) &&
         reader.readList("reads", layer.reads) &&
         reader.readList("mask_reads", layer.maskReads) &&
         reader.read("is_random", layer.isRandom) &&
         reader.read("accumulates", layer.accumulates) &&
         reader.read("multiply_adds_per_row", layer.macsPerRow) &&
         reader.read("filter_bytes", layer.filterBytes) &&
         reader.read("gradient_reads_result", layer.gradientReadsResult) &&
         reader.readList("gradients", layer.gradients) &&
         readMovedBytes(reader) && reader.finish();
}

namespace {
/// An output with its layouts.
struct Output {
  int tensor = -1;
  OutputLayouts layouts;
};

bool fromJSON(const json::Value &value, Output &output, json::Path path) {
  JsonReader reader(value, path);
  return reader && reader.read("tensor", output.tensor) &&
         reader.read("layout", output.layouts.result) &&
         reader.read("gradient_layout", output.layouts.gradient) &&
         reader.finish();
}
} // namespace

static bool fromJSON(const json::Value &value, Graph &graph, json::Path path) {
  std::vector<Output> outputs;
  JsonReader reader(value, path);
  reader.allow("kernels");
  if (!reader || !reader.readList("tensors", graph.tensors) ||
      !reader.readList("arguments", graph.arguments) ||
      !reader.readList("layers", graph.layers) ||
      !reader.readList("states", graph.states) ||
      !reader.readList("outputs", outputs) || !reader.finish())
    return false;
  for (Output &output : outputs) {
    graph.outputs.push_back(output.tensor);
    graph.outputLayouts.push_back(std::move(output.layouts));
  }
  return true;
}

} // namespace lrcnn::plan

/// Checks that sums of bytes and of arithmetic fit into 63 bits, whatever the
/// plan: maps are no larger than the dialect's.
static llvm::Error checkSizes(const Graph &graph) {
  constexpr int64_t mostSize = int64_t(1) << 20;
  constexpr int64_t mostElements = int64_t(1) << 48;
  auto isSound = [&](const Tensor &tensor) {
    int64_t elements = 1;
    for (int64_t size :
         {tensor.images, tensor.rows, tensor.width, tensor.channels}) {
      elements = size > mostSize ? mostElements + 1 : elements * size;
      if (elements > mostElements)
        return false;
    }
    return tensor.elementBytes <= 8;
  };
  auto refuse = [](const Tensor &tensor) {
    return fail("expected maps of sizes from 1 to 2^20, in all at most 2^48, "
                "of elements of up to 8 bytes, got '{0}'",
                tensor.name);
  };
  for (const Tensor &tensor : graph.tensors)
    if (!isSound(tensor))
      return refuse(tensor);
  for (const Argument &argument : graph.arguments)
    if (argument.bytes > mostElements * 8)
      return fail("expected arguments of up to 2^51 bytes, got '{0}'",
                  argument.name);
  double macs = 0;
  for (const Layer &layer : graph.layers) {
    const Tensor &result = graph.tensors[layer.result];
    double rows = static_cast<double>(result.rows) * result.images;
    macs += rows * layer.macsPerRow;
    for (const Gradient &gradient : layer.gradients) {
      macs += rows * gradient.macsPerRow;
      if (gradient.sums && !isSound(*gradient.sums))
        return refuse(*gradient.sums);
    }
  }
  if (macs > std::ldexp(1.0, 58))
    return fail("expected at most 2^58 multiply-adds in a step, got {0}", macs);
  return llvm::Error::success();
}

/// Checks the bytes that `object` says a kernel of `layer` moves.
static llvm::Error checkMovedBytes(const json::Object &object,
                                   const Layer &layer, MovedBytes moved) {
  for (auto [key, bytes] : {std::pair("bytes_per_row", moved.perRow),
                            std::pair("bytes_per_call", moved.perCall)})
    if (object.getInteger(key) != bytes)
      return fail("expected '{0}' of layer '{1}', or of its gradient layer, to "
                  "be {2}, as what it reads says, got {3}",
                  key, layer.name, bytes, *object.getInteger(key));
  return llvm::Error::success();
}

llvm::Expected<Graph> lrcnn::plan::parseGraph(const json::Value &file) {
  Graph graph;
  json::Path::Root root("problem");
  if (!fromJSON(file, graph, root))
    return root.getError();
  if (llvm::Error error = graph.check())
    return error;
  if (llvm::Error error = checkSizes(graph))
    return error;
  const json::Array &layers = *file.getAsObject()->getArray("layers");
  for (auto [layer, item] : llvm::zip_equal(graph.layers, layers)) {
    const json::Object &object = *item.getAsObject();
    if (llvm::Error error =
            checkMovedBytes(object, layer, getMovedBytes(graph, layer)))
      return error;
    for (auto [gradient, of] :
         llvm::zip_equal(layer.gradients, *object.getArray("gradients")))
      if (llvm::Error error = checkMovedBytes(
              *of.getAsObject(), layer, getMovedBytes(graph, layer, gradient)))
        return error;
  }
  return graph;
}

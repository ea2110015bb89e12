//===- Problem.cpp - All that a plan is made for --------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Plan/Problem.h"
#include "Fail.h"
#include "JsonReader.h"
#include "llvm/Support/MathExtras.h"

using namespace lrcnn::plan;
namespace json = llvm::json;

//===----------------------------------------------------------------------===//
// Writing
//===----------------------------------------------------------------------===//

static json::Object toObject(const KernelTraits &traits) {
  return json::Object{{"filter_bytes", traits.filter},
                      {"accumulator_bytes", traits.accumulator},
                      {"overwrites_mask", traits.overwritesMask}};
}

json::Object Problem::toJson() const {
  json::Array layers;
  for (const LayerKernels &of : kernels.layers) {
    json::Object object = toObject(of.layer);
    json::Array gradients;
    for (const KernelTraits &gradient : of.gradients)
      gradients.push_back(toObject(gradient));
    object["gradients"] = std::move(gradients);
    layers.push_back(std::move(object));
  }
  json::Object object = graph.toJson();
  object["kernels"] =
      json::Object{{"alignment", kernels.alignment},
                   {"has_offload", kernels.hasOffload},
                   {"has_narrow_storage", kernels.hasNarrowStorage},
                   {"layers", std::move(layers)}};
  return object;
}

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

static bool readTraits(JsonReader &reader, KernelTraits &traits) {
  return reader.read("filter_bytes", traits.filter) &&
         reader.read("accumulator_bytes", traits.accumulator) &&
         reader.read("overwrites_mask", traits.overwritesMask);
}

namespace lrcnn::plan {

static bool fromJSON(const json::Value &value, KernelTraits &traits,
                     json::Path path) {
  JsonReader reader(value, path);
  return reader && readTraits(reader, traits) && reader.finish();
}

static bool fromJSON(const json::Value &value, LayerKernels &layer,
                     json::Path path) {
  JsonReader reader(value, path);
  return reader && readTraits(reader, layer.layer) &&
         reader.readList("gradients", layer.gradients) && reader.finish();
}

static bool fromJSON(const json::Value &value, Kernels &kernels,
                     json::Path path) {
  JsonReader reader(value, path);
  return reader && reader.read("alignment", kernels.alignment) &&
         reader.read("has_offload", kernels.hasOffload) &&
         reader.read("has_narrow_storage", kernels.hasNarrowStorage) &&
         reader.readList("layers", kernels.layers) && reader.finish();
}

} // namespace lrcnn::plan

/// Checks that `kernels` are those of `graph`, with bytes that can be counted.
static llvm::Error check(const Graph &graph, const Kernels &kernels) {
  constexpr int64_t mostAlignment = int64_t(1) << 21;
  constexpr int64_t mostBytes = int64_t(1) << 48;
  if (kernels.alignment < 1 || kernels.alignment > mostAlignment ||
      !llvm::isPowerOf2_64(kernels.alignment))
    return fail("expected the alignment of kernels to be a power of two up to "
                "2 MiB, got {0}",
                kernels.alignment);
  if (kernels.layers.empty())
    return llvm::Error::success();
  if (kernels.layers.size() != graph.layers.size())
    return fail("expected the kernels of {0} layers, got {1}",
                graph.layers.size(), kernels.layers.size());
  auto isSound = [](const KernelTraits &traits) {
    return traits.filter >= 0 && traits.filter <= mostBytes &&
           traits.accumulator >= 0 && traits.accumulator <= mostBytes;
  };
  for (auto [layer, of] : llvm::zip_equal(graph.layers, kernels.layers)) {
    if (of.gradients.size() != layer.gradients.size())
      return fail("expected the kernels of {0} gradient layers of '{1}', got "
                  "{2}",
                  layer.gradients.size(), layer.name, of.gradients.size());
    if (!isSound(of.layer) || !llvm::all_of(of.gradients, isSound))
      return fail("expected filters and accumulators of '{0}' of 0 to 2^48 "
                  "bytes",
                  layer.name);
  }
  return llvm::Error::success();
}

llvm::Expected<Problem> lrcnn::plan::parseProblem(const json::Value &file) {
  llvm::Expected<Graph> graph = parseGraph(file);
  if (!graph)
    return graph.takeError();
  Problem problem;
  problem.graph = std::move(*graph);
  const json::Value *kernels = file.getAsObject()->get("kernels");
  json::Path::Root root("problem");
  if (kernels &&
      !fromJSON(*kernels, problem.kernels, json::Path(root).field("kernels")))
    return root.getError();
  if (llvm::Error error = ::check(problem.graph, problem.kernels))
    return error;
  return problem;
}

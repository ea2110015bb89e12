//===- PlanFile.cpp - Plans as JSON ---------------------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Fail.h"
#include "lrcnn/Plan/Plan.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace lrcnn::plan;
using llvm::Expected;
using llvm::StringRef;

/// Checks that `json` has the keys of a segment, each of its kind, and no
/// others.
static llvm::Error checkKeys(const llvm::json::Object &json) {
  for (const auto &[key, value] : json)
    if (!llvm::is_contained(
            {"end", "strategy", "rows", "batch_tiles", "cuts", "checkpoint"},
            StringRef(key)))
      return fail("expected end, strategy, rows, batch_tiles, cuts or "
                  "checkpoint in a plan file's segment, got '{0}'",
                  StringRef(key));
  for (StringRef key : {"rows", "batch_tiles"})
    if (json.get(key) && !json.getInteger(key))
      return fail("expected '{0}' of a plan file's segment to be a whole "
                  "number",
                  key);
  if (json.get("checkpoint") && !json.getBoolean("checkpoint"))
    return fail("expected 'checkpoint' of a plan file's segment to be true or "
                "false");
  return llvm::Error::success();
}

/// How many layers there are up to and with the kernel in which the layer named
/// `name` runs, whichever of the kernel's layers it is; 0 if there is none.
static int64_t countThrough(const Graph &graph, StringRef name) {
  for (auto [number, layer] : llvm::enumerate(graph.layers))
    if (layer.name == name || llvm::is_contained(layer.fused, name))
      return graph.countThrough(number);
  return 0;
}

/// The layer that `json` ends at: a number of layers, or a layer's name.
static Expected<int> parseEnd(const Graph &graph,
                              const llvm::json::Object &json, int firstLayer) {
  int64_t layers = graph.countThrough(graph.layers.size() - 1);
  int64_t before = graph.countThrough(firstLayer - 1);
  int64_t end = json.getInteger("end").value_or(0);
  if (std::optional<StringRef> name = json.getString("end"))
    end = countThrough(graph, *name);
  if (end <= before || end > layers)
    return fail("expected 'end' of a plan file's segment to be a layer after "
                "{0} and up to {1}, as a number or a layer's name",
                before, layers);
  int layer = graph.getLayerThatEndsAt(end);
  if (layer < 0)
    return fail("expected 'end' of a plan file's segment to be between "
                "kernels, got layer {0}, which runs in one kernel with layer "
                "{1}",
                end, end + 1);
  return layer;
}

static Expected<std::vector<int64_t>>
parseCuts(const llvm::json::Object &json) {
  const llvm::json::Array *cuts = json.getArray("cuts");
  if (!cuts)
    return fail("expected 'cuts' of a plan file's segment to be an array");
  // NAME.json gives both, so that a plan can be read back from it.
  int64_t count = cuts->size();
  if (int64_t tiles = json.getInteger("rows").value_or(count); tiles != count)
    return fail("expected 'rows' of a plan file's segment to be the number of "
                "its 'cuts', {0}, got {1}",
                count, tiles);
  std::vector<int64_t> values;
  for (const llvm::json::Value &cut : *cuts) {
    if (!cut.getAsInteger())
      return fail("expected 'cuts' of a plan file's segment to be whole "
                  "numbers");
    values.push_back(*cut.getAsInteger());
  }
  if (values.empty())
    return fail("expected at least one cut in a plan file's segment");
  return values;
}

static Expected<Segment> parseSegment(const Graph &graph,
                                      const llvm::json::Object &json,
                                      int firstLayer) {
  Expected<int> last = parseEnd(graph, json, firstLayer);
  if (!last)
    return last.takeError();
  StringRef name = json.getString("strategy").value_or("");
  std::optional<Strategy> strategy = parseStrategy(name);
  if (!strategy)
    return fail("expected 'strategy' of a plan file's segment to be store, "
                "recompute, overlap or two_phase, got '{0}'",
                name);
  if (llvm::Error error = checkKeys(json))
    return error;
  int64_t batchTiles = json.getInteger("batch_tiles").value_or(1);
  bool checkpoint = json.getBoolean("checkpoint").value_or(true);
  if (!json.get("cuts"))
    return makeSegment(graph, firstLayer, *last + 1, *strategy,
                       json.getInteger("rows").value_or(1), batchTiles,
                       checkpoint);
  Expected<std::vector<int64_t>> cuts = parseCuts(json);
  if (!cuts)
    return cuts.takeError();
  return Segment{firstLayer, *last + 1, *strategy,
                 batchTiles, *cuts,     checkpoint};
}

/// The layer that `item`, a number or a name, says: one that a kernel ends
/// with.
static Expected<int> parseLayer(const Graph &graph,
                                const llvm::json::Value &item, StringRef key) {
  int64_t end = item.getAsInteger().value_or(-1);
  end = end < 0 || end >= graph.countThrough(graph.layers.size() - 1) ? 0
                                                                      : end + 1;
  if (std::optional<StringRef> name = item.getAsString())
    end = countThrough(graph, *name);
  int layer = end > 0 ? graph.getLayerThatEndsAt(end) : -1;
  if (layer < 0)
    return fail("expected '{0}' of a plan file to list layers that a kernel "
                "ends with, by number or name, got {1}",
                key, item);
  return layer;
}

/// Gives the layers that `root` lists as `key` the value `value` in `values`,
/// which are those of tensors; `others` are the keys of other values.
template <typename T>
static llvm::Error parseList(const Graph &graph, const llvm::json::Object &root,
                             StringRef key, T value, StringRef others,
                             std::vector<T> &values) {
  const llvm::json::Value *list = root.get(key);
  if (!list)
    return llvm::Error::success();
  if (!list->getAsArray())
    return fail("expected '{0}' of a plan file to be a list of layers", key);
  values.resize(graph.tensors.size());
  for (const llvm::json::Value &item : *list->getAsArray()) {
    Expected<int> layer = parseLayer(graph, item, key);
    if (!layer)
      return layer.takeError();
    T &of = values[graph.layers[*layer].result];
    if (of != T())
      return fail("expected each layer once in {0} of a plan file, got {1} "
                  "again",
                  others, item);
    of = value;
  }
  return llvm::Error::success();
}

static Expected<Takeover> parseTakeover(const Graph &graph,
                                        const llvm::json::Value &item) {
  const llvm::json::Object *object = item.getAsObject();
  const llvm::json::Value *layer =
      object ? object->get("gradient_of") : nullptr;
  const llvm::json::Value *of = object ? object->get("of") : nullptr;
  StringRef over = object ? object->getString("over").value_or("") : "";
  if (!layer || !of || object->size() != 3 ||
      (over != "value" && over != "gradient"))
    return fail("expected gradient_of, over (value or gradient) and of in each "
                "of 'takeovers' of a plan file, got {0}",
                item);
  Expected<int> taker = parseLayer(graph, *layer, "takeovers");
  if (!taker)
    return taker.takeError();
  Expected<int> taken = parseLayer(graph, *of, "takeovers");
  if (!taken)
    return taken.takeError();
  return Takeover{graph.layers[*taker].result,
                  over == "value" ? Takeover::Of::value
                                  : Takeover::Of::gradient,
                  graph.layers[*taken].result};
}

static llvm::Error parseTakeovers(const Graph &graph,
                                  const llvm::json::Object &root, Plan &plan) {
  const llvm::json::Value *list = root.get("takeovers");
  if (!list)
    return llvm::Error::success();
  if (!list->getAsArray())
    return fail("expected 'takeovers' of a plan file to be a list");
  plan.takeovers.emplace();
  for (const llvm::json::Value &item : *list->getAsArray()) {
    Expected<Takeover> takeover = parseTakeover(graph, item);
    if (!takeover)
      return takeover.takeError();
    plan.takeovers->push_back(*takeover);
  }
  return llvm::Error::success();
}

static llvm::Error parseSegments(const Graph &graph,
                                 const llvm::json::Array &list, Plan &plan) {
  int firstLayer = 0;
  for (const llvm::json::Value &item : list) {
    const llvm::json::Object *object = item.getAsObject();
    if (!object)
      return fail("expected each segment of the plan file to be an object");
    Expected<Segment> segment = parseSegment(graph, *object, firstLayer);
    if (!segment)
      return segment.takeError();
    firstLayer = segment->endLayer;
    plan.segments.push_back(std::move(*segment));
  }
  return llvm::Error::success();
}

Expected<Plan> lrcnn::plan::parsePlan(const Graph &graph,
                                      const llvm::json::Value &file) {
  const llvm::json::Object *root = file.getAsObject();
  const llvm::json::Array *list = root ? root->getArray("segments") : nullptr;
  if (!list || list->empty())
    return fail("expected the plan file to be an object with 'segments'");
  for (const auto &[key, value] : *root)
    if (!llvm::is_contained({"segments", "kept", "offloaded", "again", "remade",
                             "bf16", "takeovers"},
                            StringRef(key)))
      return fail("expected segments, kept, offloaded, again, remade, bf16 or "
                  "takeovers in a plan file, got '{0}'",
                  StringRef(key));
  Plan plan;
  if (llvm::Error error = parseSegments(graph, *list, plan))
    return error;
  for (auto [key, fate] :
       {std::pair("kept", Fate::kept), std::pair("offloaded", Fate::offloaded),
        std::pair("again", Fate::again), std::pair("remade", Fate::remade)})
    if (llvm::Error error =
            parseList(graph, *root, key, fate,
                      "'kept', 'offloaded', 'again' and 'remade'", plan.fates))
      return error;
  if (llvm::Error error = parseList(graph, *root, "bf16", StorageType::bf16,
                                    "'bf16'", plan.storage))
    return error;
  if (llvm::Error error = parseTakeovers(graph, *root, plan))
    return error;
  return plan;
}

Expected<Plan> lrcnn::plan::readPlan(const Graph &graph, StringRef path,
                                     StringRef text) {
  if (!path.empty() && !text.empty())
    return fail("expected a plan's file or its text, got both");
  auto buffer = path.empty() ? llvm::MemoryBuffer::getMemBuffer(text)
                             : llvm::MemoryBuffer::getFile(path);
  if (!buffer)
    return fail("cannot read plan file '{0}': {1}", path,
                buffer.getError().message());
  Expected<llvm::json::Value> json = llvm::json::parse((*buffer)->getBuffer());
  if (!json)
    return fail("cannot parse {0}: {1}",
                path.empty() ? "the plan" : "plan file '" + path.str() + "'",
                llvm::toString(json.takeError()));
  return parsePlan(graph, *json);
}

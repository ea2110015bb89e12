//===- Profile.cpp - How long calls take on a machine ---------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Plan/Profile.h"
#include "Fail.h"
#include "JsonReader.h"
#include "llvm/Support/MemoryBuffer.h"
#include <cmath>

using namespace lrcnn::plan;
namespace json = llvm::json;

//===----------------------------------------------------------------------===//
// As data
//===----------------------------------------------------------------------===//

/// What the rate of a kernel with so many summands counts.
static llvm::StringLiteral getUnit(int64_t summands) {
  return summands > 0 ? llvm::StringLiteral("multiply_adds_per_second")
                      : llvm::StringLiteral("bytes_per_second");
}

json::Object Profile::toJson() const {
  json::Array list;
  for (const auto &[shape, perSecond] : rates)
    list.push_back(json::Object{{"kind", shape.kind},
                                {"channels", shape.channels},
                                {"width", shape.width},
                                {"summands", shape.summands},
                                {"rows", shape.rows},
                                {getUnit(shape.summands), perSecond}});
  return json::Object{{"machine", machine},
                      {"threads", threads},
                      {"kernels", std::move(list)},
                      {"copy_bytes_per_second", copyRate},
                      {"keep_bytes_per_second", keepRate},
                      {"pack_bytes_per_second", packRate},
                      {"seconds_per_call", secondsPerCall}};
}

namespace lrcnn::plan {

static bool fromJSON(const json::Value &value, KernelRate &rate,
                     json::Path path) {
  JsonReader reader(value, path);
  KernelShape &shape = rate.shape;
  return reader && reader.read("kind", shape.kind) &&
         reader.read("channels", shape.channels) &&
         reader.read("width", shape.width) &&
         reader.read("summands", shape.summands) &&
         reader.read("rows", shape.rows) &&
         reader.read(getUnit(shape.summands), rate.perSecond) &&
         reader.finish();
}

static bool fromJSON(const json::Value &value, Profile &profile,
                     json::Path path) {
  JsonReader reader(value, path);
  return reader && reader.read("machine", profile.machine) &&
         reader.read("threads", profile.threads) &&
         reader.readList("kernels", profile.rates) &&
         reader.read("copy_bytes_per_second", profile.copyRate) &&
         reader.read("keep_bytes_per_second", profile.keepRate) &&
         reader.read("pack_bytes_per_second", profile.packRate) &&
         reader.read("seconds_per_call", profile.secondsPerCall) &&
         reader.finish();
}

} // namespace lrcnn::plan

llvm::Expected<Profile> lrcnn::plan::parseProfile(const json::Value &file) {
  Profile profile;
  json::Path::Root root("profile");
  if (!fromJSON(file, profile, root))
    return root.getError();
  if (llvm::Error error = profile.check())
    return error;
  return profile;
}

llvm::Expected<Profile> lrcnn::plan::readProfile(llvm::StringRef path) {
  auto buffer = llvm::MemoryBuffer::getFile(path);
  if (!buffer)
    return llvm::createFileError(path, buffer.getError());
  llvm::Expected<json::Value> file = json::parse((*buffer)->getBuffer());
  if (!file)
    return llvm::createFileError(path, file.takeError());
  llvm::Expected<Profile> profile = parseProfile(*file);
  if (!profile)
    return llvm::createFileError(path, profile.takeError());
  return profile;
}

//===----------------------------------------------------------------------===//
// Checks
//===----------------------------------------------------------------------===//

llvm::Error Profile::check() const {
  auto isRate = [](double rate) { return std::isfinite(rate) && rate > 0; };
  if (!isRate(copyRate) || !isRate(keepRate) || !isRate(packRate))
    return fail("expected positive rates of copies, boundaries and packing in "
                "a profile");
  if (!std::isfinite(secondsPerCall) || secondsPerCall < 0)
    return fail("expected seconds per call of 0 or more in a profile, got {0}",
                secondsPerCall);
  if (threads < 1)
    return fail("expected a profile of at least one thread, got {0}", threads);
  for (const auto &[shape, perSecond] : rates) {
    if (!isRate(perSecond))
      return fail("expected a positive rate of '{0}' in a profile, got {1}",
                  shape.kind, perSecond);
    if (shape.channels < 1 || shape.width < 1 || shape.rows < 1 ||
        shape.summands < 0)
      return fail("expected sizes of '{0}' in a profile to be positive",
                  shape.kind);
  }
  for (bool hasSummands : {false, true})
    if (llvm::none_of(rates, [&](const KernelRate &rate) {
          return rate.shape.kind.empty() &&
                 (rate.shape.summands > 0) == hasSummands;
        }))
      return fail("expected a profile to have {0} of kind '', for kernels of "
                  "other kinds",
                  getUnit(hasSummands));
  return llvm::Error::success();
}

//===----------------------------------------------------------------------===//
// Rates
//===----------------------------------------------------------------------===//

/// By which factors two shapes of one kind differ, as a sum of logarithms.
static double getDistance(const KernelShape &lhs, const KernelShape &rhs) {
  auto factor = [](int64_t a, int64_t b) {
    return std::abs(std::log2(static_cast<double>(a) / b));
  };
  return factor(lhs.channels, rhs.channels) + factor(lhs.width, rhs.width) +
         factor(lhs.rows, rhs.rows) +
         (lhs.summands > 0 ? factor(lhs.summands, rhs.summands) : 0);
}

double Profile::getRate(const KernelShape &shape) const {
  auto isAlike = [&](const KernelRate &rate, llvm::StringRef kind) {
    return rate.shape.kind == kind &&
           (rate.shape.summands > 0) == (shape.summands > 0);
  };
  bool isKnown = llvm::any_of(
      rates, [&](const KernelRate &rate) { return isAlike(rate, shape.kind); });
  double least = std::numeric_limits<double>::infinity(), perSecond = 0;
  for (const KernelRate &rate : rates) {
    if (!isAlike(rate, isKnown ? shape.kind : ""))
      continue;
    double distance = getDistance(shape, rate.shape);
    if (distance < least) {
      least = distance;
      perSecond = rate.perSecond;
    }
  }
  return perSecond;
}

//===----------------------------------------------------------------------===//
// A step
//===----------------------------------------------------------------------===//

namespace {
/// Adds up the seconds of calls.
class CallTimer {
public:
  CallTimer(const Graph &graph, const Schedule &schedule,
            const Profile &profile)
      : graph(graph), schedule(schedule), profile(profile) {}

  double getSeconds(const Entry &entry) const;

private:
  double getSeconds(const Block &block, const Call &call) const;
  double getKernelSeconds(const Block &block, const Call &call) const;
  /// Of rows that are read, and written or added to `streams` - 1 times.
  double getCopySeconds(const Call &call, double rate, int64_t streams) const;
  double getPackSeconds(const Call &call) const;
  /// By tile: the rows that the arithmetic and the bytes of a kernel go with.
  std::vector<int64_t> countRows(const Block &block, const Call &call) const;

  const Graph &graph;
  const Schedule &schedule;
  const Profile &profile;
};
} // namespace

std::vector<int64_t> CallTimer::countRows(const Block &block,
                                          const Call &call) const {
  const Layer &layer = graph.layers[call.layer];
  if (!block.isLoop && !layer.isFold())
    return {graph.tensors[layer.result].rows};
  const std::vector<Rows> &counted =
      call.limit.empty() || layer.isFold() ? call.rows : call.limit;
  std::vector<int64_t> counts;
  for (auto [rows, part] : llvm::zip_equal(call.rows, counted))
    counts.push_back(rows.empty() ? 0 : part.size());
  return counts;
}

double CallTimer::getKernelSeconds(const Block &block, const Call &call) const {
  const Layer &layer = graph.layers[call.layer];
  const Tensor &result = graph.tensors[layer.result];
  const Gradient *gradient =
      call.gradient < 0 ? nullptr : &layer.gradients[call.gradient];
  MovedBytes moved = gradient ? getMovedBytes(graph, layer, *gradient)
                              : getMovedBytes(graph, layer);
  int64_t macs = gradient ? gradient->macsPerRow : layer.macsPerRow;
  int64_t images =
      layer.isFold() ? graph.tensors[layer.getFolded()].images : result.images;
  const Tensor &shaped =
      layer.isFold() ? graph.tensors[layer.getFolded()] : result;
  KernelShape shape = {gradient ? gradient->kind : layer.kind, shaped.channels,
                       shaped.width};
  if (macs > 0)
    shape.summands =
        std::max<int64_t>(1, macs / (result.width * result.channels));
  double seconds = 0;
  for (int64_t rows : countRows(block, call)) {
    if (rows == 0)
      continue;
    shape.rows = rows;
    double amount = macs > 0
                        ? static_cast<double>(macs) * rows * images
                        : static_cast<double>(moved.perRow) * rows * images +
                              moved.perCall * block.batchTiles;
    seconds += amount / profile.getRate(shape);
  }
  return seconds;
}

double CallTimer::getCopySeconds(const Call &call, double rate,
                                 int64_t streams) const {
  const Tensor &tensor = graph.tensors[graph.layers[call.layer].result];
  int64_t count = 0;
  for (Rows rows : call.rows)
    count += rows.size();
  return static_cast<double>(count) * tensor.images * tensor.rowBytes() *
         streams / rate;
}

double CallTimer::getPackSeconds(const Call &call) const {
  int64_t bytes = 0;
  for (int storage : {call.reads.front(), call.write}) {
    const Storage &of = schedule.storages[storage];
    bytes += of.kind == Storage::Kind::argument ||
                     of.kind == Storage::Kind::argumentGradient
                 ? graph.arguments[of.index].bytes
                 : of.bytes;
  }
  return bytes / profile.packRate;
}

double CallTimer::getSeconds(const Block &block, const Call &call) const {
  switch (call.kind) {
  case Call::Kind::layer:
  case Call::Kind::gradient:
    return getKernelSeconds(block, call);
  case Call::Kind::passOn:
  case Call::Kind::output:
  case Call::Kind::seed:
  case Call::Kind::outside:
    return getCopySeconds(call, profile.copyRate, call.addFrom.empty() ? 2 : 3);
  case Call::Kind::state:
    return 0;
  case Call::Kind::pack:
  case Call::Kind::unpack:
    return getPackSeconds(call);
  case Call::Kind::keep:
  case Call::Kind::restore:
    return getCopySeconds(call, profile.keepRate, 2);
  }
  llvm_unreachable("unknown kind of call");
}

double CallTimer::getSeconds(const Entry &entry) const {
  double seconds = 0;
  for (const Block &block : entry)
    for (const Call &call : block.calls) {
      int64_t times = block.isLoop ? block.batchTiles * block.tiles : 1;
      seconds += getSeconds(block, call) + times * profile.secondsPerCall;
    }
  return seconds;
}

StepSeconds lrcnn::plan::getSeconds(const Graph &graph,
                                    const Schedule &schedule,
                                    const Profile &profile) {
  CallTimer timer(graph, schedule, profile);
  return {timer.getSeconds(schedule.forward),
          timer.getSeconds(schedule.backward)};
}

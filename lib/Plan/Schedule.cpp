//===- Schedule.cpp - Every call and every buffer of a program ------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Plan/Schedule.h"
#include "Fail.h"
#include "ScheduleBuilder.h"

using namespace lrcnn::plan;

//===----------------------------------------------------------------------===//
// Lifetimes
//===----------------------------------------------------------------------===//

namespace {
/// Numbers the calls of an entry and extends the lifetimes of what they use. A
/// buffer that is declared outside of a loop and used in it is alive in the
/// whole loop; one declared inside is alive between its uses in the body, as
/// each iteration writes it anew.
class LifetimeBuilder {
public:
  LifetimeBuilder(std::vector<Storage> &storages, std::vector<int> &order)
      : storages(storages), order(order) {}

  int64_t build(const Entry &entry, int64_t position) {
    for (const Block &block : entry) {
      int64_t begin = position, end = position + block.calls.size();
      for (const Call &call : block.calls) {
        extend(call, /*inLoop=*/block.isLoop, position, position);
        ++position;
      }
      if (block.isLoop)
        for (const Call &call : block.calls)
          extend(call, /*inLoop=*/false, begin, end - 1);
    }
    return position;
  }

private:
  void extend(const Call &call, bool inLoop, int64_t begin, int64_t end) {
    for (int storage : call.reads)
      extend(storage, inLoop, begin, end);
    extend(call.write, inLoop, begin, end);
  }
  void extend(int number, bool inLoop, int64_t begin, int64_t end) {
    Storage &storage = storages[number];
    if (!storage.isBuffer() || storage.inLoop != inLoop)
      return;
    if (storage.live.first < 0)
      order.push_back(number);
    storage.live.extend(begin, end);
  }

  std::vector<Storage> &storages;
  std::vector<int> &order;
};
} // namespace

static void setLifetimes(Schedule &schedule) {
  LifetimeBuilder step(schedule.storages, schedule.step);
  schedule.backwardBegin = step.build(schedule.forward, 0);
  step.build(schedule.backward, schedule.backwardBegin);
  std::vector<int> inference;
  LifetimeBuilder(schedule.storages, inference).build(schedule.inference, 0);
}

//===----------------------------------------------------------------------===//
// What a target can do
//===----------------------------------------------------------------------===//

/// Checks that the kernel which gives the gradient of `tensor` can write it
/// over the value.
static llvm::Error checkOverwrites(const Graph &graph, const Kernels &kernels,
                                   int tensor) {
  for (auto [layer, of] : llvm::zip_equal(graph.layers, kernels.layers))
    for (auto [gradient, traits] :
         llvm::zip_equal(layer.gradients, of.gradients))
      if (gradient.tensor == tensor && !traits.overwritesMask)
        return fail("expected a target whose kernel of '{0}' can write the "
                    "gradient of '{1}' over its value; leave this takeover "
                    "out",
                    gradient.kind, graph.tensors[tensor].name);
  return llvm::Error::success();
}

llvm::Error lrcnn::plan::checkKernels(const Graph &graph, const Plan &plan,
                                      const Kernels &kernels) {
  for (auto [tensor, fate] : llvm::enumerate(plan.fates))
    if (fate == Fate::offloaded && !kernels.hasOffload)
      return fail("expected a target that can offload to the host's memory for "
                  "'{0}'; keep it instead",
                  graph.tensors[tensor].name);
  for (auto [tensor, type] : llvm::enumerate(plan.storage))
    if (type != StorageType::native && !kernels.hasNarrowStorage)
      return fail("expected a target that can store '{0}' as bf16; leave its "
                  "storage type out",
                  graph.tensors[tensor].name);
  if (!plan.takeovers || kernels.layers.empty())
    return llvm::Error::success();
  for (const Takeover &takeover : *plan.takeovers)
    if (takeover.tensor == takeover.from)
      if (llvm::Error error = checkOverwrites(graph, kernels, takeover.tensor))
        return error;
  return llvm::Error::success();
}

//===----------------------------------------------------------------------===//
// The schedule
//===----------------------------------------------------------------------===//

Schedule lrcnn::plan::makeSchedule(const Graph &graph, const Plan &plan,
                                   const Kernels &kernels) {
  return makeSchedule(graph, plan, kernels, computeTilings(graph, plan));
}

Schedule lrcnn::plan::makeSchedule(const Graph &graph, const Plan &plan,
                                   const Kernels &kernels,
                                   std::vector<SegmentTiling> tilings) {
  Schedule schedule =
      ScheduleBuilder(graph, plan, kernels, std::move(tilings)).build();
  setLifetimes(schedule);
  return schedule;
}

//===----------------------------------------------------------------------===//
// Memory
//===----------------------------------------------------------------------===//

StepBuffers lrcnn::plan::getStepBuffers(const Schedule &schedule) {
  StepBuffers step = {{}, schedule.backwardBegin, schedule.alignment};
  step.buffers.reserve(schedule.step.size());
  for (int number : schedule.step) {
    const Storage &storage = schedule.storages[number];
    // The forward pass uses what it has not stashed yet, the backward pass what
    // it no longer needs.
    step.buffers.push_back({storage.name, storage.bytes, storage.live.first,
                            storage.live.last,
                            storage.inStash ? Arena::stash : Arena::either});
  }
  return step;
}

StepMemory lrcnn::plan::getStepMemory(llvm::ArrayRef<Buffer> buffers,
                                      const Placement &placement,
                                      int64_t backwardBegin) {
  StepMemory memory;
  memory.stash = placement.stashBytes;
  for (auto [buffer, place] : llvm::zip_equal(buffers, placement.places)) {
    if (place.arena == Arena::stash)
      continue;
    int64_t &bytes =
        buffer.firstUse >= backwardBegin ? memory.backward : memory.forward;
    bytes = std::max(bytes, place.offset + buffer.bytes);
  }
  return memory;
}

CallerBytes lrcnn::plan::getCallerBytes(const Graph &graph) {
  CallerBytes bytes;
  auto getBytes = [](const Tensor &tensor) {
    return tensor.images * tensor.rows * tensor.rowBytes();
  };
  for (const Tensor &tensor : graph.tensors) {
    if (tensor.producer >= 0)
      continue;
    bytes.forward += getBytes(tensor);
    if (tensor.role == Role::activation)
      bytes.backward += getBytes(tensor);
    if (tensor.hasGradient)
      bytes.backward += getBytes(tensor);
  }
  for (int output : graph.outputs) {
    bytes.forward += getBytes(graph.tensors[output]);
    bytes.backward += getBytes(graph.tensors[output]);
  }
  return bytes;
}

int64_t lrcnn::plan::getPeakBytes(const Graph &graph, const StepBuffers &step) {
  StepMemory memory = getStepMemory(
      step.buffers, pack(step.buffers, step.alignment), step.backwardBegin);
  CallerBytes caller = getCallerBytes(graph);
  return memory.stash + std::max(memory.forward + caller.forward,
                                 memory.backward + caller.backward);
}

int64_t lrcnn::plan::getPeakBytes(const Graph &graph,
                                  const Schedule &schedule) {
  return getPeakBytes(graph, getStepBuffers(schedule));
}

//===----------------------------------------------------------------------===//
// Work
//===----------------------------------------------------------------------===//

/// Rows of the layer's result that the tiles of a call go through.
static int64_t countRows(const Graph &graph, const Block &block,
                         const Call &call) {
  if (!block.isLoop)
    return graph.tensors[graph.layers[call.layer].result].rows;
  // A gradient's arithmetic goes with the rows of the incoming gradient; a tile
  // without rows does nothing, whatever the limit.
  const std::vector<Rows> &counted =
      call.limit.empty() ? call.rows : call.limit;
  int64_t count = 0;
  for (auto [rows, part] : llvm::zip_equal(call.rows, counted))
    count += rows.empty() ? 0 : part.size();
  return count;
}

Work lrcnn::plan::getWork(const Graph &graph, const Schedule &schedule) {
  Work work;
  auto count = [&](const Entry &entry, bool isForward) {
    for (const Block &block : entry)
      for (const Call &call : block.calls) {
        bool isLayer = call.kind == Call::Kind::layer;
        if (!isLayer && call.kind != Call::Kind::gradient)
          continue;
        const Layer &layer = graph.layers[call.layer];
        const Tensor &result = graph.tensors[layer.result];
        int64_t macs = result.images *
                       (isLayer ? layer.macsPerRow
                                : layer.gradients[call.gradient].macsPerRow);
        if (macs == 0)
          continue;
        work.executed += countRows(graph, block, call) * macs;
        // In the backward pass a layer of the forward pass is done again.
        if (isForward || !isLayer)
          work.least += result.rows * macs;
      }
  };
  count(schedule.forward, /*isForward=*/true);
  count(schedule.backward, /*isForward=*/false);
  return work;
}

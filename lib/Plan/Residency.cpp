//===- Residency.cpp - What lives until the backward pass -----------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Plan/Residency.h"
#include "Fail.h"
#include "Readers.h"
#include "llvm/ADT/STLExtras.h"

using namespace lrcnn::plan;

namespace {
/// Goes through the segments in the order of the backward pass and collects
/// which tensors are read whole.
class FateChooser {
public:
  FateChooser(const Graph &graph, llvm::ArrayRef<Segment> segments);

  std::vector<Fate> choose();

private:
  void addSweep(const Segment &segment);
  void addLoop(const Segment &segment, int regionEnd);
  bool isWhole(const Segment &segment, int tensor) const;
  /// The operands of `layer` that `segment` does not make are read whole; those
  /// that it makes are needed.
  void readOperands(const Segment &segment, const Layer &layer,
                    llvm::BitVector &needed);

  const Graph &graph;
  llvm::ArrayRef<Segment> segments;
  /// By tensor: what reads it; whether the graph gives it.
  std::vector<Readers> readers;
  llvm::BitVector isOutput;
  /// By tensor: whether the backward pass reads it whole.
  llvm::BitVector read;
  std::vector<Fate> fates;
};
} // namespace

FateChooser::FateChooser(const Graph &graph, llvm::ArrayRef<Segment> segments)
    : graph(graph), segments(segments), readers(getReaders(graph)),
      isOutput(graph.tensors.size()), read(graph.tensors.size()),
      fates(graph.tensors.size()) {
  for (int tensor : graph.outputs)
    isOutput.set(tensor);
}

/// Whether the segment's sweep finds a tensor that the segment makes whole:
/// because it was folded, because another segment reads it, or because it is a
/// border and tiles start again from it.
bool FateChooser::isWhole(const Segment &segment, int tensor) const {
  bool isBorder =
      isOutput.test(tensor) || readers[tensor].last >= segment.endLayer;
  bool isReadInside =
      readers[tensor].first >= 0 && readers[tensor].first < segment.endLayer;
  return read.test(tensor) || (isBorder && isReadInside) ||
         graph.layers[graph.tensors[tensor].producer].isFold();
}

void FateChooser::readOperands(const Segment &segment, const Layer &layer,
                               llvm::BitVector &needed) {
  for (const Operand &operand : layer.operands)
    (graph.tensors[operand.tensor].producer < segment.firstLayer ? read
                                                                 : needed)
        .set(operand.tensor);
}

/// The backward sweep of a segment.
void FateChooser::addSweep(const Segment &segment) {
  llvm::BitVector needed(graph.tensors.size());
  for (int number = segment.firstLayer; number < segment.endLayer; ++number) {
    const Layer &layer = graph.layers[number];
    if (layer.gradientReadsResult)
      needed.set(layer.result);
    for (const Operand &operand : layer.operands)
      if (operand.gradientReads)
        needed.set(operand.tensor);
  }
  for (int number = segment.endLayer - 1; number >= segment.firstLayer;
       --number) {
    const Layer &layer = graph.layers[number];
    if (!needed.test(layer.result))
      continue;
    if (segment.strategy == Strategy::store || isWhole(segment, layer.result))
      continue;
    needed.reset(layer.result);
    fates[layer.result] = Fate::remade;
    readOperands(segment, layer, needed);
  }
  read |= needed;
}

/// The forward loop of a segment whose end is no checkpoint, run again before
/// the sweeps of its region.
void FateChooser::addLoop(const Segment &segment, int regionEnd) {
  llvm::BitVector needed(graph.tensors.size());
  for (int number = segment.endLayer - 1; number >= segment.firstLayer;
       --number) {
    const Layer &layer = graph.layers[number];
    int tensor = layer.result;
    bool staysWhole = read.test(tensor) || segment.strategy == Strategy::store;
    if (!read.test(tensor) && !needed.test(tensor))
      continue;
    if (layer.isFold() ||
        (read.test(tensor) && readers[tensor].last >= regionEnd)) {
      read.set(tensor);
      continue;
    }
    if (staysWhole)
      fates[tensor] = Fate::again;
    readOperands(segment, layer, needed);
  }
}

std::vector<Fate> FateChooser::choose() {
  int regionEnd = graph.layers.size();
  for (const Segment &segment : llvm::reverse(segments)) {
    if (segment.checkpoint)
      regionEnd = segment.endLayer;
    addSweep(segment);
    if (!segment.checkpoint)
      addLoop(segment, regionEnd);
  }
  for (int tensor : read.set_bits())
    if (graph.tensors[tensor].producer >= 0 && fates[tensor] != Fate::again)
      fates[tensor] = Fate::kept;
  return std::move(fates);
}

std::vector<Fate> lrcnn::plan::chooseFates(const Graph &graph,
                                           llvm::ArrayRef<Segment> segments) {
  return FateChooser(graph, segments).choose();
}

//===----------------------------------------------------------------------===//
// What follows from fates
//===----------------------------------------------------------------------===//

/// Marks the layers of `segment` that run again to make its tensors again.
static void markRunsAgain(const Graph &graph, const Segment &segment,
                          llvm::ArrayRef<Fate> fates, Residency &residency) {
  llvm::BitVector needed(graph.tensors.size());
  for (int number = segment.endLayer - 1; number >= segment.firstLayer;
       --number) {
    const Layer &layer = graph.layers[number];
    Fate fate = fates[layer.result];
    if (isKept(fate) || (fate != Fate::again && !needed[layer.result]))
      continue;
    residency.runsAgain.set(number);
    for (const Operand &operand : layer.operands)
      needed.set(operand.tensor);
  }
}

Residency lrcnn::plan::computeResidency(const Graph &graph, const Plan &plan) {
  std::vector<Fate> fates =
      plan.fates.empty() ? chooseFates(graph, plan.segments) : plan.fates;
  Residency residency;
  residency.kept.resize(graph.tensors.size());
  residency.madeAgain.resize(graph.tensors.size());
  residency.runsAgain.resize(graph.layers.size());
  residency.isRemade.resize(graph.layers.size());
  for (auto [tensor, fate] : llvm::enumerate(fates)) {
    if (isKept(fate))
      residency.kept.set(tensor);
    else if (fate == Fate::again)
      residency.madeAgain.set(tensor);
    else if (fate == Fate::remade)
      residency.isRemade.set(graph.tensors[tensor].producer);
  }
  for (const Segment &segment : plan.segments)
    if (!segment.checkpoint)
      markRunsAgain(graph, segment, fates, residency);
  return residency;
}

//===----------------------------------------------------------------------===//
// Checks
//===----------------------------------------------------------------------===//

namespace {
/// Walks through what the backward pass reads, on its own terms.
class FateChecker {
public:
  FateChecker(const Graph &graph, const Plan &plan)
      : graph(graph), plan(plan), readers(getReaders(graph)),
        segmentOf(graph.layers.size()), regionOf(plan.segments.size()) {
    int region = 0;
    for (auto [number, segment] : llvm::enumerate(plan.segments)) {
      for (int layer = segment.firstLayer; layer < segment.endLayer; ++layer)
        segmentOf[layer] = number;
      regionOf[number] = region;
      region += segment.checkpoint;
    }
  }

  llvm::Error check() const;

private:
  llvm::Error checkFate(int tensor) const;
  /// That the sweep of segment `reader`, or its loop that runs again, finds a
  /// tensor.
  llvm::Error checkRead(int tensor, int reader, bool inLoop) const;
  llvm::Error checkSweep(int segment) const;
  llvm::Error checkLoop(int segment, const Residency &residency) const;
  /// Whether the tensor is read in its segment, and read outside or given.
  bool isBorderReadInside(int tensor) const {
    auto [first, last] = readers[tensor];
    int own = segmentOf[graph.tensors[tensor].producer];
    return first >= 0 && segmentOf[first] == own &&
           (segmentOf[last] != own ||
            llvm::is_contained(graph.outputs, tensor));
  }
  llvm::StringRef getName(int tensor) const {
    return graph.tensors[tensor].name;
  }

  const Graph &graph;
  const Plan &plan;
  std::vector<Readers> readers;
  std::vector<int> segmentOf, regionOf;
};
} // namespace

llvm::Error FateChecker::checkFate(int tensor) const {
  int producer = graph.tensors[tensor].producer;
  Fate fate = plan.fates[tensor];
  if (fate == Fate::none)
    return llvm::Error::success();
  if (producer < 0)
    return fail("expected inputs to be neither kept nor made again, got '{0}'",
                getName(tensor));
  const Segment &segment = plan.segments[segmentOf[producer]];
  bool isFold = graph.layers[producer].isFold();
  if (fate == Fate::again && (segment.checkpoint || isFold))
    return fail("expected what is made again whole to be rows of a segment "
                "that ends at no checkpoint, got '{0}'",
                getName(tensor));
  if (fate == Fate::remade && (isFold || isBorderReadInside(tensor) ||
                               segment.strategy == Strategy::store))
    return fail("expected what is made again in sweeps to be rows of a tiled "
                "segment that are not read both in it and outside, got '{0}'",
                getName(tensor));
  return llvm::Error::success();
}

llvm::Error FateChecker::checkRead(int tensor, int reader, bool inLoop) const {
  int producer = graph.tensors[tensor].producer;
  if (producer < 0 || isKept(plan.fates[tensor]))
    return llvm::Error::success();
  int maker = segmentOf[producer];
  bool isOwn = maker == reader;
  if (plan.fates[tensor] == Fate::again && regionOf[maker] == regionOf[reader])
    return llvm::Error::success();
  // A loop that runs again makes what it reads of its own layers.
  bool isMade = inLoop ? !graph.layers[producer].isFold()
                       : plan.fates[tensor] == Fate::remade;
  if (isOwn && isMade)
    return llvm::Error::success();
  return fail("expected '{0}' to be kept{1}, as the backward pass of segment "
              "{2} reads it",
              getName(tensor), isOwn ? " or remade" : " or made again whole",
              reader);
}

llvm::Error FateChecker::checkSweep(int number) const {
  const Segment &segment = plan.segments[number];
  for (int index = segment.firstLayer; index < segment.endLayer; ++index) {
    const Layer &layer = graph.layers[index];
    if (layer.gradientReadsResult)
      if (llvm::Error error = checkRead(layer.result, number, false))
        return error;
    bool isRemade = plan.fates[layer.result] == Fate::remade;
    for (const Operand &operand : layer.operands)
      if (operand.gradientReads || isRemade)
        if (llvm::Error error = checkRead(operand.tensor, number, false))
          return error;
  }
  return llvm::Error::success();
}

llvm::Error FateChecker::checkLoop(int number,
                                   const Residency &residency) const {
  const Segment &segment = plan.segments[number];
  for (int index = segment.firstLayer; index < segment.endLayer; ++index)
    if (residency.runsAgain.test(index))
      for (const Operand &operand : graph.layers[index].operands)
        if (llvm::Error error = checkRead(operand.tensor, number, true))
          return error;
  return llvm::Error::success();
}

llvm::Error FateChecker::check() const {
  if (plan.fates.size() != graph.tensors.size())
    return fail("expected a fate for each of {0} tensors, got {1}",
                graph.tensors.size(), plan.fates.size());
  for (int tensor = 0, end = graph.tensors.size(); tensor < end; ++tensor)
    if (llvm::Error error = checkFate(tensor))
      return error;
  Residency residency = computeResidency(graph, plan);
  for (int number = 0, end = plan.segments.size(); number < end; ++number) {
    if (llvm::Error error = checkSweep(number))
      return error;
    if (!plan.segments[number].checkpoint)
      if (llvm::Error error = checkLoop(number, residency))
        return error;
  }
  return llvm::Error::success();
}

llvm::Error lrcnn::plan::checkFates(const Graph &graph, const Plan &plan) {
  return FateChecker(graph, plan).check();
}

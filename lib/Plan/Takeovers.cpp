//===- Takeovers.cpp - Gradients where something else has been ------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Plan/Takeovers.h"
#include "Fail.h"
#include "lrcnn/Plan/Residency.h"

using namespace lrcnn::plan;
using Of = Takeover::Of;

static bool haveOneShape(const Graph &graph, const Plan &plan, int lhs,
                         int rhs) {
  const Tensor &a = graph.tensors[lhs], &b = graph.tensors[rhs];
  return a.images == b.images && a.rows == b.rows && a.width == b.width &&
         a.channels == b.channels && a.elementBytes == b.elementBytes &&
         plan.getStorage(lhs) == plan.getStorage(rhs);
}

/// By tensor: the layers that read it, in their order.
static std::vector<std::vector<int>> listReaders(const Graph &graph) {
  std::vector<std::vector<int>> readers(graph.tensors.size());
  for (auto [number, layer] : llvm::enumerate(graph.layers))
    for (const Operand &operand : layer.operands)
      readers[operand.tensor].push_back(number);
  return readers;
}

static bool isStored(const Segment &segment) {
  return segment.strategy == Strategy::store;
}

//===----------------------------------------------------------------------===//
// Choosing
//===----------------------------------------------------------------------===//

namespace {
/// Goes through the gradients in the order in which the backward pass begins
/// them and lets each take what it can.
class TakeoverChooser {
public:
  TakeoverChooser(const Graph &graph, const Plan &plan,
                  llvm::ArrayRef<SegmentTiling> tilings);

  std::vector<Takeover> choose();

private:
  /// Where the whole gradient of a tensor lies: nowhere yet, in an argument, in
  /// a buffer of its own, in one that it has taken over.
  enum class Whole { none, argument, own, taken };

  void beginSeeds(const Segment &segment);
  void beginGradients(int segment);
  /// The gradient of `tensor` is written, or read, in a loop of `segment`.
  void begin(int segment, int tensor);
  bool take(int segment, int tensor);
  /// Whether rows of the tensor's gradient lie in a slab of the segment's loop.
  bool hasSlab(const Segment &segment, int tensor) const;
  bool isReadOutside(const Segment &segment, int tensor) const {
    return !readers[tensor].empty() &&
           readers[tensor].back() >= segment.endLayer;
  }
  bool isWrittenBehind(int segment, int tensor, int made) const;

  const Graph &graph;
  const Plan &plan;
  llvm::ArrayRef<SegmentTiling> tilings;
  Residency residency;
  std::vector<std::vector<int>> readers;
  std::vector<Whole> gradients;
  llvm::BitVector isOutput, hasOwnSeed;
  /// By tensor: something has taken the storage of its value.
  llvm::BitVector isValueTaken;
  std::vector<Takeover> result;
};
} // namespace

TakeoverChooser::TakeoverChooser(const Graph &graph, const Plan &plan,
                                 llvm::ArrayRef<SegmentTiling> tilings)
    : graph(graph), plan(plan), tilings(tilings),
      residency(computeResidency(graph, plan)), readers(listReaders(graph)),
      gradients(graph.tensors.size(), Whole::none),
      isOutput(graph.tensors.size()), hasOwnSeed(graph.tensors.size()),
      isValueTaken(graph.tensors.size()) {
  for (int tensor : graph.outputs)
    isOutput.set(tensor);
  for (auto [number, tensor] : llvm::enumerate(graph.tensors))
    if (tensor.producer < 0)
      gradients[number] = Whole::argument;
}

bool TakeoverChooser::hasSlab(const Segment &segment, int tensor) const {
  int producer = graph.tensors[tensor].producer;
  if (isStored(segment) || producer < segment.firstLayer)
    return false;
  bool isBorder = isOutput.test(tensor) || isReadOutside(segment, tensor);
  bool isRead =
      !readers[tensor].empty() && readers[tensor].front() < segment.endLayer;
  return !isBorder || isRead || hasOwnSeed.test(tensor);
}

/// Whether the rows of the gradient of `tensor` that a tile writes are behind
/// all rows of `made` that the tiles still to come read, which the loop runs
/// downwards.
bool TakeoverChooser::isWrittenBehind(int segment, int tensor, int made) const {
  const SegmentTiling &tiling = tilings[segment];
  const std::vector<Rows> &written = tiling.gradient[tensor];
  int64_t read = 0;
  for (size_t tile = 0; tile < written.size(); ++tile) {
    if (!written[tile].empty() && written[tile].begin < read)
      return false;
    read = std::max(
        {read, tiling.slab[made][tile].end, tiling.gradient[made][tile].end});
  }
  return true;
}

bool TakeoverChooser::take(int number, int tensor) {
  const Segment &segment = plan.segments[number];
  int lastReader = segment.firstLayer;
  for (int reader : readers[tensor])
    if (reader < segment.endLayer)
      lastReader = std::max(lastReader, reader);
  // What the segment makes is read, value and gradient, before the gradient
  // goes through its maker.
  for (int layer = lastReader; layer < segment.endLayer; ++layer) {
    int made = graph.layers[layer].result;
    if (!haveOneShape(graph, plan, made, tensor) ||
        graph.layers[layer].isFold() || !hasSlab(segment, made) ||
        !isWrittenBehind(number, tensor, made))
      continue;
    if (gradients[made] == Whole::own) {
      gradients[made] = Whole::taken;
      result.push_back({tensor, Of::gradient, made});
      return true;
    }
    bool isWhole = residency.kept.test(made) || residency.madeAgain.test(made);
    if (isWhole && !isValueTaken.test(made)) {
      isValueTaken.set(made);
      result.push_back({tensor, Of::value, made});
      return true;
    }
  }
  return false;
}

void TakeoverChooser::begin(int segment, int tensor) {
  const Segment &of = plan.segments[segment];
  if (gradients[tensor] != Whole::none || hasSlab(of, tensor))
    return;
  bool takes = !isStored(of) && take(segment, tensor);
  gradients[tensor] = takes ? Whole::taken : Whole::own;
}

void TakeoverChooser::beginSeeds(const Segment &segment) {
  for (int tensor : graph.outputs) {
    int producer = graph.tensors[tensor].producer;
    if (producer < segment.firstLayer || producer >= segment.endLayer ||
        !graph.tensors[tensor].hasGradient)
      continue;
    if (!graph.layers[producer].isMasked() && readers[tensor].empty())
      gradients[tensor] = Whole::argument;
    else if (!isStored(segment) && !isReadOutside(segment, tensor))
      hasOwnSeed.set(tensor);
    else if (gradients[tensor] == Whole::none)
      gradients[tensor] = Whole::own;
  }
}

void TakeoverChooser::beginGradients(int number) {
  const Segment &segment = plan.segments[number];
  for (int index = segment.endLayer - 1; index >= segment.firstLayer; --index) {
    const Layer &layer = graph.layers[index];
    if (!graph.tensors[layer.result].hasGradient)
      continue;
    begin(number, layer.result);
    for (const Gradient &gradient : llvm::reverse(layer.gradients)) {
      if (gradient.isPartial() || gradient.tensor < 0)
        continue;
      if (!gradient.readsPartial())
        begin(number, gradient.tensor);
      else if (gradients[gradient.tensor] == Whole::none)
        gradients[gradient.tensor] = Whole::own;
    }
  }
}

std::vector<Takeover> TakeoverChooser::choose() {
  for (int number = plan.segments.size() - 1; number >= 0; --number) {
    beginSeeds(plan.segments[number]);
    beginGradients(number);
  }
  return std::move(result);
}

std::vector<Takeover>
lrcnn::plan::chooseTakeovers(const Graph &graph, const Plan &plan,
                             llvm::ArrayRef<SegmentTiling> tilings) {
  return TakeoverChooser(graph, plan, tilings).choose();
}

void lrcnn::plan::complete(const Graph &graph, Plan &plan,
                           llvm::ArrayRef<SegmentTiling> tilings) {
  if (plan.fates.empty())
    plan.fates = chooseFates(graph, plan.segments);
  if (!plan.takeovers)
    plan.takeovers = chooseTakeovers(graph, plan, tilings);
  if (plan.storage.empty())
    plan.storage.assign(graph.tensors.size(), StorageType::native);
}

//===----------------------------------------------------------------------===//
// Checks
//===----------------------------------------------------------------------===//

namespace {
/// Follows what is read and written of one storage.
class TakeoverChecker {
public:
  TakeoverChecker(const Graph &graph, const Plan &plan)
      : graph(graph), plan(plan), readers(listReaders(graph)),
        segmentOf(graph.layers.size()) {
    for (auto [number, segment] : llvm::enumerate(plan.segments))
      for (int layer = segment.firstLayer; layer < segment.endLayer; ++layer)
        segmentOf[layer] = number;
    if (this->plan.fates.empty())
      this->plan.fates = chooseFates(graph, plan.segments);
  }

  llvm::Error check() const;

private:
  /// One gradient layer.
  struct Term {
    int layer, gradient;
  };

  llvm::Error checkOne(const Takeover &takeover) const;
  llvm::Error checkRowByRow(const Takeover &takeover) const;
  llvm::Error checkOverValue(int tensor) const;
  llvm::Error checkReadsBehind(int tensor, Term writer) const;
  llvm::Error checkSlab(int tensor, const Segment &segment) const;
  llvm::Error checkWhole(int tensor, const Segment &segment) const;
  /// The terms of a tensor's gradient, in the order of the layers.
  std::vector<Term> getTerms(int tensor) const;
  const Gradient &getGradient(Term term) const {
    return graph.layers[term.layer].gradients[term.gradient];
  }
  const Segment &getSegment(int layer) const {
    return plan.segments[segmentOf[layer]];
  }
  bool isOutput(int tensor) const {
    return llvm::is_contained(graph.outputs, tensor);
  }
  /// Whether the tensor lies whole in a buffer in the backward pass.
  bool isWhole(int tensor) const {
    return plan.fates[tensor] == Fate::kept ||
           plan.fates[tensor] == Fate::again;
  }
  llvm::StringRef getName(int tensor) const {
    return graph.tensors[tensor].name;
  }

  const Graph &graph;
  Plan plan;
  std::vector<std::vector<int>> readers;
  std::vector<int> segmentOf;
};
} // namespace

std::vector<TakeoverChecker::Term> TakeoverChecker::getTerms(int tensor) const {
  std::vector<Term> terms;
  for (int layer : readers[tensor])
    if (graph.tensors[graph.layers[layer].result].hasGradient &&
        (terms.empty() || terms.back().layer != layer))
      for (auto [number, gradient] :
           llvm::enumerate(graph.layers[layer].gradients))
        if (gradient.tensor == tensor)
          terms.push_back({layer, static_cast<int>(number)});
  return terms;
}

/// Checks, from the last tile to the first, that no tile reads rows which later
/// ones have written. `reads` are those of a tile.
static bool
areReadFirst(size_t tiles, llvm::ArrayRef<Rows> written,
             llvm::function_ref<bool(size_t tile, Rows written)> areApart) {
  Rows soFar;
  for (size_t tile = tiles; tile-- > 0;) {
    if (!soFar.empty() && !areApart(tile, soFar))
      return false;
    soFar = soFar.hull(written[tile]);
  }
  return true;
}

static bool areApart(Rows lhs, Rows rhs) {
  return lhs.empty() || rhs.empty() || lhs.end <= rhs.begin ||
         rhs.end <= lhs.begin;
}

/// The first kind: tensor `from` is made by the tiled segment whose sweep is
/// the first to write the gradient of the other.
llvm::Error TakeoverChecker::checkRowByRow(const Takeover &takeover) const {
  auto [tensor, of, from] = takeover;
  std::vector<Term> terms = getTerms(tensor);
  int maker = graph.tensors[from].producer;
  if (terms.empty() || maker < 0 || isStored(getSegment(maker)) ||
      segmentOf[terms.back().layer] != segmentOf[maker] ||
      getGradient(terms.back()).readsPartial())
    return fail("expected the gradient of '{0}' to take over storage of what "
                "the tiled segment makes whose sweep writes it first, got that "
                "of '{1}'",
                getName(tensor), getName(from));
  const Segment &segment = getSegment(maker);
  bool isReadInside = llvm::any_of(
      readers[from], [&](int reader) { return reader < segment.endLayer; });
  bool isReadFirst = llvm::all_of(readers[tensor], [&](int reader) {
    return reader >= segment.endLayer || reader <= maker;
  });
  if (graph.layers[maker].isFold() || !isReadInside || !isReadFirst)
    return fail("expected '{0}', whose storage the gradient of '{1}' takes "
                "over, to be made by the last layer of its segment that reads "
                "'{1}', or behind it, and to be read there",
                getName(from), getName(tensor));
  bool isGradientWhole = llvm::any_of(getTerms(from), [&](Term term) {
    return term.layer >= segment.endLayer;
  });
  if (of == Of::gradient ? !isGradientWhole : !isWhole(from))
    return fail("expected the {0} of '{1}', whose storage the gradient of "
                "'{2}' takes over, to lie whole in a buffer",
                of == Of::gradient ? "gradient" : "value", getName(from),
                getName(tensor));
  int producer = graph.tensors[tensor].producer;
  if (producer >= segment.firstLayer)
    return fail("expected the gradient of '{0}', which takes over storage of "
                "'{1}', to be whole",
                getName(tensor), getName(from));
  SegmentTiling tiling = computeTiling(graph, segment);
  if (!areReadFirst(segment.cuts.size(), tiling.gradient[tensor],
                    [&](size_t tile, Rows written) {
                      return areApart(tiling.slab[from][tile], written) &&
                             areApart(tiling.gradient[from][tile], written);
                    }))
    return fail("expected tiles to write no rows of the gradient of '{0}' that "
                "tiles behind them read of '{1}', whose storage it takes over",
                getName(tensor), getName(from));
  return llvm::Error::success();
}

/// That nothing which runs behind `writer` reads the value of `tensor`, nor it
/// itself but as a mask.
llvm::Error TakeoverChecker::checkReadsBehind(int tensor, Term writer) const {
  const Read read = {Read::Kind::tensor, tensor};
  auto refuse = [&](int layer) {
    return fail("expected nothing to read '{0}' once its gradient is written "
                "over it, got '{1}'",
                getName(tensor), graph.layers[layer].name);
  };
  if (llvm::is_contained(getGradient(writer).reads, read))
    return fail("expected the gradient layer of '{0}' to read '{1}', over "
                "which it writes, as a mask only",
                graph.layers[writer.layer].name, getName(tensor));
  // The gradient layers of a layer run from the last to the first; those that
  // read sums, behind the loop.
  for (auto [number, gradient] :
       llvm::enumerate(graph.layers[writer.layer].gradients))
    if (llvm::is_contained(gradient.reads, read) &&
        (static_cast<int>(number) < writer.gradient ||
         gradient.readsPartial()) &&
        !gradient.isPartial())
      return refuse(writer.layer);
  // Other readers, and what goes through their masks, run before.
  if (readers[tensor].front() != writer.layer)
    return refuse(readers[tensor].front());
  int producer = graph.tensors[tensor].producer;
  for (const Gradient &gradient : graph.layers[producer].gradients)
    if (llvm::is_contained(gradient.reads, read))
      return refuse(producer);
  for (auto [number, layer] : llvm::enumerate(graph.layers))
    if (static_cast<int>(number) != producer &&
        llvm::is_contained(layer.maskReads, read))
      return refuse(number);
  return llvm::Error::success();
}

/// The value is a slab of the loop that writes the gradient.
llvm::Error TakeoverChecker::checkSlab(int tensor,
                                       const Segment &segment) const {
  SegmentTiling tiling = computeTiling(graph, segment);
  bool hasBoundary = llvm::any_of(tiling.boundary[tensor],
                                  [](Rows rows) { return !rows.empty(); });
  if (plan.fates[tensor] != Fate::remade || hasBoundary)
    return fail("expected '{0}', over which its gradient is written slab by "
                "slab, to be remade and to leave no rows for other tiles",
                getName(tensor));
  return llvm::Error::success();
}

/// Value and gradient are whole.
llvm::Error TakeoverChecker::checkWhole(int tensor,
                                        const Segment &segment) const {
  if (!isWhole(tensor))
    return fail("expected '{0}', over which its gradient is written, to lie "
                "whole in a buffer",
                getName(tensor));
  if (isStored(segment))
    return llvm::Error::success();
  SegmentTiling tiling = computeTiling(graph, segment);
  if (!areReadFirst(segment.cuts.size(), tiling.gradient[tensor],
                    [&](size_t tile, Rows written) {
                      return areApart(tiling.slab[tensor][tile], written) &&
                             areApart(tiling.gradient[tensor][tile], written);
                    }))
    return fail("expected each row of '{0}', over which its gradient is "
                "written, to be read in one tile",
                getName(tensor));
  return llvm::Error::success();
}

/// The second kind.
llvm::Error TakeoverChecker::checkOverValue(int tensor) const {
  std::vector<Term> terms = getTerms(tensor);
  bool isGiven = isOutput(tensor);
  if (terms.size() != 1 || isGiven || getGradient(terms[0]).readsPartial())
    return fail("expected one layer to give the gradient of '{0}', which is "
                "written over it, got {1}{2}",
                getName(tensor), terms.size(),
                isGiven ? " and the caller" : "");
  if (llvm::Error error = checkReadsBehind(tensor, terms[0]))
    return error;
  const Segment &segment = getSegment(terms[0].layer);
  bool isSlab = !isStored(segment) &&
                graph.tensors[tensor].producer >= segment.firstLayer;
  return isSlab ? checkSlab(tensor, segment) : checkWhole(tensor, segment);
}

llvm::Error TakeoverChecker::checkOne(const Takeover &takeover) const {
  int tensors = graph.tensors.size();
  for (int tensor : {takeover.tensor, takeover.from})
    if (tensor < 0 || tensor >= tensors || graph.tensors[tensor].producer < 0 ||
        !graph.tensors[tensor].hasGradient)
      return fail("expected takeovers between results of layers that have "
                  "gradients, got tensor {0}",
                  tensor);
  if (!haveOneShape(graph, plan, takeover.tensor, takeover.from))
    return fail("expected the gradient of '{0}' to take over storage of its "
                "own size and type, got that of '{1}'",
                getName(takeover.tensor), getName(takeover.from));
  if (takeover.tensor != takeover.from)
    return checkRowByRow(takeover);
  if (takeover.of == Of::gradient)
    return fail("expected a gradient to take over other storage than its own, "
                "got '{0}'",
                getName(takeover.tensor));
  return checkOverValue(takeover.tensor);
}

llvm::Error TakeoverChecker::check() const {
  llvm::BitVector takes(graph.tensors.size());
  llvm::BitVector taken[] = {takes, takes};
  for (const Takeover &takeover : *plan.takeovers) {
    if (llvm::Error error = checkOne(takeover))
      return error;
    if (takes.test(takeover.tensor))
      return fail("expected the gradient of '{0}' to take over one storage",
                  getName(takeover.tensor));
    llvm::BitVector &of = taken[static_cast<int>(takeover.of)];
    if (of.test(takeover.from))
      return fail("expected the storage of '{0}' to be taken over once",
                  getName(takeover.from));
    takes.set(takeover.tensor);
    of.set(takeover.from);
  }
  return llvm::Error::success();
}

llvm::Error lrcnn::plan::checkTakeovers(const Graph &graph, const Plan &plan) {
  return TakeoverChecker(graph, plan).check();
}

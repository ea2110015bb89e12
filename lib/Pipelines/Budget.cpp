//===- Budget.cpp - The least work that fits into a budget ----------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Pipelines/Budget.h"
#include "lrcnn/Dialect/Row/IR/ChainGraph.h"
#include "lrcnn/Dialect/Row/Transforms/Passes.h"
#include "lrcnn/Pipelines/Pipelines.h"
#include "lrcnn/Plan/Borders.h"
#include "lrcnn/Plan/CostModel.h"
#include "lrcnn/Target/Program/Describe.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/FormatVariadic.h"
#include <cmath>

using namespace mlir;
using namespace lrcnn;

/// The ladders: up to 2^6 tiles, and for each number of them borders for a few
/// parts of the budget and of the least that there are borders for. Live bytes
/// are a model: a program may need a few per cent more, or less.
static constexpr int64_t kMostTiles = 64;
static constexpr double kPartsOfBudget[] = {1.0, 0.98, 0.96, 0.94, 0.9, 0.8};
static constexpr double kPartsOfLeast[] = {1.0, 1.01, 1.02, 1.03, 1.05};

namespace {
/// A budget as it was given.
struct Budget {
  int64_t bytes = 0;
  /// A part of what storing everything takes; 0: `bytes` counts.
  double share = 0;
};

/// A uniform plan, and what it costs.
struct Candidate {
  CompileOptions options;
  row::PlanAttr plan;
  double work = 1;
};
} // namespace

static FailureOr<Budget> parseBudget(ModuleOp module, StringRef text) {
  Budget budget;
  StringRef number = text;
  bool isShare = number.consume_back("%");
  bool failed =
      isShare ? number.getAsDouble(budget.share) ||
                    !std::isfinite(budget.share) || budget.share <= 0
              : number.getAsInteger(10, budget.bytes) || budget.bytes <= 0;
  if (failed)
    return module.emitError()
           << "expected a budget of bytes, or of a share of what storing "
              "everything takes such as 30%, got '"
           << text << "'";
  budget.share /= 100;
  return budget;
}

static row::ChainOp getChain(ModuleOp module) {
  for (auto function : module.getOps<func::FuncOp>())
    for (auto chain : function.getOps<row::ChainOp>())
      return chain;
  return nullptr;
}

/// The peak in bytes of the program that is made of `module` with the
/// candidate's plan; without one, of that which its options say.
static FailureOr<int64_t> measurePeak(ModuleOp module,
                                      const Candidate &candidate) {
  OwningOpRef<ModuleOp> copy = cast<ModuleOp>(module->clone());
  if (candidate.plan)
    getChain(*copy).setPlanAttr(candidate.plan);
  PassManager manager(module.getContext(), ModuleOp::getOperationName());
  PipelineOptions options;
  setOptions(options, candidate.options);
  buildProgramPipeline(manager, options);
  if (failed(manager.run(*copy)))
    return failure();
  row::ProgramOp program = *copy->getOps<row::ProgramOp>().begin();
  double work = program.getWorkAttr().getValueAsDouble();
  if (candidate.plan && work != candidate.work)
    return module.emitError()
           << "the search took a plan to be of work " << candidate.work
           << ", its program is of " << work << ": " << candidate.plan;
  return getPeakBytes(program);
}

namespace {
/// One try: a strategy, a number of tiles, and where segments end.
struct Rung {
  CompileOptions options;
  std::vector<plan::Border> borders;
};
} // namespace

/// Every rung of the ladders but the first, which stores everything.
static std::vector<Rung> getLadder(const plan::Graph &graph,
                                   const CompileOptions &base, int64_t bytes) {
  int64_t highest = 1;
  for (const plan::Layer &layer : graph.layers)
    highest = std::max(highest, graph.tensors[layer.result].rows);
  std::vector<Rung> ladder;
  for (int64_t rows = 1; rows <= std::min(highest, kMostTiles); rows *= 2) {
    plan::BorderChooser chooser(graph, rows);
    int64_t least = chooser.getLeastLiveBytes();
    SmallVector<int64_t> steps{0};
    for (double part : kPartsOfLeast)
      steps.push_back(part * least);
    for (double part : kPartsOfBudget)
      if (part * bytes > steps.back())
        steps.push_back(part * bytes);
    std::vector<std::vector<plan::Border>> seen;
    for (int64_t liveBytes : steps) {
      std::vector<plan::Border> borders = liveBytes == 0
                                              ? plan::getSweepBorders(graph)
                                              : chooser.choose(liveBytes);
      if (borders.empty() || llvm::is_contained(seen, borders))
        continue;
      seen.push_back(borders);
      for (StringRef strategy : {"two_phase", "overlap"}) {
        // One tile shares nothing.
        if (rows == 1 && strategy == "overlap")
          continue;
        Rung &rung = ladder.emplace_back(Rung{base, borders});
        rung.options.strategy = strategy;
        rung.options.rows = rows;
        rung.options.liveBytes = liveBytes;
      }
    }
  }
  return ladder;
}

namespace {
/// A plan of the ladders with its peak.
struct Choice {
  CompileOptions options;
  int64_t peak;
};
} // namespace

/// The plans of the ladders, those with the least work first.
static llvm::Expected<std::vector<Candidate>>
getCandidates(row::ChainOp chain, const CompileOptions &base, int64_t bytes) {
  plan::Graph graph = row::buildChainGraph(chain).graph;
  std::vector<Candidate> candidates;
  // A rung that there is no plan for is left out; what is said of it matters if
  // there is none at all.
  std::string reason;
  for (Rung &rung : getLadder(graph, base, bytes)) {
    plan::UniformPlan uniform{*plan::parseStrategy(rung.options.strategy),
                              rung.options.rows, rung.options.batchTiles};
    llvm::Expected<plan::Plan> plan =
        plan::makePlan(graph, uniform, rung.borders);
    llvm::Error error = plan ? plan::check(graph, *plan) : plan.takeError();
    if (error)
      reason = llvm::toString(std::move(error));
    else
      candidates.push_back({std::move(rung.options),
                            row::getPlanAttr(chain.getContext(), graph, *plan),
                            plan::computeWork(graph, *plan).getRatio()});
  }
  if (candidates.empty())
    return llvm::createStringError(
        "expected a plan of several tiles to fit into the budget, got "
        "none: " +
        reason);
  auto key = [](const Candidate &candidate) {
    const CompileOptions &options = candidate.options;
    return std::tuple(candidate.work, options.rows, options.liveBytes,
                      options.strategy);
  };
  llvm::sort(candidates, [&](const Candidate &lhs, const Candidate &rhs) {
    return key(lhs) < key(rhs);
  });
  return candidates;
}

/// The plan with the least work whose peak is `bytes` or less; if there is
/// none, the one with the least peak.
static FailureOr<Choice> search(ModuleOp module, ArrayRef<Candidate> candidates,
                                int64_t bytes) {
  std::optional<Choice> least;
  for (const Candidate &candidate : candidates) {
    FailureOr<int64_t> peak = measurePeak(module, candidate);
    if (failed(peak))
      return failure();
    if (!least || *peak < least->peak)
      least = {candidate.options, *peak};
    if (*peak <= bytes)
      break;
  }
  return *least;
}

LogicalResult lrcnn::fitBudget(ModuleOp module, CompileOptions &options) {
  FailureOr<Budget> budget = parseBudget(module, options.budget);
  if (failed(budget))
    return failure();
  // The store plan has one batch tile.
  Candidate store;
  store.options = options;
  store.options.batchTiles = 1;
  FailureOr<int64_t> storePeak = measurePeak(module, store);
  if (failed(storePeak))
    return failure();
  int64_t bytes = budget->bytes;
  if (budget->share > 0)
    bytes = std::min(budget->share, 1.0) * *storePeak;
  if (*storePeak <= bytes) {
    options = store.options;
    return success();
  }

  llvm::Expected<std::vector<Candidate>> candidates =
      getCandidates(getChain(module), options, bytes);
  if (!candidates)
    return module.emitError() << llvm::toString(candidates.takeError());
  FailureOr<Choice> choice = search(module, *candidates, bytes);
  if (failed(choice))
    return failure();
  if (choice->peak > bytes)
    return module.emitError() << llvm::formatv(
               "expected a budget of at least {0} bytes ({1:F1}% of what "
               "storing everything takes), got {2}",
               choice->peak, 100.0 * choice->peak / *storePeak, bytes);
  options = choice->options;
  return success();
}

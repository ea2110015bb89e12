//===- Budget.cpp - The least work that fits into a budget ----------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Pipelines/Budget.h"
#include "lrcnn/Dialect/Row/IR/ChainGraph.h"
#include "lrcnn/Dialect/Row/Transforms/ProgramTarget.h"
#include "lrcnn/Plan/Borders.h"
#include "lrcnn/Plan/Schedule.h"
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

/// What plans are made for, and what they cost.
class Problem {
public:
  Problem(const row::ChainGraph &graph, plan::Kernels kernels,
          int64_t batchTiles)
      : graph(graph.graph), kernels(std::move(kernels)),
        batchTiles(batchTiles) {}

  int64_t getPeak(const plan::Plan &plan) const {
    return plan::getPeakBytes(graph, plan::makeSchedule(graph, plan, kernels));
  }
  double getWork(const plan::Plan &plan) const {
    return plan::getWork(graph, plan::makeSchedule(graph, plan, kernels))
        .getRatio();
  }

  const plan::Graph &graph;
  plan::Kernels kernels;
  int64_t batchTiles;
};

/// A uniform plan, and what it costs.
struct Candidate {
  plan::UniformPlan uniform;
  plan::Plan plan;
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

namespace {
/// One try: a strategy, a number of tiles, and where segments end.
struct Rung {
  plan::UniformPlan uniform;
  std::vector<plan::Border> borders;
};
} // namespace

/// Every rung of the ladders but the first, which stores everything.
static std::vector<Rung> getLadder(const Problem &problem, int64_t bytes) {
  const plan::Graph &graph = problem.graph;
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
      for (auto strategy : {plan::Strategy::two_phase, plan::Strategy::overlap})
        // One tile shares nothing.
        if (rows > 1 || strategy != plan::Strategy::overlap)
          ladder.push_back(
              {{strategy, rows, problem.batchTiles, liveBytes}, borders});
    }
  }
  return ladder;
}

/// The plans of the ladders, those with the least work first.
static llvm::Expected<std::vector<Candidate>>
getCandidates(const Problem &problem, int64_t bytes) {
  std::vector<Candidate> candidates;
  // A rung that there is no plan for is left out; what is said of it matters if
  // there is none at all.
  std::string reason;
  for (Rung &rung : getLadder(problem, bytes)) {
    llvm::Expected<plan::Plan> plan =
        plan::makePlan(problem.graph, rung.uniform, rung.borders);
    llvm::Error error =
        plan ? plan::check(problem.graph, *plan) : plan.takeError();
    if (error) {
      reason = llvm::toString(std::move(error));
      continue;
    }
    double work = problem.getWork(*plan);
    candidates.push_back({rung.uniform, std::move(*plan), work});
  }
  if (candidates.empty())
    return llvm::createStringError(
        "expected a plan of several tiles to fit into the budget, got "
        "none: " +
        reason);
  auto key = [](const Candidate &candidate) {
    const plan::UniformPlan &uniform = candidate.uniform;
    return std::tuple(candidate.work, uniform.tiles, uniform.liveBytes,
                      plan::toString(uniform.strategy));
  };
  llvm::sort(candidates, [&](const Candidate &lhs, const Candidate &rhs) {
    return key(lhs) < key(rhs);
  });
  return candidates;
}

/// The plan with the least work whose peak is within the budget.
static FailureOr<plan::Plan> search(ModuleOp module, const Problem &problem,
                                    const Budget &budget) {
  plan::Plan store =
      llvm::cantFail(plan::makePlan(problem.graph, plan::UniformPlan()));
  int64_t storePeak = problem.getPeak(store), bytes = budget.bytes;
  if (budget.share > 0)
    bytes = std::min(budget.share, 1.0) * storePeak;
  if (storePeak <= bytes)
    return store;
  llvm::Expected<std::vector<Candidate>> candidates =
      getCandidates(problem, bytes);
  if (!candidates)
    return module.emitError() << llvm::toString(candidates.takeError());
  int64_t least = std::numeric_limits<int64_t>::max();
  for (Candidate &candidate : *candidates) {
    int64_t peak = problem.getPeak(candidate.plan);
    if (peak <= bytes)
      return std::move(candidate.plan);
    least = std::min(least, peak);
  }
  return module.emitError() << llvm::formatv(
             "expected a budget of at least {0} bytes ({1:F1}% of what "
             "storing everything takes), got {2}",
             least, 100.0 * least / storePeak, bytes);
}

LogicalResult lrcnn::fitBudget(ModuleOp module, func::FuncOp function,
                               StringRef text, int64_t batchTiles) {
  FailureOr<Budget> budget = parseBudget(module, text);
  if (failed(budget))
    return failure();
  auto chains = function.getOps<row::ChainOp>();
  // What stands in the way is said where programs are made of chains.
  if (chains.empty())
    return success();
  row::ChainOp chain = *chains.begin();
  row::ChainGraph graph = row::buildChainGraph(chain);
  if (llvm::Error error = graph.graph.check())
    return chain.emitOpError() << llvm::toString(std::move(error));
  FailureOr<std::unique_ptr<const row::ProgramTarget>> target =
      row::getFunctionTarget(function);
  if (failed(target))
    return failure();
  Problem problem(graph, row::getKernels(**target, graph), batchTiles);
  FailureOr<plan::Plan> plan = search(module, problem, *budget);
  if (failed(plan))
    return failure();
  return row::setPlan(chain, graph.graph, *plan);
}

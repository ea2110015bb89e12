//===- Budget.cpp - The least work that fits into a budget ----------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Plan/Budget.h"
#include "Fail.h"
#include "lrcnn/Plan/Borders.h"
#include <cmath>

using namespace lrcnn::plan;

/// The ladders: up to 2^6 tiles, and for each number of them borders for a few
/// parts of the budget and of the least that there are borders for. Live bytes
/// are a model: a program may need a few per cent more, or less.
static constexpr int64_t kMostTiles = 64;
static constexpr double kPartsOfBudget[] = {1.0, 0.98, 0.96, 0.94, 0.9, 0.8};
static constexpr double kPartsOfLeast[] = {1.0, 1.01, 1.02, 1.03, 1.05};

llvm::Expected<Budget> lrcnn::plan::parseBudget(llvm::StringRef text) {
  Budget budget;
  llvm::StringRef number = text;
  bool isShare = number.consume_back("%");
  bool failed =
      isShare ? number.getAsDouble(budget.share) ||
                    !std::isfinite(budget.share) || budget.share <= 0
              : number.getAsInteger(10, budget.bytes) || budget.bytes <= 0;
  if (failed)
    return fail("expected a budget of bytes, or of a share of what storing "
                "everything takes such as 30%, got '{0}'",
                text);
  budget.share /= 100;
  return budget;
}

namespace {
/// One try: a strategy, a number of tiles, and where segments end.
struct Rung {
  UniformPlan uniform;
  std::vector<Border> borders;
};

/// A plan, and what it costs.
struct Candidate {
  UniformPlan uniform;
  Plan plan;
  double work = 1;
  StepBuffers step;
};
} // namespace

/// Every rung of the ladders but the first, which stores everything.
static std::vector<Rung> getLadder(const Graph &graph, int64_t bytes,
                                   int64_t batchTiles) {
  int64_t highest = 1;
  for (const Layer &layer : graph.layers)
    highest = std::max(highest, graph.tensors[layer.result].rows);
  std::vector<Rung> ladder;
  for (int64_t rows = 1; rows <= std::min(highest, kMostTiles); rows *= 2) {
    BorderChooser chooser(graph, rows);
    int64_t least = chooser.getLeastLiveBytes();
    llvm::SmallVector<int64_t> steps{0};
    for (double part : kPartsOfLeast)
      steps.push_back(part * least);
    for (double part : kPartsOfBudget)
      if (part * bytes > steps.back())
        steps.push_back(part * bytes);
    std::vector<std::vector<Border>> seen;
    for (int64_t liveBytes : steps) {
      std::vector<Border> borders =
          liveBytes == 0 ? getSweepBorders(graph) : chooser.choose(liveBytes);
      if (borders.empty() || llvm::is_contained(seen, borders))
        continue;
      seen.push_back(borders);
      for (Strategy strategy : {Strategy::two_phase, Strategy::overlap})
        // One tile shares nothing.
        if (rows > 1 || strategy != Strategy::overlap)
          ladder.push_back({{strategy, rows, batchTiles, liveBytes}, borders});
    }
  }
  return ladder;
}

static Candidate makeCandidate(const Problem &problem,
                               const UniformPlan &uniform, Plan plan) {
  Schedule schedule = makeSchedule(problem.graph, plan, problem.kernels);
  return {uniform, std::move(plan), getWork(problem.graph, schedule).getRatio(),
          getStepBuffers(schedule)};
}

/// The plans of the ladders, those with the least work first.
static llvm::Expected<std::vector<Candidate>>
getCandidates(const Problem &problem, int64_t bytes, int64_t batchTiles) {
  std::vector<Candidate> candidates;
  // A rung that there is no plan for is left out; what is said of it matters if
  // there is none at all.
  std::string reason;
  for (Rung &rung : getLadder(problem.graph, bytes, batchTiles)) {
    llvm::Expected<Plan> plan =
        makePlan(problem.graph, rung.uniform, rung.borders);
    llvm::Error error = plan ? check(problem.graph, *plan) : plan.takeError();
    if (error) {
      reason = llvm::toString(std::move(error));
      continue;
    }
    candidates.push_back(
        makeCandidate(problem, rung.uniform, std::move(*plan)));
  }
  if (candidates.empty())
    return fail("expected a plan of several tiles to fit into the budget, got "
                "none: {0}",
                reason);
  auto key = [](const Candidate &candidate) {
    const UniformPlan &uniform = candidate.uniform;
    return std::tuple(candidate.work, uniform.tiles, uniform.liveBytes,
                      toString(uniform.strategy));
  };
  llvm::sort(candidates, [&](const Candidate &lhs, const Candidate &rhs) {
    return key(lhs) < key(rhs);
  });
  return candidates;
}

llvm::Expected<Plan> lrcnn::plan::makePlan(const Problem &problem,
                                           const Budget &budget,
                                           int64_t batchTiles) {
  Plan store = llvm::cantFail(makePlan(problem.graph, UniformPlan()));
  if (llvm::Error error = check(problem.graph, store))
    return error;
  int64_t storePeak = problem.getPeak(store), bytes = budget.bytes;
  if (budget.share > 0)
    bytes = std::min(budget.share, 1.0) * storePeak;
  if (storePeak <= bytes)
    return store;
  llvm::Expected<std::vector<Candidate>> candidates =
      getCandidates(problem, bytes, batchTiles);
  if (!candidates)
    return candidates.takeError();
  int64_t least = std::numeric_limits<int64_t>::max();
  for (Candidate &candidate : *candidates) {
    int64_t peak = getPeakBytes(problem.graph, candidate.step);
    if (peak <= bytes)
      return std::move(candidate.plan);
    least = std::min(least, peak);
  }
  return fail("expected a budget of at least {0} bytes ({1:F1}% of what "
              "storing everything takes), got {2}",
              least, 100.0 * least / storePeak, bytes);
}

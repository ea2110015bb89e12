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
#include "lrcnn/Dialect/Row/Transforms/Work.h"
#include "lrcnn/Pipelines/Pipelines.h"
#include "lrcnn/Plan/Borders.h"
#include "lrcnn/Target/ProgramInterface.h"
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

/// A uniform plan, and the program that it makes.
struct Candidate {
  CompileOptions options;
  OwningOpRef<ModuleOp> module;
  double work = 0;

  row::ProgramOp getProgram() {
    return *module->getOps<row::ProgramOp>().begin();
  }
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

/// Plans and tiles a copy of `module`.
static LogicalResult tile(ModuleOp module, Candidate &candidate) {
  candidate.module = cast<ModuleOp>(module->clone());
  PassManager manager(module.getContext(), ModuleOp::getOperationName());
  PipelineOptions options;
  setOptions(options, candidate.options);
  buildTilePipeline(manager, options);
  if (failed(manager.run(*candidate.module)))
    return failure();
  candidate.work = row::getWork(candidate.getProgram());
  return success();
}

/// Packs the candidate's buffers; the peak in bytes.
static FailureOr<int64_t> pack(Candidate &candidate) {
  PipelineOptions options;
  setOptions(options, candidate.options);
  PassManager manager(candidate.module->getContext(),
                      ModuleOp::getOperationName());
  buildBufferizePipeline(manager, options);
  if (failed(manager.run(*candidate.module)))
    return failure();
  return *candidate.getProgram().getPeakBytes() + getStashHeaderBytes();
}

/// Every plan on the ladders but the first, which stores everything.
static std::vector<CompileOptions>
getLadder(row::ChainOp chain, const CompileOptions &base, int64_t bytes) {
  plan::Graph graph = row::buildChainGraph(chain).graph;
  int64_t highest = 1;
  for (const plan::Layer &layer : graph.layers)
    highest = std::max(highest, graph.tensors[layer.result].rows);
  std::vector<CompileOptions> ladder;
  for (int64_t rows = 1; rows <= std::min(highest, kMostTiles); rows *= 2) {
    plan::BorderChooser chooser(graph, rows);
    int64_t least = chooser.getLeastLiveBytes();
    SmallVector<int64_t> steps{0};
    for (double part : kPartsOfLeast)
      steps.push_back(part * least);
    for (double part : kPartsOfBudget)
      if (part * bytes > steps.back())
        steps.push_back(part * bytes);
    for (int64_t liveBytes : steps)
      for (StringRef strategy : {"two_phase", "overlap"}) {
        // One tile shares nothing.
        if (rows == 1 && strategy == "overlap")
          continue;
        CompileOptions &options = ladder.emplace_back(base);
        options.strategy = strategy;
        options.rows = rows;
        options.liveBytes = liveBytes;
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

static llvm::Error fail(const llvm::Twine &text) {
  return llvm::createStringError(text.str());
}

/// The plan with the least work whose peak is `bytes` or less; if there is
/// none, the one with the least peak.
static llvm::Expected<Choice>
search(ModuleOp module, const CompileOptions &base, int64_t bytes) {
  // Storing everything has shown that the module is sound. A rung that there is
  // no plan for is left out; what is said of it matters if there is none at
  // all.
  std::string reason;
  ScopedDiagnosticHandler silence(
      module.getContext(), [&](Diagnostic &diagnostic) {
        if (reason.empty() &&
            diagnostic.getSeverity() == DiagnosticSeverity::Error)
          reason = diagnostic.str();
        return success();
      });
  std::vector<Candidate> candidates;
  auto function = *module.getOps<func::FuncOp>().begin();
  for (CompileOptions &rung :
       getLadder(*function.getOps<row::ChainOp>().begin(), base, bytes)) {
    Candidate candidate;
    candidate.options = std::move(rung);
    if (succeeded(tile(module, candidate)))
      candidates.push_back(std::move(candidate));
  }
  if (candidates.empty())
    return fail("expected a plan of several tiles to fit into the budget, got "
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
  std::optional<Choice> least;
  for (Candidate &candidate : candidates) {
    FailureOr<int64_t> peak = pack(candidate);
    if (failed(peak))
      return fail(reason);
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
  if (failed(tile(module, store)))
    return failure();
  FailureOr<int64_t> storePeak = pack(store);
  if (failed(storePeak))
    return failure();
  int64_t bytes = budget->bytes;
  if (budget->share > 0)
    bytes = std::min(budget->share, 1.0) * *storePeak;
  if (*storePeak <= bytes) {
    options = store.options;
    return success();
  }

  llvm::Expected<Choice> choice = search(module, options, bytes);
  if (!choice)
    return module.emitError() << llvm::toString(choice.takeError());
  if (choice->peak > bytes)
    return module.emitError() << llvm::formatv(
               "expected a budget of at least {0} bytes ({1:F1}% of what "
               "storing everything takes), got {2}",
               choice->peak, 100.0 * choice->peak / *storePeak, bytes);
  options = choice->options;
  return success();
}

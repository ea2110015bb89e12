//===- PlanProblem.cpp - Plan what a problem file says --------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Pipelines/Compile.h"
#include "lrcnn/Plan/Budget.h"
#include "lrcnn/Plan/Profile.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace lrcnn;

static llvm::Expected<plan::Problem> readProblem(llvm::StringRef path) {
  auto buffer = llvm::MemoryBuffer::getFile(path);
  if (!buffer)
    return llvm::createFileError(path, buffer.getError());
  llvm::Expected<llvm::json::Value> file =
      llvm::json::parse((*buffer)->getBuffer());
  if (!file)
    return llvm::createFileError(path, file.takeError());
  llvm::Expected<plan::Problem> problem = plan::parseProblem(*file);
  if (!problem)
    return llvm::createFileError(path, problem.takeError());
  return problem;
}

static llvm::Expected<plan::Plan> choosePlan(const plan::Problem &problem,
                                             const CompileOptions &options) {
  if (!options.budget.empty()) {
    llvm::Expected<plan::Budget> budget = plan::parseBudget(options.budget);
    if (!budget)
      return budget.takeError();
    return plan::makePlan(problem, *budget, options.batchTiles);
  }
  if (!options.planFile.empty() || !options.planText.empty())
    return plan::readPlan(problem.graph, options.planFile, options.planText);
  return plan::makePlan(
      problem.graph, options.strategy,
      {{}, options.rows, options.batchTiles, options.liveBytes});
}

static llvm::Error writeProblem(const plan::Problem &problem,
                                llvm::StringRef path) {
  if (path.empty())
    return llvm::Error::success();
  std::error_code error;
  llvm::raw_fd_ostream os(path, error);
  if (error)
    return llvm::createFileError(path, error);
  os << llvm::formatv("{0:2}\n", llvm::json::Value(problem.toJson()));
  return llvm::Error::success();
}

llvm::Expected<llvm::json::Object>
lrcnn::planProblem(llvm::StringRef path, const CompileOptions &options) {
  llvm::Expected<plan::Problem> problem = readProblem(path);
  if (!problem)
    return problem.takeError();
  llvm::Expected<plan::Plan> plan = choosePlan(*problem, options);
  if (!plan)
    return plan.takeError();
  if (llvm::Error error = plan::check(problem->graph, *plan))
    return error;
  if (llvm::Error error =
          plan::checkKernels(problem->graph, *plan, problem->kernels))
    return error;
  plan::Schedule schedule =
      plan::makeSchedule(problem->graph, *plan, problem->kernels);
  if (llvm::Error error = writeProblem(*problem, options.problemFile))
    return error;
  llvm::json::Object costs{
      {"peak_bytes", plan::getPeakBytes(problem->graph, schedule)},
      {"work", plan::getWork(problem->graph, schedule).getRatio()}};
  if (!options.profileFile.empty()) {
    llvm::Expected<plan::Profile> profile =
        plan::readProfile(options.profileFile);
    if (!profile)
      return profile.takeError();
    costs["predicted_seconds"] =
        plan::getSeconds(problem->graph, schedule, *profile).getSum();
  }
  return costs;
}

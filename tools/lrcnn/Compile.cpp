//===- Compile.cpp - lrcnn compile and lrcnn plan -------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Pipelines/Compile.h"
#include "CommandLine.h"
#include "lrcnn/Pipelines/Pipelines.h"
#include "mlir/Parser/Parser.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/ToolOutputFile.h"

using namespace lrcnn;

static int report(llvm::Error error) {
  llvm::errs() << "lrcnn: error: " << llvm::toString(std::move(error)) << "\n";
  return 1;
}

static llvm::Expected<CompileOptions> getOptions(const CommandLine &line) {
  CompileOptions options;
  options.target = line.get("target", "cpu");
  bool isExplicit = line.has("strategy") || line.has("rows");
  if (line.has("plan") + line.has("budget") + isExplicit > 1 ||
      (line.has("plan") && line.has("batch-tiles")))
    return llvm::createStringError("expected either --plan, or --budget, or "
                                   "--strategy and --rows, and --batch-tiles "
                                   "with the latter two only");
  options.strategy = line.get("strategy", "store");
  options.budget = line.get("budget");
  options.planFile = line.get("plan");
  options.problemFile = line.get("write-problem");
  options.profileFile = line.get("profile");
  options.grad = line.getAll("grad");
  auto read = [&](llvm::StringRef name, int64_t &value) -> llvm::Error {
    llvm::Expected<int64_t> number = line.getInteger(name, value);
    if (!number)
      return number.takeError();
    value = *number;
    return llvm::Error::success();
  };
  if (llvm::Error error = read("rows", options.rows))
    return error;
  if (llvm::Error error = read("batch-tiles", options.batchTiles))
    return error;
  int64_t vectorBits = 0;
  if (llvm::Error error = read("vector-bits", vectorBits))
    return error;
  if (vectorBits != 0)
    options.targetParameters = {"vector_bits=" + std::to_string(vectorBits)};
  return options;
}

static constexpr llvm::StringRef kValues[] = {
    "o",      "target", "strategy", "rows", "batch-tiles", "write-problem",
    "budget", "plan",   "profile",  "grad", "vector-bits",
};

template <typename Input>
using Body =
    llvm::function_ref<int(Input, const CompileOptions &, const CommandLine &)>;

/// Parses the command line and the module, then runs `body`; or `withProblem`,
/// if there is one, where the input is a problem's file.
static int run(llvm::ArrayRef<llvm::StringRef> arguments,
               llvm::ArrayRef<llvm::StringRef> flags, Body<mlir::ModuleOp> body,
               Body<llvm::StringRef> withProblem = nullptr) {
  llvm::Expected<CommandLine> line =
      CommandLine::parse(arguments, kValues, flags);
  if (!line)
    return report(line.takeError());
  llvm::Expected<std::string> input = line->getOnly("input file");
  if (!input)
    return report(input.takeError());
  llvm::Expected<CompileOptions> options = getOptions(*line);
  if (!options)
    return report(options.takeError());
  if (withProblem && llvm::StringRef(*input).ends_with(".json")) {
    for (llvm::StringRef name : {"grad", "target", "vector-bits"})
      if (line->has(name))
        return report(llvm::createStringError(
            "expected no --" + name +
            " beside a problem file, which is made for one target and "
            "differentiated"));
    return withProblem(*input, *options, *line);
  }

  mlir::DialectRegistry registry;
  registerDialects(registry);
  mlir::MLIRContext context(registry);
  llvm::SourceMgr sources;
  mlir::SourceMgrDiagnosticHandler handler(sources, &context);
  // Remarks say why a layer was left outside of the chain, which matters only
  // if an error's note points to it.
  std::vector<std::pair<mlir::Location, std::string>> remarks;
  llvm::DenseSet<mlir::Location> noted;
  auto collector = std::make_unique<mlir::ScopedDiagnosticHandler>(
      &context, [&](mlir::Diagnostic &diagnostic) {
        for (mlir::Diagnostic &note : diagnostic.getNotes())
          noted.insert(note.getLocation());
        if (diagnostic.getSeverity() != mlir::DiagnosticSeverity::Remark)
          return mlir::failure();
        remarks.emplace_back(diagnostic.getLocation(), diagnostic.str());
        return mlir::success();
      });
  context.printOpOnDiagnostic(false);
  mlir::OwningOpRef<mlir::ModuleOp> module =
      mlir::parseSourceFile<mlir::ModuleOp>(*input, sources, &context);
  if (!module)
    return 1;
  int status = body(*module, *options, *line);
  collector.reset();
  for (const auto &[place, text] : remarks)
    if (noted.contains(place))
      mlir::emitRemark(place) << text;
  return status;
}

int lrcnn::runCompile(llvm::ArrayRef<llvm::StringRef> arguments) {
  return run(arguments, {},
             [](mlir::ModuleOp module, const CompileOptions &options,
                const CommandLine &line) {
               if (!line.has("o"))
                 return report(llvm::createStringError(
                     "expected -o DIR/NAME, where to write NAME.so and "
                     "NAME.json"));
               return failed(compileModule(module, options, line.get("o"))) ? 1
                                                                            : 0;
             });
}

/// Prints what a plan costs; `plan` has its JSON.
static void printCosts(const llvm::json::Object &plan) {
  llvm::outs() << llvm::formatv("peak {0:F1} MiB",
                                *plan.getInteger("peak_bytes") / 1048576.0);
  if (std::optional<int64_t> stash = plan.getInteger("stash_bytes"))
    llvm::outs() << llvm::formatv(", stash {0:F1} MiB", *stash / 1048576.0);
  llvm::outs() << llvm::formatv(", work {0:F3}", *plan.getNumber("work"));
  if (std::optional<double> seconds = plan.getNumber("predicted_seconds"))
    llvm::outs() << llvm::formatv(", {0:F3} s predicted", *seconds);
  llvm::outs() << "\n";
}

static void printSegments(const llvm::json::Array &segments) {
  for (const llvm::json::Value &item : segments) {
    const llvm::json::Object &segment = *item.getAsObject();
    llvm::outs() << llvm::formatv(
        "  through layer {0}: {1}, {2} tiles over rows, {3} over the batch\n",
        *segment.getInteger("end"), *segment.getString("strategy"),
        *segment.getInteger("rows"), *segment.getInteger("batch_tiles"));
  }
}

static int print(llvm::json::Object plan, const CommandLine &line) {
  if (line.has("json")) {
    llvm::outs() << llvm::formatv("{0:2}\n",
                                  llvm::json::Value(std::move(plan)));
    return 0;
  }
  printCosts(plan);
  if (const llvm::json::Object *of = plan.getObject("plan"))
    printSegments(*of->getArray("segments"));
  return 0;
}

int lrcnn::runPlan(llvm::ArrayRef<llvm::StringRef> arguments) {
  return run(
      arguments, {"json"},
      [](mlir::ModuleOp module, const CompileOptions &options,
         const CommandLine &line) {
        mlir::FailureOr<llvm::json::Object> plan = planModule(module, options);
        return failed(plan) ? 1 : print(std::move(*plan), line);
      },
      [](llvm::StringRef problem, const CompileOptions &options,
         const CommandLine &line) {
        llvm::Expected<llvm::json::Object> plan = planProblem(problem, options);
        return plan ? print(std::move(*plan), line) : report(plan.takeError());
      });
}

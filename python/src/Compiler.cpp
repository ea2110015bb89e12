//===- Compiler.cpp - The compiler as Python calls it ---------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Compiler.h"

#include "lrcnn/Pipelines/Pipelines.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/InitAllDialects.h"
#include "mlir/InitAllPasses.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"
#include "llvm/Support/SourceMgr.h"

using namespace mlir;

namespace lrcnn::python {

static StringRef stringify(DiagnosticSeverity severity) {
  switch (severity) {
  case DiagnosticSeverity::Note:
    return "note";
  case DiagnosticSeverity::Warning:
    return "warning";
  case DiagnosticSeverity::Error:
    return "error";
  case DiagnosticSeverity::Remark:
    return "remark";
  }
  llvm_unreachable("unknown severity");
}

static Diagnostic convert(mlir::Diagnostic &diagnostic) {
  Diagnostic converted;
  converted.severity = stringify(diagnostic.getSeverity());
  converted.message = diagnostic.str();
  if (auto place = diagnostic.getLocation()->findInstanceOf<FileLineColLoc>()) {
    converted.file = place.getFilename().str();
    converted.line = place.getLine();
    converted.column = place.getColumn();
  }
  for (mlir::Diagnostic &note : diagnostic.getNotes())
    converted.notes.push_back(convert(note));
  return converted;
}

void registerAll() {
  registerAllPasses();
  registerPasses();
}

static LogicalResult addStep(const Step &step, PassManager &manager) {
  const auto &[name, options] = step;
  auto emitError = [&](const Twine &message) -> LogicalResult {
    return mlir::emitError(UnknownLoc::get(manager.getContext())) << message;
  };
  if (const PassPipelineInfo *pipeline = PassPipelineInfo::lookup(name))
    return pipeline->addToPipeline(manager, options, emitError);
  if (const PassInfo *pass = PassInfo::lookup(name))
    return pass->addToPipeline(manager, options, emitError);
  return emitError("expected a pass or a pipeline, got '" + name + "'");
}

/// A pass manager for modules; a pass on functions nests by itself. Null after
/// an error.
static std::unique_ptr<PassManager>
makeManager(MLIRContext &context, const std::vector<Step> &steps) {
  auto manager = std::make_unique<PassManager>(
      &context, ModuleOp::getOperationName(), PassManager::Nesting::Implicit);
  for (const Step &step : steps)
    if (failed(addStep(step, *manager)))
      return nullptr;
  return manager;
}

/// Calls `body` in a new context; it gives a text or, after an error, none.
static Outcome
collect(llvm::function_ref<std::optional<std::string>(MLIRContext &)> body) {
  Outcome outcome;
  DialectRegistry registry;
  registerAllDialects(registry);
  registerDialects(registry);
  MLIRContext context(registry, MLIRContext::Threading::DISABLED);
  // A whole program as a note would bury the message.
  context.printOpOnDiagnostic(false);
  ScopedDiagnosticHandler handler(&context, [&](mlir::Diagnostic &diagnostic) {
    outcome.diagnostics.push_back(convert(diagnostic));
    return success();
  });
  outcome.text = body(context);
  return outcome;
}

Outcome printPipeline(const std::vector<Step> &steps) {
  return collect([&](MLIRContext &context) -> std::optional<std::string> {
    std::unique_ptr<PassManager> manager = makeManager(context, steps);
    if (!manager)
      return std::nullopt;
    std::string text;
    llvm::raw_string_ostream stream(text);
    manager->printAsTextualPipeline(stream);
    return text;
  });
}

/// The same, with the module that `source` holds.
static Outcome
collectFrom(const std::string &source, const std::string &fileName,
            llvm::function_ref<std::optional<std::string>(ModuleOp)> body) {
  return collect([&](MLIRContext &context) -> std::optional<std::string> {
    llvm::SourceMgr sources;
    sources.AddNewSourceBuffer(
        llvm::MemoryBuffer::getMemBufferCopy(source, fileName), SMLoc());
    auto module = parseSourceFile<ModuleOp>(sources, &context);
    return module ? body(*module) : std::nullopt;
  });
}

static std::optional<std::string>
print(FailureOr<llvm::json::Object> description) {
  if (failed(description))
    return std::nullopt;
  std::string text;
  llvm::raw_string_ostream(text) << llvm::json::Value(std::move(*description));
  return text;
}

Outcome runPipeline(const std::string &source, const std::string &fileName,
                    const std::vector<Step> &steps) {
  auto body = [&](ModuleOp module) -> std::optional<std::string> {
    std::unique_ptr<PassManager> manager =
        makeManager(*module.getContext(), steps);
    if (!manager || failed(manager->run(module)))
      return std::nullopt;
    std::string text;
    llvm::raw_string_ostream stream(text);
    module.print(stream);
    return text;
  };
  return collectFrom(source, fileName, body);
}

Outcome planModule(const std::string &source, const std::string &fileName,
                   const CompileOptions &options) {
  return collectFrom(source, fileName, [&](ModuleOp module) {
    return print(lrcnn::planModule(module, options));
  });
}

Outcome compileModule(const std::string &source, const std::string &fileName,
                      const CompileOptions &options, const std::string &path) {
  return collectFrom(source, fileName, [&](ModuleOp module) {
    return print(lrcnn::compileModule(module, options, path));
  });
}

} // namespace lrcnn::python

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
#include "mlir/IR/Verifier.h"
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
  if (auto name = diagnostic.getLocation()->findInstanceOf<NameLoc>())
    converted.layer = name.getName().str();
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

//===----------------------------------------------------------------------===//
// Sessions and modules
//===----------------------------------------------------------------------===//

static DialectRegistry makeRegistry() {
  DialectRegistry registry;
  registerAllDialects(registry);
  registerDialects(registry);
  return registry;
}

Session::Session() : context(makeRegistry(), MLIRContext::Threading::DISABLED) {
  // A whole program as a note would bury the message.
  context.printOpOnDiagnostic(false);
}

std::vector<Diagnostic>
Session::run(llvm::function_ref<void(MLIRContext &)> body) {
  std::lock_guard<std::mutex> lock(mutex);
  std::vector<Diagnostic> diagnostics;
  ScopedDiagnosticHandler handler(&context, [&](mlir::Diagnostic &diagnostic) {
    diagnostics.push_back(convert(diagnostic));
    return success();
  });
  body(context);
  return diagnostics;
}

Module::Module(std::string text, std::string fileName)
    : text(std::move(text)), fileName(std::move(fileName)) {}

Module::Module(std::shared_ptr<Session> session, OwningOpRef<ModuleOp> module)
    : built(new Built{std::move(session), std::move(module)}) {}

std::vector<Diagnostic>
Module::run(llvm::function_ref<void(ModuleOp)> body) const {
  if (!built)
    return Session().run([&](MLIRContext &context) {
      llvm::SourceMgr sources;
      sources.AddNewSourceBuffer(
          llvm::MemoryBuffer::getMemBufferCopy(text, fileName), SMLoc());
      if (auto module = parseSourceFile<ModuleOp>(sources, &context))
        body(*module);
    });
  return built->session->run([&](MLIRContext &) {
    OwningOpRef<ModuleOp> copy(built->module->clone());
    if (succeeded(verify(*copy)))
      body(*copy);
  });
}

//===----------------------------------------------------------------------===//
// What is done with modules
//===----------------------------------------------------------------------===//

Outcome printPipeline(const std::vector<Step> &steps) {
  Outcome outcome;
  outcome.diagnostics = Session().run([&](MLIRContext &context) {
    std::unique_ptr<PassManager> manager = makeManager(context, steps);
    if (!manager)
      return;
    llvm::raw_string_ostream stream(outcome.text.emplace());
    manager->printAsTextualPipeline(stream);
  });
  return outcome;
}

Outcome runPipeline(const Module &module, const std::vector<Step> &steps) {
  Outcome outcome;
  outcome.diagnostics = module.run([&](ModuleOp op) {
    std::unique_ptr<PassManager> manager = makeManager(*op.getContext(), steps);
    if (!manager || failed(manager->run(op)))
      return;
    llvm::raw_string_ostream stream(outcome.text.emplace());
    op.print(stream);
  });
  return outcome;
}

static std::optional<std::string>
print(FailureOr<llvm::json::Object> description) {
  if (failed(description))
    return std::nullopt;
  std::string text;
  llvm::raw_string_ostream(text) << llvm::json::Value(std::move(*description));
  return text;
}

Outcome planModule(const Module &module, const CompileOptions &options) {
  Outcome outcome;
  outcome.diagnostics = module.run([&](ModuleOp op) {
    outcome.text = print(lrcnn::planModule(op, options));
  });
  return outcome;
}

Outcome compileModule(const Module &module, const CompileOptions &options,
                      const std::string &path) {
  Outcome outcome;
  outcome.diagnostics = module.run([&](ModuleOp op) {
    outcome.text = print(lrcnn::compileModule(op, options, path));
  });
  return outcome;
}

} // namespace lrcnn::python

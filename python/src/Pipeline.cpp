//===- Pipeline.cpp - Pass pipelines for Python ---------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Pipeline.h"

#include "lrcnn/Conversion/Passes.h"
#include "lrcnn/Dialect/Row/IR/Row.h"
#include "lrcnn/Dialect/Row/Transforms/Passes.h"
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
  registerLRCNNConversionPasses();
  row::registerRowPasses();
}

static DialectRegistry makeRegistry() {
  DialectRegistry registry;
  registerAllDialects(registry);
  registry.insert<row::RowDialect>();
  return registry;
}

/// Fills the pass manager; returns what is wrong with the pipeline, or an empty
/// string. Passes on functions nest by themselves.
static std::string fill(PassManager &manager, const std::string &pipeline) {
  std::string message;
  llvm::raw_string_ostream stream(message);
  if (succeeded(parsePassPipeline(pipeline, manager, stream)))
    message.clear();
  return message;
}

std::string checkPipeline(const std::string &pipeline) {
  MLIRContext context(MLIRContext::Threading::DISABLED);
  PassManager manager(&context, ModuleOp::getOperationName(),
                      PassManager::Nesting::Implicit);
  return fill(manager, pipeline);
}

Outcome runPipeline(const std::string &source, const std::string &fileName,
                    const std::string &pipeline) {
  Outcome outcome;
  MLIRContext context(makeRegistry(), MLIRContext::Threading::DISABLED);
  ScopedDiagnosticHandler handler(&context, [&](mlir::Diagnostic &diagnostic) {
    outcome.diagnostics.push_back(convert(diagnostic));
    return success();
  });

  llvm::SourceMgr sources;
  sources.AddNewSourceBuffer(
      llvm::MemoryBuffer::getMemBufferCopy(source, fileName), SMLoc());
  OwningOpRef<ModuleOp> module = parseSourceFile<ModuleOp>(sources, &context);
  if (!module)
    return outcome;

  PassManager manager(&context, ModuleOp::getOperationName(),
                      PassManager::Nesting::Implicit);
  std::string message = fill(manager, pipeline);
  if (!message.empty()) {
    outcome.diagnostics.push_back({"error", message, "", 0, 0, {}});
    return outcome;
  }
  if (failed(manager.run(*module)))
    return outcome;

  std::string text;
  llvm::raw_string_ostream stream(text);
  module->print(stream);
  outcome.text = std::move(text);
  return outcome;
}

} // namespace lrcnn::python

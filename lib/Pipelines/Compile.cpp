//===- Compile.cpp - From a module to NAME.so and NAME.json --------------------
//===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Pipelines/Compile.h"
#include "lrcnn/Dialect/Row/IR/Row.h"
#include "lrcnn/Pipelines/Budget.h"
#include "lrcnn/Pipelines/Pipelines.h"
#include "lrcnn/Target/CPU/KernelSelection.h"
#include "lrcnn/Target/Describe.h"
#include "lrcnn/Target/Emission.h"
#include "lrcnn/Target/Passes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"

using namespace mlir;
using namespace lrcnn;

/// The function to compile: the only one with a body.
static FailureOr<func::FuncOp> getFunction(ModuleOp module) {
  func::FuncOp result;
  for (auto function : module.getOps<func::FuncOp>()) {
    if (function.isExternal())
      continue;
    if (result)
      return function.emitError()
             << "expected one function to compile, got '@" << result.getName()
             << "' and '@" << function.getName() << "'";
    result = function;
  }
  if (!result)
    return module.emitError() << "expected a function to compile, got none";
  return result;
}

/// What linalg leaves around the function (torch-mlir's global seed) is not
/// part of the program.
static void eraseOthers(ModuleOp module, func::FuncOp function) {
  for (Operation &op : llvm::make_early_inc_range(*module.getBody()))
    if (&op != function)
      op.erase();
}

static FailureOr<row::ProgramOp> makeProgram(ModuleOp module,
                                             CompileOptions options) {
  if (!options.budget.empty() && failed(fitBudget(module, options)))
    return failure();
  PipelineOptions pipeline;
  setOptions(pipeline, options);
  PassManager manager(module.getContext(), ModuleOp::getOperationName());
  buildProgramPipeline(manager, pipeline);
  if (failed(manager.run(module)))
    return failure();
  return *module.getOps<row::ProgramOp>().begin();
}

FailureOr<llvm::json::Object> lrcnn::planModule(ModuleOp module,
                                                const CompileOptions &options) {
  FailureOr<func::FuncOp> function = getFunction(module);
  if (failed(function))
    return failure();
  eraseOthers(module, *function);
  FailureOr<row::ProgramOp> program = makeProgram(module, options);
  if (failed(program))
    return failure();
  return describeProgram(*program, "cpu");
}

/// Writes `text` to `path`, whole or not at all.
static LogicalResult writeFile(ModuleOp module, StringRef path,
                               StringRef text) {
  auto temporary = llvm::sys::fs::TempFile::create(path + ".%%%%%%");
  if (!temporary)
    return module.emitError() << "cannot write '" << path
                              << "': " << llvm::toString(temporary.takeError());
  llvm::raw_fd_ostream stream(temporary->FD, /*shouldClose=*/false);
  stream << text;
  stream.flush();
  bool broken = stream.has_error();
  stream.clear_error();
  if (broken) {
    llvm::consumeError(temporary->discard());
    return module.emitError() << "cannot write '" << path << "'";
  }
  if (llvm::Error error = temporary->keep(path))
    return module.emitError() << "cannot write '" << path
                              << "': " << llvm::toString(std::move(error));
  return success();
}

static bool isIdentifier(StringRef name) {
  return !name.empty() && !llvm::isDigit(name.front()) &&
         llvm::all_of(name,
                      [](char c) { return llvm::isAlnum(c) || c == '_'; });
}

FailureOr<llvm::json::Object>
lrcnn::compileModule(ModuleOp module, const CompileOptions &options,
                     StringRef path) {
  StringRef name = llvm::sys::path::filename(path);
  if (!isIdentifier(name))
    return module.emitError() << "expected the output's name to be a C "
                                 "identifier, as the program's functions are "
                                 "named after it, got '"
                              << name << "'";
  StringRef folder = llvm::sys::path::parent_path(path);
  if (!folder.empty() && !llvm::sys::fs::is_directory(folder))
    return module.emitError() << "cannot write '" << path << ".so': '" << folder
                              << "' is not a folder; make it first";
  FailureOr<func::FuncOp> function = getFunction(module);
  if (failed(function))
    return failure();
  eraseOthers(module, *function);
  FailureOr<row::ProgramOp> program = makeProgram(module, options);
  if (failed(program))
    return failure();
  program->setSymName(name);
  llvm::json::Object description = describeProgram(*program, "cpu");

  ToLLVMPassOptions lower;
  lower.vectorBits = options.vectorBits;
  PassManager manager(module.getContext(), ModuleOp::getOperationName());
  manager.addPass(createToLLVMPass(lower));
  std::vector<ObjectCode> objects;
  if (failed(manager.run(module)) ||
      failed(emitObjects(module, cpu::getVectorTarget(options.vectorBits),
                         objects)))
    return failure();
  std::string library = (path + ".so").str(), text = (path + ".json").str();
  std::string json;
  llvm::raw_string_ostream(json) << llvm::formatv(
      "{0:2}\n", llvm::json::Value(llvm::json::Object(description)));
  if (failed(linkSharedLibrary(objects, getExportedSymbols(name), library,
                               [&] { return module.emitError(); })))
    return failure();
  if (failed(writeFile(module, text, json))) {
    llvm::sys::fs::remove(library);
    return failure();
  }
  return description;
}

//===- Compile.cpp - From a module to NAME.so and NAME.json ---------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Pipelines/Compile.h"
#include "lrcnn/Conversion/Passes.h"
#include "lrcnn/Dialect/Row/IR/Row.h"
#include "lrcnn/Pipelines/Budget.h"
#include "lrcnn/Pipelines/Pipelines.h"
#include "lrcnn/Target/Passes.h"
#include "lrcnn/Target/Program/Describe.h"
#include "lrcnn/Target/Program/Linking.h"
#include "lrcnn/Target/Target.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Endian.h"
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

namespace {
/// A constant of the module, which has become an argument of the program.
struct Constant {
  std::string name;
  RankedTensorType type;
  Attribute value;
};

struct ProgramWithConstants {
  row::ProgramOp program;
  std::vector<Constant> constants;
  /// How long a step takes; none without a profile.
  std::optional<double> seconds;
};
} // namespace

/// Raises the module's function and takes the constants out of it.
static FailureOr<std::vector<Constant>> raise(ModuleOp module,
                                              func::FuncOp function) {
  PassManager manager(module.getContext(), ModuleOp::getOperationName());
  manager.nest<func::FuncOp>().addPass(createRaisePass());
  if (failed(manager.run(module)))
    return failure();
  std::vector<Constant> constants;
  for (unsigned number : llvm::seq(function.getNumArguments())) {
    Attribute value =
        function.removeArgAttr(number, row::RowDialect::kValueAttr);
    if (!value)
      continue;
    auto name = function.getArgAttrOfType<StringAttr>(
        number, row::RowDialect::kNameAttr);
    auto type =
        dyn_cast<RankedTensorType>(function.getArgument(number).getType());
    auto typed = dyn_cast<TypedAttr>(value);
    if (!name || !type || !typed || typed.getType() != type)
      return function.emitError()
             << "expected argument " << number << " to have '"
             << row::RowDialect::kNameAttr << "', and elements of "
             << function.getArgument(number).getType() << " as '"
             << row::RowDialect::kValueAttr << "'";
    constants.push_back({name.str(), type, value});
  }
  return constants;
}

/// Runs the passes of one stage.
static LogicalResult
runStage(ModuleOp module,
         llvm::function_ref<void(OpPassManager &manager)> buildPipeline) {
  PassManager manager(module.getContext(), ModuleOp::getOperationName());
  buildPipeline(manager);
  return manager.run(module);
}

/// Writes what `write` does to `path`, whole or not at all.
static LogicalResult writeFile(ModuleOp module, StringRef path,
                               llvm::function_ref<void(raw_ostream &)> write) {
  auto temporary = llvm::sys::fs::TempFile::create(path + ".%%%%%%");
  if (!temporary)
    return module.emitError() << "cannot write '" << path
                              << "': " << llvm::toString(temporary.takeError());
  llvm::raw_fd_ostream stream(temporary->FD, /*shouldClose=*/false);
  write(stream);
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

/// Writes what a plan of the module's chain is made for.
static LogicalResult writeProblem(ModuleOp module, func::FuncOp function,
                                  StringRef path) {
  auto chains = function.getOps<row::ChainOp>();
  if (chains.empty())
    return module.emitError() << "expected a row.chain to write as a problem";
  FailureOr<plan::Problem> problem = row::getProblem(function, *chains.begin());
  if (failed(problem))
    return failure();
  return writeFile(module, path, [&](raw_ostream &os) {
    os << llvm::formatv("{0:2}\n", llvm::json::Value(problem->toJson()));
  });
}

/// How long a step of the module's planned chain takes, by the profile of
/// `path` or else of its target.
static FailureOr<std::optional<double>> predict(func::FuncOp function,
                                                StringRef path) {
  FailureOr<std::unique_ptr<const row::ProgramTarget>> target =
      row::getFunctionTarget(function);
  if (failed(target))
    return failure();
  std::optional<plan::Profile> profile = (*target)->getProfile();
  if (!path.empty()) {
    llvm::Expected<plan::Profile> read = plan::readProfile(path);
    if (!read)
      return function.emitError() << llvm::toString(read.takeError());
    profile = std::move(*read);
  }
  auto chains = function.getOps<row::ChainOp>();
  // What stands in the way is said where programs are made of chains.
  if (!profile || chains.empty())
    return std::optional<double>();
  row::ChainOp chain = *chains.begin();
  FailureOr<plan::Problem> problem = row::getProblem(function, chain);
  if (failed(problem))
    return failure();
  plan::Schedule schedule = plan::makeSchedule(
      problem->graph, row::getPlan(problem->graph, chain.getPlanAttr()),
      problem->kernels);
  return std::optional(
      plan::getSeconds(problem->graph, schedule, *profile).getSum());
}

/// Runs the stages down to a program with places.
static FailureOr<ProgramWithConstants>
makeProgram(ModuleOp module, const CompileOptions &options) {
  FailureOr<func::FuncOp> function = getFunction(module);
  if (failed(function))
    return failure();
  eraseOthers(module, *function);
  FailureOr<std::vector<Constant>> constants = raise(module, *function);
  if (failed(constants))
    return failure();
  PipelineOptions pipeline;
  setOptions(pipeline, options);
  auto differentiate = [&](OpPassManager &manager) {
    buildDifferentiatePipeline(manager, pipeline);
  };
  if (failed(runStage(module, differentiate)) ||
      (!options.problemFile.empty() &&
       failed(writeProblem(module, *function, options.problemFile))) ||
      (!options.budget.empty() &&
       failed(
           fitBudget(module, *function, options.budget, options.batchTiles))))
    return failure();
  if (failed(runStage(module, [&](OpPassManager &manager) {
        buildPlanPipeline(manager, pipeline);
      })))
    return failure();
  FailureOr<std::optional<double>> seconds =
      predict(*function, options.profileFile);
  if (failed(seconds) || failed(runStage(module, buildProgramPipeline)))
    return failure();
  return ProgramWithConstants{*module.getOps<row::ProgramOp>().begin(),
                              std::move(*constants), *seconds};
}

/// What NAME.json says.
static llvm::json::Object describe(const ProgramWithConstants &made,
                                   const Target &target) {
  llvm::json::Object description = describeProgram(made.program, target);
  llvm::json::Array names;
  for (const Constant &constant : made.constants)
    names.push_back(constant.name);
  description["constants"] = std::move(names);
  if (made.seconds)
    description["predicted_seconds"] = *made.seconds;
  return description;
}

/// Writes the elements of `constant` in their order.
static void writeElements(raw_ostream &os, const Constant &constant) {
  if (auto resource = dyn_cast<DenseResourceElementsAttr>(constant.value)) {
    ArrayRef<char> data = resource.getRawHandle().getBlob()->getData();
    os.write(data.data(), data.size());
    return;
  }
  auto elements = cast<DenseElementsAttr>(constant.value);
  ArrayRef<char> data = elements.getRawData();
  for (int64_t i = 0, n = elements.isSplat() ? elements.size() : 1; i < n; ++i)
    os.write(data.data(), data.size());
}

/// The contents of NAME.safetensors: the length of a JSON header, the header,
/// which says where each tensor's elements are, and the elements.
static void writeSafetensors(raw_ostream &os, ArrayRef<Constant> constants,
                             StringRef fingerprint) {
  llvm::json::Object header{
      {"__metadata__", llvm::json::Object{{"fingerprint", fingerprint}}}};
  int64_t end = 0;
  for (const Constant &constant : constants) {
    int64_t begin = end;
    end += constant.type.getNumElements() *
           constant.type.getElementTypeBitWidth() / 8;
    header[constant.name] = llvm::json::Object{
        {"dtype", constant.type.getElementType().isF64() ? "F64" : "F32"},
        {"shape", llvm::json::Array(constant.type.getShape())},
        {"data_offsets", llvm::json::Array{begin, end}}};
  }
  std::string text;
  llvm::raw_string_ostream(text) << llvm::json::Value(std::move(header));
  // Elements begin at a multiple of 8 bytes.
  text.resize(llvm::alignTo(text.size(), 8), ' ');
  char length[8];
  llvm::support::endian::write64le(length, text.size());
  os.write(length, sizeof length) << text;
  for (const Constant &constant : constants)
    writeElements(os, constant);
}

FailureOr<llvm::json::Object> lrcnn::planModule(ModuleOp module,
                                                const CompileOptions &options) {
  FailureOr<ProgramWithConstants> made = makeProgram(module, options);
  if (failed(made))
    return failure();
  FailureOr<std::unique_ptr<const Target>> target = getTarget(made->program);
  if (failed(target))
    return failure();
  return describe(*made, **target);
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
  FailureOr<ProgramWithConstants> made = makeProgram(module, options);
  if (failed(made))
    return failure();
  made->program.setSymName(name);
  const std::vector<Constant> &constants = made->constants;
  FailureOr<std::unique_ptr<const Target>> target = getTarget(made->program);
  if (failed(target))
    return failure();
  llvm::json::Object description = describe(*made, **target);

  PassManager manager(module.getContext(), ModuleOp::getOperationName());
  manager.addPass(createToLLVMPass());
  std::vector<ObjectCode> objects;
  if (failed(manager.run(module)) || failed((*target)->emit(module, objects)))
    return failure();
  std::string library = (path + ".so").str(), text = (path + ".json").str();
  if (failed(linkSharedLibrary(objects, (*target)->getRuntimeArchive(),
                               getExportedSymbols(name), library,
                               [&] { return module.emitError(); })))
    return failure();
  std::string values = (path + ".safetensors").str();
  auto writeValues = [&](raw_ostream &os) {
    writeSafetensors(os, constants, *description.getString("fingerprint"));
  };
  if (!constants.empty() && failed(writeFile(module, values, writeValues))) {
    llvm::sys::fs::remove(library);
    return failure();
  }
  if (failed(writeFile(module, text, [&](raw_ostream &os) {
        os << llvm::formatv("{0:2}\n",
                            llvm::json::Value(llvm::json::Object(description)));
      }))) {
    llvm::sys::fs::remove(library);
    if (!constants.empty())
      llvm::sys::fs::remove(values);
    return failure();
  }
  return description;
}

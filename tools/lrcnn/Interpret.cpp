//===- Interpret.cpp - lrcnn interpret ------------------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Interpret/Interpret.h"
#include "CommandLine.h"
#include "InterpretNpy.h"
#include "lrcnn/Dialect/Row/IR/Row.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/Parser/Parser.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SourceMgr.h"

using namespace llvm;
using namespace lrcnn;
using lrcnn::interpret::Entry;

static std::optional<Entry> parseEntry(StringRef name) {
  return StringSwitch<std::optional<Entry>>(name)
      .Case("step", Entry::step)
      .Case("forward", Entry::forward)
      .Case("inference", Entry::inference)
      .Default(std::nullopt);
}

namespace {
/// One module to interpret with one set of arguments.
struct Case {
  std::string module, symbol;
  /// Directory of NAME.npy for every argument; empty if `inputs` has all.
  std::string inputDir;
  /// Files of single arguments as NAME=FILE.
  std::vector<std::string> inputs;
  std::string outputDir;
  Entry entry = Entry::step;
};

/// Found by llvm::json::fromJSON for a list of cases.
bool fromJSON(const json::Value &value, Case &work, json::Path path) {
  json::ObjectMapper mapper(value, path);
  std::string entry = "step";
  if (!mapper || !mapper.map("module", work.module) ||
      !mapper.mapOptional("symbol", work.symbol) ||
      !mapper.map("inputs", work.inputDir) ||
      !mapper.map("outputs", work.outputDir) ||
      !mapper.mapOptional("entry", entry))
    return false;
  if (std::optional<Entry> parsed = parseEntry(entry)) {
    work.entry = *parsed;
    return true;
  }
  path.field("entry").report("expected step, forward or inference");
  return false;
}

/// Runs cases; a module that the next case names again is parsed once.
class Runner {
public:
  Runner();
  Error run(const Case &work);

private:
  Error load(StringRef path);

  mlir::MLIRContext context;
  SourceMgr sources;
  mlir::SourceMgrDiagnosticHandler handler;
  std::string path;
  mlir::OwningOpRef<mlir::ModuleOp> module;
};
} // namespace

template <typename... Ts>
static Error makeError(const char *format, Ts... ts) {
  return createStringError(inconvertibleErrorCode(), format, ts...);
}

//===----------------------------------------------------------------------===//
// Cases
//===----------------------------------------------------------------------===//

static mlir::DialectRegistry makeRegistry() {
  mlir::DialectRegistry registry;
  registry.insert<mlir::func::FuncDialect, row::RowDialect>();
  interpret::registerInterpreterModels(registry);
  return registry;
}

Runner::Runner()
    : context(makeRegistry(), mlir::MLIRContext::Threading::DISABLED),
      handler(sources, &context) {}

Error Runner::load(StringRef newPath) {
  if (module && newPath == path)
    return Error::success();
  path = newPath.str();
  auto buffer = MemoryBuffer::getFileOrSTDIN(path);
  if (!buffer)
    return makeError("'%s': %s", path.c_str(),
                     buffer.getError().message().c_str());
  unsigned id = sources.AddNewSourceBuffer(std::move(*buffer), SMLoc());
  module = mlir::parseSourceString<mlir::ModuleOp>(
      sources.getMemoryBuffer(id)->getBuffer(), &context, path);
  if (!module)
    return makeError("'%s': cannot be parsed", path.c_str());
  return Error::success();
}

static Error addInput(interpret::Arrays &arguments, StringRef name,
                      StringRef file) {
  Expected<interpret::Array> array = readNpy(file);
  if (!array)
    return array.takeError();
  arguments[name.str()] = std::move(*array);
  return Error::success();
}

static Error readInputs(const Case &work, interpret::Arrays &arguments) {
  if (!work.inputDir.empty()) {
    std::error_code error;
    for (sys::fs::directory_iterator it(work.inputDir, error), end;
         it != end && !error; it.increment(error))
      if (sys::path::extension(it->path()) == ".npy")
        if (Error failure =
                addInput(arguments, sys::path::stem(it->path()), it->path()))
          return failure;
    if (error)
      return makeError("'%s': %s", work.inputDir.c_str(),
                       error.message().c_str());
  }
  for (StringRef input : work.inputs) {
    auto [name, file] = input.split('=');
    if (name.empty() || file.empty())
      return makeError("expected --input NAME=FILE, got '%s'",
                       input.str().c_str());
    if (Error error = addInput(arguments, name, file))
      return error;
  }
  return Error::success();
}

static Error writeOutputs(StringRef directory,
                          const interpret::Result &result) {
  if (std::error_code error = sys::fs::create_directories(directory))
    return makeError("'%s': %s", directory.str().c_str(),
                     error.message().c_str());
  for (const auto &[name, array] : result.arrays) {
    SmallString<128> path(directory);
    sys::path::append(path, name + ".npy");
    if (Error error = writeNpy(path, array))
      return error;
  }
  return Error::success();
}

Error Runner::run(const Case &work) {
  if (Error error = load(work.module))
    return error;
  interpret::Arrays arguments;
  if (Error error = readInputs(work, arguments))
    return error;
  FailureOr<interpret::Result> result =
      interpret::interpret(*module, arguments, {work.entry, work.symbol});
  if (failed(result))
    return makeError("'%s': cannot be interpreted", work.module.c_str());
  outs() << work.outputDir << ": " << result->multiplyAdds
         << " multiply-adds\n";
  return writeOutputs(work.outputDir, *result);
}

//===----------------------------------------------------------------------===//
// Lists of cases
//===----------------------------------------------------------------------===//

/// Reads a JSON array of cases. Paths are relative to the file's directory.
static Expected<std::vector<Case>> readManifest(StringRef path) {
  auto buffer = MemoryBuffer::getFile(path);
  if (!buffer)
    return makeError("'%s': %s", path.str().c_str(),
                     buffer.getError().message().c_str());
  Expected<json::Value> json = json::parse((*buffer)->getBuffer());
  if (!json)
    return makeError("'%s': %s", path.str().c_str(),
                     toString(json.takeError()).c_str());
  json::Path::Root root(path);
  std::vector<Case> cases;
  if (!fromJSON(*json, cases, root))
    return root.getError();
  for (Case &work : cases)
    for (std::string *file : {&work.module, &work.inputDir, &work.outputDir}) {
      SmallString<128> absolute(sys::path::parent_path(path));
      sys::path::append(absolute, *file);
      if (!sys::path::is_absolute(*file))
        *file = absolute.str().str();
    }
  return cases;
}

//===----------------------------------------------------------------------===//
// Command
//===----------------------------------------------------------------------===//

static Expected<std::vector<Case>> getCases(const CommandLine &line) {
  if (line.has("manifest")) {
    for (StringRef other :
         {"input", "input-dir", "output-dir", "symbol", "entry"})
      if (line.has(other))
        return makeError("expected no '--%s' beside --manifest",
                         other.str().c_str());
    Expected<std::string> module = line.getOnly("input file");
    if (module)
      return makeError("expected no input file beside --manifest");
    consumeError(module.takeError());
    return readManifest(line.get("manifest"));
  }
  Case work;
  Expected<std::string> module = line.getOnly("input file");
  if (!module)
    return module.takeError();
  work.module = *module;
  work.symbol = line.get("symbol");
  work.inputDir = line.get("input-dir");
  work.inputs = line.getAll("input");
  work.outputDir = line.get("output-dir");
  if (work.outputDir.empty())
    return makeError("expected --output-dir=DIR, where to write the results");
  std::optional<Entry> entry = parseEntry(line.get("entry", "step"));
  if (!entry)
    return makeError("expected --entry=step, forward or inference, got '%s'",
                     line.get("entry").c_str());
  work.entry = *entry;
  return std::vector<Case>{work};
}

int lrcnn::runInterpret(ArrayRef<StringRef> arguments) {
  auto report = [](Error error) {
    errs() << "lrcnn: error: " << toString(std::move(error)) << "\n";
    return 1;
  };
  Expected<CommandLine> line = CommandLine::parse(
      arguments,
      {"input", "input-dir", "output-dir", "symbol", "entry", "manifest"}, {});
  if (!line)
    return report(line.takeError());
  Expected<std::vector<Case>> cases = getCases(*line);
  if (!cases)
    return report(cases.takeError());
  // One case that fails does not keep the others from running.
  Runner runner;
  int status = 0;
  for (const Case &work : *cases)
    if (Error error = runner.run(work))
      status = report(std::move(error));
  return status;
}

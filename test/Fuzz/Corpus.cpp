//===- Corpus.cpp - What is mutated, and the passes that get it -----------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Corpus.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/StringSaver.h"

using namespace lrcnn::fuzz;
using llvm::SmallVector;
using llvm::StringRef;

//===----------------------------------------------------------------------===//
// Passes
//===----------------------------------------------------------------------===//

llvm::LogicalResult Passes::addTo(mlir::PassManager &manager) const {
  auto ignore = [](const llvm::Twine &) { return llvm::failure(); };
  for (const auto &[name, options] : flags) {
    if (name == "pass-pipeline") {
      // The text names the operation that the manager is for.
      mlir::FailureOr<mlir::OpPassManager> parsed =
          mlir::parsePassPipeline(options, llvm::nulls());
      if (failed(parsed) || parsed->getOpAnchorName() != "builtin.module")
        return llvm::failure();
      static_cast<mlir::OpPassManager &>(manager) = std::move(*parsed);
      continue;
    }
    const mlir::PassRegistryEntry *entry = mlir::PassInfo::lookup(name);
    if (!entry)
      entry = mlir::PassPipelineInfo::lookup(name);
    if (!entry || failed(entry->addToPipeline(manager, options, ignore)))
      return llvm::failure();
  }
  return llvm::success();
}

/// The passes among the arguments of a call of lrcnn-opt. Other arguments say
/// how it prints and checks.
static Passes parseArguments(llvm::ArrayRef<const char *> arguments) {
  Passes passes;
  SmallVector<StringRef> kept;
  for (StringRef argument : arguments) {
    StringRef flag = argument;
    if (!flag.consume_front("-"))
      continue;
    flag.consume_front("-");
    auto [name, options] = flag.split('=');
    if (name == "allow-unregistered-dialect")
      passes.allowUnregistered = true;
    else if (name == "pass-pipeline" || mlir::PassInfo::lookup(name) ||
             mlir::PassPipelineInfo::lookup(name))
      passes.flags.emplace_back(name, options.trim("'\""));
    else
      continue;
    kept.push_back(argument);
  }
  passes.text = llvm::join(kept, " ");
  return passes;
}

/// The calls of lrcnn-opt in a shell's command line.
static std::vector<Passes> parseCommand(StringRef command) {
  llvm::BumpPtrAllocator allocator;
  llvm::StringSaver saver(allocator);
  SmallVector<const char *> words;
  llvm::cl::TokenizeGNUCommandLine(command, saver, words);
  std::vector<Passes> result;
  for (auto word = words.begin(); word != words.end();) {
    auto isBreak = [](StringRef text) { return text == "|" || text == "&&"; };
    auto end = std::find_if(word, words.end(), isBreak);
    auto tool = std::find_if(
        word, end, [](StringRef text) { return text == "lrcnn-opt"; });
    if (tool != end)
      result.push_back(parseArguments({tool + 1, end}));
    word = end == words.end() ? end : end + 1;
  }
  return result;
}

//===----------------------------------------------------------------------===//
// Files
//===----------------------------------------------------------------------===//

/// Adds the modules of the file `name` with the contents `text`.
static void addFile(Corpus &corpus, StringRef name, StringRef text) {
  std::vector<unsigned> used;
  std::string command;
  SmallVector<StringRef> lines;
  text.split(lines, '\n');
  Input input{name.str(), ""};
  std::vector<Input> inputs;
  auto finish = [&] {
    if (!StringRef(input.text).trim().empty())
      inputs.push_back(input);
    input.text.clear();
  };
  for (StringRef line : lines) {
    StringRef run = line.trim();
    if (run.starts_with("// -----") || run.starts_with("//---")) {
      finish();
    } else if (run.consume_front("// RUN:")) {
      run = run.trim();
      bool isContinued = run.consume_back("\\");
      command += run.str() + " ";
      if (isContinued)
        continue;
      for (Passes &passes : parseCommand(command)) {
        used.push_back(corpus.passes.size());
        corpus.passes.push_back(std::move(passes));
      }
      command.clear();
    } else {
      input.text += line.str() + "\n";
    }
  }
  finish();
  for (Input &piece : inputs) {
    piece.passes = used;
    corpus.inputs.push_back(std::move(piece));
  }
}

llvm::Expected<Corpus>
lrcnn::fuzz::readCorpus(llvm::ArrayRef<std::string> directories) {
  std::vector<std::string> paths;
  for (const std::string &directory : directories) {
    std::error_code error;
    llvm::sys::fs::recursive_directory_iterator entry(directory, error), end;
    for (; entry != end && !error; entry.increment(error))
      if (llvm::is_contained({".mlir", ".json"},
                             llvm::sys::path::extension(entry->path())))
        paths.push_back(entry->path());
    if (error)
      return llvm::createFileError(directory, error);
  }
  llvm::sort(paths);

  Corpus corpus;
  for (const std::string &path : paths) {
    auto buffer = llvm::MemoryBuffer::getFile(path);
    if (!buffer)
      return llvm::createFileError(path, buffer.getError());
    StringRef text = (*buffer)->getBuffer();
    if (llvm::sys::path::extension(path) == ".mlir") {
      addFile(corpus, path, text);
      continue;
    }
    corpus.data.push_back(corpus.inputs.size());
    corpus.inputs.push_back({path, text.str(), /*isData=*/true});
  }
  if (corpus.inputs.empty() || corpus.passes.empty())
    return llvm::createStringError(
        "expected .mlir files with RUN lines of lrcnn-opt, got none");
  return corpus;
}

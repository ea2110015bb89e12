//===- Linking.cpp - From object code to a shared library -----------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/Program/Linking.h"
#include "ChildProcess.h"

#include "lld/Common/Driver.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include <link.h>
#include <mutex>
#include <tuple>

LLD_HAS_DRIVER(elf)

using namespace mlir;
using namespace lrcnn;

//===----------------------------------------------------------------------===//
// The linker
//===----------------------------------------------------------------------===//

/// The linker keeps its state in globals.
static std::mutex linkerMutex;
static bool linkerCanRunAgain = true;

/// How long a linker in a child may take. It takes less than one.
static constexpr unsigned kMostSecondsInChild = 60;

/// Runs the linker here; whether it succeeded. Its fatal errors come back as
/// results only under crash recovery, which is for the whole process, so it is
/// on for no longer than this.
static bool runLinker(ArrayRef<const char *> arguments, raw_ostream &os) {
  llvm::CrashRecoveryContext::Enable();
  lld::Result status =
      lld::lldMain(arguments, os, os, {{lld::Gnu, &lld::elf::link}});
  llvm::CrashRecoveryContext::Disable();
  linkerCanRunAgain = status.canRunAgain;
  return status.retCode == 0;
}

static ChildResult runLinker(ArrayRef<const char *> arguments, LinkIn where) {
  std::lock_guard<std::mutex> lock(linkerMutex);
  if (where == LinkIn::ChildProcess || !linkerCanRunAgain)
    return runInChild([&](raw_ostream &os) { return runLinker(arguments, os); },
                      kMostSecondsInChild);
  std::string messages;
  llvm::raw_string_ostream os(messages);
  bool linked = runLinker(arguments, os);
  return {linked, std::move(messages)};
}

//===----------------------------------------------------------------------===//
// What goes into it
//===----------------------------------------------------------------------===//

/// The C library, the mathematical one and the loader as they run here: with
/// them the linker sees that nothing is missing, and records their versions.
static std::vector<std::string> findSystemLibraries() {
  std::vector<std::string> paths;
  auto visit = [](dl_phdr_info *info, size_t, void *found) {
    StringRef path(info->dlpi_name), name = llvm::sys::path::filename(path);
    if (name == "libc.so.6" || name == "libm.so.6" || name.starts_with("ld-"))
      static_cast<std::vector<std::string> *>(found)->push_back(path.str());
    return 0;
  };
  dl_iterate_phdr(visit, &paths);
  return paths;
}

static std::string makeVersionScript(ArrayRef<std::string> symbols) {
  std::string script = "{\n  global:\n";
  for (const std::string &symbol : symbols)
    script += "    " + symbol + ";\n";
  return script + "  local: *;\n};\n";
}

namespace {
/// The linker's input, in a directory that goes away again.
class LinkerInput {
public:
  ~LinkerInput() {
    if (!directory.empty())
      std::ignore = llvm::sys::fs::remove_directories(directory);
  }
  llvm::Error create() {
    return llvm::errorCodeToError(
        llvm::sys::fs::createUniqueDirectory("lrcnn-link", directory));
  }
  llvm::Expected<std::string> add(const Twine &name, StringRef contents) {
    SmallString<128> path(directory);
    llvm::sys::path::append(path, name);
    llvm::Error error = llvm::writeToOutput(path, [&](raw_ostream &os) {
      os << contents;
      return llvm::Error::success();
    });
    if (error)
      return error;
    return path.str().str();
  }

private:
  SmallString<128> directory;
};
} // namespace

static llvm::Expected<std::vector<std::string>>
makeArguments(LinkerInput &input, ArrayRef<ObjectCode> objects,
              StringRef runtimeArchive, ArrayRef<std::string> symbols,
              StringRef soname, StringRef output) {
  if (llvm::Error error = input.create())
    return error;
  std::vector<std::string> arguments = {"ld.lld",      "-shared",
                                        "-Bsymbolic",  "--gc-sections",
                                        "--threads=1", "-z",
                                        "defs",        "-z",
                                        "now",         "-z",
                                        "relro",       "--hash-style=gnu",
                                        "--as-needed", "--build-id=none"};
  arguments.push_back(("--soname=" + soname).str());
  arguments.insert(arguments.end(), {"-o", output.str()});

  auto script = input.add("exports", makeVersionScript(symbols));
  if (!script)
    return script.takeError();
  arguments.push_back("--version-script=" + *script);
  for (size_t i = 0; i < objects.size(); ++i) {
    auto object = input.add("part" + Twine(i) + ".o",
                            {objects[i].data(), objects[i].size()});
    if (!object)
      return object.takeError();
    arguments.push_back(*object);
  }
  auto runtime = input.add("libruntime.a", runtimeArchive);
  if (!runtime)
    return runtime.takeError();
  arguments.push_back(*runtime);
  llvm::append_range(arguments, findSystemLibraries());
  return arguments;
}

//===----------------------------------------------------------------------===//
// The library
//===----------------------------------------------------------------------===//

LogicalResult lrcnn::linkSharedLibrary(ArrayRef<ObjectCode> objects,
                                       StringRef runtimeArchive,
                                       ArrayRef<std::string> symbols,
                                       StringRef path, EmitError emitError,
                                       LinkIn where) {
  // Written beside its place and renamed, so that nobody sees a part of it.
  SmallString<128> unfinished;
  if (std::error_code error =
          llvm::sys::fs::createUniqueFile(path + ".%%%%%%.tmp", unfinished))
    return emitError() << "cannot write '" << path << "': " << error.message();
  llvm::FileRemover remover(unfinished);

  LinkerInput input;
  auto arguments = makeArguments(input, objects, runtimeArchive, symbols,
                                 llvm::sys::path::filename(path), unfinished);
  if (!arguments)
    return emitError() << "cannot link '" << path
                       << "': " << llvm::toString(arguments.takeError());
  SmallVector<const char *> pointers;
  for (const std::string &argument : *arguments)
    pointers.push_back(argument.c_str());

  ChildResult result = runLinker(pointers, where);
  if (!result.succeeded)
    return emitError() << "cannot link '" << path
                       << "': " << StringRef(result.messages).rtrim();
  if (std::error_code error = llvm::sys::fs::rename(unfinished, path))
    return emitError() << "cannot write '" << path << "': " << error.message();
  remover.releaseFile();
  return success();
}

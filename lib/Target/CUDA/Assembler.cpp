//===- Assembler.cpp - From PTX to machine code ---------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Assembler.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Program.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::cuda;

/// The path of ptxas; empty if there is none.
static FailureOr<std::string> findAssembler(EmitError emitError) {
  if (auto path = llvm::sys::Process::GetEnv("LRCNN_PTXAS")) {
    if (!path->empty() && !llvm::sys::fs::can_execute(*path))
      return emitError()
             << "expected LRCNN_PTXAS to be the path of ptxas, got '" << *path
             << "', which cannot be run";
    return *path;
  }
  if (auto path = llvm::sys::findProgramByName("ptxas"))
    return *path;
  if (auto path =
          llvm::sys::findProgramByName("ptxas", {"/usr/local/cuda/bin"}))
    return *path;
  return std::string();
}

static std::string readFile(StringRef path) {
  auto file = llvm::MemoryBuffer::getFile(path);
  return file ? (*file)->getBuffer().str() : std::string();
}

FailureOr<std::string> lrcnn::cuda::assemble(StringRef ptx,
                                             EmitError emitError) {
  FailureOr<std::string> assembler = findAssembler(emitError);
  if (failed(assembler) || assembler->empty())
    return assembler;
  SmallString<128> in, out, log;
  int file;
  if (llvm::sys::fs::createTemporaryFile("lrcnn", "ptx", file, in) ||
      llvm::sys::fs::createTemporaryFile("lrcnn", "cubin", out) ||
      llvm::sys::fs::createTemporaryFile("lrcnn", "log", log))
    return emitError() << "cannot write a temporary file for ptxas";
  llvm::FileRemover removeIn(in), removeOut(out), removeLog(log);
  llvm::raw_fd_ostream(file, /*shouldClose=*/true) << ptx;
  StringRef logFile = log;
  std::string message;
  int status = llvm::sys::ExecuteAndWait(
      *assembler, {*assembler, "-arch=sm_90a", "-O3", in, "-o", out},
      /*Env=*/std::nullopt, {std::nullopt, logFile, logFile},
      /*SecondsToWait=*/0, /*MemoryLimit=*/0, &message);
  std::string code = readFile(out);
  if (status != 0 || code.empty())
    return emitError() << "expected '" << *assembler
                       << "' to assemble the program's kernels, got: "
                       << (message.empty() ? readFile(log) : message);
  return code;
}

//===- GenerateKernels.cpp - Writes the kernels that the device test runs -===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//   lrcnn-cuda-kernels FOLDER [PTXAS]
//
// Writes NAME.ptx for each kernel of KernelList.h and kernels.txt; with PTXAS,
// the assembler of the CUDA toolkit, NAME.cubin as well, and its report.
//
//===----------------------------------------------------------------------===//

#include "KernelPTX.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"

#include <fstream>

using namespace mlir;
using namespace lrcnn::cuda;
using namespace lrcnn::cuda::testing;

static bool assemble(llvm::StringRef ptxas, const std::string &path) {
  std::string in = path + ".ptx", out = path + ".cubin";
  return llvm::sys::ExecuteAndWait(
             ptxas, {ptxas, "-arch=sm_90a", "-O3", "-v", in, "-o", out}) == 0;
}

int main(int argc, char **argv) {
  if (argc != 2 && argc != 3) {
    llvm::errs() << "usage: lrcnn-cuda-kernels FOLDER [PTXAS]\n";
    return 1;
  }
  std::string folder = argv[1];
  if (std::error_code error = llvm::sys::fs::create_directories(folder)) {
    llvm::errs() << folder << ": " << error.message() << '\n';
    return 1;
  }
  PTXMaker maker;
  std::ofstream list(folder + "/kernels.txt");
  for (const Kernel &kernel : getKernels()) {
    FailureOr<std::string> ptx = maker.make(kernel);
    if (failed(ptx))
      return 1;
    std::string path = folder + "/" + kernel.spec.str();
    std::ofstream(path + ".ptx") << *ptx;
    if (argc == 3 && !assemble(argv[2], path))
      return 1;
    list << kernel << '\n';
  }
  return list.good() ? 0 : 1;
}

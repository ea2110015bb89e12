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
// Writes NAME.ptx for each kernel of KernelList.h, kernels.txt and
// gradients.txt; with PTXAS, the assembler of the CUDA toolkit, NAME.cubin as
// well, and its report.
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

namespace {
/// Writes kernels to a folder. An error ends the program.
class Writer {
public:
  Writer(std::string folder, std::string ptxas)
      : folder(std::move(folder)), ptxas(std::move(ptxas)) {}

  void write(const std::string &name, const FailureOr<std::string> &ptx) {
    if (failed(ptx))
      std::exit(1);
    std::string path = folder + "/" + name;
    std::ofstream(path + ".ptx") << *ptx;
    if (!ptxas.empty() && !assemble(path))
      std::exit(1);
  }

private:
  bool assemble(const std::string &path) {
    std::string in = path + ".ptx", out = path + ".cubin";
    return llvm::sys::ExecuteAndWait(
               ptxas, {ptxas, "-arch=sm_90a", "-O3", "-v", in, "-o", out}) == 0;
  }

  std::string folder, ptxas;
};
} // namespace

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
  Writer writer(folder, argc == 3 ? argv[2] : "");
  std::ofstream list(folder + "/kernels.txt");
  for (const Kernel &kernel : getKernels()) {
    writer.write(kernel.spec.str(), maker.make(kernel));
    list << kernel << '\n';
  }
  std::ofstream gradients(folder + "/gradients.txt");
  for (const GradientKernel &kernel : getGradientKernels()) {
    writer.write(kernel.name(), maker.make(kernel));
    gradients << kernel << '\n';
  }
  writer.write(sumName, maker.makeSum());
  return list.good() && gradients.good() ? 0 : 1;
}

//===- KernelTest.h - What tests of emitted kernels share -------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TEST_TARGET_CUDA_KERNELTEST_H
#define LRCNN_TEST_TARGET_CUDA_KERNELTEST_H

#include "KernelPTX.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"
#include "gtest/gtest.h"

#include <fstream>

namespace lrcnn::cuda::testing {

inline int64_t count(llvm::StringRef text, llvm::StringRef part) {
  return text.count(part);
}

class KernelTest : public ::testing::Test {
protected:
  /// PTX of a kernel that has to be taken.
  template <typename T = Kernel>
  std::string emit(const T &kernel) {
    auto ptx = maker.make(kernel);
    EXPECT_TRUE(succeeded(ptx));
    return succeeded(ptx) ? *ptx : "";
  }

  /// The one error of a kernel that is not taken.
  template <typename T = Kernel>
  std::string getError(const T &kernel) {
    std::vector<std::string> errors;
    mlir::ScopedDiagnosticHandler handler(&maker.getContext(),
                                          [&](mlir::Diagnostic &diagnostic) {
                                            errors.push_back(diagnostic.str());
                                          });
    EXPECT_TRUE(failed(maker.make(kernel)));
    EXPECT_EQ(errors.size(), 1u);
    return errors.empty() ? "" : errors.front();
  }

  /// ptxas serialises products, and says so, where it cannot keep sums in
  /// place. Skips the test where there is no ptxas.
  void expectNoSpills(const std::string &name, const std::string &ptx);

  PTXMaker maker;
};

inline void KernelTest::expectNoSpills(const std::string &name,
                                       const std::string &ptx) {
  llvm::ErrorOr<std::string> ptxas = llvm::sys::findProgramByName("ptxas");
  if (!ptxas)
    ptxas = llvm::sys::findProgramByName("ptxas", {"/usr/local/cuda/bin"});
  if (!ptxas)
    GTEST_SKIP() << "no ptxas in PATH or /usr/local/cuda/bin";
  llvm::SmallString<128> folder;
  ASSERT_FALSE(llvm::sys::fs::createUniqueDirectory("lrcnn-ptx", folder));
  std::string base = folder.str().str() + "/kernel";
  std::string in = base + ".ptx", out = base + ".cubin", report = base + ".txt";
  std::ofstream(in) << ptx;
  std::optional<llvm::StringRef> redirects[] = {std::nullopt, report, report};
  int rc = llvm::sys::ExecuteAndWait(
      *ptxas, {*ptxas, "-arch=sm_90a", "-O3", "-v", in, "-o", out},
      std::nullopt, redirects);
  std::string text = (*llvm::MemoryBuffer::getFile(report))->getBuffer().str();
  EXPECT_EQ(rc, 0) << name << '\n' << text;
  EXPECT_EQ(count(text, "0 bytes spill stores, 0 bytes spill loads"), 1)
      << name << '\n'
      << text;
  EXPECT_EQ(count(text, "warning"), 0) << name << '\n' << text;
  llvm::sys::fs::remove_directories(folder);
}

} // namespace lrcnn::cuda::testing

#endif // LRCNN_TEST_TARGET_CUDA_KERNELTEST_H

//===- lrcnn.cpp - The compiler's driver ----------------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CommandLine.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/raw_ostream.h"

using namespace lrcnn;

static constexpr llvm::StringLiteral kUsage =
    R"(lrcnn: train convolutional networks row by row, in less memory

  lrcnn compile M.mlir -o DIR/NAME [options]   write NAME.so and NAME.json
  lrcnn plan M.mlir [--json] [options]         say what it would need; or
                                               P.json, from --write-problem
  lrcnn interpret M.mlir --output-dir=DIR      compute it in float64, slowly

  --strategy=S       store, recompute, overlap or two_phase  (store)
  --rows=N           tiles over the rows of the output       (1)
  --batch-tiles=M    tiles over the batch                    (1)
  --budget=B         the least work that fits in B bytes, or in B% of what
                     storing everything takes, instead of the first two
  --plan=FILE        segments from a JSON file instead of all above
  --write-problem=P  what a plan is made for, to the JSON file P
  --profile=FILE     how long kernels take, to predict seconds (the target's)
  --grad=NAME        also the gradient of this input; may be repeated
  --vector-bits=B    256 or 512                              (this machine's)

Options of interpret:
  --input=NAME=FILE  an argument from a .npy file; may be repeated
  --input-dir=DIR    every DIR/NAME.npy is argument NAME
  --entry=E          step, forward or inference              (step)
  --symbol=NAME      the function or program, if M.mlir has several
  --manifest=FILE    a JSON list of runs in place of M.mlir and options
)";

int main(int argc, char **argv) {
  llvm::InitLLVM init(argc, argv);
  llvm::SmallVector<llvm::StringRef> arguments(argv + 1, argv + argc);
  llvm::StringRef command = arguments.empty() ? "" : arguments.front();
  if (command == "compile")
    return runCompile(llvm::ArrayRef(arguments).drop_front());
  if (command == "plan")
    return runPlan(llvm::ArrayRef(arguments).drop_front());
  if (command == "interpret")
    return runInterpret(llvm::ArrayRef(arguments).drop_front());
  if (command == "--help" || command == "-h") {
    llvm::outs() << kUsage;
    return 0;
  }
  llvm::errs() << kUsage << "\nlrcnn: error: expected a command, got '"
               << command << "'\n";
  return 1;
}

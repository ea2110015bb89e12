//===- ProgramInterface.h - The C interface of a program --------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The generated side of lrcnn/Runtime/descriptor.h: the constant that describes
// a program, the functions that NAME.so exports, and the types that its entries
// share with the runtime.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TARGET_PROGRAM_PROGRAMINTERFACE_H
#define LRCNN_TARGET_PROGRAM_PROGRAMINTERFACE_H

#include "lrcnn/Runtime/lrcnn_runtime.h"

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/BuiltinOps.h"

#include <string>
#include <vector>

namespace lrcnn {

/// One argument; as lrcnn_argument.
struct ArgumentInterface {
  std::string name;
  std::vector<int64_t> shape;
  lrcnn_dtype dtype = LRCNN_F32;
  lrcnn_role role = LRCNN_ACTIVATION;
  /// Bits of lrcnn_calls.
  uint32_t reads = 0, writes = 0;
};

/// What the runtime is told of a program; as lrcnn_program_descriptor.
struct ProgramInterface {
  /// A C identifier.
  std::string name;
  std::vector<ArgumentInterface> arguments;
  int32_t deviceKind = LRCNN_CPU;
  /// What the code needs of the device, separated by commas.
  std::string features;
  int64_t alignment = 64;
  int64_t stashBytes = 0;
  int64_t forwardWorkspaceBytes = 0;
  int64_t inferenceWorkspaceBytes = 0;
  int64_t backwardWorkspaceBytes = 0;
  int64_t offloadBytes = 0;
  /// Functions of the module, `void (ptr to invocation)`; empty: none.
  std::string forward, inference, backward;
  /// Differs where arguments, code, or what forward leaves in the stash differ.
  uint64_t fingerprint = 0;
};

/// Adds the descriptor and the exported functions to a module of the LLVM
/// dialect. Fails, with an error at the module, for what the runtime could not
/// work with.
mlir::LogicalResult addProgramInterface(mlir::ModuleOp module,
                                        const ProgramInterface &interface);

/// The functions that a library exports.
std::vector<std::string> getExportedSymbols(llvm::StringRef programName);

//===----------------------------------------------------------------------===//
// What entries see
//===----------------------------------------------------------------------===//

/// The declaration of a function of the runtime, which is linked into the same
/// library.
mlir::LLVM::LLVMFuncOp getOrDeclareRuntime(mlir::ModuleOp module,
                                           llvm::StringRef name,
                                           mlir::LLVM::LLVMFunctionType type);

} // namespace lrcnn

#endif // LRCNN_TARGET_PROGRAM_PROGRAMINTERFACE_H

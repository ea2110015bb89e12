//===- LowerProgram.cpp - From a program to functions ---------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/Program/LowerProgram.h"
#include "lrcnn/Target/Program/Describe.h"
#include "lrcnn/Target/Program/HostCode.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::row;

/// Where the name of an entry's function is said.
static std::string &getEntryName(ProgramInterface &interface, EntryKind kind) {
  switch (kind) {
  case EntryKind::forward:
    return interface.forward;
  case EntryKind::inference:
    return interface.inference;
  case EntryKind::backward:
    return interface.backward;
  }
  llvm_unreachable("unknown entry");
}

LogicalResult lrcnn::lowerProgram(ProgramOp program, const Target &target,
                                  StringRef features, BuildEntry buildEntry,
                                  RunPipeline runPipeline) {
  auto module = program->getParentOfType<ModuleOp>();
  ProgramInterface interface = getProgramInterface(program, target, features);
  for (auto entry : program.getBodyBlock()->getOps<EntryOp>()) {
    std::string &name = getEntryName(interface, entry.getKind());
    name = (program.getSymName() + "_" + stringifyEntryKind(entry.getKind()) +
            "_entry")
               .str();
    if (failed(buildEntry(entry, name)))
      return failure();
  }
  program.erase();
  if (failed(convertToLLVM(module, runPipeline)))
    return failure();
  return addProgramInterface(module, interface);
}

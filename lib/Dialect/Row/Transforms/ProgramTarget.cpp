//===- ProgramTarget.cpp - What passes ask of a target --------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Dialect/Row/Transforms/ProgramTarget.h"

using namespace mlir;
using namespace lrcnn::row;

FailureOr<std::unique_ptr<const ProgramTarget>>
lrcnn::row::getProgramTarget(ProgramOp program) {
  TargetAttr target = program.getTargetAttr();
  if (!target)
    return program.emitOpError()
           << "expected a target; run lrcnn-attach-target first";
  auto *targets =
      program->getDialect()->getRegisteredInterface<ProgramTargets>();
  if (!targets)
    return program.emitOpError() << "expected targets to be registered";
  return targets->getTarget(target, [&] { return program.emitOpError(); });
}

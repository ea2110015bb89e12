//===- Target.cpp - What programs are compiled for ------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/Target.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace lrcnn;

void TargetRegistry::add(StringRef name, TargetFactory factory) {
  factories[name] = factory;
}

FailureOr<std::unique_ptr<const Target>>
TargetRegistry::create(row::TargetAttr target, EmitError emitError) const {
  auto it = factories.find(target.getName());
  if (it != factories.end())
    return it->second(target, emitError);
  InFlightDiagnostic error = emitError();
  error << "expected a target of: ";
  llvm::interleaveComma(llvm::make_first_range(factories), error,
                        [&](StringRef name) { error << name; });
  return error << "; got '" << target.getName() << "'";
}

FailureOr<std::unique_ptr<const row::ProgramTarget>>
TargetRegistry::getTarget(row::TargetAttr target, EmitError emitError) const {
  FailureOr<std::unique_ptr<const Target>> result = create(target, emitError);
  if (failed(result))
    return failure();
  return std::unique_ptr<const row::ProgramTarget>(std::move(*result));
}

TargetRegistry &lrcnn::getTargetRegistry(row::RowDialect &dialect) {
  // Nobody else adds targets to the dialect.
  if (auto *targets = dialect.getRegisteredInterface<row::ProgramTargets>())
    return static_cast<TargetRegistry &>(*targets);
  return dialect.addInterface<TargetRegistry>();
}

/// Checks that the target has the elements of all arguments and buffers.
static LogicalResult checkElementTypes(row::ProgramOp program,
                                       const Target &target) {
  WalkResult walk = program.walk([&](Operation *op) {
    if (!isa<row::ArgumentOp, row::BufferOp>(op))
      return WalkResult::advance();
    FloatType type =
        llvm::TypeSwitch<Type, FloatType>(op->getResult(0).getType())
            .Case<row::SlabType, row::PackedType, MemRefType>([](auto storage) {
              return cast<FloatType>(storage.getElementType());
            });
    if (target.hasElementType(type))
      return WalkResult::advance();
    op->emitOpError() << "expected elements that target '" << target.getName()
                      << "' has, got " << type;
    return WalkResult::interrupt();
  });
  return failure(walk.wasInterrupted());
}

FailureOr<std::unique_ptr<const Target>>
lrcnn::getTarget(row::ProgramOp program) {
  row::TargetAttr target = program.getTargetAttr();
  if (!target)
    return program.emitOpError()
           << "expected a target; run lrcnn-attach-target first";
  auto *dialect = program.getContext()->getLoadedDialect<row::RowDialect>();
  FailureOr<std::unique_ptr<const Target>> result =
      getTargetRegistry(*dialect).create(target,
                                         [&] { return program.emitOpError(); });
  if (failed(result) || failed(checkElementTypes(program, **result)))
    return failure();
  return result;
}

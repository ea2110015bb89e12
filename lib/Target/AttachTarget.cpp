//===- AttachTarget.cpp - Say what a program is made for ------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/Passes.h"
#include "lrcnn/Target/Target.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Builders.h"

namespace lrcnn {
#define GEN_PASS_DEF_ATTACHTARGETPASS
#include "lrcnn/Target/Passes.h.inc"
} // namespace lrcnn

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::row;

namespace {
struct AttachTargetPass
    : public lrcnn::impl::AttachTargetPassBase<AttachTargetPass> {
  using AttachTargetPassBase::AttachTargetPassBase;
  void runOnOperation() override;
  bool canScheduleOn(RegisteredOperationName name) const override;

private:
  FailureOr<DictionaryAttr> readParameters();
};
} // namespace

void AttachTargetPass::runOnOperation() {
  FailureOr<DictionaryAttr> read = readParameters();
  if (failed(read))
    return signalPassFailure();
  auto *dialect = getContext().getLoadedDialect<RowDialect>();
  FailureOr<std::unique_ptr<const Target>> made =
      getTargetRegistry(*dialect).create(
          TargetAttr::get(&getContext(), target, *read),
          [&] { return getOperation()->emitOpError(); });
  if (failed(made))
    return signalPassFailure();
  TargetAttr attr = (*made)->getAttr(&getContext());
  auto program = dyn_cast<ProgramOp>(getOperation());
  if (!program) {
    getOperation()->setAttr(RowDialect::kTargetAttr, attr);
    return;
  }
  // What was said of another target's program.
  program.removePeakBytesAttr();
  program.setTargetAttr(attr);
}

bool AttachTargetPass::canScheduleOn(RegisteredOperationName name) const {
  return name.getTypeID() == TypeID::get<ProgramOp>() ||
         name.getTypeID() == TypeID::get<func::FuncOp>();
}

FailureOr<DictionaryAttr> AttachTargetPass::readParameters() {
  Builder builder(&getContext());
  NamedAttrList result;
  for (StringRef text : parameters) {
    auto [name, number] = text.split('=');
    int64_t value = 0;
    if (name.empty() || number.getAsInteger(10, value))
      return getOperation()->emitOpError()
             << "expected a target's parameters as NAME=INTEGER, got '" << text
             << "'";
    if (result.set(name, builder.getI64IntegerAttr(value)))
      return getOperation()->emitOpError()
             << "expected each parameter of the target once, got '" << name
             << "' again";
  }
  return result.getDictionary(&getContext());
}

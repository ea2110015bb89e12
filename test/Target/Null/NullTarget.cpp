//===- NullTarget.cpp - A target without a machine ------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NullTarget.h"
#include "Driver.h"
#include "lrcnn/Interpret/Interpret.h"
#include "lrcnn/Target/Program/EntryWalker.h"
#include "lrcnn/Target/Program/HostCode.h"
#include "lrcnn/Target/Program/LowerProgram.h"
#include "lrcnn/Target/Program/ProgramInterface.h"
#include "llvm/Support/MemoryBuffer.h"
#include <cstddef>

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::row;

//===----------------------------------------------------------------------===//
// Entries
//===----------------------------------------------------------------------===//

namespace {
/// What the null device is told of a program: the numbers of its operations.
struct LoadedProgram {
  int64_t number = 0;
  DenseMap<Operation *, int64_t> operations;
};

/// Launches each operation on the device.
class NullEntryWalker final : public EntryWalker {
public:
  NullEntryWalker(EntryModule &shared, EntryOp entry,
                  const LoadedProgram &program)
      : EntryWalker(shared, entry), module(shared.module), program(program) {}

private:
  void beginEntry() override;
  LogicalResult buildCall(KernelOp kernel, const CallValues &values) override {
    SmallVector<Value> operands(kernel.getIns());
    operands.push_back(kernel.getOut());
    return launch(kernel, operands, values);
  }
  LogicalResult buildCall(PackOp pack, const CallValues &values) override {
    return launch(pack, pack->getOperands(), values);
  }
  LogicalResult buildCall(UnpackOp unpack, const CallValues &values) override {
    return launch(unpack, unpack->getOperands(), values);
  }
  void buildCopy(const CopyValues &copy) override;

  LogicalResult launch(Operation *op, ValueRange operands,
                       const CallValues &values);
  void callRuntime(StringRef name, ValueRange operands);

  ModuleOp module;
  const LoadedProgram &program;
  Value record;
};
} // namespace

void NullEntryWalker::beginEntry() {
  int64_t most = 0;
  entry.walk([&](Operation *op) {
    most = std::max<int64_t>(most, op->getNumOperands());
  });
  record = LLVM::AllocaOp::create(
      builder, loc, pointer, builder.getI8Type(),
      constant(sizeof(null_call) + most * sizeof(null_operand)),
      /*alignment=*/8);
}

void NullEntryWalker::callRuntime(StringRef name, ValueRange operands) {
  auto type =
      LLVM::LLVMFunctionType::get(LLVM::LLVMVoidType::get(builder.getContext()),
                                  SmallVector<Type>(operands.getTypes()));
  LLVM::CallOp::create(builder, loc, getOrDeclareRuntime(module, name, type),
                       operands);
}

LogicalResult NullEntryWalker::launch(Operation *op, ValueRange operands,
                                      const CallValues &values) {
  std::pair<int64_t, Value> members[] = {
      {offsetof(null_call, program), constant(program.number)},
      {offsetof(null_call, operation), constant(program.operations.at(op))},
      {offsetof(null_call, images), values.images},
      {offsetof(null_call, first_image), values.firstImage},
      {offsetof(null_call, row_begin), values.rowBegin},
      {offsetof(null_call, row_end), values.rowEnd},
      {offsetof(null_call, limit_begin), values.limitBegin},
      {offsetof(null_call, limit_end), values.limitEnd},
      {offsetof(null_call, add_from), values.addFrom},
      {offsetof(null_call, adds), values.adds}};
  for (auto [offset, value] : members)
    store(value, record, offset);
  for (auto [number, operand] : llvm::enumerate(operands)) {
    int64_t offset = sizeof(null_call) + number * sizeof(null_operand);
    Address address = getAddress(operand);
    store(address.data, record, offset + offsetof(null_operand, data));
    for (auto [i, stride] : llvm::enumerate(address.strides))
      store(stride, record,
            offset + offsetof(null_operand, strides) + i * sizeof(int64_t));
  }
  callRuntime("null_launch", {invocation, record});
  return success();
}

void NullEntryWalker::buildCopy(const CopyValues &copy) {
  callRuntime("null_copy_rows",
              {invocation, copy.target, copy.targetStride, copy.source,
               copy.sourceStride, copy.bytes, copy.images});
}

//===----------------------------------------------------------------------===//
// The target
//===----------------------------------------------------------------------===//

namespace {
class NullTarget final : public Target {
public:
  StringRef getName() const override { return "null"; }
  TargetAttr getAttr(MLIRContext *context) const override {
    return TargetAttr::get(context, getName(), DictionaryAttr::get(context));
  }
  int32_t getDeviceKind() const override { return NULL_DEVICE; }
  int64_t getAlignment() const override { return 256; }
  bool hasElementType(FloatType type) const override { return type.isF64(); }
  int64_t getFilterBytes(Operation *layer) const override {
    return test::getNullFilterBytes(layer);
  }
  int64_t getAccumulatorBytes(Operation *fold) const override {
    return test::getNullAccumulatorBytes(fold);
  }
  StringRef getRuntimeArchive() const override;
  LogicalResult lower(ProgramOp program,
                      RunPipeline runPipeline) const override;
  LogicalResult emit(ModuleOp module,
                     std::vector<ObjectCode> &objects) const override {
    if (getRuntimeArchive().empty())
      return module.emitError("cannot read '" LRCNN_NULL_RUNTIME "'");
    return emitObjects(module, HostMachine(), objects);
  }
};
} // namespace

StringRef NullTarget::getRuntimeArchive() const {
  static const auto file = llvm::MemoryBuffer::getFile(LRCNN_NULL_RUNTIME);
  return file ? (*file)->getBuffer() : StringRef();
}

LogicalResult NullTarget::lower(ProgramOp program,
                                RunPipeline runPipeline) const {
  LoadedProgram loaded;
  loaded.number = test::loadOnNullDevice(program);
  program.walk([&](Operation *op) {
    loaded.operations.try_emplace(op, loaded.operations.size());
  });
  EntryModule shared(program->getParentOfType<ModuleOp>());
  auto build = [&](EntryOp entry, StringRef name) {
    return NullEntryWalker(shared, entry, loaded).build(name);
  };
  return lowerProgram(program, *this, /*features=*/"", build, runPipeline);
}

static FailureOr<std::unique_ptr<const Target>> create(TargetAttr, EmitError) {
  return std::unique_ptr<const Target>(std::make_unique<NullTarget>());
}

void test::registerNullTarget(DialectRegistry &registry) {
  interpret::registerInterpreterModels(registry);
  registry.addExtension(+[](MLIRContext *, RowDialect *dialect) {
    getTargetRegistry(*dialect).add("null", create);
  });
}

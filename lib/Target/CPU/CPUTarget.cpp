//===- CPUTarget.cpp - The CPU as a target --------------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/CPU/CPUTarget.h"
#include "EntryBuilder.h"
#include "lrcnn/Target/CPU/ObjectEmission.h"
#include "lrcnn/Target/Describe.h"
#include "lrcnn/Target/Target.h"
#include "mlir/Conversion/Passes.h"
#include "mlir/Dialect/Arith/Transforms/Passes.h"
#include "mlir/Pass/PassManager.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::row;

namespace {
class CPUTarget final : public Target {
public:
  explicit CPUTarget(cpu::VectorTarget vectors) : vectors(std::move(vectors)) {}

  StringRef getName() const override { return "cpu"; }
  TargetAttr getAttr(MLIRContext *context) const override;

  /// A line of the cache, which is also the widest vector.
  int64_t getAlignment() const override { return 64; }
  int64_t getFilterBytes(KernelOp kernel) const override {
    return cpu::getFilterBytes(kernel, vectors);
  }
  int64_t getAccumulatorBytes(KernelOp kernel) const override {
    return cpu::getAccumulatorBytes(kernel, vectors);
  }

  LogicalResult lower(ProgramOp program,
                      RunPipeline runPipeline) const override;
  LogicalResult emit(ModuleOp module,
                     std::vector<ObjectCode> &objects) const override {
    return emitObjects(module, vectors, objects);
  }

private:
  LogicalResult lowerEntries(ProgramOp program,
                             ProgramInterface &interface) const;

  cpu::VectorTarget vectors;
};
} // namespace

//===----------------------------------------------------------------------===//
// Parameters
//===----------------------------------------------------------------------===//

static cpu::VectorTarget getVectors(int64_t bits) {
  if (bits == 0)
    return cpu::VectorTarget::host();
  return bits == 512 ? cpu::VectorTarget::avx512() : cpu::VectorTarget::avx2();
}

TargetAttr CPUTarget::getAttr(MLIRContext *context) const {
  Builder builder(context);
  NamedAttrList parameters;
  auto set = [&](StringRef name, int64_t value) {
    parameters.set(name, builder.getI64IntegerAttr(value));
  };
  set("vector_bits", vectors.vectorBits);
  if (vectors.l2Bytes != getVectors(vectors.vectorBits).l2Bytes)
    set("l2_bytes", vectors.l2Bytes);
  return TargetAttr::get(context, getName(), parameters.getDictionary(context));
}

/// The target of the numbers in `parameters`.
static FailureOr<cpu::VectorTarget>
getVectors(const llvm::StringMap<int64_t> &parameters, EmitError emitError) {
  int64_t bits = parameters.lookup("vector_bits");
  if (bits != 0 && bits != 256 && bits != 512)
    return emitError() << "expected vector_bits of 0, 256 or 512, got " << bits;
  cpu::VectorTarget target = getVectors(bits);
  auto bytes = parameters.find("l2_bytes");
  if (bytes == parameters.end())
    return target;
  if (bytes->second < 1)
    return emitError() << "expected l2_bytes of 1 or more, got "
                       << bytes->second;
  target.l2Bytes = bytes->second;
  return target;
}

static FailureOr<std::unique_ptr<const Target>> create(TargetAttr target,
                                                       EmitError emitError) {
  llvm::StringMap<int64_t> numbers;
  for (NamedAttribute parameter : target.getParameters()
                                      ? target.getParameters().getValue()
                                      : ArrayRef<NamedAttribute>()) {
    StringRef name = parameter.getName();
    if (name != "vector_bits" && name != "l2_bytes")
      return emitError() << "expected vector_bits and l2_bytes as parameters "
                            "of target 'cpu', got '"
                         << name << "'";
    auto number = dyn_cast<IntegerAttr>(parameter.getValue());
    if (!number || !number.getType().isSignlessInteger(64))
      return emitError() << "expected a number of 64 bits for " << name
                         << ", got " << parameter.getValue();
    numbers[name] = number.getInt();
  }
  FailureOr<cpu::VectorTarget> vectors = getVectors(numbers, emitError);
  if (failed(vectors))
    return failure();
  return std::unique_ptr<const Target>(
      std::make_unique<CPUTarget>(std::move(*vectors)));
}

void cpu::registerTarget(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *, RowDialect *dialect) {
    getTargetRegistry(*dialect).add("cpu", create);
  });
}

//===----------------------------------------------------------------------===//
// Lowering
//===----------------------------------------------------------------------===//

LogicalResult CPUTarget::lowerEntries(ProgramOp program,
                                      ProgramInterface &interface) const {
  cpu::ProgramModule module(program->getParentOfType<ModuleOp>(), vectors);
  for (auto entry : program.getBodyBlock()->getOps<EntryOp>()) {
    std::string name = (program.getSymName() + "_" +
                        stringifyEntryKind(entry.getKind()) + "_entry")
                           .str();
    if (failed(cpu::EntryBuilder(module, entry, entry.getLoc()).build(name)))
      return failure();
    std::string &member =
        entry.getKind() == EntryKind::forward     ? interface.forward
        : entry.getKind() == EntryKind::inference ? interface.inference
                                                  : interface.backward;
    member = name;
  }
  return success();
}

LogicalResult CPUTarget::lower(ProgramOp program,
                               RunPipeline runPipeline) const {
  auto module = program->getParentOfType<ModuleOp>();
  FailureOr<std::string> features =
      getRequiredFeatures(vectors, [&] { return module.emitError(); });
  if (failed(features))
    return failure();
  ProgramInterface interface =
      getProgramInterface(program, getAlignment(), *features);
  if (failed(lowerEntries(program, interface)))
    return failure();
  program.erase();

  // No canonicalisation on the way: it would undo the kernels' order of
  // operations, which was chosen for the registers.
  OpPassManager conversion(ModuleOp::getOperationName());
  conversion.addPass(createSCFToControlFlowPass());
  conversion.addPass(createConvertVectorToLLVMPass());
  conversion.addPass(createConvertMathToLLVMPass());
  conversion.addPass(arith::createArithExpandOpsPass());
  conversion.addPass(createArithToLLVMConversionPass());
  conversion.addPass(createConvertControlFlowToLLVMPass());
  conversion.addPass(createConvertFuncToLLVMPass());
  conversion.addPass(createReconcileUnrealizedCastsPass());
  if (failed(runPipeline(conversion, module)))
    return failure();
  return addProgramInterface(module, interface);
}

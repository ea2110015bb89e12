//===- CPUTarget.cpp - The CPU as a target --------------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/CPU/CPUTarget.h"
#include "DefaultProfile.h"
#include "EntryBuilder.h"
#include "RuntimeArchive.h"
#include "lrcnn/Kernel/Match.h"
#include "lrcnn/Target/Program/HostCode.h"
#include "lrcnn/Target/Program/LowerProgram.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::row;

/// The machine of the vectors, for the code generator.
static HostMachine getHost(const cpu::VectorTarget &vectors) {
  return {vectors.cpu, vectors.features, vectors.vectorBits};
}

namespace {
class CPUTarget final : public Target {
public:
  explicit CPUTarget(cpu::VectorTarget vectors) : vectors(std::move(vectors)) {}

  StringRef getName() const override { return "cpu"; }
  TargetAttr getAttr(MLIRContext *context) const override;

  int32_t getDeviceKind() const override { return LRCNN_CPU; }
  bool hasElementType(FloatType type) const override {
    return type.isF32() || type.isF64();
  }
  StringRef getRuntimeArchive() const override {
    return cpu::getRuntimeArchive();
  }

  /// A line of the cache, which is also the widest vector.
  int64_t getAlignment() const override { return 64; }
  int64_t getFilterBytes(Operation *layer) const override {
    return getPackedBytes(kernel::matchFilterPacking(layer));
  }
  int64_t getAccumulatorBytes(Operation *fold) const override {
    return getPackedBytes(kernel::matchUnpacking(fold));
  }
  /// They keep sums in registers and write each element once.
  bool overwritesMask(Operation *gradient) const override {
    return isa<ConvDataGradOp, PointwiseOpInterface>(gradient);
  }
  std::optional<plan::Profile> getProfile() const override {
    return cpu::getDefaultProfile();
  }

  LogicalResult lower(ProgramOp program,
                      RunPipeline runPipeline) const override;
  LogicalResult emit(ModuleOp module,
                     std::vector<ObjectCode> &objects) const override {
    return emitObjects(module, getHost(vectors), objects);
  }

private:
  int64_t getPackedBytes(const kernel::KernelCall &call) const {
    return cpu::getKernelEmitters().getPackedBytes(call.kind, call.spec,
                                                   vectors);
  }

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
  kernel::registerMatchModels(registry);
  registry.addExtension(+[](MLIRContext *, RowDialect *dialect) {
    getTargetRegistry(*dialect).add("cpu", create);
  });
}

//===----------------------------------------------------------------------===//
// Lowering
//===----------------------------------------------------------------------===//

LogicalResult CPUTarget::lower(ProgramOp program,
                               RunPipeline runPipeline) const {
  auto module = program->getParentOfType<ModuleOp>();
  FailureOr<std::string> features =
      getRequiredFeatures(getHost(vectors), [&] { return module.emitError(); });
  if (failed(features))
    return failure();
  cpu::ProgramModule shared(module, vectors);
  auto build = [&](EntryOp entry, StringRef name) {
    return cpu::EntryBuilder(shared, entry).build(name);
  };
  return lowerProgram(program, *this, *features, build, runPipeline);
}

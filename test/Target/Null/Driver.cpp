//===- Driver.cpp - A device that is not there ----------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Driver.h"
#include "../../../lib/Interpret/ProgramInterpreter.h"
#include "NullTarget.h"
#include <cstring>
#include <sys/mman.h>

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::interpret;
using namespace lrcnn::row;

//===----------------------------------------------------------------------===//
// Memory
//===----------------------------------------------------------------------===//

/// Sizes of what is allocated, by address.
static std::map<void *, size_t> &getRegions() {
  static std::map<void *, size_t> regions;
  return regions;
}

static void protect(int protection) {
  for (auto [data, size] : getRegions())
    mprotect(data, size, protection);
}

test::NullDeviceAccess::NullDeviceAccess() { protect(PROT_READ | PROT_WRITE); }
test::NullDeviceAccess::~NullDeviceAccess() { protect(PROT_NONE); }

static void *allocate(int64_t bytes) {
  size_t size = llvm::alignTo(bytes, 4096);
  void *data =
      mmap(nullptr, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  getRegions()[data] = size;
  return data;
}

static void release(void *data) {
  munmap(data, getRegions().at(data));
  getRegions().erase(data);
}

//===----------------------------------------------------------------------===//
// Programs
//===----------------------------------------------------------------------===//

namespace {
struct Program {
  OwningOpRef<ProgramOp> op;
  /// In the order of a walk.
  std::vector<Operation *> operations;
  BodyEvaluator evaluator;
};
} // namespace

static std::vector<std::unique_ptr<Program>> &getPrograms() {
  static std::vector<std::unique_ptr<Program>> programs;
  return programs;
}

int64_t test::loadOnNullDevice(ProgramOp program) {
  auto loaded = std::make_unique<Program>();
  loaded->op = cast<ProgramOp>(program->clone());
  loaded->op->walk([&](Operation *op) { loaded->operations.push_back(op); });
  getPrograms().push_back(std::move(loaded));
  return getPrograms().size() - 1;
}

void test::emptyNullDevice() { getPrograms().clear(); }

/// A packed filter lies as its type says.
static int64_t countElements(Value value) {
  return cast<RankedTensorType>(value.getType()).getNumElements();
}

int64_t test::getNullFilterBytes(Operation *layer) {
  for (OpOperand &operand : layer->getOpOperands())
    if (cast<GeometryOpInterface>(layer).isPacked(operand.getOperandNumber()))
      return countElements(operand.get()) * sizeof(double);
  llvm_unreachable("expected a layer with a packed filter");
}

/// The fold that makes the kernel's result, null if it is none.
static Operation *getFold(KernelOp kernel) {
  Operation *yield = kernel.getBodyBlock()->getTerminator();
  Operation *layer = yield->getOperand(0).getDefiningOp();
  return layer && isFold(layer) ? layer : nullptr;
}

/// Statistics are accumulated as moments of each image and channel.
int64_t test::getNullAccumulatorBytes(Operation *fold) {
  return countElements(fold->getResult(0)) *
         (isa<StatisticsOp>(fold) ? sizeof(Moments) : sizeof(double));
}

//===----------------------------------------------------------------------===//
// Operands
//===----------------------------------------------------------------------===//

namespace {
/// What a storage is in memory.
class Memory {
public:
  Memory(Type type, const null_operand &operand)
      : type(type), operand(operand) {}

  bool hasRows() const { return isa<SlabType>(type); }
  int64_t getRowSize() const {
    if (auto slab = dyn_cast<SlabType>(type))
      return slab.getWidth() * slab.getChannels();
    return ShapedType::getNumElements(getShape());
  }
  /// The place of element `index` of a row, or of a parameter.
  double *getElement(int64_t image, int64_t row, int64_t index) const {
    auto *data = static_cast<double *>(operand.data);
    const int64_t *strides = operand.strides;
    if (auto slab = dyn_cast<SlabType>(type))
      return data + image * strides[0] + row * strides[1] +
             index / slab.getChannels() * strides[2] +
             index % slab.getChannels() * strides[3];
    if (isa<PackedType>(type))
      return data + index;
    ArrayRef<int64_t> shape = getShape();
    for (int64_t d = shape.size() - 1; d >= 0; index /= shape[d--])
      data += index % shape[d] * strides[4 - shape.size() + d];
    return data;
  }
  void write(int64_t image, int64_t row, const double *values, int64_t count,
             bool adds) const {
    for (int64_t i = 0; i < count; ++i) {
      double *element = getElement(image, row, i);
      *element = adds ? *element + values[i] : values[i];
    }
  }
  Moments *getMoments() const { return static_cast<Moments *>(operand.data); }

private:
  ArrayRef<int64_t> getShape() const {
    if (auto packed = dyn_cast<PackedType>(type))
      return packed.getShape();
    return cast<MemRefType>(type).getShape();
  }

  Type type;
  const null_operand &operand;
};

/// Rows of a memory, gathered when a layer asks for them.
class MemoryOperand : public Operand {
public:
  explicit MemoryOperand(Memory memory)
      : Operand(memory.getRowSize()), memory(memory) {}

  std::string describeMissing() const override { return "is not in memory"; }

protected:
  const double *find(int64_t image, int64_t row) override {
    std::vector<double> &values = rows[{image, row}];
    if (values.empty())
      for (int64_t i = 0; i < memory.getRowSize(); ++i)
        values.push_back(*memory.getElement(image, row, i));
    return values.data();
  }

private:
  Memory memory;
  std::map<std::pair<int64_t, int64_t>, std::vector<double>> rows;
};
} // namespace

//===----------------------------------------------------------------------===//
// Kernels
//===----------------------------------------------------------------------===//

/// Images that a fold makes a row for.
static int64_t getFoldedImages(KernelOp kernel, const null_call &call) {
  RankedTensorType type = kernel.getLogicalType();
  bool ofEachImage = !isParameterGradient(getFold(kernel)) &&
                     type.getRank() == 4 && type.getDimSize(0) > 1;
  return ofEachImage ? call.images : 1;
}

static void mergeStatistics(StatisticsOp statistics, const null_call &call,
                            Operand &computed, const Memory &out) {
  RankedTensorType input = statistics.getInput().getType();
  int64_t channels = input.getDimSize(3);
  bool ofEachImage = statistics.getType().getDimSize(0) > 1;
  int64_t count = (call.row_end - call.row_begin) * input.getDimSize(2);
  count *=
      statistics.getGroups() ? channels / *statistics.getGroups() : call.images;
  for (int64_t image = 0; image < (ofEachImage ? call.images : 1); ++image) {
    const double *row = computed.getRow(image, 0);
    int64_t first = ofEachImage ? (call.first_image + image) * channels : 0;
    for (int64_t c = 0; c < channels; ++c) {
      Moments &moments = out.getMoments()[first + c];
      if (!call.adds)
        moments = {};
      moments.merge(count, row[c], row[channels + c]);
    }
  }
}

static void writeFold(KernelOp kernel, const null_call &call, Operand &computed,
                      const Memory &out) {
  if (auto statistics = dyn_cast<StatisticsOp>(getFold(kernel)))
    return mergeStatistics(statistics, call, computed, out);
  int64_t count = getRowSize(kernel.getLogicalType(), out.hasRows());
  for (int64_t image = 0; image < getFoldedImages(kernel, call); ++image)
    out.write(image, 0, computed.getRow(image, 0), count, call.adds);
}

static LogicalResult run(KernelOp kernel, const null_call &call,
                         ArrayRef<null_operand> operands,
                         BodyEvaluator &evaluator) {
  plan::Rows rows{call.row_begin, call.row_end};
  std::vector<MemoryOperand> ins;
  ins.reserve(kernel.getIns().size());
  Bindings bindings;
  for (auto [value, argument, operand] : llvm::zip(
           kernel.getIns(), kernel.getBodyBlock()->getArguments(), operands)) {
    ins.emplace_back(Memory(value.getType(), operand));
    if (kernel.getLimitAttr() && isIncomingGradient(argument))
      ins.back().setLimit({call.limit_begin, call.limit_end});
    bindings[argument] = &ins.back();
  }
  Value result = kernel.getBodyBlock()->getTerminator()->getOperand(0);
  FailureOr<ComputedValues> values =
      evaluator.evaluate(*kernel.getBodyBlock(), call.images, {{result, rows}},
                         bindings, rows, call.first_image);
  if (failed(values))
    return failure();
  Operand &computed = result.getDefiningOp()
                          ? static_cast<Operand &>(*values->at(result))
                          : *bindings.at(result);
  Memory out(kernel.getOut().getType(), operands.back());
  if (getFold(kernel)) {
    writeFold(kernel, call, computed, out);
    return success();
  }
  for (int64_t image = 0; image < call.images; ++image)
    for (int64_t row = rows.begin; row < rows.end; ++row)
      out.write(image, row, computed.getRow(image, row), out.getRowSize(),
                row >= call.add_from);
  return success();
}

/// Gives the means and variances that `source` has the moments of.
static void unpackStatistics(UnpackOp unpack, const Memory &source,
                             const Memory &target) {
  auto slab = cast<SlabType>(unpack.getTarget().getType());
  int64_t channels = slab.getChannels();
  for (int64_t image = 0; image < slab.getImages(); ++image)
    for (int64_t c = 0; c < channels; ++c) {
      const Moments &at = source.getMoments()[image * channels + c];
      *target.getElement(image, 0, c) = at.mean;
      *target.getElement(image, 0, channels + c) = at.squares / at.count;
    }
}

/// Packs or unpacks a filter: it lies the same, but for the strides.
static void copyFilter(const Memory &source, const Memory &target, bool adds) {
  for (int64_t i = 0; i < source.getRowSize(); ++i) {
    double value = *source.getElement(0, 0, i);
    double *element = target.getElement(0, 0, i);
    *element = adds ? *element + value : value;
  }
}

static int32_t launch(null_stream *stream, const null_call *call) {
  ++stream->launches;
  test::NullDeviceAccess access;
  Program &program = *getPrograms()[call->program];
  Operation *op = program.operations[call->operation];
  ArrayRef<null_operand> operands(
      reinterpret_cast<const null_operand *>(call + 1), op->getNumOperands());
  if (auto kernel = dyn_cast<KernelOp>(op))
    return failed(run(kernel, *call,
                      operands.take_front(kernel.getIns().size() + 1),
                      program.evaluator));
  Memory source(op->getOperand(0).getType(), operands[0]);
  Memory target(op->getOperand(1).getType(), operands[1]);
  if (auto unpack = dyn_cast<UnpackOp>(op); unpack && target.hasRows())
    unpackStatistics(unpack, source, target);
  else
    copyFilter(source, target, call->adds);
  return 0;
}

static void copy(null_stream *stream, const null_copy *copy) {
  ++stream->copies;
  test::NullDeviceAccess access;
  for (int64_t image = 0; image < copy->images; ++image)
    std::memcpy(static_cast<char *>(copy->target) + image * copy->target_stride,
                static_cast<const char *>(copy->source) +
                    image * copy->source_stride,
                copy->bytes);
}

extern "C" const null_driver null_driver_entry = {allocate, release, launch,
                                                  copy};

//===- Describe.cpp - What NAME.json says of a program --------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/Program/Describe.h"
#include "lrcnn/Target/Target.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/xxhash.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::row;
namespace json = llvm::json;

int64_t lrcnn::getStashBytes(ProgramOp program) {
  return std::max<int64_t>(1, *program.getStashBytes());
}

int64_t lrcnn::getPeakBytes(ProgramOp program) {
  return *program.getPeakBytes() + getStashBytes(program) -
         *program.getStashBytes();
}

uint64_t lrcnn::getFingerprint(ProgramOp program) {
  std::string text;
  llvm::raw_string_ostream(text) << program;
  return llvm::xxh3_64bits(text);
}

/// The argument's shape in the caller's order.
static SmallVector<int64_t> getCallerShape(ArgumentOp argument) {
  if (auto slab = dyn_cast<SlabType>(argument.getType()))
    return fromRowOrder({slab.getImages(), slab.getCapacity(), slab.getWidth(),
                         slab.getChannels()},
                        argument.getLayout());
  return fromRowOrder(cast<MemRefType>(argument.getType()).getShape(),
                      argument.getLayout());
}

static FloatType getElementType(ArgumentOp argument) {
  if (auto slab = dyn_cast<SlabType>(argument.getType()))
    return slab.getElementType();
  return cast<FloatType>(cast<MemRefType>(argument.getType()).getElementType());
}

/// The calls whose entries read, respectively write, the argument.
static std::pair<uint32_t, uint32_t> getCalls(ArgumentOp argument) {
  uint32_t reads = 0, writes = 0;
  for (OpOperand &use : argument->getUses()) {
    Operation *user = use.getOwner();
    auto entry = user->getParentOfType<EntryOp>();
    uint32_t call = entry.getKind() == EntryKind::backward ? LRCNN_IN_BACKWARD
                                                           : LRCNN_IN_FORWARD;
    auto kernel = dyn_cast<KernelOp>(user);
    auto unpack = dyn_cast<UnpackOp>(user);
    // A state is read and written by one kernel.
    bool writesIt = (kernel && &kernel.getOutMutable() == &use) ||
                    (unpack && unpack.getTarget() == use.get());
    (writesIt ? writes : reads) |= call;
  }
  return {reads, writes};
}

static lrcnn_role toRuntime(Role role) {
  switch (role) {
  case Role::parameter:
    return LRCNN_PARAMETER;
  case Role::activation:
    return LRCNN_ACTIVATION;
  case Role::gradient:
    return LRCNN_GRADIENT;
  case Role::state:
    return LRCNN_STATE;
  }
  llvm_unreachable("unknown role");
}

ProgramInterface lrcnn::getProgramInterface(ProgramOp program,
                                            const Target &target,
                                            StringRef features) {
  ProgramInterface result;
  result.name = program.getSymName().str();
  for (auto argument : program.getBodyBlock()->getOps<ArgumentOp>()) {
    ArgumentInterface item;
    item.name = argument.getName().str();
    SmallVector<int64_t> shape = getCallerShape(argument);
    item.shape.assign(shape.begin(), shape.end());
    item.dtype = getElementType(argument).isF64() ? LRCNN_F64 : LRCNN_F32;
    item.role = toRuntime(argument.getRole());
    std::tie(item.reads, item.writes) = getCalls(argument);
    result.arguments.push_back(std::move(item));
  }
  ArrayRef<int64_t> workspace = *program.getWorkspaceBytes();
  result.deviceKind = target.getDeviceKind();
  result.alignment = target.getAlignment();
  result.stashBytes = getStashBytes(program);
  result.forwardWorkspaceBytes = workspace[0];
  result.inferenceWorkspaceBytes = workspace[1];
  result.backwardWorkspaceBytes = workspace[2];
  result.features = features.str();
  result.fingerprint = getFingerprint(program);
  return result;
}

static json::Array describeArguments(ProgramOp program,
                                     int64_t &parameterBytes) {
  json::Array arguments;
  for (auto argument : program.getBodyBlock()->getOps<ArgumentOp>()) {
    SmallVector<int64_t> shape = getCallerShape(argument);
    FloatType type = getElementType(argument);
    if (isa<MemRefType>(argument.getType()))
      parameterBytes += ShapedType::getNumElements(shape) * type.getWidth() / 8;
    arguments.push_back(
        json::Object{{"name", argument.getName()},
                     {"role", stringifyRole(argument.getRole())},
                     {"direction", stringifyDirection(argument.getDirection())},
                     {"layout", stringifyLayout(argument.getLayout())},
                     {"shape", json::Array(shape)},
                     {"dtype", type.isF64() ? "f64" : "f32"}});
  }
  return arguments;
}

static json::Object describePlan(PlanAttr plan) {
  json::Array segments;
  for (SegmentAttr segment : plan.getSegments())
    segments.push_back(json::Object{{"end", segment.getEnd()},
                                    {"strategy", segment.getStrategy()},
                                    {"rows", segment.getCuts().size()},
                                    {"batch_tiles", segment.getBatch()},
                                    {"cuts", json::Array(segment.getCuts())},
                                    {"checkpoint", segment.getCheckpoint()}});
  json::Array takeovers;
  for (auto takeover : plan.getTakeovers().getAsRange<TakeoverAttr>())
    takeovers.push_back(
        json::Object{{"gradient_of", takeover.getLayer()},
                     {"over", stringifyTaken(takeover.getTaken())},
                     {"of", takeover.getOf()}});
  return json::Object{{"segments", std::move(segments)},
                      {"kept", json::Array(plan.getKept())},
                      {"offloaded", json::Array(plan.getOffloaded())},
                      {"again", json::Array(plan.getAgain())},
                      {"remade", json::Array(plan.getRemade())},
                      {"bf16", json::Array(plan.getBf16())},
                      {"takeovers", std::move(takeovers)}};
}

static json::Array describeBuffers(ProgramOp program) {
  json::Array buffers;
  program.walk([&](BufferOp buffer) {
    if (!buffer.getOffset())
      return;
    EntryOp entry = buffer->getParentOfType<EntryOp>();
    buffers.push_back(json::Object{
        {"name", buffer.getName()},
        {"call", entry ? stringifyEntryKind(entry.getKind()) : "step"},
        {"arena", stringifySpace(*buffer.getArena())},
        {"offset", static_cast<int64_t>(*buffer.getOffset())},
        {"bytes", static_cast<int64_t>(*buffer.getBytes())},
        {"first_use", (*buffer.getLive())[0]},
        {"last_use", (*buffer.getLive())[1]}});
  });
  return buffers;
}

json::Object lrcnn::describeProgram(ProgramOp program, const Target &target) {
  int64_t parameterBytes = 0;
  json::Array arguments = describeArguments(program, parameterBytes);
  ArrayRef<int64_t> workspace = *program.getWorkspaceBytes();
  return json::Object{
      {"version", 2},
      {"name", program.getSymName()},
      {"target", target.getName()},
      {"fingerprint", llvm::utohexstr(getFingerprint(program),
                                      /*LowerCase=*/true, /*Width=*/16)},
      {"arguments", std::move(arguments)},
      {"alignment", target.getAlignment()},
      {"stash_bytes", getStashBytes(program)},
      {"workspace_bytes", json::Object{{"forward", workspace[0]},
                                       {"inference", workspace[1]},
                                       {"backward", workspace[2]}}},
      {"offload_bytes", 0},
      {"peak_bytes", getPeakBytes(program)},
      {"parameter_bytes", parameterBytes},
      {"work", program.getWorkAttr().getValueAsDouble()},
      {"plan", describePlan(*program.getPlan())},
      {"buffers", describeBuffers(program)}};
}

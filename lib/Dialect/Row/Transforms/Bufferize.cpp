//===- Bufferize.cpp - Give every buffer a place --------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Dialect/Row/Transforms/Passes.h"
#include "lrcnn/Dialect/Row/Transforms/ProgramTarget.h"
#include "lrcnn/Dialect/Row/Transforms/Work.h"
#include "lrcnn/Plan/Packer.h"
#include "lrcnn/Plan/Schedule.h"
#include "mlir/IR/Remarks.h"
#include "llvm/ADT/MapVector.h"

namespace lrcnn::row {
#define GEN_PASS_DEF_BUFFERIZEPASS
#include "lrcnn/Dialect/Row/Transforms/Passes.h.inc"
} // namespace lrcnn::row

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::row;

namespace {
/// First and last position at which a buffer is used.
struct Lifetime {
  int64_t first = -1, last = -1;

  void extend(int64_t begin, int64_t end) {
    first = first < 0 ? begin : std::min(first, begin);
    last = std::max(last, end);
  }
};

using Lifetimes = llvm::MapVector<Operation *, Lifetime>;

struct BufferizePass
    : public lrcnn::row::impl::BufferizePassBase<BufferizePass> {
  using BufferizePassBase::BufferizePassBase;
  void runOnOperation() override;

private:
  LogicalResult assignBytes(BufferOp buffer);
  FailureOr<plan::StepMemory> place(const Lifetimes &lifetimes, bool hasStash,
                                    int64_t backwardBegin);
  /// Sets peak and work, which must be what the program says already.
  LogicalResult setCosts(int64_t peak);

  /// Who says how big packed filters are, and how storage is aligned.
  std::shared_ptr<const ProgramTarget> target;
};
} // namespace

//===----------------------------------------------------------------------===//
// Lifetimes
//===----------------------------------------------------------------------===//

static void extendUses(Operation &op, Block *scope, int64_t begin, int64_t end,
                       Lifetimes &lifetimes) {
  for (Value operand : op.getOperands())
    if (auto buffer = operand.getDefiningOp<BufferOp>())
      if (!scope || buffer->getBlock() != scope)
        lifetimes[buffer].extend(begin, end);
}

/// Numbers the operations of `block` from `position` on and extends lifetimes.
/// A buffer that is declared outside of a loop and used in it is alive in the
/// whole loop; one declared inside is alive between its uses in the body, as
/// each iteration writes it anew.
static int64_t countUses(Block &block, int64_t position, Lifetimes &lifetimes) {
  for (Operation &op : block) {
    if (isa<BufferOp>(op))
      continue;
    auto loop = dyn_cast<TilesOp>(op);
    if (!loop) {
      extendUses(op, nullptr, position, position, lifetimes);
      ++position;
      continue;
    }
    int64_t begin = position;
    for (Operation &inner : *loop.getBodyBlock()) {
      if (isa<BufferOp>(inner))
        continue;
      for (Value operand : inner.getOperands())
        if (auto buffer = operand.getDefiningOp<BufferOp>())
          if (buffer->getBlock() == loop.getBodyBlock())
            lifetimes[buffer].extend(position, position);
      ++position;
    }
    for (Operation &inner : *loop.getBodyBlock())
      extendUses(inner, loop.getBodyBlock(), begin, position - 1, lifetimes);
  }
  return position;
}

//===----------------------------------------------------------------------===//
// Sizes
//===----------------------------------------------------------------------===//

/// The layer whose kernel reads the filter in `buffer`, or makes what it has.
static Operation *getOwner(BufferOp buffer) {
  for (OpOperand &use : buffer->getUses()) {
    auto kernel = dyn_cast<KernelOp>(use.getOwner());
    if (!kernel)
      continue;
    Block *body = kernel.getBodyBlock();
    if (kernel.getOut() == buffer.getResult())
      return &body->front();
    // A kernel's tile, where it has one, stands in front of what it reads.
    unsigned number =
        use.getOperandNumber() - kernel.getIns().getBeginOperandIndex();
    for (Operation *user : body->getArgument(number).getUsers())
      return user;
  }
  return nullptr;
}

LogicalResult BufferizePass::assignBytes(BufferOp buffer) {
  int64_t bytes = 0;
  if (auto slab = dyn_cast<SlabType>(buffer.getType())) {
    bytes = llvm::alignTo(slab.getBytes(), target->getAlignment()) *
            buffer.getCopies();
  } else if (Operation *owner = getOwner(buffer)) {
    bytes = isFold(owner) ? target->getAccumulatorBytes(owner)
                          : target->getFilterBytes(owner);
  } else {
    return buffer.emitOpError() << "expected a kernel to use this buffer";
  }
  buffer.setBytes(bytes);
  return success();
}

//===----------------------------------------------------------------------===//
// Places
//===----------------------------------------------------------------------===//

FailureOr<plan::StepMemory> BufferizePass::place(const Lifetimes &lifetimes,
                                                 bool hasStash,
                                                 int64_t backwardBegin) {
  std::vector<plan::Buffer> buffers;
  for (auto [op, lifetime] : lifetimes) {
    auto buffer = cast<BufferOp>(op);
    plan::Buffer problem;
    problem.name = buffer.getName().str();
    problem.bytes = *buffer.getBytes();
    problem.firstUse = lifetime.first;
    problem.lastUse = lifetime.last;
    // The forward pass uses what it has not stashed yet, the backward pass what
    // it no longer needs. Inference has no stash.
    problem.allowed = buffer.getSpace() == Space::stash ? plan::Arena::stash
                      : hasStash ? plan::Arena::either
                                 : plan::Arena::workspace;
    buffers.push_back(std::move(problem));
  }
  int64_t alignment = target->getAlignment();
  plan::Placement placement = plan::pack(buffers, alignment);
  if (llvm::Error error = plan::verify(buffers, placement, alignment))
    return getOperation().emitOpError()
           << "packing failed: " << llvm::toString(std::move(error));
  for (auto [index, item] : llvm::enumerate(lifetimes)) {
    auto buffer = cast<BufferOp>(item.first);
    const plan::Place &place = placement.places[index];
    bool inStash = place.arena == plan::Arena::stash;
    buffer.setArena(inStash ? Space::stash : Space::workspace);
    buffer.setOffset(place.offset);
    const int64_t live[] = {item.second.first, item.second.last};
    if (buffer.getLive() && *buffer.getLive() != ArrayRef(live))
      return buffer.emitOpError()
             << "expected to be alive from " << buffer.getLive()->front()
             << " to " << buffer.getLive()->back()
             << ", as the schedule says, is used from " << live[0] << " to "
             << live[1];
    buffer.setLive(live);
  }
  return plan::getStepMemory(buffers, placement, backwardBegin);
}

/// Bytes of the feature maps among the arguments that are alive in a call. What
/// the caller holds between the calls counts in both.
static int64_t getActivationBytes(ProgramOp program, EntryKind kind) {
  int64_t bytes = 0;
  for (auto argument : program.getBodyBlock()->getOps<ArgumentOp>()) {
    auto slab = dyn_cast<SlabType>(argument.getType());
    if (!slab)
      continue;
    bool backward = argument.getRole() == Role::gradient;
    bool input = argument.getRole() == Role::activation &&
                 argument.getDirection() == Direction::in;
    if (input || backward == (kind == EntryKind::backward))
      bytes += slab.getBytes();
  }
  return bytes;
}

/// Tells MLIR's remark engine, where it is on, what the program takes.
static void reportMemory(ProgramOp program, int64_t buffers) {
  remark::analysis(program.getLoc(), remark::RemarkOpts::name("memory")
                                         .category("lrcnn-bufferize")
                                         .function(program.getSymName()))
      << remark::metric("peak_bytes", *program.getPeakBytes())
      << remark::metric("stash_bytes", *program.getStashBytes())
      << remark::metric("buffers", buffers)
      << remark::metric("work", program.getWorkAttr().getValueAsDouble());
}

void BufferizePass::runOnOperation() {
  ProgramOp program = getOperation();
  FailureOr<std::unique_ptr<const ProgramTarget>> found =
      getProgramTarget(program);
  if (failed(found))
    return signalPassFailure();
  target = std::move(*found);
  Lifetimes step, inference;
  EntryOp forward = program.getEntry(EntryKind::forward);
  EntryOp backward = program.getEntry(EntryKind::backward);
  EntryOp infer = program.getEntry(EntryKind::inference);
  if (!forward || !backward || !infer) {
    program.emitOpError() << "expected forward, inference and backward entries";
    return signalPassFailure();
  }
  int64_t backwardBegin = countUses(*forward.getBodyBlock(), 0, step);
  int64_t end = countUses(*backward.getBodyBlock(), backwardBegin, step);
  countUses(*infer.getBodyBlock(), 0, inference);

  SmallVector<BufferOp> unused;
  WalkResult walk = program.walk([&](BufferOp buffer) {
    if (buffer->use_empty())
      unused.push_back(buffer);
    else if (failed(assignBytes(buffer)))
      return WalkResult::interrupt();
    return WalkResult::advance();
  });
  if (walk.wasInterrupted())
    return signalPassFailure();
  for (BufferOp buffer : unused)
    buffer.erase();

  FailureOr<plan::StepMemory> memory =
      place(step, /*hasStash=*/true, backwardBegin);
  if (failed(memory))
    return signalPassFailure();
  // All of inference lies before a backward pass that it does not have.
  FailureOr<plan::StepMemory> inferred =
      place(inference, /*hasStash=*/false, end + 1);
  if (failed(inferred))
    return signalPassFailure();
  program.setStashBytes(memory->stash);
  const int64_t workspaces[] = {memory->forward, inferred->forward,
                                memory->backward};
  program.setWorkspaceBytes(ArrayRef(workspaces));
  if (failed(setCosts(
          memory->stash +
          std::max(memory->forward +
                       getActivationBytes(program, EntryKind::forward),
                   memory->backward +
                       getActivationBytes(program, EntryKind::backward)))))
    return signalPassFailure();
  reportMemory(program, step.size());
}

LogicalResult BufferizePass::setCosts(int64_t peak) {
  ProgramOp program = getOperation();
  double work = getWork(program);
  std::optional<int64_t> expected = program.getPeakBytes();
  if (expected && *expected != peak)
    return program.emitOpError()
           << "expected a peak of " << *expected
           << " bytes, as its schedule says, has one of " << peak;
  if (program.getWork() && program.getWork()->convertToDouble() != work)
    return program.emitOpError()
           << "expected work of " << program.getWork()->convertToDouble()
           << ", as its schedule says, does " << work;
  program.setPeakBytes(peak);
  program.setWorkAttr(FloatAttr::get(Float64Type::get(&getContext()), work));
  return success();
}

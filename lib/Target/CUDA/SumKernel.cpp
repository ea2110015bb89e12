//===- SumKernel.cpp - Adds the parts of a weight gradient ----------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/CUDA/KernelBuilder.h"
#include "lrcnn/Target/CUDA/WeightGradientKernel.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace lrcnn::cuda;

namespace {
/// A thread has four sums that follow each other, `ways` threads share them:
/// each adds every ways-th part, and the first adds what they have.
class SumEmitter {
public:
  SumEmitter(gpu::GPUModuleOp module);
  LLVM::LLVMFuncOp emit();

private:
  Value addParts(Number way, Number at);
  Value add(Value lhs, Value rhs) {
    return arith::AddFOp::create(kernel.getBuilder(), lhs, rhs);
  }
  Value load(Value pointer) {
    return LLVM::LoadOp::create(kernel.getBuilder(), quad, pointer, 16);
  }
  /// The address of four numbers, counted in fours.
  Value global(Value pointer, Value at) {
    return LLVM::GEPOp::create(kernel.getBuilder(), pointer.getType(), quad,
                               pointer, ValueRange(at));
  }
  Value shared(Number at) {
    return kernel.sharedPointer(
        kernel.add(kernel.sharedBase(), kernel.mul(at, 16)));
  }

  KernelBuilder kernel;
  Value workspace, result, zero;
  Number quads, parts, ways, accumulate;
  VectorType quad;
};
} // namespace

SumEmitter::SumEmitter(gpu::GPUModuleOp module)
    : kernel(module, sumName,
             {Parameter::pointer, Parameter::pointer, Parameter::number,
              Parameter::number, Parameter::number, Parameter::number},
             sumThreads, /*blocks=*/6) {
  ImplicitLocOpBuilder &builder = kernel.getBuilder();
  unsigned position = 0;
  auto next = [&] { return kernel.getParameter(position++); };
  workspace = next();
  result = next();
  for (Number *number : {&quads, &parts, &ways, &accumulate})
    *number = next();
  quad = VectorType::get(4, builder.getF32Type());
  zero = arith::ConstantOp::create(builder, builder.getZeroAttr(quad));
}

/// Loads four parts before it adds them: one load would wait for the other.
Value SumEmitter::addParts(Number way, Number at) {
  constexpr int64_t atOnce = 4;
  ImplicitLocOpBuilder &builder = kernel.getBuilder();
  auto loadPart = [&](Number number) {
    Number part = kernel.add(way, kernel.mul(number, ways));
    Value first =
        arith::MulIOp::create(builder, kernel.wide(part), kernel.wide(quads));
    return load(global(workspace,
                       arith::AddIOp::create(builder, first, kernel.wide(at))));
  };
  auto overGroups = [&](Number first, ValueRange carried) {
    KernelBuilder::Values loaded;
    for (int64_t i = 0; i < atOnce; ++i)
      loaded.push_back(loadPart(kernel.add(first, i)));
    Value sum = carried[0];
    for (Value part : loaded)
      sum = add(sum, part);
    return KernelBuilder::Values{sum};
  };
  auto overRest = [&](Number number, ValueRange carried) {
    return KernelBuilder::Values{add(carried[0], loadPart(number))};
  };
  Number left = kernel.sub(kernel.sub(kernel.add(parts, ways), way), 1);
  Number count = kernel.div(left, ways);
  Number grouped = kernel.mul(kernel.div(count, atOnce), atOnce);
  Value sum = kernel.loop(0, grouped, atOnce, zero, overGroups)[0];
  return kernel.loop(grouped, count, 1, sum, overRest)[0];
}

LLVM::LLVMFuncOp SumEmitter::emit() {
  ImplicitLocOpBuilder &builder = kernel.getBuilder();
  Number thread = kernel.threadNumber();
  Number width = kernel.div(sumThreads, ways);
  Number way = kernel.div(thread, width), lane = kernel.rem(thread, width);
  Number at = kernel.add(kernel.mul(kernel.blockNumber(), width), lane);
  Value inside = kernel.less(at, quads);
  Value sum = addParts(way, kernel.select(inside, at, 0));
  LLVM::StoreOp::create(builder, sum, shared(thread), 16);
  kernel.syncThreads();
  Value finishes = arith::AndIOp::create(builder, inside, kernel.equal(way, 0));
  kernel.ifThen(finishes, [&] {
    auto overWays = [&](Number other, ValueRange carried) {
      Number place = kernel.add(lane, kernel.mul(other, width));
      return KernelBuilder::Values{add(carried[0], load(shared(place)))};
    };
    Value total = kernel.loop(1, ways, 1, sum, overWays)[0];
    Value pointer = global(result, kernel.wide(at));
    Value old = arith::SelectOp::create(
        builder, kernel.compare(arith::CmpIPredicate::ne, accumulate, 0),
        load(pointer), zero);
    LLVM::StoreOp::create(builder, add(old, total), pointer, 16);
  });
  return kernel.finish();
}

LLVM::LLVMFuncOp lrcnn::cuda::emitSum(gpu::GPUModuleOp module) {
  return SumEmitter(module).emit();
}

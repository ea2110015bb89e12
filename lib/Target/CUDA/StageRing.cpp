//===- StageRing.cpp - Operands on their way to tensor cores --------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "StageRing.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace lrcnn::cuda;

static constexpr int64_t barrierBytes = 8;

Number StageRing::barrier(int64_t set, Number stage) {
  Number first = kernel.add(barriers, set * stages * barrierBytes);
  return kernel.add(first, kernel.mul(stage, barrierBytes));
}

void StageRing::initBarriers() {
  for (int64_t stage = 0; stage < stages; ++stage) {
    kernel.initBarrier(full(stage), arrivals.full);
    kernel.initBarrier(empty(stage), arrivals.empty);
    if (arrivals.converted != 0)
      kernel.initBarrier(converted(stage), arrivals.converted);
  }
}

void StageRing::waitEmpty(Stage stage) {
  kernel.wait(empty(stage.number), kernel.bitXor(stage.parity, 1));
}

StageRing::Stage StageRing::advance(Stage stage) {
  ImplicitLocOpBuilder &builder = kernel.getBuilder();
  Number next = kernel.add(stage.number, 1);
  Value wraps = kernel.equal(next, stages);
  Value flip = arith::ExtUIOp::create(builder, builder.getI32Type(), wraps);
  return {kernel.select(wraps, 0, next), kernel.bitXor(stage.parity, flip)};
}

void StageRing::release(Value leads, Number stage) {
  kernel.ifThen(leads, [&] { kernel.arrive(empty(stage)); });
}

void StageRing::multiplyStage(Stage stage, KernelBuilder::Values &sums,
                              bool fresh, Issue issue) {
  bool converts = arrivals.converted != 0;
  kernel.wait(converts ? converted(stage.number) : full(stage.number),
              stage.parity);
  kernel.fenceMultiply();
  issue(stage.number, sums, fresh);
  kernel.commitMultiply();
}

/// One group of products is in flight; a stage is released when the products of
/// the next have been issued and its own are done. The first block is peeled:
/// it overwrites the sums. A loop that might not run would have to merge zeros
/// with results, for which ptxas would serialise the products.
StageRing::Stage StageRing::multiply(Stage stage, Number blocks,
                                     ArrayRef<int64_t> columns, Value leads,
                                     Issue issue, Sums &sums) {
  KernelBuilder::Values products;
  for (int64_t count : columns)
    products.push_back(kernel.undefinedSums(count));
  multiplyStage(stage, products, /*fresh=*/true, issue);
  KernelBuilder::Values init = advance(stage).getValues(kernel);
  init.push_back(kernel.value(stage.number));
  llvm::append_range(init, products);
  auto overBlocks = [&](Number, ValueRange carried) {
    Stage stage = {carried[0], carried[1]};
    KernelBuilder::Values products(carried.drop_front(3));
    multiplyStage(stage, products, /*fresh=*/false, issue);
    kernel.waitMultiply(1);
    release(leads, carried[2]);
    KernelBuilder::Values values = advance(stage).getValues(kernel);
    values.push_back(carried[0]);
    llvm::append_range(values, products);
    return values;
  };
  KernelBuilder::Values last = kernel.loop(1, blocks, 1, init, overBlocks);
  kernel.waitMultiply(0);
  release(leads, last[2]);
  for (auto [i, count] : llvm::enumerate(columns))
    sums.push_back(kernel.takeSums(last[3 + i], count));
  return {last[0], last[1]};
}

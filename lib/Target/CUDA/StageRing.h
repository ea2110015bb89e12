//===- StageRing.h - Operands on their way to tensor cores ------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Blocks of operands go through a ring of stages in shared memory. One side
// fills a stage that is empty, the other multiplies what a full stage holds and
// gives it back one block later, when the products that read it are done.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_TARGET_CUDA_STAGERING_H
#define LRCNN_LIB_TARGET_CUDA_STAGERING_H

#include "lrcnn/Target/CUDA/KernelBuilder.h"

namespace lrcnn::cuda {

class StageRing {
public:
  /// A place in the ring, carried from block to block.
  struct Stage {
    Number number = 0, parity = 0;

    KernelBuilder::Values getValues(KernelBuilder &kernel) const {
      return {kernel.value(number), kernel.value(parity)};
    }
  };
  /// What a stage waits for. A stage is multiplied when it is full or, in a
  /// ring with conversions, when what came has been converted in place.
  struct Arrivals {
    int64_t full = 1, empty = 0, converted = 0;
  };
  /// Issues the products of a stage: each of the sums, 64 rows of them,
  /// becomes that after the block; `fresh` says that it holds nothing yet.
  using Issue = llvm::function_ref<void(
      Number stage, KernelBuilder::Values &sums, bool fresh)>;
  using Sums = llvm::SmallVector<KernelBuilder::Values>;

  /// A ring whose barriers lie at `barriers` in shared memory.
  StageRing(KernelBuilder &kernel, Number barriers, int64_t stages,
            Arrivals arrivals)
      : kernel(kernel), barriers(barriers), stages(stages), arrivals(arrivals) {
  }

  /// How many bytes the barriers take.
  static int64_t getBarrierBytes(int64_t stages, bool converts = false) {
    return (converts ? 3 : 2) * stages * 8;
  }

  /// For one thread of the block.
  void initBarriers();
  Number full(Number stage) { return barrier(0, stage); }
  Number empty(Number stage) { return barrier(1, stage); }
  Number converted(Number stage) { return barrier(2, stage); }
  /// Until the stage may be filled.
  void waitEmpty(Stage stage);
  Stage advance(Stage stage);

  /// Multiplies `blocks` >= 1 blocks from `stage` on. `sums` takes a thread's
  /// results, `columns` / 2 of each product of 64 rows and `columns`. A
  /// thread for which `leads` holds gives stages back.
  Stage multiply(Stage stage, Number blocks, mlir::ArrayRef<int64_t> columns,
                 mlir::Value leads, Issue issue, Sums &sums);

private:
  Number barrier(int64_t set, Number stage);
  void multiplyStage(Stage stage, KernelBuilder::Values &sums, bool fresh,
                     Issue issue);
  void release(mlir::Value leads, Number stage);

  KernelBuilder &kernel;
  Number barriers;
  int64_t stages;
  Arrivals arrivals;
};

} // namespace lrcnn::cuda

#endif // LRCNN_LIB_TARGET_CUDA_STAGERING_H

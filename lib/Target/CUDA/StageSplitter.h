//===- StageSplitter.h - f32 operands as pairs of bf16 ----------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Tensor cores take TF32 only where K is contiguous, which pixels are not. bf16
// has no such limit, and a sum of two bf16 numbers is nearer to f32 than TF32
// is. So f32 operands are split where they lie in shared memory: the 32 + 32
// channels of two planes become 64 channels of what bf16 holds of them, and 64
// of the rest.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_TARGET_CUDA_STAGESPLITTER_H
#define LRCNN_LIB_TARGET_CUDA_STAGESPLITTER_H

#include "StageRing.h"
#include "lrcnn/Target/CUDA/WeightGradient.h"

namespace lrcnn::cuda {

class StageSplitter {
public:
  /// Three warps split.
  static constexpr int64_t threads = 96;

  StageSplitter(KernelBuilder &kernel, StageRing &stages,
                const GradientSharedMemory &memory)
      : kernel(kernel), stages(stages), memory(memory) {}

  /// Splits the stages of `numBlocks` blocks; `thread` is one of `threads`.
  void splitBlocks(Number numBlocks, Number thread);

private:
  /// A thread's part of 8 rows: it reads two rows of 8 numbers, from two units
  /// of 16 bytes, and writes each as one unit to both planes.
  struct Place {
    Number source, target;
  };
  using Places = std::array<Place, 2>;

  Places placesOf(Number lane);
  void splitGroups(Number at, const Places &places);
  KernelBuilder::Values load(Number at);
  /// Two numbers as the two halves of an i32, the first in the lower.
  mlir::Value pack(mlir::Value first, mlir::Value second);
  mlir::Value subtractHalf(mlir::Value number, mlir::Value pair, bool second);
  void store(mlir::ArrayRef<mlir::Value> pairs, Number at);

  KernelBuilder &kernel;
  StageRing &stages;
  const GradientSharedMemory &memory;
};

} // namespace lrcnn::cuda

#endif // LRCNN_LIB_TARGET_CUDA_STAGESPLITTER_H

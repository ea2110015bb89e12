//===- KernelBuilder.h - Emits one CPU kernel -------------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A thin layer over scf, arith, vector and llvm: what kernels are written in.
// Memory is addressed by `!llvm.ptr` and offsets in elements; rows and loop
// counters are those of `IndexBuilder`. A kernel is a func.func with the
// signature of KernelFunction (KernelABI.h).
//
// The code is shaped by hand (registers, unrolling, order). What lowers it must
// keep it so: no loop unrolling, no loop or SLP vectorisation in LLVM, no
// canonicalisation before the lowering; a clean-up (SROA, CSE, InstCombine,
// LICM) and code generation at -O2 are enough.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TARGET_CPU_KERNELBUILDER_H
#define LRCNN_TARGET_CPU_KERNELBUILDER_H

#include "lrcnn/Kernel/CallBuilder.h"
#include "lrcnn/Target/CPU/KernelABI.h"
#include "lrcnn/Target/CPU/VectorTarget.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinOps.h"

namespace lrcnn::cpu {

class KernelBuilder : public CallBuilder {
public:
  /// Starts function `name` at the end of `module`.
  KernelBuilder(mlir::ModuleOp module, llvm::StringRef name, ElementType type,
                const VectorTarget &target);
  /// Ends the function, and makes arithmetic of the `math` operations that
  /// bodies have. Nothing may be emitted afterwards.
  mlir::func::FuncOp finish();

  /// The number of elements in a vector.
  int64_t getLanes() const { return lanes; }
  mlir::VectorType getVectorType() const { return vectorType; }

  //===--------------------------------------------------------------------===//
  // The call
  //===--------------------------------------------------------------------===//

  Index task() const { return taskValue; }
  Index tasks() const { return tasksValue; }
  /// This task's part of [0, total): contiguous, balanced, maybe empty.
  std::pair<Index, Index> share(Index total);

  //===--------------------------------------------------------------------===//
  // Memory: `offset` and `stride` count elements
  //===--------------------------------------------------------------------===//

  /// Lanes where `mask` is false are zero and not touched in memory; no mask
  /// means all lanes.
  mlir::Value load(mlir::Value base, Index offset, mlir::Value mask = {});
  void store(mlir::Value vector, mlir::Value base, Index offset,
             mlir::Value mask = {});
  /// The same with a distance between lanes: contiguous when it is known to be
  /// 1, else a gather or scatter.
  mlir::Value load(mlir::Value base, Index offset, Index stride,
                   mlir::Value mask);
  void store(mlir::Value vector, mlir::Value base, Index offset, Index stride,
             mlir::Value mask);
  /// Asks for the line at `offset`, to be read or written.
  void prefetch(mlir::Value base, Index offset, bool write);
  /// Scratch in the stack frame, aligned to vectors.
  mlir::Value scratch(int64_t elements);

  //===--------------------------------------------------------------------===//
  // Vectors
  //===--------------------------------------------------------------------===//

  /// The first `count` lanes; null when a known count is all of them.
  mlir::Value maskOf(Index count);
  /// All lanes or none.
  mlir::Value maskAll(mlir::Value condition);
  /// Lanes in both masks; null stands for all lanes.
  mlir::Value andMasks(mlir::Value lhs, mlir::Value rhs);
  mlir::Value zeroVector();
  mlir::Value splat(double constant);
  /// 1 / sqrt(variance + eps)
  mlir::Value inverseDeviation(mlir::Value variance, double eps);
  mlir::Value broadcast(mlir::Value scalar);
  mlir::Value fma(mlir::Value lhs, mlir::Value rhs, mlir::Value addend);
  /// The sum of all lanes, in each of them: halves are added to each other.
  mlir::Value sumLanes(mlir::Value vector);
  /// Turns the square of `getLanes()` vectors about its diagonal.
  llvm::SmallVector<mlir::Value> transpose(llvm::ArrayRef<mlir::Value> rows);

private:
  mlir::Value lanePointers(mlir::Value base, Index offset, Index stride);
  mlir::Value allLanes();
  mlir::Value laneNumbers();

  mlir::VectorType vectorType, maskType;
  int64_t lanes;
  mlir::Value taskValue, tasksValue;
};

} // namespace lrcnn::cpu

#endif // LRCNN_TARGET_CPU_KERNELBUILDER_H

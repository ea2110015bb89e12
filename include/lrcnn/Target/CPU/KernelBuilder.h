//===- KernelBuilder.h - Emits one CPU kernel -------------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A thin layer over scf, arith, vector and llvm: what kernels are written in.
// Memory is addressed by `!llvm.ptr` and offsets in elements; every address,
// row and loop counter is an i64, and arithmetic on what is known while
// emitting happens while emitting (`Index`). A kernel is a func.func with the
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

#include "lrcnn/Target/CPU/KernelABI.h"
#include "lrcnn/Target/CPU/VectorTarget.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinOps.h"

namespace lrcnn::cpu {

/// An i64 of the kernel: a constant known while emitting, or a value.
class Index {
public:
  Index(int64_t constant = 0) : constant(constant) {}
  Index(int constant) : constant(constant) {}
  Index(mlir::Value value) : value(value) {}

  bool isConstant() const { return !value; }
  bool isConstant(int64_t other) const { return !value && constant == other; }
  int64_t getConstant() const { return constant; }
  mlir::Value getValue() const { return value; }

private:
  mlir::Value value;
  int64_t constant = 0;
};

/// An operand of the call: pointer and strides, loaded or known. A kernel may
/// replace a stride by what it knows of it.
struct OperandRef {
  mlir::Value data;
  Index imageStride, rowStride, pixelStride, channelStride;
};

class KernelBuilder {
public:
  using Body = llvm::function_ref<void(Index)>;
  using FoldBody = llvm::function_ref<llvm::SmallVector<mlir::Value>(
      Index, mlir::ValueRange)>;

  /// Starts function `name` at the end of `module`.
  KernelBuilder(mlir::ModuleOp module, llvm::StringRef name, ElementType type,
                const VectorTarget &target);
  /// Ends the function, and makes arithmetic of the `math` operations that
  /// bodies have. Nothing may be emitted afterwards.
  mlir::func::FuncOp finish();

  mlir::OpBuilder &getBuilder() { return builder; }
  mlir::Location getLoc() const { return loc; }
  /// The number of elements in a vector.
  int64_t getLanes() const { return lanes; }
  int64_t getElementBytes() const { return elementBytes; }
  mlir::Type getElementType() const { return elementType; }
  mlir::VectorType getVectorType() const { return vectorType; }

  //===--------------------------------------------------------------------===//
  // The call
  //===--------------------------------------------------------------------===//

  Index task() const { return taskValue; }
  Index tasks() const { return tasksValue; }
  /// A field of the call record, given as a member: `field(&Call::rowBegin)`.
  Index field(int64_t Call::*member);
  /// Whether the call's flags have `flag`.
  mlir::Value isFlagged(CallFlags flag);
  OperandRef operand(unsigned position);
  /// The same with channel stride 1 and the given pixel stride: a slab.
  OperandRef slabOperand(unsigned position, int64_t pixelStride);
  /// This task's part of [0, total): contiguous, balanced, maybe empty.
  std::pair<Index, Index> share(Index total);

  //===--------------------------------------------------------------------===//
  // Indices (divisions round down; divisors and dividends may be negative
  // except where said)
  //===--------------------------------------------------------------------===//

  mlir::Value value(Index index);
  Index add(Index lhs, Index rhs);
  Index sub(Index lhs, Index rhs);
  Index mul(Index lhs, Index rhs);
  Index min(Index lhs, Index rhs);
  Index max(Index lhs, Index rhs);
  /// Division by a positive constant.
  Index floorDiv(Index lhs, int64_t rhs);
  Index ceilDiv(Index lhs, int64_t rhs);
  /// Division of a number that is not negative by a positive one.
  Index divUnsigned(Index lhs, Index rhs);
  Index remUnsigned(Index lhs, Index rhs);
  mlir::Value equal(Index lhs, Index rhs);
  mlir::Value less(Index lhs, Index rhs);
  mlir::Value anyOf(mlir::Value lhs, mlir::Value rhs);
  mlir::Value allOf(mlir::Value lhs, mlir::Value rhs);
  Index select(mlir::Value condition, Index then, Index otherwise);

  //===--------------------------------------------------------------------===//
  // Control
  //===--------------------------------------------------------------------===//

  /// for (i = begin; i < end; i += step); straight code for one known trip.
  void loop(Index begin, Index end, Index step, Body body);
  /// The same, carrying vectors (or scalars) from one trip to the next.
  llvm::SmallVector<mlir::Value> loop(Index begin, Index end, Index step,
                                      mlir::ValueRange init, FoldBody body);
  void ifElse(mlir::Value condition, llvm::function_ref<void()> then,
              llvm::function_ref<void()> otherwise = nullptr);
  /// Emits `body` for the known value where `index` has it, else for any value.
  void specialize(Index index, int64_t known, Body body);

  //===--------------------------------------------------------------------===//
  // Memory: `offset` and `stride` count elements
  //===--------------------------------------------------------------------===//

  mlir::Value pointer(mlir::Value base, Index offset);
  mlir::Value loadScalar(mlir::Value base, Index offset);
  void storeScalar(mlir::Value value, mlir::Value base, Index offset);
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
  /// The address of constants that stand beside the function: whole numbers for
  /// `loadIndex`, elements for `loadScalar`.
  mlir::Value table(llvm::ArrayRef<int32_t> numbers);
  mlir::Value table(llvm::ArrayRef<double> elements);
  Index loadIndex(mlir::Value table, Index at);
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
  mlir::Value addFloat(mlir::Value lhs, mlir::Value rhs);
  mlir::Value subFloat(mlir::Value lhs, mlir::Value rhs);
  mlir::Value mulFloat(mlir::Value lhs, mlir::Value rhs);
  /// The sum of all lanes, in each of them: halves are added to each other.
  mlir::Value sumLanes(mlir::Value vector);
  /// Turns the square of `getLanes()` vectors about its diagonal.
  llvm::SmallVector<mlir::Value> transpose(llvm::ArrayRef<mlir::Value> rows);

private:
  mlir::Value constant(mlir::TypedAttr attribute);
  mlir::Value addTable(mlir::DenseElementsAttr values);
  mlir::Value lanePointers(mlir::Value base, Index offset, Index stride);
  mlir::Value allLanes();
  mlir::Value laneNumbers();
  Index callField(int64_t byteOffset);

  mlir::OpBuilder builder;
  mlir::Location loc;
  mlir::func::FuncOp function;
  mlir::Type elementType;
  mlir::VectorType vectorType, maskType;
  int64_t lanes, elementBytes;
  mlir::Value call, taskValue, tasksValue;
  /// Constants and scratch stand at the function's head, before `head`.
  mlir::Operation *head;
  int64_t numTables = 0;
  llvm::DenseMap<mlir::Attribute, mlir::Value> constants;
};

} // namespace lrcnn::cpu

#endif // LRCNN_TARGET_CPU_KERNELBUILDER_H

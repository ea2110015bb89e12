//===- KernelBuilder.h - Emits one CUDA kernel ------------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A thin layer over scf, arith, llvm and nvvm: what kernels for sm_90a are
// written in. Numbers are i32 and addresses in shared memory are numbers;
// arithmetic on what is known while emitting happens while emitting (`Number`).
// A kernel is an llvm.func in a gpu.module, whose shared memory is all dynamic.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TARGET_CUDA_KERNELBUILDER_H
#define LRCNN_TARGET_CUDA_KERNELBUILDER_H

#include "lrcnn/Target/CUDA/ConvSpec.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace lrcnn::cuda {

/// An i32 of the kernel: a constant known while emitting, or a value.
class Number {
public:
  Number(int64_t constant = 0) : constant(constant) {}
  Number(int constant) : constant(constant) {}
  Number(mlir::Value value) : value(value) {}

  bool isConstant() const { return !value; }
  bool isConstant(int64_t other) const { return !value && constant == other; }
  int64_t getConstant() const { return constant; }
  mlir::Value getValue() const { return value; }

private:
  mlir::Value value;
  int64_t constant = 0;
};

/// Parameters of a kernel; a tensor map is passed by value.
enum class Parameter { tensorMap, pointer, number };

class KernelBuilder {
public:
  using Body = llvm::function_ref<void()>;
  using Values = llvm::SmallVector<mlir::Value>;
  using FoldBody = llvm::function_ref<Values(Number, mlir::ValueRange)>;

  /// Starts kernel `name` for blocks of `threads` at the end of `module`;
  /// registers are given out so that a multiprocessor holds so many `blocks`.
  KernelBuilder(mlir::gpu::GPUModuleOp module, llvm::StringRef name,
                llvm::ArrayRef<Parameter> parameters, int64_t threads,
                int64_t blocks = 1);
  /// Ends the kernel. Nothing may be emitted afterwards.
  mlir::LLVM::LLVMFuncOp finish();

  mlir::ImplicitLocOpBuilder &getBuilder() { return builder; }
  mlir::Value getParameter(unsigned position);

  //===--------------------------------------------------------------------===//
  // Numbers (unsigned)
  //===--------------------------------------------------------------------===//

  mlir::Value value(Number number);
  mlir::Value wide(Number number);
  mlir::Value wideConstant(int64_t constant);
  Number add(Number lhs, Number rhs);
  Number sub(Number lhs, Number rhs);
  Number mul(Number lhs, Number rhs);
  Number div(Number lhs, Number rhs);
  Number rem(Number lhs, Number rhs);
  Number bitXor(Number lhs, Number rhs);
  mlir::Value addWide(mlir::Value lhs, int64_t rhs);
  mlir::Value compare(mlir::arith::CmpIPredicate predicate, Number lhs,
                      Number rhs);
  mlir::Value equal(Number lhs, Number rhs);
  mlir::Value less(Number lhs, Number rhs);
  Number select(mlir::Value condition, Number then, Number otherwise);
  mlir::Value select(mlir::Value condition, mlir::Value then,
                     mlir::Value otherwise);
  mlir::Value zeroFloat();

  //===--------------------------------------------------------------------===//
  // Control
  //===--------------------------------------------------------------------===//

  void ifThen(mlir::Value condition, Body body);
  /// for (i = begin; i < end; i += step), carrying values between trips.
  Values loop(Number begin, Number end, Number step, mlir::ValueRange init,
              FoldBody body);

  //===--------------------------------------------------------------------===//
  // The grid, barriers
  //===--------------------------------------------------------------------===//

  Number threadNumber();
  Number blockNumber();
  Number numBlocks();
  /// Where this block's dynamic shared memory begins.
  Number sharedBase();
  mlir::Value sharedPointer(Number address);
  void setRegisters(unsigned count, bool more);
  void syncThreads();
  void syncWarp();

  void initBarrier(Number barrier, int64_t arrivals);
  /// Makes what initBarrier wrote visible to the copy engine.
  void fenceBarriers();
  void wait(Number barrier, Number parity);
  void arrive(Number barrier);
  /// Arrives, and awaits `bytes` from the copy engine as well.
  void arriveExpecting(Number barrier, int64_t bytes);
  /// Makes this thread's stores to shared memory visible to the copy engine.
  void fenceStores();

  //===--------------------------------------------------------------------===//
  // The copy engine
  //===--------------------------------------------------------------------===//

  void prefetchMap(mlir::Value map);
  /// Brings a box to shared memory and counts its bytes at `barrier`; offsets
  /// say that the map is one of im2col.
  void loadBox(Number to, mlir::Value map, Number barrier,
               llvm::ArrayRef<Number> at, llvm::ArrayRef<Number> offsets = {});
  /// Stores a box from shared memory, as a group of its own.
  void storeBox(mlir::Value map, Number from, llvm::ArrayRef<Number> at,
                bool im2col = false);
  /// Until all stores of this thread have read shared memory, or, finally, have
  /// finished.
  void waitStores(bool readOnly);

  //===--------------------------------------------------------------------===//
  // Tensor cores
  //===--------------------------------------------------------------------===//

  /// Describes an operand in shared memory: rows of 128 bytes, swizzled by 128
  /// bytes. A row is 128 bytes of K or, in a product of transposed operands,
  /// 64 columns of one k; then `nextColumns` is the distance in bytes of the
  /// next 64.
  mlir::Value describe(Number address, int64_t nextColumns = 16);
  /// The type of a warpgroup's 64 x columns sums, as one value a thread.
  mlir::Type getSumType(int64_t columns);
  mlir::Value undefinedSums(int64_t columns);
  /// sums + a * b over 32 bytes of K, or a * b alone if `fresh`; over 16 k if
  /// the operands are transposed, which those of 16 bits may be.
  mlir::Value multiply(mlir::Value sums, mlir::Value a, mlir::Value b,
                       int64_t columns, MultiplyType type, bool fresh,
                       bool transposed = false);
  void fenceMultiply();
  void commitMultiply();
  void waitMultiply(unsigned groupsInFlight);
  /// The sums one by one, tied to this place: nvvm's wait takes no values, so
  /// that nothing else keeps uses of the sums behind it.
  Values takeSums(mlir::Value sums, int64_t columns);

private:
  mlir::Value constant(mlir::TypedAttr attribute);
  mlir::LLVM::GlobalOp getSharedMemory(mlir::gpu::GPUModuleOp module);

  mlir::ImplicitLocOpBuilder builder;
  mlir::LLVM::LLVMFuncOp function;
  mlir::LLVM::LLVMPointerType generic, shared;
  mlir::Value base;
  /// Constants stand at the function's head, before `head`.
  mlir::Operation *head;
  llvm::DenseMap<mlir::Attribute, mlir::Value> constants;
};

} // namespace lrcnn::cuda

#endif // LRCNN_TARGET_CUDA_KERNELBUILDER_H

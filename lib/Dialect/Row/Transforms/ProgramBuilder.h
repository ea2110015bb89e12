//===- ProgramBuilder.h - From a schedule to a program ----------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Writes down what `plan::makeSchedule` says of a planned chain: an operation
// for each call, one for each buffer in front of its first use.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_DIALECT_ROW_TRANSFORMS_PROGRAMBUILDER_H
#define LRCNN_LIB_DIALECT_ROW_TRANSFORMS_PROGRAMBUILDER_H

#include "lrcnn/Dialect/Row/IR/ChainGraph.h"
#include "lrcnn/Plan/Schedule.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/IRMapping.h"

namespace lrcnn::row {

class ProgramBuilder {
public:
  ProgramBuilder(mlir::func::FuncOp function, ChainOp chain);

  /// Builds the program in front of the function.
  llvm::FailureOr<ProgramOp> build();

private:
  //===--------------------------------------------------------------------===//
  // ProgramArguments.cpp
  //===--------------------------------------------------------------------===//
  /// Checks that bytes of the function's arguments can be counted.
  llvm::LogicalResult verifyArguments();
  void createArguments();
  void createInputs(mlir::OpBuilder &builder);
  mlir::Value createArgument(mlir::OpBuilder &builder, mlir::Value value,
                             const std::string &name, Role role,
                             Direction direction, Layout layout,
                             bool isWhole = false);
  /// What `operand`, an argument of the function, is called.
  std::string getArgumentName(mlir::Value operand);

  //===--------------------------------------------------------------------===//
  // ProgramBuilder.cpp
  //===--------------------------------------------------------------------===//
  void createEntry(EntryKind kind, const plan::Entry &entry);
  void createBlock(mlir::OpBuilder &builder, const plan::Block &block);
  void createCall(mlir::OpBuilder &at, TilesOp loop, const plan::Call &call);
  void createKernel(mlir::OpBuilder &at, TilesOp loop, const plan::Call &call);
  /// The values that the kernel's layers read, in the order of `call.reads`.
  llvm::SmallVector<mlir::Value> getReadValues(const plan::Call &call);
  /// Builds the kernel's layers and returns what they give.
  mlir::Value createLayers(mlir::OpBuilder &builder, const plan::Call &call,
                           mlir::IRMapping &mapping);
  mlir::Location getLoc(const plan::Call &call) const;
  /// What a kernel of a layer or of one of its gradients computes.
  const KernelBody &getBody(const plan::Call &call) const;
  /// The layer or gradient layer `op` whose filter or sums a storage is of.
  mlir::Operation *getOwner(int layer, int gradient) const;
  /// The tensor whose gradient a kernel adds to by terms that go through the
  /// mask of its layer; -1 if it does not.
  int getMaskedTensor(const plan::Call &call) const;
  /// The gradient layer that the kernel's result goes through; null if it does
  /// not.
  mlir::Operation *getMask(const plan::Call &call) const;

  /// The value of a storage, created in front of `at` or of its loop at its
  /// first use.
  mlir::Value getValue(mlir::OpBuilder &at, TilesOp loop, int storage);
  mlir::Value createBuffer(mlir::OpBuilder &at, const plan::Storage &storage);
  mlir::Type getBufferType(const plan::Storage &storage);
  RowsAttr getRows(llvm::ArrayRef<plan::Rows> rows);

  mlir::func::FuncOp function;
  ChainOp chain;
  ChainGraph graph;
  plan::Schedule schedule;
  ProgramOp program;

  /// Body argument of the chain to its program argument.
  llvm::DenseMap<mlir::Value, mlir::Value> arguments;
  llvm::SmallVector<mlir::Value> outputArguments;
  /// Gradient argument of each differentiated chain input.
  llvm::DenseMap<mlir::Value, mlir::Value> gradientArguments;
  /// By storage of the schedule.
  llvm::SmallVector<mlir::Value> values;
};

} // namespace lrcnn::row

#endif // LRCNN_LIB_DIALECT_ROW_TRANSFORMS_PROGRAMBUILDER_H

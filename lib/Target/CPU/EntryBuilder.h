//===- EntryBuilder.h - Code of a program's entries -*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// An entry is a function of the invocation (lrcnn/Runtime/descriptor.h). It
// walks the tiles, fills the record of each kernel call from constant tables,
// and hands the call to the runtime, which spreads it over threads.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_TARGET_CPU_ENTRYBUILDER_H
#define LRCNN_LIB_TARGET_CPU_ENTRYBUILDER_H

#include "lrcnn/Target/CPU/KernelEmission.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/Builders.h"
#include "llvm/ADT/StringMap.h"

namespace lrcnn::cpu {

/// What the entries of a program share: its kernels and tables.
class ProgramModule {
public:
  ProgramModule(mlir::ModuleOp module, const VectorTarget &target)
      : module(module), target(target) {}

  /// The address of the function that `kernel` is, generated at its first use.
  mlir::Value getKernel(mlir::OpBuilder &builder, mlir::Location loc,
                        const KernelCall &kernel);
  /// The address of a constant table of 32-bit numbers; equal ones are one.
  mlir::Value getTable(mlir::OpBuilder &builder, mlir::Location loc,
                       llvm::ArrayRef<int64_t> numbers);

  mlir::ModuleOp module;
  VectorTarget target;

private:
  llvm::StringMap<std::string> kernels;
  llvm::DenseMap<mlir::Attribute, std::string> tables;
};

class EntryBuilder {
public:
  EntryBuilder(ProgramModule &program, row::EntryOp entry, mlir::Location loc);

  /// Emits the entry as function `name`.
  llvm::LogicalResult build(llvm::StringRef name);

private:
  /// The tile that code is emitted for; null values outside of loops.
  struct Tile {
    mlir::Value group, tile, firstImage, images, isFirst, isFirstOfGroup;
    row::TilesOp loop;
  };

  llvm::LogicalResult buildBlock(mlir::Block &block);
  llvm::LogicalResult buildLoop(row::TilesOp loop);
  llvm::LogicalResult buildKernel(row::KernelOp kernel);
  void buildCall(const KernelCall &kernel, llvm::ArrayRef<mlir::Value> fields,
                 mlir::Value flags);
  void buildCopy(mlir::Value source, mlir::Value target, row::RowsAttr rows,
                 bool keep);
  void buildPacking(const KernelCall &kernel, mlir::Value flags,
                    mlir::Value wanted);

  /// Pointer to virtual row 0 of the tile's first image, and strides.
  struct Address {
    mlir::Value data;
    llvm::SmallVector<mlir::Value> strides;
  };
  bool isGrouped(row::SlabType whole);
  Address getAddress(mlir::Value storage);
  Address getArgumentAddress(row::ArgumentOp argument);
  Address getBufferAddress(row::BufferOp buffer);
  mlir::Value getBufferStart(row::BufferOp buffer);
  /// Null-pointer test of the gradient argument that `out` ends in; null if it
  /// is none.
  mlir::Value getWanted(mlir::Value out);
  row::ArgumentOp getTargetArgument(mlir::Value out);

  std::pair<mlir::Value, mlir::Value> getRange(row::RowsAttr rows);
  mlir::Value getNumber(llvm::ArrayRef<int64_t> numbers, int64_t stride,
                        int64_t offset);
  mlir::Value constant(int64_t value);
  mlir::Value constantBool(bool value);
  mlir::Value add(mlir::Value lhs, mlir::Value rhs);
  mlir::Value mul(mlir::Value lhs, mlir::Value rhs);
  mlir::Value sub(mlir::Value lhs, mlir::Value rhs);
  mlir::Value load(mlir::Type type, mlir::Value base, int64_t byteOffset);
  void store(mlir::Value value, mlir::Value base, int64_t byteOffset);
  mlir::Value advance(mlir::Value base, mlir::Value bytes);
  mlir::Value getElementBytes(mlir::Value storage);

  ProgramModule &program;
  row::EntryOp entry;
  mlir::Location loc;
  mlir::OpBuilder builder;
  mlir::Type i64, pointer;
  mlir::Value invocation, arguments, stash, workspace, accumulate, record;
  Tile tile;
};

} // namespace lrcnn::cpu

#endif // LRCNN_LIB_TARGET_CPU_ENTRYBUILDER_H

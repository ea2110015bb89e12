//===- EntryWalker.h - Code of a program's entries --------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An entry is a function of the invocation (lrcnn/Runtime/descriptor.h) that
// runs on the host. It walks the tiles, takes rows from constant tables, and
// computes where each operand lies: addresses only, as the host may not be able
// to read what is there. What it calls, and how it copies, is the target's.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TARGET_PROGRAM_ENTRYWALKER_H
#define LRCNN_TARGET_PROGRAM_ENTRYWALKER_H

#include "lrcnn/Dialect/Row/IR/Row.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/Builders.h"

namespace lrcnn {

/// The module that a program is lowered to, and the constant tables that its
/// entries share.
class EntryModule {
public:
  explicit EntryModule(mlir::ModuleOp module) : module(module) {}

  /// The address of a table of 32-bit numbers; equal ones are one.
  mlir::Value getTable(mlir::OpBuilder &builder, mlir::Location loc,
                       llvm::ArrayRef<int64_t> numbers);

  mlir::ModuleOp module;

private:
  llvm::DenseMap<mlir::Attribute, std::string> tables;
};

/// Emits one entry. A target derives from it and emits the calls.
class EntryWalker {
public:
  EntryWalker(EntryModule &shared, row::EntryOp entry);
  virtual ~EntryWalker() = default;

  /// Emits the entry as function `name`.
  llvm::LogicalResult build(llvm::StringRef name);

protected:
  //===--------------------------------------------------------------------===//
  // What a target emits
  //===--------------------------------------------------------------------===//

  /// What varies from one run of a call to the next: i64 values.
  struct CallValues {
    mlir::Value images, firstImage;
    /// The rows to compute.
    mlir::Value rowBegin, rowEnd;
    /// The rows of the incoming gradient that take part.
    mlir::Value limitBegin, limitEnd;
    /// Rows of the result from here on are added to what is there.
    mlir::Value addFrom;
    /// 1 if a fold, or the gradient of a parameter, is added to what is there.
    mlir::Value adds;
  };

  /// As many pieces of memory as there are images, all of the same size. Sizes
  /// and strides are in bytes.
  struct CopyValues {
    mlir::Value target, targetStride;
    mlir::Value source, sourceStride;
    mlir::Value bytes, images;
  };

  /// Emits what comes before the first call.
  virtual void beginEntry() {}
  virtual llvm::LogicalResult buildCall(row::KernelOp kernel,
                                        const CallValues &values) = 0;
  /// Of the values these two look at `adds` only.
  virtual llvm::LogicalResult buildCall(row::PackOp pack,
                                        const CallValues &values) = 0;
  virtual llvm::LogicalResult buildCall(row::UnpackOp unpack,
                                        const CallValues &values) = 0;
  virtual void buildCopy(const CopyValues &copy) = 0;

  //===--------------------------------------------------------------------===//
  // What it can ask while it does
  //===--------------------------------------------------------------------===//

  /// Pointer to virtual row 0 of the tile's first image, and the strides of
  /// image, row, pixel and channel in elements. Of a vector only the last
  /// counts.
  struct Address {
    mlir::Value data;
    llvm::SmallVector<mlir::Value> strides;
  };
  Address getAddress(mlir::Value storage);
  mlir::Value getElementBytes(mlir::Value storage);

  mlir::Value constant(int64_t value);
  mlir::Value add(mlir::Value lhs, mlir::Value rhs);
  mlir::Value mul(mlir::Value lhs, mlir::Value rhs);
  mlir::Value sub(mlir::Value lhs, mlir::Value rhs);
  mlir::Value advance(mlir::Value base, mlir::Value bytes);
  mlir::Value load(mlir::Type type, mlir::Value base, int64_t byteOffset);
  void store(mlir::Value value, mlir::Value base, int64_t byteOffset);

  row::EntryOp entry;
  mlir::Location loc;
  mlir::OpBuilder builder;
  mlir::Type i64, pointer;
  /// The function's argument.
  mlir::Value invocation;

private:
  /// The tile that code is emitted for; null values outside of loops.
  struct Tile {
    mlir::Value group, tile, firstImage, images, isFirst, isFirstOfGroup;
    row::TilesOp loop;
  };

  llvm::LogicalResult walkBlock(mlir::Block &block);
  llvm::LogicalResult walkLoop(row::TilesOp loop);
  llvm::LogicalResult walkKernel(row::KernelOp kernel);
  llvm::LogicalResult walkPack(row::PackOp pack);
  llvm::LogicalResult walkUnpack(row::UnpackOp unpack);
  void walkCopy(mlir::Value source, mlir::Value target, row::RowsAttr rows,
                bool keep);
  void enterIf(mlir::Value condition);

  mlir::Value getFoldAdds(row::KernelOp kernel, bool asked);
  CallValues getNoRows();

  bool isGrouped(row::SlabType whole);
  Address getArgumentAddress(row::ArgumentOp argument);
  Address getBufferAddress(row::BufferOp buffer);
  mlir::Value getBufferStart(row::BufferOp buffer);
  mlir::Value getWanted(mlir::Value out);
  mlir::Value getCopyStart(row::BufferOp boundary, bool keep);

  std::pair<mlir::Value, mlir::Value> getRange(row::RowsAttr rows);
  mlir::Value getNumber(llvm::ArrayRef<int64_t> numbers, int64_t stride,
                        int64_t offset);
  mlir::Value constantBool(bool value);
  mlir::Value extend(mlir::Value condition);

  EntryModule &shared;
  mlir::Value arguments, stash, workspace, accumulate;
  Tile tile;
};

} // namespace lrcnn

#endif // LRCNN_TARGET_PROGRAM_ENTRYWALKER_H

//===- CallBuilder.h - Code of a kernel that reads its call -----*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_KERNEL_CALLBUILDER_H
#define LRCNN_KERNEL_CALLBUILDER_H

#include "lrcnn/Kernel/CallRecord.h"
#include "lrcnn/Kernel/ElementType.h"
#include "lrcnn/Kernel/IndexBuilder.h"

#include "mlir/Interfaces/FunctionInterfaces.h"

namespace lrcnn::kernel {

/// An operand of the call: pointer and strides, loaded or known. A kernel may
/// replace a stride by what it knows of it.
struct OperandRef {
  mlir::Value data;
  Index imageStride, rowStride, pixelStride, channelStride;
};

/// Emits code that reads the record of its call (CallRecord.h), and elements.
class CallBuilder : public IndexBuilder {
public:
  int64_t getElementBytes() const { return elementBytes; }
  mlir::Type getElementType() const { return elementType; }

  /// A field of the call record, given as a member: `field(&Call::rowBegin)`.
  Index field(int64_t Call::*member);
  /// Whether the call's flags have `flag`.
  mlir::Value isFlagged(CallFlags flag);
  OperandRef operand(unsigned position);
  /// The same with channel stride 1 and the given pixel stride: a slab.
  OperandRef slabOperand(unsigned position, int64_t pixelStride);

  /// Memory: `offset` counts elements.
  mlir::Value pointer(mlir::Value base, Index offset);
  mlir::Value loadScalar(mlir::Value base, Index offset);
  void storeScalar(mlir::Value value, mlir::Value base, Index offset);
  /// The address of constants that stand beside the function: whole numbers for
  /// `loadIndex`, elements for `loadScalar`.
  mlir::Value table(llvm::ArrayRef<int32_t> numbers);
  mlir::Value table(llvm::ArrayRef<double> elements);
  Index loadIndex(mlir::Value table, Index at);

  mlir::Value addFloat(mlir::Value lhs, mlir::Value rhs);
  mlir::Value subFloat(mlir::Value lhs, mlir::Value rhs);
  mlir::Value mulFloat(mlir::Value lhs, mlir::Value rhs);

protected:
  /// `dataType` is that of pointers to tensors.
  CallBuilder(mlir::MLIRContext *context, mlir::Location loc, ElementType type,
              mlir::Type dataType);

  /// Goes on in the body of `function`, whose first argument is the record's
  /// address.
  void begin(mlir::FunctionOpInterface function);
  /// Makes arithmetic of the `math` operations that bodies have.
  void expandMath();

  mlir::FunctionOpInterface function;
  mlir::Type elementType, dataType;
  int64_t elementBytes;
  /// Where the record lies.
  mlir::Value call;

private:
  Index callField(int64_t byteOffset);
  mlir::Value addTable(mlir::DenseElementsAttr values);

  int64_t numTables = 0;
};

} // namespace lrcnn::kernel

#endif // LRCNN_KERNEL_CALLBUILDER_H

//===- Selection.h - What the selections of kernels share -------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_TARGET_CPU_SELECTION_H
#define LRCNN_LIB_TARGET_CPU_SELECTION_H

#include "lrcnn/Target/CPU/FeatureLayout.h"
#include "lrcnn/Target/CPU/KernelBuilder.h"
#include "lrcnn/Target/CPU/KernelSelection.h"
#include "lrcnn/Target/CPU/PointwiseBody.h"

namespace lrcnn::cpu {

inline ElementType getElementType(mlir::Value value) {
  auto tensor = llvm::cast<mlir::RankedTensorType>(value.getType());
  return tensor.getElementType().isF64() ? ElementType::f64 : ElementType::f32;
}

/// Arguments have strides of their own; everything else is a slab.
inline FeatureLayout getLayout(mlir::Value storage) {
  return storage.getDefiningOp<row::ArgumentOp>() ? FeatureLayout::border()
                                                  : FeatureLayout();
}

/// How a kernel reads an operand of `type` that it spreads over a tensor of
/// `images` images.
FeatureLayout getSpreadLayout(mlir::Value storage, mlir::RankedTensorType type,
                              int64_t images);

/// The storage of a value of the kernel's body.
inline mlir::Value getStorage(row::KernelOp kernel, mlir::Value value) {
  return kernel.getIns()[llvm::cast<mlir::BlockArgument>(value).getArgNumber()];
}

/// That of each operand of `layer`.
inline llvm::SmallVector<mlir::Value>
getOperandStorage(row::KernelOp kernel, mlir::Operation *layer) {
  return llvm::map_to_vector(layer->getOperands(), [&](mlir::Value operand) {
    return getStorage(kernel, operand);
  });
}

/// A call of the kernel that `emit` emits; kernels of one kind and key are one.
inline SelectedKernel
finishKernel(llvm::StringRef kind, const std::string &key,
             const VectorTarget &target,
             std::function<void(mlir::ModuleOp, llvm::StringRef)> emit,
             llvm::SmallVector<mlir::Value> operands) {
  SelectedKernel result;
  result.key = (kind + "." + key + "." + llvm::Twine(target.vectorBits)).str();
  result.emit = std::move(emit);
  result.operands = std::move(operands);
  return result;
}

/// The same for a kernel that `emit` emits from its specification.
template <typename SpecT, typename EmitT>
SelectedKernel finishSpec(llvm::StringRef kind, SpecT spec, EmitT *emit,
                          const VectorTarget &target,
                          llvm::SmallVector<mlir::Value> operands) {
  std::string key = spec.getKey();
  return finishKernel(
      kind, key, target,
      [spec = std::move(spec), emit, target](mlir::ModuleOp module,
                                             llvm::StringRef name) {
        emit(module, name, spec, target);
      },
      std::move(operands));
}

/// What a kernel does to what its layer gives before it stores it.
struct Epilogue {
  /// Null if the kernel has none.
  PointwiseBody body;
  /// The storage of the activation, for a gradient.
  mlir::Value activation;
};

/// The pointwise layer behind `anchor`: an activation, or the gradient of one
/// with the operands activation and gradient.
Epilogue getEpilogue(row::KernelOp kernel, mlir::Operation *anchor);

/// ConvSelection.cpp: the kernel of a convolution, of a transposed one, or of a
/// gradient of one with respect to its input or filter.
SelectedKernel selectConvolution(row::KernelOp kernel, mlir::Operation *layer,
                                 const VectorTarget &target);

/// FoldSelection.cpp: the kernel of a fold or of what reads its sums; none if
/// `layer` is neither.
std::optional<SelectedKernel> selectFold(row::KernelOp kernel,
                                         mlir::Operation *layer,
                                         const VectorTarget &target);
/// The kernel of the gradient of a pixel that is spread over a product.
SelectedKernel selectPixelGradient(row::KernelOp kernel,
                                   row::MulPixelGradOp gradient,
                                   const VectorTarget &target);
/// The kernel that gives the statistics in an accumulator.
SelectedKernel selectUnpackStatistics(row::UnpackOp unpack,
                                      row::StatisticsOp statistics,
                                      const VectorTarget &target);
/// Bytes of the accumulator of statistics.
int64_t getStatisticsBytes(row::StatisticsOp statistics,
                           const VectorTarget &target);

} // namespace lrcnn::cpu

#endif // LRCNN_LIB_TARGET_CPU_SELECTION_H

//===- Matching.h - What the parts of the matching share --------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_KERNEL_MATCHING_H
#define LRCNN_LIB_KERNEL_MATCHING_H

#include "lrcnn/Kernel/ConvSpec.h"
#include "lrcnn/Kernel/FoldSpec.h"
#include "lrcnn/Kernel/LayerNormSpec.h"
#include "lrcnn/Kernel/MatchOpInterface.h"
#include "lrcnn/Kernel/PointwiseSpec.h"
#include "lrcnn/Kernel/PoolSpec.h"
#include "lrcnn/Kernel/ResamplingSpec.h"

namespace lrcnn::kernel {

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

/// A call of the kernel of that kind and specification.
inline KernelCall makeCall(KernelKind kind, KernelSpec spec,
                           llvm::SmallVector<mlir::Value> operands) {
  return {kind, std::move(spec), std::move(operands)};
}
template <typename SpecT>
KernelCall makeCall(SpecT spec, llvm::SmallVector<mlir::Value> operands) {
  return makeCall(SpecT::kind, std::move(spec), std::move(operands));
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

/// The kernel of a sum with the pointwise layers in front of it and its
/// epilogue.
KernelCall matchSum(row::KernelOp kernel, row::SumOpInterface sum);

/// Each attaches the models of the layers that its file matches.
void attachConvolutions(mlir::MLIRContext &context);
void attachFolds(mlir::MLIRContext &context);
void attachRowLayers(mlir::MLIRContext &context);

} // namespace lrcnn::kernel

#endif // LRCNN_LIB_KERNEL_MATCHING_H

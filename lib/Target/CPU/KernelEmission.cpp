//===- KernelEmission.cpp - The CPU's kernels by their kind ---------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/CPU/KernelEmission.h"
#include "lrcnn/Target/CPU/ConvKernels.h"
#include "lrcnn/Target/CPU/FoldKernels.h"
#include "lrcnn/Target/CPU/LayerNormKernels.h"
#include "lrcnn/Target/CPU/PointwiseKernels.h"
#include "lrcnn/Target/CPU/PoolKernels.h"
#include "lrcnn/Target/CPU/ResamplingKernels.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::cpu;

void lrcnn::cpu::emitKernel(const KernelCall &call, ModuleOp module,
                            StringRef name, const VectorTarget &target) {
  auto emit = [&]<typename SpecT>(func::FuncOp (*function)(
                  ModuleOp, StringRef, const SpecT &, const VectorTarget &)) {
    function(module, name, std::get<SpecT>(call.spec), target);
  };
  auto emitVectorGradient = [&](int64_t column) {
    emitNormalizeVectorGradient(module, name,
                                std::get<NormalizeGradientSpec>(call.spec),
                                column, target);
  };
  switch (call.kind) {
  case KernelKind::ConvForward:
  case KernelKind::ConvDataGradient:
  case KernelKind::ConvWeightGradient:
  case KernelKind::PackForward:
  case KernelKind::PackDataGradient:
  case KernelKind::UnpackWeightGradient:
    return emitConvKernel(call.kind, module, name,
                          std::get<ConvSpec>(call.spec), target);
  case KernelKind::Pointwise:
  case KernelKind::State:
    return emit(emitPointwise);
  case KernelKind::Fold:
    return emit(emitFold);
  case KernelKind::Statistics:
    return emit(emitStatistics);
  case KernelKind::UnpackStatistics:
    return emit(emitUnpackStatistics);
  case KernelKind::StatisticsGradient:
    return emit(emitNormalizeStatisticsGradient);
  case KernelKind::NormalizeShiftGradient:
    return emitVectorGradient(0);
  case KernelKind::NormalizeScaleGradient:
    return emitVectorGradient(1);
  case KernelKind::MaxPool:
    return emit(emitMaxPool);
  case KernelKind::MaxPoolGradient:
    return emit(emitMaxPoolGradient);
  case KernelKind::AvgPool:
    return emit(emitAvgPool);
  case KernelKind::AvgPoolGradient:
    return emit(emitAvgPoolGradient);
  case KernelKind::Resampling:
    return emit(emitResampling);
  case KernelKind::ResamplingGradient:
    return emit(emitResamplingGradient);
  case KernelKind::LayerNorm:
    return emit(emitLayerNorm);
  case KernelKind::LayerNormGradient:
    return emit(emitLayerNormGradient);
  case KernelKind::LayerNormScaleGradient:
    return emit(emitLayerNormScaleGradient);
  }
  llvm_unreachable("unknown kernel");
}

//===----------------------------------------------------------------------===//
// Sizes
//===----------------------------------------------------------------------===//

int64_t lrcnn::cpu::getResultImageBytes(const KernelCall &call,
                                        const VectorTarget &target) {
  if (call.kind != KernelKind::Statistics)
    return 0;
  return getImageBytes(std::get<StatisticsSpec>(call.spec), target);
}

int64_t lrcnn::cpu::getFilterBytes(Operation *layer,
                                   const VectorTarget &target) {
  PackedFilter filter = getPackedFilter(layer);
  return packedFilterBytes(filter.conv, filter.pass, target);
}

int64_t lrcnn::cpu::getAccumulatorBytes(Operation *fold,
                                        const VectorTarget &target) {
  auto accumulator = getAccumulator(fold);
  if (auto *statistics = std::get_if<StatisticsSpec>(&accumulator))
    return statistics->images * getImageBytes(*statistics, target);
  return accumulatorBytes(std::get<ConvSpec>(accumulator), target);
}

//===- KernelKind.cpp - What a kernel computes ----------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Kernel/KernelKind.h"

#include "llvm/Support/ErrorHandling.h"

using namespace lrcnn::kernel;

llvm::StringRef lrcnn::kernel::stringify(KernelKind kind) {
  switch (kind) {
  case KernelKind::ConvForward:
    return "forward";
  case KernelKind::ConvDataGradient:
    return "data_gradient";
  case KernelKind::ConvWeightGradient:
    return "weight_gradient";
  case KernelKind::PackForward:
    return "pack_forward";
  case KernelKind::PackDataGradient:
    return "pack_data_gradient";
  case KernelKind::UnpackWeightGradient:
    return "unpack_weight_gradient";
  case KernelKind::Pointwise:
    return "pointwise";
  case KernelKind::State:
    return "state";
  case KernelKind::Fold:
    return "fold";
  case KernelKind::Statistics:
    return "statistics";
  case KernelKind::UnpackStatistics:
    return "unpack_statistics";
  case KernelKind::StatisticsGradient:
    return "statistics_gradient";
  case KernelKind::NormalizeShiftGradient:
    return "vector_gradient0";
  case KernelKind::NormalizeScaleGradient:
    return "vector_gradient1";
  case KernelKind::MaxPool:
    return "max_pool";
  case KernelKind::MaxPoolGradient:
    return "max_pool_gradient";
  case KernelKind::AvgPool:
    return "avg_pool";
  case KernelKind::AvgPoolGradient:
    return "avg_pool_gradient";
  case KernelKind::Resampling:
    return "resampling";
  case KernelKind::ResamplingGradient:
    return "resampling_gradient";
  case KernelKind::LayerNorm:
    return "layer_norm";
  case KernelKind::LayerNormGradient:
    return "layer_norm_gradient";
  case KernelKind::LayerNormScaleGradient:
    return "layer_norm_scale_gradient";
  }
  llvm_unreachable("unknown kernel");
}

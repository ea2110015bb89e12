//===- features.h - What the processor can do ---------------------*- C -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_RUNTIME_CPU_FEATURES_H
#define LRCNN_RUNTIME_CPU_FEATURES_H

#include <stdint.h>

/// Checks that this machine has all of `features`, a list separated by commas
/// of the names in CpuFeatures.def.
int32_t lrcnn_check_cpu(const char *features);

#endif // LRCNN_RUNTIME_CPU_FEATURES_H

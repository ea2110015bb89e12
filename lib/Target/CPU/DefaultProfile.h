//===- DefaultProfile.h - How long kernels take ----------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_TARGET_CPU_DEFAULTPROFILE_H
#define LRCNN_LIB_TARGET_CPU_DEFAULTPROFILE_H

#include "lrcnn/Plan/Profile.h"

namespace lrcnn::cpu {

/// The profile in DefaultProfile.json, which test/benchmark/kernel_profile.py
/// has measured.
plan::Profile getDefaultProfile();

} // namespace lrcnn::cpu

#endif // LRCNN_LIB_TARGET_CPU_DEFAULTPROFILE_H

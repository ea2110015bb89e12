//===- VectorTarget.h - The vector unit kernels are made for ----*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TARGET_CPU_VECTORTARGET_H
#define LRCNN_TARGET_CPU_VECTORTARGET_H

#include "lrcnn/Kernel/ElementType.h"

#include <string>

namespace lrcnn::cpu {

/// What a kernel is said to be is the same for every target.
using namespace kernel;

/// What the kernel emitters need to know of a machine, and what the code
/// generator is told (`cpu` and `features` in LLVM's spelling).
struct VectorTarget {
  int64_t vectorBits = 256;
  int64_t registers = 16;
  int64_t l1Bytes = 32 << 10;
  int64_t l2Bytes = 512 << 10;
  std::string cpu = "x86-64-v3";
  std::string features;

  int64_t lanes(ElementType type) const {
    return vectorBits / 8 / byteWidth(type);
  }
  bool operator==(const VectorTarget &) const = default;

  /// The floor: 16 registers of 256 bits, x86-64-v3.
  static VectorTarget avx2();
  /// 32 registers of 512 bits, x86-64-v4.
  static VectorTarget avx512();
  /// The machine that this runs on, or the floor if it is none of the above.
  static VectorTarget host();
};

} // namespace lrcnn::cpu

#endif // LRCNN_TARGET_CPU_VECTORTARGET_H

//===- VectorTarget.cpp - The vector unit kernels are made for ------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/CPU/VectorTarget.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/TargetParser/Host.h"

#include <unistd.h>

using namespace lrcnn::cpu;

VectorTarget VectorTarget::avx2() { return VectorTarget(); }

VectorTarget VectorTarget::avx512() {
  VectorTarget target;
  target.vectorBits = 512;
  target.registers = 32;
  target.l2Bytes = 1 << 20;
  target.cpu = "x86-64-v4";
  return target;
}

VectorTarget VectorTarget::host() {
  llvm::StringMap<bool> features = llvm::sys::getHostCPUFeatures();
  bool wide = llvm::all_of(
      llvm::ArrayRef({"avx512f", "avx512bw", "avx512dq", "avx512vl"}),
      [&](const char *feature) { return features.lookup(feature); });
  VectorTarget target = wide ? avx512() : avx2();
#ifdef _SC_LEVEL1_DCACHE_SIZE
  if (int64_t bytes = sysconf(_SC_LEVEL1_DCACHE_SIZE); bytes > 0)
    target.l1Bytes = bytes;
  if (int64_t bytes = sysconf(_SC_LEVEL2_CACHE_SIZE); bytes > 0)
    target.l2Bytes = bytes;
#endif
  return target;
}

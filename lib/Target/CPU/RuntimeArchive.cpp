//===- RuntimeArchive.cpp - The runtime inside the compiler ---------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RuntimeArchive.h"

// LRCNN_RUNTIME_ARCHIVE is the path of the archive where the compiler is built.
__asm__(".pushsection .rodata\n"
        "lrcnnRuntimeArchiveBegin:\n"
        ".incbin \"" LRCNN_RUNTIME_ARCHIVE "\"\n"
        "lrcnnRuntimeArchiveEnd:\n"
        ".popsection\n");

extern "C" {
extern const char lrcnnRuntimeArchiveBegin[]
    __attribute__((visibility("hidden")));
extern const char lrcnnRuntimeArchiveEnd[]
    __attribute__((visibility("hidden")));
}

llvm::StringRef lrcnn::cpu::getRuntimeArchive() {
  return {lrcnnRuntimeArchiveBegin,
          size_t(lrcnnRuntimeArchiveEnd - lrcnnRuntimeArchiveBegin)};
}

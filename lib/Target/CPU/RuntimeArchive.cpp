//===- RuntimeArchive.cpp - The runtime inside the compiler ---------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RuntimeArchive.h"

#include "lrcnn/Target/Program/EmbeddedFile.h"

// LRCNN_RUNTIME_ARCHIVE is the path of the archive where the compiler is built.
LRCNN_EMBED_FILE(lrcnnRuntimeCPU, LRCNN_RUNTIME_ARCHIVE)

llvm::StringRef lrcnn::cpu::getRuntimeArchive() {
  return {lrcnnRuntimeCPUBegin,
          size_t(lrcnnRuntimeCPUEnd - lrcnnRuntimeCPUBegin)};
}

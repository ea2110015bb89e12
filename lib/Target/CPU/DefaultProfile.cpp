//===- DefaultProfile.cpp - How long kernels take -------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DefaultProfile.h"

// LRCNN_PROFILE is the path of the file where the compiler is built.
__asm__(".pushsection .rodata\n"
        "lrcnnProfileBegin:\n"
        ".incbin \"" LRCNN_PROFILE "\"\n"
        "lrcnnProfileEnd:\n"
        ".popsection\n");

extern "C" {
extern const char lrcnnProfileBegin[] __attribute__((visibility("hidden")));
extern const char lrcnnProfileEnd[] __attribute__((visibility("hidden")));
}

lrcnn::plan::Profile lrcnn::cpu::getDefaultProfile() {
  llvm::StringRef text(lrcnnProfileBegin,
                       size_t(lrcnnProfileEnd - lrcnnProfileBegin));
  return llvm::cantFail(
      plan::parseProfile(llvm::cantFail(llvm::json::parse(text))));
}

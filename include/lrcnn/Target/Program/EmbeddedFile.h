//===- EmbeddedFile.h - A file inside of the compiler -----------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TARGET_PROGRAM_EMBEDDEDFILE_H
#define LRCNN_TARGET_PROGRAM_EMBEDDEDFILE_H

#include "llvm/ADT/StringRef.h"

/// Defines NAME##Begin and NAME##End, between which the bytes of the file PATH,
/// a literal, lie in the program.
#define LRCNN_EMBED_FILE(NAME, PATH)                                           \
  __asm__(".pushsection .rodata\n" #NAME "Begin:\n"                            \
          ".incbin \"" PATH "\"\n" #NAME "End:\n"                              \
          ".popsection\n");                                                    \
  extern "C" {                                                                 \
  extern const char NAME##Begin[] __attribute__((visibility("hidden")));       \
  extern const char NAME##End[] __attribute__((visibility("hidden")));         \
  }

#endif // LRCNN_TARGET_PROGRAM_EMBEDDEDFILE_H

//===- features.c - What the processor can do -----------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "features.h"

#include "lrcnn/Runtime/device.h"

#include <cpuid.h>
#include <stdbool.h>
#include <string.h>

enum { EBX, ECX, EDX, EAX };

typedef struct {
  const char *name;
  uint32_t leaf, subleaf;
  int32_t reg, bit;
  /// Registers that the operating system must save, as bits of XCR0.
  uint64_t state;
} feature;

enum { NONE = 0, YMM = 0x6, ZMM = 0xe6 };

static const feature known[] = {
#define LRCNN_CPU_FEATURE(NAME, LEAF, SUBLEAF, REG, BIT, STATE)                \
  {NAME, LEAF, SUBLEAF, REG, BIT, STATE},
#include "lrcnn/Runtime/CpuFeatures.def"
};

/// The registers that the operating system saves: XCR0, read by XGETBV where
/// the system has enabled it (OSXSAVE).
static uint64_t saved_state(void) {
  uint32_t eax, ebx, ecx, edx;
  if (!__get_cpuid(1, &eax, &ebx, &ecx, &edx) || !(ecx & bit_OSXSAVE))
    return 0;
  uint32_t low, high;
  __asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return (uint64_t)high << 32 | low;
}

static bool has(const feature *wanted) {
  uint32_t regs[4];
  if (!__get_cpuid_count(wanted->leaf, wanted->subleaf, &regs[EAX], &regs[EBX],
                         &regs[ECX], &regs[EDX]))
    return false;
  return (regs[wanted->reg] >> wanted->bit & 1) &&
         (saved_state() & wanted->state) == wanted->state;
}

int32_t lrcnn_check_cpu(const char *features) {
  for (const char *name = features; *name;) {
    size_t length = strcspn(name, ",");
    bool found = false;
    for (size_t i = 0; i < sizeof known / sizeof *known && !found; ++i)
      found = strlen(known[i].name) == length &&
              memcmp(known[i].name, name, length) == 0 && has(&known[i]);
    if (!found)
      return lrcnn_fail(LRCNN_UNSUPPORTED,
                        "expected a CPU with %.*s, for which the program was "
                        "compiled",
                        (int)length, name);
    name += length;
    name += *name == ',';
  }
  return LRCNN_OK;
}

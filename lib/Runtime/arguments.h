//===- arguments.h - Checks of what a caller passes ---------------*- C -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_RUNTIME_ARGUMENTS_H
#define LRCNN_RUNTIME_ARGUMENTS_H

#include "descriptor.h"

#include <stddef.h>

/// Memory that a call works in.
typedef struct lrcnn_arena {
  const char *name;
  lrcnn_memory given;
  /// Bytes that the call needs.
  int64_t bytes;
} lrcnn_arena;

/// Checks that `arena` is large enough, and aligned for the program. Absent
/// memory is right when none is needed.
int32_t lrcnn_check_arena(const lrcnn_program_descriptor *descriptor,
                          const lrcnn_arena *arena);

/// Checks that no two of `count` arenas overlap.
int32_t lrcnn_check_apart(const lrcnn_arena *arenas, size_t count);

/// Checks the arguments of `call` (one of lrcnn_calls) against the program's,
/// that they lie on `device`, and apart from the `count` arenas; fills
/// `tensors`. `contiguous` has the strides that stand for null ones, the
/// arguments' one after the other.
int32_t lrcnn_check_arguments(const lrcnn_program_descriptor *descriptor,
                              lrcnn_device device, uint32_t call,
                              const lrcnn_buffer *arguments, int64_t n,
                              const lrcnn_arena *arenas, size_t count,
                              const int64_t *contiguous, lrcnn_tensor *tensors);

/// A device for messages, such as cpu:0.
typedef struct lrcnn_device_text {
  char text[40];
} lrcnn_device_text;
lrcnn_device_text lrcnn_print_device(lrcnn_device device);

#endif // LRCNN_RUNTIME_ARGUMENTS_H

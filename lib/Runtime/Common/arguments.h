//===- arguments.h - Checks of what a caller passes ---------------*- C -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_RUNTIME_COMMON_ARGUMENTS_H
#define LRCNN_RUNTIME_COMMON_ARGUMENTS_H

#include "lrcnn/Runtime/descriptor.h"

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

/// What the arguments of a call are checked against.
typedef struct lrcnn_surroundings {
  /// Where they must lie.
  lrcnn_device device;
  /// A zero there, which stands for a gradient that is not given.
  void *zero;
  /// What they must lie apart from.
  const lrcnn_arena *arenas;
  size_t count;
} lrcnn_surroundings;

/// Checks the arguments of `call` (one of lrcnn_calls) against the program's
/// and what is `around` them; fills `tensors`. `contiguous` has the strides
/// that stand for null ones, the arguments' one after the other.
int32_t lrcnn_check_arguments(const lrcnn_program_descriptor *descriptor,
                              const lrcnn_surroundings *around, uint32_t call,
                              const lrcnn_buffer *arguments, int64_t n,
                              const int64_t *contiguous, lrcnn_tensor *tensors);

#endif // LRCNN_RUNTIME_COMMON_ARGUMENTS_H

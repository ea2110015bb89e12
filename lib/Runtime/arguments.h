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

/// Memory of the caller's that a call works in.
typedef struct lrcnn_memory {
  const char *name;
  void *data;
  int64_t bytes;
} lrcnn_memory;

/// Checks that `memory` is there, aligned for the program. Absent memory is
/// right when none is needed.
int32_t lrcnn_check_memory(const lrcnn_program_descriptor *descriptor,
                           const lrcnn_memory *memory);

/// Checks that no two of `count` memories overlap.
int32_t lrcnn_check_apart(const lrcnn_memory *memories, size_t count);

/// Checks the arguments of `call` (one of lrcnn_calls) against the program's,
/// and that they lie apart from the `count` memories; fills `tensors`.
/// `contiguous` has the strides that stand for null ones, the arguments' one
/// after the other.
int32_t lrcnn_check_arguments(const lrcnn_program_descriptor *descriptor,
                              uint32_t call, const lrcnn_buffer *arguments,
                              int64_t n, const lrcnn_memory *memories,
                              size_t count, const int64_t *contiguous,
                              lrcnn_tensor *tensors);

#endif // LRCNN_RUNTIME_ARGUMENTS_H

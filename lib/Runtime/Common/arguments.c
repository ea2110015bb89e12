//===- arguments.c - Checks of what a caller passes -----------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "arguments.h"

#include "lrcnn/Runtime/device.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

/// With which a null dy, one zero, is read.
static const int64_t zero_strides[LRCNN_MAX_RANK];

//===----------------------------------------------------------------------===//
// Messages
//===----------------------------------------------------------------------===//

/// An argument with its place in the list, for messages.
typedef struct {
  int64_t index;
  const lrcnn_argument *expected;
} argument_ref;

__attribute__((format(printf, 2, 3), cold)) static int32_t
fail_at(argument_ref argument, const char *format, ...) {
  char text[320];
  va_list values;
  va_start(values, format);
  vsnprintf(text, sizeof text, format, values);
  va_end(values);
  return lrcnn_fail(LRCNN_INVALID_ARGUMENT, "argument %" PRId64 " ('%s'): %s",
                    argument.index, argument.expected->name, text);
}

/// A list such as [1, 3, 8, 8].
typedef struct {
  char text[128];
} list_text;

static list_text print_list(const int64_t *values, int32_t count) {
  list_text list;
  size_t used = (size_t)snprintf(list.text, sizeof list.text, "[");
  for (int32_t i = 0; i < count && used < sizeof list.text; ++i)
    used += (size_t)snprintf(list.text + used, sizeof list.text - used,
                             "%s%" PRId64, i ? ", " : "", values[i]);
  if (used < sizeof list.text)
    snprintf(list.text + used, sizeof list.text - used, "]");
  return list;
}

/// An element type: its name, null for what is none, and its size in bytes.
typedef struct {
  const char *name;
  int64_t bytes;
} dtype_info;

static dtype_info describe_dtype(int32_t dtype) {
  static const dtype_info known[] = {
      [LRCNN_F32] = {"f32", 4}, [LRCNN_F64] = {"f64", 8},
      [LRCNN_F16] = {"f16", 2}, [LRCNN_BF16] = {"bf16", 2},
      [LRCNN_U8] = {"u8", 1},   [LRCNN_I64] = {"i64", 8},
  };
  bool is_known = dtype > 0 && dtype < (int32_t)(sizeof known / sizeof *known);
  return known[is_known ? dtype : 0];
}

//===----------------------------------------------------------------------===//
// Memory
//===----------------------------------------------------------------------===//

int32_t lrcnn_check_arena(const lrcnn_program_descriptor *descriptor,
                          const lrcnn_arena *arena) {
  const lrcnn_memory *given = &arena->given;
  if (arena->bytes == 0)
    return LRCNN_OK;
  if (!given->data)
    return lrcnn_fail(LRCNN_INVALID_ARGUMENT,
                      "%s: expected %" PRId64 " bytes, got a null pointer",
                      arena->name, arena->bytes);
  if (given->bytes < arena->bytes)
    return lrcnn_fail(LRCNN_INVALID_ARGUMENT,
                      "%s: expected at least %" PRId64 " bytes, got %" PRId64,
                      arena->name, arena->bytes, given->bytes);
  int64_t alignment = descriptor->info.alignment;
  if ((uintptr_t)given->data % (uintptr_t)alignment != 0)
    return lrcnn_fail(LRCNN_INVALID_ARGUMENT,
                      "%s: expected an alignment of %" PRId64 " bytes, got %p",
                      arena->name, alignment, given->data);
  return LRCNN_OK;
}

/// The bytes [begin, end).
typedef struct {
  uintptr_t begin, end;
} byte_range;

static byte_range range_of(const lrcnn_arena *arena) {
  uintptr_t begin = (uintptr_t)arena->given.data;
  return (byte_range){begin, begin + (uintptr_t)arena->bytes};
}

static bool overlap(byte_range a, byte_range b) {
  return a.begin < b.end && b.begin < a.end;
}

int32_t lrcnn_check_apart(const lrcnn_arena *arenas, size_t count) {
  for (size_t i = 0; i < count; ++i)
    for (size_t j = i + 1; j < count; ++j)
      if (overlap(range_of(&arenas[i]), range_of(&arenas[j])))
        return lrcnn_fail(LRCNN_INVALID_ARGUMENT,
                          "%s: expected memory apart from the %s",
                          arenas[i].name, arenas[j].name);
  return LRCNN_OK;
}

//===----------------------------------------------------------------------===//
// Tensors
//===----------------------------------------------------------------------===//

static int32_t check_type(argument_ref argument, lrcnn_device device,
                          const lrcnn_buffer *buffer) {
  const lrcnn_argument *expected = argument.expected;
  if (buffer->device.kind != device.kind ||
      buffer->device.index != device.index)
    return fail_at(argument, "expected data on device %s, got %s",
                   lrcnn_print_device(device).text,
                   lrcnn_print_device(buffer->device).text);
  const char *wanted = describe_dtype(expected->dtype).name;
  const char *given = describe_dtype(buffer->dtype).name;
  if (!given)
    return fail_at(argument, "expected dtype %s, got unknown dtype %" PRId32,
                   wanted, buffer->dtype);
  if (buffer->dtype != expected->dtype)
    return fail_at(argument, "expected dtype %s, got %s", wanted, given);
  if (buffer->rank != expected->rank)
    return fail_at(argument, "expected rank %" PRId32 ", got %" PRId32,
                   expected->rank, buffer->rank);
  if (expected->rank > 0 && !buffer->shape)
    return fail_at(argument, "expected a shape, got a null pointer");
  for (int32_t d = 0; d < expected->rank; ++d)
    if (buffer->shape[d] != expected->shape[d])
      return fail_at(argument, "expected shape %s, got %s",
                     print_list(expected->shape, expected->rank).text,
                     print_list(buffer->shape, buffer->rank).text);
  uintptr_t bytes = (uintptr_t)describe_dtype(buffer->dtype).bytes;
  if ((uintptr_t)buffer->data % bytes != 0)
    return fail_at(argument, "expected data aligned to its type, got %p",
                   buffer->data);
  return LRCNN_OK;
}

/// The bytes of a tensor from its first element to its last; false if they do
/// not fit into the address space. No stride times its extent overflows then.
static bool find_range(const lrcnn_argument *expected,
                       const lrcnn_tensor *tensor, byte_range *range) {
  int64_t bytes = describe_dtype(expected->dtype).bytes;
  int64_t first = 0, last = bytes;
  for (int32_t d = 0; d < expected->rank; ++d) {
    int64_t reach;
    if (__builtin_mul_overflow(expected->shape[d] - 1, tensor->strides[d],
                               &reach) ||
        __builtin_mul_overflow(reach, bytes, &reach))
      return false;
    int64_t *end = reach < 0 ? &first : &last;
    if (__builtin_add_overflow(*end, reach, end))
      return false;
  }
  uintptr_t data = (uintptr_t)tensor->data;
  return !__builtin_add_overflow(data, first, &range->begin) &&
         !__builtin_add_overflow(data, last, &range->end);
}

/// A written tensor must not hold one element twice. Enough, and true of every
/// view that is not made by hand: going from the smallest stride to the
/// largest, each is at least the extent of what the smaller ones span.
static int32_t check_written_strides(argument_ref argument,
                                     const int64_t *strides) {
  const lrcnn_argument *expected = argument.expected;
  int32_t rank = expected->rank;
  for (int32_t d = 0; d < rank; ++d)
    if (expected->shape[d] > 1 && strides[d] <= 0)
      return fail_at(argument,
                     "expected positive strides for a tensor that is written, "
                     "got %s",
                     print_list(strides, rank).text);

  bool spanned[LRCNN_MAX_RANK] = {false};
  int64_t span = 1;
  for (int32_t round = 0; round < rank; ++round) {
    int32_t least = -1;
    for (int32_t d = 0; d < rank; ++d)
      if (!spanned[d] && expected->shape[d] > 1 &&
          (least < 0 || strides[d] < strides[least]))
        least = d;
    if (least < 0)
      break;
    if (strides[least] < span)
      return fail_at(argument,
                     "expected strides under which no two elements of %s "
                     "overlap, got %s",
                     print_list(expected->shape, rank).text,
                     print_list(strides, rank).text);
    spanned[least] = true;
    span = (expected->shape[least] - 1) * strides[least] + span;
  }
  return LRCNN_OK;
}

static int32_t check_tensor(argument_ref argument, bool written,
                            const lrcnn_surroundings *around,
                            const lrcnn_buffer *buffer,
                            const int64_t *contiguous, lrcnn_tensor *tensor) {
  if (!buffer->data) {
    if (argument.expected->role != LRCNN_GRADIENT)
      return fail_at(argument, "expected data, got a null pointer");
    if (!written)
      *tensor = (lrcnn_tensor){around->zero, zero_strides};
    return LRCNN_OK;
  }
  int32_t status = check_type(argument, around->device, buffer);
  if (status)
    return status;
  *tensor = (lrcnn_tensor){buffer->data,
                           buffer->strides ? buffer->strides : contiguous};
  byte_range range;
  if (!find_range(argument.expected, tensor, &range))
    return fail_at(argument,
                   "expected strides that stay in the address space, got %s",
                   print_list(tensor->strides, argument.expected->rank).text);
  for (size_t i = 0; i < around->count; ++i)
    if (overlap(range, range_of(&around->arenas[i])))
      return fail_at(argument, "expected memory apart from the %s",
                     around->arenas[i].name);
  return written ? check_written_strides(argument, tensor->strides) : LRCNN_OK;
}

int32_t lrcnn_check_arguments(const lrcnn_program_descriptor *descriptor,
                              const lrcnn_surroundings *around, uint32_t call,
                              const lrcnn_buffer *arguments, int64_t n,
                              const int64_t *contiguous,
                              lrcnn_tensor *tensors) {
  const lrcnn_program_info *info = &descriptor->info;
  if (n != info->argument_count)
    return lrcnn_fail(LRCNN_INVALID_ARGUMENT,
                      "expected %" PRId64 " arguments, got %" PRId64,
                      info->argument_count, n);
  if (n > 0 && !arguments)
    return lrcnn_fail(LRCNN_INVALID_ARGUMENT,
                      "expected %" PRId64 " arguments, got a null pointer", n);

  // A caller with a later header has larger buffers.
  const void *address = arguments;
  uint64_t size = n > 0 ? arguments->struct_size : 0;
  for (int64_t i = 0; i < n; address = (const char *)address + size, ++i) {
    argument_ref argument = {i, &info->arguments[i]};
    const lrcnn_argument *expected = argument.expected;
    const lrcnn_buffer *buffer = address;
    if (buffer->struct_size < sizeof(lrcnn_buffer))
      return fail_at(argument,
                     "expected a struct_size of at least %zu, got %" PRIu64,
                     sizeof(lrcnn_buffer), buffer->struct_size);
    if (buffer->struct_size != size)
      return fail_at(argument,
                     "expected struct_size %" PRIu64
                     " as in argument 0, got %" PRIu64,
                     size, buffer->struct_size);

    tensors[i] = (lrcnn_tensor){NULL, zero_strides};
    if ((expected->reads | expected->writes) & call) {
      bool written = (expected->writes & call) != 0;
      int32_t status = check_tensor(argument, written, around, buffer,
                                    contiguous, &tensors[i]);
      if (status)
        return status;
    }
    contiguous += expected->rank;
  }
  return LRCNN_OK;
}

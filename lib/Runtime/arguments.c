//===- arguments.c - Checks of what a caller passes -----------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "arguments.h"

#include "error.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

/// What a null dy reads as, whatever its type. Never written.
static double zero_element;
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

/// Null for what is not an lrcnn_dtype.
static const char *dtype_name(int32_t dtype) {
  switch (dtype) {
  case LRCNN_F32:
    return "f32";
  case LRCNN_F64:
    return "f64";
  default:
    return NULL;
  }
}

static int64_t dtype_bytes(int32_t dtype) { return dtype == LRCNN_F64 ? 8 : 4; }

//===----------------------------------------------------------------------===//
// Memory
//===----------------------------------------------------------------------===//

int32_t lrcnn_check_memory(const lrcnn_program_descriptor *descriptor,
                           const lrcnn_memory *memory) {
  if (!memory->data) {
    if (memory->bytes == 0)
      return LRCNN_OK;
    return lrcnn_fail(LRCNN_INVALID_ARGUMENT,
                      "%s: expected %" PRId64 " bytes, got a null pointer",
                      memory->name, memory->bytes);
  }
  int64_t alignment = descriptor->info.alignment;
  if ((uintptr_t)memory->data % (uintptr_t)alignment != 0)
    return lrcnn_fail(LRCNN_INVALID_ARGUMENT,
                      "%s: expected an alignment of %" PRId64 " bytes, got %p",
                      memory->name, alignment, memory->data);
  return LRCNN_OK;
}

/// The bytes [begin, end).
typedef struct {
  uintptr_t begin, end;
} byte_range;

static byte_range range_of(const lrcnn_memory *memory) {
  uintptr_t begin = (uintptr_t)memory->data;
  return (byte_range){begin,
                      memory->data ? begin + (uintptr_t)memory->bytes : begin};
}

static bool overlap(byte_range a, byte_range b) {
  return a.begin < b.end && b.begin < a.end;
}

int32_t lrcnn_check_apart(const lrcnn_memory *memories, size_t count) {
  for (size_t i = 0; i < count; ++i)
    for (size_t j = i + 1; j < count; ++j)
      if (overlap(range_of(&memories[i]), range_of(&memories[j])))
        return lrcnn_fail(LRCNN_INVALID_ARGUMENT,
                          "%s: expected memory apart from the %s",
                          memories[i].name, memories[j].name);
  return LRCNN_OK;
}

//===----------------------------------------------------------------------===//
// Tensors
//===----------------------------------------------------------------------===//

static int32_t check_type(argument_ref argument, const lrcnn_buffer *buffer) {
  const lrcnn_argument *expected = argument.expected;
  if (buffer->device.kind != LRCNN_CPU || buffer->device.index != 0)
    return fail_at(argument,
                   "expected device kind %d index 0 (the CPU), got kind "
                   "%" PRId32 " index %" PRId32,
                   LRCNN_CPU, buffer->device.kind, buffer->device.index);
  if (!dtype_name(buffer->dtype))
    return fail_at(argument, "expected dtype %s, got unknown dtype %" PRId32,
                   dtype_name(expected->dtype), buffer->dtype);
  if (buffer->dtype != expected->dtype)
    return fail_at(argument, "expected dtype %s, got %s",
                   dtype_name(expected->dtype), dtype_name(buffer->dtype));
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
  if ((uintptr_t)buffer->data % (uintptr_t)dtype_bytes(buffer->dtype) != 0)
    return fail_at(argument, "expected data aligned to its type, got %p",
                   buffer->data);
  return LRCNN_OK;
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

static byte_range range_of_tensor(const lrcnn_argument *expected,
                                  const lrcnn_tensor *tensor) {
  int64_t bytes = dtype_bytes(expected->dtype);
  int64_t first = 0, last = bytes;
  for (int32_t d = 0; d < expected->rank; ++d) {
    int64_t reach = (expected->shape[d] - 1) * tensor->strides[d] * bytes;
    if (reach < 0)
      first += reach;
    else
      last += reach;
  }
  uintptr_t data = (uintptr_t)tensor->data;
  return (byte_range){data + (uintptr_t)first, data + (uintptr_t)last};
}

static int32_t check_tensor(argument_ref argument, bool written,
                            const lrcnn_buffer *buffer,
                            const int64_t *contiguous, lrcnn_tensor *tensor) {
  if (!buffer->data) {
    if (argument.expected->role != LRCNN_GRADIENT)
      return fail_at(argument, "expected data, got a null pointer");
    if (!written)
      *tensor = (lrcnn_tensor){&zero_element, zero_strides};
    return LRCNN_OK;
  }
  int32_t status = check_type(argument, buffer);
  if (status)
    return status;
  *tensor = (lrcnn_tensor){buffer->data,
                           buffer->strides ? buffer->strides : contiguous};
  return written ? check_written_strides(argument, tensor->strides) : LRCNN_OK;
}

int32_t lrcnn_check_arguments(const lrcnn_program_descriptor *descriptor,
                              uint32_t call, const lrcnn_buffer *arguments,
                              int64_t n, const lrcnn_memory *memories,
                              size_t count, const int64_t *contiguous,
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
  const void *place = arguments;
  uint64_t size = n > 0 ? arguments->struct_size : 0;
  for (int64_t i = 0; i < n; place = (const char *)place + size, ++i) {
    argument_ref argument = {i, &info->arguments[i]};
    const lrcnn_argument *expected = argument.expected;
    const lrcnn_buffer *buffer = place;
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
      int32_t status =
          check_tensor(argument, written, buffer, contiguous, &tensors[i]);
      if (status)
        return status;
    }
    if (tensors[i].data)
      for (size_t m = 0; m < count; ++m)
        if (overlap(range_of_tensor(expected, &tensors[i]),
                    range_of(&memories[m])))
          return fail_at(argument, "expected memory apart from the %s",
                         memories[m].name);
    contiguous += expected->rank;
  }
  return LRCNN_OK;
}

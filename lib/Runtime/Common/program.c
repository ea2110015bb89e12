//===- program.c - Programs and their calls -------------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "arguments.h"
#include "lrcnn/Runtime/device.h"
#include "step.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>

struct lrcnn_program {
  const lrcnn_program_descriptor *descriptor;
  lrcnn_device device;
  lrcnn_device_state *state;
  int64_t flags;
  /// Strides of contiguous arguments, one argument's after the other's.
  int64_t contiguous[];
};

//===----------------------------------------------------------------------===//
// Creation
//===----------------------------------------------------------------------===//

/// Checks what all devices are asked for, and finds the one that is meant.
static int32_t check_config(const lrcnn_config *config, int32_t kind,
                            lrcnn_device *device) {
  if (config->struct_size < sizeof(lrcnn_config))
    return lrcnn_fail(LRCNN_INVALID_ARGUMENT,
                      "config: expected a struct_size of at least %zu, got "
                      "%" PRIu64,
                      sizeof(lrcnn_config), config->struct_size);
  *device = config->device;
  if (device->kind == 0 && device->index == 0)
    device->kind = kind;
  if (device->kind != kind || device->index < 0)
    return lrcnn_fail(LRCNN_UNSUPPORTED,
                      "config: expected a device such as %s, for which the "
                      "program was compiled, got %s",
                      lrcnn_print_device((lrcnn_device){kind, 0}).text,
                      lrcnn_print_device(*device).text);
  if (config->flags & ~(uint32_t)LRCNN_ACCUMULATE_GRADIENTS)
    return lrcnn_fail(LRCNN_INVALID_ARGUMENT,
                      "config: expected known flags, got 0x%" PRIx32,
                      config->flags);
  return LRCNN_OK;
}

static lrcnn_program *allocate(const lrcnn_program_descriptor *descriptor) {
  const lrcnn_program_info *info = &descriptor->info;
  size_t dimensions = 0;
  for (int64_t i = 0; i < info->argument_count; ++i)
    dimensions += (size_t)info->arguments[i].rank;
  lrcnn_program *program =
      calloc(1, sizeof(lrcnn_program) + dimensions * sizeof(int64_t));
  if (!program)
    return NULL;
  program->descriptor = descriptor;
  int64_t *strides = program->contiguous;
  for (int64_t i = 0; i < info->argument_count; ++i) {
    const lrcnn_argument *argument = &info->arguments[i];
    int64_t stride = 1;
    for (int32_t d = argument->rank - 1; d >= 0; --d) {
      strides[d] = stride;
      stride *= argument->shape[d];
    }
    strides += argument->rank;
  }
  return program;
}

int32_t lrcnn_runtime_create(const lrcnn_program_descriptor *descriptor,
                             const lrcnn_config *config,
                             lrcnn_program **program) {
  if (!program)
    return lrcnn_fail(LRCNN_INVALID_ARGUMENT,
                      "expected a place for the program, got a null pointer");
  *program = NULL;
  const lrcnn_config defaults = {.struct_size = sizeof(lrcnn_config)};
  if (!config)
    config = &defaults;
  lrcnn_device device;
  int32_t status = check_config(config, descriptor->info.device_kind, &device);
  if (status)
    return status;

  lrcnn_program *created = allocate(descriptor);
  if (!created)
    return lrcnn_fail(LRCNN_OUT_OF_RESOURCES,
                      "expected memory for the program, got none");
  created->device = device;
  created->flags = config->flags;
  status = lrcnn_device_create(descriptor, device, config, &created->state);
  if (status)
    lrcnn_runtime_destroy(created);
  else
    *program = created;
  return status;
}

void lrcnn_runtime_destroy(lrcnn_program *program) {
  if (!program)
    return;
  lrcnn_device_destroy(program->state);
  free(program);
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

static int32_t check_call(const lrcnn_program_descriptor *descriptor,
                          const lrcnn_program *program, const lrcnn_step *step,
                          const void *stream) {
  if (!program)
    return lrcnn_fail(LRCNN_INVALID_ARGUMENT,
                      "expected a program, got a null pointer");
  if (program->descriptor != descriptor)
    return lrcnn_fail(LRCNN_INVALID_ARGUMENT,
                      "expected a program made by %s_create, got one made by "
                      "%s_create",
                      descriptor->info.name, program->descriptor->info.name);
  int32_t status = lrcnn_device_check_stream(program->state, stream);
  return status ? status : lrcnn_check_step(step);
}

/// What to check a call against.
typedef struct {
  const char *name;
  lrcnn_entry entry;
  uint32_t call; ///< lrcnn_calls
  int64_t stash_bytes, workspace_bytes, offload_bytes;
} call_kind;

static int32_t prepare(const lrcnn_program_descriptor *descriptor,
                       const lrcnn_program *program, const call_kind *kind,
                       const lrcnn_buffer *arguments, int64_t n,
                       const lrcnn_step *step, lrcnn_tensor *tensors) {
  if (!kind->entry)
    return lrcnn_fail(
        LRCNN_UNSUPPORTED,
        "expected a program compiled with %s, got '%s', which has "
        "none",
        kind->name, descriptor->info.name);
  const lrcnn_arena arenas[] = {
      {"stash", step->stash, kind->stash_bytes},
      {"workspace", step->workspace, kind->workspace_bytes},
      {"offload", step->offload, kind->offload_bytes}};
  size_t count = sizeof arenas / sizeof *arenas;
  int32_t status = LRCNN_OK;
  for (size_t i = 0; i < count && !status; ++i)
    status = lrcnn_check_arena(descriptor, &arenas[i]);
  if (!status)
    status = lrcnn_check_apart(arenas, count);
  if (status)
    return status;
  const lrcnn_surroundings around = {
      program->device, lrcnn_device_zero(program->state), arenas, count};
  return lrcnn_check_arguments(descriptor, &around, kind->call, arguments, n,
                               program->contiguous, tensors);
}

/// Runs an entry.
static int32_t run(lrcnn_program *program, lrcnn_entry entry,
                   const lrcnn_tensor *tensors, const lrcnn_step *step,
                   void *stream) {
  lrcnn_invocation invocation = {.arguments = tensors,
                                 .stash = step->stash.data,
                                 .workspace = step->workspace.data,
                                 .offload = step->offload.data,
                                 .flags = program->flags,
                                 .stream = stream,
                                 .status = LRCNN_OK};
  return lrcnn_device_run(program->state, entry, &invocation);
}

int32_t lrcnn_runtime_forward(const lrcnn_program_descriptor *descriptor,
                              lrcnn_program *program,
                              const lrcnn_buffer *arguments, int64_t n,
                              lrcnn_step *step, void *stream) {
  const lrcnn_program_info *info = &descriptor->info;
  int32_t status = check_call(descriptor, program, step, stream);
  if (status)
    return status;
  bool keeps = step->stash.data != NULL;
  call_kind training = {"a forward pass that fills a stash",
                        descriptor->forward,
                        LRCNN_IN_FORWARD,
                        info->stash_bytes,
                        info->forward_workspace_bytes,
                        info->offload_bytes};
  call_kind inference = {"a forward pass without a stash",
                         descriptor->inference,
                         LRCNN_IN_FORWARD,
                         0,
                         info->inference_workspace_bytes,
                         0};
  const call_kind *kind = keeps ? &training : &inference;
  lrcnn_tensor tensors[info->argument_count + 1];
  status = prepare(descriptor, program, kind, arguments, n, step, tensors);
  if (!status && keeps)
    status = lrcnn_take_empty_step(descriptor, step);
  if (status)
    return status;
  status = run(program, kind->entry, tensors, step, stream);
  if (keeps)
    lrcnn_leave_step(step, status, LRCNN_STEP_FULL);
  return status;
}

int32_t lrcnn_runtime_backward(const lrcnn_program_descriptor *descriptor,
                               lrcnn_program *program,
                               const lrcnn_buffer *arguments, int64_t n,
                               lrcnn_step *step, void *stream) {
  const lrcnn_program_info *info = &descriptor->info;
  int32_t status = check_call(descriptor, program, step, stream);
  if (status)
    return status;
  call_kind kind = {
      "a backward pass", descriptor->backward,           LRCNN_IN_BACKWARD,
      info->stash_bytes, info->backward_workspace_bytes, info->offload_bytes};
  lrcnn_tensor tensors[info->argument_count + 1];
  status = prepare(descriptor, program, &kind, arguments, n, step, tensors);
  if (!status)
    status = lrcnn_take_full_step(descriptor, step);
  if (status)
    return status;
  status = run(program, kind.entry, tensors, step, stream);
  lrcnn_leave_step(step, status, LRCNN_STEP_USED);
  return status;
}

//===- program.c - Programs and their calls -------------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "arguments.h"
#include "descriptor.h"
#include "error.h"
#include "features.h"
#include "pool.h"
#include "step.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>

struct lrcnn_program {
  const lrcnn_program_descriptor *descriptor;
  lrcnn_device device;
  lrcnn_executor executor;
  /// Null when the executor is the caller's, or one thread.
  lrcnn_pool *pool;
  int64_t flags;
  /// Strides of contiguous arguments, one argument's after the other's.
  int64_t contiguous[];
};

//===----------------------------------------------------------------------===//
// Executors
//===----------------------------------------------------------------------===//

/// Never called: lrcnn_parallel does a loop of one thread itself.
static const lrcnn_executor one_thread = {sizeof(lrcnn_executor), NULL, NULL,
                                          1};

static int32_t check_executor(const lrcnn_executor *executor) {
  if (executor->struct_size < sizeof(lrcnn_executor))
    return lrcnn_fail(LRCNN_INVALID_ARGUMENT,
                      "executor: expected a struct_size of at least %zu, got "
                      "%" PRIu64,
                      sizeof(lrcnn_executor), executor->struct_size);
  if (!executor->parallel_for)
    return lrcnn_fail(LRCNN_INVALID_ARGUMENT,
                      "executor: expected parallel_for, got a null pointer");
  if (executor->threads < 1)
    return lrcnn_fail(LRCNN_INVALID_ARGUMENT,
                      "executor: expected at least 1 thread, got %" PRId32,
                      executor->threads);
  return LRCNN_OK;
}

/// The size of the program's own pool.
static int32_t choose_threads(const lrcnn_config *config, int32_t *threads) {
  if (config->threads < 0 || config->threads > LRCNN_MAX_THREADS)
    return lrcnn_fail(LRCNN_INVALID_ARGUMENT,
                      "config: expected 0 to %d threads, got %" PRId32,
                      LRCNN_MAX_THREADS, config->threads);
  *threads = config->threads;
  if (*threads > 0)
    return LRCNN_OK;

  const char *text = getenv("LRCNN_NUM_THREADS");
  if (!text || !*text) {
    int32_t cores = lrcnn_pool_cores();
    *threads = cores < LRCNN_MAX_THREADS ? cores : LRCNN_MAX_THREADS;
    return LRCNN_OK;
  }
  char *end;
  long value = strtol(text, &end, 10);
  if (*end || value < 1 || value > LRCNN_MAX_THREADS)
    return lrcnn_fail(LRCNN_INVALID_ARGUMENT,
                      "expected LRCNN_NUM_THREADS from 1 to %d, got '%s'",
                      LRCNN_MAX_THREADS, text);
  *threads = (int32_t)value;
  return LRCNN_OK;
}

static int32_t set_executor(lrcnn_program *program,
                            const lrcnn_config *config) {
  if (config->executor) {
    int32_t status = check_executor(config->executor);
    if (!status)
      program->executor = *config->executor;
    return status;
  }
  int32_t threads;
  int32_t status = choose_threads(config, &threads);
  if (status)
    return status;
  program->executor = one_thread;
  if (threads == 1)
    return LRCNN_OK;
  program->pool = lrcnn_pool_create(threads);
  if (!program->pool)
    return LRCNN_OUT_OF_RESOURCES;
  program->executor = (lrcnn_executor){sizeof(lrcnn_executor), program->pool,
                                       lrcnn_pool_run, threads};
  return LRCNN_OK;
}

//===----------------------------------------------------------------------===//
// Creation
//===----------------------------------------------------------------------===//

static int32_t check_config(const lrcnn_config *config, lrcnn_device first) {
  if (config->struct_size < sizeof(lrcnn_config))
    return lrcnn_fail(LRCNN_INVALID_ARGUMENT,
                      "config: expected a struct_size of at least %zu, got "
                      "%" PRIu64,
                      sizeof(lrcnn_config), config->struct_size);
  lrcnn_device device = config->device;
  bool is_default = device.kind == 0 && device.index == 0;
  if (!is_default && (device.kind != first.kind || device.index != first.index))
    return lrcnn_fail(LRCNN_UNSUPPORTED,
                      "config: expected device %s, for which the program was "
                      "compiled, got %s",
                      lrcnn_print_device(first).text,
                      lrcnn_print_device(device).text);
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
  lrcnn_device device = {descriptor->info.device_kind, 0};
  int32_t status = check_config(config, device);
  if (!status)
    status = lrcnn_check_cpu(descriptor->info.features);
  if (status)
    return status;

  lrcnn_program *created = allocate(descriptor);
  if (!created)
    return lrcnn_fail(LRCNN_OUT_OF_RESOURCES,
                      "expected memory for the program, got none");
  created->device = device;
  created->flags = config->flags;
  status = set_executor(created, config);
  if (status)
    lrcnn_runtime_destroy(created);
  else
    *program = created;
  return status;
}

void lrcnn_runtime_destroy(lrcnn_program *program) {
  if (!program)
    return;
  lrcnn_pool_destroy(program->pool);
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
  if (stream)
    return lrcnn_fail(LRCNN_INVALID_ARGUMENT,
                      "expected a null stream on the CPU, got %p", stream);
  return lrcnn_check_step(step);
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
  return lrcnn_check_arguments(descriptor, program->device, kind->call,
                               arguments, n, arenas, count, program->contiguous,
                               tensors);
}

/// Runs an entry.
static int32_t run(lrcnn_program *program, lrcnn_entry entry,
                   const lrcnn_tensor *tensors, const lrcnn_step *step) {
  bool pooled = program->pool && lrcnn_pool_enter(program->pool);
  int32_t status = LRCNN_OK;
  lrcnn_invocation invocation = {
      .arguments = tensors,
      .stash = step->stash.data,
      .workspace = step->workspace.data,
      .offload = step->offload.data,
      .flags = program->flags,
      .executor = program->pool && !pooled ? &one_thread : &program->executor,
      .status = &status};
  entry(&invocation);
  if (pooled)
    lrcnn_pool_leave(program->pool);
  if (status)
    return lrcnn_fail(status, "expected the executor to run all tasks, got an "
                              "error from its parallel_for");
  return LRCNN_OK;
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
  status = run(program, kind->entry, tensors, step);
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
  status = run(program, kind.entry, tensors, step);
  lrcnn_leave_step(step, status, LRCNN_STEP_USED);
  return status;
}

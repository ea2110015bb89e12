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

#include <inttypes.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct lrcnn_program {
  const lrcnn_program_descriptor *descriptor;
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

static int32_t check_config(const lrcnn_config *config) {
  if (config->struct_size < sizeof(lrcnn_config))
    return lrcnn_fail(LRCNN_INVALID_ARGUMENT,
                      "config: expected a struct_size of at least %zu, got "
                      "%" PRIu64,
                      sizeof(lrcnn_config), config->struct_size);
  int32_t kind = config->device.kind;
  if ((kind != 0 && kind != LRCNN_CPU) || config->device.index != 0)
    return lrcnn_fail(LRCNN_UNSUPPORTED,
                      "config: expected device kind %d index 0 (the CPU), got "
                      "kind %" PRId32 " index %" PRId32,
                      LRCNN_CPU, kind, config->device.index);
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
  int32_t status = check_config(config);
  if (!status)
    status = lrcnn_check_cpu(descriptor->info.cpu_features);
  if (status)
    return status;

  lrcnn_program *created = allocate(descriptor);
  if (!created)
    return lrcnn_fail(LRCNN_OUT_OF_RESOURCES,
                      "expected memory for the program, got none");
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
// The stash
//===----------------------------------------------------------------------===//

/// What is in a stash.
enum { STASH_EMPTY = 0, STASH_FULL = 1, STASH_USED_UP = 2 };

typedef struct {
  uint64_t magic;
  uint64_t fingerprint;
  _Atomic uint64_t state;
  uint64_t reserved[5];
} stash_header;

_Static_assert(sizeof(stash_header) == LRCNN_STASH_HEADER_BYTES,
               "generated code begins after the header");

static const uint64_t stash_magic = UINT64_C(0x687361747363726c);

/// Takes what forward left for a backward pass.
static int32_t claim_stash(const lrcnn_program_descriptor *descriptor,
                           stash_header *header) {
  if (header->magic != stash_magic)
    return lrcnn_fail(LRCNN_INVALID_STATE,
                      "stash: expected one that forward filled, got other "
                      "contents");
  if (header->fingerprint != descriptor->info.fingerprint)
    return lrcnn_fail(LRCNN_INVALID_STATE,
                      "stash: expected one that program '%s' filled, got "
                      "another program's",
                      descriptor->info.name);
  uint64_t state = STASH_FULL;
  bool keeps = descriptor->properties & LRCNN_KEEPS_STASH;
  if (atomic_compare_exchange_strong(&header->state, &state,
                                     keeps ? STASH_FULL : STASH_USED_UP))
    return LRCNN_OK;
  if (state == STASH_USED_UP)
    return lrcnn_fail(LRCNN_INVALID_STATE,
                      "stash: expected one that forward filled, got one that "
                      "backward has used up");
  return lrcnn_fail(LRCNN_INVALID_STATE,
                    "stash: expected one that forward filled, got one whose "
                    "forward did not end");
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

static int32_t check_call(const lrcnn_program_descriptor *descriptor,
                          const lrcnn_program *program, const void *stream) {
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
  return LRCNN_OK;
}

/// Runs an entry.
static int32_t run(lrcnn_program *program, lrcnn_entry entry,
                   const lrcnn_tensor *tensors, char *stash, char *workspace) {
  bool pooled = program->pool && lrcnn_pool_enter(program->pool);
  int32_t status = LRCNN_OK;
  lrcnn_invocation invocation = {
      .arguments = tensors,
      .stash = stash ? stash + LRCNN_STASH_HEADER_BYTES : NULL,
      .workspace = workspace,
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

/// What to check a call against.
typedef struct {
  const char *name;
  lrcnn_entry entry;
  uint32_t call; ///< lrcnn_calls
  int64_t workspace_bytes;
} call_kind;

static int32_t prepare(const lrcnn_program_descriptor *descriptor,
                       const lrcnn_program *program, const call_kind *kind,
                       const lrcnn_buffer *arguments, int64_t n, void *stash,
                       void *workspace, lrcnn_tensor *tensors) {
  if (!kind->entry)
    return lrcnn_fail(
        LRCNN_UNSUPPORTED,
        "expected a program compiled with %s, got '%s', which has "
        "none",
        kind->name, descriptor->info.name);
  const lrcnn_memory memories[] = {
      {"stash", stash, stash ? descriptor->info.stash_bytes : 0},
      {"workspace", workspace, kind->workspace_bytes}};
  for (size_t i = 0; i < 2; ++i) {
    int32_t status = lrcnn_check_memory(descriptor, &memories[i]);
    if (status)
      return status;
  }
  int32_t status = lrcnn_check_apart(memories, 2);
  if (status)
    return status;
  return lrcnn_check_arguments(descriptor, kind->call, arguments, n, memories,
                               2, program->contiguous, tensors);
}

int32_t lrcnn_runtime_forward(const lrcnn_program_descriptor *descriptor,
                              lrcnn_program *program,
                              const lrcnn_buffer *arguments, int64_t n,
                              void *stash, void *workspace, void *stream) {
  const lrcnn_program_info *info = &descriptor->info;
  int32_t status = check_call(descriptor, program, stream);
  if (status)
    return status;
  call_kind training = {"a forward pass that fills a stash",
                        descriptor->forward, LRCNN_IN_FORWARD,
                        info->forward_workspace_bytes};
  call_kind inference = {"a forward pass without a stash",
                         descriptor->inference, LRCNN_IN_FORWARD,
                         info->inference_workspace_bytes};
  const call_kind *kind = stash ? &training : &inference;
  lrcnn_tensor tensors[info->argument_count + 1];
  status = prepare(descriptor, program, kind, arguments, n, stash, workspace,
                   tensors);
  if (status)
    return status;

  stash_header *header = stash;
  if (header) {
    header->magic = stash_magic;
    header->fingerprint = descriptor->info.fingerprint;
    atomic_store(&header->state, STASH_EMPTY);
  }
  status = run(program, kind->entry, tensors, stash, workspace);
  if (header && !status)
    atomic_store(&header->state, STASH_FULL);
  return status;
}

int32_t lrcnn_runtime_backward(const lrcnn_program_descriptor *descriptor,
                               lrcnn_program *program,
                               const lrcnn_buffer *arguments, int64_t n,
                               void *stash, void *workspace, void *stream) {
  const lrcnn_program_info *info = &descriptor->info;
  int32_t status = check_call(descriptor, program, stream);
  if (status)
    return status;
  call_kind kind = {"a backward pass", descriptor->backward, LRCNN_IN_BACKWARD,
                    info->backward_workspace_bytes};
  lrcnn_tensor tensors[info->argument_count + 1];
  status = prepare(descriptor, program, &kind, arguments, n, stash, workspace,
                   tensors);
  if (status)
    return status;
  if (!stash)
    return lrcnn_fail(LRCNN_INVALID_ARGUMENT,
                      "stash: expected %" PRId64 " bytes, got a null pointer",
                      info->stash_bytes);
  status = claim_stash(descriptor, stash);
  if (status)
    return status;
  return run(program, kind.entry, tensors, stash, workspace);
}

//===- device.c - The CPU as the device of programs -----------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Runtime/device.h"

#include "features.h"
#include "pool.h"

#include <inttypes.h>
#include <stdlib.h>

struct lrcnn_device_state {
  lrcnn_executor executor;
  /// Null when the executor is the caller's, or one thread.
  lrcnn_pool *pool;
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

static int32_t set_executor(lrcnn_device_state *state,
                            const lrcnn_config *config) {
  if (config->executor) {
    int32_t status = check_executor(config->executor);
    if (!status)
      state->executor = *config->executor;
    return status;
  }
  int32_t threads;
  int32_t status = choose_threads(config, &threads);
  if (status)
    return status;
  state->executor = one_thread;
  if (threads == 1)
    return LRCNN_OK;
  state->pool = lrcnn_pool_create(threads);
  if (!state->pool)
    return LRCNN_OUT_OF_RESOURCES;
  state->executor = (lrcnn_executor){sizeof(lrcnn_executor), state->pool,
                                     lrcnn_pool_run, threads};
  return LRCNN_OK;
}

//===----------------------------------------------------------------------===//
// Programs
//===----------------------------------------------------------------------===//

int32_t lrcnn_device_create(const lrcnn_program_descriptor *descriptor,
                            lrcnn_device device, const lrcnn_config *config,
                            lrcnn_device_state **state) {
  if (device.index != 0)
    return lrcnn_fail(LRCNN_UNSUPPORTED,
                      "config: expected device cpu:0, the only one, got %s",
                      lrcnn_print_device(device).text);
  int32_t status = lrcnn_check_cpu(descriptor->info.features);
  if (status)
    return status;
  lrcnn_device_state *created = calloc(1, sizeof *created);
  if (!created)
    return lrcnn_fail(LRCNN_OUT_OF_RESOURCES,
                      "expected memory for the program, got none");
  status = set_executor(created, config);
  if (status)
    lrcnn_device_destroy(created);
  else
    *state = created;
  return status;
}

void lrcnn_device_destroy(lrcnn_device_state *state) {
  if (!state)
    return;
  lrcnn_pool_destroy(state->pool);
  free(state);
}

int32_t lrcnn_device_check_stream(const lrcnn_device_state *state,
                                  const void *stream) {
  (void)state;
  if (stream)
    return lrcnn_fail(LRCNN_INVALID_ARGUMENT,
                      "expected a null stream on the CPU, got %p", stream);
  return LRCNN_OK;
}

void *lrcnn_device_zero(lrcnn_device_state *state) {
  (void)state;
  static double zero;
  return &zero;
}

int32_t lrcnn_device_run(lrcnn_device_state *state, lrcnn_entry entry,
                         lrcnn_invocation *invocation) {
  bool pooled = state->pool && lrcnn_pool_enter(state->pool);
  // Another call has the pool: this one computes alone.
  lrcnn_executor executor =
      state->pool && !pooled ? one_thread : state->executor;
  invocation->state = &executor;
  entry(invocation);
  if (pooled)
    lrcnn_pool_leave(state->pool);
  if (invocation->status)
    return lrcnn_fail(invocation->status,
                      "expected the executor to run all tasks, got an error "
                      "from its parallel_for");
  return LRCNN_OK;
}

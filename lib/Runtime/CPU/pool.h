//===- pool.h - Threads of a program's own ------------------------*- C -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A pool runs one parallel loop at a time; a caller that finds it busy runs its
// loop alone. Threads spin for a short while between the loops of one call and
// sleep outside of calls, so that they take nothing from other pools.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_RUNTIME_CPU_POOL_H
#define LRCNN_RUNTIME_CPU_POOL_H

#include <stdbool.h>
#include <stdint.h>

/// The most threads that a pool has, and the most tasks that it runs at once.
enum { LRCNN_MAX_THREADS = 1024, LRCNN_MAX_TASKS = 65535 };

typedef struct lrcnn_pool lrcnn_pool;

/// The cores that this process may use.
int32_t lrcnn_pool_cores(void);

/// Makes a pool of `threads` threads, the calling one among them; null, with
/// the last error set, when that cannot be done.
lrcnn_pool *lrcnn_pool_create(int32_t threads);
void lrcnn_pool_destroy(lrcnn_pool *pool);

/// Says that a call begins whose loops the pool is to run, and that it ended.
/// False: the pool is just being set up again after a fork and cannot be used
/// for this call.
bool lrcnn_pool_enter(lrcnn_pool *pool);
void lrcnn_pool_leave(lrcnn_pool *pool);

/// lrcnn_executor::parallel_for; `self` is the pool.
int32_t lrcnn_pool_run(void *self, int64_t tasks,
                       void (*body)(void *context, int64_t task),
                       void *context);

#endif // LRCNN_RUNTIME_CPU_POOL_H

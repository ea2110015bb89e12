//===- pool.c - Threads of a program's own --------------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pool.h"

#include "lrcnn/Runtime/device.h"

#include <linux/futex.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/// How long a thread waits awake: for the next loop of a call that is running,
/// and for the last tasks of a loop.
enum { SPIN_NANOSECONDS = 100000, PAUSES_PER_LOOK = 16 };

/// A loop is handed out by its ticket: generation << 32 | tasks << 16 | next
/// task. Taking a task is one compare-and-swap, which also proves that the loop
/// whose body was read is still running.
struct lrcnn_pool {
  _Alignas(64) _Atomic uint64_t ticket;
  void (*_Atomic body)(void *context, int64_t task);
  void *_Atomic context;

  /// Tasks of the loop that are not done; its caller sleeps on it.
  _Alignas(64) _Atomic uint32_t unfinished;
  _Atomic uint32_t caller_sleeps;

  /// Rung to wake workers, who sleep on it.
  _Alignas(64) _Atomic uint32_t bell;
  _Atomic uint32_t sleepers;
  _Atomic uint32_t calls;
  _Atomic bool busy;
  _Atomic bool stop;

  /// The process whose threads these are; 0 while they are being started.
  _Atomic pid_t process;
  bool spins;
  int32_t threads;
  int32_t workers_started;
  pthread_t workers[];
};

//===----------------------------------------------------------------------===//
// Waiting
//===----------------------------------------------------------------------===//

/// Plain futexes: condition variables have two incompatible versions in glibc.
static void sleep_on(_Atomic uint32_t *word, uint32_t value) {
  syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, value, NULL, NULL, 0);
}

static void wake(_Atomic uint32_t *word, int32_t count) {
  syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, count, NULL, NULL, 0);
}

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * INT64_C(1000000000) + time.tv_nsec;
}

static void pause_for_a_look(void) {
  for (int32_t i = 0; i < PAUSES_PER_LOOK; ++i)
    __builtin_ia32_pause();
}

static void ring(lrcnn_pool *pool, int32_t count) {
  atomic_fetch_add(&pool->bell, 1);
  wake(&pool->bell, count);
}

//===----------------------------------------------------------------------===//
// Loops
//===----------------------------------------------------------------------===//

static uint32_t tasks_of(uint64_t ticket) { return ticket >> 16 & 0xffff; }
static uint32_t next_of(uint64_t ticket) { return ticket & 0xffff; }

static bool has_work(lrcnn_pool *pool) {
  uint64_t ticket = atomic_load(&pool->ticket);
  return next_of(ticket) < tasks_of(ticket);
}

/// Does tasks until none is left; whether there were any.
static bool do_tasks(lrcnn_pool *pool) {
  bool did = false;
  for (;;) {
    uint64_t ticket = atomic_load(&pool->ticket);
    if (next_of(ticket) >= tasks_of(ticket))
      return did;
    // The caller changes these after the last task is done, so not before a
    // task is taken by this ticket.
    void (*body)(void *, int64_t) =
        atomic_load_explicit(&pool->body, memory_order_relaxed);
    void *context = atomic_load_explicit(&pool->context, memory_order_relaxed);
    if (!atomic_compare_exchange_weak(&pool->ticket, &ticket, ticket + 1))
      continue;
    body(context, next_of(ticket));
    did = true;
    if (atomic_fetch_sub(&pool->unfinished, 1) == 1 &&
        atomic_load(&pool->caller_sleeps))
      wake(&pool->unfinished, 1);
  }
}

static void wait_for_tasks(lrcnn_pool *pool) {
  int64_t begin = pool->spins ? now() : 0;
  while (atomic_load(&pool->unfinished) != 0) {
    if (pool->spins && now() - begin < SPIN_NANOSECONDS) {
      pause_for_a_look();
      continue;
    }
    atomic_store(&pool->caller_sleeps, 1);
    uint32_t left = atomic_load(&pool->unfinished);
    if (left != 0)
      sleep_on(&pool->unfinished, left);
    atomic_store(&pool->caller_sleeps, 0);
  }
}

int32_t lrcnn_pool_run(void *self, int64_t tasks,
                       void (*body)(void *context, int64_t task),
                       void *context) {
  lrcnn_pool *pool = self;
  if (tasks > LRCNN_MAX_TASKS || atomic_exchange(&pool->busy, true)) {
    for (int64_t task = 0; task < tasks; ++task)
      body(context, task);
    return 0;
  }

  atomic_store_explicit(&pool->body, body, memory_order_relaxed);
  atomic_store_explicit(&pool->context, context, memory_order_relaxed);
  atomic_store_explicit(&pool->unfinished, (uint32_t)tasks,
                        memory_order_relaxed);
  uint64_t generation = (atomic_load(&pool->ticket) >> 32) + 1;
  atomic_store(&pool->ticket, generation << 32 | (uint64_t)tasks << 16);
  // A worker counts itself as a sleeper before it looks at the ticket a last
  // time, so one of the two sees the other.
  uint32_t sleepers = atomic_load(&pool->sleepers);
  if (sleepers != 0 && tasks > 1)
    ring(pool, (int32_t)(tasks - 1));

  do_tasks(pool);
  wait_for_tasks(pool);
  atomic_store(&pool->busy, false);
  return 0;
}

//===----------------------------------------------------------------------===//
// Threads
//===----------------------------------------------------------------------===//

static void *work(void *argument) {
  lrcnn_pool *pool = argument;
  int64_t begin = 0;
  while (!atomic_load(&pool->stop)) {
    if (do_tasks(pool)) {
      begin = now();
      continue;
    }
    if (pool->spins && atomic_load(&pool->calls) != 0 &&
        now() - begin < SPIN_NANOSECONDS) {
      pause_for_a_look();
      continue;
    }
    uint32_t rung = atomic_load(&pool->bell);
    atomic_fetch_add(&pool->sleepers, 1);
    if (!has_work(pool) && !atomic_load(&pool->stop))
      sleep_on(&pool->bell, rung);
    atomic_fetch_sub(&pool->sleepers, 1);
    begin = now();
  }
  return NULL;
}

/// Starts as many workers as can be; 0 or the error that stopped it. Signals
/// are for the caller's threads.
static int32_t start_workers(lrcnn_pool *pool) {
  atomic_store(&pool->ticket, 0);
  atomic_store(&pool->caller_sleeps, 0);
  atomic_store(&pool->sleepers, 0);
  atomic_store(&pool->calls, 0);
  atomic_store(&pool->busy, false);
  atomic_store(&pool->stop, false);
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  int32_t error = 0;
  int32_t wanted = pool->threads - 1;
  int32_t started = 0;
  while (started < wanted && !error) {
    error = pthread_create(&pool->workers[started], NULL, work, pool);
    started += !error;
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  pool->workers_started = started;
  atomic_store(&pool->process, getpid());
  return error;
}

int32_t lrcnn_pool_cores(void) {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0)
    return CPU_COUNT(&set);
  long online = sysconf(_SC_NPROCESSORS_ONLN);
  return online > 0 ? (int32_t)online : 1;
}

lrcnn_pool *lrcnn_pool_create(int32_t threads) {
  size_t size = sizeof(lrcnn_pool) + (size_t)threads * sizeof(pthread_t);
  size = (size + 63) / 64 * 64;
  lrcnn_pool *pool = aligned_alloc(64, size);
  if (!pool) {
    lrcnn_fail(LRCNN_OUT_OF_RESOURCES, "expected %zu bytes for threads", size);
    return NULL;
  }
  memset(pool, 0, size);
  pool->threads = threads;
  pool->spins = threads <= lrcnn_pool_cores();
  int32_t error = start_workers(pool);
  if (!error)
    return pool;
  lrcnn_fail(LRCNN_OUT_OF_RESOURCES, "expected %d threads, got %d: %s",
             (int)threads, (int)pool->workers_started + 1, strerror(error));
  lrcnn_pool_destroy(pool);
  return NULL;
}

void lrcnn_pool_destroy(lrcnn_pool *pool) {
  if (!pool)
    return;
  // After a fork the threads are the parent's.
  if (atomic_load(&pool->process) == getpid()) {
    atomic_store(&pool->stop, true);
    ring(pool, INT32_MAX);
    for (int32_t i = 0; i < pool->workers_started; ++i)
      pthread_join(pool->workers[i], NULL);
  }
  free(pool);
}

bool lrcnn_pool_enter(lrcnn_pool *pool) {
  pid_t process = atomic_load(&pool->process);
  if (process != getpid()) {
    // The first call in the child starts its threads; with fewer than wanted it
    // is slower, not wrong.
    if (process == 0 ||
        !atomic_compare_exchange_strong(&pool->process, &process, 0))
      return false;
    start_workers(pool);
  }
  atomic_fetch_add(&pool->calls, 1);
  return true;
}

void lrcnn_pool_leave(lrcnn_pool *pool) { atomic_fetch_sub(&pool->calls, 1); }

//===- parallel.c - Kernel calls in shares --------------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Runtime/CPU/parallel.h"

#include <xmmintrin.h>

/// More shares than threads, so that a thread that is held up does not hold up
/// the others; not many more, as every share has a beginning of its own.
enum { SHARES_PER_THREAD = 2 };

typedef struct {
  lrcnn_kernel kernel;
  const void *call;
  int64_t shares;
  unsigned mode;
} shared_call;

/// Computes in the caller's floating-point mode, so that results do not depend
/// on the thread.
static void do_share(void *context, int64_t share) {
  const shared_call *shared = context;
  unsigned before = _mm_getcsr();
  _mm_setcsr(shared->mode);
  shared->kernel(shared->call, share, shared->shares);
  _mm_setcsr(before);
}

void lrcnn_parallel(lrcnn_invocation *invocation, lrcnn_kernel kernel,
                    const void *call, int64_t most) {
  if (invocation->status != LRCNN_OK)
    return;
  const lrcnn_executor *executor = invocation->state;
  int64_t shares = (int64_t)executor->threads * SHARES_PER_THREAD;
  if (shares > most)
    shares = most;
  if (executor->threads == 1 || shares <= 1) {
    kernel(call, 0, 1);
    return;
  }
  shared_call shared = {kernel, call, shares, _mm_getcsr()};
  if (executor->parallel_for(executor->self, shares, do_share, &shared))
    invocation->status = LRCNN_EXECUTOR_FAILED;
}

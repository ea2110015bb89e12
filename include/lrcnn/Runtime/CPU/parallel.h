//===- parallel.h - What entries on the CPU call ------------------*- C -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_RUNTIME_CPU_PARALLEL_H
#define LRCNN_RUNTIME_CPU_PARALLEL_H

#include "lrcnn/Runtime/descriptor.h"

#ifdef __cplusplus
extern "C" {
#endif

/// A kernel does share `task` of `tasks` equal shares of its call.
typedef void (*lrcnn_kernel)(const void *call, int64_t task, int64_t tasks);

/// Runs all shares of one kernel call, on as many threads as the executor has,
/// in at most `most` shares; returns when all are done. After the executor
/// failed once, further calls do nothing. The invocation's state is the
/// lrcnn_executor.
void lrcnn_parallel(lrcnn_invocation *invocation, lrcnn_kernel kernel,
                    const void *call, int64_t most);

#ifdef __cplusplus
} // extern "C"
#endif

#endif // LRCNN_RUNTIME_CPU_PARALLEL_H

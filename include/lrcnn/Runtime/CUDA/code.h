//===- code.h - A program's kernels and their calls ---------------*- C -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The contract inside NAME.so between what is generated for CUDA and its part
// of the runtime.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_RUNTIME_CUDA_CODE_H
#define LRCNN_RUNTIME_CUDA_CODE_H

#include "lrcnn/Runtime/descriptor.h"

#ifdef __cplusplus
extern "C" {
#endif

/// A kernel; its one parameter is the record of the call, by value.
typedef struct lrcnn_cuda_kernel {
  /// Of the function.
  const char *name;
  /// What it is made for, for messages.
  const char *key;
  /// Threads of a block, and the units of work that they do at once.
  int32_t threads;
  int32_t units;
} lrcnn_cuda_kernel;

/// The kernels of a program as text for the driver's compiler and, if `cubin`
/// is not null, as machine code for devices of one compute capability.
typedef struct lrcnn_cuda_code {
  /// Ends with a zero.
  const char *ptx;
  const void *cubin;
  const lrcnn_cuda_kernel *kernels;
  int64_t kernel_count;
  /// 90 is 9.0.
  int32_t cubin_capability;
  int32_t reserved;
} lrcnn_cuda_code;

/// The generated object has it.
extern const lrcnn_cuda_code lrcnn_cuda_program_code;

/// A variable of every program's code: eight bytes that are zero.
#define LRCNN_CUDA_ZERO "lrcnn_zero"

//===----------------------------------------------------------------------===//
// Called by entries
//
// They do nothing once the invocation's status is an error.
//===----------------------------------------------------------------------===//

/// Launches kernel number `kernel` for `units` x `images` units of work; none
/// is no launch.
void lrcnn_cuda_launch(lrcnn_invocation *invocation, int64_t kernel,
                       void *record, int64_t units, int64_t images);

/// Copies `images` pieces of `bytes` bytes, which lie `target_stride` and
/// `source_stride` bytes apart.
void lrcnn_cuda_copy(lrcnn_invocation *invocation, void *target,
                     int64_t target_stride, const void *source,
                     int64_t source_stride, int64_t bytes, int64_t images);

#ifdef __cplusplus
} // extern "C"
#endif

#endif // LRCNN_RUNTIME_CUDA_CODE_H

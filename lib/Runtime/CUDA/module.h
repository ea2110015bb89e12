//===- module.h - A program's code in a context -------------------*- C -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_RUNTIME_CUDA_MODULE_H
#define LRCNN_RUNTIME_CUDA_MODULE_H

#include "driver.h"

/// The program's code, loaded for one context; all programs that are created
/// in the context share it.
typedef struct lrcnn_cuda_module {
  cuda_module module;
  /// One for each kernel.
  cuda_function *functions;
  /// Where LRCNN_CUDA_ZERO is.
  cuda_pointer zero;
  cuda_context context;
  int64_t users;
  struct lrcnn_cuda_module *next;
} lrcnn_cuda_module;

/// Loads the code for `context`, which is current and whose device is of
/// `capability`, or shares what was loaded. Sets *module, or the last error.
int32_t lrcnn_take_cuda_module(const lrcnn_cuda_driver *driver,
                               cuda_context context, int32_t capability,
                               lrcnn_cuda_module **module);

/// Unloads it with its last user. Its context must be current.
void lrcnn_leave_cuda_module(const lrcnn_cuda_driver *driver,
                             lrcnn_cuda_module *module);

#endif // LRCNN_RUNTIME_CUDA_MODULE_H

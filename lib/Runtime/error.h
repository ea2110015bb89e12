//===- error.h - Errors of the calling thread ---------------------*- C -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_RUNTIME_ERROR_H
#define LRCNN_RUNTIME_ERROR_H

#include <stdint.h>

/// Makes the message the calling thread's last error; returns `status`.
__attribute__((format(printf, 2, 3), cold)) int32_t
lrcnn_fail(int32_t status, const char *format, ...);

#endif // LRCNN_RUNTIME_ERROR_H

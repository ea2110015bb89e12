//===- error.c - Errors of the calling thread -----------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "error.h"

#include "descriptor.h"

#include <stdarg.h>
#include <stdio.h>

static _Thread_local char last_error[512];

int32_t lrcnn_fail(int32_t status, const char *format, ...) {
  va_list values;
  va_start(values, format);
  vsnprintf(last_error, sizeof last_error, format, values);
  va_end(values);
  return status;
}

const char *lrcnn_runtime_last_error(void) { return last_error; }

__attribute__((visibility("default"))) const char *lrcnn_last_error(void) {
  return last_error;
}

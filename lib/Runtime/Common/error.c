//===- error.c - Errors of the calling thread -----------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Runtime/device.h"

#include <inttypes.h>

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

lrcnn_device_text lrcnn_print_device(lrcnn_device device) {
  lrcnn_device_text result;
  static const char *const known[] = {[LRCNN_CPU] = "cpu",
                                      [LRCNN_CUDA] = "cuda"};
  if (device.kind == LRCNN_CPU || device.kind == LRCNN_CUDA)
    snprintf(result.text, sizeof result.text, "%s:%" PRId32, known[device.kind],
             device.index);
  else
    snprintf(result.text, sizeof result.text, "kind %" PRId32 ":%" PRId32,
             device.kind, device.index);
  return result;
}

//===- device.c - The null device as the device of programs ---------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Runtime/device.h"
#include "Driver.h"

#include <dlfcn.h>
#include <stdlib.h>

struct lrcnn_device_state {
  const null_driver *driver;
  void *zero;
};

int32_t lrcnn_device_create(const lrcnn_program_descriptor *descriptor,
                            lrcnn_device device, const lrcnn_config *config,
                            lrcnn_device_state **state) {
  (void)descriptor;
  (void)config;
  const null_driver *driver = dlsym(RTLD_DEFAULT, "null_driver_entry");
  if (!driver || device.index > 1)
    return lrcnn_fail(LRCNN_UNSUPPORTED, "expected null device 0 or 1, got %s",
                      lrcnn_print_device(device).text);
  lrcnn_device_state *created = malloc(sizeof *created);
  if (!created)
    return lrcnn_fail(LRCNN_OUT_OF_RESOURCES,
                      "expected memory for the program, got none");
  *created = (lrcnn_device_state){driver, driver->allocate(8)};
  *state = created;
  return LRCNN_OK;
}

void lrcnn_device_destroy(lrcnn_device_state *state) {
  if (!state)
    return;
  state->driver->release(state->zero);
  free(state);
}

int32_t lrcnn_device_check_stream(const lrcnn_device_state *state,
                                  const void *stream) {
  (void)state;
  return stream ? LRCNN_OK
                : lrcnn_fail(LRCNN_INVALID_ARGUMENT,
                             "expected a stream, got a null pointer");
}

void *lrcnn_device_zero(lrcnn_device_state *state) { return state->zero; }

int32_t lrcnn_device_run(lrcnn_device_state *state, lrcnn_entry entry,
                         lrcnn_invocation *invocation) {
  invocation->state = state;
  entry(invocation);
  if (invocation->status)
    return lrcnn_fail(invocation->status,
                      "expected the null device to run all kernels, got an "
                      "error");
  return LRCNN_OK;
}

//===----------------------------------------------------------------------===//
// Called by entries
//===----------------------------------------------------------------------===//

void null_launch(lrcnn_invocation *invocation, const null_call *call) {
  if (invocation->status)
    return;
  const lrcnn_device_state *state = invocation->state;
  if (state->driver->launch(invocation->stream, call))
    invocation->status = LRCNN_DEVICE_FAILED;
}

void null_copy_rows(lrcnn_invocation *invocation, void *target,
                    int64_t target_stride, const void *source,
                    int64_t source_stride, int64_t bytes, int64_t images) {
  if (invocation->status)
    return;
  const lrcnn_device_state *state = invocation->state;
  const null_copy copy = {target,        source, target_stride,
                          source_stride, bytes,  images};
  state->driver->copy(invocation->stream, &copy);
}

//===- device.h - What a device adds to programs ------------------*- C -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The functions that every device's part of the runtime has, and that the
// common part calls: lib/Runtime/CPU has those of the CPU. A program is linked
// with the common part and that of its device.
//
// The common part knows addresses and sizes of the caller's memory only. It
// does not read or write tensors, stash or workspace, which may lie where the
// host cannot.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_RUNTIME_DEVICE_H
#define LRCNN_RUNTIME_DEVICE_H

#include "lrcnn/Runtime/descriptor.h"

#ifdef __cplusplus
extern "C" {
#endif

/// Makes the message the calling thread's last error; returns `status`.
__attribute__((format(printf, 2, 3), cold)) int32_t
lrcnn_fail(int32_t status, const char *format, ...);

/// A device for messages, such as cpu:0.
typedef struct lrcnn_device_text {
  char text[40];
} lrcnn_device_text;
lrcnn_device_text lrcnn_print_device(lrcnn_device device);

/// What a device keeps for one program that is ready to be called.
typedef struct lrcnn_device_state lrcnn_device_state;

/// Makes a program ready on `device`, which is of the descriptor's kind: checks
/// that there is one and that it has the program's features, and takes what
/// else `config` asks for. Sets *state, or sets the last error and leaves it.
int32_t lrcnn_device_create(const lrcnn_program_descriptor *descriptor,
                            lrcnn_device device, const lrcnn_config *config,
                            lrcnn_device_state **state);
/// Takes null too.
void lrcnn_device_destroy(lrcnn_device_state *state);

/// Checks what a caller gives as stream.
int32_t lrcnn_device_check_stream(const lrcnn_device_state *state,
                                  const void *stream);

/// A zero of eight bytes where kernels can read it. Never written.
void *lrcnn_device_zero(lrcnn_device_state *state);

/// Calls the entry, with lrcnn_invocation::state set for what the entry calls.
/// Sets the last error if the status is one.
int32_t lrcnn_device_run(lrcnn_device_state *state, lrcnn_entry entry,
                         lrcnn_invocation *invocation);

#ifdef __cplusplus
} // extern "C"
#endif

#endif // LRCNN_RUNTIME_DEVICE_H

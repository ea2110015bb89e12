//===- step.h - Steps and what they are ready for -----------------*- C -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_RUNTIME_COMMON_STEP_H
#define LRCNN_RUNTIME_COMMON_STEP_H

#include "lrcnn/Runtime/descriptor.h"

/// Checks that there is a step whose members this version knows.
int32_t lrcnn_check_step(const lrcnn_step *step);

/// Takes a step for a forward call, whatever was in it, or for a backward call,
/// for which this program must have filled it. Of several calls at once one
/// gets it. Nobody else may take the step until lrcnn_leave_step.
int32_t lrcnn_take_empty_step(const lrcnn_program_descriptor *descriptor,
                              lrcnn_step *step);
int32_t lrcnn_take_full_step(const lrcnn_program_descriptor *descriptor,
                             lrcnn_step *step);

/// Gives a taken step back as `state`, or as failed if `status` is an error.
void lrcnn_leave_step(lrcnn_step *step, int32_t status,
                      enum lrcnn_step_state state);

#endif // LRCNN_RUNTIME_COMMON_STEP_H

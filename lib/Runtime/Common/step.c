//===- step.c - Steps and what they are ready for -------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "step.h"

#include "lrcnn/Runtime/device.h"

#include <inttypes.h>
#include <stdbool.h>

int32_t lrcnn_check_step(const lrcnn_step *step) {
  if (!step)
    return lrcnn_fail(LRCNN_INVALID_ARGUMENT,
                      "step: expected a record, got a null pointer");
  if (step->struct_size < sizeof(lrcnn_step))
    return lrcnn_fail(LRCNN_INVALID_ARGUMENT,
                      "step: expected a struct_size of at least %zu, got "
                      "%" PRIu64,
                      sizeof(lrcnn_step), step->struct_size);
  return LRCNN_OK;
}

/// Makes a step that is in `from` a running one; false, with `from` set to what
/// it is in, if it is in another state.
static bool take(lrcnn_step *step, int32_t *from) {
  return __atomic_compare_exchange_n(&step->state, from, LRCNN_STEP_RUNNING,
                                     /*weak=*/false, __ATOMIC_SEQ_CST,
                                     __ATOMIC_SEQ_CST);
}

/// Says why a step in `state` cannot be taken.
static int32_t refuse(const char *wanted, int32_t state) {
  switch (state) {
  case LRCNN_STEP_EMPTY:
    return lrcnn_fail(LRCNN_INVALID_STATE,
                      "step: expected %s, got one that forward has not filled",
                      wanted);
  case LRCNN_STEP_RUNNING:
    return lrcnn_fail(LRCNN_INVALID_STATE,
                      "step: expected %s, got one that another call works on",
                      wanted);
  case LRCNN_STEP_USED:
    return lrcnn_fail(LRCNN_INVALID_STATE,
                      "step: expected %s, got one that backward has used up",
                      wanted);
  case LRCNN_STEP_FAILED:
    return lrcnn_fail(LRCNN_INVALID_STATE,
                      "step: expected %s, got one whose last call failed",
                      wanted);
  default:
    return lrcnn_fail(LRCNN_INVALID_STATE,
                      "step: expected %s, got one in unknown state %" PRId32
                      "; make all of a new step zero",
                      wanted, state);
  }
}

int32_t lrcnn_take_empty_step(const lrcnn_program_descriptor *descriptor,
                              lrcnn_step *step) {
  int32_t state = LRCNN_STEP_EMPTY;
  while (!take(step, &state))
    if (state == LRCNN_STEP_RUNNING || state < LRCNN_STEP_EMPTY ||
        state > LRCNN_STEP_FAILED)
      return refuse("a step that forward can fill", state);
  step->fingerprint = descriptor->info.fingerprint;
  return LRCNN_OK;
}

int32_t lrcnn_take_full_step(const lrcnn_program_descriptor *descriptor,
                             lrcnn_step *step) {
  int32_t state = LRCNN_STEP_FULL;
  if (!take(step, &state))
    return refuse("a step that forward has filled", state);
  if (step->fingerprint == descriptor->info.fingerprint)
    return LRCNN_OK;
  __atomic_store_n(&step->state, LRCNN_STEP_FULL, __ATOMIC_SEQ_CST);
  return lrcnn_fail(LRCNN_INVALID_STATE,
                    "step: expected one that program '%s' has filled, got "
                    "another program's",
                    descriptor->info.name);
}

void lrcnn_leave_step(lrcnn_step *step, int32_t status,
                      enum lrcnn_step_state state) {
  int32_t next = status ? LRCNN_STEP_FAILED : (int32_t)state;
  __atomic_store_n(&step->state, next, __ATOMIC_SEQ_CST);
}
